//! What can be set: limits by sliders, measure and window, who is a provider.

use leptos::prelude::*;

use super::Draft;
use crate::analysis::{Config, PeriodUnit, XyzLimits};
use crate::book::{Crossing, Measure, ProviderOf};
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Dial, LabelledField, Slider, WrittenDay};
use crate::ui::words::words;

/// A limit, with where it stands in a config.
#[derive(Clone, Copy)]
struct Limit {
    dial: Dial,
    of: fn(&Config) -> f64,
    set: fn(&mut Config, f64),
}

const PERCENT: f64 = 100.0;

/// From a number of per cent to hundredths of a per cent.
fn hundredths(percent: f64) -> u32 {
    (percent * PERCENT).round().clamp(0.0, 10_000.0) as u32
}

/// Limits don't cross: one stops at the other.
const LIMITS: [Limit; 4] = [
    Limit {
        dial: Dial { id: "limit-a", label: Key::LimitA, range: (10.0, 99.0, 1.0), decimals: 2, is_percent: true },
        of: |config| f64::from(config.abc.a) / PERCENT,
        set: |config, value| {
            config.abc.a = hundredths(value).min(config.abc.b);
        },
    },
    Limit {
        dial: Dial { id: "limit-b", label: Key::LimitB, range: (20.0, 100.0, 1.0), decimals: 2, is_percent: true },
        of: |config| f64::from(config.abc.b) / PERCENT,
        set: |config, value| {
            config.abc.b = hundredths(value).max(config.abc.a);
        },
    },
    Limit {
        dial: Dial { id: "limit-x", label: Key::LimitX, range: (0.0, 1.5, 0.05), decimals: 3, is_percent: false },
        of: |config| config.xyz.x,
        set: |config, value| {
            config.xyz.x = thousandth(value).min(config.xyz.y);
        },
    },
    Limit {
        dial: Dial { id: "limit-y", label: Key::LimitY, range: (0.05, 3.0, 0.05), decimals: 3, is_percent: false },
        of: |config| config.xyz.y,
        set: |config, value| {
            config.xyz.y = thousandth(value).max(config.xyz.x);
        },
    },
];

const PROVIDER: Limit = Limit {
    dial: Dial {
        id: "provider-share",
        label: Key::ProviderShare,
        range: (1.0, 50.0, 1.0),
        decimals: 2,
        is_percent: true,
    },
    of: |config| f64::from(config.provider.share) / PERCENT,
    set: |config, value| config.provider.share = hundredths(value).max(1),
};

const KEY: Limit = Limit {
    dial: Dial { id: "key-share", label: Key::KeyShare, range: (0.0, 100.0, 1.0), decimals: 2, is_percent: true },
    of: |config| f64::from(config.key.share) / PERCENT,
    set: |config, value| config.key.share = hundredths(value),
};

/// As settings keep it.
fn thousandth(value: f64) -> f64 {
    (value.clamp(0.0, 100.0) * 1_000.0).round() / 1_000.0
}

#[component]
fn LimitSlider(draft: Draft, limit: Limit) -> impl IntoView {
    let words = words();
    let value = Memo::new(move |_| draft.config.with(limit.of));
    let now = move || {
        let now = draft.applied.with(limit.of);
        let now = if limit.dial.is_percent { words.limit(hundredths(now)) } else { words.decimal(now, 3) };
        words.fill(Key::NowIs, &[("value", &now)])
    };
    let set = Callback::new(move |typed| draft.edit(|config| (limit.set)(config, typed)));
    view! { <Slider dial=limit.dial value now=Signal::derive(now) set/> }
}

/// The four limits, with presets.
#[component]
pub(super) fn Limits(draft: Draft) -> impl IntoView {
    let words = words();
    let abc = [(8_000, 9_500), (7_000, 9_000), (5_000, 8_000)].map(|(a, b)| {
        let label = [a, b - a, 10_000 - b].map(|part| words.number(part as usize / 100)).join(" / ");
        let is_on = move || draft.config.with(|config| (config.abc.a, config.abc.b) == (a, b));
        let set = move || draft.edit(|config| (config.abc.a, config.abc.b) = (a, b));
        preset(label, is_on, set)
    });
    let xyz = [(0.5, 1.0), (0.25, 0.5), (0.1, 0.25)].map(|(x, y)| {
        let label = format!("{} / {}", words.decimal(x, 2), words.decimal(y, 2));
        let limits = XyzLimits { x, y };
        let is_on = move || draft.config.with(|config| config.xyz == limits);
        preset(label, is_on, move || draft.edit(|config| config.xyz = limits))
    });
    let [a, b, x, y] = LIMITS;
    view! {
        <div class="chips" role="group" aria-label=words.text(Key::PresetsAbc)>{abc.into_iter().collect_view()}</div>
        <LimitSlider draft limit=a/>
        <LimitSlider draft limit=b/>
        <LabelledField id="crossing" label=words.text(Key::CrossingLabel)>
            <select
                class="select"
                id="crossing"
                on:change=move |event| {
                    let down = event_target_value(&event) == "down";
                    draft.edit(|config| config.abc.crossing = if down { Crossing::Down } else { Crossing::Up });
                }
            >
                <option value="up" prop:selected=move || draft.config.with(|config| config.abc.crossing == Crossing::Up)>
                    {words.text(Key::CrossingUp)}
                </option>
                <option
                    value="down"
                    prop:selected=move || draft.config.with(|config| config.abc.crossing == Crossing::Down)
                >
                    {words.text(Key::CrossingDown)}
                </option>
            </select>
        </LabelledField>
        <div class="chips" role="group" aria-label=words.text(Key::PresetsXyz)>{xyz.into_iter().collect_view()}</div>
        <LimitSlider draft limit=x/>
        <LimitSlider draft limit=y/>
        <p class="hint">{words.text(Key::CvHint)}</p>
    }
}

/// A button that sets several limits at once.
fn preset(label: String, is_on: impl Fn() -> bool + Send + 'static, set: impl Fn() + 'static) -> impl IntoView {
    view! { <Button kind=ButtonKind::Chip text=label pressed=is_on on_click=set/> }
}

/// What is measured, over which days, seen by which period.
#[component]
pub(super) fn BasisForm(draft: Draft) -> impl IntoView {
    let words = words();
    let session = draft.session;
    let config = draft.config;
    let span = Memo::new(move |_| session.ledger.get().span());
    let knows_profit = Memo::new(move |_| session.ledger.get().knows_profit());
    let from = move || config.with(|config| config.window.0).or(span.get().map(|span| span.0));
    let to = move || config.with(|config| config.window.1).or(span.get().map(|span| span.1));
    let is_reversed = move || from().zip(to()).is_some_and(|(from, to)| from > to);
    let last_year = move || {
        if let Some((_, last)) = span.get_untracked() {
            draft.edit(|config| config.window = (Some(last.a_year_before().plus(1)), Some(last)));
        }
    };
    let measured = move |event| {
        let profit = event_target_value(&event) == "profit";
        draft.edit(|config| config.measure = if profit { Measure::Profit } else { Measure::Revenue });
    };
    let is_measured = move |measure| move || config.with(|config| config.measure == measure);
    let seen_by = move |event| {
        let code = event_target_value(&event);
        draft.edit(|config| config.period = PeriodUnit::ALL.into_iter().find(|unit| unit.code() == code));
    };
    let automatic = move || {
        let unit = draft.analysis.get().map(|found| PeriodUnit::fitting(found.period.median_gap, found.window));
        words.fill(Key::PeriodAutomatic, &[("unit", unit.map_or("–", |unit| words.unit(unit)))])
    };
    let units = PeriodUnit::ALL.map(|unit| {
        view! {
            <option value=unit.code() prop:selected=move || config.with(|config| config.period == Some(unit))>
                {words.unit(unit)}
            </option>
        }
    });
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <div class="stack-s">
            <LabelledField id="measure" label=words.text(Key::Measure)>
                <select class="select" id="measure" on:change=measured prop:disabled=move || !knows_profit.get()>
                    <option value="revenue" prop:selected=is_measured(Measure::Revenue)>{words.text(Key::Revenue)}</option>
                    <option
                        value="profit"
                        prop:selected=move || knows_profit.get() && is_measured(Measure::Profit)()
                    >
                        {words.text(Key::Profit)}
                    </option>
                </select>
                {move || (!knows_profit.get()).then(|| view! {
                    <span class="hint">{words.text(Key::ProfitUnknown)}</span>
                })}
            </LabelledField>
            <div class="window-days">
                <LabelledField id="window-from" label=words.text(Key::From)>
                    <input
                        class="input"
                        type="date"
                        id="window-from"
                        prop:value=move || day(from())
                        on:change=move |event| {
                            draft.edit(|config| config.window.0 = event_target_value(&event).parse().ok());
                        }
                    />
                    <WrittenDay day=Signal::derive(from)/>
                </LabelledField>
                <LabelledField id="window-to" label=words.text(Key::To)>
                    <input
                        class="input"
                        type="date"
                        id="window-to"
                        prop:value=move || day(to())
                        on:change=move |event| {
                            draft.edit(|config| config.window.1 = event_target_value(&event).parse().ok());
                        }
                    />
                    <WrittenDay day=Signal::derive(to)/>
                </LabelledField>
            </div>
            {move || is_reversed().then(|| view! {
                <span class="error" role="alert">{words.text(Key::WindowReversed)}</span>
            })}
            <div class="row">
                <Button
                    small=true
                    text=Key::WholeHistory
                    disabled=move || config.with(|config| config.window == (None, None))
                    on_click=move || draft.edit(|config| config.window = (None, None))
                />
                <Button small=true text=Key::LastTwelveMonths on_click=last_year/>
            </div>
            <LabelledField id="period" label=words.text(Key::RegularityBy)>
                <select class="select" id="period" on:change=seen_by>
                    <option value="" prop:selected=move || config.with(|config| config.period.is_none())>{automatic}</option>
                    {units.into_iter().collect_view()}
                </select>
            </LabelledField>
        </div>
    }
}

/// Who is a provider: from which share, and of what.
#[component]
pub(super) fn Providers(draft: Draft) -> impl IntoView {
    let words = words();
    let knows_profit = Memo::new(move |_| draft.session.ledger.get().knows_profit());
    let choices = [
        (ProviderOf::Known, "known", Key::ProviderOfKnown),
        (ProviderOf::Revenue, "revenue", Key::Revenue),
        (ProviderOf::Profit, "profit", Key::Profit),
    ];
    let options = choices.map(|(of, value, key)| {
        let is_chosen = move || draft.config.with(|config| config.provider.of == of);
        view! { <option value=value prop:selected=is_chosen>{words.text(key)}</option> }
    });
    let chosen = move |event| {
        let value = event_target_value(&event);
        if let Some((of, ..)) = choices.iter().find(|(_, name, _)| *name == value) {
            draft.edit(|config| config.provider.of = *of);
        }
    };
    view! {
        <div class="stack-s">
            <p class="hint">{words.text(Key::ProviderHint)}</p>
            <LimitSlider draft limit=PROVIDER/>
            <LabelledField id="provider-of" label=words.text(Key::ProviderOfLabel)>
                <select class="select" id="provider-of" on:change=chosen prop:disabled=move || !knows_profit.get()>
                    {options.into_iter().collect_view()}
                </select>
            </LabelledField>
        </div>
    }
}

/// Who is suggested as a key account.
#[component]
pub(super) fn KeyLimit(draft: Draft) -> impl IntoView {
    let words = words();
    view! {
        <div class="stack-s">
            <LimitSlider draft limit=KEY/>
            <p class="hint">{words.text(Key::KeyShareHint)}</p>
        </div>
    }
}
