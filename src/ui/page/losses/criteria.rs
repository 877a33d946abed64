//! When the alarm rings, and after how long an account is lost: tried as a draft, used in one change (L1).

use leptos::prelude::*;

use super::alarm::{alarm, parts};
use super::shown::Shown;
use crate::retention::criteria::{Criteria, MOST_DAYS, MOST_TIMES};
use crate::retention::warnings::FallRecord;
use crate::text::{Key, typed_number};
use crate::ui::component::{Button, ButtonKind};
use crate::ui::keys::focus_after;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

/// A number that is set by a slider or typed beside it.
#[derive(Clone, Copy)]
struct Dial {
    id: &'static str,
    label: Key,
    /// From, to and step of the slider.
    range: (f64, f64, f64),
    of: fn(&Criteria) -> f64,
    set: fn(&mut Criteria, f64),
}

fn days(value: f64) -> u32 {
    value.round().clamp(0.0, f64::from(MOST_DAYS)) as u32
}

const TIMES: Dial = Dial {
    id: "ring-times",
    label: Key::RingTimes,
    range: (0.5, 5.0, 0.5),
    of: |of| of.silence.times,
    set: |of, value| of.silence.times = (value.clamp(0.001, MOST_TIMES) * 1_000.0).round() / 1_000.0,
};
const FLOOR: Dial = Dial {
    id: "ring-days",
    label: Key::RingDays,
    range: (0.0, 180.0, 5.0),
    of: |of| f64::from(of.silence.days),
    set: |of, value| of.silence.days = days(value),
};
const AFTER: Dial = Dial {
    id: "ring-after",
    label: Key::RingAfter,
    range: (5.0, 365.0, 5.0),
    of: |of| f64::from(of.silence.days),
    set: |of, value| of.silence.days = days(value).max(1),
};
const FALL: Dial = Dial {
    id: "ring-fall",
    label: Key::RingFall,
    range: (10.0, 100.0, 5.0),
    of: |of| f64::from(of.fall.share),
    set: |of, value| of.fall.share = days(value).clamp(1, 100),
};
const FALL_DAYS: Dial = Dial {
    id: "ring-fall-days",
    label: Key::RingFallDays,
    range: (30.0, 365.0, 1.0),
    of: |of| f64::from(of.fall.days),
    set: |of, value| of.fall.days = days(value).max(1),
};
const LOSS: Dial = Dial {
    id: "ring-loss",
    label: Key::RingLoss,
    range: (30.0, 730.0, 1.0),
    of: |of| f64::from(of.loss.least),
    set: |of, value| of.loss.least = days(value).max(1),
};

#[component]
fn Slider(shown: Shown, dial: Dial) -> impl IntoView {
    let words = words();
    let is_share = dial.id == FALL.id;
    let value = Memo::new(move |_| shown.draft.with(dial.of));
    let now = move || {
        let now = shown.applied.with(dial.of);
        let now = if is_share { words.percent_round(now / 100.0) } else { words.decimal(now, 3) };
        words.fill(Key::RingNow, &[("value", &now)])
    };
    let set = move |event: web_sys::Event| {
        // What is no number changes nothing.
        if let Some(typed) = typed_number(&event_target_value(&event)) {
            shown.edit(|criteria| (dial.set)(criteria, typed));
        }
    };
    let typed = move || value.get().to_string();
    let written = move || words.decimal(value.get(), 3);
    let enter = move |event: web_sys::Event| {
        set(event.clone());
        // What is no number or out of bounds gives way to what holds.
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&written());
    };
    view! {
        <div class="slider">
            <label for=dial.id>{words.text(dial.label)} <small>{now}</small></label>
            <input
                class="range"
                id=dial.id
                data-testid=dial.id
                type="range"
                min=dial.range.0
                max=dial.range.1
                step=dial.range.2
                prop:value=typed
                on:input=set
            />
            <input
                class="input"
                data-num
                data-testid=format!("{}-typed", dial.id)
                inputmode="decimal"
                aria-label=words.text(dial.label)
                prop:value=written
                on:change=enter
            />
        </div>
    }
}

#[component]
pub fn WhenItRings(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let is_other = Memo::new(move |_| shown.is_other());
    let apply = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let draft = shown.draft.get_untracked();
        let change = session.with_book(|book| draft.change(book));
        if !change.edits.is_empty() {
            session.commit(change);
            focus_after("#ring-title");
        }
    };
    let is_fixed = Memo::new(move |_| shown.draft.with(|draft| draft.silence.times == 0.0));
    let measure = move |fixed: bool, text: Key, id: &'static str| {
        let set = move || {
            shown.edit(|criteria| {
                let usual = Criteria::default().silence;
                criteria.silence = match fixed {
                    // The number that is asked for everywhere.
                    true => crate::analysis::behaviour::SilenceRule { times: 0.0, days: 90 },
                    false => usual,
                };
            });
        };
        view! {
            <Button kind=ButtonKind::Chip text test_id=id pressed=move || is_fixed.get() == fixed on_click=set/>
        }
    };
    let dials = move || match is_fixed.get() {
        true => view! { <Slider shown dial=AFTER/> }.into_any(),
        false => view! { <Slider shown dial=TIMES/> <Slider shown dial=FLOOR/> }.into_any(),
    };
    view! {
        <section class="panel" aria-labelledby="ring-title" data-testid="losses-criteria">
            <div class="panel-head">
                <h2 id="ring-title" tabindex="-1">{words.text(Key::RingTitle)}</h2>
                {move || is_other.get().then(|| view! { <span class="tag">{words.text(Key::AlarmDraft)}</span> })}
            </div>
            <form class="stack-s" on:submit=apply>
                <div class="chips" role="group" aria-label=words.text(Key::RingBy)>
                    {measure(false, Key::RingByOwn, "ring-by-own")} {measure(true, Key::RingByDays, "ring-by-days")}
                </div>
                {dials}
                <Slider shown dial=FALL/>
                <Slider shown dial=FALL_DAYS/>
                <p class="note" data-testid="ring-fall-record">{move || fall(words, shown)}</p>
                <Slider shown dial=LOSS/>
                <div class="panel-foot">
                    <Button
                        kind=ButtonKind::Primary
                        submits=true
                        text=Key::RingUse
                        test_id="ring-use"
                        writes=true
                        disabled=move || !is_other.get()
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        text=Key::RingDiscard
                        test_id="ring-discard"
                        disabled=move || !is_other.get()
                        on_click=move || {
                            shown.tried.set(None);
                            focus_after("#ring-title");
                        }
                    />
                </div>
            </form>
            <Advice shown/>
        </section>
    }
}

/// "A fall came before 9 of 23 losses; of 70 quarters with one, no loss followed 60."
fn fall(words: Words, shown: Shown) -> Option<String> {
    let FallRecord { found, wrong } = shown.fall.get()?;
    if found.among == 0 {
        return None;
    }
    let numbers = [found.of, found.among, wrong.of, wrong.among].map(|number| words.number(number));
    let [before, losses, none, quarters] = numbers.each_ref().map(String::as_str);
    let places = [("before", before), ("losses", losses), ("none", none), ("quarters", quarters)];
    Some(words.fill(Key::RingFallRecord, &places))
}

/// The setting that rings least at the lead somebody asks for.
#[component]
fn Advice(shown: Shown) -> impl IntoView {
    let words = words();
    let lead = RwSignal::new(75.0);
    let best = Memo::new(move |_| shown.suggesting.with(|found| found.as_ref()?.best(lead.get())));
    let set = move |event: web_sys::Event| {
        if let Some(typed) = typed_number(&event_target_value(&event)) {
            lead.set(typed.round().clamp(0.0, f64::from(MOST_DAYS)));
        }
    };
    let said = move || {
        if shown.suggesting.with(Option::is_none) {
            return words.text(Key::RingSearching).to_owned();
        }
        let Some((rule, record)) = best.get() else { return words.text(Key::RingNoBest).to_owned() };
        let [right, wrong, open] = parts(words, &record).map(|part| part.replace("**", ""));
        let (what, days) = (alarm(words, rule), words.days(record.lead.unwrap_or_default()));
        let places = [("what", &what), ("right", &right), ("wrong", &wrong), ("open", &open), ("days", &days)];
        words.counted(Key::RingBest, record.tally.raised(), &places.map(|(name, value)| (name, value.as_str())))
    };
    let try_it = move || {
        if let Some((rule, _)) = best.get_untracked() {
            shown.edit(|criteria| criteria.silence = rule);
        }
    };
    view! {
        <div class="advice">
            <div class="slider">
                <label for="ring-lead">{words.text(Key::RingLead)}</label>
                <input
                    class="range"
                    id="ring-lead"
                    data-testid="ring-lead"
                    type="range"
                    min="0"
                    max="180"
                    step="1"
                    prop:value=move || lead.get().to_string()
                    on:input=set
                />
                <input
                    class="input"
                    data-num
                    inputmode="numeric"
                    aria-label=words.text(Key::RingLead)
                    prop:value=move || words.decimal(lead.get(), 0)
                    on:change=set
                />
            </div>
            <p data-testid="ring-best">{move || rich(said())}</p>
            <Button
                small=true
                text=Key::RingTry
                test_id="ring-try"
                disabled=move || best.with(Option::is_none)
                on_click=try_it
            />
        </div>
    }
}

#[component]
pub fn TwoWords(shown: Shown) -> impl IntoView {
    let words = words();
    let lost = move || {
        let days = words.days(f64::from(shown.applied.with(|applied| applied.loss.least)));
        rich(words.fill(Key::WordsLost, &[("days", &days)]))
    };
    view! {
        <section>
            <h2 class="block-head">{words.text(Key::WordsTitle)}</h2>
            <p class="note">{rich(words.text(Key::WordsPresumed).to_owned())}</p>
            <p class="note">{lost}</p>
        </section>
    }
}
