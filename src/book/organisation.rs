//! The organisation: how we handle key accounts, since when, and who is in it (T1).

use super::codes::codes;
use super::kind::{Audience, Course, Kind, ask};
use super::{Book, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// One of the three ways to organise, from a day on, until the next one begins: see [`Organisation::in_use`].
    Organisation = "organisation" {
        model: Option<OrganisationModel>,
        /// The day it began; empty: nobody knows.
        since: Option<Date>,
        /// Who is in the unit or the group, or leads sales.
        colleagues: Vec<RecordId>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What an [`Organisation`] is to people.
pub static ORGANISATION: Kind = Kind {
    code: Organisation::KIND,
    title: Key::PieceOrganisation,
    plural: Key::PluralOrganisation,
    glyph: Glyph::Accounts,
    audience: Audience::Delivery,
    fields: &[
        ask::choice(field::model, Key::OrganisationModelIs).for_delivery(),
        ask::day(field::since, Key::OrganisationSince).for_delivery(),
        ask::colleagues(field::colleagues, Key::OrganisationMembers).for_delivery(),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, _, now| vec![field::since.set(id, Some(now.day()))],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Organisation>,
};

impl Organisation {
    /// Every one that names its model and had begun by this day, the latest first: that one is in use, the others are
    /// its history. Of those that began on one day the one written last.
    pub fn in_use(book: &Book, day: Date) -> Vec<(RecordId, Self)> {
        let has_begun = |of: &Self| of.model.is_some() && of.since.is_none_or(|since| since <= day);
        let mut all: Vec<(RecordId, Self)> = book.all::<Self>().filter(|(_, of)| has_begun(of)).collect();
        all.sort_by_key(|(id, of)| std::cmp::Reverse((of.since, *id)));
        all
    }
}

codes! {
    /// The three ways to organise the handling of key accounts.
    OrganisationModel {
        /// Those who lead sales handle key accounts besides.
        SalesLeaders = "sales_leaders" => ModelSalesLeaders,
        /// A unit in sales of its own.
        Unit = "unit" => ModelUnit,
        /// A group that serves the most important customers and nobody else.
        Group = "group" => ModelGroup,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, Stamp};
    use crate::calendar::date;

    #[test]
    fn the_latest_that_has_begun_is_in_use_and_the_others_are_kept() {
        let mut book = Book::default();
        let all = [
            (1, Some(OrganisationModel::SalesLeaders), None),
            (2, Some(OrganisationModel::Group), Some(date(2025, 1, 1))),
            (3, Some(OrganisationModel::Unit), Some(date(2024, 1, 1))),
            (4, None, Some(date(2024, 2, 1))),
        ];
        for (number, model, since) in all {
            let edits = Organisation { model, since, ..Organisation::default() }.create(RecordId::well_known(number));
            book.apply(&Change::new(Label::Sample, edits), Stamp { millis: number as u64, ..Stamp::default() });
        }
        let on = |day| Organisation::in_use(&book, day).into_iter().filter_map(|(_, of)| of.model).collect::<Vec<_>>();
        use OrganisationModel::{Group, SalesLeaders, Unit};
        assert_eq!(on(date(2023, 12, 31)), [SalesLeaders]);
        assert_eq!(on(date(2024, 1, 1)), [Unit, SalesLeaders]);
        assert_eq!(on(date(2025, 6, 1)), [Group, Unit, SalesLeaders]);
    }
}
