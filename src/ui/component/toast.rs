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
    Effect::new(move |_| {
        let is_shown = session.notice.with(Option::is_some);
        if let Some(running) = timer.get_value() {
            running.clear();
        }
        let hide = move || session.notice.set(None);
        timer.set_value(is_shown.then(|| set_timeout_with_handle(hide, SHOWN).ok()).flatten());
    });
    let toast = move || {
        session.notice.get().map(|notice| {
            let said = |key: Key, label: &Label| words.fill(key, &[("what", &words.label(label))]);
            let (text, way_back) = match &notice {
                Notice::Changed(label) => (said(Key::Done, label), Some((Glyph::Undo, Key::Undo))),
                Notice::Undone(label) => (said(Key::Undone, label), Some((Glyph::Redo, Key::Redo))),
                Notice::Redone(label) => (said(Key::Redone, label), Some((Glyph::Undo, Key::Undo))),
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
    view! { <div role="status">{toast}</div> }
}
