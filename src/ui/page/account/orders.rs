//! The account's orders, latest first.

use leptos::prelude::*;

use crate::book::RecordId;
use crate::ledger::{Order, orders};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

/// Shown until somebody asks for all.
const LATEST: usize = 8;

#[component]
pub fn Orders(id: RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let shows_all = RwSignal::new(false);
    let all = Memo::new(move |_| {
        let mut all = orders(session.ledger.get().sales(id));
        all.reverse();
        all
    });
    // "80 orders, 1 credit note"
    let counted = move || {
        let credits = all.with(|all| all.iter().filter(|order| order.amount <= 0).count());
        let orders = words.count(Key::CountOrders, all.with(Vec::len) - credits);
        let credits = (credits > 0).then(|| words.count(Key::CountCredits, credits));
        std::iter::once(orders).chain(credits).collect::<Vec<_>>().join(" · ")
    };
    let row = move |order: &Order| {
        let ledger = session.ledger.get_untracked();
        let document = order
            .document
            .map(|document| ledger.document(document).map(|document| document.number.clone()).unwrap_or_default());
        let credit = (order.amount <= 0).then(|| view! { <span class="tag">{words.text(Key::CreditNote)}</span> });
        view! {
            <tr>
                <td class="nowrap">{words.day(order.day)}</td>
                <th scope="row"><bdi>{document}</bdi> " " {credit}</th>
                <td class="num">{words.number(order.lines as usize)}</td>
                <td class="num">{words.money(ledger.currency(), order.amount)}</td>
            </tr>
        }
    };
    let rows = move || {
        let shown = if shows_all.get() { usize::MAX } else { LATEST };
        all.with(|all| all.iter().take(shown).map(row).collect_view())
    };
    let more = move || {
        let count = all.with(Vec::len);
        (count > LATEST && !shows_all.get()).then(|| {
            view! {
                <p>
                    <button class="link" type="button" on:click=move |_| shows_all.set(true)>
                        {words.fill(Key::AllOrders, &[("orders", &counted())])}
                    </button>
                </p>
            }
        })
    };
    move || {
        all.with(|all| !all.is_empty()).then(|| {
            let currency = session.ledger.get_untracked().currency();
            view! {
                <section class="section" id="orders">
                    <div class="section-head">
                        <h2>{words.text(Key::Orders)}</h2>
                        <span class="note">{counted()}</span>
                    </div>
                    <div class="table-wrap">
                        <table class="table">
                            <thead>
                                <tr>
                                    <th scope="col">{words.text(Key::OrderDate)}</th>
                                    <th scope="col">{words.text(Key::OrderDocument)}</th>
                                    <th scope="col" class="num">{words.text(Key::OrderLines)}</th>
                                    <th scope="col" class="num">
                                        {words.in_currency(words.text(Key::OrderAmount), currency)}
                                    </th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    {more}
                </section>
            }
        })
    }
}
