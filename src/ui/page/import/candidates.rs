//! Whether a list of customers is one of candidates: who of them enters as a prospect, and why the others don't (P5).

use std::sync::Arc;

use leptos::prelude::*;

use crate::exchange::FileKind;
use crate::exchange::apply_import::Candidates;
use crate::exchange::candidates::{Checks, Known};
use crate::exchange::flow::Expected;
use crate::text::Key;
use crate::ui::component::{CodeSelect, LabelledField};
use crate::ui::dossier_words::candidate_standing;
use crate::ui::importing::current_import;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// So many who don't enter are named.
const SHOWN: usize = 20;

#[component]
pub fn CandidateList() -> impl IntoView {
    let (session, words, importing) = (session(), words(), current_import());
    let is_list = Memo::new(move |_| {
        importing.preview.with(|preview| preview.as_ref().is_some_and(|of| of.import.kind == FileKind::Customers))
    });
    // The page may have been away meanwhile.
    let before = importing.decisions.with_untracked(|decisions| decisions.candidates.clone());
    let is_of_candidates = Memo::new(move |_| importing.expected.get() == Expected::Candidates);
    let source = RwSignal::new(before.as_ref().and_then(|before| before.source));
    let whence = RwSignal::new(before.map(|before| before.whence).unwrap_or_default());
    // Held against the book the file goes into, and anew whenever that is another.
    let checks = Memo::new(move |_| {
        let is_asked = is_list.get() && is_of_candidates.get();
        is_asked.then(|| Arc::new(Checks::of(&importing.book(), &session.ledger.get())))
    });
    let decided = Memo::new(move |_| {
        let checks = checks.get()?;
        Some(Candidates {
            source: source.get(),
            whence: whence.get(),
            found_by: session.author_untracked(),
            found: session.read_on.get(),
            checks,
        })
    });
    Effect::new(move |before: Option<Option<Candidates>>| {
        let now = decided.get();
        if before.unwrap_or_default() != now {
            importing.decide_candidates(now.clone());
        }
        now
    });
    let known = Memo::new(move |_| -> Vec<(String, Known)> {
        let (Some(checks), Some(preview)) = (checks.get(), importing.preview.get()) else { return Vec::new() };
        let same = importing.decisions.with(|decisions| decisions.same.clone());
        let customers = preview.import.customers.iter().enumerate();
        let known = customers.map(|(at, customer)| {
            let matched = preview.matches.get(at).and_then(|found| found.account);
            let account = same.get(&at).copied().or(matched);
            (customer.name.clone(), checks.known(account, &customer.name))
        });
        known.collect()
    });
    let form = move || {
        is_of_candidates.get().then(|| {
            view! {
                <CodeSelect
                    id="candidates-source"
                    label=Key::ProspectSource
                    chosen=Signal::derive(move || source.get())
                    choose=move |of| source.set(of)
                    none=Key::CandidatesUnsaid
                />
                <LabelledField id="candidates-whence" label=words.text(Key::ProspectWhence)>
                    <input
                        class="input"
                        id="candidates-whence"
                        data-testid="candidates-whence"
                        autocomplete="off"
                        prop:value=move || whence.get()
                        on:change=move |event| whence.set(event_target_value(&event))
                    />
                </LabelledField>
                {move || outcome(words, &known.get())}
            }
        })
    };
    // A file of orders where candidates were expected.
    let is_other = Memo::new(move |_| {
        let is_sales =
            importing.preview.with(|preview| preview.as_ref().is_some_and(|of| of.import.kind == FileKind::Sales));
        is_sales && is_of_candidates.get()
    });
    let other = move || {
        is_other.get().then(|| {
            view! { <p class="note" role="status" data-testid="no-candidates">{words.text(Key::CandidatesButSales)}</p> }
        })
    };
    let list = move || {
        is_list.get().then(|| {
            view! {
                <section data-testid="import-candidates-ask">
                    <div class="section-head"><h2>{words.text(Key::CandidatesTitle)}</h2></div>
                    <label class="check">
                        <input
                            type="checkbox"
                            data-testid="are-candidates"
                            prop:checked=move || is_of_candidates.get()
                            on:change=move |event| {
                                let are_candidates = event_target_checked(&event);
                                importing.expect(if are_candidates { Expected::Candidates } else { Expected::Any });
                            }
                        />
                        {words.text(Key::CandidatesAsk)}
                    </label>
                    <div class="stack-s">{form}</div>
                </section>
            }
        })
    };
    view! { {other} {list} }
}

/// How many enter, and who doesn't.
fn outcome(words: Words, known: &[(String, Known)]) -> impl IntoView + use<> {
    let barred: Vec<_> = known.iter().filter(|(_, known)| known.standing.bars()).collect();
    let enter = words.count(Key::CandidatesEnter, known.len() - barred.len());
    let more = barred.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| view! { <li class="muted">{words.count(Key::CandidatesMore, more)}</li> });
    let rows = barred.iter().take(SHOWN).map(|(name, known)| {
        let said = words.text(candidate_standing(known.standing));
        let reason = known.reason.trim();
        let said = if reason.is_empty() { said.to_owned() } else { format!("{said} · {}", isolated(reason)) };
        let name = name.clone();
        view! {
            <li data-testid="candidate-barred" data-standing=known.standing.code()><bdi>{name}</bdi> <small class="muted">{said}</small></li>
        }
    });
    let rows: Vec<_> = rows.collect();
    let stay = (!rows.is_empty()).then(|| {
        view! {
            <p class="note">{words.count(Key::CandidatesStay, barred.len())}</p>
            <ul class="candidates-barred">{rows} {more}</ul>
        }
    });
    view! { <p data-testid="candidates-enter">{enter}</p> {stay} }
}
