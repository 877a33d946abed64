//! The sections of a dossier: on its page, in its table of contents and on paper.

use leptos::prelude::*;

use super::account_figures::AccountFigures;
use super::behaviour::BehaviourSection;
use super::classification::ClassificationSection;
use super::competitors::CompetitorsSection;
use super::facts::{BusinessSection, GeneralSection};
use super::figures::Figures;
use super::group::GroupSection;
use super::health::{self, HealthSection};
use super::history::{self, HistorySection};
use super::next::{self, NextSection};
use super::notes::NotesSection;
use super::path::PathSection;
use super::people::{CoverageSection, PeopleSection, provide_people};
use super::purchases::PurchasesSection;
use super::segment_peers::SegmentPeersSection;
use super::white_space::WhiteSpaceSection;
use super::why::Why;
use crate::analysis::Finding;
use crate::book::{RecordId, account};
use crate::dossier::Dossier;
use crate::dossier::due::Due;
use crate::dossier::health::Health;
use crate::dossier::section::Section;
use crate::dossier::stage::StageFacts;
use crate::dossier::timeline::Timeline;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::Forms;
use crate::ui::session::session;
use crate::ui::words::words;

/// What the sections of one account are read from, each followed by itself.
#[derive(Clone, Copy)]
pub struct AccountView {
    pub id: RecordId,
    pub name: Memo<String>,
    /// Figures and reasons read the whole analysis; they are built anew with it.
    pub finding: Memo<Option<Finding>>,
    pub figures: Memo<Option<ByPtr<AccountFigures>>>,
    pub dossier: Memo<Option<Dossier>>,
    pub health: Memo<Option<Health>>,
    pub facts: Memo<Option<StageFacts>>,
    pub dues: Memo<Vec<Due>>,
    pub timeline: Memo<Timeline>,
}

impl AccountView {
    /// Of an account, for a page: forms and the dossier are there for all that is in it.
    pub fn provide(id: RecordId) -> Self {
        let session = session();
        Forms::provide();
        let dossier = Memo::new(move |_| Dossier::of(&session.book(), id));
        provide_context(dossier);
        provide_people(session, dossier);
        let finding = Memo::new_with_compare(
            move |_| session.analysis.get().and_then(|analysis| analysis.finding(id).cloned()),
            |_, _| true,
        );
        let figures = AccountFigures::memo(session, id, dossier);
        Self {
            id,
            name: session.field(id, account::field::name),
            finding,
            figures,
            dossier,
            health: health::health(session, dossier, figures),
            facts: next::stage_facts(session, dossier, finding, figures),
            dues: next::dues(session, dossier),
            timeline: history::timeline(session, dossier),
        }
    }

    pub fn view(self, section: Section) -> AnyView {
        let Self { id, name, finding, figures, health, facts, dues, timeline, .. } = self;
        match section {
            Section::Overview => view! { <Overview id finding/> }.into_any(),
            Section::Next => view! { <NextSection id name dues facts health timeline/> }.into_any(),
            Section::File => view! { <HealthSection id health/> }.into_any(),
            Section::Classification => view! { <ClassificationSection id name figures facts/> }.into_any(),
            Section::Purchases => view! { <PurchasesSection id finding/> <SegmentPeersSection id/> }.into_any(),
            Section::Behaviour => view! { <BehaviourSection id figures/> }.into_any(),
            Section::General => view! { <GeneralSection id name/> }.into_any(),
            Section::Business => view! { <BusinessSection id name/> }.into_any(),
            Section::Group => view! { <GroupSection id name/> }.into_any(),
            Section::People => view! { <PeopleSection id name/> }.into_any(),
            Section::Coverage => view! { <CoverageSection/> }.into_any(),
            Section::History => {
                let account = history::Account::of(name, timeline);
                view! { <HistorySection account/> }.into_any()
            }
            Section::Space => view! { <WhiteSpaceSection id name/> }.into_any(),
            Section::Competitors => view! { <CompetitorsSection id name/> }.into_any(),
            Section::Notes => view! { <NotesSection id name/> }.into_any(),
        }
    }
}

/// Figures, and why its classes are what they are.
#[component]
fn Overview(id: RecordId, finding: Memo<Option<Finding>>) -> impl IntoView {
    let words = words();
    let body = move || match finding.get() {
        Some(finding) => view! {
            <Figures finding=finding.clone()/>
            <Why finding/>
            <PathSection id/>
        }
        .into_any(),
        None => view! { <p class="reading">{words.text(Key::NeverBought)}</p> }.into_any(),
    };
    view! {
        <section id="overview" class="stack-s">
            <h2 class="sr" tabindex="-1">{words.text(Key::SectionOverview)}</h2>
            {body}
        </section>
    }
}
