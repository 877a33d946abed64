//! Everything a customer waits for, of all accounts in one list: requests, non-conformities and deliveries (R2, R5,
//! R8).

#[cfg(test)]
mod tests;

use super::non_conformities::Standing;
use super::on_time::{self, Faults, Followed, Punctuality, followed};
use super::requests::{Measured, Targets, Took};
use crate::book::{Book, Colleagues, Complaint, RecordId, Request, Severity, account};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;
use crate::working_time::{Instant, Wall, WorkingClock};

/// Where a case stands, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Late, or due on the day it is seen.
    Pressing,
    /// We are to do something, and there is time.
    WithUs,
    /// It is the customer's turn.
    WithThem,
    /// Orders that are promised for a later day.
    UnderWay,
    Closed,
}

impl Group {
    pub const ALL: [Self; 5] = [Self::Pressing, Self::WithUs, Self::WithThem, Self::UnderWay, Self::Closed];

    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pressing => "pressing",
            Self::WithUs => "with_us",
            Self::WithThem => "with_them",
            Self::UnderWay => "under_way",
            Self::Closed => "closed",
        }
    }
}

/// What kind of case a list is narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseKind {
    Request,
    /// A complaint or a claim.
    Complaint,
    Remark,
    Order,
}

impl CaseKind {
    pub const ALL: [Self; 4] = [Self::Request, Self::Complaint, Self::Remark, Self::Order];

    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Complaint => "complaint",
            Self::Remark => "remark",
            Self::Order => "order",
        }
    }
}

/// What a case is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    Request {
        id: RecordId,
        request: Box<Request>,
        /// `None` where nobody says when it came in, or it hasn't yet.
        measured: Option<Measured>,
        /// When the next target is over, by the calendar's clock.
        by: Option<Wall>,
    },
    NonConformity {
        id: RecordId,
        complaint: Box<Complaint>,
        standing: Standing,
    },
    Order(Followed),
}

/// Something a customer waits for, or waited for.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    pub about: About,
    pub group: Group,
    pub is_late: bool,
    /// Who of ours is to see to it: whom the record names first, else who answers for the account.
    pub ours: Option<RecordId>,
    /// The day it is due, or was closed on.
    pub day: Option<Date>,
}

/// Which case: the same one whatever becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKey {
    Record(RecordId),
    /// An order of an account, by its document's number.
    Document(RecordId, String),
}

impl Case {
    pub fn key(&self) -> CaseKey {
        match &self.about {
            About::Request { id, .. } | About::NonConformity { id, .. } => CaseKey::Record(*id),
            About::Order(order) => CaseKey::Document(self.account, order.number.clone()),
        }
    }

    /// Whether it has this key.
    pub fn is(&self, key: &CaseKey) -> bool {
        match (&self.about, key) {
            (About::Request { id, .. } | About::NonConformity { id, .. }, CaseKey::Record(other)) => id == other,
            (About::Order(order), CaseKey::Document(account, number)) => {
                self.account == *account && order.number == *number
            }
            _ => false,
        }
    }

    pub fn kind(&self) -> CaseKind {
        match &self.about {
            About::Request { .. } => CaseKind::Request,
            About::NonConformity { complaint, .. } if complaint.severity() == Severity::Remark => CaseKind::Remark,
            About::NonConformity { .. } => CaseKind::Complaint,
            About::Order(_) => CaseKind::Order,
        }
    }

    /// Its record; `None` for an order.
    pub fn record(&self) -> Option<RecordId> {
        match &self.about {
            About::Request { id, .. } | About::NonConformity { id, .. } => Some(*id),
            About::Order(_) => None,
        }
    }

    /// What of a request is measured now: the answer until there is one, then the resolution.
    pub fn took(&self) -> Option<Took> {
        let About::Request { measured, .. } = &self.about else { return None };
        measured.as_ref().map(|measured| if measured.answer.is_done { measured.resolution } else { measured.answer })
    }

    /// In the order of the list: what is due first, what was closed last first.
    fn order(&self) -> impl Ord + use<> {
        let number = self.day.map(|day| day.number());
        let number = number.map(|number| if self.group == Group::Closed { -number } else { number });
        let minute = match &self.about {
            About::Request { by, .. } => by.map(|by| by.minute()),
            _ => None,
        };
        (self.group, number.is_none(), number, minute.is_none(), minute, self.name.clone(), self.key())
    }
}

/// Which of the cases somebody wants to see, beside whose they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// `None`: every kind.
    pub kind: Option<CaseKind>,
    /// Those that are closed, too.
    pub with_closed: bool,
    pub only_late: bool,
}

impl Narrowed {
    pub fn admits(self, case: &Case) -> bool {
        let is_kind = self.kind.is_none_or(|kind| kind == case.kind());
        let is_open = self.with_closed || case.group != Group::Closed;
        is_kind && is_open && (case.is_late || !self.only_late)
    }
}

/// So many days after the promised one an order is looked for; what was never delivered then is a gap in the file.
const FOLLOWED: i32 = 365;

/// What the list is seen by.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub ledger: &'a Ledger,
    pub clock: WorkingClock<'a>,
    /// The day it is seen on.
    pub today: Date,
    /// The minute of that day.
    pub now: Instant,
}

/// Every case of the accounts that aren't in the archive. Of orders those that aren't delivered yet, and those that
/// came late.
pub fn cases(book: &Book, seen: Seen<'_>) -> Vec<Case> {
    let Seen { ledger, today, .. } = seen;
    let (targets, faults, colleagues) = (Targets::of(book), Faults::of(book), Colleagues::of(book));
    let asked = on_time::Asked::of(book, today);
    let mut all = Vec::new();
    for dossier in Dossier::all_of(book) {
        let record = dossier.record();
        if account::field::archived_on.of(record).is_some() {
            continue;
        }
        let (id, name, owner) = (dossier.id, account::field::name.of(record), account::field::owner.of(record));
        let case = |(about, ours): (About, Option<RecordId>)| {
            let (group, is_late, day) = stands(&about, today);
            let ours = ours.or(owner).map(|id| colleagues.counts_for(id));
            Case { account: id, name: name.clone(), about, group, is_late, ours, day }
        };
        let requests = dossier.all::<Request>().map(|(id, request)| of_request(id, request, seen, targets));
        all.extend(requests.map(&case));
        let complaints = dossier.all::<Complaint>().filter_map(|(id, complaint)| {
            let (standing, ours) = (Standing::of(&complaint, today)?, complaint.colleagues.first().copied());
            Some((About::NonConformity { id, complaint: Box::new(complaint), standing }, ours))
        });
        all.extend(complaints.map(&case));
        let orders = followed(ledger, id, &faults, asked).into_iter().filter(|order| is_followed(order, today));
        all.extend(orders.map(|order| case((About::Order(order), None))));
    }
    all.sort_by_cached_key(Case::order);
    all
}

fn of_request(id: RecordId, request: Request, seen: Seen<'_>, targets: Targets) -> (About, Option<RecordId>) {
    let measured = Measured::of(&request, seen.clock, targets, seen.now);
    let by = measured.as_ref().and_then(|measured| measured.due).map(|due| seen.clock.wall(due));
    let ours = request.colleagues.first().copied();
    (About::Request { id, request: Box::new(request), measured, by }, ours)
}

/// Whether somebody asks after an order: it isn't there yet, or it came late.
fn is_followed(order: &Followed, today: Date) -> bool {
    match order.delivered {
        Some(_) => order.punctuality == Punctuality::Late,
        None => today.since(order.promised) <= FOLLOWED,
    }
}

/// Where it stands, whether it is or was late, and the day it is due or was closed on.
fn stands(about: &About, today: Date) -> (Group, bool, Option<Date>) {
    let open = |is_late: bool, day: Option<Date>, otherwise: Group| {
        let is_pressing = is_late || day.is_some_and(|day| day <= today);
        (if is_pressing { Group::Pressing } else { otherwise }, is_late, day)
    };
    match about {
        About::Request { request, measured, by, .. } => {
            let wanted = request.due;
            if let Some(resolved) = request.resolution() {
                let is_late = measured.as_ref().is_some_and(|found| found.answer.is_late || found.resolution.is_late);
                return (Group::Closed, is_late, Some(resolved.day()));
            }
            let day = [by.map(Wall::day), wanted].into_iter().flatten().min();
            let is_past = wanted.is_some_and(|day| day < today);
            let is_over = measured.as_ref().is_some_and(|found| match found.answer.is_done {
                true => found.resolution.is_late && !request.is_waiting(),
                false => found.answer.is_late,
            });
            let otherwise = if request.is_waiting() { Group::WithThem } else { Group::WithUs };
            open(is_past || is_over, day, otherwise)
        }
        About::NonConformity { complaint, standing, .. } => match standing {
            Standing::Closed(on) => (Group::Closed, complaint.due.is_some_and(|due| due < *on), Some(*on)),
            Standing::PastDeadline => open(true, complaint.due, Group::WithUs),
            Standing::Open => open(false, complaint.due, Group::WithUs),
        },
        About::Order(order) => match order.delivered {
            Some(day) => (Group::Closed, order.punctuality == Punctuality::Late, Some(day)),
            None => open(order.punctuality == Punctuality::Late, Some(order.promised), Group::UnderWay),
        },
    }
}
