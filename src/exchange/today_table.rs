//! What is to be done today as a table: one line each in the order of their ranks, for spreadsheets and other programs.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, account::field};
use crate::calendar::Date;
use crate::today::Line;

/// The columns, in order; outside programs rely on them.
pub const COLUMNS: [&str; 7] = ["rank", "score", "kind", "account", "external_id", "due", "late_by"];

/// Ranked lines, those that are folded too, as they stand on a day. The score has six decimals; `late_by` is in days,
/// negative while the day lies ahead; both days are empty where nobody said until when.
pub fn today_table<'a>(book: &Book, lines: impl Iterator<Item = &'a Line>, today: Date) -> ListTable {
    let cells = |(rank, found): (usize, &Line)| {
        let day = found.day();
        [
            Cell::Count(rank),
            Cell::Ratio(found.score),
            Cell::Text(found.rule().code.into()),
            Cell::Text(found.name.clone()),
            Cell::Text(book.value(found.account, field::external_id)),
            day.map_or(Cell::Empty, Cell::Day),
            found.late_by(today).map_or(Cell::Empty, Cell::Days),
        ]
    };
    ListTable::of(COLUMNS, (1..).zip(lines).map(cells))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::kind::PLAN_ACTION;
    use crate::book::{Account, Change, Label, RecordId, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::dossier::due::{Due, Origin};
    use crate::today::Reason;

    const ID: RecordId = RecordId::well_known(7);

    fn of(day: Option<Date>) -> Line {
        let due = Due {
            day,
            rule: &PLAN_ACTION,
            origin: Origin::NextStep,
            title: "Visit".into(),
            record: None,
            competitor: None,
            is_over: false,
            ours: Vec::new(),
        };
        let reason = Reason::Due(due);
        Line {
            account: ID,
            name: "Tea, Ltd".into(),
            reason,
            value: 0,
            score: 2.0 / 3.0,
            ours: None,
            handled: None,
            state: None,
        }
    }

    #[test]
    fn a_line_says_what_is_due_when_and_how_late_it_is() {
        let mut book = Book::default();
        let account = Account { name: "Tea, Ltd".into(), external_id: "007".into(), ..Account::default() };
        book.apply(&Change::new(Label::Sample, account.create(ID)), Stamp { millis: 1, ..Stamp::default() });
        let lines = [of(Some(date(2024, 5, 1))), of(Some(date(2024, 5, 9))), of(None)];
        let text = today_table(&book, lines.iter(), date(2024, 5, 6)).csv();
        let expected = "\u{feff}rank,score,kind,account,external_id,due,late_by\r\n\
            1,0.666667,plan_action,\"Tea, Ltd\",007,2024-05-01,5\r\n\
            2,0.666667,plan_action,\"Tea, Ltd\",007,2024-05-09,-3\r\n\
            3,0.666667,plan_action,\"Tea, Ltd\",007,,\r\n";
        assert_eq!(text, expected);
    }
}
