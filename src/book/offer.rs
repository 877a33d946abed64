//! The offer: what we offered an account, and what became of it (D2, A5).

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
    /// An offer we made, stored under its first name. (`analysis::recommendation` is what the figures would
    /// have us offer.)
    Offer = "proposal" {
        account: Option<RecordId>,
        day: Option<Date>,
        subject: String,
        value: Option<Amount>,
        /// The last day it stands.
        valid_until: Option<Date>,
        outcome: Option<Answer>,
        /// Why they answered so.
        reason: String,
        /// Whom it was made to.
        contacts: Vec<RecordId>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What an [`Offer`] is to people.
pub static OFFER: Kind = Kind {
    code: Offer::KIND,
    title: Key::PieceProposal,
    plural: Key::HistoryOffers,
    glyph: Glyph::Offer,
    audience: Audience::Customer,
    fields: &[
        ask::day(field::day, Key::EntryDay).for_customer(),
        ask::line(field::subject, Key::EntrySubject).for_customer(),
        ask::money(field::value, Key::EntryValue).for_customer(),
        ask::day(field::valid_until, Key::ProposalValidUntil).for_customer(),
        ask::people(field::contacts, Key::ProposalContacts).for_customer(),
        ask::choice(field::outcome, Key::ProposalOutcome).for_customer(),
        ask::text(field::reason, Key::ProposalReason),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Offer>,
};

/// It stands until a day, and they are to answer.
pub static OFFER_ENDS: DueRule = DueRule {
    code: "offer",
    glyph: Glyph::Offer,
    agenda: Some(Agenda {
        words: Key::DueOfferEnds,
        rank: 4,
        ahead: Some(SOON),
        horizon: NEAR,
        weight: 1.5,
        without_day: false,
    }),
    history: HistoryWords {
        past: Key::HistoryUnanswered,
        today: Key::HistoryStandsToday,
        ahead: Key::HistoryStandsFor,
        around: None,
    },
};

impl Answer {
    /// How the offer was settled; `None` while it is open.
    fn outcome(self) -> Option<Outcome> {
        let tone = match self {
            Self::Open => return None,
            Self::Accepted => Tone::Good,
            Self::Declined | Self::Lapsed => Tone::Plain,
        };
        Some(Outcome { words: self.name(), tone, is_done: false })
    }
}

fn event(record: &Record) -> Option<Event> {
    let outcome = field::outcome.of(record).and_then(Answer::outcome);
    Some(Event {
        day: field::day.of(record),
        heading: OFFER.title,
        title: field::subject.of(record),
        said: vec![field::day.name, field::subject.name, field::outcome.name],
        theirs: field::contacts.of(record),
        ours: Vec::new(),
        commitment: Some(Commitment {
            rule: &OFFER_ENDS,
            until: field::valid_until.of(record),
            settled: outcome.map(|outcome| Settled { outcome, on: None }),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[
    Settlement {
        code: "accepted",
        text: Key::HistoryAccepted,
        is_done: false,
        edits: |id, _| vec![field::outcome.set(id, Some(Answer::Accepted))],
    },
    Settlement {
        code: "declined",
        text: Key::HistoryDeclined,
        is_done: false,
        edits: |id, _| vec![field::outcome.set(id, Some(Answer::Declined))],
    },
];

codes! {
    /// What they answered.
    Answer {
        Open = "open" => AnswerOpen,
        Accepted = "accepted" => AnswerAccepted,
        Declined = "declined" => AnswerDeclined,
        /// Nobody answered while it stood.
        Lapsed = "lapsed" => AnswerLapsed,
    }
}
