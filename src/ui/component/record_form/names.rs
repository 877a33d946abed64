//! Choosing by name what may be known already: somebody of ours, a competitor. A new name makes a new
//! record, in the same change.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::inputs::read;
use super::{Writer, competitors, named, new_competitor};
use crate::book::{Colleague, Edit, RecordId, RecordKind, account, colleague, stored};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::session::{Session, session};
use crate::ui::words::{isolated, words};

/// Whose names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Colleagues,
    Competitors,
}

impl Of {
    /// Those that are known, tracked.
    fn known(self, session: Session) -> Vec<(RecordId, String)> {
        match self {
            Self::Colleagues => named(session, colleague::field::name),
            Self::Competitors => competitors(session),
        }
    }

    /// Names that are offered beside them: of ours, whoever answers for an account or sold something.
    fn offered(self, session: Session, known: Vec<(RecordId, String)>) -> Vec<String> {
        let mut names: Vec<String> = known.into_iter().map(|(_, name)| name).collect();
        if self == Self::Colleagues {
            let book = session.book_untracked();
            let people = book.values(account::field::owner).chain(book.values(account::field::deputy));
            names.extend(people.map(|(_, name)| name).filter(|name| !name.is_empty()));
            names.extend(session.ledger.get_untracked().people().iter().cloned());
        }
        names.sort_by_key(|name| name.to_lowercase());
        names.dedup_by_key(|name| name.to_lowercase());
        names
    }

    /// The record of a name, and the edits that make it if it is new; `None` without a name.
    fn of_name(self, session: Session, typed: &str) -> Option<(RecordId, Vec<Edit>)> {
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if typed.is_empty() {
            return None;
        }
        let known = untrack(|| self.known(session));
        if let Some((id, _)) = known.into_iter().find(|(_, name)| name.to_lowercase() == typed.to_lowercase()) {
            return Some((id, Vec::new()));
        }
        let id = clock::new_id();
        let edits = match self {
            Self::Colleagues => vec![colleague::field::name.set(id, typed)],
            Self::Competitors => new_competitor(id, typed),
        };
        Some((id, edits))
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Colleagues => Colleague::KIND,
            Self::Competitors => crate::book::Competitor::KIND,
        }
    }

    /// What a record of it is called; a deleted one still has its name.
    fn name(self, session: Session, id: RecordId) -> String {
        let book = session.book();
        book.record(id).filter(|record| record.kind == self.kind()).map(|record| record.get("name")).unwrap_or_default()
    }
}

/// The names that are offered, built anew only when somebody new is known.
fn options(session: Session, of: Of) -> impl Fn() -> AnyView {
    let known = Memo::new(move |_| of.known(session));
    move || {
        let names = of.offered(session, known.get());
        names.into_iter().map(|name| view! { <option value=name></option> }).collect_view().into_any()
    }
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
            if !ids.contains(&id) {
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
