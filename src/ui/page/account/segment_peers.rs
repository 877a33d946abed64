//! The account beside the median account of its segment.

use leptos::prelude::*;

use crate::analysis::{Analysis, PeriodUnit, SegmentPeers};
use crate::book::{RecordId, account};
use crate::chart::{PeriodWords, SegmentPeersWords, segment_peers, segment_peers_frame};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{ChartFigure, FiguresTable, drawn};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// Nothing for an account without a segment, or alone in it.
#[component]
pub fn SegmentPeersPart(id: RecordId) -> impl IntoView {
    let session = session();
    let words = words();
    let section = move || {
        let analysis = session.analysis.get()?;
        let found = SegmentPeers::of(&analysis, &session.ledger.get(), id)?;
        let note = words.fill(
            Key::PurchasesNote,
            &[("currency", &analysis.currency.to_string()), ("unit", words.unit(analysis.period.unit))],
        );
        let reading = reading(words, &analysis, &found).map(|text| view! { <p class="reading">{rich(text)}</p> });
        let name = session.book_untracked().value(id, account::field::name);
        let title = format!("{name} {}", words.text(Key::AgainstTitle));
        let (of_chart, of_found) = (analysis.clone(), found.clone());
        let draw = drawn(move |width, mirrored| chart(words, &of_chart, &name, &of_found, width, mirrored));
        Some(view! {
            // Addresses of before lead here.
            <div class="block" id="against">
                <div class="section-head">
                    <h3>{words.text(Key::AgainstTitle)}</h3>
                    <span class="note">{note}</span>
                </div>
                {reading}
                <ChartFigure test_id="against-chart" title draw table=move || table(words, &analysis, &found)/>
            </div>
        })
    };
    move || section()
}

/// What it bought in the last whole periods, against the median.
fn reading(words: Words, analysis: &Analysis, found: &SegmentPeers) -> Option<String> {
    let recent = found.recent?;
    let money = |minor: f64| format!("{} {}", analysis.currency, words.money_round(analysis.currency, minor));
    let whole = match analysis.period.unit {
        PeriodUnit::Week => Key::WholeWeeks,
        PeriodUnit::Month => Key::WholeMonths,
        PeriodUnit::Quarter => Key::WholeQuarters,
        PeriodUnit::Half => Key::WholeHalves,
    };
    let key = match recent.times() {
        Some(_) => Key::AgainstReading,
        None if recent.own > 0 => Key::AgainstReadingAlone,
        None => Key::AgainstReadingNothing,
    };
    let places = [
        ("times", words.decimal(recent.times().unwrap_or_default(), 1)),
        ("segment", found.segment.letters().to_owned()),
        ("measure", words.measure(analysis.measure).to_owned()),
        ("periods", words.count(whole, recent.periods)),
        ("own", money(recent.own as f64)),
        ("typical", money(recent.typical)),
    ];
    Some(words.fill(key, &places.each_ref().map(|(name, value)| (*name, value.as_str()))))
}

/// "median of 21 AY accounts"
fn typical(words: Words, found: &SegmentPeers) -> String {
    words.counted(Key::AgainstTypical, found.accounts, &[("segment", found.segment.letters())])
}

fn chart(words: Words, analysis: &Analysis, name: &str, found: &SegmentPeers, width: f64, mirrored: bool) -> String {
    let currency = analysis.currency;
    let aria = words.fill(
        Key::AgainstAria,
        &[
            ("measure", words.measure_title(analysis.measure)),
            ("account", &isolated(name)),
            ("unit", words.unit(analysis.period.unit)),
            ("segment", found.segment.letters()),
        ],
    );
    segment_peers(
        found,
        segment_peers_frame(width, mirrored),
        &SegmentPeersWords {
            aria: &aria,
            periods: PeriodWords {
                short: &|period| words.period_short(period),
                with_year: &|period| words.period(period),
                year: &|period| words.year(period),
            },
            money: &|minor| words.compact(minor / currency.unit() as f64),
            column: &|period, own, median| {
                let [own, median] = [own, median].map(|minor| words.money_round(currency, minor));
                format!("{}: {own} · {}: {median}", words.period(period), typical(words, found))
            },
            own: words.text(Key::AgainstOwn),
            typical: &typical(words, found),
        },
    )
}

fn table(words: Words, analysis: &ByPtr<Analysis>, found: &SegmentPeers) -> impl IntoView + use<> {
    let currency = analysis.currency;
    let rows =
        found.own.periods().zip(found.own.values.iter().zip(&found.typical.values)).map(|(period, (own, typical))| {
            let until = found.own.is_incomplete(period).then(|| {
                let day = words.day_and_month(found.own.window.1);
                format!(" ({})", words.fill(Key::ToDay, &[("day", &day)]))
            });
            view! {
                <tr>
                    <th scope="row" class="nowrap">{words.period(period)} {until}</th>
                    <td class="num">{words.money(currency, *own)}</td>
                    <td class="num">{words.money(currency, *typical)}</td>
                </tr>
            }
        });
    let rows = rows.collect_view();
    let heads = vec![
        (words.unit(analysis.period.unit).into(), false),
        (words.in_currency(words.text(Key::AgainstOwn), currency), true),
        (typical(words, found), true),
    ];
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}
