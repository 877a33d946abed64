//! What becomes of the sample when a file of one's own comes in.

use leptos::prelude::*;

use crate::exchange::without_sample::holds_sample;
use crate::text::Key;
use crate::ui::importing::current_import;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn OverSample() -> impl IntoView {
    let (importing, session, words) = (current_import(), session(), words());
    let is_sample = Memo::new(move |_| holds_sample(&session.book()));
    move || {
        is_sample.get().then(|| {
            view! {
                <section class="panel stack-s" data-testid="import-over-sample">
                    <label class="check">
                        <input
                            type="checkbox"
                            data-testid="replace-sample"
                            aria-describedby="replace-sample-hint"
                            prop:checked=move || !importing.keeps_sample.get()
                            on:change=move |event| importing.keep_sample(!event_target_checked(&event))
                        />
                        {words.text(Key::ReplaceSample)}
                    </label>
                    <p class="hint" id="replace-sample-hint">{words.text(Key::ReplaceSampleHint)}</p>
                </section>
            }
        })
    }
}
