//! What the sales of a window say of each account, before any limit is drawn (M1).
//!
//! This is the long part of an analysis. Limits are drawn through it again with every step of a
//! slider, so what doesn't depend on them is computed once: sums, order, the values by period.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::days::{gaps, purchase_days, within};
use super::period::{PeriodUnit, median};
use super::xyz::Rhythm;
use super::{Concentration, Finding, value_of};
use crate::book::{Book, Measure, ProviderOf, RecordId, account};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::ledger::{Ledger, Sale, orders};

/// How many days a window may reach beyond the first and the last sale.
const BEYOND_SALES: i32 = 366;

/// One account's value on each day it has sales, in minor units, in order.
type Days = Arc<[(Date, i128)]>;

/// The figures of one window by one measure.
#[derive(Clone, Debug)]
pub struct Figures {
    pub currency: Currency,
    /// The measure used: profit only where every sale has one.
    pub measure: Measure,
    /// Whether profit could be chosen.
    pub knows_profit: bool,
    /// First and last day, inclusive.
    pub window: (Date, Date),
    /// In rank order, the unranked last by name; without rank and class as yet.
    pub(super) findings: Vec<Finding>,
    pub(super) by_account: HashMap<RecordId, usize>,
    /// Sum of the positive totals of customers: what shares are of. In minor units.
    pub positive_total: i128,
    /// Sum of all totals, of what stands for many customers or for nobody too (C24). In minor units.
    pub net_total: i128,
    /// Sums of the customers' positive revenues and profits, in minor units.
    pub(super) positive: (i128, i128),
    pub concentration: Concentration,
    days: Vec<Days>,
    /// Each account's values by period, for each unit that was asked for.
    rhythms: [OnceLock<Vec<Option<Rhythm>>>; 4],
}

impl Figures {
    /// Of the sales within the window, whose empty ends follow the ledger; `None` if there are none.
    pub fn of(book: &Book, ledger: &Ledger, measure: Measure, window: (Option<Date>, Option<Date>)) -> Option<Self> {
        let (first, last) = ledger.span()?;
        // A window may reach beyond the sales, but an open end ("9999-12-31") is no million periods.
        let (earliest, latest) = (first.plus(-BEYOND_SALES), last.plus(BEYOND_SALES));
        let window =
            (window.0.unwrap_or(first).clamp(earliest, latest), window.1.unwrap_or(last).clamp(earliest, latest));
        let knows_profit = ledger.knows_profit();
        let measure = if knows_profit { measure } else { Measure::Revenue };
        let all = ledger.accounts().filter_map(|(id, sales)| {
            let sales = Some(within(sales, window)).filter(|sales| !sales.is_empty())?;
            Some((finding(book, id, sales, measure, knows_profit, window.1), days(sales, measure)))
        });
        let mut all: Vec<(Finding, Days)> = all.collect();
        if all.is_empty() {
            return None;
        }
        // Two accounts of one name and value keep the order of their ids.
        all.sort_unstable_by(|(a, _), (b, _)| {
            let by_value = b.ranked_value().max(0).cmp(&a.ranked_value().max(0));
            by_value.then_with(|| a.name.cmp(&b.name)).then_with(|| a.account.cmp(&b.account))
        });
        let (findings, days) = all.into_iter().unzip();
        Some(Self::from_parts(ledger.currency(), measure, knows_profit, window, findings, days))
    }

    fn from_parts(
        currency: Currency,
        measure: Measure,
        knows_profit: bool,
        window: (Date, Date),
        findings: Vec<Finding>,
        days: Vec<Days>,
    ) -> Self {
        let values: Vec<i128> = findings.iter().map(Finding::ranked_value).collect();
        let customers = || findings.iter().filter(|finding| finding.stands_for.is_none());
        let positive = |value: fn(&Finding) -> i128| customers().map(value).filter(|value| *value > 0).sum();
        Self {
            currency,
            measure,
            knows_profit,
            window,
            by_account: findings.iter().enumerate().map(|(at, finding)| (finding.account, at)).collect(),
            positive_total: positive(|finding| finding.value),
            net_total: findings.iter().map(|finding| finding.value).sum(),
            positive: (positive(|finding| finding.revenue), positive(|finding| finding.profit.unwrap_or_default())),
            concentration: Concentration::of(&values),
            findings,
            days,
            rhythms: Default::default(),
        }
    }

    /// The same without these accounts: what the picture would be if they left. `None` if nobody else
    /// is there.
    pub fn without(&self, accounts: &HashSet<RecordId>) -> Option<Self> {
        let left = self.findings.iter().zip(&self.days).filter(|(finding, _)| !accounts.contains(&finding.account));
        let (findings, days): (Vec<_>, Vec<_>) = left.map(|(finding, days)| (finding.clone(), days.clone())).unzip();
        if days.is_empty() {
            return None;
        }
        Some(Self::from_parts(self.currency, self.measure, self.knows_profit, self.window, findings, days))
    }

    /// The measure providers are told by, and the sum of its positive totals in minor units.
    pub fn provider_total(&self, of: ProviderOf) -> (Measure, i128) {
        let by_profit = self.knows_profit && of != ProviderOf::Revenue;
        if by_profit { (Measure::Profit, self.positive.1) } else { (Measure::Revenue, self.positive.0) }
    }

    /// Each account's values by period, from that of its first purchase to the last complete one.
    pub(super) fn rhythms(&self, unit: PeriodUnit) -> &[Option<Rhythm>] {
        let at = match unit {
            PeriodUnit::Week => 0,
            PeriodUnit::Month => 1,
            PeriodUnit::Quarter => 2,
            PeriodUnit::Half => 3,
        };
        let last = unit.last_complete(self.window);
        let rhythm = |(finding, days): (&Finding, &Days)| {
            finding.stands_for.is_none().then_some(())?;
            Rhythm::of(days, finding.purchases?.0, last)
        };
        let compute = || self.findings.iter().zip(&self.days).map(rhythm).collect();
        self.rhythms.get(at).map_or(&[], |cell| cell.get_or_init(compute))
    }
}

fn finding(
    book: &Book,
    account: RecordId,
    sales: &[Sale],
    measure: Measure,
    knows_profit: bool,
    window_end: Date,
) -> Finding {
    let days = purchase_days(sales);
    let median_gap = median(&gaps(&days));
    let silence = days.last().map(|last| f64::from(window_end.since(*last)));
    let revenue = sales.iter().map(|sale| i128::from(sale.amount)).sum();
    let profit = knows_profit.then(|| sales.iter().filter_map(|sale| sale.profit).map(i128::from).sum());
    let name: String = book.value(account, account::field::name);
    let stands_for = book.value(account, account::field::stands_for);
    // Many customers in one account have no rhythm.
    let is_judged = days.len() >= 3 && stands_for.is_none();
    Finding {
        account,
        // A sale whose account is gone still counts; its id stands for the name.
        name: if name.is_empty() { account.to_string() } else { name }.into(),
        external_id: book.value(account, account::field::external_id).into(),
        value: match measure {
            Measure::Revenue => revenue,
            Measure::Profit => profit.unwrap_or_default(),
        },
        revenue,
        profit,
        orders: orders(sales).iter().filter(|order| order.amount > 0).count(),
        purchases: days.first().copied().zip(days.last().copied()),
        median_gap,
        overdue: silence.zip(median_gap).filter(|_| is_judged).map(|(silence, gap)| silence / gap),
        rank: None,
        regularity: None,
        is_provider: false,
        stands_for,
    }
}

/// The value of each day. The sales are sorted by day.
fn days(sales: &[Sale], measure: Measure) -> Days {
    let sum = |day: &[Sale]| Some((day.first()?.day, day.iter().map(|sale| value_of(sale, measure)).sum()));
    sales.chunk_by(|a, b| a.day == b.day).filter_map(sum).collect()
}
