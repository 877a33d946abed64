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
    /// Those of the unit that is being counted, while it is done in steps.
    counted: Vec<Option<Rhythm>>,
}

impl Figures {
    /// Of the sales within the window, whose empty ends follow the ledger; `None` if there are none.
    pub fn of(book: &Book, ledger: &Ledger, measure: Measure, window: (Option<Date>, Option<Date>)) -> Option<Self> {
        let mut making = FiguresBuilder::new(ledger, measure, window)?;
        while !making.step(book, ledger, usize::MAX) {}
        making.finish(ledger)
    }

    fn of_accounts(making: FiguresBuilder, ledger: &Ledger) -> Option<Self> {
        let FiguresBuilder { measure, knows_profit, window, mut all, .. } = making;
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
            counted: Vec::new(),
        }
    }

    /// Counts the values by period of accounts with about so many further days, whatever unit will be asked for;
    /// whether all are counted.
    pub fn count_periods(&mut self, at_most: usize) -> bool {
        let mut done = 0;
        for (at, unit) in PeriodUnit::ALL.into_iter().enumerate() {
            if self.rhythms.get(place(unit)).is_none_or(|cell| cell.get().is_some()) {
                continue;
            }
            while self.counted.len() < self.days.len() {
                if done >= at_most {
                    return false;
                }
                done += self.days.get(self.counted.len()).map_or(1, |days| days.len().max(1));
                let rhythm = self.rhythm(self.counted.len(), unit);
                self.counted.push(rhythm);
            }
            let counted = std::mem::take(&mut self.counted);
            // It was empty, as was seen.
            let _ = self.rhythms.get(place(unit)).is_some_and(|cell| cell.set(counted).is_ok());
            if at + 1 < PeriodUnit::ALL.len() && done >= at_most {
                return false;
            }
        }
        true
    }

    /// An account's values by period, from that of its first purchase to the last complete one.
    fn rhythm(&self, at: usize, unit: PeriodUnit) -> Option<Rhythm> {
        let (finding, days) = (self.findings.get(at)?, self.days.get(at)?);
        finding.stands_for.is_none().then_some(())?;
        Rhythm::of(days, finding.purchases?.0, unit.last_complete(self.window))
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
        let compute = || (0..self.findings.len()).map(|at| self.rhythm(at, unit)).collect();
        self.rhythms.get(place(unit)).map_or(&[], |cell| cell.get_or_init(compute))
    }
}

/// Where the values by a unit stand.
fn place(unit: PeriodUnit) -> usize {
    match unit {
        PeriodUnit::Week => 0,
        PeriodUnit::Month => 1,
        PeriodUnit::Quarter => 2,
        PeriodUnit::Half => 3,
    }
}

/// Figures being made of some accounts at a time.
pub struct FiguresBuilder {
    measure: Measure,
    knows_profit: bool,
    window: (Date, Date),
    all: Vec<(Finding, Days)>,
    /// The account that was looked at last.
    last: Option<RecordId>,
}

impl FiguresBuilder {
    /// Of the sales within the window, whose empty ends follow the ledger; `None` if there are no sales.
    pub fn new(ledger: &Ledger, measure: Measure, window: (Option<Date>, Option<Date>)) -> Option<Self> {
        let (first, last) = ledger.span()?;
        let window = clamped((window.0.unwrap_or(first), window.1.unwrap_or(last)), (first, last));
        let knows_profit = ledger.knows_profit();
        let measure = if knows_profit { measure } else { Measure::Revenue };
        Some(Self { measure, knows_profit, window, all: Vec::new(), last: None })
    }

    /// Looks at the accounts of about so many further sales (an account's are looked at together); whether all were.
    /// Always of the same ledger and book.
    pub fn step(&mut self, book: &Book, ledger: &Ledger, at_most: usize) -> bool {
        let mut done = 0;
        for (account, sales) in ledger.accounts_after(self.last) {
            if done >= at_most {
                return false;
            }
            self.last = Some(account);
            done += sales.len().max(1);
            let sales = within(sales, self.window);
            if !sales.is_empty() {
                let found = finding(book, account, sales, self.measure, self.knows_profit, self.window.1);
                self.all.push((found, days(sales, self.measure)));
            }
        }
        true
    }

    /// The figures, once all accounts were looked at; `None` if nothing was sold within the window.
    pub fn finish(self, ledger: &Ledger) -> Option<Figures> {
        Figures::of_accounts(self, ledger)
    }
}

/// A window as far as it is worked with, by the first and the last sale: it may reach beyond them, but an open
/// end ("9999-12-31") is no million periods.
pub(super) fn clamped(window: (Date, Date), (first, last): (Date, Date)) -> (Date, Date) {
    let (earliest, latest) = (first.plus(-BEYOND_SALES), last.plus(BEYOND_SALES));
    (window.0.clamp(earliest, latest), window.1.clamp(earliest, latest))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Batch, Line, Sales};

    #[test]
    fn figures_made_in_steps_are_the_same() {
        let line = |number: i32| Line::plain(number as u32 % 9, Date::EPOCH.plus(number), i64::from(number % 13));
        let accounts = (1..10).map(|number| RecordId::well_known(1_000 + number)).collect();
        let batch = Batch { accounts, sales: Sales { lines: (0..300).map(line).collect(), ..Sales::default() } };
        let (book, ledger) = (Book::default(), Ledger::of(Currency::default(), [&batch]));
        let whole = Figures::of(&book, &ledger, Measure::Revenue, (None, None)).map(|figures| figures.findings);
        for at_most in [1, 50, 1_000] {
            let mut making = FiguresBuilder::new(&ledger, Measure::Revenue, (None, None)).unwrap();
            let mut steps = 1;
            while !making.step(&book, &ledger, at_most) {
                steps += 1;
            }
            assert!(steps >= 9 * 33 / (at_most + 33), "{steps} steps of {at_most}");
            let mut figures = making.finish(&ledger).unwrap();
            let (counted, mut steps) = (figures.clone(), 1);
            while !figures.count_periods(at_most) {
                steps += 1;
            }
            // A step may go on to the end of an account.
            assert!(steps >= 4 * 9 * 33 / (at_most + 33), "{steps} steps of {at_most}");
            for unit in PeriodUnit::ALL {
                assert!(figures.rhythms[place(unit)].get().is_some());
                assert_eq!(figures.rhythms(unit), counted.rhythms(unit));
            }
            assert_eq!(Some(figures.findings), whole);
        }
    }
}
