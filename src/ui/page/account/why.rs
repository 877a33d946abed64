//! Why an account has its classes, and what would change them.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line as Said;
use super::path::PathSection;
use crate::analysis::{AbcClass, Analysis, Caution, Finding, Regularity, Segment, XyzClass};
use crate::book::kind::Tone;
use crate::book::{Crossing, StandsFor, segment_strategy};
use crate::chart::rhythm;
use crate::glyph::Glyph;
use crate::ledger::Ledger;
use crate::route::{Route, View};
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::next_frame::after_first_frame;
use crate::ui::page::segments::own_words;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// A line of evidence: what, how much, and what that means.
type Line = (String, String, String);

/// The evidence behind the classes, how such accounts are handled, and the path through the classes.
#[component]
pub fn WhySection(account_view: AccountView) -> impl IntoView {
    let words = words();
    move || match account_view.finding.get() {
        Some(finding) => view! {
            <Why finding/>
            <PathSection id=account_view.id/>
        }
        .into_any(),
        None => view! { <p class="note">{words.text(Key::NeverBought)}</p> }.into_any(),
    }
}

/// "AY: 1 of 89, 8.7 % of revenue. CV 0.661, at most 1, so Y"
pub fn line(account_view: AccountView) -> Signal<Option<Said>> {
    let (session, words) = (session(), words());
    let AccountView { finding, .. } = account_view;
    let make = move || {
        let (analysis, finding) = (session.analysis.get()?, finding.get()?);
        let letters = match (finding.segment(), finding.abc()) {
            (Some(segment), _) => segment.letters(),
            (None, Some(abc)) => abc.letter(),
            (None, None) => return Some(Said::of(words.text(Key::WhyNoClass))),
        };
        let rank = finding.rank.map(|rank| {
            let (of, all) = (words.number(rank.rank), words.number(analysis.concentration.accounts));
            let rank_of = words.fill(Key::WhyRankOf, &[("rank", &of), ("all", &all)]);
            format!("{} {rank_of} · {}", words.text(Key::WhyRank), words.percent(rank.share))
        });
        let varies = finding.regularity.as_ref().map(|regularity| variation(words, &analysis, regularity));
        let parts = [Some(format!("**{letters}**")), rank, varies];
        let text = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let cautions = analysis.cautions(&session.ledger.get(), &finding).len();
        let line = Said::of(text);
        Some(if cautions > 0 { line.marked(words.number(cautions), Tone::Warn) } else { line })
    };
    after_first_frame(move || finding.track(), make)
}

#[component]
fn Why(finding: Finding) -> impl IntoView {
    let session = session();
    let words = words();
    let analysis = session.analysis.get_untracked()?;
    let mut lines = of_rank(words, &analysis, &finding);
    let ledger = session.ledger.get_untracked();
    if finding.stands_for.is_none() {
        lines.extend(of_regularity(words, &analysis, &ledger, &finding));
        lines.extend(of_change(words, &analysis, &finding));
    }
    let row = |(what, value, text): Line| {
        view! {
            <tr>
                <td class="muted">{what}</td>
                <td class="num">{value}</td>
                <td>{rich(text)}</td>
            </tr>
        }
    };
    let cautions = cautions(words, &analysis, &ledger, &finding).into_iter().map(|text| {
        view! { <li><Icon glyph=Glyph::Warn/> <span>{rich(text)}</span></li> }
    });
    let cautions = cautions.collect_view();
    let periods = finding.regularity.as_ref().filter(|found| found.cv.is_some()).map(|regularity| {
        view! {
            <p class="why-periods">
                <span class="muted">{words.text(Key::WhyPeriods)}</span>
                <span inner_html=rhythm(regularity, words.language().is_rtl())></span>
                <span>{words.text(Key::WhyPeriodsText)}</span>
            </p>
        }
    });
    Some(view! {
        <div class="account-why">
            <ul class="cautions" data-testid="cautions">{cautions}</ul>
            <table class="table why-table" data-fit data-lined="no">
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
            {periods}
        </div>
        {finding.segment().map(|segment| view! { <Handling segment/> })}
    })
}

/// How the accounts of its segment are handled.
#[component]
fn Handling(segment: Segment) -> impl IntoView {
    let words = words();
    let text = session().field(segment.strategy(), segment_strategy::field::text);
    let (name, own) = own_words(segment);
    let shown = move || if text.with(|text| text.trim().is_empty()) { words.text(own).to_owned() } else { text.get() };
    view! {
        <details class="account-why" data-testid="account-strategy" open=is_printing()>
            <summary>{words.fill(Key::StrategyOf, &[("segment", segment.letters())])} ": " {words.text(name)}</summary>
            <p>{shown}</p>
            <p class="note no-print"><a href=Route::Segments(View::Strategy).to_string()>{words.text(Key::ViewStrategy)}</a></p>
        </details>
    }
}

fn of_rank(words: Words, analysis: &Analysis, finding: &Finding) -> Vec<Line> {
    let money = |minor: i128| words.money(analysis.currency, minor);
    let Some(rank) = finding.rank else {
        let why = match finding.stands_for {
            Some(StandsFor::Many) => Key::WhyMany,
            Some(StandsFor::Nobody) => Key::WhyNobody,
            None => Key::WhyNotRanked,
        };
        return vec![(String::new(), money(finding.value), words.text(why).into())];
    };
    let places = [("rank", words.number(rank.rank)), ("all", words.number(analysis.concentration.accounts))];
    let window = words.fill(
        Key::WhyByMeasure,
        &[
            ("measure", words.measure(analysis.measure)),
            ("from", &words.day(analysis.window.0)),
            ("to", &words.day(analysis.window.1)),
        ],
    );
    let of =
        words.fill(Key::WhyShareOf, &[("value", &money(finding.value)), ("total", &money(analysis.positive_total))]);
    let limits = analysis.config.abc;
    let limit = if rank.class == AbcClass::A { limits.a } else { limits.b };
    let key = match (limits.crossing, rank.class) {
        (Crossing::Up, AbcClass::A | AbcClass::B) => Key::WhyBeforeText,
        (Crossing::Up, AbcClass::C) => Key::WhyBeforeLast,
        (Crossing::Down, AbcClass::A | AbcClass::B) => Key::WhyAfterText,
        (Crossing::Down, AbcClass::C) => Key::WhyAfterLast,
    };
    let before = words.fill(
        key,
        &[
            ("limit", &words.limit(limit)),
            ("class", rank.class.letter()),
            ("after", &words.percent(rank.cumulative_share_before + rank.share)),
        ],
    );
    let mut lines = vec![
        (
            words.text(Key::WhyRank).into(),
            words.fill(Key::WhyRankOf, &[("rank", &places[0].1), ("all", &places[1].1)]),
            window,
        ),
        (words.text(Key::WhyShare).into(), words.percent(rank.share), of),
        (words.text(Key::WhyBefore).into(), words.percent(rank.cumulative_share_before), before),
    ];
    let neighbours = neighbours(words, analysis, finding);
    if !neighbours.is_empty() {
        lines.push((words.text(Key::WhyNeighbours).into(), String::new(), neighbours));
    }
    lines
}

/// "before it Save-a-lot Markets with 104,361.95 · behind it Hungry Owl with 49,979.91"
fn neighbours(words: Words, analysis: &Analysis, finding: &Finding) -> String {
    let (before, behind) = analysis.neighbours(finding);
    let one = |key, other: Option<&Finding>| {
        let other = other?;
        let value = words.money(analysis.currency, other.value);
        Some(words.fill(key, &[("name", &isolated(&other.name)), ("value", &value)]))
    };
    let both = [one(Key::WhyNeighbourBefore, before), one(Key::WhyNeighbourAfter, behind)];
    both.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What to keep in mind about the classes.
fn cautions(words: Words, analysis: &Analysis, ledger: &Ledger, finding: &Finding) -> Vec<String> {
    let money = |minor: i128| format!("{} {}", analysis.currency, words.money(analysis.currency, minor));
    let text = |caution| match caution {
        Caution::ShortHistory { periods: 0 } => words.text(Key::CautionNone).to_owned(),
        Caution::ShortHistory { periods } => words.count(Key::CautionShort, periods),
        Caution::FewOrders { orders } => words.count(Key::CautionFew, orders),
        Caution::OneOrder { day, amount, share } => words.fill(
            Key::CautionOne,
            &[("share", &words.percent(share)), ("money", &money(amount)), ("day", &words.day(day))],
        ),
        Caution::CreditAfter { day, amount, count } => {
            words.counted(Key::CautionCredit, count, &[("money", &money(amount)), ("day", &words.day(day))])
        }
    };
    analysis.cautions(ledger, finding).into_iter().map(text).collect()
}

fn of_regularity(words: Words, analysis: &Analysis, ledger: &Ledger, finding: &Finding) -> Vec<Line> {
    let too_few = || vec![(String::new(), String::new(), words.text(Key::WhyTooFew).into())];
    let Some(regularity) = &finding.regularity else { return too_few() };
    let money = |minor: f64| words.money_round(analysis.currency, minor);
    let last = regularity.first.number + regularity.values.len() as i32 - 1;
    let last = crate::analysis::Period { number: last, ..regularity.first };
    let empty = analysis.periods_without_purchase(ledger, finding);
    let counted = words.fill(
        Key::WhyCountedText,
        &[("first", &words.period(regularity.first)), ("last", &words.period(last)), ("empty", &words.number(empty))],
    );
    let mut lines = vec![
        (
            words.fill(Key::WhyCounted, &[("unit", words.unit(analysis.period.unit))]),
            words.number(regularity.values.len()),
            counted,
        ),
        (
            words.text(Key::WhyMean).into(),
            // One figure: it breaks over no line.
            format!("{}\u{a0}±\u{a0}{}", money(regularity.mean), money(regularity.std_dev)),
            variation(words, analysis, regularity),
        ),
    ];
    if regularity.class.is_none() && regularity.values.len() < 3 {
        lines.extend(too_few());
    }
    lines
}

/// "CV 0.418, at most 0.5, so **X**"
fn variation(words: Words, analysis: &Analysis, regularity: &Regularity) -> String {
    let limits = analysis.config.xyz;
    let Some((cv, class)) = regularity.cv.zip(regularity.class) else {
        return if regularity.values.len() < 3 { String::new() } else { words.text(Key::WhyMeanZero).into() };
    };
    let (key, limit) = match class {
        XyzClass::X => (Key::AtMost, limits.x),
        XyzClass::Y => (Key::AtMost, limits.y),
        XyzClass::Z => (Key::Above, limits.y),
    };
    let compare = words.fill(key, &[("limit", &words.decimal(limit, 3))]);
    let places = [("cv", words.decimal(cv, 3)), ("compare", compare)];
    words.fill(Key::WhyCv, &[("cv", &places[0].1), ("compare", &places[1].1), ("class", class.letter())])
}

fn of_change(words: Words, analysis: &Analysis, finding: &Finding) -> Vec<Line> {
    let money = |minor: i128| words.money(analysis.currency, minor);
    let measure = words.measure(analysis.measure);
    let mut lines = Vec::new();
    if let Some(next) = analysis.rise_to(finding) {
        let class = ("class", next.class.letter());
        lines.push((
            words.fill(Key::ToRise, &[class]),
            money(next.by),
            words.fill(Key::ToRiseText, &[class, ("measure", measure)]),
        ));
    }
    if let Some(next) = analysis.fall_from(finding) {
        let class = ("class", next.class.letter());
        lines.push((
            words.fill(Key::ToFall, &[class]),
            money(next.by),
            words.fill(Key::ToFallText, &[class, ("measure", measure)]),
        ));
    }
    for change in analysis.xyz_changes(finding) {
        let class = ("class", change.class.letter());
        let is_steadier = finding.xyz().is_some_and(|current| change.class < current);
        let keys =
            if is_steadier { (Key::ToSteadier, Key::ToSteadierText) } else { (Key::ToLooser, Key::ToLooserText) };
        lines.push((
            words.fill(keys.0, &[class]),
            words.money_round(analysis.currency, change.std_dev),
            words.text(keys.1).into(),
        ));
    }
    let limit = words.limit(analysis.config.provider.share);
    let (of, _) = analysis.provider_total(analysis.config.provider.of);
    if let Some(by) = analysis.rise_to_provider(finding) {
        lines.push((
            words.text(Key::ToProvider).into(),
            money(by),
            words.fill(Key::ToProviderText, &[("measure", words.measure(of)), ("limit", &limit)]),
        ));
    }
    lines
}
