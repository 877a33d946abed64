//! Who of ours sold to an account, and who most likely answers for it, read off its orders (C23).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::days::within;
use crate::book::RecordId;
use crate::calendar::Date;
use crate::ledger::Ledger;

/// The last 365 days: the last of the ledger, and so many before it.
const BEFORE: i32 = 364;

/// Who sold to an account in the last year of the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selling {
    /// Who sold most: an index into [`Ledger::people`]. Of two who sold as much, who sold last, then by name.
    pub largest: Option<u32>,
    /// What they sold, and what was sold in all, whoever sold it: in minor units, returns taken off.
    pub sum: i128,
    pub total: i128,
    /// Everybody who sold, indices into [`Ledger::people`].
    pub people: Vec<u32>,
}

impl Selling {
    pub fn of(ledger: &Ledger, account: RecordId) -> Self {
        let Some((_, until)) = ledger.span() else { return Self::default() };
        let mut total: i128 = 0;
        let mut sold: BTreeMap<u32, (i128, Date)> = BTreeMap::new();
        for sale in within(ledger.sales(account), (until.plus(-BEFORE), until)) {
            total += i128::from(sale.amount);
            let person = sale.document.and_then(|document| ledger.document(document)?.person);
            if let Some(person) = person {
                let (sum, last) = sold.entry(person).or_insert((0, sale.day));
                (*sum, *last) = (*sum + i128::from(sale.amount), sale.day.max(*last));
            }
        }
        let name = |person: u32| ledger.people().get(person as usize);
        let most = sold.iter().max_by_key(|(person, sold)| (**sold, Reverse(name(**person))));
        let most = most.map(|(person, (sum, _))| (*person, *sum)).filter(|(_, sum)| *sum > 0);
        Self {
            largest: most.map(|(person, _)| person),
            sum: most.map_or(0, |(_, sum)| sum),
            total,
            people: sold.into_keys().collect(),
        }
    }

    /// How much of all they sold who sold most; `None` where that says nothing. Above 1 where others took back more
    /// than they sold.
    pub fn share(&self) -> Option<f64> {
        (self.largest.is_some() && self.total > 0).then(|| self.sum as f64 / self.total as f64)
    }

    /// Who sold half of it or more.
    pub fn suggested(&self) -> Option<u32> {
        self.largest.filter(|_| self.total > 0 && self.sum * 2 >= self.total)
    }
}

/// Who sold most to the account in the last year of the ledger, if that is half of it or more; an index
/// into [`Ledger::people`].
pub fn likely_owner(ledger: &Ledger, account: RecordId) -> Option<u32> {
    Selling::of(ledger, account).suggested()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Document, Line, Sales};

    /// Who sold what where these people sold for these amounts, a day after another up to the end of 2024.
    fn selling(sold: &[(Option<u32>, i64)]) -> Selling {
        let account = RecordId::well_known(1);
        let first = date(2024, 12, 31).plus(1 - sold.len() as i32);
        let line = |(at, (_, amount)): (u32, &(Option<u32>, i64))| Line {
            document: Some(at),
            ..Line::plain(0, first.plus(at as i32), *amount)
        };
        let sales = Sales {
            people: vec!["Ana".into(), "Bo".into()],
            documents: (0..)
                .zip(sold)
                .map(|(at, (person, _)): (u32, _)| Document { person: *person, ..Document::from(&*at.to_string()) })
                .collect(),
            lines: (0..).zip(sold).map(line).collect(),
            ..Sales::new(Currency::default())
        };
        Selling::of(&Ledger::of(Currency::default(), [&Batch { accounts: vec![account], sales }]), account)
    }

    fn likely(sold: &[(Option<u32>, i64)]) -> Option<u32> {
        selling(sold).suggested()
    }

    #[test]
    fn who_sold_half_of_it_or_more_is_likely_the_owner() {
        assert_eq!(likely(&[(Some(0), 60), (Some(1), 40)]), Some(0));
        assert_eq!(likely(&[(Some(0), 50), (Some(1), 50)]), Some(1), "who sold last");
        assert_eq!(likely(&[(Some(0), 40), (None, 60)]), None);
        assert_eq!(likely(&[(None, 10)]), None);
    }

    #[test]
    fn what_is_shared_says_who_sold_most_of_it() {
        let shared = selling(&[(Some(0), 40), (Some(1), 10), (None, 50)]);
        assert_eq!(
            (shared.largest, shared.share(), shared.suggested(), shared.people),
            (Some(0), Some(0.4), None, vec![0, 1])
        );
        let half = selling(&[(Some(0), 40), (Some(1), 10), (None, 30)]);
        assert_eq!((half.share(), half.suggested()), (Some(0.5), Some(0)));
    }

    #[test]
    fn of_what_was_taken_back_nobody_has_a_share() {
        let back = selling(&[(Some(0), 40), (Some(1), -40)]);
        assert_eq!((back.largest, back.share(), back.suggested()), (Some(0), None, None));
        let only_back = selling(&[(Some(0), -40)]);
        assert_eq!((only_back.largest, only_back.share()), (None, None));
        assert_eq!(selling(&[(Some(0), 40), (Some(1), -20)]).share(), Some(2.0));
    }
}
