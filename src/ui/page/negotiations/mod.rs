//! What is negotiated with accounts: all of it, and one negotiation as it is prepared, held and told of (R12).

mod list;
mod one;

use leptos::prelude::*;

use crate::book::RecordId;
use list::AllNegotiations;
use one::NegotiationPage;

/// All of them, or one.
#[component]
pub fn NegotiationsPage(shown: Option<RecordId>) -> impl IntoView {
    match shown {
        None => view! { <AllNegotiations/> }.into_any(),
        Some(id) => view! { <NegotiationPage id/> }.into_any(),
    }
}
