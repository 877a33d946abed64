//! One line: of whom, why, and what can be done about it in one click.

use leptos::prelude::*;

use super::later::{Later, TITLE};
use super::says::{Reading, doing, mark, why};
use crate::analysis::losses::State;
use crate::book::kind::Tone;
use crate::browser::{address, clock};
use crate::dossier::section::Section;
use crate::glyph::Glyph;
use crate::route::{ASK, Route};
use crate::text::Key;
use crate::today::doing::Done;
use crate::today::{Line, Reason, Subject};
use crate::ui::component::{Button, ButtonKind, Icon, SegBadge, forms};
use crate::ui::dossier_words::tried;
use crate::ui::keys::focus_after;
use crate::ui::session::session;
use crate::ui::words::{rich, words};

/// A line; with the place of its account where that begins with it.
#[component]
pub fn LineView(
    line: Line,
    place: Option<usize>,
    /// Whether the line above is of the same account: who it is and what it brought isn't said twice.
    #[prop(optional)]
    goes_on: bool,
    /// Whether it is said what the value is of: by the first of those that stand one below the other.
    is_explained: bool,
) -> impl IntoView {
    let session = session();
    let words = words();
    let later: Later = expect_context();
    let today = session.read_on.get_untracked();
    let currency = session.ledger.get_untracked().currency();
    let why = session.with_book(|book| why(Reading { words, book, currency, today }, &line));
    let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(line.account).cloned());
    let to = match line.rule().code {
        // Its case has a page of its own, where winning back begins as well.
        "winback" => Route::Losses(Some(line.account)),
        "negotiation" => Route::Negotiations(match line.subject() {
            Subject::Record(id) => Some(id),
            _ => None,
        }),
        _ if line.state.is_some_and(State::is_away) => Route::Losses(Some(line.account)),
        _ => Route::Account { id: line.account, section: section(&line).map(|section| section.name().to_owned()) },
    };
    let mark = mark(words, &line, today).map(|(tone, text)| {
        let tone = if tone == Tone::Bad { "bad" } else { "warn" };
        view! { <span class="tag" data-tone=tone><Icon glyph=Glyph::Warn/>{text}</span> }
    });
    // A fact of its own: who can't be reached wants another way, not another call.
    let tried = match &line.reason {
        Reason::Touch(touch) => touch.tries.map(|tries| tried(words, tries)),
        _ => None,
    };
    let tried = tried.map(|text| {
        view! { <span class="tag" data-tone="warn" data-testid="line-tried"><Icon glyph=Glyph::Missed/>{text}</span> }
    });
    let value = (line.value > 0 && !goes_on).then(|| {
        let value = words.money_round(currency, line.value as f64);
        view! { <b>{value}</b> <span class:sr=!is_explained>{words.text(Key::TodayValue)}</span> }
    });
    let (name, account, day) = (line.name.clone(), line.name.clone(), line.day().map(|day| day.to_string()));
    let (code, label, done) = (line.rule().code, words.labelled(Key::TodayLater, &line.name), line.clone());
    let to = to.to_string();
    let what = match goes_on {
        false => view! {
            <p>
                <SegBadge finding/>
                <a href=to><bdi>{name}</bdi></a>
            </p>
            <p class="agenda-why">{mark} {tried} {rich(why)}</p>
        }
        .into_any(),
        true => view! {
            <p class="agenda-why">{mark} {tried} <a href=to>{rich(why)}</a></p>
        }
        .into_any(),
    };
    view! {
        <li
            class="agenda-item"
            data-more=goes_on.then_some("")
            data-testid="today-line"
            data-kind=code
            data-account=account
            data-due=day
        >
            <span class="agenda-rank">{place.map(|place| words.number(place))}</span>
            <div class="agenda-what">{what}</div>
            <div class="agenda-do">
                <span class="agenda-value">{value}</span>
                // One line, however wide the words are.
                <span class="agenda-acts">
                    <DoneButton line=done is_first=place == Some(1)/>
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        square=true
                        glyph=Glyph::Promise
                        label
                        title=Key::TodayLater
                        test_id="line-postpone"
                        writes=true
                        on_click=move || later.open(line.clone())
                    />
                </span>
            </div>
        </li>
    }
}

/// Where in the dossier it is told.
fn section(line: &Line) -> Option<Section> {
    match &line.reason {
        Reason::StaleProfile(stale) => Some(stale.first.section()),
        Reason::Silence(_) => Some(Section::Behaviour),
        Reason::LateOrder(_) | Reason::Request(_) => Some(Section::History),
        Reason::Touch(_) | Reason::Due(_) => Some(Section::Next),
    }
}

/// What is done about it, in one click where one is enough.
#[component]
fn DoneButton(line: Line, is_first: bool) -> impl IntoView {
    let session = session();
    let words = words();
    let forms = forms();
    let text = session.with_book(|book| doing(&line, book, session.this_minute()));
    let label = words.labelled(text, &line.name);
    let press = move || {
        let (now, new) = (session.this_minute(), clock::new_id());
        let by = session.author_untracked();
        match session.with_book(|book| line.done(book, now, by, new)) {
            Done::Change(change) => {
                session.commit(change);
                // What was said is told while one remembers it; without a word the touch is logged all the same.
                match line.reason {
                    Reason::Touch(_) => forms.edit(new),
                    _ => focus_after(TITLE),
                }
            }
            Done::Open(record) => forms.edit(record),
            Done::Say(record, condition) => forms.say(record, condition),
            Done::Negotiation(record) => address::go(&Route::Negotiations(Some(record))),
            Done::Interview => address::go(&Route::Account { id: line.account, section: Some(ASK.into()) }),
            Done::Profile => {
                let section = section(&line).map(|section| section.name().to_owned());
                address::go(&Route::Account { id: line.account, section });
            }
        }
    };
    view! {
        <Button
            kind=if is_first { ButtonKind::Primary } else { ButtonKind::Plain }
            small=true
            text
            label
            test_id="line-done"
            writes=true
            on_click=press
        />
    }
}
