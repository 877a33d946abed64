//! The transitions as a picture: bands from the classes before to those after.

use leptos::prelude::*;

use super::matrix::Transitions;
use crate::chart::{Flow, FlowEnd, FlowWords, transitions, transitions_frame};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{ChartFigure, drawn};
use crate::ui::words::{Words, words};

#[component]
pub(super) fn FlowFigure(found: ByPtr<Transitions>, test_id: &'static str) -> impl IntoView {
    let words = words();
    let title = found.title.to_owned();
    let of_chart = found.clone();
    let draw = drawn(move |width, mirrored| chart(words, &of_chart, width, mirrored));
    view! { <ChartFigure test_id title draw table=move || table(words, &found)/> }
}

fn chart(words: Words, found: &Transitions, width: f64, mirrored: bool) -> String {
    let ends = |names: &[&'static str]| -> Vec<FlowEnd<'static>> {
        found.tints.iter().zip(names).map(|(tint, label)| FlowEnd { tint: *tint, label }).collect()
    };
    let (before, after) = (ends(&found.rows), ends(&found.columns));
    let counts: Vec<Vec<usize>> = found.cells.iter().map(|row| row.iter().map(|(_, count)| *count).collect()).collect();
    transitions(
        &Flow { before: &before, after: &after, counts: &counts },
        transitions_frame(width, mirrored),
        &FlowWords {
            aria: found.title,
            before: words.text(Key::Before),
            after: words.text(Key::After),
            end: &|label, count| format!("{label} {}", words.number(count)),
            count: &|count| words.number(count),
        },
    )
}

/// From where to where, and how many.
fn table(words: Words, found: &Transitions) -> impl IntoView + use<> {
    let met = found.cells.iter().flatten().filter(|(_, count)| *count > 0);
    let rows = met.map(|(filter, count)| {
        view! {
            <tr>
                <th scope="row">{filter.text(words)}</th>
                <td class="num">{words.number(*count)}</td>
            </tr>
        }
    });
    view! { <table class="table" data-fit><tbody>{rows.collect_view()}</tbody></table> }
}
