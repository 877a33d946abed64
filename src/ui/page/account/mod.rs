//! The dossier of one account, first floor: figures with reasons, type and level, purchases, buying
//! behaviour and offers, orders, what is known, people, notes.

mod against;
mod behaviour;
mod confirming;
mod contacts;
mod evidence;
mod facts;
mod figures;
mod merge_with;
mod offers;
mod orders;
mod path;
mod pick;
mod purchases;
mod reading;
mod standing;
mod why;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::titled;
use crate::analysis::{AccountFilter, ClassFilter, Finding};
use crate::book::{Account, Change, Contact, Edit, Label, Merged, Record, RecordId, RecordKind, account, contact};
use crate::browser::address;
use crate::route::Route;
use crate::text::Key;
use crate::ui::Place;
use crate::ui::component::{Editable, Glyph, History, Icon, SegBadge};
use crate::ui::session::session;
use crate::ui::words::words;
pub use contacts::FIELDS as CONTACT_FIELDS;
pub use facts::FACTS as ACCOUNT_FIELDS;

use against::AgainstSection;
use behaviour::BehaviourSection;
use contacts::Contacts;
use facts::Facts;
use figures::Figures;
use merge_with::MergeWith;
use orders::Orders;
use path::PathSection;
use purchases::PurchasesSection;
use reading::Reading;
use standing::{Playbook, StandingSection, StandingTags};
use why::Why;

/// The sections, by the name in their address.
const SECTIONS: [(&str, Key); 7] = [
    ("standing", Key::Standing),
    ("purchases", Key::Purchases),
    ("behaviour", Key::Behaviour),
    ("orders", Key::Orders),
    ("general", Key::GeneralInformation),
    ("contacts", Key::Contacts),
    ("notes", Key::Notes),
];

#[component]
pub fn AccountPage(id: RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let exists = Memo::new(move |_| session.book().get::<Account>(id).is_some());
    let place: Place = expect_context();
    let section = Memo::new(move |_| match place.route.get() {
        Route::Account { section, .. } => section,
        _ => None,
    });
    Effect::new(move |_| scroll_to(section.get()));
    // Merged into another, it leads there.
    let counts = Memo::new(move |_| {
        let book = session.book();
        let into = book.value(id, account::field::merged_into);
        into.map(|_| Merged::of(&book).of_account(id)).filter(|counts| *counts != id)
    });
    Effect::new(move |_| {
        if let Some(id) = counts.get() {
            address::replace(&Route::Account { id, section: section.get_untracked() });
        }
    });
    move || {
        if counts.get().is_some() {
            return ().into_any();
        }
        if exists.get() {
            return view! { <Dossier id/> }.into_any();
        }
        titled(words.text(Key::AccountGone));
        view! {
            <div class="empty">
                <h1>{words.text(Key::AccountGone)}</h1>
                <p>{words.text(Key::AccountGoneHint)}</p>
                <a class="btn" data-kind="primary" href="#/accounts">{words.text(Key::BackToAccounts)}</a>
            </div>
        }
        .into_any()
    }
}

#[component]
fn Dossier(id: RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let name = session.field(id, account::field::name);
    let city = session.field(id, account::field::city);
    let country = session.field(id, account::field::country);
    let external_id = session.field(id, account::field::external_id);
    // Figures and reasons read the whole analysis; they are built anew with it.
    let finding = Memo::new_with_compare(
        move |_| session.analysis.get().and_then(|analysis| analysis.finding(id).cloned()),
        |_, _| true,
    );
    let reading = Reading::memo(session, id);
    Effect::new(move |_| titled(name.get()));
    let place = move || {
        let parts = [city.get(), country.get(), external_id.get()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let change = move || Label::EditAccount { account: name.get_untracked() };
    // Those who are gone have a history as well.
    let with_contacts = move || {
        let book = session.book();
        let is_here = |record: &Record| {
            record.kind == Contact::KIND && record.get::<Option<RecordId>>(contact::field::account.name) == Some(id)
        };
        let contacts = book.records().filter(|(_, record)| is_here(record)).map(|(id, _)| id);
        std::iter::once(id).chain(contacts).collect::<Vec<_>>()
    };
    view! {
        <p class="crumb">
            <a href="#/accounts">{words.text(Key::AccountsTitle)}</a>
            {move || finding.get().map(|finding| crumb(&finding))}
        </p>
        <header class="page-head">
            <div>
                <div class="account-title">
                    {move || view! { <SegBadge finding=finding.get() large=true/> }}
                    <h1><bdi>{name}</bdi></h1>
                    <StandingTags id reading/>
                </div>
                <p class="page-sub"><bdi>{place}</bdi></p>
                <Playbook id reading/>
            </div>
            <div class="actions">
                <History name ids=with_contacts/>
                <MergeWith id name/>
                <DeleteAccount id name/>
            </div>
        </header>
        <div class="account">
            <div class="stack">
                <section id="overview" class="stack-s">
                    {move || match finding.get() {
                        Some(finding) => view! {
                            <Figures finding=finding.clone()/>
                            <Why finding/>
                            <PathSection id/>
                        }.into_any(),
                        None => view! { <p class="reading">{words.text(Key::NeverBought)}</p> }.into_any(),
                    }}
                </section>
                <StandingSection id name reading/>
                <PurchasesSection id finding/>
                <AgainstSection id/>
                <BehaviourSection id reading/>
                <Orders id/>
                <Facts id name/>
                <Contacts id name/>
                <section class="section" id="notes">
                    <div class="section-head">
                        <h2>{words.text(Key::Notes)}</h2>
                        <span class="note">{words.text(Key::NotesHint)}</span>
                    </div>
                    <Editable
                        id
                        field=account::field::notes
                        change
                        label=words.text(Key::Notes)
                        test_id="account-notes"
                        tall=true
                    />
                </section>
            </div>
            <Contents id/>
        </div>
    }
}

/// The way back to the accounts of the same cell.
fn crumb(finding: &Finding) -> Option<impl IntoView + use<>> {
    let segment = finding.segment()?;
    let filter = AccountFilter { abc: Some(segment.abc), xyz: Some(ClassFilter::Is(segment.xyz)) };
    Some(view! {
        " / "
        <a href=Route::Accounts(filter).to_string()>{segment.letters()}</a>
    })
}

/// An account goes only while nothing was sold to it: figures never lose their owner.
#[component]
fn DeleteAccount(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let has_sales = Memo::new(move |_| !session.ledger.get().sales(id).is_empty());
    let delete = move |_| {
        let label = Label::DeleteAccount { account: name.get_untracked() };
        address::go(&Route::Accounts(AccountFilter::default()));
        // Who is known there goes with it.
        let book = session.book_untracked();
        let contacts = book.all::<Contact>().filter(|(_, contact)| contact.account == Some(id));
        let mut edits: Vec<Edit> = contacts.map(|(contact, _)| Edit::delete::<Contact>(contact)).collect();
        edits.push(Edit::delete::<Account>(id));
        session.commit(Change::new(label, edits));
    };
    move || {
        (!has_sales.get()).then(|| {
            view! {
                <button class="btn" data-kind="quiet" type="button" on:click=delete>
                    <Icon glyph=Glyph::Trash/>
                    {words.text(Key::DeleteAccount)}
                </button>
            }
        })
    }
}

/// The table of contents; each entry has an address of its own.
#[component]
fn Contents(id: RecordId) -> impl IntoView {
    let words = words();
    let entries = SECTIONS.map(|(name, title)| {
        let route = Route::Account { id, section: Some(name.into()) };
        // The address may be there already, and then no page change follows the click.
        let jump = move |_| scroll_to(Some(name.into()));
        view! { <a href=route.to_string() on:click=jump>{words.text(title)}</a> }
    });
    view! {
        <nav class="toc" aria-label=words.text(Key::OnThisPage)>
            <div class="toc-list">{entries.into_iter().collect_view()}</div>
        </nav>
    }
}

/// Brings a section into view once the page is built.
fn scroll_to(section: Option<String>) {
    request_animation_frame(move || {
        let target = section.and_then(|section| document().get_element_by_id(&section));
        if let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
            target.scroll_into_view();
        }
    });
}
