//! The buttons by which lists grow and shrink, and by which what is open closes.

use leptos::prelude::*;

use super::Icon;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::words;

/// Adds one more; nothing on paper.
#[component]
pub fn AddButton(
    text: Key,
    #[prop(into)] add: Callback<()>,
    #[prop(optional)] test_id: Option<&'static str>,
    #[prop(optional)] id: Option<String>,
    /// What it adds to, where several of them read alike.
    #[prop(optional, into)]
    label: MaybeProp<String>,
) -> impl IntoView {
    let session = session();
    let words = words();
    (!is_printing()).then(|| {
        view! {
            <button
                class="btn no-print"
                data-kind="quiet"
                data-size="s"
                type="button"
                id=id
                data-testid=test_id
                aria-label=move || label.get()
                prop:disabled=session.is_read_only
                on:click=move |_| add.run(())
            >
                <Icon glyph=Glyph::Plus/>
                {words.text(text)}
            </button>
        }
    })
}

/// Closes what it stands in.
#[component]
pub fn CloseButton(
    #[prop(into)] close: Callback<()>,
    #[prop(optional)] test_id: Option<&'static str>,
) -> impl IntoView {
    let words = words();
    view! {
        <button
            class="btn"
            data-kind="quiet"
            data-icon
            type="button"
            data-testid=test_id
            aria-label=words.text(Key::Close)
            on:click=move |_| close.run(())
        >
            <Icon glyph=Glyph::Close/>
        </button>
    }
}

/// Deletes what its label names; nothing on paper.
#[component]
pub fn DeleteButton(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] delete: Callback<()>,
    #[prop(optional)] test_id: Option<&'static str>,
) -> impl IntoView {
    let session = session();
    (!is_printing()).then(|| {
        view! {
            <button
                class="btn no-print"
                data-kind="quiet"
                data-size="s"
                data-icon
                type="button"
                data-testid=test_id
                aria-label=label
                title=label
                prop:disabled=session.is_read_only
                on:click=move |_| delete.run(())
            >
                <Icon glyph=Glyph::Trash/>
            </button>
        }
    })
}
