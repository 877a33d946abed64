//! What customers wait for as a table: one line a case in the order of the list, for spreadsheets and other programs.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, RecordId, account};
use crate::service::cases::{About, Case};
use crate::service::requests::Took;
use crate::working_time::{Instant, WorkingClock};

/// The columns, in order; outside programs rely on them.
const COLUMNS: [&str; 14] = [
    "kind",
    "account",
    "external_id",
    "subject",
    "state",
    "ours",
    "since",
    "due",
    "closed",
    "late",
    "answer_minutes",
    "resolution_minutes",
    "fault",
    "cause",
];

/// As a [`ListTable`]. Of requests the working minutes so far; of orders the
/// number as subject and whose fault it is; `late` is `yes` or empty.
/// Days are those of the calendar's clock.
pub fn service_table<'a>(book: &Book, clock: WorkingClock<'_>, cases: impl Iterator<Item = &'a Case>) -> ListTable {
    ListTable::of(COLUMNS, cases.map(|case| cells(book, clock, case)))
}

fn cells(book: &Book, clock: WorkingClock<'_>, case: &Case) -> [Cell; COLUMNS.len()] {
    let text = |text: &str| Cell::Text(text.into());
    let name = |id: Option<RecordId>| Cell::Text(id.map(|id| book.name(id)).unwrap_or_default());
    let minutes = |took: Option<Took>| {
        took.map_or(Cell::Empty, |took| Cell::Count(usize::try_from(took.minutes).unwrap_or_default()))
    };
    let (subject, since, closed) = match &case.about {
        About::Request { request, .. } => {
            let day = |at: Option<Instant>| at.map(|at| clock.wall(at).day());
            (request.subject.clone(), day(request.received), day(request.resolution()))
        }
        About::NonConformity { complaint, .. } => (complaint.subject.clone(), complaint.day, complaint.solved),
        About::Order(order) => (order.number.clone(), Some(order.ordered), order.delivered),
    };
    let due = match &case.about {
        About::Request { .. } => case.day.filter(|_| closed.is_none()),
        About::NonConformity { complaint, .. } => complaint.due,
        About::Order(order) => Some(order.promised),
    };
    let measured = match &case.about {
        About::Request { measured, .. } => measured.as_ref(),
        _ => None,
    };
    let fault = match &case.about {
        About::Order(order) => order.fault.map(|fault| fault.code()),
        _ => None,
    };
    let cause = match &case.about {
        About::NonConformity { complaint, .. } => complaint.cause_kind.map(|cause| cause.code()),
        _ => None,
    };
    let day = |day: Option<_>| day.map_or(Cell::Empty, Cell::Day);
    let kind = match &case.about {
        About::NonConformity { complaint, .. } => complaint.severity().code(),
        _ => case.kind().code(),
    };
    [
        text(kind),
        Cell::Text(case.name.clone()),
        Cell::Text(book.value(case.account, account::field::external_id)),
        Cell::Text(subject),
        text(case.group.code()),
        name(case.ours),
        day(since),
        day(due),
        day(closed),
        text(if case.is_late { "yes" } else { "" }),
        minutes(measured.map(|measured| measured.answer)),
        minutes(measured.map(|measured| measured.resolution)),
        text(fault.unwrap_or_default()),
        text(cause.unwrap_or_default()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Complaint, Label, RecordKind, Request, Stamp};
    use crate::calendar::date;
    use crate::ledger::Ledger;
    use crate::service::cases::{Seen, cases};
    use crate::working_time::{Instant, Wall, WorkingCalendar, WorkingClock};

    #[test]
    fn a_case_says_since_when_until_when_and_how_long() {
        let id = RecordId::well_known(7);
        let account = Account { name: "Tea, Ltd".into(), external_id: "007".into(), ..Account::default() };
        let at = |hour: u16| Instant::on(Wall::new(date(2024, 5, 6), hour * 60), 0);
        let request = Request {
            account: Some(id),
            received: Some(at(10)),
            answered: Some(at(11)),
            subject: "=Price".into(),
            ..Request::default()
        };
        let complaint = Complaint {
            account: Some(id),
            day: Some(date(2024, 5, 1)),
            due: Some(date(2024, 5, 3)),
            subject: "Cold".into(),
            ..Complaint::default()
        };
        let edits =
            [account.create(id), request.create(RecordId::well_known(8)), complaint.create(RecordId::well_known(9))];
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits.concat()), Stamp { millis: 1, ..Stamp::default() });
        let calendar = WorkingCalendar::default();
        let clock = WorkingClock { calendar: &calendar, offset: &|_| 0 };
        let seen = Seen { ledger: &Ledger::default(), clock, today: date(2024, 5, 6), now: at(12) };
        let text = service_table(&book, clock, cases(&book, seen).iter()).csv();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        let expected = [
            "kind,account,external_id,subject,state,ours,since,due,closed,late,answer_minutes,resolution_minutes,fault,\
             cause",
            "complaint,\"Tea, Ltd\",007,Cold,pressing,,2024-05-01,2024-05-03,,yes,,,,",
            "request,\"Tea, Ltd\",007,'=Price,with_us,,2024-05-06,2024-05-13,,,60,120,,",
        ];
        assert_eq!(lines, expected);
    }
}
