//! The satisfaction interview: what somebody who uses what we sell says of us (R1).

use super::kind::{Agenda, Audience, Course, DueRule, Event, HistoryWords, Kind, NEAR, Recurrence, ask};
use super::{Mark, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A few well-chosen questions to one person. What bothers or is missing matters more than praise.
    SatisfactionInterview = "satisfaction_interview" {
        account: Option<RecordId>,
        day: Option<Date>,
        /// Whom of theirs we asked.
        contact: Option<RecordId>,
        /// How satisfied we think they are, before we ask. It counts if it was written down before the answer.
        guess: Option<Mark>,
        /// Who of ours guessed.
        guessed_by: Option<RecordId>,
        /// How satisfied they are, all in all.
        overall: Option<Mark>,
        /// What bothers them.
        bothers: String,
        /// What they miss.
        missing: String,
        /// Who of ours asked.
        colleagues: Vec<RecordId>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`SatisfactionInterview`] is to people.
pub static SATISFACTION_INTERVIEW: Kind = Kind {
    code: SatisfactionInterview::KIND,
    title: Key::PieceSatisfactionInterview,
    plural: Key::HistoryInterviews,
    glyph: Glyph::Check,
    audience: Audience::Management,
    fields: &[
        ask::day(field::day, Key::EntryDay),
        ask::person(field::contact, Key::InterviewContact),
        ask::mark(field::guess, Key::InterviewGuess),
        ask::colleague(field::guessed_by, Key::InterviewGuessedBy),
        ask::mark(field::overall, Key::InterviewOverall),
        ask::text(field::bothers, Key::InterviewBothers),
        ask::text(field::missing, Key::InterviewMissing),
        ask::colleagues(field::colleagues, Key::InterviewColleagues),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: Some(Recurrence { rule: &ASK_AGAIN, after: 365, first: 90 }),
    #[cfg(test)]
    written_again: super::kind::written_again::<SatisfactionInterview>,
};

/// Satisfaction is asked about at least once a year.
pub static ASK_AGAIN: DueRule = DueRule {
    code: "interview",
    glyph: Glyph::Check,
    agenda: Some(Agenda {
        words: Key::DueInterview,
        rank: 4,
        ahead: Some(30),
        horizon: NEAR,
        weight: 1.0,
        without_day: false,
    }),
    history: HistoryWords::USUAL,
};

fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: field::day.of(record),
        heading: SATISFACTION_INTERVIEW.title,
        title: String::new(),
        said: vec![field::day.name],
        theirs: field::contact.of(record).into_iter().collect(),
        ours: field::colleagues.of(record),
        commitment: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Book, Change, Label, Stamp};
    use crate::calendar::date;

    const ACCOUNT: RecordId = RecordId::well_known(1);

    #[test]
    fn a_mark_out_of_bounds_reads_as_none_and_takes_nothing_along() {
        let id = RecordId::well_known(2);
        let mut edits = Account { name: "Alfa".into(), ..Account::default() }.create(ACCOUNT);
        edits.extend([
            field::account.set(id, Some(ACCOUNT)),
            field::day.set(id, Some(date(2024, 5, 6))),
            crate::book::Edit::raw(id, SatisfactionInterview::KIND, field::overall.name, 11.into()),
            field::bothers.set(id, "Late invoices".into()),
        ]);
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let read = book.get::<SatisfactionInterview>(id).unwrap_or_default();
        assert_eq!((read.overall, read.bothers.as_str()), (None, "Late invoices"));
        assert_eq!(book.record(id).and_then(event).and_then(|event| event.day), Some(date(2024, 5, 6)));
    }
}
