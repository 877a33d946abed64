//! The first 180 days of a customer, drawn (P1); of a prospect that hasn't bought, when they begin.

use leptos::prelude::*;

use super::OneView;
use crate::chart::{BeginningWords, FirstOrder, beginning, beginning_frame};
use crate::currency::Currency;
use crate::glyph::Glyph;
use crate::prospecting::first_days::{DAYS, FirstDays};
use crate::text::Key;
use crate::ui::component::{ChartFigure, FiguresTable, Icon, drawn};
use crate::ui::page::prospects::beginnings::interview;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn First180Days(one: OneView) -> impl IntoView {
    let (session, words) = (session(), words());
    let body = move || match one.first.get() {
        None => view! { <p class="note">{words.text(Key::FirstDaysNone)}</p> }.into_any(),
        Some(first) => shown(words, session.ledger.get_untracked().currency(), first).into_any(),
    };
    let note = move || {
        one.first.with(|first| match first {
            None => words.text(Key::FirstDaysBegin).to_owned(),
            Some(first) => words.fill(Key::FirstDaysSince, &[("day", &words.day(first.first))]),
        })
    };
    view! {
        <section class="section" data-testid="first-days">
            <div class="section-head"><h2>{words.text(Key::FirstDaysTitle)}</h2><span class="note">{note}</span></div>
            {body}
        </section>
    }
}

fn shown(words: Words, currency: Currency, of: FirstDays) -> impl IntoView {
    let told = reading(words, &of);
    let orders: Vec<FirstOrder> =
        of.orders.iter().enumerate().map(|(at, order)| bar(words, currency, &of, at, *order)).collect();
    let (today, title) = (of.day(), words.text(Key::FirstDaysTitle));
    let draw = drawn(move |width, mirrored| {
        let now = words.fill(Key::FirstDaysToday, &[("n", &words.decimal(f64::from(today), 0))]);
        let said = BeginningWords {
            aria: title,
            day: &|day| match day {
                0 => words.fill(Key::FirstDaysDay, &[("n", &words.number(0))]),
                day => words.decimal(f64::from(day), 0),
            },
            today: &now,
        };
        beginning(&orders, DAYS, today, beginning_frame(width, mirrored), &said)
    });
    let complaint = match of.complaint {
        Some(day) => words.day(day).into_any(),
        None => {
            let unasked = of.interview.is_none().then(|| {
                view! { " " <span class="mark"><Icon glyph=Glyph::History/>{words.text(Key::FirstDaysUnasked)}</span> }
            });
            view! { {words.text(Key::BeginningsNoComplaint)} {unasked} }.into_any()
        }
    };
    let asked = interview(words, &of);
    view! {
        <p class="reading" data-testid="first-days-reading">{rich(told)}</p>
        <ChartFigure test_id="first-days-chart" title=title.into() draw table=move || table(words, currency, &of)/>
        <dl class="facts">
            <div><dt>{words.text(Key::BeginningsComplaint)}</dt><dd>{complaint}</dd></div>
            <div><dt>{words.text(Key::BeginningsInterview)}</dt><dd>{asked}</dd></div>
        </dl>
    }
}

/// "Kept: the third order came on day 54. 35 days to the second, 19 to the third."
fn reading(words: Words, of: &FirstDays) -> String {
    let days = |from, to: crate::calendar::Date| words.days(to.since(from).into());
    match (of.second, of.third) {
        (Some(second), Some(third)) => {
            let day = words.decimal(third.since(of.first).into(), 0);
            let (two, three) = (days(of.first, second), days(second, third));
            words.fill(Key::FirstDaysKept, &[("n", &day), ("second", &two), ("third", &three)])
        }
        (Some(second), None) => words.fill(Key::FirstDaysSecond, &[("second", &days(of.first, second))]),
        (None, _) => words.fill(Key::FirstDaysFirst, &[("days", &words.days(of.day().into()))]),
    }
}

fn bar(
    words: Words,
    currency: Currency,
    of: &FirstDays,
    at: usize,
    (day, value): (crate::calendar::Date, i128),
) -> FirstOrder {
    let label = match at {
        0 => words.text(Key::FirstDaysOrder1).to_owned(),
        1 => words.text(Key::FirstDaysOrder2).to_owned(),
        2 => words.text(Key::FirstDaysOrder3).to_owned(),
        _ => String::new(),
    };
    let since = day.since(of.first);
    let (date, number) = (words.day(day), words.decimal(since.into(), 0));
    let money = words.money(currency, value);
    let says = words.fill(Key::FirstDaysSays, &[("day", &date), ("n", &number), ("value", &money)]);
    FirstOrder { day: since, value: value as f64, label, says }
}

fn table(words: Words, currency: Currency, of: &FirstDays) -> impl IntoView + use<> {
    let rows = of.orders.iter().map(|(day, value)| {
        view! {
            <tr>
                <th scope="row">{words.day(*day)}</th>
                <td class="num">{words.decimal(day.since(of.first).into(), 0)}</td>
                <td class="num">{words.money(currency, *value)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = [(Key::FirstDaysOrderDay, false), (Key::FirstDaysNumber, true), (Key::FirstDaysValue, true)];
    let heads = heads.map(|(key, is_number)| (words.text(key).into(), is_number)).into();
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
