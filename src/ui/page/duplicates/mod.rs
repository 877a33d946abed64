//! Accounts that may be the same customer: found by the import worker, decided by a person.

mod pair;

use leptos::html;
use leptos::prelude::*;

use crate::book::{Change, RecordId};
use crate::browser::worker::ImportWorker;
use crate::exchange::message::{Answer, Request, accounts_of};
use crate::exchange::{LookAlikes, Suggestion, open_duplicates};
use crate::text::Key;
use crate::ui::component::CloseButton;
use crate::ui::session::{Session, session};
use crate::ui::words::words;
use pair::Pair;

/// Pairs shown at a time; the next follow when these are decided.
const SHOWN: usize = 20;

/// How far the comparison is.
#[derive(Clone, PartialEq)]
enum Search {
    Looking,
    Found(Vec<Suggestion>),
    /// The worker could not be had, or ended by itself.
    Failed(String),
}

/// The worker that compares, as long as it does.
type Comparing = StoredValue<Option<ImportWorker>, LocalStorage>;

/// Looks for duplicates as soon as it is built. `shown` is how often that was asked for; zero closes it.
#[component]
pub fn Duplicates(shown: RwSignal<u32>) -> impl IntoView {
    let session = session();
    let words = words();
    let search = RwSignal::new(Search::Looking);
    ask(session, search, StoredValue::new_local(None));
    let open = Memo::new(move |_| {
        search.with(|search| match search {
            Search::Found(found) => open_duplicates(&session.book(), found),
            Search::Looking | Search::Failed(_) => Vec::new(),
        })
    });
    let status = move || {
        search.with(|search| match search {
            Search::Looking => words.text(Key::DuplicatesLooking).to_owned(),
            Search::Failed(detail) => words.fill(Key::DuplicatesFailed, &[("detail", detail)]),
            Search::Found(found) => match open.with(Vec::len) {
                0 if found.is_empty() => words.text(Key::DuplicatesNone).to_owned(),
                0 => words.text(Key::DuplicatesDecided).to_owned(),
                count if count <= SHOWN => words.count(Key::DuplicatesFound, count),
                count => {
                    let first = words.fill(Key::DuplicatesFirst, &[("n", &words.number(SHOWN))]);
                    format!("{} {first}", words.count(Key::DuplicatesFound, count))
                }
            },
        })
    };
    let (heading, list) = (NodeRef::<html::H2>::new(), NodeRef::<html::Ul>::new());
    let decide = move |pair: [RecordId; 2], change: Change| {
        let at = open.with_untracked(|open| open.iter().position(|alike| alike.pair == pair)).unwrap_or_default();
        session.commit(change);
        // The pair is gone with the button that had the focus; the next one, or the heading, gets it.
        request_animation_frame(move || {
            let next = list.get_untracked().and_then(|list| {
                let here = list.query_selector(&format!(":scope > :nth-child({})", at + 1)).ok().flatten();
                here.or_else(|| list.last_element_child())
            });
            let next = next.and_then(|next| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(next).ok());
            // Neither refuses the focus.
            let _ = match (next, heading.get_untracked()) {
                (Some(next), _) => next.focus(),
                (None, Some(heading)) => heading.focus(),
                (None, None) => Ok(()),
            };
        });
    };
    let pair = move |alike: LookAlikes| {
        view! { <Pair alike decide=move |change| decide(alike.pair, change)/> }
    };
    let hint = move || {
        open.with(|open| !open.is_empty()).then(|| view! { <p class="note">{words.text(Key::DuplicatesHint)}</p> })
    };
    view! {
        <section class="section" aria-labelledby="duplicates" data-testid="duplicates">
            <div class="section-head">
                <h2 id="duplicates" tabindex="-1" node_ref=heading>{words.text(Key::DuplicatesTitle)}</h2>
                <CloseButton close=move |()| shown.set(0)/>
            </div>
            <p role="status" data-testid="duplicates-status">{status}</p>
            {hint}
            <ul class="twins-list" node_ref=list>
                <For
                    each=move || open.with(|open| open.iter().take(SHOWN).copied().collect::<Vec<_>>())
                    key=|alike| alike.pair
                    children=pair
                />
            </ul>
        </section>
    }
}

/// Has the accounts compared by a worker of its own: one that reads a file is not disturbed.
fn ask(session: Session, search: RwSignal<Search>, comparing: Comparing) {
    let end = move |end: Search| {
        search.set(end);
        // Not here: this is the worker's own message being heard.
        leptos::task::spawn_local(async move {
            let worker = comparing.try_update_value(Option::take).flatten();
            drop(worker);
        });
    };
    let hear = move |answer| match answer {
        Answer::Duplicates(found) => end(Search::Found(found)),
        Answer::Unreadable(detail) | Answer::Died(detail) => end(Search::Failed(detail)),
        _ => {}
    };
    let worker = ImportWorker::start(hear);
    accounts_of(&session.book_untracked()).for_each(|request| worker.ask(&request));
    worker.ask(&Request::Duplicates);
    comparing.set_value(Some(worker));
}
