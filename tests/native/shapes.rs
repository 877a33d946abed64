//! Files as people have them, each against the truth written beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

use crate::importing::{Answers, Customer, Imported, Rows, bytes, import};

/// What a file means, worked out without the importer; see `tests/data/README.md`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Truth {
    about: String,
    /// `customers` for a list of customers, in which there are no sales.
    #[serde(default)]
    kind: String,
    asks: BTreeSet<String>,
    answers: Answers,
    warns: BTreeSet<String>,
    currency: Option<String>,
    /// By name, or by `name #id` where several have the name. Absent facts aren't compared.
    customers: BTreeMap<String, BTreeMap<String, Value>>,
    rows: Rows,
    sum: Option<String>,
    file_total: Option<String>,
    profit: Option<String>,
    first: Option<String>,
    last: Option<String>,
    #[serde(default)]
    by_currency: BTreeMap<String, String>,
}

/// Differences as they are found.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: T, expected: T) {
        if found != expected {
            self.0.push(format!("{what}: found {found:?}, expected {expected:?}"));
        }
    }

    /// Money is compared as numbers: 5 is 5.00.
    fn compare_money(&mut self, what: &str, found: Option<&str>, expected: Option<&str>) {
        let number = |text: &str| text.parse::<Decimal>().map_err(|_| text.to_owned());
        self.compare(what, found.map(number), expected.map(number));
    }
}

/// The customers by what a truth calls them.
fn by_name(customers: &[Customer]) -> BTreeMap<String, &Customer> {
    let mut count: BTreeMap<&str, u64> = BTreeMap::new();
    customers.iter().for_each(|customer| *count.entry(&customer.name).or_default() += 1);
    let key = |customer: &Customer| match count.get(customer.name.as_str()) {
        Some(2..) => format!("{} #{}", customer.name, customer.id),
        _ => customer.name.clone(),
    };
    customers.iter().map(|customer| (key(customer), customer)).collect()
}

fn compare_customers(differences: &mut Differences, truth: &Truth, found: &[Customer]) {
    let found = by_name(found);
    let names: BTreeSet<&String> = found.keys().collect();
    let expected: BTreeSet<&String> = truth.customers.keys().collect();
    let some = |names: BTreeSet<&&String>| names.into_iter().take(4).map(|name| (*name).clone()).collect::<Vec<_>>();
    differences.compare("customers that aren't any", some(names.difference(&expected).collect()), Vec::new());
    differences.compare("customers not found", some(expected.difference(&names).collect()), Vec::new());
    for (name, facts) in &truth.customers {
        let Some(customer) = found.get(name) else { continue };
        for (fact, expected) in facts {
            let what = format!("{fact} of {name}");
            match (fact.as_str(), expected.as_str()) {
                ("orders", _) => differences.compare(&what, Some(customer.orders), expected.as_u64()),
                ("total", expected) => differences.compare_money(&what, Some(&customer.total), expected),
                ("id", expected) => differences.compare(&what, Some(customer.id.as_str()), expected),
                (fact, expected) => {
                    differences.compare(&what, customer.details.get(fact).map(String::as_str), expected);
                }
            }
        }
    }
}

fn compare(truth: &Truth, found: &Imported) -> Vec<String> {
    let mut differences = Differences::default();
    differences.compare("asked", &found.asked, &truth.asks);
    differences.compare("warnings", &found.warns, &truth.warns);
    differences.compare("rows", found.rows, truth.rows);
    let Rows { read, imported, totals, headings, skipped } = found.rows;
    differences.compare("rows in one count each", imported + totals + headings + skipped, read);
    compare_customers(&mut differences, truth, &found.customers);
    if truth.kind != "customers" {
        differences.compare("currency", &found.currency, &truth.currency);
        differences.compare_money("sum", found.sum.as_deref(), truth.sum.as_deref());
        differences.compare_money("file's total", found.file_total.as_deref(), truth.file_total.as_deref());
        differences.compare_money("profit", found.profit.as_deref(), truth.profit.as_deref());
        differences.compare("first day", &found.first, &truth.first);
        differences.compare("last day", &found.last, &truth.last);
        differences.compare(
            "currencies",
            found.by_currency.keys().collect(),
            truth.by_currency.keys().collect::<Vec<_>>(),
        );
        for (currency, sum) in &truth.by_currency {
            let found = found.by_currency.get(currency).map(String::as_str);
            differences.compare_money(&format!("sum in {currency}"), found, Some(sum));
        }
    }
    differences.0
}

/// Every truth with the one file it is about, by name.
fn fixtures() -> Vec<(String, PathBuf, Truth)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shapes");
    let entries = std::fs::read_dir(&folder).expect("the folder of shapes is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"));
    let (truths, files): (Vec<_>, Vec<_>) = names.partition(|name| name.ends_with(".truth.json"));
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let mut of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    files.iter().for_each(|file| of.entry(stem(file)).or_default().push(file.clone()));
    let mut found = Vec::new();
    for truth in truths {
        let files = of.remove(&stem(&truth)).unwrap_or_default();
        let [file] = files.as_slice() else { panic!("{truth} is about {files:?}") };
        let text = std::fs::read_to_string(folder.join(&truth)).unwrap_or_else(|error| panic!("{truth}: {error}"));
        let read: Truth = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{truth}: {error}"));
        found.push((file.clone(), folder.join(file), read));
    }
    assert!(of.is_empty(), "files without a truth: {of:?}");
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// At least this much of a truth can be checked without any importer.
#[test]
fn truths_agree_with_themselves() {
    for (file, _, truth) in fixtures() {
        let Rows { read, imported, totals, headings, skipped } = truth.rows;
        assert_eq!(read, imported + totals + headings + skipped, "{file}");
        assert!(!truth.about.is_empty() && !truth.customers.is_empty(), "{file}");
        let number = |text: &str| text.parse::<Decimal>().unwrap_or_else(|error| panic!("{file}: {text}: {error}"));
        let totals = truth.customers.values().filter_map(|facts| facts.get("total")?.as_str());
        let sum: Decimal = totals.map(number).sum();
        let expected: Decimal = truth.sum.iter().chain(truth.by_currency.values()).map(|sum| number(sum)).sum();
        assert_eq!(sum, expected, "{file}");
        assert!(truth.file_total.iter().all(|total| number(total) == expected), "{file}");
    }
}

#[test]
fn files_mean_what_is_written_beside_them() {
    let fixtures = fixtures();
    let mut failed = Vec::new();
    for (file, path, truth) in &fixtures {
        let differences = match import(&bytes(path), &truth.answers) {
            Ok(found) => compare(truth, &found),
            Err(reason) => vec![reason],
        };
        if !differences.is_empty() {
            let shown: Vec<&str> = differences.iter().take(8).map(String::as_str).collect();
            let more = differences.len() - shown.len();
            let more = if more > 0 { format!("\n    … and {more} more") } else { String::new() };
            failed.push(format!("{file}: {}\n    {}{more}", truth.about, shown.join("\n    ")));
        }
    }
    assert!(failed.is_empty(), "{} of {} files:\n{}", failed.len(), fixtures.len(), failed.join("\n"));
}
