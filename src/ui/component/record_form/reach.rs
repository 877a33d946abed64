//! Further numbers and addresses of a person: a list of kinds and texts.

use leptos::prelude::*;
use serde_json::Value;

use super::Writer;
use super::inputs::read;
use crate::book::{Reach, ReachKind, stored};
use crate::text::Key;
use crate::ui::component::{AddButton, DeleteButton};
use crate::ui::fields::reach_kind;
use crate::ui::keys::focus_after;
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
    let all = move || value.with(read::<Vec<Reach>>);
    let count = Memo::new(move |_| all().len());
    let of = StoredValue::new(id.clone());
    let element = move |at: usize| of.with_value(|id| format!("{id}-{at}"));
    let update = move |change: &dyn Fn(&mut Vec<Reach>)| {
        let mut list = value.with_untracked(read::<Vec<Reach>>);
        change(&mut list);
        writer.set(name, stored(&list));
    };
    let row = move |at: usize| {
        let kind = Memo::new(move |_| all().get(at).map(|reach| reach.kind));
        let text = Memo::new(move |_| all().get(at).map(|reach| reach.value.clone()).unwrap_or_default());
        let kinds = ReachKind::ALL.map(|known| {
            view! {
                <option value=known.code() prop:selected=move || kind.get() == Some(known)>
                    {words.text(reach_kind(known))}
                </option>
            }
        });
        let remove = move || words.fill(Key::FormRemove, &[("name", &isolated(&text.get()))]);
        view! {
            <div class="row nowrap-row reach">
                <select
                    class="select"
                    aria-label=label
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        if let Some(kind) = ReachKind::of_code(&event_target_value(&event)) {
                            update(&|list| list.iter_mut().skip(at).take(1).for_each(|reach| reach.kind = kind));
                        }
                    }
                >
                    {kinds.into_iter().collect_view()}
                </select>
                <input
                    class="input"
                    id=element(at)
                    dir="auto"
                    autocomplete="off"
                    data-field=name
                    aria-label=move || words.text(kind.get().map_or(Key::ReachOther, reach_kind))
                    prop:value=text
                    prop:readOnly=session.is_read_only
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        update(&|list| {
                            list.iter_mut().skip(at).take(1).for_each(|reach| reach.value = typed.clone());
                        });
                    }
                />
                <DeleteButton
                    label=Signal::derive(remove)
                    delete=move |()| {
                        update(&|list| drop((at < list.len()).then(|| list.remove(at))));
                        // The button is gone with its number.
                        focus_after(of.with_value(|id| format!("[id=\"{id}\"]")));
                    }
                />
            </div>
        }
    };
    let add = move |()| {
        let new = element(count.get_untracked());
        update(&|list| list.push(Reach { kind: ReachKind::Mobile, value: String::new() }));
        focus_after(format!("[id=\"{new}\"]"));
    };
    view! {
        <fieldset class="field">
            <legend class="label">{label}</legend>
            {move || (0..count.get()).map(row).collect_view()}
            <div class="row"><AddButton text=Key::FormAddReach add id/></div>
        </fieldset>
    }
}
