//! Value over time, by calendar period: for one account, and by segment or product group for all.

use std::collections::BTreeMap;

use crate::calendar::Date;

use super::period::{Period, PeriodUnit};
use super::{Analysis, Finding, Segment, value_of};
use crate::book::Measure;
use crate::ledger::{Ledger, Sale};

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

    /// All periods together, in minor units.
    pub fn sum(&self) -> i128 {
        self.values.iter().sum()
    }

    /// Both together, of the same window.
    fn plus(mut self, other: Self) -> Self {
        self.values.iter_mut().zip(other.values).for_each(|(value, more)| *value += more);
        self
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

/// What a series says in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InShort {
    /// Its last whole period beside the same one a year before, each with its value in minor units.
    YearApart { before: (Period, i128), last: (Period, i128) },
    /// Where no year can be compared: everything, and the whole period that brought the most.
    Altogether { total: i128, best: (Period, i128) },
    /// One whole period alone.
    One(Period, i128),
}

impl Series {
    /// What it says in a sentence; `None` without a whole period in its window.
    pub fn in_short(&self) -> Option<InShort> {
        let whole: Vec<(Period, i128)> = self
            .periods()
            .zip(self.values.iter().copied())
            .filter(|(period, _)| !self.is_incomplete(*period) && period.first_day() >= self.window.0)
            .collect();
        let last = *whole.last()?;
        let before = whole.iter().find(|(period, value)| period.is_a_year_before(last.0) && *value > 0);
        if let Some(before) = before {
            return Some(InShort::YearApart { before: *before, last });
        }
        if let [(period, value)] = whole.as_slice() {
            return Some(InShort::One(*period, *value));
        }
        // Of equals the first.
        let best = whole.iter().rev().max_by_key(|(_, value)| *value)?;
        Some(InShort::Altogether { total: self.sum(), best: *best })
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
        ledger: &Ledger,
        measure: Measure,
        unit: PeriodUnit,
        window: (Date, Date),
    ) -> Self {
        let mut total = Series::empty(unit, window);
        let mut cells: BTreeMap<Option<Segment>, Series> = BTreeMap::new();
        for finding in findings {
            let cell = cells.entry(finding.segment()).or_insert_with(|| Series::empty(unit, window));
            for sale in ledger.sales(finding.account) {
                cell.add(sale, measure);
                total.add(sale, measure);
            }
        }
        Self { total, cells }
    }
}

/// One product group of the largest, or what is left beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupPart {
    /// By size, from 0.
    Largest(u8),
    Others,
    /// Sales that name no group.
    Without,
}

impl GroupPart {
    /// More than this can't be told apart.
    pub const MOST: u8 = 7;

    /// Every part there can be, the largest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::MOST).map(Self::Largest).chain([Self::Others, Self::Without])
    }

    /// Its name for the style sheet: its place by size, from 1.
    pub fn code(self) -> &'static str {
        match self {
            Self::Largest(at) => ["1", "2", "3", "4", "5", "6"].get(usize::from(at)).unwrap_or(&"7"),
            Self::Others => "others",
            Self::Without => "without",
        }
    }
}

/// What one part of the product groups brought.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupSeries {
    pub part: GroupPart,
    /// The group's name; `None` where the part is no single group.
    pub name: Option<String>,
    pub series: Series,
}

/// Value by period for the largest product groups and what is left beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct ByGroup {
    /// All groups together.
    pub total: Series,
    /// In the order of [`GroupPart::all`], those that have sales.
    pub parts: Vec<GroupSeries>,
}

impl ByGroup {
    /// The sales of the analysis' window by group; `None` if none of them names one.
    pub fn of(analysis: &Analysis, ledger: &Ledger) -> Option<Self> {
        let empty = || Series::empty(analysis.period.unit, analysis.window);
        let mut total = empty();
        let mut groups: BTreeMap<Option<u32>, Series> = BTreeMap::new();
        // A blank name is none.
        let is_named = |group: &u32| ledger.groups().get(*group as usize).is_some_and(|name| !name.trim().is_empty());
        let inside = |sale: &&Sale| (analysis.window.0..=analysis.window.1).contains(&sale.day);
        for sale in ledger.accounts().flat_map(|(_, sales)| sales).filter(inside) {
            groups.entry(sale.group.filter(is_named)).or_insert_with(empty).add(sale, analysis.measure);
            total.add(sale, analysis.measure);
        }
        let without = groups.remove(&None);
        let name = |group: Option<u32>| group.and_then(|group| ledger.groups().get(group as usize)).cloned();
        let mut named: Vec<(Option<String>, Series)> =
            groups.into_iter().map(|(group, series)| (name(group), series)).collect();
        if named.is_empty() {
            return None;
        }
        named.sort_by(|(a, one), (b, other)| other.sum().cmp(&one.sum()).then_with(|| a.cmp(b)));
        let rest = named.split_off(named.len().min(GroupPart::MOST.into()));
        let mut parts: Vec<GroupSeries> = (0..)
            .zip(named)
            .map(|(at, (name, series))| GroupSeries { part: GroupPart::Largest(at), name, series })
            .collect();
        // A single one beyond the largest keeps its name.
        let name = match rest.as_slice() {
            [(name, _)] => name.clone(),
            _ => None,
        };
        let others = rest.into_iter().map(|(_, series)| series).reduce(Series::plus);
        parts.extend(others.map(|series| GroupSeries { part: GroupPart::Others, name, series }));
        parts.extend(without.map(|series| GroupSeries { part: GroupPart::Without, name: None, series }));
        Some(Self { total, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::book::{Book, RecordId};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    /// Bug: nine months of sales were told as a fall by 37.5 % between two of them.
    #[test]
    fn where_no_year_can_be_compared_all_and_the_best_month_are_told() {
        let series = |from: Date, to: Date, values: &[i128]| Series {
            first: PeriodUnit::Month.of(from),
            values: values.to_vec(),
            window: (from, to),
        };
        let month = |year, month| PeriodUnit::Month.of(date(year, month, 1));
        let young = series(date(2026, 2, 1), date(2026, 5, 10), &[300, 800, 500, 900]);
        let best = (month(2026, 3), 800);
        assert_eq!(young.in_short(), Some(InShort::Altogether { total: 2_500, best }), "May isn't over");
        assert_eq!(
            series(date(2026, 2, 1), date(2026, 3, 31), &[800, 800]).in_short(),
            Some(InShort::Altogether { total: 1_600, best: (month(2026, 2), 800) }),
            "of equals the first"
        );
        let mut year = vec![5; 13];
        year[12] = 10;
        let (before, last) = ((month(2025, 2), 5), (month(2026, 2), 10));
        let old = series(date(2025, 2, 1), date(2026, 2, 28), &year);
        assert_eq!(old.in_short(), Some(InShort::YearApart { before, last }));
        let begun = series(date(2025, 2, 3), date(2026, 2, 28), &year);
        assert!(matches!(begun.in_short(), Some(InShort::Altogether { .. })), "half a month is no month before");
        assert_eq!(
            series(date(2026, 2, 1), date(2026, 3, 9), &[7, 1]).in_short(),
            Some(InShort::One(month(2026, 2), 7))
        );
        assert_eq!(series(date(2026, 2, 1), date(2026, 2, 9), &[7]).in_short(), None);
    }

    /// One account's sales: group and amount, a month each.
    fn by_group(lines: &[(Option<u32>, i64)]) -> Option<ByGroup> {
        let line = |(month, (group, amount)): (i8, &(Option<u32>, i64))| Line {
            group: *group,
            ..Line::plain(0, date(2024, month, 1), *amount)
        };
        let sales = Sales {
            groups: (0..12).map(|at| if at == 11 { " ".into() } else { format!("Group {at}") }).collect(),
            lines: (1..).zip(lines).map(line).collect(),
            ..Sales::new(Currency::default())
        };
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![RecordId::well_known(7)], sales }]);
        let analysis = Analysis::of(&Book::default(), &ledger, &Config::default())?;
        ByGroup::of(&analysis, &ledger)
    }

    fn parts(found: &ByGroup) -> Vec<(GroupPart, Option<&str>, i128)> {
        found.parts.iter().map(|part| (part.part, part.name.as_deref(), part.series.sum())).collect()
    }

    #[test]
    fn the_largest_groups_stand_first_and_the_rest_together() {
        let lines: Vec<_> = (0..10).map(|at| (Some(at), 100 + i64::from(at))).chain([(None, 5_000)]).collect();
        let found = by_group(&lines).expect("groups");
        let found_parts = parts(&found);
        assert_eq!(found_parts[0], (GroupPart::Largest(0), Some("Group 9"), 109));
        assert_eq!(found_parts[6], (GroupPart::Largest(6), Some("Group 3"), 103));
        assert_eq!(found_parts[7], (GroupPart::Others, None, 100 + 101 + 102));
        assert_eq!(found_parts[8], (GroupPart::Without, None, 5_000));
        assert_eq!(found.total.sum(), found_parts.iter().map(|(_, _, sum)| sum).sum());
        let at = |at: usize| found.parts.iter().map(|part| part.series.values[at]).sum::<i128>();
        assert_eq!((0..found.total.values.len()).map(at).collect::<Vec<_>>(), found.total.values);
    }

    #[test]
    fn a_single_group_beyond_the_largest_keeps_its_name() {
        let lines: Vec<_> = (0..8).map(|at| (Some(at), 100 - i64::from(at))).collect();
        let found = by_group(&lines).expect("groups");
        assert_eq!(parts(&found).last(), Some(&(GroupPart::Others, Some("Group 7"), 93)));
    }

    #[test]
    fn without_groups_there_is_nothing_to_tell() {
        assert_eq!(by_group(&[(None, 100), (None, 50), (Some(11), 7)]), None);
    }
}
