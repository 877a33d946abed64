//! The favour: gifts and help beyond duty, given and received (R7).

use super::codes::codes;
use super::kind::{Audience, Course, Event, Kind, ask};
use super::{Amount, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A gift, or help nobody had to give.
    Favour = "favour" {
        account: Option<RecordId>,
        day: Option<Date>,
        what: String,
        kind: Option<FavourKind>,
        by: Option<Side>,
        value: Option<Amount>,
        contacts: Vec<RecordId>,
        colleagues: Vec<RecordId>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Favour`] is to people.
pub static FAVOUR: Kind = Kind {
    code: Favour::KIND,
    title: Key::PieceFavour,
    plural: Key::HistoryFavours,
    glyph: Glyph::Gift,
    audience: Audience::Team,
    fields: &[
        ask::day(field::day, Key::EntryDay).for_team(),
        ask::line(field::what, Key::FavourWhat).for_team(),
        ask::choice(field::kind, Key::FavourKind).for_team(),
        ask::choice(field::by, Key::FavourBy).for_team(),
        ask::money(field::value, Key::EntryValue).for_team(),
        ask::people(field::contacts, Key::EntryContacts).for_team(),
        ask::colleagues(field::colleagues, Key::EntryColleagues).for_team(),
        ask::text(field::note, Key::EntryNote).for_team(),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Favour>,
};

fn event(record: &Record) -> Option<Event> {
    let heading = match (field::kind.of(record), field::by.of(record)) {
        (Some(FavourKind::Gift), Some(Side::Us)) => Some(Key::HistoryGiftOfOurs),
        (Some(FavourKind::Gift), Some(Side::Them)) => Some(Key::HistoryGiftOfTheirs),
        (Some(FavourKind::Help), Some(Side::Us)) => Some(Key::HistoryHelpOfOurs),
        (Some(FavourKind::Help), Some(Side::Them)) => Some(Key::HistoryHelpOfTheirs),
        _ => None,
    };
    let mut said = vec![field::day.name, field::what.name];
    if heading.is_some() {
        said.extend([field::kind.name, field::by.name]);
    }
    Some(Event {
        day: field::day.of(record),
        heading: heading.unwrap_or(FAVOUR.title),
        title: field::what.of(record),
        said,
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: None,
    })
}

codes! {
    FavourKind {
        Gift = "gift" => FavourGift,
        Help = "help" => FavourHelp,
    }
}

codes! {
    /// Which of the two companies.
    Side {
        Us = "us" => SideUs,
        Them = "them" => SideThem,
    }
}
