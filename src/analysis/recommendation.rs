//! What to offer an account (A5), each with its reason: what similar accounts buy and it doesn't, what
//! it stopped buying, what is due.
//!
//! Conventions (M14), our choice: similar are the [`PEERS`] nearest by the cosine of their shares of
//! product groups, among the accounts with a segment; with fewer than [`LEAST_PEERS`] that have
//! anything in common nothing is said of them. A group is suggested if at least half of them buy it. A
//! group bought on three days or more is due at its own median gap, and has stopped above twice that.

use std::collections::BTreeMap;

use super::behaviour::{AT_RISK, Behaviour, GroupBuying, Rhythm};
use super::{Analysis, median};
use crate::book::RecordId;
use crate::calendar::Date;
use crate::ledger::Ledger;

/// How many similar accounts are asked.
pub const PEERS: usize = 10;

/// Fewer similar accounts than this say nothing.
pub const LEAST_PEERS: usize = 5;

/// How many recommendations there are at most.
pub const MOST: usize = 5;

/// Something to offer, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recommendation {
    /// Index into [`Ledger::groups`]; `None`: whatever it usually orders.
    pub group: Option<u32>,
    pub reason: Reason,
    /// What it may bring, in minor units, positive: of a year, or of one order if it is due.
    pub expected: f64,
}

/// Why something is offered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// Similar accounts buy it and this one doesn't.
    Peers {
        /// How many similar accounts there are, and how many of them buy it.
        peers: usize,
        buyers: usize,
        /// The median share of what those who buy it spend on it, 0 to 1.
        share: f64,
        /// What this account brings in a year, in minor units.
        yearly: f64,
    },
    /// It bought this on three days or more, and has been silent for over twice its gap.
    Stopped {
        days: usize,
        last: Date,
        /// Its median gap in days, and the silence over it.
        gap: f64,
        times: f64,
    },
    /// Its median gap has passed, and not yet twice that.
    Due { days: usize, last: Date, gap: f64, times: f64 },
    /// The ledger knows no product groups; the account's next order is due.
    DueAsAWhole { rhythm: Rhythm, times: f64 },
}

impl Reason {
    /// Its rank: what is due is surer than what stopped, and that than what others buy.
    pub fn sureness(&self) -> u8 {
        match self {
            Self::Due { .. } | Self::DueAsAWhole { .. } => 0,
            Self::Stopped { .. } => 1,
            Self::Peers { .. } => 2,
        }
    }
}

/// Shares of product groups in what each account bought in the window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profiles(BTreeMap<RecordId, Profile>);

/// One account's: its groups with a positive value, by index.
#[derive(Clone, Debug, Default, PartialEq)]
struct Profile {
    /// Positive value by group, in minor units.
    values: BTreeMap<u32, i128>,
    /// Their sum.
    total: i128,
    /// Length of the vector of values.
    norm: f64,
    /// Whether it has a segment, and so may be compared with.
    is_peer: bool,
}

impl Profiles {
    /// Of every account with sales in the window: one pass over the ledger.
    pub fn of(analysis: &Analysis, ledger: &Ledger) -> Self {
        let profile = |account: RecordId, is_peer: bool| {
            let mut values: BTreeMap<u32, i128> = BTreeMap::new();
            let (from, to) = analysis.window;
            for sale in ledger.sales(account).iter().filter(|sale| (from..=to).contains(&sale.day)) {
                if let Some(group) = sale.group {
                    *values.entry(group).or_default() += i128::from(sale.amount);
                }
            }
            values.retain(|_, value| *value > 0);
            let norm = values.values().map(|value| (*value as f64).powi(2)).sum::<f64>().sqrt();
            Profile { total: values.values().sum(), norm, is_peer, values }
        };
        let all = analysis.findings.iter();
        Self(all.map(|finding| (finding.account, profile(finding.account, finding.segment().is_some()))).collect())
    }

    /// The accounts whose groups are shared most alike, the nearest first; equals by id.
    pub fn similar(&self, account: RecordId) -> Vec<RecordId> {
        self.nearest(account).into_iter().map(|(id, _)| id).collect()
    }

    fn nearest(&self, account: RecordId) -> Vec<(RecordId, &Profile)> {
        let Some(own) = self.0.get(&account) else { return Vec::new() };
        let others = self.0.iter().filter(|(id, other)| **id != account && other.is_peer);
        let mut near: Vec<(f64, RecordId, &Profile)> =
            others.map(|(id, other)| (own.cosine(other), *id, other)).filter(|(cosine, ..)| *cosine > 0.0).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        near.into_iter().take(PEERS).map(|(_, id, other)| (id, other)).collect()
    }
}

impl Profile {
    /// The cosine of the two vectors of values by group: 1 if both share their groups alike, 0 if they have
    /// none in common. Source: Salton, Wong and Yang, "A vector space model for automatic indexing", 1975.
    fn cosine(&self, other: &Self) -> f64 {
        let common = self.values.iter().filter_map(|(group, value)| Some((*value, *other.values.get(group)?)));
        let product: f64 = common.map(|(own, theirs)| own as f64 * theirs as f64).sum();
        if product > 0.0 { product / (self.norm * other.norm) } else { 0.0 }
    }

    /// The share of a group in all that was bought, 0 to 1; `None` if it isn't.
    fn share(&self, group: u32) -> Option<f64> {
        self.values.get(&group).map(|value| *value as f64 / self.total as f64)
    }
}

/// Up to five recommendations for an account, the surest first, of those the most promising.
pub fn recommendations(
    analysis: &Analysis,
    profiles: &Profiles,
    account: RecordId,
    behaviour: &Behaviour,
) -> Vec<Recommendation> {
    let mut all: Vec<Recommendation> = behaviour.groups.iter().filter_map(of_group).collect();
    if behaviour.groups.is_empty() {
        all.extend(as_a_whole(behaviour));
    } else {
        // What it bought before has a better reason than what others buy.
        let known: Vec<_> = all.iter().filter_map(|found| found.group).collect();
        let of_peers = of_peers(analysis, profiles, account).into_iter();
        all.extend(of_peers.filter(|found| found.group.is_none_or(|group| !known.contains(&group))));
    }
    all.retain(|found| found.expected > 0.0);
    // What an order brings and what a year brings can't be compared: the surer reason goes first.
    all.sort_by(|a, b| {
        let by_reason = a.reason.sureness().cmp(&b.reason.sureness());
        by_reason.then_with(|| b.expected.total_cmp(&a.expected)).then_with(|| a.group.cmp(&b.group))
    });
    all.truncate(MOST);
    all
}

/// A group it bought regularly: due, or stopped.
fn of_group(buying: &GroupBuying) -> Option<Recommendation> {
    let (days, last, gap, times) = (buying.days, buying.last, buying.gap?, buying.overdue()?);
    let value = buying.value as f64;
    let (reason, expected) = if times > AT_RISK {
        // What it brought a year while it was bought; less than a year is no reason to expect more.
        let years = (f64::from(buying.last.since(buying.first)) / 365.25).max(1.0);
        (Reason::Stopped { days, last, gap, times }, value / years)
    } else if times >= 1.0 {
        (Reason::Due { days, last, gap, times }, value / days as f64)
    } else {
        return None;
    };
    Some(Recommendation { group: Some(buying.group), reason, expected })
}

fn as_a_whole(behaviour: &Behaviour) -> Option<Recommendation> {
    let rhythm = behaviour.rhythm?;
    let times = rhythm.overdue().filter(|times| *times >= 1.0)?;
    Some(Recommendation { group: None, reason: Reason::DueAsAWhole { rhythm, times }, expected: behaviour.basket.mean })
}

/// What at least half of the similar accounts buy and this one doesn't.
fn of_peers(analysis: &Analysis, profiles: &Profiles, account: RecordId) -> Vec<Recommendation> {
    let near = profiles.nearest(account);
    let Some(own) = profiles.0.get(&account).filter(|_| near.len() >= LEAST_PEERS) else { return Vec::new() };
    let mut shares: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (_, other) in &near {
        for group in other.values.keys().filter(|group| !own.values.contains_key(group)) {
            shares.entry(*group).or_default().extend(other.share(*group));
        }
    }
    let since = analysis.finding(account).and_then(|finding| finding.purchases);
    let days = since.map_or(0, |(first, _)| analysis.window.1.since(first));
    let yearly = own.total as f64 / (f64::from(days) / 365.25).max(1.0);
    let recommended = |(group, shares): (u32, Vec<f64>)| {
        let share = median(&shares).filter(|_| shares.len() * 2 >= near.len())?;
        let reason = Reason::Peers { peers: near.len(), buyers: shares.len(), share, yearly };
        Some(Recommendation { group: Some(group), reason, expected: yearly * share })
    };
    shares.into_iter().filter_map(recommended).collect()
}

impl Recommendation {
    /// Whether the expected value is of one order, and not of a year.
    pub fn is_of_one_order(&self) -> bool {
        matches!(self.reason, Reason::Due { .. } | Reason::DueAsAWhole { .. })
    }
}
