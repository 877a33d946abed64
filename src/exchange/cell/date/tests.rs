//! Dates as people write them.

use super::*;
use crate::calendar::date;
use crate::exchange::Reading;
use DateFormat::{Dmy, Jalali, Mdy, Serial1900, Serial1904, Ymd};
use proptest::prelude::*;

#[test]
fn dates_as_people_write_them() {
    let day = Some(date(2024, 1, 5));
    for (text, format) in [
        ("2024-01-05", Ymd),
        ("2024-01-05 08:26:00", Ymd),
        ("2024-01-05T08:26:00.000Z", Ymd),
        ("2024/1/5", Ymd),
        ("20240105", Ymd),
        ("05.01.2024", Dmy),
        ("5. 1. 2024", Dmy),
        ("05.01.2024.", Dmy),
        ("05.01.2024 г.", Dmy),
        ("05.01.2024 10:12:05", Dmy),
        ("5/1/24", Dmy),
        ("05-01-2024", Dmy),
        ("1/5/2024 8:26", Mdy),
        ("1/5/24 8:26 AM", Mdy),
        ("05-Jan-2024", Dmy),
        ("5 января 2024", Dmy),
        ("Jan 5, 2024", Mdy),
        ("۰۵.۰۱.۲۰۲۴", Dmy),
        ("5 янв 2024", Dmy),
        ("5 января 2024 г.", Dmy),
        ("5 января 2024 года", Dmy),
        ("5. Januar 2024", Dmy),
        ("5-Jan-24", Dmy),
        ("5Jan2024", Dmy),
        ("5. јануара 2024.", Dmy),
        ("5. jануар 2024. године", Dmy),
        ("5. siječnja 2024.", Dmy),
        ("5. ledna 2024", Dmy),
        ("5 stycznia 2024 r.", Dmy),
        ("2024. január 5.", Ymd),
        ("1er février 2024", Mdy),
        ("5 janv. 2024", Mdy),
        ("5 de enero de 2024", Dmy),
        ("5th of January, 2024", Mdy),
        ("January 5th, 2024", Dmy),
        ("Fri, 5 Jan 2024 10:12:05 GMT", Mdy),
        ("Friday, January 5, 2024", Dmy),
        ("пт, 05.01.2024", Dmy),
        ("Freitag, 5. Jänner 2024", Mdy),
        ("5 જાન્યુઆરી 2024", Dmy),
        ("૫/૧/૨૦૨૪", Dmy),
        ("۵ ژانویه ۲۰۲۴", Dmy),
        ("1402/10/15", Jalali),
        ("۱۴۰۲/۱۰/۱۵", Dmy),
        ("1402-10-15 10:12", Ymd),
        ("15/10/1402", Mdy),
        ("۱۵ دی ۱۴۰۲", Dmy),
        ("۱۵ دی‌ماه ۱۴۰۲", Dmy),
        ("جمعه ۱۵ دی ۱۴۰۲", Dmy),
        ("15 دی 02", Dmy),
        ("\u{200e}05/\u{200e}01/\u{200e}2024", Dmy),
        ("2024-01-05T08:26:00+03:00", Ymd),
        ("2024-01-05 08:26:00.123456", Ymd),
        ("05.01.2024 в 10:12", Dmy),
        ("45296", Serial1900),
        ("45296.5", Serial1900),
        ("43834", Serial1904),
        // Dates that decide by themselves stand among serial numbers, too.
        ("2024-01-05", Serial1900),
    ] {
        let day = if text.starts_with("1er") { Some(date(2024, 2, 1)) } else { day };
        assert_eq!(read(text, Some(format)), day, "{text}");
    }
    // The year in front decides whatever the column's format is.
    assert_eq!(read("2024-01-05", Some(Mdy)), day);
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "abc",
        "2024",
        "31.02.2024",
        "1.2.3",
        "12.345.678",
        "1899-12-30",
        "10248",
        "1/2",
        "2024-01-05x",
        "1402/12/30",
        "5. lip 2024",
        "5. lis 2024",
        "5 Marketing 2024",
        "45296",
        "05.01.2024 99:99",
        "5 January 1402",
        "May 5 apples",
        "5 دی 2024",
        "Mon",
        "Mon,",
        "15 01 2024",
    ] {
        assert_eq!(read(text, Some(Dmy)), None, "{text}");
    }
    assert_eq!(read("4/7/1996", None), None);
    assert_eq!(read("4/7/1996", Some(Ymd)), None);
    assert_eq!(read("1/15/2024", Some(Dmy)), None);
}

fn of_all(cells: &[&str]) -> DateFindings {
    findings(cells.iter().map(|text| Cell::text(text)))
}

#[test]
fn a_part_over_12_decides() {
    assert_eq!(of_all(&["4/7/1996", "15/7/1996"]).format, Some(Dmy));
    assert_eq!(of_all(&["4/7/1996", "7/15/1996"]).format, Some(Mdy));
    assert_eq!(of_all(&["4/7/1996", "7/15/1996"]).over_12.as_deref(), Some("7/15/1996"));
    assert_eq!(of_all(&["04.07.1996"]).format, Some(Dmy));
    assert_eq!(of_all(&["04.07.1996", "04.15.1996"]).format, Some(Mdy));
    assert_eq!(of_all(&["2024-01-05"]).format, Some(Ymd));
    assert_eq!(of_all(&["04-Jul-1996"]).format, Some(Dmy));
}

#[test]
fn what_nothing_decides_is_a_doubt() {
    let doubt = of_all(&["4/7/1996", "5/5/1996"]).doubt.expect("a doubt");
    assert_eq!(doubt.value, "4/7/1996");
    let readings: Vec<_> = doubt.choices.into_iter().map(|choice| choice.reading).collect();
    assert_eq!(readings, [date(1996, 7, 4), date(1996, 4, 7)].map(|date| Some(Reading::Date(date))));
    assert_eq!(of_all(&["15/7/1996", "7/15/1996"]).format, None);
    assert!(of_all(&["15/7/1996", "7/15/1996"]).doubt.is_some());
    assert_eq!(of_all(&["5/5/1996"]).doubt, None);
}

#[test]
fn a_jalali_year_decides() {
    let found = of_all(&["1402/10/25", "۱۴۰۲/۰۱/۰۲", "02/10/25"]);
    assert_eq!((found.format, found.dates, found.doubt), (Some(Jalali), 3, None));
    assert_eq!((found.first, found.last), (Some(date(2023, 3, 22)), Some(date(2024, 1, 15))));
    assert_eq!(of_all(&["05/06/1402"]).format, Some(Jalali));
    assert_eq!(of_all(&["۲۵ دی ۱۴۰۲"]).format, Some(Jalali));
    assert_eq!(of_all(&["02/10/05"]).format, None);
    assert_eq!(of_all(&["1402/12/30"]).dates, 0);
    assert_eq!(read("1403/12/30", None), Some(date(2025, 3, 20)));
    // A short year that could be first and last is none.
    assert_eq!(read("05/10/08", Some(Jalali)), None);
    assert_eq!(read("98/10/25", Some(Jalali)), Some(date(2020, 1, 15)));
    assert_eq!(read("25/10/98", Some(Jalali)), Some(date(2020, 1, 15)));
}

#[test]
fn serial_numbers_are_counted_and_never_taken_for_dates() {
    let found = of_all(&["45306", "45307.25", "45308"]);
    assert_eq!((found.serials, found.dates, found.format), (3, 0, None));
    assert!(found.could_be_serials());
    let doubt = found.serial.expect("an example");
    let readings: Vec<_> = doubt.choices.into_iter().map(|choice| choice.reading).collect();
    assert_eq!(readings, [date(2024, 1, 15), date(2028, 1, 16)].map(|date| Some(Reading::Date(date))));
    assert!(!of_all(&["45306", "12"]).could_be_serials());
    assert!(!of_all(&[]).could_be_serials());
    let number = Cell { text: "45306", kind: Kind::Number };
    assert_eq!(of(number, Some(Dmy)), None);
    assert_eq!(of(number, Some(Serial1900)), Some(date(2024, 1, 15)));
    assert_eq!(findings(std::iter::once(number)).serials, 1);
}

#[test]
fn the_first_and_the_last_day_are_those_of_the_decided_format() {
    let found = of_all(&["4/7/1989", "15/7/1996", "3/12/1996"]);
    assert_eq!((found.first, found.last), (Some(date(1989, 7, 4)), Some(date(1996, 12, 3))));
    assert_eq!(found.before_1990, 1);
    assert_eq!(of_all(&["4/7/1989"]).first, None);
}

#[test]
fn a_document_and_its_date_are_told_apart() {
    for (text, document) in [
        ("Реализация товаров и услуг 00УТ-000123 от 15.03.2024 10:12:05", "Реализация товаров и услуг 00УТ-000123"),
        ("Invoice INV-1 of 15.03.2024", "Invoice INV-1"),
        ("Invoice INV-1 dated 2024-03-15", "Invoice INV-1"),
        ("Račun 5/2024 od 15.03.2024.", "Račun 5/2024"),
        ("Faktura FV/12/2024 z dnia 15.03.2024", "Faktura FV/12/2024"),
        ("Rechnung 5 vom 15. März 2024", "Rechnung 5"),
        ("Facture 5 du 15/03/2024", "Facture 5"),
        ("Счёт № 5 от 15 марта 2024 г.", "Счёт № 5"),
        ("Счёт № 5 от 15.03.24 (оплачен)", "Счёт № 5"),
        ("فاکتور ۱۲ مورخ ۱۴۰۲/۱۲/۲۵", "فاکتور ۱۲"),
    ] {
        assert_eq!(in_text(text), Some((date(2024, 3, 15), document)), "{text}");
    }
    for text in ["", "Invoice of 5/3/2024", "Invoice INV-1", "от 15.03.2024", "Part 5 of 12", "No. 1 of 20240315"] {
        assert_eq!(in_text(text), None, "{text}");
    }
}

/// A day as one format writes it, four digits to a year.
fn written(day: Date, format: DateFormat, separator: char) -> String {
    let (year, month, number) = (day.year(), day.month(), day.day());
    match format {
        Ymd => format!("{year}{separator}{month:02}{separator}{number:02}"),
        Dmy => format!("{number:02}{separator}{month:02}{separator}{year}"),
        Mdy => format!("{month}{separator}{number}{separator}{year} 8:26 AM"),
        Serial1900 => (day.since(date(1899, 12, 30))).to_string(),
        Serial1904 => (day.since(date(1904, 1, 1))).to_string(),
        Jalali | DateFormat::DayMonth | DateFormat::MonthDay => String::new(),
    }
}

proptest! {
    #[test]
    fn a_day_is_read_back_in_every_format(days in 8_000i32..47_000, format in 0usize..5, separator in 0usize..3) {
        let (day, format) = (date(1970, 1, 1).plus(days), [Ymd, Dmy, Mdy, Serial1900, Serial1904][format]);
        let text = written(day, format, ['.', '/', '-'][separator]);
        prop_assert_eq!(read(&text, Some(format)), Some(day), "{}", text);
        let found = of_all(&[&text]);
        if let Some(decided) = found.format {
            prop_assert!(decided == format || day.day() == day.month() || separator == 0);
        }
    }

    #[test]
    fn a_jalali_day_is_read_back(year in 1300i16..=1499, month in 1u8..=12, day in 1u8..=31, separator in 0usize..3) {
        let separator = ['.', '/', '-'][separator];
        let expected = jalali::date(year, month, day);
        for text in [
            format!("{year}{separator}{month:02}{separator}{day}"),
            format!("{day:02}{separator}{month}{separator}{year}"),
        ] {
            for format in [None, Some(Ymd), Some(Dmy), Some(Mdy), Some(Jalali)] {
                prop_assert_eq!(read(&text, format), expected, "{}", text);
            }
        }
    }

    #[test]
    fn any_text_is_safe(text in "\\PC{0,30}", format in 0usize..6) {
        let _ = (read(&text, None), read(&text, Some(DateFormat::ALL[format])), of_all(&[&text]), in_text(&text));
    }

    #[test]
    fn anything_date_like_is_safe(text in "[0-9۰-۹./ :janTотف\u{200f}-]{0,30}", format in 0usize..6) {
        let _ = (read(&text, None), read(&text, Some(DateFormat::ALL[format])), of_all(&[&text]), in_text(&text));
    }
}
