//! Further numbers and addresses of a person: a list of kinds and texts.

use leptos::prelude::*;
use serde_json::Value;

use super::Writer;
use super::entries::Entries;
use crate::book::{Reach, ReachKind};
use crate::text::Key;
use crate::ui::fields::reach_kind;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn ReachList(
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    id: String,
    label: &'static str,
) -> impl IntoView {
    let session = session();
    let words = words();
    let all = Entries::<Reach>::new(writer, name, value, id);
    let row = move |at: usize| {
        let kind = Memo::new(move |_| all.get(at).map(|reach| reach.kind));
        let text = Memo::new(move |_| all.get(at).map(|reach| reach.value).unwrap_or_default());
        let kinds = ReachKind::ALL.map(|known| {
            view! {
                <option value=known.code() prop:selected=move || kind.get() == Some(known)>
                    {words.text(reach_kind(known))}
                </option>
            }
        });
        view! {
            <div class="row nowrap-row reach">
                <select
                    class="select"
                    aria-label=label
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        if let Some(kind) = ReachKind::of_code(&event_target_value(&event)) {
                            all.edit(at, |reach| reach.kind = kind);
                        }
                    }
                >
                    {kinds.into_iter().collect_view()}
                </select>
                <input
                    class="input"
                    id=all.element(at)
                    dir="auto"
                    autocomplete="off"
                    data-field=name
                    aria-label=move || words.text(kind.get().map_or(Key::ReachOther, reach_kind))
                    prop:value=text
                    prop:readOnly=session.is_read_only
                    on:input=move |event| all.edit(at, |reach| reach.value = event_target_value(&event))
                />
                {all.delete_button(at, move || isolated(&text.get()))}
            </div>
        }
        .into_any()
    };
    let new = |_: &[Reach]| Reach { kind: ReachKind::Mobile, value: String::new() };
    all.list(label, Key::FormAddReach, new, row)
}
