//! Losses and alarms on three books, against what was worked out apart (C13, C14).

use vital_few::analysis::behaviour::SilenceRule;
use vital_few::analysis::behaviour::{Verdict, overdue_accounts};
use vital_few::analysis::losses::{BackTest, Criterion, LossRule, State, Suggesting, losses, order_days};
use vital_few::analysis::{Analysis, Config, PeriodUnit};
use vital_few::book::{Account, RecordId};
use vital_few::calendar::Date;
use vital_few::ledger::Ledger;
use vital_few::retention::criteria::Criteria;
use vital_few::retention::loss_groups::Grouping;
use vital_few::retention::standings::{ByPeriod, Standings};
use vital_few::retention::warnings::{Seen, Sign, Warnings};

use crate::import_expected::{import, world};

const NORTHWIND: &str = "northwind/northwind_order_lines.csv";
const RFM: &str = "rfm/rfm_data_orders.csv";
const CHINOOK: &str = "chinook/chinook_invoices.csv";

fn read(path: &str) -> (vital_few::book::Book, Ledger) {
    let import = import(crate::data(path).as_bytes()).expect("the file imports");
    world(&import)
}

fn until(ledger: &Ledger) -> Date {
    ledger.span().expect("there are sales").1
}

/// Established losses, how many of them bought again, and how many are still away.
fn counted(ledger: &Ledger) -> (usize, usize, usize) {
    let until = until(ledger);
    let all: Vec<_> = order_days(ledger).flat_map(|(_, days)| losses(&days, until, LossRule::default())).collect();
    let returned = all.iter().filter(|loss| loss.returned.is_some()).count();
    (all.len(), returned, all.len() - returned)
}

/// Right, wrong and undecided.
fn replayed(ledger: &Ledger, criterion: Criterion) -> (usize, usize, usize) {
    let mut test = BackTest::new(criterion, LossRule::default(), ledger.span().expect("there are sales"));
    order_days(ledger).for_each(|(_, days)| test.add(&days));
    let tally = test.tally();
    (tally.right, tally.wrong, tally.undecided)
}

#[test]
fn northwind_lost_23_and_has_20_of_them_back() {
    let (book, ledger) = read(NORTHWIND);
    assert_eq!(counted(&ledger), (23, 20, 3));
    let mut accounts: Vec<RecordId> = Vec::new();
    let mut away: Vec<String> = Vec::new();
    let mut with_rhythm = 0;
    for (account, days) in order_days(&ledger) {
        for loss in losses(&days, until(&ledger), LossRule::default()) {
            accounts.push(account);
            with_rhythm += usize::from(days.iter().filter(|day| **day <= loss.last).count() >= 3);
            if loss.returned.is_none() {
                away.push(book.get::<Account>(account).unwrap_or_default().name);
            }
        }
    }
    accounts.dedup();
    away.sort_unstable();
    assert_eq!((accounts.len(), with_rhythm), (23, 18));
    assert_eq!(away, ["Centro comercial Moctezuma", "Hungry Coyote Import Store", "Mère Paillarde"]);
}

#[test]
fn what_the_other_books_lost() {
    assert_eq!(counted(&read(CHINOOK).1), (71, 67, 4));
    assert_eq!(counted(&read(RFM).1), (856, 486, 370));
}

#[test]
fn alarms_replayed_over_the_past_ring_wrong_more_often_than_right() {
    let alarm = Criterion::Alarm(SilenceRule::default());
    let criteria = [Criterion::AtRisk, Criterion::PresumedLost, Criterion::Days(90), alarm];
    let of = |path| {
        let (_, ledger) = read(path);
        criteria.map(|criterion| replayed(&ledger, criterion))
    };
    let [at_risk, presumed_lost, fixed, alarm] = of(NORTHWIND);
    assert_eq!((at_risk, presumed_lost, fixed), ((18, 82, 6), (18, 54, 5), (18, 64, 11)));
    assert_eq!((alarm.0, alarm.1), (18, 55));
    let [at_risk, presumed_lost, fixed, alarm] = of(RFM);
    assert_eq!((at_risk, presumed_lost, fixed), ((579, 330, 120), (579, 239, 65), (579, 712, 448)));
    assert_eq!((alarm.0, alarm.1), (579, 314));
    let found = of(CHINOOK);
    assert_eq!(found, [(52, 76, 11), (52, 31, 1), (52, 154, 36), (52, 76, 11)]);
}

/// One sale that wasn't there yet changes what is said: so none of the future is in it.
#[test]
fn a_future_sale_that_is_let_in_changes_the_record() {
    let (_, ledger) = read(NORTHWIND);
    let mut test = BackTest::new(Criterion::AtRisk, LossRule::default(), ledger.span().expect("there are sales"));
    let last = until(&ledger);
    for (_, mut days) in order_days(&ledger) {
        if days.last().is_some_and(|day| *day < last) {
            days.push(last);
        }
        test.add(&days);
    }
    assert_ne!((test.tally().right, test.tally().wrong, test.tally().undecided), (18, 82, 6));
}

fn standings(path: &str) -> (vital_few::book::Book, Ledger, Standings) {
    let (book, ledger) = read(path);
    let standings = Standings::of(&book, &ledger, Default::default(), LossRule::default(), until(&ledger));
    (book, ledger, standings.expect("there are sales"))
}

#[test]
fn how_every_account_of_northwind_stands() {
    let (book, ledger, standings) = standings(NORTHWIND);
    let counts = State::ALL.map(|state| standings.count(state));
    assert_eq!(counts, [0, 56, 7, 1, 7, 3, 15]);
    let since = |state| {
        let mut all: Vec<(String, String)> = standings
            .all(state)
            .map(|(id, standing)| (book.name(id), standing.since.map(|day| day.to_string()).unwrap_or_default()))
            .collect();
        all.sort_unstable();
        all
    };
    let told =
        |known: &[(&str, &str)]| known.iter().map(|(name, day)| ((*name).into(), (*day).into())).collect::<Vec<_>>();
    let presumed = [
        ("Blondesddsl père et fils", "1998-05-04"),
        ("Familia Arquibaldo", "1998-03-08"),
        ("GROSELLA-Restaurante", "1998-04-28"),
        ("Lazy K Kountry Store", "1997-10-07"),
        ("Seven Seas Imports", "1998-05-03"),
        ("Victuailles en stock", "1998-03-22"),
        ("Vins et alcools Chevalier", "1998-02-11"),
    ];
    assert_eq!(since(State::PresumedLost), told(&presumed));
    let lost = [
        ("Centro comercial Moctezuma", "1997-07-19"),
        ("Hungry Coyote Import Store", "1998-03-10"),
        ("Mère Paillarde", "1998-05-01"),
    ];
    assert_eq!(since(State::Lost), told(&lost));
    assert_eq!(since(State::AtRisk), told(&[("Berglunds snabbköp", "1998-04-26")]));
    // Whoever the overdue rule presumes lost is presumed so here, or lost by now.
    let analysis = Analysis::of(&book, &ledger, &Config::default()).expect("there are sales");
    let overdue = overdue_accounts(&analysis, &ledger).into_iter();
    let overdue: Vec<_> = overdue.filter(|found| found.verdict == Verdict::PresumedLost).collect();
    assert_eq!(overdue.len(), 10);
    assert!(overdue.iter().all(|found| standings.get(found.account).is_some_and(|of| of.state.is_away())));
}

#[test]
fn northwinds_losses_by_quarter_and_what_they_have_in_common() {
    let (book, ledger, standings) = standings(NORTHWIND);
    let found = ByPeriod::all(&standings, PeriodUnit::Quarter);
    let told: Vec<_> = found.iter().map(|of| (of.count, of.returned, of.value, of.buying)).collect();
    let known = [
        (2, 2, 184_060, 67),
        (1, 1, 341_430, 75),
        (6, 5, 2_469_985, 83),
        (7, 7, 3_746_050, 82),
        (6, 5, 2_574_070, 86),
        (1, 0, 2_373_132, 87),
    ];
    assert_eq!(told, known);
    assert_eq!(standings.returned(), (20, Some(40.5)));
    let groups = Grouping::all(&book, &ledger, &standings);
    assert_eq!(groups.counts(), (80, 20));
    let common = groups.in_common();
    assert_eq!((common.tested, common.telling().count()), (10, 0), "nothing that chance could not explain");
}

#[test]
fn the_setting_of_northwind_that_rings_least() {
    let (_, _, standings) = standings(NORTHWIND);
    let mut suggesting = Suggesting::new(LossRule::default());
    while suggesting.step(&standings.replay, 50) {}
    let (rule, record) = suggesting.best(75.0).expect("a setting");
    assert_eq!((rule.times, rule.days), (3.0, 105));
    assert_eq!((record.tally.right, record.tally.wrong, record.tally.undecided), (18, 16, 1));
    assert_eq!(record.lead, Some(75.0));
}

#[test]
fn northwinds_early_warnings() {
    let (book, ledger, standings) = standings(NORTHWIND);
    let (criteria, today) = (Criteria::of(&book), standings.until);
    let seen = Seen { book: &book, ledger: &ledger, standings: &standings, criteria, today };
    let found = Warnings::all(seen);
    let of = |name: &str| {
        let warning = found.iter().find(|warning| book.name(warning.account) == name)?;
        Some((warning.at_stake / 100, warning.value / 100, warning.signs.iter().map(Sign::code).collect::<Vec<_>>()))
    };
    assert_eq!(of("Berglunds snabbköp"), Some((16_203, 16_203, vec!["silent", "late_delivery"])));
    assert_eq!(of("QUICK-Stop"), Some((6_974, 81_238, vec!["group_lost"])));
    assert_eq!(of("Mère Paillarde"), None, "lost already");
    let lost_groups = found.iter().filter(|warning| warning.signs.iter().any(|sign| sign.code() == "group_lost"));
    assert_eq!(lost_groups.count(), 13);
}
