//! Laws of merging accounts: nothing that was bought or written down is lost, and each merge can be undone.

use proptest::prelude::*;
use vital_few::book::{
    Account, Actor, Book, Change, Contact, Edit, Label, RecordId, RecordKind, Stamp, merge_accounts,
};
use vital_few::calendar::Date;
use vital_few::ledger::{Batch, Ledger, Line, Sales, Valuation};

fn id(number: u8) -> RecordId {
    RecordId::from_parts(u64::from(number), [number; 10])
}

fn stamp(millis: u64) -> Stamp {
    Stamp { millis, ..Stamp::default() }
}

/// Five accounts, of which odd ones have a city and even ones a number, with a contact each.
fn world() -> Book {
    let mut book = Book::default();
    let mut edits = Vec::new();
    for number in 0..5 {
        let account = Account {
            name: format!("Alfa {number}"),
            city: if number % 2 == 1 { "Graz".into() } else { String::new() },
            external_id: if number % 2 == 0 { format!("A{number}") } else { String::new() },
            ..Account::default()
        };
        edits.extend(account.create(id(number)));
        let contact = Contact { account: Some(id(number)), name: "Ana".into(), ..Contact::default() };
        edits.extend(contact.create(id(100 + number)));
    }
    book.apply(&Change::new(Label::Sample, edits), stamp(1));
    book
}

fn ledger(book: &Book) -> Ledger {
    let line = |customer: u32| Line::plain(customer, Date::EPOCH, 1 << customer);
    let sales = Sales { lines: (0..5).map(line).collect(), ..Sales::default() };
    Ledger::of(Valuation::of(book), [&Batch { accounts: (0..5).map(id).collect(), sales }])
}

fn total(ledger: &Ledger) -> i64 {
    ledger.accounts().flat_map(|(_, sales)| sales).map(|sale| sale.amount).sum()
}

type All<K> = Vec<(RecordId, K)>;

fn shown(book: &Book) -> (All<Account>, All<Contact>, Ledger) {
    (book.accounts().collect(), book.all::<Contact>().collect(), ledger(book))
}

/// Every sale and every contact belongs to an account that is shown.
fn nothing_is_lost(book: &Book) -> bool {
    let shown: Vec<RecordId> = book.accounts().map(|(id, _)| id).collect();
    let merged = book.merged();
    let mut contacts = book.all::<Contact>().filter_map(|(_, contact)| contact.account);
    let ledger = ledger(book);
    total(&ledger) == 31
        && ledger.accounts().all(|(id, _)| shown.contains(&id))
        && contacts.all(|account| shown.contains(&merged.of_account(account)))
}

proptest! {
    #[test]
    fn merging_can_be_undone_and_keeps_the_sum(pairs in prop::collection::vec((0u8..6, 0u8..6), 1..6)) {
        let mut book = world();
        let mut undo = Vec::new();
        for (at, (from, into)) in (10..).zip(pairs) {
            let before = shown(&book);
            let inverse = book.apply(&merge_accounts(&book, id(from), id(into)), stamp(at));
            prop_assert!(nothing_is_lost(&book));
            undo.push((before, inverse));
        }
        for (at, (before, inverse)) in (100..).zip(undo.into_iter().rev()) {
            book.apply(&inverse, stamp(at));
            prop_assert_eq!(shown(&book), before);
        }
    }

    #[test]
    fn merges_of_colleagues_meet(ours in prop::collection::vec((0u8..5, 0u8..5), 0..5),
        theirs in prop::collection::vec((0u8..5, 0u8..5), 0..5), deleted in prop::option::of(0u8..5)) {
        let (mut one, mut other) = (world(), world());
        for (at, (from, into)) in (10..).zip(ours) {
            one.apply(&merge_accounts(&one, id(from), id(into)), stamp(at));
        }
        for (at, (from, into)) in (10..).zip(theirs) {
            let now = Stamp { actor: Actor(2), ..stamp(at) };
            other.apply(&merge_accounts(&other, id(from), id(into)), now);
        }
        let mut joined = one.clone();
        joined.join_book(&other);
        other.join_book(&one);
        prop_assert_eq!(shown(&joined), shown(&other));
        prop_assert!(nothing_is_lost(&joined));
        // What was merged into an account that is deleted stands by itself again.
        if let Some(gone) = deleted {
            joined.apply(&Change::new(Label::Sample, vec![Edit::delete::<Account>(id(gone))]), stamp(90));
            let merged = joined.merged();
            prop_assert!(merged.iter().all(|(_, into)| into != id(gone)));
        }
    }
}

#[test]
fn the_sales_of_both_count_for_the_one_that_stays() {
    let mut book = world();
    book.apply(&merge_accounts(&book, id(1), id(2)), stamp(2));
    assert_eq!(ledger(&book).sales(id(2)).len(), 2);
}
