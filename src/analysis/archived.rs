//! Accounts in the archive: what they brought stays in every total, so that figures of before stay true.

use super::Analysis;
use crate::book::{Book, account::field};

impl Analysis {
    /// How many of the accounts that are counted are in the archive: lists leave them out, totals do not.
    pub fn archived(&self, book: &Book) -> usize {
        let records = self.findings.iter().filter_map(|finding| book.record(finding.account));
        records.filter(|record| field::archived_on.of(record).is_some()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::book::{Account, Change, Label, RecordId, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Ledger, Line, Sales};

    #[test]
    fn what_is_in_the_archive_is_counted_still() {
        let (kept, archived, idle) = (RecordId::well_known(1), RecordId::well_known(2), RecordId::well_known(3));
        let mut book = Book::default();
        for (id, day) in [(kept, None), (archived, Some(date(2024, 6, 1))), (idle, Some(date(2024, 6, 1)))] {
            let account = Account { archived_on: day, ..Account::default() };
            book.apply(&Change::new(Label::Sample, account.create(id)), Stamp { millis: 1, ..Stamp::default() });
        }
        let lines = (0..2).map(|customer| Line::plain(customer, date(2024, 5, 6), 100)).collect();
        let batch = Batch { accounts: vec![kept, archived], sales: Sales { lines, ..Sales::default() } };
        let ledger = Ledger::of(Currency::default(), [&batch]);
        let found = Analysis::of(&book, &ledger, &Config::default()).expect("there are sales");
        assert_eq!(found.archived(&book), 1, "who bought nothing is in no total");
    }
}
