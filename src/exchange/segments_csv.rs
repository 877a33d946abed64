//! The segments as CSV: one line per account in rank order, for spreadsheets and other programs.

use crate::analysis::{Analysis, Finding};
pub(super) use crate::exchange::list_table::Cell;
use crate::exchange::list_table::ListTable;

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

/// As [`ListTable::csv`] writes; money in major units with two decimals.
pub fn segments_csv(analysis: &Analysis) -> String {
    segments_table(analysis).csv()
}

/// A line for each account with sales, in the order of their ranks.
pub fn segments_table(analysis: &Analysis) -> ListTable {
    ListTable::of(COLUMNS, analysis.findings.iter().map(|finding| cells(analysis, finding)))
}

/// An account of a list, with what stands behind the columns of its segment.
pub struct Listed<'a> {
    pub name: String,
    pub external_id: String,
    /// `None` without sales in the window.
    pub finding: Option<&'a Finding>,
    /// In the order of the names handed over with them.
    pub more: Vec<Cell>,
}

/// The accounts of a list in its order, in the columns of [`segments_table`] and some more behind them.
pub fn accounts_table<'a>(
    analysis: Option<&Analysis>,
    more: &[&'static str],
    accounts: impl Iterator<Item = Listed<'a>>,
) -> ListTable {
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
        of_segment.into_iter().chain(account.more)
    };
    ListTable::of(COLUMNS.iter().chain(more).copied(), accounts.map(of_account))
}

/// The line of one account.
fn cells(analysis: &Analysis, finding: &Finding) -> [Cell; COLUMNS.len()] {
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
            more: vec![Cell::Text("yes".into()), Cell::Text("=1+1".into())],
        };
        let text = accounts_table(None, &["key", "owner"], [never("a, b")].into_iter()).csv();
        let mut lines = text.trim_start_matches('\u{feff}').split("\r\n");
        assert_eq!(lines.next(), Some(format!("{},key,owner", COLUMNS.join(","))).as_deref());
        let empty = ",".repeat(COLUMNS.len() - 2);
        assert_eq!(lines.next(), Some(format!("\"a, b\",7{empty},yes,'=1+1")).as_deref());
        assert_eq!(lines.next(), Some(""));
    }
}
