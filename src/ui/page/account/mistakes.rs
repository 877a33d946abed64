//! The five mistakes that lose accounts (R11), with what shows each here.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::RecordId;
use crate::book::kind::Tone;
use crate::book::settings::working_calendar;
use crate::dossier::health::AsOf;
use crate::dossier::section::Section;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::service::mistakes::{Evidence, Mistake, Mistakes, Standing};
use crate::text::Key;
use crate::today::mistakes::{Checks, Seen};
use crate::ui::component::Icon;
use crate::ui::mistake_words::{evidence, mistake};
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::is_printing;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// The checks of the account as the book is now.
fn made(session: Session, account_view: AccountView) -> Option<Mistakes> {
    let (analysis, ledger, today) = (session.analysis.get(), session.ledger.get(), session.read_on.get());
    let as_of = AsOf { today, fresh: session.fresh_days.get() };
    let dossier = account_view.dossier.get()?;
    let book = session.book_untracked();
    let calendar = working_calendar(&book);
    let is_working = |day| calendar.is_working_day(day);
    let (ledger, analysis) = (&*ledger, analysis.as_deref());
    let seen = Seen { book: &book, ledger, analysis, as_of, is_working: &is_working };
    // Read from all figures, which would be felt at every keystroke.
    let level = account_view.figures.get().map(|figures| figures.level.level);
    Some(Checks::of(seen).mistakes(&dossier, level))
}

/// What the checks are made of where the account itself is concerned; the rest of the book follows when it is opened.
fn follow(session: Session, account_view: AccountView) -> impl Fn() + Copy + 'static {
    move || {
        account_view.dossier.track();
        account_view.figures.track();
        session.analysis.track();
        session.read_on.track();
    }
}

/// Which are made.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let make = move || {
        let made = made(session, account_view)?;
        let names: Vec<&str> = made.found().map(|(of, _)| mistake(words, of)).collect();
        if names.is_empty() {
            return Some(Line::of(words.text(Key::MistakesNone)));
        }
        let count = words.counted(Key::MistakesCount, names.len(), &[("all", &words.number(Mistake::ALL.len()))]);
        Some(Line::of(words.enumerated(names)).marked(count, Tone::Warn))
    };
    after_first_frame(follow(session, account_view), make)
}

#[component]
pub fn MistakesSection(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let id = account_view.id;
    let list = move || {
        let made = made(session, account_view)?;
        let rows = made.0.into_iter().map(|(of, standing)| row(words, id, of, standing));
        Some(view! { <ul class="mistakes" data-testid="mistakes">{rows.collect_view()}</ul> })
    };
    view! {
        <p class="note">{words.text(Key::MistakesHint)}</p>
        {list}
    }
}

fn row(words: Words, id: RecordId, of: Mistake, standing: Standing) -> impl IntoView {
    let (code, glyph, said) = match standing {
        Standing::Found(found) => ("found", Some(Glyph::Warn), said(words, &found)),
        Standing::Clear => ("clear", Some(Glyph::Check), vec![words.text(Key::MistakeClear).to_owned()]),
        Standing::Unknown => ("unknown", None, vec![words.text(Key::MistakeUnknown).to_owned()]),
    };
    let way = (code == "found" && !is_printing()).then(|| {
        let route = Route::Account { id, section: Some(section(of).name().into()) };
        view! { <a class="note no-print" href=route.to_string()>{words.text(section(of).title())}</a> }
    });
    let said = said.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    view! {
        <li data-mistake=of.code() data-standing=code>
            <span class="mistake-sign">{glyph.map(|glyph| view! { <Icon glyph/> })}</span>
            <div>
                <h3>{mistake(words, of)}</h3>
                {said}
            </div>
            {way}
        </li>
    }
}

fn said(words: Words, found: &[Evidence]) -> Vec<String> {
    found.iter().map(|found| evidence(words, found)).collect()
}

/// Where it can be put right.
fn section(of: Mistake) -> Section {
    match of {
        Mistake::Contact => Section::Next,
        Mistake::Conflicts => Section::History,
        Mistake::Knowledge => Section::File,
        Mistake::Negotiations => Section::People,
        Mistake::Product => Section::Informing,
    }
}
