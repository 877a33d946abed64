//! Of one account all that is known of its losses: when it was lost and why, whether it is gone, its cases; and of
//! all accounts together.

use std::collections::HashMap;

use super::gone::{Gone, lost, verdicts};
use super::reasons::ToldLoss;
use super::standings::{Standings, standing_of};
use super::win_back::{Case, Helping};
use crate::analysis::losses::{LossRule, Standing, order_days};
use crate::analysis::purchase_days;
use crate::book::{Book, GoneState, LossCause, LossVerdict, RecordId, WinBack, account, win_back};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::ledger::{Ledger, Sale};

/// By what losses are told, as of which day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    pub today: Date,
    pub rule: LossRule,
}

impl Seen {
    /// Up to which day sales are known.
    fn until(self, ledger: &Ledger) -> Date {
        ledger.span().map_or(self.today, |(_, last)| last.min(self.today))
    }
}

/// All that is known of the losses of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct LossFile {
    /// Up to which day sales are known: no silence is told beyond it.
    pub until: Date,
    /// Its order days up to that day.
    pub days: Vec<Date>,
    /// How it stands; `None` of what never bought, and of what isn't one customer.
    pub standing: Option<Standing>,
    /// Whether it is gone, and since when.
    pub gone: Option<Gone>,
    /// Each time it was lost, the earliest first.
    pub losses: Vec<ToldLoss>,
    /// The cases that were opened, the latest first.
    pub cases: Vec<Case>,
}

impl LossFile {
    pub fn of(dossier: &Dossier, ledger: &Ledger, seen: Seen) -> Self {
        let (sales, until) = (ledger.sales(dossier.id), seen.until(ledger));
        let mut days = purchase_days(sales);
        days.truncate(days.partition_point(|day| *day <= until));
        let verdicts = verdicts(dossier);
        let words = verdicts.iter().map(|(_, verdict)| verdict);
        let found = lost(&days, words, (until, seen.today), seen.rule);
        let losses = found.into_iter().map(|loss| ToldLoss::of(dossier.id, loss, &verdicts)).collect();
        let cases = cases_of(dossier, &days, sales, seen.rule, (until, seen.today));
        let standing = standing_of(dossier, ledger, seen.rule, seen.today);
        let gone = standing.as_ref().and_then(Gone::of);
        Self { until, days, standing, gone, losses, cases }
    }

    /// The loss it is in, where it is lost now.
    pub fn now(&self) -> Option<&ToldLoss> {
        self.losses.last().filter(|told| told.loss.returned.is_none())
    }

    /// The case that is open, or the latest.
    pub fn case(&self) -> Option<&Case> {
        self.cases.iter().find(|case| case.is_open()).or(self.cases.first())
    }

    /// Losses before the one it is in, or all.
    pub fn before(&self) -> usize {
        self.losses.len() - usize::from(self.now().is_some())
    }

    /// How often it went over to a competitor's offer or the price: who did so twice is bought, and not won.
    pub fn for_price(&self) -> usize {
        let is_price = |told: &&ToldLoss| {
            let reasons = told.told.iter().flat_map(|(_, verdict)| &verdict.reasons);
            reasons.into_iter().any(|reason| reason.cause == LossCause::Competitor)
        };
        self.losses.iter().filter(is_price).count()
    }
}

/// The cases that were opened at an account with these order days and sales, the latest first. `until`: up to which day
/// sales are known, and the day it is.
fn cases_of(dossier: &Dossier, days: &[Date], sales: &[Sale], rule: LossRule, until: (Date, Date)) -> Vec<Case> {
    let all = dossier.all::<WinBack>();
    let cases = all.filter_map(|case| Case::of(case, dossier.id, days, sales, rule, until));
    let mut cases: Vec<Case> = cases.collect();
    cases.sort_by_key(|case| std::cmp::Reverse((case.opened, case.id)));
    cases
}

/// All accounts at which a case was opened, with what became of it: open ones first, then the latest.
pub fn all_cases(book: &Book, ledger: &Ledger, seen: Seen) -> Vec<Case> {
    let mut accounts: Vec<RecordId> =
        book.values(win_back::field::account).filter_map(|(_, account)| account).collect();
    accounts.iter_mut().for_each(|account| *account = book.merged().of_account(*account));
    accounts.sort_unstable();
    accounts.dedup();
    let files = accounts.into_iter().filter_map(|account| Dossier::of(book, account));
    let until = (seen.until(ledger), seen.today);
    let cases = files.flat_map(|dossier| {
        let sales = ledger.sales(dossier.id);
        cases_of(&dossier, &purchase_days(sales), sales, seen.rule, until)
    });
    let mut cases: Vec<Case> = cases.collect();
    cases.sort_by_key(|case| (!case.is_open(), std::cmp::Reverse((case.opened, case.id))));
    cases
}

/// The order days of all accounts: they follow from the ledger, so that a word about a loss needn't look at all sales
/// again.
#[derive(Clone, Debug, Default)]
pub struct Past {
    days: Vec<(RecordId, Vec<Date>)>,
    /// The last day of which sales are known.
    last: Option<Date>,
}

impl Past {
    pub fn of(ledger: &Ledger) -> Self {
        Self { days: order_days(ledger).collect(), last: ledger.span().map(|(_, last)| last) }
    }

    /// Up to which day sales are known, on a day.
    fn until(&self, today: Date) -> Date {
        self.last.map_or(today, |last| last.min(today))
    }

    /// Of the accounts that are one customer (C24).
    fn customers(&self, book: &Book) -> impl Iterator<Item = (RecordId, &[Date])> {
        let is_one = |id: RecordId| book.value(id, account::field::stands_for).is_none();
        self.days.iter().filter(move |(id, _)| is_one(*id)).map(|(id, days)| (*id, days.as_slice()))
    }
}

/// Every loss of every account that is one customer, with what was said of it: on its way, account by account.
pub struct TellingLosses {
    /// The accounts to be looked at, the next one last.
    waiting: Vec<RecordId>,
    told: Vec<ToldLoss>,
}

impl TellingLosses {
    pub fn begin(standings: &Standings) -> Self {
        Self { waiting: standings.days.keys().rev().copied().collect(), told: Vec::new() }
    }

    /// Goes on by so many accounts; the losses, by account, once all are looked at. What is seen stays the same.
    pub fn step(&mut self, standings: &Standings, said: &Said, seen: Seen, accounts: usize) -> Option<Vec<ToldLoss>> {
        for _ in 0..accounts {
            let Some(account) = self.waiting.pop() else { break };
            let days = standings.days.get(&account).map(Vec::as_slice).unwrap_or_default();
            let verdicts = said.of_account(account);
            let words = verdicts.iter().map(|(_, verdict)| verdict);
            let found = lost(days, words, (standings.until, seen.today), seen.rule);
            self.told.extend(found.into_iter().map(|loss| ToldLoss::of(account, loss, verdicts)));
        }
        self.waiting.is_empty().then(|| std::mem::take(&mut self.told))
    }

    /// All at once.
    pub fn all(standings: &Standings, said: &Said, seen: Seen) -> Vec<ToldLoss> {
        Self::begin(standings).step(standings, said, seen, usize::MAX).unwrap_or_default()
    }
}

/// What people said of losses, by account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said(HashMap<RecordId, Vec<(RecordId, LossVerdict)>>);

impl Said {
    pub fn of(book: &Book) -> Self {
        let mut said = Self::default();
        for (id, verdict) in book.all::<LossVerdict>() {
            let Some(account) = verdict.account else { continue };
            said.0.entry(book.merged().of_account(account)).or_default().push((id, verdict));
        }
        said
    }

    fn of_account(&self, account: RecordId) -> &[(RecordId, LossVerdict)] {
        self.0.get(&account).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Whether winning back helps those that were in a state when it began (C16), beside the book's own past. `cases`:
/// [all of them](all_cases).
pub fn helping(
    book: &Book,
    (past, said): (&Past, &Said),
    cases: &[Case],
    state: GoneState,
    seen: Seen,
    currency: Currency,
) -> Helping {
    let mut found = Helping::default();
    let mut opened: HashMap<RecordId, Vec<Date>> = HashMap::new();
    for case in cases {
        opened.entry(case.account).or_default().push(case.opened);
        if case.record.state.unwrap_or(GoneState::Lost) == state {
            found.add_case(case, currency, seen.today);
        }
    }
    let until = past.until(seen.today);
    for (account, days) in past.customers(book) {
        let words = said.of_account(account).iter().map(|(_, verdict)| verdict);
        let losses = lost(days, words, (until, seen.today), seen.rule);
        let opened = opened.get(&account).map(Vec::as_slice).unwrap_or_default();
        found.add_past(state, days, &losses, opened, until);
    }
    found
}
