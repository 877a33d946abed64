//! Our people: who answers for whom, what each carries, what would be lost with one, and handing over (T1 to T4, C17, C18,
//! C23).

mod colleague;
mod whole;

use leptos::prelude::*;

use crate::book::RecordId;
use colleague::ColleaguePage;
use whole::WholeTeam;

/// All of them; or one.
#[component]
pub fn TeamPage(shown: Option<RecordId>) -> impl IntoView {
    match shown {
        Some(id) => view! { <ColleaguePage id/> }.into_any(),
        None => view! { <WholeTeam/> }.into_any(),
    }
}
