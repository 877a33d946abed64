//! What stands beside the list of Today: the next seven days in numbers, and what is at stake (R10, L5).

use std::collections::HashMap;

use super::{SalesLines, Today};
use crate::analysis::losses::State;
use crate::analysis::{AbcClass, Analysis};
use crate::book::kind::DueRule;
use crate::book::promise::{OUR_PROMISE, THEIR_PROMISE};
use crate::book::{Book, Interaction, RecordId, RecordKind, interaction};
use crate::calendar::Date;
use crate::ledger::{Ledger, orders};

use super::cadence::TOUCH;

/// The day itself and so many after it.
const DAYS: i32 = 6;

/// The next seven days in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Touches that are due, and what is planned on a day of these.
    pub contacts: usize,
    /// Open promises of both sides whose day is one of these.
    pub promises: usize,
    /// Orders promised for one of these days that aren't delivered.
    pub deliveries: usize,
    /// All orders that were promised for a day and aren't delivered, whenever that is.
    pub undelivered: usize,
}

impl Week {
    /// Of what stands on Today, set aside or not, of what lies ahead, and of the days orders are [`awaited`] on.
    pub fn of(today: &Today, book: &Book, awaited: &[Date], day: Date) -> Self {
        let last = day.plus(DAYS);
        let is_in = |at: Date| at >= day && at <= last;
        let lines = || today.lines.iter().chain(&today.postponed);
        let is_promise = |rule: &DueRule| [&OUR_PROMISE, &THEIR_PROMISE].contains(&rule);
        // Read field by field: it is asked after every change.
        let planned = book.of_kind(Interaction::KIND).filter(|(_, met)| {
            let is_ahead = interaction::field::day.of(met).is_some_and(|at| at > day && at <= last);
            is_ahead && !interaction::field::not_reached.of(met)
        });
        Self {
            contacts: lines().filter(|line| *line.rule() == TOUCH).count() + planned.count(),
            promises: lines().filter(|line| is_promise(line.rule()) && line.day().is_some_and(is_in)).count(),
            deliveries: awaited.iter().filter(|promised| is_in(**promised)).count(),
            undelivered: awaited.len(),
        }
    }
}

/// The days for which orders are promised that aren't delivered by this one (C7: late or open).
pub fn awaited(ledger: &Ledger, day: Date) -> Vec<Date> {
    if !ledger.tells_deliveries() {
        return Vec::new();
    }
    let documents = ledger.accounts().flat_map(|(_, sales)| orders(sales)).filter_map(|order| order.document);
    let open = documents.filter_map(|document| {
        let document = ledger.document(document)?;
        document.promised.filter(|_| document.delivered.is_none_or(|delivered| delivered > day))
    });
    open.collect()
}

/// Accounts that are at risk, presumed lost or lost (C12).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stake {
    /// Those of class A.
    pub accounts: usize,
    /// What these brought in the last 365 days, in minor units (C0).
    pub value: i128,
    /// Of what all brought, 0 to 1.
    pub share: f64,
    /// Of every class.
    pub all: usize,
}

impl Stake {
    /// `states`: how every account stands. `None` where no A account is.
    pub fn of(analysis: &Analysis, states: &HashMap<RecordId, State>, sales: &SalesLines) -> Option<Self> {
        let at_risk = || states.iter().filter(|(_, state)| state.is_endangered()).map(|(account, _)| *account);
        let is_large = |account| analysis.finding(account).and_then(|finding| finding.abc()) == Some(AbcClass::A);
        let large: Vec<i128> = at_risk()
            .filter(|account| is_large(*account))
            .map(|account| sales.values.get(&account).copied().unwrap_or_default())
            .collect();
        let (value, total): (i128, i128) = (large.iter().sum(), sales.values.values().sum());
        let share = if total > 0 { value as f64 / total as f64 } else { 0.0 };
        (!large.is_empty()).then(|| Self { accounts: large.len(), value, share, all: at_risk().count() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::analysis::behaviour::SilenceRule;
    use crate::analysis::losses::LossRule;
    use crate::book::Promise;
    use crate::retention::standings::{Verdicts, all_states};
    use crate::today::testing::{ALFA, PART, World, today};

    fn week(world: &World) -> Week {
        Week::of(&world.on(today()), &world.book, &awaited(&world.ledger(), today()), today())
    }

    #[test]
    fn the_next_seven_days_are_counted_by_what_they_hold() {
        assert_eq!(week(&World::new()), Week::default());
        let promise = |due| Promise { account: Some(ALFA), due: Some(due), ..Promise::default() }.create(PART);
        let promises = |days: i32| week(&World::new().with(promise(today().plus(days)))).promises;
        assert_eq!([-1, 0, 6, 7].map(promises), [0, 1, 1, 0]);
        let met = |days: i32| {
            let day = Some(today().plus(days));
            let met = Interaction { account: Some(ALFA), day, ..Interaction::default() };
            week(&World::new().with(met.create(RecordId::well_known(0x601)))).contacts
        };
        assert_eq!([0, 1, 6, 7].map(met), [0, 1, 1, 0], "what was held today is no plan");
        let own = crate::book::OwnCadence { ideal: 1, longest: 2, set: today().plus(-3) };
        let due =
            World::new().key(today().plus(-9)).with(vec![crate::book::account::field::cadence.set(ALFA, Some(own))]);
        assert_eq!(week(&due).contacts, 1, "a touch that is due");
    }

    #[test]
    fn orders_are_awaited_until_they_are_there() {
        let ordered = today().plus(-20);
        let world = World::new().ordered("1", ordered, Some(today()), Some(today().plus(-1)));
        let of = |promised: i32, delivered: Option<i32>| {
            let delivered = delivered.map(|days| today().plus(days));
            let found = week(&world.clone().ordered("2", ordered, Some(today().plus(promised)), delivered));
            (found.deliveries, found.undelivered)
        };
        assert_eq!([of(0, None), of(6, None), of(7, None), of(-5, None)], [(1, 1), (1, 1), (0, 1), (0, 1)]);
        assert_eq!([of(0, Some(0)), of(0, Some(1))], [(0, 0), (1, 1)], "tomorrow it will be there, today it isn't");
    }

    #[test]
    fn what_is_at_stake_is_what_large_accounts_at_risk_brought() {
        let days = |last: i32| [0, 10, 20, 30].map(|before| today().plus(-last - before)).to_vec();
        let of = |last: i32| {
            let world = World::new().sold(0, 900, &days(last)).sold(1, 100, &days(0));
            let ledger = world.ledger();
            let analysis = Analysis::of(&world.book, &ledger, &Config::default()).expect("sales");
            let states = all_states(&world.book, &ledger, &Verdicts::new(), LossRule::default(), today());
            Stake::of(&analysis, &states, &SalesLines::of(&ledger, SilenceRule::default(), today()))
        };
        assert_eq!(of(20), None, "twice its gap is no risk yet");
        assert_eq!(of(21), Some(Stake { accounts: 1, value: 3_600, share: 0.9, all: 1 }));
    }
}
