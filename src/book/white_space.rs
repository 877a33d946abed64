//! The white space: who supplies an account with a group of products (R6).

use super::codes::codes;
use super::competitor_at_account::CONTRACT_ENDS;
use super::kind::{Audience, Course, Kind, Reminder, SeenOn, ask};
use super::{Amount, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// One product group at one account. What we sell of it is the ledger's business.
    WhiteSpace = "white_space" {
        account: Option<RecordId>,
        /// The group as the ledger calls it, or another one.
        group: String,
        /// Who supplies what we don't.
        source: Option<Source>,
        competitor: Option<RecordId>,
        /// What they spend on the group in a year, with whomever.
        spend: Option<Amount>,
        /// The day the other's contract ends.
        contract_end: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`WhiteSpace`] is to people.
pub static WHITE_SPACE: Kind = Kind {
    code: WhiteSpace::KIND,
    title: Key::PieceWhiteSpace,
    plural: Key::PluralWhiteSpace,
    glyph: Glyph::Segments,
    audience: Audience::Management,
    fields: &[
        ask::group(field::group, Key::SpaceGroup),
        ask::choice(field::source, Key::SpaceSource),
        ask::competitor(field::competitor, Key::RivalryCompetitor),
        ask::money(field::spend, Key::SpaceSpend),
        ask::day(field::contract_end, Key::RivalryContractEnd),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Lasting(reminder),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<WhiteSpace>,
};

fn reminder(record: &Record, seen: SeenOn) -> Option<Reminder> {
    let day = record.get::<Option<Date>>(field::contract_end.name).filter(|end| *end >= seen.today)?;
    let title = record.get(field::group.name);
    Some(Reminder { rule: &CONTRACT_ENDS, day, title, competitor: record.get(field::competitor.name) })
}

impl WhiteSpace {
    /// The record of a group at an account: the same in every book, so that two people's words for
    /// it meet. Case and space around the name don't matter.
    pub fn of(account: RecordId, group: &str) -> RecordId {
        RecordId::derived(account, &format!("white_space {}", group.trim().to_lowercase()))
    }
}

codes! {
    /// Who supplies a group, as far as it isn't us; empty: not known.
    Source {
        Us = "us" => SourceUs,
        Competitor = "competitor" => SourceCompetitor,
        /// They make it themselves.
        InHouse = "in_house" => SourceInHouse,
        NotNeeded = "not_needed" => SourceNotNeeded,
    }
}
