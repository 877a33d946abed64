//! What kind of key account a customer is (K3), and how far the relationship with it has come (K5),
//! as a person has confirmed. What the figures suggest is the analysis' business.

use serde::{Deserialize, Serialize};

/// What makes an account key (K3). Several may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountType {
    /// Brings a large share of what is earned, and expects long cooperation.
    Provider,
    /// New, with a good budget for what we sell.
    Prospect,
    /// A well-known name that lends reputation.
    ImageMaker,
    /// Demands quality above all; its management knows the market.
    Expert,
}

impl AccountType {
    pub const ALL: [Self; 4] = [Self::Provider, Self::Prospect, Self::ImageMaker, Self::Expert];

    /// Its name in storage; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Prospect => "prospect",
            Self::ImageMaker => "image_maker",
            Self::Expert => "expert",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The types that hold for an account, each once. Stored as a list of codes; those a later version
/// added are kept as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountTypes(Vec<String>);

impl AccountTypes {
    /// Those this version knows, in their order.
    pub fn iter(&self) -> impl Iterator<Item = AccountType> + '_ {
        AccountType::ALL.into_iter().filter(|kind| self.contains(*kind))
    }

    /// All codes as stored, with the type where this version knows it.
    pub fn codes(&self) -> impl Iterator<Item = (&str, Option<AccountType>)> {
        self.0.iter().map(|code| (code.as_str(), AccountType::of_code(code)))
    }

    pub fn contains(&self, kind: AccountType) -> bool {
        self.0.iter().any(|code| code == kind.code())
    }

    /// The same with this type, or without it.
    pub fn with(&self, kind: AccountType, holds: bool) -> Self {
        let mut codes: Vec<String> = self.0.iter().filter(|code| *code != kind.code()).cloned().collect();
        if holds {
            codes.push(kind.code().into());
        }
        // One order, so that the same types are the same value.
        codes.sort();
        codes.dedup();
        Self(codes)
    }
}

impl FromIterator<AccountType> for AccountTypes {
    fn from_iter<I: IntoIterator<Item = AccountType>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::default(), |types, kind| types.with(kind, true))
    }
}

/// How far the relationship has come (K5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Has bought nothing.
    Lead,
    /// Buys little.
    MinorBuyer,
    /// Buys much.
    MajorBuyer,
    /// Buys much, but there are problems.
    MajorAtRisk,
    /// Buys much, steadily and for long.
    Loyal,
}

impl Level {
    pub const ALL: [Self; 5] = [Self::Lead, Self::MinorBuyer, Self::MajorBuyer, Self::MajorAtRisk, Self::Loyal];

    /// Its name in storage; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::MinorBuyer => "minor_buyer",
            Self::MajorBuyer => "major_buyer",
            Self::MajorAtRisk => "major_at_risk",
            Self::Loyal => "loyal",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Book, Change, Edit, Label, RecordId, RecordKind, Stamp, account::field};
    use serde_json::{Value, json};

    const ID: RecordId = RecordId::well_known(9);

    fn book(field: &str, value: Value) -> Book {
        let edits = vec![Edit::raw(ID, Account::KIND, field, value)];
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        book
    }

    #[test]
    fn codes_are_what_is_stored() {
        for level in Level::ALL {
            assert_eq!(json!(level), level.code());
            assert_eq!(Level::of_code(level.code()), Some(level));
        }
        for kind in AccountType::ALL {
            assert_eq!(AccountType::of_code(kind.code()), Some(kind));
        }
        assert_eq!(
            json!(AccountTypes::from_iter([AccountType::Provider, AccountType::Expert])),
            json!(["expert", "provider"])
        );
    }

    #[test]
    fn a_type_of_a_later_version_is_kept() {
        let types = book("types", json!(["provider", "ambassador"])).value(ID, field::types);
        assert_eq!(types.iter().collect::<Vec<_>>(), [AccountType::Provider]);
        let types = types.with(AccountType::Provider, false).with(AccountType::Expert, true);
        assert_eq!(json!(types), json!(["ambassador", "expert"]));
    }

    #[test]
    fn a_level_of_a_later_version_reads_as_none_and_stays() {
        let book = book("level", json!("partner"));
        assert_eq!(book.value(ID, field::level), None);
        assert_eq!(book.record(ID).map(|record| record.value("level").clone()), Some(json!("partner")));
    }

    #[test]
    fn no_types_are_stored_as_nothing() {
        assert_eq!(Account::default().create(ID), vec![]);
        let emptied = AccountTypes::from_iter([AccountType::Expert]).with(AccountType::Expert, false);
        assert_eq!(field::types.set(ID, emptied).value, Value::Null);
    }
}
