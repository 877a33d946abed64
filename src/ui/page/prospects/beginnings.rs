//! The first 180 days of new customers (P1).

use leptos::prelude::*;

use super::shown::Shown;
use crate::glyph::Glyph;
use crate::prospecting::first_days::FirstDays;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn Beginnings(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let body = move || {
        let all = shown.new.get();
        if all.is_empty() {
            return view! { <p class="note">{words.text(Key::BeginningsNone)}</p> }.into_any();
        }
        let kept = all.iter().filter(|of| of.third.is_some()).count();
        let reading = words.counted(Key::BeginningsReading, all.len(), &[("kept", &words.number(kept))]);
        let rows = all.iter().map(|of| row(words, of)).collect_view();
        view! {
            <p class="reading">{rich(reading)}</p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::BeginningsTitle)>
                <table class="table table-cards tops" data-testid="new-customers">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::BeginningsCustomer)}</th>
                            <th scope="col" class="num">{words.text(Key::BeginningsFirst)}</th>
                            <th scope="col">{words.text(Key::BeginningsSecond)}</th>
                            <th scope="col">{words.text(Key::BeginningsThird)}</th>
                            <th scope="col">{words.text(Key::BeginningsComplaint)}</th>
                            <th scope="col">{words.text(Key::BeginningsInterview)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section" data-testid="beginnings">
            <div class="section-head">
                <h2>{words.text(Key::BeginningsTitle)}</h2>
                <span class="note">{move || {
                    let day = words.day(session.read_on.get());
                    words.fill(Key::BeginningsNote, &[("day", &day)])
                }}</span>
            </div>
            {body}
        </section>
    }
}

fn row(words: Words, of: &FirstDays) -> impl IntoView + use<> {
    let after = |day: Option<crate::calendar::Date>, since: crate::calendar::Date| match day {
        Some(day) => words
            .fill(Key::BeginningsAfter, &[("day", &words.day(day)), ("days", &words.days(day.since(since).into()))]),
        None => words.text(Key::BeginningsNotYet).into(),
    };
    let third = match of.third {
        Some(_) => view! {
            <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{after(of.third, of.second.unwrap_or(of.first))}</span>
        }
        .into_any(),
        None => words.text(Key::BeginningsNotYet).into_any(),
    };
    let complaint =
        of.complaint.map_or_else(|| words.text(Key::BeginningsNoComplaint).to_owned(), |day| words.day(day));
    let name = of.name.clone();
    view! {
        <tr data-testid="new-customer" data-account=of.name.clone()>
            <th scope="row"><a class="row-link" href=Route::Prospects(Some(of.account)).to_string()><bdi>{name}</bdi></a></th>
            <td class="num" data-label=words.text(Key::BeginningsFirst)>{words.day(of.first)}</td>
            <td data-label=words.text(Key::BeginningsSecond)>{after(of.second, of.first)}</td>
            <td data-label=words.text(Key::BeginningsThird)>{third}</td>
            <td data-label=words.text(Key::BeginningsComplaint)>{complaint}</td>
            <td data-label=words.text(Key::BeginningsInterview)>{interview(words, of)}</td>
        </tr>
    }
}

/// When somebody was asked, or until when somebody should be.
pub fn interview(words: Words, of: &FirstDays) -> AnyView {
    if let Some(day) = of.interview {
        return words.day(day).into_any();
    }
    match of.asking_is_late_by() {
        Some(late) => {
            let late = words.fill(Key::BeginningsLate, &[("days", &words.days(late.into()))]);
            view! { <span class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/>{late}</span> }.into_any()
        }
        None => words.fill(Key::BeginningsDue, &[("day", &words.day(of.ask_by()))]).into_any(),
    }
}
