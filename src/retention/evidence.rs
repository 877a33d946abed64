//! What was true of an account on the day it was lost, and which reasons that speaks for (L3).
//!
//! Everything is read as of that day: what was closed, delivered or kept later was open then. So the evidence of a
//! loss stays what it was, whatever is done afterwards.

use crate::analysis::Share;
use crate::book::{
    CompetitorAtAccount, Complaint, Contact, CustomerVerdict, Interaction, LossCause, Promise, RecordId, Request,
    SatisfactionInterview, Severity, Tender, TenderOutcome,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;
use crate::service::non_conformities::Standing;
use crate::service::on_time::{Asked, Faults, OnTime, followed};
use crate::service::promises::kept;

/// The year to the last order is looked at, in days.
const YEAR: i32 = 365;

/// For so many days without a touch before a loss somebody counts as forgotten *(our choice)*.
const FORGOTTEN: i32 = 90;

/// A mark of so much or less is a bad one *(our choice)*.
const BAD_MARK: u8 = 6;

/// Something that speaks for a reason, as it was on the day of the loss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Orders of the last year they bought that came late: by the day of the loss, and without those that were out of
    /// our hands.
    Late(Share),
    /// Promises of ours that weren't kept.
    Broken(Share),
    /// Complaints that were open.
    OpenComplaints { count: usize, first: String },
    /// Claims that were.
    OpenClaims { count: usize, first: String },
    /// Those that were closed, and not solved as they saw it.
    NotSolved(usize),
    /// Requests that nobody had answered.
    Unanswered(usize),
    /// The last mark they gave before, out of ten.
    BadMark { mark: u8, on: Date },
    /// Nobody had spoken to them; how many days, where anybody ever did.
    NoTouch(Option<i32>),
    /// A competitor was there, and what it offered.
    Competitor { name: String, offer: String },
    /// A tender was lost.
    TenderLost(Date),
    /// Somebody of theirs had left.
    Left { name: String, on: Date },
}

impl Evidence {
    /// Which reason it speaks for. Of a complaint it isn't asked where its cause lay: that was found when it was
    /// closed.
    fn cause(&self) -> LossCause {
        match self {
            Self::Late(_) | Self::Broken(_) => LossCause::Deadlines,
            Self::OpenClaims { .. } => LossCause::Quality,
            Self::OpenComplaints { .. } | Self::Unanswered(_) => LossCause::Service,
            Self::NotSolved(_) | Self::BadMark { .. } => LossCause::Opinion,
            Self::NoTouch(_) => LossCause::Forgotten,
            Self::Competitor { .. } | Self::TenderLost(_) => LossCause::Competitor,
            Self::Left { .. } => LossCause::OwnChange,
        }
    }
}

/// A reason that the book suggests, which a person is to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    pub cause: LossCause,
    pub evidence: Vec<Evidence>,
}

/// What the book shows of an account on the day it was lost.
#[derive(Clone, Copy, Debug)]
pub struct OnTheDay<'a> {
    pub dossier: &'a Dossier,
    pub ledger: &'a Ledger,
    pub faults: &'a Faults,
    /// Days after the promised one that are still on time.
    pub tolerance: u32,
    /// The day of the loss.
    pub day: Date,
    /// The last order day before it.
    pub last: Date,
}

impl OnTheDay<'_> {
    /// The reasons that something speaks for: those with most evidence first.
    pub fn suggested(self, name: impl Fn(RecordId) -> String) -> Vec<Suggested> {
        let mut all: Vec<Suggested> = Vec::new();
        for evidence in self.evidence(name) {
            let cause = evidence.cause();
            match all.iter_mut().find(|suggested| suggested.cause == cause) {
                Some(suggested) => suggested.evidence.push(evidence),
                None => all.push(Suggested { cause, evidence: vec![evidence] }),
            }
        }
        // Stable: among equals in the order of what is looked at.
        all.sort_by_key(|suggested| std::cmp::Reverse(suggested.evidence.len()));
        all
    }

    /// All that speaks for anything.
    pub fn evidence(self, name: impl Fn(RecordId) -> String) -> Vec<Evidence> {
        let parts = [
            self.late(),
            self.broken(),
            self.open(Severity::Complaint).map(|(count, first)| Evidence::OpenComplaints { count, first }),
            self.open(Severity::Claim).map(|(count, first)| Evidence::OpenClaims { count, first }),
            self.not_solved(),
            self.unanswered(),
            self.bad_mark(),
            self.no_touch(),
            self.competitor(&name),
            self.tender(),
            self.left(),
        ];
        parts.into_iter().flatten().collect()
    }

    /// How many of the orders of the last year they bought came in time, as of the day of the loss, without what was
    /// out of our hands. `None` where no file tells of deliveries.
    pub fn deliveries(self) -> Option<OnTime> {
        let ordered = (Some(self.last.plus(1 - YEAR)), Some(self.last));
        let asked = Asked { today: self.day, ordered, tolerance: self.tolerance };
        let documents = followed(self.ledger, self.dossier.id, self.faults, asked);
        (!documents.is_empty()).then(|| OnTime::without_excused(&documents))
    }

    fn late(self) -> Option<Evidence> {
        let found = self.deliveries().filter(|found| found.late > 0)?;
        Some(Evidence::Late(Share { of: found.late, among: found.on_time + found.late }))
    }

    fn broken(self) -> Option<Evidence> {
        let all: Vec<Promise> = self.dossier.all::<Promise>().map(|(_, promise)| promise).collect();
        let kept = kept(&all, (self.last.plus(1 - YEAR), self.day));
        let broken = kept.among - kept.of;
        (broken > 0).then_some(Evidence::Broken(Share { of: broken, among: kept.among }))
    }

    /// How many of a severity were open, and what the first of them is about.
    fn open(self, severity: Severity) -> Option<(usize, String)> {
        let all = self.dossier.all::<Complaint>().map(|(_, complaint)| complaint);
        let is_open = |complaint: &Complaint| {
            let standing = Standing::of(complaint, self.day);
            complaint.severity() == severity && matches!(standing, Some(Standing::Open | Standing::PastDeadline))
        };
        let open: Vec<Complaint> = all.filter(is_open).collect();
        let first = open.iter().min_by_key(|complaint| complaint.day)?.subject.clone();
        Some((open.len(), first))
    }

    fn not_solved(self) -> Option<Evidence> {
        let from = self.last.plus(1 - YEAR);
        let all = self.dossier.all::<Complaint>().filter(|(_, complaint)| {
            let closed = matches!(Standing::of(complaint, self.day), Some(Standing::Closed(on)) if on >= from);
            closed && complaint.outcome == Some(CustomerVerdict::NotSolved)
        });
        let count = all.count();
        (count > 0).then_some(Evidence::NotSolved(count))
    }

    fn unanswered(self) -> Option<Evidence> {
        let count = self
            .dossier
            .all::<Request>()
            .filter(|(_, request)| {
                let came = request.received.is_some_and(|at| at.day() <= self.day && at.day() >= self.last.plus(-YEAR));
                let later = |at: Option<crate::working_time::Instant>| at.is_none_or(|at| at.day() > self.day);
                came && later(request.first_answer()) && later(request.resolution())
            })
            .count();
        (count > 0).then_some(Evidence::Unanswered(count))
    }

    fn bad_mark(self) -> Option<Evidence> {
        let from = self.last.plus(1 - YEAR);
        let held = self.dossier.all::<SatisfactionInterview>().filter_map(|(_, interview)| {
            let on = interview.day.or(interview.returned).filter(|on| (from..=self.day).contains(on))?;
            Some((on, interview.overall?.value()))
        });
        let (on, mark) = held.max_by_key(|(on, _)| *on)?;
        (mark <= BAD_MARK).then_some(Evidence::BadMark { mark, on })
    }

    /// Where nobody wrote down any touch with anybody it says nothing.
    fn no_touch(self) -> Option<Evidence> {
        let touches: Vec<Date> = self
            .dossier
            .all::<Interaction>()
            .filter(|(_, met)| met.is_touch(self.day))
            .filter_map(|(_, met)| met.day)
            .collect();
        match touches.into_iter().max() {
            Some(latest) => {
                let days = self.day.since(latest);
                (days > FORGOTTEN).then_some(Evidence::NoTouch(Some(days)))
            }
            None => Some(Evidence::NoTouch(None)),
        }
    }

    fn competitor(self, name: &impl Fn(RecordId) -> String) -> Option<Evidence> {
        let there = self.dossier.all::<CompetitorAtAccount>().find(|(_, found)| {
            let lasts = found.contract_end.is_none_or(|end| end >= self.last);
            lasts && (!found.offer.is_empty() || !found.supplies.is_empty() || found.contract_end.is_some())
        });
        let (_, found) = there?;
        let offer = if found.offer.is_empty() { found.supplies } else { found.offer };
        Some(Evidence::Competitor { name: found.competitor.map(name).unwrap_or_default(), offer })
    }

    fn tender(self) -> Option<Evidence> {
        let from = self.last.plus(1 - YEAR);
        let lost = self.dossier.all::<Tender>().filter(|(_, tender)| tender.outcome == Some(TenderOutcome::Lost));
        let days = lost.filter_map(|(_, tender)| tender.decided.or(tender.due));
        days.filter(|day| (from..=self.day).contains(day)).max().map(Evidence::TenderLost)
    }

    fn left(self) -> Option<Evidence> {
        let from = self.last.plus(1 - YEAR);
        let gone = self.dossier.all::<Contact>().filter_map(|(_, contact)| Some((contact.left?, contact.name)));
        let (on, name) = gone.filter(|(on, _)| (from..=self.day).contains(on)).max()?;
        Some(Evidence::Left { name, on })
    }
}

#[cfg(test)]
mod tests;
