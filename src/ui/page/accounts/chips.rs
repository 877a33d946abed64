//! Filters by class.

use leptos::prelude::*;

use crate::analysis::{AbcClass, AccountFilter, ClassFilter, XyzClass};
use crate::browser::address;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn Chips(filter: Memo<AccountFilter>) -> impl IntoView {
    let session = session();
    let words = words();
    let count = move |filter: AccountFilter| {
        session.analysis.get().map_or(0, |analysis| analysis.tally(|finding| filter.admits(finding)).count)
    };
    let abc = AbcClass::ALL.map(|class| {
        let is_on = move || filter.with(|filter| filter.abc == Some(class));
        let only = AccountFilter { abc: Some(class), xyz: None };
        view! {
            <Button
                kind=ButtonKind::Chip
                pressed=is_on
                on_click=move || {
                    let abc = (!is_on()).then_some(class);
                    address::go(&Route::Accounts(AccountFilter { abc, ..filter.get_untracked() }));
                }
            >
                {class.letter()}
                <span class="count">{move || words.number(count(only))}</span>
            </Button>
        }
    });
    let classes = XyzClass::ALL.map(|class| (ClassFilter::Is(class), class.letter()));
    let all = [classes[0], classes[1], classes[2], (ClassFilter::Missing, words.text(Key::NoXyz))];
    let xyz = all.map(|(class, label)| {
        let is_on = move || filter.with(|filter| filter.xyz == Some(class));
        let only = AccountFilter { abc: None, xyz: Some(class) };
        view! {
            <Button
                kind=ButtonKind::Chip
                pressed=is_on
                on_click=move || {
                    let xyz = (!is_on()).then_some(class);
                    address::go(&Route::Accounts(AccountFilter { xyz, ..filter.get_untracked() }));
                }
            >
                {label}
                <span class="count">{move || words.number(count(only))}</span>
            </Button>
        }
    });
    view! {
        <div class="chips" role="group" aria-label=words.text(Key::FilterAbc)>{abc.into_iter().collect_view()}</div>
        <div class="chips" role="group" aria-label=words.text(Key::FilterXyz)>{xyz.into_iter().collect_view()}</div>
    }
}
