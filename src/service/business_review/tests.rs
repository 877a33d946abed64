//! The review by hand; and that nothing of ours is in it.

use super::*;
use crate::book::kind::Input;
use crate::book::{CauseKind, Change, CustomerVerdict, Edit, KINDS, Kept, Label, RecordKind, Side, Stamp, account};
use crate::calendar::date;
use crate::dossier::testing::{ID, book, today};
use crate::ledger::{Batch, Document, Line, Sales};
use crate::working_time::{Wall, WorkingCalendar};

fn utc(_: i64) -> i32 {
    0
}

fn id(number: u128) -> RecordId {
    RecordId::well_known(0x200 + number)
}

/// Documents with the day of order, the amount, the promised and the delivered day.
fn ledger(documents: &[(Date, i64, Date, Option<Date>)]) -> Ledger {
    let mut sales = Sales::new(Currency::default());
    sales.groups = vec!["Tea".into(), "Rice".into()];
    for (at, (day, amount, promised, delivered)) in (0..).zip(documents) {
        let (promised, delivered) = (Some(*promised), *delivered);
        sales.documents.push(Document { promised, delivered, ..Document::from((at + 1).to_string().as_str()) });
        sales.lines.push(Line { document: Some(at), group: Some(at % 2), ..Line::plain(0, *day, *amount) });
    }
    Ledger::of(Currency::default(), [&Batch { accounts: vec![ID], sales }])
}

fn review(edits: Vec<Edit>, ledger: &Ledger, days: (Date, Date)) -> Review {
    let book = book(edits);
    let dossier = Dossier::of(&book, ID).expect("the account");
    let calendar = WorkingCalendar::default();
    let clock = WorkingClock { calendar: &calendar, offset: &utc };
    let now = Instant::on(Wall::new(today(), 12 * 60), 0);
    let seen = Seen { book: &book, dossier: &dossier, ledger, clock, today: today(), now };
    Review::of(seen, days).expect("a review")
}

fn quarter() -> (Date, Date) {
    Span::Quarter.days(today())
}

#[test]
fn spans_end_before_today_or_on_it() {
    let day = date;
    assert_eq!(Span::Quarter.days(today()), (day(1998, 1, 1), day(1998, 3, 31)));
    assert_eq!(Span::Half.days(today()), (day(1997, 7, 1), day(1997, 12, 31)));
    assert_eq!(Span::Year.days(today()), (day(1997, 5, 7), today()));
    assert_eq!(Span::Own(day(1998, 3, 1), day(1998, 2, 1)).days(today()), (day(1998, 2, 1), day(1998, 3, 1)));
    assert_eq!(Span::Own(day(1998, 5, 1), day(1999, 1, 1)).days(today()), (day(1998, 5, 1), today()));
    assert_eq!(Span::Own(day(1999, 5, 1), day(1999, 6, 1)).days(today()), (today(), today()));
}

#[test]
fn orders_of_the_span_are_counted_by_period_and_group() {
    let (promised, there) = (date(1998, 2, 10), Some(date(1998, 2, 9)));
    let ledger = ledger(&[
        (date(1997, 12, 31), 900, promised, there),
        (date(1998, 1, 1), 100, promised, there),
        (date(1998, 2, 2), 50, promised, Some(date(1998, 2, 12))),
        (date(1998, 2, 3), -20, promised, there),
        (date(1998, 3, 31), 30, date(1998, 5, 6), None),
        (date(1998, 4, 1), 700, promised, there),
    ]);
    let found = review(vec![], &ledger, quarter());
    assert_eq!((found.orders, found.value), (3, 160));
    let periods: Vec<_> =
        found.periods.iter().map(|of| (of.period.ordinal(), of.orders, of.value, of.is_whole)).collect();
    assert_eq!(periods, [(1, 1, 100, true), (2, 1, 30, true), (3, 1, 30, true)]);
    assert_eq!(found.groups, [("Rice".to_owned(), 80), ("Tea".to_owned(), 80)]);
    assert_eq!((found.on_time.on_time, found.on_time.late, found.on_time.open), (2, 1, 1));
    assert_eq!(found.late.iter().map(|of| of.number.as_str()).collect::<Vec<_>>(), ["3"]);
    assert_eq!(found.took, Some(10.0), "39, 10 and 6 days");
    let year = review(vec![], &ledger, Span::Year.days(today()));
    let whole: Vec<bool> = year.periods.iter().map(|of| of.is_whole).collect();
    assert_eq!(whole, [false, true, true, true, false], "by quarters");
}

#[test]
fn what_went_wrong_in_the_span_is_told_with_cause_and_verdict() {
    let complaint = |day, solved| Complaint {
        account: Some(ID),
        day: Some(day),
        solved,
        subject: "Late".into(),
        cause_kind: Some(CauseKind::Planning),
        outcome: solved.map(|_| CustomerVerdict::Partly),
        ..Complaint::default()
    };
    let told = |day, solved| {
        let found = review(complaint(day, solved).create(id(1)), &Ledger::default(), quarter());
        found.complaints.first().map(|of| (of.cause_kind, of.outcome))
    };
    let partly = Some((Some(CauseKind::Planning), Some(CustomerVerdict::Partly)));
    assert_eq!(told(date(1998, 1, 5), Some(date(1998, 1, 30))), partly);
    assert_eq!(told(date(1997, 12, 1), Some(date(1998, 1, 1))), partly, "it was open on its first day");
    assert_eq!(told(date(1997, 12, 1), Some(date(1997, 12, 31))), None);
    assert_eq!(told(date(1997, 12, 1), None), Some((Some(CauseKind::Planning), None)), "it is open still");
    assert_eq!(told(date(1998, 4, 1), None), None, "it came later");
}

#[test]
fn promises_of_the_span_are_kept_or_not_and_the_open_ones_are_agreed_next() {
    let promise = |due, by, outcome: Option<Kept>| Promise {
        account: Some(ID),
        day: Some(date(1997, 12, 1)),
        due: Some(due),
        by,
        outcome,
        settled: outcome.map(|_| due),
        ..Promise::default()
    };
    let all = [
        promise(date(1998, 3, 31), None, Some(Kept::Kept)),
        promise(date(1998, 3, 1), None, None),
        promise(date(1998, 6, 1), None, None),
        promise(date(1998, 5, 20), Some(Side::Them), None),
    ];
    let mut edits: Vec<Edit> = (1..).zip(&all).flat_map(|(at, of)| of.create(id(at))).collect();
    edits.extend(Offer { account: Some(ID), subject: "Tea".into(), ..Offer::default() }.create(id(9)));
    let found = review(edits, &Ledger::default(), quarter());
    assert_eq!(found.kept, Share { of: 1, among: 2 });
    assert_eq!(found.promised.iter().map(|of| of.is_kept).collect::<Vec<_>>(), [false, true]);
    let agreed: Vec<_> = found.agreed.iter().map(Agreed::day).collect();
    assert_eq!(agreed, [Some(date(1998, 5, 20)), Some(date(1998, 6, 1)), None]);
    assert!(matches!(found.agreed.as_slice(), [Agreed::Theirs(_), Agreed::Ours(_), Agreed::Offered(_)]));
}

#[test]
fn answers_are_counted_by_the_day_the_request_came() {
    let noon = |day| Instant::on(Wall::new(day, 12 * 60), 0);
    let request =
        |day, answered| Request { account: Some(ID), received: Some(noon(day)), answered, ..Request::default() };
    let (march, april) = (date(1998, 3, 31), date(1998, 4, 1));
    let edits = [
        request(march, Some(noon(march))).create(id(1)),
        request(date(1998, 3, 2), None).create(id(2)),
        request(april, Some(noon(april))).create(id(3)),
    ];
    let found = review(edits.concat(), &Ledger::default(), quarter());
    assert_eq!((found.answers, found.target), (Share { of: 1, among: 2 }, 240));
}

/// A text that stands in a field.
const SECRET: &str = "not for the customer";

/// Every text of every field the customer may not see, of every kind.
#[test]
fn nothing_a_customer_may_not_see_is_in_it() {
    let mut edits =
        vec![account::field::notes.set(ID, SECRET.into()), account::field::level_reason.set(ID, SECRET.into())];
    let mut hidden = 0;
    for (at, kind) in (0..).zip(KINDS) {
        let record = id(0x50 + at);
        edits.extend((kind.begins)(record, Some(ID), Instant::on(Wall::new(today(), 600), 0)));
        for field in kind.fields.iter().filter(|field| matches!(field.input, Input::Line | Input::Text | Input::Group))
        {
            let is_hidden = field.audience > Audience::Customer || kind.audience > Audience::Customer;
            hidden += usize::from(is_hidden);
            let text = if is_hidden { SECRET } else { "for everybody" };
            edits.push(Edit::raw(record, kind.code, field.name, text.into()));
        }
    }
    let found = review(edits, &Ledger::default(), Span::Year.days(today()));
    let told = format!("{found:?}");
    assert!(hidden > 20 && told.contains("for everybody"), "{hidden}");
    assert!(!told.contains(SECRET), "{told}");
}

#[test]
fn who_answers_for_it_is_named_to_them() {
    let owner = id(1);
    let named = vec![
        account::field::owner.set(ID, Some(owner)),
        crate::book::colleague::field::name.set(owner, "Ana".into()),
        Edit::revive(owner, crate::book::Colleague::KIND),
    ];
    let book = {
        let mut book = book(vec![]);
        book.apply(&Change::new(Label::Sample, named.clone()), Stamp { millis: 2, ..Stamp::default() });
        book
    };
    assert_eq!(book.name(owner), "Ana");
    assert_eq!(review(named, &Ledger::default(), quarter()).ours, "Ana");
}
