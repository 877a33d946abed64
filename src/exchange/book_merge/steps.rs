//! A preview being made, some records at a time; what is made of all of them comes in a turn each.

use std::collections::BTreeMap;

use super::effect::{account_of, says_otherwise};
use super::{BookMerge, Here, MergeEffect, MergeMode, MergeSpec, Standing};
use crate::book::{Book, Change, Decisions, Edit, JoinSteps, Joined, Joining, RecordId, Restoring, Seen};

/// What taking a file over would do, and what is to be asked before.
#[derive(Clone, Debug, PartialEq)]
pub struct MergePreview {
    /// What was decided.
    pub spec: MergeSpec,
    /// What is asked, the same whatever is decided: nothing, if the book becomes as in the file. What it would
    /// edit isn't told again.
    pub asked: Joined,
    /// How many conflicts there are at each account; `None`: at what belongs to none.
    pub conflicts: BTreeMap<Option<RecordId>, usize>,
    pub change: Change,
    pub effect: MergeEffect,
    /// Which edits of the change give another value to a field of a record that is here.
    pub overwrites: Vec<usize>,
    pub brings_nothing: bool,
    pub standing: Standing,
}

impl MergePreview {
    /// How many conflicts are left open.
    pub fn open(&self) -> usize {
        let is_open = |key: &(RecordId, String)| !self.spec.decisions.values.contains_key(key);
        self.asked.conflicts.iter().filter(|conflict| is_open(&conflict.key())).count()
    }
}

/// Which edits give another value to a field of a record that is there, by their place.
fn overwrites(book: &Book, change: &Change) -> Vec<usize> {
    let is_other = |edit: &Edit| book.record(edit.id).is_some_and(|record| says_otherwise(edit, record));
    change.edits.iter().enumerate().filter(|(_, edit)| is_other(edit)).map(|(at, _)| at).collect()
}

/// How many records are compared before the page may answer.
const RECORDS_AT_ONCE: usize = 1_000;

/// What is known before anything is compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    /// What this device has seen.
    pub seen: Seen,
    pub standing: Standing,
}

/// A preview being made, some records at a time; what is made of all of them comes in a turn each.
#[derive(Clone, Debug, Default)]
pub struct MergeSteps {
    /// Known from the first step on.
    before: Option<Before>,
    joining: JoinSteps,
    restoring: Restoring,
    /// What was decided when what follows was made.
    spec: Option<MergeSpec>,
    asked: Option<Joined>,
    joined: Option<Joined>,
    effect: Option<MergeEffect>,
}

impl MergeSteps {
    /// Goes on; the preview, once it is made. Always of the same file and the same book. A small file takes one step.
    pub fn step(&mut self, merge: &BookMerge, here: &Here, spec: &MergeSpec) -> Option<MergePreview> {
        if self.spec.as_ref() != Some(spec) {
            // What is asked stays the same, unless it is no longer added.
            let is_same_mode = self.spec.as_ref().is_some_and(|before| before.mode == spec.mode);
            self.asked = self.asked.take().filter(|_| is_same_mode);
            (self.spec, self.joined, self.effect) = (Some(spec.clone()), None, None);
        }
        let is_small = [here.book, &merge.export.book].iter().all(|book| book.records().count() < RECORDS_AT_ONCE);
        loop {
            let preview = self.stage(merge, here, spec);
            if preview.is_some() || !is_small {
                return preview;
            }
        }
    }

    /// What is known, once something is compared.
    pub(super) fn before(&self) -> &Before {
        const NOTHING: &Before = &Before { seen: Seen::nothing(), standing: Standing::New };
        self.before.as_ref().unwrap_or(NOTHING)
    }

    /// Compares some records; whether all are compared.
    fn compare(&mut self, merge: &BookMerge, here: &Here, mode: MergeMode, at_most: usize) -> bool {
        let before = || Before { seen: Seen::of(here.book, here.device), standing: merge.standing(here) };
        let before = self.before.take().unwrap_or_else(before);
        let is_done = match mode {
            MergeMode::Add => merge.with_joining(here, &before.seen, |joining| self.joining.step(joining, at_most)),
            MergeMode::Restore => self.restoring.step(here.book, &merge.export.book, at_most),
        };
        self.before = Some(before);
        is_done
    }

    /// Compares all records; whether that is done.
    pub(super) fn compare_all(&mut self, merge: &BookMerge, here: &Here, mode: MergeMode) -> bool {
        self.compare(merge, here, mode, usize::MAX)
    }

    /// Whether a later file of theirs was taken over: this one changes nothing.
    fn is_older(&self) -> bool {
        matches!(self.before().standing, Standing::Older(_))
    }

    /// The edits that taking it over comes to, with what is asked, once all is compared.
    pub(super) fn edits_of(&self, merge: &BookMerge, here: &Here, spec: &MergeSpec) -> Joined {
        match spec.mode {
            MergeMode::Add if self.is_older() => Joined::default(),
            MergeMode::Add => {
                let seen = &self.before().seen;
                merge.with_joining(here, seen, |joining| merge.decided(here, joining, &self.joining, spec))
            }
            MergeMode::Restore => Joined { edits: self.restoring.edits().to_vec(), ..Joined::default() },
        }
    }

    /// What is asked, whatever is decided.
    fn asked_of(&self, merge: &BookMerge, here: &Here, mode: MergeMode) -> Joined {
        if mode == MergeMode::Restore || self.is_older() {
            return Joined::default();
        }
        // What stays because of its sales shows where the rest would go.
        let decisions = Decisions { delete_edited: true, takes_held_back: true, ..Decisions::default() };
        let joined = |joining: &Joining| merge.joined(here, joining, &self.joining, &decisions);
        let asked = merge.with_joining(here, &self.before().seen, joined);
        Joined { edits: Vec::new(), ..asked }
    }

    fn stage(&mut self, merge: &BookMerge, here: &Here, spec: &MergeSpec) -> Option<MergePreview> {
        if self.asked.is_none() {
            if self.compare(merge, here, spec.mode, RECORDS_AT_ONCE) {
                self.asked = Some(self.asked_of(merge, here, spec.mode));
            }
            return None;
        }
        if self.joined.is_none() {
            self.joined = Some(self.edits_of(merge, here, spec));
            return None;
        }
        if let (None, Some(joined)) = (&self.effect, &self.joined) {
            self.effect = Some(merge.effect(&joined.edits, here));
            return None;
        }
        let (joined, effect) = self.joined.take().zip(self.effect.take())?;
        let asked = self.asked.clone().unwrap_or_default();
        let change = merge.change_of(here, self.before(), spec, joined, &effect);
        let mut conflicts: BTreeMap<Option<RecordId>, usize> = BTreeMap::new();
        let one_each = asked.deletions.iter().map(|conflict| conflict.deletion.1);
        for id in asked.conflicts.iter().map(|conflict| conflict.id).chain(one_each) {
            *conflicts.entry(account_of([here.book, &merge.export.book], id)).or_default() += 1;
        }
        Some(MergePreview {
            spec: spec.clone(),
            conflicts,
            overwrites: overwrites(here.book, &change),
            brings_nothing: merge.brings_nothing(&change, here),
            standing: self.before().standing,
            asked,
            change,
            effect,
        })
    }
}
