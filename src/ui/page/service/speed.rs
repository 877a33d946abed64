//! How soon we answer, by account and by colleague (C5).

use leptos::prelude::*;

use super::Shown;
use super::says::{share, time};
use crate::book::RecordId;
use crate::route::Route;
use crate::service::requests::Responsiveness;
use crate::text::Key;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// So many are shown; those with most requests stand first.
const MOST: usize = 20;

#[component]
pub fn Speed(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let body = move || {
        shown.overview.with(|overview| {
            if overview.by_account.is_empty() {
                return view! { <p class="note">{words.text(Key::ServiceNoSpeed)}</p> }.into_any();
            }
            view! {
                <div class="pair">
                    {table(words, session, Key::ServiceByAccount, &overview.by_account, true)}
                    {table(words, session, Key::ServiceByColleague, &overview.by_colleague, false)}
                </div>
            }
            .into_any()
        })
    };
    view! {
        <section class="section" data-testid="service-speed">
            <div class="section-head">
                <h2>{words.text(Key::ServiceSpeed)}</h2>
                <span class="note">{words.text(Key::ServiceSpeedOf)}</span>
            </div>
            {body}
        </section>
    }
}

fn table(
    words: Words,
    session: Session,
    of: Key,
    groups: &[(RecordId, Responsiveness)],
    are_accounts: bool,
) -> impl IntoView + use<> {
    // From ten on there is one, and an empty column says nothing.
    let has_ninetieth = groups.iter().any(|(_, found)| found.ninetieth.is_some());
    let row = |(id, found): &(RecordId, Responsiveness)| {
        let name = session.with_book(|book| book.name(*id));
        let name = match are_accounts {
            true => {
                let to = Route::Account { id: *id, section: None }.to_string();
                view! { <a href=to><bdi>{name}</bdi></a> }.into_any()
            }
            false => view! { <bdi>{name}</bdi> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{words.number(found.done + found.open)}</td>
                <td class="num">{share(words, found.in_time)}</td>
                <td class="num">
                    {found.median.map(|median| time(words, median.round() as i64))}
                </td>
                {has_ninetieth.then(|| view! {
                    <td class="num">{found.ninetieth.map(|minutes| time(words, minutes))}</td>
                })}
            </tr>
        }
    };
    let rows = groups.iter().take(MOST).map(row).collect_view();
    let heads = [Key::ServiceAsked, Key::ServiceAnswered, Key::ServiceHalfWithin, Key::ServiceNineWithin];
    let heads = heads.into_iter().filter(|key| has_ninetieth || *key != Key::ServiceNineWithin);
    let heads = heads.map(|key| view! { <th scope="col" class="num">{words.text(key)}</th> });
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(of)>
            <table class="table service-speed" data-fit>
                <thead>
                    <tr><th scope="col">{words.text(of)}</th>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
