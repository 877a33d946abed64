//! Concentration, and the two yardsticks.

use leptos::prelude::*;

use crate::analysis::{Analysis, KeyAccounts};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn ConcentrationFacts(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let concentration = &analysis.concentration;
    let largest = analysis.ranked().next().map(|finding| {
        let share = words.percent(analysis.share(finding.value));
        let label = words.fill(Key::LargestCustomer, &[("name", &crate::ui::words::isolated(&finding.name))]);
        fact(label, share)
    });
    let top = words.count(Key::CountCustomers, concentration.top_fifth);
    let limit = words.limit(analysis.config.provider.share);
    let (of, _) = analysis.provider_total(analysis.config.provider.of);
    let providers_are = words.fill(Key::ProvidersAre, &[("limit", &limit), ("measure", words.measure(of))]);
    view! {
        <section>
            <div class="block-head"><h2>{words.text(Key::Concentration)}</h2></div>
            <dl class="facts">
                {largest}
                {fact(
                    words.fill(Key::TopFifth, &[("customers", &top)]),
                    words.percent(concentration.top_fifth_share),
                )}
                {fact(providers_are, words.number(analysis.tally(|finding| finding.is_provider).count))}
                {fact(words.text(Key::Gini).into(), words.decimal(concentration.gini, 2))}
                {fact(words.text(Key::Hhi).into(), words.number(concentration.hhi.round() as usize))}
            </dl>
        </section>
    }
}

/// What key-account management expects (K1), beside what is.
#[component]
pub fn Yardsticks(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let concentration = &analysis.concentration;
    let needed = concentration.needed_for(0.8);
    let part = needed as f64 / concentration.accounts.max(1) as f64;
    let pareto = words.fill(
        Key::YardstickParetoHere,
        &[("customers", &words.count(Key::CountCustomers, needed)), ("part", &words.percent(part))],
    );
    let key = KeyAccounts::of(&session().book(), Some(&*analysis));
    let findings = key.iter().filter_map(|found| analysis.finding(found.account));
    let value = findings.map(|finding| finding.value.max(0)).sum();
    let key = words.fill(
        Key::YardstickKeyHere,
        &[("key", &words.count(Key::CountCustomers, key.count())), ("share", &words.percent(analysis.share(value)))],
    );
    let rule = |rule: &'static str, here: String| {
        view! {
            <div class="yardstick">
                <dt>{rule}</dt>
                <dd>{here}</dd>
            </div>
        }
    };
    (concentration.accounts > 0).then(|| {
        view! {
            <section>
                <div class="block-head"><h2>{words.text(Key::Yardsticks)}</h2></div>
                <dl class="yardsticks">
                    {rule(words.text(Key::YardstickPareto), pareto)}
                    {rule(words.text(Key::YardstickKey), key)}
                </dl>
            </section>
        }
    })
}

fn fact(label: String, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
}
