//! The five mistakes that lose accounts, as checks with their evidence (R11).
//!
//! | mistake | found by |
//! | --- | --- |
//! | [contact](Mistake::Contact) | silence beyond the longest gap (C1); promises of ours and requests past their day; one document in ten late (C7) |
//! | [conflicts](Mistake::Conflicts) | what went wrong is open past its deadline, or for a month, or was closed unsolved (R8) |
//! | [knowledge](Mistake::Knowledge) | less than half of the file is known, or nobody who decides (D6) |
//! | [negotiations](Mistake::Negotiations) | something is negotiated soon, and it isn't known who decides, how they stand, or who else wants it, nor is it prepared; or a negotiation itself isn't (R12) |
//! | [product](Mistake::Product) | nobody has shown them anything for a year, or what was to be shown is late (R4) |
//!
//! The figures are [limits](super::mistake_limits) that a person may move.
//!
//! **Invariant:** a finding carries what it rests on, and where the data can't tell there is none: neither a finding
//! nor the word that all is well.

use super::mistake_limits::{Limit, Limits};
use super::non_conformities::Standing as Conflict;
use super::on_time::{Asked, Faults, OnTime, followed};
use crate::analysis::Share;
use crate::book::{
    Answer, BriefingTopic, Complaint, CustomerVerdict, Interaction, Negotiation, Offer, Promise, RecordId, Request,
    Tender,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::health::{Certainty, Health, Need};
use crate::dossier::negotiation::NegotiationFile;
use crate::ledger::Ledger;

/// One of the five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mistake {
    /// Irregular contact, and delays.
    Contact,
    /// Conflicts left open.
    Conflicts,
    /// Too little known about the account.
    Knowledge,
    /// Negotiations not prepared.
    Negotiations,
    /// Our own products not known well enough there.
    Product,
}

impl Mistake {
    pub const ALL: [Self; 5] = [Self::Contact, Self::Conflicts, Self::Knowledge, Self::Negotiations, Self::Product];

    /// Its name for other programs; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Conflicts => "conflicts",
            Self::Knowledge => "knowledge",
            Self::Negotiations => "negotiations",
            Self::Product => "product",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mistake| mistake.code() == code)
    }
}

/// Records of which the same is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cases {
    /// In id order; one at least.
    pub records: Vec<RecordId>,
    /// The day of the oldest.
    pub since: Date,
}

impl Cases {
    /// `None` of no case.
    fn of(cases: impl IntoIterator<Item = (RecordId, Date)>) -> Option<Self> {
        let cases: Vec<(RecordId, Date)> = cases.into_iter().collect();
        let since = cases.iter().map(|(_, day)| *day).min()?;
        Some(Self { records: cases.into_iter().map(|(id, _)| id).collect(), since })
    }

    pub fn count(&self) -> usize {
        self.records.len()
    }
}

/// What is negotiated soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ahead {
    /// A meeting, a visit or a call that is planned.
    Meeting,
    /// A bid that isn't in.
    Bid,
    /// An offer they haven't answered.
    Offer,
}

/// What shows a mistake.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// Nobody has been in touch for so many days, which may be so many at most.
    Silent { days: i32, longest: i32 },
    /// Promises of ours are past the day they were due.
    PromisesLate(Cases),
    /// Requests are open past the day they wanted them.
    RequestsLate(Cases),
    /// So many of the documents of the last 365 days were late.
    DeliveriesLate(Share),
    /// Open past the deadline.
    ConflictsLate(Cases),
    /// Open for too long, without a deadline.
    ConflictsOld(Cases),
    /// Closed in the last 365 days, and they don't see it as solved.
    ConflictsUnsolved(Cases),
    /// Only so much of what should be known is, 0 to 1, by weight.
    LittleKnown(f64),
    /// Nobody by name decides.
    NobodyDecides,
    /// Something is negotiated on a day, and this isn't known.
    Unprepared { ahead: Ahead, day: Date, missing: Vec<Need> },
    /// A negotiation is held on a day, nobody said that it is prepared, and so many of its checks aren't met.
    Unready { negotiation: RecordId, day: Date, lacking: usize },
    /// Nobody has shown them anything since a day, or ever.
    NotShown(Option<Date>),
    /// Topics were to be shown before.
    TopicsLate(Cases),
}

impl Evidence {
    /// Its name for other programs; never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Silent { .. } => "silent",
            Self::PromisesLate(_) => "promises_late",
            Self::RequestsLate(_) => "requests_late",
            Self::DeliveriesLate(_) => "deliveries_late",
            Self::ConflictsLate(_) => "past_deadline",
            Self::ConflictsOld(_) => "open_long",
            Self::ConflictsUnsolved(_) => "not_solved",
            Self::LittleKnown(_) => "little_known",
            Self::NobodyDecides => "no_decider",
            Self::Unprepared { .. } => "unprepared",
            Self::Unready { .. } => "unready",
            Self::NotShown(_) => "not_shown",
            Self::TopicsLate(_) => "topics_late",
        }
    }

    /// The records it rests on, if it rests on records.
    pub fn cases(&self) -> Option<&Cases> {
        match self {
            Self::PromisesLate(cases)
            | Self::RequestsLate(cases)
            | Self::ConflictsLate(cases)
            | Self::ConflictsOld(cases)
            | Self::ConflictsUnsolved(cases)
            | Self::TopicsLate(cases) => Some(cases),
            _ => None,
        }
    }

    /// How many days or cases it counts.
    pub fn count(&self) -> Option<usize> {
        match self {
            Self::Silent { days, .. } => usize::try_from(*days).ok(),
            Self::DeliveriesLate(share) => Some(share.of),
            Self::Unready { lacking, .. } => Some(*lacking),
            _ => self.cases().map(Cases::count),
        }
    }

    /// The day it is told from: of the oldest case, of what is ahead, of what was last shown.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Unprepared { day, .. } | Self::Unready { day, .. } => Some(*day),
            Self::NotShown(day) => *day,
            _ => self.cases().map(|cases| cases.since),
        }
    }
}

/// How it stands with a mistake.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// The data can't tell.
    Unknown,
    Clear,
    /// It is made. One piece of evidence at least.
    Found(Vec<Evidence>),
}

/// What the checks are made of.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub dossier: &'a Dossier,
    pub ledger: &'a Ledger,
    pub faults: &'a Faults,
    /// The file on the account.
    pub file: &'a Health,
    /// Days of silence and the longest gap, where the longest gap has passed (C1).
    pub overdue: Option<(i32, i32)>,
    /// Whether anybody in the book keeps a list of what accounts are shown.
    pub keeps_topics: bool,
    /// From where on something is a mistake.
    pub limits: Limits,
    /// As of which day, and which delivery is still on time.
    pub asked: Asked,
}

/// In days.
const YEAR: i32 = 365;
/// What one has to know before one negotiates.
const PREPARED: [Need; 3] = [Need::Decider, Need::Stances, Need::Competitors];

/// The five checks of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistakes(pub [(Mistake, Standing); Mistake::ALL.len()]);

impl Mistakes {
    pub fn of(seen: Seen<'_>) -> Self {
        Self(Mistake::ALL.map(|mistake| (mistake, seen.standing(mistake))))
    }

    /// Those that are made, with their evidence.
    pub fn found(&self) -> impl Iterator<Item = (Mistake, &[Evidence])> {
        self.0.iter().filter_map(|(mistake, standing)| match standing {
            Standing::Found(evidence) => Some((*mistake, evidence.as_slice())),
            Standing::Unknown | Standing::Clear => None,
        })
    }

    pub fn count(&self) -> usize {
        self.found().count()
    }
}

impl Seen<'_> {
    fn standing(&self, mistake: Mistake) -> Standing {
        let (evidence, is_known) = match mistake {
            Mistake::Contact => self.contact(),
            Mistake::Conflicts => self.conflicts(),
            Mistake::Knowledge => (self.knowledge(), true),
            Mistake::Negotiations => self.negotiations(),
            Mistake::Product => self.product(),
        };
        match (evidence.is_empty(), is_known) {
            (false, _) => Standing::Found(evidence),
            (true, true) => Standing::Clear,
            (true, false) => Standing::Unknown,
        }
    }

    fn today(&self) -> Date {
        self.asked.today
    }

    fn was_touched(&self) -> bool {
        let today = self.today();
        self.dossier.all::<Interaction>().any(|(_, met)| met.is_touch(today))
    }

    fn contact(&self) -> (Vec<Evidence>, bool) {
        let Self { dossier, overdue, .. } = self;
        let is_past = |due: &Date| *due < self.today();
        let promises = dossier.all::<Promise>().filter(|(_, promise)| promise.is_ours() && promise.is_open());
        let promises = Cases::of(promises.filter_map(|(id, promise)| Some((id, promise.due.filter(is_past)?))));
        // While it is the customer's turn, nobody of ours is late.
        let requests = dossier.all::<Request>();
        let requests = requests.filter(|(_, request)| request.resolution().is_none() && !request.is_waiting());
        let requests = Cases::of(requests.filter_map(|(id, request)| Some((id, request.due.filter(is_past)?))));
        let documents = followed(self.ledger, dossier.id, self.faults, self.asked.in_the_last(YEAR));
        let on_time = OnTime::without_excused(&documents).share();
        let often = self.limits.share(Limit::LatePercent);
        let late = Share { of: on_time.among - on_time.of, among: on_time.among };
        let says_something = late.among >= self.limits.get(Limit::LeastDocuments) as usize;
        let late = Some(late).filter(|late| says_something && late.rate().is_some_and(|rate| rate >= often));
        let silent = overdue.map(|(days, longest)| Evidence::Silent { days, longest });
        let evidence = [
            silent,
            promises.map(Evidence::PromisesLate),
            requests.map(Evidence::RequestsLate),
            late.map(Evidence::DeliveriesLate),
        ];
        let has_anchor = self.was_touched() || dossier.key_since().is_some() || dossier.account().cadence.is_some();
        (evidence.into_iter().flatten().collect(), has_anchor || says_something)
    }

    fn conflicts(&self) -> (Vec<Evidence>, bool) {
        let today = self.today();
        let all: Vec<(RecordId, Complaint)> = self.dossier.all::<Complaint>().collect();
        let (mut late, mut old, mut unsolved) = (Vec::new(), Vec::new(), Vec::new());
        for (id, complaint) in &all {
            match Conflict::of(complaint, today) {
                Some(Conflict::PastDeadline) => late.extend(complaint.due.map(|due| (*id, due))),
                Some(Conflict::Open) if complaint.due.is_none() => {
                    let day = complaint.day.filter(|day| today.since(*day) > self.limits.days(Limit::ConflictDays));
                    old.extend(day.map(|day| (*id, day)));
                }
                Some(Conflict::Closed(on)) if complaint.outcome == Some(CustomerVerdict::NotSolved) => {
                    unsolved.extend((today.since(on) < YEAR).then_some((*id, on)));
                }
                _ => {}
            }
        }
        let evidence = [
            Cases::of(late).map(Evidence::ConflictsLate),
            Cases::of(old).map(Evidence::ConflictsOld),
            Cases::of(unsolved).map(Evidence::ConflictsUnsolved),
        ];
        // Where nobody writes down what was said, nobody wrote down what went wrong.
        (evidence.into_iter().flatten().collect(), !all.is_empty() || self.was_touched())
    }

    fn knowledge(&self) -> Vec<Evidence> {
        let known = self.file.completeness();
        let little = (known < self.limits.share(Limit::KnownPercent)).then_some(Evidence::LittleKnown(known));
        let nobody = (self.file.of_need(Need::Decider) == Certainty::Missing).then_some(Evidence::NobodyDecides);
        little.into_iter().chain(nobody).collect()
    }

    fn negotiations(&self) -> (Vec<Evidence>, bool) {
        let missing: Vec<Need> =
            PREPARED.into_iter().filter(|need| self.file.of_need(*need) == Certainty::Missing).collect();
        let (talks, prepared): (Vec<_>, Vec<_>) = self.talks().partition(|(_, of)| !of.is_prepared(self.today()));
        let ahead = self.ahead(&prepared);
        let is_known = !(ahead.is_empty() && talks.is_empty() && prepared.is_empty());
        let unprepared = |(ahead, day)| Evidence::Unprepared { ahead, day, missing: missing.clone() };
        let mut found: Vec<Evidence> =
            if missing.is_empty() { Vec::new() } else { ahead.into_iter().map(unprepared).collect() };
        found.extend(talks.into_iter().filter_map(|(id, of)| {
            let file = NegotiationFile::of(self.dossier, id)?;
            let lacking = file.lacking(self.dossier, self.ledger.currency());
            (lacking > 0).then_some(Evidence::Unready { negotiation: id, day: of.day?, lacking })
        }));
        (found, is_known)
    }

    /// Negotiations that are held soon, the first one first.
    fn talks(&self) -> impl Iterator<Item = (RecordId, Negotiation)> + use<> {
        let today = self.today();
        let soon = self.limits.days(Limit::MeetingDays);
        let is_soon = |day: Date| (0..=soon).contains(&day.since(today));
        let talks = self.dossier.all::<Negotiation>();
        let mut talks: Vec<_> = talks.filter(|(_, of)| of.is_open() && of.day.is_some_and(is_soon)).collect();
        talks.sort_by_key(|(id, of)| (of.day, *id));
        talks.into_iter()
    }

    /// What is negotiated soon, of each kind the first, without what somebody prepared: a meeting on the day of such a
    /// negotiation, or of which it tells, and the offer it is about.
    fn ahead(&self, prepared: &[(RecordId, Negotiation)]) -> Vec<(Ahead, Date)> {
        let today = self.today();
        let soon = self.limits.days(Limit::MeetingDays);
        let within = |day: Option<Date>, days: i32| day.filter(|day| (0..=days).contains(&day.since(today)));
        let is_prepared = |is: &dyn Fn(&Negotiation) -> bool| prepared.iter().any(|(_, of)| is(of));
        let meetings = self
            .dossier
            .all::<Interaction>()
            .filter(|(id, met)| !met.not_reached && !is_prepared(&|of| of.touch == Some(*id) || of.day == met.day));
        // What is of today took place.
        let meetings = meetings.filter_map(|(_, met)| within(met.day, soon).filter(|day| *day > today));
        let tenders = self.dossier.all::<Tender>();
        let tenders = tenders.filter(|(_, tender)| tender.our_bid.is_none() && tender.outcome.is_none());
        let bids = tenders.filter_map(|(_, tender)| within(tender.due, self.limits.days(Limit::BidDays)));
        let offers = self.dossier.all::<Offer>();
        let offers = offers.filter(|(id, offer)| {
            matches!(offer.outcome, None | Some(Answer::Open)) && !is_prepared(&|of| of.offer == Some(*id))
        });
        let offers = offers.filter_map(|(_, offer)| within(offer.valid_until, soon));
        let first = [(Ahead::Meeting, meetings.min()), (Ahead::Bid, bids.min()), (Ahead::Offer, offers.min())];
        first.into_iter().filter_map(|(ahead, day)| Some((ahead, day?))).collect()
    }

    fn product(&self) -> (Vec<Evidence>, bool) {
        if !self.keeps_topics {
            return (Vec::new(), false);
        }
        let today = self.today();
        let topics: Vec<(RecordId, BriefingTopic)> = self.dossier.all::<BriefingTopic>().collect();
        let shown = topics.iter().filter_map(|(_, topic)| topic.shown).filter(|shown| *shown <= today).max();
        let not_shown = shown.is_none_or(|shown| today.since(shown) >= self.limits.days(Limit::ShownDays));
        let late = topics.iter().filter(|(_, topic)| topic.is_late(today));
        let late = Cases::of(late.filter_map(|(id, topic)| Some((*id, topic.next?))));
        let not_shown = not_shown.then_some(Evidence::NotShown(shown));
        (not_shown.into_iter().chain(late.map(Evidence::TopicsLate)).collect(), true)
    }
}

#[cfg(test)]
mod tests;
