//! Data sets in other dress, and of other makers, against what they are known to come to.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use vital_few::analysis::{AbcClass, Analysis, Config};
use vital_few::currency::Currency;
use vital_few::exchange::{Answer, FileKind, Hints, Import, Need, Question, Role, Topic};

use crate::import_expected::world;
use crate::importing::{Answers, Imported, bytes, import, importer};

fn file(path: &str) -> Vec<u8> {
    bytes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(path))
}

/// Imports a file of which nothing needs to be asked.
fn imported(path: &str) -> Imported {
    import(&file(path), &Answers::default()).unwrap_or_else(|reason| panic!("{path}: {reason}"))
}

/// An amount as hundredths, for sums without a fault.
fn hundredths(text: &str) -> i64 {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{rest:0<2}").parse().unwrap_or_else(|_| panic!("{text} is no amount"))
}

#[test]
fn northwind_in_other_dress_comes_to_the_same() {
    let truth: Value = serde_json::from_str(&crate::data("expected/locale_truth.json")).expect("JSON");
    let of = |value: &Value| (hundredths(value["total"].as_str().expect("a total")), value["orders"].as_u64());
    let customers = truth["per_customer"].as_object().expect("customers");
    let expected: BTreeMap<&str, _> = customers.iter().map(|(id, value)| (id.as_str(), of(value))).collect();
    for (path, factor, totals, currency) in [
        ("locale/ru_cp1251.csv", 1, 1, None),
        ("locale/fr_utf8bom.csv", 1, 0, Some("EUR")),
        ("locale/in_utf8.csv", 100, 0, None),
        ("locale/nw_1900.xlsx.d", 1, 0, None),
    ] {
        let found = imported(path);
        assert!(found.asked.is_empty() && found.warns.is_empty(), "{path}: {:?} {:?}", found.asked, found.warns);
        assert_eq!(found.currency.as_deref(), currency, "{path}");
        let rows = (found.rows.imported, found.rows.totals, found.rows.headings, found.rows.skipped);
        assert_eq!((rows, Value::from(found.rows.imported)), ((830, totals, 0, 0), truth["rows"].clone()), "{path}");
        let sum = found.sum.as_deref().map(hundredths);
        assert_eq!(sum, truth["net_total"].as_str().map(|sum| hundredths(sum) * factor), "{path}");
        assert!(found.file_total.is_none_or(|total| Some(hundredths(&total)) == sum), "{path}");
        let of = |customer: &crate::importing::Customer| {
            (customer.id.clone(), (hundredths(&customer.total), Some(customer.orders)))
        };
        let found: BTreeMap<String, _> = found.customers.iter().map(of).collect();
        assert_eq!(found.len(), expected.len(), "{path}");
        for (id, (total, orders)) in &expected {
            assert_eq!(found.get(*id), Some(&(total * factor, *orders)), "{path}: {id}");
        }
    }
}

#[test]
fn names_in_several_columns_do_not_confuse() {
    let bytes = file("rfm/rfm_data_orders.csv");
    let Ok(inspection) = importer(&bytes).inspect(&Hints::default());
    let inspection = inspection.expect("an inspection");
    let roles: Vec<Role> = inspection.columns.iter().map(|column| column.role).collect();
    assert_eq!(roles, [Role::Customer, Role::Date, Role::Amount, Role::Ignore, Role::Ignore, Role::Email]);
    let found = imported("rfm/rfm_data_orders.csv");
    assert_eq!((found.rows.read, found.rows.imported, found.customers.len()), (4_906, 4_906, 995));
    assert_eq!(found.sum.as_deref(), Some("464158.00"));
    assert_eq!((found.first.as_deref(), found.last.as_deref()), (Some("2001-10-29"), Some("2006-12-30")));
    let brion = found.customers.iter().find(|customer| customer.name == "Brion Stark").expect("the first customer");
    assert_eq!(brion.details["email"], "brion_stark@rfmail.com");
}

#[test]
fn customers_with_their_people_are_a_list() {
    let found = imported("northwind/northwind_customers.csv");
    assert_eq!((found.rows.read, found.rows.imported, found.customers.len()), (91, 91, 91));
    assert!(found.asked.is_empty() && found.sum.is_none());
    let of = |id: &str| found.customers.iter().find(|customer| customer.id == id).expect("a customer");
    let alfreds = of("ALFKI");
    assert_eq!(alfreds.name, "Alfreds Futterkiste");
    for (fact, text) in [
        ("contact", "Maria Anders"),
        ("title", "Sales Representative"),
        ("address", "Obere Str. 57"),
        ("city", "Berlin"),
        ("postal_code", "12209"),
        ("country", "Germany"),
        ("phone", "030-0074321"),
        ("fax", "030-0076545"),
    ] {
        assert_eq!(alfreds.details.get(fact).map(String::as_str), Some(text), "{fact}");
    }
    assert_eq!(of("ANATR").details["postal_code"], "05021", "zeros in front stay");
    assert!(found.customers.iter().all(|customer| customer.details.contains_key("contact")));
}

const WEEKS: usize = 52;

/// The weekly sales of a year, imported with the two answers they need.
fn weekly() -> Import {
    let bytes = file("uci_weekly/Sales_Transactions_Dataset_Weekly.csv");
    let mut importer = importer(&bytes);
    let Ok(inspection) = importer.inspect(&Hints::default());
    let inspection = inspection.expect("an inspection");
    let mut spec = inspection.spec(Currency::default());
    let open = |question: &Question| question.blocking && question.answer.is_none();
    let asked: Vec<Topic> = spec.questions(&inspection).iter().filter(|one| open(one)).map(|one| one.topic).collect();
    assert_eq!(asked, [Topic::Missing(Need::Customer), Topic::Year]);
    assert_eq!(spec.kind, FileKind::Sales);
    spec.answer(0, Answer::Column(Role::Customer, 0));
    spec.answer(0, Answer::Year(2017));
    assert!(spec.is_ready(&inspection), "{:?}", spec.questions(&inspection));
    let Ok(preview) = importer.read(&spec, |_, _| ());
    let preview = preview.expect("an import");
    Import { sales: preview.delta.sales, ..preview.import }
}

#[test]
fn a_year_by_weeks_asks_whose_it_is_and_when_and_leaves_the_normalised_columns() {
    let import = weekly();
    let counts = &import.reconciliation;
    assert_eq!((counts.read, counts.imported, counts.totals, counts.headings, counts.skipped()), (811, 811, 0, 0, 0));
    assert_eq!((import.customers.len(), counts.sum), (811, 37_528_700));
    let days: std::collections::BTreeSet<_> = import.sales.lines.iter().map(|line| line.day).collect();
    assert_eq!(days.len(), WEEKS);
    let (book, ledger) = world(&import);
    let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("sales");
    let count = |class| analysis.findings.iter().filter(|finding| finding.abc() == Some(class)).count();
    assert_eq!([AbcClass::A, AbcClass::B, AbcClass::C].map(count), [251, 175, 385]);
}

#[test]
fn a_year_by_weeks_is_as_regular_as_it_is_known_to_be() {
    let import = weekly();
    let mut sums: BTreeMap<u32, BTreeMap<_, i128>> = BTreeMap::new();
    for line in &import.sales.lines {
        *sums.entry(line.customer).or_default().entry(line.day).or_default() += i128::from(line.amount);
    }
    // CV² = n Σx² / (Σx)² − 1, in integers; weeks without a line are zeros.
    let mut classes = [0; 3];
    for weeks in sums.values() {
        let sum: i128 = weeks.values().sum();
        let squares: i128 = weeks.values().map(|amount| amount * amount).sum::<i128>() * WEEKS as i128;
        classes[usize::from(4 * squares > 5 * sum * sum) + usize::from(squares > 2 * sum * sum)] += 1;
    }
    assert_eq!(classes, [361, 171, 279]);
}
