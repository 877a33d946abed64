//! The head of what is made of a dossier: its print, its brief, its file for somebody.

use leptos::prelude::*;

use crate::book::RecordId;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::words::words;

/// The way back, whose dossier it is, and, as children, what is done with it.
#[component]
pub fn DocumentHead(
    id: RecordId,
    name: Memo<String>,
    title: Key,
    hint: Key,
    /// Whether a sheet follows, whose title is the page's.
    #[prop(optional)]
    is_of_sheet: bool,
    children: Children,
) -> impl IntoView {
    let words = words();
    let title = move || view! { {words.text(title)} " " <bdi>{name}</bdi> };
    let title = if is_of_sheet {
        view! { <p class="document-title">{title}</p> }.into_any()
    } else {
        view! { <h1>{title}</h1> }.into_any()
    };
    view! {
        <p class="crumb">
            <a href=Route::Account { id, section: None }.to_string()>{words.text(Key::BackToDossier)}</a>
        </p>
        <header class="page-head">
            <div>
                {title}
                <p class="page-sub">{words.text(hint)}</p>
            </div>
            <div class="actions">{children()}</div>
        </header>
    }
}

/// Over a sheet: the button that prints it.
#[component]
pub fn PrintBar(id: RecordId, name: Memo<String>, title: Key, hint: Key) -> impl IntoView {
    let print = move || {
        // Refused where pages may not print; then nothing happens, as with the menu's own command.
        let _ = window().print();
    };
    view! {
        <DocumentHead id name title hint is_of_sheet=true>
            <Button kind=ButtonKind::Primary glyph=Glyph::Print text=Key::PrintNow test_id="print-now" on_click=print/>
        </DocumentHead>
    }
}
