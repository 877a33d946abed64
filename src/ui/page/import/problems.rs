//! What was left out, by reason, with line numbers, and what mends all of it at once.

use leptos::prelude::*;

use super::failure::reason_key;
use crate::exchange::{DateFormat, FillDown, NumberFormat, Plan, Problem, Reason, Role};
use crate::text::Key;
use crate::ui::component::Button;
use crate::ui::intake::intake;
use crate::ui::words::{Words, words};

/// Examples shown for each reason; the importer keeps more.
const SHOWN: usize = 100;

/// A way to read all rows of a reason after all.
type Fix = (Key, fn(&mut Plan));

#[component]
pub fn Problems() -> impl IntoView {
    let intake = intake();
    let words = words();
    move || {
        intake.preview.get().map(|preview| {
            let import = &preview.import;
            let counts = &import.reconciliation;
            let structure = [(Reason::TotalsRow, counts.totals), (Reason::Heading, counts.headings)];
            let structure = structure.into_iter().filter(|(_, count)| *count > 0);
            let groups: Vec<(Reason, u64)> = counts.skipped.iter().copied().chain(structure).collect();
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
            {buttons(reason)}
            <div class="table-wrap">
                <table class="table"><tbody>{rows}</tbody></table>
            </div>
            {more}
        </details>
    }
}

/// What may mend all rows of a reason at once.
fn buttons(reason: Reason) -> impl IntoView {
    let intake = intake();
    let button = |(key, fix): Fix| {
        view! { <Button small=true text=key on_click=move || intake.edit_plan(fix)/> }
    };
    let fixes: Vec<Fix> =
        intake.plan.with_untracked(|plan| plan.as_ref().map(|plan| fixes(plan, reason)).unwrap_or_default());
    (!fixes.is_empty()).then(|| view! { <p class="row">{fixes.into_iter().map(button).collect_view()}</p> })
}

fn fixes(plan: &Plan, reason: Reason) -> Vec<Fix> {
    let date = plan.column(Role::Date).and_then(|at| plan.dates.get(at).copied().flatten());
    let amount =
        [Role::Amount, Role::AmountGross, Role::Price, Role::Period].into_iter().find_map(|role| plan.column(role));
    let mark = amount.and_then(|at| plan.numbers.get(at).copied().flatten());
    match reason {
        Reason::NoCustomer if plan.fill_down == FillDown::Nothing && plan.section.is_none() => {
            vec![(Key::FixFillDown, |plan| plan.fill_down = FillDown::Customer)]
        }
        Reason::BadDate => {
            let mut fixes: Vec<Fix> = Vec::new();
            if date != Some(DateFormat::Dmy) {
                fixes.push((Key::FixDayFirst, |plan| set_dates(plan, DateFormat::Dmy)));
            }
            if date != Some(DateFormat::Mdy) {
                fixes.push((Key::FixMonthFirst, |plan| set_dates(plan, DateFormat::Mdy)));
            }
            fixes
        }
        Reason::BadAmount | Reason::BadPrice | Reason::BadQuantity | Reason::BadTax
            if mark == Some(NumberFormat::Point) =>
        {
            vec![(Key::FixComma, |plan| set_marks(plan, NumberFormat::Comma))]
        }
        Reason::BadAmount | Reason::BadPrice | Reason::BadQuantity | Reason::BadTax => {
            vec![(Key::FixPoint, |plan| set_marks(plan, NumberFormat::Point))]
        }
        _ => Vec::new(),
    }
}

fn set_dates(plan: &mut Plan, format: DateFormat) {
    let days = plan.roles.iter().zip(&mut plan.dates).filter(|(role, _)| role.is_day());
    days.for_each(|(_, slot)| *slot = Some(format));
}

fn set_marks(plan: &mut Plan, format: NumberFormat) {
    let numbers = plan.roles.iter().zip(&mut plan.numbers).filter(|(role, _)| role.is_numeric());
    numbers.for_each(|(_, slot)| *slot = Some(format));
}
