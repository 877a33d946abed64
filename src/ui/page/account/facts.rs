//! What is known of the company and of its business (D1, D7): each fact edited where it stands, with how
//! sure it is.

use leptos::prelude::*;

use super::account_team::AccountTeam;
use super::account_view::AccountView;
use super::fold::Line;
use super::market::MarketFigures;
use super::owner_change::OwnerChange;
use super::plan_parts::PlanParts;
use crate::book::account::{BUSINESS, GENERAL};
use crate::book::custom_field::CUSTOM_FIELD;
use crate::book::kind::{FormField, Input, Tone};
use crate::book::{
    Account, Book, Change, Confirmation, CustomField, Edit, Label, RecordId, RecordKind, account, confirmed,
    custom_field,
};
use crate::browser::clock;
use crate::dossier::freshness::{Freshness, Pace};
use crate::text::Key;
use crate::ui::component::{AddButton, ColleagueFact, ConfirmMark, DeleteButton, Editable, TextField};
use crate::ui::keys::focus_after;
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::{is_printing, is_short};
use crate::ui::session::{Session, session};
use crate::ui::words::words;

/// General information, and the fields of the company's own.
#[component]
pub fn GeneralSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let change = move || Label::EditAccount { account: name.get_untracked() };
    let custom = Memo::new(move |_| session.book().all::<CustomField>().collect::<Vec<_>>());
    let add = move |()| {
        let field = clock::new_id();
        let label = Label::Add { kind: CUSTOM_FIELD.words(), of: name.get_untracked() };
        let edits = vec![custom_field::field::name.set(field, words.text(Key::CustomFieldNew).into())];
        session.commit(Change::new(label, edits));
        // What it is called comes first.
        focus_after(format!("[id=\"{}\"] textarea", fact_id(field)));
    };
    let own_fact = move |(field, _): (RecordId, CustomField)| view! { <OwnFact id field name/> };
    // Its name is a fact like others, and can be put right here.
    let own = move || {
        view! {
            <div class="fact">
                <dt>{words.text(Key::AccountName)}</dt>
                <dd>
                    <Editable id field=account::field::name change label=words.text(Key::AccountName) required=true/>
                </dd>
                <dd></dd>
            </div>
            <For each=move || custom.get() key=|(id, _)| *id children=own_fact/>
        }
    };
    view! {
        <FactList id fields=GENERAL name own=ViewFn::from(own)/>
        {(!is_printing()).then(|| view! { <OwnerChange id/> })}
        {if is_printing() {
            (!is_short()).then(|| view! { <AccountTeam id name/> }).into_any()
        } else {
            view! {
                <div class="fold-tools">
                    <AddButton text=Key::AddCustomField add test_id="add-custom-field"/>
                    <AccountTeam id name/>
                </div>
            }
            .into_any()
        }}
    }
}

/// What its own business is like.
#[component]
pub fn BusinessSection(id: RecordId, name: Memo<String>) -> impl IntoView {
    view! {
        <FactList id fields=BUSINESS name/>
        {(!is_short()).then(|| view! { <PlanParts id/> <MarketFigures id name/> })}
    }
}

/// How much of these fields is known: "6 of 8 known, 2 assumed", and a warning where something went stale.
fn known_line(account_view: AccountView, fields: fn(&Book) -> Vec<String>) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { id, dossier, .. } = account_view;
    let make = move || {
        let (today, fresh) = (session.read_on.get(), session.fresh_days.get());
        let (all, known, assumed, stale) = session.with_book(|book| {
            let fields = fields(book);
            let record = book.record(id);
            let has = |field: &str| record.is_some_and(|record| !record.value(field).is_null());
            let known = fields.iter().filter(|field| has(field)).count();
            let assumed = fields.iter().filter(|field| has(field) && !has(&confirmed(field))).count();
            // Counted as they are listed: an address is one need, and three facts to confirm.
            let is_stale = |field: &&String| {
                let known: Option<Confirmation> = record.and_then(|record| record.get(&confirmed(field)));
                let pace = Pace::of(Account::KIND, field);
                has(field) && Freshness::of(known.as_ref(), pace, today, fresh) == Freshness::Stale
            };
            let stale = fields.iter().filter(is_stale).count();
            (fields.len(), known, assumed, stale)
        });
        let [all, known, assumed] = [all, known, assumed].map(|count| words.number(count));
        let text = words.fill(Key::KnownAssumed, &[("known", &known), ("all", &all), ("assumed", &assumed)]);
        let line = Line::of(text);
        Some(match stale {
            0 => line,
            stale => line.marked(words.count(Key::StaleCount, stale), Tone::Warn),
        })
    };
    after_first_frame(move || dossier.track(), make)
}

pub fn general_line(account_view: AccountView) -> Signal<Option<Line>> {
    known_line(account_view, |book| {
        let own = book.all::<CustomField>().map(|(id, _)| CustomField::field(id));
        GENERAL.iter().map(|field| field.name.to_owned()).chain(own).collect()
    })
}

pub fn business_line(account_view: AccountView) -> Signal<Option<Line>> {
    known_line(account_view, |_| BUSINESS.iter().map(|field| field.name.to_owned()).collect())
}

/// So many facts are seen at once, and on paper that is to be short; the rest, and what isn't known, is a click
/// away.
const FIRST: usize = 5;

/// Facts of the account, those that are known first. Which stand where is settled when the list is built: what
/// somebody types in must not go elsewhere under their hands.
#[component]
fn FactList(
    id: RecordId,
    fields: &'static [FormField],
    name: Memo<String>,
    #[prop(optional)] own: ViewFn,
) -> impl IntoView {
    let words = words();
    let session = session();
    let is_known = |field: &&FormField| {
        session.with_book(|book| book.record(id).is_some_and(|record| !record.value(field.name).is_null()))
    };
    let (known, missing): (Vec<&FormField>, Vec<&FormField>) = fields.iter().partition(is_known);
    let (on_paper, is_short) = (is_printing(), is_short());
    let first = if on_paper && !is_short { usize::MAX } else { FIRST };
    // Where little is known, what isn't is asked for.
    let asked = if is_short { 0 } else { first.saturating_sub(known.len()) };
    let shown: Vec<_> = known.iter().take(first).chain(missing.iter().take(asked)).copied().collect();
    let hidden: Vec<_> = fields.iter().filter(|field| !shown.iter().any(|shown| shown.name == field.name)).collect();
    let fact = |field: &'static FormField| view! { <Fact id field name/> };
    let shown = shown.into_iter().map(fact).collect_view();
    let more = (!hidden.is_empty() && !is_short).then(|| {
        let open = hidden.iter().filter(|field| missing.iter().any(|missing| missing.name == field.name)).count();
        let unknown = (open > 0).then(|| words.count(Key::MoreNotKnown, open));
        let text = words.count(Key::MoreFacts, hidden.len());
        view! {
            <details class="fold-more facts-more">
                <summary>{text} {unknown.map(|unknown| format!(" · {unknown}"))}</summary>
                <dl class="fact-list">{hidden.into_iter().map(fact).collect_view()}</dl>
            </details>
        }
    });
    view! {
        <dl class="fact-list">{shown} {own.run()}</dl>
        {more}
    }
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
    let is_missing = Memo::new(move |_| session.record(id).is_none_or(|record| record.value(&field).is_null()));
    move || is_missing.get().then_some("missing")
}

/// How sure a fact is, once there is one.
#[component]
fn Sure(id: RecordId, #[prop(into)] field: String) -> impl IntoView {
    let session = session();
    let of = field.clone();
    let is_known = Memo::new(move |_| session.record(id).is_some_and(|record| !record.value(&of).is_null()));
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
    let rename = move || Label::Edit { kind: CUSTOM_FIELD.words(), of: label.get_untracked() };
    let delete = move |()| {
        let change = Label::Delete { kind: CUSTOM_FIELD.words(), of: label.get_untracked() };
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
