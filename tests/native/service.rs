//! Service on Northwind, whose figures were worked out apart.

use vital_few::calendar::Date;
use vital_few::exchange::on_time_csv::on_time_csv;
use vital_few::service::on_time::{Asked, Faults, OnTime, Punctuality, all_followed};

use crate::import_expected::{import, world};

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

#[test]
fn northwind_was_on_time_with_772_of_809() {
    let import = import(crate::data("northwind/northwind_order_lines.csv").as_bytes()).expect("the file imports");
    let (book, ledger) = world(&import);
    let documents = all_followed(&ledger, &Faults::of(&book), Asked::of(&book, date(1998, 5, 6)));
    let all = OnTime::of(&documents);
    assert_eq!((all.documents(), all.on_time, all.late, all.open), (830, 772, 37, 21));
    assert_eq!((all.share().of, all.share().among), (772, 809));
    let due_today = documents.iter().find(|document| document.number == "11008").expect("the order");
    assert_eq!((due_today.promised, due_today.punctuality), (date(1998, 5, 6), Punctuality::Open));
    let tomorrow = all_followed(&ledger, &Faults::default(), Asked::of(&book, date(1998, 5, 7)));
    let due_today = tomorrow.iter().find(|document| document.number == "11008").expect("the order");
    assert_eq!(due_today.punctuality, Punctuality::Late);

    let csv = on_time_csv(&book, &documents);
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines.first(),
        Some(&"account,external_id,documents,on_time,late,open,rate,documents_without_excused,rate_without_excused")
    );
    assert_eq!(lines.len(), 1 + 89, "two customers never ordered");
    assert!(lines.contains(&"QUICK-Stop,QUICK,28,26,2,0,0.928571,28,0.928571"), "{csv}");
    assert!(lines.contains(&"Ernst Handel,ERNSH,30,28,0,2,1.000000,30,1.000000"));
    let sum = |column: usize| -> usize {
        lines.iter().skip(1).filter_map(|line| line.rsplit(',').nth(8 - column)?.parse::<usize>().ok()).sum()
    };
    assert_eq!([2, 3, 4, 5].map(sum), [830, 772, 37, 21]);
}
