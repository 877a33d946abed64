//! The batch: what one import brought, in a compact form.

use crate::calendar::Date;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::Currency;
use crate::book::RecordId;

/// The sales of one file, with the accounts its customers were matched to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// The account of each customer of [`Sales::lines`], by index.
    pub accounts: Vec<RecordId>,
    pub sales: Sales,
}

/// Sales as an order file tells them: customers are numbers here, their names are the importer's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Columns", into = "Columns")]
pub struct Sales {
    pub currency: Currency,
    /// Document numbers, as in the file.
    pub documents: Vec<String>,
    /// Product groups, as in the file.
    pub groups: Vec<String>,
    pub lines: Vec<Line>,
}

/// The sum of what a customer bought on a day, in a document, of a product group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which customer.
    pub customer: u32,
    pub day: Date,
    /// Index into [`Sales::documents`].
    pub document: Option<u32>,
    /// Index into [`Sales::groups`].
    pub group: Option<u32>,
    /// In minor units.
    pub amount: i64,
    /// In minor units, where known.
    pub profit: Option<i64>,
}

/// The stored form: a column each, days as differences, so that small numbers stay small.
/// Absent documents, groups are 0 and present ones one more than their index.
#[derive(Serialize, Deserialize)]
struct Columns {
    currency: Currency,
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
}

impl From<Sales> for Columns {
    fn from(sales: Sales) -> Self {
        let mut before = 0;
        let day = |line: &Line| {
            let today = line.day.number();
            let step = today - before;
            before = today;
            step
        };
        let shifted = |index: Option<u32>| index.map_or(0, |index| index + 1);
        let lines = &sales.lines;
        let has_profit = lines.iter().any(|line| line.profit.is_some());
        Self {
            customer: lines.iter().map(|line| line.customer).collect(),
            day: lines.iter().map(day).collect(),
            document: lines.iter().map(|line| shifted(line.document)).collect(),
            group: lines.iter().map(|line| shifted(line.group)).collect(),
            amount: lines.iter().map(|line| line.amount).collect(),
            profit: if has_profit { lines.iter().map(|line| line.profit).collect() } else { Vec::new() },
            currency: sales.currency,
            documents: sales.documents,
            groups: sales.groups,
        }
    }
}

impl From<Columns> for Sales {
    /// Reads as many lines as every column has; a truncated column truncates, it doesn't panic.
    fn from(columns: Columns) -> Self {
        let mut today = 0_i32;
        let lines = columns.customer.iter().zip(&columns.day).enumerate().map_while(|(at, (customer, step))| {
            today = today.checked_add(*step)?;
            Some(Line {
                customer: *customer,
                day: Date::from_number(today).ok()?,
                document: columns.document.get(at)?.checked_sub(1),
                group: columns.group.get(at)?.checked_sub(1),
                amount: *columns.amount.get(at)?,
                profit: columns.profit.get(at).copied().flatten(),
            })
        });
        let lines = lines.collect();
        Self { currency: columns.currency, documents: columns.documents, groups: columns.groups, lines }
    }
}

/// The bytes are not a batch this version can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// First byte of a stored batch: the version of its form. 1 had no checksum.
const VERSION: u8 = 2;

impl Batch {
    /// The compact form it is stored in: version, checksum, columns.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing to a Vec can't fail; an empty batch would be refused when read.
        let body = postcard::to_stdvec(self).unwrap_or_default();
        let mut bytes = vec![VERSION];
        bytes.extend(xxh3_64(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote, in this version or an earlier one.
    ///
    /// # Errors
    /// [`Unreadable`] if the bytes are damaged or of a newer version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let body = match bytes.split_first() {
            Some((&VERSION, rest)) => {
                let (sum, body) = rest.split_first_chunk().ok_or(Unreadable)?;
                if u64::from_le_bytes(*sum) != xxh3_64(body) {
                    return Err(Unreadable);
                }
                body
            }
            Some((1, body)) => body,
            _ => return Err(Unreadable),
        };
        postcard::from_bytes(body).map_err(|_| Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn batches() -> impl Strategy<Value = Batch> {
        let line = (
            0u32..9,
            -9_000i32..30_000,
            prop::option::of(0u32..2),
            prop::option::of(0u32..1),
            any::<i64>(),
            prop::option::of(any::<i64>()),
        );
        prop::collection::vec(line, 0..40).prop_map(|lines| {
            let lines = lines.into_iter().map(|(customer, day, document, group, amount, profit)| Line {
                customer,
                day: Date::EPOCH.plus(day),
                document,
                group,
                amount,
                profit,
            });
            let sales = Sales {
                documents: vec!["1".into(), "№ 2".into()],
                groups: vec!["Tea".into()],
                lines: lines.collect(),
                ..Sales::default()
            };
            Batch { accounts: vec![RecordId::well_known(7)], sales }
        })
    }

    #[test]
    fn a_batch_of_version_1_is_still_read() {
        let batch = Batch { accounts: vec![RecordId::well_known(7)], ..Batch::default() };
        let mut bytes = vec![1];
        bytes.extend(postcard::to_stdvec(&batch).unwrap_or_default());
        assert_eq!(Batch::from_bytes(&bytes), Ok(batch));
    }

    proptest! {
        #[test]
        fn a_batch_survives_its_stored_form(batch in batches()) {
            prop_assert_eq!(Batch::from_bytes(&batch.to_bytes()), Ok(batch));
        }

        #[test]
        fn a_batch_survives_json(batch in batches()) {
            let text = serde_json::to_string(&batch)?;
            prop_assert_eq!(serde_json::from_str::<Batch>(&text)?, batch);
        }

        #[test]
        fn damage_to_bytes_is_noticed(batch in batches(), at in any::<prop::sample::Index>(), flip: u8) {
            let mut bytes = batch.to_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            // Whatever was changed is noticed, unless it is the version that changed to the unchecked one.
            prop_assert!(flip == 0 || bytes[0] == 1 || Batch::from_bytes(&bytes) == Err(Unreadable));
            prop_assert!(bytes[0] == 1 || Batch::from_bytes(&bytes[..at]) == Err(Unreadable));
        }
    }
}
