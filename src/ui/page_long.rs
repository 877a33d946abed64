//! What lives as long as the page.

use leptos::prelude::*;

/// Makes something that lives as long as the page, not as long as the view that is the first to ask for it.
pub fn page_long<T>(make: impl FnOnce() -> T) -> T {
    let mut owner = Owner::current();
    while let Some(above) = owner.as_ref().and_then(Owner::parent) {
        owner = Some(above);
    }
    match owner {
        Some(page) => page.with(make),
        None => make(),
    }
}
