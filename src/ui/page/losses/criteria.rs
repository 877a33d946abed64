//! When the alarm rings, and after how long an account is lost: tried as a draft, used in one change (L1).

use leptos::prelude::*;

use super::alarm::{alarm, parts};
use super::shown::Shown;
use crate::retention::criteria::{Criteria, MOST_DAYS, MOST_TIMES};
use crate::retention::warnings::FallRecord;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Dial, Slider};
use crate::ui::keys::focus_after;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

/// A criterion, with where it stands among them.
#[derive(Clone, Copy)]
struct Limit {
    dial: Dial,
    of: fn(&Criteria) -> f64,
    set: fn(&mut Criteria, f64),
}

const fn dial(id: &'static str, label: Key, range: (f64, f64, f64)) -> Dial {
    Dial { id, label, range, decimals: 0, is_percent: false }
}

fn days(value: f64) -> u32 {
    value.round().clamp(0.0, f64::from(MOST_DAYS)) as u32
}

const TIMES: Limit = Limit {
    dial: Dial { decimals: 3, ..dial("ring-times", Key::RingTimes, (0.5, 5.0, 0.5)) },
    of: |of| of.silence.times,
    set: |of, value| of.silence.times = (value.clamp(0.001, MOST_TIMES) * 1_000.0).round() / 1_000.0,
};
const FLOOR: Limit = Limit {
    dial: dial("ring-days", Key::RingDays, (0.0, 180.0, 5.0)),
    of: |of| f64::from(of.silence.days),
    set: |of, value| of.silence.days = days(value),
};
const AFTER: Limit = Limit {
    dial: dial("ring-after", Key::RingAfter, (5.0, 365.0, 5.0)),
    of: |of| f64::from(of.silence.days),
    set: |of, value| of.silence.days = days(value).max(1),
};
const FALL: Limit = Limit {
    dial: Dial { is_percent: true, ..dial("ring-fall", Key::RingFall, (10.0, 100.0, 5.0)) },
    of: |of| f64::from(of.fall.share),
    set: |of, value| of.fall.share = days(value).clamp(1, 100),
};
const FALL_DAYS: Limit = Limit {
    dial: dial("ring-fall-days", Key::RingFallDays, (30.0, 365.0, 1.0)),
    of: |of| f64::from(of.fall.days),
    set: |of, value| of.fall.days = days(value).max(1),
};
const LOSS: Limit = Limit {
    dial: dial("ring-loss", Key::RingLoss, (30.0, 730.0, 1.0)),
    of: |of| f64::from(of.loss.least),
    set: |of, value| of.loss.least = days(value).max(1),
};

#[component]
fn LimitSlider(shown: Shown, limit: Limit) -> impl IntoView {
    let words = words();
    let value = Memo::new(move |_| shown.draft.with(limit.of));
    let now = move || {
        let now = shown.applied.with(limit.of);
        let now = if limit.dial.is_percent { words.percent_round(now / 100.0) } else { words.decimal(now, 3) };
        words.fill(Key::RingNow, &[("value", &now)])
    };
    let set = Callback::new(move |typed| shown.edit(|criteria| (limit.set)(criteria, typed)));
    view! { <Slider dial=limit.dial value now=Signal::derive(now) set/> }
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
        true => view! { <LimitSlider shown limit=AFTER/> }.into_any(),
        false => view! { <LimitSlider shown limit=TIMES/> <LimitSlider shown limit=FLOOR/> }.into_any(),
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
                <LimitSlider shown limit=FALL/>
                <LimitSlider shown limit=FALL_DAYS/>
                <p class="note" data-testid="ring-fall-record">{move || fall(words, shown)}</p>
                <LimitSlider shown limit=LOSS/>
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

const LEAD: Dial = dial("ring-lead", Key::RingLead, (0.0, 180.0, 1.0));

/// The setting that rings least at the lead somebody asks for.
#[component]
fn Advice(shown: Shown) -> impl IntoView {
    let words = words();
    let lead = RwSignal::new(75.0);
    let best = Memo::new(move |_| shown.suggesting.with(|found| found.as_ref()?.best(lead.get())));
    let set = Callback::new(move |typed: f64| lead.set(typed.round().clamp(0.0, f64::from(MOST_DAYS))));
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
            <Slider dial=LEAD value=lead set/>
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
