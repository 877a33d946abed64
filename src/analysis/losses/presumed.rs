//! The silences in which an account was presumed lost, as they stood on each past day (C12, C14).

use super::{Loss, Silences};
use crate::calendar::Date;

/// Every time an account with these order days was presumed lost by its own rhythm, up to a day, the earliest first:
/// the first day of each, the last order day before and the next one, where it bought again.
pub fn presumed_losses(days: &[Date], until: Date) -> Vec<Loss> {
    let rang = Silences::of(days).filter_map(|silence| {
        let gap = silence.gap?;
        let limit = super::back_test::presumed(gap, silence.longest);
        // Casts stop at the ends.
        let day = silence.last.plus((limit.floor() as i32).saturating_add(1));
        Some(Loss { day, last: silence.last, returned: silence.next })
    });
    rang.filter(|presumed| presumed.day <= until && presumed.returned.is_none_or(|next| next > presumed.day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::losses::{Criterion, LossRule, losses};
    use crate::calendar::date;
    use proptest::prelude::*;

    #[test]
    fn a_silence_is_presumed_a_loss_from_the_day_after_its_limit() {
        let begin = date(2024, 1, 1);
        let days = [0, 10, 20, 49, 100].map(|day| begin.plus(day));
        let found = presumed_losses(&days, begin.plus(125));
        // Gaps of 10 and 10: twice that is longer than any. Then the longest is 29, within three times the gap.
        let told: Vec<_> =
            found.iter().map(|of| (of.day.since(begin), of.returned.map(|on| on.since(begin)))).collect();
        assert_eq!(told, [(20 + 21, Some(49)), (49 + 30, Some(100))]);
        assert_eq!(presumed_losses(&days[..2], begin.plus(2_000)), [], "two order days have no rhythm");
    }

    proptest! {
        /// Nobody is lost before they were presumed so.
        #[test]
        fn a_loss_was_presumed_before(mut of in prop::collection::vec(0..1_500_i32, 3..30)) {
            of.sort_unstable();
            of.dedup();
            let begin = date(2020, 1, 1);
            let days: Vec<Date> = of.iter().map(|day| begin.plus(*day)).collect();
            let until = begin.plus(2_000);
            let presumed = presumed_losses(&days, until);
            let rhythm = days.get(2).copied();
            for loss in losses(&days, until, LossRule::default()) {
                if rhythm.is_some_and(|third| loss.last >= third) {
                    prop_assert!(presumed.iter().any(|of| of.last == loss.last && of.day <= loss.day));
                }
            }
            let mut test = crate::analysis::losses::BackTest::new(Criterion::PresumedLost, LossRule::default(), (begin, until));
            test.add(&days);
            prop_assert_eq!(test.tally().raised(), presumed.len());
        }
    }
}
