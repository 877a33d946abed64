//! Each time an account was lost, by the ledger or by a person's word (C12, C13); and whether it is gone on a day.

use crate::analysis::losses::{LossRule, Standing, State, losses};
use crate::book::{GoneState, LossVerdict, RecordId};
use crate::calendar::Date;
use crate::dossier::Dossier;

/// A silence in which an account was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostOnce {
    /// The first day on which it was: that of a verdict, or the established one.
    pub day: Date,
    /// The last order day before it.
    pub last: Date,
    /// The next order day, where it bought again. It was no less lost for that.
    pub returned: Option<Date>,
    /// The established day (C13), where the silence has lasted so long.
    pub established: Option<Date>,
}

impl LostOnce {
    /// Whether a day lies in it: from the last order day to before the next.
    pub fn covers(&self, day: Date) -> bool {
        self.last <= day && self.returned.is_none_or(|returned| day < returned)
    }
}

/// What people said of the losses of an account, in id order.
pub fn verdicts(dossier: &Dossier) -> Vec<(RecordId, LossVerdict)> {
    dossier.all::<LossVerdict>().collect()
}

/// Every loss of an account with these order days, the earliest first: one a silence. `until`: up to which day sales
/// are known, later order days count for nothing; `today`: up to which day people have spoken.
pub fn lost<'a>(
    days: &[Date],
    verdicts: impl IntoIterator<Item = &'a LossVerdict>,
    (until, today): (Date, Date),
    rule: LossRule,
) -> Vec<LostOnce> {
    let days = days.get(..days.partition_point(|day| *day <= until)).unwrap_or_default();
    let mut found: Vec<LostOnce> = losses(days, until, rule)
        .into_iter()
        .map(|loss| LostOnce { day: loss.day, last: loss.last, returned: loss.returned, established: Some(loss.day) })
        .collect();
    for verdict in verdicts.into_iter().filter(|verdict| verdict.is_verdict()) {
        let Some(day) = verdict.day.filter(|day| *day <= today) else { continue };
        // Nobody loses whom nobody had.
        let at = days.partition_point(|order| *order <= day);
        let Some(last) = at.checked_sub(1).and_then(|at| days.get(at)).copied() else { continue };
        match found.iter_mut().find(|loss| loss.last == last) {
            Some(loss) => loss.day = loss.day.min(day),
            None => found.push(LostOnce { day, last, returned: days.get(at).copied(), established: None }),
        }
    }
    found.sort_unstable_by_key(|loss| loss.last);
    found
}

/// That an account is gone, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    pub state: GoneState,
    pub since: Date,
    /// Its last order day.
    pub last: Date,
}

impl Gone {
    /// Whether an account that stands so is gone (C12).
    pub fn of(standing: &Standing) -> Option<Self> {
        let Standing { state, since, last, .. } = *standing;
        let state = match state {
            State::Lost => GoneState::Lost,
            State::PresumedLost => GoneState::Presumed,
            State::Prospect | State::Active | State::Cooling | State::AtRisk | State::WonBack => return None,
        };
        Some(Self { state, since: since?, last: last? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::losses::{Known, TypicalGaps};
    use crate::book::LossBasis;
    use crate::calendar::date;

    fn days(of: &[i32]) -> Vec<Date> {
        of.iter().map(|day| day_of(*day)).collect()
    }

    fn day_of(day: i32) -> Date {
        date(2024, 1, 1).plus(day)
    }

    fn said(day: i32) -> LossVerdict {
        LossVerdict { day: Some(day_of(day)), ..LossVerdict::default() }
    }

    fn told(of: &[i32], verdicts: &[LossVerdict], until: i32) -> Vec<(i32, Option<i32>, bool)> {
        let found = lost(&days(of), verdicts, (day_of(until), day_of(until)), LossRule::default());
        let since = |day: Date| day.since(day_of(0));
        found.iter().map(|loss| (since(loss.day), loss.returned.map(since), loss.established.is_some())).collect()
    }

    #[test]
    fn a_word_and_the_ledger_tell_of_one_loss() {
        let of = [0, 7, 14];
        assert_eq!(told(&of, &[said(50)], 60), [(50, None, false)]);
        assert_eq!(told(&of, &[said(50)], 300), [(50, None, true)], "the word came first");
        assert_eq!(told(&of, &[said(250)], 300), [(14 + 183, None, true)], "the ledger came first");
        assert_eq!(told(&[0, 7, 14, 80], &[said(50)], 100), [(50, Some(80), false)], "an order ends it");
        assert_eq!(told(&of, &[said(70)], 60), [], "it isn't spoken yet");
        let explained = LossVerdict { basis: Some(LossBasis::Established), ..said(50) };
        assert_eq!(told(&of, &[explained], 60), [], "to say why is no verdict");
        assert_eq!(told(&[], &[said(50)], 60), [], "nobody loses whom nobody had");
    }

    #[test]
    fn a_word_counts_though_no_sales_are_known_of_its_day() {
        let found = lost(&days(&[0, 7, 14]), &[said(50)], (day_of(20), day_of(60)), LossRule::default());
        assert_eq!(found.iter().map(|loss| loss.day).collect::<Vec<_>>(), [day_of(50)]);
    }

    #[test]
    fn gone_is_lost_or_presumed_so_and_has_its_day() {
        let gone = |of: &[i32], said: &[i32], on| {
            let known = Known { typical: &TypicalGaps::default(), rule: LossRule::default(), until: day_of(on) };
            let found = Gone::of(&Standing::of(&days(of), &days(said), known));
            found.map(|gone| (gone.state, gone.since.since(day_of(0))))
        };
        let of = [0, 7, 14];
        assert_eq!(gone(&of, &[], 14 + 14), None);
        assert_eq!(gone(&of, &[], 14 + 15), Some((GoneState::Presumed, 29)));
        assert_eq!(gone(&of, &[], 14 + 183), Some((GoneState::Lost, 197)));
        assert_eq!(gone(&of, &[20], 22), Some((GoneState::Lost, 20)));
        assert_eq!(gone(&[0], &[], 300), None, "nobody has a rhythm");
        assert_eq!(gone(&[0, 7, 14, 200], &[], 201), None, "it is back");
    }
}
