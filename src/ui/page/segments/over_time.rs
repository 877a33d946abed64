//! What each segment brought, period by period.

use leptos::prelude::*;

use crate::analysis::{Analysis, Period, Segment};
use crate::chart::{PeriodWords, SegmentsWords, segments, segments_frame};
use crate::text::Key;
use crate::ui::component::{ChartFigure, drawn};
use crate::ui::shared::Shared;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn OverTime(analysis: Shared<Analysis>) -> impl IntoView {
    let words = words();
    let note = words.fill(
        Key::SegmentsOverTimeNote,
        &[("currency", &analysis.currency.to_string()), ("unit", words.unit(analysis.period.unit))],
    );
    let reading = reading(words, &analysis).map(|text| view! { <p class="reading">{rich(text)}</p> });
    let of_chart = analysis.clone();
    let draw = drawn(move |width, mirrored| chart(words, &of_chart, width, mirrored));
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{words.text(Key::SegmentsOverTime)}</h2>
                <span class="note">{note}</span>
            </div>
            {reading}
            <ChartFigure test_id="segment-chart" draw table=move || table(words, &analysis)/>
        </section>
    }
}

/// From the whole period a year before the last one (or the first there is) to the last whole one.
fn reading(words: Words, analysis: &Analysis) -> Option<String> {
    let total = &analysis.timeline.total;
    let whole: Vec<(Period, i128)> = total
        .periods()
        .zip(total.values.iter().copied())
        .filter(|(period, _)| !total.is_incomplete(*period) && period.first_day() >= analysis.window.0)
        .collect();
    let (last, to) = whole.last().copied()?;
    let money = |minor: i128| words.money_round(analysis.currency, minor as f64);
    let earlier = || whole.iter().filter(|(period, value)| *period < last && *value > 0);
    let year_before =
        earlier().find(|(period, _)| period.year() == last.year() - 1 && period.ordinal() == last.ordinal());
    let Some((first, from)) = year_before.or_else(|| earlier().next()).copied() else {
        return Some(words.fill(Key::OverTimeReadingShort, &[("to", &money(to)), ("last", &words.period(last))]));
    };
    let change = to as f64 / from as f64 - 1.0;
    let sign = if change >= 0.0 { "+" } else { "−" };
    let steps = usize::try_from(last.number - first.number).unwrap_or_default();
    Some(words.fill(
        Key::OverTimeReading,
        &[
            ("from", &money(from)),
            ("first", &words.period(first)),
            ("to", &money(to)),
            ("last", &words.period(last)),
            ("change", &format!("\u{2066}{sign}{}\u{2069}", words.percent(change.abs()))),
            ("n", &words.count(Key::CountPeriods, steps)),
        ],
    ))
}

fn chart(words: Words, analysis: &Analysis, width: f64, mirrored: bool) -> String {
    let currency = analysis.currency;
    let aria = words.fill(
        Key::SegmentChartAria,
        &[("measure", words.measure_title(analysis.measure)), ("unit", words.unit(analysis.period.unit))],
    );
    segments(
        &analysis.timeline,
        segments_frame(width, mirrored),
        &SegmentsWords {
            aria: &aria,
            periods: PeriodWords {
                short: &|period| words.period_short(period),
                with_year: &|period| words.period(period),
                year: &|period| words.year(period),
            },
            money: &|minor| words.compact(minor / currency.unit() as f64),
            share: &|class, share, period| {
                let class = class.map_or(words.text(Key::NoSegment), |class| class.letter());
                let places = [("class", class), ("share", &words.percent_round((share * 100.0).round() / 100.0))];
                words.fill(Key::ShareOfPeriod, &[places[0], places[1], ("period", &words.period(period))])
            },
            until: &|day| words.fill(Key::ToDay, &[("day", &words.day_and_month(day))]),
        },
    )
}

fn table(words: Words, analysis: &Analysis) -> impl IntoView + use<> {
    let currency = analysis.currency;
    let timeline = analysis.timeline.clone();
    let cells: Vec<Option<Segment>> = timeline.cells.keys().copied().collect();
    let heads = cells.iter().map(|cell| {
        let letters = cell.map_or(words.text(Key::NoSegment), Segment::letters);
        view! { <th scope="col" class="num">{letters}</th> }
    });
    let heads = heads.collect_view();
    let rows = timeline.total.periods().zip(timeline.total.values.clone()).enumerate().map(|(at, (period, total))| {
        let value = |cell: &Option<Segment>| {
            let value = timeline.cells.get(cell).and_then(|series| series.values.get(at)).copied().unwrap_or(0);
            view! { <td class="num">{words.money_round(currency, value as f64)}</td> }
        };
        let until = timeline.total.is_incomplete(period).then(|| {
            let day = words.day_and_month(timeline.total.window.1);
            format!(" ({})", words.fill(Key::ToDay, &[("day", &day)]))
        });
        view! {
            <tr>
                <th scope="row" class="nowrap">{words.period(period)} {until}</th>
                {cells.iter().map(value).collect_view()}
                <td class="num"><b>{words.money_round(currency, total as f64)}</b></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{words.unit(analysis.period.unit)}</th>
                    {heads}
                    <th scope="col" class="num">{words.text(Key::Total)} ", " {currency.to_string()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
