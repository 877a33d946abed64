//! What was last with a prospect; all of it stands in its dossier.

use leptos::prelude::*;

use super::OneView;
use crate::dossier::section::Section;
use crate::dossier::timeline::{Entry, Filter, Source, Timeline};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Icon, Opener, forms};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// So many entries are shown.
const LATEST: usize = 8;

#[component]
pub fn LatestHistory(one: OneView) -> impl IntoView {
    let (session, words) = (session(), words());
    let entries = Memo::new(move |_| {
        let ledger = session.ledger.get();
        let book = session.book_untracked();
        one.dossier.with(|dossier| {
            let timeline =
                dossier.as_ref().map(|dossier| Timeline::of(dossier, &ledger, |id| book.name(id))).unwrap_or_default();
            let whole = Filter::default();
            let shown = timeline.shown(&whole);
            shown.filter(|entry| entry.kind.record().is_some()).take(LATEST).cloned().collect::<Vec<Entry>>()
        })
    });
    let rows = move || {
        let entries = entries.get();
        if entries.is_empty() {
            return view! { <p class="note">{words.text(Key::ProspectNoHistory)}</p> }.into_any();
        }
        let rows = entries.into_iter().map(|entry| row(words, entry)).collect_view();
        view! { <ol class="timeline prospect-history">{rows}</ol> }.into_any()
    };
    let to = Route::Account { id: one.id, section: Some(Section::History.name().into()) }.to_string();
    view! {
        <section class="section" data-testid="prospect-history">
            <div class="section-head">
                <h2>{words.text(Key::DossierHistory)}</h2>
                <a class="link" href=to>{words.text(Key::ProspectAllHistory)}</a>
            </div>
            {rows}
        </section>
    }
}

fn row(words: Words, entry: Entry) -> impl IntoView {
    let forms = forms();
    let heading = match &entry.source {
        Source::Record { heading, .. } => words.text(*heading).to_owned(),
        Source::Order(_) => String::new(),
    };
    let text = match entry.title.trim() {
        "" => heading,
        title => words.fill(Key::EntryFact, &[("what", &heading), ("value", &isolated(title))]),
    };
    let who: Vec<String> = entry.theirs.iter().chain(&entry.ours).map(|name| isolated(name)).collect();
    let record = entry.record().map(|(id, _)| id);
    let day = entry.day;
    view! {
        <li>
            <time datetime=day.map(|day| day.to_string())>{day.map(|day| words.day(day))}</time>
            <Icon glyph=entry.kind.glyph()/>
            <div class="entry">
                <p class="entry-head"><Opener open=move || record.into_iter().for_each(|id| forms.edit(id))>{text}</Opener></p>
                <p class="note">{words.list(who)}</p>
            </div>
        </li>
    }
}
