//! Filters by class.

use leptos::prelude::*;

use crate::analysis::{AbcClass, AccountFilter, ClassFilter, Finding, XyzClass};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn Chips(filter: RwSignal<AccountFilter>) -> impl IntoView {
    let session = session();
    let words = words();
    let count = move |filter: AccountFilter| {
        session.analysis.get().map_or(0, |analysis| {
            let xyz = |finding: &Finding| match filter.xyz {
                Some(ClassFilter::Is(class)) => finding.xyz() == Some(class),
                Some(ClassFilter::Missing) => finding.abc().is_some() && finding.xyz().is_none(),
                None => true,
            };
            analysis.tally(|finding| filter.abc.is_none_or(|abc| finding.abc() == Some(abc)) && xyz(finding)).count
        })
    };
    let abc = AbcClass::ALL.map(|class| {
        let is_on = move || filter.get().abc == Some(class);
        let only = AccountFilter { abc: Some(class), xyz: None };
        view! {
            <button
                class="chip"
                type="button"
                aria-pressed=move || is_on().to_string()
                on:click=move |_| filter.update(|filter| filter.abc = (filter.abc != Some(class)).then_some(class))
            >
                {class.letter()}
                <span class="count">{move || words.number(count(only))}</span>
            </button>
        }
    });
    let classes = XyzClass::ALL.map(|class| (ClassFilter::Is(class), class.letter()));
    let all = [classes[0], classes[1], classes[2], (ClassFilter::Missing, words.text(Key::NoXyz))];
    let xyz = all.map(|(class, label)| {
        let is_on = move || filter.get().xyz == Some(class);
        let only = AccountFilter { abc: None, xyz: Some(class) };
        view! {
            <button
                class="chip"
                type="button"
                aria-pressed=move || is_on().to_string()
                on:click=move |_| filter.update(|filter| filter.xyz = (filter.xyz != Some(class)).then_some(class))
            >
                {label}
                <span class="count">{move || words.number(count(only))}</span>
            </button>
        }
    });
    view! {
        <div class="chips" role="group" aria-label=words.text(Key::FilterAbc)>{abc.into_iter().collect_view()}</div>
        <div class="chips" role="group" aria-label=words.text(Key::FilterXyz)>{xyz.into_iter().collect_view()}</div>
    }
}
