//! Losses and alarms on three books, against what was worked out apart (C13, C14).

use vital_few::analysis::behaviour::SilenceRule;
use vital_few::analysis::losses::{BackTest, Criterion, LossRule, losses, order_days};
use vital_few::book::{Account, RecordId};
use vital_few::calendar::Date;
use vital_few::ledger::Ledger;

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
