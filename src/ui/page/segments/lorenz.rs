//! The Lorenz curve: how far the customers are from being equal.

use leptos::prelude::*;

use crate::analysis::Analysis;
use crate::chart::{LorenzWords, lorenz, lorenz_frame};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{ChartFigure, FiguresTable, drawn};
use crate::ui::words::{Words, rich, words};

#[component]
pub fn LorenzSection(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let reading = words.fill(
        Key::LorenzReading,
        &[
            ("half", &words.percent(analysis.concentration.share_of_smallest(0.5))),
            ("measure", words.measure(analysis.measure)),
            ("top", &words.percent(1.0 - analysis.concentration.share_of_smallest(0.9))),
        ],
    );
    let of_chart = analysis.clone();
    let draw = drawn(move |width, mirrored| chart(words, &of_chart, width, mirrored));
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{words.text(Key::LorenzTitle)}</h2>
                <span class="note">{words.fill(Key::LorenzGiniSays, &[("gini", &words.decimal(analysis.concentration.gini, 2))])}</span>
            </div>
            <p class="reading">{rich(reading)}</p>
            <ChartFigure
                test_id="lorenz-chart"
                title=words.text(Key::LorenzTitle).into()
                draw
                table=move || table(words, &analysis)
            />
        </section>
    }
}

fn number(count: usize, share: f64) -> usize {
    (count as f64 * share).round() as usize
}

fn gini(words: Words, analysis: &Analysis) -> String {
    words.fill(Key::LorenzGini, &[("gini", &words.decimal(analysis.concentration.gini, 2))])
}

fn chart(words: Words, analysis: &Analysis, width: f64, mirrored: bool) -> String {
    let concentration = &analysis.concentration;
    let aria = words.fill(Key::LorenzAria, &[("measure", words.measure(analysis.measure))]);
    let top = words.fill(Key::LorenzTop, &[("share", &words.percent(concentration.top_fifth_share))]);
    lorenz(
        concentration,
        lorenz_frame(width, mirrored),
        &LorenzWords {
            aria: &aria,
            axis: words.text(Key::LorenzAxis),
            percent: &|share| words.percent_round(share),
            point: &|share, brings| {
                let places = [("share", words.percent(share)), ("brings", words.percent(brings))];
                words.fill(Key::LorenzPoint, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
            },
            equal: words.text(Key::LorenzEqual),
            gini: &gini(words, analysis),
            top: &top,
        },
    )
}

/// By tenths of the customers.
fn table(words: Words, analysis: &Analysis) -> impl IntoView + use<> {
    let concentration = &analysis.concentration;
    let rows = (1..=10).map(|tenth| {
        let share = f64::from(tenth) / 10.0;
        view! {
            <tr>
                <th scope="row" class="num">{words.percent_round(share)}</th>
                <td class="num">{words.number(number(concentration.cumulative.len(), share))}</td>
                <td class="num">{words.percent(concentration.share_of_smallest(share))}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = vec![
        (words.text(Key::LorenzColShare).into(), true),
        (words.text(Key::AccountsTitle).into(), true),
        (words.text(Key::LorenzColBring).into(), true),
    ];
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
