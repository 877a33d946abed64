//! Columns as numbers, row by row: what they come to beside each other, and whether they agree.

use rust_decimal::Decimal;

/// The values of a column, row by row.
pub(super) type Values = Vec<Option<Decimal>>;

pub(super) fn at_row(values: &Values, row: usize) -> Option<Decimal> {
    values.get(row).copied().flatten()
}

pub(super) fn times(one: &Values, other: &Values) -> Values {
    one.iter().zip(other).map(|(one, other)| one.as_ref()?.checked_mul((*other)?)).collect()
}

pub(super) fn plus(one: &Values, other: &Values) -> Values {
    one.iter().zip(other).map(|(one, other)| one.as_ref()?.checked_add((*other)?)).collect()
}

/// Whether two are as much, but for rounding.
pub(super) fn agree(one: Option<Decimal>, other: Option<Decimal>) -> bool {
    let Some((one, other)) = one.zip(other) else { return false };
    let tolerance = one.abs() / Decimal::from(200) + Decimal::new(2, 2);
    (one - other).abs() <= tolerance
}

/// The rows in which both are known, and in how many of these something holds.
fn count(one: &Values, other: &Values, is: impl Fn(Decimal, Decimal) -> bool) -> (usize, usize) {
    let both = || one.iter().zip(other).filter_map(|(one, other)| one.zip(*other));
    (both().count(), both().filter(|(one, other)| is(*one, *other)).count())
}

/// Whether two columns say the same.
pub(super) fn same(one: &Values, other: &Values) -> bool {
    let (both, equal) = count(one, other, |one, other| agree(Some(one), Some(other)));
    both > 0 && equal * 20 >= both * 19
}

pub(super) fn is_mostly(one: &Values, other: &Values) -> bool {
    let (both, equal) = count(one, other, |one, other| agree(Some(one), Some(other)));
    both > 0 && equal * 2 > both
}

/// Whether an amount can be that of quantity × price: with a tax, less a discount, rounded.
pub(super) fn is_plausible(amount: &Values, product: &Values) -> bool {
    let is_near = |amount: Decimal, product: Decimal| {
        let (amount, product) = (amount.abs(), product.abs());
        amount * Decimal::TWO >= product && amount <= product * Decimal::TWO
    };
    let (both, near) = count(amount, product, is_near);
    both == 0 || near * 2 >= both
}
