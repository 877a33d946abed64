//! What an analysis said of every account: of a window, or as it was kept (A1).

use std::collections::BTreeMap;

use super::days::{gaps, purchase_days, within};
use super::figures::clamped;
use super::xyz::Rhythm;
use super::{AbcClass, Analysis, Config, Finding, PeriodUnit, XyzClass, median, rank, value_of};
use crate::book::{Book, KeptResult, Measure, Merged, RecordId, Snapshot, account};
use crate::calendar::Date;
use crate::ledger::{Ledger, Sale};

/// What an analysis said of one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// In minor units.
    pub value: i128,
    pub abc: Option<AbcClass>,
    pub xyz: Option<XyzClass>,
}

impl From<&Finding> for Outcome {
    fn from(finding: &Finding) -> Self {
        Self { value: finding.value, abc: finding.abc(), xyz: finding.xyz() }
    }
}

/// What an analysis said of every account that had sales.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// First and last day; `None` if nothing was sold.
    pub window: Option<(Date, Date)>,
    pub outcomes: BTreeMap<RecordId, Outcome>,
}

impl From<&Analysis> for Run {
    fn from(analysis: &Analysis) -> Self {
        let outcomes = analysis.findings.iter().map(|finding| (finding.account, finding.into()));
        Self { window: Some(analysis.window), outcomes: outcomes.collect() }
    }
}

impl Run {
    /// A run that was kept. Accounts that were merged since are one.
    pub fn kept(snapshot: &Snapshot, merged: &Merged) -> Self {
        let mut outcomes: BTreeMap<RecordId, Outcome> = BTreeMap::new();
        for kept in &snapshot.results {
            let has = |letter: &str| kept.classes.contains(letter);
            let found = Outcome {
                value: kept.value.into(),
                abc: AbcClass::ALL.into_iter().find(|class| has(class.letter())),
                xyz: XyzClass::ALL.into_iter().find(|class| has(class.letter())),
            };
            let outcome = outcomes.entry(merged.of_account(kept.account)).or_insert(Outcome { value: 0, ..found });
            outcome.value += found.value;
            // The class of the larger part; nobody knows what the two would have had together.
            outcome.abc = [outcome.abc, found.abc].into_iter().flatten().min();
        }
        Self { window: snapshot.window_from.zip(snapshot.window_to), outcomes }
    }

    /// What is kept of it.
    pub fn results(&self) -> Vec<KeptResult> {
        let one = |(account, outcome): (&RecordId, &Outcome)| KeptResult {
            account: *account,
            value: i64::try_from(outcome.value).unwrap_or(i64::MAX),
            classes: [outcome.abc.map_or("-", AbcClass::letter), outcome.xyz.map_or("-", XyzClass::letter)].concat(),
        };
        self.outcomes.iter().map(one).collect()
    }

    /// Of a window; one without sales has no outcomes. What an analysis of it would say, without what only
    /// its own pages need: names, orders, evidence.
    pub fn of(book: &Book, ledger: &Ledger, config: &Config, window: (Date, Date)) -> Self {
        // A window wholly outside the sales would be moved to where they are.
        let touches = ledger.span().filter(|(first, last)| window.0 <= *last && *first <= window.1);
        let outcomes = touches.map(|sold| outcomes(book, ledger, config, clamped(window, sold)));
        Self { window: Some(window), outcomes: outcomes.unwrap_or_default() }
    }
}

/// What one account's sales in the window say.
struct Bought<'a> {
    account: RecordId,
    sales: &'a [Sale],
    /// In minor units.
    value: i128,
    /// Whether it is one customer: what isn't has no class (C24).
    is_customer: bool,
}

fn outcomes(book: &Book, ledger: &Ledger, config: &Config, window: (Date, Date)) -> BTreeMap<RecordId, Outcome> {
    let measure = if ledger.knows_profit() { config.measure } else { Measure::Revenue };
    let bought = ledger.accounts().filter_map(|(account, sales)| {
        let sales = Some(within(sales, window)).filter(|sales| !sales.is_empty())?;
        let value = sales.iter().map(|sale| value_of(sale, measure)).sum();
        let is_customer = book.value(account, account::field::stands_for).is_none();
        Some(Bought { account, sales, value, is_customer })
    });
    let mut all: Vec<Bought<'_>> = bought.collect();
    let ranked = |one: &Bought<'_>| if one.is_customer { one.value } else { 0 };
    // Equal totals have one class, so their order doesn't matter.
    all.sort_by_key(|one| std::cmp::Reverse(ranked(one).max(0)));
    let values: Vec<i128> = all.iter().map(ranked).collect();
    let classes: Vec<Option<AbcClass>> =
        rank(&values, config.abc).into_iter().map(|rank| rank.map(|rank| rank.class)).collect();
    let typical = || {
        let large = all.iter().zip(&classes).filter(|(_, class)| matches!(class, Some(AbcClass::A | AbcClass::B)));
        median(&large.filter_map(|(one, _)| median(&gaps(&purchase_days(one.sales)))).collect::<Vec<_>>())
    };
    let unit = config.period.unwrap_or_else(|| PeriodUnit::fitting(typical(), window));
    let last = unit.last_complete(window);
    let regularity = |one: &Bought<'_>| {
        let mut days = one.sales.chunk_by(|a, b| a.day == b.day);
        let is_purchase = |day: &&[Sale]| day.iter().map(|sale| i128::from(sale.amount)).sum::<i128>() > 0;
        let first = days.find(is_purchase).filter(|_| one.is_customer)?.first()?.day;
        let days: Vec<(Date, i128)> = one.sales.iter().map(|sale| (sale.day, value_of(sale, measure))).collect();
        Rhythm::of(&days, first, last)?.class(config.xyz)
    };
    let outcome = |(one, abc): (&Bought<'_>, &Option<AbcClass>)| {
        (one.account, Outcome { value: one.value, abc: *abc, xyz: regularity(one) })
    };
    all.iter().zip(&classes).map(outcome).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::{Account, Change, Label, RecordKind, Stamp, StandsFor};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    proptest! {
        /// A run is quick because it is done by itself; it must say what the analysis says.
        #[test]
        fn a_run_is_what_the_analysis_of_its_window_says(
            lines in prop::collection::vec((0u32..9, 0i32..900, -300i64..2_000, prop::option::of(-50i64..900)), 1..120),
            knows_profit: bool,
            by_profit: bool,
            window in (0i32..900, 0i32..500),
            period in prop::option::of(0usize..4),
            collective in 0u32..12,
        ) {
            let id = |at: u32| RecordId::well_known(100 + u128::from(at));
            let mut book = Book::default();
            for at in 0..9 {
                let stands_for = (at == collective).then_some(StandsFor::Many);
                let account = Account { name: format!("Account {at}"), stands_for, ..Account::default() };
                book.apply(&Change::new(Label::Sample, account.create(id(at))), Stamp::default());
            }
            let line = |(customer, day, amount, profit): &(u32, i32, i64, Option<i64>)| Line {
                profit: profit.or(knows_profit.then_some(7)).filter(|_| knows_profit),
                ..Line::plain(*customer, date(2021, 3, 5).plus(*day), *amount)
            };
            let sales = Sales { lines: lines.iter().map(line).collect(), ..Sales::new(Currency::default()) };
            let ledger = Ledger::of(Currency::default(), [&Batch { accounts: (0..9).map(id).collect(), sales }]);
            let config = Config {
                measure: if by_profit { Measure::Profit } else { Measure::Revenue },
                period: period.map(|at| PeriodUnit::ALL[at]),
                ..Config::default()
            };
            let from = date(2021, 1, 1).plus(window.0);
            let window = (from, from.plus(window.1));
            let found = Run::of(&book, &ledger, &config, window);
            let touches = ledger.span().is_some_and(|(first, last)| window.0 <= last && first <= window.1);
            let config = Config { window: (Some(window.0), Some(window.1)), ..config };
            let analysis = Analysis::of(&book, &ledger, &config).filter(|_| touches);
            let said = analysis.as_ref().map(Run::from).unwrap_or_default();
            prop_assert_eq!(found.outcomes, said.outcomes);
        }
    }
}
