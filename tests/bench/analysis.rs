//! How long the analysis takes, natively: `cargo xtask bench`, which asks the browser too.
//!
//! The promise is a frame (16 ms) for the step of a slider at 5,000 accounts × 36 months. `step` is
//! that; `whole` is what another measure or window costs. `movement_of_two_windows` and `dossiers` are what those pages read
//! when they open on 10,000 accounts and some 60,000 lines, of which the promise is 100 ms in the browser. `losses` is
//! the past of 5,000 accounts × 36 months replayed, of which the promise is a second in the browser, in turns.

use vital_few::analysis::behaviour::SilenceRule;
use vital_few::analysis::listing::{Column, Listing, SearchIndex, Sorting, all_rows, levels};
use vital_few::analysis::losses::{Criterion, LossRule, Suggesting};
use vital_few::analysis::{AccountFilter, Analysis, Config, KeyAccounts, Movement, PeriodUnit, Run, movement};
use vital_few::book::{
    Account, Book, Change, Colleague, Contact, Interaction, Kept, KeyDecision, Label, Promise, RecordId, RecordKind,
    Stamp, account, promise,
};
use vital_few::calendar::Date;
use vital_few::currency::Currency;
use vital_few::dossier::freshness::FRESH_DAYS;
use vital_few::dossier::health::AsOf;
use vital_few::dossier::side_by_side::{By, SideBySide, Whose};
use vital_few::ledger::{Batch, Ledger, Line, Sales};
use vital_few::retention::criteria::Criteria;
use vital_few::retention::loss_groups::Grouping;
use vital_few::retention::standings::Standings;
use vital_few::retention::warnings;
use vital_few::team::carried::Team;
use vital_few::team::departure::{Departures, values};
use vital_few::team::work::Seen as Work;
use vital_few::today::keeping::Keeping;
use vital_few::today::{SalesLines, Seen, Today};
use vital_few::working_time::{Instant, Wall, WorkingCalendar, WorkingClock};

const ACCOUNTS: u32 = 5_000;
const MONTHS: i32 = 36;

/// A large book: how many accounts, and over how many months each buys.
const LARGE: (u32, i32) = (10_000, 8);

fn main() {
    divan::main();
}

/// Accounts of very different size, each with a purchase in three months of four.
fn world(accounts: u32, months: i32) -> (Book, Ledger) {
    let first = Date::EPOCH.plus(18_262);
    let ids: Vec<RecordId> = (0..accounts).map(|number| RecordId::well_known(1_000 + u128::from(number))).collect();
    let mut book = Book::default();
    for (number, id) in ids.iter().enumerate() {
        let account = Account { name: format!("Customer {number}"), ..Account::default() };
        book.apply(&Change::new(Label::Sample, account.create(*id)), Stamp { millis: 1, ..Stamp::default() });
    }
    // A sequence that looks random and is the same each time.
    let mut state = 1_u64;
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let mut lines = Vec::new();
    for customer in 0..accounts {
        let size = 100_000_000 / (i64::from(customer) + 10);
        for month in 0..months {
            if below(4) > 0 {
                let day = first.plus(month * 30 + below(28) as i32);
                let amount = size * (50 + below(100) as i64) / 100;
                lines.push(Line::plain(customer, day, amount));
            }
        }
    }
    let batch = Batch { accounts: ids, sales: Sales { lines, ..Sales::default() } };
    (book, Ledger::of(Currency::default(), [&batch]))
}

#[divan::bench]
fn whole(bencher: divan::Bencher<'_, '_>) {
    let (book, ledger) = world(ACCOUNTS, MONTHS);
    bencher.bench(|| Analysis::of(&book, &ledger, &Config::default()));
}

/// A limit moved, and who moves by it.
#[divan::bench]
fn step(bencher: divan::Bencher<'_, '_>) {
    let (book, ledger) = world(ACCOUNTS, MONTHS);
    let Some(now) = Analysis::of(&book, &ledger, &Config::default()) else { return };
    let mut config = Config::default();
    let mut percent = 50;
    bencher.bench_local(|| {
        percent = if percent < 95 { percent + 1 } else { 50 };
        config.abc.a = percent * 100;
        let next = now.under(&book, &ledger, &config)?;
        Some(now.movement_to(&next).reclassed().len())
    });
}

/// What opening the list of accounts costs, and what a look at it costs then.
mod list {
    use super::*;

    fn figures() -> Option<(Book, Ledger, Analysis)> {
        let (book, ledger) = world(ACCOUNTS, MONTHS);
        let analysis = Analysis::of(&book, &ledger, &Config::default())?;
        Some((book, ledger, analysis))
    }

    #[divan::bench]
    fn rows(bencher: divan::Bencher<'_, '_>) {
        let Some((book, ledger, analysis)) = figures() else { return };
        bencher.bench(|| all_rows(&book, Some((&analysis, &ledger))));
    }

    #[divan::bench]
    fn level_of_all(bencher: divan::Bencher<'_, '_>) {
        let Some((book, ledger, analysis)) = figures() else { return };
        let rows = all_rows(&book, Some((&analysis, &ledger)));
        bencher.bench(|| levels(&book, &rows, Some((&analysis, &ledger))));
    }

    #[divan::bench]
    fn search_prepared(bencher: divan::Bencher<'_, '_>) {
        let Some((book, ledger, analysis)) = figures() else { return };
        let rows = all_rows(&book, Some((&analysis, &ledger)));
        bencher.bench(|| SearchIndex::of(&book, &rows));
    }

    #[divan::bench]
    fn search(bencher: divan::Bencher<'_, '_>) {
        let Some((book, ledger, analysis)) = figures() else { return };
        let index = SearchIndex::of(&book, &all_rows(&book, Some((&analysis, &ledger))));
        bencher.bench(|| index.find("omer 77"));
    }

    #[divan::bench(args = ["-value", "name", "-last", "segment", "place"])]
    fn sorted(bencher: divan::Bencher<'_, '_>, by: &str) {
        let Some((book, ledger, analysis)) = figures() else { return };
        let rows = all_rows(&book, Some((&analysis, &ledger)));
        let sorting = Sorting::<Column>::of_code(by).unwrap_or_default();
        let listing =
            Listing { rows: &rows, analysis: Some(&analysis), found: None, levels: None, healths: None, states: None };
        bencher.bench(|| listing.shown(AccountFilter::default(), sorting));
    }
}

/// Two halves side by side, and who moved between them.
#[divan::bench]
fn movement_of_two_windows(bencher: divan::Bencher<'_, '_>) {
    let (book, ledger) = world(LARGE.0, LARGE.1);
    let Some((_, last)) = ledger.span() else { return };
    let after = (last.months_before(4).plus(1), last);
    let config = Config { period: Some(PeriodUnit::Month), ..Config::default() };
    bencher.bench(|| {
        let run = |window| Run::of(&book, &ledger, &config, window);
        Movement::between(&run(movement::previous(after)), &run(after)).total()
    });
}

mod losses {
    use super::*;

    fn standings(book: &Book, ledger: &Ledger) -> Option<Standings> {
        let (_, last) = ledger.span()?;
        Standings::of(book, ledger, Default::default(), LossRule::default(), last)
    }

    /// How every account stands, since when, and every loss.
    #[divan::bench]
    fn states(bencher: divan::Bencher<'_, '_>) {
        let (book, ledger) = world(ACCOUNTS, MONTHS);
        bencher.bench(|| standings(&book, &ledger));
    }

    /// The record of four criteria, as the page shows and exports them.
    #[divan::bench]
    fn back_test(bencher: divan::Bencher<'_, '_>) {
        let (book, ledger) = world(ACCOUNTS, MONTHS);
        let Some(standings) = standings(&book, &ledger) else { return };
        let alarm = Criterion::Alarm(SilenceRule::default());
        bencher.bench(|| {
            let criteria = [Criterion::AtRisk, Criterion::PresumedLost, Criterion::Days(90), alarm];
            criteria.map(|criterion| standings.replay.record(criterion, LossRule::default()))
        });
    }

    /// Every setting tried, for the one that rings least.
    #[divan::bench(sample_count = 10)]
    fn suggested(bencher: divan::Bencher<'_, '_>) {
        let (book, ledger) = world(ACCOUNTS, MONTHS);
        let Some(standings) = standings(&book, &ledger) else { return };
        bencher.bench(|| {
            let mut suggesting = Suggesting::new(LossRule::default());
            while suggesting.step(&standings.replay, 2_000) {}
            suggesting.best(75.0)
        });
    }

    /// By what the lost are told: the figures of the year before, and every account by a dozen dimensions.
    #[divan::bench]
    fn groups(bencher: divan::Bencher<'_, '_>) {
        let (book, ledger) = world(ACCOUNTS, MONTHS);
        let Some(standings) = standings(&book, &ledger) else { return };
        bencher.bench(|| Grouping::all(&book, &ledger, &standings).counts());
    }

    /// The warnings of all accounts.
    #[divan::bench]
    fn early_warnings(bencher: divan::Bencher<'_, '_>) {
        let (book, ledger) = world(ACCOUNTS, MONTHS);
        let Some(standings) = standings(&book, &ledger) else { return };
        let (criteria, today) = (Criteria::of(&book), standings.until);
        let seen = warnings::Seen { book: &book, ledger: &ledger, standings: &standings, criteria, today };
        bencher.bench(|| warnings::Warnings::all(seen).len());
    }
}

/// What the page of the team asks of a book whose accounts nine of ours share, in one piece; the page takes it in turns.
#[divan::bench]
fn team(bencher: divan::Bencher<'_, '_>) {
    let (mut book, ledger) = world(ACCOUNTS, MONTHS);
    let Some((_, last)) = ledger.span() else { return };
    let ours = |number: u32| RecordId::well_known(900_000 + u128::from(number % 9));
    let mut edits: Vec<_> = (0..9)
        .flat_map(|number| {
            let colleague = Colleague { name: format!("Colleague {number}"), ..Colleague::default() };
            colleague.create(ours(number))
        })
        .collect();
    let owned =
        |number| account::field::owner.set(RecordId::well_known(1_000 + u128::from(number)), Some(ours(number)));
    edits.extend((0..ACCOUNTS).map(owned));
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, ..Stamp::default() });
    let Some(analysis) = Analysis::of(&book, &ledger, &Config::default()) else { return };
    let key = KeyAccounts::of(&book, Some(&analysis));
    let seen = Work { book: &book, ledger: &ledger, analysis: Some(&analysis), key: &key, today: last };
    let (calendar, values) = (WorkingCalendar::default(), values(&ledger, last));
    bencher.bench(|| (Team::of(seen, &calendar).total, Departures::of(&book, &values, last).bus_factor()));
}

/// All dossiers of class A, in the order of what is worth filling in.
#[divan::bench]
fn dossiers(bencher: divan::Bencher<'_, '_>) {
    let (book, ledger) = world(LARGE.0, LARGE.1);
    let Some(analysis) = Analysis::of(&book, &ledger, &Config::default()) else { return };
    let as_of = AsOf { today: analysis.window.1, fresh: FRESH_DAYS };
    bencher.bench(|| {
        let found = SideBySide::of(&book, &ledger, Some(&analysis), Whose::ClassA, as_of);
        found.groups(&found.sorted(By::Worth, |_| true)).len()
    });
}

/// What there is to do: 5,000 accounts with 15,000 records, of which a third are interactions and a third promises,
/// and forty made key: when the page opens, and after a tick on a line. The promise is 300 ms for the one and a frame for
/// the other, in the browser.
#[divan::bench(args = [true, false])]
fn today(bencher: divan::Bencher<'_, '_>, opening: bool) {
    let (mut book, ledger) = world(ACCOUNTS, MONTHS);
    let Some((_, last)) = ledger.span() else { return };
    let mut edits = Vec::new();
    for number in 0..3 * ACCOUNTS {
        let (id, account) = (RecordId::well_known(100_000 + u128::from(number)), number % ACCOUNTS);
        let (account, day) =
            (Some(RecordId::well_known(1_000 + u128::from(account))), last.plus(-(number as i32 % 300)));
        edits.extend(match number % 3 {
            0 => Interaction { account, day: Some(day), ..Interaction::default() }.create(id),
            1 => Promise { account, due: Some(day), ..Promise::default() }.create(id),
            _ => Contact { account, name: format!("Person {number}"), ..Contact::default() }.create(id),
        });
    }
    for id in (0..40).map(|number| RecordId::well_known(1_000 + number)) {
        edits.push(account::field::key.set(id, Some(KeyDecision::Key)));
        edits.push(account::field::key_confirmed.set(id, Some(last.plus(-400))));
    }
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, ..Stamp::default() });
    let Some(analysis) = Analysis::of(&book, &ledger, &Config::default()) else { return };
    let of_sales = |book: &Book| SalesLines::of(&ledger, SilenceRule::of(book), last);
    let calendar = WorkingCalendar::default();
    let mut keeping = Keeping::default();
    let mut look = |book: &Book, sales: &SalesLines, is_anew: bool| {
        let seen = Seen {
            book,
            ledger: &ledger,
            sales,
            analysis: Some(&analysis),
            as_of: AsOf { today: last, fresh: FRESH_DAYS },
            is_working: &Date::is_weekday,
            clock: WorkingClock { calendar: &calendar, offset: &|_| 0 },
            now: Instant::on(Wall::new(last, 12 * 60), 0),
        };
        if is_anew { Today::of(seen).lines.len() } else { keeping.look(seen, ()).lines.len() }
    };
    if opening {
        return bencher.bench_local(|| look(&book, &of_sales(&book), true));
    }
    let sales = of_sales(&book);
    let mut ticks = 0;
    bencher.bench_local(|| {
        ticks += 1;
        let id = RecordId::well_known(100_001 + 3 * u128::from(ticks % ACCOUNTS));
        let done = promise::field::outcome.set(id, (ticks / ACCOUNTS).is_multiple_of(2).then_some(Kept::Kept));
        let stamp = Stamp { millis: 10 + u64::from(ticks), ..Stamp::default() };
        book.apply(&Change::new(Label::Sample, vec![done]), stamp);
        look(&book, &sales, false)
    });
}
