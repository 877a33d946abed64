//! How far the relationship with each account has come, and how often it is to hear from us: what is the same for all of
//! them is read once (C1, M12).

use std::collections::HashMap;

use super::seen::Seen;
use crate::analysis::Levels;
use crate::book::{Book, Cadence, Cadences, Complaint, Level, Record, RecordId, SETTINGS, account, settings};
use crate::service::usual_cadence::Usual;

/// What levels and cadences of many accounts rest on.
pub(super) struct Rhythms {
    /// How many complaints and claims each account has open.
    complaints: HashMap<RecordId, usize>,
    cadences: Cadences,
    /// `None` without figures.
    levels: Option<Levels>,
}

impl Rhythms {
    pub fn of(seen: Seen<'_>) -> Self {
        Self {
            complaints: open_complaints(seen.book),
            cadences: seen.book.value(SETTINGS, settings::field::cadences),
            levels: seen.analysis.map(Levels::of),
        }
    }

    /// How often an account is to hear from us.
    pub fn cadence(&self, seen: Seen<'_>, id: RecordId, record: &Record) -> Cadence {
        let is_said = account::field::cadence.of(record).is_some() || account::field::level.of(record).is_some();
        let level = (!is_said).then(|| self.suggested(seen, id)).flatten();
        let usual = Usual { level, ..Usual::of(&self.cadences, seen.analysis, seen.ledger) };
        usual.of_record(id, record, self.complaints_of(id))
    }

    /// The level a person confirmed, else the one that figures suggest.
    pub fn level(&self, seen: Seen<'_>, id: RecordId, record: &Record) -> Level {
        let said = account::field::level.of(record);
        said.or_else(|| self.suggested(seen, id)).unwrap_or(Level::Lead)
    }

    fn suggested(&self, seen: Seen<'_>, id: RecordId) -> Option<Level> {
        let (analysis, levels) = seen.analysis.zip(self.levels.as_ref())?;
        Some(levels.of_account(analysis, seen.ledger, id, || self.complaints_of(id)))
    }

    fn complaints_of(&self, id: RecordId) -> usize {
        self.complaints.get(&id).copied().unwrap_or_default()
    }
}

/// How many complaints and claims each account has open, by which its level is suggested.
fn open_complaints(book: &Book) -> HashMap<RecordId, usize> {
    let merged = book.merged();
    let mut open: HashMap<RecordId, usize> = HashMap::new();
    for (_, complaint) in book.all::<Complaint>() {
        if let Some(account) = complaint.account.filter(|_| complaint.is_serious()) {
            *open.entry(merged.of_account(account)).or_default() += 1;
        }
    }
    open
}
