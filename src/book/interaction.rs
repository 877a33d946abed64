//! The interaction: when people of both sides had to do with each other (D2, R3, R10).

use super::codes::codes;
use super::kind::{Audience, Course, Event, Kind, ask};
use super::{Hours, Record, RecordId, RecordKind, favour::Side};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A meeting, a call, a letter.
    Interaction = "interaction" {
        account: Option<RecordId>,
        day: Option<Date>,
        channel: Option<Channel>,
        /// Whose word it was: who wrote, who called; empty: both had to say something.
        by: Option<Side>,
        subject: String,
        /// What was said.
        summary: String,
        /// Who took part of theirs.
        contacts: Vec<RecordId>,
        /// Who took part of ours.
        colleagues: Vec<RecordId>,
        /// Whether we tried and nobody was there: it is no touch (C1).
        not_reached: bool,
        /// How long it took us; empty: nobody said (C17a).
        took: Option<Hours>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What an [`Interaction`] is to people.
pub static INTERACTION: Kind = Kind {
    code: Interaction::KIND,
    title: Key::PieceInteraction,
    plural: Key::HistoryContacts,
    glyph: Glyph::Meet,
    audience: Audience::Delivery,
    fields: &[
        ask::day(field::day, Key::EntryDay).for_delivery(),
        ask::choice(field::channel, Key::InteractionChannel).for_delivery(),
        ask::choice(field::by, Key::InteractionBy).for_delivery(),
        ask::line(field::subject, Key::EntrySubject).for_delivery(),
        ask::people(field::contacts, Key::EntryContacts).for_delivery(),
        ask::colleagues(field::colleagues, Key::EntryColleagues).for_delivery(),
        ask::flag(field::not_reached, Key::InteractionNotReached).for_delivery(),
        ask::hours(field::took, Key::InteractionTook),
        ask::text(field::summary, Key::InteractionSummary).speaking_for_itself(),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Interaction>,
};

impl Interaction {
    /// Whether it was a touch by this day: it took place, and somebody was reached (C1).
    pub fn is_touch(&self, day: Date) -> bool {
        !self.not_reached && self.day.is_some_and(|at| at <= day)
    }
}

fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: field::day.of(record),
        heading: field::channel.of(record).map_or(INTERACTION.title, Channel::name),
        title: field::subject.of(record),
        said: vec![field::day.name, field::subject.name, field::channel.name],
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: None,
    })
}

codes! {
    /// How people had to do with each other.
    Channel {
        Meeting = "meeting" => ChannelMeeting,
        /// At the account's place.
        Visit = "visit" => ChannelVisit,
        Call = "call" => ChannelCall,
        Video = "video" => ChannelVideo,
        Letter = "letter" => ChannelLetter,
        /// A fair, a dinner, a training.
        Event = "event" => ChannelEvent,
    }
}
