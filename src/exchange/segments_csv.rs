//! The segments as CSV: one line per account in rank order, for spreadsheets and other programs.

use crate::analysis::{Analysis, Finding};
use crate::calendar::Date;
use crate::exchange::cell::formula_guard::guarded;

/// The columns, in order; outside programs rely on them.
pub const COLUMNS: [&str; 19] = [
    "account",
    "external_id",
    "currency",
    "revenue",
    "profit",
    "orders",
    "first_purchase",
    "last_purchase",
    "rank",
    "share",
    "cumulative_share_before",
    "abc",
    "period",
    "periods_counted",
    "mean",
    "std_dev",
    "cv",
    "xyz",
    "segment",
];

/// What a cell says, before it is written as text or as a typed cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Count(usize),
    /// So many days, before something or after.
    Days(i32),
    /// In major units with two decimals and a point.
    Money(String),
    /// 0 to 1
    Share(f64),
    Ratio(f64),
    /// Points more, or fewer.
    Difference(i32),
    Day(Date),
}

/// UTF-8 with BOM, comma, decimal point, ISO dates; money in major units with two decimals, shares
/// and CV with six; empty where there is nothing to say.
pub fn segments_csv(analysis: &Analysis) -> String {
    let head = line(COLUMNS.map(|name| Cell::Text(name.into())));
    file(head, analysis.findings.iter().map(|finding| line(cells(analysis, finding))))
}

/// An account of a list, with what stands behind the columns of its segment.
pub struct Listed<'a> {
    pub name: String,
    pub external_id: String,
    /// `None` without sales in the window.
    pub finding: Option<&'a Finding>,
    /// In the order of the names handed over with them.
    pub more: Vec<String>,
}

/// The accounts of a list in its order, in the columns of [`segments_csv`] and some more behind them.
pub fn list_csv<'a>(analysis: Option<&Analysis>, more: &[&str], accounts: impl Iterator<Item = Listed<'a>>) -> String {
    let head = line(COLUMNS.iter().chain(more).map(|column| Cell::Text((*column).into())));
    let of_account = |account: Listed<'a>| {
        let of_segment = match analysis.zip(account.finding) {
            Some((analysis, finding)) => cells(analysis, finding),
            None => {
                let mut cells = std::array::from_fn(|_| Cell::Empty);
                let known = [account.name, account.external_id].map(Cell::Text);
                cells.iter_mut().zip(known).for_each(|(cell, known)| *cell = known);
                cells
            }
        };
        line(of_segment.into_iter().chain(account.more.into_iter().map(Cell::Text)))
    };
    file(head, accounts.map(of_account))
}

/// The lines with the mark by which spreadsheets know UTF-8.
pub(super) fn file(head: String, lines: impl Iterator<Item = String>) -> String {
    std::iter::once(format!("\u{feff}{head}")).chain(lines).collect()
}

/// One line, with its end.
pub(super) fn line(cells: impl IntoIterator<Item = Cell>) -> String {
    cells.into_iter().map(plain).map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

/// What parts cells or lines in one spreadsheet or another: in many countries it isn't the comma.
const PARTS: [char; 11] = [',', ';', '\t', '|', '\r', '\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// A cell as RFC 4180 has it: in quotes where it holds a quote, or what parts cells or lines anywhere.
fn quoted(cell: String) -> String {
    if cell.contains('"') || cell.contains(PARTS) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

fn plain(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(&text).into_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Days(days) => days.to_string(),
        Cell::Money(money) => money,
        Cell::Share(ratio) | Cell::Ratio(ratio) => six(ratio),
        Cell::Difference(points) => points.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

/// As many decimals as shares and coefficients are written with.
pub(super) fn six(ratio: f64) -> String {
    format!("{ratio:.6}")
}

/// The line of one account.
pub(super) fn cells(analysis: &Analysis, finding: &Finding) -> [Cell; COLUMNS.len()] {
    let currency = analysis.currency;
    let money = |minor| Cell::Money(currency.plain(minor));
    let statistic = |minor: f64| Cell::Money(format!("{:.2}", minor / currency.unit() as f64));
    let text = |text: &str| Cell::Text(text.into());
    let regularity = finding.regularity.as_ref();
    // Mean and deviation of too few periods say nothing, so they aren't said.
    let judged = regularity.filter(|regularity| regularity.cv.is_some());
    let rank = finding.rank;
    let or_empty = |cell: Option<Cell>| cell.unwrap_or(Cell::Empty);
    [
        text(&finding.name),
        text(&finding.external_id),
        text(&currency.to_string()),
        money(finding.revenue),
        or_empty(finding.profit.map(money)),
        Cell::Count(finding.orders),
        or_empty(finding.purchases.map(|(first, _)| Cell::Day(first))),
        or_empty(finding.purchases.map(|(_, last)| Cell::Day(last))),
        or_empty(rank.map(|rank| Cell::Count(rank.rank))),
        or_empty(rank.map(|rank| Cell::Share(rank.share))),
        or_empty(rank.map(|rank| Cell::Share(rank.cumulative_share_before))),
        or_empty(finding.abc().map(|class| text(class.letter()))),
        text(analysis.period.unit.code()),
        or_empty(regularity.map(|regularity| Cell::Count(regularity.values.len()))),
        or_empty(judged.map(|regularity| statistic(regularity.mean))),
        or_empty(judged.map(|regularity| statistic(regularity.std_dev))),
        or_empty(regularity.and_then(|regularity| regularity.cv).map(Cell::Ratio)),
        or_empty(finding.xyz().map(|class| text(class.letter()))),
        or_empty(finding.segment().map(|segment| text(segment.letters()))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_a_line_for_whoever_never_bought() {
        let never = |name: &str| Listed {
            name: name.into(),
            external_id: "7".into(),
            finding: None,
            more: vec!["yes".into(), "=1+1".into()],
        };
        let text = list_csv(None, &["key", "owner"], [never("a, b")].into_iter());
        let mut lines = text.trim_start_matches('\u{feff}').split("\r\n");
        assert_eq!(lines.next(), Some(format!("{},key,owner", COLUMNS.join(","))).as_deref());
        let empty = ",".repeat(COLUMNS.len() - 2);
        assert_eq!(lines.next(), Some(format!("\"a, b\",7{empty},yes,'=1+1")).as_deref());
        assert_eq!(lines.next(), Some(""));
    }

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
