//! The history of a few records: who changed which field when, from what to what.

use leptos::prelude::*;

use super::{Button, ButtonKind, Dialog};
use crate::book::{Account, Author, Change, DELETED, Edit, Label, MergeReceipt, RecordId, RecordKind, Stamp, author};
use crate::glyph::Glyph;
use crate::journal::{Act, Log, Past};
use crate::text::Key;
use crate::ui::fields::{field_name, field_value, record_title};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// How many changes are listed; older ones are rarely what is looked for.
const MOST: usize = 200;

/// A button that opens the history of these records.
#[component]
pub fn History(#[prop(into)] name: Signal<String>, #[prop(into)] ids: Callback<(), Vec<RecordId>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <Button
            kind=ButtonKind::Quiet
            glyph=Glyph::History
            text=Key::History
            test_id="history"
            on_click=move || is_open.set(true)
        />
        <HistoryDialog name ids is_open/>
    }
}

/// The history of these records, while it is open.
#[component]
pub fn HistoryDialog(
    /// What the records are about.
    #[prop(into)]
    name: Signal<String>,
    /// The records, asked for when it opens.
    #[prop(into)]
    ids: Callback<(), Vec<RecordId>>,
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    let words = words();
    // The page has the journal's end at hand; a history reads all of it.
    let whole = RwSignal::new(Log::default());
    Effect::new(move |_| {
        if let Some(persister) = session.persister().filter(|_| is_open.get()) {
            leptos::task::spawn_local(async move { whole.set(persister.journal().await) });
        }
    });
    let title = move || words.fill(Key::HistoryOf, &[("name", &isolated(&name.get()))]);
    let rows = move || {
        let mut log = whole.get();
        session.with_log(|recent| log.join(recent));
        let mut past: Vec<(RecordId, Past)> =
            ids.run(()).into_iter().flat_map(|id| log.history(id).into_iter().map(move |past| (id, past))).collect();
        past.extend(ids.run(()).into_iter().flat_map(|id| lost(session, id)));
        past.sort_unstable_by(|(_, a), (_, b)| b.stamp.cmp(&a.stamp).then_with(|| a.field.cmp(&b.field)));
        past.truncate(MOST);
        if past.is_empty() {
            return view! { <p class="note">{words.text(Key::HistoryNone)}</p> }.into_any();
        }
        let rows: Vec<_> = past.into_iter().map(|(id, past)| row(session, words, name, id, past)).collect();
        view! {
            <div class="table-wrap">
                <table class="table history" data-testid="history-rows">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::HistoryWhen)}</th>
                            <th scope="col">{words.text(Key::HistoryWho)}</th>
                            <th scope="col">{words.text(Key::HistoryWhat)}</th>
                            <th scope="col">{words.text(Key::HistoryBefore)}</th>
                            <th scope="col">{words.text(Key::HistoryAfter)}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <Dialog is_open name="record-history" title=Signal::derive(title) is_wide=true>
            <p class="note">{words.text(Key::HistoryHint)}</p>
            {rows}
        </Dialog>
    }
}

/// What colleagues wrote of a record and gave way to what stood here.
fn lost(session: Session, id: RecordId) -> Vec<(RecordId, Past)> {
    let (device, book) = (session.actor().device(), session.book_untracked());
    let lost = MergeReceipt::lost_of(&book, device, id).into_iter().map(|lost| {
        let label = Label::Merge { file: String::new() };
        (id, Past { stamp: lost.their_stamp, act: Act::Do, label, field: lost.field, from: lost.theirs, to: lost.ours })
    });
    lost.collect()
}

fn row(session: Session, words: Words, name: Signal<String>, id: RecordId, past: Past) -> AnyView {
    let (field, from) = (past.field.clone(), past.from.clone());
    let book = session.book_untracked();
    let kind = book.record(id).map(|record| record.kind.clone()).unwrap_or_default();
    // Whose history it is, unless it is the account's own.
    let part = book.record(id).filter(|record| record.kind != Account::KIND);
    let part = part.map(|record| record_title(words, &book, record));
    let what = field_name(words, &book, &kind, &past.field);
    let value = |value: &serde_json::Value| field_value(words, &book, &kind, &past.field, value);
    let (before, after) = (value(&past.from), value(&past.to));
    let bring_back = move || {
        let label = Label::BringBack { record: name.get_untracked() };
        session.commit(Change::new(label, vec![Edit::raw(id, &kind, &field, from.clone())]));
    };
    // What was filled or came to be has nothing before it.
    let can_be_brought_back = !past.from.is_null() || past.to == true;
    let button = can_be_brought_back.then(|| {
        view! {
            <Button kind=ButtonKind::Quiet small=true text=Key::BringBack test_id="bring-back" on_click=bring_back/>
        }
    });
    let field = match part {
        Some(part) => format!("{}: {what}", isolated(&part)),
        None => what,
    };
    let what = match past.act {
        Act::Do => field,
        Act::Undo(_) => words.fill(Key::Undone, &[("what", &field)]),
        Act::Redo(_) => words.fill(Key::Redone, &[("what", &field)]),
    };
    let came_to_be = past.field == DELETED && past.from.is_null() && past.to == false;
    let (before, after) = match came_to_be {
        true => (String::new(), words.text(Key::ValueAdded).into()),
        false => (before, after),
    };
    view! {
        <tr>
            <td class="nowrap">{words.moment(past.stamp.millis)}</td>
            <td class="history-who"><bdi>{who(session, words, past.stamp)}</bdi></td>
            <th scope="row">{what}</th>
            <td class="history-value"><bdi>{before}</bdi></td>
            <td class="history-value"><bdi>{after}</bdi></td>
            <td class="history-act">{button}</td>
        </tr>
    }
    .into_any()
}

/// Who made a change: the colleague they said they are, or their device.
pub fn who(session: Session, words: Words, stamp: Stamp) -> String {
    let device = stamp.actor.device();
    let book = session.book_untracked();
    let name = book.value(Author::id(device), author::field::colleague).map(|of| book.name(of));
    match name {
        Some(name) if !name.is_empty() => name,
        _ if device == session.actor().device() => words.text(Key::ThisDevice).into(),
        _ => words.fill(Key::OtherDevice, &[("code", &format!("{:04x}", device.0 & 0xFFFF))]),
    }
}
