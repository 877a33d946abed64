//! Accounts as a list: which there are, which pass a filter, in what order.

mod chosen;
mod column;
mod counts;
mod filter;
mod folded;
mod neighbours;
mod search;
mod sorting;

use std::collections::HashMap;

use super::losses::State;
use super::{Analysis, Finding, KeyAccounts, KeyStanding, Rfm, suggested_levels, suggested_types};
use crate::book::{AccountTypes, Book, Complaint, Level, Record, RecordId, account::field};
use crate::ledger::Ledger;

pub use chosen::Chosen;
pub use column::Column;
pub use counts::ChipCounts;
pub use filter::{AccountFilter, ClassFilter, Owner};
pub use folded::{folded, sought};
pub use neighbours::{Neighbours, whole_list};
pub use search::{Evidence, Found, FoundIn, SearchIndex};
pub use sorting::{SortColumn, Sorting};

/// What a list of accounts shows, and where one is in it: all that its address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountList {
    pub filter: AccountFilter,
    pub search: String,
    pub sorting: Sorting<Column>,
    /// The row that had the focus last.
    pub row: Option<RecordId>,
    /// How far it was scrolled, in pixels.
    pub top: u32,
}

impl AccountList {
    /// Whether something is left out.
    pub fn is_narrowed(&self) -> bool {
        self.filter != AccountFilter::default() || !self.search.trim().is_empty()
    }
}

impl From<AccountFilter> for AccountList {
    fn from(filter: AccountFilter) -> Self {
        Self { filter, ..Self::default() }
    }
}

/// A line of the list: what is shown of an account, and what sorting compares.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: RecordId,
    pub name: String,
    /// Its number in the system the orders come from.
    pub external_id: String,
    pub is_archived: bool,
    /// "Graz, Austria"
    pub place: String,
    /// Who of ours answers for it.
    pub owner: Option<RecordId>,
    pub owner_name: String,
    /// Index into the findings of the analysis.
    pub finding: Option<usize>,
    /// `None` without a purchase.
    pub rfm: Option<Rfm>,
    pub key: KeyStanding,
    /// As a person confirmed, else as the figures suggest.
    pub types: AccountTypes,
    pub are_types_confirmed: bool,
    /// As a person confirmed.
    pub level: Option<Level>,
    /// The name as it is compared.
    sort_name: String,
    /// Where it stands by name among all.
    by_name: usize,
}

/// The figures beside a book.
pub type Figures<'a> = Option<(&'a Analysis, &'a Ledger)>;

/// Every living account as a row, but for those merged into another.
pub fn all_rows(book: &Book, figures: Figures<'_>) -> Vec<Row> {
    let analysis = figures.map(|(analysis, _)| analysis);
    let accounts = book.account_ids().filter_map(|id| Some((id, book.record(id)?)));
    let rfm = analysis.map(Analysis::rfm).unwrap_or_default();
    let key = KeyAccounts::of(book, analysis);
    let mut owners: HashMap<RecordId, String> = HashMap::new();
    let mut rows: Vec<Row> = accounts
        .map(|(id, record)| {
            let owner = field::owner.of(record);
            let owner_name = owner.map(|owner| owners.entry(owner).or_insert_with(|| book.name(owner)).clone());
            Row {
                owner: owner.filter(|_| owner_name.as_ref().is_some_and(|name| !name.is_empty())),
                owner_name: owner_name.unwrap_or_default(),
                rfm: rfm.get(&id).copied(),
                key: key.standing(id),
                ..row(id, record, figures)
            }
        })
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let name = |at: &usize| rows.get(*at).map(|row| (row.sort_name.is_empty(), row.sort_name.as_str()));
    order.sort_by(|a, b| name(a).cmp(&name(b)));
    for (by_name, at) in order.into_iter().enumerate() {
        if let Some(row) = rows.get_mut(at) {
            row.by_name = by_name;
        }
    }
    rows
}

/// What the account's own record and its figures say.
fn row(id: RecordId, record: &Record, figures: Figures<'_>) -> Row {
    let [name, city, country] = [field::name, field::city, field::country].map(|field| field.of(record));
    let position = figures.and_then(|(analysis, _)| analysis.position(id));
    let are_types_confirmed = field::types_confirmed.of(record).is_some();
    let suggested = || {
        let found = figures.and_then(|(analysis, ledger)| {
            let finding = analysis.findings.get(position?)?;
            Some(suggested_types(analysis, ledger, finding))
        });
        found.into_iter().flatten().filter(|found| found.holds).map(|found| found.kind()).collect()
    };
    Row {
        id,
        finding: position,
        types: if are_types_confirmed { field::types.of(record) } else { suggested() },
        are_types_confirmed,
        level: field::level.of(record),
        sort_name: folded(&name),
        place: [city, country].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        name,
        external_id: field::external_id.of(record),
        is_archived: field::archived_on.of(record).is_some(),
        owner: None,
        owner_name: String::new(),
        rfm: None,
        key: KeyStanding::None,
        by_name: 0,
    }
}

/// The level of each row: confirmed, else suggested. Takes longer than the rest, and is only read where it
/// is shown or asked for.
pub fn levels(book: &Book, rows: &[Row], figures: Figures<'_>) -> Vec<Option<Level>> {
    let Some((analysis, ledger)) = figures else { return rows.iter().map(|row| row.level).collect() };
    let mut complaints: HashMap<RecordId, usize> = HashMap::new();
    for (_, complaint) in book.all::<Complaint>() {
        if let Some(account) = complaint.account.filter(|_| complaint.is_serious()) {
            *complaints.entry(book.merged().of_account(account)).or_default() += 1;
        }
    }
    let open = |id| complaints.get(&id).copied().unwrap_or_default();
    let suggested = suggested_levels(analysis, ledger, rows.iter().map(|row| row.id), open);
    // What isn't one customer has no level (C24).
    let is_one = |row: &Row| row_finding(row, Some(analysis)).is_none_or(|finding| finding.stands_for.is_none());
    let level = |(row, level): (&Row, Level)| row.level.or_else(|| is_one(row).then_some(level));
    rows.iter().zip(suggested).map(level).collect()
}

fn row_finding<'a>(row: &Row, analysis: Option<&'a Analysis>) -> Option<&'a Finding> {
    analysis?.findings.get(row.finding?)
}

/// What a list is made of.
#[derive(Clone, Copy)]
pub struct Listing<'a> {
    pub rows: &'a [Row],
    pub analysis: Option<&'a Analysis>,
    /// Where a search is on: the rows it found.
    pub found: Option<&'a Found>,
    /// Of each row, where something asks for it.
    pub levels: Option<&'a [Option<Level>]>,
    /// The score of each row, 0 to 100, where something asks for it.
    pub healths: Option<&'a [Option<u32>]>,
    /// How each row stands, where something asks for it.
    pub states: Option<&'a [Option<State>]>,
}

impl Listing<'_> {
    /// The indices of the rows that pass, in order: those without a value stand last, whichever way it is
    /// sorted; equals stand by name. Of a search those found by their names come first.
    pub fn shown(self, filter: AccountFilter, sorting: Sorting<Column>) -> Vec<usize> {
        let passes = |at: usize| {
            let row = self.rows.get(at)?;
            let asked = (self.level(at), self.state(at));
            filter.admits(row, row_finding(row, self.analysis), asked).then_some((at, row))
        };
        let asked = |at| column::Asked { level: self.level(at), health: self.health(at), state: self.state(at) };
        let sorted = |rows| column::sorted(rows, sorting, |at, row| (row_finding(row, self.analysis), asked(at)));
        match self.found {
            Some(found) => {
                let mut shown = sorted(found.by_name.iter().copied().filter_map(passes).collect());
                shown.extend(sorted(found.elsewhere.iter().copied().filter_map(passes).collect()));
                shown
            }
            None => sorted((0..self.rows.len()).filter_map(passes).collect()),
        }
    }

    fn level(self, row: usize) -> Option<Level> {
        self.levels.and_then(|levels| levels.get(row).copied().flatten())
    }

    fn state(self, row: usize) -> Option<State> {
        self.states.and_then(|states| states.get(row).copied().flatten())
    }

    fn health(self, row: usize) -> Option<u32> {
        self.healths.and_then(|healths| healths.get(row).copied().flatten())
    }

    /// What these rows bring together: how many they are, the sum in minor units, and the share of all that
    /// customers bring, 0 to 1.
    pub fn sum(self, shown: &[usize]) -> Sum {
        let findings = shown.iter().filter_map(|at| row_finding(self.rows.get(*at)?, self.analysis));
        let (value, ranked) = findings
            .fold((0, 0), |(value, ranked), finding| (value + finding.value, ranked + finding.ranked_value().max(0)));
        Sum { value, share: self.analysis.map_or(0.0, |analysis| analysis.share(ranked)) }
    }
}

/// What some accounts bring together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// In minor units, of what isn't one customer too.
    pub value: i128,
    /// The customers' share of what all of them bring, 0 to 1.
    pub share: f64,
}

#[cfg(test)]
mod tests;
