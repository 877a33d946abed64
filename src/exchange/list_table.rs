//! What a list says as a typed table: from it are written the CSV and the workbook of the list, so that both say the
//! same (`list_xlsx`).

use crate::calendar::Date;
use crate::exchange::cell::formula_guard::guarded;

/// What a cell says, before it is written as text or as a typed cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Count(usize),
    /// So many days, before something or after.
    Days(i32),
    /// In major units of the currency that stands in a column of its own, with its decimals and a point.
    Money(String),
    /// With the decimals it has, and a point.
    Number(String),
    /// 0 to 1
    Share(f64),
    Ratio(f64),
    /// Points more, or fewer.
    Difference(i32),
    Day(Date),
}

/// A list with a name to each column and a cell of each row under it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListTable {
    /// Outside programs rely on them, whatever the language of the page.
    pub columns: Vec<&'static str>,
    /// Each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl ListTable {
    pub fn of<R>(columns: impl IntoIterator<Item = &'static str>, rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = Cell>,
    {
        let rows = rows.into_iter().map(|row| row.into_iter().collect()).collect();
        Self { columns: columns.into_iter().collect(), rows }
    }

    /// UTF-8 with BOM, comma, decimal point, ISO dates; shares and ratios with six decimals; empty where there is
    /// nothing to say.
    pub fn csv(&self) -> String {
        let mut text = String::from('\u{feff}');
        push_line(&mut text, self.columns.iter().map(|name| (*name).to_owned()));
        for row in &self.rows {
            push_line(&mut text, row.iter().map(plain));
        }
        text
    }
}

/// One line, with its end.
fn push_line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&quoted(cell));
    }
    text.push_str("\r\n");
}

/// What parts cells or lines in one spreadsheet or another: in many countries it isn't the comma.
const PARTS: [char; 11] = [',', ';', '\t', '|', '\r', '\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// A cell as RFC 4180 has it: in quotes where it holds a quote, or what parts cells or lines anywhere.
fn quoted(cell: String) -> String {
    if cell.contains('"') || cell.contains(PARTS) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text).into_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Days(days) => days.to_string(),
        Cell::Money(number) | Cell::Number(number) => number.clone(),
        Cell::Share(ratio) | Cell::Ratio(ratio) => six(*ratio),
        Cell::Difference(points) => points.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

/// As many decimals as shares and coefficients are written with.
pub(super) fn six(ratio: f64) -> String {
    format!("{ratio:.6}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_a_mark_is_quoted() {
        assert_eq!(quoted("a \"b\", c".into()), "\"a \"\"b\"\", c\"");
        assert_eq!(quoted("a b".into()), "a b");
    }

    /// Bug: where lists are separated by semicolons, half of a name became a cell, which might be a formula.
    #[test]
    fn a_cell_with_any_list_separator_or_line_break_is_quoted() {
        for part in PARTS {
            assert_eq!(quoted(format!("a{part}=1+1")), format!("\"a{part}=1+1\""));
        }
    }
}
