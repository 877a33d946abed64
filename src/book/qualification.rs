//! What was found out about one of the three questions a prospect must pass (P4, C21).

use super::codes::codes;
use super::kind::{Audience, Course, Event, Kind, ask};
use super::{Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// An answer to one of the three questions, with what shows it. A later one counts before an earlier one; how far
    /// one holds `prospecting::three_p` says.
    Qualification = "qualification" {
        account: Option<RecordId>,
        question: Option<QualifyingQuestion>,
        answer: Option<YesNo>,
        /// What shows it: their words, a reference, a figure.
        evidence: String,
        /// Who of theirs said so.
        contact: Option<RecordId>,
        /// Who of ours found it out.
        colleague: Option<RecordId>,
        day: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Qualification`] is to people.
pub static QUALIFICATION: Kind = Kind {
    code: Qualification::KIND,
    title: Key::PieceQualification,
    plural: Key::PluralQualification,
    glyph: Glyph::Prospects,
    audience: Audience::Management,
    fields: &[
        ask::choice(field::question, Key::QualificationQuestion),
        ask::choice(field::answer, Key::QualificationAnswer),
        ask::text(field::evidence, Key::QualificationEvidence),
        ask::person(field::contact, Key::QualificationContact),
        ask::colleague(field::colleague, Key::QualificationColleague),
        ask::day(field::day, Key::EntryDay),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Qualification>,
};

fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: field::day.of(record),
        heading: field::question.of(record).map_or(QUALIFICATION.title, QualifyingQuestion::name),
        title: field::evidence.of(record),
        said: vec![field::day.name, field::question.name, field::evidence.name],
        theirs: field::contact.of(record).into_iter().collect(),
        ours: field::colleague.of(record).into_iter().collect(),
        commitment: None,
    })
}

codes! {
    /// One of the three questions, in the order in which they are found out.
    QualifyingQuestion {
        Need = "need" => QuestionNeed,
        Authority = "authority" => QuestionAuthority,
        Pay = "pay" => QuestionPay,
    }
}

codes! {
    /// What was found out; where nobody knows there is no answer.
    YesNo {
        Yes = "yes" => AnswerYes,
        No = "no" => AnswerNo,
    }
}
