//! The segments as CSV: one line per account in rank order, for spreadsheets and other programs.

use crate::analysis::{Analysis, Finding};

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

/// UTF-8 with BOM, comma, decimal point, ISO dates; money in major units with two decimals, shares
/// and CV with six; empty where there is nothing to say.
pub fn segments_csv(analysis: &Analysis) -> String {
    let head = COLUMNS.map(String::from);
    let lines = analysis.findings.iter().map(|finding| line(analysis, finding));
    let text: String = std::iter::once(head).chain(lines).map(|cells| cells.map(quoted).join(",") + "\r\n").collect();
    format!("\u{feff}{text}")
}

/// A cell as RFC 4180 has it: in quotes where it holds a comma, a quote or a line break.
fn quoted(cell: String) -> String {
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

fn line(analysis: &Analysis, finding: &Finding) -> [String; COLUMNS.len()] {
    let currency = analysis.currency;
    let money = |minor| currency.plain(minor);
    let statistic = |minor: f64| format!("{:.2}", minor / currency.unit() as f64);
    let six = |share: f64| format!("{share:.6}");
    let regularity = finding.regularity.as_ref();
    // Mean and deviation of too few periods say nothing, so they aren't said.
    let judged = regularity.filter(|regularity| regularity.cv.is_some());
    let rank = finding.rank;
    let or_empty = Option::unwrap_or_default;
    [
        escaped(&finding.name),
        escaped(&finding.external_id),
        currency.to_string(),
        money(finding.revenue),
        or_empty(finding.profit.map(money)),
        finding.orders.to_string(),
        or_empty(finding.purchases.map(|(first, _)| first.to_string())),
        or_empty(finding.purchases.map(|(_, last)| last.to_string())),
        or_empty(rank.map(|rank| rank.rank.to_string())),
        or_empty(rank.map(|rank| six(rank.share))),
        or_empty(rank.map(|rank| six(rank.cumulative_share_before))),
        or_empty(finding.abc().map(|class| class.letter().into())),
        analysis.period.unit.code().into(),
        or_empty(regularity.map(|regularity| regularity.values.len().to_string())),
        or_empty(judged.map(|regularity| statistic(regularity.mean))),
        or_empty(judged.map(|regularity| statistic(regularity.std_dev))),
        or_empty(regularity.and_then(|regularity| regularity.cv).map(six)),
        or_empty(finding.xyz().map(|class| class.letter().into())),
        or_empty(finding.segment().map(|segment| segment.letters().into())),
    ]
}

/// A text cell a spreadsheet would take for a formula gets an apostrophe in front.
pub fn escaped(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_a_mark_is_quoted() {
        assert_eq!(quoted("a \"b\", c".into()), "\"a \"\"b\"\", c\"");
        assert_eq!(quoted("a b".into()), "a b");
    }

    #[test]
    fn a_name_that_looks_like_a_formula_is_escaped() {
        assert_eq!(escaped("=1+1"), "'=1+1");
        assert_eq!(escaped("@home"), "'@home");
        assert_eq!(escaped("Ernst Handel"), "Ernst Handel");
    }
}
