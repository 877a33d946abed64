//! The last changes of the whole book, and the name they are made under.

use leptos::prelude::*;

use crate::book::{Author, Change, Label, author};
use crate::journal::{Act, Entry};
use crate::text::Key;
use crate::ui::component::who;
use crate::ui::fields::colleague_name;
use crate::ui::session::session;
use crate::ui::words::words;

/// How many changes are shown.
const MOST: usize = 12;

#[component]
pub fn HistorySection() -> impl IntoView {
    let session = session();
    let words = words();
    let row = move |entry: &Entry| {
        let label = words.label(&entry.change.label);
        let what = match entry.act {
            Act::Do => label,
            Act::Undo(_) => words.fill(Key::Undone, &[("what", &label)]),
            Act::Redo(_) => words.fill(Key::Redone, &[("what", &label)]),
        };
        view! {
            <tr>
                <td class="nowrap">{words.moment(entry.stamp.millis)}</td>
                <td><bdi>{who(session, words, entry.stamp)}</bdi></td>
                <td>{what}</td>
            </tr>
        }
    };
    let table = move || {
        // A name given to a device changes who made what is listed here.
        session.book();
        let rows = session.with_log(|log| {
            log.entries().rev().filter(|entry| entry.is_visible()).take(MOST).map(|entry| row(entry)).collect_view()
        });
        if rows.is_empty() {
            return view! { <p class="note">{words.text(Key::HistoryNone)}</p> }.into_any();
        }
        view! {
            <div class="table-wrap">
                <table class="table" data-testid="changes">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::HistoryWhen)}</th>
                            <th scope="col">{words.text(Key::HistoryWho)}</th>
                            <th scope="col">{words.text(Key::HistoryWhat)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let own = Author::id(session.actor().device());
    let name = colleague_name(session, own, author::field::colleague);
    let rename = move |event: web_sys::Event| {
        let (who, edits) = session.book_untracked().colleague(&event_target_value(&event)).unzip();
        let mut edits = edits.unwrap_or_default();
        edits.push(author::field::colleague.set(own, who));
        session.commit(Change::new(Label::Author, edits));
    };
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::History)}</h2></div>
            <div class="stack-s">
                <div class="field author-name">
                    <label for="author-name">{words.text(Key::AuthorName)}</label>
                    <input
                        class="input"
                        id="author-name"
                        autocomplete="name"
                        data-testid="author-name"
                        prop:value=name
                        on:change=rename
                    />
                </div>
                {table}
            </div>
        </section>
    }
}
