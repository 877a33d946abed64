//! What is known of a competitor, each fact edited where it stands, with how sure it is.

use leptos::prelude::*;

use crate::book::competitor::COMPETITOR;
use crate::book::kind::{FormField, Input};
use crate::book::{Change, Competitor, Confirmation, Edit, Label, RecordId, RecordKind, competitor, confirmed, stored};
use crate::text::Key;
use crate::ui::component::{ConfirmMark, Editable, TextField};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn Facts(id: RecordId, name: Memo<String>) -> impl IntoView {
    let words = words();
    // The name is the page's heading.
    let fields = COMPETITOR.fields.iter().filter(|field| field.name != competitor::field::name.name);
    let facts = fields.map(|field| view! { <Fact id field name/> }).collect_view();
    view! {
        <section class="section" id="facts">
            <div class="section-head"><h2 tabindex="-1">{words.text(Key::CompetitorFacts)}</h2></div>
            <dl class="fact-list">{facts}</dl>
        </section>
    }
}

#[component]
fn Fact(id: RecordId, field: &'static FormField, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let label = words.text(field.label);
    let change = move || Label::Edit { kind: COMPETITOR.words(), of: name.get_untracked() };
    let is_known =
        Memo::new(move |_| session.book().record(id).is_some_and(|record| !record.value(field.name).is_null()));
    let value = match field.input {
        Input::Choice(list) => view! { <Choice id field list name/> }.into_any(),
        _ => {
            let text = TextField { kind: Competitor::KIND, name: field.name.into() };
            view! { <Editable id field=text change label placeholder=words.text(Key::NotKnown)/> }.into_any()
        }
    };
    let sure = move || is_known.get().then(|| view! { <ConfirmMark id kind=Competitor::KIND field=field.name/> });
    view! {
        <div class="fact" data-state=move || (!is_known.get()).then_some("missing") data-field=field.name>
            <dt>{label}</dt>
            <dd>{value}</dd>
            <dd>{sure}</dd>
        </div>
    }
}

#[component]
fn Choice(
    id: RecordId,
    field: &'static FormField,
    list: &'static [(&'static str, Key)],
    name: Memo<String>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let chosen = Memo::new(move |_| {
        session.book().record(id).map(|record| record.get::<String>(field.name)).unwrap_or_default()
    });
    let set = move |event| {
        let book = session.book_untracked();
        let is_confirmed = book.record(id).is_some_and(|record| !record.value(&confirmed(field.name)).is_null());
        let edit = Edit::raw(id, Competitor::KIND, field.name, stored(&event_target_value(&event)));
        // What is edited is no longer what was confirmed.
        let doubt = is_confirmed.then(|| Confirmation::edit(id, Competitor::KIND, field.name, None));
        let label = Label::Edit { kind: COMPETITOR.words(), of: name.get_untracked() };
        session.commit(Change::new(label, std::iter::once(edit).chain(doubt).collect()));
    };
    let option = move |(code, key): &(&'static str, Key)| {
        let code = *code;
        let is_chosen = move || chosen.with(|chosen| chosen == code);
        view! { <option value=code prop:selected=is_chosen>{words.text(*key)}</option> }
    };
    // One of a later version stays as it is.
    let unknown = move || {
        let code = chosen.get();
        let is_known = code.is_empty() || list.iter().any(|(known, _)| *known == code);
        (!is_known).then(|| view! { <option value=code.clone() prop:selected=true>{code.clone()}</option> })
    };
    view! {
        <select class="select fact-select" aria-label=words.text(field.label) prop:disabled=session.is_read_only on:change=set>
            <option value="" prop:selected=move || chosen.with(String::is_empty)>{words.text(Key::FormChoose)}</option>
            {list.iter().map(option).collect_view()}
            {unknown}
        </select>
    }
}
