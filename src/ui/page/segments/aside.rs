//! Window and measure to choose; concentration; the two yardsticks.

use crate::calendar::Date;
use leptos::prelude::*;

use crate::analysis::{Analysis, Config, PeriodUnit};
use crate::book::{Change, Label, Measure, SETTINGS, settings};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::shared::Shared;
use crate::ui::words::words;

/// What is measured, over which days, seen by which period.
#[component]
pub fn WindowAndMeasure() -> impl IntoView {
    let session = session();
    let words = words();
    let config = Memo::new(move |_| Config::of(&session.book()));
    let span = Memo::new(move |_| session.ledger.get().span());
    let knows_profit = Memo::new(move |_| session.ledger.get().knows_profit());
    let from = move || config.get().window.0.or(span.get().map(|span| span.0));
    let to = move || config.get().window.1.or(span.get().map(|span| span.1));
    let is_reversed = move || from().zip(to()).is_some_and(|(from, to)| from > to);
    let set_window = move |from: Option<Date>, to: Option<Date>| {
        let edits =
            vec![settings::field::window_from.set(SETTINGS, from), settings::field::window_to.set(SETTINGS, to)];
        session.commit(Change::new(Label::Settings, edits));
    };
    let last_year = move |_| {
        if let Some((_, last)) = span.get_untracked() {
            let from = Some(last.a_year_before().plus(1));
            set_window(from, Some(last));
        }
    };
    let measured = move |event| {
        let profit = event_target_value(&event) == "profit";
        session.set_setting(settings::field::measure, if profit { Measure::Profit } else { Measure::Revenue });
    };
    let seen_by = move |event| {
        let code = event_target_value(&event);
        let unit = PeriodUnit::ALL.into_iter().find(|unit| unit.code() == code);
        session.set_setting(settings::field::period, unit);
    };
    let automatic = move || {
        let analysis = session.analysis.get();
        let unit = analysis.map(|analysis| PeriodUnit::fitting(analysis.period.median_gap, analysis.window));
        words.fill(Key::PeriodAutomatic, &[("unit", unit.map_or("–", |unit| words.unit(unit)))])
    };
    let units = PeriodUnit::ALL.map(|unit| {
        view! {
            <option value=unit.code() prop:selected=move || config.get().period == Some(unit)>
                {words.unit(unit)}
            </option>
        }
    });
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <section class="panel window" aria-labelledby="window-title">
            <div class="panel-head"><h2 id="window-title">{words.text(Key::WindowTitle)}</h2></div>
            <div class="stack-s">
                <div class="field">
                    <label for="measure">{words.text(Key::Measure)}</label>
                    <select class="select" id="measure" on:change=measured prop:disabled=move || !knows_profit.get()>
                        <option value="revenue" prop:selected=move || config.get().measure == Measure::Revenue>
                            {words.text(Key::Revenue)}
                        </option>
                        <option
                            value="profit"
                            prop:selected=move || knows_profit.get() && config.get().measure == Measure::Profit
                        >
                            {words.text(Key::Profit)}
                        </option>
                    </select>
                    {move || (!knows_profit.get()).then(|| view! {
                        <span class="hint">{words.text(Key::ProfitUnknown)}</span>
                    })}
                </div>
                <div class="window-days">
                    <div class="field">
                        <label for="window-from">{words.text(Key::From)}</label>
                        <input
                            class="input"
                            type="date"
                            id="window-from"
                            prop:value=move || day(from())
                            on:change=move |event| {
                                set_window(event_target_value(&event).parse().ok(), config.get_untracked().window.1);
                            }
                        />
                    </div>
                    <div class="field">
                        <label for="window-to">{words.text(Key::To)}</label>
                        <input
                            class="input"
                            type="date"
                            id="window-to"
                            prop:value=move || day(to())
                            on:change=move |event| {
                                set_window(config.get_untracked().window.0, event_target_value(&event).parse().ok());
                            }
                        />
                    </div>
                </div>
                {move || is_reversed().then(|| view! {
                    <span class="error" role="alert">{words.text(Key::WindowReversed)}</span>
                })}
                <div class="row">
                    <button
                        class="btn"
                        data-size="s"
                        type="button"
                        prop:disabled=move || config.get().window == (None, None)
                        on:click=move |_| set_window(None, None)
                    >
                        {words.text(Key::WholeHistory)}
                    </button>
                    <button class="btn" data-size="s" type="button" on:click=last_year>
                        {words.text(Key::LastTwelveMonths)}
                    </button>
                </div>
                <div class="field">
                    <label for="period">{words.text(Key::RegularityBy)}</label>
                    <select class="select" id="period" on:change=seen_by>
                        <option value="" prop:selected=move || config.get().period.is_none()>{automatic}</option>
                        {units.into_iter().collect_view()}
                    </select>
                </div>
            </div>
        </section>
    }
}

#[component]
pub fn ConcentrationFacts(analysis: Shared<Analysis>) -> impl IntoView {
    let words = words();
    let concentration = &analysis.concentration;
    let largest = analysis.findings.first().filter(|finding| finding.rank.is_some()).map(|finding| {
        let share = words.percent(analysis.share(finding.value));
        let label = words.fill(Key::LargestCustomer, &[("name", &crate::ui::words::isolated(&finding.name))]);
        fact(label, share)
    });
    let top = words.count(Key::CountCustomers, concentration.top_fifth);
    view! {
        <section>
            <div class="block-head"><h2>{words.text(Key::Concentration)}</h2></div>
            <dl class="facts">
                {largest}
                {fact(
                    words.fill(Key::TopFifth, &[("customers", &top)]),
                    words.percent(concentration.top_fifth_share),
                )}
                {fact(words.text(Key::AtTenPercent).into(), words.number(concentration.providers))}
                {fact(words.text(Key::Gini).into(), words.decimal(concentration.gini, 2))}
                {fact(words.text(Key::Hhi).into(), words.number(concentration.hhi.round() as usize))}
            </dl>
        </section>
    }
}

/// What key-account management expects (K1), beside what is.
#[component]
pub fn Yardsticks(analysis: Shared<Analysis>) -> impl IntoView {
    let words = words();
    let concentration = &analysis.concentration;
    let needed = concentration.needed_for(0.8);
    let part = needed as f64 / concentration.accounts.max(1) as f64;
    let pareto = words.fill(
        Key::YardstickParetoHere,
        &[("customers", &words.count(Key::CountCustomers, needed)), ("part", &words.percent(part))],
    );
    let key = words.fill(
        Key::YardstickKeyHere,
        &[
            ("from", &words.number(concentration.needed_for(0.3))),
            ("to", &words.number(concentration.needed_for(0.55))),
        ],
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
