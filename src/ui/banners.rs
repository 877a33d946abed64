//! What must be known on every page: that something isn't saved, isn't here, or is here alone.

use leptos::prelude::*;

use super::backing_up::export_json;
use super::component::{Button, Icon};
use super::session::{Session, session};
use super::words::{Words, words};
use crate::browser::{clock, preferences, storage_quota};
use crate::glyph::Glyph;
use crate::journal::{NotKept, SaveState, StoreError, Trouble, Unsaved};
use crate::text::Key;

/// What a banner is about, and how loudly it says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Note,
    Warn,
    Bad,
}

impl Tone {
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Note => None,
            Self::Warn => Some("warn"),
            Self::Bad => Some("bad"),
        }
    }
}

/// Shown when the fuller store is fuller than this.
const NEARLY_FULL: f64 = 0.85;

/// How often it is looked at most, in ms.
const EVERY: u64 = 60_000;

/// For how long "later" is, in ms.
const LATER: u64 = 86_400_000;

#[component]
pub fn Banners() -> impl IntoView {
    let session = session();
    let words = words();
    let fullness = RwSignal::new(0.0);
    Effect::new(move |looked_at: Option<u64>| {
        // All of local storage is read for it, so not after every keystroke.
        let (now, last) = (clock::now(), looked_at.unwrap_or_default());
        let is_refused = matches!(session.save_state.get(), SaveState::Failed(_));
        if session.is_open.get() && (is_refused || now.saturating_sub(last) > EVERY) {
            leptos::task::spawn_local(async move {
                let Some(persister) = session.persister() else { return };
                let quota = storage_quota::look(persister.shelf()).await;
                fullness.set(quota.fullness(persister.database().is_some()));
            });
            return now;
        }
        last
    });
    // Saving once more and failing again is no news.
    let failure = Memo::new(move |before: Option<&Option<NotKept>>| match session.save_state.get() {
        SaveState::Failed(refused) => Some(refused),
        SaveState::Saving => before.cloned().flatten(),
        SaveState::Saved | SaveState::OnShelf | SaveState::MemoryOnly => None,
    });
    view! {
        <div class="banners">
            {move || session.is_read_only.get().then(|| read_only(session, words))}
            {move || (session.save_state.get() == SaveState::MemoryOnly).then(|| memory_only(session, words))}
            {move || failure.get().map(|refused| failed(session, words, &refused))}
            {move || trouble(session, words)}
            {move || dated_ahead(session, words)}
            {move || nearly_full(words, fullness.get())}
            {move || damaged(session, words)}
            {move || missing(session, words)}
            {move || left_out(session, words)}
            <BackupReminder/>
        </div>
    }
}

fn banner(tone: Tone, test_id: Option<&'static str>, text: String, actions: impl IntoView + 'static) -> AnyView {
    // What only reminds doesn't interrupt.
    let role = if tone == Tone::Note { "status" } else { "alert" };
    view! {
        <div class="banner" data-tone=tone.code() data-testid=test_id role=role>
            <Icon glyph=if tone == Tone::Note { Glyph::Download } else { Glyph::Warn }/>
            <p>{text}</p>
            <div class="actions">{actions}</div>
        </div>
    }
    .into_any()
}

/// With its test id, which may be empty.
fn button(label: &'static str, test_id: &'static str, press: impl Fn() + 'static) -> AnyView {
    view! { <Button small=true text=label test_id on_click=press/> }.into_any()
}

fn export(session: Session, words: Words) -> AnyView {
    button(words.text(Key::ExportNow), "", move || export_json(session))
}

fn save_again(session: Session, words: Words) -> AnyView {
    button(words.text(Key::SaveAgain), "save-again", move || session.save_again())
}

fn reload(words: Words) -> AnyView {
    button(words.text(Key::Reload), "", || {
        // Refused only by documents that aren't shown.
        let _ = window().location().reload();
    })
}

fn read_only(session: Session, words: Words) -> AnyView {
    let actions = (export(session, words), reload(words));
    banner(Tone::Warn, Some("read-only"), words.text(Key::ReadOnlyBanner).into(), actions)
}

fn memory_only(session: Session, words: Words) -> AnyView {
    banner(Tone::Warn, None, words.text(Key::MemoryOnlyBanner).into(), export(session, words))
}

fn failed(session: Session, words: Words, refused: &NotKept) -> AnyView {
    let details: Vec<String> = refused.errors().map(|error| words.store_error(error)).collect();
    let mut text = words.fill(Key::SaveFailedBanner, &[("detail", &details.join("; "))]);
    if refused.errors().any(StoreError::is_want_of_room) {
        text = format!("{text} {}", words.text(Key::SaveFailedFull));
    }
    banner(Tone::Bad, None, text, (export(session, words), save_again(session, words)))
}

fn trouble(session: Session, words: Words) -> Option<AnyView> {
    let trouble = session.trouble.get()?;
    // Another tab must be closed, and the page then goes on by itself.
    let again = match trouble {
        Trouble::Blocked => None,
        // It isn't asked again before the page is opened again.
        Trouble::Unread(_) => Some(reload(words)),
        _ => Some(save_again(session, words)),
    };
    let told = |key: Key, error: &StoreError| words.fill(key, &[("detail", &words.store_error(error))]);
    let text = match &trouble {
        Trouble::Vault(error) => told(Key::VaultTrouble, error),
        Trouble::Unread(error) => told(Key::VaultUnread, error),
        Trouble::Shelf(error) => told(Key::ShelfTrouble, error),
        Trouble::Blocked => words.text(Key::BlockedTrouble).into(),
    };
    Some(banner(Tone::Warn, None, text, again))
}

/// Changes of a day to come: the clock of this device was ahead, or is behind.
fn dated_ahead(session: Session, words: Words) -> Option<AnyView> {
    let now = session.now.get();
    let latest = session.is_open.get().then(|| session.dated_ahead(now)).flatten()?;
    let places = [("day", words.day_of(latest)), ("today", words.day_of(now))];
    let text = words.fill(Key::DatedAhead, &places.each_ref().map(|(name, value)| (*name, value.as_str())));
    Some(banner(Tone::Warn, Some("dated-ahead"), text, ()))
}

fn nearly_full(words: Words, fullness: f64) -> Option<AnyView> {
    let text = || words.fill(Key::SpaceLow, &[("percent", &words.percent_round(fullness))]);
    (fullness > NEARLY_FULL).then(|| banner(Tone::Warn, Some("space-low"), text(), ()))
}

fn damaged(session: Session, words: Words) -> Option<AnyView> {
    let count = session.damaged.get();
    let close = button(words.text(Key::Close), "", move || session.damaged.set(0));
    (count > 0).then(|| banner(Tone::Warn, None, words.count(Key::DamagedBanner, count), close))
}

fn missing(session: Session, words: Words) -> Vec<AnyView> {
    let text = |file: String| words.fill(Key::SalesMissingBanner, &[("file", &file)]);
    session.missing_sales.get().into_iter().map(|file| banner(Tone::Bad, None, text(file), ())).collect()
}

fn left_out(session: Session, words: Words) -> Vec<AnyView> {
    let ledger = session.ledger.get();
    let book = ledger.currency().to_string();
    let text = |(currency, lines): (&crate::currency::Currency, &usize)| {
        let places = [("currency", currency.to_string()), ("book", book.clone())];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        words.counted(Key::CurrencyLeftOut, *lines, &places)
    };
    // On the page of rates itself the address is there already.
    let show = move |_| {
        request_animation_frame(|| {
            if let Some(rates) = document().get_element_by_id("rates") {
                rates.scroll_into_view();
            }
        });
    };
    let way = move || view! { <a class="btn" data-size="s" href="#/data" on:click=show>{words.text(Key::RatesGo)}</a> };
    ledger.left_out().iter().map(|left_out| banner(Tone::Warn, None, text(left_out), way())).collect()
}

/// A reminder to make a backup, until one is made or tomorrow.
#[component]
fn BackupReminder() -> impl IntoView {
    let session = session();
    let words = words();
    let put_off_at = RwSignal::new(preferences::reminded_at());
    let is_put_off = move || put_off_at.get().is_some_and(|at| session.now.get() < at + LATER);
    let unsaved = Memo::new(move |_| {
        let backup = session.backup.get();
        session.with_log(|log| Unsaved::since(backup, log, session.now.get()))
    });
    move || {
        let unsaved = unsaved.get();
        if !unsaved.is_due() || is_put_off() || session.is_empty() {
            return None;
        }
        let text = match session.backup.get() {
            Some(backup) => words.counted(Key::BackupDue, unsaved.changes, &[("day", &words.day_of(backup.at))]),
            None => words.text(Key::BackupDueNever).into(),
        };
        let later = move || {
            let now = clock::now();
            session.now.set(now);
            preferences::keep_reminded_at(now);
            put_off_at.set(Some(now));
        };
        let actions = (
            button(words.text(Key::BackUpNow), "backup-now", move || export_json(session)),
            button(words.text(Key::Later), "", later),
        );
        Some(banner(Tone::Note, Some("backup-reminder"), text, actions))
    }
}
