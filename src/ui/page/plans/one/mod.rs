//! One plan: how far it has come, goals, situation, objectives, actions, the offer, reviews, what it lacks, and the
//! next period (P3, P6).

mod actions;
mod against;
mod checks;
mod goals;
mod head;
mod next;
mod objectives;
mod offer;
mod programme;
mod programme_team;
mod reviews;
mod set_objective;
mod situation;
mod talks;

use leptos::prelude::*;

use super::says::{PlanView, heading};
use crate::book::RecordId;
use crate::route::{PlanPlace, Route};
use crate::text::Key;
use crate::ui::component::{Forms, RecordDrawer};
use crate::ui::keys::focus_after;
use crate::ui::page::gone::GonePage;
use crate::ui::page::titled;

use actions::Actions;
pub use against::Against;
use checks::Checks;
pub use checks::texts;
use goals::Goals;
use head::Head;
use next::NextPeriod;
pub use objectives::restated;
use objectives::{Objectives, SetsObjective};
use offer::{OfferSection, Resources};
use programme::{Outcome, People};
pub use programme::{of_plan, stage_title};
use programme_team::ProgrammeTeam;
use reviews::Reviews;
use situation::Situation;
pub use situation::lists;
use talks::Talks;

#[component]
pub fn PlanPage(id: RecordId) -> impl IntoView {
    let plan = PlanView::of(id);
    let exists = Memo::new(move |_| plan.file.with(Option::is_some));
    move || {
        if exists.get() {
            return view! { <Sheet plan/> }.into_any();
        }
        view! { <GonePage title=Key::PlanGone to=Route::Plans(PlanPlace::All) back=Key::PlanToAll/> }.into_any()
    }
}

#[component]
fn Sheet(plan: PlanView) -> impl IntoView {
    Forms::provide();
    SetsObjective::provide();
    let name =
        Memo::new(move |_| plan.file.with(|file| file.as_ref().map(|file| file.plan.name.clone())).unwrap_or_default());
    Effect::new(move |_| titled(heading(&plan.of.get(), &name.get())));
    let programme = of_plan(plan);
    let is_programme = Memo::new(move |_| programme.with(Option::is_some));
    view! {
        <Head plan/>
        <div class="split plan-one" data-testid="plan">
            <div class="stack">
                <Against plan/>
                <Goals plan/>
                <Situation plan/>
                <Objectives plan/>
                <Actions plan/>
                {move || is_programme.get().then(|| view! { <People plan programme/> })}
                <OfferSection plan/>
                {move || is_programme.get().then(|| view! { <Outcome plan programme/> })}
                <Reviews plan/>
                <NextPeriod plan/>
            </div>
            <aside class="stack">
                <Checks plan/>
                <Resources plan/>
                {move || is_programme.get().then(|| view! { <ProgrammeTeam plan programme/> })}
                <Talks plan/>
            </aside>
        </div>
        <RecordDrawer/>
    }
}

/// Opens the form of a record at one of its fields.
fn edit_at(forms: Forms, id: RecordId, field: &'static str) {
    forms.edit(id);
    focus_after(format!("[data-testid=record-form] [data-field={field}]"));
}
