//! The tenders of an account, and what can be read off them (D2).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Dossier;
use crate::book::{RecordId, Tender, TenderOutcome, TenderReason};

/// Its tenders, the latest first, those without a day last.
pub fn tenders(dossier: &Dossier) -> Vec<(RecordId, Tender)> {
    let mut all: Vec<_> = dossier.all::<Tender>().collect();
    all.sort_by_key(|(id, tender)| Reverse((tender.decided.or(tender.due).or(tender.day), *id)));
    all
}

/// How many ended how, and why we lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TenderCounts {
    /// In which we bid and which were decided.
    pub decided: usize,
    /// As a whole or in part.
    pub won: usize,
    /// Of those won, in part.
    pub partly: usize,
    pub open: usize,
    /// What decided those we lost or won only in part, the most frequent first.
    pub lost_on: Vec<(TenderReason, usize)>,
}

impl TenderCounts {
    pub fn of<'a>(tenders: impl IntoIterator<Item = &'a Tender>) -> Self {
        let mut counts = Self::default();
        let mut reasons: BTreeMap<TenderReason, usize> = BTreeMap::new();
        for tender in tenders {
            let Some(outcome) = tender.outcome else {
                counts.open += 1;
                continue;
            };
            let (decided, won, partly) = match outcome {
                TenderOutcome::Won => (1, 1, 0),
                TenderOutcome::PartlyWon => (1, 1, 1),
                TenderOutcome::Lost => (1, 0, 0),
                TenderOutcome::NoBid | TenderOutcome::Cancelled => (0, 0, 0),
            };
            counts.decided += decided;
            counts.won += won;
            counts.partly += partly;
            if matches!(outcome, TenderOutcome::Lost | TenderOutcome::PartlyWon) {
                tender.reasons.iter().for_each(|reason| *reasons.entry(reason).or_default() += 1);
            }
        }
        counts.lost_on = reasons.into_iter().collect();
        counts.lost_on.sort_by_key(|(_, count)| Reverse(*count));
        counts
    }
}

/// By which share our bid was above the winning one, negative: below; `None` unless both are known in one
/// currency.
pub fn above_winner(tender: &Tender) -> Option<f64> {
    let (ours, theirs) = (tender.our_bid?, tender.winning_bid?);
    let is_comparable = ours.currency == theirs.currency && theirs.minor > 0;
    is_comparable.then(|| (ours.minor as f64 - theirs.minor as f64) / theirs.minor as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Amount;
    use crate::currency::Currency;

    fn tender(outcome: Option<TenderOutcome>, reasons: &[TenderReason]) -> Tender {
        Tender { outcome, reasons: reasons.iter().copied().collect(), ..Tender::default() }
    }

    #[test]
    fn only_what_was_bid_and_decided_counts() {
        use TenderOutcome::{Cancelled, Lost, NoBid, PartlyWon, Won};
        use TenderReason::{Delivery, Price};
        let all = [
            tender(Some(Won), &[Delivery]),
            tender(Some(PartlyWon), &[Price]),
            tender(Some(Lost), &[Delivery, Price]),
            tender(Some(NoBid), &[Price]),
            tender(Some(Cancelled), &[]),
            tender(None, &[]),
        ];
        let counts = TenderCounts::of(&all);
        assert_eq!((counts.decided, counts.won, counts.partly, counts.open), (3, 2, 1, 1));
        assert_eq!(counts.lost_on, [(Price, 2), (Delivery, 1)], "what we won with, and what we let go, is no reason");
    }

    #[test]
    fn bids_are_compared_in_one_currency_only() {
        let amount = |minor, currency| Some(Amount { minor, currency });
        let (ours, yen) = (Currency::default(), "JPY".parse().unwrap_or_default());
        let of = |our_bid, winning_bid| above_winner(&Tender { our_bid, winning_bid, ..Tender::default() });
        assert_eq!(of(amount(110, ours), amount(100, ours)), Some(0.1));
        assert_eq!(of(amount(110, ours), amount(100, yen)), None);
        assert_eq!(of(amount(110, ours), amount(0, ours)), None);
        assert_eq!(of(amount(110, ours), None), None);
    }
}
