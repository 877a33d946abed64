//! What lost accounts have in common, where chance doesn't explain it (C15).
//!
//! A group that lost more than others is likely to be found by whoever looks at many groups. So the limit is that of
//! one test, divided by how many are made (Bonferroni 1936).

/// Groups of fewer accounts, and with fewer losses, say nothing.
const LEAST: usize = 5;
const LEAST_LOST: usize = 3;

/// So rarely chance may do it, over all groups together.
const LEVEL: f64 = 0.05;

/// A group of accounts, and how many of them were lost.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupLosses<T> {
    pub group: T,
    pub accounts: usize,
    pub lost: usize,
    /// How likely chance alone loses so many of it, or more; `None` where they are too few to say.
    pub by_chance: Option<f64>,
}

/// All groups compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared<T> {
    /// Accounts of all, and how many of them were lost.
    pub accounts: usize,
    pub lost: usize,
    /// The least likely by chance first; those too few to say last, by how many they lost.
    pub groups: Vec<GroupLosses<T>>,
    /// How many groups were tested.
    pub tested: usize,
}

impl<T> Compared<T> {
    /// Below which likelihood chance explains no group.
    pub fn limit(&self) -> f64 {
        LEVEL / self.tested.max(1) as f64
    }

    /// The groups chance doesn't explain.
    pub fn telling(&self) -> impl Iterator<Item = &GroupLosses<T>> {
        let limit = self.limit();
        self.groups.iter().filter(move |group| group.by_chance.is_some_and(|chance| chance <= limit))
    }
}

/// Compares groups, each with how many accounts it has and how many of them were lost, of so many in all.
pub fn in_common<T>(accounts: usize, lost: usize, groups: impl IntoIterator<Item = (T, usize, usize)>) -> Compared<T> {
    let compared = groups.into_iter().map(|(group, n, k)| GroupLosses {
        group,
        accounts: n,
        lost: k,
        by_chance: (n >= LEAST && k >= LEAST_LOST).then(|| tail(accounts, lost, n, k)),
    });
    let mut groups: Vec<GroupLosses<T>> = compared.collect();
    let order = |group: &GroupLosses<T>| group.by_chance.unwrap_or(f64::INFINITY);
    // Sorting is stable: equals stay as they came.
    groups.sort_by(|one, other| order(one).total_cmp(&order(other)).then(other.lost.cmp(&one.lost)));
    let tested = groups.iter().filter(|group| group.by_chance.is_some()).count();
    Compared { accounts, lost, groups, tested }
}

/// How likely `n` drawn of `all`, of which `marked` are marked, hold `k` marked ones or more: the upper tail of the
/// hypergeometric distribution.
pub fn tail(all: usize, marked: usize, n: usize, k: usize) -> f64 {
    let (marked, n) = (marked.min(all), n.min(all));
    let least = (marked + n).saturating_sub(all);
    let most = marked.min(n);
    // Each term by the one before: factorials of hundreds of accounts are beyond any number. It begins with 1, and
    // the sum over all terms is what that 1 stands for.
    let (mut term, mut sum, mut upper) = (1.0_f64, 0.0, 0.0);
    let mut terms = Vec::with_capacity(most - least + 1);
    for j in least..=most {
        terms.push(term);
        let up = (marked - j) as f64 * (n - j) as f64;
        let down = (j + 1) as f64 * (all + j + 1 - marked - n) as f64;
        term *= up / down;
        if term > 1e200 {
            terms.iter_mut().for_each(|earlier| *earlier *= 1e-200);
            term *= 1e-200;
        }
    }
    for (j, term) in (least..).zip(terms) {
        sum += term;
        if j >= k {
            upper += term;
        }
    }
    if sum > 0.0 { (upper / sum).min(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn choose(n: u128, k: u128) -> u128 {
        if k > n { 0 } else { (0..k).fold(1, |product, at| product * (n - at) / (at + 1)) }
    }

    #[test]
    fn six_of_ten_where_a_quarter_was_lost() {
        // C(20,j)·C(60,10−j)/C(80,10) added up from 6 to 10.
        let chance = tail(80, 20, 10, 6);
        let ways: u128 = (6..=10).map(|j| choose(20, j) * choose(60, 10 - j)).sum();
        assert!((chance - ways as f64 / choose(80, 10) as f64).abs() < 1e-15, "{chance}");
    }

    #[test]
    fn only_what_the_numbers_bear_is_said() {
        let found = in_common(100, 20, [("many", 20, 12), ("few", 4, 4), ("rare", 30, 2), ("usual", 40, 8)]);
        assert_eq!((found.tested, found.limit()), (2, 0.025));
        let order: Vec<&str> = found.groups.iter().map(|group| group.group).collect();
        assert_eq!(order, ["many", "usual", "few", "rare"]);
        assert_eq!(found.telling().map(|group| group.group).collect::<Vec<_>>(), ["many"]);
        assert_eq!(found.groups.last().and_then(|group| group.by_chance), None);
    }

    /// Hundreds of accounts are no matter.
    #[test]
    fn large_books_are_compared_too() {
        let chance = tail(5_000, 1_500, 900, 300);
        assert!((0.0..1e-2).contains(&chance), "{chance}");
        assert!((tail(5_000, 1_500, 900, 0) - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn as_by_enumeration(all in 0usize..14, marked in 0usize..14, n in 0usize..14, k in 0usize..14) {
            prop_assume!(marked <= all && n <= all);
            // Every way to draw n of them, the first ones marked.
            let draws = (0u32..1 << all).filter(|draw| draw.count_ones() as usize == n);
            let (mut ways, mut hits) = (0u32, 0u32);
            for draw in draws {
                ways += 1;
                hits += u32::from((draw & ((1 << marked) - 1)).count_ones() as usize >= k);
            }
            prop_assert!((tail(all, marked, n, k) - f64::from(hits) / f64::from(ways)).abs() < 1e-12);
        }
    }
}
