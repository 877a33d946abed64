//! A part of the book as a file: whose accounts, what is left out, and what leaves.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::book::{Account, Colleagues, KINDS, RecordId, RecordKind, account};
use crate::browser::error::message_of;
use crate::browser::{clock, files};
use crate::chart::picture_name;
use crate::dossier::handover::Leaving;
use crate::exchange::json::{Without, to_json};
use crate::exchange::part::{PartOfBook, PartSteps, accounts_of};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::Button;
use crate::ui::in_turns::in_turns;
use crate::ui::session::session;
use crate::ui::words::words;

/// How many accounts are listed to choose from.
const MOST: usize = 30;

#[component]
pub fn PartSection() -> impl IntoView {
    let session = session();
    let words = words();
    // The colleague whose accounts leave; `None`: those that are chosen.
    let of = RwSignal::new(None::<RecordId>);
    let chosen = RwSignal::new(BTreeSet::<RecordId>::new());
    let without = RwSignal::new(BTreeSet::<Without>::new());
    let failed = RwSignal::new(None::<String>);
    let part = Memo::new(move |_| {
        let accounts = match of.get() {
            Some(colleague) => accounts_of(&session.book(), colleague),
            None => chosen.get(),
        };
        PartOfBook { accounts, without: without.get() }
    });
    let leaving = in_turns(
        move || {
            let part = part.get();
            session.ledger.track();
            let (book, batches) = (session.book(), session.counting_batches());
            (!part.accounts.is_empty()).then(|| (PartSteps::new(part), book, batches))
        },
        |(steps, book, batches)| {
            steps.step(book, batches.iter().map(|(id, batch)| (*id, batch.as_ref()))).map(ByPtr::new)
        },
    );
    let owners = move || {
        let book = session.book();
        let owners: BTreeSet<RecordId> = book.values(account::field::owner).filter_map(|(_, owner)| owner).collect();
        let all = Colleagues::of(&book);
        let owners: BTreeSet<RecordId> = owners.into_iter().map(|owner| all.counts_for(owner)).collect();
        let mut names: Vec<(String, RecordId)> = owners.into_iter().map(|id| (book.name(id), id)).collect();
        names.sort();
        let options = names.into_iter().map(|(name, id)| {
            view! { <option value=id.to_string() prop:selected=move || of.get() == Some(id)>{words.fill(Key::PartOf, &[("name", &name)])}</option> }
        });
        options.collect_view()
    };
    let toggle = move |what: Without, event: &web_sys::Event| {
        let leaves_out = event_target_checked(event);
        without.update(|without| {
            if leaves_out {
                without.insert(what);
            } else {
                without.remove(&what);
            }
        });
    };
    let choice = move |what: Without, key: Key, test_id: &'static str| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-testid=test_id
                    prop:checked=move || without.with(|without| without.contains(&what))
                    on:change=move |event| toggle(what, &event)
                />
                <span>{words.text(key)}</span>
            </label>
        }
    };
    let write = move || {
        let Some(leaving) = leaving.get_untracked() else { return };
        let sender = session.with_book(|book| part.get_untracked().sender(book, session.actor().device()));
        let batches = leaving.batches.iter().map(|(id, batch)| (*id, batch));
        let text = to_json(&leaving.book, batches, &clock::timestamp(), &sender);
        let name = picture_name("vital-few part", clock::today(), "json");
        failed.set(files::download(&name, "application/json", &text).err().map(|error| message_of(&error)));
    };
    let leaves = move || match leaving.get() {
        Some(leaving) => what_leaves(&leaving).into_any(),
        None => view! { <p class="note">{words.text(Key::PartNone)}</p> }.into_any(),
    };
    view! {
        <section class="section" data-testid="part">
            <div class="section-head"><h2>{words.text(Key::PartTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">{words.text(Key::PartHint)}</p>
                {move || failed.get().map(|error| view! { <p class="error" role="alert">{error}</p> })}
                <div class="field part-of">
                    <label for="part-of">{words.text(Key::PartWhose)}</label>
                    <select
                        class="select"
                        id="part-of"
                        data-testid="part-of"
                        on:change=move |event| of.set(event_target_value(&event).parse().ok())
                    >
                        <option value="" prop:selected=move || of.get().is_none()>{words.text(Key::PartChosen)}</option>
                        {owners}
                    </select>
                </div>
                {move || of.get().is_none().then(|| view! { <Choose chosen/> })}
                <div class="row">
                    {choice(Without::Figures, Key::PartWithoutFigures, "part-without-figures")}
                    {choice(Without::People, Key::PartWithoutPeople, "part-without-people")}
                </div>
                {leaves}
                <p>
                    <Button
                        glyph=Glyph::Download
                        text=Key::PartWrite
                        test_id="export-part"
                        disabled=move || leaving.with(Option::is_none)
                        on_click=write
                    />
                </p>
            </div>
        </section>
    }
}

/// The accounts that are chosen, and those that are found.
#[component]
fn Choose(chosen: RwSignal<BTreeSet<RecordId>>) -> impl IntoView {
    let session = session();
    let words = words();
    let wanted = RwSignal::new(String::new());
    let rows = move || {
        let wanted = wanted.get().trim().to_lowercase();
        let book = session.book();
        let is_chosen = |id: &RecordId| chosen.with(|chosen| chosen.contains(id));
        let mut found: Vec<(bool, String, RecordId)> = book
            .account_ids()
            .map(|id| (!is_chosen(&id), book.name(id), id))
            .filter(|(is_other, name, _)| !is_other || (!wanted.is_empty() && name.to_lowercase().contains(&wanted)))
            .collect();
        found.sort();
        found.truncate(MOST.max(chosen.with(BTreeSet::len)));
        let rows = found.into_iter().map(|(_, name, id)| {
            let toggle = move |event: web_sys::Event| {
                let is_in = event_target_checked(&event);
                chosen.update(|chosen| {
                    if is_in {
                        chosen.insert(id);
                    } else {
                        chosen.remove(&id);
                    }
                });
            };
            view! {
                <li>
                    <label class="check">
                        <input
                            type="checkbox"
                            data-testid="part-account"
                            data-account=name.clone()
                            prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                            on:change=toggle
                        />
                        <span><bdi>{name}</bdi></span>
                    </label>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <div class="field part-of">
            <label for="part-search">{words.text(Key::PartSearch)}</label>
            <input
                class="input"
                type="search"
                id="part-search"
                data-testid="part-search"
                prop:value=wanted
                on:input=move |event| wanted.set(event_target_value(&event))
            />
        </div>
        <ul class="plain-list">{rows}</ul>
    }
}

/// What leaves, by kind.
fn what_leaves(leaving: &Leaving) -> impl IntoView + use<> {
    let words = words();
    let kinds =
        std::iter::once((Account::KIND, Key::MergeAccounts)).chain(KINDS.iter().map(|kind| (kind.code, kind.plural)));
    let kinds = kinds.map(|(code, title)| (title, leaving.count(code))).filter(|(_, n)| *n > 0);
    let rows = kinds.map(|(title, n)| {
        view! { <tr><th scope="row">{words.text(title)}</th><td class="num">{words.number(n)}</td></tr> }
    });
    let rows = rows.collect_view();
    let lines: usize = leaving.batches.values().map(|batch| batch.sales.lines.len()).sum();
    view! {
        <div class="table-wrap" data-testid="part-leaves">
            <table class="table" data-fit>
                <tbody>
                    {rows}
                    <tr><th scope="row">{words.text(Key::PartSales)}</th><td class="num">{words.number(lines)}</td></tr>
                </tbody>
            </table>
        </div>
    }
}
