//! How much hangs on how few, beyond what the overview says of it: what would be left without the largest, how far
//! customers are from being equal, and how regularly they buy.

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
        Some(analysis) => {
            let has_customers = analysis.concentration.accounts > 0;
            view! {
                <div class="stack" data-testid="concentration">
                    {has_customers.then(|| view! { <Reading analysis=analysis.clone()/> })}
                    <StressTest analysis=analysis.clone()/>
                    <div class="concentration-charts">
                        {has_customers.then(|| view! { <LorenzSection analysis=analysis.clone()/> })}
                        <VariationSection analysis/>
                    </div>
                </div>
            }
            .into_any()
        }
        None => view! { <EmptyWindow/> }.into_any(),
    }
}

/// What the index of concentration says, told as so many customers of one size.
#[component]
fn Reading(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    // As many customers of one size would have the same index.
    let equals = (10_000.0 / analysis.concentration.hhi.max(1.0)).round() as usize;
    view! { <p class="reading">{rich(reading(words, &analysis, equals))}</p> }
}

/// "**It is as if 30 equal customers brought all of it** (Herfindahl 337); 89 do."
fn reading(words: Words, analysis: &Analysis, equals: usize) -> String {
    let places = [
        ("customers", words.count(Key::CountCustomers, analysis.concentration.accounts)),
        ("measure", words.measure(analysis.measure).to_owned()),
        ("hhi", words.number(analysis.concentration.hhi.round() as usize)),
    ];
    words.counted(Key::ConcentrationReading, equals, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}
