//! What an account weighs in the whole history, whatever the window of the analysis.

use std::cmp::Reverse;

use super::{Ledger, orders};
use crate::book::RecordId;

/// What an account brought, all in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LifetimeTotals {
    /// In minor units of the ledger's currency.
    pub total: i128,
    /// Orders; credit notes are none.
    pub orders: usize,
}

impl Ledger {
    /// What an account brought; nothing if it never bought.
    pub fn lifetime_totals(&self, account: RecordId) -> LifetimeTotals {
        let sales = self.sales(account);
        LifetimeTotals {
            total: sales.iter().map(|sale| i128::from(sale.amount)).sum(),
            orders: orders(sales).iter().filter(|order| order.amount > 0).count(),
        }
    }

    /// Which of two accounts brought more; of equals the one created first.
    pub fn larger(&self, pair: [RecordId; 2]) -> RecordId {
        let [one, other] = pair;
        let by_weight = |id: &RecordId| (self.lifetime_totals(*id), Reverse(*id));
        std::cmp::max_by_key(one, other, by_weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    #[test]
    fn the_one_that_brought_more_is_larger() {
        let id = RecordId::well_known;
        let line = |customer, document, amount| Line {
            customer,
            day: date(2024, 1, 2),
            document: Some(document),
            group: None,
            amount,
            profit: None,
            currency: 0,
        };
        let lines = vec![line(0, 0, 500), line(1, 1, 300), line(1, 1, 300), line(1, 2, -50)];
        let sales = Sales { lines, documents: vec!["1".into(), "2".into(), "3".into()], ..Sales::default() };
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![id(1), id(2)], sales }]);
        assert_eq!(ledger.lifetime_totals(id(2)), LifetimeTotals { total: 550, orders: 1 });
        assert_eq!(ledger.larger([id(1), id(2)]), id(2));
        assert_eq!(ledger.larger([id(2), id(1)]), id(2));
        // Neither bought.
        assert_eq!(ledger.larger([id(8), id(7)]), id(7));
        assert_eq!(ledger.larger([id(7), id(1)]), id(1));
    }
}
