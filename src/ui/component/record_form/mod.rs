//! The form of a record, in a drawer beside the page: saved as typed, so that what is typed shows on
//! the page at once and is never lost. Which fields it has
//! its [`Kind`] says.

mod choose;
mod entries;
mod inputs;
mod instants;
mod names;
mod reach;
mod reasons;

use leptos::html;
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsCast;

use super::{Button, ButtonKind, CloseButton, ConfirmMark};
use crate::book::kind::{Condition, FormField, Kind};
use crate::book::{
    ACCOUNT, Change, Confirmation, Contact, DELETED, Edit, Field, HandOver, Label, Record, RecordId, RecordKind,
    account, competitor, confirmed, contact,
};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::keys::focus_after;
use crate::ui::session::{Session, session};
use crate::ui::words::words;

use inputs::FieldInput;
pub use names::ColleagueFact;

/// The form that is open on a page, if one is.
#[derive(Clone, Copy)]
pub struct Forms {
    session: Session,
    open: RwSignal<Option<RecordId>>,
    /// What is to be said in the open form first, where somebody wanted to settle its record.
    wanting: RwSignal<Option<&'static Condition>>,
    /// What makes the open form's record, which waits for the first word.
    pending: StoredValue<Option<Pending>>,
    /// What had the focus before.
    opener: StoredValue<Option<web_sys::HtmlElement>, LocalStorage>,
    /// A person whose deletion is to be talked about first.
    pub leaving: RwSignal<Option<RecordId>>,
}

/// A record that is there once something is said of it. Were it made at once and taken back if nothing
/// is, one that a colleague has as well, by what it is about, would be deleted for them by a mere look.
#[derive(Clone)]
struct Pending {
    id: RecordId,
    kind: &'static Kind,
    of: String,
    /// What is known of it before.
    edits: Vec<Edit>,
}

impl Pending {
    fn value(&self, field: &str) -> Value {
        let edit = self.edits.iter().find(|edit| edit.field == field);
        edit.map(|edit| edit.value.clone()).unwrap_or_default()
    }
}

impl Forms {
    /// For a page and all that is in it, which must hold a [`RecordDrawer`] too.
    pub fn provide() -> Self {
        let forms = Self {
            session: session(),
            open: RwSignal::new(None),
            wanting: RwSignal::new(None),
            pending: StoredValue::new(None),
            opener: StoredValue::new_local(None),
            leaving: RwSignal::new(None),
        };
        provide_context(forms);
        forms
    }

    /// Opens the form of a record.
    pub fn edit(self, id: RecordId) {
        // Closing one form gives the focus back, which the next one is opened from.
        let focused = focused();
        self.close();
        self.show(id, focused);
    }

    /// Opens the form of a record in which something is to be said before it can be settled.
    pub fn say(self, id: RecordId, condition: &'static Condition) {
        let focused = focused();
        self.close();
        self.wanting.set(Some(condition));
        self.show(id, focused);
    }

    fn show(self, id: RecordId, focused: Option<web_sys::HtmlElement>) {
        self.opener.set_value(focused);
        self.open.set(Some(id));
    }

    /// Opens the form of a new record at an account, whose name is `of`. It comes to be with the first word.
    pub fn add(self, kind: &'static Kind, account: RecordId, of: String) {
        self.add_with(kind, account, of, |_| Vec::new());
    }

    /// The same, of which something more is known.
    pub fn add_with(
        self,
        kind: &'static Kind,
        account: RecordId,
        of: String,
        known: impl FnOnce(RecordId) -> Vec<Edit>,
    ) {
        let id = clock::new_id();
        self.add_as(id, kind, account, of, known(id));
    }

    /// The same for a record whose id follows from what it is about.
    pub fn add_as(self, id: RecordId, kind: &'static Kind, account: RecordId, of: String, known: Vec<Edit>) {
        let focused = focused();
        self.close();
        let mut edits = (kind.begins)(id, Some(account), self.session.this_minute());
        edits.extend(known);
        // One of this id may have been deleted before.
        edits.push(Edit::revive(id, kind.code));
        self.pending.set_value(Some(Pending { id, kind, of, edits }));
        self.show(id, focused);
    }

    /// Opens the form of a record whose id follows from what it is about: the one that is there, or a new one.
    pub fn add_or_edit(self, id: RecordId, kind: &'static Kind, account: RecordId, of: String) {
        let is_there = self.session.book_untracked().record(id).is_some_and(|record| !record.is_deleted());
        if is_there { self.edit(id) } else { self.add_as(id, kind, account, of, Vec::new()) }
    }

    /// What is to be of a record that isn't there yet.
    fn pending(self, id: RecordId) -> Option<Pending> {
        self.pending.get_value().filter(|pending| pending.id == id)
    }

    /// Whether the form of this record is open, tracked.
    pub fn is_open(self, id: RecordId) -> bool {
        self.open.get() == Some(id)
    }

    pub fn close(self) {
        if self.open.get_untracked().is_none() {
            return;
        }
        self.open.set(None);
        self.wanting.set(None);
        self.pending.set_value(None);
        if let Some(opener) = self.opener.try_update_value(Option::take).flatten() {
            // Refused by what is gone; then the page has the focus.
            let _ = opener.focus();
        }
    }

    /// Deletes a record; of a person it is asked first what becomes of their part.
    pub fn delete(self, id: RecordId) {
        let book = self.session.book_untracked();
        let Some(record) = book.record(id).filter(|_| self.pending(id).is_none()) else { return self.close() };
        if record.kind == Contact::KIND {
            return self.leaving.set(Some(id));
        }
        self.close();
        self.remove(id);
        // What opened the form is gone with it.
        focus_after("#main");
    }

    fn remove(self, id: RecordId) {
        let book = self.session.book_untracked();
        let Some(record) = book.record(id).filter(|record| !record.is_deleted()) else { return };
        let label = match Kind::of_code(&record.kind) {
            Some(kind) => Label::Delete { kind: kind.words(), of: owner(self.session, record) },
            None => Label::Other { code: String::new(), name: String::new() },
        };
        let edit = Edit::raw(id, &record.kind, DELETED, true.into());
        self.session.commit(Change::new(label, vec![edit]));
    }
}

/// What has the focus.
fn focused() -> Option<web_sys::HtmlElement> {
    document().active_element().and_then(|element| element.dyn_into().ok())
}

/// The open form of this page.
pub fn forms() -> Forms {
    expect_context()
}

/// Whose record it is, for labels: the account's name, the competitor's, or its own.
fn owner(session: Session, record: &Record) -> String {
    let book = session.book_untracked();
    match record.account() {
        Some(id) => book.value(id, account::field::name),
        None => record.get("name"),
    }
}

/// Writes one field of a record, as typed.
#[derive(Clone, Copy)]
pub(super) struct Writer {
    session: Session,
    forms: Forms,
    pub id: RecordId,
    kind: &'static Kind,
}

impl Writer {
    /// The value as it is stored, tracked.
    pub fn value(self, field: &'static str) -> Memo<Value> {
        let Self { session, forms, id, .. } = self;
        Memo::new(move |_| match session.record(id).filter(|record| !record.is_deleted()) {
            Some(record) => record.value(field).clone(),
            None => forms.pending(id).map(|pending| pending.value(field)).unwrap_or_default(),
        })
    }

    /// What keeps a field from being filled in, tracked.
    pub fn unmet(self, field: &'static str) -> Memo<Option<&'static Condition>> {
        let Self { session, id, kind, .. } = self;
        Memo::new(move |_| match session.record(id) {
            Some(record) => kind.unmet(&record, field),
            // One that isn't there yet says nothing.
            None => kind.unmet(&Record::new(kind.code), field),
        })
    }

    pub fn set(self, field: &str, value: Value) {
        self.set_with(field, value, Vec::new());
    }

    /// Sets a field together with other edits: of a person who comes to be with it.
    pub fn set_with(self, field: &str, value: Value, mut others: Vec<Edit>) {
        let kind = self.kind.code;
        if let Some(pending) = self.forms.pending(self.id) {
            if value == pending.value(field) {
                return;
            }
            self.forms.pending.set_value(None);
            others.extend(pending.edits.into_iter().filter(|edit| edit.field != field));
            others.push(Edit::raw(self.id, kind, field, value));
            return self.session.commit(Change::new(Label::Add { kind: pending.kind.words(), of: pending.of }, others));
        }
        let change = self.session.with_book(|book| {
            let record = book.record(self.id).filter(|record| *record.value(field) != value)?;
            others.push(Edit::raw(self.id, kind, field, value));
            // Who says in the form that they took an account over answers for it, as with the act.
            others.extend(HandOver::passing_on(record, &others));
            // What is edited is no longer what was confirmed.
            for of in ["", field] {
                if !record.value(&confirmed(of)).is_null() {
                    others.push(Confirmation::edit(self.id, kind, of, None));
                }
            }
            Some(Change::new(Label::Edit { kind: self.kind.words(), of: owner(self.session, record) }, others))
        });
        if let Some(change) = change {
            self.session.commit(change);
        }
    }
}

/// The place of the open form, beside the page.
#[component]
pub fn RecordDrawer() -> impl IntoView {
    let session = session();
    let forms = forms();
    // A form closes with its record: deleted here, in another tab, or by undo.
    let shown = Memo::new(move |_| {
        let id = forms.open.get()?;
        if let Some(record) = session.record(id).filter(|record| !record.is_deleted()) {
            return Some((id, Kind::of_code(&record.kind)?, record.account()));
        }
        let pending = forms.pending(id)?;
        Some((id, pending.kind, serde_json::from_value(pending.value(ACCOUNT)).ok()))
    });
    Effect::new(move |_| {
        if shown.get().is_none() && forms.open.get_untracked().is_some() {
            forms.close();
        }
    });
    on_cleanup(move || forms.close());
    move || shown.get().map(|(id, kind, account)| view! { <Drawer id kind account/> })
}

#[component]
fn Drawer(id: RecordId, kind: &'static Kind, account: Option<RecordId>) -> impl IntoView {
    let session = session();
    let forms = forms();
    let words = words();
    let writer = Writer { session, forms, id, kind };
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Beside the page, not over it: what is typed is seen where it stands.
            dialog.show();
            // The first word is said where nothing is said yet; days are filled in when one is added.
            let first = |selector: &str| dialog.query_selector(selector).ok().flatten();
            let missing = forms.wanting.get_untracked().and_then(|condition| {
                session.with_book(|book| book.record(id).and_then(|record| condition.first_missing(record)))
            });
            let found = missing.and_then(|name| first(&format!("[data-field='{name}']")));
            let found = found.or_else(|| first("textarea[data-field]")).or_else(|| first("[data-field]"));
            if let Some(first) = found.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
                // Refused only by what isn't shown.
                let _ = first.focus();
            }
        }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            forms.close();
        }
    };
    let of = move || account.map(|account| session.value(account, account::field::name)).unwrap_or_default();
    let wanting = move || {
        let condition = forms.wanting.get()?;
        let is_missing = session.record(id).is_some_and(|record| condition.first_missing(&record).is_some());
        is_missing.then(|| {
            view! { <p class="drawer-wants" role="status" data-testid="form-wants">{words.text(condition.words)}</p> }
        })
    };
    // Before a word is written there is nothing that could be so or not, or be deleted.
    let is_there = Memo::new(move |_| session.record(id).is_some_and(|record| !record.is_deleted()));
    let field = move |field: &'static FormField| view! { <FieldInput writer field account/> };
    view! {
        <dialog
            class="drawer"
            node_ref=dialog
            aria-labelledby="drawer-title"
            data-testid="record-form"
            data-piece=kind.code
            on:keydown=on_key
        >
            <div class="dialog-head">
                <div>
                    <h2 id="drawer-title">{words.text(kind.title)}</h2>
                    <p class="note"><bdi>{of}</bdi></p>
                </div>
                <CloseButton close=move |()| forms.close() test_id="form-close"/>
            </div>
            {wanting}
            <div class="drawer-body">{kind.fields.iter().map(field).collect_view()}</div>
            <div class="drawer-foot">
                {move || is_there.get().then(|| view! { <ConfirmMark id kind=kind.code field=""/> })}
                <p class="note">{words.text(Key::FormSavedAsTyped)}</p>
                <div class="row">
                    // What stands beside it keeps its place.
                    <span>
                        {move || is_there.get().then(|| view! {
                            <Button
                                kind=ButtonKind::Quiet
                                glyph=Glyph::Trash
                                text=Key::FormDelete
                                test_id="form-delete"
                                writes=true
                                on_click=move || forms.delete(id)
                            />
                        })}
                    </span>
                    <Button text=Key::FormDone test_id="form-done" on_click=move || forms.close()/>
                </div>
            </div>
        </dialog>
    }
}

/// The names in this field, for choosing a record by name.
pub(super) fn named(session: Session, name: Field<String>) -> Vec<(RecordId, String)> {
    by_name(session.book().values(name))
}

fn by_name(all: impl Iterator<Item = (RecordId, String)>) -> Vec<(RecordId, String)> {
    let mut all: Vec<_> = all.filter(|(_, name)| !name.is_empty()).collect();
    all.sort_by_cached_key(|(_, name)| name.to_lowercase());
    all
}

/// The competitors' names.
pub(super) fn competitors(session: Session) -> Vec<(RecordId, String)> {
    named(session, competitor::field::name)
}

/// The edits that make a competitor of this name.
pub(super) fn new_competitor(id: RecordId, name: String) -> Vec<Edit> {
    vec![competitor::field::name.set(id, name)]
}

/// The people of an account, by name; of none those who belong to none.
pub(super) fn people(session: Session, account: Option<RecordId>) -> Vec<(RecordId, String)> {
    let (book, today) = (session.book(), session.read_on.get_untracked());
    let all: Vec<(RecordId, &Record)> = match account {
        Some(account) => book.belonging([account]).into_iter().map(|(id, record)| (id, record.as_ref())).collect(),
        None => book.of_kind(Contact::KIND).filter(|(_, record)| record.account().is_none()).collect(),
    };
    // Two of their twenty-five fields are asked for, at each keystroke of a form.
    let here =
        all.into_iter().filter(|(_, record)| record.kind == Contact::KIND && Contact::is_one_there(record, today));
    by_name(here.map(|(id, record)| (id, contact::field::name.of(record))))
}
