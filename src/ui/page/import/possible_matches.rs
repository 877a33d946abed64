//! Customers that may be an account of the book: suggested with the reason, decided by a person.

use leptos::prelude::*;

use crate::book::{Account, RecordId};
use crate::exchange::{FileKind, Subject, Suggestion};
use crate::text::Key;
use crate::ui::importing::current_import;
use crate::ui::page::likeness::likeness_key;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// Suggestions shown; more would be a sign of something else.
const SHOWN: usize = 50;

/// A customer with the accounts it may be.
type Candidates = (usize, String, Vec<(RecordId, String, String)>);

#[component]
pub fn PossibleMatches() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let session = session();
    let all = move || -> Vec<Candidates> {
        // Decided or not: a choice must not take away what it was made from.
        let suggested = importing.suggested.get();
        let (Some(suggested), Some(preview)) = (suggested, importing.preview.get_untracked()) else {
            return Vec::new();
        };
        // Whose people are is asked in another way.
        if matches!(preview.import.kind, FileKind::People | FileKind::Activities) {
            return Vec::new();
        }
        let book = session.book_untracked();
        let mut found: Vec<Candidates> = Vec::new();
        for Suggestion { subject, account, reason, .. } in suggested.iter() {
            let Subject::Customer(customer) = subject else { continue };
            let customer = *customer as usize;
            let Some(name) = preview.import.customers.get(customer).map(|customer| customer.name.clone()) else {
                continue;
            };
            let Some(known) = book.get::<Account>(*account) else { continue };
            let candidate = (*account, known.name, words.text(likeness_key(*reason)).to_owned());
            match found.iter_mut().find(|(at, ..)| *at == customer) {
                Some((_, _, candidates)) => candidates.push(candidate),
                None => found.push((customer, name, vec![candidate])),
            }
        }
        found.truncate(SHOWN);
        found
    };
    move || {
        let all = all();
        (!all.is_empty()).then(|| {
            view! {
                <section data-testid="import-similar">
                    <div class="section-head"><h2>{words.text(Key::MaybeSameTitle)}</h2></div>
                    <p class="note">{words.text(Key::MaybeSameHint)}</p>
                    <div class="stack-s questions">
                        {all.into_iter().map(|candidates| ask(words, candidates)).collect_view()}
                    </div>
                </section>
            }
        })
    }
}

fn ask(words: Words, (customer, name, candidates): Candidates) -> impl IntoView {
    let importing = current_import();
    let group = format!("same-{customer}");
    let decided = move || importing.decisions.with(|decisions| decisions.same.get(&customer).copied());
    let option = |account: Option<RecordId>, text: String, why: String| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=move || decided() == account
                    on:change=move |_| importing.decide_same(customer, account)
                />
                <span>{text} " " <small class="note">{why}</small></span>
            </label>
        }
    };
    let new = option(None, words.text(Key::MaybeSameNew).into(), String::new());
    let known = candidates
        .into_iter()
        .map(|(account, name, why)| {
            option(Some(account), words.fill(Key::MaybeSameIs, &[("account", &isolated(&name))]), why)
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="label"><bdi>{name}</bdi></legend>
            {new}
            {known}
        </fieldset>
    }
}
