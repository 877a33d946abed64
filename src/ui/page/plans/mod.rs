//! Plans for accounts: all together, one of them, and one on paper (P3, P6, C19).

mod list;
mod one;
mod paper;
mod says;
mod start;

use leptos::prelude::*;

use crate::route::PlanPlace;
use list::AllPlans;
use one::PlanPage;
use paper::PaperPage;

/// All of them; one; or one as a sheet.
#[component]
pub fn PlansPage(shown: PlanPlace) -> impl IntoView {
    match shown {
        PlanPlace::All => view! { <AllPlans/> }.into_any(),
        PlanPlace::One(id) => view! { <PlanPage id/> }.into_any(),
        PlanPlace::Paper(id) => view! { <PaperPage id/> }.into_any(),
    }
}
