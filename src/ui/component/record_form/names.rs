//! Choosing by name what may be known already: somebody of ours, a competitor. A new name makes a new
//! record, in the same change.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::inputs::read;
use super::{Writer, competitors, new_competitor};
use crate::book::{
    Account, Change, Colleague, Colleagues, Confirmation, Edit, Label, RecordId, RecordKind, confirmed, stored,
};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::printing::is_printing;
use crate::ui::session::{Session, session};
use crate::ui::words::{isolated, words};

/// Whose names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Colleagues,
    Competitors,
}

impl Of {
    /// Names that are offered, tracked: of ours, beside those that are known, whoever sold something.
    fn offered(self, session: Session) -> Vec<String> {
        if self == Self::Colleagues {
            return Colleagues::of(&session.book()).offered(session.ledger.get_untracked().people());
        }
        let mut names: Vec<String> = competitors(session).into_iter().map(|(_, name)| name).collect();
        names.dedup_by_key(|name| name.to_lowercase());
        names
    }

    /// The record of a name, and the edits that make it if it is new; `None` without a name.
    fn of_name(self, session: Session, typed: &str) -> Option<(RecordId, Vec<Edit>)> {
        if self == Self::Colleagues {
            return session.book_untracked().colleague(typed);
        }
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if typed.is_empty() {
            return None;
        }
        let known = untrack(|| competitors(session));
        if let Some((id, _)) = known.into_iter().find(|(_, name)| name.to_lowercase() == typed.to_lowercase()) {
            return Some((id, Vec::new()));
        }
        let id = clock::new_id();
        Some((id, new_competitor(id, typed)))
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Colleagues => Colleague::KIND,
            Self::Competitors => crate::book::Competitor::KIND,
        }
    }

    /// What a record of it is called; a deleted one still has its name.
    fn name(self, session: Session, id: RecordId) -> String {
        session
            .record(id)
            .filter(|record| record.kind == self.kind())
            .map(|record| record.get("name"))
            .unwrap_or_default()
    }
}

/// The names that are offered, built anew only when somebody new is known.
fn options(session: Session, of: Of) -> impl Fn() -> AnyView {
    let names = Memo::new(move |_| of.offered(session));
    move || options_of(names.get())
}

fn options_of(names: Vec<String>) -> AnyView {
    names.into_iter().map(|name| view! { <option value=name></option> }).collect_view().into_any()
}

/// One of them.
#[component]
pub fn Named(writer: Writer, name: &'static str, value: Memo<Value>, of: Of, id: String) -> impl IntoView {
    let session = session();
    let words = words();
    let list = format!("{id}-list");
    let shown = move || {
        let id = value.with(read::<Option<RecordId>>);
        id.map(|id| of.name(session, id)).unwrap_or_default()
    };
    view! {
        <input
            class="input"
            id=id
            list=list.clone()
            autocomplete="off"
            data-field=name
            placeholder=words.text(Key::FormTypeName)
            prop:value=shown
            prop:readOnly=session.is_read_only
            on:change=move |event| match of.of_name(session, &event_target_value(&event)) {
                Some((id, edits)) => writer.set_with(name, json!(id), edits),
                None => writer.set(name, Value::Null),
            }
        />
        <datalist id=list>{options(session, of)}</datalist>
    }
}

/// Who of ours a fact of an account names: edited where it stands, by name.
#[component]
pub fn ColleagueFact(
    id: RecordId,
    field: &'static str,
    /// What the edit is for, when it is made.
    #[prop(into)]
    change: Callback<(), Label>,
    label: &'static str,
    #[prop(into)] placeholder: String,
) -> impl IntoView {
    let session = session();
    let value = Memo::new(move |_| session.record(id).and_then(|record| record.get::<Option<RecordId>>(field)));
    let of = Of::Colleagues;
    let shown = move || value.get().map(|id| of.name(session, id)).unwrap_or_default();
    let choose = move |event: web_sys::Event| {
        let (chosen, edits) = of.of_name(session, &event_target_value(&event)).unzip();
        let mut edits = edits.unwrap_or_default();
        if chosen == value.get_untracked() && edits.is_empty() {
            // Another spelling of the same name.
            return event_target::<web_sys::HtmlInputElement>(&event).set_value(&untrack(shown));
        }
        edits.push(Edit::raw(id, Account::KIND, field, stored(&chosen)));
        // What is edited is no longer what was confirmed.
        let book = session.book_untracked();
        if book.record(id).is_some_and(|record| !record.value(&confirmed(field)).is_null()) {
            edits.push(Confirmation::edit(id, Account::KIND, field, None));
        }
        session.commit(Change::new(change.run(()), edits));
    };
    if is_printing() {
        let empty = move || value.get().is_none().then(|| view! { <span class="muted">{placeholder.clone()}</span> });
        return view! { <p class="printed"><bdi>{shown}</bdi> {empty}</p> }.into_any();
    }
    let list = format!("fact-{field}-list");
    // Gathered when they are asked for: a page has this field always, and is built anew at every keystroke.
    let offered = RwSignal::new(Vec::new());
    let gather = move |_| offered.set(untrack(|| of.offered(session)));
    view! {
        <input
            class="input editable"
            on:focus=gather
            list=list.clone()
            autocomplete="off"
            aria-label=label
            placeholder=placeholder
            prop:value=shown
            prop:readOnly=session.is_read_only
            on:change=choose
        />
        <datalist id=list>{move || options_of(offered.get())}</datalist>
    }
    .into_any()
}

/// Several of ours.
#[component]
pub fn NamedSeveral(
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    id: String,
    label: &'static str,
) -> impl IntoView {
    let session = session();
    let words = words();
    let of = Of::Colleagues;
    let chosen = Memo::new(move |_| value.with(read::<Vec<RecordId>>));
    let list = format!("{id}-list");
    let typed = RwSignal::new(String::new());
    let add = move || {
        if let Some((id, edits)) = of.of_name(session, &typed.get_untracked()) {
            let mut ids = chosen.get_untracked();
            let colleagues = Colleagues::of(&session.book_untracked());
            if !ids.iter().any(|held| colleagues.counts_for(*held) == id) {
                ids.push(id);
                writer.set_with(name, stored(&ids), edits);
            }
        }
        typed.set(String::new());
    };
    let chip = move |id: RecordId| {
        let person = of.name(session, id);
        let remove = words.fill(Key::FormRemove, &[("name", &isolated(&person))]);
        view! {
            <li class="tag">
                <bdi>{person}</bdi>
                <Button
                    kind=ButtonKind::Bare
                    class="tag-remove"
                    glyph=Glyph::Close
                    label=remove
                    writes=true
                    on_click=move || {
                        let mut ids = chosen.get_untracked();
                        ids.retain(|held| *held != id);
                        writer.set(name, stored(&ids));
                    }
                />
            </li>
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <ul class="tags">{move || chosen.get().into_iter().map(chip).collect_view()}</ul>
            <div class="row nowrap-row">
                <input
                    class="input"
                    id=id
                    list=list.clone()
                    autocomplete="off"
                    data-field=name
                    placeholder=words.text(Key::FormTypeName)
                    prop:value=typed
                    prop:readOnly=session.is_read_only
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:change=move |_| add()
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            add();
                        }
                    }
                />
                <Button small=true text=Key::FormAddName on_click=add/>
            </div>
            <datalist id=list>{options(session, of)}</datalist>
        </div>
    }
}
