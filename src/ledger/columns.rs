//! Sales as columns: how they are stored and sent, so that small numbers stay small.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Currency, Document, Line, Sales};
use crate::calendar::Date;

/// The columns of versions 1 and 2, which are also the first of those after them.
pub(super) type FirstColumns =
    (Currency, Vec<String>, Vec<String>, Vec<u32>, Vec<i32>, Vec<u32>, Vec<u32>, Vec<i64>, Vec<Option<i64>>);

/// The columns that came with version 3.
type MoreColumns = (Vec<Currency>, Vec<u16>, Vec<Option<i32>>, Vec<Option<i32>>, Vec<u32>, Vec<String>, bool, bool);

/// A column each, days as differences. Absent documents, groups and people are 0 and present ones
/// one more than their index.
///
/// As JSON what came with version 3 is left out where it is empty: sales that have nothing of it are
/// the same text as before, whose checksum holds.
#[derive(Default, Serialize, Deserialize)]
struct Columns {
    /// The main one.
    currency: Currency,
    /// The numbers of documents.
    documents: Vec<String>,
    groups: Vec<String>,
    customer: Vec<u32>,
    /// Days since the line before; the first since 1970-01-01.
    day: Vec<i32>,
    document: Vec<u32>,
    group: Vec<u32>,
    amount: Vec<i64>,
    /// Empty if no line has a profit.
    profit: Vec<Option<i64>>,
    /// All currencies; empty if there is only the main one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    currencies: Vec<Currency>,
    /// Index into `currencies`; empty if there is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    line_currency: Vec<u16>,
    /// By document, in days since 1970-01-01; empty if none is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    promised: Vec<Option<i32>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    delivered: Vec<Option<i32>>,
    /// By document; empty if none is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    person: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    people: Vec<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    per_period: bool,
    /// Whether lines without a document are rows of their own.
    #[serde(default, skip_serializing_if = "is_false")]
    by_row: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn shifted(index: Option<u32>) -> u32 {
    index.map_or(0, |index| index.saturating_add(1))
}

/// The values, or nothing if none is known.
fn known<T>(values: impl Iterator<Item = T>, is_known: fn(&T) -> bool) -> Vec<T> {
    let values: Vec<T> = values.collect();
    if values.iter().any(is_known) { values } else { Vec::new() }
}

impl From<&Sales> for Columns {
    fn from(sales: &Sales) -> Self {
        let mut before = 0;
        let day = |line: &Line| {
            let today = line.day.number();
            let step = today - before;
            before = today;
            step
        };
        let (lines, documents) = (&sales.lines, &sales.documents);
        let is_mixed = sales.currencies.len() > 1;
        Self {
            customer: lines.iter().map(|line| line.customer).collect(),
            day: lines.iter().map(day).collect(),
            document: lines.iter().map(|line| shifted(line.document)).collect(),
            group: lines.iter().map(|line| shifted(line.group)).collect(),
            amount: lines.iter().map(|line| line.amount).collect(),
            profit: known(lines.iter().map(|line| line.profit), Option::is_some),
            currency: sales.currency(),
            documents: documents.iter().map(|document| document.number.clone()).collect(),
            groups: sales.groups.clone(),
            currencies: if is_mixed { sales.currencies.clone() } else { Vec::new() },
            line_currency: if is_mixed { lines.iter().map(|line| line.currency).collect() } else { Vec::new() },
            promised: known(documents.iter().map(|known| known.promised.map(Date::number)), Option::is_some),
            delivered: known(documents.iter().map(|known| known.delivered.map(Date::number)), Option::is_some),
            person: known(documents.iter().map(|document| shifted(document.person)), |person| *person > 0),
            people: sales.people.clone(),
            per_period: sales.per_period,
            by_row: !sales.sums_days && lines.iter().any(|line| line.document.is_none()),
        }
    }
}

impl From<Columns> for Sales {
    /// Reads as many lines as every column has; a truncated column truncates, it doesn't panic.
    fn from(columns: Columns) -> Self {
        let currencies = if columns.currencies.is_empty() { vec![columns.currency] } else { columns.currencies };
        let mut today = 0_i32;
        let lines = columns.customer.iter().zip(&columns.day).enumerate().map_while(|(at, (customer, step))| {
            today = today.checked_add(*step)?;
            let currency = if currencies.len() == 1 { 0 } else { *columns.line_currency.get(at)? };
            currencies.get(usize::from(currency))?;
            Some(Line {
                customer: *customer,
                day: Date::from_number(today).ok()?,
                document: columns.document.get(at)?.checked_sub(1),
                group: columns.group.get(at)?.checked_sub(1),
                amount: *columns.amount.get(at)?,
                profit: columns.profit.get(at).copied().flatten(),
                currency,
            })
        });
        let lines: Vec<Line> = lines.collect();
        let day = |days: &[Option<i32>], at: usize| Date::from_number(days.get(at).copied().flatten()?).ok();
        let document = |(at, number)| Document {
            number,
            promised: day(&columns.promised, at),
            delivered: day(&columns.delivered, at),
            person: columns.person.get(at).and_then(|person| person.checked_sub(1)),
        };
        Self {
            documents: columns.documents.into_iter().enumerate().map(document).collect(),
            groups: columns.groups,
            people: columns.people,
            per_period: columns.per_period,
            sums_days: !columns.by_row && lines.iter().any(|line| line.document.is_none()),
            currencies,
            lines,
        }
    }
}

impl From<FirstColumns> for Columns {
    fn from(columns: FirstColumns) -> Self {
        let (currency, documents, groups, customer, day, document, group, amount, profit) = columns;
        Self { currency, documents, groups, customer, day, document, group, amount, profit, ..Self::default() }
    }
}

impl From<FirstColumns> for Sales {
    fn from(columns: FirstColumns) -> Self {
        Columns::from(columns).into()
    }
}

impl Serialize for Sales {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = Columns::from(self);
        if serializer.is_human_readable() {
            return columns.serialize(serializer);
        }
        // Bytes have no names, by which a column could be left out.
        let Columns { currency, documents, groups, customer, day, document, group, amount, profit, .. } = columns;
        let first: FirstColumns = (currency, documents, groups, customer, day, document, group, amount, profit);
        let Columns { currencies, line_currency, promised, delivered, person, people, per_period, by_row, .. } =
            columns;
        let more: MoreColumns = (currencies, line_currency, promised, delivered, person, people, per_period, by_row);
        (first, more).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Sales {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Columns::deserialize(deserializer).map(Into::into);
        }
        let (first, more) = <(FirstColumns, MoreColumns)>::deserialize(deserializer)?;
        let (currencies, line_currency, promised, delivered, person, people, per_period, by_row) = more;
        Ok(Columns {
            currencies,
            line_currency,
            promised,
            delivered,
            person,
            people,
            per_period,
            by_row,
            ..Columns::from(first)
        }
        .into())
    }
}
