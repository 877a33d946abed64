//! For eyes: writes the charts of an order file as pages under the style sheets.
//!
//! `CHARTS_FROM=northwind_order_lines.csv CHARTS_TO=a/folder cargo test --no-default-features
//! --lib chart_pages -- --ignored`

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use super::words::Words;
use super::*;
use crate::analysis::{Analysis, Config};
use crate::book::{Book, Change, Edit, Label, RecordId};
use crate::currency::Currency;
use crate::ledger::{Batch, Ledger, Line, Sales};

fn fields(row: &str) -> Vec<String> {
    let mut quoted = false;
    let mut out = vec![String::new()];
    for c in row.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            c => out.last_mut().expect("a field").push(c),
        }
    }
    out
}

fn read(path: &str) -> (Book, Ledger) {
    let text = std::fs::read_to_string(path).expect("the order file");
    let (mut accounts, mut documents): (Vec<(String, String)>, Vec<String>) = Default::default();
    let (mut ids, mut numbers) = (HashMap::new(), HashMap::new());
    let mut amounts = std::collections::BTreeMap::<(u32, Date, u32), f64>::new();
    for row in text.lines().skip(1).map(fields) {
        let number = |at: usize| row[at].parse::<f64>().expect("a number");
        let customer = *ids.entry(row[1].clone()).or_insert_with(|| {
            accounts.push((row[1].clone(), row[2].clone()));
            accounts.len() as u32 - 1
        });
        let document = *numbers.entry(row[0].clone()).or_insert_with(|| {
            documents.push(row[0].clone());
            documents.len() as u32 - 1
        });
        let day: Date = row[3].parse().expect("a day");
        *amounts.entry((customer, day, document)).or_default() += number(9) * number(10) * (1.0 - number(11));
    }
    let lines = amounts.into_iter().map(|((customer, day, document), amount)| Line {
        customer,
        day,
        document: Some(document),
        group: None,
        amount: (amount * 100.0).round() as i64,
        profit: None,
        currency: 0,
    });
    let currency: Currency = "USD".parse().expect("a currency");
    let sales = Sales {
        documents: documents.iter().map(|number| number.as_str().into()).collect(),
        lines: lines.collect(),
        ..Sales::new(currency)
    };
    let id = |at: usize| RecordId::well_known(at as u128 + 1_000);
    let name = |(at, (_, name)): (usize, &(String, String))| Edit::raw(id(at), "account", "name", name.as_str().into());
    let change = Change::new(Label::Sample, accounts.iter().enumerate().map(name).collect());
    let mut book = Book::default();
    let mut clock = crate::book::Clock::new(crate::book::Actor(1));
    book.apply(&change, clock.tick(1));
    let batch = Batch { accounts: (0..accounts.len()).map(id).collect(), sales };
    let ledger = Ledger::of(currency, [&batch]);
    (book, ledger)
}

#[test]
#[ignore = "writes files for eyes"]
fn chart_pages() {
    let from = std::env::var("CHARTS_FROM").expect("CHARTS_FROM");
    let to = std::env::var("CHARTS_TO").expect("CHARTS_TO");
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let (book, ledger) = read(&from);
    for (name, persian) in [("ltr", false), ("rtl", true)] {
        for width in [700.0, 1_000.0, 328.0] {
            for unit in [PeriodUnit::Quarter, PeriodUnit::Month, PeriodUnit::Week] {
                let config = Config { period: Some(unit), ..Config::default() };
                let analysis = Analysis::of(&book, &ledger, &config).expect("sales");
                let mut body = String::new();
                draw(&mut body, &analysis, &ledger, width, persian);
                for theme in ["light", "dark"] {
                    let links: String =
                        ["layers", "tokens", "base", "layout", "component/chart_figure", "component/spark"]
                            .map(|sheet| format!("<link rel=stylesheet href=\"{}/{sheet}.css\">", style.display()))
                            .concat();
                    let direction = if persian { "lang=fa dir=rtl" } else { "lang=en dir=ltr" };
                    let page = format!(
                        "<!doctype html><html {direction} data-theme={theme}><meta charset=utf-8>{links}\
                     <body style=\"padding:16px;display:block\">{body}"
                    );
                    std::fs::write(format!("{to}/{name}-{width}-{}-{theme}.html", unit.code()), page)
                        .expect("the page");
                }
            }
        }
    }
}

fn draw(body: &mut String, analysis: &Analysis, ledger: &Ledger, width: f64, persian: bool) {
    let words = Words { persian };
    let mut chart =
        |svg: String| write!(body, "<figure class=chart style=\"width:{width}px;margin:0 0 24px\">{svg}</figure>");
    let mut all = vec![
        words.pareto(&Pareto::of(analysis), pareto_frame(width, persian)),
        words.lorenz(&analysis.concentration, lorenz_frame(width, persian)),
        words.histogram(&variation(analysis), histogram_frame(width, persian)),
        words.segments(&analysis.timeline(ledger), segments_frame(width, persian)),
        words.bridge(&newer::steps(), bridge_frame(width, 6, persian)),
        words.groups(&newer::by_group(analysis.period.unit, 9), groups_frame(width, persian)),
        words.matrix(persian),
    ];
    let mut sparks = String::new();
    for finding in analysis.findings.iter().skip(1).step_by(40) {
        let series = analysis.series(ledger, finding.account);
        let orders: Vec<Date> = crate::ledger::orders(ledger.sales(finding.account)).iter().map(|o| o.day).collect();
        let purchases = Purchases { series: &series, regularity: finding.regularity.as_ref(), orders: &orders };
        all.push(words.account(&purchases, account_frame(width, persian)));
        let beside = crate::analysis::SegmentPeers::of(analysis, ledger, finding.account);
        all.extend(beside.map(|beside| words.segment_peers(&beside, segment_peers_frame(width, persian))));
        sparks += &spark(&series, persian);
    }
    all.into_iter().for_each(|svg| chart(svg).expect("a string"));
    body.push_str(&sparks);
}

fn variation(analysis: &Analysis) -> Variation {
    let coefficients = analysis.findings.iter().filter_map(|finding| finding.regularity.as_ref()?.cv);
    Variation::of(&coefficients.collect::<Vec<_>>(), analysis.config.xyz)
}
