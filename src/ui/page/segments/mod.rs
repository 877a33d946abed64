//! The face of the product: the nine cells, the Pareto curve, the segments over time; and on pages
//! beside it movement, concentration and strategy.

mod aside;
mod class_move;
mod concentration;
mod growth;
mod in_use;
mod key_accounts;
mod lorenz;
mod matrix;
mod movement;
mod no_sales;
mod over_time;
mod pareto;
mod returns;
mod since_import;
mod strategy;
mod stress;
mod tabs;
mod variation;
mod what_if;

use leptos::prelude::*;

use super::export_segments::ExportSegments;
use super::titled;
use crate::analysis::Analysis;
use crate::route::View;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::next_frame::after_first_frame;
use crate::ui::session::session;
use crate::ui::words::{Words, words};
use aside::{ConcentrationFacts, Yardsticks};
pub use class_move::Cell;
use concentration::ConcentrationPage;
use in_use::Unusual;
use key_accounts::KeyAccountsSection;
use matrix::Matrix;
use movement::MovementPage;
use no_sales::NoSales;
use over_time::{OverTime, Stacked};
use pareto::ParetoSection;
use since_import::SinceImportNote;
use strategy::StrategyPage;
pub use strategy::own_words;
use tabs::Tabs;
pub use what_if::TriedSettings;
use what_if::WhatIf;

#[component]
pub fn SegmentsPage(shown: View) -> impl IntoView {
    let session = session();
    let words = words();
    // Each view is a page of its own to whoever looks at its title.
    let title = words.text(shown.title());
    let of_all = words.text(Key::SegmentsTitle);
    titled(if shown == View::Overview { title.to_owned() } else { format!("{title} · {of_all}") });
    let own = RwSignal::new(None::<String>);
    provide_context(Sub(own));
    let has_sales = Memo::new(move |_| !session.ledger.get().is_empty());
    let sub = move || match shown {
        View::Overview => session.analysis.get().map(|analysis| subtitle(words, &analysis)),
        _ => own.get().map(|own| format!("{of_all} · {own}")),
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{title}</h1>
                <p class="page-sub">{sub}</p>
            </div>
            <div class="actions">
                <ExportSegments label=Key::ExportCsv/>
            </div>
        </header>
        {move || if has_sales.get() {
            view! {
                <Tabs shown/>
                <AnalysisView shown/>
            }.into_any()
        } else {
            view! { <NoSales/> }.into_any()
        }}
    }
}

/// What stands below the title of a view.
#[derive(Clone, Copy)]
struct Sub(RwSignal<Option<String>>);

/// For the views, which say it themselves.
fn own_sub() -> RwSignal<Option<String>> {
    expect_context::<Sub>().0
}

impl View {
    /// What its page is called.
    fn title(self) -> Key {
        match self {
            Self::Overview => Key::SegmentsTitle,
            Self::Movement => Key::ViewMovement,
            Self::Concentration => Key::ViewConcentration,
            Self::Strategy => Key::ViewStrategy,
        }
    }
}

#[component]
fn Overview() -> impl IntoView {
    let session = session();
    let stacked = RwSignal::new(Stacked::default());
    let face = move |analysis: ByPtr<Analysis>| {
        view! {
            <div class="overview">
                <div class="stack">
                    <Matrix analysis=analysis.clone()/>
                    <ConcentrationFacts analysis=analysis.clone()/>
                </div>
                <KeyAccountsSection analysis/>
            </div>
        }
    };
    let findings = move |analysis: ByPtr<Analysis>| {
        view! {
            {(analysis.concentration.accounts > 0).then(|| view! { <ParetoSection analysis=analysis.clone()/> })}
            <OverTime analysis stacked/>
        }
    };
    // Of millions of sales the course over time takes as long as all that is seen before it.
    let below = after_first_frame(move || session.analysis.track(), move || Some(session.analysis.get()));
    view! {
        {move || session.analysis.get().map(face)}
        <div class="split">
            <div class="stack">
                {move || below.get().map(|analysis| match analysis {
                    Some(analysis) => findings(analysis).into_any(),
                    None => view! { <EmptyWindow/> }.into_any(),
                })}
            </div>
            <aside class="stack">
                <WhatIf/>
                {move || session.analysis.get().map(|analysis| view! { <Yardsticks analysis/> })}
            </aside>
        </div>
    }
}

/// What stands below the tabs.
#[component]
fn AnalysisView(shown: View) -> impl IntoView {
    let page = match shown {
        View::Overview => view! { <Overview/> }.into_any(),
        View::Movement => view! { <MovementPage/> }.into_any(),
        View::Concentration => view! { <ConcentrationPage/> }.into_any(),
        View::Strategy => view! { <StrategyPage/> }.into_any(),
    };
    view! {
        <Unusual/>
        {(shown == View::Overview).then(|| view! { <SinceImportNote/> })}
        {page}
    }
}

/// A window without a sale: which one, beside the form that changes it.
#[component]
fn EmptyWindow() -> impl IntoView {
    let session = session();
    let words = words();
    let config = crate::analysis::Config::of(&session.book());
    let span = session.ledger.get().span();
    let end = |chosen: Option<crate::calendar::Date>, found: Option<crate::calendar::Date>| {
        chosen.or(found).map(|day| words.day(day)).unwrap_or_default()
    };
    let from = end(config.window.0, span.map(|span| span.0));
    let to = end(config.window.1, span.map(|span| span.1));
    view! { <p class="reading">{words.fill(Key::NoSalesInWindow, &[("from", &from), ("to", &to)])}</p> }
}

/// "89 customers · 4 Jul 1996 – 6 May 1998 · USD 1,265,793.29 revenue · periods: quarter (typical gap 39 days)"
fn subtitle(words: Words, analysis: &Analysis) -> String {
    let sub = words.fill(
        Key::SegmentsSub,
        &[
            ("customers", &words.count(Key::CountCustomers, analysis.customers())),
            ("from", &words.day(analysis.window.0)),
            ("to", &words.day(analysis.window.1)),
            ("money", &format!("{} {}", analysis.currency, words.money(analysis.currency, analysis.net_total))),
            ("measure", words.measure(analysis.measure)),
            ("unit", words.unit(analysis.period.unit)),
        ],
    );
    match analysis.period.median_gap {
        Some(gap) => {
            let days = words.days(gap);
            format!("{sub} {}", words.fill(Key::TypicalGap, &[("days", &days)]))
        }
        None => sub,
    }
}
