//! The competitor: another supplier, known across accounts (D4).

use super::RecordKind;
use super::codes::codes;
use super::kind::{Audience, Course, Kind, ask};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A company that sells what we sell.
    Competitor = "competitor" {
        name: String,
        /// What it supplies.
        supplies: String,
        region: String,
        website: String,
        strengths: String,
        weaknesses: String,
        price_level: Option<PriceLevel>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Competitor`] is to people.
pub static COMPETITOR: Kind = Kind {
    code: Competitor::KIND,
    title: Key::PieceCompetitor,
    plural: Key::CompetitorsTitle,
    glyph: Glyph::Flag,
    audience: Audience::Management,
    fields: &[
        ask::line(field::name, Key::CompetitorName),
        ask::text(field::supplies, Key::CompetitorSupplies),
        ask::line(field::region, Key::FieldRegion),
        ask::line(field::website, Key::FieldWebsite),
        ask::text(field::strengths, Key::CompetitorStrengths),
        ask::text(field::weaknesses, Key::CompetitorWeaknesses),
        ask::choice(field::price_level, Key::CompetitorPriceLevel),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |_, _, _| Vec::new(),
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Competitor>,
};

codes! {
    /// Prices against ours.
    PriceLevel {
        Below = "below" => PriceBelow,
        Same = "same" => PriceSame,
        Above = "above" => PriceAbove,
    }
}
