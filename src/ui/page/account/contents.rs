//! The table of contents of a dossier: each entry has an address of its own, and says what is there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::account_view::AccountView;
use super::fold::OpenSections;
use super::health::reading;
use super::win_back::applies;
use crate::book::{BriefingTopic, CompetitorAtAccount, Contact, Note, Opportunity, Tender, WhiteSpace};
use crate::calendar::Date;
use crate::dossier::health::{Certainty, Health};
use crate::dossier::section::Section;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, UnfoldButton};
use crate::ui::session::session;
use crate::ui::words::{rich, words};

#[component]
pub fn Contents(account_view: AccountView, section: Memo<Option<String>>) -> impl IntoView {
    let (session, words) = (session(), words());
    let open: OpenSections = expect_context();
    let wins_back = applies(account_view);
    let entries = Section::ALL.map(|entry| {
        let name = entry.name();
        let route = Route::Account { id: account_view.id, section: Some(name.into()) };
        // The address may be there already, and then no page change follows the click.
        let jump = move |_| {
            open.lead_to(entry);
            show(Some(name.into()));
        };
        let here = move || section.with(|section| section.as_deref() == Some(name)).then_some("true");
        let count = move || {
            count(account_view, entry, session.read_on.get())
                .filter(|count| *count > 0)
                .map(|count| words.number(count))
        };
        // Of whom nobody lost there is nothing to lead to.
        let is_away = move || entry == Section::WinBack && !wins_back.get();
        view! {
            <a href=route.to_string() hidden=is_away on:click=jump aria-current=here>
                {words.text(entry.title())} <span class="mark">{count}</span>
            </a>
        }
    });
    // On a phone they stand behind a button: there are twenty of them.
    let opened = RwSignal::new(false);
    let part = |health: &Health| format!("{:.0}%", health.completeness() * 100.0);
    let known = move || {
        let health = account_view.health.get()?;
        Some(view! {
            <span class="meter"><i aria-hidden="true"><b style:inline-size=part(&health)></b></i></span>
            <p class="note">{rich(reading(words, &health))}</p>
        })
    };
    view! {
        <nav class="toc" data-open=move || opened.get().then_some("") aria-label=words.text(Key::OnThisPage)>
            <p class="toc-way">
                <UnfoldButton text=Key::OnThisPage test_id="toc-open" controls="toc-list" opened/>
            </p>
            <div class="toc-list" id="toc-list">{entries.into_iter().collect_view()}</div>
            <div class="toc-extra stack-s">{known}</div>
            <p class="row toc-all">
                <Button kind=ButtonKind::Link text=Key::OpenAll test_id="open-all" on_click=move || open.set_all(true)/>
                <Button kind=ButtonKind::Link text=Key::FoldAll test_id="fold-all" on_click=move || open.set_all(false)/>
            </p>
        </nav>
    }
}

/// How much there is in a section, where that says something.
fn count(account_view: AccountView, section: Section, today: Date) -> Option<usize> {
    let parts = |kinds: &[&str]| {
        account_view.dossier.with(|dossier| {
            let parts = dossier.iter().flat_map(|dossier| dossier.parts());
            parts.filter(|(_, record)| kinds.contains(&record.kind.as_str())).count()
        })
    };
    use crate::book::RecordKind;
    match section {
        Section::Next => Some(account_view.coming.with(Vec::len)),
        Section::File => {
            account_view.health.with(|health| health.as_ref().map(|health| health.count(Certainty::Missing)))
        }
        // As the section counts them: who left is no longer there.
        Section::People => Some(account_view.dossier.with(|dossier| {
            let people = dossier.iter().flat_map(|dossier| dossier.all::<Contact>());
            people.filter(|(_, contact)| contact.is_there(today)).count()
        })),
        Section::Tenders => Some(parts(&[Tender::KIND])),
        Section::History => {
            let of_tenders = parts(&[Tender::KIND]);
            Some(account_view.timeline.with(|timeline| timeline.entries().len().saturating_sub(of_tenders)))
        }
        Section::Space => Some(parts(&[WhiteSpace::KIND])),
        Section::Opportunities => Some(parts(&[Opportunity::KIND])),
        Section::Informing => Some(parts(&[BriefingTopic::KIND])),
        Section::Competitors => Some(parts(&[CompetitorAtAccount::KIND])),
        Section::Notes => Some(parts(&[Note::KIND])),
        _ => None,
    }
}

/// Brings a section into view once the page is built, and goes on reading there.
pub fn show(section: Option<String>) {
    request_animation_frame(move || {
        let target = section.and_then(|section| {
            // Addresses of before lead to a part of a section, or to the section itself.
            let other = || Section::of_name(&section).and_then(|of| document().get_element_by_id(of.name()));
            document().get_element_by_id(&section).or_else(other)
        });
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
