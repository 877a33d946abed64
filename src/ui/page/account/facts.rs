//! General information (D1): each fact edited where it stands.

use leptos::prelude::*;

use crate::book::{Field, Label, RecordId, account::field};
use crate::text::Key;
use crate::ui::component::Editable;
use crate::ui::session::session;
use crate::ui::words::words;

/// The facts, in the order they are asked.
pub const FACTS: [(Field<String>, Key); 17] = [
    (field::description, Key::FieldDescription),
    (field::industry, Key::FieldIndustry),
    (field::region, Key::FieldRegion),
    (field::address, Key::FieldAddress),
    (field::city, Key::FieldCity),
    (field::country, Key::FieldCountry),
    (field::phone, Key::FieldPhone),
    (field::email, Key::FieldEmail),
    (field::website, Key::FieldWebsite),
    (field::employees, Key::FieldEmployees),
    (field::founded, Key::FieldFounded),
    (field::development, Key::FieldDevelopment),
    (field::staff, Key::FieldStaff),
    (field::structure, Key::FieldStructure),
    (field::market, Key::FieldMarket),
    (field::owner, Key::FieldOwner),
    (field::external_id, Key::FieldExternalId),
];

#[component]
pub fn Facts(id: RecordId, name: Memo<String>) -> impl IntoView {
    let session = session();
    let words = words();
    let known = Memo::new(move |_| {
        let book = session.book();
        FACTS.iter().filter(|(field, _)| !book.value(id, *field).is_empty()).count()
    });
    let count = move || {
        let (known, all) = (words.number(known.get()), words.number(FACTS.len()));
        words.fill(Key::KnownOf, &[("known", &known), ("all", &all)])
    };
    let part = move || format!("{:.0}%", known.get() as f64 / FACTS.len() as f64 * 100.0);
    let change = move || Label::EditAccount { account: name.get_untracked() };
    let name_row = view! {
        <div class="fact">
            <dt>{words.text(Key::AccountName)}</dt>
            <dd><Editable id field=field::name change label=words.text(Key::AccountName) required=true/></dd>
        </div>
    };
    let row = move |(field, key): (Field<String>, Key)| {
        let label = words.text(key);
        view! {
            <div class="fact">
                <dt>{label}</dt>
                <dd><Editable id field change label placeholder=words.text(Key::NotKnown)/></dd>
            </div>
        }
    };
    view! {
        <section class="section" id="general">
            <div class="section-head">
                <h2>{words.text(Key::GeneralInformation)}</h2>
                <span class="meter"><i aria-hidden="true"><b style:inline-size=part></b></i>{count}</span>
            </div>
            <dl class="fact-list fact-list-plain">{name_row} {FACTS.into_iter().map(row).collect_view()}</dl>
        </section>
    }
}
