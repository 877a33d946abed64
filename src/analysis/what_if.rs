//! What would change a class: the last step of an explanation.

use super::{AbcClass, Analysis, Finding, ProviderShare, XyzClass};

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
        // At more than the present total of everybody, nobody is larger.
        let by = self.least(finding, self.positive_total + 1, 1, |found| found <= class)?;
        Some(NextClass { class, by })
    }

    /// The least loss that would drop the account to a lower class.
    pub fn fall_from(&self, finding: &Finding) -> Option<NextClass> {
        let current = finding.abc()?;
        let by = self.least(finding, finding.value - 1, -1, |found| found > current)?;
        Some(NextClass { class: self.class_with(finding, -by)?, by })
    }

    /// The least more of what providers are told by that would make the account one.
    pub fn rise_to_provider(&self, finding: &Finding) -> Option<i128> {
        let ProviderShare { value, total, limit, .. } = ProviderShare::of(self, self.config.provider, finding);
        let share = i128::from(limit);
        if finding.is_provider || finding.stands_for.is_some() || value <= 0 || share >= 10_000 {
            return None;
        }
        // (v + d) · 10,000 ≥ (T + d) · share
        let (missing, per_unit) = (total * share - value * 10_000, 10_000 - share);
        Some((missing + per_unit - 1).div_euclid(per_unit).max(1))
    }

    /// The deviations that would bring a steadier and a less steady class.
    pub fn xyz_changes(&self, finding: &Finding) -> Vec<XyzChange> {
        let Some(regularity) = &finding.regularity else { return Vec::new() };
        let at = |class, limit: f64| XyzChange { class, std_dev: limit * regularity.mean };
        let (x, y) = (self.config.xyz.x, self.config.xyz.y);
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
        // They stand in descending order.
        let at = self.findings.partition_point(|other| other.ranked_value() > value);
        let larger = self.findings.get(at).and_then(|next| next.rank).map_or(self.positive_total, |next| next.before);
        let own = if finding.value > value { finding.value } else { 0 };
        Some(self.config.abc.class(larger - own, value, self.positive_total + more))
    }

    /// The least change of value in a direction, up to `most`, after which the class is one of those
    /// wanted.
    ///
    /// Between two neighbours' values the share that decides moves one way only, so the wanted class is
    /// reached where such a stretch begins or at one place within it.
    fn least(
        &self,
        finding: &Finding,
        most: i128,
        direction: i128,
        is_wanted: impl Fn(AbcClass) -> bool,
    ) -> Option<i128> {
        let holds = |by: i128| self.class_with(finding, by * direction).is_some_and(&is_wanted);
        // Level with a neighbour above, or just below one: where others come before or behind.
        let step = |other: &Finding| (other.value - finding.value) * direction + i128::from(direction < 0);
        let mut starts: Vec<i128> = self.findings.iter().filter(|other| other.ranked_value() > 0).map(step).collect();
        starts.extend([1, most + 1]);
        // Above a neighbour is another place than level with it.
        starts.extend(starts.clone().iter().map(|start| start + 1));
        starts.retain(|start| (1..=most + 1).contains(start));
        starts.sort_unstable();
        starts.dedup();
        starts.windows(2).find_map(|stretch| {
            let &[from, to] = stretch else { return None };
            first_that(from, to - 1, holds)
        })
    }
}

/// The least number of a range for which the condition holds, if it holds at its beginning or end
/// and changes at most once between.
fn first_that(from: i128, to: i128, holds: impl Fn(i128) -> bool) -> Option<i128> {
    if holds(from) {
        return Some(from);
    }
    if !holds(to) {
        return None;
    }
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    Some(low)
}
