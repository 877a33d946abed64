//! What the book and the ledger mean together (A1–A5, K1, K3, K5), by the conventions M1–M15.
//!
//! [`Figures`] are what the sales of a window say; [`Analysis::of`] draws limits through them and
//! gives every account a [`Finding`] with its evidence: rank, shares, classes, the periods counted.
//! Two of them make a [`Movement`]; [`behaviour`], [`recommendation`], types and levels go on from a finding to
//! how the account buys and what to do. Everything on the pages comes from here.
//!
//! **Invariants:** sums, shares and class limits are compared as integers, so a limit is exact;
//! floats appear only in means, deviations and shares for display. Nothing here formats.
//!
//! Rules and conventions stand in `docs/method.md` under their ids; a formula that isn't ours names its
//! source where it is written.

mod abc;
mod account_type;
mod archived;
pub mod behaviour;
mod beside;
mod caution;
mod concentration;
mod contacts;
mod days;
mod figures;
mod growth;
mod key_accounts;
mod level;
mod likely_owner;
pub mod listing;
pub mod losses;
pub mod movement;
mod period;
pub mod recommendation;
mod rfm;
mod run;
mod segment_peers;
mod series;
mod share;
mod since_import;
mod telling;
mod unusual;
mod what_if;
mod xyz;
mod years;

pub use abc::{AbcClass, AbcLimits, Ranked, rank};
pub use account_type::{ProviderShare, TypeEvidence, TypeSuggestion, suggested_types};
pub use caution::Caution;
pub use concentration::Concentration;
pub use contacts::{CONTACTS_A_YEAR, ClassContacts, contacts};
pub use days::{Span, gaps, purchase_days, within};
pub use figures::{Figures, FiguresBuilder};
pub use growth::{Contribution, Growth, Source};
pub use key_accounts::{KeyAccount, KeyAccounts, KeyRule, KeyStanding, KeySuggestion};
pub use level::{Deliveries, LevelSuggestion, Levels, Loyalty, MAJOR, Risk, suggested_level, suggested_levels};
pub use likely_owner::{Selling, likely_owner};
pub use listing::{AccountFilter, AccountList, Chosen, ClassFilter};
pub use movement::{ChangeBars, Direction, Flow, Move, Movement, Place};
pub use period::{Period, PeriodUnit, median};
pub use rfm::Rfm;
pub use run::{Outcome, Run};
pub use segment_peers::{Recent, SegmentPeers};
pub use series::{ByGroup, GroupPart, GroupSeries, InShort, Series, Timeline};
pub use share::{Share, percentile};
pub use since_import::SinceImport;
pub use telling::Telling;
pub use unusual::Setting;
pub use what_if::{NextClass, XyzChange};
pub use xyz::{MIN_PERIODS, Regularity, XyzClass, XyzLimits};
pub use years::{QuartersApart, Year, Years};

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::calendar::Date;

use crate::book::{Book, Edit, Measure, ProviderOf, RecordId, SETTINGS, Settings, StandsFor, settings};
use crate::ledger::{Ledger, Sale};

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
    pub name: Arc<str>,
    pub external_id: Arc<str>,
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
    /// Brings the share that makes a provider (K3).
    pub is_provider: bool,
    /// What it stands for where it isn't one customer: neither ranked nor classed then (C24).
    pub stands_for: Option<StandsFor>,
}

impl Finding {
    pub fn abc(&self) -> Option<AbcClass> {
        self.rank.map(|rank| rank.class)
    }

    pub fn xyz(&self) -> Option<XyzClass> {
        self.regularity.as_ref().and_then(|regularity| regularity.class)
    }

    /// What it is ranked by, in minor units: its value, or nothing where it isn't one customer.
    pub(super) fn ranked_value(&self) -> i128 {
        if self.stands_for.is_none() { self.value } else { 0 }
    }

    /// Its total under a measure, in minor units.
    pub fn measured(&self, measure: Measure) -> i128 {
        match measure {
            Measure::Revenue => self.revenue,
            Measure::Profit => self.profit.unwrap_or_default(),
        }
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

/// More than four fifths of the accounts in one XYZ class: the period says little (M4).
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

/// What makes an account a provider (K3, M5): a share of all that everybody brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderRule {
    /// The least share, in hundredths of a per cent.
    pub share: u32,
    pub of: ProviderOf,
}

impl Default for ProviderRule {
    /// A tenth, of profit where it is known.
    fn default() -> Self {
        Self { share: 1_000, of: ProviderOf::Known }
    }
}

/// How the analysis is done; the defaults are the conventions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    pub measure: Measure,
    /// First and last day; an empty end follows the ledger.
    pub window: (Option<Date>, Option<Date>),
    pub abc: AbcLimits,
    pub xyz: XyzLimits,
    pub provider: ProviderRule,
    pub key: KeyRule,
    /// `None`: chosen from the buying rhythm.
    pub period: Option<PeriodUnit>,
}

impl Config {
    /// What the book's settings say. Limits that two people's edits have left crossed are put right:
    /// the first one holds.
    pub fn of(book: &Book) -> Self {
        let settings: Settings = book.get(SETTINGS).unwrap_or_default();
        let (abc, xyz, provider) = (AbcLimits::default(), XyzLimits::default(), ProviderRule::default());
        let a = settings.abc_a.unwrap_or(abc.a).min(10_000);
        let x = settings.xyz_x.map_or(xyz.x, thousandths);
        Self {
            measure: settings.measure,
            window: (settings.window_from, settings.window_to),
            abc: AbcLimits { a, b: settings.abc_b.unwrap_or(abc.b).clamp(a, 10_000), crossing: settings.crossing },
            xyz: XyzLimits { x, y: settings.xyz_y.map_or(xyz.y, thousandths).max(x) },
            provider: ProviderRule {
                share: settings.provider_share.unwrap_or(provider.share).clamp(1, 10_000),
                of: settings.provider_of,
            },
            key: KeyRule { share: settings.key_share.unwrap_or(KeyRule::default().share).min(10_000) },
            period: settings.period,
        }
    }

    /// The edits that make the settings say this; what is a convention is left empty, so that it stays
    /// one.
    pub fn edits(&self, now: &Self) -> Vec<Edit> {
        use settings::field;
        let plain = Self::default();
        let unless = |value: u32, convention: u32| Some(value).filter(|value| *value != convention);
        let thousand = |value: f64| (value * 1_000.0).round() as u32;
        let all = [
            (self.measure != now.measure, field::measure.set(SETTINGS, self.measure)),
            (self.window.0 != now.window.0, field::window_from.set(SETTINGS, self.window.0)),
            (self.window.1 != now.window.1, field::window_to.set(SETTINGS, self.window.1)),
            (self.abc.a != now.abc.a, field::abc_a.set(SETTINGS, unless(self.abc.a, plain.abc.a))),
            (self.abc.b != now.abc.b, field::abc_b.set(SETTINGS, unless(self.abc.b, plain.abc.b))),
            (self.abc.crossing != now.abc.crossing, field::crossing.set(SETTINGS, self.abc.crossing)),
            (self.xyz.x != now.xyz.x, field::xyz_x.set(SETTINGS, unless(thousand(self.xyz.x), thousand(plain.xyz.x)))),
            (self.xyz.y != now.xyz.y, field::xyz_y.set(SETTINGS, unless(thousand(self.xyz.y), thousand(plain.xyz.y)))),
            (
                self.provider.share != now.provider.share,
                field::provider_share.set(SETTINGS, unless(self.provider.share, plain.provider.share)),
            ),
            (self.provider.of != now.provider.of, field::provider_of.set(SETTINGS, self.provider.of)),
            (self.key != now.key, field::key_share.set(SETTINGS, unless(self.key.share, plain.key.share))),
            (self.period != now.period, field::period.set(SETTINGS, self.period)),
        ];
        all.into_iter().filter(|(is_other, _)| *is_other).map(|(_, edit)| edit).collect()
    }
}

fn thousandths(value: u32) -> f64 {
    f64::from(value) / 1_000.0
}

/// The whole picture of one window: its figures with limits drawn through them.
#[derive(Clone, Debug)]
pub struct Analysis {
    figures: Arc<Figures>,
    /// How it was done.
    pub config: Config,
    pub period: PeriodChoice,
    /// In rank order, the unranked last by name.
    pub findings: Vec<Finding>,
    pub lopsided: Option<Lopsided>,
}

/// What doesn't depend on limits is read off an analysis as if it were its own.
impl Deref for Analysis {
    type Target = Figures;

    fn deref(&self) -> &Figures {
        &self.figures
    }
}

impl Analysis {
    /// Analyses the sales of the ledger; `None` if there are none in the window.
    pub fn of(book: &Book, ledger: &Ledger, config: &Config) -> Option<Self> {
        let figures = Figures::of(book, ledger, config.measure, config.window)?;
        Some(Self::drawn(Arc::new(figures), config))
    }

    /// Draws the limits of a config through figures of its measure and window.
    pub fn of_figures(figures: Figures, config: &Config) -> Self {
        Self::drawn(Arc::new(figures), config)
    }

    /// What another config makes of the same ledger: quick where only limits differ.
    pub fn under(&self, book: &Book, ledger: &Ledger, config: &Config) -> Option<Self> {
        if (config.measure, config.window) == (self.config.measure, self.config.window) {
            return Some(Self::drawn(self.figures.clone(), config));
        }
        Self::of(book, ledger, config)
    }

    /// What the picture would be without these accounts; `None` if nobody else is there.
    pub fn without(&self, accounts: &HashSet<RecordId>) -> Option<Self> {
        Some(Self::drawn(Arc::new(self.figures.without(accounts)?), &self.config))
    }

    /// Draws the limits through the figures.
    fn drawn(figures: Arc<Figures>, config: &Config) -> Self {
        let mut findings = figures.findings.clone();
        let values: Vec<i128> = findings.iter().map(Finding::ranked_value).collect();
        for (finding, rank) in findings.iter_mut().zip(rank(&values, config.abc)) {
            finding.rank = rank;
            let is_provider = ProviderShare::of(&figures, config.provider, finding).is_reached();
            finding.is_provider = is_provider && finding.stands_for.is_none();
        }
        let median_gap = typical_gap(&findings);
        let unit = config.period.unwrap_or_else(|| PeriodUnit::fitting(median_gap, figures.window));
        for (finding, rhythm) in findings.iter_mut().zip(figures.rhythms(unit)) {
            finding.regularity = rhythm.as_ref().map(|rhythm| rhythm.judged(config.xyz));
        }
        let lopsided = dominant(&findings.iter().filter_map(Finding::xyz).collect::<Vec<_>>())
            .filter(|(_, share)| *share > 0.8)
            .map(|(class, share)| Lopsided { class, share, better: better_unit(&figures, unit, share, config.xyz) });
        Self {
            config: config.clone(),
            period: PeriodChoice { unit, median_gap, complete: unit.complete_in(figures.window) },
            findings,
            lopsided,
            figures,
        }
    }

    /// What is known about one account; `None` if it has no sales in the window.
    pub fn finding(&self, account: RecordId) -> Option<&Finding> {
        self.findings.get(*self.figures.by_account.get(&account)?)
    }

    /// The class the account would have by revenue: what it buys, whatever it is ranked by.
    pub fn class_by_revenue(&self, finding: &Finding) -> Option<AbcClass> {
        if self.measure == Measure::Revenue || finding.stands_for.is_some() {
            return finding.abc();
        }
        let customers = self.findings.iter().filter(|other| other.stands_for.is_none());
        let larger = customers.filter(|other| other.revenue > finding.revenue);
        let before = larger.map(|other| other.revenue).sum();
        let (_, total) = self.provider_total(ProviderOf::Revenue);
        (finding.revenue > 0).then(|| self.config.abc.class(before, finding.revenue, total))
    }

    /// How many of the periods its regularity is seen by had no purchase. The ledger is the one analysed.
    pub fn periods_without_purchase(&self, ledger: &Ledger, finding: &Finding) -> usize {
        let Some(regularity) = &finding.regularity else { return 0 };
        let unit = self.period.unit;
        let numbers = purchase_days(within(ledger.sales(finding.account), self.window));
        let mut bought: Vec<i32> = numbers.into_iter().map(|day| unit.of(day).number).collect();
        bought.dedup();
        let counted = regularity.first.number..regularity.first.number + regularity.values.len() as i32;
        regularity.values.len() - bought.into_iter().filter(|number| counted.contains(number)).count()
    }

    /// Where the account stands in [`Self::findings`].
    pub fn position(&self, account: RecordId) -> Option<usize> {
        self.figures.by_account.get(&account).copied()
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

    /// Value by period and segment, incomplete periods included. The ledger is the one analysed.
    pub fn timeline(&self, ledger: &Ledger) -> Timeline {
        Timeline::of(&self.findings, ledger, self.measure, self.period.unit, self.window)
    }

    /// One account's value by the analysis' period.
    pub fn series(&self, ledger: &Ledger, account: RecordId) -> Series {
        Series::of(ledger.sales(account), self.measure, self.period.unit, self.window)
    }
}

/// The value of a sale under a measure, in minor units.
pub fn value_of(sale: &Sale, measure: Measure) -> i128 {
    match measure {
        Measure::Revenue => sale.amount.into(),
        Measure::Profit => sale.profit.unwrap_or_default().into(),
    }
}

/// The median of the A and B accounts' own median gaps (M4).
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
fn better_unit(figures: &Figures, unit: PeriodUnit, share: f64, limits: XyzLimits) -> Option<PeriodUnit> {
    let classes = |unit: PeriodUnit| -> Vec<XyzClass> {
        figures.rhythms(unit).iter().flatten().filter_map(|rhythm| rhythm.class(limits)).collect()
    };
    PeriodUnit::ALL
        .into_iter()
        .filter(|other| *other != unit && other.complete_in(figures.window) >= 4)
        .filter_map(|other| Some((other, dominant(&classes(other))?.1)))
        .filter(|(_, other)| *other < share)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(other, _)| other)
}
