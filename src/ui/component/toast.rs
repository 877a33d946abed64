//! What just happened, with the way back.

use std::time::Duration;

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::text::Key;
use crate::ui::session::{Notice, session};
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
            let (text, can_undo) = match notice {
                Notice::Changed(label) => (words.fill(Key::Done, &[("what", &words.label(&label))]), true),
                Notice::Erased => (words.text(Key::Deleted).into(), false),
                Notice::ReadOnly => (words.text(Key::ReadOnlyNotice).into(), false),
            };
            let undo = can_undo.then(|| {
                view! {
                    <button class="btn" data-kind="quiet" data-size="s" type="button" on:click=move |_| session.undo()>
                        <Icon glyph=Glyph::Undo/>
                        {words.text(Key::Undo)}
                    </button>
                }
            });
            view! {
                <div class="toast">
                    <span>{text}</span>
                    {undo}
                    <button
                        class="btn"
                        data-kind="quiet"
                        data-size="s"
                        type="button"
                        aria-label=words.text(Key::Close)
                        on:click=move |_| session.notice.set(None)
                    >
                        <Icon glyph=Glyph::Close/>
                    </button>
                </div>
            }
        })
    };
    view! { <div role="status">{toast}</div> }
}
