//! The rates of a file's other currencies, kept with the book.

use leptos::prelude::*;

use crate::book::Rate;
use crate::currency::Currency;
use crate::exchange::apply_import::other_currencies;
use crate::text::Key;
use crate::ui::component::LabelledField;
use crate::ui::importing::current_import;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn Rates() -> impl IntoView {
    let importing = current_import();
    let session = session();
    let words = words();
    // The currencies alone: typing a rate must not build anew what has the focus.
    let others = Memo::new(move |_| {
        importing.preview.get().map(|preview| other_currencies(&importing.book(), &preview)).unwrap_or_default()
    });
    let field = move |currency: Currency, ours: Currency| {
        let book = session.book_untracked();
        let known = book.all::<Rate>().find(|(_, rate)| rate.currency == Some(currency) && rate.from.is_none());
        let value = importing
            .decisions
            .with_untracked(|decisions| decisions.rates.get(&currency).cloned())
            .or(known.map(|(_, rate)| rate.value))
            .unwrap_or_default();
        let id = format!("rate-{currency}");
        let typed = move |event| importing.type_rate(currency, event_target_value(&event));
        let is_wrong = move || importing.decisions.with(|decisions| decisions.is_rate_wrong(currency));
        view! {
            <LabelledField
                id=id.clone()
                label=words.fill(Key::RateOf, &[("currency", &currency.to_string()), ("book", &ours.to_string())])
            >
                <input
                    class="input"
                    data-num
                    id=id
                    inputmode="decimal"
                    value=value
                    aria-invalid=move || is_wrong().to_string()
                    on:input=typed
                />
                {move || is_wrong().then(|| view! { <span class="hint" role="alert">{words.text(Key::RateWrong)}</span> })}
            </LabelledField>
        }
    };
    move || {
        let (ours, others) = others.get();
        (!others.is_empty()).then(|| {
            view! {
                <section data-testid="import-rates">
                    <div class="section-head"><h2>{words.text(Key::RatesTitle)}</h2></div>
                    <p class="note">{words.text(Key::RatesHint)}</p>
                    <div class="stack-s">{others.into_iter().map(|currency| field(currency, ours)).collect_view()}</div>
                </section>
            }
        })
    }
}
