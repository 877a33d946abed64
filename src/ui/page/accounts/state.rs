//! What the list shows: what is wanted of it, as its address says it, and what there is.

use leptos::prelude::*;

use super::columns::ShownColumns;
use super::kept::Prepared;
use crate::analysis::listing::{Found, Listing};
use crate::analysis::{AccountFilter, AccountList};
use crate::ui::by_ptr::ByPtr;
use crate::ui::kept_list::KeptList;
use crate::ui::key_decision::KeyDecisions;
use crate::ui::session::session;

/// Where its table is in the page.
pub const TABLE: &str = "[data-testid=accounts-table]";

/// The list of accounts: what is wanted, what there is, and what is shown of it.
#[derive(Clone, Copy)]
pub struct List {
    pub kept: KeptList<AccountList>,
    /// What is wanted.
    pub wanted: Memo<AccountList>,
    pub prepared: Memo<ByPtr<Prepared>>,
    /// What is searched for.
    pub search: Memo<String>,
    /// What narrows it besides.
    pub filtered: Memo<AccountFilter>,
    /// The rows the search found, while one is on.
    pub found: Memo<Option<ByPtr<Found>>>,
    /// The rows shown, in order, as indices.
    pub shown: Memo<ByPtr<Vec<usize>>>,
    pub columns: ShownColumns,
    pub decisions: KeyDecisions,
}

impl List {
    pub fn new() -> Self {
        let session = session();
        let kept = KeptList::new();
        let wanted: Memo<AccountList> = kept.wanted;
        let prepared = Memo::new(move |_| Prepared::now(session));
        let columns = ShownColumns::new(prepared);
        let (search, filter, sorting) = (
            Memo::new(move |_| wanted.with(|wanted| wanted.search.clone())),
            Memo::new(move |_| wanted.with(|wanted| wanted.filter)),
            Memo::new(move |_| wanted.with(|wanted| wanted.sorting)),
        );
        let found = Memo::new(move |_| {
            let prepared = prepared.get();
            search.with(|search| (!search.trim().is_empty()).then(|| ByPtr::new(prepared.index().find(search))))
        });
        let shown = Memo::new(move |_| {
            let (prepared, found, filter, sorting) = (prepared.get(), found.get(), filter.get(), sorting.get());
            let asks_level = filter.asks_level() || sorting.column.asks_level();
            let listing = Listing {
                rows: &prepared.rows,
                analysis: prepared.analysis.as_deref(),
                found: found.as_deref(),
                levels: asks_level.then(|| prepared.levels()),
                healths: sorting.column.asks_health().then(|| prepared.scores()),
                states: (filter.asks_state() || sorting.column.asks_state()).then(|| prepared.states()),
            };
            ByPtr::new(listing.shown(filter, sorting))
        });
        Self {
            kept,
            wanted,
            prepared,
            search,
            filtered: filter,
            found,
            shown,
            columns,
            decisions: KeyDecisions::new(session),
        }
    }

    /// Wants something else.
    pub fn update(self, change: impl FnOnce(&mut AccountList)) {
        self.kept.update(change);
    }

    pub fn filter(self, change: impl FnOnce(&mut AccountFilter)) {
        self.update(|list| change(&mut list.filter));
    }
}
