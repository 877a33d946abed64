//! The room on this device, and what was found damaged in it.

use leptos::prelude::*;

use crate::browser::{clock, files, space};
use crate::glyph::Glyph;
use crate::journal::Damaged;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::session::{SaveState, session};
use crate::ui::words::words;

#[component]
pub fn StorageSection() -> impl IntoView {
    let session = session();
    let words = words();
    let space = RwSignal::new(None::<space::Space>);
    let was_denied = RwSignal::new(false);
    let set_aside = RwSignal::new(Vec::<Damaged>::new());
    let look = move || {
        leptos::task::spawn_local(async move {
            let Some(keeper) = session.keeper() else { return };
            space.set(Some(space::look(keeper.shelf()).await));
            set_aside.set(keeper.set_aside().await);
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
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            was_denied.set(space::persist().await != Some(true));
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
                <button class="btn" data-size="s" type="button" data-testid="persist" on:click=ask>
                    {words.text(Key::StorageAsk)}
                </button>
            }
        });
        Some(view! { <p class="row" data-testid="persistence"><span>{words.text(text)}</span>{button}</p> })
    };
    let save_damaged = move |_| {
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
                    <button class="btn" type="button" data-testid="save-damaged" on:click=save_damaged>
                        <Icon glyph=Glyph::Download/>
                        {words.text(Key::DamagedSave)}
                    </button>
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
