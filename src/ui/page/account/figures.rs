//! The figures of an account at a glance: the last 12 months, beside each figure the 12 before where those are
//! whole, and in one line what it bought in all.

use leptos::prelude::*;

use crate::analysis::{Analysis, Finding, ProviderShare, QuartersApart, Year, Years};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

#[component]
pub fn Figures(finding: Finding) -> impl IntoView {
    let session = session();
    let words = words();
    let ledger = session.ledger.get_untracked();
    let analysis = session.analysis.get_untracked()?;
    let currency = analysis.currency;
    let measure = words.measure(analysis.measure);
    let money = |minor: f64| words.money_round(currency, minor);
    let Years { now, before } = Years::of(&analysis, &ledger, finding.account);
    let of_before = |value: String| words.fill(Key::TheYearBefore, &[("value", &value)]);
    let figure = |label: String, value: String, note: String, delta: Option<Delta>| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
                <dd>{note} " " {delta.map(|delta| delta.view())}</dd>
            </div>
        }
    };
    let value = {
        let title = words.in_currency(words.text(Key::LastYear), currency);
        let note = before.map(|before| of_before(money(before.value as f64))).unwrap_or_default();
        let delta = before.and_then(|before| Delta::of(words, before.value as f64, now.value as f64));
        figure(title, money(now.value as f64), note, delta)
    };
    let share = now.share().map(|share| {
        let title = words.fill(Key::ShareOfRevenue, &[("measure", measure)]);
        let before = before.as_ref().and_then(Year::share);
        let note =
            before.map_or_else(|| provider(words, &analysis, &finding), |before| of_before(words.percent(before)));
        let delta = before.and_then(|before| Delta::of(words, before, share));
        figure(title, words.percent(share.max(0.0)), note, delta)
    });
    let orders = {
        let said = |year: &Year| match year.mean_order() {
            Some(mean) => format!("{} · {}", words.number(year.orders), money(mean)),
            None => words.number(year.orders),
        };
        let gap = match finding.median_gap {
            Some(gap) => words.fill(Key::TypicalGapDays, &[("days", &words.days(gap))]),
            None if finding.purchases.is_none() => String::new(),
            None => words.text(Key::OneOrderDay).into(),
        };
        let note = before.map_or(gap, |before| of_before(said(&before)));
        let delta = before.and_then(|before| Delta::of(words, before.orders as f64, now.orders as f64));
        figure(words.text(Key::OrdersAndMean).into(), said(&now), note, delta)
    };
    let in_time = (now.deliveries.promised > 0).then(|| {
        let said = |year: &Year| {
            let (all, late) = (year.deliveries.promised, year.deliveries.late);
            let places = [("n", words.number(all - late)), ("all", words.number(all))];
            words.fill(Key::CountOf, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        };
        let before = before.filter(|before| before.deliveries.promised > 0);
        // It counts what was due, not what was ordered, and both stand side by side.
        let note = match before {
            Some(before) => of_before(said(&before)),
            None => words.text(Key::DeliveredOf).into(),
        };
        figure(words.text(Key::DeliveredInTime).into(), said(&now), note, None)
    });
    let last = finding.purchases.map(|(_, last)| {
        let ago = usize::try_from(analysis.window.1.since(last)).unwrap_or_default();
        let mut note = match ago {
            0 => words.text(Key::OnLastDay).into(),
            // Where the window ends on the day it is read, its end needs no mention.
            ago if analysis.window.1 == session.read_on.get_untracked() => words.count(Key::DaysAgo, ago),
            ago => words.count(Key::DaysBeforeEnd, ago),
        };
        if let Some(gap) = finding.median_gap.filter(|_| before.is_some()) {
            note = format!("{note}; {}", words.fill(Key::TypicalGapDays, &[("days", &words.days(gap))]));
        }
        figure(words.text(Key::ColLast).into(), words.day(last), note, None)
    });
    let quarters = QuartersApart::of(&analysis, &ledger, finding.account);
    let in_all = finding
        .purchases
        .map(|(first, _)| in_all(words, &analysis, &finding, words.day(first), before.is_some(), quarters));
    Some(view! {
        <dl class="figures years">{value} {share} {orders} {in_time} {last}</dl>
        {in_all.map(|text| view! { <p class="note">{rich(text)}</p> })}
    })
}

/// What it bought in the whole window, its rank, whether it is a provider; and why there is no year before.
fn in_all(
    words: Words,
    analysis: &Analysis,
    finding: &Finding,
    first: String,
    has_before: bool,
    quarters: Option<QuartersApart>,
) -> String {
    let value = words.money_round(analysis.currency, finding.value as f64);
    let mut said = Vec::new();
    said.push(match finding.rank {
        Some(rank) => {
            let places = [
                ("value", value),
                ("day", first.clone()),
                ("rank", words.number(rank.rank)),
                ("all", words.number(analysis.concentration.accounts)),
                ("share", words.percent(rank.share)),
                ("measure", words.measure(analysis.measure).into()),
            ];
            words.fill(Key::InAll, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        None => words.fill(Key::InAllUnranked, &[("value", &value), ("day", &first)]),
    });
    if has_before && finding.rank.is_some() {
        // Else it stands beside the share.
        said.push(format!("{}.", provider(words, analysis, finding)));
    }
    if !has_before {
        said.push(match quarters {
            Some(apart) => quarters_apart(words, analysis, apart),
            None => words.fill(Key::NoYearBefore, &[("day", &first)]),
        });
    }
    said.join(" ")
}

/// "1997 Q4, 1998 Q1: 4,200, a year earlier 880 (+377%)."
fn quarters_apart(words: Words, analysis: &Analysis, apart: QuartersApart) -> String {
    let money = |minor: i128| words.money_round(analysis.currency, minor as f64);
    let places = [
        ("quarters", words.list(apart.quarters.map(|quarter| words.period(quarter)))),
        ("now", money(apart.now)),
        ("before", money(apart.before)),
        ("change", words.change(apart.times() - 1.0)),
    ];
    words.fill(Key::QuartersBefore, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// Whether it is a provider, or from which share on it would be.
fn provider(words: Words, analysis: &Analysis, finding: &Finding) -> String {
    let limit = words.limit(analysis.config.provider.share);
    let provided = ProviderShare::of(analysis, analysis.config.provider, finding);
    if finding.is_provider {
        return words.fill(Key::IsProvider, &[("limit", &limit), ("measure", words.measure(provided.measure))]);
    }
    if provided.measure == analysis.measure {
        return words.fill(Key::ProviderFrom, &[("limit", &limit)]);
    }
    let share = words.percent(provided.share().max(0.0));
    let places = [("share", share.as_str()), ("measure", words.measure(provided.measure)), ("limit", &limit)];
    words.fill(Key::ProviderOther, &places)
}

/// By how much a figure is another than the year before: an arrow, for colour alone tells not everybody.
struct Delta {
    text: String,
    rises: bool,
}

impl Delta {
    /// `None` where there was nothing before, or nothing changed.
    fn of(words: Words, before: f64, now: f64) -> Option<Self> {
        let change = (before > 0.0).then(|| now / before - 1.0).filter(|change| *change != 0.0)?;
        Some(Self { text: words.change(change), rises: change > 0.0 })
    }

    fn view(self) -> impl IntoView {
        let (arrow, tone) = if self.rises { ("↑", "good") } else { ("↓", "bad") };
        view! { <span class="delta" data-tone=tone>{arrow} " " {self.text}</span> }
    }
}
