//! Does it add up, and what will change.

use leptos::prelude::*;

use crate::exchange::Import;
use crate::text::Key;
use crate::ui::component::{Glyph, Icon};
use crate::ui::intake::intake;
use crate::ui::shared::Shared;
use crate::ui::words::{Words, rich, words};

/// Every row in exactly one count, and the file's own sum beside ours.
#[component]
pub fn AddsUp() -> impl IntoView {
    let intake = intake();
    let words = words();
    move || {
        intake.import.get().map(|import| {
            let counts = &import.reconciliation;
            let figure = |count: u64, key| {
                view! {
                    <div>
                        <b>{words.number(count as usize)}</b>
                        <small>{words.text(key)}</small>
                    </div>
                }
            };
            let sign = |sign: &'static str| view! { <span class="op">{sign}</span> };
            let line = reconciliation_line(words, &import);
            let before = intake.imported_before().map(|day| {
                view! {
                    <div class="banner" data-tone="warn" role="alert">
                        <Icon glyph=Glyph::Warn/>
                        <p>{words.fill(Key::AlreadyImported, &[("day", &words.day(day))])}</p>
                    </div>
                }
            });
            let no_profit = (counts.without_profit > 0).then(|| {
                view! { <p class="note">{words.count(Key::WithoutProfit, counts.without_profit as usize)}</p> }
            });
            let currency = intake.other_currency().map(|ours| {
                let places = [("currency", import.sales.currency.to_string()), ("book", ours.to_string())];
                let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
                view! {
                    <div class="banner" data-tone="warn" role="alert">
                        <Icon glyph=Glyph::Warn/>
                        <p>{words.fill(Key::OtherCurrencyWarning, &places)}</p>
                    </div>
                }
            });
            view! {
                {before}
                {currency}
                <section class="panel" aria-labelledby="adds-up">
                    <div class="panel-head"><h2 id="adds-up">{words.text(Key::DoesItAddUp)}</h2></div>
                    <div class="reconcile" aria-hidden="true">
                        {figure(counts.read, Key::RowsRead)}
                        {sign("=")}
                        {figure(counts.imported, Key::RowsImported)}
                        {sign("+")}
                        {figure(counts.totals, Key::RowsTotals)}
                        {sign("+")}
                        {figure(counts.skipped(), Key::RowsSkipped)}
                    </div>
                    <div class="reconcile-sum">{sums(words, &import)}</div>
                    <p class="sr" data-testid="import-reconciliation">{line}</p>
                    {no_profit}
                </section>
            }
        })
    }
}

/// The reconciliation in one line, for those who hear it and for other programs.
fn reconciliation_line(words: Words, import: &Import) -> String {
    let counts = &import.reconciliation;
    let number = |count: u64| words.number(count as usize);
    let line = words.fill(
        Key::ReconciliationLine,
        &[
            ("read", &words.count(Key::CountRows, counts.read as usize)),
            ("imported", &number(counts.imported)),
            ("totals", &number(counts.totals)),
            ("skipped", &number(counts.skipped())),
        ],
    );
    let money = |minor: i64| words.money(import.sales.currency, minor.into());
    let says = counts.file_total.map(|total| words.fill(Key::YourFileSays, &[("sum", &money(total))]));
    let sum = words.fill(Key::WeSum, &[("sum", &money(counts.sum))]);
    [Some(line), says, Some(sum)].into_iter().flatten().collect::<Vec<_>>().join(" ").replace("**", "")
}

fn sums(words: Words, import: &Import) -> impl IntoView + use<> {
    let counts = &import.reconciliation;
    let currency = import.sales.currency;
    let money = |minor: i64| words.money(currency, minor.into());
    let stated = counts.file_total.map(|total| {
        let mark = if total == counts.sum {
            view! {
                <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(Key::Agrees)}</span>
            }
            .into_any()
        } else {
            let difference = money(total.saturating_sub(counts.sum));
            view! {
                <span class="mark" data-tone="warn">
                    <Icon glyph=Glyph::Warn/>
                    {words.fill(Key::Differs, &[("difference", &difference)])}
                </span>
            }
            .into_any()
        };
        view! {
            {mark}
            <span>{rich(words.fill(Key::YourFileSays, &[("sum", &money(total))]))}</span>
        }
    });
    view! {
        {stated}
        <span>{rich(words.fill(Key::WeSum, &[("sum", &format!("{} {currency}", money(counts.sum)))]))}</span>
    }
}

/// What taking it over would do to the book.
#[component]
pub fn WhatWillChange() -> impl IntoView {
    let intake = intake();
    let words = words();
    let facts = move |import: Shared<Import>| {
        let matches = intake.matches();
        let found = matches.iter().flatten().count();
        let counts = &import.reconciliation;
        let fact = |key, value: String| {
            view! {
                <div>
                    <dt>{words.text(key)}</dt>
                    <dd>{value}</dd>
                </div>
            }
        };
        let orders = (counts.documents > 0).then(|| fact(Key::OrdersNew, words.number(counts.documents as usize)));
        view! {
            <section>
                <div class="block-head"><h2>{words.text(Key::WhatWillChange)}</h2></div>
                <dl class="facts">
                    {fact(Key::AccountsFound, words.number(found))}
                    {fact(Key::NewAccounts, words.number(matches.len() - found))}
                    {orders}
                    {counts.first.map(|day| fact(Key::SalesFrom, words.day(day)))}
                    {counts.last.map(|day| fact(Key::SalesTo, words.day(day)))}
                </dl>
                <p class="note">{words.text(Key::OneBatch)}</p>
            </section>
        }
    };
    move || intake.import.get().map(facts)
}
