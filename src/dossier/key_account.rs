//! Whether an account is key, and of which type (K1, K3, K5): what a person said goes before what
//! the figures suggest.

use crate::analysis::{AbcClass, Analysis};
use crate::book::{Account, AccountTypes, Level, RecordId};

/// The types of an account as a person confirmed them, else as the figures suggest.
pub fn types_of(account: &Account, suggested: impl FnOnce() -> AccountTypes) -> AccountTypes {
    if account.types_confirmed.is_some() { account.types.clone() } else { suggested() }
}

/// Whether somebody keeps a file on it: a type or a high level is confirmed, or it is among those who bring
/// the first four fifths. What stands for many customers, or for nobody, never is (C24).
pub fn is_key(account: &Account, analysis: Option<&Analysis>, id: RecordId) -> bool {
    if account.stands_for.is_some() {
        return false;
    }
    let is_typed = account.types_confirmed.is_some() && !account.types.is_empty();
    let is_major = matches!(account.level, Some(Level::MajorBuyer | Level::MajorAtRisk | Level::Loyal));
    let finding = analysis.and_then(|analysis| analysis.finding(id));
    is_typed || is_major || finding.is_some_and(|finding| finding.abc() == Some(AbcClass::A))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{AccountType, StandsFor};
    use crate::calendar::date;

    const ID: RecordId = RecordId::well_known(1);

    #[test]
    fn what_a_person_confirmed_goes_before_what_is_suggested() {
        let suggested = || AccountTypes::from_iter([AccountType::Provider]);
        let confirmed = |types: &[AccountType]| Account {
            types: types.iter().copied().collect(),
            types_confirmed: Some(date(2024, 5, 6)),
            ..Account::default()
        };
        assert_eq!(types_of(&Account::default(), suggested), suggested());
        let expert = confirmed(&[AccountType::Expert]);
        assert_eq!(types_of(&expert, suggested), expert.types);
        assert!(types_of(&confirmed(&[]), suggested).is_empty(), "of no type is an answer too");
    }

    #[test]
    fn what_is_not_one_customer_is_never_key() {
        for stands_for in [StandsFor::Many, StandsFor::Nobody] {
            let account = Account { level: Some(Level::Loyal), stands_for: Some(stands_for), ..Account::default() };
            assert!(!is_key(&account, None, ID), "{stands_for:?}");
        }
    }

    #[test]
    fn an_account_is_key_by_a_confirmed_type_or_a_high_level() {
        let typed = |confirmed| Account {
            types: AccountTypes::from_iter([AccountType::ImageMaker]),
            types_confirmed: confirmed,
            ..Account::default()
        };
        assert!(is_key(&typed(Some(date(2024, 5, 6))), None, ID));
        assert!(!is_key(&typed(None), None, ID));
        for level in Level::ALL {
            let is_high = !matches!(level, Level::Lead | Level::MinorBuyer);
            assert_eq!(is_key(&Account { level: Some(level), ..Account::default() }, None, ID), is_high, "{level:?}");
        }
    }
}
