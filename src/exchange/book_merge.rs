//! An export of ours on its way into a book: what taking it over would do.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::book::{
    Book, Change, DELETED, Edit, ImportBatch, JoinChoices, JoinSteps, Joined, Joining, Label, RecordId, Restoring,
    SETTINGS, settings,
};
use crate::exchange::apply_import::takes_currency;
use crate::exchange::json::Export;
use crate::ledger::Batch;

/// What becomes of an export of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeMode {
    /// What is new and newer is added.
    Add,
    /// The book becomes as it is in the file.
    Restore,
}

/// What was decided about an export of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergeSpec {
    pub mode: MergeMode,
    /// What is decided where time doesn't, if it is added.
    pub choices: JoinChoices,
}

impl From<MergeMode> for MergeSpec {
    fn from(mode: MergeMode) -> Self {
        Self { mode, choices: JoinChoices::default() }
    }
}

/// What a file is taken into.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    pub book: &'a Book,
    /// The sales of an import, if they are here.
    pub sales: &'a dyn Fn(RecordId) -> Option<Arc<Batch>>,
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

/// Records, by what taking a file over would do to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeCounts {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    pub removed: usize,
}

impl MergeCounts {
    /// Whether there are any.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    fn add(&mut self, more: Self) {
        self.new += more.new;
        self.changed += more.changed;
        self.same += more.same;
        self.removed += more.removed;
    }
}

/// What taking a file over would do, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeEffect {
    /// The living records of each kind, by its code.
    pub records: BTreeMap<String, MergeCounts>,
    pub sales: MergeCounts,
}

impl MergeEffect {
    /// The records of a kind.
    pub fn of(&self, kind: &str) -> MergeCounts {
        self.records.get(kind).copied().unwrap_or_default()
    }

    /// The records of all kinds together for which `is_wanted` says so.
    pub fn of_all(&self, is_wanted: impl Fn(&str) -> bool) -> MergeCounts {
        let mut all = MergeCounts::default();
        self.records.iter().filter(|(kind, _)| is_wanted(kind)).for_each(|(_, counts)| all.add(*counts));
        all
    }
}

impl BookMerge {
    /// Calls `then` with the two books.
    fn with_joining<T>(&self, here: &Here, then: impl FnOnce(&Joining) -> T) -> T {
        let (ours, theirs) = (here.book, &self.export.book);
        let held: Vec<_> = ours.ids::<ImportBatch>().filter_map(|id| Some((id, (here.sales)(id)?))).collect();
        let sold = held.iter().map(|(id, batch)| (*id, batch.accounts.as_slice()));
        let brought = self.export.batches.iter().map(|(id, batch)| (*id, batch.accounts.as_slice()));
        let sold: Vec<_> = sold.chain(brought).collect();
        then(&Joining { ours, theirs, is_part: self.export.is_part, sold: &sold, now: here.now })
    }

    /// What comes of adding it to what is here, and what is to be asked about that, once all is compared.
    fn joined(&self, joining: &Joining, steps: &JoinSteps, choices: JoinChoices) -> Joined {
        let (ours, theirs) = (joining.ours, joining.theirs);
        if !ours.is_empty() {
            return steps.joined(joining, choices);
        }
        // A book that was emptied is being restored: whatever is deleted here and alive there comes back.
        let mut joined = steps.joined(joining, JoinChoices { leave_deleted: true, ..choices });
        let revivals = ours.revivals(theirs);
        let comes_back = |edit: &Edit| edit.field == DELETED && revivals.iter().any(|other| other.id == edit.id);
        joined.edits.retain(|edit| !comes_back(edit));
        joined.edited_there.clear();
        joined.edits.extend(revivals);
        joined
    }

    /// The change that taking it over is.
    pub fn change(&self, here: &Here, spec: MergeSpec) -> Change {
        let mut steps = MergeSteps::default();
        self.with_joining(here, |joining| {
            while !steps.compare(joining, spec.mode, usize::MAX) {}
            self.change_of(joining, &steps, spec)
        })
    }

    fn change_of(&self, joining: &Joining, steps: &MergeSteps, spec: MergeSpec) -> Change {
        let book = joining.ours;
        match spec.mode {
            MergeMode::Add => {
                let edits = self.joined(joining, &steps.joining, spec.choices).edits;
                let mut change = Change::new(Label::Merge { file: self.file.clone() }, edits);
                // A dossier brings sales without the settings of the book they come from.
                let brought = self.export.book.all::<ImportBatch>().find_map(|(_, import)| import.currency);
                if self.export.is_part && brought.is_some() && takes_currency(book) {
                    change.edits.push(settings::field::currency.set(SETTINGS, brought));
                }
                change
            }
            MergeMode::Restore => {
                Change::new(Label::Restore { file: self.file.clone() }, steps.restoring.edits().to_vec())
            }
        }
    }

    /// The imports whose sales it brings, of which the book has none: sales are never written over.
    pub fn new_sales(&self, here: &Here) -> Vec<RecordId> {
        self.export.batches.keys().copied().filter(|id| !here.holds_sales(*id)).collect()
    }

    /// Whether this change, made of it, brings nothing.
    pub fn brings_nothing(&self, change: &Change, here: &Here) -> bool {
        change.edits.is_empty() && self.new_sales(here).is_empty()
    }

    /// What this change, made of it, would do to what is here, in numbers.
    pub fn effect(&self, change: &Change, here: &Here) -> MergeEffect {
        let book = here.book;
        let touched = change.touched();
        let is_there = |id| book.record(id).is_some_and(|record| !record.is_deleted());
        let mut effect = MergeEffect::default();
        for (id, record) in self.export.book.records().filter(|(_, record)| !record.is_deleted()) {
            let counts = effect.records.entry(record.kind.clone()).or_default();
            match (is_there(id), touched.binary_search(&id).is_ok()) {
                (false, true) => counts.new += 1,
                (true, true) => counts.changed += 1,
                (_, false) => counts.same += 1,
            }
        }
        let removed = change.edits.iter().filter(|edit| edit.field == DELETED && edit.value == true);
        for record in removed.filter_map(|edit| book.record(edit.id)).filter(|record| !record.is_deleted()) {
            effect.records.entry(record.kind.clone()).or_default().removed += 1;
        }
        let new = self.new_sales(here).len();
        effect.sales = MergeCounts { new, same: self.export.batches.len() - new, ..MergeCounts::default() };
        effect
    }
}

/// What taking a file over would do, and what is to be asked before.
#[derive(Clone, Debug, PartialEq)]
pub struct MergePreview {
    /// What was decided.
    pub spec: MergeSpec,
    /// What is asked, the same whatever is decided: nothing, if the book becomes as in the file. What it would
    /// edit isn't told again.
    pub asked: Joined,
    pub change: Change,
    pub effect: MergeEffect,
    /// Which edits of the change give another value to a field of a record that is here.
    pub overwrites: Vec<usize>,
    pub brings_nothing: bool,
}

/// Which edits give another value to a field of a record that is there, by their place.
fn overwrites(book: &Book, change: &Change) -> Vec<usize> {
    let is_other = |edit: &Edit| book.record(edit.id).is_some_and(|record| *record.value(&edit.field) != edit.value);
    change.edits.iter().enumerate().filter(|(_, edit)| is_other(edit)).map(|(at, _)| at).collect()
}

/// How many records are compared before the page may answer.
const RECORDS_AT_ONCE: usize = 1_000;

/// A preview being made, some records at a time; what is made of all of them comes in a turn each.
#[derive(Clone, Debug, Default)]
pub struct MergeSteps {
    joining: JoinSteps,
    restoring: Restoring,
    /// What was decided when what follows was made.
    spec: Option<MergeSpec>,
    asked: Option<Joined>,
    change: Option<Change>,
    preview: Option<MergePreview>,
}

impl MergeSteps {
    /// Goes on; the preview, once it is made. Always of the same file and the same book. A small file takes one step.
    pub fn step(&mut self, merge: &BookMerge, here: &Here, spec: MergeSpec) -> Option<MergePreview> {
        if self.spec != Some(spec) {
            (self.spec, self.asked, self.change, self.preview) = (Some(spec), None, None, None);
        }
        let is_small = [here.book, &merge.export.book].iter().all(|book| book.records().count() < RECORDS_AT_ONCE);
        loop {
            let preview = merge.with_joining(here, |joining| self.stage(merge, joining, here, spec));
            if preview.is_some() || !is_small {
                return preview;
            }
        }
    }

    /// Compares some records; whether all are compared.
    fn compare(&mut self, joining: &Joining, mode: MergeMode, at_most: usize) -> bool {
        match mode {
            MergeMode::Add => self.joining.step(joining, at_most),
            MergeMode::Restore => self.restoring.step(joining.ours, joining.theirs, at_most),
        }
    }

    fn stage(&mut self, merge: &BookMerge, joining: &Joining, here: &Here, spec: MergeSpec) -> Option<MergePreview> {
        if self.asked.is_none() {
            if self.compare(joining, spec.mode, RECORDS_AT_ONCE) {
                // What stays because of its sales shows where the rest would go.
                let choices = JoinChoices { delete_edited: true, ..JoinChoices::default() };
                let asked = (spec.mode == MergeMode::Add).then(|| merge.joined(joining, &self.joining, choices));
                self.asked = Some(Joined { edits: Vec::new(), ..asked.unwrap_or_default() });
            }
            return None;
        }
        if let Some(preview) = self.preview.take() {
            let overwrites = overwrites(here.book, &preview.change);
            return Some(MergePreview { overwrites, ..preview });
        }
        let Some(change) = self.change.take() else {
            self.change = Some(merge.change_of(joining, self, spec));
            return None;
        };
        let (effect, brings_nothing) = (merge.effect(&change, here), merge.brings_nothing(&change, here));
        let (asked, overwrites) = (self.asked.clone().unwrap_or_default(), Vec::new());
        self.preview = Some(MergePreview { spec, asked, change, effect, overwrites, brings_nothing });
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Contact, RecordKind, Stamp, account};
    use crate::currency::Currency;
    use crate::ledger::Batch;

    fn stamp(millis: u64) -> Stamp {
        Stamp { millis, ..Stamp::default() }
    }

    fn id(number: u128) -> RecordId {
        RecordId::well_known(1_000 + number)
    }

    fn add<K: RecordKind>(book: &mut Book, at: RecordId, record: K, millis: u64) {
        book.apply(&Change::new(Label::Sample, record.create(at)), stamp(millis));
    }

    fn named(name: &str) -> Account {
        Account { name: name.into(), ..Account::default() }
    }

    /// Two books with Alfa in both, renamed in the file, Beta here, Gamma and a person of hers there.
    fn sides() -> (Book, BookMerge) {
        let (mut ours, mut theirs) = (Book::default(), Book::default());
        add(&mut ours, id(1), named("Alfa"), 1);
        theirs.join_book(&ours);
        add(&mut ours, id(2), named("Beta"), 2);
        add(&mut theirs, id(3), named("Gamma"), 3);
        add(&mut theirs, id(4), Contact { account: Some(id(3)), ..Contact::default() }, 4);
        theirs.apply(&Change::new(Label::Sample, vec![account::field::name.set(id(1), "Alpha".into())]), stamp(5));
        let batches = [(id(8), Batch::default()), (id(9), Batch::default())].into();
        let export = Export { book: theirs, batches, ..Export::default() };
        (ours, BookMerge { export, file: "theirs.json".into() })
    }

    /// A book that holds the sales of these imports.
    fn here<'a>(book: &'a Book, sales: &'a dyn Fn(RecordId) -> Option<Arc<Batch>>) -> Here<'a> {
        Here { book, sales, now: 1_000 }
    }

    fn all(_: RecordId) -> Option<Arc<Batch>> {
        Some(Arc::default())
    }

    fn none(_: RecordId) -> Option<Arc<Batch>> {
        None
    }

    fn the_first(import: RecordId) -> Option<Arc<Batch>> {
        (import == id(8)).then(Arc::default)
    }

    fn add_to(book: &Book, merge: &BookMerge) -> Change {
        merge.change(&here(book, &none), MergeMode::Add.into())
    }

    fn counts(new: usize, changed: usize, same: usize, removed: usize) -> MergeCounts {
        MergeCounts { new, changed, same, removed }
    }

    #[test]
    fn adding_takes_nothing_away() {
        let (book, merge) = sides();
        let here = here(&book, &the_first);
        let change = merge.change(&here, MergeMode::Add.into());
        let effect = merge.effect(&change, &here);
        assert_eq!(effect.of(Account::KIND), counts(1, 1, 0, 0));
        assert_eq!(effect.of(Contact::KIND), counts(1, 0, 0, 0));
        assert_eq!(effect.of_all(|_| true), counts(2, 1, 0, 0));
        assert_eq!(effect.sales, counts(1, 0, 1, 0));
        assert!(effect.of("nothing").is_empty());
        assert_eq!(merge.new_sales(&here), [id(9)]);
    }

    #[test]
    fn restoring_takes_what_the_file_does_not_have() {
        let (book, merge) = sides();
        let here = here(&book, &none);
        let change = merge.change(&here, MergeMode::Restore.into());
        let effect = merge.effect(&change, &here);
        assert_eq!(effect.of(Account::KIND), counts(1, 1, 0, 1));
    }

    #[test]
    fn a_file_that_was_taken_over_brings_nothing() {
        let (mut book, merge) = sides();
        let change = add_to(&book, &merge);
        assert!(!merge.brings_nothing(&change, &here(&book, &all)));
        book.apply(&change, stamp(9));
        let again = add_to(&book, &merge);
        assert!(merge.brings_nothing(&again, &here(&book, &all)), "{again:?}");
        assert!(!merge.brings_nothing(&again, &here(&book, &none)), "but sales, where there are none");
        assert_eq!(merge.effect(&again, &here(&book, &all)).of(Account::KIND), counts(0, 0, 2, 0));
    }

    #[test]
    fn only_an_emptied_book_has_deleted_records_revived() {
        let (mut book, merge) = sides();
        book.apply(&add_to(&book, &merge), stamp(9));
        let delete = |at: u128| {
            book.record(id(at)).map(|record| crate::book::Edit {
                id: id(at),
                kind: record.kind.clone(),
                field: DELETED.into(),
                value: true.into(),
                stamp: None,
            })
        };
        let (one, every): (Vec<_>, Vec<_>) = (delete(1).into_iter().collect(), (1..=4).filter_map(delete).collect());
        let mut less = book.clone();
        less.apply(&Change::new(Label::Sample, one), stamp(10));
        assert!(add_to(&less, &merge).edits.is_empty(), "a deletion stands");
        book.apply(&Change::new(Label::Sample, every), stamp(10));
        let change = add_to(&book, &merge);
        book.apply(&change, stamp(11));
        assert_eq!(book.count::<Account>(), 2, "what the file has is back");
    }

    #[test]
    fn an_emptied_book_gets_back_what_was_edited_after_too() {
        let (book, merge) = sides();
        let mut emptied = book.clone();
        let gone = book.records().map(|(id, record)| Edit::raw(id, &record.kind, DELETED, true.into()));
        emptied.apply(&Change::new(Label::Sample, gone.collect()), stamp(3));
        let change = add_to(&emptied, &merge);
        let mut named: Vec<_> = change.edits.iter().map(|edit| (edit.id, edit.field.as_str())).collect();
        named.sort_unstable();
        let count = named.len();
        named.dedup();
        assert_eq!(named.len(), count, "a change names a field once: {named:?}");
        emptied.apply(&change, stamp(9));
        assert!(emptied.has::<Account>(id(1)) && emptied.has::<Account>(id(3)));
    }

    #[test]
    fn a_preview_tells_which_fields_of_records_here_get_another_value() {
        let (book, merge) = sides();
        let here = here(&book, &none);
        let preview = MergeSteps::default().step(&merge, &here, MergeMode::Add.into()).unwrap();
        let told: Vec<_> = preview.overwrites.iter().map(|at| &preview.change.edits[*at]).collect();
        let told: Vec<_> = told.into_iter().map(|edit| (edit.id, edit.field.as_str(), &edit.value)).collect();
        assert_eq!(told, [(id(1), account::field::name.name, &serde_json::Value::from("Alpha"))]);
        assert!(preview.change.edits.len() > 1, "what is new overwrites nothing");
    }

    /// Bug: a colleague's deletion of an account with sales here left sales of nobody in the segments.
    #[test]
    fn a_merged_deletion_leaves_no_sales_without_an_owner() {
        let (mut book, mut merge) = sides();
        add(&mut book, id(20), ImportBatch { rows: 1, ..ImportBatch::default() }, 7);
        merge.export.book.apply(&Change::new(Label::Sample, vec![Edit::delete::<Account>(id(1))]), stamp(8));
        let sales = |import| (import == id(20)).then(|| Arc::new(Batch { accounts: vec![id(1)], ..Batch::default() }));
        let here = Here { book: &book, sales: &sales, now: 1_000 };
        let preview = MergeSteps::default().step(&merge, &here, MergeMode::Add.into()).unwrap();
        assert_eq!(preview.asked.with_sales, [id(1)]);
        assert_eq!(preview.change, merge.change(&here, MergeMode::Add.into()));
        let mut after = book.clone();
        after.apply(&merge.change(&here, MergeMode::Add.into()), stamp(9));
        assert!(after.has::<Account>(id(1)));
    }

    #[test]
    fn a_dossier_brings_the_currency_of_its_sales_to_a_book_without() {
        let (mut book, mut merge) = sides();
        let euro: Currency = "EUR".parse().unwrap_or_default();
        let import = ImportBatch { currency: Some(euro), ..ImportBatch::default() };
        add(&mut merge.export.book, id(8), import, 6);
        let currency = |book: &Book| book.value(SETTINGS, settings::field::currency);
        let taken = |book: &Book, merge: &BookMerge| {
            let mut book = book.clone();
            book.apply(&add_to(&book, merge), stamp(9));
            currency(&book)
        };
        assert_eq!(taken(&book, &merge), None, "a whole book has its own settings");
        merge.export.is_part = true;
        assert_eq!(taken(&book, &merge), Some(euro));
        let dollar = "USD".parse().ok();
        book.apply(&Change::new(Label::Sample, vec![settings::field::currency.set(SETTINGS, dollar)]), stamp(7));
        add(&mut book, id(20), ImportBatch { created: 1, ..ImportBatch::default() }, 7);
        assert_eq!(taken(&book, &merge), dollar, "a book that counts in something goes on with it");
    }
}
