//! What another book says, on its way into this one: what is taken, and what a person decides.
//!
//! Registers alone are joined by their stamps ([`Book::changes_from`]). Here is what that would lose: an edit of a
//! field that somebody else edited without knowing of it, an edit of what somebody deleted meanwhile, the owner of
//! sales, whatever a clock that runs ahead says first. Which edit knew of which is told by what both sides have
//! [`Seen`]; a file of an earlier version doesn't say it, and there the later edit counts. None of it happens without
//! a word: nothing that stands here gives way before a person says so.

mod circles;
mod conflict;
mod steps;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::merge_receipt::Side;
use super::setting_group::SettingGroup;
use super::{Account, Book, Change, DELETED, Edit, ImportBatch, Label, RecordId, RecordKind, Register, Seen, Stamp};

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
    stamp: Option<Stamp>,
}

impl Setting {
    /// The edit that takes it over.
    pub fn edit(&self) -> Edit {
        let edit = Edit::raw(super::SETTINGS, super::Settings::KIND, &self.field, self.theirs.clone());
        Edit { stamp: self.stamp, ..edit }
    }
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
    /// The fields that are left open with these decisions, and those that were before.
    pub open: BTreeSet<(RecordId, String)>,
}

/// What becomes of a value of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// What is here stays.
    Stays,
    /// It is taken, as it is dated there, or with the change that takes it.
    Taken(Option<Stamp>),
    /// Neither side knew of the other's; whether one of them is dated ahead.
    Conflict { is_undated: bool },
}

impl Joining<'_> {
    /// What comes of it if this is decided.
    pub fn joined(&self, decisions: &Decisions) -> Joined {
        let mut steps = JoinSteps::default();
        steps.step(self, usize::MAX);
        steps.joined(self, decisions)
    }

    /// How an edit of theirs is dated here: by its stamp, unless that is ahead, or wouldn't count beside what is here.
    fn dated(&self, there: &Register, here: Option<&Register>) -> Option<Stamp> {
        let counts = !there.stamp.is_ahead(self.now) && here.is_none_or(|here| there.beats(here));
        counts.then_some(there.stamp)
    }

    /// What becomes of a value of theirs.
    fn verdict(&self, id: RecordId, field: &str, here: Option<&Register>, there: &Register) -> Verdict {
        let dated = self.dated(there, here);
        let joined = if dated.is_some() { Verdict::Taken(dated) } else { Verdict::Stays };
        let Some(here) = here else { return Verdict::Taken(dated) };
        if here.value == there.value {
            return joined;
        }
        let (is_ahead, was_ahead) = (there.stamp.is_ahead(self.now), here.stamp.is_ahead(self.now));
        let is_undated = is_ahead != was_ahead;
        let Some((we_saw, they_saw)) = self.saw_each_other(id, field, here.stamp, there.stamp) else {
            return match there.beats(here) {
                true if is_ahead => Verdict::Conflict { is_undated: true },
                false if was_ahead && !is_ahead => Verdict::Conflict { is_undated: true },
                _ => joined,
            };
        };
        match (we_saw, they_saw) {
            (false, true) => Verdict::Taken(dated),
            (false, false) => Verdict::Conflict { is_undated },
            // Dated anew there, what was overwritten here looks later than it is.
            (true, false) if self.seen.is_some_and(|(_, theirs)| theirs.is_dated_anew(id, field, there.stamp)) => {
                Verdict::Stays
            }
            (true, _) => joined,
        }
    }

    /// Whether we had seen an edit of theirs, and they one of ours; `None` if the file doesn't say it.
    fn saw_each_other(&self, id: RecordId, field: &str, ours: Stamp, theirs: Stamp) -> Option<(bool, bool)> {
        Some((self.we_saw(id, field, theirs)?, self.they_saw(id, field, ours)?))
    }

    fn we_saw(&self, id: RecordId, field: &str, stamp: Stamp) -> Option<bool> {
        let (ours, theirs) = self.seen?;
        Some(theirs.origins(id, field, stamp).any(|stamp| ours.has_settled(id, field, stamp)))
    }

    fn they_saw(&self, id: RecordId, field: &str, stamp: Stamp) -> Option<bool> {
        let (ours, theirs) = self.seen?;
        Some(ours.origins(id, field, stamp).any(|stamp| theirs.has_settled(id, field, stamp)))
    }

    /// When a record was deleted here, if it is, and with which account.
    fn deletion(&self, id: RecordId) -> Option<Deletion> {
        let record = self.ours.record(id).filter(|record| record.is_deleted())?;
        Some((record.fields.get(DELETED)?.stamp, record.account().unwrap_or(id)))
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
        let against = registers.filter(|(id, (field, register))| self.is_against(*id, field, register.stamp, deleted));
        // What it says goes before that it was brought back once.
        against.map(|(_, (field, register))| (*field != DELETED, register.stamp)).max().map(|(_, stamp)| stamp)
    }

    /// Whether whoever deleted something there didn't know of an edit here.
    fn is_against(&self, id: RecordId, field: &str, edited: Stamp, deleted: Stamp) -> bool {
        match self.they_saw(id, field, edited) {
            Some(they_saw) => !they_saw,
            None => field != DELETED && (deleted.is_ahead(self.now) || edited > deleted),
        }
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
                *edit = Edit::revive(edit.id, &edit.kind);
            }
        }
        joined.deletions.retain(|conflict| !conflict.is_there || !deleted.contains_key(&conflict.deletion.1));
        joined.held_back.retain(|id| !deleted.contains_key(&owner(*id)));
        joined.with_sales = deleted.into_keys().collect();
    }
}
