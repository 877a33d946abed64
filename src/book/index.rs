//! The index of a book: which records there are of a kind, which belong to an account, which accounts
//! became part of another. It follows from the records and is kept up as they change, so that no page
//! reads all of them to find some.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::{ACCOUNT, Account, DELETED, ERASED, Merged, Record, RecordId, RecordKind, account};

/// Ids by what their records say. Sets that would be empty aren't there.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// Living records by kind.
    kinds: BTreeMap<String, BTreeSet<RecordId>>,
    /// Records by the account they belong to, deleted ones included.
    parts: BTreeMap<RecordId, BTreeSet<RecordId>>,
    /// Living accounts by the account they name as their parent.
    children: BTreeMap<RecordId, BTreeSet<RecordId>>,
    /// What each account says it was merged into, be that there or not.
    merged_into: BTreeMap<RecordId, RecordId>,
    /// What follows from that; made when somebody asks.
    merged: OnceLock<Merged>,
}

/// What the index reads of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Indexed {
    is_living: bool,
    account: Option<RecordId>,
    parent: Option<RecordId>,
    merged_into: Option<RecordId>,
}

impl Indexed {
    pub(super) fn of(record: &Record) -> Self {
        let (is_living, is_account) = (!record.is_deleted(), record.kind == Account::KIND);
        Self {
            is_living,
            account: record.account(),
            parent: if is_account && is_living { record.get(account::field::parent.name) } else { None },
            merged_into: if is_account { record.get(account::field::merged_into.name) } else { None },
        }
    }

    /// Whether it may be another once this field is another.
    pub(super) fn reads(field: &str) -> bool {
        [DELETED, ERASED, ACCOUNT, account::field::parent.name, account::field::merged_into.name].contains(&field)
    }
}

impl Index {
    pub(super) fn of(records: &BTreeMap<RecordId, Arc<Record>>) -> Self {
        let mut index = Self::default();
        for (id, record) in records {
            index.put(*id, &record.kind, Indexed::default(), Indexed::of(record));
        }
        index
    }

    /// Takes note of what a record of this kind says now, and said before; of a new one nothing.
    pub(super) fn put(&mut self, id: RecordId, kind: &str, before: Indexed, now: Indexed) {
        if before == now {
            return;
        }
        if before.is_living != now.is_living {
            if now.is_living {
                match self.kinds.get_mut(kind) {
                    Some(ids) => drop(ids.insert(id)),
                    None => drop(self.kinds.insert(kind.into(), BTreeSet::from([id]))),
                }
            } else if let Some(ids) = self.kinds.get_mut(kind) {
                ids.remove(&id);
                if ids.is_empty() {
                    self.kinds.remove(kind);
                }
            }
        }
        move_to(&mut self.parts, id, before.account, now.account);
        move_to(&mut self.children, id, before.parent, now.parent);
        match now.merged_into {
            Some(into) => drop(self.merged_into.insert(id, into)),
            None => drop(self.merged_into.remove(&id)),
        }
        if kind == Account::KIND {
            self.merged.take();
        }
    }

    /// The living records of a kind, in id order.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = RecordId> {
        self.kinds.get(kind).into_iter().flatten().copied()
    }

    pub(super) fn count(&self, kind: &str) -> usize {
        self.kinds.get(kind).map_or(0, BTreeSet::len)
    }

    /// The kinds of which something is alive.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// What belongs to an account, deleted records included, in id order.
    pub(super) fn parts(&self, account: RecordId) -> impl Iterator<Item = RecordId> {
        self.parts.get(&account).into_iter().flatten().copied()
    }

    /// The living accounts that name this one as their parent, in id order.
    pub(super) fn children(&self, parent: RecordId) -> impl Iterator<Item = RecordId> {
        self.children.get(&parent).into_iter().flatten().copied()
    }

    pub(super) fn merged(&self) -> &Merged {
        self.merged.get_or_init(|| {
            let accounts = self.kinds.get(Account::KIND);
            Merged::of(&self.merged_into, |into| accounts.is_some_and(|accounts| accounts.contains(&into)))
        })
    }
}

fn move_to(
    sets: &mut BTreeMap<RecordId, BTreeSet<RecordId>>,
    id: RecordId,
    from: Option<RecordId>,
    to: Option<RecordId>,
) {
    if from == to {
        return;
    }
    if let Some(from) = from
        && let Some(ids) = sets.get_mut(&from)
    {
        ids.remove(&id);
        if ids.is_empty() {
            sets.remove(&from);
        }
    }
    if let Some(to) = to {
        sets.entry(to).or_default().insert(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Actor, Book, Change, Contact, Edit, Label, Settings, Stamp, stored};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    type Sets = BTreeMap<RecordId, BTreeSet<RecordId>>;

    /// All that an index says.
    fn said(index: &Index) -> (BTreeMap<String, BTreeSet<RecordId>>, Sets, Sets, Merged) {
        (index.kinds.clone(), index.parts.clone(), index.children.clone(), index.merged().clone())
    }

    fn id(number: u8) -> RecordId {
        RecordId::from_parts(u64::from(number), [number; 10])
    }

    /// What happens to a book.
    #[derive(Clone, Debug)]
    enum Step {
        Apply(Vec<Edit>, u64),
        /// The last change but so many is taken back.
        Undo(usize),
        /// Another book's records are taken over one by one, or all at once.
        Join(Vec<Edit>, bool),
        Reopen,
        /// Somebody asks who was merged into whom, so that the answer is at hand when it changes.
        Ask,
    }

    /// Accounts 0 to 3, contacts 4 and 5, and the settings, who belong to and become part of each other.
    fn edit() -> impl Strategy<Value = Edit> {
        (0u8..7, 0u8..6, 0u8..8, 0u64..40, 0u64..3).prop_map(|(record, field, value, millis, actor)| {
            let kind = [Account::KIND, Contact::KIND, Settings::KIND][usize::from(record.saturating_sub(2) / 2).min(2)];
            let field = [DELETED, ACCOUNT, "parent", "merged_into", "name", "merged_into"][usize::from(field)];
            let value = match (field, value) {
                (DELETED, value) => json!(value < 3),
                ("name", value) => json!(value.to_string()),
                (_, 0) => Value::Null,
                (_, 7) => json!("nobody"),
                (_, value) => stored(&id(value - 1)),
            };
            let stamp = Stamp { millis, counter: 0, actor: Actor(actor) };
            Edit { stamp: Some(stamp), ..Edit::raw(id(record), kind, field, value) }
        })
    }

    fn step() -> impl Strategy<Value = Step> {
        let edits = || prop::collection::vec(edit(), 1..8);
        prop_oneof![
            6 => (edits(), 0u64..60).prop_map(|(edits, now)| Step::Apply(edits, now)),
            2 => (0usize..4).prop_map(Step::Undo),
            2 => (edits(), any::<bool>()).prop_map(|(edits, at_once)| Step::Join(edits, at_once)),
            1 => Just(Step::Reopen),
            3 => Just(Step::Ask),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, ..ProptestConfig::default() })]

        #[test]
        fn the_index_is_what_one_built_anew_would_be(steps in prop::collection::vec(step(), 1..24)) {
            let mut book = Book::default();
            let mut inverses: Vec<Change> = Vec::new();
            let change = |edits: Vec<Edit>| Change::new(Label::Sample, edits);
            for (number, step) in steps.into_iter().enumerate() {
                match step {
                    Step::Apply(edits, millis) => {
                        inverses.push(book.apply(&change(edits), Stamp { millis, ..Stamp::default() }));
                    }
                    Step::Undo(back) => {
                        let at = inverses.len().checked_sub(back + 1);
                        if let Some(inverse) = at.and_then(|at| inverses.get(at)).cloned() {
                            let now = Stamp { millis: 100 + number as u64, ..Stamp::default() };
                            inverses.push(book.apply(&inverse, now));
                        }
                    }
                    Step::Join(edits, at_once) => {
                        let mut other = Book::default();
                        other.apply(&change(edits), Stamp::default());
                        if at_once {
                            book.join_book(&other);
                        } else {
                            other.records().for_each(|(id, record)| book.join(id, record.clone()));
                        }
                    }
                    Step::Reopen => book = serde_json::from_value(serde_json::to_value(&book)?)?,
                    Step::Ask => drop(book.merged().clone()),
                }
                prop_assert_eq!(said(&book.index), said(&Index::of(&book.records)));
            }
        }
    }

    #[test]
    fn a_book_is_stored_as_its_records_alone() {
        let mut book = Book::default();
        let contact = Contact { account: Some(id(1)), name: "Ana".into(), ..Contact::default() };
        book.apply(&Change::new(Label::Sample, contact.create(id(2))), Stamp { millis: 1, ..Stamp::default() });
        let text = |of: &dyn Fn() -> serde_json::Result<String>| of().unwrap_or_default();
        assert_eq!(text(&|| serde_json::to_string(&book)), text(&|| serde_json::to_string(&book.records)));
        assert_eq!(book.belonging([id(1)]).len(), 1);
    }

    #[test]
    fn a_copy_shares_the_index_until_something_comes_or_goes() {
        let mut book = Book::default();
        let account = Account { name: "Alfa".into(), ..Account::default() };
        book.apply(&Change::new(Label::Sample, account.create(id(1))), Stamp { millis: 1, ..Stamp::default() });
        let mut copy = book.clone();
        let named = account::field::name.set(id(1), "Alfa Ltd".into());
        copy.apply(&Change::new(Label::Sample, vec![named]), Stamp { millis: 2, ..Stamp::default() });
        assert!(Arc::ptr_eq(&book.index, &copy.index), "a keystroke doesn't copy it");
        copy.apply(
            &Change::new(Label::Sample, vec![Edit::delete::<Account>(id(1))]),
            Stamp { millis: 3, ..Stamp::default() },
        );
        assert_eq!((book.count::<Account>(), copy.count::<Account>()), (1, 0));
    }
}
