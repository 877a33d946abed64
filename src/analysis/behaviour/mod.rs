//! How an account buys (A5), and what of it warns early (L5, M13): rhythm, basket, product groups, season,
//! trend.
//!
//! Rhythm is read off the window, as the rest of the analysis; what is compared with before, the
//! product groups and the season look back as far as the ledger goes, up to the window's end.
//!
//! What is bought is revenue, whatever the analysis ranks by: a customer with a loss buys all the same.
//!
//! **Invariant:** every reading carries what it was read from: days, counts, both sides of a
//! comparison. Means and medians are floats, in minor units or days; nothing of them is stored.

mod rhythm;
mod season;
mod shift;
mod silence;

pub use rhythm::{AT_RISK, LOST, Overdue, Rhythm, Verdict, Yardstick, overdue_accounts, typical_gap};
pub use season::{Season, Seasons};
pub use shift::{Basis, Shift, Side};
pub use silence::{Silence, SilenceRule};

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::days::{Span, gaps, purchase_days, within};
use super::{Analysis, median};
use crate::book::RecordId;
use crate::calendar::Date;
use crate::ledger::{Ledger, Sale};
use season::season;
use shift::{shift, two_years};

/// Fewer orders (or gaps) than this on a side aren't compared, and fewer order days have no rhythm.
pub const LEAST: usize = 3;

/// How one account buys, up to the window's end.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    /// `None` if it didn't buy within the window.
    pub rhythm: Option<Rhythm>,
    pub basket: Basket,
    /// The product groups it bought, largest first; none where the ledger knows no groups.
    pub groups: Vec<GroupBuying>,
    pub season: Season,
    /// What it brought in all, later against earlier; `None` if there is too little to compare.
    pub trend: Option<Shift>,
    pub warnings: Vec<Warning>,
}

/// What an order is like.
#[derive(Clone, Debug, PartialEq)]
pub struct Basket {
    /// Orders so far.
    pub orders: usize,
    /// Mean value of an order, in minor units.
    pub mean: f64,
    /// Mean number of product groups in an order; `None` where the ledger knows none.
    pub groups: Option<f64>,
    /// Mean value of an order, later against earlier.
    pub shift: Option<Shift>,
}

/// One product group in an account's buying.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupBuying {
    /// Index into [`Ledger::groups`].
    pub group: u32,
    /// In minor units; negative if more came back.
    pub value: i128,
    /// Of the account's positive groups, 0 to 1; none for a group that isn't.
    pub share: f64,
    /// Orders with it.
    pub orders: usize,
    /// Days it was bought on.
    pub days: usize,
    pub first: Date,
    pub last: Date,
    /// Its own median gap in days; `None` with one day.
    pub gap: Option<f64>,
    /// Days from the last purchase of it to the window's end.
    pub silence: i32,
}

impl GroupBuying {
    /// The silence over the group's own gap; `None` with fewer than three days.
    pub fn overdue(&self) -> Option<f64> {
        self.gap.filter(|_| self.days >= LEAST).map(|gap| f64::from(self.silence) / gap)
    }
}

/// Something to look at before the account is lost (L5), with what it was read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Warning {
    /// Orders are a fifth smaller, or more: minor units an order.
    ShrinkingBasket(Shift),
    /// The median gap is longer by half, or more: days.
    LongerGaps(Shift),
    /// A fifth fewer product groups, or more: how many.
    FewerGroups(Shift),
    /// It brings a fifth less, or more: minor units.
    FallingVolume(Shift),
}

impl Behaviour {
    /// The first day with a purchase of all; `None` if there is none.
    pub fn first_purchase(sales: &[Sale]) -> Option<Date> {
        let mut days = sales.chunk_by(|a, b| a.day == b.day);
        let day = days.find(|day| day.iter().map(|sale| i128::from(sale.amount)).sum::<i128>() > 0)?;
        day.first().map(|sale| sale.day)
    }

    /// How the account buys; `None` if it never did up to the window's end.
    pub fn of(analysis: &Analysis, ledger: &Ledger, account: RecordId) -> Option<Self> {
        let until = analysis.window.1;
        let sales = ledger.sales(account);
        let history = sales.get(..sales.partition_point(|sale| sale.day <= until)).unwrap_or_default();
        let days = purchase_days(history);
        let first = *days.first()?;
        let years = two_years(first, until);
        let orders = bought(history);
        let in_window = purchase_days(within(sales, analysis.window));
        let groups = groups(history, &orders, until);
        let trend = trend(&orders, history, years, &days, until);
        let basket = basket(&orders, years);
        let mut warnings: Vec<Warning> = slower(&orders, &days, years).collect();
        warnings.extend(fewer_groups(&orders, years).map(Warning::FewerGroups));
        warnings.extend(trend.filter(Shift::fell).map(Warning::FallingVolume));
        Some(Self {
            rhythm: Rhythm::of(&in_window, until, || typical_gap(analysis)),
            season: season(history, &days, until),
            basket,
            groups,
            trend,
            warnings,
        })
    }
}

/// Whether an account with these sales up to a day, sorted by it, buys less at a time, or more rarely, than it did
/// (M13).
pub fn slowing(sales: &[Sale], until: Date) -> Vec<Warning> {
    let history = sales.get(..sales.partition_point(|sale| sale.day <= until)).unwrap_or_default();
    let days = purchase_days(history);
    let Some(first) = days.first() else { return Vec::new() };
    slower(&bought(history), &days, two_years(*first, until)).collect()
}

fn slower(orders: &[Bought], days: &[Date], years: Option<[Span; 2]>) -> impl Iterator<Item = Warning> + use<> {
    let basket = basket(orders, years).shift.filter(Shift::fell).map(Warning::ShrinkingBasket);
    basket.into_iter().chain(longer_gaps(days, years).map(Warning::LongerGaps))
}

/// An order with a positive sum of revenue.
struct Bought {
    day: Date,
    /// In minor units.
    revenue: i128,
    groups: BTreeSet<u32>,
}

/// The orders among these sales, by day: documents, or days where there are none.
fn bought(sales: &[Sale]) -> Vec<Bought> {
    let mut orders: Vec<Bought> = Vec::new();
    let mut index: HashMap<(Option<u32>, Option<Date>), usize> = HashMap::new();
    for sale in sales {
        let key = (sale.document, sale.document.is_none().then_some(sale.day));
        let at = *index.entry(key).or_insert_with(|| {
            orders.push(Bought { day: sale.day, revenue: 0, groups: BTreeSet::new() });
            orders.len() - 1
        });
        let Some(order) = orders.get_mut(at) else { continue };
        order.revenue += i128::from(sale.amount);
        order.groups.extend(sale.group.filter(|_| sale.amount > 0));
    }
    orders.retain(|order| order.revenue > 0);
    orders
}

fn mean_value(orders: &[Bought]) -> Option<f64> {
    let sum: i128 = orders.iter().map(|order| order.revenue).sum();
    (!orders.is_empty()).then(|| sum as f64 / orders.len() as f64)
}

/// Mean number of groups in an order; `None` if no order names any.
fn mean_groups(orders: &[Bought]) -> Option<f64> {
    let named: usize = orders.iter().map(|order| order.groups.len()).sum();
    (named > 0).then(|| named as f64 / orders.len() as f64)
}

fn basket(orders: &[Bought], years: Option<[Span; 2]>) -> Basket {
    Basket {
        orders: orders.len(),
        mean: mean_value(orders).unwrap_or_default(),
        groups: mean_groups(orders),
        shift: shift(orders, |order| order.day, years, mean_value),
    }
}

fn longer_gaps(days: &[Date], years: Option<[Span; 2]>) -> Option<Shift> {
    let days: Vec<(Date, f64)> = days.iter().skip(1).copied().zip(gaps(days)).collect();
    let gaps = |part: &[(Date, f64)]| median(&part.iter().map(|(_, gap)| *gap).collect::<Vec<_>>());
    shift(&days, |(day, _)| *day, years, gaps).filter(Shift::grew_by_half)
}

fn fewer_groups(orders: &[Bought], years: Option<[Span; 2]>) -> Option<Shift> {
    mean_groups(orders)?;
    let count =
        |part: &[Bought]| Some(part.iter().flat_map(|order| &order.groups).collect::<BTreeSet<_>>().len() as f64);
    shift(orders, |order| order.day, years, count).filter(Shift::fell)
}

/// What it brought, credit notes included: the last 12 months against the 12 before, or the later
/// half of its history against the first, if there were three orders to fall from.
///
/// A history begins with a purchase by definition and ends in a silence. Who buys like clockwork would
/// seem to fall, so for the cut it is taken to begin half a usual gap earlier.
fn trend(orders: &[Bought], sales: &[Sale], years: Option<[Span; 2]>, days: &[Date], until: Date) -> Option<Shift> {
    let first = *days.first()?;
    let lead = (median(&gaps(days))? / 2.0) as i32;
    let cut = until.plus(1 - (until.since(first) + lead + 1) / 2);
    let halves = [(first, cut.plus(-1)), (cut, until)];
    let basis = if years.is_some() { Basis::Years } else { Basis::Halves };
    let side = |span: Span| {
        let value: i128 = within(sales, span).iter().map(|sale| i128::from(sale.amount)).sum();
        let count = orders.iter().filter(|order| (span.0..=span.1).contains(&order.day)).count();
        Side { from: span.0, to: span.1, count, value: value as f64 }
    };
    let [earlier, later] = years.unwrap_or(halves).map(side);
    (earlier.count >= LEAST).then_some(Shift { basis, earlier, later })
}

fn groups(sales: &[Sale], orders: &[Bought], until: Date) -> Vec<GroupBuying> {
    let mut by_group: BTreeMap<u32, Vec<Sale>> = BTreeMap::new();
    for sale in sales {
        if let Some(group) = sale.group {
            by_group.entry(group).or_default().push(*sale);
        }
    }
    let found = by_group.into_iter().filter_map(|(group, sales)| {
        let days = purchase_days(&sales);
        let (first, last) = (*days.first()?, *days.last()?);
        Some(GroupBuying {
            group,
            value: sales.iter().map(|sale| i128::from(sale.amount)).sum(),
            share: 0.0,
            orders: orders.iter().filter(|order| order.groups.contains(&group)).count(),
            days: days.len(),
            first,
            last,
            gap: median(&gaps(&days)),
            silence: until.since(last),
        })
    });
    let mut found: Vec<GroupBuying> = found.collect();
    let total: i128 = found.iter().map(|group| group.value.max(0)).sum();
    for group in &mut found {
        group.share = if total > 0 { group.value.max(0) as f64 / total as f64 } else { 0.0 };
    }
    found.sort_by_key(|group| std::cmp::Reverse(group.value));
    found
}
