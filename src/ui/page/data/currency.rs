//! The currency the book counts in, and another one.

use leptos::prelude::*;

use crate::book::Rate;
use crate::currency::Currency;
use crate::ledger::count_in;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, CurrencySelect};
use crate::ui::session::session;
use crate::ui::words::{rich, words};

#[component]
pub fn CurrencySection() -> impl IntoView {
    let session = session();
    let words = words();
    let ours = Memo::new(move |_| session.ledger.with(|ledger| ledger.currency()));
    // The one that is chosen instead, until that is confirmed.
    let chosen = RwSignal::new(None::<Currency>);
    let shown = Signal::derive(move || chosen.get().unwrap_or(ours.get()));
    let choose = move |currency| chosen.set((currency != ours.get_untracked()).then_some(currency));
    // The currencies of the book's sales are the likely ones.
    let likely = move || {
        let others: Vec<Currency> = session.ledger.with(|ledger| ledger.left_out().keys().copied().collect());
        let mut likely = vec![ours.get()];
        likely.extend(others.into_iter().filter(|currency| *currency != ours.get_untracked()));
        likely
    };
    let change = move || {
        let book = session.book_untracked();
        let change = chosen.get_untracked().and_then(|currency| count_in(&book, currency));
        // A change would copy the whole book while it is held here.
        drop(book);
        change.into_iter().for_each(|change| session.commit(change));
        chosen.set(None);
    };
    let ask = move |currency: Currency| {
        let places = [("currency", currency.to_string()), ("book", ours.get().to_string())];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        let rates = session.book().count::<Rate>();
        let gone = (rates > 0).then(|| view! { <p>{words.counted(Key::BookCurrencyRates, rates, &places)}</p> });
        view! {
            <div class="banner" data-tone="warn" role="alert" data-testid="book-currency-ask">
                <div class="stack-s">
                    <p>{words.fill(Key::BookCurrencyAsk, &places)}</p>
                    {gone}
                    <p class="row">
                        <Button
                            kind=ButtonKind::Primary
                            text=words.fill(Key::BookCurrencyChange, &places)
                            test_id="book-currency-change"
                            on_click=change
                        />
                        <Button kind=ButtonKind::Quiet text=Key::Cancel on_click=move || chosen.set(None)/>
                    </p>
                </div>
            </div>
        }
    };
    view! {
        <section class="section" data-testid="book-currency">
            <div class="section-head"><h2>{words.text(Key::BookCurrencyTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">
                    {move || rich(words.fill(Key::BookCurrencyIs, &[("currency", &ours.get().to_string())]))}
                </p>
                <div class="field book-currency">
                    <label for="book-currency">{words.text(Key::BookCurrencyLabel)}</label>
                    {move || view! {
                        <CurrencySelect
                            id="book-currency".into()
                            value=shown
                            likely=likely()
                            others=words.text(Key::CurrenciesAll)
                            on_choose=choose
                        />
                    }}
                </div>
                {move || chosen.get().map(ask)}
            </div>
        </section>
    }
}
