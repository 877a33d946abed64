//! Accounts that belong together: a parent with its subsidiaries, and their figures as one.

use crate::analysis::Analysis;
use crate::book::{Account, Book, RecordId, account};
use crate::calendar::Date;
use crate::ledger::Ledger;

/// The group an account belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Every account of it with its depth below the top, parents before their subsidiaries.
    pub members: Vec<(RecordId, usize)>,
}

/// What an account, or a group, has bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bought {
    /// In the window, in minor units.
    pub revenue: i128,
    /// In the 12 months up to the window's end, in minor units.
    pub last_year: i128,
    /// Orders in the window.
    pub orders: usize,
    pub last: Option<Date>,
}

impl Bought {
    /// Nothing for an account that never bought.
    pub fn of(analysis: &Analysis, ledger: &Ledger, id: RecordId) -> Self {
        let until = analysis.window.1;
        let year_ago = until.a_year_before();
        let recent = ledger.sales(id).iter().filter(|sale| sale.day > year_ago && sale.day <= until);
        let finding = analysis.finding(id);
        Self {
            revenue: finding.map(|finding| finding.revenue).unwrap_or_default(),
            last_year: recent.map(|sale| i128::from(sale.amount)).sum(),
            orders: finding.map(|finding| finding.orders).unwrap_or_default(),
            last: finding.and_then(|finding| finding.purchases).map(|(_, last)| last),
        }
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            revenue: self.revenue + other.revenue,
            last_year: self.last_year + other.last_year,
            orders: self.orders + other.orders,
            last: self.last.max(other.last),
        }
    }
}

/// The account an account belongs to; `None` if that isn't there.
fn parent(book: &Book, id: RecordId) -> Option<RecordId> {
    let merged = book.merged();
    let is_counted = |id: RecordId| merged.of_account(id) == id && book.has::<Account>(id);
    let parent = book.value(id, account::field::parent).filter(|_| is_counted(id));
    parent.map(|parent| merged.of_account(parent)).filter(|parent| *parent != id && is_counted(*parent))
}

/// An account with those it belongs to, the top last. In a circle, which two colleagues can draw apart,
/// the first created is the top.
fn upwards(book: &Book, id: RecordId) -> Vec<RecordId> {
    let mut path = vec![id];
    let mut at = id;
    while let Some(above) = parent(book, at) {
        if let Some(begin) = path.iter().position(|known| *known == above) {
            // Ids rise with time of creation.
            let circle = path.iter().enumerate().skip(begin);
            if let Some((first, _)) = circle.min_by_key(|(_, id)| **id) {
                path.truncate(first + 1);
            }
            break;
        }
        path.push(above);
        at = above;
    }
    path
}

/// The accounts that belong to one, also by way of what was merged into it.
fn subsidiaries(book: &Book, of: RecordId) -> impl Iterator<Item = RecordId> {
    let named = book.merged().parts_of(of).flat_map(|part| book.children(part));
    named.filter(move |id| parent(book, *id) == Some(of))
}

impl Group {
    /// The group of an account; `None` if it belongs to nobody and nobody to it.
    pub fn of(book: &Book, id: RecordId) -> Option<Self> {
        let top = upwards(book, id).pop()?;
        let mut members = Vec::new();
        let mut open = vec![(top, 0)];
        while let Some((at, depth)) = open.pop() {
            members.push((at, depth));
            let mut below: Vec<(String, RecordId)> = subsidiaries(book, at)
                .filter(|id| *id != top)
                .map(|id| (book.value(id, account::field::name).to_lowercase(), id))
                .collect();
            // By name; the last is taken first.
            below.sort_by(|a, b| b.cmp(a));
            open.extend(below.into_iter().map(|(_, id)| (id, depth + 1)));
        }
        (members.len() > 1).then_some(Self { members })
    }

    /// The account all others belong to.
    pub fn head(&self) -> Option<RecordId> {
        self.members.first().map(|(head, _)| *head)
    }

    /// One of its members with all that belong to it.
    pub fn below(&self, id: RecordId) -> impl Iterator<Item = RecordId> {
        let at = self.members.iter().position(|(member, _)| *member == id).unwrap_or(self.members.len());
        let depth = self.members.get(at).map(|(_, depth)| *depth).unwrap_or_default();
        // Parents stand before their subsidiaries.
        let rest = self.members.iter().skip(at);
        let below = rest.enumerate().take_while(move |(place, (_, of))| *place == 0 || *of > depth);
        below.map(|(_, (member, _))| *member)
    }

    /// What all of it bought.
    pub fn bought(&self, analysis: &Analysis, ledger: &Ledger) -> Bought {
        let each = self.members.iter().map(|(id, _)| Bought::of(analysis, ledger, *id));
        each.fold(Bought::default(), Bought::and)
    }
}

/// Whether `id` may belong to `parent`: nothing belongs to itself, not even by way of others.
pub fn may_belong_to(book: &Book, id: RecordId, parent: RecordId) -> bool {
    !upwards(book, parent).contains(&id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::book::{Change, Label, RecordKind, Stamp, merge_accounts};
    use proptest::prelude::*;

    fn id(number: u8) -> RecordId {
        RecordId::from_parts(u64::from(number), [number; 10])
    }

    fn book(parents: &[(u8, u8)]) -> Book {
        let mut book = Book::default();
        let mut edits = Vec::new();
        for number in 0..6 {
            let account = Account { name: format!("Alfa {number}"), ..Account::default() };
            edits.extend(account.create(id(number)));
        }
        edits.extend(parents.iter().map(|(of, parent)| account::field::parent.set(id(*of), Some(id(*parent)))));
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        book
    }

    fn members(book: &Book, of: u8) -> Vec<(RecordId, usize)> {
        Group::of(book, id(of)).map(|group| group.members).unwrap_or_default()
    }

    #[test]
    fn the_whole_group_is_seen_from_each_of_its_accounts() {
        let book = book(&[(1, 0), (2, 0), (3, 2)]);
        let all = [(id(0), 0), (id(1), 1), (id(2), 1), (id(3), 2)];
        for of in 0..4 {
            assert_eq!(members(&book, of), all);
        }
        assert_eq!(members(&book, 4), []);
    }

    #[test]
    fn the_head_is_who_belongs_to_nobody() {
        let book = book(&[(0, 3), (2, 3), (1, 0)]);
        for of in 0..4 {
            assert_eq!(Group::of(&book, id(of)).and_then(|group| group.head()), Some(id(3)));
        }
    }

    #[test]
    fn subsidiaries_follow_a_merged_parent() {
        let mut book = book(&[(2, 1)]);
        assert!(Group::of(&book, id(1)).is_some());
        book.apply(&merge_accounts(&book, id(1), id(0)), Stamp { millis: 2, ..Stamp::default() });
        assert!(Group::of(&book, id(0)).is_some());
    }

    #[test]
    fn nothing_may_belong_to_itself() {
        let book = book(&[(1, 0), (2, 1)]);
        assert!(!may_belong_to(&book, id(0), id(2)));
        assert!(!may_belong_to(&book, id(0), id(0)));
        assert!(may_belong_to(&book, id(2), id(0)));
    }

    proptest! {
        /// Colleagues may have drawn any lines apart from each other.
        #[test]
        fn any_lines_make_groups_in_which_everybody_is_once(lines in prop::collection::btree_map(0u8..6, 0u8..6, 0..6)) {
            let lines: Vec<(u8, u8)> = lines.into_iter().collect();
            let book = book(&lines);
            for of in 0..6 {
                let group = members(&book, of);
                let distinct: BTreeSet<_> = group.iter().map(|(id, _)| *id).collect();
                prop_assert_eq!(distinct.len(), group.len());
                if !group.is_empty() {
                    prop_assert!(distinct.contains(&id(of)));
                    for (member, _) in &group {
                        prop_assert_eq!(Group::of(&book, *member).map(|group| group.members), Some(group.clone()));
                    }
                }
            }
        }
    }
}
