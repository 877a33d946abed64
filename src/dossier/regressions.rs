//! Laws of handing over and what else a review found wrong once: each test is named after its bug.
use super::form::Audience;
use super::handover::{Handover, Leaving};
use super::*;
use crate::book::*;
use crate::calendar::{Date, date};
use crate::ledger::{Basis, Batch, Currency, Document, Ledger, Line, Sales};
use std::collections::BTreeMap;

fn id(n: u128) -> RecordId {
    RecordId::well_known(n)
}
fn at(millis: u64) -> Stamp {
    Stamp { millis, ..Stamp::default() }
}
fn apply(book: &mut Book, millis: u64, edits: Vec<Edit>) -> Change {
    book.apply(&Change::new(Label::Sample, edits), at(millis))
}
const A: RecordId = RecordId::well_known(0x1001);
const B: RecordId = RecordId::well_known(0x1002);
const W: RecordId = RecordId::well_known(0x2001);
const W2: RecordId = RecordId::well_known(0x2002);

fn book() -> Book {
    let mut book = Book::default();
    let mut edits = Account { name: "A".into(), ..Account::default() }.create(A);
    edits.extend(Account { name: "B".into(), ..Account::default() }.create(B));
    apply(&mut book, 1, edits);
    book
}
fn with_import(book: &mut Book, import: RecordId, millis: u64) {
    apply(
        book,
        millis,
        ImportBatch { file: "margins of all customers.csv".into(), ..ImportBatch::default() }.create(import),
    );
}
fn batch() -> Batch {
    let line = |customer, amount| Line {
        customer,
        day: Date::EPOCH,
        document: Some(customer),
        group: None,
        amount,
        profit: Some(1),
        currency: 0,
    };
    Batch {
        accounts: vec![A, B],
        sales: Sales {
            documents: ["10", "11"].map(Document::from).into(),
            lines: vec![line(0, 100), line(1, 10)],
            ..Sales::default()
        },
    }
}
fn hand(book: &Book, account: RecordId, audience: Audience, batches: &BTreeMap<RecordId, Batch>) -> Leaving {
    let dossier = Dossier::of(book, account).unwrap();
    Handover { audience, with_sales: true }.of(&dossier, book, batches.iter().map(|(id, b)| (*id, b)))
}
fn take(theirs: &mut Book, held: &mut BTreeMap<RecordId, Batch>, file: &Leaving, millis: u64) -> Change {
    let change = theirs.changes_from(&file.book, Label::Merge { file: String::new() });
    for (id, b) in &file.batches {
        held.entry(*id).or_insert_with(|| b.clone());
    }
    theirs.apply(&change, at(millis))
}
fn ledger(book: &Book, held: &BTreeMap<RecordId, Batch>) -> Ledger {
    Ledger::of(Basis::of(book), ImportBatch::counting(book).into_iter().filter_map(|id| held.get(&id)))
}
fn total(book: &Book, held: &BTreeMap<RecordId, Batch>) -> i64 {
    ledger(book, held).accounts().flat_map(|(_, s)| s.to_vec()).map(|s| s.amount).sum()
}

#[test]
fn parts_before_and_after_a_merge_count_once() {
    let mut ours = book();
    with_import(&mut ours, W, 3);
    let batches = BTreeMap::from([(W, batch())]);
    let first = hand(&ours, B, Audience::Team, &batches);
    let change = merge_accounts(&ours, B, A);
    ours.apply(&change, at(5));
    let second = hand(&ours, A, Audience::Team, &batches);
    let (mut theirs, mut held) = (Book::default(), BTreeMap::new());
    take(&mut theirs, &mut held, &first, 10);
    take(&mut theirs, &mut held, &second, 11);
    assert_eq!(total(&theirs, &held), 110);
}
#[test]
fn part_after_merge_arrives() {
    let mut ours = book();
    with_import(&mut ours, W, 3);
    let batches = BTreeMap::from([(W, batch())]);
    let first = hand(&ours, A, Audience::Team, &batches);
    let change = merge_accounts(&ours, B, A);
    ours.apply(&change, at(5));
    let second = hand(&ours, A, Audience::Team, &batches);
    let (mut theirs, mut held) = (Book::default(), BTreeMap::new());
    take(&mut theirs, &mut held, &first, 10);
    take(&mut theirs, &mut held, &second, 11);
    assert_eq!(total(&theirs, &held), 110);
}
#[test]
fn undoing_the_whole_brings_the_part_back() {
    let mut ours = book();
    with_import(&mut ours, W, 3);
    let batches = BTreeMap::from([(W, batch())]);
    let part = hand(&ours, A, Audience::Team, &batches);
    let (mut theirs, mut held) = (Book::default(), BTreeMap::new());
    take(&mut theirs, &mut held, &part, 10);
    assert_eq!(total(&theirs, &held), 100);
    let backup = theirs.clone();
    let whole = Leaving { book: ours.clone(), batches: batches.clone(), held_back: 0 };
    let undo = take(&mut theirs, &mut held, &whole, 11);
    assert_eq!(total(&theirs, &held), 110);
    let mut restored = theirs.clone();
    theirs.apply(&undo, at(12));
    let change = restored.changes_to(&backup, Label::Restore { file: String::new() });
    restored.apply(&change, at(12));
    assert_eq!((total(&theirs, &held), total(&restored, &held)), (100, 100), "undo, restore");
}
#[test]
fn taken_back_and_imported_again_counts_once_there() {
    let mut ours = book();
    with_import(&mut ours, W, 3);
    let first = hand(&ours, A, Audience::Team, &BTreeMap::from([(W, batch())]));
    let back = ImportBatch::take_back(&ours, W, Label::Sample);
    ours.apply(&back, at(4));
    with_import(&mut ours, W2, 5);
    let second = hand(&ours, A, Audience::Team, &BTreeMap::from([(W2, batch())]));
    let (mut theirs, mut held) = (Book::default(), BTreeMap::new());
    take(&mut theirs, &mut held, &first, 10);
    take(&mut theirs, &mut held, &second, 11);
    assert_eq!(total(&theirs, &held), 100);
}
#[test]
fn profit_arrives_with_the_richer_file() {
    let mut ours = book();
    with_import(&mut ours, W, 3);
    let batches = BTreeMap::from([(W, batch())]);
    let (mut theirs, mut held) = (Book::default(), BTreeMap::new());
    take(&mut theirs, &mut held, &hand(&ours, A, Audience::Delivery, &batches), 10);
    take(&mut theirs, &mut held, &hand(&ours, A, Audience::Team, &batches), 11);
    assert!(ledger(&theirs, &held).knows_profit());
}
#[test]
fn people_of_a_merged_account_arrive() {
    let mut ours = book();
    ours.apply(&merge_accounts(&ours.clone(), B, A), at(3));
    apply(&mut ours, 4, Contact { account: Some(B), name: "Late".into(), ..Contact::default() }.create(id(50)));
    let leaving = hand(&ours, A, Audience::Team, &BTreeMap::new());
    let (mut theirs, mut held) = (Book::default(), BTreeMap::new());
    take(&mut theirs, &mut held, &leaving, 10);
    assert_eq!(Dossier::of(&theirs, A).unwrap().all::<Contact>().count(), 1);
}
#[test]
fn a_confirmation_that_was_taken_away_is_gone_there_too() {
    let mut ours = book();
    let c = Confirmation { on: date(2024, 1, 1), by: "Ana".into() };
    apply(
        &mut ours,
        2,
        vec![account::field::employees.set(A, "60".into()), Confirmation::edit(A, "account", "employees", Some(&c))],
    );
    apply(
        &mut ours,
        2,
        Promise { account: Some(A), what: "x".into(), outcome: Some(Kept::Broken), ..Promise::default() }
            .create(id(60)),
    );
    let (mut theirs, mut held) = (Book::default(), BTreeMap::new());
    take(&mut theirs, &mut held, &hand(&ours, A, Audience::Team, &BTreeMap::new()), 10);
    apply(
        &mut ours,
        20,
        vec![
            account::field::employees.set(A, "600".into()),
            Confirmation::edit(A, "account", "employees", None),
            promise::field::outcome.set(id(60), None),
        ],
    );
    take(&mut theirs, &mut held, &hand(&ours, A, Audience::Team, &BTreeMap::new()), 30);
    let record = theirs.record(A).unwrap();
    assert_eq!(record.get::<String>("employees"), "600");
    assert_eq!((Confirmation::of(record, "employees"), theirs.get::<Promise>(id(60)).unwrap().outcome), (None, None));
}
#[test]
fn what_was_brought_back_is_brought_back_there() {
    let mut ours = book();
    let cell = WhiteSpace::of(A, "Tea");
    apply(&mut ours, 2, WhiteSpace { account: Some(A), group: "Tea".into(), ..WhiteSpace::default() }.create(cell));
    let mut theirs = ours.clone();
    apply(&mut theirs, 3, vec![Edit::delete::<WhiteSpace>(cell)]);
    apply(&mut ours, 5, vec![Edit::revive(cell, "white_space"), white_space::field::note.set(cell, "new".into())]);
    let file = hand(&ours, A, Audience::Team, &BTreeMap::new());
    take(&mut theirs, &mut BTreeMap::new(), &file, 10);
    let mut whole = theirs.clone();
    whole.join_book(&ours);
    assert!(whole.get::<WhiteSpace>(cell).is_some(), "by the whole book");
    assert!(theirs.get::<WhiteSpace>(cell).is_some());
}
#[test]
fn two_groups_have_two_ids() {
    use super::space::{Sold, Space};
    let mut ours = book();
    let cell = WhiteSpace::of(A, "Tea");
    apply(&mut ours, 2, WhiteSpace { account: Some(A), group: "Coffee".into(), ..WhiteSpace::default() }.create(cell));
    let mut batch = batch();
    batch.sales.groups = vec!["Tea".into()];
    batch.sales.lines.iter_mut().for_each(|l| l.group = Some(0));
    let ledger = Ledger::of(Basis::of(&ours), [&batch]);
    let space = Space::of(&Dossier::of(&ours, A).unwrap(), &ledger, &Sold::default());
    let mut ids: Vec<_> = space.groups.iter().map(|g| g.id).collect();
    assert_eq!(ids.len(), 2);
    ids.dedup();
    assert_eq!(ids.len(), 2);
}
#[test]
fn the_sample_can_be_loaded_again() {
    let mut book = Book::default();
    let load = |book: &mut Book, millis: u64, from: u128| {
        let mut edits = Vec::new();
        for (at, number) in (from..).zip(["ERNSH", "QUICK", "SAVEA", "LEHMS", "MORGK"]) {
            edits.extend(
                Account { name: number.into(), external_id: number.into(), ..Account::default() }.create(id(at)),
            );
        }
        let mut known = book.clone();
        apply(&mut known, millis, edits.clone());
        edits.extend(
            crate::exchange::sample::dossiers(include_str!("../../tests/data/northwind/dossiers.json"), &known)
                .unwrap(),
        );
        apply(book, millis, edits)
    };
    let undo = load(&mut book, 1, 0x1001);
    let n = (book.count::<Colleague>(), book.count::<Competitor>(), book.count::<CustomField>());
    book.apply(&undo, at(2));
    load(&mut book, 3, 0x3001);
    assert_eq!((book.count::<Colleague>(), book.count::<Competitor>(), book.count::<CustomField>()), n);
}
#[test]
fn subsidiaries_follow_a_merged_parent() {
    let mut ours = book();
    let mut edits = Account { name: "Child".into(), ..Account::default() }.create(id(0x1003));
    edits.push(account::field::parent.set(id(0x1003), Some(B)));
    apply(&mut ours, 2, edits);
    assert!(super::group::Group::of(&ours, B).is_some());
    ours.apply(&merge_accounts(&ours.clone(), B, A), at(3));
    assert!(super::group::Group::of(&ours, A).is_some());
}
#[test]
fn a_changed_person_is_no_longer_confirmed() {
    use super::people::leaving::*;
    let mut ours = book();
    let c = Confirmation { on: date(2024, 1, 1), by: "Ana".into() };
    for n in [50, 51] {
        let mut e = Contact {
            account: Some(A),
            name: "P".into(),
            roles: [BuyingRole::Decider].into_iter().take((51 - n) as usize).collect(),
            ..Contact::default()
        }
        .create(id(n));
        e.push(Confirmation::edit(id(n), "contact", "", Some(&c)));
        apply(&mut ours, 2, e);
    }
    let edits = edits(&Dossier::of(&ours, A).unwrap(), id(50), Going::Left(date(2024, 2, 2)), &Part::To(id(51)));
    apply(&mut ours, 3, edits);
    assert!(ours.get::<Contact>(id(51)).unwrap().roles.contains(BuyingRole::Decider));
    assert_eq!(Confirmation::of(ours.record(id(51)).unwrap(), ""), None);
}
#[test]
fn merging_takes_no_halves() {
    let mut ours = book();
    apply(
        &mut ours,
        2,
        vec![
            account::field::next_what.set(A, "Visit".into()),
            account::field::next_what.set(B, "Call".into()),
            account::field::next_on.set(B, Some(date(2024, 1, 1))),
            account::field::sample.set(B, true),
            account::field::parent.set(B, Some(A)),
        ],
    );
    ours.apply(&merge_accounts(&ours.clone(), B, A), at(3));
    let a = ours.get::<Account>(A).unwrap();
    assert_eq!((a.next_what.as_str(), a.next_on, a.sample, a.parent), ("Visit", None, false, None));
}
#[test]
fn a_file_is_compared_with_what_counts() {
    use crate::exchange::novelty::novelty;
    let mut ours = book();
    with_import(&mut ours, W, 3);
    let whole = batch();
    let file = hand(&ours, A, Audience::Team, &BTreeMap::from([(W, whole.clone())]));
    let part = file.batches.values().next().unwrap().clone();
    // The part came back; what counts is compared, which it doesn't.
    ours.join_book(&file.book);
    let held = BTreeMap::from([(W, whole.clone()), (file.batches.keys().next().copied().unwrap(), part)]);
    let live: Vec<Batch> = ImportBatch::counting(&ours).into_iter().filter_map(|id| held.get(&id).cloned()).collect();
    let found = novelty(&whole.sales, &[Some(A), Some(B)], live.iter(), &Merged::of(&ours));
    assert_eq!(found.sales.lines, vec![]);
}
#[test]
fn a_merged_account_has_no_dossier_of_its_own() {
    let mut ours = book();
    ours.apply(&merge_accounts(&ours.clone(), B, A), at(3));
    assert_eq!(Dossier::of(&ours, B), None);
}
#[test]
fn a_tie_without_anybody_of_ours_is_none() {
    use super::health::*;
    let mut ours = book();
    for n in [50, 52] {
        apply(
            &mut ours,
            2,
            Contact { account: Some(A), name: "P".into(), placeholder: true, ..Contact::default() }.create(id(n)),
        );
        apply(&mut ours, 2, Tie { account: Some(A), contact: Some(id(n)), ..Tie::default() }.create(id(n + 1)));
    }
    let h = Health::of(
        &Dossier::of(&ours, A).unwrap(),
        &AccountTypes::default(),
        &[],
        Reading { today: date(2024, 1, 1), fresh: 365 },
    );
    let known = h.needs.iter().find(|(n, ..)| *n == Need::TwoTies).map(|(.., k)| *k);
    assert_eq!(known, Some(Known::Missing));
}
#[test]
fn what_they_do_not_need_is_not_asked_for() {
    use super::{brief::*, health::*};
    let mut ours = book();
    let groups = ["Tea".to_owned(), "Salt".to_owned()];
    apply(
        &mut ours,
        2,
        WhiteSpace { account: Some(A), group: "Salt".into(), source: Some(Source::NotNeeded), ..WhiteSpace::default() }
            .create(WhiteSpace::of(A, "Salt")),
    );
    let d = Dossier::of(&ours, A).unwrap();
    let h = Health::of(&d, &AccountTypes::default(), &groups, Reading { today: date(2024, 1, 1), fresh: 365 });
    assert!(!questions(&d, &h, &groups, date(2024, 1, 1)).contains(&Question::Spend("Salt".into())));
}
#[test]
fn no_gap_where_no_unit_is_known() {
    use super::people::{People, coverage::Coverage};
    let mut ours = book();
    apply(
        &mut ours,
        2,
        Contact { account: Some(A), name: "P".into(), rank: Some(Rank::Middle), ..Contact::default() }.create(id(50)),
    );
    let people = People::of(&Dossier::of(&ours, A).unwrap(), &ours, date(2024, 1, 1));
    assert_eq!(Coverage::of(&people).gaps(), 0);
}
#[test]
fn orders_of_which_no_delivery_is_ever_told_are_not_overdue() {
    use super::timeline::Timeline;
    let ours = book();
    let mut b = batch();
    b.sales.documents[0].promised = Some(date(1970, 1, 5));
    let ledger = Ledger::of(Basis::of(&ours), [&b]);
    let t = Timeline::of(&Dossier::of(&ours, A).unwrap(), &ledger, |_| String::new());
    assert_eq!(t.upcoming(date(2024, 1, 1)).len(), 0);
}
#[test]
fn the_customer_gets_no_file_names_placeholders_salespeople() {
    let mut ours = book();
    with_import(&mut ours, W, 3);
    apply(
        &mut ours,
        2,
        Contact { account: Some(A), name: "Unknown CFO, blocks us".into(), placeholder: true, ..Contact::default() }
            .create(id(50)),
    );
    let mut b = batch();
    b.sales.people = vec!["Salesperson Ana".into()];
    b.sales.documents[0].person = Some(0);
    let file = hand(&ours, A, Audience::Customer, &BTreeMap::from([(W, b)]));
    let text = serde_json::to_string(&file.book).unwrap() + &serde_json::to_string(&file.batches).unwrap();
    let found: Vec<_> =
        ["margins of all", "Unknown CFO", "Salesperson Ana"].into_iter().filter(|s| text.contains(s)).collect();
    assert_eq!(found, Vec::<&str>::new());
}
#[test]
fn wallet_after_merging_duplicates() {
    use super::space::{Sold, Space};
    use crate::analysis::{Analysis, Config};
    let mut ours = book();
    for of in [A, B] {
        apply(
            &mut ours,
            2,
            WhiteSpace {
                account: Some(of),
                group: "Tea".into(),
                source: Some(Source::Competitor),
                spend: Some(Amount { minor: 200, currency: Currency::default() }),
                ..WhiteSpace::default()
            }
            .create(WhiteSpace::of(of, "Tea")),
        );
    }
    ours.apply(&merge_accounts(&ours.clone(), B, A), at(3));
    let mut b = batch();
    b.sales.groups = vec!["Tea".into()];
    b.sales.lines.iter_mut().for_each(|l| l.group = Some(0));
    let ledger = Ledger::of(Basis::of(&ours), [&b]);
    let analysis = Analysis::of(&ours, &ledger, &Config::of(&ours));
    let space = Space::of(&Dossier::of(&ours, A).unwrap(), &ledger, &Sold::of(analysis.as_ref(), &ledger));
    assert_eq!(space.total().spend, 200);
}
#[test]
fn a_kind_of_address_of_a_later_version_does_not_hide_the_others() {
    let mut ours = book();
    apply(
        &mut ours,
        2,
        vec![Edit::raw(
            id(50),
            "contact",
            "reach",
            serde_json::json!([{"kind":"phone","value":"1"},{"kind":"pager","value":"2"}]),
        )],
    );
    assert_eq!(ours.get::<Contact>(id(50)).unwrap().reach.len(), 2);
}
#[test]
fn who_was_deleted_keeps_the_name_in_a_handover() {
    let mut ours = book();
    apply(&mut ours, 2, Colleague { name: "Ana".into(), ..Colleague::default() }.create(id(70)));
    apply(
        &mut ours,
        2,
        Interaction { account: Some(A), colleagues: vec![id(70)], ..Interaction::default() }.create(id(71)),
    );
    apply(&mut ours, 3, vec![Edit::delete::<Colleague>(id(70))]);
    let file = hand(&ours, A, Audience::Team, &BTreeMap::new());
    assert_eq!(file.book.name(id(70)), "Ana");
}
#[test]
fn what_was_deleted_goes_there_too() {
    let mut ours = book();
    apply(&mut ours, 2, Rivalry { account: Some(A), supplies: "Tea".into(), ..Rivalry::default() }.create(id(70)));
    let (mut theirs, mut held) = (Book::default(), BTreeMap::new());
    take(&mut theirs, &mut held, &hand(&ours, A, Audience::Team, &BTreeMap::new()), 10);
    apply(&mut ours, 20, vec![Edit::delete::<Rivalry>(id(70))]);
    take(&mut theirs, &mut held, &hand(&ours, A, Audience::Team, &BTreeMap::new()), 30);
    assert_eq!(theirs.count::<Rivalry>(), 0);
}
#[test]
fn the_receivers_part_of_less_profit_does_not_beat_the_whole() {
    let mut ours = book();
    with_import(&mut ours, W, 3);
    let batches = BTreeMap::from([(W, batch())]);
    // Handed to delivery, whose file came back.
    let back = hand(&ours, A, Audience::Delivery, &batches);
    let mut held = batches.clone();
    take(&mut ours, &mut held, &back, 10);
    held.retain(|id, _| ImportBatch::counting(&ours).contains(id));
    let file = hand(&ours, A, Audience::Team, &held);
    assert!(file.batches.values().all(|b| b.sales.lines.iter().all(|l| l.profit.is_some())));
}
