//! The dossiers of key accounts side by side (D6): what is known, what is missing, what comes next; in the order
//! of what is worth filling in.

mod hole;
mod row;
mod settings;
mod table;

use leptos::prelude::*;

use super::titled;
use crate::dossier::health::AsOf;
use crate::dossier::side_by_side::{By, Filled, Group, SideBySide, Whose};
use crate::exchange::dossiers_table::dossiers_table;
use crate::exchange::list_table::ListTable;
use crate::route::{DossierList, Listed};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{AccountTabs, Button, ButtonKind, Chooses, ExportList, OwnerChoice};
use crate::ui::kept_list::{KeptList, focus_row};
use crate::ui::last_shown::last_shown;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};
use settings::{FreshSetting, LeapDaySetting};
use table::Table;

/// The dossiers, and what of them is shown in which order.
#[derive(Clone, Copy)]
struct Shown {
    list: KeptList<DossierList>,
    found: Memo<ByPtr<SideBySide>>,
    by: Memo<By>,
    /// Places in the rows.
    places: Memo<Vec<usize>>,
    /// The same in groups, where they stand by what is worth filling in.
    groups: Memo<Vec<Group>>,
}

#[component]
pub fn DossiersPage() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::DossiersTitle));
    let list = KeptList::<DossierList>::new();
    let whose = Memo::new(move |_| list.wanted.with(|wanted| wanted.whose));
    let by = Memo::new(move |_| list.wanted.with(|wanted| wanted.by));
    let owner = Memo::new(move |_| list.wanted.with(|wanted| wanted.owner));
    let found = Memo::new(move |_| {
        let (book, analysis, ledger) = (session.book(), session.analysis.get(), session.ledger.get());
        let as_of = AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() };
        ByPtr::new(SideBySide::of(&book, &ledger, analysis.as_deref(), whose.get(), as_of))
    });
    let places = Memo::new(move |_| {
        let wanted = owner.get();
        found.get().sorted(by.get(), |row| wanted.admits(row.owner))
    });
    let is_empty = Memo::new(move |_| found.get().rows.is_empty());
    let groups = Memo::new(move |_| if by.get() == By::Worth { found.get().groups(&places.get()) } else { Vec::new() });
    let shown = Shown { list, found, by, places, groups };
    // A dossier leads on to the next of them.
    let last_shown = last_shown();
    Effect::new(move |_| {
        let found = found.get();
        let order = if by.get() == By::Worth {
            groups.with(|groups| groups.iter().flat_map(|group| group.rows.iter().copied()).collect())
        } else {
            places.get()
        };
        last_shown.keep(order.into_iter().filter_map(|at| found.rows.get(at)).map(|row| row.id));
    });
    list.come_back(move || !is_empty.get(), focus_row);
    let owners = Memo::new(move |_| found.get().rows.iter().filter_map(|row| row.owner).collect());
    let sub = move || {
        let count = words.count(sub_key(whose.get()), found.get().rows.len());
        words.fill(Key::DossiersSub, &[("accounts", &count), ("day", &words.day(session.read_on.get()))])
    };
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
                    folds=true
                    text=Key::DossiersExport
                    sheet=Key::DossiersTitle
                    table=move || listed(session, shown)
                    is_empty
                />
            </div>
        </header>
        <AccountTabs here=DossierList::default().route()/>
        <div class="dossiers-bar">
            <div class="chips" role="group" aria-label=words.text(Key::DossiersWhose)>
                <Chip list value=Whose::Key text=Key::DossiersKey test_id="dossiers-key"/>
                <Chip list value=Whose::ClassA text=Key::DossiersClassA test_id="dossiers-class-a"/>
            </div>
            <OwnerChoice
                owners
                owner=Chooses::new(owner, move |owner| list.update(|wanted| wanted.owner = owner))
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
fn Chip(list: KeptList<DossierList>, value: Whose, text: Key, test_id: &'static str) -> impl IntoView {
    view! {
        <Button
            kind=ButtonKind::Chip
            text
            test_id
            pressed=move || list.wanted.with(|wanted| wanted.whose == value)
            on_click=move || list.update(|wanted| wanted.whose = value)
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
