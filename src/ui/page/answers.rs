//! An answer to an interview, before it is taken over: who, what was asked, what they say, beside our guess.

use leptos::prelude::*;

use super::titled;
use crate::book::question_set::OVERALL;
use crate::book::{Answered, account};
use crate::exchange::interview::returning::{Already, Returned};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::importing::current_import;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn AnswersPage() -> impl IntoView {
    let importing = current_import();
    move || importing.returned.get().map(|returned| view! { <Answer returned/> })
}

#[component]
fn Answer(returned: Returned) -> impl IntoView {
    let importing = current_import();
    let (session, words) = (session(), words());
    let account = returned.interview.account;
    let account = session.with_book(|book| account.map(|id| book.value(id, account::field::name)).unwrap_or_default());
    let person = session.with_book(|book| returned.interview.contact.map(|id| book.name(id)).unwrap_or_default());
    titled(words.fill(Key::ReplyTitle, &[("account", &account)]));
    let heading = words.fill(Key::ReplyTitle, &[("account", &isolated(&account))]);
    let who = [&person, &returned.signed].into_iter().filter(|name| !name.is_empty()).map(|name| isolated(name));
    let who = who.collect::<Vec<_>>().join(" · ");
    let already = returned.already();
    let notice = match already {
        Already::Nothing => None,
        Already::TheSame => Some(Key::ReplyTheSame),
        Already::Another => Some(Key::ReplyAnother),
    };
    let notice = notice.map(|key| {
        view! {
            <div class="banner" data-tone="warn" role="status" data-testid="reply-already">
                <Icon glyph=Glyph::Warn/>
                <p>{words.text(key)}</p>
            </div>
        }
    });
    let rows = returned.answers.iter().map(|answered| row(words, &returned, answered)).collect_view();
    let take = if already == Already::Another { Key::ReplyReplace } else { Key::ReplyTake };
    view! {
        <header class="page-head">
            <div>
                <h1>{heading}</h1>
                <p class="page-sub">{who}</p>
            </div>
            <div class="actions">
                <Button kind=ButtonKind::Quiet text=Key::Cancel on_click=move || importing.let_go()/>
                <Button
                    kind=ButtonKind::Primary
                    text=take
                    test_id="import-commit"
                    writes=true
                    disabled=already == Already::TheSame
                    on_click=move || importing.take_over()
                />
            </div>
        </header>
        <div class="stack">
            {notice}
            <dl class="reply-answers" data-testid="reply-answers">{rows}</dl>
        </div>
    }
}

/// A question with what they say to it.
fn row(words: Words, returned: &Returned, answered: &Answered) -> impl IntoView + use<> {
    let guess = returned.interview.guess.filter(|_| answered.code == OVERALL && answered.mark.is_some());
    let guess = guess.map(|guess| words.fill(Key::ReplyGuess, &[("mark", &words.number(guess.value().into()))]));
    let said = match answered.mark {
        Some(mark) => view! { <b>{words.number(mark.value().into())}</b> }.into_any(),
        None => view! { <bdi>{answered.words.clone()}</bdi> }.into_any(),
    };
    view! {
        <div>
            <dt><bdi>{answered.asked.clone()}</bdi></dt>
            <dd>{said} " " {guess.map(|guess| view! { <span class="note">{guess}</span> })}</dd>
        </div>
    }
}
