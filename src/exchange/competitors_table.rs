//! Competitors as a table: one line each, in the order in which they are listed.

use super::list_table::{Cell, ListTable};
use crate::book::{Competitor, Threat};
use crate::currency::Currency;

/// The columns, in order; outside programs rely on them. `accounts` are those at which we meet them, `at_stake` is what
/// is bought of us there, in major units of `currency`, `lost` counts what was lost to them.
const COLUMNS: [&str; 8] = ["competitor", "region", "supplies", "accounts", "currency", "at_stake", "threat", "lost"];

/// A competitor of the list.
pub struct Met<'a> {
    pub competitor: &'a Competitor,
    pub accounts: usize,
    /// In minor units.
    pub at_stake: i128,
    pub threat: Option<Threat>,
    pub lost: usize,
}

/// As a [`ListTable`].
pub fn competitors_table<'a>(currency: Currency, met: impl IntoIterator<Item = Met<'a>>) -> ListTable {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) };
    let cells = |met: Met<'_>| {
        [
            Cell::Text(met.competitor.name.clone()),
            text(&met.competitor.region),
            text(&met.competitor.supplies),
            Cell::Count(met.accounts),
            Cell::Text(currency.to_string()),
            // Where we meet them nowhere, nothing can be at stake.
            if met.accounts > 0 { Cell::Money(currency.plain(met.at_stake)) } else { Cell::Empty },
            met.threat.map_or(Cell::Empty, |threat| Cell::Text(threat.code().into())),
            Cell::Count(met.lost),
        ]
    };
    ListTable::of(COLUMNS, met.into_iter().map(cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_competitor_is_a_line() {
        let known = Competitor { name: "-Rival, Ltd".into(), supplies: "Tea".into(), ..Competitor::default() };
        let other = Competitor { name: "Other".into(), ..Competitor::default() };
        let met = [
            Met { competitor: &known, accounts: 2, at_stake: 123_456, threat: Some(Threat::High), lost: 1 },
            Met { competitor: &other, accounts: 0, at_stake: 0, threat: None, lost: 0 },
        ];
        let told = "\u{feff}competitor,region,supplies,accounts,currency,at_stake,threat,lost\r\n\
                    \"'-Rival, Ltd\",,Tea,2,EUR,1234.56,high,1\r\nOther,,,0,EUR,,,0\r\n";
        assert_eq!(competitors_table("EUR".parse().unwrap_or_default(), met).csv(), told);
    }
}
