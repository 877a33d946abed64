//! Years and days above a table.

use super::*;
use crate::calendar::date;
use crate::exchange::testing::inspection;
use crate::exchange::{Encoding, EncodingFindings, SheetInfo};

/// What a title, the name of a sheet (if it is one) and the name of the file say.
fn said(title: &str, sheet: Option<&str>, file: &str) -> (Vec<i16>, bool, Vec<Date>) {
    let above =
        [HeadRow { line: 1, cells: vec![title.into()], kinds: Vec::new(), is_utf8: true, lines: 1, is_odd: false }];
    let hints = Hints { file: file.into(), ..Hints::default() };
    let info = |name: &str| SheetInfo { name: name.into(), hidden: false, rows: 9, hidden_rows: 0, uncalculated: 0 };
    let (source, container) = match sheet {
        Some(name) => (Source::Sheet(1), Container::Sheets(vec![info("Sales 1999"), info(name)])),
        None => {
            let encoding = Encoding::UTF_8;
            let findings = EncodingFindings { encoding, bom: false, sure: true, choices: Vec::new() };
            (Source::Text { encoding, delimiter: ',' }, Container::Text(findings))
        }
    };
    let found = titles(&above, &hints, &source, &container, false);
    (found.years, found.is_year_known, found.days)
}

#[test]
fn a_year_in_the_title_is_known() {
    assert_eq!(said("Продажи за 2024 год", None, "2021.csv"), (vec![2024], true, vec![]));
    assert_eq!(said("January through December 2024", None, "").0, [2024]);
}

#[test]
fn the_sheet_that_is_read_says_its_year_and_no_other() {
    assert_eq!(said("Sales", Some("FY 2024"), ""), (vec![2024], true, vec![]));
}

#[test]
fn the_name_of_a_file_is_offered_but_proves_nothing() {
    assert_eq!(said("Sales", None, "orders_2024.csv"), (vec![2024], false, vec![]));
}

#[test]
fn two_years_are_not_decided() {
    assert_eq!(said("Sales 2023-2024", None, ""), (vec![2023, 2024], false, vec![]));
    assert!(!said("2023", Some("2024"), "").1);
}

#[test]
fn days_are_found_the_last_first() {
    let (years, is_known, days) = said("Период: 01.01.2024 - 30.06.2024", None, "");
    assert_eq!((years, is_known, days), (vec![2024], true, vec![date(2024, 6, 30), date(2024, 1, 1)]));
}

#[test]
fn numbers_that_are_no_years_say_nothing() {
    assert_eq!(said("Warehouse 1205, order 20241, 31.02.2024", None, "").2, []);
    assert_eq!(said("Warehouse 1205, order 20241", None, "").0, [0_i16; 0]);
}

#[test]
fn a_wide_file_takes_its_year_from_the_title_or_asks() {
    let wide = "Customer;Jan;Feb\nAlfa;10;5\nBeta;1;7\n";
    let titled = inspection(format!("Sales 2024\n{wide}"));
    let spec = titled.spec(Default::default());
    assert!(spec.is_ready(&titled) && spec.year == Some(2024), "{:?}", spec.questions(&titled));
    let bare = inspection(wide);
    assert!(!bare.spec(Default::default()).is_ready(&bare));
}

/// Bug: the number of a house was taken for the year of the file.
#[test]
fn a_number_in_an_address_is_no_year() {
    let text = "2000 Harbor Boulevard\nCustomer;Jan;Feb\nAlfa;1.00;2.00\nBeta;3.00;4.00\n";
    let inspection = crate::exchange::testing::inspection(text);
    assert_eq!((inspection.is_year_known, inspection.years.as_slice()), (false, &[2000][..]));
    let said = crate::exchange::testing::inspection(text.replace("2000 Harbor Boulevard", "Sales of 2024"));
    assert!(said.is_year_known);
}

/// Bug: only dates in one word were seen in a title, so the day of "January 1-June 30, 2024" was not offered.
#[test]
fn the_ends_of_a_period_in_words_are_days() {
    let (first, last) = (date(2024, 1, 1), date(2024, 6, 30));
    for title in [
        "January 1-June 30, 2024",
        "January 1 - June 30, 2024",
        "For the period January 1, 2024 through June 30, 2024",
        "1 January – 30 June 2024",
        "January - June 2024",
        "январь – июнь 2024 г.",
        "с 1 января 2024 г. по 30 июня 2024 г.",
        "1. Januar 2024 bis 30. Juni 2024",
        "du 1 janvier 2024 au 30 juin 2024",
        "1 de enero de 2024 - 30 de junio de 2024",
        "2024年1月1日-2024年6月30日",
    ] {
        let days = said(title, None, "").2;
        assert_eq!((days.first(), days.last()), (Some(&last), Some(&first)), "{title}: {days:?}");
    }
    assert_eq!(said("Q2 2024", None, "").2, [date(2024, 6, 30), date(2024, 4, 1)]);
    assert_eq!(said("Sales of June 2024", None, "").2.first(), Some(&last));
    assert_eq!(said("January 15-March 31, 2024", None, "").2, [date(2024, 3, 31), date(2024, 1, 15)]);
}
