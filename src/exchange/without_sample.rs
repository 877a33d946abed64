//! The sample told from what people bring, and taken out of a book: by itself, or to make room for a file.

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};

use crate::book::{
    Account, Book, Change, DELETED, Edit, ImportBatch, Label, Record, RecordId, RecordKind, SETTINGS, Snapshot, Stamp,
    import_batch, settings,
};
use crate::ledger::Batch;

/// The sales of an import, if they are here.
pub type SalesOf<'a> = &'a dyn Fn(RecordId) -> Option<Arc<Batch>>;

/// What marks the content of the sample, in every kind of record.
const SAMPLE: &str = import_batch::field::sample.name;

fn is_marked(record: &Record) -> bool {
    record.get(SAMPLE)
}

/// Whether the sample is in the book.
pub fn holds_sample(book: &Book) -> bool {
    book.of_kind(ImportBatch::KIND).any(|(_, record)| is_marked(record))
}

/// The edits that take the sample out: its imports, the accounts that have nothing else with all that is known of
/// them, and whatever else it made up. What a person added elsewhere stays. If no other sales are there, nothing is
/// left of its currency and of the days that were chosen in it.
pub fn without_sample(book: &Book, sales: SalesOf) -> Vec<Edit> {
    let (sample, own): (Vec<_>, Vec<_>) = book.of_kind(ImportBatch::KIND).partition(|(_, record)| is_marked(record));
    let accounts_of = |imports: &[(RecordId, &Record)]| -> BTreeSet<RecordId> {
        imports.iter().filter_map(|(id, _)| sales(*id)).flat_map(|batch| batch.accounts.clone()).collect()
    };
    let kept = accounts_of(&own);
    let mut gone = accounts_of(&sample);
    // Some are invented, and in no import.
    gone.extend(book.of_kind(Account::KIND).filter(|(_, record)| is_marked(record)).map(|(id, _)| id));
    gone.retain(|id| !kept.contains(id));
    let is_gone = |id: RecordId, record: &Record| match record.kind.as_str() {
        Account::KIND => gone.contains(&id),
        Snapshot::KIND => own.is_empty(),
        _ => is_marked(record) || record.account().is_some_and(|account| gone.contains(&account)),
    };
    let all = book.records().filter(|(_, record)| !record.is_deleted());
    let mut edits: Vec<Edit> = all
        .filter(|(id, record)| is_gone(*id, record))
        .map(|(id, record)| Edit::raw(id, &record.kind, DELETED, true.into()))
        .collect();
    edits.push(settings::field::read_on.set(SETTINGS, None));
    if own.is_empty() {
        edits.push(settings::field::currency.set(SETTINGS, None));
        edits.push(settings::field::zone.set(SETTINGS, String::new()));
        edits.push(settings::field::window_from.set(SETTINGS, None));
        edits.push(settings::field::window_to.set(SETTINGS, None));
    }
    edits
}

/// A book as it will be without its sample.
#[derive(Debug)]
pub struct Cleared {
    /// Weak: while somebody held the book, a change to it would copy all of it.
    of: Weak<Book>,
    pub book: Arc<Book>,
    removal: Vec<Edit>,
}

impl Cleared {
    pub fn of(book: &Arc<Book>, sales: SalesOf) -> Self {
        let removal = without_sample(book, sales);
        let mut cleared = Book::clone(book);
        // Newer than anything there is; nobody keeps it.
        let stamp = Stamp { millis: u64::MAX, ..Stamp::default() };
        cleared.apply(&Change::new(Label::Sample, removal.clone()), stamp);
        Self { of: Arc::downgrade(book), book: Arc::new(cleared), removal }
    }

    /// Whether it is this very book without its sample.
    pub fn is_of(&self, book: &Arc<Book>) -> bool {
        std::ptr::eq(self.of.as_ptr(), Arc::as_ptr(book))
    }

    /// Has a change that was made for the cleared book clear it first. A change names a field once: what it says
    /// itself counts.
    pub fn precede(&self, change: &mut Change) {
        let said: BTreeSet<(RecordId, &str)> = change.edits.iter().map(|edit| (edit.id, edit.field.as_str())).collect();
        let before = self.removal.iter().filter(|edit| !said.contains(&(edit.id, edit.field.as_str())));
        let mut edits: Vec<Edit> = before.cloned().collect();
        edits.append(&mut change.edits);
        change.edits = edits;
    }
}
