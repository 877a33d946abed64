//! What was brought, period by period: altogether, by segment or by product group.

use leptos::prelude::*;

use crate::analysis::{Analysis, ByGroup, GroupPart, GroupSeries, Period, Segment, Series, Timeline};
use crate::chart::{
    AccountWords, GroupsWords, PeriodWords, Purchases, SegmentsWords, account, groups, groups_frame, segments,
    segments_frame,
};
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
    let reading = reading(words, &analysis, &timeline.total).map(|text| view! { <p class="reading">{rich(text)}</p> });
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
            <div class="chart-choice" role="radiogroup" aria-label=words.text(Key::StackLabel)>{choices}</div>
            {figure}
        </section>
    }
}

/// From the whole period a year before the last one (or the first there is) to the last whole one.
fn reading(words: Words, analysis: &Analysis, total: &Series) -> Option<String> {
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
