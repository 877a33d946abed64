//! What looks like the same customer, for a person to decide: each with its reason (I10, M16).

use std::cmp::Reverse;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::index::{Facts, Index};
use super::{Known, Match};
use crate::book::RecordId;
use crate::exchange::Customer;

/// Names that are less alike, in per cent, aren't suggested.
const LEAST: u8 = 80;
/// Suggestions for one at most.
const MOST: usize = 3;

/// Who could be an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A customer of the file, by index.
    Customer(u32),
    /// Another account.
    Account(RecordId),
}

/// What two have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Likeness {
    TaxId,
    /// The name, but for case, quotes, legal form and the like.
    SameName,
    SimilarName,
    Phone,
    /// The address of mail, or its domain.
    Mail,
    Address,
}

/// That two may be one, for a person to confirm or deny.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub subject: Subject,
    /// The account it may be; of two accounts the one created first.
    pub account: RecordId,
    /// The strongest reason.
    pub reason: Likeness,
    /// How much it says, in per cent.
    pub score: u8,
}

/// For each customer without an account those it may be: at most three, the likeliest first.
/// `matches` is what [`super::match_customers`] found.
pub fn suggestions(customers: &[Customer], matches: &[Match], known: &Known) -> Vec<Suggestion> {
    let (ids, facts): (Vec<RecordId>, Vec<Facts>) = known
        .accounts
        .iter()
        .map(|account| (account.id, Facts::of_account(account)))
        .chain(known.aliases.iter().map(|alias| (alias.account, Facts::of_alias(alias))))
        .chain(known.domains.iter().map(|(account, domain)| (*account, Facts::of_domain(domain))))
        .unzip();
    let index = Index::of(&facts);
    let mut all = Vec::new();
    let open = (0..).zip(customers).zip(matches).filter(|(_, found)| found.account.is_none());
    for ((number, customer), _) in open {
        let theirs = Facts::of_customer(customer);
        let candidates = index.candidates(&theirs).into_iter();
        let alike = candidates.filter_map(|at| {
            let (account, ours) = (*ids.get(at as usize)?, facts.get(at as usize)?);
            let (reason, score) = compare(&theirs, ours, &index)?;
            Some(Suggestion { subject: Subject::Customer(number), account, reason, score })
        });
        all.extend(best(alike.collect()));
    }
    all
}

/// The pairs of accounts that may be one, the likeliest first; without those of which a person said
/// that they are not.
pub fn duplicates(known: &Known) -> Vec<Suggestion> {
    let facts: Vec<Facts> = known.accounts.iter().map(Facts::of_account).collect();
    let index = Index::of(&facts);
    let in_order = |one: RecordId, other: RecordId| (one.min(other), one.max(other));
    let distinct: HashSet<_> = known.distinct.iter().map(|(one, other)| in_order(*one, *other)).collect();
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for (account, theirs) in known.accounts.iter().zip(&facts) {
        let candidates = index.candidates(theirs).into_iter();
        let alike = candidates.filter_map(|at| {
            let (other, ours) = (known.accounts.get(at as usize)?.id, facts.get(at as usize)?);
            let (first, second) = in_order(account.id, other);
            if first == second || distinct.contains(&(first, second)) {
                return None;
            }
            let (reason, score) = compare(theirs, ours, &index)?;
            Some(Suggestion { subject: Subject::Account(second), account: first, reason, score })
        });
        // Each pair is found from both its sides.
        all.extend(best(alike.collect()).into_iter().filter(|pair| seen.insert((pair.subject, pair.account))));
    }
    all.sort_by_key(|pair| (Reverse(pair.score), pair.account, pair.subject));
    all
}

/// The likeliest few, each account once.
fn best(mut alike: Vec<Suggestion>) -> Vec<Suggestion> {
    alike.sort_by_key(|found| (Reverse(found.score), found.account, found.subject));
    let mut seen = HashSet::new();
    alike.retain(|found| seen.insert((found.account, found.subject)));
    alike.truncate(MOST);
    alike
}

/// The strongest reason why two may be one; `None` if there is none.
fn compare(one: &Facts, other: &Facts, index: &Index) -> Option<(Likeness, u8)> {
    let is_same = |fact: fn(&Facts) -> &str| !fact(one).is_empty() && fact(one) == fact(other);
    let differs = |fact: fn(&Facts) -> &str| !is_same(fact) && !fact(one).is_empty() && !fact(other).is_empty();
    if is_same(|facts| &facts.tax) {
        return Some((Likeness::TaxId, 100));
    }
    // Two numbers are two companies, whatever they are called.
    if differs(|facts| &facts.tax) {
        return None;
    }
    // A name in another town is more often another's.
    let elsewhere = if differs(|facts| &facts.city) { 10 } else { 0 };
    if is_same(|facts| &facts.name) {
        return Some((Likeness::SameName, 95 - elsewhere));
    }
    let alike = (one.words.likeness(&other.words) * 100.0).clamp(0.0, 94.0) as u8;
    let by_name = (Likeness::SimilarName, alike.saturating_sub(elsewhere));
    let is_mail = is_same(|facts| &facts.mail) && !index.is_common_mail(one);
    let mail = if one.mail.contains('@') { 90 } else { 75 };
    let shared = [
        (is_same(|facts| &facts.phone), Likeness::Phone, 90),
        (is_same(|facts| &facts.address), Likeness::Address, 85),
        (is_mail, Likeness::Mail, mail),
    ];
    let shared = shared.into_iter().filter_map(|(holds, reason, score)| holds.then_some((reason, score)));
    let similar = Some(by_name).filter(|(_, score)| *score >= LEAST);
    shared.chain(similar).max_by_key(|(_, score)| *score)
}
