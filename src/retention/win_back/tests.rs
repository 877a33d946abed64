//! Cases by hand, and against C16 written once more.

use super::*;
use crate::book::{Amount, WinBackOutcome};
use crate::calendar::date;
use crate::currency::Currency;
use proptest::prelude::*;

const ID: RecordId = RecordId::well_known(2);
const ACCOUNT: RecordId = RecordId::well_known(1);

fn day(of: i32) -> Date {
    date(2020, 1, 1).plus(of)
}

fn days(of: &[i32]) -> Vec<Date> {
    of.iter().map(|of| day(*of)).collect()
}

fn sales(of: &[i32]) -> Vec<Sale> {
    of.iter().map(|of| Sale { day: day(*of), document: None, group: None, amount: 1_000, profit: None }).collect()
}

fn case(opened: i32, of: &[i32], today: i32) -> Option<Case> {
    with(WinBack { opened: Some(day(opened)), ..WinBack::default() }, of, today)
}

fn with(record: WinBack, of: &[i32], today: i32) -> Option<Case> {
    Case::of((ID, record), ACCOUNT, &days(of), &sales(of), LossRule::default(), (day(today), day(today)))
}

/// Where it stands, and whether it is decided.
fn stands(opened: i32, of: &[i32], today: i32) -> Option<(Standing, bool)> {
    case(opened, of, today).map(|case| (case.standing, case.is_decided))
}

#[test]
fn the_first_order_within_a_year_is_a_success() {
    let on = |of: &[i32], today| case(300, of, today).and_then(|case| case.returned()).map(|found| found.after);
    assert_eq!(on(&[0, 10, 20, 300, 665], 700), Some(365), "that of the opening day came before it");
    assert_eq!(on(&[0, 10, 20, 666], 700), None);
    assert_eq!(on(&[0, 10, 20, 301], 300), None, "it hasn't come yet");
    assert_eq!(on(&[0, 10, 20, 301], 301), Some(1));
}

/// The page of a case read on beyond the last known sale, so that whoever returned was lost again for want of an import.
#[test]
fn no_return_is_told_beyond_the_last_known_sale() {
    let record = WinBack { opened: Some(day(300)), ..WinBack::default() };
    let (of, until, today) = ([0, 10, 20, 310, 320], day(330), day(900));
    let seen = Case::of((ID, record), ACCOUNT, &days(&of), &sales(&of), LossRule::default(), (until, today));
    let found = seen.and_then(|case| case.returned()).expect("they ordered");
    assert_eq!((found.held, found.is_short, found.is_over), (None, false, false));
    // With these days known and nothing bought in them it is.
    let known = case(300, &of, 900).and_then(|case| case.returned()).expect("they ordered");
    assert_eq!((known.held, known.is_short, known.is_over), (Some(false), true, true));
}

#[test]
fn a_case_is_decided_by_an_order_or_after_a_year() {
    assert_eq!(stands(300, &[0, 10, 20], 664), Some((Standing::Open, false)));
    assert_eq!(stands(300, &[0, 10, 20], 665), Some((Standing::Over, true)));
    assert_eq!(stands(300, &[0, 10, 20], 299), None, "it isn't opened yet");
    let let_go = |of: &[i32], today| {
        let (outcome, closed) = (Some(WinBackOutcome::LetGo), Some(day(310)));
        let record = WinBack { opened: Some(day(300)), outcome, closed, ..WinBack::default() };
        with(record, of, today).map(|case| (case.standing, case.is_decided))
    };
    assert_eq!(let_go(&[0], 320), Some((Standing::Closed(Some(day(310))), false)), "they may still order");
    assert!(let_go(&[0, 330], 340).is_some_and(|(standing, decided)| decided && standing != Standing::Open));
}

#[test]
fn a_return_holds_with_two_more_orders_and_no_loss_in_a_year() {
    let held = |of: &[i32], today| case(300, of, today).and_then(|case| case.returned()).and_then(|found| found.held);
    let begun = [0, 10, 20, 310];
    let of = |more: &[i32]| [&begun, more].concat();
    assert_eq!(held(&of(&[400, 500]), 310 + 364), None, "the year isn't over");
    assert_eq!(held(&of(&[400, 500]), 310 + 365), Some(true));
    assert_eq!(held(&of(&[500]), 310 + 365), Some(false));
    assert_eq!(held(&of(&[500, 310 + 366]), 310 + 366), Some(false), "the second came a day too late");
    assert_eq!(held(&of(&[320, 330]), 310 + 364), Some(false), "a loss in the year decides it");
    assert_eq!(held(&begun, 310 + 100), None);
}

#[test]
fn a_return_of_half_a_year_is_told_as_none() {
    let short = |of: &[i32]| case(300, of, 3_000).and_then(|case| case.returned()).map(|found| found.is_short);
    assert_eq!(short(&[0, 10, 20, 310, 310 + 182]), Some(true));
    assert_eq!(short(&[0, 10, 20, 310, 320, 310 + 183]), Some(false));
}

#[test]
fn the_net_is_a_year_without_the_offer() {
    let own = Currency::default();
    let net = |cost: Option<Amount>, today| {
        let record = WinBack { opened: Some(day(300)), cost, ..WinBack::default() };
        with(record, &[0, 310, 400, 310 + 364, 310 + 365], today).and_then(|case| case.net(own))
    };
    assert_eq!(net(None, 2_000), Some(3_000), "the day a year later is no more in it");
    assert_eq!(net(Some(Amount { minor: 444, currency: own }), 2_000), Some(2_556));
    assert_eq!(net(Some(Amount { minor: 444, currency: own }), 350), Some(556), "so far");
    let other = "EUR".parse().unwrap_or_default();
    assert_ne!(other, own);
    assert_eq!(net(Some(Amount { minor: 444, currency: other }), 2_000), None);
}

#[test]
fn a_silence_with_a_case_is_none_of_the_unasked() {
    let of = days(&[0, 7, 14, 300, 307, 314]);
    let lost = super::super::gone::lost(&of, [], (day(900), day(900)), LossRule::default());
    let unasked = |state, opened: &[Date]| {
        let mut found = Helping::default();
        found.add_past(state, &of, &lost, opened, day(900));
        (found.unasked.returned.of, found.unasked.returned.among, found.unasked.open)
    };
    assert_eq!(unasked(GoneState::Lost, &[]), (1, 2, 0));
    assert_eq!(unasked(GoneState::Lost, &[day(200)]), (0, 1, 0));
    assert_eq!(unasked(GoneState::Lost, &[day(600)]), (1, 1, 0));
    assert_eq!(unasked(GoneState::Presumed, &[]), (1, 2, 0));
}

/// C16 once more, day by day and without any of the above.
fn plainly(opened: i32, of: &[i32], today: i32) -> (bool, bool, Option<bool>) {
    let bought = |day: i32| day <= today && of.contains(&day);
    let success = (opened + 1..=opened + 365).find(|day| bought(*day));
    let decided = success.is_some() || opened + 365 <= today;
    let held = success.and_then(|on| {
        let known: Vec<i32> = of.iter().copied().filter(|day| *day <= today).collect();
        let mut lost = false;
        for (at, last) in known.iter().enumerate().filter(|(_, last)| **last >= on) {
            let mut gaps: Vec<f64> = known[..=at].windows(2).map(|pair| f64::from(pair[1] - pair[0])).collect();
            gaps.sort_by(f64::total_cmp);
            let middle = gaps.len() / 2;
            let days = if at + 1 < 3 {
                365
            } else if gaps.len() % 2 == 1 {
                182.max((3.0 * gaps[middle]).ceil() as i32)
            } else {
                182.max((3.0 * (gaps[middle - 1] + gaps[middle]) / 2.0).ceil() as i32)
            };
            let loss = last + days + 1;
            let next = known.get(at + 1);
            lost |= loss <= today.min(on + 365) && next.is_none_or(|next| *next > loss);
        }
        let further = (on + 1..=on + 365).filter(|day| bought(*day)).count();
        if lost {
            Some(false)
        } else if on + 365 <= today {
            Some(further >= 2)
        } else {
            None
        }
    });
    (success.is_some(), decided, held)
}

proptest! {
    #[test]
    fn a_case_is_what_the_definition_says_of_it(
        mut of in prop::collection::vec(0..1_600_i32, 0..14),
        opened in 0..1_200_i32,
        later in 0..900_i32,
    ) {
        of.sort_unstable();
        of.dedup();
        let today = opened + later;
        let case = case(opened, &of, today).expect("it is opened");
        let found = case.returned();
        prop_assert_eq!((found.is_some(), case.is_decided, found.and_then(|it| it.held)), plainly(opened, &of, today));
    }

    /// What is decided stays decided, and a return is taken back by nothing that comes later.
    #[test]
    fn time_takes_nothing_back(
        mut of in prop::collection::vec(0..1_600_i32, 0..14),
        opened in 0..800_i32,
        today in 0..1_600_i32,
        more in 0..900_i32,
    ) {
        of.sort_unstable();
        of.dedup();
        let (Some(before), Some(after)) = (case(opened, &of, today), case(opened, &of, today + more)) else {
            return Ok(());
        };
        prop_assert!(!before.is_decided || after.is_decided);
        if let Some(found) = before.returned() {
            let later = after.returned().expect("it came back");
            prop_assert_eq!(later.on, found.on);
            prop_assert!(found.held.is_none() || later.held == found.held);
        }
    }

    /// Losses and returns are counted apart: each loss is one that is decided or one that isn't, with or without a
    /// case, and who came back is among the decided.
    #[test]
    fn returns_are_never_netted(
        mut of in prop::collection::vec(0..1_600_i32, 0..20),
        opened in prop::collection::vec(0..1_600_i32, 0..3),
        today in 0..1_800_i32,
    ) {
        of.sort_unstable();
        of.dedup();
        let (all, today) = (days(&of), day(today));
        let lost = super::super::gone::lost(&all, [], (today, today), LossRule::default());
        let opened = days(&opened);
        let mut found = Helping::default();
        found.add_past(GoneState::Lost, &all, &lost, &opened, today);
        let with_case = lost.iter().filter(|lost| opened.iter().any(|opened| lost.covers(*opened))).count();
        let Side { returned, open, .. } = &found.unasked;
        prop_assert_eq!(returned.among + open + with_case, lost.len());
        prop_assert!(returned.of <= returned.among);
        prop_assert_eq!(found.unasked.after.len(), returned.of);
    }
}
