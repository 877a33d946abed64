//! Whom we lose, whom we lost and why, and winning them back (L1 to L5, C12 to C16).
//!
//! What the page shows of all accounts is made in turns, so that it answers while a long past is read.

mod alarm;
mod by_group;
mod case;
mod cases;
mod common;
mod criteria;
mod in_short;
mod note;
mod over_time;
mod reasons;
mod record;
mod says;
mod shown;
mod standing;
mod warnings;

use leptos::prelude::*;

use super::titled;
use crate::book::RecordId;
use crate::exchange::losses_table::states_table;
use crate::text::Key;
use crate::ui::component::{Button, ExportList, Forms, RecordDrawer, SampleOffer};
use crate::ui::session::session;
use crate::ui::words::{Words, words};
use by_group::ByGroup;
use case::CasePage;
use cases::Cases;
use common::InCommon;
use criteria::{TwoWords, WhenItRings};
use in_short::InShort;
use note::NoteLossDialog;
use over_time::OverTime;
use reasons::ReasonsSection;
use record::Records;
use shown::Shown;
use standing::Standings;
use warnings::EarlyWarning;

/// All of it; or the winning back of one account.
#[component]
pub fn LossesPage(case: Option<RecordId>) -> impl IntoView {
    match case {
        Some(id) => view! { <CasePage id/> }.into_any(),
        None => view! { <AllLosses/> }.into_any(),
    }
}

#[component]
fn AllLosses() -> impl IntoView {
    let (session, words) = (session(), words());
    titled(words.text(Key::LossesTitle));
    Forms::provide();
    let shown = Shown::of(session);
    let notes = RwSignal::new(false);
    let states = move || {
        let standings = shown.standings.get()?;
        Some(session.with_book(|book| states_table(book, &session.ledger.get(), &standings)))
    };
    let has_sales = Memo::new(move |_| session.ledger.get().span().is_some());
    let body = move || {
        if !has_sales.get() {
            return view! { <p class="note">{words.text(Key::LossesNothing)}</p> <SampleOffer/> }.into_any();
        }
        view! {
            <div class="losses">
                <div class="losses-top">
                    <div class="stack">
                        <InShort shown/>
                        <Records shown/>
                        <EarlyWarning shown/>
                    </div>
                    <aside class="stack losses-aside">
                        <WhenItRings shown/>
                        <TwoWords shown/>
                    </aside>
                </div>
                <div class="stack losses-rest">
                    <Standings shown/>
                    <OverTime shown/>
                    <div class="pair">
                        <InCommon shown/>
                        <div class="stack">
                            <ReasonsSection shown/>
                            <ByGroup shown/>
                        </div>
                    </div>
                    <Cases/>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::LossesTitle)}</h1>
                <p class="page-sub" role="status">{move || sub(words, shown)}</p>
            </div>
            <div class="actions">
                <ExportList
                    list="states"
                    folds=true
                    text=Key::LossesExportStates
                    sheet=Key::LossesTitle
                    table=states
                    is_empty=shown.is_unknown()
                />
                <Button text=Key::NoteLoss test_id="note-loss" writes=true on_click=move || notes.set(true)/>
            </div>
        </header>
        {body}
        <NoteLossDialog is_open=notes/>
        <RecordDrawer/>
    }
}

/// "as of 6 May 1998 · 89 accounts that have bought · sales since 4 July 1996"
fn sub(words: Words, shown: Shown) -> Option<String> {
    let standings = shown.standings.get()?;
    let accounts = words.count(Key::LossesBought, standings.of.values().filter(|of| of.days > 0).count());
    let (day, from) = (words.day(standings.until), words.day(standings.from));
    Some(words.fill(Key::LossesSub, &[("day", &day), ("accounts", &accounts), ("from", &from)]))
}
