//! Numbers as people write them.

use super::*;
use crate::exchange::{DiscountKind, Reading};
use NumberFormat::{Comma, Point};
use proptest::prelude::*;

fn value(text: &str, format: Option<NumberFormat>) -> Option<String> {
    match read(text, format) {
        Number::Value { value, .. } => Some(value.normalize().to_string()),
        _ => None,
    }
}

#[test]
fn numbers_as_people_write_them() {
    for (text, format, expected) in [
        ("1234.5", Point, "1234.5"),
        ("1,234.50", Point, "1234.5"),
        ("1,23,456.78", Point, "123456.78"),
        ("1.234,56", Comma, "1234.56"),
        ("1 863,40", Comma, "1863.4"),
        ("1\u{a0}863,40", Comma, "1863.4"),
        ("1\u{202f}863\u{202f}000,40", Comma, "1863000.4"),
        ("1'234'567.89", Point, "1234567.89"),
        ("1’234.5", Point, "1234.5"),
        ("-5", Point, "-5"),
        ("\u{2212}5", Point, "-5"),
        ("5-", Point, "-5"),
        ("(5)", Point, "-5"),
        ("$(5)", Point, "-5"),
        ("-$1,000.5", Point, "-1000.5"),
        ("5 CR", Point, "-5"),
        ("440,00 €", Comma, "440"),
        ("EUR 1.000,5", Comma, "1000.5"),
        ("Rs.500", Point, "500"),
        ("12,50 руб.", Comma, "12.5"),
        ("۱۲۳۴٫۵", Point, "1234.5"),
        ("۱٬۲۳۴", Point, "1234"),
        ("١٢", Point, "12"),
        ("૧,૨૩,૪૫૬", Point, "123456"),
        (".5", Point, "0.5"),
        ("15 %", Point, "15"),
        ("+3", Point, "3"),
        ("100,-", Comma, "100"),
        ("\u{200e}5", Point, "5"),
        ("0.1000000000000000055511151231257827", Point, "0.100000000000000005"),
        ("1\u{2009}863,40", Comma, "1863.4"),
        ("12,34,56,789", Point, "123456789"),
        ("($5)", Point, "-5"),
        ("$-5", Point, "-5"),
        ("5 DR", Point, "5"),
        ("5.00CR", Point, "-5"),
        ("$5.00 CR", Point, "-5"),
        ("–5", Point, "-5"),
        ("'-5", Point, "-5"),
        ("१,२३४", Point, "1234"),
        ("۱٬۲۳۴٫۵", Comma, "1234.5"),
        ("1.23E+12", Point, "1230000000000"),
        ("1,234E+12", Comma, "1234000000000"),
        ("-1.5e-3", Point, "-0.0015"),
        ("1E+05", Comma, "100000"),
        ("1.0E10", Point, "10000000000"),
    ] {
        assert_eq!(value(text, Some(format)).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_number_is_none() {
    for text in [
        "abc",
        "12-34",
        "2024-01-15",
        "12E5",
        "1 2345",
        "1,2,3",
        "--5",
        "(5",
        "A5",
        "5 apples",
        "1.2.3",
        "1,234,56,789",
        "12,345,67",
        "123,45,678",
        "0,123",
        ")5(",
        "(5) CR",
        "5 CR CR",
        "1,234.5E+3",
        "1E+",
        "E+5",
        "1E+1234",
        "n/a",
        "N/A",
        "1,234 567",
        "$",
    ] {
        assert_eq!(read(text, Some(Point)), Number::Bad, "{text}");
    }
    for text in ["", "—", "-", " – ", "$ -", "-   €"] {
        assert_eq!(read(text, Some(Point)), Number::Empty, "{text}");
    }
    assert_eq!(read("99999999999999999999999999999", Some(Point)), Number::TooLarge);
    assert_eq!(read("1.5E+300", Some(Point)), Number::TooLarge);
    // Grouping as in the other format is an error, not another number.
    assert_eq!(read("12,5", Some(Point)), Number::Bad);
}

#[test]
fn without_a_format_only_what_is_clear_is_read() {
    assert_eq!(value("12,5", None).as_deref(), Some("12.5"));
    assert_eq!(value("1.234,50", None).as_deref(), Some("1234.5"));
    assert_eq!(value("0,125", None).as_deref(), Some("0.125"));
    assert_eq!(value("1,234", None), None);
}

fn of(cells: &[&str]) -> NumberFindings {
    findings(cells.iter().map(|text| Cell::text(text)))
}

#[test]
fn a_column_decides_its_format() {
    assert_eq!(of(&["1,234", "5.5"]).format, Some(Point));
    assert_eq!(of(&["1.234", "5,5"]).format, Some(Comma));
    assert_eq!(of(&["1 234,5"]).grouping, Some(Grouping::Space));
    assert_eq!(of(&["1,234,567"]).format, Some(Point));
    assert_eq!(of(&["12", "7"]).format, None);
    assert_eq!(of(&["12", "x"]).numbers, 1);
}

#[test]
fn a_discount_over_one_or_with_a_sign_is_in_per_cent() {
    assert_eq!(of(&["0.15", "0"]).discount, Some(DiscountKind::Fraction));
    assert_eq!(of(&["0.15", "15"]).discount, Some(DiscountKind::Percent));
    assert_eq!(of(&["0", "1 %"]).discount, Some(DiscountKind::Percent));
    assert_eq!(of(&["0", "0"]).discount, None);
}

#[test]
fn three_digits_after_the_only_separator_is_a_doubt() {
    let doubt = of(&["1,234", "12,500", "7"]).doubt.expect("a doubt");
    assert_eq!(doubt.value, "1,234");
    let readings: Vec<_> = doubt.choices.into_iter().map(|choice| choice.reading).collect();
    assert_eq!(readings, ["1234", "1.234"].map(|number| Some(Reading::Number(number.into()))));
    assert_eq!(of(&["1.234"]).doubt.map(|doubt| doubt.value).as_deref(), Some("1.234"));
    assert_eq!(of(&["0.125", "1.234"]).doubt, None);
    assert_eq!(of(&["1234.567"]).doubt, None);
}

#[test]
fn what_a_column_of_numbers_warns_of() {
    let found = of(&["(5)", "5 CR", "-5", "5-", "7", "0"]);
    assert_eq!((found.negatives, found.numbers), (4, 6));
    let found = of(&["1,23E+12", "12,5"]);
    assert_eq!((found.exponents, found.exponent.as_deref(), found.format), (1, Some("1,23E+12"), Some(Comma)));
    let found = of(&["007", "12345678901234567890", "7", "0", "0.5"]);
    assert_eq!((found.codes, found.numbers), (2, 4));
}

#[test]
fn numbers_of_a_workbook_say_nothing_about_its_texts() {
    let cells = [("1234.5", Kind::Number), ("-2.25", Kind::Number), ("1.234", Kind::Text)];
    let found = findings(cells.into_iter().map(|(text, kind)| Cell { text, kind }));
    assert_eq!((found.numbers, found.negatives, found.format), (3, 1, None));
    assert_eq!(found.doubt.map(|doubt| doubt.value).as_deref(), Some("1.234"));
}

/// Digits in groups of three, or of two but for the last.
fn grouped(digits: &str, group: &str, indian: bool) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        let ends = if indian && left > 3 { left % 2 == 1 } else { left.is_multiple_of(3) };
        if at > 0 && ends {
            text.push_str(group);
        }
        text.push(digit);
    }
    text
}

/// A number in cents as people write it.
fn written(minor: i64, format: NumberFormat, group: &str, indian: bool, sign: usize, zero: u32) -> String {
    let digits = (minor.unsigned_abs() / 100).to_string();
    let point = if format == Point { "." } else { "," };
    let text = format!("{}{point}{:02}", grouped(&digits, group, indian), minor.unsigned_abs() % 100);
    let own = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(c);
    let text: String = text.chars().map(own).collect();
    match sign % 12 {
        _ if minor >= 0 => text,
        0 => format!("-{text}"),
        1 => format!("\u{2212}{text}"),
        2 => format!("–{text}"),
        3 => format!("{text}-"),
        4 => format!("({text})"),
        5 => format!("$({text})"),
        6 => format!("($ {text})"),
        7 => format!("{text} CR"),
        8 => format!("-${text}"),
        9 => format!("$-{text}"),
        10 => format!("- {text} €"),
        _ => format!("{text}- EUR"),
    }
}

proptest! {
    #[test]
    fn every_spelling_is_read_back(
        minor in -1_000_000_000_000_i64..1_000_000_000_000,
        comma: bool,
        group in 0usize..8,
        indian: bool,
        sign in 0usize..12,
        zero in 0usize..5,
    ) {
        let format = if comma { Comma } else { Point };
        let other = if comma { "." } else { "," };
        let group = ["", " ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "’", other][group];
        let zero = u32::from(['0', '۰', '٠', '૦', '०'][zero]);
        let text = written(minor, format, group, indian, sign, zero);
        let expected = Some(Decimal::new(minor, 2).normalize().to_string());
        prop_assert_eq!(&value(&text, Some(format)), &expected, "{}", text);
        // Two decimals decide: the format need not be told, and a column finds it.
        prop_assert_eq!(&value(&text, None), &expected);
        let found = of(&[&text]);
        prop_assert_eq!((found.format, found.negatives), (Some(format), u64::from(minor < 0)));
    }

    #[test]
    fn any_text_is_safe(text in "\\PC{0,20}") {
        let _ = (read(text.trim(), None), read(text.trim(), Some(Comma)), of(&[&text]));
    }

    #[test]
    fn anything_number_like_is_safe(text in "[0-9.,' $()%−۰eE+CR-]{0,40}") {
        let _ = (read(text.trim(), None), read(text.trim(), Some(Comma)), of(&[&text]));
    }
}
