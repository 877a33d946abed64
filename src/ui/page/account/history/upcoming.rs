//! What is to come of the history: promises to keep, complaints to solve, offers that stand, deliveries.

use leptos::prelude::*;

use super::Account;
use super::acts::{Acts, ToPage};
use super::says::{plain_title, state, title, tone};
use crate::calendar::Date;
use crate::dossier::timeline::{Entry, EntryId};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Opener};
use crate::ui::printing::is_printing;
use crate::ui::words::{rich, words};

#[component]
pub fn Upcoming(
    account: Account,
    /// Which of them.
    ids: Signal<Vec<EntryId>>,
    /// Makes one of them the next step: what it says, and its day.
    step: Callback<(String, Option<Date>)>,
) -> impl IntoView {
    view! { <ul><For each=move || ids.get() key=|id| *id children=move |id| view! { <Coming account id step/> }/></ul> }
}

#[component]
fn Coming(account: Account, id: EntryId, step: Callback<(String, Option<Date>)>) -> impl IntoView {
    let words = words();
    let session = account.session;
    let entry = Memo::new(move |_| account.timeline.with(|timeline| timeline.entry(id).cloned()));
    let currency = session.ledger.get_untracked().currency();
    let of = move |says: &dyn Fn(&Entry) -> String| entry.with(|entry| entry.as_ref().map(says).unwrap_or_default());
    let shown_title = move || rich(of(&|entry| title(words, currency, entry)));
    let shown_tone =
        move || entry.with(|entry| entry.as_ref().and_then(|entry| tone(entry.tone(session.read_on.get()))));
    let when = move || of(&|entry| state(words, entry, session.read_on.get()));
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
        // What is late is to be done now, not then.
        step.run((untrack(plain), left.filter(|left| *left >= 0).map(|left| today.plus(left))));
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
