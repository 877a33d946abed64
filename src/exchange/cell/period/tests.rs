//! Periods as people name them.

use super::*;
use crate::calendar::date;
use crate::exchange::cell::row::{Cell, Kind};
use PeriodName::{Day, Half, JalaliMonth, JalaliYear, Month, Quarter, Running, Week, Year};
use proptest::prelude::*;

fn month(year: i16, month: u8) -> PeriodName {
    Month { year: Some(year), month }
}

#[test]
fn periods_as_people_name_them() {
    let year = Some(2024);
    for (text, expected) in [
        ("Jan 2024", month(2024, 1)),
        ("January 2024", month(2024, 1)),
        ("Jan-24", month(2024, 1)),
        ("Jan '24", month(2024, 1)),
        ("Jan ’24", month(2024, 1)),
        ("2024-01", month(2024, 1)),
        ("01/2024", month(2024, 1)),
        ("01.2024", month(2024, 1)),
        ("2024 / 01", month(2024, 1)),
        ("2024 / Jan", month(2024, 1)),
        ("2024 Jan", month(2024, 1)),
        ("Янв", Month { year: None, month: 1 }),
        ("Январь 2024", month(2024, 1)),
        ("Январь 2024 г.", month(2024, 1)),
        ("янв.24", month(2024, 1)),
        ("Janvier 2024", month(2024, 1)),
        ("Siječanj 2024", month(2024, 1)),
        ("Jänner 2024", month(2024, 1)),
        ("Enero de 2024", month(2024, 1)),
        ("جان 2024", month(2024, 0)),
        ("ژانویه ۲۰۲۴", month(2024, 1)),
        ("જાન્યુઆરી 2024", month(2024, 1)),
        ("M01", Month { year: None, month: 1 }),
        ("M1 2024", month(2024, 1)),
        ("Month 1 2024", month(2024, 1)),
        ("Week 5 2024", Week { year, week: 5 }),
        ("W05 2024", Week { year, week: 5 }),
        ("2024-W05", Week { year, week: 5 }),
        ("2024W05", Week { year, week: 5 }),
        ("KW 5", Week { year: None, week: 5 }),
        ("KW05/2024", Week { year, week: 5 }),
        ("Неделя 5", Week { year: None, week: 5 }),
        ("Нед. 5 2024", Week { year, week: 5 }),
        ("5. Woche 2024", Week { year, week: 5 }),
        ("W0", Running { unit: Unit::Week, number: 0 }),
        ("Quarter 1 2024", Quarter { year, quarter: 1 }),
        ("Q1 2024", Quarter { year, quarter: 1 }),
        ("2024-Q1", Quarter { year, quarter: 1 }),
        ("Q1'24", Quarter { year, quarter: 1 }),
        ("1Q24", Quarter { year, quarter: 1 }),
        ("Q1", Quarter { year: None, quarter: 1 }),
        ("1 кв. 2024", Quarter { year, quarter: 1 }),
        ("1 квартал 2024 г.", Quarter { year, quarter: 1 }),
        ("1-й квартал 2024 года", Quarter { year, quarter: 1 }),
        ("I квартал 2024", Quarter { year, quarter: 1 }),
        ("IV kw. 2024", Quarter { year, quarter: 4 }),
        ("1 kw. 2024", Quarter { year, quarter: 1 }),
        ("1st quarter 2024", Quarter { year, quarter: 1 }),
        ("1er trimestre 2024", Quarter { year, quarter: 1 }),
        ("T1 2024", Quarter { year, quarter: 1 }),
        ("H1 2024", Half { year, half: 1 }),
        ("1H24", Half { year, half: 1 }),
        ("1 полугодие 2024", Half { year, half: 1 }),
        ("2. Halbjahr 2024", Half { year, half: 2 }),
        ("2024", Year(2024)),
        ("2024 г.", Year(2024)),
        ("FY2024", Year(2024)),
        ("FY24", Year(2024)),
        ("2024-01-01", Day(date(2024, 1, 1))),
        ("01.02.2024", Day(date(2024, 2, 1))),
        ("فروردین ۱۴۰۲", JalaliMonth { year: Some(1402), month: 1 }),
        ("مهر", JalaliMonth { year: None, month: 7 }),
        ("1402/01", JalaliMonth { year: Some(1402), month: 1 }),
        ("۱۴۰۲", JalaliYear(1402)),
    ] {
        let expected = Some(expected).filter(|period| *period != month(2024, 0));
        assert_eq!(parse(text), expected, "{text}");
    }
}

#[test]
fn what_names_no_period() {
    for text in [
        "",
        "Normalized 0",
        "Total 2024",
        "Итого 2024",
        "MIN",
        "MAX",
        "Avg",
        "Avg 2024",
        "Price 2024",
        "5",
        "1",
        "Week",
        "%",
        "2024 %",
        "Quarter",
        "Q5 2024",
        "H3",
        "W54 2024",
        "W53 2024",
        "Jan-Mar 2024",
        "2023-2024",
        "2023/24",
        "13/2024",
        "24 Jan",
        "Jan 2024 Qty",
        "Model T",
        "T 1",
        "1999999",
        "Listopad 2024",
        "01/02/2024",
        "Customer",
        "Jan 1402",
        "مهر 2024",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
    assert_eq!(parse("W53 2020"), Some(Week { year: Some(2020), week: 53 }));
}

fn row(headers: &[&str]) -> Vec<Option<PeriodColumn>> {
    of_headers(&headers.iter().map(|text| Cell::text(text)).collect::<Vec<_>>())
}

fn periods(headers: &[&str]) -> Vec<Option<PeriodName>> {
    row(headers).into_iter().map(|column| column.map(|column| column.period)).collect()
}

#[test]
fn a_row_of_months_is_told_from_what_is_beside() {
    let found = periods(&["Customer", "Jan 2024", "Feb 2024", "Q1 2024", "Total 2024", "Price 2024", "Total", "Avg"]);
    assert_eq!(found[1..3], [Some(month(2024, 1)), Some(month(2024, 2))]);
    assert!(found[0].is_none() && found[3..].iter().all(Option::is_none), "{found:?}");
    assert!(periods(&["Customer", "Jan 2024", "Amount"]).iter().all(Option::is_none), "one alone is none");
    assert!(periods(&["Min", "Max", "Avg", "May"]).iter().all(Option::is_none));
    assert!(periods(&["1", "2", "3", "4"]).iter().all(Option::is_none));
    assert!(periods(&["Model T1", "Model T2", "Set", "Pro"]).iter().all(Option::is_none));
}

#[test]
fn measures_by_month_keep_their_words() {
    let found = row(&["Kunde", "Jan 2024 Menge", "Jan 2024 Umsatz", "Feb 2024 Menge", "Feb 2024 Umsatz", "Kol."]);
    let found: Vec<_> = found.into_iter().flatten().collect();
    assert_eq!(found.len(), 4);
    assert_eq!((found[0].period, found[0].rest.as_str()), (month(2024, 1), "Menge"));
    assert_eq!((found[3].period, found[3].rest.as_str()), (month(2024, 2), "Umsatz"));
    let found = row(&["Jan 2024 Kol.", "Jan 2024 Iznos", "Feb 2024 Kol.", "Feb 2024 Iznos"]);
    assert!(found.iter().all(Option::is_some), "{found:?}");
}

#[test]
fn a_row_tells_the_language_of_its_months() {
    let numbers = |headers: &[&str]| -> Vec<u8> {
        let number = |found: Option<PeriodName>| match found {
            Some(Month { month, .. }) => month,
            _ => 0,
        };
        periods(headers).into_iter().map(number).collect()
    };
    let croatian = ["sij", "velj", "ožu", "tra", "svi", "lip", "srp", "kol", "ruj", "lis", "stu", "pro"];
    let polish = ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"];
    let serbian = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "avg", "sep", "okt", "nov", "dec"];
    let czech = ["led", "úno", "bře", "dub", "kvě", "čvn", "čvc", "srp", "zář", "říj", "lis", "pro"];
    let hungarian =
        ["jan.", "febr.", "márc.", "ápr.", "máj.", "jún.", "júl.", "aug.", "szept.", "okt.", "nov.", "dec."];
    for months in [croatian, polish, serbian, czech, hungarian] {
        assert_eq!(numbers(&months), (1..=12).collect::<Vec<u8>>(), "{months:?}");
    }
    assert_eq!(numbers(&["Januar 2024", "Februar 2024", "March 2024"]), [1, 2, 3]);
    assert_eq!(numbers(&["jul", "avg", "sep", "Avg"]), [7, 8, 9, 0]);
    assert_eq!(numbers(&["maj", "jun", "jul", "avg"]), [5, 6, 7, 8]);
    assert_eq!(numbers(&["May", "Jun", "Jul", "Avg"]), [5, 6, 7, 0]);
    // Polish or Croatian? Nothing tells.
    assert_eq!(numbers(&["lip", "lis"]), [0, 0]);
}

#[test]
fn years_alone_must_follow_one_another() {
    assert_eq!(periods(&["Kupac", "2023", "2024"]), [None, Some(Year(2023)), Some(Year(2024))]);
    assert!(periods(&["2001", "2015", "2024"]).iter().all(Option::is_none));
    assert!(periods(&["2023", "2024", "2024"]).iter().all(Option::is_none));
    let found = row(&["Sales 2023", "Sales 2024", "Growth"]);
    assert_eq!(found[1].as_ref().map(|column| column.rest.as_str()), Some("Sales"));
    assert_eq!(periods(&["۱۴۰۱", "۱۴۰۲"]), [Some(JalaliYear(1401)), Some(JalaliYear(1402))]);
}

#[test]
fn weeks_that_begin_with_none_are_running_numbers() {
    let headers: Vec<String> = (0..52).map(|week| format!("W{week}")).collect();
    let headers: Vec<&str> = std::iter::once("Product_Code")
        .chain(headers.iter().map(String::as_str))
        .chain(["MIN", "Normalized 0"])
        .collect();
    let found = periods(&headers);
    assert_eq!(found[1], Some(Running { unit: Unit::Week, number: 0 }));
    assert_eq!(found[52], Some(Running { unit: Unit::Week, number: 51 }));
    assert_eq!(found.iter().flatten().count(), 52);
    assert_eq!(periods(&["W1", "W2"])[0], Some(Week { year: None, week: 1 }));
    assert_eq!(periods(&["M12", "M13"])[0], Some(Running { unit: Unit::Month, number: 12 }));
}

#[test]
fn first_days_of_months_are_months() {
    assert_eq!(periods(&["2024-01-01", "2024-02-01"]), [Some(month(2024, 1)), Some(month(2024, 2))]);
    assert_eq!(periods(&["31.01.2024", "29.02.2024", "31.03.2024"])[1], Some(month(2024, 2)));
    assert_eq!(periods(&["01.01.2024", "02.01.2024"])[1], Some(Day(date(2024, 1, 2))));
    assert!(periods(&["01/01/2024", "02/01/2024"]).iter().all(Option::is_none), "either order is possible");
    assert_eq!(periods(&["01/12/2023", "01/01/2024", "31/01/2024"])[0], Some(Day(date(2023, 12, 1))));
    let day = |text| Cell { text, kind: Kind::Date };
    let found = of_headers(&[Cell::text("Клиент"), day("2023-12-01"), day("2024-01-01")]);
    let found: Vec<_> = found.into_iter().map(|column| column.map(|column| column.period)).collect();
    assert_eq!(found, [None, Some(month(2023, 12)), Some(month(2024, 1))]);
}

#[test]
fn two_digits_that_run_on_are_days() {
    assert!(periods(&["Jan-01", "Jan-02", "Jan-03", "Jan-04", "Jan-05"]).iter().all(Option::is_none));
    assert_eq!(periods(&["Dec-23", "Jan-24"]), [Some(month(2023, 12)), Some(month(2024, 1))]);
}

#[test]
fn periods_have_their_days() {
    let year = Some(2024);
    for (period, first, last) in [
        (month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (Month { year: None, month: 12 }, date(2024, 12, 1), date(2024, 12, 31)),
        (Week { year, week: 5 }, date(2024, 1, 29), date(2024, 2, 4)),
        (Week { year: Some(2020), week: 53 }, date(2020, 12, 28), date(2021, 1, 3)),
        (Week { year: Some(2021), week: 1 }, date(2021, 1, 4), date(2021, 1, 10)),
        (Quarter { year, quarter: 4 }, date(2024, 10, 1), date(2024, 12, 31)),
        (Half { year: None, half: 1 }, date(2024, 1, 1), date(2024, 6, 30)),
        (Year(2023), date(2023, 1, 1), date(2023, 12, 31)),
        (JalaliMonth { year: Some(1403), month: 12 }, date(2025, 2, 19), date(2025, 3, 20)),
        (JalaliYear(1402), date(2023, 3, 21), date(2024, 3, 19)),
        (Day(date(2024, 1, 15)), date(2024, 1, 15), date(2024, 1, 15)),
    ] {
        assert_eq!((period.first_day(year), period.last_day(year)), (Some(first), Some(last)), "{period:?}");
    }
    for period in [
        Week { year, week: 53 },
        Week { year, week: 0 },
        month(2024, 13),
        month(2024, 0),
        Quarter { year, quarter: 5 },
        Half { year, half: 0 },
        JalaliMonth { year: None, month: 1 },
        Running { unit: Unit::Week, number: 5 },
        Month { year: Some(1402), month: 1 },
    ] {
        assert_eq!(period.last_day(year), None, "{period:?}");
    }
    assert_eq!(month(2024, 1).last_day(None), Some(date(2024, 1, 31)));
    assert_eq!(Month { year: None, month: 1 }.last_day(None), None);
    assert!(Month { year: None, month: 1 }.needs_year() && !Year(2024).needs_year());
}

proptest! {
    #[test]
    fn every_day_is_in_its_week(days in 0i32..60_000) {
        let day = Date::from_number(days).unwrap();
        let (year, week) = day.iso_week();
        let week = Week { year: Some(year), week };
        let (first, last) = (week.first_day(None).unwrap(), week.last_day(None).unwrap());
        prop_assert!(first <= day && day <= last && last.since(first) == 6);
        let (year, number) = day.iso_week();
        prop_assert_eq!(parse(&format!("{year}-W{number:02}")), Some(week).filter(|_| (1990..=2100).contains(&year)));
    }

    #[test]
    fn any_number_of_a_period_is_safe(year: Option<i16>, part: u8, default: Option<i16>) {
        for period in [
            Week { year, week: part },
            Month { year, month: part },
            JalaliMonth { year, month: part },
            Quarter { year, quarter: part },
            Half { year, half: part },
            Year(year.unwrap_or_default()),
            JalaliYear(year.unwrap_or_default()),
        ] {
            let days = (period.first_day(default), period.last_day(default));
            prop_assert!(days.0.is_some() == days.1.is_some() && days.0 <= days.1);
        }
    }

    #[test]
    fn any_headers_are_safe(headers in proptest::collection::vec("\\PC{0,24}", 0..8)) {
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        prop_assert_eq!(row(&headers).len(), headers.len());
    }

    #[test]
    fn anything_period_like_is_safe(
        headers in proptest::collection::vec("(Jan|W|Q|H|KW|кв|FY|I|avg|lis|۱۴۰۲|[0-9]{0,6}|2024|[ ./'-]){0,6}", 0..8),
    ) {
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        prop_assert_eq!(row(&headers).len(), headers.len());
        headers.iter().for_each(|header| { parse(header); });
    }
}
