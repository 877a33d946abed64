//! The table of rates: what converts the sales in other currencies, and what is left out without one.

mod form;

use leptos::html;
use leptos::prelude::*;

use crate::book::{Change, Edit, Label, Rate, RecordId};
use crate::glyph::Glyph;
use crate::ledger::Factor;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::session::session;
use crate::ui::words::words;
use form::RateForm;

/// What is being entered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entering {
    Nothing,
    New,
    Rate(RecordId),
}

/// Shown where there is a rate, or one is missing.
#[component]
pub fn RatesSection() -> impl IntoView {
    let session = session();
    let rates = Memo::new(move |_| {
        let mut rates: Vec<(RecordId, Rate)> = session.book().all().collect();
        rates.sort_by_key(|(id, rate)| (rate.currency, rate.from, *id));
        rates
    });
    let is_shown = Memo::new(move |_| {
        rates.with(|rates| !rates.is_empty()) || session.ledger.with(|ledger| !ledger.left_out().is_empty())
    });
    move || is_shown.get().then(|| view! { <Table rates/> })
}

#[component]
fn Table(rates: Memo<Vec<(RecordId, Rate)>>) -> impl IntoView {
    let session = session();
    let words = words();
    let entering = RwSignal::new(Entering::Nothing);
    let add = NodeRef::<html::Button>::new();
    let currency = Memo::new(move |_| session.ledger.with(|ledger| ledger.currency()).to_string());
    let left_out = move || {
        let ledger = session.ledger.get();
        let note = |(other, lines): (&crate::currency::Currency, &usize)| {
            let places = [("currency", other.to_string()), ("book", ledger.currency().to_string())];
            let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
            let text = words.counted(Key::CurrencyLeftOut, *lines, &places);
            view! { <p class="mark rates-left" data-tone="warn"><Icon glyph=Glyph::Warn/><span>{text}</span></p> }
        };
        ledger.left_out().iter().map(note).collect_view()
    };
    let close = move || {
        entering.set(Entering::Nothing);
        // The form is gone with what had the focus.
        request_animation_frame(move || {
            if let Some(add) = add.get_untracked() {
                let _ = add.focus();
            }
        });
    };
    let row = move |(id, rate): (RecordId, Rate)| {
        if entering.get() == Entering::Rate(id) {
            return view! { <tr><td colspan="4"><RateForm own=Some(id) close/></td></tr> }.into_any();
        }
        let delete = move || session.commit(Change::new(Label::Rates, vec![Edit::delete::<Rate>(id)]));
        let value = match rate.value.parse::<Factor>() {
            Ok(_) => words.exact(&rate.value).into_any(),
            // One that can't be read converts nothing; it is shown as it is.
            Err(_) => view! {
                <span class="mark" data-tone="bad" title=words.text(Key::RateWrong)>
                    <Icon glyph=Glyph::Warn/>
                    <bdi>{rate.value.clone()}</bdi>
                </span>
            }
            .into_any(),
        };
        let from = rate.from.map_or(words.text(Key::RateAlways).to_owned(), |day| words.day(day));
        view! {
            <tr data-testid="rate">
                <th scope="row">{rate.currency.map(|currency| currency.to_string())}</th>
                <td class="num">{value}</td>
                <td class="nowrap">{from}</td>
                <td class="num">
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        text=Key::RateEdit
                        test_id="rate-edit"
                        on_click=move || entering.set(Entering::Rate(id))
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        text=Key::RateDelete
                        test_id="rate-delete"
                        on_click=delete
                    />
                </td>
            </tr>
        }
        .into_any()
    };
    let table = move || {
        rates.with(|rates| !rates.is_empty()).then(|| {
            view! {
                <div class="table-wrap">
                    <table class="table rates" data-fit>
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::RoleCurrency)}</th>
                                <th scope="col" class="num">
                                    {move || words.fill(Key::RateColValue, &[("book", &currency.get())])}
                                </th>
                                <th scope="col">{words.text(Key::RateColFrom)}</th>
                                <td></td>
                            </tr>
                        </thead>
                        <tbody>{move || rates.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
        })
    };
    let adding = move || (entering.get() == Entering::New).then(|| view! { <RateForm own=None close/> });
    view! {
        <section class="section" id="rates" data-testid="rates">
            <div class="section-head"><h2>{words.text(Key::RatesTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">{words.text(Key::RatesBookHint)}</p>
                {left_out}
                {table}
                {adding}
                <p>
                    <Button
                        glyph=Glyph::Plus
                        text=Key::RateAdd
                        node_ref=add
                        test_id="rate-add"
                        on_click=move || entering.set(Entering::New)
                    />
                </p>
            </div>
        </section>
    }
}
