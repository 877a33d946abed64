//! Beside the list: whom nobody decided on, up to when sales are known, and how it is ranked.

use leptos::prelude::*;

use super::Shown;
use crate::analysis::AccountFilter;
use crate::dossier::negotiation::opening::{Unprepared, all_unprepared};
use crate::route::Route;
use crate::text::Key;
use crate::today::beside::Week;
use crate::ui::component::{Button, CalendarButton};
use crate::ui::negotiating::prepare_meeting;
use crate::ui::next_frame::at_next_frame;
use crate::ui::session::session;
use crate::ui::words::{isolated, rich, words};

/// Meetings on a day within so many may still be prepared, and so many of them are shown.
const AHEAD: i32 = 14;
const MEETINGS: usize = 4;

/// Sales that end so many days before today make others seem quiet who may have ordered.
const OLD: i32 = 31;

#[component]
pub fn Aside(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let undecided = Memo::new(move |_| shown.today.with(|today| today.undecided.len()));
    let key = move || {
        (undecided.get() > 0).then(|| {
            view! {
                <section>
                    <h2 class="block-head">{words.text(Key::TodayKeyTitle)}</h2>
                    <p>{rich(words.count(Key::TodayKeyUndecided, undecided.get()))}</p>
                    <p class="note"><a href="#/segments">{words.text(Key::TodayKeyDecide)}</a></p>
                </section>
            }
        })
    };
    let sales = move || {
        let (_, last) = session.ledger.get().span()?;
        (session.read_on.get().since(last) > OLD).then(|| {
            view! {
                <section data-testid="today-old-sales">
                    <h2 class="block-head">{words.text(Key::TodaySalesTitle)}</h2>
                    <p>{rich(words.fill(Key::TodaySalesOld, &[("day", &words.day(last))]))}</p>
                    <p class="note"><a href="#/data">{words.text(Key::TodaySalesNewer)}</a></p>
                </section>
            }
        })
    };
    let week = move || {
        let Week { contacts, promises, deliveries, undelivered } = shown.week.get();
        let row = |key, count: usize| {
            (count > 0).then(|| view! { <div><dt>{words.text(key)}</dt><dd>{words.number(count)}</dd></div> })
        };
        (shown.week.get() != Week::default()).then(|| {
            view! {
                <section data-testid="today-week">
                    <h2 class="block-head">{words.text(Key::WeekTitle)}</h2>
                    <dl class="agenda-week">
                        {row(Key::WeekContacts, contacts)}
                        {row(Key::WeekPromises, promises)}
                        {row(Key::WeekDeliveries, deliveries)}
                        {row(Key::WeekUndelivered, undelivered)}
                    </dl>
                </section>
            }
        })
    };
    let stake = move || {
        shown.stake.get().map(|stake| {
            let value = words.money_round(session.ledger.get().currency(), stake.value as f64);
            let places = [("value", value.as_str()), ("share", &words.percent(stake.share))];
            let text = words.counted(Key::StakeText, stake.accounts, &places);
            let filter = AccountFilter { at_risk: true, ..AccountFilter::default() };
            view! {
                <section data-testid="today-stake">
                    <h2 class="block-head">{words.text(Key::StakeTitle)}</h2>
                    <p>{rich(text)}</p>
                    <p class="note">
                        <a href=Route::Accounts(filter.into()).to_string()>{words.count(Key::StakeAll, stake.all)}</a>
                    </p>
                </section>
            }
        })
    };
    // Every meeting of the book is looked at for it: it follows with the next picture.
    let follow = move || {
        drop(session.book());
        session.read_on.track();
    };
    let meetings = at_next_frame(follow, move || {
        let today = session.read_on.get();
        session.with_book(|book| all_unprepared(book, today, today.plus(AHEAD)))
    });
    let unprepared = move || {
        let all = meetings.get();
        let row = move |of: Unprepared| {
            let what = if of.subject.is_empty() { words.text(Key::Unnamed).to_owned() } else { isolated(&of.subject) };
            let day = words.day_and_month(of.day);
            let places = [("day", day.as_str()), ("account", &isolated(&of.name)), ("what", &what)];
            let text = words.fill(Key::TodayMeeting, &places);
            let label = words.labelled(Key::TodayPrepare, &text);
            view! {
                <li data-testid="today-meeting">
                    <p>{text}</p>
                    <Button
                        small=true
                        text=Key::TodayPrepare
                        label
                        test_id="today-prepare"
                        writes=true
                        on_click=move || prepare_meeting(session, of.account, of.meeting)
                    />
                </li>
            }
        };
        (!all.is_empty()).then(|| {
            view! {
                <section data-testid="today-meetings">
                    <h2 class="block-head">{words.text(Key::TodayMeetings)}</h2>
                    <ul class="stack-s">{all.into_iter().take(MEETINGS).map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    view! {
        <aside class="stack">
            {week}
            <p><CalendarButton account=None/></p>
            {unprepared}
            {stake}
            {sales}
            {key}
            <section>
                <h2 class="block-head">{words.text(Key::TodayRankTitle)}</h2>
                <p class="note">{words.text(Key::TodayRank)}</p>
            </section>
        </aside>
    }
}
