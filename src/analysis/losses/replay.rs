//! One past, many criteria: its silences are read once, and each criterion is judged by them (C14).

use super::back_test::Spell;
use super::{BackTest, Criterion, LossRule, Silences, Tally};
use crate::analysis::behaviour::SilenceRule;
use crate::calendar::Date;

/// The silences of all accounts that had a rhythm by then.
#[derive(Clone, Debug)]
pub struct Replay {
    spells: Vec<Spell>,
    /// First and last day of the ledger.
    span: (Date, Date),
}

/// What an alarm would have said on each past day, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlarmRecord {
    pub tally: Tally,
    /// Days from a right alarm to the loss, the median; `None` if none was right.
    pub lead: Option<f64>,
    /// How often it rang in a month; `None` where the ledger holds a single day.
    pub a_month: Option<f64>,
}

impl Replay {
    pub fn new(span: (Date, Date)) -> Self {
        Self { spells: Vec::new(), span }
    }

    /// Takes in an account by its order days.
    pub fn add(&mut self, days: &[Date]) {
        self.spells.extend(Silences::of(days).filter_map(Spell::of));
    }

    /// All at once.
    pub fn record(&self, criterion: Criterion, rule: LossRule) -> AlarmRecord {
        let mut recording = Recording::begin(self, criterion, rule);
        loop {
            if let Some(record) = recording.step(self, usize::MAX) {
                return record;
            }
        }
    }

    /// First and last day of the ledger.
    pub fn span(&self) -> (Date, Date) {
        self.span
    }
}

/// A record on its way.
#[derive(Clone, Debug)]
pub struct Recording {
    test: BackTest,
    /// So many silences are judged.
    judged: usize,
}

impl Recording {
    pub fn begin(replay: &Replay, criterion: Criterion, rule: LossRule) -> Self {
        Self { test: BackTest::new(criterion, rule, replay.span), judged: 0 }
    }

    /// Goes on by so many silences; the record once all are judged. The replay stays the same.
    pub fn step(&mut self, replay: &Replay, silences: usize) -> Option<AlarmRecord> {
        let waiting = replay.spells.get(self.judged..).unwrap_or_default();
        let now = waiting.get(..silences).unwrap_or(waiting);
        now.iter().for_each(|spell| self.test.judge(*spell));
        self.judged += now.len();
        let test = &self.test;
        (self.judged == replay.spells.len()).then(|| AlarmRecord {
            tally: test.tally(),
            lead: test.lead(),
            a_month: test.a_month(),
        })
    }
}

/// The factors and floors a suggestion is chosen from.
const TIMES: [f64; 10] = [0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0];
const FLOOR_STEP: u32 = 5;
const FLOORS: u32 = 180 / FLOOR_STEP + 1;

/// Which setting rings least: every setting there is is tried, in as many turns as are wanted.
#[derive(Clone, Debug)]
pub struct Suggesting {
    rule: LossRule,
    tried: Vec<(SilenceRule, AlarmRecord)>,
    /// The setting that is being tried.
    now: Option<(SilenceRule, Recording)>,
}

impl Suggesting {
    pub fn new(rule: LossRule) -> Self {
        Self { rule, tried: Vec::new(), now: None }
    }

    /// Goes on by so many silences, of one setting at a time; whether there is more to try. The replay stays the same.
    pub fn step(&mut self, replay: &Replay, silences: usize) -> bool {
        let (rule, mut recording) = match self.now.take() {
            Some(now) => now,
            None => {
                let Some(times) = TIMES.get(self.tried.len() / FLOORS as usize) else { return false };
                let days = (self.tried.len() as u32 % FLOORS) * FLOOR_STEP;
                let rule = SilenceRule { times: *times, days };
                (rule, Recording::begin(replay, Criterion::Alarm(rule), self.rule))
            }
        };
        match recording.step(replay, silences) {
            Some(record) => self.tried.push((rule, record)),
            None => self.now = Some((rule, recording)),
        }
        true
    }

    /// The setting that rings least of those that are so many days ahead of half of the losses, and miss none that
    /// another of them finds; of equals the one with the smaller factor, then floor.
    pub fn best(&self, lead: f64) -> Option<(SilenceRule, AlarmRecord)> {
        let early = || self.tried.iter().filter(|(_, record)| record.lead.is_some_and(|median| median >= lead));
        let most = early().map(|(_, record)| record.tally.right).max()?;
        let full = early().filter(|(_, record)| record.tally.right == most);
        full.min_by_key(|(_, record)| record.tally.raised()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    fn replay() -> Replay {
        let begin = date(2022, 1, 1);
        let days = |of: &[i32]| of.iter().map(|day| begin.plus(*day)).collect::<Vec<_>>();
        let mut replay = Replay::new((begin, begin.plus(900)));
        // One that leaves, and one that pauses for 100 days each summer.
        replay.add(&days(&[0, 10, 20, 30]));
        replay.add(&days(&[0, 10, 20, 120, 130, 140, 240, 250, 260, 900]));
        replay
    }

    #[test]
    fn a_suggestion_rings_least_and_misses_no_loss() {
        let replay = replay();
        let mut suggesting = Suggesting::new(LossRule::default());
        while suggesting.step(&replay, usize::MAX) {}
        assert_eq!(suggesting.tried.len(), TIMES.len() * FLOORS as usize);
        let (rule, record) = suggesting.best(30.0).unwrap();
        let tried =
            |lead: f64| suggesting.tried.iter().filter(move |(_, record)| record.lead.is_some_and(|m| m >= lead));
        let most = tried(30.0).map(|(_, record)| record.tally.right).max().unwrap();
        assert_eq!(record.tally.right, most);
        assert!(
            tried(30.0).all(|(_, other)| other.tally.right < most || other.tally.raised() >= record.tally.raised())
        );
        assert!(rule.days >= 100, "the pauses of a summer ring no more: {rule:?}");
        assert_eq!(suggesting.best(10_000.0), None);
    }

    /// The past of 5,000 accounts is no piece for one frame: a step takes as many silences as it is asked to, whatever
    /// their number, and comes to the same.
    #[test]
    fn a_record_in_steps_is_the_same_and_each_step_is_bounded() {
        let replay = replay();
        let all = replay.spells.len();
        assert!(all > 7);
        let (criterion, rule) = (Criterion::AtRisk, LossRule::default());
        for at_once in [1, 2, 5, all, usize::MAX] {
            let mut recording = Recording::begin(&replay, criterion, rule);
            let mut steps = 1;
            let record = loop {
                let before = recording.judged;
                let found = recording.step(&replay, at_once);
                assert!(recording.judged - before <= at_once);
                if let Some(record) = found {
                    break record;
                }
                steps += 1;
            };
            assert_eq!((record, steps), (replay.record(criterion, rule), all.div_ceil(at_once)));
            let mut suggesting = Suggesting::new(rule);
            let mut steps = 0;
            while suggesting.step(&replay, at_once) {
                steps += 1;
            }
            assert_eq!(steps, TIMES.len() * FLOORS as usize * all.div_ceil(at_once));
            let mut whole = Suggesting::new(rule);
            while whole.step(&replay, usize::MAX) {}
            assert_eq!(suggesting.tried, whole.tried);
        }
        let none = Replay::new(replay.span());
        assert_eq!(
            Recording::begin(&none, criterion, rule).step(&none, 1).map(|record| record.tally.raised()),
            Some(0)
        );
    }

    #[test]
    fn a_criterion_is_judged_as_account_by_account() {
        let replay = replay();
        let days = [0, 10, 20, 30].map(|day| date(2022, 1, 1).plus(day));
        let mut alone = Replay::new(replay.span());
        alone.add(&days);
        let mut test = BackTest::new(Criterion::AtRisk, LossRule::default(), replay.span());
        test.add(&days);
        assert_eq!(alone.record(Criterion::AtRisk, LossRule::default()).tally, test.tally());
    }
}
