//! The account of each customer, where there is no doubt.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::Known;
use super::name::{normalised, tax_id};
use crate::book::{RecordId, StandsFor};
use crate::exchange::Customer;

/// The account a customer is, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    pub account: Option<RecordId>,
    pub by: MatchedBy,
}

/// How the account of a customer was found; the first that holds counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatchedBy {
    ExternalId,
    TaxId,
    /// A name or number a person confirmed, or that of an account merged into this one.
    Alias,
    Name,
    /// It isn't known: a new account, unless a person says otherwise.
    Nothing,
}

/// The account of each customer: by external id, tax number, alias, name.
///
/// A name doesn't match against an external id or tax number that says otherwise, nor if several
/// accounts have it; a tax number doesn't match against an external id that says otherwise unless the
/// name is the same. Two customers share an account by its tax number, by aliases, or by the same name.
pub fn match_customers(customers: &[Customer], known: &Known) -> Vec<Match> {
    let index = Index::of(known);
    let nothing = Match { account: None, by: MatchedBy::Nothing };
    let mut found = vec![nothing; customers.len()];
    let mut taken = Taken::default();
    let facts: Vec<Facts> = customers.iter().map(Facts::of).collect();
    // Sales without a customer go where those before them went, whatever that is called by now.
    let nobodys = known.accounts.iter().find(|account| account.stands_for == Some(StandsFor::Nobody));
    if let (Some(account), Some(found)) =
        (nobodys, customers.iter().position(is_nobody).and_then(|at| found.get_mut(at)))
    {
        *found = Match { account: Some(account.id), by: MatchedBy::Name };
    }
    let ways = [MatchedBy::ExternalId, MatchedBy::TaxId, MatchedBy::Alias, MatchedBy::Name];
    // Each way for all customers before the next: a sure match is never lost to a weaker one.
    for by in ways {
        for (customer, found) in facts.iter().zip(&mut found).filter(|(_, found)| found.account.is_none()) {
            if let Some(account) = index.find(by, customer, &taken) {
                *found = Match { account: Some(account), by };
                // Who goes by another name by decision doesn't keep others from the account.
                if by != MatchedBy::Alias {
                    taken.take(account, customer, by);
                }
            }
        }
    }
    found
}

fn is_nobody(customer: &Customer) -> bool {
    customer.stands_for == Some(StandsFor::Nobody)
}

/// A customer as it is compared.
struct Facts<'a> {
    id: &'a str,
    tax: String,
    name: String,
    /// The name as it is written.
    written: &'a str,
    /// Whether it is called as a company is, and not by what stands in for one.
    is_named: bool,
}

impl<'a> Facts<'a> {
    fn of(customer: &'a Customer) -> Self {
        Self {
            id: customer.external_id.trim(),
            tax: tax_id(&customer.tax_id),
            name: normalised(&customer.name),
            written: customer.name.trim(),
            is_named: customer.stand_in.is_none(),
        }
    }
}

/// What customers of the file have taken already.
#[derive(Default)]
struct Taken<'a> {
    /// The names under which an account was taken.
    names: HashMap<RecordId, Vec<String>>,
    /// The id that is new to an account that was kept without one, or under another.
    lent: HashMap<RecordId, &'a str>,
    /// Accounts found by their id.
    claimed: HashSet<RecordId>,
}

impl<'a> Taken<'a> {
    fn take(&mut self, account: RecordId, customer: &Facts<'a>, by: MatchedBy) {
        self.names.entry(account).or_default().push(customer.name.clone());
        if by == MatchedBy::ExternalId {
            self.claimed.insert(account);
        } else if !customer.id.is_empty() {
            self.lent.entry(account).or_insert(customer.id);
        }
    }

    fn allows_name(&self, account: RecordId, name: &str) -> bool {
        self.names.get(&account).is_none_or(|names| names.iter().any(|taken| taken == name))
    }
}

/// The accounts by what they are found by.
#[derive(Default)]
struct Index<'a> {
    ids: HashMap<&'a str, RecordId>,
    alias_ids: HashMap<&'a str, RecordId>,
    taxes: HashMap<String, Vec<RecordId>>,
    names: HashMap<String, Vec<RecordId>>,
    alias_names: HashMap<String, Vec<RecordId>>,
    by_account: HashMap<RecordId, Of<'a>>,
}

/// What is known of one account.
#[derive(Default)]
struct Of<'a> {
    /// Its external ids, those of its aliases included.
    ids: Vec<&'a str>,
    taxes: Vec<String>,
    name: String,
    /// The name as it is written.
    written: &'a str,
}

fn put<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Vec<RecordId>>, key: K, account: RecordId) {
    let accounts = map.entry(key).or_default();
    if !accounts.contains(&account) {
        accounts.push(account);
    }
}

impl<'a> Index<'a> {
    fn of(known: &'a Known) -> Self {
        let mut index = Self::default();
        for account in &known.accounts {
            let name = normalised(&account.name);
            if !name.is_empty() {
                index.names.entry(name.clone()).or_default().push(account.id);
            }
            let id = account.external_id.trim();
            if !id.is_empty() {
                index.ids.entry(id).or_insert(account.id);
            }
            index.know(account.id, id, &account.tax_id);
            let of = index.by_account.entry(account.id).or_default();
            of.name = name;
            of.written = account.name.trim();
        }
        for alias in &known.aliases {
            let (name, id) = (normalised(&alias.name), alias.external_id.trim());
            if !name.is_empty() {
                put(&mut index.alias_names, name, alias.account);
            }
            if !id.is_empty() {
                index.alias_ids.entry(id).or_insert(alias.account);
            }
            index.know(alias.account, id, &alias.tax_id);
        }
        index
    }

    fn know(&mut self, account: RecordId, id: &'a str, tax: &str) {
        let of = self.by_account.entry(account).or_default();
        if !id.is_empty() {
            of.ids.push(id);
        }
        let tax = tax_id(tax);
        if !tax.is_empty() {
            of.taxes.push(tax.clone());
            put(&mut self.taxes, tax, account);
        }
    }

    /// Whether the customer's id says that it is another account's, or one new to it that another
    /// customer has brought already.
    fn contradicts(&self, account: RecordId, id: &str, taken: &Taken) -> bool {
        let ids = self.by_account.get(&account).map_or(&[][..], |of| &of.ids);
        let is_other = !ids.is_empty() && !ids.contains(&id);
        !id.is_empty() && (is_other || taken.lent.get(&account).is_some_and(|lent| *lent != id))
    }

    fn find(&self, by: MatchedBy, customer: &Facts, taken: &Taken) -> Option<RecordId> {
        match by {
            MatchedBy::ExternalId => self.ids.get(customer.id).copied(),
            MatchedBy::TaxId => self.by_tax(customer, taken),
            MatchedBy::Alias => self.by_alias(customer, taken),
            MatchedBy::Name if customer.is_named => self.by_name(customer, taken),
            MatchedBy::Name | MatchedBy::Nothing => None,
        }
    }

    fn by_tax(&self, customer: &Facts, taken: &Taken) -> Option<RecordId> {
        let accounts = self.taxes.get(&customer.tax)?;
        let is_named = |account: &RecordId| {
            self.by_account.get(account).is_some_and(|of| of.name == customer.name && !of.name.is_empty())
        };
        let account = match accounts.as_slice() {
            [only] => *only,
            // Branches have one tax number.
            several => only(several.iter().copied().filter(is_named))?,
        };
        let is_lent_to_other = taken.lent.get(&account).is_some_and(|lent| *lent != customer.id);
        // Another system numbers its customers anew; but an id that is in the file is not replaced.
        let is_renumbered = is_named(&account) && !taken.claimed.contains(&account) && !is_lent_to_other;
        (!self.contradicts(account, customer.id, taken) || is_renumbered).then_some(account)
    }

    fn by_alias(&self, customer: &Facts, taken: &Taken) -> Option<RecordId> {
        if let Some(account) = self.alias_ids.get(customer.id) {
            return Some(*account);
        }
        let accounts = self.alias_names.get(&customer.name)?.iter().copied();
        only(accounts).filter(|account| !self.contradicts(*account, customer.id, taken))
    }

    fn by_name(&self, customer: &Facts, taken: &Taken) -> Option<RecordId> {
        let agrees = |account: &RecordId| {
            let taxes = self.by_account.get(account).map_or(&[][..], |of| &of.taxes);
            let is_other_tax = !customer.tax.is_empty() && !taxes.is_empty() && !taxes.contains(&customer.tax);
            !is_other_tax
                && !self.contradicts(*account, customer.id, taken)
                && taken.allows_name(*account, &customer.name)
        };
        let all: Vec<RecordId> = self.names.get(&customer.name)?.iter().copied().filter(agrees).collect();
        // Of several with one name the one that is called just so, with the same numbers or none.
        let is_same = |account: &RecordId| {
            self.by_account.get(account).is_some_and(|of| {
                let is_id = of.ids.iter().all(|id| *id == customer.id) && of.ids.is_empty() == customer.id.is_empty();
                let is_tax = of.taxes.iter().all(|tax| *tax == customer.tax);
                is_id && is_tax && of.written == customer.written
            })
        };
        only(all.iter().copied()).or_else(|| only(all.iter().copied().filter(is_same)))
    }
}

/// The only one there is.
fn only(mut accounts: impl Iterator<Item = RecordId>) -> Option<RecordId> {
    accounts.next().filter(|_| accounts.next().is_none())
}
