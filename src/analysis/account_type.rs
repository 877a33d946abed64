//! Which type of key account the figures suggest (K3, M5, M11). Provider and prospect can be seen in figures;
//! an image maker or an expert only by a person.

use super::behaviour::Behaviour;
use super::{AbcClass, Analysis, Figures, Finding, NextClass, ProviderRule};
use crate::book::{AccountType, Measure};
use crate::calendar::Date;
use crate::ledger::Ledger;

/// What an account brings of the total, against the share that makes a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProviderShare {
    pub measure: Measure,
    /// What it brings, in minor units.
    pub value: i128,
    /// The positive total, in minor units.
    pub total: i128,
    /// The least share of a provider, in hundredths of a per cent.
    pub limit: u32,
}

impl ProviderShare {
    /// An account's share under a rule: what [`Finding::is_provider`] is told by.
    pub fn of(figures: &Figures, rule: ProviderRule, finding: &Finding) -> Self {
        let (measure, total) = figures.provider_total(rule.of);
        Self { measure, value: finding.measured(measure), total, limit: rule.share }
    }

    /// Whether it reaches the limit, inclusive. Exact: no division.
    pub fn is_reached(self) -> bool {
        self.value > 0 && self.value * 10_000 >= self.total * i128::from(self.limit)
    }

    /// Whether it is within a fifth of the limit: from 8 to 12 % at 10 %.
    pub fn is_borderline(self) -> bool {
        let (value, limit) = (self.value * 50_000, self.total * i128::from(self.limit));
        self.value > 0 && (limit * 4..=limit * 6).contains(&value)
    }

    /// 0 to 1.
    pub fn share(self) -> f64 {
        if self.total > 0 { self.value as f64 / self.total as f64 } else { 0.0 }
    }
}

/// A type the figures speak of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeSuggestion {
    pub evidence: TypeEvidence,
    /// Whether the type is suggested; one that isn't is only named because it is borderline.
    pub holds: bool,
    /// Whether a little more or less would change it.
    pub is_borderline: bool,
}

/// What a suggestion was read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TypeEvidence {
    Provider(ProviderShare),
    Prospect {
        /// The first purchase of all, within the last 12 months.
        first: Date,
        /// Where the history begins: at least 12 months before.
        history: Date,
        class: AbcClass,
        /// The loss that would take it out of B, if it is near.
        near: Option<NextClass>,
    },
}

impl TypeSuggestion {
    pub fn kind(&self) -> AccountType {
        match self.evidence {
            TypeEvidence::Provider(_) => AccountType::Provider,
            TypeEvidence::Prospect { .. } => AccountType::Prospect,
        }
    }
}

/// What the figures say of an account's type; borderline cases are among them, whether they hold or
/// not. Nothing for most accounts.
pub fn suggested_types(analysis: &Analysis, ledger: &Ledger, finding: &Finding) -> Vec<TypeSuggestion> {
    if finding.stands_for.is_some() {
        return Vec::new();
    }
    let share = ProviderShare::of(analysis, analysis.config.provider, finding);
    let provider = TypeSuggestion {
        evidence: TypeEvidence::Provider(share),
        holds: finding.is_provider,
        is_borderline: share.is_borderline(),
    };
    let provider = Some(provider).filter(|found| found.holds || found.is_borderline);
    provider.into_iter().chain(prospect(analysis, ledger, finding)).collect()
}

/// New within the last 12 months, in a history that would have shown it before, and not small.
fn prospect(analysis: &Analysis, ledger: &Ledger, finding: &Finding) -> Option<TypeSuggestion> {
    let until = analysis.window.1;
    let first = Behaviour::first_purchase(ledger.sales(finding.account))?;
    let is_new = first > until.a_year_before() && first <= until;
    let class = finding.abc().filter(|class| *class <= AbcClass::B)?;
    let history = ledger.span()?.0;
    if !is_new || history > first.a_year_before() {
        return None;
    }
    let near = analysis.fall_from(finding).filter(|next| {
        // From A to B it stays a prospect.
        next.class == AbcClass::C && is_near(next.by, finding.value)
    });
    let evidence = TypeEvidence::Prospect { first, history, class, near };
    Some(TypeSuggestion { evidence, holds: true, is_borderline: near.is_some() })
}

/// Whether a change is within a tenth of the value.
pub(super) fn is_near(by: i128, value: i128) -> bool {
    by * 10 <= value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_about_ten_per_cent_is_8_to_12() {
        let at = |value| {
            let share = ProviderShare { measure: Measure::Revenue, value, total: 10_000, limit: 1_000 };
            (share.is_reached(), share.is_borderline())
        };
        assert_eq!(at(799), (false, false));
        assert_eq!(at(800), (false, true));
        assert_eq!(at(999), (false, true));
        assert_eq!(at(1_000), (true, true));
        assert_eq!(at(1_200), (true, true));
        assert_eq!(at(1_201), (true, false));
        assert_eq!(at(-1_000), (false, false));
    }
}
