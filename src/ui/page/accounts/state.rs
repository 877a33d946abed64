//! What the list shows, as its address says it: Back and a bookmark bring it again, with the place one was at.

use std::time::Duration;

use leptos::prelude::*;

use super::columns::ShownColumns;
use super::kept::Prepared;
use crate::analysis::listing::Listing;
use crate::analysis::{AccountFilter, AccountList};
use crate::book::RecordId;
use crate::browser::address;
use crate::route::Route;
use crate::ui::Place;
use crate::ui::by_ptr::ByPtr;
use crate::ui::session::session;

/// How long after the last movement the place is written down: a browser takes no more than a few addresses a
/// second.
const SETTLED: Duration = Duration::from_millis(250);

/// The list of accounts: what is wanted, what there is, and what is shown of it.
#[derive(Clone, Copy)]
pub struct List {
    place: Place,
    /// What is wanted.
    pub wanted: Memo<AccountList>,
    pub prepared: Memo<ByPtr<Prepared>>,
    /// What is searched for.
    pub search: Memo<String>,
    /// The rows shown, in order, as indices.
    pub shown: Memo<ByPtr<Vec<usize>>>,
    pub columns: ShownColumns,
    /// The row that had the focus last.
    row: StoredValue<Option<RecordId>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl List {
    pub fn new() -> Self {
        let session = session();
        let place: Place = expect_context();
        let wanted = Memo::new(move |_| match place.route.get() {
            Route::Accounts(list) => list,
            _ => AccountList::default(),
        });
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
                found: found.as_ref().map(|found| found.as_slice()),
                levels: asks_level.then(|| prepared.levels()),
                healths: sorting.column.asks_health().then(|| prepared.scores()),
                states: (filter.asks_state() || sorting.column.asks_state()).then(|| prepared.states()),
            };
            ByPtr::new(listing.shown(filter, sorting))
        });
        let row = StoredValue::new(wanted.with_untracked(|wanted| wanted.row));
        let list = Self { place, wanted, prepared, search, shown, columns, row, timer: StoredValue::new(None) };
        // Whoever reloads or leaves sooner than it is quiet finds it again.
        let leaving = window_event_listener_untyped("pagehide", move |_| {
            if list.timer.get_value().is_some() {
                list.write();
            }
        });
        on_cleanup(move || {
            leaving.remove();
            if let Some(timer) = list.timer.get_value() {
                timer.clear();
            }
        });
        list
    }

    /// Wants something else.
    pub fn update(self, change: impl FnOnce(&mut AccountList)) {
        let mut wanted = self.wanted.get_untracked();
        change(&mut wanted);
        (wanted.row, wanted.top) = (None, 0);
        self.row.set_value(None);
        self.place.route.set(Route::Accounts(wanted));
        // At once: until it is written, a link to the whole list leads to what the address says already, nowhere.
        if self.timer.get_value().is_none() {
            self.write();
        }
        self.settle();
    }

    pub fn filter(self, change: impl FnOnce(&mut AccountFilter)) {
        self.update(|list| change(&mut list.filter));
    }

    /// Takes note of the row that has the focus.
    pub fn at_row(self, row: RecordId) {
        self.row.set_value(Some(row));
        self.settle();
    }

    /// Writes down where one is once it is quiet.
    pub fn settle(self) {
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        let write = move || {
            if self.timer.try_set_value(None).is_none() {
                self.write();
            }
        };
        self.timer.set_value(set_timeout_with_handle(write, SETTLED).ok());
    }

    /// Writes down where one is: what is wanted, the row and how far it is scrolled.
    pub fn write(self) {
        // Another page's address may stand there by now.
        if !matches!(address::current(), Route::Accounts(_)) {
            return;
        }
        let top = window().scroll_y().map_or(0, |top| top.max(0.0) as u32);
        let list = AccountList { row: self.row.get_value(), top, ..self.wanted.get_untracked() };
        address::rewrite(&Route::Accounts(list));
    }

    /// Opens an account, leaving behind where one was.
    pub fn open(self, row: RecordId) {
        self.row.set_value(Some(row));
        self.write();
        address::go(&Route::Account { id: row, section: None });
    }
}
