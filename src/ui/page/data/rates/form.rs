//! A rate being entered or edited: what is wrong with it stands beside its field, and isn't stored.

use leptos::html;
use leptos::prelude::*;

use crate::book::{Change, Label, Rate, RecordId, RecordKind, rate::field};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::ledger::{RateEntry, RateFault};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, LabelledField, WrittenDay};
use crate::ui::session::{Session, session};
use crate::ui::words::words;

/// The faults of a field, and what is said of each.
type Faults = &'static [(RateFault, Key)];

const CURRENCY: Faults =
    &[(RateFault::NoCurrency, Key::RateNoCurrency), (RateFault::OwnCurrency, Key::RateOwnCurrency)];
const VALUE: Faults = &[(RateFault::NotANumber, Key::RateWrong), (RateFault::Ambiguous, Key::RateAmbiguous)];
const FROM: Faults = &[(RateFault::NoDay, Key::RateNoDay), (RateFault::Twice, Key::RateTwice)];

#[component]
pub fn RateForm(
    /// The rate that is edited; a new one without.
    own: Option<RecordId>,
    #[prop(into)] close: Callback<()>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let (first, second, day) =
        (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let entry = RwSignal::new(entry(session, own));
    let fault = RwSignal::new(None::<RateFault>);
    // A new rate begins with its currency, unless that is known; one that is edited with its value.
    Effect::new(move |_| {
        let is_known = entry.with_untracked(|entry| !entry.currency.is_empty());
        if let Some(input) = if is_known { second.get() } else { first.get() } {
            let _ = input.focus();
        }
    });
    let edit = move |edit: fn(&mut RateEntry, String), event: web_sys::Event| {
        fault.set(None);
        entry.update(|entry| edit(entry, event_target_value(&event)));
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // A day that is typed in part is an empty text, which would mean always.
        if day.get_untracked().is_some_and(|day| !day.check_validity()) {
            return fault.set(Some(RateFault::NoDay));
        }
        match entry.with_untracked(|entry| entry.rate(&session.book_untracked(), own)) {
            Err(wrong) => fault.set(Some(wrong)),
            Ok(rate) => {
                store(session, own, rate);
                close.run(());
            }
        }
    };
    let said = move |faults: Faults| {
        let said = move || faults.iter().find(|(of, _)| fault.get() == Some(*of)).map(|(_, key)| words.text(*key));
        (said, move || said().is_some().to_string())
    };
    let error = move |said: Option<&'static str>| {
        said.map(|said| view! { <span class="error" role="alert"><Icon glyph=Glyph::Warn/>{said}</span> })
    };
    let (of_currency, of_value, of_from) = (said(CURRENCY), said(VALUE), said(FROM));
    let own_currency = session.ledger.with_untracked(|ledger| ledger.currency().to_string());
    view! {
        <form class="rate-form" on:submit=save>
            <LabelledField id="rate-currency" label=words.text(Key::RoleCurrency)>
                <input
                    class="input"
                    id="rate-currency"
                    maxlength="3"
                    autocomplete="off"
                    autocapitalize="characters"
                    node_ref=first
                    data-testid="rate-currency"
                    prop:value=move || entry.with(|entry| entry.currency.clone())
                    aria-invalid=of_currency.1
                    on:input=move |event| edit(|entry, text| entry.currency = text, event)
                />
                {move || error(of_currency.0())}
            </LabelledField>
            <LabelledField id="rate-value" label=words.fill(Key::RateColValue, &[("book", &own_currency)])>
                <input
                    class="input"
                    id="rate-value"
                    inputmode="decimal"
                    autocomplete="off"
                    node_ref=second
                    data-testid="rate-value"
                    prop:value=move || entry.with(|entry| entry.value.clone())
                    aria-invalid=of_value.1
                    on:input=move |event| edit(|entry, text| entry.value = text, event)
                />
                {move || error(of_value.0())}
            </LabelledField>
            <LabelledField id="rate-from" label=words.text(Key::RateColFrom) hint=words.text(Key::RateFromHint)>
                <input
                    class="input"
                    type="date"
                    id="rate-from"
                    aria-describedby="rate-from-hint"
                    node_ref=day
                    data-testid="rate-from"
                    value=entry.with_untracked(|entry| entry.from.clone())
                    aria-invalid=of_from.1
                    on:input=move |event| edit(|entry, text| entry.from = text, event)
                />
                <WrittenDay day=Signal::derive(move || entry.with(|entry| entry.from.parse().ok()))/>
                {move || error(of_from.0())}
            </LabelledField>
            <div class="actions">
                <Button kind=ButtonKind::Primary submits=true text=Key::RateSave test_id="rate-save"/>
                <Button kind=ButtonKind::Quiet text=Key::Cancel on_click=close/>
            </div>
        </form>
    }
}

/// The rate as it stands, or a new one for the first currency that lacks it.
fn entry(session: Session, own: Option<RecordId>) -> RateEntry {
    let Some(rate) = own.and_then(|own| session.book_untracked().get::<Rate>(own)) else {
        let ledger = session.ledger.get_untracked();
        let missing = ledger.left_out().keys().next();
        return RateEntry { currency: missing.map(ToString::to_string).unwrap_or_default(), ..RateEntry::default() };
    };
    RateEntry {
        currency: rate.currency.map(|currency| currency.to_string()).unwrap_or_default(),
        value: rate.value,
        from: rate.from.map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn store(session: Session, own: Option<RecordId>, rate: Rate) {
    let edits = match own {
        None => rate.create(clock::new_id()),
        Some(id) if session.book_untracked().get::<Rate>(id).as_ref() == Some(&rate) => return,
        Some(id) => vec![
            field::currency.set(id, rate.currency),
            field::value.set(id, rate.value),
            field::from.set(id, rate.from),
        ],
    };
    session.commit(Change::new(Label::Rates, edits));
}
