//! What the account bought, period by period.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::analysis::{Analysis, Finding, Series};
use crate::book::{RecordId, account};
use crate::chart::{AccountWords, PeriodWords, Purchases, account as draw_account, account_frame};
use crate::ledger::orders;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{ChartFigure, FiguresTable, drawn};
use crate::ui::next_frame::after_first_frame;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// In which periods it bought, and the best.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let AccountView { id, finding, .. } = account_view;
    let make = move || {
        let (analysis, ledger) = (session.analysis.get()?, session.ledger.get());
        let series = analysis.series(&ledger, id);
        Some(Line::of(reading(words, &analysis, &series, &series.purchased(ledger.sales(id))).unwrap_or_default()))
    };
    after_first_frame(move || finding.track(), make)
}

#[component]
pub fn PurchasesSection(id: RecordId, finding: Memo<Option<Finding>>) -> impl IntoView {
    let session = session();
    let words = words();
    let section = move || {
        let finding = finding.get()?;
        let analysis = session.analysis.get()?;
        let ledger = session.ledger.get();
        let series = analysis.series(&ledger, id);
        let note = words.fill(
            Key::PurchasesNote,
            &[("currency", &analysis.currency.to_string()), ("unit", words.unit(analysis.period.unit))],
        );
        let reading = reading(words, &analysis, &series, &series.purchased(ledger.sales(id)));
        let days: Vec<_> = orders(ledger.sales(id))
            .into_iter()
            .filter(|order| order.amount > 0)
            .map(|order| order.day)
            .filter(|day| (analysis.window.0..=analysis.window.1).contains(day))
            .collect();
        let name = session.book_untracked().value(id, account::field::name);
        let title = format!("{name} {}", words.text(Key::Purchases));
        let (of_chart, of_series) = (analysis.clone(), series.clone());
        let draw = drawn(move |width, mirrored| {
            let purchases = Purchases { series: &of_series, regularity: finding.regularity.as_ref(), orders: &days };
            chart(words, &of_chart, &name, &purchases, width, mirrored)
        });
        Some(view! {
            <div class="section-head">
                {reading.map(|text| view! { <p class="reading">{rich(text)}</p> })}
                <span class="note">{note}</span>
            </div>
            <ChartFigure test_id="account-chart" title draw table=move || table(words, &analysis, &series)/>
        })
    };
    let never = move || view! { <p class="note">{words.text(Key::NeverBought)}</p> };
    move || section().map_or_else(|| never().into_any(), IntoAny::into_any)
}

/// How many periods had a purchase, and which was the best.
fn reading(words: Words, analysis: &Analysis, series: &Series, purchased: &[bool]) -> Option<String> {
    let first = purchased.iter().position(|purchased| *purchased)?;
    let since: Vec<_> = series.periods().zip(purchased.iter().copied()).skip(first).collect();
    // A period that is still running is no miss yet.
    let all = since.iter().filter(|(period, purchased)| *purchased || !series.is_incomplete(*period)).count();
    let with = since.iter().filter(|(_, purchased)| *purchased).count();
    let periods: Vec<_> = series.periods().zip(series.values.iter().copied()).skip(first).collect();
    let (best, value) = periods.iter().max_by_key(|(_, value)| *value)?;
    let places = [
        ("first", words.period(periods.first()?.0)),
        ("best", words.period(*best)),
        ("value", words.money_round(analysis.currency, *value as f64)),
        ("unit", words.unit(analysis.period.unit).into()),
        ("bought", words.number(with)),
        ("all", words.count(Key::CountPeriods, all)),
    ];
    let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
    let key = if with == all { Key::PurchasesReadingEvery } else { Key::PurchasesReading };
    Some(words.fill(key, &places))
}

fn chart(
    words: Words,
    analysis: &Analysis,
    name: &str,
    purchases: &Purchases<'_>,
    width: f64,
    mirrored: bool,
) -> String {
    let currency = analysis.currency;
    let aria = words.fill(
        Key::AccountChartAria,
        &[
            ("measure", words.measure_title(analysis.measure)),
            ("account", &isolated(name)),
            ("unit", words.unit(analysis.period.unit)),
        ],
    );
    let compact = |minor: f64| words.compact(minor / currency.unit() as f64);
    draw_account(
        purchases,
        account_frame(width, mirrored),
        &AccountWords {
            aria: &aria,
            periods: PeriodWords {
                short: &|period| words.period_short(period),
                with_year: &|period| words.period(period),
                year: &|period| words.year(period),
            },
            money: &compact,
            value: &compact,
            bar: &|period, minor| format!("{}: {}", words.period(period), words.money_round(currency, minor)),
            mean: &|minor| words.fill(Key::MeanLine, &[("value", &compact(minor))]),
            deviation: words.text(Key::DeviationBand),
            orders: &|count| words.count(Key::CountOrders, count),
        },
    )
}

fn table(words: Words, analysis: &ByPtr<Analysis>, series: &Series) -> impl IntoView + use<> {
    let currency = analysis.currency;
    let window_end = series.window.1;
    let rows = series.periods().zip(series.values.clone()).map(|(period, value)| {
        let until = series
            .is_incomplete(period)
            .then(|| format!(" ({})", words.fill(Key::ToDay, &[("day", &words.day_and_month(window_end))])));
        view! {
            <tr>
                <th scope="row">{words.period(period)} {until}</th>
                <td class="num">{words.money(currency, value)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heads = vec![
        (words.unit(analysis.period.unit).into(), false),
        (words.in_currency(words.measure_title(analysis.measure), currency), true),
    ];
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
