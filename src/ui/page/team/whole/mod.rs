//! All of ours: who answers for whom, what each carries, and a reassignment that is tried first (T1 to T3, C17, C18, C23).

mod carriers;
mod conflicts;
mod reassign;
mod setup;
mod single;
mod unowned;

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::analysis::KeyAccounts;
use crate::book::settings::working_calendar;
use crate::book::{Book, Organisation, RecordId, SETTINGS, colleague::COLLEAGUE};
use crate::browser::clock;
use crate::exchange::list_table::ListTable;
use crate::exchange::load_table::load_table;
use crate::exchange::owners_table::owners_table;
use crate::glyph::Glyph;
use crate::team::carried::{Carried, Team, Teaming};
use crate::team::departure::{Departing, Departures, Values, Valuing};
use crate::team::draft::Draft;
use crate::team::load::Band;
use crate::team::work::Seen;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, CsvButton, ExportMenu, Exported, Forms, RecordDrawer, forms};
use crate::ui::in_turns::in_turns;
use crate::ui::page::titled;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};
use carriers::Carriers;
use conflicts::Conflicts;
use reassign::Reassign;
use setup::SetupSection;
use unowned::Unowned;

/// So long after the last word that was typed all is looked at again.
const SETTLED: Duration = Duration::from_millis(200);

/// So many accounts, or records, are looked at before it is asked whether the page is wanted.
const AT_ONCE: usize = 20;

/// What the page is made of.
#[derive(Clone, Copy)]
pub struct Shown {
    /// As it was when nobody had typed for a moment.
    book: RwSignal<Arc<Book>>,
    /// Whether what follows is made; until then it is empty, and nothing is said of it.
    is_made: Memo<bool>,
    team: Memo<ByPtr<Team>>,
    values: Memo<ByPtr<Values>>,
    departures: Memo<ByPtr<Departures>>,
    /// Who carries what, as it is.
    carried: Memo<Vec<Carried>>,
    draft: RwSignal<Draft>,
    /// Of whom more is shown.
    chosen: RwSignal<Option<RecordId>>,
}

impl Shown {
    fn of(session: Session) -> Self {
        let book = settled(session);
        let key = Memo::new(move |_| ByPtr::new(KeyAccounts::of(&book.get(), session.analysis.get().as_deref())));
        let team = in_turns(
            move || {
                let (book, ledger, analysis) = (book.get(), session.ledger.get(), session.analysis.get());
                let (key, today) = (key.get(), session.read_on.get());
                let seen = Seen { book: &book, ledger: &ledger, analysis: analysis.as_deref(), key: &key, today };
                let teaming = Teaming::begin(seen, &working_calendar(&book));
                Some((book, ledger, analysis, key, today, teaming))
            },
            |(book, ledger, analysis, key, today, teaming)| {
                let seen = Seen { book, ledger, analysis: analysis.as_deref(), key, today: *today };
                teaming.step(seen, AT_ONCE).map(ByPtr::new)
            },
        );
        let values = in_turns(
            move || Some((session.ledger.get(), session.read_on.get(), Valuing::default())),
            |(ledger, today, valuing)| valuing.step(ledger, *today, AT_ONCE).map(ByPtr::new),
        );
        let departures = in_turns(
            move || {
                let (book, values, today) = (book.get(), values.get()?, session.read_on.get());
                let departing = Departing::begin(&book, today);
                Some((book, values, today, departing))
            },
            |(book, values, today, departing)| {
                departing.step(book, values, *today, AT_ONCE, &|_, owner| owner).map(ByPtr::new)
            },
        );
        let is_made = Memo::new(move |_| team.with(Option::is_some) && departures.with(Option::is_some));
        let team = or_empty(team);
        let carried = Memo::new(move |_| team.with(|team| team.carried(&Draft::default())));
        Self {
            book,
            is_made,
            team,
            values: or_empty(values),
            departures: or_empty(departures),
            carried,
            draft: RwSignal::new(Draft::default()),
            chosen: RwSignal::new(None),
        }
    }

    /// What somebody of ours is called, be they a colleague yet or only in the files.
    fn name(self, id: RecordId) -> String {
        let book = self.book.get();
        self.team.with(|team| team.ownership.name(&book, id))
    }

    /// Σ V over all accounts, in minor units.
    fn money(self, session: Session, words: Words, minor: i128) -> String {
        words.money_round(session.ledger.get().currency(), minor as f64)
    }
}

/// What was made, or what is known before.
fn or_empty<T: Default + Send + Sync + 'static>(made: RwSignal<Option<ByPtr<T>>>) -> Memo<ByPtr<T>> {
    let empty = ByPtr::new(T::default());
    Memo::new(move |_| made.get().unwrap_or_else(|| empty.clone()))
}

/// The book, followed at a distance: nothing looks at all of it with each letter.
fn settled(session: Session) -> RwSignal<Arc<Book>> {
    let book = RwSignal::new(session.book_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    Effect::new(move |before: Option<()>| {
        let now = session.book();
        if before.is_some() {
            stop();
            // The page may be gone by then.
            let take = move || drop(book.try_set(now));
            timer.set_value(set_timeout_with_handle(take, SETTLED).ok());
        }
    });
    on_cleanup(stop);
    book
}

/// All of them.
#[component]
pub fn WholeTeam() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::TeamTitle));
    Forms::provide();
    let forms = forms();
    let shown = Shown::of(session);
    let body = move || match shown.is_made.get() {
        false => view! { <p class="note" role="status">{words.text(Key::TeamWorking)}</p> }.into_any(),
        true => view! {
            <div class="stack">
                <InShort shown/>
                <Carriers shown/>
                <Unowned shown/>
                <Conflicts shown/>
                <Reassign shown/>
                <SetupSection shown/>
            </div>
        }
        .into_any(),
    };
    let owners = Exported::new("owners", "owners", Key::TeamExportOwners, move || owners(session, shown));
    let load = Exported::new("load", "load", Key::TeamExportLoad, move || loads(session, shown));
    let add = move || forms.add_as(clock::new_id(), &COLLEAGUE, SETTINGS, String::new(), Vec::new());
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::TeamTitle)}</h1>
                <p class="page-sub" data-testid="team-sub">
                    {move || shown.is_made.get().then(|| sub(session, words, shown))}
                </p>
            </div>
            <div class="actions">
                <CsvButton title=Key::TeamExportOwners list=owners.clone()/>
                <CsvButton title=Key::TeamExportLoad list=load.clone()/>
                <ExportMenu
                    text=Key::TeamExport
                    test_id="team-export"
                    beside=vec![(Key::TeamExportOwners, owners), (Key::TeamExportLoad, load)]
                />
                <Button glyph=Glyph::Plus text=Key::PieceColleague test_id="add-colleague" writes=true on_click=add/>
            </div>
        </header>
        {body}
        <RecordDrawer/>
    }
}

/// "9 colleagues · key accounts with sales leaders, since 1 July 1996"
fn sub(session: Session, words: Words, shown: Shown) -> String {
    let count = shown.team.with(|team| team.ownership.active().count());
    let mut parts = vec![words.count(Key::TeamCount, count)];
    let used = Organisation::in_use(&shown.book.get(), session.read_on.get()).into_iter().next();
    parts.push(match used.and_then(|(_, used)| Some((used.model?, used.since))) {
        None => words.text(Key::TeamNoModel).into(),
        Some((model, None)) => words.text(model.name()).into(),
        Some((model, Some(since))) => {
            words.fill(Key::TeamModelSince, &[("model", words.text(model.name())), ("day", &words.day(since))])
        }
    });
    parts.join(" · ")
}

#[component]
fn InShort(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let body = move || {
        let team = shown.team.get();
        let carried = shown.carried.get();
        let accounts = team.ownership.accounts.iter().filter(|of| of.is_one && of.value != 0).count();
        let owned: Vec<i128> =
            team.ownership.accounts.iter().filter(|of| team.ownership.owner(of).is_some()).map(|of| of.value).collect();
        let without: Vec<_> = team.ownership.without_owner().map(|(_, of)| of).collect();
        let suggested = without.iter().filter(|of| of.suggested.is_some()).count();
        let shared = without.iter().filter(|of| of.suggested.is_none() && of.largest.is_some()).count();
        let too_much = carried.iter().filter(|of| of.load.band() == Some(Band::TooMuch)).count();
        let money = |minor| shown.money(session, words, minor);
        let value: i128 = owned.iter().sum();
        let share = (team.total > 0).then(|| words.percent(value as f64 / team.total as f64));
        let unowned: i128 = without.iter().map(|of| of.value).sum();
        let first = match without.len() {
            0 => format!("**{}**", words.text(Key::TeamAllOwned)),
            count => words.count(Key::TeamWithout, count),
        };
        let second = match too_much {
            0 if carried.iter().all(|of| of.load.capacity.is_none()) => words.text(Key::TeamHoursUnknown).into(),
            0 => words.text(Key::TeamNobodyOver).into(),
            count => words.count(Key::TeamOverloaded, count),
        };
        let reading = [first, second].join(" ");
        let bus = shown.departures.with(|all| all.bus_factor());
        let facts = [
            (
                Key::TeamOwned,
                words.fill(
                    Key::TeamOf,
                    &[("n", &words.number(owned.len())), ("all", &words.number(owned.len() + without.len()))],
                ),
                words.count(Key::TeamWithSales, accounts),
            ),
            (
                Key::TeamOwnedValue,
                share.unwrap_or_else(|| "–".into()),
                words.fill(Key::TeamOf, &[("n", &money(value)), ("all", &money(team.total))]),
            ),
            (
                Key::TeamUnowned,
                words.number(without.len()),
                words.fill(
                    Key::TeamUnownedNote,
                    &[
                        ("value", &money(unowned)),
                        ("suggested", &words.number(suggested)),
                        ("shared", &words.number(shared)),
                    ],
                ),
            ),
            (
                Key::TeamBus,
                rests_on(words, bus),
                words.text(if bus.is_some() { Key::TeamBusNote } else { Key::TeamBusNoneNote }).to_owned(),
            ),
        ];
        let fact = |(key, figure, note): (Key, String, String)| {
            view! { <div><dt>{words.text(key)}</dt><dd>{figure}</dd><dd>{note}</dd></div> }
        };
        view! {
            <p class="reading" data-testid="team-reading">{rich(reading)}</p>
            <dl class="figures">{facts.map(fact).into_iter().collect_view()}</dl>
        }
    };
    view! { <section aria-label=words.text(Key::TeamInShort)>{body}</section> }
}

fn owners(session: Session, shown: Shown) -> ListTable {
    let ledger = session.ledger.get_untracked();
    shown.team.with_untracked(|team| {
        session.with_book(|book| owners_table(book, &team.ownership, ledger.people(), ledger.currency()))
    })
}

fn loads(session: Session, shown: Shown) -> ListTable {
    let currency = session.ledger.get_untracked().currency();
    let departures = shown.departures.get_untracked();
    let exposed = |id: RecordId| Some(departures.with(id).exposed);
    shown.carried.with_untracked(|carried| session.with_book(|book| load_table(book, carried, exposed, currency)))
}

/// On how many of ours more than half of the value rests: "3 colleagues", "nobody".
fn rests_on(words: Words, bus_factor: Option<usize>) -> String {
    bus_factor.map_or_else(|| words.text(Key::TeamBusNone).to_owned(), |many| words.count(Key::TeamBusCount, many))
}

/// What a band is called, and how bad it is.
fn band(band: Band) -> (Key, Option<&'static str>) {
    match band {
        Band::Room => (Key::TeamRoom, None),
        Band::Used => (Key::TeamUsed, None),
        Band::Full => (Key::TeamFull, Some("warn")),
        Band::TooMuch => (Key::TeamTooMuch, Some("bad")),
    }
}
