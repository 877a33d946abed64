//! A currency, chosen among all there are: those that are likely first, any other by typing its code.

use leptos::prelude::*;

use crate::currency::Currency;

#[component]
pub fn CurrencySelect(
    id: String,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Currency>,
    /// The likely ones, in their order.
    likely: Vec<Currency>,
    /// What the others are called together.
    others: &'static str,
    #[prop(into)] on_choose: Callback<Currency>,
) -> impl IntoView {
    let option = move |currency: Currency| {
        let code = currency.to_string();
        view! { <option value=code.clone() prop:selected=move || value.get() == currency>{code.clone()}</option> }
    };
    // A code stands once, or two options would be selected.
    let rest: Vec<Currency> = Currency::all().filter(|currency| !likely.contains(currency)).collect();
    let choose = move |event| {
        if let Ok(currency) = event_target_value(&event).parse() {
            on_choose.run(currency);
        }
    };
    view! {
        <select class="select" id=id on:change=choose>
            {likely.into_iter().map(option).collect_view()}
            <optgroup label=others>{rest.into_iter().map(option).collect_view()}</optgroup>
        </select>
    }
}
