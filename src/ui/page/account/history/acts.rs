//! What can be said of an open entry in one step: kept, solved, accepted, won.

use leptos::prelude::*;

use super::Account;
use super::line::element_id;
use super::says::plain_title;
use crate::book::{
    Answer, Change, Confirmation, Edit, Kept, Label, RecordId, TenderOutcome, complaint, confirmed, promise, proposal,
    tender,
};
use crate::calendar::Date;
use crate::dossier::timeline::{Entry, Kind, State};
use crate::text::Key;
use crate::ui::keys::focus_after;
use crate::ui::printing::is_printing;
use crate::ui::words::words;

/// An act, by its name for other programs.
#[derive(Clone, Copy)]
struct Act {
    code: &'static str,
    text: Key,
    edits: fn(RecordId, Date) -> Vec<Edit>,
}

impl PartialEq for Act {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

const fn act(code: &'static str, text: Key, edits: fn(RecordId, Date) -> Vec<Edit>) -> Act {
    Act { code, text, edits }
}

fn kept(id: RecordId, today: Date) -> Vec<Edit> {
    vec![promise::field::outcome.set(id, Some(Kept::Kept)), promise::field::settled.set(id, Some(today))]
}

fn broken(id: RecordId, today: Date) -> Vec<Edit> {
    vec![promise::field::outcome.set(id, Some(Kept::Broken)), promise::field::settled.set(id, Some(today))]
}

fn solved(id: RecordId, today: Date) -> Vec<Edit> {
    vec![complaint::field::solved.set(id, Some(today))]
}

fn accepted(id: RecordId, _: Date) -> Vec<Edit> {
    vec![proposal::field::outcome.set(id, Some(Answer::Accepted))]
}

fn declined(id: RecordId, _: Date) -> Vec<Edit> {
    vec![proposal::field::outcome.set(id, Some(Answer::Declined))]
}

fn won(id: RecordId, today: Date) -> Vec<Edit> {
    vec![tender::field::outcome.set(id, Some(TenderOutcome::Won)), tender::field::decided.set(id, Some(today))]
}

fn lost(id: RecordId, today: Date) -> Vec<Edit> {
    vec![tender::field::outcome.set(id, Some(TenderOutcome::Lost)), tender::field::decided.set(id, Some(today))]
}

const OF_PROMISE: &[Act] = &[act("kept", Key::HistoryKeptToday, kept), act("broken", Key::HistoryBroken, broken)];
const OF_COMPLAINT: &[Act] = &[act("solved", Key::HistorySolvedToday, solved)];
const OF_OFFER: &[Act] =
    &[act("accepted", Key::HistoryAccepted, accepted), act("declined", Key::HistoryDeclined, declined)];
const OF_TENDER: &[Act] = &[act("won", Key::HistoryWon, won), act("lost", Key::HistoryLost, lost)];

/// What may be said of it now.
fn acts(entry: &Entry) -> &'static [Act] {
    match (entry.state, entry.kind) {
        (State::Open, Kind::Promise) => OF_PROMISE,
        (State::Open, Kind::Complaint) => OF_COMPLAINT,
        (State::Open, Kind::Proposal) => OF_OFFER,
        (State::Open, Kind::Tender) => OF_TENDER,
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
    // Only what they are about wakes the buttons.
    let about = Memo::new(move |_| {
        entry.with(|entry| {
            let entry = entry.as_ref()?;
            let (id, record) = entry.record()?;
            let piece = entry.kind.piece()?;
            let currency = session.ledger.get_untracked().currency();
            let is_confirmed = !record.value(&confirmed("")).is_null();
            Some((entry.id, id, piece, acts(entry), plain_title(words, currency, entry), is_confirmed))
        })
    });
    let on_paper = is_printing();
    move || {
        let (place, id, piece, acts, title, is_confirmed) =
            about.get().filter(|(_, _, _, acts, ..)| !acts.is_empty() && !on_paper)?;
        let button = |act: &Act| {
            let edits = act.edits;
            let settle = move |_| {
                let mut edits = edits(id, session.read_on.get_untracked());
                // What is edited is no longer what was confirmed.
                edits.extend(is_confirmed.then(|| Confirmation::edit(id, piece.code(), "", None)));
                session.commit(Change::new(Label::Settle { piece, of: account.name.get_untracked() }, edits));
                // The button is gone with what it was about.
                match upcoming {
                    true => focus_after("#next h2"),
                    false => focus_after(format!("#{} .entry-open", element_id(place))),
                }
            };
            let label = words.labelled(act.text, &title);
            let test_id = format!("{}-{}", if upcoming { "upcoming" } else { "entry" }, act.code);
            view! {
                <button
                    class="link"
                    type="button"
                    aria-label=label
                    data-testid=test_id
                    prop:disabled=session.is_read_only
                    on:click=settle
                >
                    {words.text(act.text)}
                </button>
            }
        };
        let buttons: Vec<_> = acts.iter().map(button).collect();
        Some(view! { <span class="entry-acts no-print">{buttons}</span> })
    }
}
