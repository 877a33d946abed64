//! What the journal forgets when somebody is erased: what it says of their records, what it has of the texts that got
//! gaps, and whatever holds their whole name or an address.
//!
//! Edits that were written over are nowhere else, and those that stand are in their records too; so a journal that
//! lacks them opens as the same book.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::store::{DAMAGED, JOURNAL, Shelf, StoreError, Table, Transaction, Value};
use super::{Entry, Log, RECOVERY_POINT, RECOVERY_POINTS};
use crate::book::{
    DELETED, ERASED, Edit, Label, MergeReceipt, Naming, Record, RecordId, RecordKind, Stamp, merge_receipt,
};

/// What is to be forgotten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Erased {
    ids: BTreeSet<RecordId>,
    /// What they were told by.
    naming: Naming,
    /// The fields that were rid of them, with the stamp since which they are.
    fields: BTreeMap<(RecordId, String), Stamp>,
}

impl Erased {
    /// What follows from entries; `before` is what a record said before them, as far as that is known.
    pub fn of<'a, R: std::ops::Deref<Target = Record>>(
        entries: impl IntoIterator<Item = (Stamp, &'a crate::book::Change)>,
        before: impl Fn(RecordId) -> Option<R>,
    ) -> Self {
        let mut erased = Self::default();
        for (stamp, change) in entries {
            for edit in &change.edits {
                if edit.field == ERASED {
                    erased.ids.insert(edit.id);
                    let known = before(edit.id);
                    known.into_iter().for_each(|record| erased.naming.add(Naming::of(&record)));
                } else if change.label == Label::Erase && edit.field != DELETED {
                    erased.fields.insert((edit.id, edit.field.clone()), stamp);
                }
            }
        }
        erased
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether an edit in an entry with this stamp says nothing that is to be forgotten.
    fn may_stay(&self, stamp: Stamp, edit: &Edit) -> bool {
        if self.ids.contains(&edit.id) {
            return [ERASED, DELETED].contains(&edit.field.as_str());
        }
        let field = (!self.fields.is_empty()).then(|| (edit.id, edit.field.clone()));
        let is_rid_later = field.and_then(|field| self.fields.get(&field)).is_some_and(|since| stamp < *since);
        let is_receipt = edit.kind == MergeReceipt::KIND && edit.field == merge_receipt::field::decided.name;
        let is_told = is_receipt && self.is_in(&edit.value.to_string());
        !(is_rid_later || is_told || self.naming.is_in_value(&edit.value))
    }

    /// Whether a text has the id of one of them, or their name.
    fn is_in(&self, text: &str) -> bool {
        self.ids.iter().any(|id| text.contains(&id.to_string())) || self.naming.is_in(text)
    }

    /// Takes it out of an entry; whether anything was in it.
    pub fn clean(&self, entry: &mut Entry) -> bool {
        let stamp = entry.stamp;
        let (edits, inverse) = (&mut entry.change.edits, &mut entry.inverse);
        let before = edits.len() + inverse.len();
        edits.retain(|edit| self.may_stay(stamp, edit));
        // That it was there is no way back.
        inverse.retain(|edit| !self.ids.contains(&edit.id) && self.may_stay(stamp, edit));
        let mut is_changed = edits.len() + inverse.len() < before;
        let (code, name): (String, String) = entry.change.label.clone().into();
        if self.naming.is_in(&name) {
            entry.change.label = (code, "…".to_owned()).into();
            is_changed = true;
        }
        is_changed
    }

    /// A stored text of entries without it; `None` if nothing was in it.
    fn clean_text(&self, key: &str, text: &str) -> Option<String> {
        let mut entries = Entry::read(key, text)?;
        let changed = entries.iter_mut().filter_map(|entry| self.clean(entry).then_some(())).count();
        if changed == 0 {
            return None;
        }
        match entries.as_slice() {
            [entry] if entry.key() == key => Some(entry.sealed()),
            several => Entry::sealed_together(several).map(|(_, text)| text),
        }
    }

    /// Takes it out of all the vault holds beside the records: the journal, what was set aside as damaged, and the
    /// books kept from before merges, which go.
    ///
    /// # Errors
    /// [`StoreError`] if the vault refused.
    pub async fn clean_vault<T: Transaction>(&self, transaction: &mut T) -> Result<(), StoreError> {
        for (key, text) in transaction.all(Table::Journal, None).await? {
            if let Some(text) = self.clean_text(&key, &text) {
                transaction.put(Table::Journal, key, Value::Text(text)).await?;
            }
        }
        for (key, text) in transaction.all(Table::Damaged, None).await? {
            if self.is_in(&text) {
                transaction.delete(Table::Damaged, key).await?;
            }
        }
        let mut kept = transaction.all(Table::Meta, None).await?;
        if let Some(list) = kept.remove(RECOVERY_POINTS) {
            let key = |name: &str| format!("{RECOVERY_POINT}{name}");
            let (gone, stay): (Vec<_>, Vec<_>) =
                list.split(',').partition(|name| kept.get(&key(name)).is_some_and(|text| self.is_in(text)));
            for name in gone {
                transaction.delete(Table::Meta, key(name)).await?;
            }
            transaction.put(Table::Meta, RECOVERY_POINTS.into(), Value::Text(stay.join(","))).await?;
        }
        Ok(())
    }

    /// The same of the shelf, as far as it lets itself be written to: what it can't let go of it still holds.
    ///
    /// # Errors
    /// [`StoreError`] if the shelf refused.
    pub fn clean_shelf<S: Shelf>(&self, shelf: &S) -> Result<(), StoreError> {
        for key in shelf.keys()? {
            let Some(text) = shelf.get(&key)? else { continue };
            if let Some(name) = key.strip_prefix(JOURNAL) {
                if let Some(text) = self.clean_text(name, &text) {
                    shelf.set(&key, &text)?;
                }
            } else if key.starts_with(DAMAGED) && self.is_in(&text) {
                shelf.remove(&key)?;
            }
        }
        Ok(())
    }
}

impl Log {
    /// Takes what is to be forgotten out of every entry: nothing of it can be undone or told any more.
    pub fn forget(&mut self, erased: &Erased) {
        for entry in self.entries_mut() {
            let mut cleaned = Entry::clone(entry);
            if erased.clean(&mut cleaned) {
                *entry = Arc::new(cleaned);
            }
        }
    }
}
