//! Where an account stands between its first order and its loss, and since when (C12).
//!
//! A state is read for one day from the sales up to that day, and its day is the first one of the present silence on
//! which it held. That comes out of the days on which a state can change; nobody goes through all days.

mod typical;

pub use typical::{TypicalGaps, TypicalGapsMaking};

use super::{Loss, LossRule, Silence, Silences, losses};
use crate::analysis::behaviour::{AT_RISK, Verdict, Yardstick};
use crate::analysis::{gaps, median};
use crate::book::Coded;
use crate::calendar::Date;

/// For so many days whoever bought again after a loss is won back.
const BACK: i32 = 365;

/// How an account stands (C12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It never bought.
    Prospect,
    /// Silent for no longer than its own gap.
    Active,
    /// For up to twice that.
    Cooling,
    AtRisk,
    /// By arithmetic alone: most of them buy again by themselves.
    PresumedLost,
    /// Established (C13), or a person's verdict.
    Lost,
    /// It bought again after it was lost.
    WonBack,
}

impl State {
    /// In the order in which an account passes them.
    pub const ALL: [Self; 7] =
        [Self::Prospect, Self::Active, Self::Cooling, Self::AtRisk, Self::PresumedLost, Self::Lost, Self::WonBack];

    /// Whether the account still buys, so that a warning can come before its loss.
    pub fn still_buys(self) -> bool {
        matches!(self, Self::Active | Self::Cooling | Self::AtRisk | Self::WonBack)
    }

    /// Whether its next order is long overdue, or nobody counts on it any more.
    pub fn is_endangered(self) -> bool {
        matches!(self, Self::AtRisk | Self::PresumedLost | Self::Lost)
    }

    /// Whether nobody counts on its next order.
    pub fn is_away(self) -> bool {
        matches!(self, Self::PresumedLost | Self::Lost)
    }

    fn of_silence(verdict: Verdict, times: f64) -> Self {
        match verdict {
            Verdict::PresumedLost => Self::PresumedLost,
            Verdict::AtRisk => Self::AtRisk,
            Verdict::OnTime if times > 1.0 => Self::Cooling,
            Verdict::OnTime => Self::Active,
        }
    }
}

impl Coded for State {
    fn all() -> &'static [Self] {
        &Self::ALL
    }

    /// Its name in files and addresses; never changes.
    fn code(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::Active => "active",
            Self::Cooling => "cooling",
            Self::AtRisk => "at_risk",
            Self::PresumedLost => "presumed_lost",
            Self::Lost => "lost",
            Self::WonBack => "won_back",
        }
    }
}

/// What states are read from beside an account's own order days.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The usual gap of the others, for accounts without a rhythm of their own.
    pub typical: &'a TypicalGaps,
    pub rule: LossRule,
    /// Up to which day sales are known.
    pub until: Date,
}

/// How an account stands, with what shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub state: State,
    /// The day it began; `None` of a prospect.
    pub since: Option<Date>,
    /// How many order days there are.
    pub days: usize,
    pub last: Option<Date>,
    /// Days since the last order day.
    pub silence: Option<i32>,
    /// Its own median gap in days; `None` with one order day.
    pub gap: Option<f64>,
    /// Its longest gap in days.
    pub longest: Option<i32>,
    /// What the silence is measured by; `None` if nobody has a rhythm.
    pub yardstick: Option<Yardstick>,
    /// Its latest established loss.
    pub loss: Option<Loss>,
    /// The day of the person's verdict that holds, where one does.
    pub verdict: Option<Date>,
}

impl Standing {
    /// The silence over its yardstick.
    pub fn times(&self) -> Option<f64> {
        self.silence.zip(self.yardstick).map(|(silence, yardstick)| f64::from(silence) / yardstick.gap())
    }

    /// So many days the next order is past due by the yardstick; `None` up to the day it is.
    pub fn days_late(&self) -> Option<usize> {
        let (silence, yardstick) = self.silence.zip(self.yardstick)?;
        let days = i64::from(silence) - yardstick.gap().round() as i64;
        usize::try_from(days).ok().filter(|days| *days > 0)
    }

    /// Of an account with these order days, up to `known.until`. `verdicts`: the days on which a person called it
    /// lost, up to the day the book is read on.
    pub fn of(days: &[Date], verdicts: &[Date], known: Known<'_>) -> Self {
        let past = Past::of(days, verdicts, known);
        let state = past.state_on(known.until);
        let gaps = gaps(past.days);
        let last = past.days.last().copied();
        let own = past.silences.last().and_then(|silence| silence.gap).map(Yardstick::Own);
        let others = known.typical.on(known.until).map(|(gap, accounts)| Yardstick::Others(gap, accounts));
        Self {
            state,
            since: past.since(state),
            days: past.days.len(),
            last,
            silence: last.map(|last| known.until.since(last)),
            gap: median(&gaps),
            longest: gaps.iter().copied().reduce(f64::max).map(|longest| longest as i32),
            yardstick: own.or(others).filter(|_| last.is_some()),
            loss: past.losses.last().copied(),
            verdict: (state == State::Lost).then(|| past.verdict_on(known.until)).flatten(),
        }
    }
}

/// How an account stood on a day, with sales up to it.
pub fn state_on(days: &[Date], verdicts: &[Date], known: Known<'_>) -> State {
    Past::of(days, verdicts, known).state_on(known.until)
}

/// A stretch in which an account was lost.
#[derive(Clone, Copy)]
struct Away {
    from: Date,
    /// The next order day.
    to: Option<Date>,
    /// The day of the verdict, where a person said it: it may come after the last day of which sales are known.
    said: Option<Date>,
}

/// What is known of an account by a day.
struct Past<'a> {
    days: &'a [Date],
    silences: Vec<Silence>,
    losses: Vec<Loss>,
    away: Vec<Away>,
    known: Known<'a>,
}

impl<'a> Past<'a> {
    fn of(days: &'a [Date], verdicts: &[Date], known: Known<'a>) -> Self {
        let days = days.get(..days.partition_point(|day| *day <= known.until)).unwrap_or_default();
        let losses = losses(days, known.until, known.rule);
        let established = losses.iter().map(|loss| Away { from: loss.day, to: loss.returned, said: None });
        // Nobody loses whom nobody had.
        let said = verdicts.iter().filter(|said| days.first().is_some_and(|first| first <= *said)).map(|said| Away {
            from: (*said).min(known.until),
            to: days.get(days.partition_point(|day| day <= said)).copied(),
            said: Some(*said),
        });
        let away = established.chain(said).collect();
        Self { days, silences: Silences::of(days).collect(), losses, away, known }
    }

    fn verdict_on(&self, day: Date) -> Option<Date> {
        let holds = self.away.iter().filter(|away| away.from <= day && away.to.is_none_or(|to| day < to));
        holds.filter_map(|away| away.said).min()
    }

    fn is_lost_on(&self, day: Date) -> bool {
        self.away.iter().any(|away| away.from <= day && away.to.is_none_or(|to| day < to))
    }

    fn state_on(&self, day: Date) -> State {
        let at = self.days.partition_point(|order| *order <= day);
        let Some(silence) = at.checked_sub(1).and_then(|at| self.silences.get(at)) else { return State::Prospect };
        if self.is_lost_on(day) {
            return State::Lost;
        }
        let own = silence.gap;
        let gap = own.or_else(|| self.known.typical.on(day).map(|(gap, _)| gap));
        let silent = day.since(silence.last);
        // Without anybody's rhythm no silence is long.
        let of_silence = gap.map_or(State::Active, |gap| {
            let times = f64::from(silent) / gap;
            State::of_silence(Verdict::of(times, own.is_some() && silent > silence.longest), times)
        });
        let mut back = self.away.iter().filter_map(|away| away.to);
        // Whoever came back and is silent again is told as everybody else is.
        let is_back = of_silence < State::AtRisk && back.any(|to| to <= day && day.since(to) < BACK);
        if is_back { State::WonBack } else { of_silence }
    }

    /// The first day of its present silence on which it was in the state it is in; of one that is won back, the day
    /// it bought again.
    fn since(&self, state: State) -> Option<Date> {
        if state == State::WonBack {
            return self.away.iter().filter_map(|away| away.to).filter(|to| *to <= self.known.until).max();
        }
        let mut days = self.changes(self.silences.last()?).into_iter();
        let since = days.find(|day| self.state_on(*day) == state)?;
        let said = self.away.iter().filter_map(|away| away.said).filter(|said| *said > self.known.until).min();
        // A verdict on a day of which no sales are known yet began on that day.
        Some(said.filter(|_| state == State::Lost && self.is_by_word(since)).unwrap_or(since))
    }

    /// Whether it is lost on a day by nothing but a word that was said later.
    fn is_by_word(&self, day: Date) -> bool {
        let mut holds = self.away.iter().filter(|away| away.from <= day && away.to.is_none_or(|to| day < to));
        holds.all(|away| away.said.is_some_and(|said| said > self.known.until))
    }

    /// The days of a silence on which another state may begin, in order.
    fn changes(&self, silence: &Silence) -> Vec<Date> {
        let end = silence.next.map_or(self.known.until, |next| next.plus(-1));
        let mut days = vec![silence.last];
        let mut limits = |gap: f64| {
            let longest = (AT_RISK * gap).max(f64::from(silence.longest));
            let limits = [gap, AT_RISK * gap, longest, super::back_test::presumed(gap, silence.longest), 3.0 * gap];
            days.extend(limits.map(|limit| silence.last.plus((limit.floor() as i32).saturating_add(1))));
        };
        match silence.gap {
            Some(gap) => limits(gap),
            None => {
                let steps: Vec<(Date, f64)> = self.known.typical.between(silence.last, end).collect();
                steps.iter().for_each(|(_, gap)| limits(*gap));
                days.extend(steps.iter().map(|(from, _)| *from));
            }
        }
        days.extend(self.away.iter().map(|away| away.from));
        days.extend(self.away.iter().filter_map(|away| Some(away.to?.plus(BACK))));
        days.retain(|day| (silence.last..=end).contains(day));
        days.sort_unstable();
        days.dedup();
        days
    }
}

#[cfg(test)]
mod tests;
