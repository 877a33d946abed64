//! An export of ours on its way into a book: what taking it over would do.

mod effect;
mod steps;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::book::{
    Book, Change, DELETED, Decisions, Device, Edit, ImportBatch, JoinSteps, Joined, Joining, Label, MergeReceipt,
    RecordId, RecordKind, SETTINGS, Seen, merge_receipt, settings,
};
use crate::exchange::apply_import::takes_currency;
use crate::exchange::json::{Export, Part};
use crate::ledger::Batch;
use steps::Before;

pub use effect::{MergeCounts, MergeEffect, accounts_moved};
pub use steps::{MergePreview, MergeSteps};

/// What becomes of an export of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeMode {
    /// What is new and newer is added.
    Add,
    /// The book becomes as it is in the file.
    Restore,
}

/// What was decided about an export of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeSpec {
    pub mode: MergeMode,
    /// What is decided where the two books don't say it, if it is added.
    pub decisions: Decisions,
}

impl From<MergeMode> for MergeSpec {
    fn from(mode: MergeMode) -> Self {
        Self { mode, decisions: Decisions::default() }
    }
}

/// What a file is taken into.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    pub book: &'a Book,
    /// The sales of an import, if they are here.
    pub sales: &'a dyn Fn(RecordId) -> Option<Arc<Batch>>,
    /// The device that takes it over.
    pub device: Device,
    /// In ms since 1970.
    pub now: u64,
}

impl Here<'_> {
    fn holds_sales(&self, import: RecordId) -> bool {
        (self.sales)(import).is_some()
    }
}

/// An export of ours, before it is taken over.
#[derive(Debug, PartialEq)]
pub struct BookMerge {
    pub export: Export,
    /// The name of its file.
    pub file: String,
}

/// Whether a file of the same device was taken over before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It says more than any before, or nobody can know.
    #[default]
    New,
    /// One that says the same was; when, in ms since 1970.
    Again(u64),
    /// One that says more was: this one is older, and changes nothing.
    Older(u64),
}

impl BookMerge {
    /// Calls `then` with the two books; `seen` is what this device has seen.
    fn with_joining<T>(&self, here: &Here, seen: &Seen, then: impl FnOnce(&Joining) -> T) -> T {
        let (ours, theirs) = (here.book, &self.export.book);
        let held: Vec<_> = ours.ids::<ImportBatch>().filter_map(|id| Some((id, (here.sales)(id)?))).collect();
        let sold = held.iter().map(|(id, batch)| (*id, batch.accounts.as_slice()));
        let brought = self.export.batches.iter().map(|(id, batch)| (*id, batch.accounts.as_slice()));
        let sold: Vec<_> = sold.chain(brought).collect();
        then(&Joining {
            ours,
            theirs,
            seen: self.export.seen.as_ref().map(|theirs| (seen, theirs)),
            is_part: self.export.is_of_some_accounts(),
            // Where there is nothing yet that somebody looks at, their settings come along.
            takes_settings: ours.is_empty(),
            sold: &sold,
            now: here.now,
        })
    }

    /// Whether such a file was taken over before.
    pub fn standing(&self, here: &Here) -> Standing {
        let Some((by, seen)) = self
            .export
            .by
            .zip(self.export.seen.as_ref())
            .filter(|(by, _)| !self.export.is_part() && *by != here.device)
        else {
            return Standing::New;
        };
        use merge_receipt::field;
        let receipts = MergeReceipt::records_of(here.book, here.device).into_iter().map(|(_, receipt)| receipt);
        let of_theirs =
            receipts.filter(|receipt| field::from.of(receipt) == Some(by) && field::part.of(receipt).is_empty());
        let mut known = of_theirs.map(|receipt| (field::at.of(receipt), field::seen_there.of(receipt)));
        // The latest first.
        match known.find(|(_, there)| there.covers(seen)) {
            Some((at, same)) if seen.covers(&same) => Standing::Again(at),
            Some((at, _)) => Standing::Older(at),
            None => Standing::New,
        }
    }

    /// What comes of adding it to what is here, and what is to be asked about that, once all is compared.
    fn joined(&self, here: &Here, joining: &Joining, steps: &JoinSteps, decisions: &Decisions) -> Joined {
        let (ours, theirs) = (joining.ours, joining.theirs);
        // A colleague's file that tells what they had seen is joined as ever: it may be another's that emptied the book.
        let is_of_colleague = self.export.seen.is_some() && self.export.by.is_some_and(|by| by != here.device);
        if !ours.is_empty() || is_of_colleague {
            return steps.joined(joining, decisions);
        }
        // A book that was emptied is being restored: whatever is deleted here and alive there comes back.
        let mut joined = steps.joined(joining, &Decisions { leave_deleted: true, ..decisions.clone() });
        let revivals = ours.revivals(theirs);
        let comes_back = |edit: &Edit| edit.field == DELETED && revivals.iter().any(|other| other.id == edit.id);
        joined.edits.retain(|edit| !comes_back(edit));
        joined.deletions.retain(|conflict| conflict.is_there);
        joined.edits.extend(revivals);
        joined
    }

    /// The change that taking it over is.
    pub fn change(&self, here: &Here, spec: &MergeSpec) -> Change {
        let mut steps = MergeSteps::default();
        while !steps.compare_all(self, here, spec.mode) {}
        let joined = steps.edits_of(self, here, spec);
        let effect = self.effect(&joined.edits, here);
        self.change_of(here, steps.before(), spec, joined, &effect)
    }

    /// What joining the two books comes to if this is decided.
    fn decided(&self, here: &Here, joining: &Joining, steps: &JoinSteps, spec: &MergeSpec) -> Joined {
        let mut joined = self.joined(here, joining, steps, &spec.decisions);
        if let Some(currency) = self.brought_currency().filter(|_| takes_currency(here.book)) {
            // Sales come without the settings of the book they come from.
            let currency = settings::field::currency.set(SETTINGS, Some(currency));
            if !joined.edits.iter().any(|edit| edit.id == currency.id && edit.field == currency.field) {
                joined.edits.push(currency);
            }
        }
        joined
    }

    /// The currency of the sales that it brings, if their book's own doesn't come along.
    fn brought_currency(&self) -> Option<crate::currency::Currency> {
        let imports = self.export.book.all::<ImportBatch>().find_map(|(_, import)| import.currency)?;
        let own = self.export.book.value(SETTINGS, settings::field::currency);
        if self.export.is_part() { Some(imports) } else { own }
    }

    /// The change of these edits, with the receipt of it.
    fn change_of(
        &self,
        here: &Here,
        before: &Before,
        spec: &MergeSpec,
        joined: Joined,
        effect: &MergeEffect,
    ) -> Change {
        let label = match spec.mode {
            MergeMode::Add => Label::Merge { file: self.file.clone() },
            MergeMode::Restore => return Change::new(Label::Restore { file: self.file.clone() }, joined.edits),
        };
        let standing = before.standing;
        let sides = &spec.decisions.values;
        let decided =
            joined.conflicts.iter().filter_map(|conflict| Some(conflict.decided(*sides.get(&conflict.key())?)));
        let decided: Vec<_> = decided.collect();
        let seen = self.seen_with(&before.seen, &joined);
        // That somebody has seen what is here is worth keeping, too, and that nothing is open any more.
        let is_told = self.export.seen.is_some() && standing == Standing::New || seen.open != before.seen.open;
        let is_any = is_told || !joined.edits.is_empty() || !decided.is_empty() || !self.new_sales(here).is_empty();
        let mut edits = joined.edits;
        if is_any && !matches!(standing, Standing::Older(_)) {
            let all = effect.in_all();
            let taken = |setting: &&crate::book::Setting| spec.decisions.settings.contains(&setting.group);
            let mut settings: Vec<String> =
                joined.settings.iter().filter(taken).map(|setting| setting.field.clone()).collect();
            settings.sort();
            let goes = spec.decisions.takes_held_back;
            let receipt = MergeReceipt {
                file: self.file.clone(),
                by: Some(here.device),
                at: here.now,
                from: self.export.by,
                exported_at: self.export.exported_at.clone(),
                part: self.export.part.map(|part| part.code().to_owned()).unwrap_or_default(),
                new: all.new as u64,
                changed: all.changed as u64,
                deleted: all.removed as u64,
                kept: if goes { 0 } else { joined.held_back.len() as u64 },
                settings,
                decided,
                seen,
                seen_there: self.seen_there(),
            };
            let id = RecordId::derived(
                RecordId::from_parts(here.now, [0; 10]),
                &format!("merge by {} of {}", here.device, self.file),
            );
            edits.extend(receipt.create(id));
        }
        Change::new(label, edits)
    }

    /// What this device has seen once it took the file over, and left open or settled what stood against each other.
    fn seen_with(&self, ours: &Seen, joined: &Joined) -> Seen {
        let mut seen = ours.clone();
        match (self.export.part, &self.export.seen) {
            (None, _) => seen.join(&self.seen_there()),
            // It holds all that is new since: whoever knows what was before knows all.
            (Some(Part::Changes), Some(theirs))
                if self.export.since.as_ref().is_some_and(|since| ours.covers(since)) =>
            {
                seen.join(theirs);
            }
            // Of a part nobody knows what isn't in it.
            _ => {}
        }
        // What its writer holds and can't say they know all before of: what they took over and took back.
        let stays = |id: RecordId, field: &str| field == DELETED && joined.outside.contains(&id);
        let records = self.export.book.records().filter(|(_, record)| record.kind != MergeReceipt::KIND);
        let registers = records.flat_map(|(id, record)| record.fields.iter().map(move |of| (id, of)));
        let beyond: Vec<_> = registers
            .filter(|(id, (field, of))| !seen.has(of.made()) && !stays(*id, field))
            .map(|(id, (field, of))| (id, field.clone(), of.made()))
            .collect();
        seen.note_each(beyond);
        seen.open.retain(|edit| !joined.settled.contains(edit));
        seen.open.extend(joined.open.iter().cloned());
        seen
    }

    /// What the writer of the file had seen; of a file that doesn't say it, what is in it.
    fn seen_there(&self) -> Seen {
        match &self.export.seen {
            Some(seen) => seen.clone(),
            None => Seen::of_registers(&self.export.book),
        }
    }

    /// The imports whose sales it brings, of which the book has none: sales are never written over.
    pub fn new_sales(&self, here: &Here) -> Vec<RecordId> {
        self.export.batches.keys().copied().filter(|id| !here.holds_sales(*id)).collect()
    }

    /// Whether this change, made of it, brings nothing but its receipt.
    pub fn brings_nothing(&self, change: &Change, here: &Here) -> bool {
        change.edits.iter().all(|edit| edit.kind == MergeReceipt::KIND) && self.new_sales(here).is_empty()
    }
}
