//! The one way to write: a labelled list of edits to records.

use serde::{Deserialize, Serialize};

use super::kind::{Kind, Settlement};
use super::{Confirmation, Edit, HandOver, Label, Record, RecordId, confirmed, confirms};
use crate::working_time::Instant;

/// A labelled list of edits: what a form, an import, a merge and an undo all make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub label: Label,
    pub edits: Vec<Edit>,
}

impl Change {
    pub fn new(label: Label, edits: Vec<Edit>) -> Self {
        Self { label, edits }
    }

    /// The change by which an act settles a record of this kind now; `of` is whose it is. What is edited is no
    /// longer what was confirmed. Whoever confirms that they took an account over answers for it from then on.
    pub fn settling(
        kind: &'static Kind,
        act: &Settlement,
        (id, record): (RecordId, &Record),
        now: Instant,
        of: String,
    ) -> Self {
        let mut edits = (act.edits)(id, now);
        let is_confirmed = !record.value(&confirmed("")).is_null();
        edits.extend(is_confirmed.then(|| Confirmation::edit(id, kind.code, "", None)));
        edits.extend(HandOver::passing_on(record, &edits));
        Self::new(Label::Settle { kind: kind.words(), of }, edits)
    }

    /// The kind and the field it is about, if that is one field of one record. The confirmation that an edit
    /// takes away with it is no second one.
    pub fn field(&self) -> Option<(&str, &str)> {
        let mut edits = self.edits.iter().filter(|edit| confirms(&edit.field).is_none());
        let first = edits.next()?;
        let is_it = |edit: &Edit| edit.id == first.id && edit.field == first.field;
        edits.all(is_it).then_some((&first.kind, &first.field))
    }

    /// The records it touches, each once.
    pub fn touched(&self) -> Vec<RecordId> {
        let mut ids: Vec<RecordId> = self.edits.iter().map(|edit| edit.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Confirmation, RecordKind, account};

    #[test]
    fn a_change_is_about_a_field_where_that_is_one() {
        let id = RecordId::well_known(7);
        let label = || Label::EditAccount { account: "Alfa".into() };
        let edit = account::field::staff.set(id, "two".into());
        let unconfirmed = Confirmation::edit(id, Account::KIND, "staff", None);
        let change = Change::new(label(), vec![unconfirmed, edit.clone()]);
        assert_eq!(change.field(), Some(("account", "staff")));
        let other = account::field::staff.set(RecordId::well_known(8), "two".into());
        assert_eq!(Change::new(label(), vec![edit.clone(), other]).field(), None);
        let two = account::field::notes.set(id, "x".into());
        assert_eq!(Change::new(label(), vec![edit, two]).field(), None);
        assert_eq!(Change::new(label(), Vec::new()).field(), None);
    }
}
