//! Whom we lose as tables: how each account stands, established losses, and the record of alarms.

use super::list_table::{Cell, ListTable};
use crate::analysis::losses::{AlarmRecord, Standing};
use crate::book::{Book, Coded, RecordId, account};
use crate::ledger::Ledger;
use crate::retention::standings::Standings;

/// The columns, in order; outside programs rely on them. Days of silence and gaps are days; `value_365` is what the
/// account brought in the last 365 days, and `loss_day` its latest established loss.
const STATES: [&str; 12] = [
    "account",
    "external_id",
    "state",
    "since",
    "order_days",
    "last_order",
    "silence",
    "median_gap",
    "longest_gap",
    "loss_day",
    "returned_on",
    "value_365",
];

/// `value` is what the account brought in the year up to its last order.
const LOSSES: [&str; 6] = ["account", "external_id", "loss_day", "last_order", "value", "returned_on"];

/// `lead_median` is in days, and empty where no alarm was right.
const BACK_TEST: [&str; 7] = ["criterion", "right", "wrong", "undecided", "share_right", "lead_median", "per_month"];

/// A line for each account with sales, by name.
pub fn states_table(book: &Book, ledger: &Ledger, standings: &Standings) -> ListTable {
    let mut all: Vec<(String, RecordId, &Standing)> =
        standings.of.iter().map(|(id, standing)| (book.name(*id), *id, standing)).collect();
    all.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    let lines = all.into_iter().map(|(name, id, standing)| {
        let day = |day: Option<crate::calendar::Date>| day.map_or(Cell::Empty, Cell::Day);
        [
            Cell::Text(name),
            Cell::Text(book.value(id, account::field::external_id)),
            Cell::Text(standing.state.code().into()),
            day(standing.since),
            Cell::Count(standing.days),
            day(standing.last),
            standing.silence.map_or(Cell::Empty, Cell::Days),
            standing.gap.map_or(Cell::Empty, half_days),
            standing.longest.map_or(Cell::Empty, Cell::Days),
            day(standing.loss.map(|loss| loss.day)),
            day(standing.loss.and_then(|loss| loss.returned)),
            Cell::Money(ledger.currency().plain(ledger.last_year(id, standings.until))),
        ]
    });
    ListTable::of(STATES, lines)
}

/// A line for each established loss, by its day, then by name.
pub fn losses_table(book: &Book, ledger: &Ledger, standings: &Standings) -> ListTable {
    let mut all: Vec<_> = standings.losses.iter().map(|lost| (lost.loss.day, book.name(lost.account), lost)).collect();
    all.sort_by(|one, other| (one.0, &one.1, one.2.account).cmp(&(other.0, &other.1, other.2.account)));
    let lines = all.into_iter().map(|(day, name, lost)| {
        [
            Cell::Text(name),
            Cell::Text(book.value(lost.account, account::field::external_id)),
            Cell::Day(day),
            Cell::Day(lost.loss.last),
            Cell::Money(ledger.currency().plain(lost.value)),
            lost.loss.returned.map_or(Cell::Empty, Cell::Day),
        ]
    });
    ListTable::of(LOSSES, lines)
}

/// A line for each criterion, under its name.
pub fn back_test_table(records: &[(&str, AlarmRecord)]) -> ListTable {
    let lines = records.iter().map(|(name, record)| {
        let tally = record.tally;
        [
            Cell::Text((*name).into()),
            Cell::Count(tally.right),
            Cell::Count(tally.wrong),
            Cell::Count(tally.undecided),
            tally.share_right().rate().map_or(Cell::Empty, Cell::Share),
            record.lead.map_or(Cell::Empty, half_days),
            record.a_month.map_or(Cell::Empty, Cell::Ratio),
        ]
    });
    ListTable::of(BACK_TEST, lines)
}

/// A median of whole days is whole or half.
fn half_days(days: f64) -> Cell {
    Cell::Number(if days.fract() == 0.0 { format!("{days:.0}") } else { format!("{days:.1}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::losses::{LossRule, Tally};
    use crate::book::{Account, Change, Label, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    fn lines(text: &str) -> Vec<&str> {
        text.trim_start_matches('\u{feff}').lines().collect()
    }

    #[test]
    fn an_account_and_its_loss() {
        let id = RecordId::well_known(7);
        let account = Account { name: "Ernst, Handel".into(), external_id: "ERNSH".into(), ..Account::default() };
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, account.create(id)), Stamp { millis: 1, ..Stamp::default() });
        let days = [date(2024, 1, 1), date(2024, 1, 11), date(2024, 1, 22), date(2024, 9, 1)];
        let sold = days.iter().map(|day| Line::plain(0, *day, 150)).collect();
        let sales = Sales { lines: sold, ..Sales::new(Currency::default()) };
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![id], sales }]);
        let standings =
            Standings::of(&book, &ledger, Default::default(), LossRule::default(), date(2024, 12, 1)).unwrap();
        let told = states_table(&book, &ledger, &standings).csv();
        assert_eq!(lines(&told).first().copied(), Some(STATES.join(",").as_str()));
        let plain = |minor| ledger.currency().plain(minor);
        let line = format!(
            "\"Ernst, Handel\",ERNSH,won_back,2024-09-01,4,2024-09-01,0,11,223,2024-07-23,2024-09-01,{}",
            plain(600)
        );
        assert_eq!(lines(&told).get(1).copied(), Some(line.as_str()));
        let told = losses_table(&book, &ledger, &standings).csv();
        let line = format!("\"Ernst, Handel\",ERNSH,2024-07-23,2024-01-22,{},2024-09-01", plain(450));
        assert_eq!(lines(&told), [LOSSES.join(","), line]);
    }

    #[test]
    fn a_criterion_with_its_record() {
        let tally = Tally { right: 18, wrong: 82, undecided: 6 };
        let record = AlarmRecord { tally, lead: Some(115.5), a_month: Some(4.75) };
        let none = AlarmRecord { tally: Tally::default(), lead: None, a_month: None };
        let told = back_test_table(&[("at_risk", record), ("alarm", none)]).csv();
        let lines = lines(&told);
        assert_eq!(lines.get(1..), Some(["at_risk,18,82,6,0.180000,115.5,4.750000", "alarm,0,0,0,,,"].as_slice()));
    }
}
