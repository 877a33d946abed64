//! How a line of Today is handled: put off until a day, given to somebody, or dealt with (C2).

use super::{Edit, RecordId, RecordKind};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// What a person said of one line of Today. It speaks of one cause: what stood there again for another reason
    /// was never handled.
    Handling = "handling" {
        account: Option<RecordId>,
        /// The code of the rule by which the line stands there.
        rule: String,
        /// Which record or document of the account the line is about; empty: the account itself.
        subject: String,
        /// The day the cause is told from: until when something was due, the last touch, the last order.
        cause: Option<Date>,
        /// Hidden before this day.
        until: Option<Date>,
        /// Why, in a word.
        why: String,
        /// The [`Colleague`](super::Colleague) it was given to.
        colleague: Option<RecordId>,
        /// The day it was dealt with, where no record says so.
        done: Option<Date>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

impl Handling {
    /// The id under which a line of an account is handled, the same on every device.
    pub fn id(account: RecordId, rule: &str, subject: &str) -> RecordId {
        RecordId::derived(account, &format!("today {rule} {subject}"))
    }

    /// The edits that make this all that is said of its line, whatever was said before.
    pub fn write(&self, id: RecordId) -> Vec<Edit> {
        vec![
            Edit::revive(id, Self::KIND),
            field::account.set(id, self.account),
            field::rule.set(id, self.rule.clone()),
            field::subject.set(id, self.subject.clone()),
            field::cause.set(id, self.cause),
            field::until.set(id, self.until),
            field::why.set(id, self.why.clone()),
            field::colleague.set(id, self.colleague),
            field::done.set(id, self.done),
        ]
    }
}
