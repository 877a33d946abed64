//! Choosing an account by a search.

use leptos::html;
use leptos::prelude::*;

use crate::analysis::AccountFilter;
use crate::analysis::listing::{Column, Listing, Row, SearchIndex, Sorting, all_rows};
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, LabelledField};
use crate::ui::session::session;
use crate::ui::words::words;

/// Listed at a time; a longer name finds the others.
const LISTED: usize = 8;

#[component]
pub fn PickAccount(
    /// The one that isn't offered.
    except: RecordId,
    #[prop(into)] pick: Callback<RecordId>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let input = NodeRef::<html::Input>::new();
    let search = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let all = Memo::new(move |_| {
        let book = session.book();
        let rows = all_rows(&book, None);
        ByPtr::new((SearchIndex::of(&book, &rows), rows))
    });
    let found = Memo::new(move |_| {
        let all = all.get();
        let (index, rows) = &*all;
        let by_name = Sorting { column: Column::Name, descending: false };
        let found = search.with(|search| index.find(search));
        let listing = Listing { rows, analysis: None, found: Some(&found), levels: None, healths: None, states: None };
        let shown = listing.shown(AccountFilter::default(), by_name).into_iter();
        let found: Vec<Row> = shown.filter_map(|at| rows.get(at)).filter(|row| row.id != except).cloned().collect();
        found
    });
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(only) = found.with_untracked(|found| Some(found.first()?.id).filter(|_| found.len() == 1))
        {
            event.prevent_default();
            pick.run(only);
        }
    };
    let option = move |row: &Row| {
        let Row { id, name, place, .. } = row.clone();
        view! {
            <li>
                <Button
                    kind=ButtonKind::Quiet
                    test_id="merge-candidate"
                    account=name.clone()
                    on_click=move || pick.run(id)
                >
                    <bdi>{name}</bdi>
                    <small class="muted"><bdi>{place}</bdi></small>
                </Button>
            </li>
        }
    };
    let options = move || found.with(|found| found.iter().take(LISTED).map(option).collect_view());
    let count = move || match found.with(Vec::len) {
        0 => words.text(Key::NothingFound).to_owned(),
        all => {
            let (shown, all) = (words.number(all.min(LISTED)), words.number(all));
            words.fill(Key::ShownOf, &[("shown", &shown), ("all", &all)])
        }
    };
    view! {
        <LabelledField id="pick-account" label=words.text(Key::MergeWithPick)>
            <input
                class="input"
                type="search"
                id="pick-account"
                autocomplete="off"
                node_ref=input
                placeholder=words.text(Key::SearchPlaceholder)
                data-testid="merge-search"
                prop:value=search
                on:input=move |event| search.set(event_target_value(&event))
                on:keydown=key
            />
            <span class="hint" role="status">{count}</span>
        </LabelledField>
        <ul class="pick-list">{options}</ul>
    }
}
