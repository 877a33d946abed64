//! Which way to the amount the values prove, and what they leave open.

use super::words::{LIST, LIST_PARTS, NET, NET_PARTS};
use super::*;
use crate::currency::Currency;
use crate::exchange::testing::{import, inspection};
use crate::exchange::{Answer, ImportSpec, Question, Topic};

const PAIRS: &str = "Customer;Date;Amount;Currency;Converted amount;Converted currency\n\
    Alfa;2024-01-15;100.00;EUR;3900.00;THB\nBeta;2024-01-16;20.00;USD;725.75;THB\n";

fn question(spec: &ImportSpec, text: &str, topic: Topic) -> Option<Question> {
    spec.questions(&inspection(text)).into_iter().find(|question| question.topic == topic)
}

#[test]
fn a_question_about_the_amount_stays_as_it_stood_when_it_is_answered() {
    let seen = inspection(PAIRS);
    let mut spec = seen.spec(Currency::default());
    let before = question(&spec, PAIRS, Topic::WhichAmount).unwrap_or_else(|| panic!("not asked"));
    assert_eq!((before.blocking, before.answer), (true, None));
    let columns: Vec<Answer> = before.options.iter().map(|choice| choice.answer).collect();
    assert_eq!(columns, [2, 4].map(|at| Answer::Column(Role::Amount, at)));
    for answer in columns {
        spec.answer(before.column, answer);
        let after = question(&spec, PAIRS, Topic::WhichAmount).unwrap_or_else(|| panic!("gone"));
        assert_eq!(after, Question { answer: Some(answer), assumed: false, ..before.clone() });
    }
}

#[test]
fn a_question_about_the_amount_shows_what_each_would_come_to() {
    let spec = inspection(PAIRS).spec(Currency::default());
    let asked = question(&spec, PAIRS, Topic::WhichAmount).unwrap_or_else(|| panic!("not asked"));
    let sums: Vec<String> = asked.options.iter().map(|choice| format!("{:?}", choice.reading)).collect();
    assert_eq!(
        sums,
        ["Some(Sums([(Some(EUR), \"100\"), (Some(USD), \"20\")]))", "Some(Sums([(Some(THB), \"4625.75\")]))"]
    );
}

#[test]
fn choosing_the_amount_among_the_columns_answers_the_question_and_brings_its_currency() {
    let seen = inspection(PAIRS);
    let mut spec = seen.spec(Currency::default());
    assert!(!spec.is_ready(&seen));
    spec.assign(4, Role::Amount);
    assert!(spec.is_ready(&seen));
    assert_eq!((spec.column(Role::Currency), spec.currency.to_string()), (Some(5), "THB".into()));
    spec.assign(2, Role::Amount);
    assert_eq!((spec.column(Role::Currency), spec.currency.to_string()), (Some(3), "USD".into()), "the book's own");
}

#[test]
fn a_currency_that_was_said_stays_until_the_amount_names_another() {
    let text = "Customer;Date;Amount;Value (THB)\nAlfa;2024-01-15;1.00;2.00\nBeta;2024-01-16;1.00;3.00\n";
    let mut spec = inspection(text).spec(Currency::default());
    spec.assign(2, Role::Amount);
    spec.answer(2, Answer::Currency("COP".parse().unwrap_or_default()));
    assert_eq!(spec.currency.to_string(), "COP");
    spec.assign(1, Role::Date);
    assert_eq!(spec.currency.to_string(), "COP");
    spec.assign(3, Role::Amount);
    assert_eq!(spec.currency.to_string(), "THB");
}

#[test]
fn an_amount_beside_its_tax_and_their_sum_is_net() {
    let text =
        "Customer;Date;Amount;VAT;Total\nAlfa;2024-01-15;100.00;20.00;120.00\nBeta;2024-01-16;10.00;1.00;11.00\n";
    let spec = inspection(text).spec(Currency::default());
    assert_eq!(question(&spec, text, Topic::WhichAmount), None);
    assert_eq!(question(&spec, text, Topic::Tax), None, "the values say it");
    assert_eq!(import(text, |_| ()).reconciliation.sum, 11_000);
}

#[test]
fn a_total_of_the_order_beside_the_line_is_none_of_the_line() {
    let text = "Customer;Date;Order;Line total;Order total\nAlfa;2024-01-15;1;10.00;15.00\n\
        Alfa;2024-01-15;1;5.00;15.00\nBeta;2024-01-16;2;7.00;9.00\nBeta;2024-01-16;2;2.00;9.00\n";
    let spec = inspection(text).spec(Currency::default());
    assert!(spec.is_ready(&inspection(text)), "{:?}", spec.questions(&inspection(text)));
    assert_eq!(import(text, |_| ()).reconciliation.sum, 2_400);
}

#[test]
fn words_tell_a_price_before_from_one_after_what_is_taken_off() {
    for header in ["List price", "Gross price", "Цена без скидки", "Listenpreis", "Prix catalogue", "原价"]
    {
        assert_eq!(level(header), Level::List, "{header}");
    }
    for header in
        ["Net price", "NetPrice", "Discounted price", "Цена со скидкой", "Nettopreis", "Price excl. VAT", "折后价"]
    {
        assert_eq!(level(header), Level::Net, "{header}");
    }
    for header in ["Price", "Unit price", "Einzelpreis", "Цена", "Network price"] {
        assert_eq!(level(header), Level::Plain, "{header}");
    }
}

#[test]
fn lists_of_words_are_folded_as_headers_are() {
    for list in [NET, LIST] {
        let folded: Vec<String> = list.split_whitespace().map(fold).collect();
        assert_eq!(folded.join(" "), list.trim());
    }
    NET_PARTS.iter().chain(&LIST_PARTS).chain(&WHOLE_DOCUMENT).chain(&OF_LINE).for_each(|part| {
        assert_eq!(fold(part), *part);
    });
}
