//! Why accounts were lost, counted over a period (L2, L3).

use std::collections::BTreeMap;

use super::gone::LostOnce;
use crate::analysis::Share;
use crate::book::{Hands, LossCause, LossReason, LossVerdict, RecordId};
use crate::calendar::Date;

/// A loss of an account, with what people said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldLoss {
    pub account: RecordId,
    pub loss: LostOnce,
    /// The record that says why, if one does.
    pub told: Option<(RecordId, LossVerdict)>,
}

impl ToldLoss {
    /// A loss with the record that is about it: the latest of those that lie in its silence and say a reason, else
    /// the latest.
    pub fn of(account: RecordId, loss: LostOnce, verdicts: &[(RecordId, LossVerdict)]) -> Self {
        let about = verdicts.iter().filter(|(_, verdict)| verdict.day.is_some_and(|day| loss.covers(day)));
        let told = about.max_by_key(|(id, verdict)| (!verdict.reasons.is_empty(), verdict.day, *id));
        Self { account, loss, told: told.cloned() }
    }

    /// What weighed most; `None` where nobody knows.
    pub fn main(&self) -> Option<&LossReason> {
        self.told.as_ref().and_then(|(_, verdict)| verdict.reasons.first())
    }
}

/// A reason as it is counted: one of L3, or of a company's own words, which are told apart by what they say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub cause: LossCause,
    /// Empty but for own words.
    pub words: String,
}

impl Named {
    fn of(reason: &LossReason) -> Self {
        let words = if reason.cause == LossCause::Own { reason.words.trim().into() } else { String::new() };
        Self { cause: reason.cause, words }
    }
}

/// How often a reason was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub name: Named,
    /// In whose hands it was, in most of the cases in which it weighed most; `None`: nobody said.
    pub hands: Option<Hands>,
    /// In how many losses it weighed most.
    pub main: usize,
    /// In how many it was given at all.
    pub any: usize,
}

/// The reasons of losses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    pub losses: usize,
    /// Losses of which somebody said why.
    pub known: usize,
    /// What weighed most in most of them first.
    pub counted: Vec<Counted>,
    /// Of those that are known, in whose hands what weighed most was; what nobody said counts for none.
    pub hands: BTreeMap<&'static str, usize>,
}

/// What is counted of one cause.
#[derive(Default)]
struct OfCause {
    /// In how many losses it weighed most.
    main: usize,
    /// In how many it was named.
    any: usize,
    /// In whose hands it was where it weighed most; `None`: nobody said.
    hands: BTreeMap<Option<&'static str>, usize>,
}

impl Reasons {
    /// Of losses whose day lies in a period, both ends included.
    pub fn of<'a>(losses: impl IntoIterator<Item = &'a ToldLoss>, (from, to): (Date, Date)) -> Self {
        let mut found = Self::default();
        let mut causes: BTreeMap<Named, OfCause> = BTreeMap::new();
        for told in losses.into_iter().filter(|told| (from..=to).contains(&told.loss.day)) {
            found.losses += 1;
            let Some(main) = told.main() else { continue };
            found.known += 1;
            let hands = main.hands().map(Hands::code);
            hands.into_iter().for_each(|hands| *found.hands.entry(hands).or_default() += 1);
            let reasons = told.told.iter().flat_map(|(_, verdict)| &verdict.reasons);
            // Who names one twice has named it once.
            let mut names: Vec<Named> = reasons.map(Named::of).collect();
            names.sort();
            names.dedup();
            for name in names {
                causes.entry(name).or_default().any += 1;
            }
            let of_cause = causes.entry(Named::of(main)).or_default();
            of_cause.main += 1;
            *of_cause.hands.entry(hands).or_default() += 1;
        }
        let counted = causes.into_iter().map(|(name, OfCause { main, any, hands })| {
            let most = hands.into_iter().max_by_key(|(_, count)| *count).and_then(|(hands, _)| hands);
            let usual = name.cause.hands();
            Counted { name, hands: most.and_then(Hands::of_code).or(usual), main, any }
        });
        found.counted = counted.collect();
        // Stable: equals stay in the order of L3.
        found.counted.sort_by_key(|counted| std::cmp::Reverse((counted.main, counted.any)));
        found
    }

    /// How often this one weighed most, of all of which the reason is known.
    pub fn share(&self, counted: &Counted) -> Share {
        Share { of: counted.main, among: self.known }
    }

    /// In how many the cause was in these hands.
    pub fn in_hands(&self, hands: Hands) -> usize {
        self.hands.get(hands.code()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::LossBasis;
    use crate::calendar::date;
    use proptest::prelude::*;

    fn day(of: i32) -> Date {
        date(1998, 1, 1).plus(of)
    }

    fn loss(at: i32) -> LostOnce {
        LostOnce { day: day(at), last: day(at - 200), returned: None, established: Some(day(at)) }
    }

    fn verdict(at: i32, causes: &[LossCause]) -> LossVerdict {
        LossVerdict {
            day: Some(day(at)),
            basis: Some(LossBasis::Established),
            reasons: causes.iter().copied().map(LossReason::of).collect(),
            ..LossVerdict::default()
        }
    }

    fn told(at: i32, causes: &[LossCause]) -> ToldLoss {
        let id = RecordId::well_known(at.unsigned_abs().into());
        ToldLoss::of(id, loss(at), &[(id, verdict(at, causes))])
    }

    #[test]
    fn what_weighs_most_is_counted_and_what_else_was_named_beside_it() {
        use LossCause::{Competitor, Deadlines, Service};
        let all = [told(1, &[Deadlines, Competitor]), told(2, &[Deadlines]), told(3, &[Competitor]), told(4, &[])];
        let found = Reasons::of(&all, (day(0), day(9)));
        assert_eq!((found.losses, found.known), (4, 3));
        let counts: Vec<_> = found.counted.iter().map(|of| (of.name.cause, of.main, of.any, of.hands)).collect();
        let (ours, theirs) = (Some(Hands::Ours), Some(Hands::Competitor));
        assert_eq!(counts, [(Deadlines, 2, 2, ours), (Competitor, 1, 2, theirs)]);
        assert_eq!((found.in_hands(Hands::Ours), found.in_hands(Hands::Theirs)), (2, 0));
        assert_eq!(Reasons::of(&all, (day(2), day(3))).losses, 2, "both ends are included");
        assert_eq!(Reasons::of(&[told(1, &[Service, Service])], (day(0), day(9))).counted.len(), 1);
    }

    #[test]
    fn own_words_are_reasons_of_their_own() {
        let own = |words: &str| LossReason { words: words.into(), ..LossReason::of(LossCause::Own) };
        let of = |at, words| {
            let id = RecordId::well_known(at as u128);
            let verdict = LossVerdict { reasons: vec![own(words)], ..verdict(at, &[]) };
            ToldLoss::of(id, loss(at), &[(id, verdict)])
        };
        let found = Reasons::of(&[of(1, "Moved away"), of(2, " Moved away "), of(3, "New owner")], (day(0), day(9)));
        let counts: Vec<_> = found.counted.iter().map(|of| (of.name.words.as_str(), of.main, of.hands)).collect();
        assert_eq!(counts, [("Moved away", 2, None), ("New owner", 1, None)]);
        assert!(found.hands.is_empty(), "nobody said whose doing it was");
    }

    #[test]
    fn a_record_is_about_the_silence_it_lies_in() {
        let id = RecordId::well_known(1);
        let back = LostOnce { returned: Some(day(20)), ..loss(10) };
        let verdicts = [(id, verdict(25, &[LossCause::Quality]))];
        assert_eq!(ToldLoss::of(id, back, &verdicts).main(), None);
        assert_eq!(ToldLoss::of(id, loss(10), &verdicts).main().map(|of| of.cause), Some(LossCause::Quality));
    }

    proptest! {
        /// Each loss has one main reason or none.
        #[test]
        fn the_main_reasons_add_up(
            causes in prop::collection::vec(prop::collection::vec(0..LossCause::ALL.len(), 0..4), 0..20),
        ) {
            let of = |(at, causes): (i32, Vec<usize>)| {
                let causes: Vec<LossCause> = causes.iter().map(|at| LossCause::ALL[*at]).collect();
                told(at, &causes)
            };
            let all: Vec<ToldLoss> = (1..).zip(causes).map(of).collect();
            let found = Reasons::of(&all, (day(0), day(100)));
            prop_assert_eq!(found.losses, all.len());
            prop_assert_eq!(found.counted.iter().map(|of| of.main).sum::<usize>(), found.known);
            prop_assert!(found.counted.iter().all(|of| of.main <= of.any && of.any <= found.known));
            prop_assert!(found.hands.values().sum::<usize>() <= found.known);
        }
    }
}
