//! What was left out, by reason, with line numbers.

use leptos::prelude::*;

use super::failure::reason_key;
use crate::exchange::{Problem, Reason};
use crate::text::Key;
use crate::ui::intake::intake;
use crate::ui::words::{Words, words};

/// Examples shown for each reason; the importer keeps more.
const SHOWN: usize = 100;

#[component]
pub fn Problems() -> impl IntoView {
    let intake = intake();
    let words = words();
    move || {
        intake.import.get().map(|import| {
            let counts = &import.reconciliation;
            let totals = (counts.totals > 0).then_some((Reason::TotalsRow, counts.totals));
            let groups: Vec<(Reason, u64)> = counts.skipped.iter().copied().chain(totals).collect();
            let has_problems = !counts.skipped.is_empty();
            let list = if groups.is_empty() {
                view! { <p class="note">{words.text(Key::ProblemsNone)}</p> }.into_any()
            } else {
                let group = |(reason, count): &(Reason, u64)| {
                    let examples = import.problems.iter().filter(|problem| problem.reason == *reason).take(SHOWN);
                    problem_group(words, *reason, *count, examples.cloned().collect())
                };
                groups.iter().map(group).collect_view().into_any()
            };
            view! {
                <section class="section" data-testid="import-problems">
                    <div class="section-head"><h2>{words.text(Key::Problems)}</h2></div>
                    {has_problems.then(|| view! { <p class="note">{words.text(Key::FixIt)}</p> })}
                    {list}
                </section>
            }
        })
    }
}

fn problem_group(words: Words, reason: Reason, count: u64, examples: Vec<Problem>) -> impl IntoView {
    let row = move |problem: Problem| {
        let line = words.number(problem.line as usize);
        view! {
            <tr>
                <td class="nowrap">{words.fill(Key::ProblemLine, &[("line", &line)])}</td>
                <td><bdi>{problem.column}</bdi></td>
                <td><bdi>{problem.text}</bdi></td>
            </tr>
        }
    };
    let more = (count > examples.len() as u64).then(|| {
        let first =
            words.fill(Key::FirstOf, &[("n", &words.number(examples.len())), ("all", &words.number(count as usize))]);
        view! { <p class="note">{first}</p> }
    });
    let is_open = RwSignal::new(false);
    let rows = move || is_open.get().then(|| examples.iter().cloned().map(row).collect_view());
    view! {
        <details class="problem-group" on:toggle=move |_| is_open.set(true)>
            <summary>
                {words.text(reason_key(reason))} " · " {words.count(Key::CountRows, count as usize)}
            </summary>
            <div class="table-wrap">
                <table class="table"><tbody>{rows}</tbody></table>
            </div>
            {more}
        </details>
    }
}
