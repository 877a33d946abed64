//! How content an account is (R1, C8): in its dossier in short; on a page of its own beside what we had thought, with
//! what people wish and what it becomes; and how the questions go out.

mod figures;
mod guesses;
mod marks;
mod questions;
mod read_in;
mod sending;
mod thanking;
mod wishes;

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::kind::Tone;
use crate::book::satisfaction_interview::ASK_AGAIN;
use crate::book::{RecordId, SatisfactionInterview};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::glyph::Glyph;
use crate::route::{INTERVIEWS, Route};
use crate::service::satisfaction::{Said, Satisfaction, coverage, gap, marks};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, RecordDrawer, SegBadge};
use crate::ui::next_frame::after_first_frame;
use crate::ui::page::titled;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

use figures::{Figures, Years};
use guesses::Guesses;
use marks::Marks;
use read_in::ReadIn;
use sending::{SendDialog, Sends};
use thanking::ToThank;
use wishes::Wishes;

/// How content they are, of how many people, and how many answers are awaited.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { dossier, .. } = account_view;
    let make = move || {
        let today = session.read_on.get();
        dossier.with(|dossier| {
            let dossier = dossier.as_ref()?;
            let text = match Satisfaction::of(dossier, today) {
                Some(found) => {
                    let mark = tenths(words, found.tenths);
                    words.counted(Key::SatisfactionLine, found.persons, &[("mark", &mark)])
                }
                None => words.text(Key::SatisfactionLineNever).into(),
            };
            let asked = coverage(dossier, today);
            let text = match asked.among {
                0 => text,
                among => {
                    let asked = of(words, asked.of, among);
                    format!("{text} · {}", words.labelled(Key::SatisfactionAsked, &asked))
                }
            };
            Some(match awaited(dossier).len() {
                0 => Line::of(text),
                out => Line::of(text).marked(words.count(Key::SatisfactionOutCount, out), Tone::Plain),
            })
        })
    };
    let follow = move || {
        dossier.track();
        session.read_on.track();
    };
    after_first_frame(follow, make)
}

/// "6.5"
fn tenths(words: Words, tenths: u32) -> String {
    words.exact(&format!("{}.{}", tenths / 10, tenths % 10))
}

/// "3 of 5"
fn of(words: Words, n: usize, all: usize) -> String {
    words.fill(Key::SatisfactionAskedOf, &[("n", &words.number(n)), ("all", &words.number(all))])
}

/// The interviews that are out and not answered, the latest first.
fn awaited(dossier: &Dossier) -> Vec<(RecordId, SatisfactionInterview)> {
    let mut out: Vec<_> = dossier.all::<SatisfactionInterview>().filter(|(_, of)| of.is_awaited()).collect();
    out.sort_by_key(|(id, of)| std::cmp::Reverse((of.sent, *id)));
    out
}

/// Where the answers and wishes are.
fn review_of(id: RecordId) -> String {
    Route::Account { id, section: Some(INTERVIEWS.into()) }.to_string()
}

#[component]
pub fn SatisfactionSection(account_view: AccountView) -> impl IntoView {
    let words = words();
    let sends = Sends::new();
    let acts = (!is_printing()).then(|| {
        view! {
            <p class="row no-print">
                <AskButton sends/>
                <a class="btn" href=review_of(account_view.id) data-testid="to-interviews">
                    <Icon glyph=Glyph::Check/>
                    {words.text(Key::SatisfactionToAnswers)}
                </a>
            </p>
            <SendDialog account_view sends/>
        }
    });
    view! {
        <div class="stack-s satisfaction">
            <Figures account_view/>
            <Awaited account_view sends/>
            <NextTime account_view/>
            {acts}
        </div>
    }
}

#[component]
fn AskButton(sends: Sends, #[prop(optional)] is_primary: bool) -> impl IntoView {
    view! {
        <Button
            kind=if is_primary { ButtonKind::Primary } else { ButtonKind::Plain }
            glyph=Glyph::Mail
            text=Key::SatisfactionAsk
            test_id="ask-interview"
            writes=true
            on_click=move || sends.begin()
        />
    }
}

/// What is out, with a way to send it again.
#[component]
fn Awaited(account_view: AccountView, sends: Sends) -> impl IntoView {
    let (session, words) = (session(), words());
    let out = Memo::new(move |_| account_view.dossier.with(|of| of.as_ref().map(awaited).unwrap_or_default()));
    let row = move |(id, interview): (RecordId, SatisfactionInterview)| {
        let name = interview.contact.map(|person| session.with_book(|book| book.name(person)));
        let name = name.map(|name| isolated(&name)).unwrap_or_else(|| words.text(Key::SatisfactionSomebody).into());
        let way = interview.way.map(|way| words.text(way.name())).unwrap_or_default();
        let day = interview.sent.map(|day| words.day(day)).unwrap_or_default();
        let label = words.labelled(Key::SatisfactionAskAgain, &name);
        view! {
            <li class="row">
                <span>{words.fill(Key::SatisfactionOutOne, &[("name", &name), ("way", way), ("day", &day)])}</span>
                {(!is_printing()).then(|| view! {
                    <Button
                        kind=ButtonKind::Link
                        class="no-print"
                        text=Key::SatisfactionAskAgain
                        label
                        test_id="ask-again"
                        writes=true
                        on_click=move || sends.again(id)
                    />
                })}
            </li>
        }
    };
    move || {
        let out = out.get();
        (!out.is_empty()).then(|| {
            view! {
                <div data-testid="interviews-out">
                    <h3>{words.text(Key::SatisfactionOut)}</h3>
                    <ul class="plain-list">{out.into_iter().map(row).collect_view()}</ul>
                </div>
            }
        })
    }
}

/// When they are to be asked again (C9).
#[component]
fn NextTime(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let next = move || account_view.dossier.with(|of| next_time(of.as_ref()?, session.read_on.get()));
    move || {
        let day = words.day(next()?);
        Some(view! { <p class="note">{words.fill(Key::SatisfactionNext, &[("day", &day)])}</p> })
    }
}

fn next_time(dossier: &Dossier, today: Date) -> Option<Date> {
    dossier.next_time(&ASK_AGAIN, today)
}

/// What people said, beside what we thought, and what becomes of it.
#[component]
pub fn InterviewsPage(
    id: RecordId,
    /// Whom one asks is asked at once.
    #[prop(optional)]
    asks: bool,
) -> impl IntoView {
    let words = words();
    let account_view = AccountView::provide(id);
    let AccountView { name, finding, .. } = account_view;
    let sends = Sends::new();
    if asks {
        sends.begin();
    }
    Effect::new(move |_| titled(words.fill(Key::ReviewTitle, &[("account", &name.get())])));
    let heading = move || words.fill(Key::ReviewTitle, &[("account", &isolated(&name.get()))]);
    view! {
        <p class="crumb">
            <a href=Route::Account { id, section: None }.to_string()>{words.text(Key::BackToDossier)}</a>
        </p>
        <header class="page-head">
            <div>
                <div class="account-title">
                    {move || view! { <SegBadge finding=finding.get() large=true/> }}
                    <h1>{heading}</h1>
                </div>
                <p class="page-sub">{words.text(Key::ReviewSub)}</p>
            </div>
            <div class="actions"><AskButton sends is_primary=true/></div>
        </header>
        <div class="split" data-testid="interviews">
            <div class="stack">
                <section class="stack-s" aria-label=words.text(Key::SatisfactionTitle)>
                    <Reading account_view/>
                    <Figures account_view/>
                </section>
                <Guesses account_view/>
                <Wishes account_view/>
                <Marks account_view/>
            </div>
            <aside class="stack">
                <section class="panel">
                    <h2 class="block-head">{words.text(Key::ReviewNext)}</h2>
                    <div class="stack-s">
                        <ToThank account_view/>
                        <Awaited account_view sends/>
                        <NextTime account_view/>
                        <ReadIn/>
                    </div>
                </section>
                <Years account_view/>
            </aside>
        </div>
        <SendDialog account_view sends/>
        <RecordDrawer/>
    }
}

/// The mean, and how many are less content than we thought.
#[component]
fn Reading(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let reading = move || {
        let today = session.read_on.get();
        account_view.dossier.with(|dossier| {
            let dossier = dossier.as_ref()?;
            let Some(found) = Satisfaction::of(dossier, today) else {
                return Some(words.text(Key::ReviewReadingNone).to_owned());
            };
            let of = |said: Said| gap(dossier.part(said.interview)?);
            let gaps: Vec<i32> = marks(dossier, today).into_values().filter_map(of).collect();
            let mark = tenths(words, found.tenths);
            Some(match gaps.iter().filter(|gap| **gap > 0).count() {
                0 if gaps.is_empty() => words.counted(Key::SatisfactionLine, found.persons, &[("mark", &mark)]),
                0 => words.fill(Key::ReviewReading, &[("mark", &mark)]),
                less => words.counted(Key::ReviewReadingLess, less, &[("mark", &mark)]),
            })
        })
    };
    view! { <p class="reading" data-testid="interviews-reading">{move || reading().map(rich)}</p> }
}
