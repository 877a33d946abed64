//! Entries of a timeline that people wrote down: what each kind of record says of itself, with the names
//! of the people in it.

use std::sync::Arc;

use super::{Entry, EntryId, EntryKind, Source};
use crate::book::kind::{Event, Kind};
use crate::book::{Record, RecordId};

/// The entry of a record; `None` if it belongs in no timeline.
pub(super) fn entry(id: RecordId, record: &Arc<Record>, name: impl Fn(RecordId) -> String) -> Option<Entry> {
    let kind = Kind::of_code(&record.kind)?;
    let Event { day, heading, title, said, theirs, ours, commitment } = kind.event(record)?;
    let names = |ids: Vec<RecordId>| ids.into_iter().map(&name).filter(|name| !name.is_empty()).collect();
    Some(Entry {
        id: EntryId::Record(id),
        kind: EntryKind::Record(kind),
        day,
        title,
        commitment,
        theirs: names(theirs),
        ours: names(ours),
        source: Source::Record { record: record.clone(), heading, said },
    })
}
