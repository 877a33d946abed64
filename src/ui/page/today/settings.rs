//! What is usual in this book: how often accounts and people are to hear from us (C1), and from when on somebody has
//! gone quiet (C12a).

use leptos::prelude::*;

use crate::analysis::behaviour::SilenceRule;
use crate::book::{Field, SETTINGS, settings};
use crate::text::{Key, typed_number};
use crate::today::cadence::CadenceFor;
use crate::ui::component::CadenceInputs;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

#[component]
pub fn Settings() -> impl IntoView {
    let session = session();
    let words = words();
    let set = session.field(SETTINGS, settings::field::cadences);
    let row = move |of: CadenceFor| {
        let label = name(words, of);
        let change = Callback::new(move |cadence| {
            let cadence = Some(cadence).flatten().filter(|cadence| *cadence != of.convention());
            session.set_setting(settings::field::cadences, set.get_untracked().with(of.code(), cadence));
        });
        let own = Signal::derive(move || set.with(|set| set.of(of.code())));
        view! {
            <div class="cadence-row">
                <span>{label}</span>
                <CadenceInputs
                    label=label.to_owned()
                    name=of.code().to_owned()
                    set=own
                    usual=Signal::stored(Some(of.convention()))
                    change
                />
            </div>
        }
    };
    let usual = SilenceRule::default();
    view! {
        <details class="agenda-fold" data-testid="today-settings">
            <summary>{words.text(Key::TodaySettings)}</summary>
            <div class="cadence-row cadence-head" aria-hidden="true">
                <span></span>
                <span class="cadence-inputs">
                    <span>{words.text(Key::CadenceIdeal)}</span>
                    <span>{words.text(Key::CadenceLongest)}</span>
                </span>
            </div>
            {CadenceFor::all().map(row).collect_view()}
            <p class="note">{words.text(Key::TodaySettingsSeveral)}</p>
            <NumberSetting label=Key::TodaySilenceTimes field=settings::field::silence_times unit=1_000.0 usual=usual.times/>
            <NumberSetting
                label=Key::TodaySilenceDays
                field=settings::field::silence_days
                unit=1.0
                usual=f64::from(usual.days)
            />
        </details>
    }
}

/// "Major buyer", "Expert", "Somebody who decides"
fn name(words: Words, of: CadenceFor) -> &'static str {
    match of {
        CadenceFor::Level(level) => words.level(level),
        CadenceFor::Type(kind) => words.account_type(kind),
        CadenceFor::Decider => words.text(Key::TodayDecider),
    }
}

/// A number that is stored in so many parts; empty: what is usual.
#[component]
fn NumberSetting(label: Key, field: Field<Option<u32>>, unit: f64, usual: f64) -> impl IntoView {
    let session = session();
    let words = words();
    let set = session.field(SETTINGS, field);
    let shown = move || set.get().map(|parts| words.decimal(f64::from(parts) / unit, 3)).unwrap_or_default();
    let change = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let text = input.value();
        let typed = typed_number(&text).filter(|typed| (1.0..=3_650.0).contains(typed));
        if typed.is_some() || text.trim().is_empty() {
            let parts = typed.filter(|typed| *typed != usual).map(|typed| (typed * unit).round() as u32);
            session.set_setting(field, parts);
        }
        // What can't be is put back.
        input.set_value(&untrack(shown));
    };
    view! {
        <div class="cadence-row">
            <label for=field.name>{words.text(label)}</label>
            <span class="cadence-inputs">
                <input
                    class="input"
                    data-num
                    inputmode="decimal"
                    id=field.name
                    data-testid=field.name
                    placeholder=words.decimal(usual, 3)
                    prop:value=shown
                    prop:readOnly=session.is_read_only
                    on:change=change
                />
            </span>
        </div>
    }
}
