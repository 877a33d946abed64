//! The note: a file of words on an account.

use super::kind::{Audience, Course, Event, Kind, ask};
use super::{Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Free words with a title and a day.
    Note = "note" {
        account: Option<RecordId>,
        day: Option<Date>,
        title: String,
        text: String,
        /// The [`Colleague`](super::Colleague) whose words they are.
        by: Option<RecordId>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Note`] is to people.
pub static NOTE: Kind = Kind {
    code: Note::KIND,
    title: Key::PieceNote,
    plural: Key::Notes,
    glyph: Glyph::Note,
    audience: Audience::Management,
    fields: &[
        ask::day(field::day, Key::EntryDay),
        ask::line(field::title, Key::NoteTitle),
        ask::text(field::text, Key::NoteText).speaking_for_itself(),
        ask::colleague(field::by, Key::NoteBy),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Note>,
};

/// One without a day is no event.
fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: Some(field::day.of(record)?),
        heading: NOTE.title,
        title: field::title.of(record),
        said: vec![field::day.name, field::title.name],
        theirs: Vec::new(),
        ours: Vec::new(),
        commitment: None,
    })
}
