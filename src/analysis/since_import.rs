//! What the last import of sales changed: the picture with it beside the picture without it.

use super::{Analysis, Move};
use crate::book::{Book, ImportBatch, RecordId};
use crate::calendar::Date;
use crate::ledger::{Batch, Ledger, Valuation};

/// What came with the last import, where there were sales before it.
#[derive(Clone, Debug, PartialEq)]
pub struct SinceImport {
    pub file: String,
    pub imported_on: Option<Date>,
    /// Orders that were new, and those that were here and are different now.
    pub created: usize,
    pub updated: usize,
    /// Those whose class differs by it, the most valuable before first; new customers are among them.
    pub moved: Vec<Move>,
}

/// The last import with sales, if it wasn't the first and brought something.
fn last_import(book: &Book) -> Option<(RecordId, ImportBatch)> {
    let is_whole = |import: &ImportBatch| import.part_of.is_none() && import.has_sales();
    let mut all: Vec<(RecordId, ImportBatch)> = book.all::<ImportBatch>().filter(|(_, all)| is_whole(all)).collect();
    // Ids rise with time.
    all.sort_unstable_by_key(|(id, _)| *id);
    let last = all.pop()?;
    (!all.is_empty() && last.1.created + last.1.updated > 0).then_some(last)
}

impl SinceImport {
    /// `None` if there is one import of sales or none, or the last brought nothing. `counting` are the batches whose
    /// sales count, of which `now` is the picture.
    pub fn of<'a>(book: &Book, now: &Analysis, counting: impl Iterator<Item = (RecordId, &'a Batch)>) -> Option<Self> {
        let (last, import) = last_import(book)?;
        let before = counting.filter(|(id, _)| *id != last).map(|(_, batch)| batch);
        let before = Ledger::of(Valuation::of(book), before);
        // The same settings and the same period, so that what differs comes from the sales.
        let mut config = now.config.clone();
        config.period = Some(now.period.unit);
        let before = Analysis::of(book, &before, &config)?;
        let moved = before.movement_to(now).reclassed().into_iter().copied().collect();
        let ImportBatch { file, imported_on, created, updated, .. } = import;
        Some(Self { file, imported_on, created: created as usize, updated: updated as usize, moved })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{AbcClass, Config};
    use crate::book::{Change, Label, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Line, Sales};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(number)
    }

    /// Orders of these customers, with what each brings, in a month of 2024.
    fn batch(month: i8, orders: &[(u32, i64)]) -> Batch {
        let line = |(customer, amount): &(u32, i64)| Line::plain(*customer, date(2024, month, 5), *amount);
        let sales = Sales { lines: orders.iter().map(line).collect(), ..Sales::new(Currency::default()) };
        Batch { accounts: (1..=3).map(id).collect(), sales }
    }

    /// What is said of a book with these imports, each with how many orders were new in it.
    fn since(imports: &[(u64, Batch)]) -> Option<SinceImport> {
        let mut book = Book::default();
        let ids = (100..).map(id);
        for (own, (created, batch)) in ids.clone().zip(imports) {
            let first = batch.sales.lines.first().map(|line| line.day);
            let file = format!("{}.csv", imports.len());
            let import = ImportBatch { created: *created, first, last: first, file, ..ImportBatch::default() };
            book.apply(&Change::new(Label::Sample, import.create(own)), Stamp { millis: 1, ..Stamp::default() });
        }
        let all: Vec<(RecordId, &Batch)> = ids.zip(imports.iter().map(|(_, batch)| batch)).collect();
        let ledger = Ledger::of(Currency::default(), all.iter().map(|(_, batch)| *batch));
        let now = Analysis::of(&book, &ledger, &Config::default())?;
        SinceImport::of(&book, &now, all.into_iter())
    }

    #[test]
    fn the_last_import_says_what_it_changed() {
        let first = (2, batch(1, &[(0, 8_000), (1, 1_500), (2, 500)]));
        let found = since(&[first.clone(), (1, batch(2, &[(2, 90_000)]))]).expect("there were sales before");
        assert_eq!((found.created, found.updated, found.file.as_str()), (1, 0, "2.csv"));
        let moved: Vec<_> = found.moved.iter().map(|one| (one.account, one.after.and_then(|now| now.abc))).collect();
        assert!(moved.contains(&(id(3), Some(AbcClass::A))), "{moved:?}");
    }

    #[test]
    fn a_first_import_and_one_that_brought_nothing_say_nothing() {
        let first = (2, batch(1, &[(0, 8_000), (1, 1_500)]));
        assert_eq!(since(std::slice::from_ref(&first)), None);
        assert_eq!(since(&[first, (0, batch(2, &[]))]), None);
    }
}
