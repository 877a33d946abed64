//! All accounts in a table that searches, filters, sorts and stays quick at ten thousand.

mod add;
mod column_choice;
mod columns;
mod filters;
mod kept;
mod key_cell;
mod row;
mod state;
mod summary;
mod table;

use leptos::prelude::*;

use super::fetched::Fetched;
use super::parts;
use super::titled;
use crate::analysis::AccountList;
use crate::analysis::behaviour::AT_RISK;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{AccountTabs, Button, ButtonKind, KeyReason};
use crate::ui::last_shown::last_shown;
use crate::ui::words::words;
use add::AddAccount;
use filters::{Filters, Search};
use state::List;
use summary::Summary;
use table::Table;

#[component]
pub fn AccountsPage() -> impl IntoView {
    let words = words();
    titled(words.text(Key::AccountsTitle));
    let list = List::new();
    // A dossier leads on to the next of them.
    let last_shown = last_shown();
    Effect::new(move |_| {
        let (prepared, shown) = (list.prepared.get(), list.shown.get());
        last_shown.keep(shown.iter().filter_map(|at| prepared.rows.get(*at)).map(|row| row.id));
    });
    let subtitle = move || {
        let prepared = list.prepared.get();
        let accounts = words.count(Key::CountAccounts, prepared.rows.len());
        match &prepared.analysis {
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
    // How often duplicates were asked for; none are shown at zero.
    let duplicates = RwSignal::new(0_u32);
    // What a mark means is told where the list shows one.
    let has_overdue = Memo::new(move |_| {
        let prepared = list.prepared.get();
        let Some(analysis) = prepared.analysis.as_ref() else { return false };
        let overdue = |at: &usize| analysis.findings.get(prepared.rows.get(*at)?.finding?)?.overdue;
        list.shown.with(|shown| shown.iter().filter_map(overdue).any(|times| times > AT_RISK))
    });
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
        <AccountTabs here=Route::Accounts(AccountList::default())/>
        {move || (duplicates.get() > 0).then(|| {
            view! { <Fetched view=Box::new(move |catalogue| parts::duplicates::view(catalogue, duplicates))/> }
        })}
        <div class="accounts-bar" role="search">
            <Search list/>
            <Filters list/>
        </div>
        <Summary list/>
        <Table list/>
        <KeyReason decisions=list.decisions/>
        <p class="accounts-hint">
            <span><kbd>"/"</kbd> " " {words.text(Key::KeySearch)}</span>
            <span><kbd>"↑"</kbd> " " <kbd>"↓"</kbd> " " {words.text(Key::KeyMove)}</span>
            <span><kbd>"Enter"</kbd> " " {words.text(Key::KeyOpen)}</span>
            {move || has_overdue.get().then(|| view! { <span>{words.text(Key::OverdueHint)}</span> })}
            <span><b>"?"</b> " " {words.text(Key::CautionMark)}</span>
        </p>
    }
}
