//! Whether the account is key (C24): suggested with the reason, decided by a person with a reason and the day.

use leptos::prelude::*;

use super::confirming::{Confirmed, Offered, OneByHand, Suggestion};
use crate::analysis::{KeyAccount, KeyStanding};
use crate::book::{Change, Edit, KeyDecision, Label, RecordId, account::field};
use crate::browser::clock;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, KeyReason};
use crate::ui::key_decision::{KeyDecisions, why_suggested};
use crate::ui::keys::focus_after;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// What has the focus when a button is gone.
const SET: &str = "[data-testid=set-key] > summary";

/// Where the account stands, with what is suggested; follows the figures and what was decided.
fn found(session: Session, id: RecordId) -> Memo<Option<KeyAccount>> {
    Memo::new(move |_| {
        let analysis = session.analysis.get();
        KeyAccount::of(&session.book(), analysis.as_deref(), id)
    })
}

/// The tag for the page's head.
#[component]
pub fn KeyTag(id: RecordId) -> impl IntoView {
    let (session, words) = (session(), words());
    let found = found(session, id);
    move || {
        let standing = found.get()?.standing;
        let suggested = words.text(Key::SuggestedByFigures);
        let is_made = standing == KeyStanding::Made;
        standing.is_key().then(|| {
            view! {
                <span class="tag" class:suggested=!is_made title=(!is_made).then_some(suggested) data-testid="key-tag">
                    {words.text(Key::KeyIs)}
                    {(!is_made).then(|| view! { <span class="sr">" (" {suggested} ")"</span> })}
                </span>
            }
        })
    }
}

/// The part of the classification that says it and lets it be decided.
#[component]
pub fn KeyPart(id: RecordId, name: Memo<String>) -> impl IntoView {
    let (session, words) = (session(), words());
    let found = found(session, id);
    let decisions = KeyDecisions::new(session);
    let (decision, reason) = (session.field(id, field::key), session.field(id, field::key_reason));
    let confirmed = session.field(id, field::key_confirmed);
    let commit = move |next: Option<KeyDecision>, why: String| {
        // The day it was decided; another reason for the same is no other day.
        let day = match next {
            Some(_) if next == decision.get_untracked() => confirmed.get_untracked(),
            Some(_) => Some(clock::today()),
            None => None,
        };
        let edits: Vec<Edit> =
            vec![field::key.set(id, next), field::key_reason.set(id, why), field::key_confirmed.set(id, day)];
        session.commit(Change::new(Label::Classification { account: name.get_untracked() }, edits));
    };
    let why = Memo::new(move |_| why(session, words, id, found.get()));
    let state = move || match decision.get() {
        Some(decided) => {
            view! { <Confirmed value=words.text(decided.name()).into() day=confirmed.get() reason=reason.get()/> }
                .into_any()
        }
        None if found.get().is_some_and(|found| found.standing.is_key()) => {
            // What it rested on is the reason, for figures change.
            let confirm = move |()| commit(Some(KeyDecision::Key), why.get_untracked());
            view! {
                <Suggestion
                    value=words.text(Key::KeyIs).into()
                    test_id="make-key"
                    of=SET
                    confirm
                />
                <p class="note">{why}</p>
            }
            .into_any()
        }
        None => {
            let make = move || {
                decisions.decide(name.get_untracked(), id, KeyDecision::Key, SET);
                focus_after(SET);
            };
            view! {
                <p class="row">
                    <span class="note">{why}</span>
                    <Button
                        kind=ButtonKind::Plain
                        small=true
                        text=Key::MakeKeyAccount
                        test_id="make-key"
                        writes=true
                        on_click=make
                    />
                </p>
            }
            .into_any()
        }
    };
    let begins = Memo::new(move |_| {
        let suggested = || found.get().is_some_and(|found| found.suggestion.holds()).then_some(KeyDecision::Key);
        (decision.get().or_else(suggested), reason.get())
    });
    let offered = KeyDecision::ALL.map(|decision| Offered {
        value: decision,
        code: decision.code(),
        title: words.text(decision.name()),
        means: match decision {
            KeyDecision::Key => Key::KeyIsMeans,
            KeyDecision::NotKey => Key::KeyIsNotMeans,
        },
    });
    let save = move |(decision, reason)| commit(Some(decision), reason);
    let withdraw = Callback::new(move |()| commit(None, String::new()));
    view! {
        <div class="stack-s" data-testid="account-key">
            <h3>{words.text(Key::KeyAccountTitle)}</h3>
            {state}
            <OneByHand
                what=words.text(Key::KeyAccountTitle)
                of="key"
                offered=offered.into()
                begins
                confirmed=Signal::derive(move || decision.get().is_some())
                save
                withdraw
            />
            <KeyReason decisions/>
        </div>
    }
}

/// Why it is suggested, or isn't.
fn why(session: Session, words: Words, id: RecordId, found: Option<KeyAccount>) -> String {
    let analysis = session.analysis.get();
    let suggestion = found.map(|found| found.suggestion).unwrap_or_default();
    if let Some(why) = why_suggested(words, analysis.as_deref(), id, suggestion) {
        return why;
    }
    let ranked = analysis.as_ref().and_then(|analysis| Some((analysis, analysis.finding(id)?.rank?)));
    let Some((analysis, rank)) = ranked else { return words.text(Key::KeyNeverBought).into() };
    let places =
        [("limit", words.limit(analysis.config.key.share)), ("before", words.percent(rank.cumulative_share_before))];
    words.fill(Key::KeyNotSuggested, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}
