//! The Pareto curve, with what it says and its figures.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::analysis::Analysis;
use crate::chart::{Pareto, ParetoWords, pareto, pareto_frame};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{ChartFigure, drawn};
use crate::ui::words::{Words, isolated, rich, words};

#[component]
pub fn ParetoSection(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let top = words.fill(
        Key::ParetoTop,
        &[
            ("customers", &words.count(Key::CountCustomers, analysis.concentration.top_fifth)),
            ("share", &words.percent(analysis.concentration.top_fifth_share)),
        ],
    );
    let reading = reading(words, &analysis);
    let of_chart = analysis.clone();
    let draw = drawn(move |width, mirrored| chart(words, &of_chart, width, mirrored));
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{words.text(Key::ParetoTitle)}</h2>
                <span class="note">{top}</span>
            </div>
            <p class="reading">{rich(reading)}</p>
            <ChartFigure test_id="pareto-chart" title=words.text(Key::ParetoTitle).into() draw table=move || table(words, &analysis)/>
        </section>
    }
}

fn reading(words: Words, analysis: &Analysis) -> String {
    let concentration = &analysis.concentration;
    let needed = concentration.needed_for(0.8);
    // A fifth of the customers, to the nearest one, is the rule itself.
    let rule = ((concentration.accounts as f64 / 5.0).round() as usize).max(1);
    let key = match needed.cmp(&rule) {
        Ordering::Greater => Key::ParetoReadingFlat,
        Ordering::Equal => Key::ParetoReadingAsRule,
        Ordering::Less => Key::ParetoReadingSteep,
    };
    words.counted(
        key,
        needed,
        &[
            ("customers", &words.count(Key::OfCustomers, concentration.accounts)),
            ("measure", words.measure(analysis.measure)),
        ],
    )
}

fn chart(words: Words, analysis: &Analysis, width: f64, mirrored: bool) -> String {
    let aria = words.fill(Key::ParetoAria, &[("measure", words.measure(analysis.measure))]);
    let ranked = analysis.ranked();
    let names: Vec<&str> = ranked.map(|finding| &*finding.name).collect();
    pareto(
        &Pareto::of(analysis),
        pareto_frame(width, mirrored),
        &ParetoWords {
            aria: &aria,
            axis: words.text(Key::CustomersLargestFirst),
            percent: &|share| words.percent_round(share),
            limit: &|limit| words.fill(Key::LimitLabel, &[("share", &words.limit((limit * 10_000.0).round() as u32))]),
            class: &|_, count, share| format!("{} · {}", words.number(count), words.percent(share)),
            share: &|share| words.percent(share),
            half: &|count| words.count(Key::BringHalf, count),
            point: &|rank, share| {
                let name = names.get(rank.saturating_sub(1)).map(|name| isolated(name)).unwrap_or_default();
                words.counted(Key::ParetoPoint, rank, &[("name", &name), ("share", &words.percent(share))])
            },
            rank: &|rank| words.number(rank),
        },
    )
}

fn table(words: Words, analysis: &Analysis) -> impl IntoView + use<> {
    let currency = analysis.currency;
    let ranked = analysis.findings.iter().filter_map(|finding| Some((finding.clone(), finding.rank?)));
    let cumulative = analysis.concentration.cumulative.clone();
    let rows = ranked.zip(cumulative).map(|((finding, rank), after)| {
        view! {
            <tr>
                <td class="num">{words.number(rank.rank)}</td>
                <th scope="row"><bdi>{finding.name}</bdi></th>
                <td class="num">{words.money(currency, finding.value)}</td>
                <td class="num">{words.percent(rank.share)}</td>
                <td class="num">{words.percent(after)}</td>
                <td>{rank.class.letter()}</td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col" class="num">"#"</th>
                    <th scope="col">{words.text(Key::ColAccount)}</th>
                    <th scope="col" class="num">{words.in_currency(words.measure_title(analysis.measure), currency)}</th>
                    <th scope="col" class="num">{words.text(Key::ColShare)}</th>
                    <th scope="col" class="num">"Σ"</th>
                    <th scope="col">"ABC"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
