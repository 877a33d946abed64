//! The promise: what one side told the other it would do (R3).

use super::codes::codes;
use super::kind::{
    Agenda, Audience, Commitment, Course, DueRule, Event, HistoryWords, Kind, NEAR, Outcome, SOON, Settled, Settlement,
    Tone, ask,
};
use super::{Edit, Record, RecordId, RecordKind, favour::Side};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Something promised, until it is kept or broken.
    Promise = "promise" {
        account: Option<RecordId>,
        /// The day it was made.
        day: Option<Date>,
        what: String,
        /// Who promised; empty: we.
        by: Option<Side>,
        /// Who of ours sees to it, or was promised it.
        colleagues: Vec<RecordId>,
        /// To whom of theirs, or by whom.
        contacts: Vec<RecordId>,
        due: Option<Date>,
        outcome: Option<Kept>,
        /// The day it was kept, or was seen to be broken.
        settled: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Promise`] is to people.
pub static PROMISE: Kind = Kind {
    code: Promise::KIND,
    title: Key::PiecePromise,
    plural: Key::HistoryPromises,
    glyph: Glyph::Promise,
    audience: Audience::Customer,
    fields: &[
        ask::day(field::day, Key::PromiseDay).for_customer(),
        ask::line(field::what, Key::PromiseWhat).for_customer(),
        ask::choice(field::by, Key::PromiseBy).for_customer(),
        ask::colleagues(field::colleagues, Key::PromiseColleagues).for_customer(),
        ask::people(field::contacts, Key::PromiseContacts).for_customer(),
        ask::day(field::due, Key::EntryDue).for_customer(),
        ask::choice(field::outcome, Key::PromiseOutcome).for_customer(),
        ask::day(field::settled, Key::PromiseSettled).for_customer(),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Promise>,
};

/// We are to do it.
pub static OUR_PROMISE: DueRule = DueRule {
    code: "our_promise",
    glyph: Glyph::Promise,
    agenda: Some(Agenda {
        words: Key::DueOurPromise,
        rank: 1,
        ahead: Some(SOON),
        horizon: NEAR,
        weight: 2.0,
        without_day: true,
    }),
    history: HistoryWords::USUAL,
};

/// They are to do it.
pub static THEIR_PROMISE: DueRule = DueRule {
    code: "their_promise",
    glyph: Glyph::Promise,
    agenda: Some(Agenda {
        words: Key::DueTheirPromise,
        rank: 5,
        ahead: Some(SOON),
        horizon: NEAR,
        weight: 1.0,
        without_day: true,
    }),
    history: HistoryWords::USUAL,
};

impl Kept {
    /// How the promise was settled.
    fn outcome(self) -> Outcome {
        let (tone, is_done) = match self {
            Self::Kept => (Tone::Good, true),
            Self::Broken => (Tone::Bad, false),
            Self::Released => (Tone::Plain, false),
        };
        Outcome { words: self.name(), tone, is_done }
    }
}

fn event(record: &Record) -> Option<Event> {
    let is_ours = field::by.of(record) != Some(Side::Them);
    let mut said = vec![field::day.name, field::what.name, field::by.name, field::outcome.name];
    // Until it is settled, that day says nothing.
    said.extend(field::outcome.of(record).map(|_| field::settled.name));
    Some(Event {
        day: field::day.of(record),
        heading: if is_ours { Key::HistoryWePromised } else { Key::HistoryTheyPromised },
        title: field::what.of(record),
        said,
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: if is_ours { &OUR_PROMISE } else { &THEIR_PROMISE },
            until: field::due.of(record),
            settled: field::outcome
                .of(record)
                .map(|kept| Settled { outcome: kept.outcome(), on: field::settled.of(record) }),
        }),
    })
}

fn settled(id: RecordId, outcome: Kept, day: Date) -> Vec<Edit> {
    vec![field::outcome.set(id, Some(outcome)), field::settled.set(id, Some(day))]
}

const SETTLEMENTS: &[Settlement] = &[
    Settlement {
        code: "kept",
        text: Key::HistoryKeptToday,
        is_done: true,
        edits: |id, now| settled(id, Kept::Kept, now.day()),
    },
    Settlement {
        code: "broken",
        text: Key::HistoryBroken,
        is_done: false,
        edits: |id, now| settled(id, Kept::Broken, now.day()),
    },
];

impl Promise {
    /// Whether it still has to be kept.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    pub fn is_ours(&self) -> bool {
        self.by != Some(Side::Them)
    }
}

codes! {
    /// What became of a promise; empty: it is open.
    Kept {
        Kept = "kept" => OutcomeKept,
        Broken = "broken" => OutcomeBroken,
        /// They didn't want it any more.
        Released = "released" => OutcomeReleased,
    }
}
