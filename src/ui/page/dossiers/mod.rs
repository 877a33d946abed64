//! The dossiers of key accounts side by side (D6): what is known, what is missing, what comes next; in the order
//! of what is worth filling in.

mod hole;
mod row;
mod settings;
mod table;

use leptos::prelude::*;

use super::titled;
use crate::dossier::health::AsOf;
use crate::dossier::side_by_side::{By, Filled, SideBySide, Whose};
use crate::exchange::dossiers_table::dossiers_table;
use crate::exchange::list_table::ListTable;
use crate::route::Route;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{AccountTabs, Button, ButtonKind, ExportList, Owner, OwnerChoice};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};
use settings::{FreshSetting, LeapDaySetting};
use table::Table;

/// The dossiers, and what of them is shown in which order.
#[derive(Clone, Copy)]
struct Shown {
    found: Memo<ByPtr<SideBySide>>,
    by: RwSignal<By>,
    /// Places in the rows.
    places: Memo<Vec<usize>>,
}

#[component]
pub fn DossiersPage() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::DossiersTitle));
    let whose = RwSignal::new(Whose::Key);
    let (by, owner) = (RwSignal::new(By::Worth), RwSignal::new(Owner::Any));
    let found = Memo::new(move |_| {
        let (book, analysis, ledger) = (session.book(), session.analysis.get(), session.ledger.get());
        let as_of = AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() };
        ByPtr::new(SideBySide::of(&book, &ledger, analysis.as_deref(), whose.get(), as_of))
    });
    let places = Memo::new(move |_| {
        let wanted = owner.get();
        found.get().sorted(by.get(), |row| wanted.admits(row.owner))
    });
    let shown = Shown { found, by, places };
    let owners = Memo::new(move |_| found.get().rows.iter().filter_map(|row| row.owner).collect());
    let sub = move || {
        let count = words.count(sub_key(whose.get()), found.get().rows.len());
        words.fill(Key::DossiersSub, &[("accounts", &count), ("day", &words.day(session.read_on.get()))])
    };
    let is_empty = Memo::new(move |_| found.get().rows.is_empty());
    let table = move || {
        if is_empty.get() {
            return view! { <p class="note">{words.text(Key::DossiersNone)}</p> }.into_any();
        }
        view! {
            <p class="reading" data-testid="dossiers-reading">{move || rich(reading(words, shown))}</p>
            <Table shown/>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::DossiersTitle)}</h1>
                <p class="page-sub">{sub}</p>
            </div>
            <div class="actions">
                <ExportList
                    list="dossiers"
                    text=Key::DossiersExport
                    sheet=Key::DossiersTitle
                    table=move || listed(session, shown)
                    is_empty
                />
            </div>
        </header>
        <AccountTabs here=Route::Dossiers/>
        <div class="dossiers-bar">
            <div class="chips" role="group" aria-label=words.text(Key::DossiersWhose)>
                <Chip whose value=Whose::Key text=Key::DossiersKey test_id="dossiers-key"/>
                <Chip whose value=Whose::ClassA text=Key::DossiersClassA test_id="dossiers-class-a"/>
            </div>
            <OwnerChoice
                owners
                owner
                any=Key::DossiersAnyOwner
                nobody=Key::DossiersNoOwner
                label=Key::DossiersOwner
                test_id="dossiers-owner"
            />
            <span class="note">{move || order_words(words, by.get())}</span>
        </div>
        {table}
        <details class="dossiers-settings">
            <summary>{words.text(Key::DossiersSettings)}</summary>
            <FreshSetting/>
            <LeapDaySetting/>
        </details>
    }
}

fn listed(session: Session, shown: Shown) -> ListTable {
    let (found, places) = (shown.found.get(), shown.places.get());
    session.with_book(|book| dossiers_table(book, session.ledger.get().currency(), &found, &places))
}

fn sub_key(whose: Whose) -> Key {
    match whose {
        Whose::Key => Key::CountKeyAccounts,
        Whose::ClassA => Key::CountClassA,
    }
}

#[component]
fn Chip(whose: RwSignal<Whose>, value: Whose, text: Key, test_id: &'static str) -> impl IntoView {
    view! {
        <Button
            kind=ButtonKind::Chip
            text
            test_id
            pressed=move || whose.get() == value
            on_click=move || whose.set(value)
        />
    }
}

/// Why they stand as they do.
fn order_words(words: Words, by: By) -> &'static str {
    words.text(match by {
        By::Worth => Key::OrderWorth,
        By::Name => Key::OrderName,
        By::Value => Key::OrderValue,
        By::Known => Key::OrderKnown,
    })
}

/// "**13 of 16 dossiers hold next to nothing** of accounts that bring 30.5% of revenue."
fn reading(words: Words, shown: Shown) -> String {
    let (found, places) = (shown.found.get(), shown.places.get());
    let groups = found.groups(&places);
    let hardly = groups.iter().find(|group| group.filled == Filled::Hardly);
    let all = words.count(Key::CountDossiers, places.len());
    let Some(hardly) = hardly else {
        let rows = places.iter().filter_map(|at| found.rows.get(*at));
        let known: f64 = rows.map(|row| row.health.completeness()).sum();
        let mean = words.percent_round(known / places.len().max(1) as f64);
        return words.fill(Key::DossiersReadingKnown, &[("share", &mean), ("all", &all)]);
    };
    let share = words.percent(found.share(hardly.value));
    words.counted(Key::DossiersReading, hardly.rows.len(), &[("all", &all), ("share", &share)])
}
