//! How often the accounts of a cell are contacted, and where all these contacts go (P2): resources belong where
//! they return most.

use super::{AbcClass, Analysis, Segment};

/// Contacts a year a person can choose from, the most first; none at all is one of them.
pub const CONTACTS_A_YEAR: [u32; 9] = [52, 26, 12, 9, 6, 4, 2, 1, 0];

impl Segment {
    /// Contacts a year with an account of the cell, unless somebody says otherwise *(our choice)*.
    pub fn usual_contacts(self) -> u32 {
        match self.letters() {
            "AY" => 26,
            "AX" | "AZ" | "BX" => 12,
            "BY" => 9,
            "BZ" | "CY" => 4,
            "CX" => 1,
            _ => 0,
        }
    }
}

/// What a class brings, and what it is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassContacts {
    pub class: AbcClass,
    /// Its share of the value, 0 to 1.
    pub share: f64,
    /// With all its accounts together, in a year.
    pub contacts: u64,
}

/// Where the contacts of a year go, by class. Accounts without a class by regularity are handled by hand, so
/// they count in the share of their class and in no contacts.
pub fn contacts(analysis: &Analysis, a_year: impl Fn(Segment) -> u32) -> [ClassContacts; 3] {
    let matrix = analysis.matrix();
    AbcClass::ALL.map(|class| {
        let cells = matrix.iter().filter(|(cell, _)| cell.abc == class);
        let contacts = cells.map(|(cell, tally)| tally.count as u64 * u64::from(a_year(*cell))).sum();
        ClassContacts { class, share: analysis.share(analysis.abc_tally(class).value), contacts }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::book::{Book, RecordId};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Ledger, Line, Sales};

    #[test]
    fn contacts_are_counted_by_class() {
        // One that brings nearly all, as regular as a clock, and two that brought a little once each.
        let monthly = (1..=12).map(|month| (0, date(2024, month, 1), 9_000));
        let once = [(1, date(2024, 3, 1), 90), (2, date(2024, 4, 1), 80)];
        let line = |(customer, day, amount)| Line::plain(customer, day, amount);
        let sales = Sales { lines: monthly.chain(once).map(line).collect(), ..Sales::new(Currency::default()) };
        let accounts = (1..=3).map(RecordId::well_known).collect();
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts, sales }]);
        let analysis = Analysis::of(&Book::default(), &ledger, &Config::default()).expect("sales");
        let [a, b, c] = contacts(&analysis, Segment::usual_contacts);
        assert_eq!((a.contacts, b.contacts, c.contacts), (12, 0, 0), "an AX each month, nobody calls CZ");
        let [_, _, c] = contacts(&analysis, |_| 2);
        assert_eq!(c.contacts, 4);
        assert!((a.share + b.share + c.share - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_usual_can_be_chosen() {
        assert!(Segment::all().all(|segment| CONTACTS_A_YEAR.contains(&segment.usual_contacts())));
    }
}
