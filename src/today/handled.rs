//! What people said of lines: which handling belongs to which line.

use std::collections::HashMap;

use super::Reason;
use crate::book::{Handling, RecordId};
use crate::calendar::Date;
use crate::dossier::Dossier;

/// How a line is handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    /// The record that says so.
    pub id: RecordId,
    /// Hidden before this day.
    pub until: Option<Date>,
    /// Why, in a word.
    pub why: String,
    /// The [`Colleague`](crate::book::Colleague) it was given to.
    pub colleague: Option<RecordId>,
    /// The day it was dealt with.
    pub done: Option<Date>,
}

impl Handled {
    /// Whether the line isn't to be seen on this day.
    pub fn hides(&self, today: Date) -> bool {
        self.until.is_some_and(|until| today < until)
    }
}

/// Which line of an account a handling is of: its rule and subject.
type Of = (String, String);

/// The handlings of an account.
pub(super) struct Handlings(HashMap<Of, (Option<Date>, Handled)>);

impl Handlings {
    pub fn of(dossier: &Dossier) -> Self {
        let mut all: HashMap<Of, (Option<Date>, Handled)> = HashMap::new();
        for (id, handling) in dossier.all::<Handling>() {
            let Handling { rule, subject, cause, until, why, colleague, done, .. } = handling;
            let handled = Handled { id, until, why, colleague, done };
            let held = all.entry((rule, subject)).or_insert_with(|| (cause, handled.clone()));
            // Of two accounts that became one, what was said of the later cause counts.
            if (cause, handled.until) > (held.0, held.1.until) {
                *held = (cause, handled);
            }
        }
        Self(all)
    }

    /// What was said of a line, unless it was said of another cause.
    pub fn take(&mut self, reason: &Reason) -> Option<Handled> {
        if self.0.is_empty() {
            return None;
        }
        let (cause, handled) = self.0.remove(&(reason.rule().code.to_owned(), reason.subject().code()))?;
        (cause == reason.cause()).then_some(handled)
    }
}
