//! The absence: days on which a colleague isn't there for their accounts (T3, C17).

use super::codes::codes;
use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// From one day to another, both counted, somebody of ours is away.
    Absence = "absence" {
        colleague: Option<RecordId>,
        from: Option<Date>,
        /// The last day; empty: the first one alone.
        to: Option<Date>,
        why: Option<AbsenceReason>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What an [`Absence`] is to people.
pub static ABSENCE: Kind = Kind {
    code: Absence::KIND,
    title: Key::PieceAbsence,
    plural: Key::PluralAbsences,
    glyph: Glyph::Today,
    audience: Audience::Delivery,
    fields: &[
        ask::colleague(field::colleague, Key::AbsenceColleague).for_delivery(),
        ask::day(field::from, Key::AbsenceFrom).for_delivery(),
        ask::day(field::to, Key::AbsenceTo).for_delivery(),
        ask::choice(field::why, Key::AbsenceWhy),
        ask::line(field::note, Key::ContactNote).for_team(),
    ],
    begins: |id, _, now| vec![field::from.set(id, Some(now.day()))],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Absence>,
};

impl Absence {
    /// Its first and its last day; `None` while no day is known, or if it ends before it begins.
    pub fn days(&self) -> Option<(Date, Date)> {
        let from = self.from.or(self.to)?;
        let to = self.to.unwrap_or(from);
        (from <= to).then_some((from, to))
    }
}

codes! {
    /// Why somebody is away.
    AbsenceReason {
        Holiday = "holiday" => AbsenceHoliday,
        Illness = "illness" => AbsenceIllness,
        Training = "training" => AbsenceTraining,
        ParentalLeave = "parental_leave" => AbsenceParental,
        Other = "other" => AbsenceOther,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    #[test]
    fn an_absence_has_days_once_one_is_known() {
        let day = |day| Some(date(2024, 5, day));
        let of = |from, to| Absence { from, to, ..Absence::default() }.days();
        assert_eq!(of(day(6), day(8)), Some((date(2024, 5, 6), date(2024, 5, 8))));
        assert_eq!((of(day(6), None), of(None, day(6))), (of(day(6), day(6)), of(day(6), day(6))));
        assert_eq!((of(day(8), day(6)), of(None, None)), (None, None));
    }
}
