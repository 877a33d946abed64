//! All accounts in a table that sorts, filters and stays quick at ten thousand.

mod add;
mod chips;
mod search;
mod table;

use leptos::prelude::*;

use super::fetched::Fetched;
use super::parts;
use super::titled;
use crate::analysis::AccountFilter;
use crate::analysis::listing::{Column, Row, Sorting, all_rows, shown};
use crate::browser::{address, preferences};
use crate::route::Route;
use crate::text::Key;
use crate::ui::Place;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{AccountTabs, Button, ButtonKind};
use crate::ui::session::session;
use crate::ui::words::words;
use add::AddAccount;
use chips::Chips;
use search::Search;
use table::Table;

/// The rows there are, and the indices of those shown.
#[derive(Clone, Copy)]
struct Listed {
    rows: Memo<ByPtr<Vec<Row>>>,
    shown: Memo<ByPtr<Vec<usize>>>,
}

#[component]
pub fn AccountsPage() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::AccountsTitle));
    let search = RwSignal::new(String::new());
    // The filter is in the address, so that Back and a bookmark bring it again.
    let place: Place = expect_context();
    let filter = Memo::new(move |_| match place.route.get() {
        Route::Accounts(filter) => filter,
        _ => AccountFilter::default(),
    });
    let sorting = RwSignal::new(Sorting::BY_VALUE);
    let rows = Memo::new(move |_| ByPtr::new(all_rows(&session.book(), session.analysis.get().as_deref())));
    let shown = Memo::new(move |_| {
        let (rows, analysis) = (rows.get(), session.analysis.get());
        ByPtr::new(search.with(|search| shown(&rows, analysis.as_deref(), search, filter.get(), sorting.get())))
    });
    let listed = Listed { rows, shown };
    let subtitle = move || {
        let accounts = words.count(Key::CountAccounts, rows.get().len());
        match session.analysis.get() {
            Some(analysis) => words.fill(
                Key::AccountsSub,
                &[
                    ("accounts", &accounts),
                    ("bought", &words.number(analysis.findings.len())),
                    ("from", &words.day(analysis.window.0)),
                    ("to", &words.day(analysis.window.1)),
                    ("currency", &analysis.currency.to_string()),
                ],
            ),
            None => words.fill(Key::AccountsSubNoSales, &[("accounts", &accounts)]),
        }
    };
    let is_filtered = move || filter.get() != AccountFilter::default() || !search.with(String::is_empty);
    let summary = move || {
        is_filtered().then(|| {
            let (shown, all) = (words.number(shown.get().len()), words.number(rows.get().len()));
            let show_all = move || {
                address::go(&Route::Accounts(AccountFilter::default()));
                search.set(String::new());
            };
            view! {
                <p class="row note" role="status">
                    {words.fill(Key::ShownOf, &[("shown", &shown), ("all", &all)])}
                    <Button kind=ButtonKind::Link text=Key::ClearFilters on_click=show_all/>
                </p>
            }
        })
    };
    let shows_rfm = RwSignal::new(preferences::shows_rfm());
    // How often duplicates were asked for; none are shown at zero.
    let duplicates = RwSignal::new(0_u32);
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::AccountsTitle)}</h1>
                <p class="page-sub">{subtitle}</p>
            </div>
            <div class="actions">
                <Button
                    kind=ButtonKind::Quiet
                    text=Key::FindDuplicates
                    test_id="find-duplicates"
                    on_click=move || duplicates.update(|times| *times += 1)
                />
                <AddAccount/>
            </div>
        </header>
        <AccountTabs here=Route::Accounts(AccountFilter::default())/>
        {move || (duplicates.get() > 0).then(|| {
            view! { <Fetched view=move |catalogue| Box::pin(parts::duplicates::view(catalogue, duplicates))/> }
        })}
        <div class="accounts-bar" role="search">
            <Search search listed/>
            <Chips filter/>
            <RfmSwitch shows_rfm sorting/>
        </div>
        {summary}
        <Table listed sorting shows_rfm/>
        <p class="accounts-hint">
            <span><kbd>"/"</kbd> " " {words.text(Key::KeySearch)}</span>
            <span><kbd>"↑"</kbd> " " <kbd>"↓"</kbd> " " {words.text(Key::KeyMove)}</span>
            <span><kbd>"Enter"</kbd> " " {words.text(Key::KeyOpen)}</span>
            <span>{words.text(Key::OverdueHint)}</span>
        </p>
    }
}

/// Whether the table has a column of RFM; remembered in this browser.
#[component]
fn RfmSwitch(shows_rfm: RwSignal<bool>, sorting: RwSignal<Sorting>) -> impl IntoView {
    let switch = move || {
        shows_rfm.update(|shows| *shows = !*shows);
        let shows = shows_rfm.get_untracked();
        preferences::keep_shows_rfm(shows);
        // A column that isn't there sorts nothing.
        if !shows && sorting.get_untracked().column == Column::Rfm {
            sorting.set(Sorting::BY_VALUE);
        }
    };
    view! {
        <Button
            kind=ButtonKind::Chip
            text=Key::RfmShow
            title=Key::RfmIs
            pressed=shows_rfm
            test_id="show-rfm"
            on_click=switch
        />
    }
}
