//! Who was lost, by what the accounts are: segment, owner, product group, region and more (L2), and what the lost have
//! in common (C15).
//!
//! What an account is, it is by the year before the window: nothing that came later explains a loss.

use std::collections::{BTreeMap, HashMap};

use super::standings::Standings;
use crate::analysis::losses::{Compared, in_common};
use crate::analysis::{AbcClass, Analysis, Config, Segment, XyzClass, within};
use crate::book::{AccountType, Book, RecordId, account};
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

/// An account that bought in the year before the window.
#[derive(Clone, Debug)]
struct Bought {
    account: RecordId,
    /// What it brought in the year up to its last order, where it was lost in the window.
    lost: Option<i128>,
    groups: Vec<(Dimension, Group)>,
}

/// The accounts that bought in the year before a window, and who of them was lost in it.
#[derive(Clone, Debug)]
pub struct LossGroups {
    /// First and last day.
    pub window: (Date, Date),
    accounts: Vec<Bought>,
}

impl LossGroups {
    /// Of the last 365 days of which sales are known; `None` where nobody bought in the year before.
    pub fn of(book: &Book, ledger: &Ledger, standings: &Standings) -> Option<Self> {
        let until = standings.until;
        let window = (until.plus(-364), until);
        let year = (until.plus(-729), until.plus(-365));
        let bought = standings.days.iter().filter(|(_, days)| {
            let at = days.partition_point(|day| *day < year.0);
            days.get(at).is_some_and(|day| *day <= year.1)
        });
        let lost: HashMap<RecordId, i128> = standings
            .losses
            .iter()
            .filter(|lost| (window.0..=window.1).contains(&lost.loss.day))
            .map(|lost| (lost.account, lost.value))
            .collect();
        let config = Config { window: (Some(year.0), Some(year.1)), ..Config::of(book) };
        let analysis = Analysis::of(book, ledger, &config);
        let told = Told { book, ledger, analysis: analysis.as_ref(), year, sizes: sizes(analysis.as_ref()) };
        let accounts: Vec<Bought> = bought
            .map(|(account, days)| Bought {
                account: *account,
                lost: lost.get(account).copied(),
                groups: told.groups(*account, days, window.0),
            })
            .collect();
        (!accounts.is_empty()).then_some(Self { window, accounts })
    }

    /// How many accounts bought in the year before, and how many of them were lost.
    pub fn counts(&self) -> (usize, usize) {
        (self.accounts.len(), self.accounts.iter().filter(|account| account.lost.is_some()).count())
    }

    /// The accounts that were lost.
    pub fn lost(&self) -> impl Iterator<Item = RecordId> {
        self.accounts.iter().filter(|account| account.lost.is_some()).map(|account| account.account)
    }

    /// Every group of a dimension, most losses first.
    pub fn by(&self, dimension: Dimension) -> Vec<LossGroup> {
        let mut groups: BTreeMap<&Group, LossGroup> = BTreeMap::new();
        for account in &self.accounts {
            for (_, group) in account.groups.iter().filter(|(of, _)| *of == dimension) {
                let found = groups.entry(group).or_insert_with(|| LossGroup {
                    group: group.clone(),
                    accounts: 0,
                    lost: 0,
                    value: 0,
                });
                found.accounts += 1;
                found.lost += usize::from(account.lost.is_some());
                found.value += account.lost.unwrap_or_default();
            }
        }
        let mut groups: Vec<LossGroup> = groups.into_values().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.lost));
        groups
    }

    /// What the lost have in common (C15).
    pub fn in_common(&self) -> Compared<(Dimension, Group)> {
        let (accounts, lost) = self.counts();
        let groups = Dimension::TESTED.into_iter().flat_map(|dimension| {
            self.by(dimension).into_iter().map(move |of| ((dimension, of.group), of.accounts, of.lost))
        });
        in_common(accounts, lost, groups)
    }
}

/// What tells of accounts in the year before.
struct Told<'a> {
    book: &'a Book,
    ledger: &'a Ledger,
    analysis: Option<&'a Analysis>,
    year: (Date, Date),
    sizes: HashMap<RecordId, Size>,
}

/// Accounts by what they brought, in three parts of as many each.
fn sizes(analysis: Option<&Analysis>) -> HashMap<RecordId, Size> {
    let ranked: Vec<RecordId> = analysis
        .iter()
        .flat_map(|analysis| &analysis.findings)
        .filter(|finding| finding.rank.is_some())
        .map(|finding| finding.account)
        .collect();
    let third = ranked.len().div_ceil(3).max(1);
    let size = |at: usize| match at / third {
        0 => Size::Large,
        1 => Size::Medium,
        _ => Size::Small,
    };
    ranked.into_iter().enumerate().map(|(at, account)| (account, size(at))).collect()
}

impl Told<'_> {
    fn groups(&self, id: RecordId, days: &[Date], begun: Date) -> Vec<(Dimension, Group)> {
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
        found.extend(self.sizes.get(&id).map(|size| (Dimension::Size, Group::Size(*size))));
        if let Some(account) = self.book.get::<crate::book::Account>(id) {
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
