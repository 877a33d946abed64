//! The page of one competitor.

use leptos::prelude::*;

use super::at_stake;
use super::delete::Delete;
use super::encounters::Encounters;
use super::facts::Facts;
use crate::book::competitor::COMPETITOR;
use crate::book::{Competitor, Label, RecordId, competitor};
use crate::dossier::encounters::{Encounter, encounters};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Editable, Forms, History, RecordDrawer, SampleMark};
use crate::ui::page::gone::GonePage;
use crate::ui::page::titled;
use crate::ui::session::session;
use crate::ui::words::{rich, words};

#[component]
pub fn CompetitorPage(id: RecordId) -> impl IntoView {
    let session = session();
    let exists = Memo::new(move |_| session.book().has::<Competitor>(id));
    move || {
        if exists.get() {
            return view! { <Sheet id/> }.into_any();
        }
        view! { <GonePage title=Key::CompetitorGone hint=Key::CompetitorGoneHint to=Route::Competitors(None) back=Key::CompetitorsBack/> }.into_any()
    }
}

#[component]
fn Sheet(id: RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let name = session.field(id, competitor::field::name);
    let is_sample = session.field(id, competitor::field::sample);
    Effect::new(move |_| titled(name.get()));
    Forms::provide();
    let encounter = Memo::new(move |_| encounters(&session.book()).remove(&id).unwrap_or_default());
    let change = move || Label::Edit { kind: COMPETITOR.words(), of: name.get_untracked() };
    let reading = move || {
        encounter.with(|encounter| {
            if encounter.is_empty() {
                return words.text(Key::CompetitorNowhere).to_owned();
            }
            let analysis = session.analysis.get();
            let currency = session.ledger.get().currency();
            let stake = words.money_round(currency, at_stake(analysis.as_deref(), encounter) as f64);
            let accounts = words.count(Key::CountAccounts, encounter.accounts().len());
            let value = format!("{currency} {stake}");
            let reading = words.fill(Key::CompetitorReading, &[("accounts", &accounts), ("value", &value)]);
            let lost = Some(encounter.lost()).filter(|lost| *lost > 0);
            let lost = lost.map(|lost| words.fill(Key::CompetitorReadingLost, &[("n", &words.number(lost))]));
            std::iter::once(reading).chain(lost).collect::<Vec<_>>().join(" ")
        })
    };
    let with_parts = move || std::iter::once(id).chain(encounter.with_untracked(parts)).collect::<Vec<_>>();
    view! {
        <p class="crumb">
            <a href="#/accounts">{words.text(Key::AccountsTitle)}</a>
            " / "
            <a href="#/competitors">{words.text(Key::CompetitorsTitle)}</a>
        </p>
        <header class="page-head">
            <div>
                <h1 class="competitor-title">
                    <span class="sr">{name}</span>
                    <Editable id field=competitor::field::name change label=words.text(Key::CompetitorName) required=true test_id="competitor-name"/>
                </h1>
                <SampleMark shown=is_sample/>
            </div>
            <div class="actions">
                <History name ids=with_parts/>
                <Delete id name encounter/>
            </div>
        </header>
        <div class="stack">
            <p class="reading" data-testid="competitor-reading">{move || rich(reading())}</p>
            <Encounters encounter/>
            <Facts id name/>
        </div>
        <RecordDrawer/>
    }
}

/// The records at accounts that name it.
fn parts(encounter: &Encounter) -> Vec<RecordId> {
    encounter.rivals.iter().map(|(id, ..)| *id).collect()
}
