//! What stands beside the ranks (C24): sales of many customers in one account, or of nobody known. They
//! count in the total; nothing is ranked, classed or judged by them.

use super::{Analysis, Finding, Tally};

impl Analysis {
    /// The accounts that aren't one customer, and their value.
    pub fn beside(&self) -> Tally {
        self.tally(|finding| finding.stands_for.is_some())
    }

    /// The customers that are ranked, the largest first.
    pub fn ranked(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.rank.is_some())
    }

    /// How many customers bought.
    pub fn customers(&self) -> usize {
        self.findings.iter().filter(|finding| finding.stands_for.is_none()).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::behaviour::overdue_accounts;
    use crate::analysis::{AbcClass, Config, suggested_types};
    use crate::book::{Account, Book, Change, Label, RecordId, RecordKind, Stamp, StandsFor};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Ledger, Line, Sales};

    fn id(at: usize) -> RecordId {
        RecordId::well_known(100 + at as u128)
    }

    /// Accounts that bought for so much on the first of each month of half a year.
    fn world(accounts: &[(i64, Option<StandsFor>)]) -> (Book, Ledger) {
        let mut book = Book::default();
        let account = |(at, (_, stands_for)): (usize, &(i64, Option<StandsFor>))| {
            Account { name: format!("Account {at:02}"), stands_for: *stands_for, ..Account::default() }.create(id(at))
        };
        let edits = accounts.iter().enumerate().flat_map(account).collect();
        book.apply(&Change::new(Label::Sample, edits), Stamp::default());
        let lines = accounts.iter().enumerate().flat_map(|(at, (amount, _))| {
            (1..=6).map(move |month| Line::plain(at as u32, date(2024, month, 1), *amount))
        });
        let sales = Sales { lines: lines.collect(), ..Sales::new(Currency::default()) };
        let batch = Batch { accounts: (0..accounts.len()).map(id).collect(), sales };
        (book, Ledger::of(Currency::default(), [&batch]))
    }

    fn analysis(accounts: &[(i64, Option<StandsFor>)]) -> (Analysis, Ledger) {
        let (book, ledger) = world(accounts);
        (Analysis::of(&book, &ledger, &Config::default()).expect("sales"), ledger)
    }

    /// Bug: retail customers were the largest account, and took every class A with them.
    #[test]
    fn a_collective_account_counts_in_the_total_and_is_neither_ranked_nor_classed() {
        let accounts = [(80, None), (10_000, Some(StandsFor::Many)), (15, None), (5, None)];
        let (analysis, ledger) = analysis(&accounts);
        assert_eq!((analysis.positive_total, analysis.net_total), (600, 60_600));
        assert_eq!((analysis.beside(), analysis.customers()), (Tally { count: 1, value: 60_000 }, 3));
        let classes: Vec<_> = [0, 2, 3].map(|at| analysis.finding(id(at)).and_then(|finding| finding.abc())).into();
        assert_eq!(classes, [Some(AbcClass::A), Some(AbcClass::B), Some(AbcClass::C)]);
        let many = analysis.finding(id(1)).expect("it has sales");
        assert_eq!((many.rank, many.abc(), many.xyz(), many.is_provider), (None, None, None, false));
        assert_eq!((many.value, many.overdue), (60_000, None));
        assert_eq!(suggested_types(&analysis, &ledger, many), []);
        assert!(!analysis.rfm().contains_key(&id(1)));
        assert!(overdue_accounts(&analysis, &ledger).iter().all(|overdue| overdue.account != id(1)));
        // Those of rank stand first, in order.
        assert_eq!(analysis.ranked().map(|finding| finding.account).collect::<Vec<_>>(), [id(0), id(2), id(3)]);
        assert_eq!(analysis.concentration.accounts, 3);
    }

    proptest! {
        /// What stands beside the ranks changes nothing about them.
        #[test]
        fn customers_are_judged_as_if_it_were_not_there(
            amounts in prop::collection::vec((-20i64..400, prop::option::of(prop::bool::ANY)), 1..12),
        ) {
            let what = |many: bool| if many { StandsFor::Many } else { StandsFor::Nobody };
            let accounts: Vec<_> = amounts.iter().map(|(amount, kind)| (*amount, kind.map(what))).collect();
            let (with, _) = analysis(&accounts);
            let alone = with.without(&with.findings.iter().filter(|f| f.stands_for.is_some()).map(|f| f.account).collect());
            let Some(alone) = alone else { return Ok(()) };
            prop_assert_eq!(with.positive_total, alone.positive_total);
            prop_assert_eq!(with.net_total, alone.net_total + with.beside().value);
            prop_assert_eq!(&with.concentration, &alone.concentration);
            prop_assert_eq!(with.customers(), alone.findings.len());
            for finding in &alone.findings {
                prop_assert_eq!(with.finding(finding.account), Some(finding));
                prop_assert_eq!(with.rise_to(finding), alone.rise_to(finding));
                prop_assert_eq!(with.fall_from(finding), alone.fall_from(finding));
            }
            prop_assert!(with.findings.iter().all(|f| f.stands_for.is_none() || f.rank.is_none() && f.xyz().is_none()));
        }
    }
}
