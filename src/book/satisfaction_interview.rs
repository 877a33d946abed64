//! The satisfaction interview: what somebody who uses what we sell says of us (R1).

use serde::{Deserialize, Serialize};

use super::codes::codes;
use super::kind::{Agenda, Audience, Course, DueRule, Event, HistoryWords, Kind, NEAR, Recurrence, ask};
use super::{Answered, Mark, Question, Record, RecordId, RecordKind};
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
        /// What they answered to other questions.
        answers: Vec<Answered>,
        /// What they call themselves in their answer.
        signed: String,
        /// The day the questions went out; empty: it was asked face to face.
        sent: Option<Date>,
        /// How they went out, the last time.
        way: Option<Way>,
        /// The random word by which an answer finds its interview.
        token: String,
        /// The language they were asked in, by its tag.
        language: String,
        /// What was asked, in its order, with the words it had.
        questions: Vec<Question>,
        /// The day an answer came back.
        returned: Option<Date>,
        /// The day they were thanked for their answer.
        thanked: Option<Date>,
        /// What their wishes became.
        became: Vec<Became>,
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
        ask::answers(field::answers, Key::InterviewAnswers),
        ask::line(field::signed, Key::InterviewSigned),
        ask::colleagues(field::colleagues, Key::InterviewColleagues),
        ask::day(field::sent, Key::InterviewSent),
        ask::choice(field::way, Key::InterviewWay),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: Some(Recurrence { rule: &ASK_AGAIN, after: 365, first: 90, held: |record| field::day.of(record) }),
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
        // One that is out stands on the day it went, until the answer is there.
        day: field::day.of(record).or_else(|| field::sent.of(record)),
        heading: SATISFACTION_INTERVIEW.title,
        title: String::new(),
        said: vec![field::day.name],
        theirs: field::contact.of(record).into_iter().collect(),
        ours: field::colleagues.of(record),
        commitment: None,
    })
}

codes! {
    /// How questions go out.
    Way {
        /// An address that carries them.
        Link = "link" => WayLink,
        /// A page of its own.
        File = "file" => WayFile,
        /// Words for a mail.
        Mail = "mail" => WayMail,
    }
}

/// What became of something they wished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Became {
    /// The code of the question they answered.
    pub wish: String,
    pub record: RecordId,
}

/// In days *(our choice)*.
const THANKS_WITHIN: i32 = 30;

impl SatisfactionInterview {
    /// Whether they have said something.
    pub fn is_answered(&self) -> bool {
        let said = [&self.bothers, &self.missing];
        self.overall.is_some()
            || self.returned.is_some()
            || !self.answers.is_empty()
            || said.iter().any(|words| !words.is_empty())
    }

    /// Whether an answer came back within the days before, for which nobody thanked yet. Thanks that come later are
    /// odd.
    pub fn is_to_be_thanked(&self, today: Date) -> bool {
        let came = self.returned.is_some_and(|day| (0..=THANKS_WITHIN).contains(&today.since(day)));
        came && self.thanked.is_none()
    }

    /// Whether it is out, and nothing came back yet.
    pub fn is_awaited(&self) -> bool {
        self.sent.is_some() && !self.is_answered()
    }
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

    /// An interview nobody has answered is none yet (C9).
    #[test]
    fn one_that_is_out_stands_on_its_day_and_was_not_held() {
        let id = RecordId::well_known(2);
        let sent = SatisfactionInterview { sent: Some(date(2024, 5, 6)), ..SatisfactionInterview::default() };
        assert!(sent.is_awaited());
        assert!(!SatisfactionInterview { missing: "A list".into(), ..sent.clone() }.is_awaited());
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, sent.create(id)), Stamp { millis: 1, ..Stamp::default() });
        let record = book.record(id).expect("it is there");
        assert_eq!(event(record).and_then(|event| event.day), Some(date(2024, 5, 6)));
        let held = SATISFACTION_INTERVIEW.recurrence.and_then(|recurrence| (recurrence.held)(record));
        assert_eq!(held, None);
    }
}
