//! A file taken over, or what keeps it from that.

use super::*;
use crate::book::{Account, Contact, Device, ImportBatch, RecordKind, SETTINGS, Stamp, account, settings};
use crate::currency::Currency;
use crate::exchange::json::Part;
use crate::ledger::Batch;

fn stamp(millis: u64) -> Stamp {
    Stamp { millis, ..Stamp::default() }
}

fn id(number: u128) -> RecordId {
    RecordId::well_known(1_000 + number)
}

fn add<K: RecordKind>(book: &mut Book, at: RecordId, record: K, millis: u64) {
    book.apply(&Change::new(Label::Sample, record.create(at)), stamp(millis));
}

fn named(name: &str) -> Account {
    Account { name: name.into(), ..Account::default() }
}

/// Two books with Alfa in both, renamed in the file, Beta here, Gamma and a person of hers there.
fn sides() -> (Book, BookMerge) {
    let (mut ours, mut theirs) = (Book::default(), Book::default());
    add(&mut ours, id(1), named("Alfa"), 1);
    theirs.join_book(&ours);
    add(&mut ours, id(2), named("Beta"), 2);
    add(&mut theirs, id(3), named("Gamma"), 3);
    add(&mut theirs, id(4), Contact { account: Some(id(3)), ..Contact::default() }, 4);
    theirs.apply(&Change::new(Label::Sample, vec![account::field::name.set(id(1), "Alpha".into())]), stamp(5));
    let batches = [(id(8), Batch::default()), (id(9), Batch::default())].into();
    let export = Export { book: theirs, batches, ..Export::default() };
    (ours, BookMerge { export, file: "theirs.json".into() })
}

/// A book that holds the sales of these imports.
fn here<'a>(book: &'a Book, sales: &'a dyn Fn(RecordId) -> Option<Arc<Batch>>) -> Here<'a> {
    Here { book, sales, device: Device(1), now: 1_000 }
}

fn all(_: RecordId) -> Option<Arc<Batch>> {
    Some(Arc::default())
}

fn none(_: RecordId) -> Option<Arc<Batch>> {
    None
}

fn the_first(import: RecordId) -> Option<Arc<Batch>> {
    (import == id(8)).then(Arc::default)
}

fn add_to(book: &Book, merge: &BookMerge) -> Change {
    merge.change(&here(book, &none), &MergeMode::Add.into())
}

fn counts(new: usize, changed: usize, same: usize, removed: usize) -> MergeCounts {
    MergeCounts { new, changed, same, removed }
}

#[test]
fn adding_takes_nothing_away() {
    let (book, merge) = sides();
    let here = here(&book, &the_first);
    let change = merge.change(&here, &MergeMode::Add.into());
    let effect = merge.effect(&change.edits, &here);
    assert_eq!(effect.of(Account::KIND), counts(1, 1, 0, 0));
    assert_eq!(effect.of(Contact::KIND), counts(1, 0, 0, 0));
    assert_eq!(effect.of_all(|_| true), counts(2, 1, 0, 0));
    assert_eq!(effect.sales, counts(1, 0, 1, 0));
    assert_eq!(effect.in_all(), counts(3, 1, 1, 0), "what the button promises");
    let by_account = effect.accounts.values().map(|counts| counts.changes()).sum::<usize>();
    assert_eq!(by_account, effect.in_all().changes(), "the accounts' numbers sum to it");
    assert_eq!(effect.of("nothing"), MergeCounts::default());
    assert_eq!(merge.new_sales(&here), [id(9)]);
}

#[test]
fn restoring_takes_what_the_file_does_not_have() {
    let (book, merge) = sides();
    let here = here(&book, &none);
    let change = merge.change(&here, &MergeMode::Restore.into());
    let effect = merge.effect(&change.edits, &here);
    assert_eq!(effect.of(Account::KIND), counts(1, 1, 0, 1));
}

#[test]
fn a_file_that_was_taken_over_brings_nothing() {
    let (mut book, merge) = sides();
    let change = add_to(&book, &merge);
    assert!(!merge.brings_nothing(&change, &here(&book, &all)));
    book.apply(&change, stamp(9));
    let again = add_to(&book, &merge);
    assert!(merge.brings_nothing(&again, &here(&book, &all)), "{again:?}");
    assert!(!merge.brings_nothing(&again, &here(&book, &none)), "but sales, where there are none");
    assert_eq!(merge.effect(&again.edits, &here(&book, &all)).of(Account::KIND), counts(0, 0, 2, 0));
}

#[test]
fn only_an_emptied_book_has_deleted_records_revived() {
    let (mut book, merge) = sides();
    book.apply(&add_to(&book, &merge), stamp(9));
    let delete = |at: u128| {
        book.record(id(at)).map(|record| crate::book::Edit {
            id: id(at),
            kind: record.kind.clone(),
            field: DELETED.into(),
            value: true.into(),
            stamp: None,
            origin: None,
        })
    };
    let (one, every): (Vec<_>, Vec<_>) = (delete(1).into_iter().collect(), (1..=4).filter_map(delete).collect());
    let mut less = book.clone();
    less.apply(&Change::new(Label::Sample, one), stamp(10));
    let edits = add_to(&less, &merge).edits;
    assert!(edits.iter().all(|edit| edit.kind == MergeReceipt::KIND), "a deletion stands, and sales are lacking");
    book.apply(&Change::new(Label::Sample, every), stamp(10));
    let change = add_to(&book, &merge);
    book.apply(&change, stamp(11));
    assert_eq!(book.count::<Account>(), 2, "what the file has is back");
}

#[test]
fn an_emptied_book_gets_back_what_was_edited_after_too() {
    let (book, merge) = sides();
    let mut emptied = book.clone();
    let gone = book.records().map(|(id, record)| Edit::raw(id, &record.kind, DELETED, true.into()));
    emptied.apply(&Change::new(Label::Sample, gone.collect()), stamp(3));
    let change = add_to(&emptied, &merge);
    let mut named: Vec<_> = change.edits.iter().map(|edit| (edit.id, edit.field.as_str())).collect();
    named.sort_unstable();
    let count = named.len();
    named.dedup();
    assert_eq!(named.len(), count, "a change names a field once: {named:?}");
    emptied.apply(&change, stamp(9));
    assert!(emptied.has::<Account>(id(1)) && emptied.has::<Account>(id(3)));
}

#[test]
fn a_preview_tells_which_fields_of_records_here_get_another_value() {
    let (book, merge) = sides();
    let here = here(&book, &none);
    let preview = MergeSteps::default().step(&merge, &here, &MergeMode::Add.into()).unwrap();
    let told: Vec<_> = preview.overwrites.iter().map(|at| &preview.change.edits[*at]).collect();
    let told: Vec<_> = told.into_iter().map(|edit| (edit.id, edit.field.as_str(), &edit.value)).collect();
    assert_eq!(told, [(id(1), account::field::name.name, &serde_json::Value::from("Alpha"))]);
    assert!(preview.change.edits.len() > 1, "what is new overwrites nothing");
}

/// Bug: a colleague's deletion of an account with sales here left sales of nobody in the segments.
#[test]
fn a_merged_deletion_leaves_no_sales_without_an_owner() {
    let (mut book, mut merge) = sides();
    add(&mut book, id(20), ImportBatch { rows: 1, ..ImportBatch::default() }, 7);
    merge.export.book.apply(&Change::new(Label::Sample, vec![Edit::delete::<Account>(id(1))]), stamp(8));
    let sales = |import| (import == id(20)).then(|| Arc::new(Batch { accounts: vec![id(1)], ..Batch::default() }));
    let here = Here { book: &book, sales: &sales, device: Device(1), now: 1_000 };
    let preview = MergeSteps::default().step(&merge, &here, &MergeMode::Add.into()).unwrap();
    assert_eq!(preview.asked.with_sales, [id(1)]);
    assert_eq!(preview.change, merge.change(&here, &MergeMode::Add.into()));
    let mut after = book.clone();
    after.apply(&merge.change(&here, &MergeMode::Add.into()), stamp(9));
    assert!(after.has::<Account>(id(1)));
}

#[test]
fn a_dossier_brings_the_currency_of_its_sales_to_a_book_without() {
    let (mut book, mut merge) = sides();
    let euro: Currency = "EUR".parse().unwrap_or_default();
    let import = ImportBatch { currency: Some(euro), ..ImportBatch::default() };
    add(&mut merge.export.book, id(8), import, 6);
    let currency = |book: &Book| book.value(SETTINGS, settings::field::currency);
    let taken = |book: &Book, merge: &BookMerge| {
        let mut book = book.clone();
        book.apply(&add_to(&book, merge), stamp(9));
        currency(&book)
    };
    assert_eq!(taken(&book, &merge), None, "a whole book has its own settings");
    merge.export.part = Some(Part::Dossier);
    assert_eq!(taken(&book, &merge), Some(euro));
    let dollar = "USD".parse().ok();
    book.apply(&Change::new(Label::Sample, vec![settings::field::currency.set(SETTINGS, dollar)]), stamp(7));
    add(&mut book, id(20), ImportBatch { created: 1, ..ImportBatch::default() }, 7);
    assert_eq!(taken(&book, &merge), dollar, "a book that counts in something goes on with it");
}
