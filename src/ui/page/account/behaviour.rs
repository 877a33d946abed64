//! How the account buys (A5): rhythm, basket, trend, season, product groups, early warnings.

use leptos::prelude::*;

use super::account_figures::AccountFigures;
use super::account_view::AccountView;
use super::evidence::of_shift;
use super::fold::Line;
use super::recommendations::Recommendations;
use super::segment_peers::SegmentPeersPart;
use crate::analysis::behaviour::{
    AT_RISK, Basket, Behaviour, GroupBuying, Rhythm, Season, Seasons, Warning, Yardstick,
};
use crate::analysis::losses::{Standing, State};
use crate::analysis::{Analysis, Period, PeriodUnit};
use crate::book::RecordId;
use crate::book::kind::Tone;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Icon, state_name};
use crate::ui::next_frame::after_first_frame;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

/// Product groups shown until somebody asks for all.
const LARGEST: usize = 8;

/// "Usually every 18 days …", with how many warnings there are.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let words = words();
    let AccountView { figures, .. } = account_view;
    let make = move || {
        let figures = figures.get()?;
        let Some(behaviour) = figures.behaviour.as_ref() else {
            return Some(Line::of(words.text(Key::NeverBought)));
        };
        let line = Line::of(behaviour.rhythm.map(|rhythm| usual(words, &rhythm)).unwrap_or_default());
        let warnings = behaviour.warnings.len();
        Some(if warnings > 0 { line.marked(words.number(warnings), Tone::Warn) } else { line })
    };
    after_first_frame(move || figures.track(), make)
}

#[component]
pub fn BehaviourSection(account_view: AccountView) -> impl IntoView {
    let session = session();
    let words = words();
    let AccountView { id, figures, losses, .. } = account_view;
    let section = move || {
        let (analysis, figures) = (session.analysis.get()?, figures.get()?);
        let behaviour = figures.behaviour.as_ref()?;
        let standing = losses.with(|file| file.as_ref().and_then(|file| file.standing.clone()));
        let until = words.fill(Key::BehaviourUntil, &[("day", &words.day(analysis.window.1))]);
        Some(view! {
            <p class="note">{until}</p>
            {warnings(words, &analysis, behaviour)}
            {readings(words, &analysis, id, (behaviour, standing.as_ref()))}
            <details>
                <summary>{words.text(Key::BehaviourTerms)}</summary>
                <p class="note">{words.text(Key::BehaviourExplained)}</p>
                <p class="note">{words.text(Key::RfmIs)}</p>
            </details>
            <Groups analysis=analysis.clone() figures=figures.clone()/>
            <Recommendations id analysis figures=figures.clone() standing/>
        })
    };
    let never = move || view! { <p class="note">{words.text(Key::NeverBought)}</p> };
    view! {
        <div class="stack-s">{move || section().map_or_else(|| never().into_any(), IntoAny::into_any)}</div>
        <SegmentPeersPart id/>
    }
}

/// What to look at before the account is lost, each with what it was read from.
fn warnings(words: Words, analysis: &Analysis, behaviour: &Behaviour) -> Option<impl IntoView + use<>> {
    let money = |minor: f64| words.money_round(analysis.currency, minor);
    let rows: Vec<_> = behaviour
        .warnings
        .iter()
        .map(|warning| {
            let (key, text) = match warning {
                Warning::ShrinkingBasket(shift) => (Key::WarnBasket, of_shift(words, shift, money)),
                Warning::LongerGaps(shift) => (Key::WarnGaps, of_shift(words, shift, |gap| words.days(gap))),
                Warning::FewerGroups(shift) => {
                    (Key::WarnGroups, of_shift(words, shift, |groups| words.decimal(groups, 0)))
                }
                Warning::FallingVolume(shift) => (Key::WarnVolume, of_shift(words, shift, money)),
            };
            view! {
                <li>
                    <span class="tag" data-tone="warn"><Icon glyph=Glyph::Warn/>{words.text(key)}</span>
                    " "
                    {text}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="stack-s" data-testid="behaviour-warnings">{rows}</ul> })
}

fn readings(
    words: Words,
    analysis: &Analysis,
    id: RecordId,
    (behaviour, standing): (&Behaviour, Option<&Standing>),
) -> impl IntoView + use<> {
    let fact = |title: Key, content: AnyView| {
        view! {
            <div class="fact">
                <dt>{words.text(title)}</dt>
                <dd>{content}</dd>
            </div>
        }
    };
    let money = |minor: f64| words.money_round(analysis.currency, minor);
    let trend = match &behaviour.trend {
        Some(shift) => of_shift(words, shift, money),
        None => words.text(Key::TrendNone).into(),
    };
    let rfm = analysis.finding(id).zip(analysis.rfm().get(&id).copied()).map(|(finding, rfm)| {
        let evidence = words.rfm_evidence(rfm, finding, analysis.currency);
        fact(Key::RfmTitle, view! { <b>{words.rfm(rfm)}</b> " " {evidence} }.into_any())
    });
    view! {
        <dl class="fact-list fact-list-plain">
            {fact(Key::RhythmTitle, rhythm(words, behaviour.rhythm.as_ref(), standing))}
            {fact(Key::BasketTitle, basket(words, analysis, &behaviour.basket).into_any())}
            {fact(Key::TrendTitle, trend.into_any())}
            {fact(Key::SeasonTitle, season(words, analysis, &behaviour.season))}
            {rfm}
        </dl>
    }
}

/// How often it buys, or by what that is judged.
fn usual(words: Words, rhythm: &Rhythm) -> String {
    let count = ("n", words.number(rhythm.days));
    match rhythm.yardstick {
        Some(Yardstick::Own(gap)) => words.fill(
            Key::RhythmOwn,
            &[
                ("gap", &words.days(gap)),
                ("n", &words.number(rhythm.days.saturating_sub(1))),
                ("longest", &words.days(rhythm.longest.unwrap_or_default().into())),
            ],
        ),
        Some(Yardstick::Others(gap, accounts)) => words.fill(
            Key::RhythmOthers,
            &[(count.0, &count.1), ("gap", &words.days(gap)), ("accounts", &words.number(accounts))],
        ),
        None => words.fill(Key::RhythmUnknown, &[(count.0, &count.1)]),
    }
}

fn rhythm(words: Words, rhythm: Option<&Rhythm>, standing: Option<&Standing>) -> AnyView {
    let Some(rhythm) = rhythm else { return words.text(Key::NeverBought).into_any() };
    let own = usual(words, rhythm);
    let due = rhythm.due().map(|due| {
        words.fill(
            Key::RhythmDue,
            &[
                ("last", &words.day(rhythm.last)),
                ("silence", &words.days(rhythm.silence.into())),
                ("due", &words.day(due)),
            ],
        )
    });
    let verdict = standing.and_then(|standing| Some((standing, standing_words(words, standing)?)));
    let verdict = verdict.map(|(standing, text)| {
        let (tone, glyph) = match standing.state {
            State::AtRisk => (Some("warn"), Glyph::Warn),
            State::PresumedLost | State::Lost => (Some("bad"), Glyph::Warn),
            _ if standing.days_late().is_some() => (None, Glyph::History),
            _ => (Some("good"), Glyph::Check),
        };
        view! { <span class="tag" data-tone=tone data-testid="rhythm-verdict"><Icon glyph/>{text}</span> }
    });
    view! { {own} " " {due} " " {verdict} }.into_any()
}

/// How it stands with the next order (C12): said alike wherever it is said. `None` where nobody has a rhythm.
pub(super) fn standing_words(words: Words, standing: &Standing) -> Option<String> {
    let Some(times) = standing.times() else {
        return (standing.state == State::Lost).then(|| words.text(state_name(standing.state)).into());
    };
    let key = match (standing.state, standing.days_late()) {
        (State::AtRisk, _) => Key::VerdictAtRisk,
        (State::PresumedLost, _) => Key::VerdictPresumedLost,
        (State::Lost, _) => Key::VerdictLost,
        (State::Prospect | State::Active | State::Cooling | State::WonBack, Some(days)) => {
            return Some(words.count(Key::VerdictPastGap, days));
        }
        (State::Prospect | State::Active | State::Cooling | State::WonBack, None) => Key::VerdictOnTime,
    };
    Some(words.fill(key, &[("times", &words.decimal(times, 1))]))
}

fn basket(words: Words, analysis: &Analysis, basket: &Basket) -> String {
    let money = |minor: f64| words.money_round(analysis.currency, minor);
    let mean = words.fill(Key::BasketText, &[("mean", &money(basket.mean)), ("n", &words.number(basket.orders))]);
    let groups = basket.groups.map(|groups| words.fill(Key::BasketGroups, &[("groups", &words.decimal(groups, 1))]));
    let shift = basket.shift.map(|shift| of_shift(words, &shift, money));
    [Some(mean), groups, shift].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn season(words: Words, analysis: &Analysis, season: &Season) -> AnyView {
    match season {
        Season::TooShort { months } => words.fill(Key::SeasonShort, &[("months", &words.number(*months))]).into_any(),
        Season::Known(seasons) => {
            let span = [("from", words.day(seasons.from)), ("to", words.day(seasons.to))];
            let (from, to) = ((span[0].0, span[0].1.as_str()), (span[1].0, span[1].1.as_str()));
            let text = match seasons.peak() {
                Some((at, share)) => words.fill(
                    Key::SeasonPeak,
                    &[
                        ("part", &part(words, seasons, at)),
                        ("share", &words.percent_round(share)),
                        ("even", &words.percent_round(1.0 / seasons.values.len().max(1) as f64)),
                        from,
                        to,
                    ],
                ),
                None => words.fill(Key::SeasonFlat, &[from, to]),
            };
            view! {
                <p>{text}</p>
                {season_bars(words, analysis, seasons)}
            }
            .into_any()
        }
    }
}

/// "Nov" or "Q4"
fn part(words: Words, seasons: &Seasons, at: usize) -> String {
    let year = i32::from(seasons.to.year()) * if seasons.unit == PeriodUnit::Quarter { 4 } else { 12 };
    words.period_short(Period { unit: seasons.unit, number: year + at as i32 })
}

fn season_bars(words: Words, analysis: &Analysis, seasons: &Seasons) -> impl IntoView + use<> {
    let shares = seasons.shares();
    let most = shares.iter().copied().fold(0.0, f64::max);
    let rows: Vec<_> = shares
        .into_iter()
        .zip(&seasons.values)
        .enumerate()
        .map(|(at, (share, value))| {
            let size = format!("{:.1}%", if most > 0.0 { share / most * 100.0 } else { 0.0 });
            view! {
                <tr>
                    <th scope="row">{part(words, seasons, at)}</th>
                    <td class="season-bar"><i aria-hidden="true" style:inline-size=size></i></td>
                    <td class="num">{words.percent_round(share)}</td>
                    <td class="num">{words.money_round(analysis.currency, *value as f64)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table seasons" data-fit data-lined="no">
            <caption class="sr">{words.text(Key::SeasonTable)}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The product groups it buys, largest first.
#[component]
fn Groups(analysis: ByPtr<Analysis>, figures: ByPtr<AccountFigures>) -> impl IntoView {
    let session = session();
    let words = words();
    let groups = figures.behaviour.as_ref().map(|behaviour| behaviour.groups.clone()).unwrap_or_default();
    let count = groups.len();
    if count == 0 {
        return ().into_any();
    }
    let shows_all = RwSignal::new(false);
    let currency = analysis.currency;
    let row = move |group: &GroupBuying| {
        let name = session.ledger.get_untracked().groups().get(group.group as usize).cloned();
        let overdue = group.overdue().filter(|times| *times > AT_RISK).map(|times| {
            let (times, marked) = (words.decimal(times, 1), words.times(times));
            let title = words.fill(Key::OverdueMark, &[("times", &times)]);
            view! { <span class="mark" data-tone="warn" title=title><Icon glyph=Glyph::Warn/>{marked}</span> }
        });
        view! {
            <tr>
                <th scope="row"><bdi>{name}</bdi></th>
                <td class="num">{words.money(currency, group.value)}</td>
                <td class="num">{words.percent(group.share)}</td>
                <td class="num">{words.number(group.orders)}</td>
                <td class="num nowrap">{group.gap.map(|gap| words.days(gap))}</td>
                <td class="nowrap">{words.day(group.first)}</td>
                <td class="nowrap">{words.day(group.last)} " " {overdue}</td>
            </tr>
        }
    };
    // Longer than the span of the white space, which has other shares therefore.
    let span = groups.iter().map(|group| group.first).min().map(|first| {
        let (from, to) = (words.day(first), words.day(analysis.window.1));
        words.fill(Key::SpaceSpan, &[("from", &from), ("to", &to)])
    });
    let rows = move || {
        let shown = if shows_all.get() { usize::MAX } else { LARGEST };
        groups.iter().take(shown).map(row).collect_view()
    };
    let more = move || {
        (count > LARGEST && !shows_all.get()).then(|| {
            view! {
                <p>
                    <Button
                        kind=ButtonKind::Link
                        text=words.fill(Key::AllGroups, &[("n", &words.number(count))])
                        on_click=move || shows_all.set(true)
                    />
                </p>
            }
        })
    };
    let value = words.in_currency(words.text(Key::Revenue), currency);
    view! {
        <h3>{words.text(Key::GroupsTitle)}</h3>
        <p class="note">{span}</p>
        // It may scroll, and holds nothing that takes the focus.
        <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::GroupsTitle)>
            <table aria-label=words.text(Key::GroupsTitle) class="table" data-testid="account-groups">
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::ColGroup)}</th>
                        <th scope="col" class="num">{value}</th>
                        <th scope="col" class="num">{words.text(Key::ColShare)}</th>
                        <th scope="col" class="num">{words.text(Key::ColOrders)}</th>
                        <th scope="col" class="num">{words.text(Key::ColGap)}</th>
                        <th scope="col">{words.text(Key::ColFirstBought)}</th>
                        <th scope="col">{words.text(Key::ColLastBought)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}
