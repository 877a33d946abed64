//! Plan against actual: what came, what the year before lets expect, and the three lines over time.

use leptos::prelude::*;

use super::super::says::{PlanView, reading, thin};
use crate::chart::{PlanWords, plan as draw_plan, plan_frame};
use crate::currency::Currency;
use crate::planning::file::{Progress, measure, of_group};
use crate::planning::over_time::OverTime;
use crate::text::Key;
use crate::ui::component::{ChartFigure, FiguresTable, drawn};
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn Against(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let found = Memo::new(move |_| {
        plan.file.with(|file| {
            let file = file.as_ref()?;
            let main = file.main()?;
            let Progress::Ledger { target, .. } = main.progress else { return None };
            let (book, ledger) = (session.book(), session.ledger.get());
            let sales = of_group(&file.sales(&book, &ledger), &ledger, &main.record.group);
            OverTime::of(&sales, file.plan.span()?, target, measure(&main.record)?, session.read_on.get())
        })
    });
    let said = move || {
        plan.file.with(|file| {
            let file = file.as_ref()?;
            let span = file.plan.span()?;
            let note = thin(words, session, file, span).map(|text| view! { <p class="note">{text}</p> });
            Some(view! { <p class="reading" data-testid="plan-reading">{rich(reading(words, session, file, span))}</p> {note} })
        })
    };
    let figure = move || {
        let found = found.get()?;
        let currency = session.ledger.get().currency();
        let title = words.fill(Key::PlanChart, &[("name", &plan.of.get())]);
        let aria = title.clone();
        let lines = found.clone();
        let draw = drawn(move |width, mirrored| chart(words, currency, &lines, &aria, width, mirrored));
        let key = [
            ("sw-actual", Key::PlanLineActual),
            ("sw-expected", Key::PlanLineExpected),
            ("sw-before", Key::PlanLineBefore),
        ];
        let key = key.map(|(class, text)| view! { <span><i class=class></i>{words.text(text)}</span> });
        Some(view! {
            <div class="plan-line">
                <ChartFigure test_id="plan-chart" title draw table=move || table(words, currency, &found)/>
                <p class="key">{key.into_iter().collect_view()}</p>
            </div>
        })
    };
    let said = (!is_printing()).then_some(said);
    view! { <section aria-label=words.text(Key::PlanAgainst)>{said} {figure}</section> }
}

fn chart(words: Words, currency: Currency, found: &OverTime, aria: &str, width: f64, mirrored: bool) -> String {
    let round = |minor: f64| words.money_round(currency, minor);
    let last = |steps: &crate::planning::over_time::Steps| steps.last().map_or(0.0, |(_, value)| *value);
    let target = words.fill(Key::PlanLabelTarget, &[("target", &round(found.target as f64))]);
    let year = words.year_of(found.span.0.a_year_before());
    let before = words.fill(Key::PlanLabelBefore, &[("year", &year), ("value", &round(last(&found.before)))]);
    let actual = found.until.map(|until| {
        let (value, day) = (round(last(&found.actual)), words.day_and_month(until));
        words.fill(Key::PlanLabelActual, &[("value", &value), ("day", &day)])
    });
    let point = |at: usize| {
        let Some(month) = found.months.get(at) else { return String::new() };
        let (name, expected) = (words.month_of_days(month.span), round(month.expected));
        match month.actual_sum {
            Some(sum) => {
                words.fill(Key::PlanPoint, &[("month", &name), ("value", &round(sum as f64)), ("expected", &expected)])
            }
            None => words.fill(Key::PlanPointAhead, &[("month", &name), ("expected", &expected)]),
        }
    };
    let scale = f64::from(10_u32.pow(currency.digits()));
    let told = PlanWords {
        aria,
        money: &|minor| words.compact(minor / scale),
        month: &|day| words.calendar_month(day),
        target: &target,
        before: &before,
        actual: actual.as_deref().unwrap_or_default(),
        point: &point,
    };
    draw_plan(found, plan_frame(width, mirrored), &told)
}

fn table(words: Words, currency: Currency, found: &OverTime) -> impl IntoView + use<> {
    let money = |minor: i128| words.money(currency, minor);
    let none = || "–".to_owned();
    let row = |month: &crate::planning::over_time::Month| {
        view! {
            <tr>
                <th scope="row">{words.month_of_days(month.span)}</th>
                <td class="num">{money(month.before)}</td>
                <td class="num">{money(month.expected.round() as i128)}</td>
                <td class="num">{month.actual.map_or_else(none, money)}</td>
                <td class="num">{month.actual_sum.map_or_else(none, money)}</td>
            </tr>
        }
    };
    let rows = found.months.iter().map(row).collect_view();
    let heads = vec![
        (words.text(Key::PlanMonth).to_owned(), false),
        (words.year_of(found.span.0.a_year_before()), true),
        (words.text(Key::PlanExpectedByEnd).to_owned(), true),
        (words.text(Key::PlanActualOf).to_owned(), true),
        (words.text(Key::PlanActualSum).to_owned(), true),
    ];
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
