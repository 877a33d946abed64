//! Who is who: the customers of a file and the accounts of the book (I10).
//!
//! [`match_customers`] finds the account of each customer where there is no doubt; what only looks
//! alike is suggested ([`suggestions`], [`duplicates`]), with its reason, for a person to decide. All
//! of it runs in the import worker, to which the page sends what is [`Known`].

pub(super) mod customer;
mod index;
mod likeness;
mod name;
pub(super) mod open_duplicates;
mod suggest;
mod who;

pub(super) use index::company_domain;
pub(super) use name::{normalised, phone, tax_id};
pub use suggest::{Likeness, Subject, Suggestion, duplicates, suggestions};
pub use who::{Match, MatchedBy, match_customers};

use serde::{Deserialize, Serialize};

use crate::book::{Account, Alias, Book, Contact, Distinct, Merged, RecordId, RecordKind, StandsFor};
use crate::exchange::Customer;

/// What the book knows of who is who.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// The living accounts, but for merged ones.
    pub accounts: Vec<KnownAccount>,
    /// Further names and numbers of these accounts.
    pub aliases: Vec<KnownAlias>,
    /// The companies' domains in the mail addresses of the people at each account.
    pub domains: Vec<(RecordId, String)>,
    /// Pairs of accounts of which a person said that they are not the same.
    pub distinct: Vec<(RecordId, RecordId)>,
    /// Which account counts for one that was merged.
    pub merged: Merged,
}

/// What tells an account from others; empty texts where it isn't known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownAccount {
    pub id: RecordId,
    pub name: String,
    pub external_id: String,
    pub tax_id: String,
    pub email: String,
    pub phone: String,
    pub address: String,
    pub postal_code: String,
    pub city: String,
    /// What it stands for where it isn't one customer.
    pub stands_for: Option<StandsFor>,
}

/// A further name or number of an account: confirmed by a person, or of an account merged into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownAlias {
    pub account: RecordId,
    pub name: String,
    pub external_id: String,
    pub tax_id: String,
}

impl KnownAccount {
    fn new(id: RecordId, account: Account) -> Self {
        let Account { name, external_id, tax_id, email, phone, address, postal_code, city, stands_for, .. } = account;
        Self { id, name, external_id, tax_id, email, phone, address, postal_code, city, stands_for }
    }
}

impl Known {
    pub fn of(book: &Book) -> Self {
        let (known, accounts) = Self::apart(book);
        Self { accounts: accounts.collect(), ..known }
    }

    /// The same in two: all but the accounts, which are read one by one as they are taken.
    pub fn apart(book: &Book) -> (Self, impl Iterator<Item = KnownAccount>) {
        let merged = book.merged();
        let confirmed = book.all::<Alias>().filter_map(|(_, alias)| {
            let account = merged.of_account(alias.account?);
            Some(KnownAlias { account, name: alias.name, external_id: alias.external_id, tax_id: String::new() })
        });
        let former = merged.iter().filter_map(|(from, account)| {
            let Account { name, external_id, tax_id, .. } = Account::read(book.record(from)?);
            Some(KnownAlias { account, name, external_id, tax_id })
        });
        let is_there = |alias: &KnownAlias| book.has::<Account>(alias.account);
        let distinct = book
            .all::<Distinct>()
            .filter_map(|(_, pair)| Some((merged.of_account(pair.one?), merged.of_account(pair.other?))));
        let known = Self {
            accounts: Vec::new(),
            aliases: confirmed.chain(former).filter(is_there).collect(),
            domains: domains(book, merged),
            distinct: distinct.collect(),
            merged: merged.clone(),
        };
        (known, book.accounts().map(|(id, account)| KnownAccount::new(id, account)))
    }
}

/// The companies' domains that the people at each account have in their mail addresses.
fn domains(book: &Book, merged: &Merged) -> Vec<(RecordId, String)> {
    let of = |(_, person): (RecordId, Contact)| {
        let account = merged.of_account(person.account?);
        Some((account, company_domain(&person.email)?))
    };
    let mut all: Vec<(RecordId, String)> = book.all::<Contact>().filter_map(of).collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Known {
    /// Learns that a customer is an account: its name and number tell it from now on.
    pub fn learn(&mut self, account: RecordId, customer: &Customer) {
        let Customer { name, external_id, tax_id, .. } = customer.clone();
        self.aliases.push(KnownAlias { account, name, external_id, tax_id });
    }
}

#[cfg(test)]
mod tests;
