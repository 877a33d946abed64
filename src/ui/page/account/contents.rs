//! The table of contents of a dossier: each entry has an address of its own, and says what is there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::next::DueList;
use super::sections::AccountView;
use crate::book::{CompetitorAtAccount, Contact, Note, WhiteSpace};
use crate::dossier::health::Certainty;
use crate::dossier::section::Section;
use crate::route::Route;
use crate::text::Key;
use crate::ui::words::words;

/// How much of what is due is told beside the page.
const NEAREST: usize = 3;

#[component]
pub fn Contents(account_view: AccountView, section: Memo<Option<String>>) -> impl IntoView {
    let words = words();
    let entries = Section::ALL.map(|entry| {
        let name = entry.name();
        let route = Route::Account { id: account_view.id, section: Some(name.into()) };
        // The address may be there already, and then no page change follows the click.
        let jump = move |_| show(Some(name.into()));
        let here = move || section.with(|section| section.as_deref() == Some(name)).then_some("true");
        let count = move || count(account_view, entry).filter(|count| *count > 0).map(|count| words.number(count));
        view! {
            <a href=route.to_string() on:click=jump aria-current=here>
                {words.text(entry.title())} <span class="mark">{count}</span>
            </a>
        }
    });
    let nearest = move || {
        let dues = account_view.dues.get();
        (!dues.is_empty()).then(|| {
            view! {
                <h3>{words.text(Key::NextTitle)}</h3>
                <DueList dues=dues.into_iter().take(NEAREST).collect()/>
            }
        })
    };
    view! {
        <nav class="toc" aria-label=words.text(Key::OnThisPage)>
            <div class="toc-list">{entries.into_iter().collect_view()}</div>
            <div class="toc-extra stack-s">{nearest}</div>
        </nav>
    }
}

/// How much there is in a section, where that says something.
fn count(account_view: AccountView, section: Section) -> Option<usize> {
    let parts = |kinds: &[&str]| {
        account_view.dossier.with(|dossier| {
            let parts = dossier.iter().flat_map(|dossier| dossier.parts());
            parts.filter(|(_, record)| kinds.contains(&record.kind.as_str())).count()
        })
    };
    use crate::book::RecordKind;
    match section {
        Section::Next => Some(account_view.dues.with(Vec::len)),
        Section::File => {
            account_view.health.with(|health| health.as_ref().map(|health| health.count(Certainty::Missing)))
        }
        Section::People => Some(parts(&[Contact::KIND])),
        Section::History => Some(account_view.timeline.with(|timeline| timeline.entries().len())),
        Section::Space => Some(parts(&[WhiteSpace::KIND])),
        Section::Competitors => Some(parts(&[CompetitorAtAccount::KIND])),
        Section::Notes => Some(parts(&[Note::KIND])),
        _ => None,
    }
}

/// Brings a section into view once the page is built, and goes on reading there.
pub fn show(section: Option<String>) {
    request_animation_frame(move || {
        let target = section.and_then(|section| document().get_element_by_id(&section));
        if let Some(target) = target {
            target.scroll_into_view();
            let head = target.query_selector("h2").ok().flatten();
            if let Some(head) = head.and_then(|head| head.dyn_into::<web_sys::HtmlElement>().ok()) {
                // Refused only by what isn't shown.
                let _ = head.focus();
            }
        }
    });
}
