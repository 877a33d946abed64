//! The dossier of one account: its page, and what it leaves as (paper, a brief, a file).

mod account_figures;
mod account_team;
pub mod account_view;
mod behaviour;
pub mod brief;
mod cadence;
mod classification;
mod competitors;
mod confirming;
mod contents;
mod delete;
mod document;
mod evidence;
mod facts;
mod figures;
mod fold;
mod group;
mod handover;
mod head;
mod health;
mod history;
mod informing;
mod interviews;
mod key;
mod market;
mod merge_with;
mod mistakes;
mod negotiations;
mod neighbours;
mod next;
mod next_step;
mod notes;
mod opportunities;
mod owner_change;
mod path;
mod people;
mod pick;
mod plan_parts;
mod playbook;
mod print;
mod purchases;
pub mod recommendations;
mod relationship;
mod review;
mod sections;
mod segment_peers;
mod since;
mod stage;
pub mod talk;
mod white_space;
mod why;
mod win_back;

use leptos::context::Provider;
use leptos::prelude::*;

use super::gone::GonePage;
use super::titled;
use crate::analysis::AccountList;
use crate::book::{Account, RecordId, RecordKind, account};
use crate::browser::address;
use crate::dossier::section::Section;
use crate::route::{ASK, BRIEF, HANDOVER, INTERVIEWS, PRINT, REVIEW, Route};
use crate::text::Key;
use crate::ui::Place;
use crate::ui::component::RecordDrawer;
use crate::ui::keys::focus_main;
use crate::ui::printing::Extent;
use crate::ui::session::session;

use account_view::AccountView;
use brief::BriefPage;
use contents::{Contents, show};
use fold::OpenSections;
use handover::HandoverPage;
use head::Head;
use interviews::InterviewsPage;
use print::PrintPage;
use review::ReviewPage;
use sections::section_view;

#[component]
pub fn AccountPage(id: RecordId) -> impl IntoView {
    let session = session();
    let exists = Memo::new(move |_| {
        session.record(id).is_some_and(|record| record.kind == Account::KIND && !record.is_deleted())
    });
    let place: Place = expect_context();
    let section = Memo::new(move |_| match place.route.get() {
        Route::Account { section, .. } => section,
        _ => None,
    });
    // Leaving the dossier is another page; going from section to section is not.
    let document = Memo::new(move |_| {
        section.with(|section| {
            [PRINT, BRIEF, REVIEW, HANDOVER, INTERVIEWS, ASK]
                .into_iter()
                .find(|document| section.as_deref() == Some(document))
        })
    });
    Effect::new(move |before: Option<Option<&'static str>>| {
        let now = document.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                focus_main();
                window().scroll_to_with_x_and_y(0.0, 0.0);
            });
        }
        now
    });
    Effect::new(move |_| show(section.get()));
    // Merged into another, it leads there.
    let counts = Memo::new(move |_| {
        let book = session.book();
        let into = book.value(id, account::field::merged_into);
        into.map(|_| book.merged().of_account(id)).filter(|counts| *counts != id)
    });
    Effect::new(move |_| {
        if let Some(id) = counts.get() {
            address::replace(&Route::Account { id, section: section.get_untracked() });
        }
    });
    move || {
        if counts.get().is_some() {
            return ().into_any();
        }
        if exists.get() {
            return match document.get() {
                Some(PRINT) => view! { <PrintPage id/> }.into_any(),
                Some(BRIEF) => for_paper(move || view! { <BriefPage id/> }),
                Some(REVIEW) => for_paper(move || view! { <ReviewPage id/> }),
                Some(HANDOVER) => view! { <HandoverPage id/> }.into_any(),
                Some(INTERVIEWS) => view! { <InterviewsPage id/> }.into_any(),
                Some(ASK) => view! { <InterviewsPage id asks=true/> }.into_any(),
                _ => view! { <DossierPage id section/> }.into_any(),
            };
        }
        view! { <GonePage title=Key::AccountGone hint=Key::AccountGoneHint to=Route::Accounts(AccountList::default()) back=Key::BackToAccounts/> }.into_any()
    }
}

/// A document that is for paper as a whole. What says so to all below it goes with it: given to the page itself, it
/// would hold for the dossier that comes after.
fn for_paper<V: IntoView + 'static>(document: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    view! { <Provider value=Extent::default()>{document()}</Provider> }.into_any()
}

/// So many sections fill the first screen; the others are built after it is seen.
const FIRST: usize = 3;

#[component]
fn DossierPage(id: RecordId, section: Memo<Option<String>>) -> impl IntoView {
    let account_view = AccountView::provide(id);
    let open = OpenSections::provide();
    Effect::new(move |_| titled(account_view.name.get()));
    let built = RwSignal::new(FIRST);
    // Whoever asks for a section goes there at once, so what stands before it must be there too.
    Effect::new(move |_| {
        if let Some(section) = section.with(|section| section.as_deref().and_then(Section::of_name)) {
            built.set(Section::ALL.len());
            open.lead_to(section);
        }
    });
    build_on(built);
    let sections = move || Section::ALL.into_iter().take(built.get()).collect::<Vec<_>>();
    view! {
        <Head account_view/>
        <div class="account">
            <div class="stack account-body">
                <For each=sections key=|section| *section children=move |section| section_view(account_view, section)/>
            </div>
            <Contents account_view section/>
        </div>
        <RecordDrawer/>
    }
}

/// Builds one more section after each picture, until all are there or the page is left.
fn build_on(built: RwSignal<usize>) {
    request_animation_frame(move || {
        // After the picture, not before it.
        set_timeout(
            move || {
                let is_on = built.try_update(|built| {
                    *built += 1;
                    *built < Section::ALL.len()
                });
                if is_on == Some(true) {
                    build_on(built);
                }
            },
            std::time::Duration::ZERO,
        );
    });
}
