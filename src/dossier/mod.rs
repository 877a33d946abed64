//! What is known of one account, together: the file a key-account manager keeps (D1–D8, R9).
//!
//! A [`Dossier`] is the account with everything in the book that belongs to it. Which fields its records
//! have for people, and how they stand in a history, their [`Kind`](crate::book::kind::Kind)s say. From both
//! follow the decision map, the timeline, what is due, missing or stale, the print and the file for a
//! colleague.
//!
//! **Invariant:** nothing here knows a page or formats anything; days and figures come in as
//! arguments.

pub mod brief;
pub mod due;
pub mod encounters;
pub mod freshness;
pub mod group;
pub mod handover;
pub mod health;
pub mod key_account;
pub mod link;
pub mod negotiation;
pub mod opportunities;
pub mod people;
pub mod playbook;
pub mod section;
pub mod side_by_side;
pub mod stage;
pub mod tenders;
#[cfg(test)]
pub(crate) mod testing;
pub mod timeline;
pub mod touch;
pub mod white_space;

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::book::{Account, Book, LeapDay, Record, RecordId, RecordKind, SETTINGS, settings};

/// An account with everything that belongs to it.
///
/// Two are equal if their records are the same ones, so that a page follows only what concerns it.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub id: RecordId,
    account: Arc<Part>,
    /// Living records that belong to it, in id order (by time of creation).
    parts: Vec<(RecordId, Arc<Part>)>,
    /// When somebody born on 29 February celebrates in common years.
    leap_day: LeapDay,
}

/// A record with what was read of it: a dozen questions are asked of the same people.
#[derive(Debug)]
struct Part {
    record: Arc<Record>,
    typed: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl Part {
    fn new(record: Arc<Record>) -> Self {
        Self { record, typed: OnceLock::new() }
    }

    /// The record as its kind; of another kind it is read anew.
    fn read<K: RecordKind>(&self) -> K {
        let typed = self.typed.get_or_init(|| Box::new(K::read(&self.record)));
        typed.downcast_ref().cloned().unwrap_or_else(|| K::read(&self.record))
    }

    fn is_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.record, &other.record)
    }
}

impl PartialEq for Dossier {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.leap_day == other.leap_day
            && self.account.is_of(&other.account)
            && self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(|(a, b)| a.0 == b.0 && a.1.is_of(&b.1))
    }
}

impl Dossier {
    /// The file of this account; `None` if there is no such account, or it was merged into another. What a
    /// colleague added to one that was merged into it belongs to it as well.
    pub fn of(book: &Book, id: RecordId) -> Option<Self> {
        let account = book.shared(id).filter(|record| record.kind == Account::KIND && !record.is_deleted())?;
        let merged = book.merged();
        (merged.of_account(id) == id).then(|| Self::with(book, id, account, merged.parts_of(id)))
    }

    /// The file as the book is now: what hasn't changed since `before` isn't read again.
    pub fn after(before: Option<&Self>, book: &Book, id: RecordId) -> Option<Self> {
        let mut now = Self::of(book, id)?;
        if let Some(before) = before.filter(|before| before.id == id) {
            let keep = |part: &mut Arc<Part>, known: &Arc<Part>| {
                if known.is_of(part) {
                    *part = known.clone();
                }
            };
            keep(&mut now.account, &before.account);
            // Both stand in id order.
            let mut known = before.parts.iter().peekable();
            for (id, part) in &mut now.parts {
                while known.next_if(|(before, _)| before < id).is_some() {}
                if let Some((_, known)) = known.next_if(|(before, _)| before == id) {
                    keep(part, known);
                }
            }
        }
        Some(now)
    }

    /// The files of all accounts that aren't merged into another, in id order: each record is looked at once.
    pub fn all_of(book: &Book) -> impl Iterator<Item = Self> {
        let mut merged: HashMap<RecordId, Vec<RecordId>> = HashMap::new();
        book.merged().iter().for_each(|(from, into)| merged.entry(into).or_default().push(from));
        book.account_ids().filter_map(move |id| {
            let others = merged.remove(&id).unwrap_or_default();
            Some(Self::with(book, id, book.shared(id)?, std::iter::once(id).chain(others)))
        })
    }

    /// The file of an account to which belongs what belongs to any of these.
    fn with(book: &Book, id: RecordId, account: Arc<Record>, accounts: impl IntoIterator<Item = RecordId>) -> Self {
        let part = |(id, record): (RecordId, &Arc<Record>)| (id, Arc::new(Part::new(record.clone())));
        let parts = book.belonging(accounts).into_iter().map(part).collect();
        let account = Arc::new(Part::new(account));
        Self { id, account, parts, leap_day: book.value(SETTINGS, settings::field::leap_day) }
    }

    pub fn account(&self) -> Account {
        self.account.read()
    }

    /// The account's own record.
    pub fn record(&self) -> &Record {
        &self.account.record
    }

    /// Everything that belongs to the account.
    pub fn parts(&self) -> impl Iterator<Item = (RecordId, &Record)> {
        self.parts.iter().map(|(id, part)| (*id, part.record.as_ref()))
    }

    /// What belongs to it of one kind, typed.
    pub fn all<K: RecordKind>(&self) -> impl Iterator<Item = (RecordId, K)> {
        self.parts.iter().filter(|(_, part)| part.record.kind == K::KIND).map(|(id, part)| (*id, part.read()))
    }

    /// One record that belongs to it, typed.
    pub fn get<K: RecordKind>(&self, id: RecordId) -> Option<K> {
        self.find(id).filter(|part| part.record.kind == K::KIND).map(Part::read)
    }

    /// One record that belongs to it.
    pub fn part(&self, id: RecordId) -> Option<&Record> {
        self.find(id).map(|part| part.record.as_ref())
    }

    fn find(&self, id: RecordId) -> Option<&Part> {
        let at = self.parts.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.parts.get(at).map(|(_, part)| part.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Contact, Edit, Label, Stamp, account, contact, merge_accounts};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(number)
    }

    fn apply(book: &mut Book, millis: u64, edits: Vec<Edit>) {
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis, ..Stamp::default() });
    }

    /// Two accounts with a person each, and a third that was merged into the first, with one too.
    fn book() -> Book {
        let mut book = Book::default();
        let mut edits = Vec::new();
        for number in 1..4 {
            edits.push(account::field::name.set(id(number), format!("Alfa {number}")));
            edits.push(contact::field::account.set(id(10 + number), Some(id(number))));
        }
        edits.push(account::field::merged_into.set(id(3), Some(id(1))));
        apply(&mut book, 1, edits);
        book
    }

    #[test]
    fn the_file_after_an_edit_says_what_the_book_says_and_reads_anew_what_was_edited_alone() {
        let mut book = book();
        let before = Dossier::of(&book, id(1)).expect("it is there");
        let names = |dossier: &Dossier| dossier.all::<Contact>().map(|(_, who)| who.name).collect::<Vec<_>>();
        assert_eq!((names(&before), before.account().name), (vec![String::new(); 2], "Alfa 1".to_owned()));
        let person = contact::field::name.set(id(13), "Ernst".into());
        apply(&mut book, 2, vec![person, account::field::name.set(id(1), "Alfa".into())]);
        let after = Dossier::after(Some(&before), &book, id(1)).expect("it is there");
        assert_eq!((names(&after), after.account().name), (vec![String::new(), "Ernst".into()], "Alfa".to_owned()));
        assert_eq!(Some(&after), Dossier::of(&book, id(1)).as_ref());
        let kept = |at: usize| Arc::ptr_eq(&before.parts[at].1, &after.parts[at].1);
        assert_eq!((kept(0), kept(1)), (true, false));
        // One more, one less, and another account.
        apply(&mut book, 3, vec![contact::field::account.set(id(12), Some(id(1))), Edit::delete::<Contact>(id(11))]);
        let later = Dossier::after(Some(&after), &book, id(1)).expect("it is there");
        assert_eq!(later.parts().map(|(id, _)| id).collect::<Vec<_>>(), [id(12), id(13)]);
        assert!(Arc::ptr_eq(&after.parts[1].1, &later.parts[1].1));
        assert_eq!(Dossier::after(Some(&after), &book, id(2)), Dossier::of(&book, id(2)));
    }

    #[test]
    fn what_belongs_to_a_merged_account_belongs_to_the_one_that_counts() {
        let dossier = Dossier::of(&book(), id(1));
        let people: Vec<_> = dossier.iter().flat_map(|dossier| dossier.all::<Contact>()).map(|(id, _)| id).collect();
        assert_eq!(people, [id(11), id(13)]);
    }

    #[test]
    fn a_merged_account_has_no_dossier_of_its_own() {
        let mut book = book();
        let merge = merge_accounts(&book, id(2), id(1));
        apply(&mut book, 2, merge.edits);
        assert_eq!(Dossier::of(&book, id(2)), None);
    }

    #[test]
    fn a_dossier_changes_only_with_what_belongs_to_it() {
        let mut book = book();
        let before = Dossier::of(&book, id(1));
        apply(&mut book, 2, vec![contact::field::name.set(id(12), "Ana".into())]);
        assert_eq!(Dossier::of(&book, id(1)), before);
        apply(&mut book, 3, vec![contact::field::name.set(id(13), "Ana".into())]);
        assert_ne!(Dossier::of(&book, id(1)), before);
        apply(&mut book, 4, vec![Edit::delete::<Contact>(id(13))]);
        assert_eq!(Dossier::of(&book, id(1)).map(|dossier| dossier.parts().count()), Some(1));
    }
}
