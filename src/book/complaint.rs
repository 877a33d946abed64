//! The complaint: a non-conformity, its cause and what was done (R8).

use super::kind::{
    Agenda, Audience, Commitment, Course, DueRule, Event, HistoryWords, Kind, Outcome, SOON, Settled, Settlement, Tone,
    ask,
};
use super::{Amount, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A remark, a complaint or a claim.
    Complaint = "complaint" {
        account: Option<RecordId>,
        day: Option<Date>,
        subject: String,
        /// What it is about in money: a claim, a credit.
        value: Option<Amount>,
        /// What went wrong and why.
        cause: String,
        /// What is done about it, and against its happening again.
        measures: String,
        /// Who of ours sees to it.
        colleagues: Vec<RecordId>,
        /// Who of theirs said it.
        contacts: Vec<RecordId>,
        due: Option<Date>,
        /// The day it was solved; empty: it is open.
        solved: Option<Date>,
        /// What they say about how it was solved.
        verdict: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Complaint`] is to people.
pub static COMPLAINT: Kind = Kind {
    code: Complaint::KIND,
    title: Key::PieceComplaint,
    plural: Key::HistoryComplaints,
    glyph: Glyph::Warn,
    audience: Audience::Customer,
    fields: &[
        ask::day(field::day, Key::EntryDay).for_customer(),
        ask::line(field::subject, Key::EntrySubject).for_customer(),
        ask::money(field::value, Key::EntryValue).for_customer(),
        ask::people(field::contacts, Key::ComplaintContacts).for_customer(),
        ask::text(field::cause, Key::ComplaintCause).for_delivery(),
        ask::text(field::measures, Key::ComplaintMeasures).for_delivery(),
        ask::colleagues(field::colleagues, Key::ComplaintColleagues).for_customer(),
        ask::day(field::due, Key::EntryDue).for_customer(),
        ask::day(field::solved, Key::ComplaintSolved).for_customer(),
        ask::text(field::verdict, Key::ComplaintVerdict),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Complaint>,
};

/// Somebody is to solve it.
pub static COMPLAINT_OPEN: DueRule = DueRule {
    code: "complaint",
    glyph: Glyph::Warn,
    agenda: Some(Agenda { words: Key::DueComplaint, rank: 0, ahead: Some(SOON), without_day: true }),
    history: HistoryWords::USUAL,
};

const SOLVED: Outcome = Outcome { words: Key::HistorySolved, tone: Tone::Good, is_done: true };

fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: field::day.of(record),
        heading: COMPLAINT.title,
        title: field::subject.of(record),
        said: vec![field::day.name, field::subject.name, field::solved.name],
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: &COMPLAINT_OPEN,
            until: field::due.of(record),
            settled: field::solved.of(record).map(|day| Settled { outcome: SOLVED, on: Some(day) }),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "solved",
    text: Key::HistorySolvedToday,
    edits: |id, now| vec![field::solved.set(id, Some(now.day()))],
}];
