//! The path of the account through the classes, window by window.

use leptos::prelude::*;

use crate::analysis::{Config, Outcome, Period, PeriodUnit, Run};
use crate::book::RecordId;
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::page::segments::Cell;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::words;

/// So many windows at most; each is an analysis of its own.
const WINDOWS: usize = 8;
/// A history shorter than this many days is seen by quarters, else by half-years.
const SHORT: i32 = 548;

#[component]
pub fn PathSection(id: RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let is_open = RwSignal::new(is_printing());
    let path = Memo::new(move |_| {
        if is_open.get() {
            session.analysis.track();
            steps(id)
        } else {
            (Vec::new(), None)
        }
    });
    let steps = move || {
        let currency = session.ledger.get_untracked().currency();
        let step = |(period, outcome): (Period, Option<Outcome>)| {
            let value = outcome.map(|outcome| words.money_round(currency, outcome.value as f64));
            view! {
                <li>
                    <span class="muted">{words.period(period)}</span>
                    <Cell outcome absent="–"/>
                    <span class="num">{value}</span>
                </li>
            }
        };
        path.get().0.into_iter().map(step).collect_view()
    };
    view! {
        <details class="account-why" data-testid="account-path" open=is_printing() on:toggle=move |_| is_open.set(true)>
            <summary>{words.text(Key::ClassPath)}</summary>
            <p class="note">
                {words.text(Key::ClassPathHint)} " "
                {move || path.get().1.map(|unit| words.fill(Key::SeenBy, &[("unit", words.unit(unit))]))}
            </p>
            <ol class="path">{steps}</ol>
        </details>
    }
}

/// The last whole windows of the ledger, what the analysis says of the account in each, and by which
/// period its regularity is seen in all of them.
fn steps(id: RecordId) -> (Vec<(Period, Option<Outcome>)>, Option<PeriodUnit>) {
    let session = session();
    let (book, ledger) = (session.book_untracked(), session.ledger.get_untracked());
    let Some((first, last)) = ledger.span() else { return (Vec::new(), None) };
    let unit = if last.since(first) < SHORT { PeriodUnit::Quarter } else { PeriodUnit::Half };
    let end = unit.last_complete((first, last));
    let start = unit.of(first).number.max(end.number - WINDOWS as i32 + 1);
    let windows: Vec<(Period, (Date, Date))> = (start..=end.number)
        .map(|number| Period { unit, number })
        .map(|period| (period, (period.first_day(), period.last_day())))
        .collect();
    let gap = session.analysis.get_untracked().and_then(|analysis| analysis.period.median_gap);
    let config = Config::of(&book).comparing(gap, windows.iter().map(|(_, window)| *window));
    let outcome = |window| Run::of(&book, &ledger, &config, window).outcomes.get(&id).copied();
    let steps = windows.into_iter().map(|(period, window)| (period, outcome(window))).collect();
    (steps, config.period)
}
