//! What was brought, period by period: altogether, by segment or by product group.

use leptos::prelude::*;

use super::growth::{self, Between};
use crate::analysis::{Analysis, ByGroup, GroupPart, GroupSeries, Growth, InShort, Period, Segment, Series, Timeline};
use crate::chart::{
    AccountWords, GroupsWords, PeriodWords, Purchases, SegmentsWords, account, groups, groups_frame, segments,
    segments_frame,
};
use crate::route::{Route, View};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{ChartFigure, drawn};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// What the columns are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stacked {
    Total,
    #[default]
    Segments,
    Groups,
}

impl Stacked {
    const ALL: [Self; 3] = [Self::Total, Self::Segments, Self::Groups];

    fn label(self) -> Key {
        match self {
            Self::Total => Key::StackTotal,
            Self::Segments => Key::StackSegments,
            Self::Groups => Key::StackGroups,
        }
    }
}

/// What is drawn, with its figures.
#[derive(Clone)]
enum Shown {
    Total(ByPtr<Timeline>),
    Segments(ByPtr<Timeline>),
    Groups(ByPtr<ByGroup>),
}

#[component]
pub fn OverTime(
    analysis: ByPtr<Analysis>,
    /// What was chosen; it outlives the analysis.
    stacked: RwSignal<Stacked>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let title = words.fill(Key::ValueOverTime, &[("measure", words.measure_title(analysis.measure))]);
    let ledger = session.ledger.get_untracked();
    let has_groups = ledger.groups().iter().any(|name| !name.trim().is_empty());
    let timeline = ByPtr::new(analysis.timeline(&ledger));
    let told = timeline.total.in_short();
    let reading = told.map(|told| reading(words, &analysis, told));
    let came = told.and_then(|told| {
        let InShort::YearApart { before, last } = told else { return None };
        let growth = Growth::between(&analysis, &ledger, before.0, last.0);
        growth::told(words, &growth, analysis.currency, Between::Periods)
    });
    let came = came.map(|told| {
        view! {
            <p class="note" data-testid="growth">
                {words.fill(Key::GrowthReading, &[("parts", &told)])}
                " "
                <a href=Route::Segments(View::Movement).to_string()>{words.text(Key::GrowthWho)}</a>
            </p>
        }
    });
    let reading = reading.map(|text| view! { <p class="reading">{rich(text)}</p> });
    let places = [("currency", analysis.currency.to_string()), ("unit", words.unit(analysis.period.unit).to_owned())];
    let note = move || {
        let key = if stacked.get() == Stacked::Segments { Key::SegmentsOverTimeNote } else { Key::PurchasesNote };
        words.fill(key, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let choice = move |value: Stacked| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="stacked"
                    prop:checked=move || stacked.get() == value
                    on:change=move |_| stacked.set(value)
                />
                <span>{words.text(value.label())}</span>
            </label>
        }
    };
    let choices = Stacked::ALL.into_iter().filter(|value| has_groups || *value != Stacked::Groups).map(choice);
    let choices = choices.collect_view();
    let heading = title.clone();
    let figure = move || {
        let by_group = || ByGroup::of(&analysis, &ledger).map(|found| Shown::Groups(ByPtr::new(found)));
        let shown = match stacked.get() {
            Stacked::Total => Shown::Total(timeline.clone()),
            Stacked::Segments => Shown::Segments(timeline.clone()),
            // There may be groups outside of the window alone.
            Stacked::Groups => by_group().unwrap_or_else(|| Shown::Total(timeline.clone())),
        };
        let (test_id, choice) = match shown {
            Shown::Total(_) => ("total-chart", Stacked::Total),
            Shown::Segments(_) => ("segment-chart", Stacked::Segments),
            Shown::Groups(_) => ("group-chart", Stacked::Groups),
        };
        let title = format!("{title} · {}", words.text(choice.label()));
        let (of_chart, drawn_of) = (analysis.clone(), shown.clone());
        let draw = drawn(move |width, mirrored| chart(words, &of_chart, &drawn_of, width, mirrored));
        let of_table = analysis.clone();
        view! { <ChartFigure test_id title draw table=move || table(words, &of_table, &shown)/> }
    };
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{heading}</h2>
                <span class="note">{note}</span>
            </div>
            {reading}
            {came}
            <div class="chart-choice" role="radiogroup" aria-label=words.text(Key::StackLabel)>{choices}</div>
            {figure}
        </section>
    }
}

/// "**138,288** in 1997 Q1, **298,492** in 1998 Q1: +115.8% in a year, 1997/98."
fn reading(words: Words, analysis: &Analysis, told: InShort) -> String {
    let money = |minor: i128| words.money_round(analysis.currency, minor as f64);
    match told {
        InShort::One(last, to) => {
            words.fill(Key::OverTimeReadingShort, &[("to", &money(to)), ("last", &words.period(last))])
        }
        InShort::Altogether { total, best: (best, most) } => {
            let places = [("total", money(total)), ("best", words.period(best)), ("most", money(most))];
            words.fill(Key::OverTimeReading, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        InShort::YearApart { before: (first, from), last: (last, to) } => {
            let change = to as f64 / from as f64 - 1.0;
            let sign = if change >= 0.0 { "+" } else { "−" };
            let places = [
                ("from", money(from)),
                ("first", words.period(first)),
                ("to", money(to)),
                ("last", words.period(last)),
                ("change", format!("\u{2066}{sign}{}\u{2069}", words.percent(change.abs()))),
                ("years", words.years(first, last)),
            ];
            words.fill(Key::OverTimeReadingYear, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
    }
}

fn chart(words: Words, analysis: &Analysis, shown: &Shown, width: f64, mirrored: bool) -> String {
    let currency = analysis.currency;
    let aria_key = match shown {
        Shown::Total(_) => Key::TotalChartAria,
        Shown::Segments(_) => Key::SegmentChartAria,
        Shown::Groups(_) => Key::GroupChartAria,
    };
    let places = [("measure", words.measure_title(analysis.measure)), ("unit", words.unit(analysis.period.unit))];
    let aria = words.fill(aria_key, &places);
    let periods = PeriodWords {
        short: &|period| words.period_short(period),
        with_year: &|period| words.period(period),
        year: &|period| words.year(period),
    };
    let money = |minor: f64| words.compact(minor / currency.unit() as f64);
    // What a part of a column says: "AY, 1998 Q1: 138,288, 46% of the quarter".
    let part_of = |name: &str, period: Period, value: f64, whole: f64| {
        let part = if whole > 0.0 && value >= 0.0 { words.percent_round(value / whole) } else { "–".into() };
        let places = [
            ("name", name),
            ("period", &words.period(period)),
            ("value", &words.money_round(currency, value)),
            ("part", &part),
            ("whole", &words.money_round(currency, whole)),
        ];
        words.fill(Key::ValueOfPart, &places)
    };
    let until = |day| words.fill(Key::ToDay, &[("day", &words.day_and_month(day))]);
    match shown {
        Shown::Total(timeline) => account(
            &Purchases { series: &timeline.total, regularity: None, orders: &[] },
            segments_frame(width, mirrored),
            // Mean, deviation and orders are of one account alone.
            &AccountWords {
                aria: &aria,
                periods,
                money: &money,
                value: &money,
                bar: &|period, minor| format!("{}: {}", words.period(period), words.money_round(currency, minor)),
                mean: &|_| String::new(),
                deviation: "",
                orders: &|_| String::new(),
            },
        ),
        Shown::Segments(timeline) => segments(
            timeline,
            segments_frame(width, mirrored),
            &SegmentsWords {
                aria: &aria,
                periods,
                money: &money,
                share: &|class, share, period| {
                    let class = class.map_or(words.text(Key::NoSegment), |class| class.letter());
                    let places = [("class", class), ("share", &words.percent_round((share * 100.0).round() / 100.0))];
                    words.fill(Key::ShareOfPeriod, &[places[0], places[1], ("period", &words.period(period))])
                },
                part: &|cell, period, value, whole| {
                    part_of(cell.map_or(words.text(Key::NoSegment), Segment::letters), period, value, whole)
                },
                until: &until,
            },
        ),
        Shown::Groups(found) => groups(
            found,
            groups_frame(width, mirrored),
            &GroupsWords {
                aria: &aria,
                periods,
                money: &money,
                mark: &|part| mark(words, part),
                name: &|part| name_of(words, part).to_owned(),
                part: &|part, name, period, value, whole| {
                    let name = name.map_or_else(|| name_of(words, part).to_owned(), isolated);
                    part_of(&name, period, value, whole)
                },
                until: &until,
            },
        ),
    }
}

/// What stands on a part of the product groups: its place by size.
fn mark(words: Words, part: GroupPart) -> String {
    match part {
        GroupPart::Largest(at) => words.number(usize::from(at) + 1),
        GroupPart::Others => "+".into(),
        GroupPart::Without => "–".into(),
    }
}

/// The name of what is no single group.
fn name_of(words: Words, part: GroupPart) -> &'static str {
    words.text(if part == GroupPart::Without { Key::GroupWithout } else { Key::GroupOthers })
}

/// The parts of a column with their names.
fn parts(words: Words, shown: &Shown) -> (Series, Vec<(String, Series)>) {
    let cell = |(cell, series): (&Option<Segment>, &Series)| {
        (cell.map_or(words.text(Key::NoSegment), Segment::letters).to_owned(), series.clone())
    };
    let group = |group: &GroupSeries| {
        let name = match &group.name {
            Some(name) => isolated(name),
            None => name_of(words, group.part).to_owned(),
        };
        (name, group.series.clone())
    };
    match shown {
        Shown::Total(timeline) => (timeline.total.clone(), Vec::new()),
        Shown::Segments(timeline) => (timeline.total.clone(), timeline.cells.iter().map(cell).collect()),
        Shown::Groups(found) => (found.total.clone(), found.parts.iter().map(group).collect()),
    }
}

fn table(words: Words, analysis: &Analysis, shown: &Shown) -> impl IntoView + use<> {
    let currency = analysis.currency;
    let (total, parts) = parts(words, shown);
    let heads = parts.iter().map(|(name, _)| view! { <th scope="col" class="num">{name.clone()}</th> }).collect_view();
    let rows = total.periods().zip(total.values.clone()).enumerate().map(|(at, (period, all))| {
        let value = |(_, series): &(String, Series)| {
            let value = series.values.get(at).copied().unwrap_or(0);
            view! { <td class="num">{words.money_round(currency, value as f64)}</td> }
        };
        let until = total.is_incomplete(period).then(|| {
            let day = words.day_and_month(total.window.1);
            format!(" ({})", words.fill(Key::ToDay, &[("day", &day)]))
        });
        view! {
            <tr>
                <th scope="row" class="nowrap">{words.period(period)} {until}</th>
                {parts.iter().map(value).collect_view()}
                <td class="num"><b>{words.money_round(currency, all as f64)}</b></td>
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
                    <th scope="col" class="num">{words.in_currency(words.text(Key::Total), currency)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
