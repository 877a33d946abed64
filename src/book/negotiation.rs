//! The negotiation: what is to be agreed with an account, with whom and when, and what came of it (R12).

use super::codes::codes;
use super::kind::{
    Agenda, Audience, Commitment, Course, DueRule, Event, HistoryWords, Kind, NEAR, Outcome, SOON, Settled, Settlement,
    Tone, ask,
};
use super::{Amount, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A negotiation. Its [points](super::NegotiationPoint), [questions](super::NegotiationQuestion),
    /// [positions](super::NegotiationPosition), [concessions](super::NegotiationConcession) and
    /// [proposals](super::NegotiationProposal) are records that name it.
    Negotiation = "negotiation" {
        account: Option<RecordId>,
        /// The day it was begun to be prepared.
        begun: Option<Date>,
        /// What is negotiated: "Summer terms".
        subject: String,
        /// The day of the meeting.
        day: Option<Date>,
        /// At which hour and where.
        place: String,
        /// With whom of theirs.
        contacts: Vec<RecordId>,
        /// Who of ours.
        colleagues: Vec<RecordId>,
        /// The plan it serves.
        plan: Option<RecordId>,
        /// The opportunity it is about.
        opportunity: Option<RecordId>,
        /// The offer it is about.
        offer: Option<RecordId>,
        /// What is at stake in a year; empty: what the offer, the opportunity or the sales say.
        value: Option<Amount>,
        /// What we do if nothing is agreed: our way out.
        alternative: String,
        /// What they do then, as far as we know.
        their_alternative: String,
        /// The day somebody said that it is prepared.
        prepared: Option<Date>,
        /// The day it was held; empty: it is still to be.
        held: Option<Date>,
        /// The interaction that tells of the meeting, planned or logged.
        touch: Option<RecordId>,
        /// How it ended.
        outcome: Option<NegotiationOutcome>,
        /// What was agreed, and what not.
        result: String,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Negotiation`] is to people. Neither who delivers nor the customer learns that there is one.
pub static NEGOTIATION: Kind = Kind {
    code: Negotiation::KIND,
    title: Key::PieceNegotiation,
    plural: Key::PluralNegotiations,
    glyph: Glyph::Brief,
    audience: Audience::Management,
    fields: &[
        ask::line(field::subject, Key::NegotiationSubject),
        ask::day(field::day, Key::NegotiationDay),
        ask::line(field::place, Key::NegotiationPlace),
        ask::people(field::contacts, Key::NegotiationContacts),
        ask::colleagues(field::colleagues, Key::NegotiationColleagues),
        ask::money(field::value, Key::NegotiationValue),
        ask::text(field::alternative, Key::NegotiationAlternative),
        ask::text(field::their_alternative, Key::NegotiationTheirAlternative),
        ask::day(field::prepared, Key::NegotiationPrepared),
        ask::day(field::held, Key::NegotiationHeld),
        ask::choice(field::outcome, Key::NegotiationOutcomeIs),
        ask::text(field::result, Key::NegotiationResult),
        ask::day(field::begun, Key::NegotiationBegun),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::begun.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Negotiation>,
};

const AGENDA: Agenda = Agenda {
    words: Key::DuePrepareNegotiation,
    rank: 2,
    ahead: Some(SOON),
    horizon: NEAR,
    weight: 1.5,
    without_day: false,
};

/// The meeting comes, and nobody said yet that it is prepared.
pub static TO_PREPARE: DueRule =
    DueRule { code: Negotiation::KIND, glyph: Glyph::Brief, agenda: Some(AGENDA), history: HistoryWords::USUAL };

/// It is prepared: what is left is to hold it and to say what came of it. It is one kind of line with the other.
pub static TO_HOLD: DueRule = DueRule {
    code: Negotiation::KIND,
    glyph: Glyph::Meet,
    agenda: Some(Agenda { words: Key::DueNegotiation, horizon: 0, ..AGENDA }),
    history: HistoryWords::USUAL,
};

const HELD: Outcome = Outcome { words: Key::NegotiationWasHeld, tone: Tone::Good, is_done: true };

fn event(record: &Record) -> Option<Event> {
    let (held, outcome) = (field::held.of(record), field::outcome.of(record));
    let (day, begun) = (field::day.of(record), field::begun.of(record));
    let is_over = held.is_some() || outcome.is_some();
    let settled = outcome.map_or(HELD, NegotiationOutcome::outcome);
    let rule = if field::prepared.of(record).is_some() { &TO_HOLD } else { &TO_PREPARE };
    Some(Event {
        day: held.or(day).or(begun),
        heading: NEGOTIATION.title,
        title: field::subject.of(record),
        said: vec![field::day.name, field::begun.name, field::subject.name, field::held.name, field::outcome.name],
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule,
            until: day,
            settled: is_over.then_some(Settled { outcome: settled, on: held }),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[
    Settlement {
        code: "negotiation_held",
        text: Key::NegotiationHeldToday,
        is_done: true,
        edits: |id, now| vec![field::held.set(id, Some(now.day()))],
    },
    Settlement {
        code: "negotiation_off",
        text: Key::NegotiationOffNow,
        is_done: false,
        edits: |id, _| vec![field::outcome.set(id, Some(NegotiationOutcome::Off))],
    },
];

codes! {
    /// How a negotiation ended; empty: it was held, and nobody said.
    NegotiationOutcome {
        Agreed = "agreed" => NegotiationAgreed,
        Partly = "partly" => NegotiationPartly,
        /// It was held, and nothing was agreed.
        Nothing = "nothing" => NegotiationNothing,
        /// It isn't held after all.
        Off = "off" => NegotiationOff,
    }
}

impl NegotiationOutcome {
    fn outcome(self) -> Outcome {
        let tone = match self {
            Self::Agreed | Self::Partly => Tone::Good,
            Self::Nothing | Self::Off => Tone::Plain,
        };
        Outcome { words: self.name(), tone, is_done: self != Self::Off }
    }
}

impl Negotiation {
    /// Whether it is still to be held.
    pub fn is_open(&self) -> bool {
        self.held.is_none() && self.outcome.is_none()
    }

    /// Whether it is to be held on this day or later, or nobody said when.
    pub fn is_ahead(&self, today: Date) -> bool {
        self.is_open() && self.day.is_none_or(|day| day >= today)
    }

    /// Whether somebody said by this day that it is prepared.
    pub fn is_prepared(&self, today: Date) -> bool {
        self.prepared.is_some_and(|day| day <= today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Change, Edit, Label, Stamp};
    use crate::calendar::date;

    const ID: RecordId = RecordId::well_known(2);

    fn told(edits: Vec<Edit>) -> Event {
        let mut book = Book::default();
        let all = [Edit::revive(ID, Negotiation::KIND)].into_iter().chain(edits).collect();
        book.apply(&Change::new(Label::Sample, all), Stamp { millis: 1, ..Stamp::default() });
        book.record(ID).and_then(event).expect("an event")
    }

    #[test]
    fn it_is_to_be_prepared_then_held_and_both_are_one_kind_of_line() {
        let day = date(1998, 5, 12);
        let open = vec![field::day.set(ID, Some(day))];
        let commitment = |edits: Vec<Edit>| told(edits).commitment.expect("it binds somebody");
        let found = commitment(open.clone());
        assert!(std::ptr::eq(found.rule, &TO_PREPARE) && found.until == Some(day) && found.settled.is_none());
        let prepared = [open, vec![field::prepared.set(ID, Some(date(1998, 5, 6)))]].concat();
        assert!(std::ptr::eq(commitment(prepared.clone()).rule, &TO_HOLD));
        assert_eq!(TO_PREPARE, TO_HOLD);
        let held = [prepared, vec![field::held.set(ID, Some(date(1998, 5, 13)))]].concat();
        let event = told(held.clone());
        assert_eq!(event.day, Some(date(1998, 5, 13)), "it stands on the day it was held");
        assert_eq!(event.commitment.and_then(|of| of.settled).map(|of| of.outcome), Some(HELD));
        let nothing = [held, vec![field::outcome.set(ID, Some(NegotiationOutcome::Nothing))]].concat();
        let outcome = commitment(nothing).settled.map(|of| (of.outcome.words, of.outcome.is_done));
        assert_eq!(outcome, Some((Key::NegotiationNothing, true)));
    }
}
