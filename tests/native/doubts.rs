//! A column that can be read in two ways is asked about; any other is read as it was written.

use proptest::prelude::*;
use proptest::sample::select;

use crate::importing::{Answers, import};
use crate::tables::money;

/// A file of two columns that may be written in any way.
fn list(rows: impl Iterator<Item = (String, String)>) -> String {
    let rows = rows.enumerate().map(|(at, (day, amount))| format!("Customer no {at};{day};{amount}\n"));
    "Customer;Date;Amount\n".to_owned() + &rows.collect::<String>()
}

/// A number of thousandths with these marks; decimals as they are asked for.
fn written(thousandths: u64, decimals: usize, mark: char, group: &str) -> String {
    let digits = (thousandths / 1000).to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).expect("ASCII")).collect();
    let whole = parts.join(group);
    match decimals {
        0 => whole,
        2 => format!("{whole}{mark}{:02}", thousandths % 1000 / 10),
        _ => format!("{whole}{mark}{:03}", thousandths % 1000 / 10 * 10),
    }
}

proptest! {
    #[test]
    fn three_digits_behind_every_mark_are_asked_about(
        amounts in prop::collection::vec((1..999_u32, 0..999_u32), 1..20),
        mark in select(&[',', '.'][..]),
    ) {
        let text = list(amounts.iter().map(|(whole, rest)| ("2024-01-15".into(), format!("{whole}{mark}{rest:03}"))));
        let asks = import(text.as_bytes(), &Answers::default());
        prop_assert!(asks.as_ref().is_err_and(|asks| asks.starts_with("asks decimal_mark")), "{:?}", asks);
        for (answer, factor) in [(mark, 0), (if mark == ',' { '.' } else { ',' }, 1)] {
            let decimal_mark = Some(if answer == ',' { "comma" } else { "point" }.to_owned());
            let found = import(text.as_bytes(), &Answers { decimal_mark, ..Answers::default() }).map_err(TestCaseError::fail)?;
            prop_assert!(found.asked.contains("decimal_mark"));
            if factor == 1 {
                let sum: i64 = amounts.iter().map(|(whole, rest)| i64::from(whole * 1000 + rest) * 100).sum();
                prop_assert_eq!(found.sum, Some(money(sum)));
            }
        }
    }

    #[test]
    fn numbers_are_read_as_they_were_written_or_asked_about(
        amounts in prop::collection::vec((1..99_999_999_u64, select(&[0, 0, 2, 3][..])), 1..12),
        (mark, group) in select(&[('.', ","), (',', "."), ('.', ""), (',', ""), (',', " "), ('.', "'")][..]),
    ) {
        let text = list(amounts.iter().map(|(amount, decimals)| ("2024-01-15".into(), written(*amount, *decimals, mark, group))));
        let decimal_mark = Some(if mark == ',' { "comma" } else { "point" }.to_owned());
        let found = import(text.as_bytes(), &Answers { decimal_mark, ..Answers::default() }).map_err(TestCaseError::fail)?;
        let worth = |(amount, decimals): &(u64, usize)| if *decimals == 0 { amount / 1000 * 100 } else { amount / 10 };
        // Rows of nothing are sales of nothing.
        prop_assert_eq!(found.sum, Some(money(amounts.iter().map(worth).sum::<u64>() as i64)), "{}", text);
        prop_assert_eq!(found.rows.skipped, 0);
    }

    #[test]
    fn days_and_months_up_to_12_are_asked_about(
        days in prop::collection::vec((1..=12_u8, 1..=12_u8, 1995..2030_i16), 1..20),
        separator in select(&['/', '-'][..]),
    ) {
        prop_assume!(days.iter().any(|(one, other, _)| one != other));
        let text = list(days.iter().map(|(a, b, year)| (format!("{a:02}{separator}{b:02}{separator}{year}"), "5.50".into())));
        let asks = import(text.as_bytes(), &Answers::default());
        prop_assert!(asks.as_ref().is_err_and(|asks| asks.starts_with("asks date_order")), "{:?}", asks);
    }

    #[test]
    fn days_are_read_as_they_were_written_or_asked_about(
        days in prop::collection::vec((1..=12_u8, 1..=28_u8, 1995..2030_i16), 1..20),
        (is_month_first, separator) in select(&[(false, '/'), (false, '-'), (false, '.'), (true, '/'), (true, '-')][..]),
        is_padded: bool,
    ) {
        let day = |(month, day, year): &(u8, u8, i16)| {
            let (one, other) = if is_month_first { (month, day) } else { (day, month) };
            let part = |part: &u8| if is_padded { format!("{part:02}") } else { part.to_string() };
            (format!("{}{separator}{}{separator}{year}", part(one), part(other)), "5.50".into())
        };
        let text = list(days.iter().map(day));
        let date_order = Some(if is_month_first { "mdy" } else { "dmy" }.to_owned());
        let found = import(text.as_bytes(), &Answers { date_order, ..Answers::default() }).map_err(TestCaseError::fail)?;
        let iso = |(month, day, year): &(u8, u8, i16)| format!("{year}-{month:02}-{day:02}");
        prop_assert_eq!((found.first, found.last), (days.iter().map(iso).min(), days.iter().map(iso).max()));
        prop_assert_eq!(found.rows.skipped, 0);
    }
}
