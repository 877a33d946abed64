//! The health of relationships as a table: one line an account, in the order in which they are listed.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, RecordId, account};
use crate::service::health_score::{HealthScore, Part};

/// As a [`ListTable`]; outside programs rely on the columns.
///
/// Parts are 0 to 100 with six decimals, and empty where nothing is known; the stoppers are parted by semicolons;
/// `change` is in points since 91 days before.
pub fn health_table<'a>(book: &Book, scores: impl IntoIterator<Item = (RecordId, &'a HealthScore)>) -> ListTable {
    let parts = Part::ALL.map(Part::code);
    let head = ["account", "external_id", "score", "colour"].into_iter().chain(parts).chain(["stoppers", "change"]);
    ListTable::of(head, scores.into_iter().map(|(id, score)| cells(book, id, score)))
}

fn cells(book: &Book, id: RecordId, score: &HealthScore) -> Vec<Cell> {
    let stoppers: Vec<&str> = score.stoppers.iter().map(|stopper| stopper.code()).collect();
    let mut cells = vec![
        Cell::Text(book.name(id)),
        Cell::Text(book.value(id, account::field::external_id)),
        score.score().map_or(Cell::Empty, |score| Cell::Count(score as usize)),
        score.colour().map_or(Cell::Empty, |colour| Cell::Text(colour.code().into())),
    ];
    cells.extend(score.parts.iter().map(|(_, value)| value.map_or(Cell::Empty, Cell::Ratio)));
    cells.push(Cell::Text(stoppers.join(";")));
    cells.push(score.change.map_or(Cell::Empty, Cell::Difference));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Label, RecordKind, Stamp};
    use crate::service::health_score::Stopper;

    #[test]
    fn what_is_not_known_is_empty() {
        let id = RecordId::well_known(7);
        let account = Account { name: "Ernst Handel".into(), external_id: "ERNSH".into(), ..Account::default() };
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, account.create(id)), Stamp { millis: 1, ..Stamp::default() });
        let score = HealthScore {
            parts: Part::ALL.map(|part| (part, (part == Part::Rhythm).then_some(200.0 / 3.0))),
            by_parts: Some(67),
            stoppers: vec![Stopper::ClaimPastDeadline, Stopper::Lost],
            change: Some(-13),
        };
        let text = health_table(&book, [(id, &score)]).csv();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        let columns = "account,external_id,score,colour,trend,rhythm,satisfaction,complaints,delivery,responsiveness,\
                       coverage,contact,promises,freshness,stoppers,change";
        assert_eq!(lines.first().copied(), Some(columns));
        let told = "Ernst Handel,ERNSH,39,red,,66.666667,,,,,,,,,\"claim_past_deadline;lost\",-13";
        assert_eq!(lines.get(1).copied(), Some(told));
    }
}
