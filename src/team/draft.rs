//! A reassignment that is tried before it is used (T3).

use std::collections::BTreeMap;

use super::ownership::{OwnedAccount, Ownership};
use crate::book::RecordId;

/// Who would answer for which accounts; the others stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    owners: BTreeMap<RecordId, Option<RecordId>>,
}

/// By what a draft is made at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Accounts without an owner go to whoever sold half of them or more.
    Suggested,
    /// And the shared ones to whoever sold most.
    Largest,
}

impl Draft {
    /// Of every account without an owner that has such a seller.
    pub fn by(rule: Rule, ownership: &Ownership) -> Self {
        let to = |of: &OwnedAccount| match rule {
            Rule::Suggested => of.suggested,
            Rule::Largest => of.largest,
        };
        let owners = ownership.without_owner().filter_map(|(_, of)| Some((of.id, Some(to(of)?)))).collect();
        Self { owners }
    }

    pub fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    /// How many accounts would have another owner.
    pub fn len(&self) -> usize {
        self.owners.len()
    }

    /// Gives an account to somebody, or to nobody; back to whom it is of, and it is in the draft no more.
    pub fn give(&mut self, of: &OwnedAccount, owner: Option<RecordId>) {
        if of.owner == owner {
            self.owners.remove(&of.id);
        } else {
            self.owners.insert(of.id, owner);
        }
    }

    /// Who would own this account, whoever owns it now.
    pub fn owner(&self, account: RecordId, now: Option<RecordId>) -> Option<RecordId> {
        self.owners.get(&account).copied().unwrap_or(now)
    }

    pub fn holds(&self, account: RecordId) -> bool {
        self.owners.contains_key(&account)
    }

    /// By account.
    pub fn owners(&self) -> &BTreeMap<RecordId, Option<RecordId>> {
        &self.owners
    }
}
