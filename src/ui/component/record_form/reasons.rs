//! Why an account was lost: a list of causes, what weighs most first, each with what speaks for it.

use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::Writer;
use crate::book::{Hands, LossCause, LossReason, stored};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{AddButton, Button, ButtonKind, DeleteButton};
use crate::ui::fields::loss_reason;
use crate::ui::keys::focus_after;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn ReasonList(
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    id: String,
    label: &'static str,
) -> impl IntoView {
    let all = Memo::new(move |_| value.with(|value| Vec::<LossReason>::deserialize(value).unwrap_or_default()));
    let count = Memo::new(move |_| all.with(Vec::len));
    let of = StoredValue::new(id.clone());
    let update = Callback::new(move |list: Vec<LossReason>| writer.set(name, stored(&list)));
    let add = move |()| {
        let mut list = all.get_untracked();
        // The next that isn't named yet.
        let free = LossCause::ALL.into_iter().find(|cause| list.iter().all(|reason| reason.cause != *cause));
        let new = of.with_value(|id| format!("{id}-{}", list.len()));
        list.push(LossReason::of(free.unwrap_or(LossCause::Own)));
        update.run(list);
        focus_after(format!("[id=\"{new}\"]"));
    };
    let row = move |at: usize| {
        let element = of.with_value(|id| format!("{id}-{at}"));
        view! { <ReasonRow at all update name element list=of/> }
    };
    view! {
        <fieldset class="field loss-reasons">
            <legend class="label">{label}</legend>
            <ol>{move || (0..count.get()).map(row).collect_view()}</ol>
            <div class="row"><AddButton text=Key::LossAddReason add id/></div>
        </fieldset>
    }
}

#[component]
fn ReasonRow(
    at: usize,
    all: Memo<Vec<LossReason>>,
    update: Callback<Vec<LossReason>>,
    name: &'static str,
    element: String,
    /// The id of the list.
    list: StoredValue<String>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let reason =
        Memo::new(move |_| all.with(|all| all.get(at).cloned()).unwrap_or_else(|| LossReason::of(LossCause::Own)));
    let cause = Memo::new(move |_| reason.with(|reason| reason.cause));
    let hands = Memo::new(move |_| reason.with(LossReason::hands));
    let edit = move |change: &dyn Fn(&mut LossReason)| {
        let mut all = all.get_untracked();
        all.iter_mut().skip(at).take(1).for_each(change);
        update.run(all);
    };
    let causes = LossCause::ALL.map(|known| {
        view! {
            <option value=known.code() prop:selected=move || cause.get() == known>{words.text(known.name())}</option>
        }
    });
    let owners = Hands::ALL.map(|known| {
        view! {
            <option value=known.code() prop:selected=move || hands.get() == Some(known)>
                {words.text(known.name())}
            </option>
        }
    });
    let own_words = move || {
        (cause.get() == LossCause::Own).then(|| {
            view! {
                <input
                    class="input"
                    dir="auto"
                    autocomplete="off"
                    data-field=name
                    aria-label=words.text(Key::LossOwnWords)
                    placeholder=words.text(Key::LossOwnWords)
                    prop:value=move || reason.with(|reason| reason.words.clone())
                    prop:readOnly=session.is_read_only
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        edit(&|reason| reason.words = typed.clone());
                    }
                />
            }
        })
    };
    let called = move || reason.with(|reason| loss_reason(words, reason));
    let up = move || {
        let mut all = all.get_untracked();
        if let Some(before) = at.checked_sub(1).filter(|_| at < all.len()) {
            all.swap(before, at);
            update.run(all);
        }
    };
    let up = (at > 0).then(|| {
        let label = Signal::derive(move || words.fill(Key::LossReasonUp, &[("name", &called())]));
        view! {
            <Button kind=ButtonKind::Quiet small=true square=true glyph=Glyph::Up label title=label writes=true on_click=up/>
        }
    });
    let remove = Signal::derive(move || words.fill(Key::FormRemove, &[("name", &called())]));
    view! {
        <li>
            <div class="row nowrap-row">
                <select
                    class="select"
                    id=element
                    data-field=name
                    aria-label=words.fill(Key::LossReasonAt, &[("n", &words.number(at + 1))])
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        if let Some(cause) = LossCause::of_code(&event_target_value(&event)) {
                            // Whose doing another cause was, nobody has said.
                            edit(&|reason| (reason.cause, reason.hands) = (cause, None));
                        }
                    }
                >
                    {causes.into_iter().collect_view()}
                </select>
                {up}
                <DeleteButton
                    label=remove
                    delete=move |()| {
                        let mut all = all.get_untracked();
                        if at < all.len() {
                            all.remove(at);
                            update.run(all);
                        }
                        // The button is gone with its number.
                        focus_after(list.with_value(|id| format!("[id=\"{id}\"]")));
                    }
                />
            </div>
            {own_words}
            <input
                class="input"
                dir="auto"
                autocomplete="off"
                data-field=name
                aria-label=words.text(Key::LossEvidence)
                placeholder=words.text(Key::LossEvidence)
                prop:value=move || reason.with(|reason| reason.evidence.clone())
                prop:readOnly=session.is_read_only
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    edit(&|reason| reason.evidence = typed.clone());
                }
            />
            <label class="loss-hands">
                <span class="note">{words.text(Key::LossHands)}</span>
                <select
                    class="select"
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        let hands = Hands::of_code(&event_target_value(&event));
                        edit(&|reason| reason.hands = hands.filter(|hands| Some(*hands) != reason.cause.hands()));
                    }
                >
                    <option value="" prop:selected=move || hands.get().is_none()>{words.text(Key::ValueEmpty)}</option>
                    {owners.into_iter().collect_view()}
                </select>
            </label>
        </li>
    }
}
