//! States against a small computation that goes through all days one by one.

use super::*;
use crate::analysis::{gaps, median};
use crate::calendar::date;
use proptest::prelude::*;

fn begin() -> Date {
    date(2022, 1, 1)
}

fn days(of: &[i32]) -> Vec<Date> {
    of.iter().map(|day| begin().plus(*day)).collect()
}

/// The usual gap of all by the sales up to a day.
fn typical_on(accounts: &[Vec<Date>], day: Date) -> Option<f64> {
    let known = accounts.iter().map(|days| days.iter().copied().filter(|at| *at <= day).collect::<Vec<_>>());
    let medians: Vec<f64> = known.filter(|days| days.len() >= 3).filter_map(|days| median(&gaps(&days))).collect();
    median(&medians)
}

/// The state on a day from nothing but C12's and C13's words, with the sales up to that day.
fn by_words(accounts: &[Vec<Date>], at: usize, verdicts: &[Date], day: Date) -> State {
    let known: Vec<Date> = accounts[at].iter().copied().filter(|at| *at <= day).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return State::Prospect };
    // Every day on which it was lost, each followed to the order that ended it.
    let mut returns: Vec<Date> = Vec::new();
    let mut is_lost = false;
    for (place, order) in known.iter().enumerate() {
        let past = gaps(&known[..=place]);
        let e = if place + 1 < 3 { 365 } else { 182.max((3.0 * median(&past).unwrap()).ceil() as i32) };
        let next = known.get(place + 1).copied();
        let established = order.plus(e + 1);
        let by_silence = established <= day && next.is_none_or(|next| next > established);
        let said = verdicts
            .iter()
            .any(|said| said >= first && said >= order && *said <= day && next.is_none_or(|next| *said < next));
        if by_silence || said {
            match next {
                Some(next) => returns.push(next),
                None => is_lost = true,
            }
        }
    }
    if is_lost {
        return State::Lost;
    }
    let is_back = returns.iter().any(|back| day.since(*back) < 365);
    let own = (known.len() >= 3).then(|| median(&gaps(&known)).unwrap());
    let Some(y) = own.or_else(|| typical_on(accounts, day)) else {
        return if is_back { State::WonBack } else { State::Active };
    };
    let silence = f64::from(day.since(*last));
    let longest = gaps(&known).into_iter().fold(0.0, f64::max);
    let q = silence / y;
    if q > 3.0 || (q > 2.0 && own.is_some() && silence > longest) {
        State::PresumedLost
    } else if q > 2.0 {
        State::AtRisk
    } else if is_back {
        State::WonBack
    } else if q > 1.0 {
        State::Cooling
    } else {
        State::Active
    }
}

/// Whether the first account was lost on the day before an order of its.
fn by_words_before(accounts: &[Vec<Date>], verdicts: &[Date], order: Date) -> bool {
    by_words(accounts, 0, verdicts, order.plus(-1)) == State::Lost
}

fn read(accounts: &[Vec<Date>], at: usize, verdicts: &[Date], until: Date) -> Standing {
    let typical = TypicalGaps::of(accounts.iter().map(Vec::as_slice));
    Standing::of(&accounts[at], verdicts, Known { typical: &typical, rule: LossRule::default(), until })
}

fn told(of: &[i32], verdicts: &[i32], until: i32) -> (State, Option<i32>) {
    let standing = read(&[days(of)], 0, &days(verdicts), begin().plus(until));
    (standing.state, standing.since.map(|day| day.since(begin())))
}

#[test]
fn an_account_passes_its_states_by_its_own_gap() {
    let of = [0, 10, 20, 60, 70];
    // Gaps of 10, 10, 40, 10: the median is 10, the longest 40.
    assert_eq!(told(&of, &[], 80), (State::Active, Some(70)));
    assert_eq!(told(&of, &[], 81), (State::Cooling, Some(81)));
    assert_eq!(told(&of, &[], 91), (State::AtRisk, Some(91)));
    assert_eq!(told(&of, &[], 100), (State::AtRisk, Some(91)));
    assert_eq!(told(&of, &[], 101), (State::PresumedLost, Some(101)), "three times its own");
    assert_eq!(told(&of, &[], 252), (State::PresumedLost, Some(101)));
    assert_eq!(told(&of, &[], 253), (State::Lost, Some(253)));
    assert_eq!(told(&[0, 10, 20], &[], 41), (State::PresumedLost, Some(41)), "longer than ever");
}

#[test]
fn without_anybodys_rhythm_no_silence_is_long() {
    assert_eq!(told(&[0, 10], &[], 300), (State::Active, Some(10)));
    assert_eq!(told(&[0, 10], &[], 10 + 366), (State::Lost, Some(10 + 366)));
}

#[test]
fn whoever_buys_after_a_loss_is_won_back_for_a_year() {
    let of = [0, 10, 20, 300];
    assert_eq!(told(&of, &[], 300), (State::WonBack, Some(300)));
    // Gaps of 10, 10 and 280.
    assert_eq!(told(&of, &[], 320), (State::WonBack, Some(300)));
    assert_eq!(told(&of, &[], 321), (State::AtRisk, Some(321)), "silent again, as everybody else is");
    assert_eq!(told(&of, &[], 482), (State::PresumedLost, Some(331)));
    assert_eq!(told(&of, &[], 483), (State::Lost, Some(483)), "lost again");
    let again = [0, 10, 20, 300, 310, 460, 610];
    assert_eq!(told(&again, &[], 664), (State::WonBack, Some(300)));
    assert_eq!(told(&again, &[], 665), (State::Active, Some(665)));
}

#[test]
fn a_persons_verdict_ends_at_the_next_order() {
    let of = [0, 10, 20, 30];
    assert_eq!(told(&of, &[33], 35), (State::Lost, Some(33)));
    assert_eq!(told(&of, &[30], 35), (State::Lost, Some(30)), "on the day of an order");
    assert_eq!(told(&of, &[22], 35), (State::WonBack, Some(30)));
    assert_eq!(told(&of, &[40], 35), (State::Lost, Some(40)), "said on a day of which no sales are known yet");
    assert_eq!(told(&[], &[40], 50), (State::Prospect, None));
    assert_eq!(told(&[60, 70, 80], &[40], 85), (State::Active, Some(80)), "nobody loses whom nobody had");
    let standing = read(&[days(&of)], 0, &days(&[33]), begin().plus(300));
    assert_eq!(
        (standing.verdict, standing.loss.map(|loss| loss.day)),
        (Some(begin().plus(33)), Some(begin().plus(213)))
    );
}

#[test]
fn what_has_no_rhythm_is_measured_by_the_others_of_that_day() {
    // The others' gap is 10 until day 40, and then grows.
    let accounts = [days(&[0, 10, 20, 30]), days(&[25, 39]), days(&[0, 40, 80])];
    let at = |until: i32| read(&accounts, 1, &[], begin().plus(until));
    assert_eq!(at(49).state, State::Active);
    assert_eq!(at(50).state, State::Cooling);
    assert_eq!(at(79).state, State::PresumedLost);
    // From day 80 on it is 25: 41 days are less than twice that, as 11 were of 10.
    assert_eq!((at(80).state, at(80).since), (State::Cooling, Some(begin().plus(50))));
    assert_eq!(at(80).yardstick, Some(Yardstick::Others(25.0, 2)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn states_and_their_days_are_those_of_a_walk_through_all_days(
        mut of in prop::collection::vec(prop::collection::vec(0..900_i32, 0..9), 1..5),
        said in prop::collection::vec(0..1_000_i32, 0..3),
        until in 0..1_000_i32,
    ) {
        for account in &mut of {
            account.sort_unstable();
            account.dedup();
        }
        let accounts: Vec<Vec<Date>> = of.iter().map(|account| days(account)).collect();
        let verdicts: Vec<Date> = days(&said).into_iter().filter(|day| day.since(begin()) <= until).collect();
        let until = begin().plus(until);
        let found = read(&accounts, 0, &verdicts, until);
        let on = |day: Date| by_words(&accounts, 0, &verdicts, day);
        prop_assert_eq!(found.state, on(until));
        let last = accounts[0].iter().copied().filter(|day| *day <= until).max();
        let since = match found.state {
            State::Prospect => None,
            // The day of the latest order that ended a loss: the last one after which the account was lost the day before.
            State::WonBack => {
                let mut orders = accounts[0].iter().rev().filter(|day| **day <= until);
                orders.find(|day| by_words_before(&accounts, &verdicts, **day)).copied()
            }
            state => (0..).map(|after| last.unwrap().plus(after)).find(|day| on(*day) == state),
        };
        prop_assert_eq!(found.since, since);
    }
}
