//! What the journal forgets when somebody is erased: what it says of their records, what it has of the texts that got
//! gaps, and whatever holds their whole name or an address.
//!
//! Edits that were written over are nowhere else, and those that stand are in their records too; so a journal that
//! lacks them opens as the same book. So it forgets before the tombstone is written: a page that is left in between has
//! somebody still there, and no trace of somebody who isn't. What was on its way to the stores meanwhile is forgotten
//! after it.
//!
//! Whoever only hears of it, in another tab, forgets what is about their records ([`Log::forget_records`]).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::store::{DAMAGED, JOURNAL, Shelf, StoreError, Table, Transaction, Value, Vault};
use super::{Entry, Log, RECOVERY_POINT, RECOVERY_POINTS};
use crate::book::{Book, Change, DELETED, ERASED, Edit, MergeReceipt, Naming, RecordId, RecordKind, merge_receipt};

/// What is to be forgotten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Erased {
    ids: BTreeSet<RecordId>,
    /// What they were told by.
    naming: Naming,
    /// The fields that are rid of them.
    fields: BTreeSet<(RecordId, String)>,
}

impl Erased {
    /// What follows from a change, with the book as it is before it. A text that named them and doesn't any more is one
    /// that got gaps, here or where the change comes from.
    pub fn of(change: &Change, book: &Book) -> Self {
        let mut erased = Self::default();
        for edit in change.edits.iter().filter(|edit| edit.field == ERASED) {
            erased.ids.insert(edit.id);
            book.record(edit.id).into_iter().for_each(|record| erased.naming.add(Naming::of(record)));
        }
        if erased.is_empty() {
            return erased;
        }
        let names = |value: &serde_json::Value| erased.naming.strike_value(value).is_some();
        let got_gaps = |edit: &&Edit| {
            let before = book.record(edit.id).map(|record| record.value(&edit.field));
            !names(&edit.value) && before.is_some_and(names)
        };
        let fields = change.edits.iter().filter(got_gaps).map(|edit| (edit.id, edit.field.clone()));
        erased.fields = fields.collect();
        erased
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether an edit of an entry says nothing that is to be forgotten.
    fn may_stay(&self, edit: &Edit) -> bool {
        if self.ids.contains(&edit.id) {
            return [ERASED, DELETED].contains(&edit.field.as_str());
        }
        let is_rid = self.fields.contains(&(edit.id, edit.field.clone()));
        let is_receipt = edit.kind == MergeReceipt::KIND && edit.field == merge_receipt::field::decided.name;
        let is_told = is_receipt && self.is_in(&edit.value.to_string());
        !(is_rid || is_told || self.naming.is_in_value(&edit.value))
    }

    /// Whether a text has the id of one of them, or their name.
    fn is_in(&self, text: &str) -> bool {
        self.ids.iter().any(|id| text.contains(&id.to_string())) || self.naming.is_in(text)
    }

    /// Takes it out of an entry; whether anything was in it.
    fn clean(&self, entry: &mut Entry) -> bool {
        // The one that erases them has the new texts of those fields.
        let erases = entry.change.edits.iter().any(|edit| edit.field == ERASED && self.ids.contains(&edit.id));
        let (edits, inverse) = (&mut entry.change.edits, &mut entry.inverse);
        let before = edits.len() + inverse.len();
        edits.retain(|edit| erases || self.may_stay(edit));
        // That it was there is no way back.
        inverse.retain(|edit| !self.ids.contains(&edit.id) && self.may_stay(edit));
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
    async fn clean_vault<T: Transaction>(&self, transaction: &mut T) -> Result<(), StoreError> {
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

    /// The same of the shelf.
    ///
    /// # Errors
    /// [`StoreError`] if the shelf refused.
    fn clean_shelf<S: Shelf>(&self, shelf: &S) -> Result<(), StoreError> {
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

/// Lets both stores forget it, the vault in one transaction.
///
/// # Errors
/// [`StoreError`] if one refused.
pub async fn forget<V: Vault, S: Shelf>(
    vault: Option<&V>,
    shelf: Option<&S>,
    erased: &Erased,
) -> Result<(), StoreError> {
    if let Some(vault) = vault {
        let mut transaction = vault.begin().await?;
        erased.clean_vault(&mut transaction).await?;
        transaction.commit().await?;
    }
    shelf.map_or(Ok(()), |shelf| erased.clean_shelf(shelf))
}

impl Log {
    /// Forgets what entries say of records that a change erases.
    pub fn forget_records(&mut self, change: &Change) {
        let erased = change.edits.iter().filter(|edit| edit.field == ERASED).map(|edit| edit.id);
        let erased: Vec<RecordId> = erased.collect();
        if erased.is_empty() {
            return;
        }
        let is_theirs = |edit: &Edit| erased.contains(&edit.id);
        for entry in self.entries_mut() {
            if entry.change.edits.iter().chain(&entry.inverse).any(is_theirs) {
                let entry = Arc::make_mut(entry);
                for edits in [&mut entry.change.edits, &mut entry.inverse] {
                    edits.retain(|edit| !is_theirs(edit));
                }
            }
        }
    }

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
