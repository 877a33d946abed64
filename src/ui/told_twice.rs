//! What several imports tell counts once. To find it is a part of the page that is fetched when a book may hold such
//! imports: most never do.

use std::sync::Arc;

use super::not_fetched::NotFetched;
use crate::book::Book;
use crate::exchange::delta::overlap;
use crate::journal::Sales;

#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(
        current_import,
        wasm_split_path = ::leptos::wasm_split,
        preload(fetch_code),
        fallible
    )
)]
fn found(book: Arc<Book>, stored: Sales, before: Sales) -> Result<Option<Sales>, NotFetched> {
    let stand_ins = overlap(&book, &stored).stand_ins;
    Ok((stand_ins != before).then_some(stand_ins))
}

/// What counts in place of stored sales, `stored` being those of all imports that count in the book; `None` if it is
/// what did before.
///
/// # Errors
/// [`NotFetched`] if what finds it can't be had.
#[cfg_attr(not(split), expect(clippy::unused_async, reason = "there is something to wait for where it is cut"))]
pub async fn stand_ins(book: Arc<Book>, stored: Sales, before: Sales) -> Result<Option<Sales>, NotFetched> {
    #[cfg(split)]
    return found(book, stored, before).await;
    #[cfg(not(split))]
    found(book, stored, before)
}

/// Has it here, so that it is found without a connection too.
///
/// # Errors
/// [`NotFetched`] if it can't be had.
#[cfg_attr(not(split), expect(clippy::unused_async, reason = "there is something to wait for where it is cut"))]
pub async fn fetch() -> Result<(), NotFetched> {
    #[cfg(split)]
    fetch_code().await?;
    Ok(())
}
