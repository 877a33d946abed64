//! Later against earlier: two stretches of an account's history compared (M13).

use super::{LEAST, Span};
use crate::calendar::Date;

/// Two stretches of time compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    pub basis: Basis,
    pub earlier: Side,
    pub later: Side,
}

/// Which stretches are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The last 12 months against the 12 before.
    Years,
    /// The later half of the history against the first.
    Halves,
    /// The later half of the orders (or gaps) against the first.
    HalfOfOrders,
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    pub from: Date,
    pub to: Date,
    /// How many orders or gaps it was read from.
    pub count: usize,
    /// Minor units, days or a number of groups, as the reading says.
    pub value: f64,
}

impl Shift {
    /// Later over earlier, less one: −0.2 is a fifth less. `None` if there was nothing earlier.
    pub fn change(&self) -> Option<f64> {
        (self.earlier.value > 0.0).then(|| self.later.value / self.earlier.value - 1.0)
    }

    /// A fifth less, or more than that. No division, so that a limit met exactly is met.
    pub fn fell(&self) -> bool {
        self.earlier.value > 0.0 && self.later.value * 5.0 <= self.earlier.value * 4.0
    }

    /// Half more, or more than that.
    pub(super) fn grew_by_half(&self) -> bool {
        self.earlier.value > 0.0 && self.later.value * 2.0 >= self.earlier.value * 3.0
    }
}

/// The 12 months before the last 12, and those; `None` if the history doesn't reach that far.
pub(super) fn two_years(first: Date, until: Date) -> Option<[Span; 2]> {
    let (one, two) = (until.a_year_before(), until.a_year_before().a_year_before());
    (first <= two.plus(1)).then(|| [(two.plus(1), one), (one.plus(1), until)])
}

/// A statistic of things by day, later against earlier: by the years if each has enough, else by
/// halves of the things, the odd one in the middle left out.
pub(super) fn shift<T>(
    things: &[T],
    day: impl Fn(&T) -> Date,
    years: Option<[Span; 2]>,
    statistic: impl Fn(&[T]) -> Option<f64>,
) -> Option<Shift> {
    let side = |things: &[T], span: Option<Span>| {
        let (from, to) = span.or_else(|| Some((day(things.first()?), day(things.last()?))))?;
        let value = statistic(things)?;
        (things.len() >= LEAST).then_some(Side { from, to, count: things.len(), value })
    };
    let in_span = |span: Span| {
        let start = things.partition_point(|thing| day(thing) < span.0);
        let end = things.partition_point(|thing| day(thing) <= span.1);
        side(things.get(start..end)?, Some(span))
    };
    let by_years = years.and_then(|[earlier, later]| in_span(earlier).zip(in_span(later)));
    if let Some((earlier, later)) = by_years {
        return Some(Shift { basis: Basis::Years, earlier, later });
    }
    let half = things.len() / 2;
    let earlier = side(things.get(..half)?, None)?;
    let later = side(things.get(things.len() - half..)?, None)?;
    Some(Shift { basis: Basis::HalfOfOrders, earlier, later })
}
