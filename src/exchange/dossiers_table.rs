//! The dossiers of several accounts as a table: one line each, in the order in which they are listed.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, RecordId, account};
use crate::currency::Currency;
use crate::dossier::health::{Certainty, Health};
use crate::dossier::side_by_side::{ASKED, Row, SideBySide};

/// The columns, in order; outside programs rely on them. `value_365` is the revenue of the last twelve months;
/// what follows `confirmed` is `missing`, `assumed`, `stale` or `confirmed`.
const COLUMNS: [&str; 15] = [
    "account",
    "external_id",
    "currency",
    "value_365",
    "known",
    "confirmed",
    "description",
    "decider",
    "competitors",
    "white_space",
    "goals",
    "people",
    "ties",
    "owner",
    "next_step",
];

/// As a [`ListTable`], of the rows at these places.
pub fn dossiers_table(book: &Book, currency: Currency, found: &SideBySide, places: &[usize]) -> ListTable {
    let rows = places.iter().filter_map(|at| found.rows.get(*at));
    ListTable::of(COLUMNS, rows.map(|row| cells(book, currency, row)))
}

fn cells(book: &Book, currency: Currency, row: &Row) -> [Cell; COLUMNS.len()] {
    let text = |field| Cell::Text(book.value(row.id, field));
    let name = |id: Option<RecordId>| id.map_or(Cell::Empty, |id| Cell::Text(book.name(id)));
    let [description, decider, competitors, white_space, goals] = ASKED.map(|need| asked(&row.health, need));
    [
        Cell::Text(row.name.clone()),
        text(account::field::external_id),
        Cell::Text(currency.to_string()),
        Cell::Money(currency.plain(row.value)),
        Cell::Share(row.health.completeness()),
        Cell::Share(row.health.certainty()),
        description,
        decider,
        competitors,
        white_space,
        goals,
        Cell::Count(row.people),
        Cell::Count(row.ties),
        name(row.owner),
        text(account::field::next_what),
    ]
}

fn asked(health: &Health, need: crate::dossier::health::Need) -> Cell {
    let code = match health.of_need(need) {
        Certainty::Missing => "missing",
        Certainty::Assumed => "assumed",
        Certainty::Stale => "stale",
        Certainty::Confirmed => "confirmed",
    };
    Cell::Text(code.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, Config};
    use crate::book::{Account, Change, Label, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::dossier::health::AsOf;
    use crate::dossier::side_by_side::{By, Whose};
    use crate::ledger::{Batch, Ledger, Line, Sales};

    #[test]
    fn a_dossier_is_a_line_that_no_spreadsheet_takes_for_a_formula() {
        let id = RecordId::well_known(7);
        let mut book = Book::default();
        let account = Account {
            name: "=Ernst, Handel".into(),
            external_id: "ERNSH".into(),
            description: "Delicatessen".into(),
            next_what: "Visit".into(),
            ..Account::default()
        };
        let stamp = Stamp { millis: 1, ..Stamp::default() };
        book.apply(&Change::new(Label::Sample, account.create(id)), stamp);
        let line = Line::plain(0, date(1998, 5, 6), 123_456);
        let sales = Sales { lines: vec![line], ..Sales::new("EUR".parse().unwrap_or_default()) };
        let currency = "EUR".parse().unwrap_or_default();
        let ledger = Ledger::of(currency, [&Batch { accounts: vec![id], sales }]);
        let analysis = Analysis::of(&book, &ledger, &Config::default());
        let as_of = AsOf { today: date(1998, 5, 6), fresh: 365 };
        let found = SideBySide::of(&book, &ledger, analysis.as_ref(), Whose::ClassA, as_of);
        let text = dossiers_table(&book, currency, &found, &found.sorted(By::Worth, |_| true)).csv();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines.first().copied(), Some(COLUMNS.join(",").as_str()));
        let told = lines.get(1).copied().unwrap_or_default();
        assert!(told.starts_with("\"'=Ernst, Handel\",ERNSH,EUR,1234.56,0."), "{told}");
        assert!(told.ends_with("assumed,missing,missing,missing,missing,0,0,,Visit"), "{told}");
        assert_eq!(lines.len(), 3, "each line ends");
    }
}
