//! Lines against a plainer writing of the same rules.

use proptest::prelude::*;

use crate::book::{Handling, Kept, Promise, RecordId, RecordKind, Side};
use crate::calendar::Date;
use crate::today::testing::{ALFA, BETA, World, today};

/// A promise of one of two accounts.
#[derive(Clone, Debug)]
struct Promised {
    account: RecordId,
    due: Option<i32>,
    is_ours: bool,
    outcome: Option<Kept>,
    /// Put off until so many days after today.
    until: Option<i32>,
}

fn promised() -> impl Strategy<Value = Promised> {
    let day = prop::option::of(-90i32..40);
    (any::<bool>(), day, any::<bool>(), any::<bool>(), prop::option::of(-3i32..4)).prop_map(
        |(alfa, due, is_ours, is_open, until)| Promised {
            account: if alfa { ALFA } else { BETA },
            due,
            is_ours,
            outcome: (!is_open).then_some(Kept::Kept),
            until,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Promises and orders alone, computed line by line from what was said.
    #[test]
    fn lines_are_those_of_a_plain_computation(
        promises in prop::collection::vec(promised(), 0..20),
        orders in prop::collection::btree_set(0i32..500, 0..8),
        value in 0i64..5_000,
    ) {
        let today = today();
        let mut world = World::new();
        let ordered: Vec<Date> = orders.iter().map(|ago| today.plus(-ago)).collect();
        world = world.sold(0, value, &ordered).sold(1, 1_000, &[today]);
        for (number, of) in (0..).zip(&promises) {
            let id = RecordId::well_known(0x500 + number);
            let due = of.due.map(|days| today.plus(days));
            let by = (!of.is_ours).then_some(Side::Them);
            let promise = Promise { account: Some(of.account), due, by, outcome: of.outcome, ..Promise::default() };
            world.apply(promise.create(id));
            if let Some(until) = of.until {
                let handling = Handling {
                    account: Some(of.account),
                    rule: if of.is_ours { "our_promise" } else { "their_promise" }.into(),
                    subject: id.to_string(),
                    cause: due,
                    until: Some(today.plus(until)),
                    ..Handling::default()
                };
                world.apply(handling.write(RecordId::well_known(0x900 + number)));
            }
        }
        let alfa: i64 = ordered.iter().filter(|day| today.since(**day) < 365).map(|_| value).sum();
        let most = alfa.max(1_000) as f64;
        let root = |value: i64| ((value as f64).max(most / 100.0) / most).sqrt();
        let mut expected: Vec<(i64, String)> = Vec::new();
        for (number, of) in (0..).zip(&promises) {
            let is_hidden = of.until.is_some_and(|until| until > 0);
            if of.outcome.is_some() || is_hidden || of.due.is_some_and(|days| days > 14) {
                continue;
            }
            let urgency = match of.due {
                None => 1.0,
                Some(days) if days <= 0 => 1.0 + f64::from((-days).min(60)) / 60.0,
                Some(days) => 1.0 - f64::from(days) / 15.0,
            };
            let weight = if of.is_ours { 2.0 } else { 1.0 };
            let score = weight * urgency * root(if of.account == ALFA { alfa } else { 1_000 });
            expected.push(((score * 1e6).round() as i64, RecordId::well_known(0x500 + number).to_string()));
        }
        // The silence of Alfa, its gaps sorted by hand.
        let mut gaps: Vec<i32> = ordered.iter().rev().zip(ordered.iter().rev().skip(1)).map(|(a, b)| b.since(*a)).collect();
        gaps.sort_unstable();
        if value > 0 && gaps.len() >= 2 {
            let mid = gaps.len() / 2;
            let median = if gaps.len() % 2 == 1 { f64::from(gaps[mid]) } else { f64::from(gaps[mid - 1] + gaps[mid]) / 2.0 };
            let silence = f64::from(*orders.first().unwrap_or(&0));
            if silence > (2.0 * median).max(60.0) {
                let score = 1.5 * (silence / median).min(4.0) / 2.0 * root(alfa);
                expected.push(((score * 1e6).round() as i64, String::new()));
            }
        }
        let found = world.on(today);
        let mut told: Vec<(i64, String)> =
            found.lines.iter().map(|line| ((line.score * 1e6).round() as i64, line.subject().code())).collect();
        let scores: Vec<i64> = told.iter().map(|(score, _)| *score).collect();
        prop_assert!(scores.is_sorted_by(|a, b| a >= b), "the most pressing first");
        told.sort();
        expected.sort();
        prop_assert_eq!(&told, &expected);
        // One line of one key.
        let keys: std::collections::BTreeSet<_> =
            found.lines.iter().map(|line| (line.account, line.rule().code, line.subject())).collect();
        prop_assert_eq!(keys.len(), found.lines.len());
    }
}
