//! The first 180 days of a new customer (P1): it is one from its first order on, and kept with the third.

use crate::analysis::purchase_days;
use crate::book::{Book, Complaint, RecordId, SatisfactionInterview, account};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::{Ledger, Sale};

/// For so many days from the first order on a customer is new.
pub const DAYS: i32 = 180;

/// So many days after the first order somebody asks how content they are, at the latest.
pub const ASK_WITHIN: i32 = 90;

/// How a new customer began. Orders are days with a positive sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstDays {
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    /// The day of the first order, from which days are counted: it is day 0.
    pub first: Date,
    /// The order days among the first 180, with what was bought on each, in minor units.
    pub orders: Vec<(Date, i128)>,
    pub second: Option<Date>,
    /// The day from which they count as kept.
    pub third: Option<Date>,
    /// The first complaint since the first order, of whatever weight.
    pub complaint: Option<Date>,
    /// The first time since then that somebody was asked how content they are.
    pub interview: Option<Date>,
    /// The day all of this is seen on.
    pub today: Date,
}

impl FirstDays {
    /// As of a day; `None` for whom bought nothing by then.
    pub fn of(dossier: &Dossier, ledger: &Ledger, today: Date) -> Option<Self> {
        let sales = ledger.sales(dossier.id);
        let days: Vec<Date> = purchase_days(sales).into_iter().filter(|day| *day <= today).collect();
        let first = *days.first()?;
        let since = |day: &Date| (first..=today).contains(day);
        let orders = days.iter().filter(|day| day.since(first) < DAYS).map(|day| (*day, bought(sales, *day)));
        let complaints = dossier.all::<Complaint>().filter_map(|(_, complaint)| complaint.day);
        let interviews = dossier.all::<SatisfactionInterview>().filter_map(|(_, interview)| interview.day);
        Some(Self {
            account: dossier.id,
            name: dossier.account().name,
            first,
            orders: orders.collect(),
            second: days.get(1).copied(),
            third: days.get(2).copied(),
            complaint: complaints.filter(since).min(),
            interview: interviews.filter(since).min(),
            today,
        })
    }

    /// Days since the first order.
    pub fn day(&self) -> i32 {
        self.today.since(self.first)
    }

    /// Whether the 180 days aren't over yet.
    pub fn is_new(&self) -> bool {
        self.day() < DAYS
    }

    /// By which day somebody should have asked how content they are.
    pub fn ask_by(&self) -> Date {
        self.first.plus(ASK_WITHIN)
    }

    /// For how many days that is overdue; `None` if it isn't, or was done.
    pub fn asking_is_late_by(&self) -> Option<i32> {
        Some(self.today.since(self.ask_by())).filter(|days| *days > 0 && self.interview.is_none())
    }
}

/// What was bought on a day, in minor units.
fn bought(sales: &[Sale], day: Date) -> i128 {
    sales.iter().filter(|sale| sale.day == day).map(|sale| i128::from(sale.amount)).sum()
}

/// The new customers of a book that aren't in the archive and stand for one customer, the newest first, then by name.
pub fn new_customers(book: &Book, ledger: &Ledger, today: Date) -> Vec<FirstDays> {
    let is_one = |id: &RecordId| {
        book.value(*id, account::field::archived_on).is_none() && book.value(*id, account::field::stands_for).is_none()
    };
    let is_new = |id: &RecordId| {
        let first = purchase_days(ledger.sales(*id)).first().copied();
        first.is_some_and(|first| (0..DAYS).contains(&today.since(first)))
    };
    let dossiers = book.account_ids().filter(is_one).filter(is_new).filter_map(|id| Dossier::of(book, id));
    let mut all: Vec<FirstDays> = dossiers.filter_map(|dossier| FirstDays::of(&dossier, ledger, today)).collect();
    all.sort_by_cached_key(|of| (std::cmp::Reverse(of.first), of.name.clone(), of.account));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Edit, RecordKind};
    use crate::dossier::testing::{ID, book, dossier, today};
    use crate::ledger::{Batch, Line, Sales};

    fn ledger(sales: &[(i32, i64)]) -> Ledger {
        let line = |(ago, amount): &(i32, i64)| Line::plain(0, today().plus(-ago), *amount);
        let batch =
            Batch { accounts: vec![ID], sales: Sales { lines: sales.iter().map(line).collect(), ..Sales::default() } };
        Ledger::of(crate::currency::Currency::default(), [&batch])
    }

    fn seen(edits: Vec<Edit>, sales: &[(i32, i64)]) -> Option<FirstDays> {
        FirstDays::of(&dossier(edits), &ledger(sales), today())
    }

    #[test]
    fn a_customer_begins_with_the_first_positive_sale_and_is_kept_with_the_third() {
        assert_eq!(seen(Vec::new(), &[]), None);
        assert_eq!(seen(Vec::new(), &[(10, -5), (-1, 100)]), None, "a return, and an order of tomorrow");
        let of = seen(Vec::new(), &[(97, 649), (62, 800), (43, 500), (43, 43), (10, -7)]).expect("it bought");
        assert_eq!(of.orders.iter().map(|(_, value)| *value).collect::<Vec<_>>(), [649, 800, 543]);
        let gaps = [of.second, of.third].map(|day| day.map(|day| day.since(of.first)));
        assert_eq!((of.day(), gaps), (97, [Some(35), Some(54)]));
        assert_eq!(of.asking_is_late_by(), Some(7));
    }

    #[test]
    fn the_180_days_end_with_the_179th() {
        let of = |ago| {
            seen(Vec::new(), &[(ago, 1), (ago - 179, 1), (ago - 180, 1)]).map(|of| (of.orders.len(), of.is_new()))
        };
        assert_eq!((of(180), of(179)), (Some((2, false)), Some((2, true))));
        let listed = |ago| new_customers(&book(Vec::new()), &ledger(&[(ago, 1)]), today()).len();
        assert_eq!((listed(180), listed(179), listed(0), listed(-1)), (0, 1, 1, 0));
    }

    #[test]
    fn what_was_before_the_first_order_is_of_another_time() {
        let complaint = |at, ago: i32| {
            Complaint { account: Some(ID), day: Some(today().plus(-ago)), ..Complaint::default() }
                .create(RecordId::well_known(at))
        };
        let interview = |at, ago: i32| {
            SatisfactionInterview {
                account: Some(ID),
                day: Some(today().plus(-ago)),
                ..SatisfactionInterview::default()
            }
            .create(RecordId::well_known(at))
        };
        let edits =
            [complaint(1, 120), complaint(2, 20), complaint(3, 10), interview(4, 101), interview(5, 5)].concat();
        let of = seen(edits, &[(100, 1)]).expect("it bought");
        assert_eq!((of.complaint, of.interview), (Some(today().plus(-20)), Some(today().plus(-5))));
        assert_eq!(of.asking_is_late_by(), None, "it was done, late");
        let early = seen(Vec::new(), &[(90, 1)]).expect("it bought");
        assert_eq!(early.asking_is_late_by(), None, "due today");
    }
}
