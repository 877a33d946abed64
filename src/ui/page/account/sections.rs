//! The sections of a dossier: on its page, in its table of contents and on paper.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::behaviour::{self, BehaviourSection};
use super::classification::{self, ClassificationSection};
use super::competitors::{self, CompetitorsSection};
use super::facts::{self, BusinessSection, GeneralSection};
use super::figures::Figures;
use super::fold::{Fold, Line};
use super::group::{self, GroupSection};
use super::health::{self, HealthSection};
use super::history::{self, HistorySection, TendersSection};
use super::informing::{self, InformingSection};
use super::interviews::{self, SatisfactionSection};
use super::mistakes::{self, MistakesSection};
use super::next::{self, NextSection};
use super::notes::{self, NotesSection};
use super::opportunities::{self, OpportunitiesSection};
use super::people::{self, CoverageSection, PeopleSection};
use super::purchases::{self, PurchasesSection};
use super::relationship::RelationshipHealth;
use super::since::SinceStrip;
use super::white_space::{self, WhiteSpaceSection};
use super::why::{self, WhySection};
use super::win_back::{self, WinBackSection};
use crate::dossier::section::Section;
use crate::text::Key;
use crate::ui::words::words;

/// A section as it stands on the page, or on paper.
pub fn section_view(account_view: AccountView, section: Section) -> AnyView {
    type Parts = (fn(AccountView) -> AnyView, fn(AccountView) -> Signal<Option<Line>>);
    let (body, line): Parts = match section {
        Section::Overview => return view! { <Overview account_view/> }.into_any(),
        Section::WinBack => return view! { <WinBackFold account_view/> }.into_any(),
        Section::Next => (|of| view! { <NextSection account_view=of/> }.into_any(), next::line),
        Section::Mistakes => (|of| view! { <MistakesSection account_view=of/> }.into_any(), mistakes::line),
        Section::Purchases => {
            (|AccountView { id, finding, .. }| view! { <PurchasesSection id finding/> }.into_any(), purchases::line)
        }
        Section::Why => (|of| view! { <WhySection account_view=of/> }.into_any(), why::line),
        Section::Behaviour => (|of| view! { <BehaviourSection account_view=of/> }.into_any(), behaviour::line),
        Section::People => (|AccountView { id, name, .. }| view! { <PeopleSection id name/> }.into_any(), people::line),
        Section::Coverage => (|_| view! { <CoverageSection/> }.into_any(), people::coverage_line),
        Section::Satisfaction => (|of| view! { <SatisfactionSection account_view=of/> }.into_any(), interviews::line),
        Section::History => (
            |AccountView { id, name, timeline, .. }| {
                let account = history::Account::of(id, name, timeline);
                view! { <HistorySection account/> }.into_any()
            },
            history::line,
        ),
        Section::Tenders => {
            (|AccountView { id, name, .. }| view! { <TendersSection id name/> }.into_any(), history::tenders_line)
        }
        Section::Space => (|of| view! { <WhiteSpaceSection account_view=of/> }.into_any(), white_space::line),
        Section::Opportunities => {
            (|of| view! { <OpportunitiesSection account_view=of/> }.into_any(), opportunities::line)
        }
        Section::Informing => (|of| view! { <InformingSection account_view=of/> }.into_any(), informing::line),
        Section::Competitors => {
            (|AccountView { id, name, .. }| view! { <CompetitorsSection id name/> }.into_any(), competitors::line)
        }
        Section::General => {
            (|AccountView { id, name, .. }| view! { <GeneralSection id name/> }.into_any(), facts::general_line)
        }
        Section::Business => {
            (|AccountView { id, name, .. }| view! { <BusinessSection id name/> }.into_any(), facts::business_line)
        }
        Section::File => {
            (|AccountView { id, health, .. }| view! { <HealthSection id health/> }.into_any(), health::line)
        }
        Section::Classification => {
            (|of| view! { <ClassificationSection account_view=of/> }.into_any(), classification::line)
        }
        Section::Group => (|AccountView { id, name, .. }| view! { <GroupSection id name/> }.into_any(), group::line),
        Section::Notes => (|AccountView { id, name, .. }| view! { <NotesSection id name/> }.into_any(), notes::line),
    };
    view! { <Fold account_view section body line/> }.into_any()
}

/// There for whom it is about: everybody else isn't told of losses.
#[component]
fn WinBackFold(account_view: AccountView) -> impl IntoView {
    let applies = win_back::applies(account_view);
    move || {
        applies.get().then(|| {
            view! {
                <Fold
                    account_view
                    section=Section::WinBack
                    body=|of| view! { <WinBackSection account_view=of/> }.into_any()
                    line=win_back::line
                />
            }
        })
    }
}

/// The figures at a glance, which are always there.
#[component]
fn Overview(account_view: AccountView) -> impl IntoView {
    let words = words();
    let body = move || match account_view.finding.get() {
        Some(finding) => view! { <Figures finding/> }.into_any(),
        None => view! { <p class="reading">{words.text(Key::NeverBought)}</p> }.into_any(),
    };
    view! {
        <section id="overview" class="stack-s">
            <h2 class="sr" tabindex="-1">{words.text(Key::SectionOverview)}</h2>
            {body}
            <SinceStrip account_view/>
            <RelationshipHealth account_view/>
        </section>
    }
}
