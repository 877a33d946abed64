//! What kind of key account a customer is (K3), how far buying has come (K5) and which stage the
//! relationship is at (D2), as a person has confirmed. What the figures suggest is the analysis' business.

use super::CodeSet;
use super::codes::codes;

codes! {
    /// What makes an account key (K3). Several may hold.
    AccountType {
        /// Brings a large share of what is earned, and expects long cooperation.
        Provider = "provider",
        /// New, with a good budget for what we sell.
        Prospect = "prospect",
        /// A well-known name that lends reputation.
        ImageMaker = "image_maker",
        /// Demands quality above all; its management knows the market.
        Expert = "expert",
    }
}

/// The types that hold for an account.
pub type AccountTypes = CodeSet<AccountType>;

codes! {
    /// What a person decided on an account that might be key (C24).
    KeyDecision {
        Key = "key" => KeyIs,
        NotKey = "not_key" => KeyIsNot,
    }
}

codes! {
    /// How far buying has come (K5).
    Level {
        /// Has bought nothing.
        Lead = "lead",
        /// Buys little.
        MinorBuyer = "minor_buyer",
        /// Buys much.
        MajorBuyer = "major_buyer",
        /// Buys much, but there are problems.
        MajorAtRisk = "major_at_risk",
        /// Buys much, steadily and for long.
        Loyal = "loyal",
    }
}

codes! {
    /// How healthy a relationship is (C10).
    HealthColour {
        Red = "red" => HealthRed,
        Amber = "amber" => HealthAmber,
        Green = "green" => HealthGreen,
    }
}

codes! {
    /// Which stage the relationship between the two companies is at (D2), as in the key account
    /// literature (Millman and Wilson 1995; McDonald, Millman and Rogers 1997).
    Stage {
        /// Both sides find out whether they suit each other.
        Exploratory = "exploratory",
        /// Buying and selling, mostly between two people.
        Basic = "basic",
        /// Several people on both sides know each other; they could still part easily.
        Cooperative = "cooperative",
        /// Both plan with each other; parting would cost.
        Interdependent = "interdependent",
        /// They work as one.
        Integrated = "integrated",
        /// It is coming apart.
        Disintegrating = "disintegrating",
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
