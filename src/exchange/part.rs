//! A part of the book as a file: some accounts, all the team may know of them, and what a person leaves out.
//!
//! The file says what it leaves out, and deletes nothing but what belongs to its accounts: merged back into the book it
//! comes from it changes nothing.

use std::collections::BTreeSet;

use crate::book::kind::{Audience, Input};
use crate::book::{Book, Contact, Device, Record, RecordId, RecordKind, Tie, account, confirms, form_field};
use crate::dossier::Dossier;
use crate::dossier::handover::{Handover, Leaving};
use crate::exchange::json::{Part, Sender, Without};
use crate::ledger::Batch;

/// What is to be in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartOfBook {
    pub accounts: BTreeSet<RecordId>,
    pub without: BTreeSet<Without>,
}

/// The accounts somebody answers for, by the colleague that counts.
pub fn accounts_of(book: &Book, colleague: RecordId) -> BTreeSet<RecordId> {
    let colleagues = crate::book::Colleagues::of(book);
    let owned = |id: &RecordId| {
        let owner = book.value(*id, account::field::owner);
        owner.is_some_and(|owner| colleagues.counts_for(owner) == colleagues.counts_for(colleague))
    };
    book.account_ids().filter(owned).collect()
}

/// A part being put together, an account at a time.
#[derive(Clone, Debug)]
pub struct PartSteps {
    part: PartOfBook,
    left: Vec<RecordId>,
    leaving: Leaving,
}

impl PartSteps {
    pub fn new(part: PartOfBook) -> Self {
        Self { left: part.accounts.iter().rev().copied().collect(), part, leaving: Leaving::default() }
    }

    /// Takes the next account; what leaves, once all are taken. Always of the same book and the same sales.
    pub fn step<'a>(
        &mut self,
        book: &Book,
        batches: impl IntoIterator<Item = (RecordId, &'a Batch)>,
    ) -> Option<Leaving> {
        let Some(account) = self.left.pop() else {
            let mut leaving = std::mem::take(&mut self.leaving);
            if self.part.without.contains(&Without::People) {
                leaving.book = without_people(&leaving.book);
            }
            return Some(leaving);
        };
        if let Some(dossier) = Dossier::of(book, account) {
            let with_sales = !self.part.without.contains(&Without::Figures);
            let leaving = Handover { audience: Audience::Team, with_sales }.of(&dossier, book, batches);
            self.leaving.book.join_book(&leaving.book);
            self.leaving.batches.extend(leaving.batches);
        }
        None
    }
}

impl PartOfBook {
    /// What the file says of itself.
    pub fn sender(&self, book: &Book, device: Device) -> Sender {
        Sender { without: self.without.iter().copied().collect(), ..Sender::of(book, device, Some(Part::Accounts)) }
    }
}

/// Without the people of the accounts: who they are, who of ours knows them, and where a record names them.
fn without_people(book: &Book) -> Book {
    let mut without = Book::default();
    let is_theirs = |record: &Record| [Contact::KIND, Tie::KIND].contains(&record.kind.as_str());
    for (id, record) in book.records().filter(|(_, record)| record.is_erased() || !is_theirs(record)) {
        let mut copy: Record = record.clone();
        copy.fields.retain(|field, _| !names_people(&record.kind, confirms(field).unwrap_or(field)));
        without.join(id, copy);
    }
    without
}

/// Whether a field holds people of an account.
fn names_people(kind: &str, field: &str) -> bool {
    form_field(kind, field).is_some_and(|field| matches!(field.input, Input::Person | Input::People))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{
        Account, Actor, Change, Colleague, Edit, ImportBatch, Label, Note, Promise, Stamp, note, promise,
    };
    use crate::exchange::book_merge::{BookMerge, Here, MergeMode};
    use crate::exchange::json::{from_json, to_json};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(1_000 + number)
    }

    fn edit(book: &mut Book, device: u32, millis: u64, edits: Vec<Edit>) {
        let stamp = Stamp { millis, counter: 0, actor: Actor::of(Device(device), 1) };
        book.apply(&Change::new(Label::Sample, edits), stamp);
    }

    /// A hundred accounts with a person, a note and a promise to that person each; the first ten are Ana's.
    fn world() -> Book {
        let mut edits = Colleague { name: "Ana".into(), ..Colleague::default() }.create(id(900));
        for number in 0..100 {
            let owner = (number < 10).then_some(id(900));
            edits.extend(Account { name: format!("Account {number}"), owner, ..Account::default() }.create(id(number)));
            let account = Some(id(number));
            edits.extend(Contact { account, name: "Bo".into(), ..Contact::default() }.create(id(100 + number)));
            edits.extend(Note { account, text: "x".into(), ..Note::default() }.create(id(200 + number)));
            let promise = Promise { account, what: "y".into(), contacts: vec![id(100 + number)], ..Promise::default() };
            edits.extend(promise.create(id(300 + number)));
        }
        let mut book = Book::default();
        edit(&mut book, 1, 1, edits);
        book
    }

    fn file(book: &Book, part: &PartOfBook) -> String {
        let mut steps = PartSteps::new(part.clone());
        let leaving = loop {
            if let Some(leaving) = steps.step(book, []) {
                break leaving;
            }
        };
        to_json(&leaving.book, [], "2026-01-01T00:00:00Z", &part.sender(book, Device(1)))
    }

    fn merged(book: &Book, device: u32, text: &str) -> (Book, Change) {
        let merge = BookMerge { export: from_json(text).unwrap_or_default(), file: "part.json".into() };
        let here = Here { book, sales: &|_| None, device: Device(device), now: 50 };
        let change = merge.change(&here, &MergeMode::Add.into());
        let mut after = book.clone();
        after.apply(&change, Stamp { millis: 60, counter: 0, actor: Actor::of(Device(device), 1) });
        (after, change)
    }

    #[test]
    fn a_colleagues_accounts_are_those_they_answer_for() {
        let book = world();
        assert_eq!(accounts_of(&book, id(900)), (0..10).map(id).collect());
    }

    /// Of the issue: a partial export holding 1 of 100 accounts, merged into the book it came from, and into one where
    /// the account was deleted and made again.
    #[test]
    fn one_account_of_a_hundred_merged_back_takes_nothing_away() {
        let book = world();
        for without in [vec![], vec![Without::Figures], vec![Without::People], vec![Without::Figures, Without::People]]
        {
            let part = PartOfBook { accounts: [id(3)].into(), without: without.into_iter().collect() };
            let text = file(&book, &part);
            let (after, _) = merged(&book, 1, &text);
            assert_eq!(after.count::<Account>(), 100);
            let living = |book: &Book| book.records().filter(|(_, record)| !record.is_deleted()).count();
            let receipts = after.count::<crate::book::MergeReceipt>();
            assert_eq!(living(&after) - receipts, living(&book), "{part:?}");
            // Deleted and made again.
            let mut again = book.clone();
            let gone = again
                .belonging([id(3)])
                .into_iter()
                .map(|(id, record)| Edit::raw(id, &record.kind, "deleted", true.into()));
            let gone: Vec<Edit> = gone.chain([Edit::delete::<Account>(id(3))]).collect();
            edit(&mut again, 1, 10, gone);
            edit(
                &mut again,
                1,
                11,
                vec![Edit::revive(id(3), Account::KIND), account::field::city.set(id(3), "Graz".into())],
            );
            let (after, _) = merged(&again, 1, &text);
            assert_eq!(after.count::<Account>(), 100);
            assert_eq!(after.value(id(3), account::field::city), "Graz");
            assert_eq!(after.value(id(4), account::field::name), "Account 4");
        }
    }

    #[test]
    fn without_people_nobody_of_theirs_is_in_the_file() {
        let book = world();
        let part = PartOfBook { accounts: [id(3)].into(), without: [Without::People].into() };
        let export = from_json(&file(&book, &part)).unwrap_or_default();
        assert_eq!((export.part, export.without.as_slice()), (Some(Part::Accounts), [Without::People].as_slice()));
        assert_eq!((export.book.count::<Contact>(), export.book.count::<Note>()), (0, 1));
        assert_eq!(export.book.value(id(203), note::field::text), "x");
        assert_eq!(export.book.value(id(303), promise::field::what), "y");
        let text = file(&book, &part);
        assert!(!text.contains(&id(103).to_string()) && !text.contains("\"Bo\""), "{text}");
        let whole = file(&book, &PartOfBook { without: BTreeSet::new(), ..part });
        assert!(whole.contains(&id(103).to_string()));
        assert!(from_json(&whole).is_ok_and(|export| export.book.count::<ImportBatch>() == 0));
    }
}
