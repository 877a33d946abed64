//! Sales in parts: what is too much for one message, or for one step of the page, goes piece by piece.

use super::{Batch, Sales};

impl Sales {
    /// The same sales in parts with at most `most` lines, documents, groups and people each; at least
    /// one part. What a line refers to may stand in another part: they mean something together only.
    pub fn parts(&self, most: usize) -> impl Iterator<Item = Self> + '_ {
        let most = most.max(1);
        let longest = [self.lines.len(), self.documents.len(), self.groups.len(), self.people.len()];
        let count = longest.into_iter().max().unwrap_or_default().div_ceil(most).max(1);
        (0..count).map(move |at| Self {
            currencies: self.currencies.clone(),
            documents: part(&self.documents, at, most),
            groups: part(&self.groups, at, most),
            people: part(&self.people, at, most),
            lines: part(&self.lines, at, most),
            per_period: self.per_period,
            sums_days: self.sums_days,
        })
    }

    /// Makes room for so many documents and lines in all: a list of millions that grows by and by is copied again and
    /// again, whole.
    pub fn make_room(&mut self, documents: usize, lines: usize) {
        self.documents.reserve_exact(documents.saturating_sub(self.documents.len()));
        self.lines.reserve_exact(lines.saturating_sub(self.lines.len()));
    }

    /// Appends the next part to those that came before it.
    pub fn append(&mut self, next: Self) {
        self.currencies = next.currencies;
        self.documents.extend(next.documents);
        self.groups.extend(next.groups);
        self.people.extend(next.people);
        self.lines.extend(next.lines);
        self.per_period = next.per_period;
        // A part whose lines all have documents doesn't tell.
        self.sums_days |= next.sums_days;
    }
}

impl Batch {
    /// The same batch in parts, as those of [`Sales::parts`], with at most `most` accounts each.
    pub fn parts(&self, most: usize) -> impl Iterator<Item = Self> + '_ {
        let most = most.max(1);
        let count = self.accounts.len().div_ceil(most);
        let mut sales = self.sales.parts(most);
        let mut at = 0;
        std::iter::from_fn(move || {
            let next = sales.next();
            if next.is_none() && at >= count {
                return None;
            }
            let sales = next.unwrap_or_else(|| Sales { currencies: self.sales.currencies.clone(), ..self.header() });
            at += 1;
            Some(Self { accounts: part(&self.accounts, at - 1, most), sales })
        })
    }

    /// Appends the next part to those that came before it.
    pub fn append(&mut self, next: Self) {
        self.accounts.extend(next.accounts);
        self.sales.append(next.sales);
    }

    /// What holds for all of its sales, without any.
    fn header(&self) -> Sales {
        Sales { per_period: self.sales.per_period, sums_days: self.sales.sums_days, ..Sales::default() }
    }
}

/// The piece number `at` of a list, in pieces of `most`.
fn part<T: Clone>(list: &[T], at: usize, most: usize) -> Vec<T> {
    let from = at.saturating_mul(most).min(list.len());
    let to = from.saturating_add(most).min(list.len());
    list.get(from..to).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::RecordId;
    use crate::calendar::Date;
    use crate::ledger::Line;

    fn batch(lines: usize, documents: usize, accounts: usize) -> Batch {
        let line = |at: usize| Line {
            customer: at as u32,
            day: Date::EPOCH.plus(at as i32),
            document: (documents > 0).then(|| (at % documents.max(1)) as u32),
            group: Some(at as u32 % 3),
            amount: at as i64 * 7,
            profit: None,
            currency: 0,
        };
        let sales = Sales {
            documents: (0..documents).map(|at| format!("{at}").as_str().into()).collect(),
            groups: ["Tea", "Coffee", "Salt"].map(String::from).into(),
            lines: (0..lines).map(line).collect(),
            sums_days: documents == 0 && lines > 0,
            ..Sales::default()
        };
        Batch { accounts: (0..accounts).map(|at| RecordId::well_known(at as u128)).collect(), sales }
    }

    #[test]
    fn parts_are_bounded_and_make_the_whole_again() {
        for (lines, documents, accounts, most) in
            [(0, 0, 0, 5), (10, 3, 4, 5), (11, 40, 2, 5), (3, 0, 23, 5), (6, 2, 2, 1), (4, 4, 4, 100)]
        {
            let whole = batch(lines, documents, accounts);
            let parts: Vec<Batch> = whole.parts(most).collect();
            let longest = [lines, documents, accounts, 3].into_iter().max().unwrap_or_default();
            assert_eq!(parts.len(), longest.div_ceil(most), "{lines} {documents} {accounts} {most}");
            let mut joined = Batch::default();
            for part in parts {
                assert!(part.accounts.len() <= most && part.sales.lines.len() <= most);
                assert!(part.sales.documents.len() <= most && part.sales.groups.len() <= most);
                // As it crosses to the worker.
                joined
                    .append(postcard::from_bytes(&postcard::to_stdvec(&part).unwrap_or_default()).unwrap_or_default());
            }
            assert_eq!(joined, whole);
        }
    }
}
