//! Plans as a table: one line each, the worst first.

use super::list_table::{Cell, ListTable};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::planning::portfolio::{Portfolio, Row};
use crate::planning::to_date::State;

/// The columns, in order; outside programs rely on them. `target`, `actual` and `expected` are of the main objective,
/// and empty where nothing is measured from the ledger; `state` is empty where nothing is expected yet.
const COLUMNS: [&str; 8] = ["account", "plan", "from", "to", "target", "actual", "expected", "state"];

/// A line for each open plan, in the portfolio's order; `currency`: the ledger's.
pub fn plans_table(portfolio: &Portfolio, currency: Currency) -> ListTable {
    let row = |row: &Row| {
        let day = |day: fn((Date, Date)) -> Date| row.span.map_or(Cell::Empty, |span| Cell::Day(day(span)));
        let money = |minor: Option<i128>| minor.map_or(Cell::Empty, |minor| Cell::Money(currency.plain(minor)));
        let expected = row.figures.and_then(|of| of.expected).map(|expected| expected.round() as i128);
        [
            Cell::Text(row.of.clone()),
            Cell::Text(row.name.clone()),
            day(|(from, _)| from),
            day(|(_, to)| to),
            money(row.figures.map(|of| of.target.into())),
            money(row.figures.map(|of| of.actual)),
            money(expected),
            Cell::Text(row.state.map(code).unwrap_or_default().into()),
        ]
    };
    ListTable::of(COLUMNS, portfolio.open.iter().map(row))
}

/// The name of a state for other programs.
pub fn code(state: State) -> &'static str {
    match state {
        State::OnTrack => "on_track",
        State::Behind => "behind",
        State::FarBehind => "far_behind",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::RecordId;
    use crate::calendar::date;
    use crate::planning::portfolio::Figures;

    #[test]
    fn a_plan_is_a_line_and_what_is_not_known_is_empty() {
        let row = Row {
            plan: RecordId::well_known(1),
            account: RecordId::well_known(2),
            of: "Ernst Handel".into(),
            name: "1998 H1".into(),
            beginning: None,
            is_programme: false,
            owner: None,
            authors: Vec::new(),
            span: Some((date(1998, 1, 1), date(1998, 6, 30))),
            figures: Some(Figures { target: 4_500_000, actual: 4_121_065, expected: Some(4_372_508.4) }),
            state: Some(State::Behind),
            review: None,
            warnings: 0,
            closed: None,
            sample: false,
        };
        let empty = Row { figures: None, state: None, span: None, name: String::new(), ..row.clone() };
        let portfolio = Portfolio { open: vec![row, empty], ..Portfolio::default() };
        let told = plans_table(&portfolio, Currency::default()).csv();
        let lines: Vec<&str> = told.trim_start_matches('\u{feff}').lines().collect();
        let plain = |minor| Currency::default().plain(minor);
        let first = format!(
            "Ernst Handel,1998 H1,1998-01-01,1998-06-30,{},{},{},behind",
            plain(4_500_000),
            plain(4_121_065),
            plain(4_372_508)
        );
        assert_eq!(lines, [COLUMNS.join(","), first, "Ernst Handel,,,,,,,".to_owned()]);
    }
}
