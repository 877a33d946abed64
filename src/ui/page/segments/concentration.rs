//! How much hangs on how few, by the measures that say it: Gini and the Lorenz curve, Herfindahl, the largest
//! fifth, what would be left without the largest, and how regularly customers buy.

use leptos::prelude::*;

use super::lorenz::LorenzSection;
use super::stress::StressTest;
use super::variation::VariationSection;
use super::{EmptyWindow, own_sub, subtitle};
use crate::analysis::Analysis;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn ConcentrationPage() -> impl IntoView {
    let session = session();
    let words = words();
    let sub = own_sub();
    Effect::new(move |_| sub.set(session.analysis.get().map(|analysis| subtitle(words, &analysis))));
    move || match session.analysis.get() {
        Some(analysis) => view! {
            <div class="stack" data-testid="concentration">
                {(analysis.concentration.accounts > 0).then(|| view! {
                    <Figures analysis=analysis.clone()/>
                    <LorenzSection analysis=analysis.clone()/>
                })}
                <StressTest analysis=analysis.clone()/>
                <VariationSection analysis/>
            </div>
        }
        .into_any(),
        None => view! { <EmptyWindow/> }.into_any(),
    }
}

/// The three measures, each with what it says.
#[component]
fn Figures(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let concentration = &analysis.concentration;
    // As many customers of one size would have the same index.
    let equals = (10_000.0 / concentration.hhi.max(1.0)).round() as usize;
    let figure = |name: &'static str, value: String, says: String| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
                <dd>{says}</dd>
            </div>
        }
    };
    let top = words.count(Key::CountCustomers, concentration.top_fifth);
    view! {
        <section>
            <p class="reading">{rich(reading(words, &analysis, equals))}</p>
            <dl class="figures">
                {figure(words.text(Key::GiniName), words.decimal(concentration.gini, 2), words.text(Key::GiniSays).into())}
                {figure(
                    words.text(Key::HhiName),
                    words.number(concentration.hhi.round() as usize),
                    words.counted(Key::HhiSays, equals, &[]),
                )}
                {figure(
                    words.text(Key::TopFifthName),
                    words.percent(concentration.top_fifth_share),
                    words.fill(Key::TopFifthSays, &[("customers", &top)]),
                )}
            </dl>
        </section>
    }
}

/// "**It is as if 30 equal customers brought all of it**; 89 do."
fn reading(words: Words, analysis: &Analysis, equals: usize) -> String {
    let places = [
        ("customers", words.count(Key::CountCustomers, analysis.concentration.accounts)),
        ("measure", words.measure(analysis.measure).to_owned()),
    ];
    words.counted(Key::ConcentrationReading, equals, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}
