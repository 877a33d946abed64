//! What is known of the company and of its business (D1, D7): each fact edited where it stands, with how
//! sure it is.

use leptos::prelude::*;

use crate::book::account::{BUSINESS, GENERAL};
use crate::book::custom_field::CUSTOM_FIELD;
use crate::book::kind::{FormField, Input};
use crate::book::{Account, Change, CustomField, Edit, Label, RecordId, RecordKind, account, confirmed, custom_field};
use crate::browser::clock;
use crate::text::Key;
use crate::ui::component::{AddButton, ColleagueFact, ConfirmMark, DeleteButton, Editable, TextField};
use crate::ui::keys::focus_after;
use crate::ui::session::{Session, session};
use crate::ui::words::words;

/// General information, and the fields of the company's own.
#[component]
pub fn GeneralSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let change = move || Label::EditAccount { account: name.get_untracked() };
    let custom = Memo::new(move |_| session.book().all::<CustomField>().collect::<Vec<_>>());
    let names = Memo::new(move |_| {
        let own = custom.with(|custom| custom.iter().map(|(id, _)| CustomField::field(*id)).collect::<Vec<_>>());
        GENERAL.iter().map(|field| field.name.to_owned()).chain(own).collect::<Vec<_>>()
    });
    let add = move |()| {
        let field = clock::new_id();
        let label = Label::Add { kind: &CUSTOM_FIELD, of: name.get_untracked() };
        let edits = vec![custom_field::field::name.set(field, words.text(Key::CustomFieldNew).into())];
        session.commit(Change::new(label, edits));
        // What it is called comes first.
        focus_after(format!("[id=\"{}\"] textarea", fact_id(field)));
    };
    let own = move |(field, _): (RecordId, CustomField)| view! { <OwnFact id field name/> };
    view! {
        <section class="section" id="general">
            <div class="section-head">
                <h2 tabindex="-1">{words.text(Key::GeneralInformation)}</h2>
                <span class="row">
                    <Known id fields=names/>
                    <AddButton text=Key::AddCustomField add test_id="add-custom-field"/>
                </span>
            </div>
            <dl class="fact-list">
                <div class="fact">
                    <dt>{words.text(Key::AccountName)}</dt>
                    <dd>
                        <Editable id field=account::field::name change label=words.text(Key::AccountName) required=true/>
                    </dd>
                    <dd></dd>
                </div>
                {GENERAL.iter().map(|field| view! { <Fact id field name/> }).collect_view()}
                <For each=move || custom.get() key=|(id, _)| *id children=own/>
            </dl>
        </section>
    }
}

/// What its own business is like.
#[component]
pub fn BusinessSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let words = words();
    let names = Memo::new(|_| BUSINESS.iter().map(|field| field.name.to_owned()).collect::<Vec<_>>());
    view! {
        <section class="section" id="business">
            <div class="section-head">
                <h2 tabindex="-1">{words.text(Key::TheirBusiness)}</h2>
                <Known id fields=names/>
            </div>
            <dl class="fact-list">{BUSINESS.iter().map(|field| view! { <Fact id field name/> }).collect_view()}</dl>
        </section>
    }
}

/// "6 of 8 known, 2 assumed"
#[component]
fn Known(id: RecordId, fields: Memo<Vec<String>>) -> impl IntoView {
    let session = session();
    let words = words();
    let counts = Memo::new(move |_| {
        let (book, fields) = (session.book(), fields.get());
        let record = book.record(id);
        let has = |field: &str| record.is_some_and(|record| !record.value(field).is_null());
        let known = fields.iter().filter(|field| has(field)).count();
        let assumed = fields.iter().filter(|field| has(field) && !has(&confirmed(field))).count();
        (fields.len(), known, assumed)
    });
    let text = move || {
        let (all, known, assumed) = counts.get();
        let [all, known, assumed] = [all, known, assumed].map(|count| words.number(count));
        words.fill(Key::KnownAssumed, &[("known", &known), ("all", &all), ("assumed", &assumed)])
    };
    let part = move || {
        let (all, known, _) = counts.get();
        format!("{:.0}%", known as f64 / all.max(1) as f64 * 100.0)
    };
    view! { <span class="meter"><i aria-hidden="true"><b style:inline-size=part></b></i>{text}</span> }
}

#[component]
fn Fact(id: RecordId, field: &'static FormField, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let label = words.text(field.label);
    let change = move || Label::EditAccount { account: name.get_untracked() };
    let placeholder = words.text(Key::NotKnown);
    let value = match field.input {
        Input::Colleague => view! { <ColleagueFact id field=field.name change label placeholder/> }.into_any(),
        _ => {
            let text = TextField { kind: Account::KIND, name: field.name.into() };
            view! { <Editable id field=text change label placeholder/> }.into_any()
        }
    };
    view! {
        <div class="fact" data-state=state(session, id, field.name.into()) data-field=field.name>
            <dt>{label}</dt>
            <dd>{value}</dd>
            <dd><Sure id field=field.name/></dd>
        </div>
    }
}

/// "missing" where nothing is known.
fn state(session: Session, id: RecordId, field: String) -> impl Fn() -> Option<&'static str> + Send + 'static {
    let is_missing = Memo::new(move |_| session.book().record(id).is_none_or(|record| record.value(&field).is_null()));
    move || is_missing.get().then_some("missing")
}

/// How sure a fact is, once there is one.
#[component]
fn Sure(id: RecordId, #[prop(into)] field: String) -> impl IntoView {
    let session = session();
    let of = field.clone();
    let is_known = Memo::new(move |_| session.book().record(id).is_some_and(|record| !record.value(&of).is_null()));
    move || is_known.get().then(|| view! { <ConfirmMark id kind=Account::KIND field=field.clone()/> })
}

fn fact_id(field: RecordId) -> String {
    format!("fact-{field}")
}

/// A field of the company's own: its name can be edited too, for all accounts at once.
#[component]
fn OwnFact(id: RecordId, field: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let stored_as = CustomField::field(field);
    let label = session.field(field, custom_field::field::name);
    let change = move || Label::EditAccount { account: name.get_untracked() };
    let rename = move || Label::Edit { kind: &CUSTOM_FIELD, of: label.get_untracked() };
    let delete = move |()| {
        let change = Label::Delete { kind: &CUSTOM_FIELD, of: label.get_untracked() };
        session.commit(Change::new(change, vec![Edit::delete::<CustomField>(field)]));
        // The button is gone with the field.
        focus_after("[data-testid=add-custom-field]");
    };
    let text = TextField { kind: Account::KIND, name: stored_as.clone().into() };
    let state = state(session, id, stored_as.clone());
    view! {
        <div class="fact" id=fact_id(field) data-state=state data-field="custom">
            <dt class="fact-own">
                <Editable
                    id=field
                    field=custom_field::field::name
                    change=rename
                    label=words.text(Key::CustomFieldName)
                    required=true
                />
            </dt>
            <dd>
                <Editable id field=text change label=label.get_untracked() placeholder=words.text(Key::NotKnown)/>
            </dd>
            <dd class="row fact-sure">
                <Sure id field=stored_as/>
                <DeleteButton label=Signal::derive(move || words.labelled(Key::DeleteCustomField, &label.get())) delete/>
            </dd>
        </div>
    }
}
