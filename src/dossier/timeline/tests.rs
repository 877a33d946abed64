//! What a timeline says of single records, and laws that hold of every one.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::book::{
    Account, Amount, Book, Change, Complaint, Edit, Favour, Interaction, Kept, Label, Note, Offer, Promise, RecordKind,
    Stamp, Tender, TenderOutcome,
};
use crate::calendar::date;
use crate::currency::Currency;
use crate::ledger::{Batch, Document, Line, Sales};

const ACCOUNT: RecordId = RecordId::well_known(1);

fn timeline(ledger: &Ledger, records: Vec<Edit>) -> Timeline {
    let mut edits = Account { name: "Ernst Handel".into(), ..Account::default() }.create(ACCOUNT);
    edits.extend(records);
    let mut book = Book::default();
    book.apply(&Change::new(Label::Settings, edits), Stamp { millis: 1, ..Stamp::default() });
    let dossier = Dossier::of(&book, ACCOUNT).expect("the account is there");
    Timeline::of(&dossier, ledger, |id| format!("somebody {id}"))
}

fn only(records: Vec<Edit>) -> Entry {
    let timeline = timeline(&Ledger::default(), records);
    assert_eq!(timeline.entries().len(), 1);
    timeline.entries()[0].clone()
}

fn id(number: u128) -> RecordId {
    RecordId::well_known(100 + number)
}

/// A ledger of documents: day, amount, promised, delivered.
fn ledger(documents: &[(Date, i64, Option<Date>, Option<Date>)]) -> Ledger {
    let numbered = documents.iter().enumerate();
    let sales = Sales {
        documents: numbered
            .clone()
            .map(|(at, (_, _, promised, delivered))| Document {
                number: format!("N{at}"),
                promised: *promised,
                delivered: *delivered,
                person: None,
            })
            .collect(),
        lines: numbered
            .map(|(at, (day, amount, ..))| Line {
                customer: 0,
                day: *day,
                document: Some(at as u32),
                group: None,
                amount: *amount,
                profit: None,
                currency: 0,
            })
            .collect(),
        ..Sales::new(Currency::default())
    };
    Ledger::of(Currency::default(), [&Batch { accounts: vec![ACCOUNT], sales }])
}

#[test]
fn the_entries_of_some_kinds_are_found_as_before() {
    let ledger = ledger(&[(date(1998, 5, 1), 100, None, None)]);
    let promise = Promise { account: Some(ACCOUNT), what: "Labels".into(), ..Promise::default() };
    let all = timeline(&ledger, promise.create(id(1)));
    let orders = all.of_kinds(|kind| kind.record().is_none());
    assert_eq!((all.entries().len(), orders.entries().len()), (2, 1));
    assert!(orders.entries().iter().all(|entry| orders.entry(entry.id) == Some(entry)));
    assert_eq!(orders.entry(EntryId::Record(id(1))), None);
}

#[test]
fn a_promise_is_due_until_it_is_settled() {
    let today = date(2024, 5, 6);
    let made = Promise {
        account: Some(ACCOUNT),
        day: Some(date(2024, 4, 22)),
        what: "Samples".into(),
        due: Some(date(2024, 5, 15)),
        ..Promise::default()
    };
    let open = only(made.create(id(1)));
    assert_eq!((open.state(), open.left(today), open.tone(today)), (State::Open, Some(9), Tone::Warn));
    assert_eq!(open.left(date(2024, 5, 15)), Some(0));
    assert_eq!(open.tone(date(2024, 5, 16)), Tone::Bad);
    assert_eq!(open.tone(date(2024, 4, 23)), Tone::Plain);

    let kept = Promise { outcome: Some(Kept::Kept), settled: Some(date(2024, 5, 18)), ..made.clone() };
    let kept = only(kept.create(id(1)));
    assert_eq!((kept.left(today), kept.late(), kept.tone(today)), (None, Some(3), Tone::Warn));
    // What was broken is no kept promise that came late, however late that was seen.
    let seen = Some(date(2024, 5, 18));
    let broken = only(Promise { outcome: Some(Kept::Broken), settled: seen, ..made }.create(id(1)));
    assert_eq!((broken.late(), broken.tone(today)), (None, Tone::Bad));
}

#[test]
fn a_tender_is_due_to_us_until_we_bid() {
    let tender = Tender {
        account: Some(ACCOUNT),
        due: Some(date(2024, 5, 9)),
        decided: Some(date(2024, 6, 1)),
        ..Tender::default()
    };
    let today = date(2024, 5, 6);
    assert_eq!(only(tender.create(id(1))).left(today), Some(3));
    let bid = Tender { our_bid: Some(Amount { minor: 1, currency: Currency::default() }), ..tender };
    assert_eq!(only(bid.create(id(1))).left(today), Some(26));
    let lost = only(Tender { outcome: Some(TenderOutcome::Lost), ..bid }.create(id(1)));
    assert_eq!((lost.left(today), lost.tone(today)), (None, Tone::Bad));
}

#[test]
fn what_is_planned_is_ahead() {
    let visit = Interaction { account: Some(ACCOUNT), day: Some(date(2024, 5, 10)), ..Interaction::default() };
    let entry = only(visit.create(id(1)));
    assert_eq!(entry.left(date(2024, 5, 6)), Some(4));
    assert_eq!(entry.left(date(2024, 5, 10)), None);
}

#[test]
fn orders_say_when_they_were_promised_and_delivered() {
    let today = date(2024, 5, 6);
    let ledger = ledger(&[
        (date(2024, 1, 1), 100, Some(date(2024, 1, 20)), Some(date(2024, 1, 8))),
        (date(2024, 2, 1), 100, Some(date(2024, 2, 20)), Some(date(2024, 2, 24))),
        (date(2024, 3, 1), 100, Some(date(2024, 5, 6)), None),
        (date(2024, 3, 2), -50, Some(date(2024, 5, 6)), None),
        (date(2024, 4, 1), 100, None, None),
        (date(2024, 4, 2), 500, None, Some(date(2024, 4, 9))),
    ]);
    let timeline = timeline(&ledger, Vec::new());
    let found: Vec<_> = timeline
        .entries()
        .iter()
        .map(|entry| (entry.title.as_str(), entry.state(), entry.late(), entry.left(today)))
        .collect();
    let delivered = State::Settled(orders::DELIVERED);
    assert_eq!(
        found,
        [
            ("N5", delivered, None, None),
            ("N4", State::Told, None, None),
            ("N3", State::Told, None, None),
            ("N2", State::Open, None, Some(0)),
            ("N1", delivered, Some(4), None),
            ("N0", delivered, None, None),
        ]
    );
    let largest: Vec<_> = timeline
        .entries()
        .iter()
        .filter(|entry| matches!(entry.source, Source::Order(delivery) if delivery.is_largest_so_far))
        .map(|entry| entry.title.as_str())
        .collect();
    assert_eq!(largest, ["N5"]);
}

#[test]
fn orders_of_which_no_delivery_is_ever_told_are_not_overdue() {
    let promised = ledger(&[(Date::EPOCH, 100, Some(date(1970, 1, 5)), None)]);
    assert_eq!(timeline(&promised, Vec::new()).upcoming(date(2024, 1, 1)).len(), 0);
}

#[test]
fn the_slowest_stands_out_only_among_some_and_alone() {
    let delivered = |days: &[i32]| {
        let first = date(2024, 1, 1);
        let documents: Vec<_> = days.iter().map(|days| (first, 100, None, Some(first.plus(*days)))).collect();
        let timeline = timeline(&ledger(&documents), Vec::new());
        let is_slowest = |entry: &&Entry| matches!(entry.source, Source::Order(delivery) if delivery.is_slowest);
        timeline.entries().iter().filter(is_slowest).map(|entry| entry.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(delivered(&[1, 2, 9]), Vec::<String>::new());
    assert_eq!(delivered(&[1, 2, 3, 9, 4]), ["N3"]);
    assert_eq!(delivered(&[1, 9, 3, 9, 4]), Vec::<String>::new());
}

#[test]
fn a_search_finds_words_and_people_in_any_order() {
    let told = Interaction {
        account: Some(ACCOUNT),
        subject: "Visit in Graz".into(),
        summary: "One invoice a month".into(),
        contacts: vec![id(7)],
        ..Interaction::default()
    };
    let timeline = timeline(&Ledger::default(), told.create(id(1)));
    let finds = |search: &str| timeline.shown(&Filter { search: search.into(), ..Filter::default() }).count() == 1;
    assert!(finds("graz") && finds("MONTH visit") && finds("somebody"));
    assert!(!finds("vienna") && !finds("graz vienna"));
}

fn all_kinds() -> Vec<EntryKind> {
    EntryKind::all().collect()
}

fn some_kinds() -> impl Strategy<Value = Vec<EntryKind>> {
    let all = all_kinds();
    let most = all.len();
    prop::sample::subsequence(all, 0..=most)
}

/// Records of every kind, with and without a day and an end.
fn records() -> impl Strategy<Value = Vec<(u8, Option<i32>, Option<i32>, bool)>> {
    let day = || prop::option::of(0..900_i32);
    prop::collection::vec((0_u8..7, day(), day(), any::<bool>()), 0..30)
}

fn record(number: u128, (kind, day, due, is_settled): (u8, Option<i32>, Option<i32>, bool)) -> Vec<Edit> {
    let start = date(2023, 1, 1);
    let (day, due) = (day.map(|days| start.plus(days)), due.map(|days| start.plus(days)));
    let (id, account) = (id(number), Some(ACCOUNT));
    match kind {
        0 => Interaction { account, day, ..Interaction::default() }.create(id),
        1 => Offer { account, day, valid_until: due, ..Offer::default() }.create(id),
        2 => {
            let outcome = is_settled.then_some(Kept::Kept);
            Promise { account, day, due, outcome, ..Promise::default() }.create(id)
        }
        3 => Favour { account, day, ..Favour::default() }.create(id),
        4 => Complaint { account, day, due, solved: due.filter(|_| is_settled), ..Complaint::default() }.create(id),
        5 => Tender { account, day, due, ..Tender::default() }.create(id),
        _ => Note { account, day, title: "Note".into(), ..Note::default() }.create(id),
    }
}

proptest! {
    #[test]
    fn every_record_and_order_is_one_entry_and_kinds_part_them(
        records in records(),
        orders in prop::collection::vec((0..900_i32, 1..100_i64), 0..10),
        kinds in some_kinds(),
        today in 0..900_i32,
    ) {
        let start = date(2023, 1, 1);
        let documents: Vec<_> =
            orders.iter().map(|(day, amount)| (start.plus(*day), *amount, Some(start.plus(day + 9)), None)).collect();
        let edits = records.iter().enumerate().flat_map(|(at, parts)| record(at as u128, *parts)).collect();
        let timeline = timeline(&ledger(&documents), edits);
        let all = timeline.entries();

        // Each once: all but notes without a day.
        let undated_notes = records.iter().filter(|(kind, day, ..)| *kind == 6 && day.is_none()).count();
        prop_assert_eq!(all.len(), records.len() - undated_notes + orders.len());
        let ids: BTreeSet<_> = all.iter().map(|entry| entry.id).collect();
        prop_assert_eq!(ids.len(), all.len());
        for entry in all {
            prop_assert_eq!(timeline.entry(entry.id), Some(entry));
        }

        // The latest first, those without a day last.
        prop_assert!(all.is_sorted_by(|a, b| a.day >= b.day));
        let first_undated = all.iter().position(|entry| entry.day.is_none()).unwrap_or(all.len());
        prop_assert!(all[first_undated..].iter().all(|entry| entry.day.is_none()));

        // Some kinds and the others are all.
        prop_assert_eq!(timeline.counts().values().sum::<usize>(), all.len());
        let chosen: BTreeSet<EntryKind> = kinds.into_iter().collect();
        let others: BTreeSet<EntryKind> = EntryKind::all().filter(|kind| !chosen.contains(kind)).collect();
        let shown = |kinds: &BTreeSet<EntryKind>| {
            timeline.shown(&Filter { kinds: kinds.clone(), ..Filter::default() }).map(|entry| entry.id).collect::<Vec<_>>()
        };
        if chosen.is_empty() || others.is_empty() {
            prop_assert_eq!(shown(&BTreeSet::new()).len(), all.len());
        } else {
            let mut both = shown(&chosen);
            both.extend(shown(&others));
            both.sort_unstable();
            prop_assert_eq!(both, ids.into_iter().collect::<Vec<_>>());
        }

        // What comes is what isn't settled and has a day to come, or had one.
        let today = start.plus(today);
        let upcoming = timeline.upcoming(today);
        prop_assert!(upcoming.is_sorted_by_key(|entry| entry.left(today)));
        prop_assert!(upcoming.iter().all(|entry| !matches!(entry.state(), State::Settled(_))));
    }

    #[test]
    fn toggling_twice_changes_nothing(kinds in some_kinds(), toggled in prop::sample::select(all_kinds())) {
        let before = Filter { kinds: kinds.into_iter().collect(), ..Filter::default() };
        let mut after = before.clone();
        after.toggle(toggled);
        prop_assert_ne!(&after, &before);
        after.toggle(toggled);
        prop_assert_eq!(after, before);
    }
}
