//! Two accounts side by side with what tells them apart, and the choice which of them stays.

use leptos::prelude::*;

use crate::book::{Book, Change, Field, RecordId, account::field, merge_accounts};
use crate::route::Route;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

/// What tells accounts apart, in the order in which it does.
const FACTS: [(Field<String>, Key); 6] = [
    (field::external_id, Key::FieldExternalId),
    (field::tax_id, Key::RoleTaxId),
    (field::address, Key::FieldAddress),
    (field::city, Key::FieldCity),
    (field::phone, Key::FieldPhone),
    (field::email, Key::FieldEmail),
];

#[component]
pub fn CompareAccounts(pair: [RecordId; 2], stays: RwSignal<RecordId>) -> impl IntoView {
    let session = session();
    let words = words();
    let [one, other] = pair;
    let group = format!("stays-{one}-{other}");
    let name = move |id| {
        let name = session.field(id, field::name);
        view! {
            <th scope="col">
                <a class="row-link" href=Route::Account { id, section: None }.to_string()><bdi>{name}</bdi></a>
            </th>
        }
    };
    let row = |(label, values): (String, [String; 2])| {
        let is_known = values.iter().any(|value| !value.is_empty());
        is_known.then(|| {
            let cells = values.map(|value| view! { <td><bdi>{value}</bdi></td> });
            view! { <tr><th scope="row">{label}</th>{cells.into_iter().collect_view()}</tr> }
        })
    };
    let rows = move || {
        let (book, ledger) = (session.book(), session.ledger.get());
        let totals = pair.map(|id| ledger.lifetime_totals(id));
        let orders = totals.map(|totals| words.number(totals.orders));
        let totals = totals.map(|totals| words.money(ledger.currency(), totals.total));
        let known = FACTS.map(|(field, key)| (words.text(key).to_owned(), pair.map(|id| book.value(id, field))));
        let sold = [
            (words.text(Key::Orders).to_owned(), orders),
            (words.in_currency(words.text(Key::Revenue), ledger.currency()), totals),
        ];
        known.into_iter().chain(sold).map(row).collect_view()
    };
    let choice = move |id| {
        let name = session.field(id, field::name);
        view! {
            <td>
                <label class="check">
                    <input
                        type="radio"
                        name=group.clone()
                        aria-label=name
                        data-testid="stays"
                        prop:checked=move || stays.get() == id
                        on:change=move |_| stays.set(id)
                    />
                </label>
            </td>
        }
    };
    view! {
        <fieldset class="twins">
            <legend class="sr">{words.text(Key::TwinsAsk)}</legend>
            <table class="table" data-fit data-lined="no">
                <thead><tr><td></td>{pair.map(name).into_iter().collect_view()}</tr></thead>
                <tbody>
                    {rows}
                    <tr>
                        <th scope="row">{words.text(Key::TwinStays)}</th>
                        {pair.map(choice).into_iter().collect_view()}
                    </tr>
                </tbody>
            </table>
        </fieldset>
    }
}

/// The change that makes one of the two part of the one that stays.
pub fn merged(book: &Book, [one, other]: [RecordId; 2], stays: RecordId) -> Change {
    let goes = if stays == one { other } else { one };
    merge_accounts(book, goes, stays)
}
