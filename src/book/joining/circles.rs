//! Reporting lines that two people drew apart may come to a circle: the line drawn last is taken back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Joined, Joining};
use crate::book::{Account, Book, Colleague, Contact, Edit, RecordId, RecordKind, Stamp, account, colleague, contact};

/// The fields by which a record hangs on another of its kind.
const LINES: [(&str, &str); 3] = [
    (Contact::KIND, contact::field::reports_to.name),
    (Colleague::KIND, colleague::field::manager.name),
    (Account::KIND, account::field::parent.name),
];

impl Joining<'_> {
    /// Cuts each circle that the edits would leave. Whoever joins the same books cuts the same line.
    pub(super) fn cut_circles(&self, joined: &mut Joined) {
        let draws = |edit: &Edit| !edit.value.is_null() && LINES.contains(&(edit.kind.as_str(), edit.field.as_str()));
        if !joined.edits.iter().any(draws) {
            return;
        }
        let after = self.after(joined);
        for (kind, field) in LINES {
            for id in last_lines(&after, kind, field) {
                joined.edits.retain(|edit| edit.id != id || edit.field != field);
                joined.edits.push(Edit::raw(id, kind, field, Value::Null));
            }
        }
    }
}

/// Of each circle, the record whose line was drawn last.
fn last_lines(book: &Book, kind: &str, field: &str) -> Vec<RecordId> {
    let line = |(id, record): (RecordId, &crate::book::Record)| {
        let to = record.get::<Option<RecordId>>(field)?;
        Some((id, (to, record.fields.get(field)?.stamp)))
    };
    let lines: BTreeMap<RecordId, (RecordId, Stamp)> = book.of_kind(kind).filter_map(line).collect();
    let (mut walked, mut last) = (BTreeSet::new(), Vec::new());
    for start in lines.keys() {
        let mut path = Vec::new();
        let mut at = *start;
        while let Some((to, stamp)) = lines.get(&at).filter(|_| walked.insert(at)) {
            path.push((*stamp, at));
            at = *to;
        }
        // Where the way meets itself, the rest of it is a circle.
        if let Some(begin) = path.iter().position(|(_, id)| *id == at) {
            last.extend(path.into_iter().skip(begin).max().map(|(_, id)| id));
        }
    }
    last
}
