//! How sure a fact is: confirmed on a day, gone stale since, or assumed (D6), with the way to
//! confirm it.

use leptos::prelude::*;

use super::{Button, ButtonKind, Icon};
use crate::book::{Change, Confirmation, Label, RecordId, account};
use crate::dossier::freshness::{Freshness, Pace};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::fields::{field_name, record_title};
use crate::ui::keys::focus_after;
use crate::ui::printing::{is_printing, is_short};
use crate::ui::session::session;
use crate::ui::words::words;

/// The mark of one fact of a record, or of the whole record.
#[component]
pub fn ConfirmMark(
    id: RecordId,
    kind: &'static str,
    /// Empty: the record as a whole.
    #[prop(into)]
    field: String,
) -> impl IntoView {
    let session = session();
    let words = words();
    let pace = Pace::of(kind, &field);
    let of = StoredValue::new(field);
    let confirmation = Memo::new(move |_| {
        session.record(id).and_then(|record| of.with_value(|field| Confirmation::of(&record, field)))
    });
    let commit = move |confirmation: Option<Confirmation>| {
        let book = session.book_untracked();
        if book.record(id).is_none_or(|record| record.is_deleted()) {
            // There is nothing yet that could be so or not.
            return;
        }
        let account = match book.record(id).and_then(|record| record.account()) {
            Some(account) => book.value(account, account::field::name),
            None => book.record(id).map(|record| record.get("name")).unwrap_or_default(),
        };
        let edit = of.with_value(|field| Confirmation::edit(id, kind, field, confirmation.as_ref()));
        session.commit(Change::new(Label::Confirm { account }, vec![edit]));
    };
    let place = of.with_value(|field| format!("mark-{id}-{field}"));
    let selector = format!("[id=\"{place}\"] button");
    let and_stay = {
        let selector = selector.clone();
        // The button is replaced by what it did.
        move || focus_after(selector.clone())
    };
    let stay = StoredValue::new(and_stay);
    let confirm = move || {
        commit(Some(Confirmation { on: session.read_on.get_untracked(), by: session.author_untracked() }));
        stay.with_value(|stay| stay());
    };
    // Which fact it is, for those who don't see where it stands.
    let named = move |act: Key| {
        let book = session.book_untracked();
        let what = of.with_value(|field| match (field.is_empty(), book.record(id)) {
            (true, Some(record)) => record_title(words, &book, record),
            _ => field_name(words, &book, kind, field),
        });
        words.labelled(act, &what)
    };
    let (on_paper, is_short) = (is_printing(), is_short());
    let button = move |text: Key| {
        if on_paper {
            return ().into_any();
        }
        view! {
            <Button
                kind=ButtonKind::Link
                class="mark"
                text
                test_id="confirm-fact"
                label=named(text)
                writes=true
                on_click=confirm
            />
        }
        .into_any()
    };
    // Who says so is told where it can't be pointed at.
    let signed = move |text: String, by: &str| {
        if on_paper && !by.is_empty() { format!("{text} · {by}") } else { text }
    };
    let shown = move || {
        let known = confirmation.get();
        let freshness = Freshness::of(known.as_ref(), pace, session.read_on.get(), session.fresh_days.get());
        let said = known.map(|known| {
            let day = words.day(known.on);
            let by = known.by.map(|by| session.book_untracked().name(by)).unwrap_or_default();
            let text = match freshness {
                Freshness::Stale => words.fill(Key::LastConfirmedOn, &[("day", &day)]),
                // A short sheet has it in a narrow column that says what it is, behind the mark.
                _ if is_short && of.with_value(String::is_empty) => day,
                _ => words.fill(Key::ConfirmedOn, &[("day", &day)]),
            };
            (text, by)
        });
        match said {
            Some((text, by)) if freshness == Freshness::Stale => view! {
                <span class="row mark-row">
                    <span class="mark" data-tone="warn" title=by.clone()>
                        <Icon glyph=Glyph::History/>
                        {signed(text, &by)}
                    </span>
                    {button(Key::ConfirmAgain)}
                </span>
            }
            .into_any(),
            Some((text, by)) => view! {
                <span class="row mark-row">
                    <span class="mark" title=by.clone()><Icon glyph=Glyph::Check/>{signed(text, &by)}</span>
                    {(!on_paper).then(|| view! {
                        <Button
                            kind=ButtonKind::Link
                            class="mark unconfirm"
                            text=Key::Unconfirm
                            test_id="unconfirm-fact"
                            label=named(Key::Unconfirm)
                            writes=true
                            on_click=move || {
                                commit(None);
                                stay.with_value(|stay| stay());
                            }
                        />
                    })}
                </span>
            }
            .into_any(),
            None if on_paper => view! { <span class="mark">{words.text(Key::Assumed)}</span> }.into_any(),
            None => button(Key::AssumedConfirm),
        }
    };
    view! { <span class="mark-of" id=place>{shown}</span> }
}
