//! What a person is asked about two books.

use serde_json::Value;

use super::{Decisions, Deletion, Joined};
use crate::book::kind::Input;
use crate::book::merge_receipt::{DecidedConflict, Side};
use crate::book::{Edit, OneEdit, RecordId, Register, Stamp, form_field};

/// A field that both sides edited, neither knowing of the other's edit. One of them may have emptied it.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueConflict {
    pub id: RecordId,
    pub kind: String,
    pub field: String,
    pub ours: Register,
    pub theirs: Register,
    /// Whether one of the two is dated by a clock that was ahead: nobody knows which is later.
    pub is_undated: bool,
}

impl ValueConflict {
    /// Which field it is about.
    pub fn key(&self) -> (RecordId, String) {
        (self.id, self.field.clone())
    }

    /// Their edit, as it is told from others.
    pub(super) fn their_edit(&self) -> OneEdit {
        (self.id, self.field.clone(), self.theirs.made())
    }

    /// Whose value is the later one; ours, where nobody knows.
    pub fn later(&self) -> Side {
        if !self.is_undated && self.theirs.is_made_after(&self.ours) { Side::Theirs } else { Side::Ours }
    }

    /// Whether both can be kept: texts of several lines.
    pub fn may_keep_both(&self) -> bool {
        self.both().is_some()
    }

    /// Both texts, the earlier first, or the one that holds the other.
    fn both(&self) -> Option<String> {
        let (ours, theirs) = (self.ours.value.as_str()?, self.theirs.value.as_str()?);
        let is_long = form_field(&self.kind, &self.field).is_some_and(|field| matches!(field.input, Input::Text));
        if !is_long && !ours.contains('\n') && !theirs.contains('\n') {
            return None;
        }
        let (first, last) = if self.theirs.is_made_after(&self.ours) { (ours, theirs) } else { (theirs, ours) };
        Some(match () {
            () if first.contains(last) => first.to_owned(),
            () if last.contains(first) => last.to_owned(),
            () => format!("{first}\n\n{last}"),
        })
    }

    /// The edit that a decision is, if it takes one; `taking` is the one that takes theirs over. For the later value
    /// none is made: it counts wherever the two meet. Every other decision is an edit of one's own, made in knowledge
    /// of both.
    pub(super) fn edit(&self, side: Side, taking: Edit) -> Option<Edit> {
        let own = |value: Value| Some(Edit::raw(self.id, &self.kind, &self.field, value));
        match side {
            _ if side == self.later() && !self.is_undated => (side == Side::Theirs).then_some(taking),
            Side::Theirs => own(self.theirs.value.clone()),
            Side::Ours => own(self.ours.value.clone()),
            Side::Both => own(self.both().map_or_else(|| self.ours.value.clone(), Value::from)),
        }
    }

    /// It, with how it was decided.
    pub fn decided(&self, how: Side) -> DecidedConflict {
        DecidedConflict {
            id: self.id,
            field: self.field.clone(),
            how,
            ours: self.ours.value.clone(),
            our_stamp: self.ours.made(),
            theirs: self.theirs.value.clone(),
            their_stamp: self.theirs.made(),
        }
    }
}

/// Records that were deleted on one side in one go, and edited on the other by somebody who didn't know of that.
#[derive(Clone, Debug, PartialEq)]
pub struct DeletionConflict {
    pub deletion: Deletion,
    /// Whether they were deleted there; else here.
    pub is_there: bool,
    pub records: Vec<RecordId>,
    /// The latest edit that stands against the deletion.
    pub edited: Stamp,
    /// Whether one of the two is dated by a clock that was ahead: nobody knows which is later.
    pub is_undated: bool,
}

/// How all that is open is decided at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bulk {
    Ours,
    Theirs,
    /// What was edited later; ours where nobody knows.
    Later,
}

impl DeletionConflict {
    /// Whether the records go.
    fn goes(&self, bulk: Bulk) -> bool {
        match bulk {
            Bulk::Ours => !self.is_there,
            Bulk::Theirs => self.is_there,
            Bulk::Later if self.is_undated => !self.is_there,
            Bulk::Later => self.deletion.0 > self.edited,
        }
    }

    /// Whether that they go needs no edit of one's own: the deletion is the later, and counts wherever the two meet.
    pub(super) fn is_later(&self) -> bool {
        !self.is_undated && self.goes(Bulk::Later)
    }

    /// Whether what is here gives way if they go, or stay.
    fn is_ours_lost(&self, goes: bool) -> bool {
        goes == self.is_there
    }
}

impl Joined {
    /// Decides all conflicts at once, whatever was decided of them before.
    pub fn decide_all(&self, bulk: Bulk, decisions: &mut Decisions) {
        let side = |conflict: &ValueConflict| match bulk {
            Bulk::Ours => Side::Ours,
            Bulk::Theirs => Side::Theirs,
            Bulk::Later => conflict.later(),
        };
        decisions.values = self.conflicts.iter().map(|conflict| (conflict.key(), side(conflict))).collect();
        decisions.deletions = self.deletions.iter().map(|conflict| (conflict.deletion, conflict.goes(bulk))).collect();
    }

    /// How many values and records of ours would give way to theirs, and how many of theirs to ours.
    pub fn losses(&self, bulk: Bulk) -> (usize, usize) {
        let mut decisions = Decisions::default();
        self.decide_all(bulk, &mut decisions);
        let values = decisions.values.values().map(|side| *side == Side::Theirs);
        let deletions = self.deletions.iter().map(|conflict| conflict.is_ours_lost(conflict.goes(bulk)));
        let all: Vec<bool> = values.chain(deletions).collect();
        let ours = all.iter().filter(|is_ours| **is_ours).count();
        (ours, all.len() - ours)
    }
}
