//! How much the accounts vary: their coefficients of variation as a histogram.

use leptos::prelude::*;

use crate::analysis::Analysis;
use crate::chart::{Bin, HistogramWords, Variation, histogram, histogram_frame, isolated};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{ChartFigure, FiguresTable, drawn};
use crate::ui::words::{Words, rich, words};

#[component]
pub fn VariationSection(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let coefficients = analysis.findings.iter().filter_map(|finding| finding.regularity.as_ref()?.cv);
    let variation = Variation::of(&coefficients.collect::<Vec<_>>(), analysis.config.xyz);
    // Nobody has bought for three periods yet.
    variation.median.map(|median| {
        let unit = analysis.period.unit;
        let reading = reading(words, &variation, median);
        let of_chart = variation.clone();
        let aria = words.fill(Key::VariationAria, &[("unit", words.unit(unit))]);
        let draw = drawn(move |width, mirrored| chart(words, &of_chart, &aria, width, mirrored));
        view! {
            <section class="section">
                <div class="section-head">
                    <h2>{words.text(Key::VariationTitle)}</h2>
                    <span class="note">{words.by_unit(unit)}</span>
                </div>
                <p class="reading">{rich(reading)}</p>
                <ChartFigure
                    test_id="cv-chart"
                    title=words.text(Key::VariationTitle).into()
                    draw
                    table=move || table(words, &variation)
                />
            </section>
        }
    })
}

fn reading(words: Words, variation: &Variation, median: f64) -> String {
    let customers = variation.classes.iter().sum();
    words.fill(
        Key::VariationReading,
        &[("customers", &words.count(Key::CountCustomers, customers)), ("median", &words.decimal(median, 2))],
    )
}

fn chart(words: Words, variation: &Variation, aria: &str, width: f64, mirrored: bool) -> String {
    histogram(
        variation,
        histogram_frame(width, mirrored),
        &HistogramWords {
            aria,
            axis: words.text(Key::VariationAxis),
            count: &|count| words.number(count),
            bar: &|bin| {
                let places = [("range", range(words, bin)), ("class", isolated(bin.class.letter()))];
                let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
                words.counted(Key::VariationBar, bin.count, &places)
            },
            ratio: &|ratio| words.decimal(ratio, 2),
            beyond: &|ratio| words.fill(Key::VariationBeyond, &[("value", &words.decimal(ratio, 2))]),
            class: &|class, count| format!("{} {}", isolated(class.letter()), words.number(count)),
            limit: &|class, limit| {
                let places = [("class", isolated(class.letter())), ("limit", words.decimal(limit, 3))];
                words.fill(Key::VariationLimit, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
            },
            up_to: &|limit| isolated(&format!("≤ {}", words.decimal(limit, 3))),
            median: &|median| words.fill(Key::VariationMedian, &[("value", &words.decimal(median, 2))]),
        },
    )
}

/// "0.4–0.5", "over 2"
fn range(words: Words, bin: &Bin) -> String {
    let from = words.decimal(bin.from, 2);
    match bin.to {
        Some(to) => format!("\u{2066}{from}–{}\u{2069}", words.decimal(to, 2)),
        None => words.fill(Key::VariationBeyond, &[("value", &from)]),
    }
}

fn table(words: Words, variation: &Variation) -> impl IntoView + use<> {
    let rows = variation.bins.iter().map(|bin| {
        view! {
            <tr>
                <th scope="row" class="nowrap">{range(words, bin)}</th>
                <td>{bin.class.letter()}</td>
                <td class="num">{words.number(bin.count)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = vec![
        (words.text(Key::ColVariation).into(), false),
        ("XYZ".into(), false),
        (words.text(Key::AccountsTitle).into(), true),
    ];
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
