//! What is asked, and what waits for the answer.

use super::*;
use crate::calendar::date;
use crate::currency::Currency;
use crate::exchange::testing::inspection;

/// Each topic a file raises, with whether reading waits for it.
fn topics(text: &str) -> Vec<(Topic, bool)> {
    let inspection = inspection(text);
    let questions = inspection.spec(Currency::default()).questions(&inspection);
    questions.into_iter().map(|question| (question.topic, question.blocking && question.answer.is_none())).collect()
}

#[test]
fn a_plain_list_that_says_all_asks_nothing() {
    assert_eq!(topics("Customer;Date;Net amount (EUR)\nAlfa;2024-01-15;5.00\n"), []);
}

#[test]
fn day_or_month_first_blocks_for_the_day_of_the_sale_only() {
    let text = "Customer;Date;Required date;Net amount (EUR)\nAlfa;03/04/2024;05/06/2024;5.00\n";
    assert_eq!(topics(text), [(Topic::DateOrder, true), (Topic::DateOrder, false)]);
}

#[test]
fn thousands_block_only_where_they_are_computed_with() {
    let text = "Customer;Date;Quantity;Net amount (EUR)\nAlfa;2024-01-15;1,234;5.00\n";
    assert_eq!(topics(text), [], "the amount is there: nobody needs the quantity");
    let text = "Customer;Date;Quantity;Net amount (EUR)\nAlfa;2024-01-15;7;1,234\n";
    assert_eq!(topics(text), [(Topic::DecimalMark, true)]);
}

#[test]
fn what_no_column_holds_blocks_and_offers_the_columns_that_could() {
    let inspection = inspection("xyzzy;plugh;Date;Net amount (EUR)\nA B;C D;2024-01-15;5.00\n");
    let mut spec = inspection.spec(Currency::default());
    let [question] = spec.questions(&inspection).try_into().unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!((question.topic, question.blocking), (Topic::Missing(Need::Customer), true));
    let options: Vec<Answer> = question.options.iter().map(|choice| choice.answer).collect();
    assert_eq!(options, [0, 1].map(|at| Answer::Column(Role::Customer, at)));
    spec.answer(0, Answer::Column(Role::Customer, 1));
    assert!(spec.is_ready(&inspection));
    assert_eq!(spec.questions(&inspection)[0].answer, Some(Answer::Column(Role::Customer, 1)), "it can be changed");
}

#[test]
fn days_of_the_title_are_offered_where_no_row_has_one() {
    let inspection = inspection("Period: 01.01.2024 - 30.06.2024\nCustomer;Net amount (EUR)\nAlfa;5.00\nBeta;1.00\n");
    let mut spec = inspection.spec(Currency::default());
    let question =
        spec.questions(&inspection).into_iter().find(|question| question.topic == Topic::Missing(Need::Date));
    let options: Vec<Answer> = question.iter().flat_map(|question| &question.options).map(|c| c.answer).collect();
    assert_eq!(options, [date(2024, 6, 30), date(2024, 1, 1)].map(Answer::Day));
    assert!(!spec.is_ready(&inspection));
    spec.answer(0, options[0]);
    assert!(spec.is_ready(&inspection));
}

#[test]
fn a_year_that_nothing_names_blocks() {
    let wide = "Customer;Jan;Feb\nAlfa;10.00;5.00\nBeta;1.00;7.00\n";
    assert!(topics(wide).contains(&(Topic::Year, true)));
    assert!(!topics(&wide.replace("Jan;Feb", "Jan 2024;Feb 2024")).iter().any(|(topic, _)| *topic == Topic::Year));
}

#[test]
fn questions_with_a_default_never_block() {
    for (text, topic) in [
        ("Customer;Date;Amount\nAlfa;2024-01-15;5.00\n", Topic::Currency),
        ("Customer;Date;Amount;VAT\nAlfa;2024-01-15;5.00;1.00\n", Topic::Tax),
        ("Customer;Date;Gross amount;VAT\nAlfa;2024-01-15;6.00;1.00\n", Topic::Tax),
        ("Customer;Date;Net amount;Gross amount\nAlfa;2024-01-15;5.00;6.00\n", Topic::WhichAmount),
        ("Customer;Date;Type;Amount\nAlfa;2024-01-15;Credit memo;5.00\n", Topic::Returns),
        ("Customer;Date;Amount\nAlfa:Roof;2024-01-15;5.00\n", Topic::Jobs),
    ] {
        assert!(topics(text).contains(&(topic, false)), "{topic:?} of {text}: {:?}", topics(text));
    }
}

#[test]
fn tax_is_asked_about_only_where_it_is_in_doubt() {
    let asks = |text: &str| topics(text).iter().any(|(topic, _)| *topic == Topic::Tax);
    for text in [
        "Customer;Date;Amount\nAlfa;2024-01-15;5.00\n",
        "Customer;VAT no;Date;Amount\nAlfa;DE1;2024-01-15;5.00\n",
        "Customer;Date;Net amount;VAT\nAlfa;2024-01-15;5.00;1.00\n",
        "Customer;Date;Amount;VAT;Total\nAlfa;2024-01-15;5.00;1.00;6.00\n",
    ] {
        assert!(!asks(text), "{text}");
    }
    for text in [
        "Customer;Date;Gross amount\nAlfa;2024-01-15;5.00\n",
        "Клиент;Дата;Сумма;Ставка НДС\nАльфа;2024-01-15;5.00;20%\n",
        "Prices with VAT\nCustomer;Date;Amount\nAlfa;2024-01-15;5.00\n",
    ] {
        assert!(asks(text), "{text}");
    }
}

#[test]
fn what_nobody_said_is_assumed() {
    let text = "Customer;Date;Amount;VAT\nAlfa:Roof;2024-01-15;5.00;1.00\n";
    let inspection = inspection(text);
    let mut spec = inspection.spec(Currency::default());
    let assumed = |spec: &ImportSpec| -> Vec<Topic> {
        spec.questions(&inspection).into_iter().filter(|asked| asked.assumed).map(|asked| asked.topic).collect()
    };
    assert_eq!(assumed(&spec), [Topic::Tax, Topic::Currency, Topic::Jobs]);
    // To say what was assumed is an answer, too.
    spec.answer(2, Answer::Currency(spec.currency));
    assert_eq!(assumed(&spec), [Topic::Tax, Topic::Jobs]);
    spec.answer(0, Answer::Jobs(true));
    spec.answer(2, Answer::Tax(Tax::AsIs));
    assert_eq!(assumed(&spec), []);
}

#[test]
fn a_customer_that_only_values_suggest_must_be_confirmed() {
    let inspection = inspection("who;when did it;what\nErnst Handel;2024-01-15;5.50\n");
    let mut spec = inspection.spec(Currency::default());
    assert!(!spec.is_ready(&inspection));
    let asked = spec.questions(&inspection).into_iter().find(|question| question.blocking);
    let own = Answer::Column(Role::Customer, 0);
    assert_eq!(asked.as_ref().map(|asked| (asked.topic, asked.answer)), Some((Topic::Missing(Need::Customer), None)));
    assert!(asked.is_some_and(|asked| asked.options.iter().any(|choice| choice.answer == own)));
    spec.answer(0, own);
    assert!(spec.is_ready(&inspection));
}

#[test]
fn the_currency_is_not_asked_where_the_file_names_one() {
    let asks = |text: &str| topics(text).iter().any(|(topic, _)| *topic == Topic::Currency);
    assert!(!asks("Customer;Date;Amount\nAlfa;2024-01-15;€5.00\n"));
    assert!(!asks("Customer;Date;Amount;Currency\nAlfa;2024-01-15;5.00;EUR\nAlfa;2024-01-15;5.00;USD\n"));
    assert!(asks("Customer;Date;Amount\nAlfa;2024-01-15;€5.00\nAlfa;2024-01-15;£5.00\n"));
}

#[test]
fn tax_is_subtracted_by_its_column_where_only_the_gross_amount_is_there() {
    let inspection = inspection("Customer;Date;Gross amount;VAT\nAlfa;2024-01-15;6.00;1.00\n");
    let spec = inspection.spec(Currency::default());
    let question = spec.questions(&inspection).into_iter().find(|question| question.topic == Topic::Tax);
    assert_eq!(question.and_then(|question| question.answer), Some(Answer::Tax(Tax::LessColumn)));
}

#[test]
fn a_list_of_customers_is_not_asked_about_money() {
    assert_eq!(topics("Customer;City;Phone\nAlfa;Berlin;030-0074321\nBeta;Lyon;030-1\n"), []);
}

#[test]
fn years_and_months_in_columns_of_their_own_are_not_the_ends_of_years() {
    let text = "Customer;Year;Month;Net amount (EUR)\nAlfa;2024;1;5.00\nBeta;2024;2;3.00\n";
    let inspection = inspection(text);
    let spec = inspection.spec(Currency::default());
    let days = crate::exchange::testing::read(&spec, text.as_bytes(), 9).unwrap_or_default().reconciliation;
    let is_right = (days.first, days.last) == (Some(date(2024, 1, 31)), Some(date(2024, 2, 29)));
    assert!(!spec.is_ready(&inspection) || is_right, "{:?} to {:?}", days.first, days.last);
}

#[test]
fn of_two_amounts_with_one_name_neither_is_taken_in_silence() {
    let asked = topics("Customer;Date;Amount;Amount\nAlfa;2024-01-15;1.00;2.00\nBeta;2024-01-16;1.00;3.00\n");
    let is_about = |topic| matches!(topic, Topic::WhichAmount | Topic::Missing(Need::Amount));
    assert!(asked.iter().any(|(topic, _)| is_about(*topic)), "{asked:?}");
}

#[test]
fn one_period_that_shows_the_decimal_mark_shows_it_for_all() {
    let text = "Customer;Jan 2024;Feb 2024\nAlfa;1,234;2,345.50\nBeta;3,456;1,111\n";
    assert!(!topics(text).iter().any(|(_, blocks)| *blocks), "{:?}", topics(text));
}

#[test]
fn a_month_without_its_year_takes_that_of_the_title() {
    let inspection = inspection("Sales 2024\nCustomer;Month;Net amount (EUR)\nAlfa;January;5.00\nBeta;February;3.00\n");
    let question = inspection.spec(Currency::default()).questions(&inspection).into_iter().find(|one| one.blocking);
    let is_dead_end = question.as_ref().is_some_and(|question| question.options.is_empty());
    assert!(!is_dead_end, "{question:?}");
}

#[test]
fn a_year_is_typed_in_any_digits_and_must_be_one() {
    for (text, year) in [("2024", 2024), (" ۱۴۰۳ ", 1403), ("٢٠٢٤", 2024), ("1900", 1900), ("2199", 2199)] {
        assert_eq!(Answer::typed_year(text), Some(Answer::Year(year)), "{text}");
    }
    for text in ["", "24", "1899", "2200", "1500", "20245", "2024.5", "this year"] {
        assert_eq!(Answer::typed_year(text), None, "{text}");
    }
}

#[test]
fn a_rate_of_tax_is_typed_in_per_cent() {
    for (text, hundredths) in [("20", 2_000), ("7,5 %", 750), ("۹٪", 900), ("0", 0), ("100%", 10_000)] {
        assert_eq!(Answer::typed_tax_rate(text), Some(hundredths), "{text}");
    }
    for text in ["", "%", "-1", "100.01", "a fifth", "NaN"] {
        assert_eq!(Answer::typed_tax_rate(text), None, "{text}");
    }
}
