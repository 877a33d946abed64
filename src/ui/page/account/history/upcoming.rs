//! What is to come of the history: promises to keep, complaints to solve, offers that stand, deliveries.

use leptos::prelude::*;

use super::Account;
use super::acts::{Acts, ToPage};
use super::says::{plain_title, request_state, state, title, tone};
use crate::calendar::Date;
use crate::dossier::timeline::{Entry, EntryId};
use crate::text::Key;
use crate::today::AwaitedRequest;
use crate::ui::component::{Button, ButtonKind, Icon, Opener};
use crate::ui::printing::is_printing;
use crate::ui::words::{rich, words};

/// An entry that is to come.
#[component]
pub fn Upcoming(
    account: Account,
    id: EntryId,
    /// Until when, of a request: its next target says so, not the entry.
    #[prop(optional)]
    request: Option<AwaitedRequest>,
    /// Makes it the next step: what it says, and its day.
    step: Callback<(String, Option<Date>)>,
) -> impl IntoView {
    let words = words();
    let session = account.session;
    let entry = Memo::new(move |_| account.timeline.with(|timeline| timeline.entry(id).cloned()));
    let currency = session.ledger.get_untracked().currency();
    let of = move |says: &dyn Fn(&Entry) -> String| entry.with(|entry| entry.as_ref().map(says).unwrap_or_default());
    let shown_title = move || rich(of(&|entry| title(words, currency, entry)));
    let request = StoredValue::new(request);
    let shown_tone = move || {
        let today = session.read_on.get();
        if let Some(of) = request.with_value(|request| request.as_ref().map(|request| request.tone(today))) {
            return tone(of);
        }
        entry.with(|entry| entry.as_ref().and_then(|entry| tone(entry.tone(today))))
    };
    let when = move || {
        let today = session.read_on.get();
        let asked = request.with_value(|request| request.as_ref().map(|request| request_state(words, request, today)));
        asked.unwrap_or_else(|| of(&|entry| state(words, entry, today)))
    };
    let icon = entry.with_untracked(|entry| entry.as_ref().map(|entry| view! { <Icon glyph=entry.kind.glyph()/> }));
    let head = match id {
        EntryId::Record(record) => view! {
            <Opener open=move || account.forms.edit(record)>{shown_title}</Opener>
        }
        .into_any(),
        EntryId::Order { .. } => view! { <span>{shown_title}</span> }.into_any(),
    };
    let plain = move || of(&|entry| plain_title(words, currency, entry));
    let make = move |()| {
        let today = session.read_on.get_untracked();
        let left = entry.with_untracked(|entry| entry.as_ref().and_then(|entry| entry.left(today)));
        let asked = request.with_value(|request| request.as_ref().map(|request| request.day));
        let day = asked.unwrap_or(left.map(|left| today.plus(left)));
        // What is late is to be done now, not then.
        step.run((untrack(plain), day.filter(|day| *day >= today)));
    };
    view! {
        <li data-tone=shown_tone data-testid="upcoming-entry">
            {icon}
            <div class="entry">
                <p class="entry-head">{head} " " <span class="mark" data-tone=shown_tone>{when}</span></p>
                <Acts account entry upcoming=true/>
                <ToPage entry/>
                <MakeNextStep what=Signal::derive(plain) make/>
            </div>
        </li>
    }
}

/// Makes something that is to come the next step.
#[component]
pub fn MakeNextStep(what: Signal<String>, #[prop(into)] make: Callback<()>) -> impl IntoView {
    let words = words();
    (!is_printing()).then(|| {
        view! {
            <Button
                kind=ButtonKind::Link
                class="next-step-of"
                text=Key::MakeNextStepShort
                label=move || words.fill(Key::MakeNextStepOf, &[("what", &what.get())])
                test_id="take-prompt"
                writes=true
                on_click=make
            />
        }
    })
}
