//! Which accounts are key (K1, K2, C24): those of which a person said so, and where nobody decided, those
//! that are suggested.

use std::collections::HashMap;

use super::Analysis;
use crate::book::{Account, AccountType, AccountTypes, Book, KeyDecision, Record, RecordId, account::field};
use crate::calendar::Date;

/// So many are suggested by size at most.
const AT_MOST: usize = 40;

/// How far the suggestion by size reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRule {
    /// Below which cumulative share *before* them accounts are suggested, in hundredths of a per cent.
    pub share: u32,
}

impl Default for KeyRule {
    /// Key accounts together typically bring up to 55 % (K1).
    fn default() -> Self {
        Self { share: 5_500 }
    }
}

/// Why an account is suggested; nothing of it holds for most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeySuggestion {
    /// It is among the first that bring the rule's share.
    pub by_size: bool,
    /// A person called it a provider, or its share makes it one and nobody said otherwise.
    pub provider: bool,
    /// A person called it so.
    pub image_maker: bool,
    /// A person called it so.
    pub expert: bool,
}

impl KeySuggestion {
    /// Whether it is suggested at all.
    pub fn holds(self) -> bool {
        self.by_size || self.provider || self.image_maker || self.expert
    }

    /// Whether a person who decides so is asked why: where the figures say the same, that is the reason.
    pub fn leaves_open_why(self, decision: KeyDecision) -> bool {
        decision == KeyDecision::NotKey || !self.holds()
    }

    /// The types among its reasons.
    pub fn types(self) -> impl Iterator<Item = AccountType> {
        let types = [
            (self.provider, AccountType::Provider),
            (self.image_maker, AccountType::ImageMaker),
            (self.expert, AccountType::Expert),
        ];
        types.into_iter().filter(|(holds, _)| *holds).map(|(_, kind)| kind)
    }
}

/// Whether an account is key, and who says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyStanding {
    /// Neither suggested nor made so.
    #[default]
    None,
    /// A person said that it isn't.
    Denied,
    /// Suggested, and nobody decided yet.
    Suggested,
    /// A person made it so.
    Made,
}

impl KeyStanding {
    pub fn is_key(self) -> bool {
        matches!(self, Self::Suggested | Self::Made)
    }
}

/// What there is to say of one account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeyAccount {
    pub account: RecordId,
    pub standing: KeyStanding,
    pub suggestion: KeySuggestion,
    /// Where it stands in the findings of the analysis; `None` without sales in the window.
    pub position: Option<usize>,
    /// The day a person decided.
    pub since: Option<Date>,
}

impl KeyAccount {
    /// What there is to say of one account by itself, without a look at the others: what [`KeyAccounts::get`] says.
    pub fn of(book: &Book, analysis: Option<&Analysis>, account: RecordId) -> Option<Self> {
        let is_listed = book.has::<Account>(account) && book.merged().of_account(account) == account;
        let record = book.record(account).filter(|_| is_listed)?;
        judge(account, record, analysis, analysis.map(largest).unwrap_or_default())
    }
}

/// The key accounts of a book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyAccounts {
    /// Those that are key, suggested or denied, in rank order, those without sales last by name.
    all: Vec<KeyAccount>,
    by_account: HashMap<RecordId, usize>,
}

impl KeyAccounts {
    /// Of every living account that wasn't merged into another.
    pub fn of(book: &Book, analysis: Option<&Analysis>) -> Self {
        let large = analysis.map(largest).unwrap_or_default();
        let accounts = book.account_ids().filter_map(|id| Some((id, book.record(id)?)));
        let mut all: Vec<KeyAccount> =
            accounts.filter_map(|(account, record)| judge(account, record, analysis, large)).collect();
        let name = |of: &KeyAccount| book.name(of.account);
        all.sort_by(|a, b| match (a.position, b.position) {
            (Some(a), Some(b)) => a.cmp(&b),
            (None, None) => name(a).cmp(&name(b)).then(a.account.cmp(&b.account)),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        let by_account = all.iter().enumerate().map(|(at, found)| (found.account, at)).collect();
        Self { all, by_account }
    }

    /// Whether an account is key.
    pub fn is_key(&self, account: RecordId) -> bool {
        self.standing(account).is_key()
    }

    pub fn standing(&self, account: RecordId) -> KeyStanding {
        self.get(account).map(|found| found.standing).unwrap_or_default()
    }

    /// What there is to say of one; `None` if it is neither key, suggested nor denied.
    pub fn get(&self, account: RecordId) -> Option<&KeyAccount> {
        self.all.get(*self.by_account.get(&account)?)
    }

    /// Those that are key, in rank order, those without sales last by name.
    pub fn iter(&self) -> impl Iterator<Item = &KeyAccount> {
        self.all.iter().filter(|found| found.standing.is_key())
    }

    /// Those of which a person said that they aren't, though they are suggested.
    pub fn denied(&self) -> impl Iterator<Item = &KeyAccount> {
        self.all.iter().filter(|found| found.standing == KeyStanding::Denied && found.suggestion.holds())
    }

    /// How many are key.
    pub fn count(&self) -> usize {
        self.iter().count()
    }
}

/// How many of the findings, from the first, are suggested by size. Compared as integers, so that the limit
/// is exact.
fn largest(analysis: &Analysis) -> usize {
    let limit = analysis.positive_total * i128::from(analysis.config.key.share);
    let is_within = |before: i128| before * 10_000 < limit;
    let ranked = analysis.findings.iter().map_while(|finding| finding.rank);
    ranked.take_while(|rank| is_within(rank.before)).take(AT_MOST).count()
}

/// `None` for what is neither suggested nor decided on, for what isn't one customer, and for what is in the archive.
/// So many of the findings are `large`.
fn judge(account: RecordId, record: &Record, analysis: Option<&Analysis>, large: usize) -> Option<KeyAccount> {
    if field::stands_for.of(record).is_some() || field::archived_on.of(record).is_some() {
        return None;
    }
    let position = analysis.and_then(|analysis| analysis.position(account));
    let confirmed = field::types_confirmed.of(record).map(|_| record.get::<AccountTypes>(field::types.name));
    let called = |kind| confirmed.as_ref().is_some_and(|types| types.contains(kind));
    let finding = analysis.zip(position).and_then(|(analysis, at)| analysis.findings.get(at));
    let suggestion = KeySuggestion {
        by_size: position.is_some_and(|at| at < large),
        provider: match &confirmed {
            Some(types) => types.contains(AccountType::Provider),
            None => finding.is_some_and(|finding| finding.is_provider),
        },
        image_maker: called(AccountType::ImageMaker),
        expert: called(AccountType::Expert),
    };
    let standing = match field::key.of(record) {
        Some(KeyDecision::Key) => KeyStanding::Made,
        Some(KeyDecision::NotKey) => KeyStanding::Denied,
        None if suggestion.holds() => KeyStanding::Suggested,
        None => return None,
    };
    Some(KeyAccount { account, standing, suggestion, position, since: field::key_confirmed.of(record) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::book::{Change, Label, RecordKind, Stamp, StandsFor};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Ledger, Line, Sales};

    fn id(number: usize) -> RecordId {
        RecordId::well_known(100 + number as u128)
    }

    /// Accounts with what they bring, by which they are numbered from 0.
    fn key(accounts: Vec<(Account, i64)>, share: u32) -> KeyAccounts {
        let mut book = Book::default();
        let mut batch = Batch { accounts: Vec::new(), sales: Sales::default() };
        for (number, (account, amount)) in accounts.into_iter().enumerate() {
            let change = Change::new(Label::Sample, account.create(id(number)));
            book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
            batch.accounts.push(id(number));
            let day = date(2024, 5, 6);
            let customer = number as u32;
            let line = Line::plain(customer, day, amount);
            batch.sales.lines.extend((amount != 0).then_some(line));
        }
        let ledger = Ledger::of(Currency::default(), [&batch]);
        let config = Config { key: KeyRule { share }, ..Config::default() };
        let analysis = Analysis::of(&book, &ledger, &config);
        let key = KeyAccounts::of(&book, analysis.as_ref());
        for account in batch.accounts {
            let by_itself = KeyAccount::of(&book, analysis.as_ref(), account);
            assert_eq!(by_itself, key.get(account).copied(), "one by itself is judged as among all");
        }
        key
    }

    fn plain(name: &str) -> Account {
        Account { name: name.into(), ..Account::default() }
    }

    /// Which of them are suggested by size.
    fn of_amounts(amounts: &[i64], share: u32) -> Vec<usize> {
        let accounts = amounts.iter().enumerate().map(|(at, amount)| (plain(&format!("{at:03}")), *amount)).collect();
        let key = key(accounts, share);
        let is_large = |number: &usize| key.get(id(*number)).is_some_and(|found| found.suggestion.by_size);
        (0..amounts.len()).filter(is_large).collect()
    }

    #[test]
    fn by_size_are_those_that_begin_below_the_limit() {
        // The third begins at exactly 55 %.
        assert_eq!(of_amounts(&[30, 25, 9, 9, 9, 9, 9], 5_500), [0, 1]);
        assert_eq!(of_amounts(&[30, 24, 10, 9, 9, 9, 9], 5_500), [0, 1, 2]);
        assert_eq!(of_amounts(&[30, 25, 9, 9, 9, 9, 9], 3_000), [0]);
        assert!(of_amounts(&[9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], 0).is_empty());
    }

    #[test]
    fn forty_are_suggested_by_size_at_most() {
        assert_eq!(of_amounts(&[1; 100], 5_500).len(), 40);
    }

    #[test]
    fn equals_at_the_limit_share_its_side() {
        // Both begin where the first of them does.
        assert_eq!(of_amounts(&[50, 25, 25], 5_500), [0, 1, 2]);
    }

    #[test]
    fn a_provider_an_image_maker_and_an_expert_are_key_however_small() {
        let typed = |kind, confirmed| Account {
            types: AccountTypes::from_iter([kind]),
            types_confirmed: confirmed,
            ..plain("typed")
        };
        let day = Some(date(2024, 5, 6));
        let accounts = vec![
            (plain("large"), 1_000),
            (typed(AccountType::Provider, day), 1),
            (typed(AccountType::ImageMaker, day), 1),
            (typed(AccountType::Expert, day), 0),
            (typed(AccountType::Prospect, day), 1),
            (typed(AccountType::Expert, None), 1),
            // A tenth makes a provider, though it begins behind the limit.
            (plain("tenth"), 140),
            // A person saw that it is none.
            (typed(AccountType::Prospect, day), 140),
        ];
        let key = key(accounts, 5_500);
        let reasons = [0, 1, 2, 3, 4, 5, 6, 7].map(|number| key.get(id(number)).map(|found| found.suggestion));
        let none = KeySuggestion::default();
        assert_eq!(reasons[0], Some(KeySuggestion { by_size: true, provider: true, ..none }));
        assert_eq!(reasons[1], Some(KeySuggestion { provider: true, ..none }));
        assert_eq!(reasons[2], Some(KeySuggestion { image_maker: true, ..none }));
        assert_eq!(reasons[3], Some(KeySuggestion { expert: true, ..none }));
        assert_eq!(reasons[4], None);
        assert_eq!(reasons[5], None);
        assert_eq!(reasons[6].map(|found| found.provider), Some(true));
        assert_eq!(reasons[7], None);
        // By rank, and who bought nothing last.
        let order: Vec<_> = key.iter().map(|found| found.account).collect();
        assert_eq!((order.first(), order.last()), (Some(&id(0)), Some(&id(3))));
    }

    #[test]
    fn what_a_person_decided_goes_before_what_is_suggested() {
        let decided = |name, key| Account { key: Some(key), key_confirmed: Some(date(2024, 5, 6)), ..plain(name) };
        let key = key(
            vec![
                (decided("large", KeyDecision::NotKey), 900),
                (decided("small", KeyDecision::Key), 1),
                (plain("other"), 99),
            ],
            5_500,
        );
        assert_eq!(key.standing(id(0)), KeyStanding::Denied);
        assert_eq!(key.standing(id(1)), KeyStanding::Made);
        assert_eq!(key.standing(id(2)), KeyStanding::None);
        assert_eq!(key.iter().map(|found| found.account).collect::<Vec<_>>(), [id(1)]);
        assert_eq!(key.denied().map(|found| found.account).collect::<Vec<_>>(), [id(0)]);
        assert_eq!(key.get(id(1)).and_then(|found| found.since), Some(date(2024, 5, 6)));
        assert_eq!((key.count(), key.is_key(id(0))), (1, false));
    }

    #[test]
    fn a_person_is_asked_why_unless_the_figures_say_so_too() {
        let none = KeySuggestion::default();
        let suggested = KeySuggestion { by_size: true, ..none };
        let asked =
            |of: KeySuggestion| [KeyDecision::Key, KeyDecision::NotKey].map(|decision| of.leaves_open_why(decision));
        assert_eq!(asked(suggested), [false, true]);
        assert_eq!(asked(none), [true, true]);
        assert_eq!(asked(KeySuggestion { expert: true, ..none }), [false, true]);
    }

    #[test]
    fn what_is_not_one_customer_is_never_key() {
        for stands_for in [StandsFor::Many, StandsFor::Nobody] {
            let walk_in = Account { stands_for: Some(stands_for), key: Some(KeyDecision::Key), ..plain("walk-in") };
            let key = key(vec![(walk_in, 900), (plain("one"), 60), (plain("two"), 40)], 5_500);
            assert_eq!(key.get(id(0)), None, "{stands_for:?}");
            // Its value is in no share: the limit is of what customers bring.
            let by_size = [1, 2].map(|number| key.get(id(number)).is_some_and(|found| found.suggestion.by_size));
            assert_eq!(by_size, [true, false], "{stands_for:?}");
        }
    }
}
