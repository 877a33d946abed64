//! How far a fall of volume could be trusted in the book's own past (C14): a warning that isn't a silence.

use std::collections::BTreeMap;

use super::{fell, two_stretches};
use crate::analysis::losses::Loss;
use crate::analysis::{PeriodUnit, Share};
use crate::book::RecordId;
use crate::calendar::Date;
use crate::ledger::{Ledger, Sale};
use crate::retention::criteria::FallRule;
use crate::retention::standings::Standings;

/// A warning in the 182 days up to the last order came before the loss; and after so many days a loss would be one.
const AHEAD: i32 = 182;

/// What a warning found, and how often it was wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FallRecord {
    /// Established losses before which it was on, of all.
    pub found: Share,
    /// Quarters' ends at which it was on and after which no loss came, of all at which it was on. Those that aren't
    /// decided are left out.
    pub wrong: Share,
}

/// The record on its way, account by account.
pub struct FallRecording {
    waiting: Vec<RecordId>,
    /// The losses of each account.
    losses: BTreeMap<RecordId, Vec<Loss>>,
    rule: FallRule,
    record: FallRecord,
}

impl FallRecording {
    pub fn begin(standings: &Standings, rule: FallRule) -> Self {
        let mut losses: BTreeMap<RecordId, Vec<Loss>> = BTreeMap::new();
        for lost in &standings.losses {
            losses.entry(lost.account).or_default().push(lost.loss);
        }
        Self { waiting: standings.days.keys().copied().collect(), losses, rule, record: FallRecord::default() }
    }

    /// Goes on by so many accounts; the record once all are looked at. What is seen stays the same.
    pub fn step(&mut self, ledger: &Ledger, standings: &Standings, accounts: usize) -> Option<FallRecord> {
        for _ in 0..accounts {
            let Some(id) = self.waiting.pop() else { break };
            let Some(days) = standings.days.get(&id) else { continue };
            let losses = self.losses.remove(&id).unwrap_or_default();
            self.add(ledger.sales(id), days, &losses, standings.until);
        }
        self.waiting.is_empty().then_some(self.record)
    }

    fn add(&mut self, sales: &[Sale], days: &[Date], losses: &[Loss], until: Date) {
        let is_on = |day: Date| {
            two_stretches(sales, days, self.rule.days, day).is_some_and(|stretches| fell(self.rule, stretches))
        };
        for loss in losses {
            let was_on = (0..AHEAD).any(|before| is_on(loss.last.plus(-before)));
            self.record.found.among += 1;
            self.record.found.of += usize::from(was_on);
        }
        let Some(first) = days.first() else { return };
        let ends = std::iter::successors(Some(PeriodUnit::Quarter.of(*first)), |quarter| Some(quarter.next()));
        let ends = ends.map(|quarter| quarter.last_day()).take_while(|end| end.plus(AHEAD) <= until);
        for end in ends.filter(|end| is_on(*end)) {
            let came = losses.iter().any(|loss| end < loss.day && loss.day <= end.plus(AHEAD));
            self.record.wrong.among += 1;
            self.record.wrong.of += usize::from(!came);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::losses::{LossRule, losses};
    use crate::calendar::date;

    #[test]
    fn a_fall_before_the_last_order_finds_a_loss_and_one_without_a_loss_is_wrong() {
        // Much in the first half-year, little in the second, and then nothing.
        let begin = date(2022, 1, 1);
        let sale =
            |after: i32, amount| Sale { day: begin.plus(after), document: None, group: None, amount, profit: None };
        let sales: Vec<Sale> = (0..6).map(|at| sale(at * 30, 100)).chain((6..12).map(|at| sale(at * 30, 10))).collect();
        let days: Vec<Date> = sales.iter().map(|sale| sale.day).collect();
        let until = begin.plus(1_000);
        let lost = losses(&days, until, LossRule::default());
        assert_eq!(lost.len(), 1);
        let mut recording = FallRecording {
            waiting: Vec::new(),
            losses: BTreeMap::new(),
            rule: FallRule::default(),
            record: FallRecord::default(),
        };
        recording.add(&sales, &days, &lost, until);
        assert_eq!(recording.record.found, Share { of: 1, among: 1 });
        // On at the ends of 2022 Q3 (400 after 600 would be none: 330), Q4 and 2023 Q1; lost on 1 July 2023.
        let on = [date(2022, 9, 30), date(2022, 12, 31), date(2023, 3, 31), date(2023, 6, 30)];
        let expected: Vec<bool> = on
            .into_iter()
            .filter(|end| {
                let sum = |from: Date, to: Date| {
                    sales.iter().filter(|sale| from < sale.day && sale.day <= to).map(|sale| sale.amount).sum::<i64>()
                };
                let (cut, start) = (end.plus(-182), end.plus(-364));
                let orders = days.iter().filter(|day| start < **day && **day <= cut).count();
                orders >= 3 && sum(cut, *end) * 10 <= sum(start, cut) * 6
            })
            .map(|end| !lost.iter().any(|loss| end < loss.day && loss.day <= end.plus(182)))
            .collect();
        let wrong = expected.iter().filter(|wrong| **wrong).count();
        assert_eq!(recording.record.wrong, Share { of: wrong, among: expected.len() });
        assert!(wrong > 0 && wrong < expected.len(), "{expected:?}");
    }
}
