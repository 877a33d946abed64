//! That what one sees is the sample, on every page, with the ways out; and the day it is read on.

use leptos::prelude::*;

use super::fetched::once_here;
use super::parts;
use crate::act::Act;
use crate::book::{Change, Label, SETTINGS, settings};
use crate::calendar::Date;
use crate::exchange::without_sample::{holds_sample, without_sample};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::acts::acts;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::importing::importing;
use crate::ui::keys::focus_main;
use crate::ui::session::session;
use crate::ui::words::words;

/// The banner, while the sample is in the book and no file is on its way in. Its words come after the page's.
#[component]
pub fn SampleNotice() -> impl IntoView {
    let (session, words, importing) = (session(), words(), importing());
    let is_sample = Memo::new(move |_| session.is_open.get() && holds_sample(&session.book()));
    let is_shown = move || is_sample.get() && !importing.stage.get().has_file;
    move || is_shown().then(|| once_here(parts::sample::view(words.catalogue())))
}

#[component]
pub fn SampleBanner() -> impl IntoView {
    let (session, words, acts) = (session(), words(), acts());
    let remove = move || {
        let edits = without_sample(&session.book_untracked(), &|id| session.sales(id));
        session.commit(Change::new(Label::RemoveSample, edits));
        focus_main();
    };
    view! {
        <div class="banner sample-banner no-print" role="note" data-testid="sample-banner">
            <Icon glyph=Glyph::Data/>
            <div>
                <p class="sample-long">{words.text(Key::SampleNotice)}</p>
                <p class="sample-brief">{words.text(Key::SampleBrief)}</p>
                <ReadOn/>
            </div>
            <div class="actions">
                <Button
                    small=true
                    text=Key::SampleOwnFile
                    test_id="sample-own-file"
                    writes=true
                    on_click=move || acts.run(Act::ImportFile)
                />
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::SampleRemove
                    test_id="sample-remove"
                    writes=true
                    on_click=remove
                />
            </div>
        </div>
    }
}

/// For which day it is told what is due and what is stale: the sample's last, or today.
#[component]
fn ReadOn() -> impl IntoView {
    let (session, words) = (session(), words());
    let set = Memo::new(move |_| session.book().value(SETTINGS, settings::field::read_on));
    let last = Memo::new(move |_| session.ledger.get().span().map(|(_, last)| last));
    let said = move || match set.get() {
        Some(day) => words.fill(Key::ReadOnDay, &[("day", &words.day(day))]),
        None => words.text(Key::ReadOnToday).into(),
    };
    let other = Signal::derive(move || match (set.get(), last.get()) {
        (None, Some(last)) => words.fill(Key::ReadOnLast, &[("day", &words.day(last))]),
        _ => words.text(Key::ReadOnNow).into(),
    });
    let switch = move || {
        let day: Option<Date> = if set.get_untracked().is_some() { None } else { last.get_untracked() };
        session.set_setting(settings::field::read_on, day);
    };
    view! {
        <p class="row" data-testid="read-on">
            <span class="sample-long">{said}</span>
            <Button kind=ButtonKind::Link text=other test_id="read-on-switch" writes=true on_click=switch/>
        </p>
    }
}
