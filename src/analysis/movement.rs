//! Movement (A1): who moved between classes from one window to another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{AbcClass, Analysis, Config, Finding, PeriodUnit, Segment, XyzClass};
use crate::book::{Book, KeptResult, Merged, RecordId, Snapshot};
use crate::calendar::Date;
use crate::ledger::Ledger;

/// What an analysis said of one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// In minor units.
    pub value: i128,
    pub abc: Option<AbcClass>,
    pub xyz: Option<XyzClass>,
}

impl From<&Finding> for Outcome {
    fn from(finding: &Finding) -> Self {
        Self { value: finding.value, abc: finding.abc(), xyz: finding.xyz() }
    }
}

/// What an analysis said of every account that had sales.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// First and last day; `None` if nothing was sold.
    pub window: Option<(Date, Date)>,
    pub outcomes: BTreeMap<RecordId, Outcome>,
}

impl From<&Analysis> for Run {
    fn from(analysis: &Analysis) -> Self {
        let outcomes = analysis.findings.iter().map(|finding| (finding.account, finding.into()));
        Self { window: Some(analysis.window), outcomes: outcomes.collect() }
    }
}

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

impl Run {
    /// A run that was kept. Accounts that were merged since are one.
    pub fn kept(snapshot: &Snapshot, merged: &Merged) -> Self {
        let mut outcomes: BTreeMap<RecordId, Outcome> = BTreeMap::new();
        for kept in &snapshot.results {
            let has = |letter: &str| kept.classes.contains(letter);
            let found = Outcome {
                value: kept.value.into(),
                abc: AbcClass::ALL.into_iter().find(|class| has(class.letter())),
                xyz: XyzClass::ALL.into_iter().find(|class| has(class.letter())),
            };
            let outcome = outcomes.entry(merged.of_account(kept.account)).or_insert(Outcome { value: 0, ..found });
            outcome.value += found.value;
            // The class of the larger part; nobody knows what the two would have had together.
            outcome.abc = [outcome.abc, found.abc].into_iter().flatten().min();
        }
        Self { window: snapshot.window_from.zip(snapshot.window_to), outcomes }
    }

    /// What is kept of it.
    pub fn results(&self) -> Vec<KeptResult> {
        let one = |(account, outcome): (&RecordId, &Outcome)| KeptResult {
            account: *account,
            value: i64::try_from(outcome.value).unwrap_or(i64::MAX),
            classes: [outcome.abc.map_or("-", AbcClass::letter), outcome.xyz.map_or("-", XyzClass::letter)].concat(),
        };
        self.outcomes.iter().map(one).collect()
    }

    /// Of a window; one without sales has no outcomes.
    pub fn of(book: &Book, ledger: &Ledger, config: &Config, window: (Date, Date)) -> Self {
        let config = Config { window: (Some(window.0), Some(window.1)), ..config.clone() };
        // A window wholly outside the sales would be moved to where they are.
        let touches = ledger.span().is_some_and(|(first, last)| window.0 <= last && first <= window.1);
        let analysis = touches.then(|| Analysis::of(book, ledger, &config)).flatten();
        Self { window: Some(window), ..analysis.as_ref().map(Self::from).unwrap_or_default() }
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

    /// How many accounts went from where to where, by ABC.
    pub fn abc(&self) -> BTreeMap<(Place<AbcClass>, Place<AbcClass>), usize> {
        counted(self.moves.iter().map(Move::abc))
    }

    /// How many accounts went from where to where, by XYZ.
    pub fn xyz(&self) -> BTreeMap<(Place<XyzClass>, Place<XyzClass>), usize> {
        counted(self.moves.iter().map(Move::xyz))
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

fn counted<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
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

#[cfg(test)]
mod tests {
    use super::*;
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
            prop_assert_eq!(movement.abc().values().sum::<usize>(), present);
            prop_assert_eq!(movement.xyz().values().sum::<usize>(), present);
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
}
