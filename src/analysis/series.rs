//! Value over time, by calendar period: for one account, and by segment for all.

use std::collections::{BTreeMap, HashMap};

use crate::calendar::Date;

use super::period::{Period, PeriodUnit};
use super::{Finding, Segment, value_of};
use crate::book::{Measure, RecordId};
use crate::ledger::Sale;

/// The periods a window touches, each with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub first: Period,
    /// In minor units.
    pub values: Vec<i128>,
    pub window: (Date, Date),
}

impl Series {
    fn empty(unit: PeriodUnit, window: (Date, Date)) -> Self {
        let first = unit.of(window.0);
        let count = usize::try_from(unit.of(window.1).number - first.number + 1).unwrap_or(0);
        Self { first, values: vec![0; count], window }
    }

    fn add(&mut self, sale: &Sale, measure: Measure) {
        if !(self.window.0..=self.window.1).contains(&sale.day) {
            return;
        }
        let at = usize::try_from(self.first.unit.of(sale.day).number - self.first.number);
        if let Some(value) = at.ok().and_then(|at| self.values.get_mut(at)) {
            *value += value_of(sale, measure);
        }
    }

    pub(super) fn of(sales: &[Sale], measure: Measure, unit: PeriodUnit, window: (Date, Date)) -> Self {
        let mut series = Self::empty(unit, window);
        sales.iter().for_each(|sale| series.add(sale, measure));
        series
    }

    /// Whether each period had a purchase, whatever it earned.
    pub fn purchased(&self, sales: &[Sale]) -> Vec<bool> {
        let revenue = Self::of(sales, Measure::Revenue, self.first.unit, self.window);
        revenue.values.iter().map(|value| *value > 0).collect()
    }

    /// The periods, in order.
    pub fn periods(&self) -> impl Iterator<Item = Period> + '_ {
        (self.first.number..).take(self.values.len()).map(|number| Period { number, ..self.first })
    }

    /// Whether the window ends before the period does; such a period is outlined, not filled.
    pub fn is_incomplete(&self, period: Period) -> bool {
        period.last_day() > self.window.1
    }
}

/// Value by period for each segment, and for the accounts without one.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// All accounts together.
    pub total: Series,
    /// `None`: accounts that lack a class.
    pub cells: BTreeMap<Option<Segment>, Series>,
}

impl Timeline {
    pub(super) fn of(
        findings: &[Finding],
        sales: &HashMap<RecordId, &[Sale]>,
        measure: Measure,
        unit: PeriodUnit,
        window: (Date, Date),
    ) -> Self {
        let mut total = Series::empty(unit, window);
        let mut cells: BTreeMap<Option<Segment>, Series> = BTreeMap::new();
        for finding in findings {
            let cell = cells.entry(finding.segment()).or_insert_with(|| Series::empty(unit, window));
            for sale in sales.get(&finding.account).copied().unwrap_or_default() {
                cell.add(sale, measure);
                total.add(sale, measure);
            }
        }
        Self { total, cells }
    }
}
