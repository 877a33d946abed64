//! The types of documents of a book that holds other ones than sales: each with its rows and what they come
//! to, ticked where it counts.

use leptos::prelude::*;

use crate::text::Key;
use crate::ui::importing::current_import;
use crate::ui::words::words;

/// A type of document: as the file has it, its rows, what they come to.
type Listed = (String, u64, String);

#[component]
pub fn DocumentTypes() -> impl IntoView {
    let importing = current_import();
    let words = words();
    // Of the whole file once it is read, before that of its first part.
    let listed = Memo::new(move |_| -> Vec<Listed> {
        if let Some(preview) = importing.preview.get() {
            let currency = preview.delta.sales.currency();
            let money = |sum: i64| words.money(currency, sum.into());
            let types = preview.import.reconciliation.document_types.iter();
            return types.map(|(word, rows, sum)| (word.clone(), *rows, money(*sum))).collect();
        }
        let inspection = importing.inspection.get();
        let found = inspection.iter().filter_map(|inspection| inspection.shape.documents.as_ref());
        let money = |sum: &str| sum.parse().map_or_else(|_| sum.to_owned(), |sum| words.decimal(sum, 2));
        found.flat_map(|found| &found.types).map(|found| (found.word.clone(), found.rows, money(&found.sum))).collect()
    });
    let row = move |(word, rows, sum): Listed| {
        let known = word.clone();
        let counts = move || {
            importing.spec.with(|spec| {
                let documents = spec.as_ref().and_then(|spec| spec.documents.as_ref());
                documents.and_then(|documents| documents.counts(&known)).unwrap_or_default()
            })
        };
        let chosen = word.clone();
        let choose = move |event| {
            let counts = event_target_checked(&event);
            importing.edit_spec(|spec| spec.count_document(&chosen, counts));
        };
        let name = if word.is_empty() { words.text(Key::NoDocumentType).to_owned() } else { word };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=counts on:change=choose/>
                <span>
                    <bdi>{name}</bdi>
                    " "
                    <small class="note">{words.count(Key::CountRows, rows as usize)} " · " {sum}</small>
                </span>
            </label>
        }
    };
    view! {
        <div class="stack-s" data-testid="import-documents">
            <For each=move || listed.get() key=|(word, rows, sum)| (word.clone(), *rows, sum.clone()) children=row/>
        </div>
    }
}
