//! Plans on Northwind (C19): the half-year of Ernst Handel to the cent, in the rhythm of the year before, against a
//! small computation of its own; and the sample's plans, which say that they are invented.

use vital_few::analysis::{Analysis, Config};
use vital_few::book::{
    Account, AccountPlan, Amount, Book, Change, Edit, Label, PlanAction, PlanGoal, PlanMeasure, PlanObjective,
    PlanPerson, PlanReview, RecordId, RecordKind, Stamp, account, contact,
};
use vital_few::calendar::Date;
use vital_few::dossier::Dossier;
use vital_few::ledger::Ledger;
use vital_few::planning::check::Check;
use vital_few::planning::file::{PlanFile, Progress};
use vital_few::planning::portfolio::Portfolio;
use vital_few::planning::to_date::{By, State, ToDate};

use crate::import_expected::{import, sample_dossiers, world};

const NORTHWIND: &str = "northwind/northwind_order_lines.csv";
const PLAN: RecordId = RecordId::well_known(0x79);
const OBJECTIVE: RecordId = RecordId::well_known(0x7A);

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

fn today() -> Date {
    day(1998, 5, 6)
}

fn read(more: &str) -> (Book, Ledger) {
    let text = crate::data(NORTHWIND) + more;
    world(&import(text.as_bytes()).expect("the file imports"))
}

fn account(book: &Book, name: &str) -> RecordId {
    let found = book.account_ids().find(|id| book.value(*id, account::field::name) == name);
    found.expect("the account is in the file")
}

/// What a customer bought between two days, in hundredths, read off the file's own columns.
fn plainly(customer: &str, from: Date, to: Date) -> i64 {
    let text = crate::data(NORTHWIND);
    let lines = text.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        // A product may have a comma in its name: price, pieces and discount stand at the end.
        let [.., price, pieces, discount] = cells.as_slice() else { return None };
        let on: Date = line.split(',').find_map(|cell| cell.parse().ok())?;
        let number = |text: &str| text.parse::<f64>().ok();
        let amount = number(price)? * number(pieces)? * (1.0 - number(discount)?);
        (cells.get(1) == Some(&customer) && from <= on && on <= to).then_some((amount * 100.0 + 1e-6).round() as i64)
    });
    lines.sum()
}

/// A plan for the half-year with a target of 45,000, as of the day the sample is read on.
fn planned(book: &mut Book, ledger: &Ledger, of: RecordId) -> PlanFile {
    let plan = AccountPlan {
        account: Some(of),
        from: Some(day(1998, 1, 1)),
        to: Some(day(1998, 6, 30)),
        ..AccountPlan::default()
    };
    let objective = PlanObjective {
        account: Some(of),
        plan: Some(PLAN),
        measure: Some(PlanMeasure::Revenue),
        baseline: Some(Amount { minor: 1_943_376, currency: ledger.currency() }),
        target: Some(Amount { minor: 4_500_000, currency: ledger.currency() }),
        ..PlanObjective::default()
    };
    let edits: Vec<Edit> = plan.create(PLAN).into_iter().chain(objective.create(OBJECTIVE)).collect();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 9, ..Stamp::default() });
    let dossier = Dossier::of(book, of).expect("the account");
    PlanFile::of(book, ledger, &dossier, PLAN, today()).expect("the plan")
}

fn to_date(file: &PlanFile) -> (ToDate, Option<i128>) {
    match &file.main().expect("it is measured").progress {
        Progress::Ledger { to_date, restated, .. } => (*to_date, *restated),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_half_year_of_ernst_handel_agrees_to_the_cent_and_follows_the_year_before() {
    let (mut book, ledger) = read("");
    let ernst = account(&book, "Ernst Handel");
    let file = planned(&mut book, &ledger, ernst);
    let (found, restated) = to_date(&file);
    let actual = plainly("ERNSH", day(1998, 1, 1), today());
    assert_eq!((found.actual, actual), (4_121_065, 4_121_065));
    assert_eq!(restated, Some(0), "the baseline is what the year before brought");
    let (all, come) =
        (plainly("ERNSH", day(1997, 1, 1), day(1997, 6, 30)), plainly("ERNSH", day(1997, 1, 1), day(1997, 5, 6)));
    assert_eq!((all, come), (1_943_376, 1_888_317));
    let expected = found.expected.expect("it has begun");
    assert!((expected - 4_500_000.0 * come as f64 / all as f64).abs() < 1e-6, "{expected}");
    assert_eq!(expected.round(), 4_372_508.0);
    let Some(By::Season { order_days, by_days: Some(by_days), .. }) = found.by else { panic!("{:?}", found.by) };
    assert_eq!((order_days, by_days.round()), (6, (4_500_000.0_f64 * 126.0 / 181.0).round()));
    assert_eq!(file.state(), Some(State::Behind), "94.2 %");
}

#[test]
fn it_falls_with_a_credit_note_and_a_later_past_restates_the_baseline() {
    // A credit note of 400 in April, and 100 of the January before that a later file brought.
    let more = "11901,ERNSH,Ernst Handel,1998-04-20,1998-05-18,1998-04-22,Janet Leverling,Dairy Products,Raclette Courdavault,40,-10,0\n\
        11902,ERNSH,Ernst Handel,1997-01-20,1997-02-18,1997-01-22,Janet Leverling,Dairy Products,Raclette Courdavault,10,10,0\n";
    let (mut book, ledger) = read(more);
    let ernst = account(&book, "Ernst Handel");
    let (found, restated) = to_date(&planned(&mut book, &ledger, ernst));
    assert_eq!((found.actual, restated), (4_121_065 - 40_000, Some(10_000)));
}

/// The sample's book and ledger, with the contacts that come with its customers.
fn sample() -> (Book, Ledger) {
    let (mut book, ledger) = read("");
    let of = |book: &Book, number: &str| {
        let is_it = |(_, account): &(RecordId, Account)| account.external_id == number;
        book.accounts().find(is_it).expect("the customer").0
    };
    let known = [("ERNSH", "Roland Mendel"), ("QUICK", "Horst Kloss"), ("SAVEA", "Jose Pavarotti")];
    let people = (501..).zip(known).flat_map(|(number, (customer, name))| {
        let id = RecordId::well_known(number);
        [contact::field::account.set(id, Some(of(&book, customer))), contact::field::name.set(id, name.into())]
    });
    let edits: Vec<Edit> = people.collect();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, ..Stamp::default() });
    let edits = sample_dossiers(&mut book);
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 3, ..Stamp::default() });
    (book, ledger)
}

#[test]
fn the_sample_has_two_plans_with_history_and_a_programme_and_says_that_they_are_invented() {
    let (book, ledger) = sample();
    let analysis = Analysis::of(&book, &ledger, &Config::default());
    let all = Portfolio::of(&book, &ledger, analysis.as_ref(), today());
    let told: Vec<_> = all.open.iter().map(|row| (row.of.as_str(), row.is_programme, row.state)).collect();
    assert_eq!(
        told,
        [
            ("Ernst Handel", false, Some(State::Behind)),
            ("QUICK-Stop", true, Some(State::OnTrack)),
            ("Save-a-lot Markets", false, Some(State::OnTrack)),
        ]
    );
    // What was frozen is what the ledger says.
    for row in &all.open {
        let dossier = Dossier::of(&book, row.account).expect("the account");
        let file = PlanFile::of(&book, &ledger, &dossier, row.plan, today()).expect("the plan");
        assert_eq!(to_date(&file).1, Some(0), "{}", row.of);
        assert!(row.sample && (row.is_programme || file.last_review().is_some()), "{}", row.of);
    }
    for kind in
        [AccountPlan::KIND, PlanGoal::KIND, PlanObjective::KIND, PlanPerson::KIND, PlanAction::KIND, PlanReview::KIND]
    {
        let mut records = book.of_kind(kind).peekable();
        assert!(records.peek().is_some(), "{kind}");
        assert!(records.all(|(_, record)| record.get::<bool>("sample")), "{kind}");
    }
    let ernst = all.open.first().expect("three");
    let dossier = Dossier::of(&book, ernst.account).expect("the account");
    let file = PlanFile::of(&book, &ledger, &dossier, ernst.plan, today()).expect("the plan");
    let lacking: Vec<Check> =
        file.checks(today()).into_iter().filter(|found| !found.is_met).map(|found| found.check).collect();
    assert_eq!(lacking, [Check::Owners, Check::Beyond, Check::Shown]);
    assert!(all.planless.iter().all(|of| all.open.iter().all(|row| row.account != of.account)));
}
