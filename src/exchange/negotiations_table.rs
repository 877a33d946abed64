//! Negotiations as a table: one line each, in the order in which they are listed.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, account};
use crate::currency::Currency;
use crate::dossier::negotiation::listed::Listed;

/// The columns, in order; outside programs rely on them. `lacking`: how many checks aren't met; `concessions` and
/// `at_stake` a year in major units of the book's currency.
const COLUMNS: [&str; 10] = [
    "account",
    "external_id",
    "negotiation",
    "day",
    "prepared",
    "lacking",
    "concessions",
    "at_stake",
    "held",
    "outcome",
];

/// As a [`ListTable`]; `currency`: the ledger's.
pub fn negotiations_table<'a>(
    book: &Book,
    currency: Currency,
    listed: impl IntoIterator<Item = &'a Listed>,
) -> ListTable {
    let money = |minor: i128| Cell::Money(currency.plain(minor));
    let row = |of: &Listed| {
        let record = &of.record;
        let subject = record.subject.trim();
        [
            Cell::Text(of.of.clone()),
            Cell::Text(book.value(of.account, account::field::external_id)),
            if subject.is_empty() { Cell::Empty } else { Cell::Text(subject.into()) },
            record.day.map_or(Cell::Empty, Cell::Day),
            record.prepared.map_or(Cell::Empty, Cell::Day),
            Cell::Count(of.lacking),
            if of.costs.counted > 0 { money(of.costs.total) } else { Cell::Empty },
            of.stake.map_or(Cell::Empty, |stake| money(stake.minor)),
            record.held.map_or(Cell::Empty, Cell::Day),
            record.outcome.map_or(Cell::Empty, |outcome| Cell::Text(outcome.code().into())),
        ]
    };
    ListTable::of(COLUMNS, listed.into_iter().map(row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Negotiation, NegotiationOutcome, RecordId};
    use crate::calendar::date;
    use crate::dossier::negotiation::cost::{Costs, Stake, StakeFrom};

    #[test]
    fn a_negotiation_is_a_line_and_what_is_not_known_is_empty() {
        let listed = Listed {
            id: RecordId::well_known(1),
            account: RecordId::well_known(2),
            of: "Alfa".into(),
            record: Negotiation {
                subject: "=Terms".into(),
                day: Some(date(2024, 5, 6)),
                held: Some(date(2024, 5, 7)),
                outcome: Some(NegotiationOutcome::Partly),
                ..Negotiation::default()
            },
            lacking: 3,
            costs: Costs { total: 123_345, counted: 4, ..Costs::default() },
            stake: Some(Stake { minor: 7_042_376, from: StakeFrom::Sales }),
        };
        let empty = Listed {
            record: Negotiation::default(),
            costs: Costs { unknown: 1, ..Costs::default() },
            stake: None,
            ..listed.clone()
        };
        let text = negotiations_table(&Book::default(), Currency::default(), [&listed, &empty]).csv();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines,
            [
                COLUMNS.join(",").as_str(),
                "Alfa,,'=Terms,2024-05-06,,3,1233.45,70423.76,2024-05-07,partly",
                "Alfa,,,,,3,,,,",
            ]
        );
    }
}
