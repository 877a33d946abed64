//! Comparing an exported table with the known answer.

use std::collections::HashSet;

/// Columns of money: compared to the cent.
const MONEY: [&str; 4] = ["revenue", "profit", "mean", "std_dev"];

/// Columns of ratios: both sides are rounded to six decimals, so that they may
/// differ by one in the last place and by what a float makes of it.
const RATIOS: [&str; 3] = ["share", "cumulative_share_before", "cv"];
const TOLERANCE: f64 = 1.000_001e-6;

/// Columns compared only where the answer says something.
const OPTIONAL: [&str; 1] = ["external_id"];

/// The records of a file: quotes may hold commas, quotes and line breaks.
pub fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            _ => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

/// How two tables differ, record by record in their order and column by column
/// under their names. Empty if they do not.
pub fn differences(expected: &str, actual: &str) -> Vec<String> {
    let (expected, actual) = (records(expected), records(actual));
    let (Some((names, expected)), Some((actual_names, actual))) = (expected.split_first(), actual.split_first()) else {
        return vec!["a table without a header".to_owned()];
    };
    let mut found = Vec::new();
    if names.iter().collect::<HashSet<_>>() != actual_names.iter().collect::<HashSet<_>>() {
        found.push(format!("columns: {actual_names:?} instead of {names:?}"));
    }
    if expected.len() != actual.len() {
        found.push(format!("{} records instead of {}", actual.len(), expected.len()));
    }
    for (name, (at, column)) in names.iter().enumerate().filter_map(|(at, name)| {
        let column = actual_names.iter().position(|other| other == name)?;
        Some((name, (at, column)))
    }) {
        for (number, (expected, actual)) in expected.iter().zip(actual).enumerate() {
            let cell = |record: &[String], at: usize| record.get(at).cloned().unwrap_or_default();
            let (expected, actual) = (cell(expected, at), cell(actual, column));
            if !same(name, &expected, &actual) {
                found.push(format!("record {}, {name}: `{actual}` instead of `{expected}`", number + 1));
            }
        }
    }
    found
}

fn same(column: &str, expected: &str, actual: &str) -> bool {
    if expected == actual || (OPTIONAL.contains(&column) && expected.is_empty()) {
        return true;
    }
    if MONEY.contains(&column) {
        return cents(expected).is_some_and(|cents_expected| cents(actual) == Some(cents_expected));
    }
    if RATIOS.contains(&column)
        && let (Ok(expected), Ok(actual)) = (expected.parse::<f64>(), actual.parse::<f64>())
    {
        return (expected - actual).abs() <= TOLERANCE;
    }
    false
}

/// An amount in hundredths, read without a float.
fn cents(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.len() > 2 || whole.is_empty() {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
    Some(sign * (whole * 100 + fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPECTED: &str = "account,external_id,revenue,share,abc\n\"A, Ltd\",,10.50,0.500000,A\nB,7,0.00,0.1,\n";

    #[test]
    fn quotes_hold_commas_quotes_and_line_breaks() {
        let table = records("\u{feff}a,b\r\n\"1, \"\"x\"\"\",\"two\nlines\"\r\nlast,");
        assert_eq!(table, [vec!["a", "b"], vec!["1, \"x\"", "two\nlines"], vec!["last", ""]]);
    }

    #[test]
    fn the_same_table_may_be_written_differently() {
        let actual =
            "\u{feff}abc,account,revenue,share,external_id\r\nA,\"A, Ltd\",10.5,0.500001,x1\r\n,B,0,0.100000,7\r\n";
        assert_eq!(differences(EXPECTED, actual), Vec::<String>::new());
    }

    #[test]
    fn every_kind_of_difference_is_found() {
        for (from, to) in [
            ("10.50", "10.51"),
            ("0.500000", "0.500002"),
            (",A\n", ",B\n"),
            ("B,7", "B,8"),
            ("B,7,0.00,0.1,\n", ""),
            ("revenue", "sales"),
            ("0.1", ""),
        ] {
            let actual = EXPECTED.replacen(from, to, 1);
            assert_ne!(actual, EXPECTED, "{from}");
            assert_ne!(differences(EXPECTED, &actual), Vec::<String>::new(), "{from} as {to}");
        }
    }

    #[test]
    fn order_matters() {
        let actual = "account,external_id,revenue,share,abc\nB,7,0.00,0.1,\n\"A, Ltd\",,10.50,0.500000,A\n";
        assert!(!differences(EXPECTED, actual).is_empty());
    }
}
