//! What came up on the way of an order: it becomes an opportunity or a request in one click, and stands at the order
//! (R5).

use leptos::prelude::*;

use super::Account;
use crate::book::kind::Kind;
use crate::book::{OpportunitySource, RecordId, opportunity, request};
use crate::dossier::timeline::Timeline;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Opener};
use crate::ui::printing::is_printing;
use crate::ui::words::words;

/// What a need becomes, in the order that is offered.
static BECOMES: [&Kind; 2] = [&opportunity::OPPORTUNITY, &request::REQUEST];

/// What may come up with the order of this number, in the line of its heading.
#[component]
pub fn NeedActs(account: Account, document: String) -> impl IntoView {
    let words = words();
    let document = StoredValue::new(document);
    let make = move |kind: &'static Kind| {
        account.forms.add_with(kind, account.id, account.name.get_untracked(), |id| {
            let number = document.get_value();
            if *kind == request::REQUEST {
                return vec![request::field::document.set(id, number)];
            }
            let source = opportunity::field::source.set(id, Some(OpportunitySource::Order));
            vec![source, opportunity::field::document.set(id, number)]
        });
    };
    let button = move |kind: &'static Kind| {
        view! {
            <Button
                kind=ButtonKind::Link
                text=kind.title
                label=words.labelled(kind.title, &document.get_value())
                test_id=format!("need-{}", kind.code)
                writes=true
                on_click=move || make(kind)
            />
        }
    };
    (!is_printing()).then(|| {
        view! {
            <span class="entry-acts no-print">
                <span class="note">{words.text(Key::OrderNeed)}</span>
                {BECOMES.map(button).into_iter().collect_view()}
            </span>
        }
    })
}

/// What came up with the order of this number.
#[component]
pub fn Needs(account: Account, document: String) -> impl IntoView {
    let words = words();
    let found = Memo::new(move |_| account.timeline.with(|timeline| came_up(timeline, &document)));
    let one = move |(id, kind, title): (RecordId, &'static Kind, String)| {
        let title = if title.is_empty() { words.text(kind.title).to_owned() } else { title };
        view! {
            <p class="entry-text" data-testid="order-need">
                <Icon glyph=kind.glyph/>
                " "
                <Opener open=move || account.forms.edit(id)><bdi>{title}</bdi></Opener>
            </p>
        }
    };
    move || found.get().into_iter().map(one).collect_view()
}

/// What came up with an order, in the order of the history.
fn came_up(timeline: &Timeline, document: &str) -> Vec<(RecordId, &'static Kind, String)> {
    let records = timeline.entries().iter().filter_map(|entry| {
        let ((id, record), kind) = (entry.record()?, entry.kind.record()?);
        let number: String = match BECOMES.contains(&kind) {
            true => record.get(opportunity::field::document.name),
            false => return None,
        };
        (number.trim() == document.trim()).then(|| (id, kind, entry.title.clone()))
    });
    records.collect()
}
