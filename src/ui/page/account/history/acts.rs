//! What can be said of an open entry in one step: kept, solved, accepted, won.

use leptos::prelude::*;

use super::says::plain_title;
use super::{Account, element_id};
use crate::book::Change;
use crate::book::kind::Settlement;
use crate::book::negotiation::NEGOTIATION;
use crate::dossier::timeline::{Entry, State};
use crate::route::Route;
use crate::text::{Key, within_sentence};
use crate::ui::component::{Button, ButtonKind, forms};
use crate::ui::keys::focus_after;
use crate::ui::printing::is_printing;
use crate::ui::words::words;

/// What may be said of it now.
fn settlements(entry: &Entry) -> &'static [Settlement] {
    match entry.kind.record() {
        Some(kind) if entry.state() == State::Open => kind.settlements,
        _ => &[],
    }
}

#[component]
pub fn Acts(
    account: Account,
    entry: Memo<Option<Entry>>,
    /// Whether it stands in the list of what is to come, which it leaves by the act.
    upcoming: bool,
) -> impl IntoView {
    let words = words();
    let session = account.session;
    let forms = forms();
    // Only what they are about wakes the buttons.
    let about = Memo::new(move |_| {
        entry.with(|entry| {
            let entry = entry.as_ref()?;
            let (id, record) = entry.record()?;
            let kind = entry.kind.record()?;
            let currency = session.ledger.get_untracked().currency();
            let record = record.clone();
            Some((entry.id, id, kind, settlements(entry), plain_title(words, currency, entry), record))
        })
    });
    let on_paper = is_printing();
    move || {
        let (place, id, kind, acts, title, record) =
            about.get().filter(|(_, _, _, acts, ..)| !acts.is_empty() && !on_paper)?;
        let button = |act: &'static Settlement| {
            let record = record.clone();
            let missing = kind.unmet_by(act, id, &record, session.this_minute());
            let text =
                missing.map_or(words.text(act.text).to_owned(), |condition| within_sentence(words.text(condition.say)));
            let settle = move || {
                let now = session.this_minute();
                // What is missing for it is said where it can be filled in.
                if let Some(condition) = kind.unmet_by(act, id, &record, now) {
                    return forms.say(id, condition);
                }
                session.commit(Change::settling(kind, act, (id, &record), now, account.name.get_untracked()));
                // The button is gone with what it was about.
                match upcoming {
                    true => focus_after("#next h2 button"),
                    false => focus_after(format!("#{} .entry-open", element_id(place))),
                }
            };
            let label = words.fill(Key::Labelled, &[("label", &text), ("what", &title)]);
            let test_id = format!("{}-{}", if upcoming { "upcoming" } else { "entry" }, act.code);
            view! {
                <Button kind=ButtonKind::Link text label test_id writes=true on_click=settle/>
            }
        };
        let buttons: Vec<_> = acts.iter().map(button).collect();
        Some(view! { <span class="entry-acts no-print">{buttons}</span> })
    }
}

/// The way to the page on which it is prepared and told of; nothing of what has none.
#[component]
pub fn ToPage(entry: Memo<Option<Entry>>) -> impl IntoView {
    let words = words();
    let to = Memo::new(move |_| {
        entry.with(|entry| {
            let entry = entry.as_ref().filter(|entry| entry.kind.record() == Some(&NEGOTIATION))?;
            Some(Route::Negotiations(Some(entry.record()?.0)).to_string())
        })
    });
    let on_paper = is_printing();
    move || {
        let to = to.get().filter(|_| !on_paper)?;
        Some(view! { <a class="no-print" href=to data-testid="to-its-page">{words.text(Key::NegotiationToPage)}</a> })
    }
}
