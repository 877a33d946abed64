//! In short: what is late, and six figures.

use leptos::prelude::*;

use super::Shown;
use super::says::{of, share, time};
use crate::service::cases::Group;
use crate::service::on_time::OnTime;
use crate::service::overview::Overview;
use crate::service::requests::{Responsiveness, Targets};
use crate::text::Key;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn InShort(shown: Shown) -> impl IntoView {
    let words = words();
    let on_time = move || shown.deliveries.with(|deliveries| deliveries.all);
    let reading = move || shown.overview.with(|overview| rich(reading(words, overview, on_time())));
    let figures = move || shown.overview.with(|overview| figures(words, overview, on_time(), shown.targets.get()));
    view! {
        <section data-testid="service-short">
            <p class="reading" role="status">{reading}</p>
            <dl class="figures">{figures}</dl>
        </section>
    }
}

/// "**Two things are late**, one is due today. Deliveries on time: 772 of 809, 95.4%."
fn reading(words: Words, overview: &Overview, on_time: OnTime) -> String {
    let pressing = || overview.cases.iter().filter(|case| case.group == Group::Pressing);
    let late = pressing().filter(|case| case.is_late).count();
    let due = pressing().count() - late;
    let of_late =
        if late > 0 { words.count(Key::ServiceLate, late) } else { words.text(Key::ServiceNothingLate).into() };
    let first = match due {
        0 => words.fill(Key::ServiceSentence, &[("what", &of_late)]),
        due => words.fill(Key::ServiceBoth, &[("late", &of_late), ("due", &words.count(Key::ServiceDue, due))]),
    };
    let on_time = on_time.share();
    let on_time = on_time.rate().map(|rate| {
        let places =
            [("n", words.number(on_time.of)), ("all", words.number(on_time.among)), ("share", words.percent(rate))];
        words.fill(Key::ServiceOnTime, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
    });
    std::iter::once(first).chain(on_time).collect::<Vec<_>>().join(" ")
}

fn figures(words: Words, overview: &Overview, deliveries: OnTime, targets: Targets) -> impl IntoView + use<> {
    let Overview { answers, resolutions, tally, promises, .. } = overview;
    let open = {
        let note = match tally.past_deadline {
            0 => words.text(Key::ServiceNonePast).into(),
            past => words.count(Key::ServicePast, past),
        };
        (Key::ServiceOpenComplaints, words.number(tally.open), note)
    };
    let delivered = {
        let on_time = deliveries.share();
        let (on, all) = (words.number(on_time.of), words.number(on_time.among));
        let note = match deliveries.documents() {
            0 => words.text(Key::ServiceUnknown).into(),
            _ => words.counted(Key::ServiceDeliveredOf, deliveries.open, &[("on", &on), ("all", &all)]),
        };
        (Key::ServiceDelivered, share(words, on_time).unwrap_or_else(none), note)
    };
    let kept = {
        let note = match promises.among {
            0 => words.text(Key::ServiceNoPromise).into(),
            // What is told as "x of n" isn't said twice.
            _ if promises.is_few() => words.text(Key::ServiceInYear).into(),
            _ => of(words, Key::ServiceYear, *promises),
        };
        (Key::ServicePromises, share(words, *promises).unwrap_or_else(none), note)
    };
    let all = [
        in_time(words, Key::ServiceAnswered, answers, targets.answer),
        until_answer(words, answers),
        in_time(words, Key::ServiceResolved, resolutions, targets.resolution),
        open,
        delivered,
        kept,
    ];
    let figure = |(label, value, note): (Key, String, String)| {
        view! {
            <div>
                <dt>{words.text(label)}</dt>
                <dd>{value}</dd>
                <dd>{note}</dd>
            </div>
        }
    };
    all.into_iter().map(figure).collect_view()
}

fn none() -> String {
    "–".into()
}

fn in_time(words: Words, label: Key, found: &Responsiveness, target: u32) -> (Key, String, String) {
    let share_of = found.in_time;
    let places = [
        ("n", words.number(share_of.of)),
        ("all", words.number(share_of.among)),
        ("target", time(words, target.into())),
    ];
    let note = match share_of.among {
        0 => words.text(Key::ServiceNoRequest).into(),
        _ if share_of.is_few() => words.fill(Key::ServiceTargetInYear, &[("target", &time(words, target.into()))]),
        _ => words.fill(Key::ServiceTarget, &places.each_ref().map(|(name, value)| (*name, value.as_str()))),
    };
    (label, share(words, share_of).unwrap_or_else(none), note)
}

fn until_answer(words: Words, found: &Responsiveness) -> (Key, String, String) {
    let Some(median) = found.median else {
        return (Key::ServiceUntilAnswer, none(), words.text(Key::ServiceNoRequest).into());
    };
    let note = match found.ninetieth {
        Some(ninetieth) => words.fill(Key::ServiceNinety, &[("time", &time(words, ninetieth))]),
        None => words.text(Key::ServiceHalf).into(),
    };
    (Key::ServiceUntilAnswer, time(words, median.round() as i64), note)
}
