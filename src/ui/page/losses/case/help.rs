//! Does win-back help? What became of cases, beside the same losses that came back unasked (C16).

use leptos::prelude::*;

use super::CaseView;
use crate::book::GoneState;
use crate::retention::file::{Past, Said, helping};
use crate::retention::win_back::{Helping, Side};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::losses_seen::{losses_cases, losses_past, losses_said};
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn Help(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let state = Memo::new(move |_| {
        case.file.with(|file| {
            let file = file.as_ref();
            let of_case = file.and_then(|file| file.case()?.record.state);
            of_case.or_else(|| file.and_then(|file| Some(file.gone?.state))).unwrap_or(GoneState::Lost)
        })
    });
    let (past, said, cases) = (losses_past(session), losses_said(session), losses_cases(session, case.seen));
    let found = Memo::new(move |_| {
        let (book, currency) = (session.book_untracked(), session.ledger.get().currency());
        let (state, seen) = (state.get(), case.seen.get());
        let of =
            |past: &Past, said: &Said| cases.with(|cases| helping(&book, (past, said), cases, state, seen, currency));
        ByPtr::new(past.with(|past| said.with(|said| of(past, said))))
    });
    let body = move || {
        found.with(|found| {
            let currency = session.ledger.get().currency();
            let held = (found.held.among > 0).then(|| {
                let (n, all) = (words.number(found.held.of), words.number(found.held.among));
                words.fill(Key::HelpHeld, &[("n", &n), ("all", &all)])
            });
            let net = found
                .knows_net
                .then(|| words.fill(Key::HelpNet, &[("net", &words.money_round(currency, found.net as f64))]));
            let more = [held, net].into_iter().flatten().collect::<Vec<_>>().join(" ");
            view! {
                <p class="reading">{rich(reading(words, found))}</p>
                <dl class="winback-versus">
                    {side(words, Key::HelpWithCase, "cases", &found.cases, more)}
                    {side(words, Key::HelpUnasked, "unasked", &found.unasked, String::new())}
                </dl>
                <p class="note">{words.text(Key::HelpNote)}</p>
            }
        })
    };
    let of = move || match state.get() {
        GoneState::Lost => words.text(Key::HelpLost),
        GoneState::Presumed => words.text(Key::HelpPresumed),
    };
    view! {
        <section class="section" id="help" data-testid="winback-help">
            <div class="section-head"><h2>{words.text(Key::HelpTitle)}</h2><span class="note">{of}</span></div>
            {body}
        </section>
    }
}

/// What the two say together: nothing under ten decided cases, and little while their intervals meet.
fn reading(words: Words, found: &Helping) -> String {
    let (cases, unasked) = (found.cases.returned, found.unasked.returned);
    let intervals = (!cases.is_few()).then(|| cases.interval().zip(unasked.interval())).flatten();
    let Some((with, without)) = intervals else { return words.text(Key::HelpNotProven).into() };
    let key = match () {
        () if with.0 > without.1 => Key::HelpProven,
        () if with.1 < without.0 => Key::HelpWorse,
        () => Key::HelpMore,
    };
    let percent = |share: crate::analysis::Share| share.rate().map(|rate| words.percent(rate)).unwrap_or_default();
    words.fill(key, &[("cases", &percent(cases)), ("unasked", &percent(unasked))])
}

fn side(words: Words, title: Key, part: &'static str, side: &Side, more: String) -> impl IntoView + use<> {
    let value = match side.returned.among {
        0 => words.text(Key::HelpNobody).to_owned(),
        _ => {
            let (n, all) = (words.number(side.returned.of), words.number(side.returned.among));
            words.fill(Key::HelpOf, &[("n", &n), ("all", &all)])
        }
    };
    let decided = words.count(Key::HelpDecided, side.open);
    let middle = side.median().map(|days| words.fill(Key::HelpMiddle, &[("days", &words.days(days))]));
    let note = [Some(decided + "."), middle, Some(more)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! {
        <div data-part=part>
            <dt>{words.text(title)}</dt>
            <dd>{value}</dd>
            <dd>{note}</dd>
        </div>
    }
}
