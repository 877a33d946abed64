//! One entry of the timeline, with everything it holds.

use leptos::prelude::*;

use super::acts::{Acts, ToPage};
use super::needs::{NeedActs, Needs};
use super::says::{facts, order_facts, state, title, tone};
use super::{Account, element_id};
use crate::book::DeliveryCorrection;
use crate::book::delivery_correction::field;
use crate::dossier::timeline::{Entry, EntryId, Source};
use crate::text::Key;
use crate::ui::component::{Icon, Opener};
use crate::ui::words::{Words, isolated, rich, words};

#[component]
pub fn Line(account: Account, id: EntryId) -> impl IntoView {
    let words = words();
    let session = account.session;
    let entry = Memo::new(move |_| account.timeline.with(|timeline| timeline.entry(id).cloned()));
    let of = move |says: &dyn Fn(&Entry) -> String| entry.with(|entry| entry.as_ref().map(says).unwrap_or_default());
    let day = move || of(&|entry| entry.day.map(|day| words.day_and_month(day)).unwrap_or_default());
    let machine_day = move || entry.with(|entry| Some(entry.as_ref()?.day?.to_string()));
    let currency = session.ledger.get_untracked().currency();
    let shown_title = move || rich(of(&|entry| title(words, currency, entry)));
    let shown_tone =
        move || entry.with(|entry| entry.as_ref().and_then(|entry| tone(entry.tone(session.read_on.get()))));
    let shown_state = move || {
        let text = of(&|entry| state(words, entry, session.read_on.get()));
        (!text.is_empty()).then(|| view! { <span class="mark" data-tone=shown_tone>{text}</span> })
    };
    let details = move || entry.with(|entry| entry.as_ref().map(|entry| details(words, account, entry)));
    let icon = entry.with_untracked(|entry| entry.as_ref().map(|entry| view! { <Icon glyph=entry.kind.glyph()/> }));
    let head = match id {
        EntryId::Record(record) => view! {
            <Opener open=move || account.forms.edit(record) test_id="entry-open">{shown_title}</Opener>
        }
        .into_any(),
        EntryId::Order { .. } => view! { <span>{shown_title}</span> }.into_any(),
    };
    // In the line of its heading, which is as high as a button anyway.
    let document = entry.with_untracked(|entry| entry.as_ref().and_then(document_of));
    let needs = document.map(|document| view! { " " <NeedActs account document/> });
    let kind = entry.with_untracked(|entry| entry.as_ref().map(|entry| entry.kind.code()));
    view! {
        <li id=element_id(id) data-tone=shown_tone data-testid="timeline-entry" data-kind=kind>
            <time datetime=machine_day>{day}</time>
            {icon}
            <div class="entry">
                <p class="entry-head">{head} " " {shown_state} {needs}</p>
                {details}
                <Acts account entry upcoming=false/>
                <ToPage entry/>
            </div>
        </li>
    }
}

/// The number of an order by which something can be kept with it. What was taken back is no order.
fn document_of(entry: &Entry) -> Option<String> {
    let Source::Order(delivery) = &entry.source else { return None };
    (!entry.title.is_empty() && delivery.amount > 0).then(|| entry.title.clone())
}

fn details(words: Words, account: Account, entry: &Entry) -> AnyView {
    match &entry.source {
        Source::Order(delivery) => view! {
            <p>{order_facts(words, entry, delivery)}</p>
            {fault(words, account, &entry.title)}
            {document_of(entry).map(|document| view! { <Needs account document/> })}
        }
        .into_any(),
        Source::Record { record, said, .. } => {
            // Names of others are read as they are now; this one is followed.
            let book = account.session.book_untracked();
            let all = facts(words, &book, record, said);
            let short =
                all.iter().filter(|(label, _, is_text)| !is_text && label.is_some()).map(|(label, value, _)| {
                    let places = [("what", label.unwrap_or_default()), ("value", &isolated(value))];
                    view! { <span>{rich(words.fill(Key::EntryFact, &places))}</span> }
                });
            let short: Vec<_> = short.collect();
            let long = all.iter().filter(|(.., is_text)| *is_text).map(|(label, value, _)| match label {
                Some(label) => {
                    let places = [("what", *label), ("value", &isolated(value))];
                    view! { <p class="entry-text">{rich(words.fill(Key::EntryFact, &places))}</p> }.into_any()
                }
                None => view! { <p class="entry-text"><bdi>{value.clone()}</bdi></p> }.into_any(),
            });
            let long: Vec<_> = long.collect();
            view! {
                {long}
                {(!short.is_empty()).then(|| view! { <p class="entry-facts">{short}</p> })}
            }
            .into_any()
        }
    }
}

/// Whose fault it is that an order came late, and why, where a person said so (C7).
fn fault(words: Words, account: Account, document: &str) -> Option<impl IntoView> {
    // Followed, every keystroke anywhere in the book would build all orders again.
    let book = account.session.book_untracked();
    let record = book.record(DeliveryCorrection::of(account.id, document)).filter(|record| !record.is_deleted())?;
    let fault = words.text(field::fault.of(record)?.name());
    let said = words.fill(Key::EntryFact, &[("what", words.text(Key::DeliveryFault)), ("value", fault)]);
    Some(view! { <p class="entry-text">{rich(said)} ". " <bdi>{field::reason.of(record)}</bdi></p> })
}
