//! What would change a class: the last step of an explanation.

use super::{AbcClass, Analysis, Finding, XyzClass};

/// The class an account would come to, and the change in value that takes it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextClass {
    pub class: AbcClass,
    /// In minor units, the least that does it; always positive.
    pub by: i128,
}

/// The regularity an account would need for a neighbouring class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct XyzChange {
    pub class: XyzClass,
    /// The deviation at its present mean, in minor units: at most this for a steadier class, more
    /// than this for a less steady one.
    pub std_dev: f64,
}

impl Analysis {
    /// The least more that would lift the account to the next class up.
    pub fn rise_to(&self, finding: &Finding) -> Option<NextClass> {
        let current = finding.abc()?;
        let class = AbcClass::ALL.into_iter().rev().find(|class| *class < current)?;
        let reached = |by: i128| self.class_with(finding, by).is_some_and(|found| found <= class);
        // At more than the present total of everybody, nobody is larger.
        least(self.positive_total + 1, reached).map(|by| NextClass { class, by })
    }

    /// The least loss that would drop the account to a lower class.
    pub fn fall_from(&self, finding: &Finding) -> Option<NextClass> {
        let current = finding.abc()?;
        let fallen = |by: i128| self.class_with(finding, -by).is_some_and(|found| found > current);
        let by = least(finding.value - 1, fallen)?;
        Some(NextClass { class: self.class_with(finding, -by)?, by })
    }

    /// The least more that would make the account a provider (a tenth of the positive total).
    pub fn rise_to_provider(&self, finding: &Finding) -> Option<i128> {
        if finding.is_provider || finding.value <= 0 {
            return None;
        }
        // (v + d) · 10 ≥ T + d
        let missing = self.positive_total - finding.value * 10;
        Some((missing + 8).div_euclid(9).max(1))
    }

    /// The deviations that would bring a steadier and a less steady class.
    pub fn xyz_changes(&self, finding: &Finding) -> Vec<XyzChange> {
        let Some(regularity) = &finding.regularity else { return Vec::new() };
        let at = |class, limit: f64| XyzChange { class, std_dev: limit * regularity.mean };
        let (x, y) = (self.limits.1.x, self.limits.1.y);
        match regularity.class {
            Some(XyzClass::X) => vec![at(XyzClass::Y, x)],
            Some(XyzClass::Y) => vec![at(XyzClass::X, x), at(XyzClass::Z, y)],
            Some(XyzClass::Z) => vec![at(XyzClass::Y, y)],
            None => Vec::new(),
        }
    }

    /// The class the account would have with `more` added to its value.
    fn class_with(&self, finding: &Finding, more: i128) -> Option<AbcClass> {
        let value = finding.value + more;
        if value <= 0 {
            return None;
        }
        let larger = self.findings.iter().filter(|other| other.account != finding.account && other.value > value);
        let before = larger.map(|other| other.value).sum();
        Some(self.limits.0.class(before, self.positive_total + more))
    }
}

/// The least number from 1 to `most` for which the condition holds, if it holds from there on.
fn least(most: i128, holds: impl Fn(i128) -> bool) -> Option<i128> {
    if most < 1 || !holds(most) {
        return None;
    }
    let (mut low, mut high) = (1, most);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    Some(low)
}
