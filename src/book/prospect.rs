//! The prospect: somebody who could become a customer, where they were found, and whether we go on (P4, P5).

use super::codes::codes;
use super::kind::{Audience, Course, Event, Kind, ask};
use super::{Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// That an account was found as one who could buy of us. How far it has come follows from this, from what was
    /// found out (see [`Qualification`](super::Qualification)), from its history and from its orders; its next step is
    /// the account's own, so that nothing is typed again when it buys.
    Prospect = "prospect" {
        account: Option<RecordId>,
        /// The day it was found.
        found: Option<Date>,
        /// Where.
        source: Option<ProspectSource>,
        /// Which paper, fair, list; of a source of our own its name.
        whence: String,
        /// Who of ours found it.
        found_by: Option<RecordId>,
        /// Since when we talk with them; empty: since the first touch or the first answer.
        talks: Option<Date>,
        /// Since when our offer is out; empty: since the first one of its history that is open.
        offered: Option<Date>,
        /// Whether a person decided not to go on.
        outcome: Option<ProspectOutcome>,
        /// The day they did.
        decided: Option<Date>,
        /// Why.
        reason: String,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Prospect`] is to people.
pub static PROSPECT: Kind = Kind {
    code: Prospect::KIND,
    title: Key::PieceProspect,
    plural: Key::PluralProspect,
    glyph: Glyph::Prospects,
    audience: Audience::Management,
    fields: &[
        ask::day(field::found, Key::ProspectFoundOn),
        ask::choice(field::source, Key::ProspectSource),
        ask::line(field::whence, Key::ProspectWhence),
        ask::colleague(field::found_by, Key::ProspectFoundBy),
        ask::day(field::talks, Key::ProspectTalks),
        ask::day(field::offered, Key::ProspectOffered),
        ask::choice(field::outcome, Key::ProspectOutcome),
        ask::day(field::decided, Key::ProspectDecided),
        ask::text(field::reason, Key::ProspectReason),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::found.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Prospect>,
};

fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: field::found.of(record),
        heading: Key::ProspectFound,
        title: field::whence.of(record),
        said: vec![field::found.name, field::whence.name],
        theirs: Vec::new(),
        ours: field::found_by.of(record).into_iter().collect(),
        commitment: None,
    })
}

impl Prospect {
    /// The record of an account: the same in every book, so that two colleagues who find it have found one.
    pub fn of(account: RecordId) -> RecordId {
        RecordId::derived(account, Self::KIND)
    }
}

codes! {
    /// Where prospects are found (P5).
    ProspectSource {
        TradePress = "trade_press" => SourceTradePress,
        AdvertisingPress = "advertising_press" => SourceAdvertisingPress,
        MassMedia = "mass_media" => SourceMassMedia,
        Internet = "internet" => SourceInternet,
        Database = "database" => SourceDatabase,
        /// One of our own, which has a name: a fair, a recommendation.
        Own = "own" => SourceOwn,
    }
}

codes! {
    /// Why a person doesn't go on with a prospect.
    ProspectOutcome {
        /// Nothing comes of it, for now.
        Disqualified = "disqualified" => ProspectDisqualified,
        /// Nobody of ours is to speak to them.
        DoNotApproach = "do_not_approach" => ProspectDoNotApproach,
    }
}
