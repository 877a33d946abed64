//! An encrypted export, before it is open: its passphrase is asked for.

use leptos::prelude::*;

use super::titled;
use crate::exchange::encrypted::EncryptedRefusal;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, PassphraseField, ShowPassphrase};
use crate::ui::importing::current_import;
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn LockedPage() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let (typed, is_shown) = (RwSignal::new(String::new()), RwSignal::new(false));
    let lock = move || importing.lock.get().unwrap_or_default();
    let name = importing.file.get_untracked().map(|file| file.name).unwrap_or_default();
    titled(words.fill(Key::MergeTitle, &[("file", &name)]));
    let heading = words.fill(Key::MergeTitle, &[("file", &isolated(&name))]);
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        importing.open_with(typed.get_untracked());
    };
    let refusal = move || {
        lock().refusal.map(|refusal| {
            view! {
                <div class="banner" data-tone="bad" role="alert" data-testid="locked-refusal">
                    <Icon glyph=Glyph::Warn/>
                    <p>{described(words, &refusal)}</p>
                </div>
            }
        })
    };
    let text = move || words.text(if lock().is_trying { Key::LockedTrying } else { Key::LockedOpen }).to_owned();
    view! {
        <header class="page-head">
            <div>
                <h1>{heading}</h1>
                <p class="page-sub">{words.text(Key::LockedSub)}</p>
            </div>
        </header>
        <form class="stack locked" on:submit=open>
            {refusal}
            <PassphraseField id="passphrase" label=Key::EncryptPassphrase typed is_new=false is_shown/>
            <ShowPassphrase is_shown/>
            <div class="actions">
                <Button
                    kind=ButtonKind::Primary
                    submits=true
                    text
                    test_id="locked-open"
                    disabled=move || lock().is_trying || typed.with(String::is_empty)
                />
                <Button kind=ButtonKind::Quiet text=Key::Cancel on_click=move || importing.let_go()/>
            </div>
        </form>
    }
}

fn described(words: Words, refusal: &EncryptedRefusal) -> String {
    match refusal {
        EncryptedRefusal::Wrong => words.text(Key::LockedWrong).into(),
        EncryptedRefusal::Damaged => words.text(Key::LockedDamaged).into(),
        EncryptedRefusal::NoMemory => words.text(Key::LockedNoMemory).into(),
        EncryptedRefusal::Newer { version } => {
            words.fill(Key::LockedNewer, &[("version", &words.number(*version as usize))])
        }
        EncryptedRefusal::Cost { memory_kib, passes } => {
            let (memory, passes) = (words.number((memory_kib / 1024) as usize), words.number(*passes as usize));
            words.fill(Key::LockedCost, &[("memory", &memory), ("passes", &passes)])
        }
    }
}
