//! What accounts bring against the hours they take, as a table: one line an account, by what it brought (C17a).

use super::list_table::{Cell, ListTable};
use crate::book::{Account, Book};
use crate::currency::Currency;
use crate::team::returns::{AccountReturn, Basis, Effort, Lean, Leaning, Returns};

/// The columns, in order. Shares are of all that is listed; `lean` is empty for who is near its share.
const COLUMNS: [&str; 19] = [
    "account",
    "external_id",
    "segment",
    "level",
    "value",
    "value_share",
    "spent_hours",
    "spent_share",
    "spent_lean",
    "touches",
    "touch_hours",
    "items",
    "item_hours",
    "year_hours",
    "year_share",
    "year_lean",
    "every_days",
    "open_hours",
    "currency",
];

/// `currency`: the ledger's.
pub fn returns_table(book: &Book, returns: &Returns, currency: Currency) -> ListTable {
    let share = |part: f64, all: f64| if all > 0.0 { Cell::Share(part / all) } else { Cell::Empty };
    let hours = |minutes: u64| Cell::Ratio(minutes as f64 / 60.0);
    let value = returns.all(Basis::Spent).value as f64;
    let leaning = [Basis::Spent, Basis::Ahead].map(|basis| (returns.all(basis).minutes, returns.leaning(basis)));
    let [(spent_all, spent_lean), (year_all, year_lean)] = &leaning;
    let lean = |found: &[Leaning], of: &AccountReturn| {
        let found = found.iter().find(|found| found.id == of.id);
        found.map_or(Cell::Empty, |found| Cell::Text(code(found.lean).into()))
    };
    let row = |of: &AccountReturn| {
        let Account { name, external_id, .. } = book.get(of.id).unwrap_or_default();
        let Effort { touches, touch_minutes, items, item_minutes } = of.spent;
        [
            Cell::Text(name),
            Cell::Text(external_id),
            Cell::Text(of.cell.map(|cell| cell.letters().to_owned()).unwrap_or_default()),
            Cell::Text(of.level.code().into()),
            Cell::Money(currency.plain(of.value)),
            share(of.value as f64, value),
            hours(of.spent.minutes()),
            share(of.spent.minutes() as f64, *spent_all as f64),
            lean(spent_lean, of),
            Cell::Count(touches as usize),
            hours(touch_minutes),
            Cell::Count(items as usize),
            hours(item_minutes),
            hours(of.ahead.minutes()),
            share(of.ahead.minutes() as f64, *year_all as f64),
            lean(year_lean, of),
            Cell::Days(of.every),
            hours(of.ahead.item_minutes),
            Cell::Text(currency.to_string()),
        ]
    };
    let mut accounts: Vec<&AccountReturn> = returns.accounts.iter().collect();
    accounts.sort_by_key(|of| (std::cmp::Reverse(of.value), of.id));
    ListTable::of(COLUMNS, accounts.into_iter().map(row))
}

fn code(lean: Lean) -> &'static str {
    match lean {
        Lean::More => "more",
        Lean::Less => "less",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, Level, RecordId, RecordKind, Stamp};

    #[test]
    fn each_account_is_a_line_with_its_shares() {
        let id = RecordId::well_known;
        let mut book = Book::default();
        let named = |name: &str| Account { name: name.into(), ..Account::default() };
        let edits = [named("Small").create(id(1)), named("Large").create(id(2))].concat();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let of = |id, value, minutes| AccountReturn {
            id,
            cell: None,
            level: Level::MinorBuyer,
            is_key: false,
            value,
            has_bought: true,
            spent: Effort { touches: 2, touch_minutes: minutes, ..Effort::default() },
            ahead: Effort::default(),
            every: 90,
        };
        let returns = Returns { accounts: vec![of(id(1), 10_000, 3_000), of(id(2), 90_000, 1_000)] };
        let told = returns_table(&book, &returns, Currency::default()).csv();
        let lines: Vec<Vec<&str>> = told.lines().map(|line| line.split(',').collect()).collect();
        let cell = |row: usize, name: &str| {
            let at = COLUMNS.iter().position(|column| *column == name).expect("a column");
            lines[row][at]
        };
        assert_eq!(lines.len(), 3);
        assert_eq!(
            (cell(1, "account"), cell(1, "value_share"), cell(1, "spent_share")),
            ("Large", "0.900000", "0.250000")
        );
        assert_eq!((cell(1, "spent_lean"), cell(2, "spent_lean")), ("less", "more"));
        assert_eq!((cell(2, "spent_hours"), cell(2, "year_share"), cell(2, "level")), ("50.000000", "", "minor_buyer"));
    }
}
