//! The stress test: the picture without chosen accounts.

use std::collections::HashSet;

use leptos::prelude::*;

use super::class_move::{MoverList, other_period};
use crate::analysis::{Analysis, Move};
use crate::book::RecordId;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::SegBadge;
use crate::ui::words::{Words, isolated, rich, words};

/// How many of the largest are offered; nobody else's leaving changes much.
const OFFERED: usize = 12;

#[component]
pub fn StressTest(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let is_anybody = analysis.concentration.accounts > 0;
    // What the largest would leave is told at once.
    let largest = analysis.ranked().next().map(|finding| finding.account);
    let out = RwSignal::new(largest.into_iter().collect::<HashSet<RecordId>>());
    let offered = analysis.ranked().take(OFFERED);
    let choices = offered.map(|finding| {
        let id = finding.account;
        let share = words.percent(analysis.share(finding.value));
        let of_badge = Some(finding.clone());
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || out.with(|out| out.contains(&id))
                    on:change=move |event| out.update(|out| {
                        if event_target_checked(&event) { out.insert(id); } else { out.remove(&id); }
                    })
                />
                <SegBadge finding=of_badge/>
                <span class="stress-name"><bdi>{finding.name.clone()}</bdi></span>
                <span class="muted">{share}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    let result = move || {
        let chosen = out.get();
        if chosen.is_empty() {
            return view! { <p class="note">{words.text(Key::StressPick)}</p> }.into_any();
        }
        match analysis.without(&chosen) {
            Some(without) => view! { <Without now=analysis.clone() without chosen/> }.into_any(),
            None => view! { <p class="reading">{words.text(Key::StressNothing)}</p> }.into_any(),
        }
    };
    is_anybody.then(|| {
        view! {
            <section class="section" data-testid="stress">
                <div class="section-head"><h2>{words.text(Key::StressTitle)}</h2></div>
                <p class="note">{words.text(Key::StressHint)}</p>
                <div class="stress">
                    <fieldset class="choices">
                        <legend>{words.text(Key::StressWithout)}</legend>
                        {choices}
                    </fieldset>
                    <div class="stack-s" aria-live="polite">{result}</div>
                </div>
            </section>
        }
    })
}

#[component]
fn Without(now: ByPtr<Analysis>, without: Analysis, chosen: HashSet<RecordId>) -> impl IntoView {
    let words = words();
    let gone: i128 = now.findings.iter().filter(|f| chosen.contains(&f.account)).map(|f| f.value).sum();
    let moves: Vec<Move> = now
        .movement_to(&without)
        .reclassed()
        .into_iter()
        .filter(|one| !chosen.contains(&one.account))
        .copied()
        .collect();
    let names: Vec<String> =
        now.findings.iter().filter(|f| chosen.contains(&f.account)).map(|f| isolated(&f.name)).collect();
    let reading = words.fill(
        Key::StressReading,
        &[
            ("names", &words.list(names)),
            ("share", &words.percent(now.share(gone))),
            ("money", &format!("{} {}", now.currency, words.money_round(now.currency, gone as f64))),
            ("measure", words.measure(now.measure)),
        ],
    );
    let rows = facts(words, &now).into_iter().zip(facts(words, &without)).map(|((label, was), (_, is))| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="num">{was}</td>
                <td class="num">{is}</td>
            </tr>
        }
    });
    let moved = words.count(Key::StressMoves, moves.len());
    view! {
        <p class="reading">{rich(reading)}</p>
        <table class="table" data-fit data-testid="stress-facts">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col" class="num">{words.text(Key::StressNow)}</th>
                    <th scope="col" class="num">{words.text(Key::StressThen)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        {other_period(words, &now, &without)}
        <p class="note">{moved}</p>
        <MoverList moves/>
    }
}

/// What is compared of the two pictures.
fn facts(words: Words, analysis: &Analysis) -> Vec<(String, String)> {
    let concentration = &analysis.concentration;
    let largest = analysis.findings.first().map_or(0, |finding| finding.value.max(0));
    vec![
        (
            words.in_currency(words.measure_title(analysis.measure), analysis.currency),
            words.money_round(analysis.currency, analysis.net_total as f64),
        ),
        (words.text(Key::StressFor80).into(), words.number(concentration.needed_for(0.8))),
        (words.text(Key::StressLargest).into(), words.percent(analysis.share(largest))),
        (words.text(Key::StressTopFifth).into(), words.percent(concentration.top_fifth_share)),
        (words.text(Key::Gini).into(), words.decimal(concentration.gini, 2)),
        (words.text(Key::Hhi).into(), words.number(concentration.hhi.round() as usize)),
    ]
}
