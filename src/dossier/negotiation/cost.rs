//! What concessions cost together against what is at stake, and where the numbers of a point lie between each other
//! (R12). Money is in minor units of the book's currency; what is in another one is told and never added.

use super::NegotiationFile;
use crate::book::{Amount, NegotiationConcession, NegotiationPoint, Offer, Opportunity, Quantity};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::ledger::Ledger;

/// What some concessions cost in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    pub total: i128,
    /// How many are in it.
    pub counted: usize,
    /// How many have no cost.
    pub unknown: usize,
    /// How many have one in another currency.
    pub foreign: usize,
}

impl Costs {
    fn of<'a>(concessions: impl Iterator<Item = &'a NegotiationConcession>, currency: Currency) -> Self {
        let mut costs = Self::default();
        for concession in concessions {
            match concession.cost {
                Some(cost) if cost.currency == currency => {
                    costs.total += i128::from(cost.minor);
                    costs.counted += 1;
                }
                Some(_) => costs.foreign += 1,
                None => costs.unknown += 1,
            }
        }
        costs
    }

    pub fn all(self) -> usize {
        self.counted + self.unknown + self.foreign
    }

    /// Their share of what is at stake; `None` where nothing is.
    pub fn share(self, stake: Option<Stake>) -> Option<f64> {
        let stake = stake.filter(|stake| stake.minor > 0)?;
        Some(self.total as f64 / stake.minor as f64)
    }
}

/// What is at stake, and whence that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stake {
    pub minor: i128,
    pub from: StakeFrom,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StakeFrom {
    /// A person said so.
    Said,
    /// The offer it is about.
    Offer,
    /// The opportunity it is about.
    Opportunity,
    /// What they bought in the last 365 days (V of C0).
    Sales,
}

impl NegotiationFile {
    /// What all concessions cost together.
    pub fn costs(&self, currency: Currency) -> Costs {
        Costs::of(self.concessions.iter().map(|(_, of)| of), currency)
    }

    /// What those cost that were granted.
    pub fn granted(&self, currency: Currency) -> Costs {
        Costs::of(self.concessions.iter().map(|(_, of)| of).filter(|of| of.granted), currency)
    }

    /// What is at stake: what a person said, else what the offer or the opportunity is worth, else what they bought in
    /// the last 365 days.
    pub fn stake(&self, dossier: &Dossier, ledger: &Ledger, today: Date) -> Option<Stake> {
        let currency = ledger.currency();
        let counted = |amount: Option<Amount>, from| {
            let amount = amount.filter(|amount| amount.currency == currency && amount.minor > 0)?;
            Some(Stake { minor: i128::from(amount.minor), from })
        };
        let offer = || self.record.offer.and_then(|id| dossier.get::<Offer>(id)).and_then(|of| of.value);
        let opportunity =
            || self.record.opportunity.and_then(|id| dossier.get::<Opportunity>(id)).and_then(|of| of.value);
        let bought = || Some(ledger.last_year(self.account, today)).filter(|minor| *minor > 0);
        counted(self.record.value, StakeFrom::Said)
            .or_else(|| counted(offer(), StakeFrom::Offer))
            .or_else(|| counted(opportunity(), StakeFrom::Opportunity))
            .or_else(|| Some(Stake { minor: bought()?, from: StakeFrom::Sales }))
    }
}

/// The stretch on which the numbers of a point are drawn: half of their range wider on both sides, and never below
/// nothing where none of them is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    /// `None` unless it is known in numbers what we want and where we stop.
    pub fn of(point: &NegotiationPoint) -> Option<Self> {
        let told = [Some(point.want?), Some(point.stop?), point.theirs, point.now];
        let values = || told.into_iter().flatten().map(Quantity::value);
        let (least, most) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), of| (a.min(of), b.max(of)));
        let range = most - least;
        let margin = if range > 0.0 { range / 2.0 } else { 1.0 };
        let from = least - margin;
        Some(Self { from: if least >= 0.0 { from.max(0.0) } else { from }, to: most + margin })
    }

    /// Where a number lies, 0 at its beginning and 1 at its end.
    pub fn at(self, number: Quantity) -> f64 {
        ((number.value() - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{RecordKind, negotiation};
    use crate::dossier::negotiation::testing::{Made, TALK, part};
    use crate::dossier::testing::{ID, today};
    use crate::ledger::{Batch, Line, Sales};
    use proptest::prelude::*;

    fn money(minor: i64, code: &str) -> Option<Amount> {
        Some(Amount { minor, currency: code.parse().expect("a currency") })
    }

    fn ledger(lines: Vec<Line>) -> Ledger {
        let sales = Sales { lines, ..Sales::new(Currency::default()) };
        Ledger::of(Currency::default(), [&Batch { accounts: vec![ID], sales }])
    }

    #[test]
    fn costs_of_one_currency_are_added_and_others_are_told() {
        let mut made = Made::prepared();
        let own = Currency::default().to_string();
        made.concession(31, "Thursday", money(90_000, &own)).concession(32, "one invoice", money(0, &own));
        let other = if own == "EUR" { "USD" } else { "EUR" };
        made.concession(33, "a seminar", money(5, other)).concession(34, "nobody knows", None);
        let costs = made.file().costs(Currency::default());
        assert_eq!(costs, Costs { total: 23_200 + 90_000, counted: 3, unknown: 1, foreign: 1 });
        assert_eq!((costs.all(), made.file().granted(Currency::default())), (5, Costs::default()));
        let granted = crate::book::negotiation_concession::field::granted.set(part(31), true);
        made.add(vec![granted]);
        let granted = made.file().granted(Currency::default());
        assert_eq!((granted.total, granted.all()), (90_000, 1));
        let stake = Stake { minor: 7_042_400, from: StakeFrom::Said };
        assert_eq!(granted.share(Some(stake)), Some(90_000.0 / 7_042_400.0));
        assert_eq!(granted.share(Some(Stake { minor: 0, ..stake })), None);
    }

    #[test]
    fn what_is_at_stake_is_what_a_person_said_else_what_the_book_knows() {
        let sold = ledger(vec![Line::plain(0, today(), 7_000), Line::plain(0, today().plus(-365), 1)]);
        let nothing = ledger(vec![Line::plain(0, today(), -5)]);
        let mut made = Made::prepared();
        let stake = |made: &Made, ledger: &Ledger| {
            made.file().stake(&made.dossier(), ledger, today()).map(|of| (of.minor, of.from))
        };
        assert_eq!(stake(&made, &sold), Some((7_000, StakeFrom::Sales)));
        assert_eq!(stake(&made, &nothing), None);
        let own = Currency::default().to_string();
        let worth = |minor| money(minor, &own);
        let opportunity = Opportunity { account: Some(ID), value: worth(500), ..Opportunity::default() };
        made.add(opportunity.create(part(61))).add(vec![negotiation::field::opportunity.set(TALK, Some(part(61)))]);
        assert_eq!(stake(&made, &sold), Some((500, StakeFrom::Opportunity)));
        let offer = Offer { account: Some(ID), value: worth(600), ..Offer::default() };
        made.add(offer.create(part(62))).add(vec![negotiation::field::offer.set(TALK, Some(part(62)))]);
        assert_eq!(stake(&made, &sold), Some((600, StakeFrom::Offer)));
        let other = if own == "EUR" { "USD" } else { "EUR" };
        made.add(vec![negotiation::field::value.set(TALK, money(9, other))]);
        assert_eq!(stake(&made, &sold), Some((600, StakeFrom::Offer)), "another currency says nothing here");
        made.add(vec![negotiation::field::value.set(TALK, worth(900))]);
        assert_eq!(stake(&made, &nothing), Some((900, StakeFrom::Said)));
    }

    fn number(thousandths: i64) -> Option<Quantity> {
        Quantity::of_thousandths(thousandths)
    }

    #[test]
    fn a_discount_from_three_to_five_against_eight_is_drawn_in_that_order() {
        let of = NegotiationPoint {
            want: number(3_000),
            stop: number(5_000),
            theirs: number(8_000),
            ..NegotiationPoint::default()
        };
        let scale = Scale::of(&of).expect("both are known");
        let at = |thousandths| scale.at(number(thousandths).expect("a number"));
        assert_eq!([at(3_000), at(5_000), at(8_000)], [0.25, 0.45, 0.75]);
        assert_eq!(Scale::of(&NegotiationPoint { stop: None, ..of }), None);
    }

    proptest! {
        /// Whatever people type, what is larger never stands before what is less, and all of it is on the scale.
        #[test]
        fn numbers_keep_their_order_on_the_scale(told in prop::collection::vec(-1_000_000_000_000_i64..=1_000_000_000_000, 4)) {
            let of = NegotiationPoint {
                want: number(told[0]), stop: number(told[1]), theirs: number(told[2]), now: number(told[3]),
                ..NegotiationPoint::default()
            };
            let scale = Scale::of(&of).expect("both are known");
            let mut numbers: Vec<Quantity> = told.into_iter().filter_map(number).collect();
            numbers.sort_unstable();
            let places: Vec<f64> = numbers.into_iter().map(|of| scale.at(of)).collect();
            prop_assert!(places.is_sorted() && places.iter().all(|at| (0.0..=1.0).contains(at)), "{places:?}");
        }
    }
}
