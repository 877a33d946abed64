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
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory fails only for lines of unequal length, which the array type rules out.
    let _ = writer.write_record(COLUMNS);
    for finding in &analysis.findings {
        let _ = writer.write_record(line(analysis, finding));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn line(analysis: &Analysis, finding: &Finding) -> [String; COLUMNS.len()] {
    let currency = analysis.currency;
    let money = |minor| currency.plain(minor);
    let statistic = |minor: f64| format!("{:.2}", minor / currency.unit() as f64);
    let six = |share: f64| format!("{share:.6}");
    let regularity = finding.regularity.as_ref();
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
        or_empty(regularity.map(|regularity| statistic(regularity.mean))),
        or_empty(regularity.map(|regularity| statistic(regularity.std_dev))),
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
    fn a_name_that_looks_like_a_formula_is_escaped() {
        assert_eq!(escaped("=1+1"), "'=1+1");
        assert_eq!(escaped("@home"), "'@home");
        assert_eq!(escaped("Ernst Handel"), "Ernst Handel");
    }
}
