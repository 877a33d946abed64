//! The frame around every page: navigation, save state, language and theme, undo.

use leptos::prelude::*;
use web_sys::HtmlSelectElement;

use super::Place;
use super::acts::{acts, speak};
use super::banners::Banners;
use super::component::{Button, ButtonKind, Icon, Toast};
use super::importing::importing;
use super::keys::focus_main;
use super::page;
use super::page::once_here;
use super::page::parts::{self, Entry};
use super::session::session;
use super::words::words;
use crate::act::Act;
use crate::glyph::Glyph;
use crate::journal::SaveState;
use crate::route::{Page, Route};
use crate::text::{Key, Language};
use crate::theme::Theme;

#[component]
pub fn Shell() -> impl IntoView {
    let place: Place = expect_context();
    let is_alone = Memo::new(move |_| place.is_alone());
    move || {
        if is_alone.get() {
            let page = move || parts::shown(place.route.get());
            return view! { <main id="main" tabindex="-1">{page}</main> }.into_any();
        }
        view! { <Frame/> }.into_any()
    }
}

#[component]
fn Frame() -> impl IntoView {
    let session = session();
    let words = words();
    let files_come_in = importing().has_team_folder;
    view! {
        <a class="skip" href="#main" on:click=|event| { event.prevent_default(); focus_main(); }>
            {words.text(Key::SkipToContent)}
        </a>
        <div class="app">
            <Rail/>
            <main class="page" id="main" tabindex="-1">
                <Banners/>
                <page::SampleNotice/>
                {move || files_come_in.get().then(|| once_here(parts::team_folder::view(words.catalogue())))}
                {move || if session.is_open.get() {
                    view! { <Page/> }.into_any()
                } else {
                    view! { <p class="note" role="status">{words.text(Key::Loading)}</p> }.into_any()
                }}
            </main>
        </div>
        <Toast/>
        <page::KeysOnDemand/>
        <page::TouchOnDemand/>
    }
}

/// The page the address names; on an empty book the first page stands for those that need data.
#[component]
fn Page() -> impl IntoView {
    let session = session();
    let place: Place = expect_context();
    let is_empty = Memo::new(move |_| session.is_empty());
    let page = Memo::new(move |_| place.route.with(Route::page));
    Effect::new(move |before: Option<Route>| {
        let now = page.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                focus_main();
                window().scroll_to_with_x_and_y(0.0, 0.0);
            });
        }
        now
    });
    // A backup is looked at before the missing data are given up.
    let importing = importing();
    let is_in_doubt = Memo::new(move |_| session.doubt.with(Option::is_some) && !importing.stage.get().has_file);
    move || match page.get() {
        _ if is_in_doubt.get() => view! { <page::Fetched view=Box::new(parts::recovery::view)/> }.into_any(),
        route if is_empty.get() && !matches!(route, Route::Data(_) | Route::Unknown(_)) => {
            view! { <page::FirstPage/> }.into_any()
        }
        route => parts::shown(route),
    }
}

/// Whether an entry stands in the bar of a phone; the others are behind "More" there.
fn in_bar(entry: Entry) -> bool {
    matches!(entry.page, Page::Today | Page::Accounts | Page::Segments | Page::Losses)
}

#[component]
fn Rail() -> impl IntoView {
    let session = session();
    let words = words();
    let place: Place = expect_context();
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        place.route.track();
        is_open.set(false);
    });
    let here = Memo::new(move |_| parts::entry_of(place.route.with(Route::name)));
    let accounts = Memo::new(move |_| session.book().account_count());
    let entry = move |entry: Entry| {
        let count = move || (accounts.get() > 0).then(|| words.number(accounts.get()));
        let count = (entry.page == Page::Accounts).then(|| view! { <small class="rail-count">{count}</small> });
        view! {
            <li class:rail-other=!in_bar(entry)>
                <a
                    class="rail-link"
                    href=entry.address
                    aria-current=move || (here.get() == Some(entry.page)).then_some("page")
                >
                    <Icon glyph=entry.glyph/>
                    <span>{words.text(entry.name)}</span>
                    {count}
                </a>
            </li>
        }
    };
    view! {
        <nav class="rail" class:is-open=is_open aria-label=words.text(Key::MainNavigation)>
            <a class="rail-brand" href="#/">
                <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
                    <path d="M3 17V4M7.5 17V9.5M12 17v-4M16.5 17v-2" fill="none" stroke="currentColor" stroke-width="2.4"></path>
                </svg>
                <span>"Vital Few"</span>
            </a>
            <ul class="rail-list">
                {parts::entries().map(entry).collect_view()}
                <li class="rail-more">
                    <Button
                        kind=ButtonKind::Bare
                        class="rail-link"
                        glyph=Glyph::More
                        expanded=is_open
                        controls="rail-foot"
                        on_click=move || is_open.update(|open| *open = !*open)
                    >
                        <span>{words.text(Key::NavMore)}</span>
                    </Button>
                </li>
            </ul>
            <div class="rail-foot" id="rail-foot">
                <ul class="rail-others">{parts::entries().filter(|entry| !in_bar(*entry)).map(entry).collect_view()}</ul>
                <LogTouch/>
                <UndoRedo/>
                <SaveStateMark/>
                <LanguageAndTheme/>
            </div>
        </nav>
    }
}

/// Logs a touch from wherever one is; a dossier has it in its head.
#[component]
fn LogTouch() -> impl IntoView {
    let (acts, words) = (acts(), words());
    let is_offered =
        Memo::new(move |_| acts.here.with(|here| here.dossier.is_none() && Act::LogTouch.is_offered(here)));
    move || {
        is_offered.get().then(|| {
            view! {
                <Button
                    small=true
                    class="rail-touch"
                    glyph=Act::LogTouch.glyph()
                    title=Key::LogTouch
                    test_id=Act::LogTouch.code()
                    writes=true
                    on_click=move || acts.run(Act::LogTouch)
                >
                    <span>{words.text(Key::LogTouch)}</span>
                </Button>
            }
        })
    }
}

#[component]
fn UndoRedo() -> impl IntoView {
    let session = session();
    let words = words();
    let acts = acts();
    let step = move |act: Act, label: Signal<Option<String>>, (what, nothing): (Key, Key)| {
        let title = Signal::derive(move || match label.get() {
            Some(label) => words.fill(what, &[("what", &label)]),
            None => words.text(nothing).into(),
        });
        view! {
            <Button
                kind=ButtonKind::Quiet
                square=true
                glyph=act.glyph()
                title
                label=title
                test_id=act.code()
                disabled=move || label.with(Option::is_none)
                on_click=move || acts.run(act)
            />
        }
    };
    let undo = Signal::derive(move || session.undoable(|book, change| words.what_was_done(book, change)));
    let redo = Signal::derive(move || session.redoable(|book, change| words.what_was_done(book, change)));
    view! {
        <div class="rail-undo">
            {step(Act::Undo, undo, (Key::UndoWhat, Key::NothingToUndo))}
            {step(Act::Redo, redo, (Key::RedoWhat, Key::NothingToRedo))}
            <Button
                kind=ButtonKind::Quiet
                square=true
                text="?"
                title=Key::KeysTitle
                label=Key::KeysTitle
                test_id=Act::ShowKeys.code()
                on_click=move || acts.run(Act::ShowKeys)
            />
        </div>
    }
}

#[component]
fn SaveStateMark() -> impl IntoView {
    let session = session();
    let words = words();
    let is_empty = Memo::new(move |_| session.is_empty());
    let look = move || match session.save_state.get() {
        SaveState::Saved if is_empty.get() => (Glyph::Lock, Key::NothingLeaves),
        SaveState::Saved => (Glyph::Check, Key::SavedHere),
        SaveState::Saving if !session.is_open.get() => (Glyph::Data, Key::Loading),
        SaveState::Saving => (Glyph::Data, Key::Saving),
        SaveState::OnShelf => (Glyph::Warn, Key::SavedOnShelf),
        SaveState::MemoryOnly => (Glyph::Warn, Key::MemoryOnly),
        SaveState::Failed(_) => (Glyph::Warn, Key::SaveFailed),
    };
    view! {
        <div
            class="save-state"
            role="status"
            data-testid="save-state"
            data-state=move || session.save_state.with(SaveState::code)
        >
            {move || {
                let (glyph, text) = look();
                view! {
                    <Icon glyph/>
                    <span>{words.text(text)}</span>
                }
            }}
            {move || (!is_empty.get()).then(|| {
                let backup = session.backup.get();
                let text = match backup {
                    Some(backup) => words.fill(Key::BackedUpOn, &[("day", &words.day_of(backup.at))]),
                    None => words.text(Key::NeverBackedUp).into(),
                };
                view! { <small data-testid="backup-state">{text}</small> }
            })}
        </div>
    }
}

#[component]
fn LanguageAndTheme() -> impl IntoView {
    let words = words();
    let acts = acts();
    let place: Place = expect_context();
    let chosen_language = move |event| {
        let select: HtmlSelectElement = event_target(&event);
        if let Some(language) = Language::of_code(&select.value()) {
            leptos::task::spawn_local(change_language(place, select, language));
        }
    };
    let chosen_theme = move |event| {
        acts.run(Act::Wear(Theme::of_code(&event_target_value(&event))));
    };
    let language = place.catalogue.get_untracked().language();
    let theme = place.theme.get_untracked();
    let languages = Language::ALL.map(|option| {
        view! { <option value=option.code() lang=option.code() prop:selected=option == language>{option.name()}</option> }
    });
    let themes = Theme::ALL.map(|option| {
        view! { <option value=option.code() prop:selected=option == theme>{words.text(option.name())}</option> }
    });
    view! {
        <div class="rail-choices">
            <select class="rail-select" aria-label=words.text(Key::Language) data-testid="language" on:change=chosen_language>
                {languages.into_iter().collect_view()}
            </select>
            <select class="rail-select" aria-label=words.text(Key::Theme) data-testid="theme" on:change=chosen_theme>
                {themes.into_iter().collect_view()}
            </select>
        </div>
    }
}

/// Shows the page in another language; if that can't be had, the choice goes back to what is shown.
async fn change_language(place: Place, select: HtmlSelectElement, language: Language) {
    // Another choice made meanwhile counts.
    if !speak(place, language, || select.value() == language.code()).await {
        select.set_value(place.catalogue.get_untracked().language().code());
    }
}
