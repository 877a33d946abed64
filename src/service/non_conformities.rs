//! Non-conformities as of a day: what is open, what is past its deadline, and which causes come back (R8).

use std::collections::{BTreeMap, BTreeSet};

use crate::book::{Book, CauseKind, Complaint, CustomerVerdict, RecordId, Severity};
use crate::calendar::Date;

/// How one stands as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    /// Open, and the day by which it was to be solved has passed.
    PastDeadline,
    /// Solved, on this day.
    Closed(Date),
}

impl Standing {
    /// `None` of one that wasn't there yet. One without a day has always been there.
    pub fn of(complaint: &Complaint, today: Date) -> Option<Self> {
        if complaint.day.is_some_and(|day| day > today) {
            return None;
        }
        Some(match (complaint.solved.filter(|solved| *solved <= today), complaint.due) {
            (Some(solved), _) => Self::Closed(solved),
            (None, Some(due)) if due < today => Self::PastDeadline,
            _ => Self::Open,
        })
    }
}

/// How many there are of each, as of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Open, past their deadline or not.
    pub open: usize,
    pub past_deadline: usize,
    /// Claims among them.
    pub claims_past_deadline: usize,
    /// Closed in the year to that day, of which the customer says that they aren't solved.
    pub not_solved: usize,
}

/// In days.
const YEAR: i32 = 365;

impl Tally {
    pub fn of<'a>(complaints: impl IntoIterator<Item = &'a Complaint>, today: Date) -> Self {
        let mut tally = Self::default();
        for complaint in complaints {
            match Standing::of(complaint, today) {
                Some(Standing::Open) => tally.open += 1,
                Some(Standing::PastDeadline) => {
                    tally.open += 1;
                    tally.past_deadline += 1;
                    tally.claims_past_deadline += usize::from(complaint.severity() == Severity::Claim);
                }
                Some(Standing::Closed(on)) => {
                    let is_recent = today.since(on) < YEAR;
                    let is_unsolved = complaint.outcome == Some(CustomerVerdict::NotSolved);
                    tally.not_solved += usize::from(is_recent && is_unsolved);
                }
                None => {}
            }
        }
        tally
    }
}

/// A cause that came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurring {
    pub cause: CauseKind,
    /// The records with this cause, in id order: two or more.
    pub records: Vec<RecordId>,
    /// The accounts that met it.
    pub accounts: BTreeSet<RecordId>,
    /// The last day it came up.
    pub last: Date,
}

/// The causes that came up twice or more on the days from `from` to `to`: those that met most accounts first, then
/// those that came up most often.
pub fn recurring(book: &Book, (from, to): (Date, Date)) -> Vec<Recurring> {
    let mut causes: BTreeMap<CauseKind, Recurring> = BTreeMap::new();
    for (id, complaint) in book.all::<Complaint>() {
        let Some((cause, day)) = complaint.cause_kind.zip(complaint.day) else { continue };
        if !(from..=to).contains(&day) {
            continue;
        }
        let new = || Recurring { cause, records: Vec::new(), accounts: BTreeSet::new(), last: day };
        let found = causes.entry(cause).or_insert_with(new);
        found.records.push(id);
        found.accounts.extend(complaint.account.map(|account| book.merged().of_account(account)));
        found.last = found.last.max(day);
    }
    let mut found: Vec<Recurring> = causes.into_values().filter(|found| found.records.len() > 1).collect();
    // Stable: among equals the order of the list.
    found.sort_by_key(|found| std::cmp::Reverse((found.accounts.len(), found.records.len())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, RecordKind, Stamp};
    use crate::calendar::date;

    fn today() -> Date {
        date(1998, 5, 6)
    }

    fn tally(complaints: &[Complaint]) -> (usize, usize, usize, usize) {
        let Tally { open, past_deadline, claims_past_deadline, not_solved } = Tally::of(complaints, today());
        (open, past_deadline, claims_past_deadline, not_solved)
    }

    fn complaint() -> Complaint {
        Complaint { day: Some(date(1998, 4, 1)), ..Complaint::default() }
    }

    #[test]
    fn the_deadline_is_past_on_the_day_after_it() {
        let due = |severity, due| Complaint { severity: Some(severity), due: Some(due), ..complaint() };
        assert_eq!(tally(&[complaint(), due(Severity::Claim, today())]), (2, 0, 0, 0));
        let yesterday = today().plus(-1);
        assert_eq!(tally(&[due(Severity::Claim, yesterday), due(Severity::Remark, yesterday)]), (2, 2, 1, 0));
    }

    #[test]
    fn what_was_not_solved_counts_for_a_year() {
        let closed = |solved, outcome| Complaint { solved: Some(solved), outcome, ..complaint() };
        let not_solved = Some(CustomerVerdict::NotSolved);
        assert_eq!(tally(&[closed(today(), not_solved), closed(today(), Some(CustomerVerdict::Partly))]), (0, 0, 0, 1));
        assert_eq!(tally(&[closed(today().plus(-364), not_solved)]).3, 1);
        assert_eq!(tally(&[closed(today().plus(-365), not_solved)]).3, 0);
    }

    #[test]
    fn as_of_a_day_nothing_later_has_happened() {
        let later = Complaint { solved: Some(date(1998, 4, 20)), due: Some(date(1998, 4, 10)), ..complaint() };
        let standing = |day| Standing::of(&later, day);
        assert_eq!(standing(date(1998, 3, 31)), None);
        assert_eq!(standing(date(1998, 4, 10)), Some(Standing::Open));
        assert_eq!(standing(date(1998, 4, 11)), Some(Standing::PastDeadline));
        assert_eq!(standing(date(1998, 4, 20)), Some(Standing::Closed(date(1998, 4, 20))));
    }

    #[test]
    fn a_cause_comes_back_across_accounts() {
        let account = |number| Some(RecordId::well_known(number));
        let all = [
            (1, CauseKind::Planning, date(1998, 1, 5)),
            (1, CauseKind::Planning, date(1998, 2, 5)),
            (1, CauseKind::Planning, date(1998, 3, 5)),
            (1, CauseKind::Carrier, date(1998, 4, 23)),
            (2, CauseKind::Carrier, date(1998, 4, 29)),
            (2, CauseKind::Packing, date(1998, 4, 29)),
            (2, CauseKind::Packing, date(1997, 1, 1)),
        ];
        let mut book = Book::default();
        for (at, (of, cause, day)) in (10..).zip(all) {
            let complaint =
                Complaint { account: account(of), cause_kind: Some(cause), day: Some(day), ..Complaint::default() };
            let change = Change::new(Label::Sample, complaint.create(RecordId::well_known(at)));
            book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
        }
        let found = recurring(&book, (date(1997, 5, 7), today()));
        let told: Vec<_> = found.iter().map(|found| (found.cause, found.accounts.len(), found.records.len())).collect();
        assert_eq!(told, [(CauseKind::Carrier, 2, 2), (CauseKind::Planning, 1, 3)]);
        assert_eq!(found.first().map(|found| found.last), Some(date(1998, 4, 29)));
    }
}
