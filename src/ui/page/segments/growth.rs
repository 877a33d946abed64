//! What a change of value came from: who is new, who is gone, who bought more and who less.

use leptos::prelude::*;

use crate::analysis::{Contribution, Growth, Source};
use crate::chart::{BridgeRow, bridge, bridge_frame};
use crate::currency::Currency;
use crate::text::Key;
use crate::ui::component::{ChartFigure, FiguresTable, drawn};
use crate::ui::words::{Words, words};

/// How customers are called who bought in one of the two windows only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// Two windows that follow each other, or a kept run and now: they are new or gone.
    Windows,
    /// Two periods of many: all that is known is that they bought in one of them.
    Periods,
}

impl Between {
    fn key(self, source: Source) -> Key {
        match (source, self) {
            (Source::More, _) => Key::GrowthMore,
            (Source::Less, _) => Key::GrowthLess,
            (Source::New, Self::Windows) => Key::GrowthNew,
            (Source::Gone, Self::Windows) => Key::GrowthGone,
            (Source::New, Self::Periods) => Key::GrowthOnlyThen,
            (Source::Gone, Self::Periods) => Key::GrowthOnlyBefore,
        }
    }
}

/// The four contributions that aren't empty.
fn contributions(growth: &Growth) -> impl Iterator<Item = (Source, Contribution)> {
    let all = Source::ALL.map(|source| (source, growth.contribution(source)));
    all.into_iter().filter(|(_, found)| found.count > 0)
}

/// "61 bought more (+512,000), 9 are new (+31,353), 19 bought less (−95,275), 1 is gone (−101)"; `None` where
/// everybody brought as much as before.
pub fn told(words: Words, growth: &Growth, currency: Currency, between: Between) -> Option<String> {
    let one = |(source, found): (Source, Contribution)| {
        let money = words.signed(words.money_round(currency, found.change.abs() as f64), found.change);
        format!("{} ({money})", words.count(between.key(source), found.count))
    };
    let all: Vec<String> = contributions(growth).map(one).collect();
    (!all.is_empty()).then(|| words.list(all))
}

/// The change as steps from one value to the other.
#[component]
pub fn GrowthFigure(
    growth: Growth,
    currency: Currency,
    between: Between,
    /// What the first and the last bar are.
    ends: [String; 2],
) -> impl IntoView {
    let words = words();
    let rows = rows(words, &growth, currency, between, ends);
    let of_chart = rows.clone();
    let title = words.text(Key::GrowthTitle);
    let draw = drawn(move |width, mirrored| bridge(&of_chart, bridge_frame(width, of_chart.len(), mirrored), title));
    view! { <ChartFigure test_id="growth-chart" title=title.into() draw table=move || table(words, currency, &rows)/> }
}

fn rows(words: Words, growth: &Growth, currency: Currency, between: Between, ends: [String; 2]) -> Vec<BridgeRow> {
    let [first, last] = ends;
    let whole = |label: String, value: i128| BridgeRow {
        label,
        value: value as f64,
        is_whole: true,
        said: words.money_round(currency, value as f64),
    };
    let step = |(source, found): (Source, Contribution)| BridgeRow {
        label: words.count(between.key(source), found.count),
        value: found.change as f64,
        is_whole: false,
        said: words.signed(words.money_round(currency, found.change.abs() as f64), found.change),
    };
    let steps = contributions(growth).map(step);
    std::iter::once(whole(first, growth.before)).chain(steps).chain([whole(last, growth.after)]).collect()
}

fn table(words: Words, currency: Currency, rows: &[BridgeRow]) -> impl IntoView + use<> {
    let row = |row: &BridgeRow| {
        view! {
            <tr>
                <th scope="row">{row.label.clone()}</th>
                <td class="num">{row.said.clone()}</td>
            </tr>
        }
    };
    let rows = rows.iter().map(row).collect_view();
    let heads = vec![
        (words.text(Key::GrowthTitle).into(), false),
        (words.in_currency(words.text(Key::ChangeOfValue), currency), true),
    ];
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
