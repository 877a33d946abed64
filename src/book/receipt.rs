//! An import's receipt as far as it goes: those of earlier versions lack what later ones hold.

use super::{ImportBatch, Record, RecordKind};
use crate::calendar::Date;
use crate::currency::Currency;

/// What a receipt says; `None` where it says nothing, which is no zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    pub file: String,
    pub imported_on: Option<Date>,
    /// Rows of data in the file.
    pub rows: Option<u64>,
    /// Rows that were taken over.
    pub imported: Option<u64>,
    /// Rows of totals and headings.
    pub totals: Option<u64>,
    /// Rows that were left out for any other reason.
    pub skipped: Option<u64>,
    /// Orders that were new, other than they were here, and as they were here.
    pub orders: Option<[u64; 3]>,
    /// What the rows add up to, in minor units of the currency.
    pub sum: Option<(i128, Currency)>,
    /// First and last day with a sale.
    pub days: Option<(Date, Date)>,
}

impl Receipt {
    /// Of an import's record. A file without sales has no orders and no sum.
    pub fn of(record: &Record) -> Self {
        let ImportBatch { file, imported_on, sum, currency, first, last, .. } = ImportBatch::read(record);
        let count = |field: &str| record.get::<Option<u64>>(field);
        let days = first.zip(last);
        let orders = || Some([count("created")?, count("updated")?, count("unchanged")?]);
        Self {
            file,
            imported_on,
            rows: count("rows"),
            imported: count("imported"),
            totals: count("totals"),
            skipped: count("skipped"),
            orders: days.and_then(|_| orders()),
            sum: days.and(currency).and_then(|currency| Some((currency.minor(&sum)?, currency))),
            days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Change, Edit, Label, RecordId, Stamp};
    use crate::calendar::date;

    fn receipt(edits: Vec<Edit>) -> Receipt {
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        book.record(id()).map(Receipt::of).unwrap_or_default()
    }

    fn id() -> RecordId {
        RecordId::well_known(7)
    }

    fn import() -> ImportBatch {
        ImportBatch {
            file: "orders.csv".into(),
            imported_on: Some(date(2024, 5, 1)),
            rows: 5,
            imported: 4,
            totals: 1,
            created: 2,
            unchanged: 1,
            sum: "1234.50".into(),
            currency: "EUR".parse().ok(),
            first: Some(date(2024, 1, 2)),
            last: Some(date(2024, 3, 4)),
            ..ImportBatch::default()
        }
    }

    #[test]
    fn a_receipt_says_what_was_taken_over() {
        let found = receipt(import().create(id()));
        assert_eq!((found.rows, found.imported, found.totals, found.skipped), (Some(5), Some(4), Some(1), Some(0)));
        assert_eq!(found.orders, Some([2, 0, 1]));
        assert_eq!(found.sum, "EUR".parse().ok().map(|currency| (123_450, currency)));
        assert_eq!(found.days, Some((date(2024, 1, 2), date(2024, 3, 4))));
    }

    #[test]
    fn what_an_earlier_receipt_lacks_is_no_zero() {
        let old = ["file", "imported_on", "rows", "imported", "totals", "skipped"];
        let edits = import().create(id()).into_iter().filter(|edit| old.contains(&edit.field.as_str()));
        let found = receipt(edits.collect());
        assert_eq!((found.imported, found.orders, found.sum, found.days), (Some(4), None, None, None));
        let even_older = Edit::raw(id(), ImportBatch::KIND, "file", "a.csv".into());
        assert_eq!(receipt(vec![even_older]), Receipt { file: "a.csv".into(), ..Receipt::default() });
    }

    #[test]
    fn a_file_without_sales_has_no_orders_and_no_sum() {
        let customers = ImportBatch { first: None, last: None, sum: "0.00".into(), ..import() };
        let found = receipt(customers.create(id()));
        assert_eq!((found.orders, found.sum, found.imported), (None, None, Some(4)));
    }
}
