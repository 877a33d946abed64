//! Negotiations (R12): the sample's, of which one is prepared and one was held, with what they cost to the cent; what
//! is prepared by two colleagues, and what of it leaves for whom.

use std::collections::BTreeSet;

use vital_few::book::kind::Audience;
use vital_few::book::{
    Account, Amount, Book, Change, Edit, Interaction, Label, Negotiation, NegotiationConcession, NegotiationOutcome,
    NegotiationPoint, NegotiationPosition, NegotiationProposal, NegotiationQuestion, RecordId, RecordKind, Stamp,
    contact, negotiation, negotiation_concession,
};
use vital_few::calendar::Date;
use vital_few::dossier::Dossier;
use vital_few::dossier::handover::{Handover, audience_of};
use vital_few::dossier::negotiation::check::Check;
use vital_few::dossier::negotiation::cost::StakeFrom;
use vital_few::dossier::negotiation::{NegotiationFile, Part};
use vital_few::exchange::json::{Sender, from_json, to_json};
use vital_few::ledger::Ledger;

use crate::import_expected::{import, sample_dossiers, world};

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

fn today() -> Date {
    day(1998, 5, 6)
}

fn account(book: &Book, number: &str) -> RecordId {
    let is_it = |(_, account): &(RecordId, Account)| account.external_id == number;
    book.accounts().find(is_it).expect("the customer").0
}

/// The sample's book and ledger, with the contact that comes with its customers.
fn sample() -> (Book, Ledger) {
    let text = crate::data("northwind/northwind_order_lines.csv");
    let (mut book, ledger) = world(&import(text.as_bytes()).expect("the file imports"));
    let id = RecordId::well_known(501);
    let known = vec![
        contact::field::account.set(id, Some(account(&book, "ERNSH"))),
        contact::field::name.set(id, "Roland Mendel".into()),
    ];
    book.apply(&Change::new(Label::Sample, known), Stamp { millis: 2, ..Stamp::default() });
    let edits = sample_dossiers(&mut book);
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 3, ..Stamp::default() });
    (book, ledger)
}

fn ernst(book: &Book) -> Dossier {
    Dossier::of(book, account(book, "ERNSH")).expect("the account")
}

#[test]
fn the_sample_has_one_that_is_prepared_and_one_that_was_held_and_says_that_both_are_invented() {
    let (book, ledger) = sample();
    let dossier = ernst(&book);
    let all = NegotiationFile::all_of(&dossier, today());
    let told: Vec<_> = all.iter().map(|file| (file.record.subject.as_str(), file.record.outcome)).collect();
    assert_eq!(told, [("Summer terms", None), ("Terms for 1998", Some(NegotiationOutcome::Nothing))]);
    for kind in Part::ALL.iter().map(|part| part.kind().code).chain([Negotiation::KIND]) {
        let mut records = book.of_kind(kind).peekable();
        assert!(records.peek().is_some(), "{kind}");
        assert!(records.all(|(_, record)| record.get::<bool>("sample")), "{kind}");
    }
    let next = NegotiationFile::next(&dossier, today()).expect("it is ahead");
    assert!(next.record.is_prepared(today()));
    let lacking: Vec<Check> = next
        .checks(&dossier, ledger.currency())
        .into_iter()
        .filter(|found| !found.is_met)
        .map(|found| found.check)
        .collect();
    assert_eq!(lacking, []);
    // 0 + 201.45 + 232 + 900, against what they bought in 365 days.
    let costs = next.costs(ledger.currency());
    assert_eq!((costs.total, costs.all()), (133_345, 4));
    let stake = next.stake(&dossier, &ledger, today()).expect("they buy");
    assert_eq!((stake.minor, stake.from), (ledger.last_year(dossier.id, today()), StakeFrom::Sales));
    let plainly = crate::plans::plainly("ERNSH", day(1997, 5, 7), today());
    assert_eq!((stake.minor, plainly), (7_042_376, 7_042_376), "the file's own lines, to the cent");
    let rooms: Vec<_> = next.points.iter().map(|(_, of)| of.room_worth().map(|worth| worth.minor)).collect();
    assert_eq!(rooms, [Some(140_848), Some(23_205), None]);
    // The one that was held is told of by the interaction of that day.
    let held = all.last().expect("two");
    let met: Interaction = held.record.touch.and_then(|id| book.get(id)).expect("the meeting");
    assert_eq!((met.day, met.subject.as_str()), (held.record.held, "Terms for 1998"));
}

/// A row is a record of its own, so that what two write of one negotiation is both there.
#[test]
fn what_two_colleagues_prepare_meets_and_what_one_deletes_goes_for_both() {
    let account = RecordId::well_known(1);
    let talk = RecordId::well_known(2);
    let row = RecordId::well_known(3);
    let stamp = |millis| Stamp { millis, ..Stamp::default() };
    let mut ours = Book::default();
    let mut edits = Account { name: "Alfa".into(), ..Account::default() }.create(account);
    edits.extend(Negotiation { account: Some(account), ..Negotiation::default() }.create(talk));
    let concession = NegotiationConcession {
        account: Some(account),
        negotiation: Some(talk),
        what: "Thursday".into(),
        ..NegotiationConcession::default()
    };
    edits.extend(concession.create(row));
    ours.apply(&Change::new(Label::Sample, edits), stamp(1));
    let mut theirs = ours.clone();
    let change = |edits: Vec<Edit>| Change::new(Label::Sample, edits);
    let cost = Some(Amount { minor: 90_000, currency: Default::default() });
    ours.apply(&change(vec![negotiation_concession::field::cost.set(row, cost)]), stamp(2));
    theirs.apply(&change(vec![negotiation_concession::field::in_return.set(row, "volume".into())]), stamp(3));
    theirs.apply(&change(vec![negotiation::field::subject.set(talk, "Terms".into())]), stamp(4));
    let (mut one, mut other) = (ours.clone(), theirs.clone());
    one.join_book(&theirs);
    other.join_book(&ours);
    assert_eq!(one, other);
    let dossier = Dossier::of(&one, account).expect("the account");
    let file = NegotiationFile::of(&dossier, talk).expect("the negotiation");
    let (_, of) = file.concessions.first().expect("the concession");
    assert_eq!((of.cost, of.in_return.as_str(), file.record.subject.as_str()), (cost, "volume", "Terms"));
    one.apply(&file.delete("Alfa".into()), stamp(5));
    other.join_book(&one);
    let dossier = Dossier::of(&other, account).expect("the account");
    assert_eq!(NegotiationFile::of(&dossier, talk), None);
    assert_eq!(dossier.all::<NegotiationConcession>().count(), 0);
}

/// Limits and the way out are never for who is on the other side of the table, nor for who delivers.
#[test]
fn nothing_of_a_negotiation_leaves_for_the_customer_or_for_delivery() {
    let (book, _) = sample();
    let dossier = ernst(&book);
    let kinds: BTreeSet<&str> = Part::ALL.iter().map(|part| part.kind().code).chain([Negotiation::KIND]).collect();
    let leaving = |audience| {
        let left = Handover { audience, with_sales: false }.of(&dossier, &book, []).book;
        let all: Vec<_> = left.records().filter(|(_, record)| kinds.contains(record.kind.as_str())).collect();
        all.into_iter().map(|(id, record)| (id, record.clone())).collect::<Vec<_>>()
    };
    assert_eq!(leaving(Audience::Customer), []);
    assert_eq!(leaving(Audience::Delivery), []);
    // Who decides gets it whole: each row still names its negotiation, and that its plan.
    let all = leaving(Audience::Management);
    let held = dossier.parts().filter(|(_, record)| kinds.contains(record.kind.as_str())).count();
    assert_eq!(all.len(), held);
    for (id, record) in all {
        assert_eq!(Some(&record.fields), book.record(id).map(|record| &record.fields), "{}", record.kind);
    }
    for kind in kinds {
        let fields: Vec<String> = book.of_kind(kind).flat_map(|(_, record)| record.fields.keys().cloned()).collect();
        let inner = fields.iter().filter(|field| !["account", "sample"].contains(&field.as_str()));
        assert!(inner.into_iter().all(|field| audience_of(kind, field) >= Audience::Management), "{kind}");
    }
}

#[test]
fn an_export_brings_all_of_it_back() {
    let (book, _) = sample();
    let text = to_json(&book, [], "1998-05-06T12:00:00Z", &Sender::default());
    let back = from_json(&text).expect("our own file").book;
    assert_eq!(back, book);
    let counts = |book: &Book| {
        [
            book.count::<Negotiation>(),
            book.count::<NegotiationPoint>(),
            book.count::<NegotiationQuestion>(),
            book.count::<NegotiationPosition>(),
            book.count::<NegotiationConcession>(),
            book.count::<NegotiationProposal>(),
        ]
    };
    assert_eq!(counts(&back), [2, 4, 5, 4, 5, 3]);
}
