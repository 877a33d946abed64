//! Hours are counted as C17a says, shares add up, and nothing is said of noise.

use proptest::prelude::*;

use super::*;
use crate::analysis::{AbcClass, Analysis, Config, KeyAccounts, XyzClass};
use crate::book::{
    Account, Book, Change, Complaint, Edit, Hours, Kept, KeyDecision, Label, OwnCadence, PlanAction, PlanReview,
    Promise, SatisfactionInterview, Severity, Side, Stamp, Tender, TenderOutcome,
};
use crate::calendar::date;
use crate::currency::Currency;
use crate::ledger::{Batch, Ledger, Line, Sales};

fn id(number: u128) -> RecordId {
    RecordId::well_known(1_000 + number)
}

fn today() -> Date {
    date(1998, 5, 6)
}

#[derive(Default)]
struct Desk {
    book: Book,
    lines: Vec<Line>,
    next: u128,
}

impl Desk {
    fn write(&mut self, edits: Vec<Edit>) {
        let stamp = Stamp { millis: 1 + self.next as u64, ..Stamp::default() };
        self.book.apply(&Change::new(Label::Sample, edits), stamp);
    }

    fn add(&mut self, record: &impl RecordKind) {
        self.next += 1;
        self.write(record.create(RecordId::well_known(9_000 + self.next)));
    }

    /// An account with one order.
    fn account(&mut self, number: u128, account: Account, bought: i64) {
        self.write(account.create(id(number)));
        if bought > 0 {
            self.lines.push(Line::plain(number as u32, date(1998, 1, 5), bought));
        }
    }

    fn returns(&self) -> Returns {
        let sales = Sales { lines: self.lines.clone(), ..Sales::new(Currency::default()) };
        let accounts = (0..10).map(id).collect();
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts, sales }]);
        let analysis = Analysis::of(&self.book, &ledger, &Config::default());
        let key = KeyAccounts::of(&self.book, analysis.as_ref());
        Returns::of(Seen { book: &self.book, ledger: &ledger, analysis: analysis.as_ref(), key: &key, today: today() })
    }

    fn only(&self) -> AccountReturn {
        let returns = self.returns();
        assert_eq!(returns.accounts.len(), 1);
        returns.accounts[0]
    }
}

fn minor() -> Account {
    Account { name: "A".into(), key: Some(KeyDecision::NotKey), ..Account::default() }
}

fn met(day: Date) -> Interaction {
    Interaction { account: Some(id(0)), day: Some(day), ..Interaction::default() }
}

#[test]
fn touches_take_as_long_as_was_said_or_as_usual_and_tries_take_nothing() {
    let mut desk = Desk::default();
    desk.account(0, minor(), 100);
    desk.add(&met(today()));
    desk.add(&Interaction { took: Hours::of_minutes(45), ..met(date(1998, 5, 5)) });
    desk.add(&Interaction { not_reached: true, ..met(date(1998, 5, 4)) });
    // The first day of the window, the one before it, and one that is planned.
    desk.add(&met(today().plus(-364)));
    desk.add(&met(today().plus(-365)));
    desk.add(&met(today().plus(1)));
    let spent = desk.only().spent;
    assert_eq!((spent.touches, spent.touch_minutes, spent.items), (3, 30 + 45 + 30, 0));
    // With a key account a touch takes an hour.
    desk.write(vec![account::field::key.set(id(0), Some(KeyDecision::Key))]);
    assert_eq!(desk.only().spent.touch_minutes, 60 + 45 + 60);
}

#[test]
fn what_was_done_took_as_long_as_it_takes_while_it_is_open() {
    let mut desk = Desk::default();
    desk.account(0, minor(), 100);
    let (account, day) = (Some(id(0)), Some(date(1998, 4, 1)));
    desk.add(&Promise { account, by: Some(Side::Us), outcome: Some(Kept::Kept), settled: day, ..Promise::default() });
    desk.add(&Promise { account, by: Some(Side::Us), outcome: Some(Kept::Broken), settled: day, ..Promise::default() });
    desk.add(&Complaint { account, solved: day, severity: Some(Severity::Claim), ..Complaint::default() });
    desk.add(&PlanAction { account, done: day, ..PlanAction::default() });
    desk.add(&PlanAction { account, done: day, estimate: Hours::of_minutes(15), ..PlanAction::default() });
    desk.add(&PlanAction { account, dropped: day, ..PlanAction::default() });
    desk.add(&PlanReview { account, held: day, said: "On track".into(), ..PlanReview::default() });
    desk.add(&SatisfactionInterview { account, day, ..SatisfactionInterview::default() });
    desk.add(&Tender { account, outcome: Some(TenderOutcome::Lost), decided: day, ..Tender::default() });
    let spent = desk.only().spent;
    assert_eq!((spent.items, spent.item_minutes), (7, 60 + 480 + 120 + 15 + 120 + 120 + 480));
    assert_eq!((spent.touches, spent.minutes()), (0, spent.item_minutes));
}

#[test]
fn a_year_ahead_is_the_cadence_and_what_is_open() {
    let mut desk = Desk::default();
    let cadence = Some(OwnCadence { ideal: 40, longest: 60, set: today() });
    desk.account(0, Account { cadence, ..minor() }, 100);
    desk.add(&PlanAction { account: Some(id(0)), due: Some(today()), ..PlanAction::default() });
    let found = desk.only();
    assert_eq!(found.every, 40);
    // 365 / 40 touches of half an hour are 273.75 minutes.
    assert_eq!((found.ahead.touches, found.ahead.touch_minutes, found.ahead.item_minutes), (9, 274, 120));
}

#[test]
fn who_is_in_the_archive_or_no_one_customer_is_left_out() {
    let mut desk = Desk::default();
    desk.account(0, minor(), 100);
    desk.account(1, Account { archived_on: Some(today()), ..minor() }, 100);
    desk.account(2, Account { stands_for: Some(crate::book::StandsFor::Nobody), ..minor() }, 100);
    assert_eq!(desk.returns().accounts.iter().map(|of| of.id).collect::<Vec<_>>(), [id(0)]);
}

fn returned(number: u128, value: i128, spent: u64) -> AccountReturn {
    AccountReturn {
        id: id(number),
        cell: None,
        level: Level::MinorBuyer,
        is_key: false,
        value,
        has_bought: value > 0,
        spent: Effort { touches: spent / 30, touch_minutes: spent, ..Effort::default() },
        ahead: Effort::default(),
        every: 90,
    }
}

fn leaning(accounts: Vec<AccountReturn>) -> Vec<(RecordId, Lean, u64)> {
    let found = Returns { accounts }.leaning(Basis::Spent);
    found.into_iter().map(|of| (of.id, of.lean, of.fair)).collect()
}

#[test]
fn twice_the_share_and_half_of_it_are_told() {
    // Of 100 hours one takes 40 and brings a fifth, the other 20 and brings two fifths, the third what is fair.
    let of = |minutes: [u64; 3]| {
        let accounts = [200, 400, 400].into_iter().zip(minutes).zip(0..);
        leaning(accounts.map(|((value, minutes), number)| returned(number, value, minutes)).collect())
    };
    assert_eq!(of([2_400, 1_200, 2_400]), [(id(0), Lean::More, 1_200), (id(1), Lean::Less, 2_400)]);
    assert_eq!(of([2_399, 1_201, 2_400]), [], "a minute from it");
}

#[test]
fn nothing_is_said_of_a_week_or_of_a_day() {
    // Ten times its share, but less than a working day away from it.
    assert_eq!(leaning(vec![returned(0, 1, 500), returned(1, 100, 4_500)]), []);
    // Far from it, but all in all less than a working week.
    assert_eq!(leaning(vec![returned(0, 1, 2_000), returned(1, 100, 300)]), []);
    assert_eq!(leaning(vec![returned(0, 0, 5_000)]), [], "nobody brought anything");
    let spent = |minutes| Returns { accounts: vec![returned(0, 1, minutes)] }.basis();
    assert_eq!((spent(TOLD - 1), spent(TOLD)), (Basis::Ahead, Basis::Spent));
}

/// Bug it would be: each prospect one works on would stand among those that take too much.
#[test]
fn who_has_bought_nothing_yet_takes_hours_for_what_it_could_bring() {
    let found = leaning(vec![returned(0, 0, 5_000), returned(1, 100, 5_000)]);
    assert_eq!(found, [(id(1), Lean::Less, 10_000)]);
    let lost = AccountReturn { has_bought: true, ..returned(0, 0, 5_000) };
    assert_eq!(leaning(vec![lost, returned(1, 100, 5_000)]).len(), 2, "it bought before, and brings nothing now");
}

fn any_return() -> impl Strategy<Value = AccountReturn> {
    let cell = prop::option::of((0_usize..3, 0_usize..3));
    let level = 0..Level::ALL.len();
    (0_u128..1_000, 0_i128..1_000_000, 0_u64..20_000, 0_u64..20_000, cell, level, any::<bool>()).prop_map(
        |(number, value, spent, ahead, cell, level, has_bought)| AccountReturn {
            cell: cell.map(|(abc, xyz)| Segment { abc: AbcClass::ALL[abc], xyz: XyzClass::ALL[xyz] }),
            level: Level::ALL[level],
            has_bought: has_bought || value > 0,
            ahead: Effort { item_minutes: ahead, ..Effort::default() },
            ..returned(number, value, spent)
        },
    )
}

proptest! {
    /// Cells and levels hold each account once, and no minute and no cent is lost between them.
    #[test]
    fn parts_add_up(accounts in prop::collection::vec(any_return(), 0..40)) {
        let returns = Returns { accounts };
        for basis in [Basis::Spent, Basis::Ahead] {
            let all = returns.all(basis);
            let sum = |parts: Vec<Part>| parts.into_iter().fold(Part::default(), |sum, part| Part {
                accounts: sum.accounts + part.accounts,
                value: sum.value + part.value,
                minutes: sum.minutes + part.minutes,
            });
            prop_assert_eq!(sum(returns.by_cell(basis).into_iter().map(|(_, part)| part).collect()), all);
            prop_assert_eq!(sum(returns.by_level(basis).into_iter().map(|(_, part)| part).collect()), all);
            prop_assert!(returns.by_cell(basis).iter().all(|(_, part)| part.accounts > 0));
        }
    }

    #[test]
    fn the_order_of_accounts_is_no_matter(
        mut accounts in prop::collection::vec(any_return(), 0..40),
        turn in 0_usize..40,
    ) {
        accounts.sort_by_key(|account| account.id);
        accounts.dedup_by_key(|account| account.id);
        let one = Returns { accounts: accounts.clone() };
        let by = turn % accounts.len().max(1);
        accounts.rotate_left(by);
        accounts.reverse();
        let other = Returns { accounts };
        for basis in [Basis::Spent, Basis::Ahead] {
            prop_assert_eq!(one.leaning(basis), other.leaning(basis));
            prop_assert_eq!(one.by_cell(basis), other.by_cell(basis));
            prop_assert_eq!(one.by_level(basis), other.by_level(basis));
        }
    }

    /// Whatever is told is far enough from its share, and told of the side it is on; in another currency, or with every
    /// hour doubled beyond the limits of noise, the same is told.
    #[test]
    fn what_leans_is_far_from_its_share(accounts in prop::collection::vec(any_return(), 1..40)) {
        let returns = Returns { accounts: accounts.clone() };
        let found = returns.leaning(Basis::Spent);
        for of in &found {
            prop_assert!(of.minutes.abs_diff(of.fair) >= LEAST);
            match of.lean {
                Lean::More => prop_assert!(of.minutes + 1 >= 2 * of.fair.saturating_sub(1)),
                Lean::Less => prop_assert!(of.fair + 1 >= 2 * of.minutes),
            }
        }
        let richer = accounts.iter().map(|of| AccountReturn { value: of.value * 1_000, ..*of }).collect();
        prop_assert_eq!(Returns { accounts: richer }.leaning(Basis::Spent), found);
    }

    /// Every account at its share: nothing leans.
    #[test]
    fn fair_hours_do_not_lean(values in prop::collection::vec(1_i128..10_000, 1..30)) {
        let accounts = values.iter().zip(0..).map(|(value, number)| returned(number, *value, 3 * *value as u64)).collect();
        prop_assert_eq!(leaning(accounts), []);
    }
}
