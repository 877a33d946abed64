//! Product groups an account buys no more though it still buys (C12).

use std::collections::BTreeMap;

use crate::analysis::behaviour::LEAST;
use crate::analysis::{gaps, median, purchase_days};
use crate::calendar::Date;
use crate::ledger::Sale;

/// A group that fell silent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SilentGroup {
    /// Index into [`Ledger::groups`](crate::ledger::Ledger::groups).
    pub group: u32,
    pub last: Date,
    /// Days since.
    pub silence: i32,
    /// Its own median gap and its longest, in days.
    pub gap: f64,
    pub longest: i32,
    /// What it brought in the 365 days up to its last order day, in minor units.
    pub value: i128,
}

/// The groups with three order days or more that are silent for more than three of their own gaps, and longer than
/// ever before; the most valuable first. The sales are sorted by day, and none is after `until`.
pub fn silent_groups(sales: &[Sale], until: Date) -> Vec<SilentGroup> {
    let mut by_group: BTreeMap<u32, Vec<Sale>> = BTreeMap::new();
    for sale in sales {
        if let Some(group) = sale.group {
            by_group.entry(group).or_default().push(*sale);
        }
    }
    let silent = by_group.into_iter().filter_map(|(group, sales)| {
        let days = purchase_days(&sales);
        let last = *days.last().filter(|_| days.len() >= LEAST)?;
        let gaps = gaps(&days);
        let gap = median(&gaps)?;
        let longest = gaps.iter().copied().fold(0.0, f64::max) as i32;
        let silence = until.since(last);
        let year = |sale: &&Sale| sale.day <= last && sale.day > last.plus(-365);
        let value = sales.iter().filter(year).map(|sale| i128::from(sale.amount)).sum();
        let is_silent = f64::from(silence) > 3.0 * gap && silence > longest;
        is_silent.then_some(SilentGroup { group, last, silence, gap, longest, value })
    });
    let mut silent: Vec<SilentGroup> = silent.collect();
    silent.sort_by_key(|group| std::cmp::Reverse(group.value));
    silent
}
