//! Movement (A1): who moved between classes from one window to another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::run::{Outcome, Run};
use super::{AbcClass, Analysis, Config, PeriodUnit, Segment, XyzClass};
use crate::book::{RecordId, Snapshot};
use crate::calendar::Date;

impl Config {
    /// For windows that are compared: their regularity is seen by one period, the one that fits the
    /// shortest of them at the typical gap of the whole, unless the settings fix one. Classes seen by
    /// different periods can't be compared.
    pub fn comparing(&self, median_gap: Option<f64>, windows: impl IntoIterator<Item = (Date, Date)>) -> Self {
        let shortest = windows.into_iter().min_by_key(|(from, to)| to.since(*from));
        let fitting = || shortest.map(|window| PeriodUnit::fitting(median_gap, window));
        Self { period: self.period.or_else(fitting), ..self.clone() }
    }
}

impl Analysis {
    /// Who would move to other settings.
    pub fn movement_to(&self, next: &Self) -> Movement {
        if !Arc::ptr_eq(&self.figures, &next.figures) {
            return Movement::between(&Run::from(self), &Run::from(next));
        }
        // The same accounts in the same order: a slider waits for it.
        let pairs = self.findings.iter().zip(&next.findings);
        let moves = pairs.map(|(before, after)| Move {
            account: before.account,
            before: Some(before.into()),
            after: Some(after.into()),
        });
        Movement { moves: moves.collect() }
    }

    /// What is kept of it, but for the day and the note.
    pub fn snapshot(&self) -> Snapshot {
        let thousand = |limit: f64| (limit * 1_000.0).round() as u32;
        Snapshot {
            window_from: Some(self.window.0),
            window_to: Some(self.window.1),
            measure: self.measure,
            currency: Some(self.currency),
            period: Some(self.period.unit),
            abc_a: self.config.abc.a,
            abc_b: self.config.abc.b,
            crossing: self.config.abc.crossing,
            xyz_x: thousand(self.config.xyz.x),
            xyz_y: thousand(self.config.xyz.y),
            results: Run::from(self).results(),
            ..Snapshot::default()
        }
    }

    /// Whether a run was kept under the settings of this one, so that what differs are the accounts.
    pub fn is_done_as(&self, kept: &Snapshot) -> bool {
        let settings = |snapshot: &Snapshot| Snapshot {
            taken_on: None,
            note: String::new(),
            window_from: None,
            window_to: None,
            results: Vec::new(),
            ..snapshot.clone()
        };
        settings(&self.snapshot()) == settings(kept)
    }
}

/// Where an account stands by one of the two ways to class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place<C> {
    Class(C),
    /// Sales, but no class: a total of zero or less, or too few periods.
    Unclassed,
    /// No sales in the window: new or gone.
    Absent,
}

impl<C> Place<C> {
    fn of(present: bool, class: Option<C>) -> Self {
        match class {
            Some(class) => Self::Class(class),
            None if present => Self::Unclassed,
            None => Self::Absent,
        }
    }

    pub fn class(self) -> Option<C> {
        match self {
            Self::Class(class) => Some(class),
            _ => None,
        }
    }
}

/// One account in both windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub account: RecordId,
    pub before: Option<Outcome>,
    pub after: Option<Outcome>,
}

impl Move {
    pub fn abc(&self) -> (Place<AbcClass>, Place<AbcClass>) {
        let place = |outcome: Option<Outcome>| Place::of(outcome.is_some(), outcome.and_then(|outcome| outcome.abc));
        (place(self.before), place(self.after))
    }

    pub fn xyz(&self) -> (Place<XyzClass>, Place<XyzClass>) {
        let place = |outcome: Option<Outcome>| Place::of(outcome.is_some(), outcome.and_then(|outcome| outcome.xyz));
        (place(self.before), place(self.after))
    }

    /// The cells before and after, where both classes exist.
    pub fn segments(&self) -> (Option<Segment>, Option<Segment>) {
        let cell = |outcome: Option<Outcome>| {
            let outcome = outcome?;
            Some(Segment { abc: outcome.abc?, xyz: outcome.xyz? })
        };
        (cell(self.before), cell(self.after))
    }

    /// Change of value, in minor units.
    pub fn change(&self) -> i128 {
        let value = |outcome: Option<Outcome>| outcome.map_or(0, |outcome| outcome.value);
        value(self.after) - value(self.before)
    }

    /// Which way it went by ABC.
    pub fn direction(&self) -> Direction {
        match self.abc() {
            (Place::Absent, _) => Direction::New,
            (_, Place::Absent) => Direction::Gone,
            (before, after) if after < before => Direction::Risen,
            (before, after) if after > before => Direction::Fallen,
            _ => Direction::Same,
        }
    }
}

/// Which way an account went by ABC. Without a class is below C.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    Risen,
    Fallen,
    New,
    Gone,
    Same,
}

/// Who moved between two windows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Those of either window, each once.
    pub moves: Vec<Move>,
}

impl Movement {
    pub fn between(before: &Run, after: &Run) -> Self {
        // Both are in order of the accounts: one walk along them, since a slider waits for it.
        let (mut left, mut right) = (before.outcomes.iter().peekable(), after.outcomes.iter().peekable());
        let mut moves = Vec::with_capacity(before.outcomes.len().max(after.outcomes.len()));
        loop {
            let next = [left.peek(), right.peek()].into_iter().flatten().map(|(account, _)| **account).min();
            let Some(account) = next else { return Self { moves } };
            let before = left.next_if(|(id, _)| **id == account).map(|(_, outcome)| *outcome);
            let after = right.next_if(|(id, _)| **id == account).map(|(_, outcome)| *outcome);
            moves.push(Move { account, before, after });
        }
    }

    /// Who went from where to where, by ABC.
    pub fn abc(&self) -> BTreeMap<(Place<AbcClass>, Place<AbcClass>), Flow> {
        by(&self.moves, Move::abc)
    }

    /// Who went from where to where, by XYZ.
    pub fn xyz(&self) -> BTreeMap<(Place<XyzClass>, Place<XyzClass>), Flow> {
        by(&self.moves, Move::xyz)
    }

    /// All of them together.
    pub fn total(&self) -> Flow {
        self.moves.iter().collect()
    }

    /// Those whose classes differ, the most valuable before first.
    pub fn reclassed(&self) -> Vec<&Move> {
        let mut found: Vec<&Move> =
            self.moves.iter().filter(|one| one.abc().0 != one.abc().1 || one.xyz().0 != one.xyz().1).collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.before.or(one.after).map_or(0, |outcome| outcome.value)));
        found
    }

    /// Those who went a way, the largest change of value first.
    pub fn that_went(&self, direction: Direction) -> Vec<&Move> {
        let mut found: Vec<&Move> = self.moves.iter().filter(|one| one.direction() == direction).collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.change().abs()));
        found
    }
}

/// Some accounts together: how many, and what they brought in either window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    pub count: usize,
    /// In minor units.
    pub before: i128,
    /// In minor units.
    pub after: i128,
}

impl Flow {
    /// What they bring more than before, in minor units.
    pub fn change(self) -> i128 {
        self.after - self.before
    }
}

impl<'a> FromIterator<&'a Move> for Flow {
    fn from_iter<I: IntoIterator<Item = &'a Move>>(moves: I) -> Self {
        let mut flow = Self::default();
        for one in moves {
            flow.add(one);
        }
        flow
    }
}

impl Flow {
    fn add(&mut self, one: &Move) {
        let value = |outcome: Option<Outcome>| outcome.map_or(0, |outcome| outcome.value);
        self.count += 1;
        self.before += value(one.before);
        self.after += value(one.after);
    }
}

fn by<K: Ord>(moves: &[Move], key: impl Fn(&Move) -> K) -> BTreeMap<K, Flow> {
    let mut flows: BTreeMap<K, Flow> = BTreeMap::new();
    for one in moves {
        flows.entry(key(one)).or_default().add(one);
    }
    flows
}

/// The window of the same length just before this one.
pub fn previous(window: (Date, Date)) -> (Date, Date) {
    // Whole months stay whole months.
    let months = whole_months(window);
    let end = window.0.plus(-1);
    let start =
        months.map_or_else(|| window.0.plus(-window.1.since(window.0) - 1), |months| window.0.months_before(months));
    (start, end)
}

/// The same window a year earlier.
pub fn year_before(window: (Date, Date)) -> (Date, Date) {
    // The day after the end keeps the end of February.
    (window.0.months_before(12), window.1.plus(1).months_before(12).plus(-1))
}

/// How many months a window is, if it is whole ones.
fn whole_months(window: (Date, Date)) -> Option<i32> {
    let after = window.1.plus(1);
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    (window.0.day() == after.day()).then(|| months(after) - months(window.0)).filter(|months| *months > 0)
}

/// Bars of changes about one zero, of which the largest fall reaches the one end and the largest rise the other: all
/// of one length for as much money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ChangeBars {
    /// In minor units, not below 0.
    fall: i128,
    rise: i128,
}

impl ChangeBars {
    /// Of those that are shown beside each other.
    pub fn of<'a>(moves: impl IntoIterator<Item = &'a Move>) -> Self {
        moves
            .into_iter()
            .map(Move::change)
            .fold(Self::default(), |bars, change| Self { fall: bars.fall.max(-change), rise: bars.rise.max(change) })
    }

    /// Where the zero stands, 0 to 1: at the beginning where nothing falls.
    pub fn zero(self) -> f64 {
        self.part(self.fall)
    }

    /// How long the bar of a change is, 0 to 1 of all there is room for.
    pub fn length(self, change: i128) -> f64 {
        self.part(change.abs())
    }

    fn part(self, of: i128) -> f64 {
        let all = self.fall + self.rise;
        if all > 0 { of as f64 / all as f64 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Merged;
    use crate::calendar::date;
    use proptest::prelude::*;

    #[test]
    fn the_window_before_is_as_long() {
        let half = (date(1997, 7, 1), date(1997, 12, 31));
        assert_eq!(previous(half), (date(1997, 1, 1), date(1997, 6, 30)));
        assert_eq!(year_before(half), (date(1996, 7, 1), date(1996, 12, 31)));
        let days = (date(1998, 4, 7), date(1998, 5, 6));
        assert_eq!(previous(days), (date(1998, 3, 7), date(1998, 4, 6)), "a month, whatever its days");
        assert_eq!(previous((date(2024, 3, 5), date(2024, 3, 9))), (date(2024, 2, 29), date(2024, 3, 4)));
        assert_eq!(year_before((date(2024, 2, 1), date(2024, 2, 29))), (date(2023, 2, 1), date(2023, 2, 28)));
    }

    fn outcome() -> impl Strategy<Value = Option<Outcome>> {
        let class = prop::option::of(0usize..3);
        prop::option::of((class.clone(), class, -9i128..99).prop_map(|(abc, xyz, value)| Outcome {
            value,
            abc: abc.map(|at| AbcClass::ALL[at]),
            xyz: xyz.map(|at| XyzClass::ALL[at]),
        }))
    }

    /// What was said of an account before and after.
    type Pair = (Option<Outcome>, Option<Outcome>);

    /// Bug: a half-year was seen by months and the quarter after it by weeks.
    #[test]
    fn windows_that_are_compared_are_seen_by_one_period() {
        let (half, quarter) = ((date(1997, 1, 1), date(1997, 6, 30)), (date(1997, 7, 1), date(1997, 9, 30)));
        let seen = |windows: &[(Date, Date)]| Config::default().comparing(Some(39.0), windows.iter().copied()).period;
        assert_eq!(seen(&[half]), Some(PeriodUnit::Month));
        assert_eq!(seen(&[half, quarter]), seen(&[quarter]));
        let fixed = Config { period: Some(PeriodUnit::Half), ..Config::default() };
        assert_eq!(fixed.comparing(Some(39.0), [quarter]).period, Some(PeriodUnit::Half));
    }

    proptest! {
        #[test]
        fn everybody_is_in_one_place_of_each_matrix(all in prop::collection::vec((outcome(), outcome()), 0..40)) {
            let run = |side: fn(&Pair) -> Option<Outcome>| {
                let outcomes = (1..).zip(&all).filter_map(|(n, pair)| Some((RecordId::well_known(n), side(pair)?)));
                Run { window: None, outcomes: outcomes.collect() }
            };
            let movement = Movement::between(&run(|pair| pair.0), &run(|pair| pair.1));
            let present = all.iter().filter(|(before, after)| before.is_some() || after.is_some()).count();
            let all_together = movement.total();
            let together = |flows: Vec<Flow>| {
                let sum = |of: fn(&Flow) -> i128| flows.iter().map(of).sum::<i128>();
                let count = flows.iter().map(|flow| flow.count).sum();
                Flow { count, before: sum(|flow| flow.before), after: sum(|flow| flow.after) }
            };
            prop_assert_eq!(all_together.count, present);
            prop_assert_eq!(together(movement.abc().into_values().collect()), all_together);
            prop_assert_eq!(together(movement.xyz().into_values().collect()), all_together);
            use Direction::*;
            let directions = [Risen, Fallen, New, Gone, Same].map(|direction| movement.that_went(direction).len());
            prop_assert_eq!(directions.iter().sum::<usize>(), present);
            prop_assert!(!movement.abc().contains_key(&(Place::Absent, Place::Absent)));
            // What is kept of a run is the run.
            let before = run(|pair| pair.0);
            let snapshot = Snapshot { results: before.results(), ..Snapshot::default() };
            let text = serde_json::to_string(&snapshot.results).unwrap_or_default();
            let results = serde_json::from_str(&text).unwrap_or_default();
            let kept = Snapshot { results, ..snapshot };
            prop_assert_eq!(Run::kept(&kept, &Merged::default()), before);
        }
    }

    #[test]
    fn the_largest_fall_and_the_largest_rise_use_all_the_room_of_bars() {
        let one = |before, after| Move {
            account: RecordId::well_known(1),
            before: Some(Outcome { value: before, abc: None, xyz: None }),
            after: Some(Outcome { value: after, abc: None, xyz: None }),
        };
        let moves = [one(10, 70), one(30, 10), one(5, 5)];
        let bars = ChangeBars::of(&moves);
        assert_eq!((bars.zero(), bars.length(60), bars.length(-20), bars.length(0)), (0.25, 0.75, 0.25, 0.0));
        let rising = ChangeBars::of(&moves[..1]);
        assert_eq!((rising.zero(), rising.length(60)), (0.0, 1.0));
        let falling = ChangeBars::of(&moves[1..2]);
        assert_eq!((falling.zero(), falling.length(-20)), (1.0, 1.0));
        let still = ChangeBars::of(&moves[2..]);
        assert_eq!((still.zero(), still.length(0)), (0.0, 0.0));
    }
}
