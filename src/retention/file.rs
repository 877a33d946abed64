//! Of one account all that is known of its losses: when it was lost and why, whether it is gone, its cases.

use super::gone::{Gone, lost, verdicts};
use super::reasons::ToldLoss;
use super::win_back::{Case, Helping};
use crate::analysis::losses::LossRule;
use crate::analysis::purchase_days;
use crate::book::{Book, GoneState, LossCause, LossVerdict, RecordId, WinBack};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::ledger::Ledger;

/// By what losses are told, as of which day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    pub today: Date,
    pub rule: LossRule,
    /// The median gap of the accounts that have a rhythm, in days.
    pub typical: Option<f64>,
}

/// All that is known of the losses of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct LossFile {
    /// Its order days up to the day it is seen on.
    pub days: Vec<Date>,
    /// Whether it is gone, and since when.
    pub gone: Option<Gone>,
    /// Each time it was lost, the earliest first.
    pub losses: Vec<ToldLoss>,
    /// The cases that were opened, the latest first.
    pub cases: Vec<Case>,
}

impl LossFile {
    pub fn of(dossier: &Dossier, ledger: &Ledger, seen: Seen) -> Self {
        let sales = ledger.sales(dossier.id);
        let mut days = purchase_days(sales);
        days.truncate(days.partition_point(|day| *day <= seen.today));
        let verdicts = verdicts(dossier);
        let words = || verdicts.iter().map(|(_, verdict)| verdict);
        let found = lost(&days, words(), seen.today, seen.rule);
        let losses = found.into_iter().map(|loss| ToldLoss::of(dossier.id, loss, &verdicts)).collect();
        let mut cases: Vec<Case> = dossier
            .all::<WinBack>()
            .filter_map(|case| Case::of(case, dossier.id, &days, sales, seen.rule, seen.today))
            .collect();
        cases.sort_by_key(|case| std::cmp::Reverse((case.opened, case.id)));
        let gone = Gone::of(&days, words(), seen.typical, seen.rule, seen.today);
        Self { days, gone, losses, cases }
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

/// All accounts at which a case was opened, with what became of it: open ones first, then the latest.
pub fn all_cases(book: &Book, ledger: &Ledger, seen: Seen) -> Vec<Case> {
    let mut accounts: Vec<RecordId> =
        book.values(crate::book::win_back::field::account).filter_map(|(_, account)| account).collect();
    accounts.iter_mut().for_each(|account| *account = book.merged().of_account(*account));
    accounts.sort_unstable();
    accounts.dedup();
    let files = accounts.into_iter().filter_map(|account| Dossier::of(book, account));
    let mut cases: Vec<Case> = files.flat_map(|dossier| LossFile::of(&dossier, ledger, seen).cases).collect();
    cases.sort_by_key(|case| (!case.is_open(), std::cmp::Reverse((case.opened, case.id))));
    cases
}

/// Every loss of every account of the book that is one customer, with what was said of it.
pub fn all_losses(book: &Book, ledger: &Ledger, seen: Seen) -> Vec<ToldLoss> {
    let said: Said = Said::of(book);
    let mut all = Vec::new();
    for (account, sales) in ledger.accounts() {
        if book.value(account, crate::book::account::field::stands_for).is_some() {
            continue;
        }
        let verdicts = said.of_account(account);
        let words = verdicts.iter().map(|(_, verdict)| verdict);
        let found = lost(&purchase_days(sales), words, seen.today, seen.rule);
        all.extend(found.into_iter().map(|loss| ToldLoss::of(account, loss, verdicts)));
    }
    all
}

/// What people said of losses, by account.
#[derive(Default)]
struct Said(std::collections::HashMap<RecordId, Vec<(RecordId, LossVerdict)>>);

impl Said {
    fn of(book: &Book) -> Self {
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

/// Whether winning back helps those that were in a state when it began (C16), beside the book's own past.
pub fn helping(book: &Book, ledger: &Ledger, state: GoneState, seen: Seen, currency: Currency) -> Helping {
    let mut found = Helping::default();
    let cases = all_cases(book, ledger, seen);
    for case in cases.iter().filter(|case| case.record.state.unwrap_or(GoneState::Lost) == state) {
        found.add_case(case, currency, seen.today);
    }
    let said = Said::of(book);
    let mut opened: std::collections::HashMap<RecordId, Vec<Date>> = std::collections::HashMap::new();
    cases.iter().for_each(|case| opened.entry(case.account).or_default().push(case.opened));
    for (account, sales) in ledger.accounts() {
        if book.value(account, crate::book::account::field::stands_for).is_some() {
            continue;
        }
        let days = purchase_days(sales);
        let words = said.of_account(account).iter().map(|(_, verdict)| verdict);
        let losses = lost(&days, words, seen.today, seen.rule);
        let opened = opened.get(&account).map(Vec::as_slice).unwrap_or_default();
        found.add_past(state, &days, &losses, opened, seen.today);
    }
    found
}
