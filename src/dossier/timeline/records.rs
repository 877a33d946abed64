//! Entries of a timeline that people wrote down: what each kind of record says of its day, its end and
//! the people in it.

use std::sync::Arc;

use super::{Entry, EntryId, Kind, Outcome, Source, State};
use crate::book::{
    Answer, Complaint, Favour, Interaction, Kept, Note, Promise, Proposal, Record, RecordId, RecordKind, Tender,
    TenderOutcome,
};

/// What kinds of record have in common here.
#[derive(Default)]
struct Parts {
    day: Option<crate::calendar::Date>,
    title: String,
    /// `None`: nothing is to come of it.
    end: Option<End>,
    theirs: Vec<RecordId>,
    ours: Vec<RecordId>,
}

struct End {
    outcome: Option<Outcome>,
    due: Option<crate::calendar::Date>,
    settled: Option<crate::calendar::Date>,
}

/// The entry of a record; `None` if it belongs in no timeline.
pub(super) fn entry(id: RecordId, record: &Arc<Record>, name: impl Fn(RecordId) -> String) -> Option<Entry> {
    let kind = Kind::of(record)?;
    let parts = match kind {
        Kind::Order => return None,
        Kind::Interaction => of_interaction(Interaction::read(record)),
        Kind::Proposal => of_proposal(Proposal::read(record)),
        Kind::Promise => of_promise(Promise::read(record)),
        Kind::Favour => of_favour(Favour::read(record)),
        Kind::Complaint => of_complaint(Complaint::read(record)),
        Kind::Tender => of_tender(Tender::read(record)),
        Kind::Note => {
            let note = Note::read(record);
            note.day?;
            Parts { day: note.day, title: note.title, ..Parts::default() }
        }
    };
    let names = |ids: Vec<RecordId>| ids.into_iter().map(&name).filter(|name| !name.is_empty()).collect();
    let (state, due, settled) = match parts.end {
        None => (State::Told, None, None),
        Some(End { outcome: None, due, .. }) => (State::Open, due, None),
        Some(End { outcome: Some(outcome), due, settled }) => (State::Settled(outcome), due, settled),
    };
    Some(Entry {
        id: EntryId::Record(id),
        kind,
        day: parts.day,
        title: parts.title,
        state,
        due,
        settled,
        theirs: names(parts.theirs),
        ours: names(parts.ours),
        source: Source::Record(record.clone()),
    })
}

fn of_interaction(met: Interaction) -> Parts {
    Parts { day: met.day, title: met.subject, theirs: met.contacts, ours: met.colleagues, end: None }
}

fn of_favour(favour: Favour) -> Parts {
    Parts { day: favour.day, title: favour.what, theirs: favour.contacts, ours: favour.colleagues, end: None }
}

fn of_proposal(offer: Proposal) -> Parts {
    let outcome = match offer.outcome {
        None | Some(Answer::Open) => None,
        Some(Answer::Accepted) => Some(Outcome::Accepted),
        Some(Answer::Declined) => Some(Outcome::Declined),
        Some(Answer::Lapsed) => Some(Outcome::Lapsed),
    };
    let end = End { outcome, due: offer.valid_until, settled: None };
    Parts { day: offer.day, title: offer.subject, theirs: offer.contacts, end: Some(end), ..Parts::default() }
}

fn of_promise(promise: Promise) -> Parts {
    let outcome = promise.outcome.map(|kept| match kept {
        Kept::Kept => Outcome::Kept,
        Kept::Broken => Outcome::Broken,
        Kept::Released => Outcome::Released,
    });
    Parts {
        day: promise.day,
        title: promise.what,
        theirs: promise.contacts,
        ours: promise.colleagues,
        end: Some(End { outcome, due: promise.due, settled: promise.settled }),
    }
}

fn of_complaint(complaint: Complaint) -> Parts {
    let outcome = complaint.solved.map(|_| Outcome::Solved);
    Parts {
        day: complaint.day,
        title: complaint.subject,
        theirs: complaint.contacts,
        ours: complaint.colleagues,
        end: Some(End { outcome, due: complaint.due, settled: complaint.solved }),
    }
}

fn of_tender(tender: Tender) -> Parts {
    let outcome = tender.outcome.map(|outcome| match outcome {
        TenderOutcome::Won => Outcome::Won,
        TenderOutcome::PartlyWon => Outcome::PartlyWon,
        TenderOutcome::Lost => Outcome::Lost,
        TenderOutcome::NoBid => Outcome::NoBid,
        TenderOutcome::Cancelled => Outcome::Cancelled,
    });
    // Once we have bid, it is their turn.
    let due = if tender.our_bid.is_some() { tender.decided } else { tender.due };
    let end = End { outcome, due, settled: tender.decided };
    Parts { day: tender.day, title: tender.subject, end: Some(end), ..Parts::default() }
}
