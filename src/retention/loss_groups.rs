//! Who was lost, by what the accounts are: segment, owner, product group, region and more (L2), and what the lost have
//! in common (C15).
//!
//! What an account is, it is by the year before the window: nothing that came later explains a loss.

use std::collections::{BTreeMap, HashMap};

use super::standings::Standings;
use crate::analysis::losses::{Compared, in_common};
use crate::analysis::{AbcClass, Analysis, Config, Figures, FiguresBuilder, Segment, XyzClass, within};
use crate::book::{Account, AccountType, Book, RecordId, account};
use crate::calendar::Date;
use crate::dossier::key_account::{types_by_figures, types_of};
use crate::ledger::{Ledger, Sale};

/// By what accounts are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    Abc,
    Xyz,
    Country,
    Region,
    /// The product group with the greatest sum.
    ProductGroup,
    /// The salesperson with the greatest sum.
    Salesperson,
    /// The year of the first order.
    FirstYear,
    Segment,
    Owner,
    /// By what it brought in the year: the third of the accounts it is in.
    Size,
    Type,
    /// Whole years from the first order to the window.
    Length,
}

impl Dimension {
    pub const ALL: [Self; 12] = [
        Self::Segment,
        Self::Abc,
        Self::Xyz,
        Self::Owner,
        Self::Salesperson,
        Self::ProductGroup,
        Self::Country,
        Self::Region,
        Self::Size,
        Self::Type,
        Self::FirstYear,
        Self::Length,
    ];

    /// Those that are searched for what lost accounts have in common (C15).
    pub const TESTED: [Self; 7] =
        [Self::Abc, Self::Xyz, Self::Country, Self::Region, Self::ProductGroup, Self::Salesperson, Self::FirstYear];

    /// Its name in addresses and forms; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Abc => "abc",
            Self::Xyz => "xyz",
            Self::Country => "country",
            Self::Region => "region",
            Self::ProductGroup => "product_group",
            Self::Salesperson => "salesperson",
            Self::FirstYear => "first_year",
            Self::Segment => "segment",
            Self::Owner => "owner",
            Self::Size => "size",
            Self::Type => "type",
            Self::Length => "length",
        }
    }
}

/// A third of all accounts, by what they brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    Large,
    Medium,
    Small,
}

/// What accounts of a group have alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Segment(Segment),
    Abc(AbcClass),
    Xyz(XyzClass),
    /// A colleague of ours.
    Owner(RecordId),
    Size(Size),
    Type(AccountTypeOrder),
    /// A calendar year.
    Year(i16),
    /// So many whole years.
    Years(i32),
    Named(String),
}

/// A type, by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountTypeOrder(usize);

impl AccountTypeOrder {
    fn of(kind: AccountType) -> Option<Self> {
        use crate::book::Coded;
        AccountType::all().iter().position(|other| *other == kind).map(Self)
    }

    pub fn kind(self) -> Option<AccountType> {
        use crate::book::Coded;
        AccountType::all().get(self.0).copied()
    }
}

/// A group with its losses, and what these brought in the year up to their last order, in minor units.
#[derive(Clone, Debug, PartialEq)]
pub struct LossGroup {
    pub group: Group,
    pub accounts: usize,
    pub lost: usize,
    pub value: i128,
}

/// The accounts that bought in the year before a window, by what they are, and who of them was lost in it.
#[derive(Clone, Debug)]
pub struct LossGroups {
    /// First and last day.
    pub window: (Date, Date),
    accounts: usize,
    lost: usize,
    /// Of each dimension the groups there are, most losses first.
    groups: BTreeMap<Dimension, Vec<LossGroup>>,
}

impl LossGroups {
    /// How many accounts bought in the year before, and how many of them were lost.
    pub fn counts(&self) -> (usize, usize) {
        (self.accounts, self.lost)
    }

    /// Every group of a dimension, most losses first.
    pub fn by(&self, dimension: Dimension) -> &[LossGroup] {
        self.groups.get(&dimension).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the lost have in common (C15).
    pub fn in_common(&self) -> Compared<(Dimension, Group)> {
        let groups = Dimension::TESTED.into_iter().flat_map(|dimension| {
            self.by(dimension).iter().map(move |of| ((dimension, of.group.clone()), of.accounts, of.lost))
        });
        in_common(self.accounts, self.lost, groups)
    }
}

/// Groups on their way: the figures of the year before, then account by account.
pub struct Grouping {
    window: (Date, Date),
    /// The year before: first and last day.
    year: (Date, Date),
    /// What each brought in the year up to its last order, where it was lost in the window.
    lost: HashMap<RecordId, i128>,
    figures: Figuring,
    /// The accounts to be taken in, the next one last.
    waiting: Vec<RecordId>,
    accounts: usize,
    lost_of_them: usize,
    groups: BTreeMap<Dimension, BTreeMap<Group, LossGroup>>,
}

/// How far the figures of the year before are.
enum Figuring {
    Read(FiguresBuilder, Config),
    Counted(Box<Figures>, Config),
    /// `None`: nothing was sold.
    Done(Option<(Box<Analysis>, HashMap<RecordId, Size>)>),
}

impl Figuring {
    /// Goes on by so many accounts; whether there is more to do.
    fn step(&mut self, book: &Book, ledger: &Ledger, accounts: usize) -> bool {
        let now = std::mem::replace(self, Self::Done(None));
        *self = match now {
            Self::Done(done) => {
                *self = Self::Done(done);
                return false;
            }
            Self::Read(mut making, config) => {
                // Asked for a single sale it looks at one account.
                match (0..accounts).any(|_| making.step(book, ledger, 1)) {
                    false => Self::Read(making, config),
                    true => match making.finish(ledger) {
                        None => Self::Done(None),
                        Some(figures) => Self::Counted(Box::new(figures), config),
                    },
                }
            }
            Self::Counted(mut figures, config) => match (0..accounts).any(|_| figures.count_periods(1)) {
                false => Self::Counted(figures, config),
                true => {
                    let analysis = Analysis::of_figures(*figures, &config);
                    let sizes = sizes(&analysis);
                    Self::Done(Some((Box::new(analysis), sizes)))
                }
            },
        };
        true
    }
}

impl Grouping {
    /// Of the last 365 days of which sales are known.
    pub fn begin(book: &Book, ledger: &Ledger, standings: &Standings) -> Self {
        let until = standings.until;
        let window = (until.plus(-364), until);
        let year = (until.plus(-729), until.plus(-365));
        let lost = standings.losses.iter().filter(|lost| (window.0..=window.1).contains(&lost.loss.day));
        let config = Config { window: (Some(year.0), Some(year.1)), ..Config::of(book) };
        let figures = FiguresBuilder::new(ledger, config.measure, config.window);
        Self {
            window,
            year,
            lost: lost.map(|lost| (lost.account, lost.value)).collect(),
            figures: figures.map_or(Figuring::Done(None), |making| Figuring::Read(making, config)),
            waiting: standings.days.keys().rev().copied().collect(),
            accounts: 0,
            lost_of_them: 0,
            groups: BTreeMap::new(),
        }
    }

    /// Goes on by so many accounts; the groups once all are taken in. What is seen stays the same.
    pub fn step(&mut self, book: &Book, ledger: &Ledger, standings: &Standings, accounts: usize) -> Option<LossGroups> {
        if self.figures.step(book, ledger, accounts) {
            return None;
        }
        let from = self.waiting.len().saturating_sub(accounts);
        for id in self.waiting.split_off(from).into_iter().rev() {
            let days = standings.days.get(&id).map(Vec::as_slice).unwrap_or_default();
            let at = days.partition_point(|day| *day < self.year.0);
            if days.get(at).is_some_and(|day| *day <= self.year.1) {
                self.take_in(book, ledger, id, days);
            }
        }
        self.waiting.is_empty().then(|| {
            let groups = std::mem::take(&mut self.groups).into_iter().map(|(dimension, groups)| {
                let mut groups: Vec<LossGroup> = groups.into_values().collect();
                groups.sort_by_key(|group| std::cmp::Reverse(group.lost));
                (dimension, groups)
            });
            let groups = groups.collect();
            LossGroups { window: self.window, accounts: self.accounts, lost: self.lost_of_them, groups }
        })
    }

    /// All at once.
    pub fn all(book: &Book, ledger: &Ledger, standings: &Standings) -> LossGroups {
        let mut grouping = Self::begin(book, ledger, standings);
        loop {
            if let Some(found) = grouping.step(book, ledger, standings, usize::MAX) {
                return found;
            }
        }
    }

    fn take_in(&mut self, book: &Book, ledger: &Ledger, id: RecordId, days: &[Date]) {
        let done = match &self.figures {
            Figuring::Done(done) => done.as_ref(),
            Figuring::Read(..) | Figuring::Counted(..) => None,
        };
        let (analysis, size) = (done.map(|(analysis, _)| &**analysis), done.and_then(|(_, sizes)| sizes.get(&id)));
        let told = Told { book, ledger, analysis, year: self.year };
        let lost = self.lost.get(&id).copied();
        self.accounts += 1;
        self.lost_of_them += usize::from(lost.is_some());
        for (dimension, group) in told.groups(id, days, size.copied(), self.window.0) {
            let of = self.groups.entry(dimension).or_default().entry(group.clone());
            let found = of.or_insert(LossGroup { group, accounts: 0, lost: 0, value: 0 });
            found.accounts += 1;
            found.lost += usize::from(lost.is_some());
            found.value += lost.unwrap_or_default();
        }
    }
}

/// What tells of accounts in the year before.
struct Told<'a> {
    book: &'a Book,
    ledger: &'a Ledger,
    analysis: Option<&'a Analysis>,
    year: (Date, Date),
}

/// Accounts by what they brought, in three parts of as many each.
fn sizes(analysis: &Analysis) -> HashMap<RecordId, Size> {
    let ranked = analysis.ranked();
    let ranked: Vec<RecordId> = ranked.map(|finding| finding.account).collect();
    let third = ranked.len().div_ceil(3).max(1);
    let size = |at: usize| match at / third {
        0 => Size::Large,
        1 => Size::Medium,
        _ => Size::Small,
    };
    ranked.into_iter().enumerate().map(|(at, account)| (account, size(at))).collect()
}

impl Told<'_> {
    fn groups(&self, id: RecordId, days: &[Date], size: Option<Size>, begun: Date) -> Vec<(Dimension, Group)> {
        let finding = self.analysis.and_then(|analysis| analysis.finding(id));
        let mut found: Vec<(Dimension, Group)> = Vec::new();
        found.extend(finding.and_then(|of| of.segment()).map(|of| (Dimension::Segment, Group::Segment(of))));
        found.extend(finding.and_then(|of| of.abc()).map(|of| (Dimension::Abc, Group::Abc(of))));
        found.extend(finding.and_then(|of| of.xyz()).map(|of| (Dimension::Xyz, Group::Xyz(of))));
        found.extend(self.book.value(id, account::field::owner).map(|of| (Dimension::Owner, Group::Owner(of))));
        let named = |dimension, text: String| {
            let text = text.trim();
            (!text.is_empty()).then(|| (dimension, Group::Named(text.to_owned())))
        };
        found.extend(named(Dimension::Country, self.book.value(id, account::field::country)));
        found.extend(named(Dimension::Region, self.book.value(id, account::field::region)));
        let sales = within(self.ledger.sales(id), self.year);
        let group = greatest(sales, |sale| sale.group).and_then(|at| self.ledger.groups().get(at as usize));
        found.extend(group.and_then(|name| named(Dimension::ProductGroup, name.clone())));
        let person = |sale: &Sale| self.ledger.document(sale.document?)?.person;
        let person = greatest(sales, person).and_then(|at| self.ledger.people().get(at as usize));
        found.extend(person.and_then(|name| named(Dimension::Salesperson, name.clone())));
        found.extend(size.map(|size| (Dimension::Size, Group::Size(size))));
        if self.book.has::<Account>(id) {
            // An account has fifty fields, and two of them matter here.
            let account = Account {
                types: self.book.value(id, account::field::types),
                types_confirmed: self.book.value(id, account::field::types_confirmed),
                ..Account::default()
            };
            let types = types_of(&account, || types_by_figures(self.analysis, self.ledger, id));
            let types = types.iter().filter_map(AccountTypeOrder::of);
            found.extend(types.map(|kind| (Dimension::Type, Group::Type(kind))));
        }
        if let Some(first) = days.first() {
            found.push((Dimension::FirstYear, Group::Year(first.year())));
            found.push((Dimension::Length, Group::Years(begun.since(*first) / 365)));
        }
        found
    }
}

/// What has the greatest positive sum; of equals the first by its index.
fn greatest(sales: &[Sale], of: impl Fn(&Sale) -> Option<u32>) -> Option<u32> {
    let mut sums: BTreeMap<u32, i128> = BTreeMap::new();
    for sale in sales {
        if let Some(key) = of(sale) {
            *sums.entry(key).or_default() += i128::from(sale.amount);
        }
    }
    let most = sums.into_iter().rev().max_by_key(|(_, sum)| *sum)?;
    (most.1 > 0).then_some(most.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::losses::LossRule;
    use crate::book::{Change, Label, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    const ACCOUNTS: u32 = 30;

    fn id(number: u32) -> RecordId {
        RecordId::well_known(1_000 + u128::from(number))
    }

    /// Thirty accounts of three countries, each with five orders a month apart, the last of them long ago for a third.
    fn world() -> (Book, Ledger, Standings) {
        let today = date(2024, 12, 31);
        let mut book = Book::default();
        let of = |number: u32| Account { country: format!("Land {}", number % 3), ..Account::default() };
        let edits = (0..ACCOUNTS).flat_map(|number| of(number).create(id(number))).collect();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let line = |number: u32, at: i32| {
            let last = if number.is_multiple_of(3) { 500 } else { 0 };
            Line::plain(number, today.plus(-last - 30 * at), i64::from(1 + number))
        };
        let lines = (0..ACCOUNTS).flat_map(|number| (0..25).map(move |at| line(number, at))).collect();
        let batch = Batch { accounts: (0..ACCOUNTS).map(id).collect(), sales: Sales { lines, ..Sales::default() } };
        let ledger = Ledger::of(Currency::default(), [&batch]);
        let standings = Standings::of(&book, &ledger, Default::default(), LossRule::default(), today).unwrap();
        (book, ledger, standings)
    }

    /// A step takes in no more accounts than it is asked to, and what it comes to is the same.
    #[test]
    fn groups_made_in_bounded_steps_are_the_same() {
        let (book, ledger, standings) = world();
        let whole = Grouping::all(&book, &ledger, &standings);
        assert_eq!(whole.counts(), (30, 10));
        let lands: Vec<_> = whole.by(Dimension::Country).iter().map(|of| (of.accounts, of.lost)).collect();
        assert_eq!(lands, [(10, 10), (10, 0), (10, 0)]);
        assert_eq!(whole.by(Dimension::Size).len(), 3);
        for at_once in [1, 7, 30] {
            let mut grouping = Grouping::begin(&book, &ledger, &standings);
            let mut steps = 1;
            let found = loop {
                let before = grouping.waiting.len();
                let found = grouping.step(&book, &ledger, &standings, at_once);
                assert!(before - grouping.waiting.len() <= at_once);
                if let Some(found) = found {
                    break found;
                }
                steps += 1;
            };
            // Once through the accounts for their sales, once for each unit of periods, and once for what they are.
            assert!(steps >= 3 * 30_usize.div_ceil(at_once), "{steps} steps of {at_once}");
            assert_eq!((found.counts(), found.groups), (whole.counts(), whole.groups.clone()));
        }
    }
}
