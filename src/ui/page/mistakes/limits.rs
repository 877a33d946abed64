//! From where on something is a mistake: typed as a draft, used in one change.

use leptos::prelude::*;

use crate::book::Book;
use crate::service::mistake_limits::{Draft, Limit, Limits, Unit};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Commit, Dialog};
use crate::ui::session::session;
use crate::ui::words::{Words, words};

/// The button that opens them, which says how many aren't as usual.
#[component]
pub fn LimitsButton() -> impl IntoView {
    let (session, words) = (session(), words());
    let is_open = RwSignal::new(false);
    let moved = Memo::new(move |_| Limits::of(&session.book()).moved());
    let text = move || match moved.get() {
        0 => words.text(Key::MistakeLimits).to_owned(),
        moved => format!("{} · {}", words.text(Key::MistakeLimits), words.count(Key::MistakeLimitsMoved, moved)),
    };
    view! {
        <Button
            kind=ButtonKind::Quiet
            small=true
            text
            test_id="mistake-limits"
            on_click=move || is_open.set(true)
        />
        <LimitsDialog is_open/>
    }
}

#[component]
fn LimitsDialog(is_open: RwSignal<bool>) -> impl IntoView {
    let (session, words) = (session(), words());
    let draft = RwSignal::new(Draft::of(&Book::default()));
    Effect::new(move |_| {
        if is_open.get() {
            draft.set(session.with_book(Draft::of));
        }
    });
    let wrong = Memo::new(move |_| {
        let book = session.book();
        draft.with(|draft| draft.change(&book).err().unwrap_or_default())
    });
    let act = Callback::new(move |()| {
        let change = session.with_book(|book| draft.with_untracked(|draft| draft.change(book)));
        if let Some(change) = change.ok().filter(|change| !change.edits.is_empty()) {
            session.commit(change);
        }
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::MistakeLimitsUse)),
        is_danger: false,
        test_id: "use-limits",
        is_ready: Signal::derive(move || wrong.with(Vec::is_empty) && !session.is_read_only.get()),
        act,
    };
    let said = move || {
        let names = wrong.get().into_iter().map(|limit| words.text(name(limit)).to_owned()).collect::<Vec<_>>();
        (!names.is_empty()).then(|| words.fill(Key::MistakeLimitsWrong, &[("what", &words.list(names))]))
    };
    let body = move || {
        view! {
            <p class="note">{words.text(Key::MistakeLimitsHint)}</p>
            <div class="limits">{Limit::ALL.map(|limit| view! { <Row draft limit wrong/> }).into_iter().collect_view()}</div>
            <p>
                <Button
                    kind=ButtonKind::Link
                    text=Key::MistakeLimitsReset
                    test_id="reset-limits"
                    on_click=move || draft.update(Draft::reset)
                />
            </p>
            <p class="error" role="status">{said}</p>
        }
    };
    let title = Signal::stored(words.text(Key::MistakeLimits).to_owned());
    view! { <Dialog is_open name="mistake-limits-dialog" title commit=commit is_wide=true>{body()}</Dialog> }
}

/// One limit, with what it is as usual.
#[component]
fn Row(draft: RwSignal<Draft>, limit: Limit, wrong: Memo<Vec<Limit>>) -> impl IntoView {
    let words = words();
    let id = format!("limit-{}", limit.code());
    let usual = words.fill(Key::MistakeLimitsUsual, &[("value", &counted(words, limit))]);
    let is_wrong = move || wrong.with(|wrong| wrong.contains(&limit)).then_some("true");
    view! {
        <div class="limit">
            <label for=id.clone()>{words.text(name(limit))}</label>
            <input
                class="input"
                data-num
                data-testid=id.clone()
                aria-describedby=format!("{id}-usual")
                aria-invalid=is_wrong
                inputmode="numeric"
                autocomplete="off"
                prop:value=move || draft.with(|draft| draft.text(limit).to_owned())
                on:input=move |event| draft.update(|draft| draft.set(limit, event_target_value(&event)))
                id=id.clone()
            />
            <span class="hint" id=format!("{id}-usual")>{usual}</span>
        </div>
    }
}

fn name(limit: Limit) -> Key {
    match limit {
        Limit::ConflictDays => Key::LimitConflict,
        Limit::LatePercent => Key::LimitLate,
        Limit::LeastDocuments => Key::LimitDocuments,
        Limit::KnownPercent => Key::LimitKnown,
        Limit::MeetingDays => Key::LimitMeeting,
        Limit::BidDays => Key::LimitBid,
        Limit::ShownDays => Key::LimitShown,
    }
}

/// "30 days", "10%", "5"
fn counted(words: Words, limit: Limit) -> String {
    let usual = limit.usual();
    match limit.unit() {
        Unit::Days => words.days(f64::from(usual)),
        Unit::Percent => words.percent_round(f64::from(usual) / 100.0),
        Unit::Documents => words.number(usual as usize),
    }
}
