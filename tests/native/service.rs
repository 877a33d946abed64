//! Service on Northwind, whose figures were worked out apart.

use vital_few::book::kind::Kind;
use vital_few::book::{Account, Book, Change, Colleagues, Edit, Interaction, Label, RecordId, Request, Stamp, contact};
use vital_few::calendar::Date;
use vital_few::dossier::Dossier;
use vital_few::dossier::health::{AsOf, Health};
use vital_few::exchange::on_time_table::on_time_table;
use vital_few::ledger::Ledger;
use vital_few::service::cases::{About, Group, Seen};
use vital_few::service::health_score::{HealthScore, Part, Sources, Stopper, Weights};
use vital_few::service::on_time::{Asked, Faults, OnTime, Punctuality, all_followed};
use vital_few::service::overview::{Deliveries, Overview};
use vital_few::service::requests::{Responsiveness, Targets};
use vital_few::working_time::{Instant, WorkingClock};

use crate::import_expected::{import, sample_dossiers, world};

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

    let csv = on_time_table(&book, &documents).csv();
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

/// The sample's book and ledger, with the contacts that come with its customers.
fn sample() -> (Book, Ledger) {
    let import = import(crate::data("northwind/northwind_order_lines.csv").as_bytes()).expect("the file imports");
    let (mut book, ledger) = world(&import);
    let known = [("ERNSH", "Roland Mendel"), ("QUICK", "Horst Kloss"), ("SAVEA", "Jose Pavarotti")];
    let people = (501..).zip(known).flat_map(|(number, (customer, name))| {
        let id = RecordId::well_known(number);
        let of = account_of(&book, customer);
        [contact::field::account.set(id, Some(of)), contact::field::name.set(id, name.into())]
    });
    let edits: Vec<Edit> = people.collect();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, ..Stamp::default() });
    let edits = sample_dossiers(&mut book);
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 3, ..Stamp::default() });
    (book, ledger)
}

fn account_of(book: &Book, external_id: &str) -> RecordId {
    let is_it = |(_, account): &(RecordId, Account)| account.external_id == external_id;
    book.accounts().find(is_it).expect("the customer").0
}

/// From minutes of UTC; summer time began on 5 April 1998 at 10:00 UTC.
fn los_angeles(utc: i64) -> i32 {
    let summer: Instant = "1998-04-05T10:00Z".parse().expect("an instant");
    if utc < summer.utc() { -480 } else { -420 }
}

fn score(book: &Book, ledger: &Ledger, external_id: &str) -> HealthScore {
    let dossier = Dossier::of(book, account_of(book, external_id)).expect("its dossier");
    let today = date(1998, 5, 6);
    let calendar = vital_few::book::settings::working_calendar(book);
    assert_eq!(calendar.zone, "America/Los_Angeles");
    let touches: Vec<Date> = dossier.all::<Interaction>().filter_map(|(_, touch)| touch.day).collect();
    HealthScore::of(&Sources {
        dossier: &dossier,
        ledger,
        colleagues: &Colleagues::of(book),
        file: &Health::of(&dossier, &Default::default(), &[], AsOf { today, fresh: 365 }),
        weights: Weights::of(book),
        touches: &touches,
        cadence: None,
        is_lost: false,
        tolerance: 0,
        clock: WorkingClock { calendar: &calendar, offset: &los_angeles },
        targets: Targets::of(book),
        today,
        now: "1998-05-06T12:00-07:00".parse().expect("an instant"),
    })
}

/// Worked out apart, with requests counted minute by minute.
#[test]
fn the_three_dossiers_of_the_sample_have_these_scores() {
    use Part::{Complaints, Contact, Coverage, Delivery, Promises, Responsiveness, Rhythm, Satisfaction, Trend};
    let (book, ledger) = sample();
    let told = |external_id| {
        let score = score(&book, &ledger, external_id);
        let parts = [Trend, Rhythm, Satisfaction, Complaints, Delivery, Responsiveness, Coverage, Contact, Promises];
        let six = |part: Part| score.part(part).map_or(String::new(), |value| format!("{value:.6}"));
        (parts.map(six).join(" "), score.change, score.stoppers)
    };
    let ernst = " 100.000000  75.000000 100.000000 66.666667 100.000000  ";
    assert_eq!(told("ERNSH"), (ernst.into(), Some(89 - 95), vec![]));
    let quick = " 88.888889  50.000000 100.000000 33.333333 75.000000  ";
    assert_eq!(told("QUICK"), (quick.into(), Some(74 - 88), vec![Stopper::ClaimPastDeadline]));
    let save_a_lot = " 100.000000 77.000000 65.000000 92.857143 66.666667 100.000000  33.333333";
    assert_eq!(told("SAVEA"), (save_a_lot.into(), Some(81 - 94), vec![]));
}

/// Whoever looks at the sample finds something true in every list.
#[test]
fn the_sample_has_something_of_each_kind_and_says_that_it_is_invented() {
    let (book, _) = sample();
    for kind in ["request", "complaint", "promise", "satisfaction_interview", "delivery_correction"] {
        let records: Vec<_> = book.of_kind(kind).collect();
        assert!(records.len() >= 3, "{kind}");
        assert!(records.iter().all(|(_, record)| record.get::<bool>("sample")), "{kind}");
        assert!(Kind::of_code(kind).is_some());
    }
    let documents = Faults::of(&book);
    let (_, ledger) = sample();
    let all = all_followed(&ledger, &documents, Asked::of(&book, date(1998, 5, 6)));
    assert_eq!(all.iter().filter(|document| document.fault.is_some()).count(), 3, "each names an order there is");
    let own = OnTime::without_excused(&all).share();
    assert_eq!((own.of, own.among), (772, 808), "one was the carrier's");
    let reopened = book.all::<Request>().filter(|(_, request)| request.reopened.is_some()).count();
    assert_eq!(reopened, 1);
}

/// What the page tells at noon of the sample's day. Working minutes were counted minute by minute elsewhere.
#[test]
fn the_page_service_tells_this_of_the_sample() {
    let (book, ledger) = sample();
    let calendar = vital_few::book::settings::working_calendar(&book);
    let clock = WorkingClock { calendar: &calendar, offset: &los_angeles };
    let now = "1998-05-06T12:00-07:00".parse().expect("an instant");
    let found = Overview::of(&book, Seen { ledger: &ledger, clock, today: date(1998, 5, 6), now });
    let told = |of: Responsiveness| (of.in_time.of, of.in_time.among, of.open, of.median, of.ninetieth);
    assert_eq!(told(found.answers), (5, 9, 3, Some(30.0), None));
    assert_eq!(told(found.resolutions), (3, 5, 4, Some(595.0), None));
    assert_eq!((found.by_account.len(), found.by_colleague.len()), (3, 4));
    assert_eq!((found.tally.open, found.tally.past_deadline), (3, 1));
    assert_eq!((found.promises.of, found.promises.among), (3, 7));
    let causes: Vec<_> = found.recurring.iter().map(|of| (of.cause.code(), of.accounts.len())).collect();
    assert_eq!(causes, [("packing", 2), ("supplier", 2), ("carrier", 2)]);
    let count = |group| found.cases.iter().filter(|case| case.group == group).count();
    assert_eq!(Group::ALL.map(count), [5, 2, 1, 20, 47]);
    let order = found.cases.iter().find(|case| matches!(&case.about, About::Order(order) if order.number == "11008"));
    let order = order.expect("the order");
    assert_eq!((order.group, order.is_late), (Group::Pressing, false));
    let deliveries = Deliveries::of(&book, &ledger, date(1998, 5, 6));
    assert_eq!((deliveries.year.on_time, deliveries.year.late), (505, 23));
    assert_eq!((deliveries.all.documents(), deliveries.all.on_time, deliveries.all.late), (830, 772, 37));
    assert_eq!(deliveries.faults().map(|(_, count)| count), [2, 0, 1, 34]);
    assert_eq!(deliveries.days_late().get(18), Some(&6), "half of them by six days or more");
    let late: Vec<usize> = deliveries.quarters().iter().map(|quarter| quarter.tally.late).collect();
    assert_eq!(late, [5, 2, 5, 4, 5, 8, 8, 0]);
}
