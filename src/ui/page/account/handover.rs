//! Handing the dossier over as one file (D8): for whom, what leaves, what stays.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::document::DocumentHead;
use crate::book::KINDS;
use crate::book::kind::Audience;
use crate::book::{Account, Record, RecordId, RecordKind};
use crate::browser::error::message_of;
use crate::browser::{clock, files};
use crate::chart::picture_name;
use crate::dossier::handover::{Handover, Leaving};
use crate::exchange::json::{Part, Sender, to_json};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Radio};
use crate::ui::fields::{field_name, field_value, record_title};
use crate::ui::page::titled;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

/// To whom a file can go, the closest first.
const AUDIENCES: [(Audience, &str, Key, Key); 4] = [
    (Audience::Team, "team", Key::ForTeam, Key::ForTeamIs),
    (Audience::Management, "management", Key::ForManagement, Key::ForManagementIs),
    (Audience::Delivery, "delivery", Key::ForDelivery, Key::ForDeliveryIs),
    (Audience::Customer, "customer", Key::ForCustomer, Key::ForCustomerIs),
];

#[component]
pub fn HandoverPage(id: RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let account_view = AccountView::provide(id);
    let audience = RwSignal::new(Audience::Team);
    let with_sales = RwSignal::new(true);
    let failed = RwSignal::new(None::<String>);
    Effect::new(move |_| titled(format!("{} · {}", words.text(Key::HandOverTitle), account_view.name.get())));
    let leaving = Memo::new(move |_| {
        let handover = Handover { audience: audience.get(), with_sales: with_sales.get() };
        session.ledger.track();
        let (book, batches) = (session.book(), session.counting_batches());
        account_view.dossier.with(|dossier| {
            let batches = batches.iter().map(|(id, batch)| (*id, batch.as_ref()));
            Some(ByPtr::new(handover.of(dossier.as_ref()?, &book, batches)))
        })
    });
    let save = move || {
        let Some(leaving) = leaving.get_untracked() else { return };
        let batches = leaving.batches.iter().map(|(id, batch)| (*id, batch));
        let sender = session.with_book(|book| Sender::of(book, session.actor().device(), Some(Part::Dossier)));
        let text = to_json(&leaving.book, batches, &clock::timestamp(), &sender);
        let whom = AUDIENCES.iter().find(|(of, ..)| *of == audience.get_untracked()).map(|(_, code, ..)| *code);
        // For whom it is stands in the name: the wrong file is sent easily.
        let title = format!("vital-few-dossier {} for {}", account_view.name.get_untracked(), whom.unwrap_or_default());
        let name = picture_name(&title, clock::today(), "json");
        failed.set(files::download(&name, "application/json", &text).err().map(|error| message_of(&error)));
    };
    let choices = AUDIENCES.map(|(value, code, text, hint)| {
        view! { <Radio group="audience" value chosen=audience text hint test_id=format!("for-{code}")/> }
    });
    let preview = move || leaving.get().map(|leaving| preview(words, &leaving));
    view! {
        <DocumentHead id name=account_view.name title=Key::HandOverTitle hint=Key::HandOverHint>
            <Button
                kind=ButtonKind::Primary
                glyph=Glyph::Download
                text=Key::HandOverSave
                test_id="export-dossier"
                on_click=save
            />
        </DocumentHead>
        {move || failed.get().map(|error| view! { <p class="error" role="alert">{error}</p> })}
        <div class="stack">
            <fieldset class="choices">
                <legend class="label">{words.text(Key::HandOverTo)}</legend>
                {choices.into_iter().collect_view()}
                <label class="check">
                    <input
                        type="checkbox"
                        data-testid="with-sales"
                        prop:checked=with_sales
                        on:change=move |event| with_sales.set(event_target_checked(&event))
                    />
                    <span>{words.text(Key::HandOverSales)}</span>
                </label>
            </fieldset>
            <section class="section" data-testid="handover-preview">
                <div class="section-head"><h2>{words.text(Key::WhatLeaves)}</h2></div>
                {preview}
            </section>
        </div>
    }
}

/// What leaves, record by record, as the other side will read it.
fn preview(words: Words, leaving: &Leaving) -> impl IntoView + use<> {
    let facts = |kind: &str| -> usize {
        let of_kind = leaving.book.records().filter(|(_, record)| record.kind == kind);
        of_kind.map(|(_, record)| record.fields.len()).sum()
    };
    let kinds =
        std::iter::once((Account::KIND, Key::ForAccount)).chain(KINDS.iter().map(|kind| (kind.code, kind.title)));
    let groups = kinds.filter(|(kind, _)| leaving.count(kind) > 0).map(|(kind, title)| {
        let records = leaving.book.records().filter(|(_, record)| record.kind == kind);
        let cards = records.map(|(_, record)| card(words, leaving, record)).collect_view();
        let title = match kind {
            Account::KIND => words.text(title).to_owned(),
            _ => words.labelled(title, &words.number(leaving.count(kind))),
        };
        let facts = words.count(Key::CountFacts, facts(kind));
        view! {
            <details class="leaving" data-kind=kind>
                <summary>{title} " · " <span class="note">{facts}</span></summary>
                {cards}
            </details>
        }
    });
    let lines: usize = leaving.batches.values().map(|batch| batch.sales.lines.len()).sum();
    let sales = (lines > 0).then(|| view! { <p>{words.count(Key::LeavingSales, lines)}</p> });
    let held = match leaving.held_back {
        0 => view! { <p class="note">{words.text(Key::NothingHeldBack)}</p> }.into_any(),
        held => view! { <p data-testid="held-back">{words.count(Key::HeldBack, held)}</p> }.into_any(),
    };
    let groups = groups.collect_view();
    view! {
        {held}
        {groups}
        {sales}
    }
}

fn card(words: Words, leaving: &Leaving, record: &Record) -> impl IntoView + use<> {
    let book = &leaving.book;
    let rows = record.fields.iter().filter(|(field, _)| *field != "account").map(|(field, register)| {
        view! {
            <div>
                <dt>{field_name(words, book, &record.kind, field)}</dt>
                <dd><bdi>{field_value(words, book, &record.kind, field, &register.value)}</bdi></dd>
            </div>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h3><bdi>{record_title(words, book, record)}</bdi></h3>
        <dl class="facts leaving-facts">{rows}</dl>
    }
}
