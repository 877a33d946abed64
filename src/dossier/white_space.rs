//! White space: which product groups an account buys from us, which from others, and where there is room
//! (R6, C11).
//!
//! Two yardsticks, kept apart: what people know of the account's spend, and, where they don't, what the
//! baskets of all A accounts look like.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Dossier;
use crate::analysis::{AbcClass, Analysis};
use crate::book::{Amount, RecordId, Source, WhiteSpace};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::ledger::{Ledger, Sale};

/// A basket that differs by less than this share of the whole leaves no room worth naming.
const NOTABLE: f64 = 0.01;

/// How much of what they spend on a group is ours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wallet {
    /// Nobody knows what they spend, or they spend nothing.
    Unknown,
    /// Their spend is known in another currency than the book's.
    OtherCurrency,
    /// 0 to 1.
    Share(f64),
    /// We sell them more than they are said to spend: one of the two is wrong.
    Doubtful(f64),
}

/// The group's share in what they buy of us, beside all A accounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Basket {
    /// 0 to 1.
    pub own: f64,
    /// 0 to 1.
    pub typical: f64,
    /// What they would buy more if their basket were typical, in minor units; `None` where it isn't much.
    pub room: Option<i128>,
}

/// One product group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Of the record that says what is known, or would.
    pub id: RecordId,
    pub name: String,
    pub is_recorded: bool,
    /// What people know of it.
    pub known: WhiteSpace,
    /// What we sold in the span, in minor units.
    pub sold: i128,
    pub wallet: Wallet,
    /// `None` where there is nothing to compare.
    pub basket: Option<Basket>,
}

impl Group {
    /// Whether more of it can be sold at all.
    pub fn is_open(&self) -> bool {
        !matches!(self.known.source, Some(Source::Us | Source::InHouse | Source::NotNeeded))
    }

    /// What they spend elsewhere, in minor units of the book's currency; `None` where that isn't known, or
    /// is nothing.
    pub fn elsewhere(&self) -> Option<i128> {
        let spend = self.known.spend.filter(|_| matches!(self.wallet, Wallet::Share(_)))?;
        Some(i128::from(spend.minor) - self.sold.max(0)).filter(|rest| *rest > 0)
    }

    /// What might be sold more by what other baskets look like.
    pub fn room(&self) -> Option<i128> {
        self.basket?.room.filter(|_| self.is_open())
    }
}

/// What they spend on the groups of which that is known, and believable. What they make themselves or don't
/// need is in nobody's wallet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub groups: usize,
    /// In minor units, of these groups.
    pub sold: i128,
    pub spend: i128,
}

impl Total {
    /// Our share of their wallet, 0 to 1.
    pub fn share(&self) -> Option<f64> {
        (self.spend > 0).then(|| self.sold as f64 / self.spend as f64)
    }
}

/// The groups of an account, those with the most room first.
#[derive(Clone, Debug, PartialEq)]
pub struct Space {
    pub currency: Currency,
    /// First and last day of the sales that are counted: twelve months, up to the window's last day.
    /// `None` without sales.
    pub span: Option<(Date, Date)>,
    pub groups: Vec<Group>,
}

impl Space {
    pub fn of(dossier: &Dossier, ledger: &Ledger, sold: &Sold) -> Self {
        let mut names: BTreeMap<String, (String, Vec<(RecordId, WhiteSpace)>)> = BTreeMap::new();
        for name in ledger.groups().iter().filter(|name| !name.trim().is_empty()) {
            names.entry(canonical(name)).or_insert_with(|| (name.trim().into(), Vec::new()));
        }
        for (id, known) in dossier.all::<WhiteSpace>() {
            let place = names.entry(canonical(&known.group)).or_insert_with(|| (known.group.trim().into(), Vec::new()));
            place.1.push((id, known));
        }
        let own = sold.of_account(dossier.id);
        let rows = |(canonical, (name, known)): (String, (String, Vec<(RecordId, WhiteSpace)>))| {
            let is_recorded = !known.is_empty();
            let own_id = WhiteSpace::of(dossier.id, &name);
            // Its place may be taken by a record that came to name another group.
            let free = if dossier.part(own_id).is_none() { own_id } else { RecordId::derived(own_id, &name) };
            let known = if is_recorded { known } else { vec![(free, WhiteSpace::default())] };
            let group = |(at, (id, known)): (usize, (RecordId, WhiteSpace))| {
                // Two records may have come to name one group; its sales are counted once.
                let value = own.values.get(&canonical).copied().filter(|_| at == 0).unwrap_or_default();
                Group {
                    id,
                    // And so is what they spend on it.
                    wallet: if at == 0 { wallet(value, known.spend, ledger.currency()) } else { Wallet::Unknown },
                    basket: basket(own, &sold.typical, &canonical).filter(|_| at == 0),
                    name: name.clone(),
                    is_recorded,
                    known,
                    sold: value,
                }
            };
            known.into_iter().enumerate().map(group).collect::<Vec<_>>()
        };
        let mut groups: Vec<Group> = names.into_iter().flat_map(rows).collect();
        // By what the figures say alone, so that nothing moves while a person edits.
        let room = |group: &Group| group.basket.and_then(|basket| basket.room).unwrap_or_default();
        groups.sort_by_cached_key(|group| (Reverse(room(group)), Reverse(group.sold), canonical(&group.name)));
        Self { currency: ledger.currency(), span: sold.span, groups }
    }

    pub fn group(&self, id: RecordId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// Of the groups whose spend is known.
    pub fn total(&self) -> Total {
        let mut total = Total::default();
        for group in &self.groups {
            let is_bought = !matches!(group.known.source, Some(Source::InHouse | Source::NotNeeded));
            if let (true, Wallet::Share(_), Some(spend)) = (is_bought, group.wallet, group.known.spend) {
                total.groups += 1;
                total.sold += group.sold.max(0);
                total.spend += i128::from(spend.minor);
            }
        }
        total
    }

    /// The groups on which they spend the most elsewhere.
    pub fn elsewhere(&self, most: usize) -> Vec<(&Group, i128)> {
        largest(
            most,
            self.groups.iter().filter(|group| group.is_open()).filter_map(|group| Some((group, group.elsewhere()?))),
        )
    }

    /// The groups with the most room by what other baskets look like.
    pub fn room(&self, most: usize) -> Vec<(&Group, i128)> {
        largest(most, self.groups.iter().filter_map(|group| Some((group, group.room()?))))
    }
}

fn largest<'a>(most: usize, groups: impl Iterator<Item = (&'a Group, i128)>) -> Vec<(&'a Group, i128)> {
    let mut all: Vec<_> = groups.collect();
    all.sort_by_key(|(_, value)| Reverse(*value));
    all.truncate(most);
    all
}

/// Names that differ in case or in space around them are one.
fn canonical(name: &str) -> String {
    name.trim().to_lowercase()
}

fn wallet(sold: i128, spend: Option<Amount>, currency: Currency) -> Wallet {
    let Some(spend) = spend.filter(|spend| spend.minor > 0) else { return Wallet::Unknown };
    if spend.currency != currency {
        return Wallet::OtherCurrency;
    }
    let share = sold.max(0) as f64 / spend.minor as f64;
    if sold > i128::from(spend.minor) { Wallet::Doubtful(share) } else { Wallet::Share(share) }
}

fn basket(own: &Basketful, typical: &Basketful, group: &str) -> Option<Basket> {
    let (share, typical) = (own.share(group)?, typical.share(group)?);
    if share <= 0.0 && typical <= 0.0 {
        return None;
    }
    let gap = typical - share;
    let room = (gap >= NOTABLE).then(|| (gap * own.total as f64).round() as i128);
    Some(Basket { own: share, typical, room })
}

/// What was bought by product group, in minor units; groups without a positive value are none.
#[derive(Clone, Debug, Default, PartialEq)]
struct Basketful {
    values: BTreeMap<String, i128>,
    total: i128,
}

impl Basketful {
    /// 0 to 1; `None` of an empty basket.
    fn share(&self, group: &str) -> Option<f64> {
        let value = self.values.get(group).copied().unwrap_or_default();
        (self.total > 0).then(|| value as f64 / self.total as f64)
    }

    fn add(&mut self, other: &Self) {
        for (group, value) in &other.values {
            *self.values.entry(group.clone()).or_default() += value;
        }
        self.total += other.total;
    }
}

/// What everybody bought by product group in twelve months: one pass over the ledger, for all accounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sold {
    span: Option<(Date, Date)>,
    accounts: BTreeMap<RecordId, Basketful>,
    /// All A accounts together.
    typical: Basketful,
}

impl Sold {
    /// Up to the last day of the analysis' window.
    pub fn of(analysis: Option<&Analysis>, ledger: &Ledger) -> Self {
        let Some((analysis, (_, to))) = analysis.map(|analysis| (analysis, analysis.window)) else {
            return Self::default();
        };
        let from = to.a_year_before().plus(1);
        let names: Vec<String> = ledger.groups().iter().map(|name| canonical(name)).collect();
        let counts = |sale: &&Sale| (from..=to).contains(&sale.day);
        let mut sold = Self { span: Some((from, to)), ..Self::default() };
        for (account, sales) in ledger.accounts() {
            let mut basket = Basketful::default();
            for sale in sales.iter().filter(counts) {
                let name = sale.group.and_then(|group| names.get(group as usize)).filter(|name| !name.is_empty());
                if let Some(name) = name {
                    *basket.values.entry(name.clone()).or_default() += i128::from(sale.amount);
                }
            }
            basket.values.retain(|_, value| *value > 0);
            basket.total = basket.values.values().sum();
            if analysis.finding(account).and_then(|finding| finding.abc()) == Some(AbcClass::A) {
                sold.typical.add(&basket);
            }
            sold.accounts.insert(account, basket);
        }
        sold
    }

    fn of_account(&self, account: RecordId) -> &Basketful {
        static NONE: Basketful = Basketful { values: BTreeMap::new(), total: 0 };
        self.accounts.get(&account).unwrap_or(&NONE)
    }
}

#[cfg(test)]
mod tests;
