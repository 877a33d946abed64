//! Causes of non-conformities that come back, across accounts (R8).

use leptos::prelude::*;

use super::Shown;
use crate::route::Route;
use crate::service::non_conformities::Recurring;
use crate::text::Key;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

#[component]
pub fn Causes(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let body = move || {
        shown.overview.with(|overview| {
            if overview.recurring.is_empty() {
                return view! { <p class="note">{words.text(Key::ServiceNoCauses)}</p> }.into_any();
            }
            let rows = overview.recurring.iter().map(|found| row(words, session, found)).collect_view();
            view! {
                <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::ServiceCauses)>
                    <table class="table table-cards">
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::ServiceCause)}</th>
                                <th scope="col" class="num">{words.text(Key::ServiceTimes)}</th>
                                <th scope="col">{words.text(Key::AccountsTitle)}</th>
                                <th scope="col" class="num">{words.text(Key::ServiceLastTime)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <section class="section service-causes" data-testid="service-causes">
            <div class="section-head">
                <h2>{words.text(Key::ServiceCauses)}</h2>
                <span class="note">{words.text(Key::ServiceCausesOf)}</span>
            </div>
            {body}
        </section>
    }
}

fn row(words: Words, session: Session, found: &Recurring) -> impl IntoView + use<> {
    let accounts = found.accounts.iter().enumerate().map(|(at, id)| {
        let name = session.with_book(|book| book.name(*id));
        let to = Route::Account { id: *id, section: Some("history".into()) }.to_string();
        let comma = (at > 0).then(|| format!("{} ", words.text(Key::ListComma)));
        view! { {comma} <a href=to><bdi>{name}</bdi></a> }
    });
    view! {
        <tr>
            <th scope="row">{words.text(found.cause.name())}</th>
            <td class="num" data-label=words.text(Key::ServiceTimes)>{words.number(found.records.len())}</td>
            <td data-label=words.text(Key::AccountsTitle)>{accounts.collect_view()}</td>
            <td class="num" data-label=words.text(Key::ServiceLastTime)>{words.day(found.last)}</td>
        </tr>
    }
}
