//! Which column is the amount: what several of them come to beside each other, and beside quantity × price.
//!
//! Words propose, in `guess`; here the values decide, row by row: a column that is another less its tax, a
//! total that its lines add up to. What they leave open is asked, with what each would come to.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::exchange::answer::Sums;
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::money;
use crate::exchange::cell::number::{self, Number};
use crate::exchange::inspect::header::{Dictionary, HeadRow, Meaning, Strength, is_identifier};
use crate::exchange::{Column, Confidence, DiscountKind, Evidence, Role};

mod values;
mod words;

use values::{Values, agree, at_row, is_mostly, is_plausible, plus, same, times};
pub(super) use words::{Level, level};
use words::{OF_LINE, PAID, WHOLE_DOCUMENT};

/// A way to the amount of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountOption {
    /// The column is the amount; or [`Role::Price`]: the quantity times it is.
    pub role: Role,
    pub column: usize,
    /// What the rows looked at come to by it.
    pub sums: Sums,
}

/// An amount that is the same on all lines of a document, or of a customer's day where documents have
/// no numbers: the total, repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeated {
    pub column: usize,
    /// A document, or a customer, whose lines say it.
    pub example: String,
    /// What the rows looked at come to as they stand, and with each total counted once.
    pub each: Sums,
    pub once: Sums,
}

/// What the values say about amounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    pub options: Vec<AmountOption>,
    /// Whether nothing tells which of them is the amount.
    pub is_open: bool,
    pub repeated: Vec<Repeated>,
}

/// Whole numbers below this are small: of an area, a team, a count.
const SMALL: i64 = 1_000;

/// The rows looked at, and what they hold.
struct Table<'a> {
    columns: &'a [Column],
    rows: &'a [&'a HeadRow],
    dictionary: &'a Dictionary,
}

/// Finds the ways to the amount, and takes that which the values prove. `paired` says which column names the
/// currency of each.
pub(super) fn settle(
    columns: &mut [Column],
    rows: &[&HeadRow],
    paired: &[Option<usize>],
    dictionary: &Dictionary,
) -> Amounts {
    if columns.iter().any(|column| column.role == Role::Period) {
        return Amounts::default();
    }
    let decision = Table { columns, rows, dictionary }.decide();
    for (at, role) in &decision.roles {
        if let Some(column) = columns.get_mut(*at) {
            column.role = *role;
            column.confidence = Confidence::Likely;
            if *role == Role::Ignore {
                let instead = decision.proof.into_iter().map(|column| Evidence::LessLikelyThan { column });
                column.evidence.extend(instead);
            }
        }
    }
    if let Some(column) = decision.net.and_then(|at| columns.get_mut(at)) {
        column.is_net = true;
    }
    let table = Table { columns, rows, dictionary };
    let sums = |(role, column): &(Role, usize)| AmountOption {
        role: *role,
        column: *column,
        sums: table.sums(*column, &table.worth(*role, *column), paired),
    };
    let options = decision.options.iter().map(sums).collect();
    let counted = columns.iter().enumerate().filter(|(_, column)| is_amount(column.role)).map(|(at, _)| at);
    let others = decision.options.iter().filter(|(role, _)| is_amount(*role)).map(|(_, at)| *at);
    let mut all: Vec<usize> = counted.chain(others).collect();
    all.sort_unstable();
    all.dedup();
    let repeated = all.into_iter().filter_map(|at| table.repeated(at, paired)).collect();
    Amounts { options, is_open: decision.is_open, repeated }
}

fn is_amount(role: Role) -> bool {
    matches!(role, Role::Amount | Role::AmountGross)
}

/// What is decided: new roles, what may be chosen, and whether it must be.
#[derive(Default)]
struct Decision {
    roles: Vec<(usize, Role)>,
    /// The column whose values prove it.
    proof: Option<usize>,
    options: Vec<(Role, usize)>,
    is_open: bool,
    /// The amount to which the tax was added elsewhere in its row.
    net: Option<usize>,
}

impl Table<'_> {
    fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    fn meaning(&self, at: usize) -> Option<Meaning> {
        self.dictionary.meaning(&self.columns.get(at)?.header)
    }

    fn level(&self, at: usize) -> Level {
        self.columns.get(at).map_or(Level::Plain, |column| level(&column.header))
    }

    /// Whether it is what was paid: of what was asked for, it says nothing.
    fn is_paid(&self, at: usize) -> bool {
        let header = self.columns.get(at).map(|column| fold(&column.header)).unwrap_or_default();
        PAID.iter().any(|word| header.contains(word))
    }

    fn values(&self, at: usize) -> Values {
        let format = self.columns.get(at).and_then(|column| column.numbers.format);
        let value = |row: &&HeadRow| match number::of(row.cell(at), format) {
            Number::Value { value, percent: false, .. } => Some(value),
            _ => None,
        };
        self.rows.iter().map(value).collect()
    }

    /// The columns whose headers say that they have this role, and whose values could.
    fn says(&self, role: Role) -> Vec<usize> {
        let is = |at: &usize| {
            let could = self.columns.get(*at).is_some_and(|column| column.could_be(role));
            could && self.meaning(*at).is_some_and(|meaning| meaning.role == role)
        };
        (0..self.columns.len()).filter(is).collect()
    }

    /// The share of each row that the discount leaves.
    fn left_by_discount(&self) -> Option<Values> {
        let at = self.column(Role::Discount)?;
        let column = self.columns.get(at)?;
        let is_percent = column.discount() == Some(DiscountKind::Percent);
        let left = |row: &&HeadRow| match number::of(row.cell(at), column.numbers.format) {
            Number::Empty => Some(Decimal::ONE),
            Number::Value { value, percent, .. } if percent || is_percent => {
                Decimal::ONE.checked_sub(value.checked_div(Decimal::ONE_HUNDRED)?)
            }
            Number::Value { value, .. } => Decimal::ONE.checked_sub(value),
            _ => None,
        };
        Some(self.rows.iter().map(left).collect())
    }

    /// Quantity × price × (1 − discount) of each row.
    fn product(&self, price: usize) -> Option<Values> {
        let quantity = self.values(self.column(Role::Quantity)?);
        let mut product = times(&quantity, &self.values(price));
        if let Some(left) = self.left_by_discount() {
            product = times(&product, &left);
        }
        Some(product)
    }

    /// The amount of each row by one of the ways to it.
    fn worth(&self, role: Role, at: usize) -> Values {
        if role == Role::Price { self.product(at).unwrap_or_default() } else { self.values(at) }
    }

    /// What the rows of customers come to.
    fn sums(&self, at: usize, worth: &Values, paired: &[Option<usize>]) -> Sums {
        let who = [Role::Customer, Role::CustomerId].into_iter().filter_map(|role| self.column(role));
        let who: Vec<usize> = who.collect();
        let column = self.columns.get(at);
        let taken_off = Decimal::from(10_u64.pow(column.map_or(0, |column| column.taken_off)));
        let own = column.and_then(|column| column.currencies.first().copied());
        let mut sums: Vec<(Option<Currency>, Decimal)> = Vec::new();
        for (row, value) in self.rows.iter().zip(worth) {
            let Some(value) = value.filter(|_| who.is_empty() || who.iter().any(|at| !row.cell(*at).is_empty())) else {
                continue;
            };
            let code = paired.get(at).copied().flatten().map_or("", |at| row.cell(at).text);
            let currency = money::currencies(code).next().or(own);
            let Some(value) = value.checked_mul(taken_off) else { continue };
            match sums.iter_mut().find(|(known, _)| *known == currency) {
                Some((_, sum)) => *sum = sum.saturating_add(value),
                None => sums.push((currency, value)),
            }
        }
        sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
        sums.into_iter().map(|(currency, sum)| (currency, sum.round_dp(3).normalize().to_string())).collect()
    }

    fn decide(&self) -> Decision {
        let mut decision = Decision::default();
        let price = self.price(&mut decision);
        let net = self.column(Role::Amount);
        let Some(chosen) = net.or(self.column(Role::AmountGross)) else { return decision };
        let product = price.and_then(|price| self.product(price));
        if let (Some(price), Some(product)) = (price, &product) {
            let totals = self.amounts().into_iter().chain([chosen]);
            if totals.into_iter().any(|at| self.is_total_of_lines(&self.values(at), product)) {
                // The lines' own amounts add up to it.
                let amounts = (0..self.columns.len()).filter(|at| is_amount(self.role(*at)));
                return Decision {
                    roles: amounts.map(|at| (at, Role::Ignore)).collect(),
                    proof: Some(price),
                    ..decision
                };
            }
        }
        decision.options.clear();
        decision.is_open = false;
        let Some(chosen) = net else {
            self.beside_gross(&mut decision);
            return decision;
        };
        self.rivals(chosen, product.as_ref(), &mut decision);
        if decision.options.is_empty() {
            self.beside_gross(&mut decision);
        }
        let values = self.values(chosen);
        let is_by_part = self.meaning(chosen).is_none_or(|meaning| meaning.strength != Strength::Whole);
        if is_by_part && let (Some(price), Some(product)) = (price, &product) {
            if !is_plausible(&values, product) {
                self.offer(&mut decision, (Role::Price, price), chosen);
            }
        } else if is_by_part && self.is_small(chosen, &values) {
            let could = (0..self.columns.len()).filter(|at| self.is_free_number(*at) || *at == chosen);
            decision.options = could.map(|at| (Role::Amount, at)).collect();
            decision.is_open = true;
        }
        decision.options.sort_unstable_by_key(|(_, at)| *at);
        decision.options.dedup();
        decision
    }

    fn role(&self, at: usize) -> Role {
        self.columns.get(at).map_or(Role::Ignore, |column| column.role)
    }

    /// The columns whose headers say that they are amounts.
    fn amounts(&self) -> Vec<usize> {
        self.says(Role::Amount)
    }

    /// The price; that of two which one is, where nothing tells, is left open.
    fn price(&self, decision: &mut Decision) -> Option<usize> {
        let price = self.column(Role::Price)?;
        self.column(Role::Quantity)?;
        let own = self.values(price);
        let others = self.says(Role::Price).into_iter().filter(|at| *at != price && !same(&own, &self.values(*at)));
        let others: Vec<usize> = others.collect();
        if self.level(price) == Level::Net {
            let is_taken_off = |at: &usize| self.has_discount_off(&own, &self.values(*at));
            if let (Some(discount), true) = (self.column(Role::Discount), others.iter().any(is_taken_off)) {
                decision.roles.push((discount, Role::Ignore));
            }
            return Some(price);
        }
        let rivals = others.into_iter().filter(|at| self.level(*at) == self.level(price));
        let rivals: Vec<(Role, usize)> = rivals.map(|at| (Role::Price, at)).collect();
        if !rivals.is_empty() {
            decision.options = rivals;
            decision.options.push((Role::Price, price));
            decision.options.sort_unstable_by_key(|(_, at)| *at);
            decision.is_open = true;
        }
        Some(price)
    }

    /// Whether a net price is the list price less the discount already: in per cent, as a share, or as money.
    fn has_discount_off(&self, net: &Values, list: &Values) -> bool {
        let Some(at) = self.column(Role::Discount) else { return false };
        let (left, money) = (self.left_by_discount().unwrap_or_default(), self.values(at));
        let by_share = times(list, &left);
        let by_money: Values =
            list.iter().zip(&money).map(|(list, money)| list.as_ref()?.checked_sub((*money)?)).collect();
        let is_off = |row: &usize| matches!(money.get(*row), Some(Some(value)) if !value.is_zero());
        let discounted: Vec<usize> = (0..self.rows.len()).filter(is_off).collect();
        let agrees = |other: &Values| {
            let count = discounted.iter().filter(|row| agree(at_row(net, **row), at_row(other, **row))).count();
            !discounted.is_empty() && count * 10 >= discounted.len() * 8
        };
        agrees(&by_share) || agrees(&by_money)
    }

    /// Whether an amount is what the lines below it, or those that repeat it, add up to.
    fn is_total_of_lines(&self, amount: &Values, product: &Values) -> bool {
        self.is_total_above_lines(amount, product) || self.is_total_on_lines(amount, product)
    }

    /// A total that stands on the first line of its document only.
    fn is_total_above_lines(&self, amount: &Values, product: &Values) -> bool {
        let (mut right, mut wrong) = (0, 0);
        let mut total: Option<(Decimal, Decimal, bool)> = None;
        let mut close = |total: Option<(Decimal, Decimal, bool)>| match total {
            Some((total, sum, true)) if agree(Some(total), Some(sum)) => right += 1,
            Some((.., true)) => wrong += 1,
            _ => {}
        };
        for (amount, product) in amount.iter().zip(product) {
            match (amount, product) {
                (Some(amount), _) => {
                    close(total);
                    total = Some((*amount, product.unwrap_or_default(), false));
                }
                (None, Some(product)) => {
                    total = total.map(|(total, sum, _)| (total, sum.saturating_add(*product), true));
                }
                (None, None) => {}
            }
        }
        close(total);
        right > 0 && wrong * 5 <= right
    }

    /// A total that is repeated on every line of its document.
    fn is_total_on_lines(&self, amount: &Values, product: &Values) -> bool {
        let (mut right, mut wrong) = (0, 0);
        for lines in self.documents().into_values().filter(|lines| lines.len() > 1) {
            let total = lines.first().and_then(|row| at_row(amount, *row));
            let sum = lines.iter().try_fold(Decimal::ZERO, |sum, row| Some(sum.saturating_add(at_row(product, *row)?)));
            let is_same = lines.iter().all(|row| at_row(amount, *row) == total) && total.is_some();
            if is_same && agree(total, sum) {
                right += 1;
            } else {
                wrong += 1;
            }
        }
        right > 0 && wrong * 5 <= right
    }

    /// The rows of each document; where these have no numbers, of each customer's day.
    fn documents(&self) -> HashMap<Vec<&str>, Vec<usize>> {
        let who = [Role::CustomerId, Role::Customer].into_iter().find_map(|role| self.column(role));
        let document = self.column(Role::Document);
        let keys: Vec<usize> = who.into_iter().chain(document.or(self.column(Role::Date))).collect();
        let mut found: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
        if keys.len() < 2 && document.is_none() {
            return found;
        }
        for (at, row) in self.rows.iter().enumerate() {
            let key: Vec<&str> = keys.iter().map(|at| row.cell(*at).text).collect();
            if key.iter().all(|text| !text.is_empty()) {
                found.entry(key).or_default().push(at);
            }
        }
        found
    }

    /// Net and gross where the headers name both: the net one counts, unless a person says otherwise.
    fn beside_gross(&self, decision: &mut Decision) {
        let candidate = |at: usize| {
            let meaning = self.meaning(at)?;
            let is_whole = is_amount(meaning.role) && meaning.strength == Strength::Whole;
            (is_whole && self.columns.get(at)?.could_be(Role::Amount)).then_some((meaning.role, at))
        };
        let found: Vec<(Role, usize)> = (0..self.columns.len()).filter_map(candidate).collect();
        let has = |role| found.iter().any(|(held, _)| *held == role);
        if has(Role::Amount) && has(Role::AmountGross) {
            decision.options = found;
        }
    }

    /// The amounts that could be meant as well as the chosen one.
    fn rivals(&self, chosen: usize, product: Option<&Values>, decision: &mut Decision) {
        let Some(own) = self.meaning(chosen).filter(|meaning| meaning.role == Role::Amount) else { return };
        let values = self.values(chosen);
        let filled = values.iter().flatten().count();
        let tax = self.column(Role::Tax).map(|at| self.values(at));
        let is_with_tax = |other: &Values| tax.as_ref().is_some_and(|tax| same(&plus(&values, tax), other));
        let totals = self.amounts().into_iter().chain(self.column(Role::AmountGross));
        if totals.into_iter().any(|at| at != chosen && is_with_tax(&self.values(at))) {
            decision.net = Some(chosen);
        }
        for at in self.amounts().into_iter().filter(|at| *at != chosen) {
            let Some(meaning) = self.meaning(at) else { continue };
            let other = self.values(at);
            let is_named_alike = meaning.word == own.word;
            let is_whole = meaning.strength == Strength::Whole && own.strength == Strength::Whole;
            if !(is_named_alike || is_whole) || other.iter().flatten().count() * 2 < filled || same(&values, &other) {
                continue;
            }
            // A list amount beside a net one is none, nor is what the tax or a document's lines explain.
            let is_explained = self.level(chosen) > self.level(at)
                && (!self.is_paid(chosen) || self.level(at) == Level::List)
                || self.columns.get(chosen).is_some_and(|column| column.is_net)
                || is_with_tax(&other)
                || product.is_some_and(|product| same(&values, product) && self.is_total_on_lines(&other, &values))
                || self.is_total_on_lines(&other, &values);
            if !is_explained {
                self.offer(decision, (Role::Amount, at), chosen);
            }
        }
    }

    /// Leaves open whether it is this or the chosen one.
    fn offer(&self, decision: &mut Decision, other: (Role, usize), chosen: usize) {
        decision.options.push(other);
        decision.options.push((Role::Amount, chosen));
        decision.is_open = true;
    }

    /// Whether nothing but small whole numbers stand under a name that hardly speaks of money.
    fn is_small(&self, at: usize, values: &Values) -> bool {
        let Some(column) = self.columns.get(at) else { return false };
        let is_small = |value: &Decimal| value.is_integer() && value.abs() < Decimal::from(SMALL);
        let has_mark = |row: &&HeadRow| number::mark(row.cell(at).text).is_some();
        values.iter().flatten().count() > 0
            && values.iter().flatten().all(is_small)
            && column.currencies.is_empty()
            && column.taken_off == 0
            && !self.rows.iter().any(has_mark)
    }

    /// Whether a person could take it for the amount.
    fn is_free_number(&self, at: usize) -> bool {
        self.columns.get(at).is_some_and(|column| {
            column.role == Role::Ignore && column.could_be(Role::Amount) && !is_identifier(&fold(&column.header))
        })
    }

    /// Whether an amount is the total of its document on each of the lines.
    fn repeated(&self, at: usize, paired: &[Option<usize>]) -> Option<Repeated> {
        let values = self.values(at);
        let documents = self.documents();
        let (mut constant, mut varied, mut example) = (Vec::new(), 0, None);
        for lines in documents.values().filter(|lines| lines.len() > 1) {
            let total = lines.first().and_then(|row| at_row(&values, *row));
            let is_same =
                total.is_some_and(|total| !total.is_zero()) && lines.iter().all(|row| at_row(&values, *row) == total);
            if !is_same {
                varied += 1;
            } else if self.differ_otherwise(lines) {
                example = example.into_iter().chain(lines.first().copied()).min();
                constant.extend(total);
            }
        }
        let header = self.columns.get(at).map(|column| fold(&column.header)).unwrap_or_default();
        let is_of_document = WHOLE_DOCUMENT.iter().any(|word| header.contains(word));
        let is_of_line = OF_LINE.iter().any(|word| header.split(' ').any(|part| part == *word));
        let least = if is_of_document { 1 } else { 3 };
        let is_flat = constant.iter().all(|total| Some(total) == constant.first());
        let is_priced = self.column(Role::Price).and_then(|price| self.product(price));
        let is_priced = is_priced.is_some_and(|product| is_mostly(&values, &product));
        if is_of_line
            || is_priced
            || is_flat && !is_of_document
            || constant.len() < least
            || varied * 20 > constant.len()
        {
            return None;
        }
        let mut is_first = std::collections::HashSet::new();
        let keys: HashMap<usize, &Vec<&str>> =
            documents.iter().flat_map(|(key, lines)| lines.iter().map(move |row| (*row, key))).collect();
        let first = |(row, value): (usize, &Option<Decimal>)| {
            let key = keys.get(&row).map(|key| (*key, *value));
            value.filter(|_| key.is_none_or(|key| is_first.insert(key)))
        };
        let once: Values = values.iter().enumerate().map(first).collect();
        let named = self.column(Role::Document).or(self.column(Role::Customer)).or(self.column(Role::CustomerId));
        let example = self.rows.get(example?).zip(named).map(|(row, at)| row.cell(at).text.to_owned());
        Some(Repeated {
            column: at,
            example: example.unwrap_or_default(),
            each: self.sums(at, &values, paired),
            once: self.sums(at, &once, paired),
        })
    }

    /// Whether lines aren't the same line several times.
    fn differ_otherwise(&self, lines: &[usize]) -> bool {
        let mut rows = lines.iter().filter_map(|row| self.rows.get(*row));
        let first = rows.next();
        first.is_some_and(|first| rows.any(|row| row.cells != first.cells))
    }
}

#[cfg(test)]
mod tests;
