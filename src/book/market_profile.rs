//! How large an account is in its market: the figures by which the key list ranks customers and prospects (K4, C20).

use super::codes::codes;
use super::kind::{Audience, Course, Kind, ask};
use super::{Amount, RecordId, RecordKind, Whole};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Figures as far as they are known. Only those of one unit can be compared: nobody converts them.
    MarketProfile = "market_profile" {
        account: Option<RecordId>,
        /// What they could buy in a year of what we sell.
        potential: Option<Amount>,
        /// How much they make in a year.
        volume: Option<Whole>,
        /// Through how many places they sell.
        network: Option<Whole>,
        /// How well known their name is, as a person sees it.
        brand: Option<BrandMark>,
        employees: Option<Whole>,
        /// The year of their foundation.
        founded: Option<Whole>,
        /// Where the figures come from.
        whence: String,
        /// For which day they hold.
        day: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`MarketProfile`] is to people.
pub static MARKET_PROFILE: Kind = Kind {
    code: MarketProfile::KIND,
    title: Key::PieceMarketProfile,
    plural: Key::PluralMarketProfile,
    glyph: Glyph::Prospects,
    audience: Audience::Management,
    fields: &[
        ask::money(field::potential, Key::MarketPotential),
        ask::whole(field::volume, Key::MarketVolume),
        ask::whole(field::network, Key::MarketNetwork),
        ask::choice(field::brand, Key::MarketBrand),
        ask::whole(field::employees, Key::MarketEmployees),
        ask::year(field::founded, Key::MarketFounded),
        ask::line(field::whence, Key::MarketWhence),
        ask::day(field::day, Key::MarketDay),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<MarketProfile>,
};

impl MarketProfile {
    /// The record of an account: the same in every book, so that what two colleagues know comes together.
    pub fn of(account: RecordId) -> RecordId {
        RecordId::derived(account, Self::KIND)
    }

    /// With what it doesn't know taken from another: of an account that was merged into this one.
    pub fn or(self, other: Self) -> Self {
        Self {
            potential: self.potential.or(other.potential),
            volume: self.volume.or(other.volume),
            network: self.network.or(other.network),
            brand: self.brand.or(other.brand),
            employees: self.employees.or(other.employees),
            founded: self.founded.or(other.founded),
            ..self
        }
    }
}

codes! {
    /// How well known a name is.
    BrandMark {
        Unknown = "1" => BrandUnknown,
        Local = "2" => BrandLocal,
        Regional = "3" => BrandRegional,
        National = "4" => BrandNational,
        Leading = "5" => BrandLeading,
    }
}

impl BrandMark {
    /// 1 to 5.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}
