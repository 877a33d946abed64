//! One point of a negotiation: what we want of it, and where we stop (R12).

use super::kind::{Audience, Course, Kind, ask};
use super::{Amount, Quantity, RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// What is negotiated of, in words or in a number: between what we want and where we stop lies our room.
    NegotiationPoint = "negotiation_point" {
        account: Option<RecordId>,
        /// The negotiation it is part of.
        negotiation: Option<RecordId>,
        /// "Discount", "Payment"
        what: String,
        /// What we want.
        goal: String,
        /// The least we accept: where we stop, and rather go without.
        limit: String,
        /// In what the numbers are: per cent, days.
        unit: String,
        want: Option<Quantity>,
        stop: Option<Quantity>,
        /// What they will probably ask.
        theirs: Option<Quantity>,
        /// Where it stands today.
        now: Option<Quantity>,
        /// What one unit of it is worth to us in a year.
        worth: Option<Amount>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`NegotiationPoint`] is to people.
pub static NEGOTIATION_POINT: Kind = Kind {
    code: NegotiationPoint::KIND,
    title: Key::PieceNegotiationPoint,
    plural: Key::PluralNegotiationPoints,
    glyph: Glyph::Flag,
    audience: Audience::Management,
    fields: &[
        ask::line(field::what, Key::PointWhat),
        ask::line(field::goal, Key::PointGoal),
        ask::line(field::limit, Key::PointLimit),
        ask::line(field::unit, Key::PointUnit),
        ask::quantity(field::want, Key::PointWant),
        ask::quantity(field::stop, Key::PointStop),
        ask::quantity(field::theirs, Key::PointTheirs),
        ask::quantity(field::now, Key::PointNow),
        ask::money(field::worth, Key::PointWorth),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<NegotiationPoint>,
};

impl NegotiationPoint {
    /// Whether it says what we want, in words or in a number.
    pub fn has_goal(&self) -> bool {
        self.want.is_some() || !self.goal.trim().is_empty()
    }

    /// Whether it says where we stop.
    pub fn has_limit(&self) -> bool {
        self.stop.is_some() || !self.limit.trim().is_empty()
    }

    /// How far we may go from what we want to where we stop; `None` unless both are numbers.
    pub fn room(&self) -> Option<Quantity> {
        let (want, stop) = (self.want?, self.stop?);
        Quantity::of_thousandths((stop.thousandths() - want.thousandths()).abs())
    }

    /// What all of the room is worth to us in a year, rounded half away from zero; `None` where it isn't known.
    pub fn room_worth(&self) -> Option<Amount> {
        let (room, worth) = (i128::from(self.room()?.thousandths()), self.worth?);
        let thousandfold = room * i128::from(worth.minor);
        let minor = (thousandfold + 500 * thousandfold.signum()) / 1_000;
        Some(Amount { minor: i64::try_from(minor).ok()?, ..worth })
    }

    /// Whether they will ask for more than we may give.
    pub fn is_beyond(&self) -> bool {
        let (Some(want), Some(stop), Some(theirs)) = (self.want, self.stop, self.theirs) else { return false };
        // From what we want to where we stop is the way they pull.
        (want < stop && theirs > stop) || (want > stop && theirs < stop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(thousandths: i64) -> Option<Quantity> {
        Quantity::of_thousandths(thousandths)
    }

    fn point(want: i64, stop: i64, theirs: i64, worth: i64) -> NegotiationPoint {
        let worth = Some(Amount { minor: worth, currency: Default::default() });
        let (want, stop, theirs) = (number(want), number(stop), number(theirs));
        NegotiationPoint { want, stop, theirs, worth, ..NegotiationPoint::default() }
    }

    fn worth(of: &NegotiationPoint) -> Option<i64> {
        of.room_worth().map(|worth| worth.minor)
    }

    #[test]
    fn between_want_and_stop_lies_the_room_whichever_way_they_pull() {
        // 3 to 5 per cent, each worth 704.24 a year; they will ask for 8.
        let discount = point(3_000, 5_000, 8_000, 70_424);
        assert_eq!((discount.room(), worth(&discount), discount.is_beyond()), (number(2_000), Some(140_848), true));
        // 50 thousand are wanted, below 45 we stop, and they will speak of 47.
        let volume = point(50_000, 45_000, 47_000, 100);
        assert_eq!((volume.room(), worth(&volume), volume.is_beyond()), (number(5_000), Some(500), false));
        assert!(point(50_000, 45_000, 44_999, 0).is_beyond());
        assert!(!point(5_000, 5_000, 8_000, 0).is_beyond(), "nobody said which way they pull");
        let words = NegotiationPoint { goal: "a yearly contract".into(), ..NegotiationPoint::default() };
        assert_eq!((words.has_goal(), words.has_limit(), words.room()), (true, false, None));
    }

    #[test]
    fn what_the_room_is_worth_rounds_half_away_and_never_overflows() {
        assert_eq!(worth(&point(0, 500, 0, 1)), Some(1));
        assert_eq!(worth(&point(0, 499, 0, 1)), Some(0));
        assert_eq!(worth(&point(0, 500, 0, -1)), Some(-1));
        assert_eq!(worth(&point(-1_000_000_000, 1_000_000_000, 0, i64::MAX)), None);
    }
}
