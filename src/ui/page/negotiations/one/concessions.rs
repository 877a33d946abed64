//! What we can give, what it costs, and for what; all of it against what is at stake.

use leptos::prelude::*;

use super::suggested::Suggested;
use super::view::TalkView;
use crate::book::{NegotiationConcession, RecordId};
use crate::currency::Currency;
use crate::dossier::negotiation::Part;
use crate::text::Key;
use crate::ui::component::{AddButton, Forms, Opener, SampleMark, forms};
use crate::ui::page::account::talk::{cost, share};
use crate::ui::session::session;
use crate::ui::words::{Words, words};

#[component]
pub fn Concessions(talk: TalkView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let body = move || {
        let file = talk.file.get()?;
        if file.concessions.is_empty() {
            return Some(view! { <p class="note">{words.text(Key::ConcessionsNone)}</p> }.into_any());
        }
        let ledger = session.ledger.get();
        let currency = ledger.currency();
        let code = currency.to_string();
        let costs = file.costs(currency);
        let share = talk.account_view.dossier.with(|dossier| {
            let stake = file.stake(dossier.as_ref()?, &ledger, session.read_on.get());
            share(words, currency, costs, stake)
        });
        let left_out = costs.unknown + costs.foreign;
        let left_out = (left_out > 0).then(|| words.counted(Key::ConcessionsLeftOut, left_out, &[("currency", &code)]));
        let note = [Some(words.text(Key::ConcessionsOrder).to_owned()), left_out];
        let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let rows = file.concessions.iter().map(|(id, of)| row(words, forms, currency, *id, of.clone())).collect_view();
        let total = (costs.counted > 0).then(|| {
            view! {
                <tr data-testid="concessions-total">
                    <th scope="row">{words.count(Key::ConcessionsAll, costs.counted)}</th>
                    <td class="num">{words.money(currency, costs.total)}</td>
                    <td colspan="2">{share}</td>
                </tr>
            }
        });
        let view = view! {
            <table class="table concessions">
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::ConcessionGive)}</th>
                        <th scope="col" class="num">{words.fill(Key::ConcessionCosts, &[("currency", &code)])}</th>
                        <th scope="col">{words.text(Key::ConcessionOnlyFor)}</th>
                        <th scope="col">{words.text(Key::ConcessionWorthIs)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>{total}</tfoot>
            </table>
            <p class="note">{note}</p>
        };
        Some(view.into_any())
    };
    view! {
        <section class="section" data-testid="talk-concessions">
            <div class="section-head">
                <h2>{words.text(Key::ConcessionsTitle)}</h2>
                <AddButton
                    text=Key::ConcessionAdd
                    test_id="add-concession"
                    add=move |()| talk.add(forms, Part::Concession)
                />
            </div>
            {body}
            <Suggested talk part=Part::Concession/>
        </section>
    }
}

fn row(
    words: Words,
    forms: Forms,
    currency: Currency,
    id: RecordId,
    of: NegotiationConcession,
) -> impl IntoView + use<> {
    let title = if of.what.trim().is_empty() { words.text(Key::Unnamed).to_owned() } else { of.what };
    let price = match of.cost {
        Some(of) => view! { <span>{cost(words, currency, of)}</span> }.into_any(),
        None => view! { <span class="hole">{words.text(Key::ConcessionNoCost)}</span> }.into_any(),
    };
    let in_return = match of.in_return.trim().is_empty() {
        true => view! { <span class="hole">{words.text(Key::ConcessionNoReturn)}</span> }.into_any(),
        false => view! { <bdi>{of.in_return}</bdi> }.into_any(),
    };
    let granted = of
        .granted
        .then(|| view! { " " <span class="mark" data-tone="good">{words.text(Key::ConcessionGranted)}</span> });
    view! {
        <tr data-testid="talk-concession">
            <th scope="row">
                <Opener open=move |()| forms.edit(id)><bdi>{title}</bdi></Opener>
                {granted}
                " "
                <SampleMark shown=of.sample/>
            </th>
            <td class="num">{price}</td>
            <td>{in_return}</td>
            <td><bdi>{of.worth}</bdi></td>
        </tr>
    }
}
