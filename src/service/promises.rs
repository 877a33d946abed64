//! How many of our promises we kept (R3, C6).

use crate::analysis::Share;
use crate::book::{Kept, Promise};
use crate::calendar::Date;

/// How a promise of ours counts, as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    Kept,
    /// Kept late, broken, or open though its day has passed.
    NotKept,
}

/// The day by which a promise of ours was due, and how it counts as of a day; `None` for theirs, for what they didn't
/// want any more, and for what is still to be kept.
///
/// One without a day is kept or broken on the day that was settled. Where that isn't known either, it is the day it
/// was made.
pub fn counted(promise: &Promise, today: Date) -> Option<(Date, Keeping)> {
    let is_known = promise.day.is_none_or(|day| day <= today);
    if !promise.is_ours() || !is_known {
        return None;
    }
    // What was settled later was open then.
    let outcome = promise.outcome.filter(|_| promise.settled.is_none_or(|settled| settled <= today));
    let (due, settled) = (promise.due, promise.settled);
    match outcome {
        Some(Kept::Released) => None,
        Some(Kept::Kept) => {
            let is_late = settled.zip(due).is_some_and(|(settled, due)| settled > due);
            Some((due.or(settled).or(promise.day)?, if is_late { Keeping::NotKept } else { Keeping::Kept }))
        }
        Some(Kept::Broken) => Some((due.or(settled).or(promise.day)?, Keeping::NotKept)),
        None => due.filter(|due| *due < today).map(|due| (due, Keeping::NotKept)),
    }
}

/// Kept among all of ours that were due on the days from `from` to `to`, as of the last of them.
pub fn kept<'a>(promises: impl IntoIterator<Item = &'a Promise>, (from, to): (Date, Date)) -> Share {
    let counted = promises.into_iter().filter_map(|promise| counted(promise, to));
    let due = counted.filter(|(due, _)| (from..=to).contains(due));
    Share::count(due.map(|(_, keeping)| keeping == Keeping::Kept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Side;
    use crate::calendar::date;

    fn may(day: i8) -> Date {
        date(1998, 5, day)
    }

    fn promise(due: i8, outcome: Option<Kept>, settled: Option<Date>) -> Promise {
        Promise { day: Some(may(1)), due: Some(may(due)), outcome, settled, ..Promise::default() }
    }

    fn told(promises: &[Promise]) -> (usize, usize) {
        let Share { of, among } = kept(promises, (may(1), may(20)));
        (of, among)
    }

    #[test]
    fn kept_on_its_day_is_kept_and_a_day_later_is_not() {
        assert_eq!(told(&[promise(10, Some(Kept::Kept), Some(may(10)))]), (1, 1));
        assert_eq!(told(&[promise(10, Some(Kept::Kept), Some(may(11)))]), (0, 1));
        assert_eq!(told(&[promise(10, Some(Kept::Kept), None)]), (1, 1), "nobody says that it was late");
        assert_eq!(told(&[promise(10, Some(Kept::Broken), Some(may(9)))]), (0, 1));
    }

    #[test]
    fn what_is_open_counts_once_its_day_has_passed() {
        assert_eq!(told(&[promise(19, None, None), promise(20, None, None), promise(21, None, None)]), (0, 1));
        // Settled after the day it is asked about.
        assert_eq!(told(&[promise(19, Some(Kept::Kept), Some(may(25)))]), (0, 1));
    }

    #[test]
    fn theirs_and_what_was_released_do_not_count() {
        let theirs = Promise { by: Some(Side::Them), ..promise(10, Some(Kept::Broken), Some(may(10))) };
        assert_eq!(told(&[theirs, promise(10, Some(Kept::Released), Some(may(5)))]), (0, 0));
    }

    #[test]
    fn without_a_day_it_counts_on_the_day_it_was_settled() {
        let without = |outcome, settled| Promise { due: None, ..promise(1, outcome, settled) };
        assert_eq!(told(&[without(Some(Kept::Kept), Some(may(10))), without(None, None)]), (1, 1));
        assert_eq!(told(&[without(Some(Kept::Broken), Some(date(1998, 4, 30)))]), (0, 0));
        assert_eq!(told(&[without(Some(Kept::Broken), None)]), (0, 1));
    }

    #[test]
    fn only_what_was_due_in_the_window_counts() {
        let share = |from, to| kept(&[promise(10, Some(Kept::Kept), Some(may(5)))], (may(from), may(to)));
        assert_eq!(share(10, 20).among, 1);
        assert_eq!(share(11, 20).among, 0);
        assert_eq!(share(1, 9).among, 0);
    }
}
