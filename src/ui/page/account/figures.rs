//! The figures of an account at a glance.

use leptos::prelude::*;

use crate::analysis::{Finding, ProviderShare, value_of};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn Figures(finding: Finding) -> impl IntoView {
    let session = session();
    let words = words();
    let ledger = session.ledger.get_untracked();
    let analysis = session.analysis.get_untracked()?;
    let currency = analysis.currency;
    let measure = words.measure(analysis.measure);
    let money = |minor: i128| words.money_round(currency, minor as f64);
    let figure = |label: String, value: String, note: String| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
                <dd>{note}</dd>
            </div>
        }
    };
    let since = finding.purchases.map(|(first, _)| {
        let day = words.day(first);
        match finding.rank {
            Some(rank) => words.fill(Key::Since, &[("day", &day), ("rank", &words.number(rank.rank))]),
            None => words.fill(Key::SinceUnranked, &[("day", &day)]),
        }
    });
    let year_ago = analysis.window.1.a_year_before();
    let sales = ledger.sales(finding.account);
    let recent: i128 = sales
        .iter()
        .filter(|sale| sale.day > year_ago && sale.day <= analysis.window.1)
        .map(|sale| value_of(sale, analysis.measure))
        .sum();
    let ever: i128 = sales.iter().map(|sale| value_of(sale, analysis.measure)).sum();
    let of_ever =
        (ever > 0).then(|| words.fill(Key::OfEverBought, &[("share", &words.percent(recent as f64 / ever as f64))]));
    let limit = words.limit(analysis.config.provider.share);
    let provided = ProviderShare::of(&analysis, analysis.config.provider, &finding);
    let share = finding.rank.map(|rank| {
        let note = if finding.is_provider {
            words.fill(Key::IsProvider, &[("limit", &limit), ("measure", words.measure(provided.measure))])
        } else {
            let other = (provided.measure != analysis.measure).then(|| {
                let share = words.percent(provided.share().max(0.0));
                let places = [("share", share.as_str()), ("measure", words.measure(provided.measure))];
                words.fill(Key::ProviderOther, &[places[0], places[1], ("limit", &limit)])
            });
            other.unwrap_or_else(|| words.fill(Key::ProviderFrom, &[("limit", &limit)]))
        };
        figure(words.fill(Key::ShareOfRevenue, &[("measure", measure)]), words.percent(rank.share), note)
    });
    let gap = match finding.median_gap {
        Some(gap) => words.fill(Key::TypicalGapDays, &[("days", &words.days(gap))]),
        None if finding.purchases.is_none() => String::new(),
        None => words.text(Key::OneOrderDay).into(),
    };
    let last = finding.purchases.map(|(_, last)| {
        let ago = usize::try_from(analysis.window.1.since(last)).unwrap_or_default();
        let note = if ago == 0 { words.text(Key::OnLastDay).into() } else { words.count(Key::DaysAgo, ago) };
        figure(words.text(Key::ColLast).into(), words.day(last), note)
    });
    let title = words.in_currency(words.measure_title(analysis.measure), currency);
    Some(view! {
        <dl class="figures">
            {figure(title, money(finding.value), since.unwrap_or_default())}
            {figure(
                words.text(Key::LastYear).into(),
                money(recent),
                of_ever.unwrap_or_default(),
            )}
            {share}
            {figure(words.text(Key::ColOrders).into(), words.number(finding.orders), gap)}
            {last}
        </dl>
    })
}
