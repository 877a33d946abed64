//! What is decided, and what is remembered of it.

use super::*;
use crate::exchange::Topic;
use crate::exchange::testing::spec;

const LIST: &str = "Customer;Date;Net;Gross\nAlfa;03/04/2024;1,234;2,468\n";

#[test]
fn a_role_moves_and_its_former_column_is_ignored() {
    let mut spec = spec(LIST);
    spec.assign(3, Role::Amount);
    assert_eq!(spec.roles, [Role::Customer, Role::Date, Role::Ignore, Role::Amount]);
    spec.assign(3, Role::Ignore);
    assert_eq!(spec.missing(), [Need::Amount]);
    spec.assign(9, Role::Amount);
    assert_eq!(spec.missing(), [Need::Amount], "there is no such column");
}

#[test]
fn periods_are_shared() {
    let mut spec = spec("Customer;Jan 2024;Feb 2024\nAlfa;1;2\n");
    spec.assign(1, Role::Ignore);
    spec.assign(1, Role::Period);
    assert_eq!(spec.roles, [Role::Customer, Role::Period, Role::Period]);
}

#[test]
fn what_a_person_says_of_a_column_goes_before_the_shape() {
    let mut spec = spec(",Date,Num,Amount\nAlfa,,,\n,2024-01-15,1,10.00\n,2024-01-16,2,5.00\n");
    assert_eq!(spec.section, Some(0));
    spec.assign(2, Role::Customer);
    assert_eq!(spec.section, None);
}

#[test]
fn an_amount_makes_sales_of_a_list_of_customers() {
    let mut spec = spec("Customer;City;Phone;xyzzy\nAlfa;Berlin;030-0074321;7.50\nBeta;Lyon;030-1;1.25\n");
    assert_eq!((spec.kind, spec.missing().len()), (FileKind::Customers, 0));
    spec.assign(3, Role::Amount);
    assert_eq!((spec.kind, spec.missing()), (FileKind::Sales, vec![Need::Date]));
}

#[test]
fn the_same_headers_are_read_as_before() {
    let mut earlier = spec(LIST);
    earlier.assign(3, Role::Amount);
    earlier.answer(1, Answer::Date(DateFormat::Mdy));
    earlier.answer(3, Answer::Number(NumberFormat::Comma));
    earlier.answer(0, Answer::Tax(Tax::Rate(2_000)));
    let mut now = spec(LIST);
    now.remember(&earlier);
    assert_eq!(now, earlier);
}

#[test]
fn roles_are_remembered_by_the_name_of_their_column() {
    let mut earlier = spec(LIST);
    earlier.assign(3, Role::Amount);
    let mut now = spec("Gross;Customer;New;Date;Net\n2,468.50;Alfa;x;03/04/2024;1,234.50\n");
    now.remember(&earlier);
    assert_eq!(now.roles[..2], [Role::Amount, Role::Customer]);
    assert_eq!(now.roles[3..], [Role::Date, Role::Ignore]);
}

#[test]
fn answers_are_remembered_only_where_this_file_leaves_them_open() {
    let mut earlier = spec(LIST);
    earlier.answer(1, Answer::Date(DateFormat::Mdy));
    earlier.answer(2, Answer::Number(NumberFormat::Comma));
    let mut now = spec("Customer;Date;Net;Gross\nAlfa;13/04/2024;1,234.50;2,468.50\n");
    now.remember(&earlier);
    assert_eq!((now.dates[1], now.numbers[2]), (Some(DateFormat::Dmy), Some(NumberFormat::Point)));
}

#[test]
fn columns_without_a_name_remember_nothing_in_another_file() {
    let mut earlier = spec(",Date,Amount,xyzzy\nAlfa Beta,2024-01-15,1.50,x\n");
    earlier.assign(0, Role::Product);
    let mut now = spec(",Date,Amount\nAlfa Beta,2024-01-15,1.50\n");
    let before = now.roles.clone();
    now.remember(&earlier);
    assert_eq!((before[0], &now.roles), (Role::Customer, &before));
}

#[test]
fn what_a_decision_leaves_without_a_column_is_asked() {
    let inspection = crate::exchange::testing::inspection(LIST);
    let mut spec = inspection.spec(Default::default());
    let is_asked = |spec: &ImportSpec, need| {
        spec.questions(&inspection)
            .iter()
            .any(|question| question.topic == Topic::Missing(need) && question.answer.is_none())
    };
    assert!(!is_asked(&spec, Need::Customer));
    spec.assign(0, Role::Ignore);
    assert!(!spec.is_ready(&inspection) && is_asked(&spec, Need::Customer));
}

#[test]
fn a_file_with_credit_notes_is_not_read_by_one_that_had_none() {
    let earlier = spec("Customer;Date;Type;Amount\nAlfa;2024-01-15;Invoice;5.00\n");
    let mut now = spec("Customer;Date;Type;Amount\nAlfa;2024-01-15;Invoice;5.00\nAlfa;2024-01-16;Credit Memo;4.00\n");
    now.remember(&earlier);
    assert_eq!(now.returns, Returns::Positive);
}

#[test]
fn a_file_with_jobs_is_not_read_by_one_that_had_none() {
    let earlier = spec("Customer;Date;Amount\nAcme;2024-01-15;5.00\n");
    let mut now = spec("Customer;Date;Amount\nAcme:Roof;2024-01-15;5.00\n");
    now.remember(&earlier);
    assert!(now.jobs);
}

#[test]
fn discounts_that_say_what_they_are_are_not_read_by_memory() {
    let earlier = spec("Customer;Date;Qty;Price;Discount\nAlfa;2024-01-15;1;10.00;15\n");
    let mut now = spec("Customer;Date;Qty;Price;Discount\nAlfa;2024-01-15;1;10.00;0.15\n");
    assert_eq!((earlier.discounts[4], now.discounts[4]), (DiscountKind::Percent, DiscountKind::Fraction));
    now.remember(&earlier);
    assert_eq!(now.discounts[4], DiscountKind::Fraction);
}

#[test]
fn the_year_of_another_file_is_no_answer_for_this_one() {
    let wide = "Customer;Jan;Feb\nAlfa;10.00;5.00\nBeta;1.00;7.00\n";
    let mut earlier = spec(wide);
    earlier.answer(1, Answer::Year(2023));
    let inspection = crate::exchange::testing::inspection(wide);
    let mut now = inspection.spec(Default::default());
    now.remember(&earlier);
    assert!(!now.is_ready(&inspection), "next year's file has the same headers");
}
