//! `edge_cases.json`: ABC limits, coefficients of variation and Gini, each with its trap.

use serde_json::Value;
use vital_few::analysis::{Analysis, Config, PeriodUnit};
use vital_few::book::{Account, Book, Change, Label, RecordId, RecordKind, Stamp};
use vital_few::calendar::Date;
use vital_few::currency::Currency;
use vital_few::ledger::{Batch, Ledger, Line, Sales};

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

/// A book and a ledger of accounts with one sale a month each, from January 2024.
fn world(accounts: &[(&str, Vec<i64>)]) -> (Book, Ledger) {
    let mut book = Book::default();
    let mut batch = Batch { accounts: Vec::new(), sales: Sales::default() };
    for (number, (name, amounts)) in accounts.iter().enumerate() {
        let id = RecordId::well_known(100 + number as u128);
        let account = Account { name: (*name).into(), ..Account::default() };
        let change = Change::new(Label::AddAccount { account: account.name.clone() }, account.create(id));
        book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
        batch.accounts.push(id);
        for (month, amount) in amounts.iter().enumerate() {
            let day = date(2024 + (month / 12) as i16, (month % 12) as i8 + 1, 1);
            let line = Line::plain(number as u32, day, *amount);
            batch.sales.lines.push(line);
        }
    }
    let ledger = Ledger::of(Currency::default(), [&batch]);
    (book, ledger)
}

/// "0.05" and 50 alike, in minor units.
fn minor(value: &Value) -> i64 {
    let text = value.as_str().map_or_else(|| value.to_string(), Into::into);
    (text.parse::<f64>().expect("a number") * 100.0).round() as i64
}

fn cases(kind: &str) -> Vec<Value> {
    let all: Vec<Value> = serde_json::from_str(&crate::data("expected/edge_cases.json")).expect("JSON");
    let cases: Vec<Value> = all.into_iter().filter(|case| case["kind"] == kind).collect();
    assert!(!cases.is_empty(), "no case of kind {kind}");
    cases
}

#[test]
fn abc_edge_cases() {
    for case in cases("abc") {
        let input = case["input"].as_object().expect("accounts");
        let accounts: Vec<_> = input.iter().map(|(name, value)| (name.as_str(), vec![minor(value)])).collect();
        let (book, ledger) = world(&accounts);
        let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
        for (name, class) in case["expect"].as_object().expect("classes") {
            let finding = analysis.findings.iter().find(|finding| *finding.name == **name).expect("the account");
            assert_eq!(finding.abc().map_or("-", |abc| abc.letter()), class, "{}: {name}", case["name"]);
        }
    }
}

#[test]
fn shares_are_of_the_positive_totals() {
    for case in cases("share10") {
        let input = case["input"].as_object().expect("accounts");
        let accounts: Vec<_> = input.iter().map(|(name, value)| (name.as_str(), vec![minor(value)])).collect();
        let (book, ledger) = world(&accounts);
        let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
        let expect = &case["expect"];
        assert_eq!(analysis.positive_total, i128::from(minor(&expect["denominator_positive_sum"])));
        assert_eq!(analysis.net_total, i128::from(minor(&expect["net_total"])));
        for (name, share) in expect["shares"].as_object().expect("shares") {
            let finding = analysis.findings.iter().find(|finding| *finding.name == **name).expect("the account");
            let found = finding.rank.expect("a rank").share;
            assert!((found - share.as_f64().expect("a number")).abs() < 1e-12, "{name}: {found}");
            assert!(finding.is_provider);
        }
    }
}

#[test]
fn coefficients_of_variation() {
    for case in cases("cv") {
        let mut amounts: Vec<i64> = case["input"].as_array().expect("values").iter().map(minor).collect();
        // The counting starts with the first purchase; a purchase of the same size before the series
        // would change it, so series that begin with nothing are turned round.
        if amounts.first() == Some(&0) {
            amounts.reverse();
        }
        // A second account keeps the window open to the end of the last month.
        let months = amounts.len();
        let end = date(2024 + (months / 12) as i16, (months % 12) as i8 + 1, 1).plus(-1);
        let (book, ledger) = world(&[("a", amounts)]);
        let config = Config {
            period: Some(PeriodUnit::Month),
            window: (Some(date(2024, 1, 1)), Some(end)),
            ..Config::default()
        };
        let analysis = Analysis::of(&book, &ledger, &config).expect("sales");
        let found = analysis.findings[0].regularity.as_ref().and_then(|regularity| regularity.cv);
        match case["expect"]["cv_pop"].as_f64() {
            Some(expected) => {
                assert!(found.is_some_and(|cv| (cv - expected).abs() < 1e-12), "{}: {found:?}", case["name"])
            }
            None => assert_eq!(found, None, "{}", case["name"]),
        }
    }
}

#[test]
fn gini_cases() {
    for case in cases("gini") {
        let names = ["a", "b", "c", "d", "e"];
        let values = case["input"].as_array().expect("values");
        let accounts: Vec<_> = names.into_iter().zip(values.iter().map(|value| vec![minor(value)])).collect();
        let (book, ledger) = world(&accounts);
        let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
        let expected = case["expect"].as_f64().expect("a number");
        assert!((analysis.concentration.gini - expected).abs() < 1e-12, "{}", case["name"]);
    }
}

#[test]
fn what_would_change_a_class_changes_it() {
    let accounts: Vec<(String, i64)> = (1..=40).map(|n| (format!("account {n:02}"), 1_000_000 / n)).collect();
    let with = |changed: usize, by: i64| {
        let accounts: Vec<(&str, Vec<i64>)> = accounts
            .iter()
            .enumerate()
            .map(|(at, (name, amount))| (name.as_str(), vec![if at == changed { amount + by } else { *amount }]))
            .collect();
        world(&accounts)
    };
    let class_of = |changed: usize, by: i64| {
        let (book, ledger) = with(changed, by);
        let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
        let finding = analysis.findings.iter().find(|f| *f.name == *accounts[changed].0).expect("the account");
        (finding.abc(), finding.is_provider)
    };
    let (book, ledger) = with(0, 0);
    let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
    let (mut risen, mut fallen) = (0, 0);
    for (at, finding) in analysis.findings.iter().enumerate() {
        if let Some(next) = analysis.rise_to(finding) {
            let by = i64::try_from(next.by).expect("small");
            assert!(class_of(at, by).0 <= Some(next.class), "{} does not rise by {by}", finding.name);
            assert_eq!(class_of(at, by - 1).0, finding.abc(), "{} rises by less than {by}", finding.name);
            risen += 1;
        }
        if let Some(next) = analysis.fall_from(finding) {
            let by = i64::try_from(next.by).expect("small");
            assert_eq!(class_of(at, -by).0, Some(next.class), "{} does not fall by {by}", finding.name);
            assert_eq!(class_of(at, 1 - by).0, finding.abc(), "{} falls by less than {by}", finding.name);
            fallen += 1;
        }
        if let Some(by) = analysis.rise_to_provider(finding) {
            let by = i64::try_from(by).expect("small");
            assert!(
                class_of(at, by).1 && !class_of(at, by - 1).1,
                "{} becomes a provider at another sum",
                finding.name
            );
        }
    }
    assert!(risen > 10 && fallen > 5, "{risen} {fallen}");
}
