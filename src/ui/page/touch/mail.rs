//! A mail that was dropped, chosen or pasted, told as a touch.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::File;

use super::draft::{Draft, Stranger};
use crate::book::{Channel, Side};
use crate::browser::files;
use crate::dossier::touch::Newcomer;
use crate::exchange::mail::{LARGEST, Mail, Matched, read};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Icon, LabelledField};
use crate::ui::words::words;

/// Takes over what a mail says. What was written before stays above it.
pub fn take(draft: Draft, mail: Mail) {
    let found = draft.session.with_book(|book| Matched::of(&mail, book));
    if found.account.is_some() {
        draft.choose(found.account);
        draft.contacts.set(found.contacts);
    }
    draft.with_colleagues(found.colleagues);
    draft.by.set(found.by);
    draft.channel.set(Channel::Letter);
    mail.day.into_iter().for_each(|day| draft.day.set(day));
    // Who isn't known took part once a person says so.
    let stranger = |mailbox: &crate::exchange::mail::Mailbox| Stranger {
        newcomer: Newcomer { name: mailbox.called().into(), email: mailbox.address.clone() },
        took_part: false,
    };
    draft.strangers.set(found.strangers.iter().map(stranger).collect());
    draft.subject.set(Some(mail.subject));
    draft.said.update(|said| {
        let before = if said.trim().is_empty() { String::new() } else { format!("{}\n\n", said.trim_end()) };
        *said = before + &mail.words;
    });
    draft.missing.set(None);
}

/// Reads a file that may be a mail; says so where it is none.
pub fn open(draft: Draft, file: File) {
    leptos::task::spawn_local(async move {
        // Larger ones aren't opened.
        let size = if file.size() <= LARGEST as f64 { file.size() as u32 } else { 0 };
        let bytes = files::head(&file, size).await.unwrap_or_default();
        match read(&bytes) {
            Some(mail) => take(draft, mail),
            None => draft.missing.set(Some(Key::TouchNoMail)),
        }
    });
}

#[component]
pub fn MailField(draft: Draft) -> impl IntoView {
    let words = words();
    let is_over = RwSignal::new(false);
    let chosen = move |event: web_sys::Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            input.files().and_then(|files| files.get(0)).into_iter().for_each(|file| open(draft, file));
            // The same file may be chosen again.
            input.set_value("");
        }
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        is_over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        files.and_then(|files| files.get(0)).into_iter().for_each(|file| open(draft, file));
    };
    let subject = move || {
        draft.subject.with(Option::is_some).then(|| {
            let by = move || {
                draft.by.get().map(|by| match by {
                    Side::Us => words.text(Key::TouchWeWrote),
                    Side::Them => words.text(Key::TouchTheyWrote),
                })
            };
            view! {
                <LabelledField id="touch-subject" label=words.text(Key::EntrySubject)>
                    <input
                        class="input"
                        id="touch-subject"
                        data-testid="touch-subject"
                        prop:value=move || draft.subject.get().unwrap_or_default()
                        on:input=move |event| draft.subject.set(Some(event_target_value(&event)))
                    />
                    <span class="note">{by}</span>
                </LabelledField>
            }
        })
    };
    view! {
        {subject}
        <label
            class="drop touch-drop"
            class:is-over=is_over
            on:dragover=move |event| { event.prevent_default(); is_over.set(true); }
            on:dragleave=move |_| is_over.set(false)
            on:drop=dropped
        >
            <Icon glyph=Glyph::Mail/>
            <span>{words.text(Key::TouchDropMail)}</span>
            <input
                class="sr"
                type="file"
                accept=".eml,.txt,message/rfc822,text/plain"
                data-testid="touch-mail"
                on:change=chosen
            />
        </label>
    }
}
