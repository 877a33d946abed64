//! A currency, chosen among all there are: those that are likely first, any other by typing its code.

use leptos::prelude::*;

use crate::currency::Currency;
use crate::text::Key;
use crate::ui::words::words;

#[component]
pub fn CurrencySelect(
    id: String,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Currency>,
    /// The likely ones, in their order.
    likely: Vec<Currency>,
    #[prop(into)] on_choose: Callback<Currency>,
) -> impl IntoView {
    let words = words();
    let option = move |currency: Currency| {
        let code = currency.to_string();
        view! { <option value=code.clone() prop:selected=move || value.get() == currency>{code.clone()}</option> }
    };
    // A code stands once, or two options would be selected.
    let others: Vec<Currency> = Currency::all().filter(|currency| !likely.contains(currency)).collect();
    let choose = move |event| {
        if let Ok(currency) = event_target_value(&event).parse() {
            on_choose.run(currency);
        }
    };
    view! {
        <select class="select" id=id on:change=choose>
            {likely.into_iter().map(option).collect_view()}
            <optgroup label=words.text(Key::CurrenciesAll)>{others.into_iter().map(option).collect_view()}</optgroup>
        </select>
    }
}
