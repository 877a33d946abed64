//! What a change that erases somebody takes along besides: what the journal says of them, in the stores and at hand.
//! Only for pages that are parts.

use super::session::Session;
use crate::book::Change;
use crate::browser::scheduling;
use crate::journal::{Erased, StoreError};

/// How long it is waited for what is on its way to the stores, in ms and how often.
const PAUSE: u32 = 50;
const PAUSES: usize = 200;

/// What is to be forgotten with a change; nothing, if it erases nobody.
pub fn erased_by(session: Session, change: &Change) -> Option<Erased> {
    let erased = session.with_book(|book| Erased::of(change, book));
    (!erased.is_empty()).then_some(erased)
}

/// Forgets it, before the change is entered.
///
/// # Errors
/// [`StoreError`] if a store refused: then the change must wait.
pub async fn forget(session: Session, erased: &Erased) -> Result<(), StoreError> {
    if let Some(persister) = session.persister() {
        persister.forget(erased).await?;
    }
    session.forget(erased);
    Ok(())
}

/// Forgets, once the change is kept, what was on its way before it, and what the change itself would bring back.
pub async fn forget_the_rest(session: Session, erased: &Erased) {
    // What takes the change back may have it, too.
    session.forget(erased);
    let Some(persister) = session.persister() else { return };
    for _ in 0..PAUSES {
        if persister.is_kept() {
            break;
        }
        scheduling::pause(PAUSE).await;
    }
    if let Err(error) = persister.forget(erased).await {
        leptos::logging::warn!("{error:?}");
    }
}
