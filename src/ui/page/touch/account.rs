//! With which account: by a few letters of its name.

use leptos::html;
use leptos::prelude::*;

use super::draft::Draft;
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::component::LabelledField;
use crate::ui::keys::focus_after;
use crate::ui::words::words;

/// What has the focus once the account is known.
pub const AFTER: &str = ".touch-kinds input:checked";

#[component]
pub fn AccountField(draft: Draft) -> impl IntoView {
    let words = words();
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| draft.names.with_value(|names| typed.with(|typed| names.find(typed))));
    let active = RwSignal::new(0_usize);
    let choose = move |id: RecordId| {
        draft.choose(Some(id));
        focus_after(AFTER);
    };
    let option_id = |at: usize| format!("touch-account-{at}");
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let last = count.saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => active.update(|at| *at = if *at < last { *at + 1 } else { 0 }),
            "ArrowUp" => active.update(|at| *at = at.checked_sub(1).unwrap_or(last)),
            "Enter" if !event.ctrl_key() && !event.meta_key() => {
                let chosen = found.with_untracked(|found| found.get(active.get_untracked()).map(|(id, _)| *id));
                chosen.into_iter().for_each(choose);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(at, (id, name)): (usize, (RecordId, String))| {
        let account = name.clone();
        view! {
            <li
                role="option"
                id=option_id(at)
                data-account=account
                aria-selected=move || if active.get() == at { "true" } else { "false" }
                // Before the field loses the focus.
                on:mousedown=move |event| { event.prevent_default(); choose(id); }
            >
                <bdi>{name}</bdi>
            </li>
        }
    };
    let input = NodeRef::<html::Input>::new();
    let nobody = move || {
        let is_none = found.with(Vec::is_empty) && typed.with(|typed| !typed.trim().is_empty());
        is_none.then(|| view! { <p class="note">{words.text(Key::TouchNoAccount)}</p> })
    };
    view! {
        <LabelledField id="touch-account" label=words.text(Key::TouchAccount)>
            <input
                class="input"
                id="touch-account"
                data-testid="touch-account"
                node_ref=input
                role="combobox"
                aria-expanded="true"
                aria-controls="touch-accounts"
                aria-autocomplete="list"
                aria-activedescendant=move || found.with(|found| !found.is_empty()).then(|| option_id(active.get()))
                autocomplete="off"
                placeholder=words.text(Key::TouchAccountHint)
                prop:value=typed
                on:input=move |event| { typed.set(event_target_value(&event)); active.set(0); }
                on:keydown=on_key
            />
            <ul class="touch-accounts" id="touch-accounts" role="listbox" aria-label=words.text(Key::TouchAccount)>
                {move || found.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            <div role="status">{nobody}</div>
        </LabelledField>
    }
}
