//! Why an account has its classes, and what would change them.

use leptos::prelude::*;

use crate::analysis::{AbcClass, Analysis, Finding, Regularity, XyzClass};
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

/// A line of evidence: what, how much, and what that means.
type Line = (String, String, String);

#[component]
pub fn Why(finding: Finding) -> impl IntoView {
    let session = session();
    let words = words();
    let analysis = session.analysis.get_untracked()?;
    let title = match (finding.segment(), finding.abc()) {
        (Some(segment), _) => words.fill(Key::WhySegment, &[("segment", segment.letters())]),
        (None, Some(abc)) => words.fill(Key::WhySegment, &[("segment", abc.letter())]),
        (None, None) => words.text(Key::WhyNoClass).into(),
    };
    let mut lines = of_rank(words, &analysis, &finding);
    lines.extend(of_regularity(words, &analysis, &finding));
    lines.extend(of_change(words, &analysis, &finding));
    let row = |(what, value, text): Line| {
        view! {
            <tr>
                <td class="muted">{what}</td>
                <td class="num">{value}</td>
                <td>{rich(text)}</td>
            </tr>
        }
    };
    Some(view! {
        <details class="account-why" open>
            <summary>{title}</summary>
            <table class="table why-table" data-fit data-lined="no">
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </details>
    })
}

fn of_rank(words: Words, analysis: &Analysis, finding: &Finding) -> Vec<Line> {
    let money = |minor: i128| words.money(analysis.currency, minor);
    let Some(rank) = finding.rank else {
        return vec![(String::new(), money(finding.value), words.text(Key::WhyNotRanked).into())];
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
    let limits = analysis.limits.0;
    let (key, limit) = match rank.class {
        AbcClass::A => (Key::WhyBeforeText, limits.a),
        AbcClass::B => (Key::WhyBeforeText, limits.b),
        AbcClass::C => (Key::WhyBeforeLast, limits.b),
    };
    let before = words.fill(
        key,
        &[
            ("limit", &words.percent_round(f64::from(limit) / 10_000.0)),
            ("class", rank.class.letter()),
            ("after", &words.percent(rank.cumulative_share_before + rank.share)),
        ],
    );
    vec![
        (
            words.text(Key::WhyRank).into(),
            words.fill(Key::WhyRankOf, &[("rank", &places[0].1), ("all", &places[1].1)]),
            window,
        ),
        (words.text(Key::WhyShare).into(), words.percent(rank.share), of),
        (words.text(Key::WhyBefore).into(), words.percent(rank.cumulative_share_before), before),
    ]
}

fn of_regularity(words: Words, analysis: &Analysis, finding: &Finding) -> Vec<Line> {
    let too_few = || vec![(String::new(), String::new(), words.text(Key::WhyTooFew).into())];
    let Some(regularity) = &finding.regularity else { return too_few() };
    let money = |minor: f64| words.money_round(analysis.currency, minor);
    let last = regularity.first.number + regularity.values.len() as i32 - 1;
    let last = crate::analysis::Period { number: last, ..regularity.first };
    let empty = regularity.values.iter().filter(|value| **value <= 0).count();
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
            format!("{} ± {}", money(regularity.mean), money(regularity.std_dev)),
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
    let limits = analysis.limits.1;
    let Some((cv, class)) = regularity.cv.zip(regularity.class) else {
        return if regularity.values.len() < 3 { String::new() } else { words.text(Key::WhyMeanZero).into() };
    };
    let (key, limit) = match class {
        XyzClass::X => (Key::AtMost, limits.x),
        XyzClass::Y => (Key::AtMost, limits.y),
        XyzClass::Z => (Key::Above, limits.y),
    };
    let compare = words.fill(key, &[("limit", &words.decimal(limit, 2))]);
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
    if let Some(by) = analysis.rise_to_provider(finding) {
        lines.push((
            words.text(Key::ToProvider).into(),
            money(by),
            words.fill(Key::ToProviderText, &[("measure", measure)]),
        ));
    }
    lines
}
