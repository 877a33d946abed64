//! Of which type a key account is (K3): what a person said goes before what the figures suggest. Which
//! accounts are key, [`KeyAccounts`](crate::analysis::KeyAccounts) says (C24).

use crate::analysis::{Analysis, suggested_types};
use crate::book::{Account, AccountTypes, RecordId};
use crate::ledger::Ledger;

/// The types of an account as a person confirmed them, else as the figures suggest.
pub fn types_of(account: &Account, suggested: impl FnOnce() -> AccountTypes) -> AccountTypes {
    if account.types_confirmed.is_some() { account.types.clone() } else { suggested() }
}

/// The types the figures suggest for an account.
pub fn types_by_figures(analysis: Option<&Analysis>, ledger: &Ledger, account: RecordId) -> AccountTypes {
    let found = analysis.and_then(|analysis| Some((analysis, analysis.finding(account)?)));
    let found = found.map(|(analysis, finding)| suggested_types(analysis, ledger, finding));
    found.into_iter().flatten().filter(|found| found.holds).map(|found| found.kind()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::AccountType;
    use crate::calendar::date;

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
}
