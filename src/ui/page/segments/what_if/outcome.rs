//! What the draft would change: how many accounts and how much value move, and who.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Draft;
use crate::analysis::{AbcClass, Analysis, KeyAccounts, Move, Segment, Tally, XyzClass};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::page::segments::class_move::{MoverList, other_period};
use crate::ui::session::session;
use crate::ui::words::{Words, words};

type Cells = BTreeMap<Segment, Tally>;

#[component]
pub(super) fn Outcome(draft: Draft) -> impl IntoView {
    let words = words();
    let outcome = move || {
        if !draft.is_other() {
            return None;
        }
        let now = draft.session.analysis.get();
        match (now, draft.analysis.get()) {
            (Some(now), Some(next)) => Some(view! { <Difference now next/> }.into_any()),
            (_, None) => Some(view! { <p class="error">{words.text(Key::WhatNoSales)}</p> }.into_any()),
            (None, Some(_)) => None,
        }
    };
    view! { <div class="what-out" aria-live="polite" data-testid="what-if-outcome">{outcome}</div> }
}

#[component]
fn Difference(now: ByPtr<Analysis>, next: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let movement = now.movement_to(&next);
    let moved = movement.reclassed();
    let value: i128 = moved.iter().filter_map(|one| one.before.or(one.after)).map(|outcome| outcome.value).sum();
    let sum = if moved.is_empty() {
        words.text(Key::NobodyMoves).to_owned()
    } else {
        let money = format!("{} {}", now.currency, words.money_round(now.currency, value as f64));
        let accounts = words.count(Key::CountAccounts, moved.len());
        let share = words.percent(now.share(value));
        words.fill(Key::WouldMove, &[("accounts", &accounts), ("money", &money), ("share", &share)])
    };
    let providers = |analysis: &Analysis| analysis.findings.iter().filter(|finding| finding.is_provider).count();
    let (was, is) = (providers(&now), providers(&next));
    let provider_note = (was != is).then(|| {
        let text = words.fill(Key::ProvidersWouldBe, &[("was", &words.number(was)), ("n", &words.number(is))]);
        view! { <p class="note">{text}</p> }
    });
    let book = session().book_untracked();
    let key = |analysis: &Analysis| KeyAccounts::of(&book, Some(analysis)).count();
    let (was, is) = (key(&now), key(&next));
    let key_note = (was != is).then(|| {
        let text = words.fill(Key::KeysWouldBe, &[("was", &words.number(was)), ("n", &words.number(is))]);
        view! { <p class="note">{text}</p> }
    });
    let moves: Vec<Move> = moved.into_iter().copied().collect();
    view! {
        <h3 class="sr">{words.text(Key::WhoMoves)}</h3>
        <p class="what-sum"><b>{sum}</b></p>
        {provider_note}
        {key_note}
        {other_period(words, &now, &next)}
        <Mini now=now.clone() next/>
        <MoverList moves/>
    }
}

/// The nine cells before and after.
#[component]
fn Mini(now: ByPtr<Analysis>, next: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let (before, after) = (now.matrix(), next.matrix());
    let count = |matrix: &Cells, cell| matrix.get(&cell).map_or(0, |tally| tally.count);
    let cell = |segment: Segment| {
        let (was, is) = (count(&before, segment), count(&after, segment));
        let text = if was == is {
            words.number(is).into_any()
        } else {
            view! { <s>{words.number(was)}</s> {format!(" {} ", words.arrow())} {words.number(is)} }.into_any()
        };
        view! { <span class="mini-cell" data-seg=segment.letters()>{text}</span> }
    };
    let row = |abc: AbcClass| {
        let cells = XyzClass::ALL.map(|xyz| cell(Segment { abc, xyz }));
        view! {
            <span>{abc.letter()}</span>
            {cells.into_iter().collect_view()}
        }
    };
    view! {
        <div class="mini" role="img" aria-label=in_words(words, &before, &after)>
            <span></span>
            {XyzClass::ALL.map(|class| view! { <span>{class.letter()}</span> }).into_iter().collect_view()}
            {AbcClass::ALL.map(row).into_iter().collect_view()}
        </div>
    }
}

/// "AX 4 → 7, AY 24 → 19"
fn in_words(words: Words, before: &Cells, after: &Cells) -> String {
    let changed = before.iter().zip(after).filter(|((_, was), (_, is))| was.count != is.count);
    let text = changed.map(|((cell, was), (_, is))| {
        format!("{} {} {} {}", cell.letters(), words.number(was.count), words.arrow(), words.number(is.count))
    });
    text.collect::<Vec<_>>().join(", ")
}
