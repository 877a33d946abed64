//! What was left out, by reason, with line numbers, and what mends all of it at once.

use leptos::prelude::*;

use super::failure::reason_key;
use crate::exchange::{Fix, Problem, Reason};
use crate::text::Key;
use crate::ui::component::Button;
use crate::ui::importing::current_import;
use crate::ui::words::{Words, words};

/// Examples shown for each reason; the importer keeps more.
const SHOWN: usize = 100;

#[component]
pub fn Problems() -> impl IntoView {
    let importing = current_import();
    let words = words();
    move || {
        importing.preview.get().map(|preview| {
            let import = &preview.import;
            let counts = &import.reconciliation;
            let structure = [(Reason::TotalsRow, counts.totals), (Reason::Heading, counts.headings)];
            let structure = structure.into_iter().filter(|(_, count)| *count > 0);
            let cells = Some((Reason::BadCell, import.reconciliation.bad_cells)).filter(|(_, count)| *count > 0);
            let groups: Vec<(Reason, u64)> = counts.skipped.iter().copied().chain(cells).chain(structure).collect();
            let has_problems = !counts.skipped.is_empty() || counts.bad_cells > 0;
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
        let line = match problem.lines {
            0 | 1 => line,
            lines => format!("{line}–{}", words.number((problem.line + lines - 1) as usize)),
        };
        let sheet = problem.sheet.map(|sheet| view! { <bdi>{sheet}</bdi> " · " });
        view! {
            <tr>
                <td class="nowrap">{sheet}{words.fill(Key::ProblemLine, &[("line", &line)])}</td>
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
    let counted = if reason == Reason::BadCell { Key::CountCells } else { Key::CountRows };
    let is_open = RwSignal::new(false);
    let rows = move || is_open.get().then(|| examples.iter().cloned().map(row).collect_view());
    view! {
        <details class="problem-group" on:toggle=move |_| is_open.set(true)>
            <summary>
                {words.text(reason_key(reason))} " · " {words.count(counted, count as usize)}
            </summary>
            {buttons(words, reason)}
            <div class="table-wrap">
                <table class="table"><tbody>{rows}</tbody></table>
            </div>
            {more}
        </details>
    }
}

/// What may mend all rows of a reason at once.
fn buttons(words: Words, reason: Reason) -> impl IntoView {
    let importing = current_import();
    let button = |fix: Fix| {
        let text = words.text(fix_key(fix));
        view! { <Button small=true text on_click=move || importing.edit_spec(|spec| spec.fix(fix))/> }
    };
    let fixes = importing.spec.with_untracked(|spec| spec.as_ref().map(|spec| spec.fixes(reason)).unwrap_or_default());
    (!fixes.is_empty()).then(|| view! { <p class="row">{fixes.into_iter().map(button).collect_view()}</p> })
}

fn fix_key(fix: Fix) -> Key {
    match fix {
        Fix::FillDownCustomer => Key::FixFillDown,
        Fix::DayFirst => Key::FixDayFirst,
        Fix::MonthFirst => Key::FixMonthFirst,
        Fix::DecimalComma => Key::FixComma,
        Fix::DecimalPoint => Key::FixPoint,
    }
}
