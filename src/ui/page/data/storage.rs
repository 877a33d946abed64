//! The room on this device, and what was found damaged in it.

use leptos::prelude::*;

use crate::browser::{clock, files, storage_quota};
use crate::glyph::Glyph;
use crate::journal::{Damaged, SaveState};
use crate::text::Key;
use crate::ui::component::Button;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn StorageSection() -> impl IntoView {
    let session = session();
    let words = words();
    let space = RwSignal::new(None::<storage_quota::Quota>);
    let was_denied = RwSignal::new(false);
    let set_aside = RwSignal::new(Vec::<Damaged>::new());
    let look = move || {
        leptos::task::spawn_local(async move {
            let Some(persister) = session.persister() else { return };
            space.set(Some(storage_quota::look(persister.shelf()).await));
            set_aside.set(persister.set_aside().await);
        });
    };
    Effect::new(move |_| {
        if session.save_state.get() == SaveState::Saved {
            look();
        }
    });
    let used = move || {
        space.get().map(|space| {
            let percent = words.percent_round(space.shelf);
            match space.all {
                Some((used, quota)) => {
                    let (used, quota) = (words.bytes(used), words.bytes(quota));
                    words.fill(Key::StorageUsed, &[("used", &used), ("quota", &quota), ("percent", &percent)])
                }
                None => words.fill(Key::StorageShelf, &[("percent", &percent)]),
            }
        })
    };
    let ask = move || {
        leptos::task::spawn_local(async move {
            was_denied.set(storage_quota::persist().await != Some(true));
            look();
        });
    };
    let kept = move || {
        let is_persistent = space.get()?.is_persistent;
        let text = match is_persistent {
            Some(true) => Key::StorageKept,
            Some(false) if was_denied.get() => Key::StorageDenied,
            Some(false) => Key::StorageNotKept,
            None => Key::StorageUnknown,
        };
        let button = (is_persistent == Some(false) && !was_denied.get()).then(|| {
            view! {
                <Button small=true text=Key::StorageAsk test_id="persist" on_click=ask/>
            }
        });
        Some(view! { <p class="row" data-testid="persistence"><span>{words.text(text)}</span>{button}</p> })
    };
    let save_damaged = move || {
        let text = serde_json::to_string(&set_aside.get_untracked()).unwrap_or_default();
        let name = format!("vital-few-damaged-{}.json", clock::today());
        if let Err(error) = files::download(&name, "application/json", &text) {
            leptos::logging::error!("{}", crate::browser::error::message_of(&error));
        }
    };
    let damaged = move || {
        let count = set_aside.with(Vec::len);
        (count > 0).then(|| {
            view! {
                <h3>{words.text(Key::DamagedTitle)}</h3>
                <p class="note">{words.count(Key::DamagedHint, count)}</p>
                <p>
                    <Button glyph=Glyph::Download text=Key::DamagedSave test_id="save-damaged" on_click=save_damaged/>
                </p>
            }
        })
    };
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::StorageTitle)}</h2></div>
            <div class="stack-s">
                <p class="note" data-testid="space-used">{used}</p>
                {kept}
                {damaged}
            </div>
        </section>
    }
}
