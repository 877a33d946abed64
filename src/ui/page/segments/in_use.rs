//! Settings come into use: what that moved is said, with a way back; and what isn't usual about them is said
//! on every page of the analysis.

use leptos::prelude::*;

use crate::analysis::{Config, Setting};
use crate::book::{Change, Crossing, Edit, Label, Measure, ProviderOf};
use crate::journal::Notice;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::keys::focus_main;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// Puts settings to use, and says how many accounts moved class by it.
pub(super) fn put_to_use(session: Session, words: Words, edits: Vec<Edit>) {
    let before = session.analysis.get_untracked();
    session.commit(Change::new(Label::Settings, edits));
    if session.is_read_only.get_untracked() {
        return;
    }
    let moved = match (before, session.analysis.get_untracked()) {
        (Some(before), Some(after)) => before.movement_to(&after).reclassed().len(),
        _ => 0,
    };
    let moved = if moved == 0 { words.text(Key::NobodyMovedClass).into() } else { words.count(Key::MovedClass, moved) };
    session.notice.set(Some(Notice::Said(words.fill(Key::SettingsUsed, &[("what", &moved)]))));
}

/// The settings that are other than the conventions, with the way back to those.
#[component]
pub(super) fn Unusual() -> impl IntoView {
    let (session, words) = (session(), words());
    let config = Memo::new(move |_| Config::of(&session.book()));
    let reset = move || {
        put_to_use(session, words, Config::default().edits(&config.get_untracked()));
        focus_main();
    };
    move || {
        let unusual = config.with(Config::unusual);
        if unusual.is_empty() {
            return None;
        }
        let said = unusual.into_iter().map(|setting| config.with(|config| said(words, config, setting)));
        let said = said.map(|text| view! { <li>{text}</li> }).collect_view();
        Some(view! {
            <div class="unusual" role="group" aria-label=words.text(Key::UnusualSettings) data-testid="settings-unusual">
                <ul>{said}</ul>
                <Button
                    kind=ButtonKind::Link
                    text=Key::SettingsReset
                    title=Key::SettingsResetHint
                    test_id="settings-reset"
                    writes=true
                    on_click=reset
                />
            </div>
        })
    }
}

/// "A up to 70%, not 80%"
fn said(words: Words, config: &Config, setting: Setting) -> String {
    let usual = Config::default();
    let number = |what: Key, of: &dyn Fn(&Config) -> String| {
        let (now, usual) = (of(config), of(&usual));
        words.fill(Key::SettingNumber, &[("what", words.text(what)), ("now", &now), ("usual", &usual)])
    };
    let is = |what: Key, value: &str| words.fill(Key::SettingIs, &[("what", words.text(what)), ("now", value)]);
    match setting {
        Setting::LimitA => number(Key::LimitA, &|config| words.limit(config.abc.a)),
        Setting::LimitB => number(Key::LimitB, &|config| words.limit(config.abc.b)),
        Setting::LimitX => number(Key::LimitX, &|config| words.decimal(config.xyz.x, 3)),
        Setting::LimitY => number(Key::LimitY, &|config| words.decimal(config.xyz.y, 3)),
        Setting::ProviderShare => number(Key::ProviderShare, &|config| words.limit(config.provider.share)),
        Setting::KeyShare => number(Key::KeyShare, &|config| words.limit(config.key.share)),
        Setting::Measure => {
            is(Key::Measure, words.text(if config.measure == Measure::Profit { Key::Profit } else { Key::Revenue }))
        }
        Setting::Days => {
            let end = |day: Option<_>| day.map_or_else(|| "…".into(), |day| words.day(day));
            is(Key::SettingDays, &format!("{} – {}", end(config.window.0), end(config.window.1)))
        }
        Setting::Crossing => is(
            Key::CrossingLabel,
            words.text(if config.abc.crossing == Crossing::Down { Key::CrossingDown } else { Key::CrossingUp }),
        ),
        Setting::Period => is(Key::RegularityBy, config.period.map_or("–", |unit| words.unit(unit))),
        Setting::ProviderOf => is(
            Key::SettingProviderOf,
            words.text(match config.provider.of {
                ProviderOf::Known => Key::ProviderOfKnown,
                ProviderOf::Revenue => Key::Revenue,
                ProviderOf::Profit => Key::Profit,
            }),
        ),
    }
}
