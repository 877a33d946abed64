//! The way between the pages about accounts.

use leptos::prelude::*;

use crate::analysis::AccountList;
use crate::route::{Query, Route};
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn AccountTabs(
    /// The page this is on.
    here: Route,
) -> impl IntoView {
    let words = words();
    let tabs = [
        (Route::Accounts(AccountList::default()), Key::AccountsView),
        (Route::Dossiers(Query::default()), Key::DossiersView),
        (Route::Opportunities(Query::default()), Key::OpportunitiesTitle),
        (Route::Mistakes(Query::default()), Key::MistakesTitle),
        (Route::Competitors(None), Key::CompetitorsTitle),
    ];
    let tabs = tabs.map(|(route, key)| {
        let current = (route.page() == here.page()).then_some("page");
        view! { <a class="tab" href=route.to_string() aria-current=current>{words.text(key)}</a> }
    });
    view! { <nav class="tabs account-tabs" aria-label=words.text(Key::AccountsViews)>{tabs.into_iter().collect_view()}</nav> }
}
