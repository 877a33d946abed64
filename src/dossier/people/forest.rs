//! Lines of reporting as trees. What people say of them may be patchy or contradict itself; a forest
//! can always be made of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::RecordId;

/// Who reports to whom, each person once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forest {
    roots: Vec<RecordId>,
    bosses: BTreeMap<RecordId, RecordId>,
    reports: BTreeMap<RecordId, Vec<RecordId>>,
}

impl Forest {
    /// Of people and whom they report to, in the order in which siblings shall stand. Somebody whose
    /// boss is not among them is a root. A circle is cut above the one of it who was created first, so
    /// that everybody cuts the same.
    pub fn of(lines: impl IntoIterator<Item = (RecordId, Option<RecordId>)>) -> Self {
        let lines: Vec<_> = lines.into_iter().collect();
        let there: BTreeSet<RecordId> = lines.iter().map(|(id, _)| *id).collect();
        let mut bosses: BTreeMap<RecordId, RecordId> =
            lines.iter().filter_map(|(id, boss)| Some((*id, boss.filter(|boss| there.contains(boss))?))).collect();
        let mut safe = BTreeSet::new();
        for start in &there {
            let (mut path, mut at) = (Vec::new(), *start);
            while safe.insert(at) {
                path.push(at);
                match bosses.get(&at) {
                    Some(boss) => at = *boss,
                    None => break,
                }
            }
            // Back on the path it came by: from there on it is a circle.
            let circle = path.iter().position(|id| *id == at).filter(|_| bosses.contains_key(&at));
            if let Some(first) = circle.and_then(|begin| path.iter().skip(begin).min()) {
                bosses.remove(first);
            }
        }
        let mut roots = Vec::new();
        let mut reports: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
        for (id, _) in &lines {
            match bosses.get(id) {
                Some(boss) => reports.entry(*boss).or_default().push(*id),
                None => roots.push(*id),
            }
        }
        Self { roots, bosses, reports }
    }

    /// Those who report to nobody who is known.
    pub fn roots(&self) -> &[RecordId] {
        &self.roots
    }

    pub fn boss(&self, id: RecordId) -> Option<RecordId> {
        self.bosses.get(&id).copied()
    }

    /// Those who report to them, directly.
    pub fn reports(&self, id: RecordId) -> &[RecordId] {
        self.reports.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Those who report to the same person, themselves included.
    pub fn siblings(&self, id: RecordId) -> &[RecordId] {
        self.boss(id).map_or(&self.roots, |boss| self.reports(boss))
    }

    /// Everybody, each boss before those who report to them, with how many stand above.
    pub fn in_order(&self) -> impl Iterator<Item = (RecordId, usize)> {
        let mut left: Vec<(RecordId, usize)> = self.roots.iter().rev().map(|id| (*id, 0)).collect();
        std::iter::from_fn(move || {
            let (id, depth) = left.pop()?;
            left.extend(self.reports(id).iter().rev().map(|below| (*below, depth + 1)));
            Some((id, depth))
        })
    }

    /// Whether `who` stands below `boss`, directly or not.
    pub fn is_below(&self, who: RecordId, boss: RecordId) -> bool {
        std::iter::successors(self.boss(who), |at| self.boss(*at)).any(|at| at == boss)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::id;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_circle_is_cut_above_its_oldest() {
        // 3 → 1 → 2 → 3, and 0 below 2; 4 reports to somebody who is not there.
        let lines = [(0, Some(2)), (1, Some(2)), (2, Some(3)), (3, Some(1)), (4, Some(9))];
        let forest = Forest::of(lines.map(|(who, boss)| (id(who), boss.map(id))));
        let order: Vec<_> = forest.in_order().collect();
        assert_eq!(order, [(1, 0), (3, 1), (2, 2), (0, 3), (4, 0)].map(|(who, depth)| (id(who), depth)));
        assert_eq!(forest.siblings(id(1)), [id(1), id(4)]);
        assert!(forest.is_below(id(0), id(1)) && !forest.is_below(id(1), id(0)));
    }

    proptest! {
        #[test]
        fn everybody_stands_once_and_nobody_above_themselves(
            bosses in prop::collection::vec(prop::option::of(0u16..30), 0..30),
        ) {
            let lines: Vec<_> = bosses.iter().enumerate().map(|(at, boss)| (id(at as u16), boss.map(id))).collect();
            let forest = Forest::of(lines.clone());
            let mut order: Vec<_> = forest.in_order().map(|(id, _)| id).collect();
            for (id, _) in &lines {
                prop_assert!(!forest.is_below(*id, *id));
            }
            order.sort();
            prop_assert_eq!(order, lines.iter().map(|(id, _)| *id).collect::<Vec<_>>());
            // The order of the lines is that of siblings, and cuts nothing else.
            let turned = Forest::of(lines.iter().rev().copied());
            prop_assert_eq!(&turned.bosses, &forest.bosses);
        }
    }
}
