//! The batch: what one import brought.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::columns::FirstColumns;
use crate::book::RecordId;
use crate::calendar::Date;
use crate::currency::Currency;

/// The sales of one file, with the accounts its customers were matched to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// The account of each customer of [`Sales::lines`], by index.
    pub accounts: Vec<RecordId>,
    pub sales: Sales,
}

/// Sales as an order file tells them: customers are numbers here, their names are the importer's.
#[derive(Clone, Debug, PartialEq)]
pub struct Sales {
    /// The currencies of the lines, the main one first; at least one.
    pub currencies: Vec<Currency>,
    pub documents: Vec<Document>,
    /// Product groups, as in the file.
    pub groups: Vec<String>,
    /// Salespeople, as in the file.
    pub people: Vec<String>,
    pub lines: Vec<Line>,
    /// Whether each line is the sum of a whole period (a wide file), dated on its last day.
    pub per_period: bool,
    /// Whether a line without a document is the sum of its customer's day, as versions 1 and 2 kept
    /// them; now each such row is a line of its own.
    pub sums_days: bool,
}

/// An order or invoice, as far as the file tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Document {
    /// As in the file.
    pub number: String,
    /// The day it was promised for.
    pub promised: Option<Date>,
    /// The day it was delivered on.
    pub delivered: Option<Date>,
    /// Who sold it: index into [`Sales::people`].
    pub person: Option<u32>,
}

/// What a customer bought on a day, in a document, of a product group: the sum of the rows that say
/// so, or, without a document, one row.
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
    /// Index into [`Sales::currencies`].
    pub currency: u16,
}

impl Line {
    /// A row that tells no more than who bought when, and for how much, in the main currency.
    pub const fn plain(customer: u32, day: Date, amount: i64) -> Self {
        Self { customer, day, document: None, group: None, amount, profit: None, currency: 0 }
    }
}

impl Default for Sales {
    fn default() -> Self {
        Self::new(Currency::default())
    }
}

impl Sales {
    /// No sales yet, in this currency.
    pub fn new(currency: Currency) -> Self {
        Self {
            currencies: vec![currency],
            documents: Vec::new(),
            groups: Vec::new(),
            people: Vec::new(),
            lines: Vec::new(),
            per_period: false,
            sums_days: false,
        }
    }

    /// The only currency, or the main one.
    pub fn currency(&self) -> Currency {
        self.currencies.first().copied().unwrap_or_default()
    }

    /// The currency of a line.
    pub fn currency_of(&self, line: &Line) -> Currency {
        self.currencies.get(usize::from(line.currency)).copied().unwrap_or_else(|| self.currency())
    }
}

impl From<&str> for Document {
    /// A document of which only the number is known.
    fn from(number: &str) -> Self {
        Self { number: number.into(), ..Self::default() }
    }
}

/// The bytes are not a batch this version can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// First byte of a stored batch: the version of its form.
///
/// 1: no checksum. 2: a checksum. 3: several currencies, what is known of documents.
pub(super) const VERSION: u8 = 3;

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
        let (version, rest) = bytes.split_first().ok_or(Unreadable)?;
        let body = match version {
            1 => rest,
            2 | &VERSION => {
                let (sum, body) = rest.split_first_chunk().ok_or(Unreadable)?;
                if u64::from_le_bytes(*sum) != xxh3_64(body) {
                    return Err(Unreadable);
                }
                body
            }
            _ => return Err(Unreadable),
        };
        if *version == VERSION {
            return postcard::from_bytes(body).map_err(|_| Unreadable);
        }
        let (accounts, columns) = postcard::from_bytes::<(_, FirstColumns)>(body).map_err(|_| Unreadable)?;
        Ok(Self { accounts, sales: columns.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;

    fn documents() -> impl Strategy<Value = Vec<Document>> {
        let day = || prop::option::of(-9_000i32..30_000);
        let facts = prop::option::of((day(), day(), prop::option::of(0u32..2)));
        prop::collection::vec(facts, 2).prop_map(|facts| {
            let document = |(facts, number): (Option<_>, &str)| {
                let (promised, delivered, person): (Option<i32>, Option<i32>, _) = facts.unwrap_or_default();
                let day = |days| Date::EPOCH.plus(days);
                Document { number: number.into(), promised: promised.map(day), delivered: delivered.map(day), person }
            };
            facts.into_iter().zip(["1", "№ 2"]).map(document).collect()
        })
    }

    fn batches() -> impl Strategy<Value = Batch> {
        let line = (
            0u32..9,
            -9_000i32..30_000,
            prop::option::of(0u32..2),
            prop::option::of(0u32..1),
            any::<i64>(),
            prop::option::of(any::<i64>()),
            0u16..2,
        );
        let lines = prop::collection::vec(line, 0..40);
        (lines, documents(), 1usize..3, any::<bool>(), any::<bool>()).prop_map(
            |(lines, documents, currencies, per_period, sums_days)| {
                let line = |(customer, day, document, group, amount, profit, currency)| Line {
                    customer,
                    day: Date::EPOCH.plus(day),
                    document,
                    group,
                    amount,
                    profit,
                    currency: if currencies == 1 { 0 } else { currency },
                };
                let lines: Vec<Line> = lines.into_iter().map(line).collect();
                let codes = ["EUR", "RUB"].map(|code| code.parse().unwrap_or_default());
                let sales = Sales {
                    currencies: codes.into_iter().take(currencies).collect(),
                    documents,
                    groups: vec!["Tea".into()],
                    people: vec!["Ana".into(), "Бојан".into()],
                    per_period,
                    // Where every line has a document it says nothing.
                    sums_days: sums_days && lines.iter().any(|line| line.document.is_none()),
                    lines,
                };
                Batch { accounts: vec![RecordId::well_known(7)], sales }
            },
        )
    }

    /// As versions 1 and 2 stored it; the same batch stands in `tests/data/stored`.
    #[test]
    fn batches_of_earlier_versions_are_still_read() {
        let line =
            Line { customer: 0, day: Date::EPOCH.plus(9681), document: Some(0), group: None, amount: 44_000, ..LINE };
        let sales = Sales {
            currencies: vec!["EUR".parse().unwrap_or_default()],
            documents: vec!["10248".into()],
            lines: vec![line],
            ..Sales::default()
        };
        let id = "00000000-0003-7202-8202-020202020202".parse().unwrap_or(RecordId::well_known(0));
        let batch = Batch { accounts: vec![id], sales };
        for (base64, version) in [
            ("AQEQAAAAAAADcgKCAgICAgICAgNFVVIBBTEwMjQ4AAEAAaKXAQEBAQABwK8FAA==", 1),
            ("AiBuwzWIV6abARAAAAAAAANyAoICAgICAgICA0VVUgEFMTAyNDgAAQABopcBAQEBAAHArwUA", 2),
        ] {
            let bytes = STANDARD.decode(base64).unwrap_or_default();
            assert_eq!(bytes.first(), Some(&version));
            assert_eq!(Batch::from_bytes(&bytes), Ok(batch.clone()), "version {version}");
        }
    }

    const LINE: Line = Line::plain(0, Date::EPOCH, 0);

    /// What this version writes, which later ones must read.
    #[test]
    fn a_batch_of_version_3_is_read() {
        let document = Document { promised: Some(Date::EPOCH.plus(1)), person: Some(0), ..Document::from("7") };
        let sales = Sales {
            currencies: ["EUR", "RSD"].map(|code| code.parse().unwrap_or_default()).into(),
            documents: vec![document],
            people: vec!["Ana".into()],
            lines: vec![Line { amount: 5, ..LINE }, Line { amount: 6, currency: 1, document: Some(0), ..LINE }],
            ..Sales::default()
        };
        let batch = Batch { accounts: vec![RecordId::well_known(7)], sales };
        let stored =
            "AyVU39/P1AnlARAAAAAAAAAAAAAAAAAAAAAHA0VVUgEBNwACAAACAAACAAECAAACCgwAAgNFVVIDUlNEAgABAQECAAEBAQNBbmEAAQ==";
        assert_eq!(STANDARD.encode(batch.to_bytes()), stored);
        assert_eq!(Batch::from_bytes(&STANDARD.decode(stored).unwrap_or_default()), Ok(batch));
    }

    #[test]
    fn a_line_in_a_currency_that_is_not_named_is_damage() {
        let sales = Sales { lines: vec![Line { currency: 3, ..LINE }], ..Sales::default() };
        let sales = Sales { currencies: vec![Currency::default(); 2], ..sales };
        let text = serde_json::to_string(&sales).unwrap_or_default();
        assert!(serde_json::from_str::<Sales>(&text).is_ok_and(|sales| sales.lines.is_empty()));
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
            // Whatever was changed is noticed, unless it is the version that changed to the unchecked
            // one or to one with fewer columns.
            let is_earlier = matches!(bytes[0], 1 | 2);
            prop_assert!(flip == 0 || is_earlier || Batch::from_bytes(&bytes) == Err(Unreadable));
            prop_assert!(is_earlier || Batch::from_bytes(&bytes[..at]) == Err(Unreadable));
        }
    }
}
