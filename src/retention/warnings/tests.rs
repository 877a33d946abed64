//! Signs of a small book, each with what it was read from.

use super::*;
use crate::analysis::losses::LossRule;
use crate::book::{
    Account, Change, Competitor, CompetitorAtAccount, Complaint, Contact, Edit, Interaction, Label, PlannedStep,
    RecordKind, Stamp,
};
use crate::calendar::date;
use crate::currency::Currency;
use crate::ledger::{Batch, Line, Sales};

const ALFA: RecordId = RecordId::well_known(7);
const BETA: RecordId = RecordId::well_known(8);

fn today() -> Date {
    date(2024, 12, 31)
}

/// What an account bought, in which group, and how many days before the last day of the ledger.
fn ledger(sold: &[(u32, Option<u32>, i32, i64)]) -> Ledger {
    let line = |(customer, group, ago, amount): &(u32, Option<u32>, i32, i64)| Line {
        group: *group,
        ..Line::plain(*customer, today().plus(-ago), *amount)
    };
    let mut lines: Vec<Line> = sold.iter().map(line).collect();
    // Somebody buys on the last day.
    lines.push(Line::plain(1, today(), 1));
    let sales = Sales { groups: vec!["Tea".into(), "Rice".into()], lines, ..Sales::new(Currency::default()) };
    Ledger::of(Currency::default(), [&Batch { accounts: vec![ALFA, BETA], sales }])
}

fn book(edits: Vec<Edit>) -> Book {
    let mut book = Book::default();
    let account = |name: &str, id| Account { name: name.into(), ..Account::default() }.create(id);
    let all = [account("Alfa", ALFA), account("Beta", BETA), edits].concat();
    book.apply(&Change::new(Label::Sample, all), Stamp { millis: 1, ..Stamp::default() });
    book
}

fn warned(book: &Book, ledger: &Ledger) -> Vec<Warning> {
    let standings = Standings::of(book, ledger, Default::default(), LossRule::default(), today()).unwrap();
    let seen = Seen { book, ledger, standings: &standings, criteria: Criteria::of(book), today: today() };
    Warnings::all(seen)
}

fn codes(book: &Book, sold: &[(u32, Option<u32>, i32, i64)]) -> Vec<&'static str> {
    let found = warned(book, &ledger(sold)).into_iter().find(|warning| warning.account == ALFA);
    found.map(|warning| warning.signs.iter().map(Sign::code).collect()).unwrap_or_default()
}

/// Every so many days, the last so many days ago.
fn every(gap: i32, times: i32, last: i32, amount: i64) -> Vec<(u32, Option<u32>, i32, i64)> {
    (0..times).map(|at| (0, None, last + at * gap, amount)).collect()
}

#[test]
fn a_silence_is_told_while_the_account_still_buys() {
    // Gaps of 30, once 100: 70 days are more than twice its own, and not the longest.
    let of = |last: i32| [every(30, 4, last, 100), vec![(0, None, last + 190, 100)]].concat();
    assert_eq!(codes(&book(vec![]), &of(60)), Vec::<&str>::new());
    assert_eq!(codes(&book(vec![]), &of(61)), ["silent"]);
    assert_eq!(codes(&book(vec![]), &of(101)), Vec::<&str>::new(), "presumed lost: no early warning");
}

#[test]
fn the_same_weeks_silent_a_year_ago_are_a_season() {
    let of = |more: &[i32]| {
        let year = |ago: i32| (0..10).map(move |at| (0, None, ago + 70 + at * 30, 100));
        let more = more.iter().map(|ago| (0, None, *ago, 100));
        ledger(&year(0).chain(year(366)).chain(year(731)).chain(more).collect::<Vec<_>>())
    };
    let told = |ledger: &Ledger| {
        let found = warned(&book(vec![]), ledger).into_iter().find(|warning| warning.account == ALFA).unwrap();
        (found.is_season(), found.season.iter().any(|sign| matches!(sign, Sign::Silent(_))))
    };
    assert_eq!(told(&of(&[])), (true, true));
    assert_eq!(told(&of(&[400])), (false, false), "it bought in these weeks");
}

#[test]
fn a_group_that_is_bought_no_more_is_told_with_what_it_brought() {
    let tea = [125, 135, 145].map(|ago| (0, Some(0), ago, 50));
    let rice: Vec<_> = (0..20).map(|at| (0, Some(1), 5 + at * 10, 100)).collect();
    let sold = [tea.to_vec(), rice].concat();
    let found = warned(&book(vec![]), &ledger(&sold));
    let alfa = found.iter().find(|warning| warning.account == ALFA).unwrap();
    assert_eq!((alfa.at_stake, alfa.value), (150, 2_150));
    let Some(Sign::GroupLost(group)) = alfa.signs.first() else { panic!("{:?}", alfa.signs) };
    assert_eq!((group.group, group.silence, group.gap, group.longest), (0, 125, 10.0, 10));
}

#[test]
fn a_fall_of_volume_is_told_from_the_criterion_on() {
    let of = |late: i64| {
        let earlier: Vec<_> = (0..6).map(|at| (0, None, 190 + at * 30, 100)).collect();
        [earlier, every(30, 6, 5, late)].concat()
    };
    assert!(codes(&book(vec![]), &of(60)).contains(&"falling_volume"));
    assert!(!codes(&book(vec![]), &of(61)).contains(&"falling_volume"));
}

#[test]
fn what_people_wrote_down_warns() {
    let part = RecordId::well_known(70);
    let next = |at: u128| RecordId::well_known(70 + at);
    let sold = every(30, 6, 5, 100);
    let of = |edits: Vec<Edit>| codes(&book(edits), &sold);
    let day = |ago: i32| Some(today().plus(-ago));
    assert_eq!(of(vec![]), Vec::<&str>::new());
    let complaint = Complaint { account: Some(ALFA), day: day(3), ..Complaint::default() };
    assert_eq!(of(complaint.create(part)), ["complaint"]);
    let left = Contact { account: Some(ALFA), left: day(30), ..Contact::default() };
    assert_eq!(of(left.create(part)), ["contact_left"]);
    let long_ago = Contact { account: Some(ALFA), left: day(300), ..Contact::default() };
    assert_eq!(of(long_ago.create(part)), Vec::<&str>::new());
    let met = |ago: i32| Interaction { account: Some(ALFA), day: day(ago), ..Interaction::default() }.create(part);
    assert_eq!(of(met(183)), ["contact_silent"]);
    assert_eq!(of(met(182)), Vec::<&str>::new());
    let step = |id, ago: i32| PlannedStep { account: Some(ALFA), due: day(ago), ..PlannedStep::default() }.create(id);
    assert_eq!(of([step(part, 1), step(next(1), 8)].concat()), ["plan_behind"]);
    assert_eq!(of(step(part, 0)), Vec::<&str>::new(), "due today");
    let rival = Competitor { name: "Rival".into(), ..Competitor::default() }.create(next(2));
    let there = CompetitorAtAccount { account: Some(ALFA), contract_end: day(-90), ..CompetitorAtAccount::default() };
    assert_eq!(of([rival, there.create(part)].concat()), ["competitor"]);
}

#[test]
fn most_at_stake_stands_first() {
    let beta =
        |amount: i64| every(30, 6, 61, amount).into_iter().map(|(_, group, ago, amount)| (1, group, ago, amount));
    let sold: Vec<_> = every(30, 4, 61, 100).into_iter().chain([(0, None, 251, 100)]).chain(beta(900)).collect();
    // Beta bought a little on the last day, so its orders are smaller.
    let found = warned(&book(vec![]), &ledger(&sold));
    let told: Vec<_> = found.iter().map(|warning| (warning.account, warning.at_stake)).collect();
    // Of Beta's 5,401 a third: its orders were 900, and are 600.33.
    assert_eq!(told, [(BETA, 1_798), (ALFA, 500)]);
}

/// A complaint of yesterday put all of an account at stake, and a claim past its deadline beside a silent group only
/// what that group had brought: one more sign made it less.
#[test]
fn one_more_sign_never_puts_less_at_stake() {
    let tea = [125, 135, 145].map(|ago| (0, Some(0), ago, 50));
    let rice: Vec<_> = (0..20).map(|at| (0, Some(1), 5 + at * 10, 100)).collect();
    let with_group = [tea.to_vec(), rice.clone()].concat();
    let part = |at: u128| RecordId::well_known(70 + at);
    let complaint = |at, due: Option<i32>| {
        let day = |ago: i32| today().plus(-ago);
        Complaint { account: Some(ALFA), day: Some(day(20)), due: due.map(day), ..Complaint::default() }
            .create(part(at))
    };
    let left = Contact { account: Some(ALFA), left: Some(today().plus(-30)), ..Contact::default() }.create(part(9));
    let of = |sold: &[(u32, Option<u32>, i32, i64)], edits: Vec<Edit>| {
        let found = warned(&book(edits), &ledger(sold));
        found.iter().find(|warning| warning.account == ALFA).map(|warning| (warning.at_stake, warning.value))
    };
    assert_eq!(of(&rice, complaint(1, None)), Some((0, 2_000)), "no figure follows from it");
    assert_eq!(of(&rice, complaint(1, Some(-1))), Some((0, 2_000)), "it is seen to in time");
    assert_eq!(of(&rice, left.clone()), Some((0, 2_000)));
    assert_eq!(of(&with_group, vec![]), Some((150, 2_150)));
    assert_eq!(of(&with_group, [complaint(1, Some(-1)), left].concat()), Some((150, 2_150)));
    assert_eq!(of(&rice, complaint(1, Some(1))), Some((2_000, 2_000)), "past its deadline");
    assert_eq!(of(&with_group, complaint(1, Some(1))), Some((2_150, 2_150)));
}

#[test]
fn where_no_figure_follows_the_larger_account_stands_first() {
    let beta = every(30, 6, 5, 900).into_iter().map(|(_, group, ago, amount)| (1, group, ago, amount));
    let sold: Vec<_> = every(30, 6, 5, 100).into_iter().chain(beta).collect();
    let left = |account, at: u128| {
        let left = Contact { account: Some(account), left: Some(today().plus(-30)), ..Contact::default() };
        left.create(RecordId::well_known(70 + at))
    };
    let found = warned(&book([left(ALFA, 1), left(BETA, 2)].concat()), &ledger(&sold));
    assert_eq!(found.iter().map(|warning| warning.account).collect::<Vec<_>>(), [BETA, ALFA]);
}
