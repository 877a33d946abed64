//! The receipt of an import (I16): which file, what it held.

use super::codes::codes;
use super::{Book, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::record_kind;

record_kind! {
    /// A file of sales that was taken over. The sales themselves are a
    /// [`ledger::Batch`](crate::ledger::Batch) under the same id; deleting this record takes
    /// them back.
    ImportBatch = "import_batch" {
        file: String,
        /// Hash of the file's bytes, hexadecimal.
        hash: String,
        /// The day it was imported on.
        imported_on: Option<Date>,
        /// Rows of data in the file.
        rows: u64,
        /// Rows that were taken over.
        imported: u64,
        /// Rows of totals, which are no sales.
        totals: u64,
        /// Rows that were left out for any other reason.
        skipped: u64,
        /// Orders that were new.
        created: u64,
        /// Orders that were here and are different in the file.
        updated: u64,
        /// Orders that were here as they are in the file.
        unchanged: u64,
        /// What the imported rows add up to in `currency`: a decimal with a point.
        sum: String,
        /// The file's main currency.
        currency: Option<Currency>,
        /// First day with a sale.
        first: Option<Date>,
        /// Last day with a sale.
        last: Option<Date>,
        /// The import of which this is one account's part, handed over in its dossier.
        part_of: Option<RecordId>,
        /// The account whose part it is.
        of_account: Option<RecordId>,
        /// Whether profits were left out of it, so that a part that has them is better.
        without_profit: bool,
        /// Whether it is a part of the sample.
        sample: bool,
        /// The imports that its file was held against, as the last of each line of imports, and itself: what those
        /// had been held against it was, too ([`ImportsSeen`](super::ImportsSeen)). Empty where it isn't known: of
        /// imports before there was this field, and of parts.
        compared: Vec<RecordId>,
        /// With which of its sales the file has document numbers; `None` where it has them with some, or isn't known.
        numbering: Option<Numbering>,
    }
}

codes! {
    /// With which of its sales a file has document numbers.
    Numbering {
        All = "all",
        None = "none",
    }
}

impl ImportBatch {
    /// The imports whose sales count: whole ones, and parts only of what isn't here as a whole, be it as
    /// that import or as another one of the same file. Of two parts of the same the one with profits counts.
    pub fn counting(book: &Book) -> Vec<RecordId> {
        // Field by field: reading all of a receipt would be code of the first load for this alone.
        let all: Vec<(RecordId, &Record)> = book.of_kind(Self::KIND).collect();
        let part_of = |import: &Record| field::part_of.of(import);
        let wholes = || all.iter().filter(|(_, import)| part_of(import).is_none());
        let counts = |import: &Record| {
            let Some(of) = part_of(import) else { return true };
            let hash = import.value(field::hash.name);
            let is_here =
                wholes().any(|(id, whole)| *id == of || (!hash.is_null() && whole.value(field::hash.name) == hash));
            let account = field::of_account.of(import);
            let is_better = |(_, other): &(RecordId, &Record)| {
                part_of(other) == Some(of) && field::of_account.of(other) == account && !field::without_profit.of(other)
            };
            !(is_here || field::without_profit.of(import) && all.iter().any(is_better))
        };
        all.iter().filter(|(_, import)| counts(import)).map(|(id, _)| *id).collect()
    }

    /// The id of an account's part of an import: the same in everybody's file.
    pub fn part_id(whole: RecordId, account: RecordId, without_profit: bool) -> RecordId {
        let plain = if without_profit { " without profit" } else { "" };
        RecordId::derived(whole, &format!("part {account}{plain}"))
    }

    /// Whether imports may be here that tell the same, each by itself: more than one that no other was held against,
    /// or such with and without document numbers. Cheap, and true of some books where nothing is told twice.
    pub fn may_overlap(book: &Book) -> bool {
        let all: Vec<(RecordId, Vec<RecordId>)> =
            book.of_kind(Self::KIND).map(|(id, record)| (id, field::compared.of(record))).collect();
        let is_end = |id: &RecordId| !all.iter().any(|(by, compared)| by != id && compared.contains(id));
        let forms = book.of_kind(Self::KIND).map(|(_, record)| record.value(field::numbering.name));
        let mut forms = forms.filter(|form| !form.is_null());
        let first = forms.next();
        forms.any(|form| Some(form) != first)
            || all.iter().any(|(_, compared)| !compared.is_empty())
                && all.iter().filter(|(id, _)| is_end(id)).count() > 1
    }

    /// Whether its file had sales; a list of customers has none.
    pub fn has_sales(&self) -> bool {
        self.first.is_some() || self.created + self.updated + self.unchanged > 0
    }

    /// The same of its record.
    pub fn is_of_sales(import: &Record) -> bool {
        let counts = [field::created, field::updated, field::unchanged];
        field::first.of(import).is_some() || counts.into_iter().any(|count| count.of(import) > 0)
    }
}
