//! How the answers go back: as text in a mail, or as a file.

use leptos::prelude::*;

use super::Answers;
use crate::browser::error::message_of;
use crate::browser::{clipboard, files};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::words::words;

#[component]
pub fn Sending(answers: Answers) -> impl IntoView {
    let words = words();
    let all = answers.asked.with_value(|asked| asked.questions.len());
    let name = answers.asked.with_value(|asked| asked.file_name());
    let text = Memo::new(move |_| answers.reply().text());
    // What came of copying or saving it, until something else is answered.
    let came = RwSignal::new(None::<String>);
    let is_shown = RwSignal::new(false);
    Effect::new(move |_| {
        text.track();
        came.set(None);
    });
    let said = move || {
        came.get().unwrap_or_else(|| {
            let n = words.number(answers.reply().said.len());
            words.fill(Key::AskCount, &[("n", &n), ("all", &words.number(all))])
        })
    };
    let copy = move || {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            let is_copied = clipboard::write(&text).await;
            came.set(Some(words.text(if is_copied { Key::AskCopied } else { Key::AskByHand }).into()));
            if !is_copied {
                is_shown.set(true);
            }
        });
    };
    let save = move || {
        let saved = files::download(&name, "text/plain;charset=utf-8", &text.get_untracked());
        came.set(saved.err().map(|error| message_of(&error)));
    };
    view! {
        <section class="ask-send" aria-labelledby="ask-send">
            <h2 id="ask-send">{words.text(Key::AskSend)}</h2>
            <p class="note">{words.text(Key::AskSendHint)}</p>
            <div class="actions">
                <Button
                    kind=ButtonKind::Primary
                    glyph=Glyph::Copy
                    text=Key::AskCopy
                    test_id="ask-copy"
                    on_click=copy
                />
                <Button glyph=Glyph::Download text=Key::AskSave test_id="ask-save" on_click=save/>
                <span class="note" role="status" data-testid="ask-said">{said}</span>
            </div>
            <details prop:open=is_shown>
                <summary>{words.text(Key::AskShow)}</summary>
                <pre class="ask-text" data-testid="ask-text">{text}</pre>
            </details>
        </section>
    }
}
