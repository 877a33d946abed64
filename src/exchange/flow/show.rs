//! What pages show of a file on its way in.

use std::sync::Arc;

use super::table::{Previewed, Step, Table};
use super::{Expected, Failure, ImportFlow, Incoming, Lock, Phase};
use crate::book::Book;
use crate::exchange::apply_import::{AccountEffect, Decisions};
use crate::exchange::book_merge::{BookMerge, MergePreview};
use crate::exchange::importer::Preview;
use crate::exchange::interview::returning::Returned;
use crate::exchange::{Hints, ImportSpec, Inspection, Question, Suggestion};

impl Phase {
    /// The phase that is to be seen.
    fn shown(&self) -> &Self {
        match self {
            Self::Leaving { shown, .. } => shown,
            phase => phase,
        }
    }
}

impl ImportFlow {
    pub(super) fn table(&self) -> Option<&Table> {
        match self.phase.shown() {
            Phase::Table(table) => Some(table),
            _ => None,
        }
    }

    fn previewed(&self) -> Option<&Previewed> {
        match &self.table()?.step {
            Step::Previewed(previewed) => Some(previewed),
            _ => None,
        }
    }

    /// The file, while one is on its way in or was refused.
    pub fn file(&self) -> Option<&Incoming> {
        match self.phase.shown() {
            Phase::Idle | Phase::Sample(_) | Phase::Leaving { .. } => None,
            Phase::Opening(file) | Phase::OpeningExport(file) | Phase::OpeningAnswer(file) => Some(file),
            Phase::Answering(answering) => Some(&answering.file),
            Phase::Locked(locked) => Some(&locked.file),
            Phase::ReadingExport { file, .. } => Some(file),
            Phase::Merging(merging) => Some(&merging.file),
            Phase::Stopped { file, .. } => file.as_ref(),
            Phase::Table(table) => Some(&table.file),
        }
    }

    /// Why it goes no further.
    pub fn failure(&self) -> Option<&Failure> {
        match self.phase.shown() {
            Phase::Stopped { failure, .. } => Some(failure),
            Phase::Table(table) => match &table.step {
                Step::Failed(failure) => Some(failure),
                _ => None,
            },
            _ => None,
        }
    }

    /// What the table looks like, as of the last look.
    pub fn inspection(&self) -> Option<&Arc<Inspection>> {
        Some(&self.table()?.seen.as_ref()?.inspection)
    }

    /// How it is to be read.
    pub fn spec(&self) -> Option<&ImportSpec> {
        Some(&self.table()?.seen.as_ref()?.spec)
    }

    /// Where the table is taken from, as far as a person said.
    pub fn hints(&self) -> Option<&Hints> {
        Some(&self.table()?.hints)
    }

    /// Whether files with these headers were imported before.
    pub fn is_familiar(&self) -> bool {
        self.table().and_then(|table| table.seen.as_ref()).is_some_and(|seen| seen.is_familiar)
    }

    /// Whether it was read again because the book had become another since.
    pub fn was_read_again(&self) -> bool {
        self.table().is_some_and(|table| table.was_read_again)
    }

    /// Bytes and rows read, while it is being read.
    pub fn progress(&self) -> Option<(f64, u64)> {
        match self.table()?.step {
            Step::Reading { bytes, rows, .. } => Some((bytes, rows)),
            _ => None,
        }
    }

    /// What was read, once it was, until it is written.
    pub fn preview(&self) -> Option<&Arc<Preview>> {
        self.previewed().map(|previewed| &previewed.preview)
    }

    /// What looks alike, as it was before anything was decided.
    pub fn suggested(&self) -> Option<&Arc<Vec<Suggestion>>> {
        self.previewed().map(|previewed| &previewed.suggested)
    }

    /// What taking it over would do to the accounts, once it is counted.
    pub fn effect(&self) -> Option<AccountEffect> {
        self.previewed()?.effect
    }

    /// What was decided about it.
    pub fn decisions(&self) -> Option<&Decisions> {
        Some(&self.table()?.decisions)
    }

    /// What the file is taken for.
    pub fn expected(&self) -> Expected {
        self.table().map_or(Expected::Any, |table| table.expected)
    }

    /// The book a table goes into, where that isn't the book as it is: without the sample.
    pub fn cleared_book(&self) -> Option<&Arc<Book>> {
        self.cleared.as_ref().map(|cleared| &cleared.book)
    }

    /// Whether the sample stays in the book beside the file in hand.
    pub fn keeps_sample(&self) -> bool {
        self.cleared.is_none()
    }

    /// Whether there is something to take over, and nothing wrong or open about it.
    pub fn can_take_over(&self) -> bool {
        self.table().is_some_and(Table::can_take_over)
    }

    /// The question that only the whole file raises, if it does: nothing is taken over before it is answered.
    pub fn late_question(&self) -> Option<Question> {
        self.table()?.late_question()
    }

    /// Whether a table is being written.
    pub fn is_taking_over(&self) -> bool {
        self.phase.is_writing() && self.table().is_some()
    }

    /// An encrypted export, before it is open.
    pub fn lock(&self) -> Option<&Lock> {
        match self.phase.shown() {
            Phase::Locked(locked) => Some(&locked.lock),
            _ => None,
        }
    }

    /// An export of ours, before it is taken over.
    pub fn merge(&self) -> Option<&Arc<BookMerge>> {
        match self.phase.shown() {
            Phase::Merging(merging) => Some(&merging.merge),
            _ => None,
        }
    }

    /// An answer to an interview, before it is taken over.
    pub fn returned(&self) -> Option<&Returned> {
        match self.phase.shown() {
            Phase::Answering(answering) => Some(&answering.returned),
            _ => None,
        }
    }

    /// What taking it over would do, once it is compared.
    pub fn merge_preview(&self) -> Option<&Arc<MergePreview>> {
        match self.phase.shown() {
            Phase::Merging(merging) => merging.preview.as_ref(),
            _ => None,
        }
    }

    /// Whether the sample is being loaded.
    pub fn is_loading_sample(&self) -> bool {
        matches!(self.phase.shown(), Phase::Sample(_))
    }
}
