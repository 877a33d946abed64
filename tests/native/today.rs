//! What is to be done on the sample's day, against an independent computation, and with its invented dossiers.

use std::collections::BTreeSet;

use vital_few::analysis::behaviour::SilenceRule;
use vital_few::analysis::{Analysis, Config};
use vital_few::book::settings::working_calendar;
use vital_few::book::{Book, Change, Label, Stamp};
use vital_few::calendar::Date;
use vital_few::dossier::freshness::FRESH_DAYS;
use vital_few::dossier::health::AsOf;
use vital_few::exchange::mistakes_table::mistakes_table;
use vital_few::exchange::today_table::today_table;
use vital_few::ledger::Ledger;
use vital_few::today::{SalesLines, Seen, Today, mistakes};
use vital_few::working_time::WorkingClock;

use crate::import_expected::{import, sample_dossiers, world};

fn day() -> Date {
    Date::new(1998, 5, 6).expect("the last day of the orders")
}

fn northwind() -> (Book, Ledger) {
    let text = crate::data("northwind/northwind_order_lines.csv");
    world(&import(text.as_bytes()).expect("the file imports"))
}

fn today(book: &Book, ledger: &Ledger) -> Today {
    let analysis = Analysis::of(book, ledger, &Config::default());
    Today::of(Seen {
        book,
        ledger,
        sales: &SalesLines::of(ledger, SilenceRule::default(), day()),
        analysis: analysis.as_ref(),
        as_of: AsOf { today: day(), fresh: FRESH_DAYS },
        is_working: &Date::is_weekday,
        clock: WorkingClock { calendar: &working_calendar(book), offset: &|_| -420 },
        now: "1998-05-06T12:00-07:00".parse().expect("an instant"),
    })
}

/// Nobody decided on anybody yet, so what the orders say stands there alone.
#[test]
fn what_the_orders_alone_say_is_what_was_computed_elsewhere() {
    let (book, ledger) = northwind();
    let found = today_table(&book, today(&book, &ledger).lines.iter(), day()).csv();
    let found = found.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    assert_eq!(found, crate::data("expected/northwind_today.csv"));
}

#[test]
fn the_sample_has_something_to_do_of_most_kinds() {
    let (mut book, ledger) = northwind();
    let edits = sample_dossiers(&mut book);
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, ..Stamp::default() });
    let found = today(&book, &ledger);
    let kinds: BTreeSet<&str> = found.lines.iter().map(|line| line.rule().code).collect();
    let wanted = [
        "claim",
        "complaint",
        "interview",
        "late_order",
        "our_promise",
        "plan_action",
        "request",
        "silence",
        "their_promise",
    ];
    assert!(wanted.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    let keys: BTreeSet<_> = found.lines.iter().map(|line| (line.account, line.rule().code, line.subject())).collect();
    assert_eq!(keys.len(), found.lines.len(), "one line of a cause");
    println!("{}", today_table(&book, found.lines.iter(), day()).csv());
}

/// What its records say of three accounts: a promise of 30 April and one of 15 April are open, one complaint was due
/// on 4 May, and one closed in February isn't solved for the customer.
#[test]
fn the_sample_shows_the_mistakes_its_records_tell_of() {
    let (mut book, ledger) = northwind();
    let edits = sample_dossiers(&mut book);
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, ..Stamp::default() });
    let analysis = Analysis::of(&book, &ledger, &Config::default());
    let as_of = AsOf { today: day(), fresh: FRESH_DAYS };
    let seen = mistakes::Seen {
        book: &book,
        ledger: &ledger,
        analysis: analysis.as_ref(),
        as_of,
        is_working: &Date::is_weekday,
    };
    let text = mistakes_table(&book, &mistakes::Checks::of(seen).all(), None).csv();
    let of_three = |line: &&str| ["ERNSH", "QUICK", "SAVEA"].iter().any(|number| line.contains(number));
    let found: Vec<&str> = text.lines().filter(of_three).filter(|line| !line.contains("unprepared")).collect();
    let told = [
        "Save-a-lot Markets,SAVEA,contact,promises_late,1,1998-04-30",
        "Save-a-lot Markets,SAVEA,conflicts,not_solved,1,1998-02-24",
        "QUICK-Stop,QUICK,contact,promises_late,1,1998-04-15",
        "QUICK-Stop,QUICK,conflicts,past_deadline,1,1998-05-04",
    ];
    for line in told {
        assert!(found.contains(&line), "{line} in {found:#?}");
    }
    assert!(!found.iter().any(|line| line.contains("ERNSH,conflicts")), "{found:#?}");
}
