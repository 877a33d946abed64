//! What another book says, on its way into this one: what is taken, and what a person decides.
//!
//! Registers alone are joined by their stamps ([`Book::changes_from`]). Here is what that would lose: an edit of a
//! field that somebody else edited without knowing of it, an edit of what somebody deleted meanwhile, the owner of
//! sales, whatever a clock that runs ahead says first. Which edit knew of which is told by what both sides have
//! [`Seen`]; a file of an earlier version doesn't say it, and there the later edit counts. None of it happens without
//! a word: nothing that stands here gives way before a person says so.
//!
//! **Invariant:** an edit is told from others by when it was [made](Register::made), which is the same in every book,
//! also where it was dated anew. A book's register stands over every edit of the field that its device has settled:
//! it was made in knowledge of it, or apart from it and later, or somebody decided so. So in whatever order files go
//! round, all come to the same; and a decision that isn't for the later edit is a new one, made in knowledge of both.

mod circles;
mod conflict;
mod steps;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::merge_receipt::Side;
use super::setting_group::SettingGroup;
use super::{
    Account, Book, Change, DELETED, Edit, ImportBatch, Label, OneEdit, Record, RecordId, RecordKind, Register, Seen,
    Stamp,
};

pub use conflict::{Bulk, DeletionConflict, ValueConflict};
pub use steps::JoinSteps;

/// What was deleted at once: when, and of which account it was.
pub type Deletion = (Stamp, RecordId);

/// More deletions than this are held back.
const MOST_DELETIONS: usize = 20;

/// And more than one of so many records of a kind.
const MOST_OF_A_KIND: usize = 10;

/// What a person decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Whose value counts where both sides edited a field. What isn't here is left open: it stays as it is here.
    pub values: BTreeMap<(RecordId, String), Side>,
    /// Whether what was deleted on one side goes though it was edited on the other.
    pub deletions: BTreeMap<Deletion, bool>,
    /// The same where nothing is said of the one: of what was deleted there, and of what is deleted here.
    pub delete_edited: bool,
    pub leave_deleted: bool,
    /// Whether deletions that are held back are done.
    pub takes_held_back: bool,
    /// The settings that are taken over.
    pub settings: BTreeSet<SettingGroup>,
}

/// Another book on its way into this one.
#[derive(Clone, Copy, Debug)]
pub struct Joining<'a> {
    pub ours: &'a Book,
    pub theirs: &'a Book,
    /// What this device has seen, and what the writer of the other book had; `None` if the file doesn't say it.
    pub seen: Option<(&'a Seen, &'a Seen)>,
    /// Whether theirs is the file of some accounts: it deletes nothing beyond them.
    pub is_part: bool,
    /// Whether settings come along, as into an empty book; else they are offered.
    pub takes_settings: bool,
    /// The accounts to which something is sold, by import: of the sales here and of those that come along.
    pub sold: &'a [(RecordId, &'a [RecordId])],
    /// The time here, in ms since 1970.
    pub now: u64,
}

/// A setting of theirs that is another here.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    pub group: SettingGroup,
    pub field: String,
    pub ours: Value,
    pub theirs: Value,
    /// The edit that takes it over.
    pub edit: Edit,
}

/// What comes of it, and what is to be asked about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// The change that joining is; empty if this book knows all of it.
    pub edits: Vec<Edit>,
    /// Fields that both sides edited, neither knowing of the other.
    pub conflicts: Vec<ValueConflict>,
    /// What was deleted on one side and edited on the other.
    pub deletions: Vec<DeletionConflict>,
    /// What the file deletes, where that is so much that a person must say so.
    pub held_back: Vec<RecordId>,
    pub settings: Vec<Setting>,
    /// The latest of all stamps that are ahead.
    pub latest: Option<Stamp>,
    /// Accounts that were deleted there and have sales: they stay.
    pub with_sales: Vec<RecordId>,
    /// What the file of some accounts deletes of others: it stays.
    pub outside: Vec<RecordId>,
    /// The edits of theirs that are left open with these decisions.
    pub open: BTreeSet<OneEdit>,
    /// Those that are decided.
    pub settled: BTreeSet<OneEdit>,
}

/// Which of two registers of a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// Ours: it is the same edit, or was made in knowledge of theirs.
    Ours,
    /// Theirs, made in knowledge of ours.
    Theirs,
    /// Neither: they were made apart.
    Apart,
}

impl Joining<'_> {
    /// What comes of it if this is decided.
    pub fn joined(&self, decisions: &Decisions) -> Joined {
        let mut steps = JoinSteps::default();
        steps.step(self, usize::MAX);
        steps.joined(self, decisions)
    }

    /// The edit that takes over a register of theirs. It is dated as it is there, unless that is ahead, or wouldn't
    /// count beside what is here: then it is dated with the change that takes it, and still is the same edit.
    fn taking(&self, id: RecordId, kind: &str, field: &str, here: Option<&Register>, there: &Register) -> Edit {
        let edit = Edit::raw(id, kind, field, there.value.clone());
        if !there.stamp.is_ahead(self.now) && here.is_none_or(|here| there.beats(here)) {
            Edit { stamp: Some(there.stamp), origin: there.origin, ..edit }
        } else {
            Edit { origin: Some(there.made()), ..edit }
        }
    }

    /// Which of two registers stands. Who knew of which edit is told by what both sides have seen, and clocks don't
    /// matter; where the file doesn't say that, the later one stands, unless one of the two is dated ahead.
    fn stands(&self, id: RecordId, field: &str, here: Option<&Register>, there: &Register) -> Stands {
        let Some(here) = here else { return Stands::Theirs };
        let is_later = there.is_made_after(here);
        let later = if is_later { Stands::Theirs } else { Stands::Ours };
        if here.made() == there.made() {
            return later;
        }
        match self.seen {
            Some((ours, theirs)) => {
                let we_saw = ours.has_settled(id, field, there.made());
                match (we_saw, theirs.has_settled(id, field, here.made())) {
                    (true, false) => Stands::Ours,
                    (false, true) => Stands::Theirs,
                    (false, false) => Stands::Apart,
                    (true, true) => later,
                }
            }
            None if self.is_undated(here.made(), there.made()) => Stands::Apart,
            None => later,
        }
    }

    /// Whether nobody knows which of two edits is later: one of the two is dated by a clock that was ahead.
    fn is_undated(&self, one: Stamp, other: Stamp) -> bool {
        one.is_ahead(self.now) != other.is_ahead(self.now)
    }

    /// Whether an edit is news to us; `None` if the file doesn't say what was seen.
    fn is_new_here(&self, id: RecordId, field: &str, made: Stamp) -> Option<bool> {
        self.seen.map(|(ours, _)| !ours.has_settled(id, field, made))
    }

    /// Whether it is news to them.
    fn is_new_there(&self, id: RecordId, field: &str, made: Stamp) -> Option<bool> {
        self.seen.map(|(_, theirs)| !theirs.has_settled(id, field, made))
    }

    /// Which of two registers stands that both say that a record is deleted, or both that it is there. Of two
    /// deletions made apart that of the record alone: it holds also if the account it went with is kept.
    fn stands_alike(&self, id: RecordId, here: Option<&Register>, there: &Register) -> Stands {
        match (self.stands(id, DELETED, here, there), here) {
            (Stands::Apart, Some(here)) => {
                let alone = |book: &Book, of: &Register| (is_deleted_alone(book, id, of), of.made());
                if alone(self.theirs, there) > alone(self.ours, here) { Stands::Theirs } else { Stands::Ours }
            }
            (stands, _) => stands,
        }
    }

    /// When a record was deleted here, if it is, and with which account.
    fn deletion(&self, id: RecordId) -> Option<Deletion> {
        let record = self.ours.record(id).filter(|record| record.is_deleted())?;
        Some((record.fields.get(DELETED)?.made(), record.account().unwrap_or(id)))
    }

    /// Whether the file of some accounts may delete it: what belongs to one of them, and its parts of imports.
    fn is_in_part(&self, id: RecordId, accounts: &BTreeSet<RecordId>) -> bool {
        let Some(record) = self.ours.record(id) else { return true };
        let of = match record.kind.as_str() {
            ImportBatch::KIND => ImportBatch::read(record).of_account,
            _ => record.account(),
        };
        of.is_some_and(|of| accounts.contains(&of) || accounts.contains(&self.ours.merged().of_account(of)))
    }

    /// The latest edit here of what was deleted there that whoever deleted it didn't know of, if there is one. Where
    /// nobody can know, any edit is one.
    fn edit_against(&self, deleted: Stamp, of: RecordId, edits: &[Edit]) -> Option<Stamp> {
        // With an account goes all that belongs to it, also what came after.
        let is_account = edits.iter().any(|edit| edit.id == of);
        let parts = self.ours.belonging(is_account.then_some(of)).into_iter().map(|(id, _)| id);
        let all = edits.iter().map(|edit| edit.id).chain(parts);
        let registers = all.filter_map(|id| Some((id, self.ours.record(id)?)));
        let registers = registers.flat_map(|(id, record)| record.fields.iter().map(move |of| (id, of)));
        let against = registers.filter(|(id, (field, register))| self.is_against(*id, field, register, deleted));
        against.map(|(_, (_, register))| register.made()).max()
    }

    /// Whether whoever deleted something there didn't know of an edit here.
    fn is_against(&self, id: RecordId, field: &str, here: &Register, deleted: Stamp) -> bool {
        // That it was kept against another deletion says nothing of this one; that it was made again does.
        if field == DELETED && !here.value.is_null() {
            return false;
        }
        let made = here.made();
        let is_later = || field != DELETED && (deleted.is_ahead(self.now) || made > deleted);
        self.is_new_there(id, field, made).unwrap_or_else(is_later)
    }

    /// Whether so many deletions are held back.
    fn is_held_back(&self, edits: &[Edit]) -> bool {
        let mut of_kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for edit in edits {
            *of_kinds.entry(&edit.kind).or_default() += 1;
        }
        let is_much =
            |(kind, count): (&str, usize)| count > 1 && count * MOST_OF_A_KIND > self.ours.of_kind(kind).count();
        edits.len() > MOST_DELETIONS || of_kinds.into_iter().any(is_much)
    }

    /// The book as it is with these edits.
    fn after(&self, joined: &Joined) -> Book {
        let mut after = self.ours.clone();
        after.apply(&Change::new(Label::Sample, joined.edits.clone()), Stamp::LAST);
        after
    }

    /// Sales must have an owner: an account that would be deleted and has any stays, with what belongs to it.
    fn keep_owners_of_sales(&self, joined: &mut Joined) {
        let is_deletion = |edit: &Edit| edit.field == DELETED && edit.value == true && edit.kind == Account::KIND;
        if !joined.edits.iter().any(is_deletion) {
            return;
        }
        let after = self.after(joined);
        let counting = ImportBatch::counting(&after);
        let counting = self.sold.iter().filter(|(import, _)| counting.contains(import));
        let owners = counting.flat_map(|(_, accounts)| *accounts).flat_map(|account| {
            [*account, self.ours.merged().of_account(*account), after.merged().of_account(*account)]
        });
        let owners: BTreeSet<RecordId> = owners.collect();
        let deleted: BTreeMap<RecordId, Option<Stamp>> = joined
            .edits
            .iter()
            .filter(|edit| is_deletion(edit) && owners.contains(&edit.id))
            .map(|edit| (edit.id, edit.stamp))
            .collect();
        let owner = |id: RecordId| {
            let record = self.ours.record(id).or_else(|| self.theirs.record(id));
            record.and_then(|record| record.account()).unwrap_or(id)
        };
        for edit in joined.edits.iter_mut().filter(|edit| edit.field == DELETED && edit.value == true) {
            if deleted.get(&owner(edit.id)).is_some_and(|stamp| *stamp == edit.stamp) {
                *edit = kept(edit.id, &edit.kind);
            }
        }
        joined.deletions.retain(|conflict| !conflict.is_there || !deleted.contains_key(&conflict.deletion.1));
        joined.held_back.retain(|id| !deleted.contains_key(&owner(*id)));
        joined.with_sales = deleted.into_keys().collect();
    }
}

/// What is kept against a deletion is an edit of one's own: in whatever order files are exchanged, it stays. It speaks
/// of that deletion alone: unlike a record that somebody makes again, it stands against no other.
fn kept(id: RecordId, kind: &str) -> Edit {
    Edit::raw(id, kind, DELETED, false.into())
}

/// Whether a record's deletion, as this book has it, isn't that of its account.
fn is_deleted_alone(book: &Book, id: RecordId, deleted: &Register) -> bool {
    let account = book.record(id).and_then(Record::account).and_then(|account| book.record(account));
    let with = account.filter(|account| account.is_deleted()).and_then(|account| account.fields.get(DELETED));
    with.is_none_or(|with| with.made() != deleted.made())
}
