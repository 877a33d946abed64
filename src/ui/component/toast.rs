//! What just happened, with the way back.

use std::time::Duration;

use leptos::prelude::*;

use super::{Button, ButtonKind};
use crate::book::Label;
use crate::glyph::Glyph;
use crate::journal::Notice;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

/// How long it stays.
const SHOWN: Duration = Duration::from_secs(8);

#[component]
pub fn Toast() -> impl IntoView {
    let session = session();
    let words = words();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    // Whoever reads it, or is about to press what it offers, isn't hurried.
    let (is_under_pointer, has_focus) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        let is_shown = session.notice.with(Option::is_some);
        if let Some(running) = timer.get_value() {
            running.clear();
        }
        if !is_shown {
            // What is taken away under the pointer doesn't hear of it.
            is_under_pointer.set(false);
            has_focus.set(false);
        }
        let is_waiting = is_under_pointer.get() || has_focus.get();
        let hide = move || session.notice.set(None);
        let next = (is_shown && !is_waiting).then(|| set_timeout_with_handle(hide, SHOWN).ok());
        timer.set_value(next.flatten());
    });
    let toast = move || {
        session.notice.get().map(|notice| {
            // No notice outlives its change, so what it is about is the last one.
            let last = |label: &Label| {
                let said = match notice {
                    Notice::Undone(_) => session.redoable(|book, change| words.what_was_done(book, change)),
                    _ => session.undoable(|book, change| words.what_was_done(book, change)),
                };
                said.unwrap_or_else(|| words.label(label))
            };
            let said = |key: Key, label: &Label| words.fill(key, &[("what", &last(label))]);
            let (text, way_back) = match &notice {
                Notice::Changed(Label::Sample) => {
                    (words.text(Key::SampleLoaded).into(), Some((Glyph::Undo, Key::Undo)))
                }
                // A sentence by itself.
                Notice::Changed(label @ (Label::Key { .. } | Label::KeySeveral { .. })) => {
                    (words.label(label), Some((Glyph::Undo, Key::Undo)))
                }
                Notice::Changed(label) => (said(Key::Done, label), Some((Glyph::Undo, Key::Undo))),
                Notice::Undone(label) => (said(Key::Undone, label), Some((Glyph::Redo, Key::Redo))),
                Notice::Redone(label) => (said(Key::Redone, label), Some((Glyph::Undo, Key::Undo))),
                Notice::Said(text) => (text.clone(), Some((Glyph::Undo, Key::Undo))),
                Notice::Erased => (words.text(Key::Deleted).into(), None),
                Notice::ReadOnly => (words.text(Key::ReadOnlyNotice).into(), None),
            };
            let is_undone = matches!(notice, Notice::Undone(_));
            let go_back = move || if is_undone { session.redo() } else { session.undo() };
            let way_back = way_back.map(|(glyph, key)| {
                view! {
                    <Button kind=ButtonKind::Quiet small=true glyph text=key on_click=go_back/>
                }
            });
            view! {
                <div class="toast">
                    <span>{text}</span>
                    {way_back}
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        glyph=Glyph::Close
                        label=Key::Close
                        on_click=move || session.notice.set(None)
                    />
                </div>
            }
        })
    };
    view! {
        <div
            role="status"
            on:pointerenter=move |_| is_under_pointer.set(true)
            on:pointerleave=move |_| is_under_pointer.set(false)
            on:focusin=move |_| has_focus.set(true)
            on:focusout=move |_| has_focus.set(false)
        >
            {toast}
        </div>
    }
}
