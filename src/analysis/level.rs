//! Which relationship level the figures suggest (K5, M12), and on what grounds.

use super::account_type::is_near;
use super::behaviour::{AT_RISK, Behaviour, Rhythm, Shift};
use super::{AbcClass, Analysis, Finding, NextClass, PeriodUnit};
use crate::book::{Level, Measure, RecordId};
use crate::calendar::Date;
use crate::ledger::{Ledger, Sale};

/// The classes that buy much *(our choice)*: those who bring the first 80 %.
pub const MAJOR: [AbcClass; 1] = [AbcClass::A];

/// How many whole periods a loyal account is looked at over, and how few are enough.
const LOYAL_PERIODS: (usize, usize) = (8, 4);

/// How many promised documents there must be before their lateness says something.
const LEAST_PROMISED: usize = 3;

/// A level the figures suggest, with what it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelSuggestion {
    pub level: Level,
    /// The change in value that would make a major buyer of a minor one, or the reverse, if a tenth
    /// of its value is enough.
    pub borderline: Option<NextClass>,
    pub class: Option<AbcClass>,
    /// What endangers it.
    pub risks: Vec<Risk>,
    /// How faithfully it bought; `None` for a lead.
    pub loyalty: Option<Loyalty>,
}

/// Why a major account is at risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Risk {
    /// Silent for more than twice the usual gap: so many times.
    Silence { rhythm: Rhythm, times: f64 },
    /// It brings a fifth less than before, or worse.
    Decline(Shift),
    /// More than a third of what was promised came late, or hasn't come.
    LateDeliveries(Deliveries),
    /// So many complaints aren't solved.
    OpenComplaints(usize),
}

/// Promised documents up to the window's end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deliveries {
    pub promised: usize,
    /// Delivered after the promised day, or not yet though it has passed.
    pub late: usize,
}

/// How long and how regularly an account has bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loyalty {
    /// The first purchase of all.
    pub since: Date,
    /// Whether that is at least 12 months before the window's end.
    pub is_long: bool,
    pub unit: PeriodUnit,
    /// The last whole periods since then, at most eight, and those of them with a purchase.
    pub periods: usize,
    pub bought: usize,
}

impl Loyalty {
    /// At least 12 months a customer, with a purchase in three of four of at least four periods.
    pub fn holds(&self) -> bool {
        self.is_long && self.periods >= LOYAL_PERIODS.1 && self.bought * 4 >= self.periods * 3
    }
}

/// The level of an account, which need not have bought anything. `behaviour` is its own, and so are the
/// complaints, which the book knows.
pub fn suggested_level(
    analysis: &Analysis,
    ledger: &Ledger,
    account: RecordId,
    behaviour: Option<&Behaviour>,
    open_complaints: usize,
) -> LevelSuggestion {
    let finding = analysis.finding(account);
    // Who buys much does so whatever it earns.
    let class = finding.and_then(|finding| analysis.class_by_revenue(finding));
    let is_major = class.is_some_and(|class| MAJOR.contains(&class));
    let sales = ledger.sales(account);
    let loyalty = loyalty(analysis, sales);
    let mut risks = behaviour.map(|behaviour| risks(analysis, ledger, sales, behaviour)).unwrap_or_default();
    risks.extend((open_complaints > 0).then_some(Risk::OpenComplaints(open_complaints)));
    let level = level(sales, loyalty, is_major, || !risks.is_empty());
    let by_revenue = analysis.measure == Measure::Revenue;
    let borderline = finding.filter(|_| level != Level::Lead && by_revenue).and_then(|finding| {
        let next = if is_major { analysis.fall_from(finding) } else { analysis.rise_to(finding) }?;
        let changes = MAJOR.contains(&next.class) != is_major;
        (changes && is_near(next.by, finding.value)).then_some(next)
    });
    LevelSuggestion { level, borderline, class, risks, loyalty }
}

/// The level of each of these accounts alone. Quick: only of those that buy much it matters what endangers them.
pub fn suggested_levels(
    analysis: &Analysis,
    ledger: &Ledger,
    accounts: impl Iterator<Item = RecordId>,
    open_complaints: impl Fn(RecordId) -> usize,
) -> Vec<Level> {
    let levels = Levels::of(analysis);
    accounts.map(|account| levels.of_account(analysis, ledger, account, || open_complaints(account))).collect()
}

/// What is the same for the levels of all accounts: which of them buy much.
#[derive(Clone, Debug)]
pub struct Levels {
    majors: Vec<bool>,
}

impl Levels {
    pub fn of(analysis: &Analysis) -> Self {
        Self { majors: majors(analysis) }
    }

    /// The level of an account, by the same analysis.
    pub fn of_account(
        &self,
        analysis: &Analysis,
        ledger: &Ledger,
        account: RecordId,
        open_complaints: impl FnOnce() -> usize,
    ) -> Level {
        let sales = ledger.sales(account);
        let is_major = analysis.position(account).is_some_and(|at| self.majors.get(at).copied().unwrap_or_default());
        level(sales, loyalty(analysis, sales), is_major, || {
            let behaviour = Behaviour::of(analysis, ledger, account);
            let is_endangered = |behaviour: &Behaviour| !risks(analysis, ledger, sales, behaviour).is_empty();
            open_complaints() > 0 || behaviour.as_ref().is_some_and(is_endangered)
        })
    }
}

/// Which of the findings buy much, whatever they earn.
fn majors(analysis: &Analysis) -> Vec<bool> {
    let is_major = |class: Option<AbcClass>| class.is_some_and(|class| MAJOR.contains(&class));
    if analysis.measure == Measure::Revenue {
        return analysis.findings.iter().map(|finding| is_major(finding.abc())).collect();
    }
    // Ranked by profit, so the order by revenue is another one. The class falls with it.
    let customers = analysis.findings.iter().filter(|finding| finding.stands_for.is_none());
    let mut by_revenue: Vec<&Finding> = customers.collect();
    by_revenue.sort_by_key(|finding| std::cmp::Reverse(finding.revenue));
    let many = by_revenue.partition_point(|finding| is_major(analysis.class_by_revenue(finding)));
    // Equals have one class, so the last that has it says which revenue is enough.
    let least = many.checked_sub(1).and_then(|last| by_revenue.get(last)).map(|finding| finding.revenue);
    let buys_much = |finding: &Finding| least.is_some_and(|least| finding.revenue >= least);
    analysis.findings.iter().map(|finding| finding.stands_for.is_none() && buys_much(finding)).collect()
}

/// `has_risks` is asked for those that buy much.
fn level(sales: &[Sale], loyalty: Option<Loyalty>, is_major: bool, has_risks: impl FnOnce() -> bool) -> Level {
    match loyalty {
        // Who bought only after the window is no stranger.
        None if Behaviour::first_purchase(sales).is_some() => Level::MinorBuyer,
        None => Level::Lead,
        Some(_) if !is_major => Level::MinorBuyer,
        Some(_) if has_risks() => Level::MajorAtRisk,
        Some(loyalty) if loyalty.holds() => Level::Loyal,
        Some(_) => Level::MajorBuyer,
    }
}

fn risks(analysis: &Analysis, ledger: &Ledger, sales: &[Sale], behaviour: &Behaviour) -> Vec<Risk> {
    let silence = behaviour.rhythm.and_then(|rhythm| {
        let times = rhythm.overdue().filter(|times| *times > AT_RISK)?;
        Some(Risk::Silence { rhythm, times })
    });
    let decline = behaviour.trend.filter(Shift::fell).map(Risk::Decline);
    let deliveries = deliveries(ledger, sales, analysis.window);
    let are_late = deliveries.promised >= LEAST_PROMISED && deliveries.late * 3 > deliveries.promised;
    let late = are_late.then_some(Risk::LateDeliveries(deliveries));
    silence.into_iter().chain(decline).chain(late).collect()
}

/// The account's documents of the window that were promised for a day before its end.
///
/// What isn't delivered is late only where the ledger tells of deliveries at all, for otherwise the
/// file had no such column.
pub(super) fn deliveries(ledger: &Ledger, sales: &[Sale], (from, until): (Date, Date)) -> Deliveries {
    let mut documents: Vec<u32> =
        sales.iter().filter(|sale| (from..=until).contains(&sale.day)).filter_map(|sale| sale.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let known = documents.into_iter().filter_map(|document| ledger.document(document));
    let promised = known.filter_map(|document| Some((document.promised?, document.delivered)));
    let due: Vec<_> = promised.filter(|(promised, _)| *promised < until).collect();
    // All documents are looked at for it, so not where nothing was promised.
    if due.is_empty() || !ledger.tells_deliveries() {
        return Deliveries::default();
    }
    due.into_iter().fold(Deliveries::default(), |sum, (promised, delivered)| Deliveries {
        promised: sum.promised + 1,
        late: sum.late + usize::from(delivered.is_none_or(|delivered| delivered > promised)),
    })
}

/// `None` if it never bought up to the window's end.
fn loyalty(analysis: &Analysis, sales: &[Sale]) -> Option<Loyalty> {
    let until = analysis.window.1;
    let since = Behaviour::first_purchase(sales).filter(|first| *first <= until)?;
    let unit = analysis.period.unit;
    let (first, last) = (unit.of(since).number, unit.last_complete((since, until)).number);
    let periods = usize::try_from(last - first + 1).unwrap_or(0).min(LOYAL_PERIODS.0);
    let mut values = vec![0_i128; periods];
    for sale in sales.iter().rev().take_while(|sale| unit.of(sale.day).number + periods as i32 > last) {
        let at = usize::try_from(last - unit.of(sale.day).number).ok();
        if let Some(value) = at.and_then(|at| values.get_mut(at)) {
            *value += i128::from(sale.amount);
        }
    }
    Some(Loyalty {
        since,
        is_long: since <= until.a_year_before(),
        unit,
        periods,
        bought: values.iter().filter(|value| **value > 0).count(),
    })
}
