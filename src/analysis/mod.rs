//! What the book and the ledger mean together (rules A1–A4, K1, K3 of the method).
//!
//! [`Analysis::of`] reads both once and gives every account a [`Finding`] with its evidence:
//! rank, shares, classes, the periods counted. Everything on the pages comes from here.
//!
//! **Invariants:** sums, shares and class limits are compared as integers, so a limit is exact;
//! floats appear only in means, deviations and shares for display. Nothing here formats.
//!
//! Sources of the conventions: the project's method (80/15/5 by the share *before* the account;
//! population CV per period; period from the median gap between purchases).

mod abc;
mod concentration;
pub mod listing;
mod period;
mod series;
mod what_if;
mod xyz;

pub use abc::{AbcClass, AbcLimits, Ranked, rank};
pub use concentration::Concentration;
pub use listing::{AccountFilter, ClassFilter};
pub use period::{Period, PeriodUnit, median};
pub use series::{Series, Timeline};
pub use what_if::{NextClass, XyzChange};
pub use xyz::{Regularity, XyzClass, XyzLimits};

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::calendar::Date;

use crate::book::{Book, Measure, RecordId, SETTINGS, Settings, account};
use crate::ledger::{Currency, Ledger, Sale, orders};

/// A cell of the matrix: an account whose both classes are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    pub abc: AbcClass,
    pub xyz: XyzClass,
}

impl Segment {
    /// The nine cells, by row.
    pub fn all() -> impl Iterator<Item = Self> {
        AbcClass::ALL.into_iter().flat_map(|abc| XyzClass::ALL.into_iter().map(move |xyz| Self { abc, xyz }))
    }

    /// Its two letters.
    pub fn letters(self) -> &'static str {
        use {AbcClass::*, XyzClass::*};
        match (self.abc, self.xyz) {
            (A, X) => "AX",
            (A, Y) => "AY",
            (A, Z) => "AZ",
            (B, X) => "BX",
            (B, Y) => "BY",
            (B, Z) => "BZ",
            (C, X) => "CX",
            (C, Y) => "CY",
            (C, Z) => "CZ",
        }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letters())
    }
}

/// What is known about one account that has sales in the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub account: RecordId,
    pub name: String,
    pub external_id: String,
    /// The measure's total over the window, in minor units.
    pub value: i128,
    /// In minor units.
    pub revenue: i128,
    /// In minor units; `None` unless every sale has one.
    pub profit: Option<i128>,
    /// Documents with a positive sum (days, without document numbers).
    pub orders: usize,
    /// First and last day with a positive sum.
    pub purchases: Option<(Date, Date)>,
    /// Median days between successive purchase days; `None` with fewer than two.
    pub median_gap: Option<f64>,
    /// Days from the last purchase to the end of the window over the median gap: how overdue the
    /// next purchase is. `None` with fewer than three purchase days.
    pub overdue: Option<f64>,
    /// Rank and class by value; `None` for a total of zero or less.
    pub rank: Option<Ranked>,
    /// Regularity; `None` without a purchase.
    pub regularity: Option<Regularity>,
    /// A tenth or more of the positive total (K3).
    pub is_provider: bool,
}

impl Finding {
    pub fn abc(&self) -> Option<AbcClass> {
        self.rank.map(|rank| rank.class)
    }

    pub fn xyz(&self) -> Option<XyzClass> {
        self.regularity.as_ref().and_then(|regularity| regularity.class)
    }

    /// Its cell, where both classes exist.
    pub fn segment(&self) -> Option<Segment> {
        Some(Segment { abc: self.abc()?, xyz: self.xyz()? })
    }
}

/// Which period the regularity is seen by, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeriodChoice {
    pub unit: PeriodUnit,
    /// The median, over A and B accounts, of their median gaps in days; `None` if nobody bought twice.
    pub median_gap: Option<f64>,
    /// Whole periods in the window.
    pub complete: usize,
}

/// More than four fifths of the accounts in one XYZ class: the period says little.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lopsided {
    pub class: XyzClass,
    /// Share of the classified accounts in it, 0 to 1.
    pub share: f64,
    /// A unit under which they spread better, if there is one.
    pub better: Option<PeriodUnit>,
}

/// Number of accounts and their value in a cell or class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub count: usize,
    /// In minor units.
    pub value: i128,
}

/// How many days a window may reach beyond the first and the last sale.
const BEYOND_SALES: i32 = 366;

/// How the analysis is done; the defaults are the conventions.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub measure: Measure,
    /// First and last day; an empty end follows the ledger.
    pub window: (Option<Date>, Option<Date>),
    pub abc: AbcLimits,
    pub xyz: XyzLimits,
    /// `None`: chosen from the buying rhythm.
    pub period: Option<PeriodUnit>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            measure: Measure::Revenue,
            window: (None, None),
            abc: AbcLimits::default(),
            xyz: XyzLimits::default(),
            period: None,
        }
    }
}

impl Config {
    /// What the book's settings say.
    pub fn of(book: &Book) -> Self {
        let settings: Settings = book.get(SETTINGS).unwrap_or_default();
        Self {
            measure: settings.measure,
            window: (settings.window_from, settings.window_to),
            period: settings.period,
            ..Self::default()
        }
    }
}

/// The whole picture of one window.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    pub currency: Currency,
    /// The measure used: profit only where every sale has one.
    pub measure: Measure,
    /// Whether profit could be chosen.
    pub knows_profit: bool,
    /// First and last day, inclusive.
    pub window: (Date, Date),
    pub limits: (AbcLimits, XyzLimits),
    pub period: PeriodChoice,
    /// In rank order, the unranked last by name.
    pub findings: Vec<Finding>,
    /// Sum of the positive totals: what shares are of. In minor units.
    pub positive_total: i128,
    /// Sum of all totals, in minor units.
    pub net_total: i128,
    pub concentration: Concentration,
    pub lopsided: Option<Lopsided>,
    /// Value by period and segment, incomplete periods included.
    pub timeline: Timeline,
    by_account: HashMap<RecordId, usize>,
}

impl Analysis {
    /// Analyses the sales of the ledger; `None` if there are none in the window.
    pub fn of(book: &Book, ledger: &Ledger, config: &Config) -> Option<Self> {
        let (first, last) = ledger.span()?;
        // A window may reach beyond the sales, but an open end ("9999-12-31") is no million periods.
        let (earliest, latest) = (first.plus(-BEYOND_SALES), last.plus(BEYOND_SALES));
        let window = (
            config.window.0.unwrap_or(first).clamp(earliest, latest),
            config.window.1.unwrap_or(last).clamp(earliest, latest),
        );
        let knows_profit = ledger.knows_profit();
        let measure = if knows_profit { config.measure } else { Measure::Revenue };
        let seen: Vec<(RecordId, Vec<Sale>)> = ledger
            .accounts()
            .map(|(id, sales)| {
                let inside = sales.iter().filter(|sale| (window.0..=window.1).contains(&sale.day));
                (id, inside.copied().collect::<Vec<_>>())
            })
            .filter(|(_, sales)| !sales.is_empty())
            .collect();
        if seen.is_empty() {
            return None;
        }
        let sales: HashMap<RecordId, &[Sale]> = seen.iter().map(|(id, sales)| (*id, sales.as_slice())).collect();

        let mut findings: Vec<Finding> =
            seen.iter().map(|(id, sales)| finding(book, *id, sales, measure, knows_profit, window.1)).collect();
        // Two accounts of one name and value keep the order of their ids.
        findings.sort_unstable_by(|a, b| {
            let by_value = (b.value.max(0), b.value > 0).cmp(&(a.value.max(0), a.value > 0));
            by_value.then_with(|| a.name.cmp(&b.name)).then_with(|| a.account.cmp(&b.account))
        });
        let values: Vec<i128> = findings.iter().map(|finding| finding.value).collect();
        for (finding, rank) in findings.iter_mut().zip(rank(&values, config.abc)) {
            finding.rank = rank;
        }
        let positive_total: i128 = values.iter().filter(|value| **value > 0).sum();
        for finding in &mut findings {
            finding.is_provider = finding.value > 0 && finding.value * 10 >= positive_total;
        }

        let median_gap = typical_gap(&findings);
        let unit = config.period.unwrap_or_else(|| PeriodUnit::fitting(median_gap, window));
        let complete = unit.complete_in(window);
        let regularity = |finding: &Finding, unit: PeriodUnit| {
            let sales = sales.get(&finding.account).copied().unwrap_or_default();
            Regularity::of(sales, measure, finding.purchases?.0, unit, unit.last_complete(window), config.xyz)
        };
        for finding in &mut findings {
            finding.regularity = regularity(finding, unit);
        }
        let classes = |unit: PeriodUnit| -> Vec<XyzClass> {
            findings.iter().filter_map(|finding| regularity(finding, unit)?.class).collect()
        };
        let lopsided = dominant(&findings.iter().filter_map(Finding::xyz).collect::<Vec<_>>())
            .filter(|(_, share)| *share > 0.8)
            .map(|(class, share)| Lopsided { class, share, better: better_unit(unit, share, window, classes) });

        let concentration = Concentration::of(&values);
        let timeline = Timeline::of(&findings, &sales, measure, unit, window);
        Some(Self {
            currency: ledger.currency(),
            measure,
            knows_profit,
            window,
            limits: (config.abc, config.xyz),
            period: PeriodChoice { unit, median_gap, complete },
            by_account: findings.iter().enumerate().map(|(at, finding)| (finding.account, at)).collect(),
            findings,
            positive_total,
            net_total: values.iter().sum(),
            concentration,
            lopsided,
            timeline,
        })
    }

    /// What is known about one account; `None` if it has no sales in the window.
    pub fn finding(&self, account: RecordId) -> Option<&Finding> {
        self.findings.get(*self.by_account.get(&account)?)
    }

    /// Where the account stands in [`Self::findings`].
    pub fn position(&self, account: RecordId) -> Option<usize> {
        self.by_account.get(&account).copied()
    }

    /// Share of the positive total, 0 to 1.
    pub fn share(&self, value: i128) -> f64 {
        if self.positive_total > 0 { value as f64 / self.positive_total as f64 } else { 0.0 }
    }

    /// The nine cells with their accounts.
    pub fn matrix(&self) -> BTreeMap<Segment, Tally> {
        let mut matrix: BTreeMap<Segment, Tally> = Segment::all().map(|cell| (cell, Tally::default())).collect();
        for finding in &self.findings {
            if let Some(tally) = finding.segment().and_then(|cell| matrix.get_mut(&cell)) {
                tally.count += 1;
                tally.value += finding.value;
            }
        }
        matrix
    }

    /// Accounts and value of an ABC class, whatever their regularity.
    pub fn abc_tally(&self, class: AbcClass) -> Tally {
        self.tally(|finding| finding.abc() == Some(class))
    }

    /// Accounts and value of those the condition holds for.
    pub fn tally(&self, condition: impl Fn(&Finding) -> bool) -> Tally {
        self.findings.iter().filter(|finding| condition(finding)).fold(Tally::default(), |tally, finding| Tally {
            count: tally.count + 1,
            value: tally.value + finding.value,
        })
    }

    /// One account's value by the analysis' period.
    pub fn series(&self, ledger: &Ledger, account: RecordId) -> Series {
        Series::of(ledger.sales(account), self.measure, self.period.unit, self.window)
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
    Finding {
        account,
        // A sale whose account is gone still counts; its id stands for the name.
        name: if name.is_empty() { account.to_string() } else { name },
        external_id: book.value(account, account::field::external_id),
        value: match measure {
            Measure::Revenue => revenue,
            Measure::Profit => profit.unwrap_or_default(),
        },
        revenue,
        profit,
        orders: orders(sales).iter().filter(|order| order.amount > 0).count(),
        purchases: days.first().copied().zip(days.last().copied()),
        median_gap,
        overdue: silence.zip(median_gap).filter(|_| days.len() >= 3).map(|(silence, gap)| silence / gap),
        rank: None,
        regularity: None,
        is_provider: false,
    }
}

/// The value of a sale under a measure, in minor units.
pub fn value_of(sale: &Sale, measure: Measure) -> i128 {
    match measure {
        Measure::Revenue => sale.amount.into(),
        Measure::Profit => sale.profit.unwrap_or_default().into(),
    }
}

/// Days with a positive sum of revenue, in order. The sales are sorted by day.
fn purchase_days(sales: &[Sale]) -> Vec<Date> {
    sales
        .chunk_by(|a, b| a.day == b.day)
        .filter(|day| day.iter().map(|sale| i128::from(sale.amount)).sum::<i128>() > 0)
        .filter_map(|day| day.first().map(|sale| sale.day))
        .collect()
}

/// Days between successive days.
fn gaps(days: &[Date]) -> Vec<f64> {
    days.windows(2).map(|pair| f64::from(pair[1].since(pair[0]))).collect()
}

/// The median of the A and B accounts' own median gaps.
fn typical_gap(findings: &[Finding]) -> Option<f64> {
    let large = findings.iter().filter(|finding| matches!(finding.abc(), Some(AbcClass::A | AbcClass::B)));
    median(&large.filter_map(|finding| finding.median_gap).collect::<Vec<_>>())
}

/// The class most accounts are in, with its share.
fn dominant(classes: &[XyzClass]) -> Option<(XyzClass, f64)> {
    let count = |class: XyzClass| classes.iter().filter(|found| **found == class).count();
    let (class, most) = XyzClass::ALL.into_iter().map(|class| (class, count(class))).max_by_key(|(_, count)| *count)?;
    (most > 0).then(|| (class, most as f64 / classes.len() as f64))
}

/// The unit under which the fullest class is least full, if it is better than `share`.
fn better_unit(
    unit: PeriodUnit,
    share: f64,
    window: (Date, Date),
    classes: impl Fn(PeriodUnit) -> Vec<XyzClass>,
) -> Option<PeriodUnit> {
    PeriodUnit::ALL
        .into_iter()
        .filter(|other| *other != unit && other.complete_in(window) >= 4)
        .filter_map(|other| Some((other, dominant(&classes(other))?.1)))
        .filter(|(_, other)| *other < share)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(other, _)| other)
}
