//! When a backup is due: a book on one device is one accident away from being gone.

use serde::{Deserialize, Serialize};

use super::{Act, Log};
use crate::book::Stamp;

/// When everything was last handed over as a file, as far as this device knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// In ms since 1970.
    pub at: u64,
    /// The last change it holds.
    pub stamp: Option<Stamp>,
}

/// What a backup would hold that no file holds yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsaved {
    pub changes: usize,
    /// Days since the last backup, or since the first change if there never was one.
    pub days: u64,
}

const DAY: u64 = 86_400_000;

impl Unsaved {
    /// What is new since a backup, at `now` in ms since 1970.
    pub fn since(backup: Option<Backup>, log: &Log, now: u64) -> Self {
        let last = backup.and_then(|backup| backup.stamp);
        let new = || log.entries().filter(|entry| entry.act == Act::Do && last.is_none_or(|last| entry.stamp > last));
        let from = backup.map(|backup| backup.at).or_else(|| new().next().map(|entry| entry.stamp.millis));
        let days = from.map_or(0, |from| now.saturating_sub(from) / DAY);
        Self { changes: new().count(), days }
    }

    /// Whether a person is reminded: after 50 changes, or after 7 days with any.
    pub fn is_due(self) -> bool {
        self.changes >= 50 || (self.changes > 0 && self.days >= 7)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label};
    use crate::journal::Entry;
    use std::sync::Arc;

    fn log(changes: u64) -> Log {
        let mut log = Log::default();
        for millis in 1..=changes {
            let change = Change::new(Label::Settings, Vec::new());
            let stamp = Stamp { millis, ..Stamp::default() };
            log.insert(Arc::new(Entry { stamp, act: Act::Do, change, inverse: vec![], replaces: None, after: None }));
        }
        log
    }

    #[test]
    fn a_backup_is_due_after_fifty_changes_or_seven_days_with_any() {
        let due = |backup, changes, now| Unsaved::since(backup, &log(changes), now).is_due();
        let backup = |millis| Some(Backup { at: millis, stamp: Some(Stamp { millis, ..Stamp::default() }) });
        assert!(!due(None, 0, 30 * DAY), "nothing was changed");
        assert!(!due(None, 49, 6 * DAY));
        assert!(due(None, 50, 0));
        assert!(due(None, 1, 7 * DAY + 1));
        assert!(!due(backup(30), 79, 100), "49 since the backup");
        assert!(due(backup(30), 80, 100));
        assert!(!due(backup(80), 80, 30 * DAY), "nothing since the backup");
    }
}
