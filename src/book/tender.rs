//! The tender: what they put out to several suppliers, what we bid, how it ended and why (D2).

use super::codes::codes;
use super::kind::{
    Agenda, Audience, Commitment, Course, DueRule, Event, HistoryWords, Kind, Outcome, SOON, Settled, Settlement, Tone,
    ask,
};
use super::{Amount, CodeSet, Edit, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A tender of an account.
    Tender = "tender" {
        account: Option<RecordId>,
        /// The day it was announced.
        day: Option<Date>,
        subject: String,
        /// What it is worth to whoever wins.
        value: Option<Amount>,
        /// The last day for bids.
        due: Option<Date>,
        our_bid: Option<Amount>,
        /// The day it was decided.
        decided: Option<Date>,
        outcome: Option<TenderOutcome>,
        /// What decided it.
        reasons: CodeSet<TenderReason>,
        /// The same in words.
        reason_text: String,
        /// The competitor who won, if it was not us.
        winner: Option<RecordId>,
        winning_bid: Option<Amount>,
        /// What we learnt.
        lessons: String,
        /// What is to be kept in mind while it runs; lots; who sees to it.
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Tender`] is to people.
pub static TENDER: Kind = Kind {
    code: Tender::KIND,
    title: Key::PieceTender,
    plural: Key::HistoryTenders,
    glyph: Glyph::Flag,
    audience: Audience::Management,
    fields: &[
        ask::day(field::day, Key::TenderDay),
        ask::line(field::subject, Key::EntrySubject),
        ask::money(field::value, Key::TenderValue),
        ask::day(field::due, Key::TenderDue),
        ask::money(field::our_bid, Key::TenderOurBid),
        ask::day(field::decided, Key::TenderDecided),
        ask::choice(field::outcome, Key::TenderOutcome),
        ask::choices(field::reasons, Key::TenderReasons),
        ask::text(field::reason_text, Key::TenderReasonText),
        ask::competitor(field::winner, Key::TenderWinner),
        ask::money(field::winning_bid, Key::TenderWinningBid),
        ask::text(field::lessons, Key::TenderLessons),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Tender>,
};

/// We are to bid.
pub static BID: DueRule = DueRule {
    code: "bid",
    glyph: Glyph::Flag,
    agenda: Some(Agenda {
        words: Key::DueBid,
        rank: 3,
        ahead: Some(SOON),
        horizon: 30,
        weight: 1.5,
        without_day: false,
    }),
    history: HistoryWords::around(Key::HistoryBidDue),
};

/// Once our bid is in it is theirs to decide.
pub static DECISION: DueRule = DueRule {
    code: "tender_decision",
    glyph: Glyph::Flag,
    agenda: None,
    history: HistoryWords::around(Key::HistoryDecisionDue),
};

impl TenderOutcome {
    /// How the tender was settled.
    fn outcome(self) -> Outcome {
        let tone = match self {
            Self::Won | Self::PartlyWon => Tone::Good,
            Self::Lost => Tone::Bad,
            Self::NoBid | Self::Cancelled => Tone::Plain,
        };
        Outcome { words: self.name(), tone, is_done: false }
    }
}

fn event(record: &Record) -> Option<Event> {
    let mut said = vec![field::day.name, field::subject.name, field::outcome.name];
    // Until it is decided, that day says something of its own.
    said.extend(field::outcome.of(record).map(|_| field::decided.name));
    let (rule, until) = match field::our_bid.of(record) {
        None => (&BID, field::due.of(record)),
        Some(_) => (&DECISION, field::decided.of(record)),
    };
    let settled =
        field::outcome.of(record).map(|outcome| Settled { outcome: outcome.outcome(), on: field::decided.of(record) });
    Some(Event {
        day: field::day.of(record),
        heading: TENDER.title,
        title: field::subject.of(record),
        said,
        theirs: Vec::new(),
        ours: Vec::new(),
        commitment: Some(Commitment { rule, until, settled }),
    })
}

fn decided(id: RecordId, outcome: TenderOutcome, day: Date) -> Vec<Edit> {
    vec![field::outcome.set(id, Some(outcome)), field::decided.set(id, Some(day))]
}

const SETTLEMENTS: &[Settlement] = &[
    Settlement {
        code: "won",
        text: Key::HistoryWon,
        is_done: false,
        edits: |id, now| decided(id, TenderOutcome::Won, now.day()),
    },
    Settlement {
        code: "lost",
        text: Key::HistoryLost,
        is_done: false,
        edits: |id, now| decided(id, TenderOutcome::Lost, now.day()),
    },
];

codes! {
    /// How a tender ended; empty: it is open.
    TenderOutcome {
        Won = "won" => TenderWon,
        /// Some lots of it.
        PartlyWon = "partly_won" => TenderPartlyWon,
        Lost = "lost" => TenderLost,
        /// We did not bid.
        NoBid = "no_bid" => TenderNoBid,
        /// They called it off.
        Cancelled = "cancelled" => TenderCancelled,
    }
}

codes! {
    /// What decided a tender.
    TenderReason {
        Price = "price" => ReasonPrice,
        Quality = "quality" => ReasonQuality,
        Range = "range" => ReasonRange,
        Delivery = "delivery" => ReasonDelivery,
        Terms = "terms" => ReasonTerms,
        Service = "service" => ReasonService,
        Relationship = "relationship" => ReasonRelationship,
        /// They stayed with whom they had.
        Incumbent = "incumbent" => ReasonIncumbent,
        /// Our bid was late or lacked something.
        Formal = "formal" => ReasonFormal,
        Other = "other" => ReasonOther,
    }
}
