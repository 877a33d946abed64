//! The nine cells, each a way to its accounts.

use leptos::prelude::*;

use crate::analysis::{AbcClass, AccountFilter, Analysis, Segment, Tally, XyzClass};
use crate::book::{SETTINGS, settings};
use crate::chart::{MatrixCell, MatrixWords, matrix, matrix_frame};
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, Icon, Picture, Pictures, drawn};
use crate::ui::page::segments::in_use::put_to_use;
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

/// So many of those beside the ranks are named.
const NAMED: usize = 5;

#[component]
pub fn Matrix(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let matrix = analysis.matrix();
    let fullest = matrix.values().map(|tally| tally.value).max().unwrap_or(0).max(1);
    let tally = |segment: Segment| matrix.get(&segment).copied().unwrap_or_default();
    let cell = |segment: Segment| {
        let Tally { count, value } = tally(segment);
        let filter = AccountFilter::of_cell(segment);
        let (mean, hint) = meaning(segment);
        let fill = (value.max(0) as f64 / fullest as f64 * 100.0).min(100.0);
        view! {
            <td>
                <a
                    class="matrix-cell"
                    href=Route::Accounts(filter.into()).to_string()
                    data-testid="segment-cell"
                    data-seg=segment.letters()
                    data-abc=segment.abc.letter()
                    data-xyz=segment.xyz.letter()
                    data-count=count.to_string()
                >
                    <span class="matrix-top"><b>{segment.letters()}</b></span>
                    <span class="matrix-figs">
                        <span class="matrix-n">{words.number(count)}</span>
                        <span class="matrix-share">{words.percent(analysis.share(value))}</span>
                    </span>
                    <span class="matrix-bar" aria-hidden="true"><i style:inline-size=format!("{fill:.1}%")></i></span>
                    <span class="matrix-mean"><b>{words.text(mean)}</b>{words.text(hint)}</span>
                </a>
            </td>
        }
    };
    let row = |abc: AbcClass| {
        let of_class = analysis.abc_tally(abc);
        view! {
            <tr>
                <th scope="row">
                    <b>{abc.letter()}</b>
                    <span>
                        {class_head(words, &analysis, abc)} <br/>
                        {words.count(Key::CountAccounts, of_class.count)} <br/>
                        {words.percent(analysis.share(of_class.value))}
                    </span>
                </th>
                {XyzClass::ALL.map(|xyz| cell(Segment { abc, xyz })).into_iter().collect_view()}
            </tr>
        }
    };
    let head = |class: XyzClass| {
        let text = column_head(words, &analysis, class);
        view! {
            <th scope="col">
                <b>{class.letter()}</b>
                <span>{text}</span>
            </th>
        }
    };
    let of_picture = analysis.clone();
    // On the page it is a table; a picture is drawn for those who take it away.
    let picture = Picture::Drawn(drawn(move |_, mirrored| drawing(words, &of_picture, mirrored)));
    let hints = Segment::all().map(|segment| {
        view! {
            <p class="row note">
                <span class="seg" data-seg=segment.letters()>{segment.letters()}</span>
                {words.text(meaning(segment).0)}
            </p>
        }
    });
    view! {
        <section aria-label=words.text(Key::MatrixCaption)>
            <p class="reading">{rich(reading(words, &analysis, &tally))}</p>
            <table class="matrix">
                <caption class="sr">{words.text(Key::MatrixCaption)}</caption>
                <colgroup><col/><col/><col/><col/></colgroup>
                <thead><tr><td></td>{XyzClass::ALL.map(head).into_iter().collect_view()}</tr></thead>
                <tbody>{AbcClass::ALL.map(row).into_iter().collect_view()}</tbody>
            </table>
            <div class="chart-foot"><Pictures title=words.text(Key::MatrixCaption).into() of=picture/></div>
            <details class="matrix-hints">
                <summary class="link">{words.text(Key::NineCells)}</summary>
                <div class="stack-s">{hints.collect_view()}</div>
            </details>
            <Leftovers analysis=analysis.clone()/>
            <details class="matrix-explained">
                <summary>{words.text(Key::WhatAbcIs)}</summary>
                <p>{explanation(words, &analysis)}</p>
            </details>
        </section>
    }
}

/// The nine cells as a drawing.
fn drawing(words: Words, analysis: &Analysis, mirrored: bool) -> String {
    let cells = analysis.matrix();
    let cell = |segment: Segment| {
        let Tally { count, value } = cells.get(&segment).copied().unwrap_or_default();
        let meaning = words.text(meaning(segment).0).to_owned();
        MatrixCell { count: words.number(count), share: words.percent(analysis.share(value)), meaning }
    };
    matrix(
        matrix_frame(mirrored),
        &MatrixWords {
            aria: words.text(Key::MatrixCaption),
            cell: &cell,
            row: &|class| {
                let count = words.count(Key::CountAccounts, analysis.abc_tally(class).count);
                [class_head(words, analysis, class), count]
            },
            column: &|class| column_head(words, analysis, class),
        },
    )
}

/// Accounts outside the cells, and a period that says little.
#[component]
fn Leftovers(analysis: ByPtr<Analysis>) -> impl IntoView {
    let session = session();
    let words = words();
    let counted = analysis.clone();
    let unclassed = analysis.tally(|finding| finding.abc().is_some() && finding.xyz().is_none()).count;
    let unranked = analysis.tally(|finding| finding.rank.is_none() && finding.stands_for.is_none()).count;
    let no_xyz = Route::Accounts(AccountFilter::no_xyz().into());
    let lopsided = analysis.lopsided.map(|lopsided| {
        let text = words.fill(
            Key::Lopsided,
            &[
                ("share", &words.percent(lopsided.share)),
                ("class", lopsided.class.letter()),
                ("unit", words.unit(analysis.period.unit)),
            ],
        );
        let better = lopsided.better.map(|better| {
            let unit = words.unit(better);
            view! {
                <p>{words.fill(Key::LopsidedBetter, &[("better", unit)])}</p>
                <div class="actions">
                    <Button
                        small=true
                        text=words.fill(Key::UseThisPeriod, &[("unit", unit)])
                        on_click=move || put_to_use(session, words, vec![settings::field::period.set(SETTINGS, Some(better))])
                    />
                </div>
            }
        });
        view! {
            <div class="banner matrix-lopsided" data-tone="warn">
                <Icon glyph=Glyph::Warn/>
                <div class="stack-s">
                    <p>{text}</p>
                    {better}
                </div>
            </div>
        }
    });
    view! {
        {lopsided}
        {(unclassed > 0).then(|| view! {
            <p class="note">
                {words.count(Key::NoXyzYet, unclassed)} " "
                <a href=no_xyz.to_string()>{words.text(Key::ShowThem)}</a>
            </p>
        })}
        {(unranked > 0).then(|| view! { <p class="note">{words.count(Key::NoRank, unranked)}</p> })}
        {move || {
            let archived = counted.archived(&session.book());
            (archived > 0).then(|| view! { <p class="note">{words.count(Key::ArchivedCounted, archived)}</p> })
        }}
        <Beside analysis/>
    }
}

/// What isn't one customer: it counts in the total and stands beside the ranks, so it is named here.
#[component]
fn Beside(analysis: ByPtr<Analysis>) -> impl IntoView {
    let words = words();
    let Tally { count, value } = analysis.beside();
    if count == 0 {
        return None;
    }
    let of_all = if analysis.net_total > 0 { value as f64 / analysis.net_total as f64 } else { 0.0 };
    let money = format!("{} {}", analysis.currency, words.money(analysis.currency, value));
    let text = words.counted(Key::BesideRanks, count, &[("money", &money), ("share", &words.percent(of_all))]);
    let them = analysis.findings.iter().filter(|finding| finding.stands_for.is_some()).take(NAMED).map(|finding| {
        let href = Route::Account { id: finding.account, section: None }.to_string();
        view! {
            " "
            <a href=href><bdi>{finding.name.to_string()}</bdi></a>
        }
    });
    Some(view! { <p class="note" data-testid="beside-ranks">{text}{them.collect_view()}</p> })
}

fn reading(words: Words, analysis: &Analysis, tally: &dyn Fn(Segment) -> Tally) -> String {
    let ax = tally(Segment { abc: AbcClass::A, xyz: XyzClass::X });
    let large = analysis.abc_tally(AbcClass::A).count;
    let others = words.count(Key::CountAccounts, large - ax.count);
    if ax.count == 0 {
        return words.fill(Key::MatrixReadingNone, &[("others", &others)]);
    }
    words.fill(
        Key::MatrixReading,
        &[
            ("ax", &words.count(Key::CountAccounts, ax.count)),
            ("axshare", &words.percent(analysis.share(ax.value))),
            ("measure", words.measure(analysis.measure)),
            ("others", &words.number(large - ax.count)),
        ],
    )
}

/// "first 80 %", "next 15 %", "last 5 %"
fn class_head(words: Words, analysis: &Analysis, class: AbcClass) -> String {
    let limits = analysis.config.abc;
    let (key, hundredths) = match class {
        AbcClass::A => (Key::AHead, limits.a),
        AbcClass::B => (Key::BHead, limits.b - limits.a),
        AbcClass::C => (Key::CHead, 10_000 - limits.b),
    };
    words.fill(key, &[("share", &words.limit(hundredths))])
}

/// "steady · CV ≤ 0.5"
fn column_head(words: Words, analysis: &Analysis, class: XyzClass) -> String {
    let limits = analysis.config.xyz;
    let (key, limit) = match class {
        XyzClass::X => (Key::XHead, limits.x),
        XyzClass::Y => (Key::YHead, limits.y),
        XyzClass::Z => (Key::ZHead, limits.y),
    };
    words.fill(key, &[("limit", &words.decimal(limit, 3))])
}

/// What the letters mean, for those who never heard of them.
fn explanation(words: Words, analysis: &Analysis) -> String {
    let limits = analysis.config.abc;
    let share = |hundredths: u32| words.limit(hundredths);
    words.fill(
        Key::ExplainAbc,
        &[("a", &share(limits.a)), ("b", &share(limits.b - limits.a)), ("unit", words.unit(analysis.period.unit))],
    )
}

/// What a cell means, and how its accounts are handled.
fn meaning(segment: Segment) -> (Key, Key) {
    match segment.letters() {
        "AX" => (Key::MeanAX, Key::HintAX),
        "AY" => (Key::MeanAY, Key::HintAY),
        "AZ" => (Key::MeanAZ, Key::HintAZ),
        "BX" => (Key::MeanBX, Key::HintBX),
        "BY" => (Key::MeanBY, Key::HintBY),
        "BZ" => (Key::MeanBZ, Key::HintBZ),
        "CX" => (Key::MeanCX, Key::HintCX),
        "CY" => (Key::MeanCY, Key::HintCY),
        _ => (Key::MeanCZ, Key::HintCZ),
    }
}
