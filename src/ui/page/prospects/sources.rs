//! What each source of prospects brought (P5, C22).

use leptos::prelude::*;

use super::says::found_in;
use super::shown::Shown;
use crate::analysis::Share;
use crate::exchange::prospects_table::sources_table;
use crate::prospecting::prospects::FoundIn;
use crate::prospecting::sources::{Brought, brought_by};
use crate::text::Key;
use crate::ui::component::{ButtonKind, ExportList};
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn SourcesSection(shown: Shown) -> impl IntoView {
    let (session, words) = (session(), words());
    let table = move || {
        let (ledger, today) = (session.ledger.get(), session.read_on.get());
        shown.all.with(|all| sources_table(&brought_by(all, &ledger, today), ledger.currency()))
    };
    let is_empty = Memo::new(move |_| shown.all.with(|all| all.is_empty()));
    let body = move || {
        let (ledger, today) = (session.ledger.get(), session.read_on.get());
        let all = shown.all.get();
        let brought = brought_by(&all, &ledger, today);
        let mut listed: Vec<(FoundIn<'_>, Brought)> = brought.into_iter().collect();
        let young: usize = listed.iter().map(|(_, brought)| brought.young).sum();
        listed.retain(|(_, brought)| brought.prospects > 0);
        listed.sort_by_key(|(_, of)| (std::cmp::Reverse(of.won), std::cmp::Reverse(of.value)));
        let note = (young > 0).then(|| words.count(Key::SourcesYoung, young));
        let note = view! { <p class="note">{note} " " {words.text(Key::SourcesFew)}</p> };
        if listed.is_empty() {
            return view! { <p class="note">{words.text(Key::SourcesNone)}</p> {note} }.into_any();
        }
        let winners: Vec<String> =
            listed.iter().filter(|(_, of)| of.won > 0).map(|(source, _)| found_in(words, *source)).collect();
        let reading = match winners.len() {
            0 => words.text(Key::SourcesNobody).to_owned(),
            n => words.counted(Key::SourcesBrought, n, &[("sources", &words.list(winners))]),
        };
        let currency = ledger.currency();
        let rows = listed.iter().map(|(source, of)| {
            let share = |part: usize| share(words, Share { of: part, among: of.prospects });
            view! {
                <tr data-testid="source">
                    <th scope="row">{found_in(words, *source)}</th>
                    <td class="num" data-label=words.text(Key::SourcesProspects)>{words.number(of.prospects)}</td>
                    <td class="num" data-label=words.text(Key::SourcesQualified)>{share(of.qualified)}</td>
                    <td class="num" data-label=words.text(Key::SourcesWon)>{share(of.won)}</td>
                    <td class="num" data-label=words.text(Key::SourcesValue)>{words.money(currency, of.value)}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        view! {
            <p class="reading">{rich(reading)}</p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::SourcesTitle)>
                <table class="table table-cards" data-testid="sources">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::SourcesSource)}</th>
                            <th scope="col" class="num">{words.text(Key::SourcesProspects)}</th>
                            <th scope="col" class="num">{words.text(Key::SourcesQualified)}</th>
                            <th scope="col" class="num">{words.text(Key::SourcesWon)}</th>
                            <th scope="col" class="num">{words.text(Key::SourcesValue)} ", " {currency.to_string()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {note}
        }
        .into_any()
    };
    view! {
        <section class="section" data-testid="sources-section">
            <div class="section-head">
                <h2>{words.text(Key::SourcesTitle)}</h2>
                <span class="note">{words.text(Key::SourcesNote)}</span>
                <ExportList
                    list="sources"
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::ProspectsExport
                    label=Key::SourcesExport
                    sheet=Key::SourcesTitle
                    table
                    is_empty
                />
            </div>
            {body}
        </section>
    }
}

/// Under ten as "x of n", else per cent (C0).
fn share(words: Words, share: Share) -> String {
    match share.rate() {
        Some(rate) if !share.is_few() => words.percent(rate),
        _ => {
            let (n, all) = (words.number(share.of), words.number(share.among));
            words.fill(Key::OneOfMany, &[("n", &n), ("all", &all)])
        }
    }
}
