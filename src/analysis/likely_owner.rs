//! Who of ours most likely answers for an account, read off its orders (C23).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::days::within;
use crate::book::RecordId;
use crate::calendar::Date;
use crate::ledger::Ledger;

/// The last 365 days: the last of the ledger, and so many before it.
const BEFORE: i32 = 364;

/// Who sold most to the account in the last year of the ledger, if that is half of it or more; an index
/// into [`Ledger::people`]. Of two who sold as much, who sold last, then by name.
pub fn likely_owner(ledger: &Ledger, account: RecordId) -> Option<u32> {
    let (_, until) = ledger.span()?;
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
    let (person, (sum, _)) = sold.into_iter().max_by_key(|(person, sold)| (*sold, Reverse(name(*person))))?;
    (sum > 0 && sum * 2 >= total).then_some(person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Document, Line, Sales};

    /// Who is likely where these people sold for these amounts, a day after another up to the end of 2024.
    fn likely(sold: &[(Option<u32>, i64)]) -> Option<u32> {
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
        likely_owner(&Ledger::of(Currency::default(), [&Batch { accounts: vec![account], sales }]), account)
    }

    #[test]
    fn who_sold_half_of_it_or_more_is_likely_the_owner() {
        assert_eq!(likely(&[(Some(0), 60), (Some(1), 40)]), Some(0));
        assert_eq!(likely(&[(Some(0), 50), (Some(1), 50)]), Some(1), "who sold last");
        assert_eq!(likely(&[(Some(0), 40), (None, 60)]), None);
        assert_eq!(likely(&[(None, 10)]), None);
    }
}
