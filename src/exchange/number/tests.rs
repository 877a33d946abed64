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
    ] {
        assert_eq!(value(text, Some(format)).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_number_is_none() {
    for text in ["abc", "12-34", "2024-01-15", "1,23E+12", "1 2345", "1,2,3", "--5", "(5", "A5", "5 apples", "1.2.3"] {
        assert_eq!(read(text, Some(Point)), Number::Bad, "{text}");
    }
    for text in ["", "—", "-", " – "] {
        assert_eq!(read(text, Some(Point)), Number::Empty, "{text}");
    }
    assert_eq!(read("99999999999999999999999999999", Some(Point)), Number::TooLarge);
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
    findings(cells.iter().copied())
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

fn written(minor: i64, format: NumberFormat, group: &str) -> String {
    let digits = (minor.unsigned_abs() / 100).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    let point = if format == Point { "." } else { "," };
    format!("{}{text}{point}{:02}", if minor < 0 { "-" } else { "" }, minor.unsigned_abs() % 100)
}

proptest! {
    #[test]
    fn formats_round_trip(minor in -1_000_000_000_000_i64..1_000_000_000_000, comma: bool, group in 0usize..5) {
        let format = if comma { Comma } else { Point };
        let group = ["", " ", "\u{a0}", "'", if comma { "." } else { "," }][group];
        let text = written(minor, format, group);
        let expected = Some(Decimal::new(minor, 2).normalize().to_string());
        prop_assert_eq!(&value(&text, Some(format)), &expected);
        // Two decimals decide: the format need not be told, and a column finds it.
        prop_assert_eq!(&value(&text, None), &expected);
        prop_assert_eq!(of(&[&text]).format, Some(format));
    }

    #[test]
    fn any_text_is_safe(text in "\\PC{0,20}") {
        let _ = (read(text.trim(), None), read(text.trim(), Some(Comma)), of(&[&text]));
    }

    #[test]
    fn anything_number_like_is_safe(text in "[0-9.,' $()%−۰-]{0,40}") {
        let _ = (read(text.trim(), None), read(text.trim(), Some(Comma)), of(&[&text]));
    }
}
