//! Why an account was lost: a list of causes, what weighs most first, each with what speaks for it.

use leptos::prelude::*;
use serde_json::Value;

use super::Writer;
use super::entries::Entries;
use crate::book::{Hands, LossCause, LossReason};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::fields::loss_reason;
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
    let all = Entries::<LossReason>::new(writer, name, value, id);
    // The next that isn't named yet.
    let new = |all: &[LossReason]| {
        let free = LossCause::ALL.into_iter().find(|cause| all.iter().all(|reason| reason.cause != *cause));
        LossReason::of(free.unwrap_or(LossCause::Own))
    };
    all.list(label, Key::LossAddReason, new, move |at| view! { <ReasonRow at all name/> }.into_any())
}

#[component]
fn ReasonRow(at: usize, all: Entries<LossReason>, name: &'static str) -> impl IntoView {
    let session = session();
    let words = words();
    let reason = Memo::new(move |_| all.get(at).unwrap_or_else(|| LossReason::of(LossCause::Own)));
    let cause = Memo::new(move |_| reason.with(|reason| reason.cause));
    let hands = Memo::new(move |_| reason.with(LossReason::hands));
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
    let line = move |label: Key, of: fn(&mut LossReason) -> &mut String| {
        view! {
            <input
                class="input"
                dir="auto"
                autocomplete="off"
                data-field=name
                aria-label=words.text(label)
                placeholder=words.text(label)
                prop:value=move || std::mem::take(of(&mut reason.get()))
                prop:readOnly=session.is_read_only
                on:input=move |event| all.edit(at, |reason| *of(reason) = event_target_value(&event))
            />
        }
    };
    let own_words =
        move || (cause.get() == LossCause::Own).then(|| line(Key::LossOwnWords, |reason| &mut reason.words));
    let called = move || reason.with(|reason| loss_reason(words, reason));
    let up = move || {
        all.update(|all| {
            if let Some(before) = at.checked_sub(1).filter(|_| at < all.len()) {
                all.swap(before, at);
            }
        });
    };
    let up = (at > 0).then(|| {
        let label = Signal::derive(move || words.fill(Key::LossReasonUp, &[("name", &called())]));
        view! {
            <Button kind=ButtonKind::Quiet small=true square=true glyph=Glyph::Up label title=label writes=true on_click=up/>
        }
    });
    view! {
        <div class="loss-reason">
            <div class="row nowrap-row">
                <select
                    class="select"
                    id=all.element(at)
                    data-field=name
                    aria-label=words.fill(Key::LossReasonAt, &[("n", &words.number(at + 1))])
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        if let Some(cause) = LossCause::of_code(&event_target_value(&event)) {
                            // Whose doing another cause was, nobody has said.
                            all.edit(at, |reason| (reason.cause, reason.hands) = (cause, None));
                        }
                    }
                >
                    {causes.into_iter().collect_view()}
                </select>
                {up}
                {all.delete_button(at, called)}
            </div>
            {own_words}
            {line(Key::LossEvidence, |reason| &mut reason.evidence)}
            <label class="loss-hands">
                <span class="note">{words.text(Key::LossHands)}</span>
                <select
                    class="select"
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        let hands = Hands::of_code(&event_target_value(&event));
                        all.edit(at, |reason| reason.hands = hands.filter(|hands| Some(*hands) != reason.cause.hands()));
                    }
                >
                    <option value="" prop:selected=move || hands.get().is_none()>{words.text(Key::ValueEmpty)}</option>
                    {owners.into_iter().collect_view()}
                </select>
            </label>
        </div>
    }
}
