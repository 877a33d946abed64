//! All plans: how many are on track, each with its figures, and who of the largest has none.

use leptos::prelude::*;

use super::says::{heading, state_tag, state_tone};
use super::start::{StartDialog, Starts};
use crate::book::PlanBeginning;
use crate::currency::Currency;
use crate::exchange::plans_table::plans_table;
use crate::glyph::Glyph;
use crate::planning::portfolio::{Figures, Planless, Portfolio, Row};
use crate::planning::to_date::State;
use crate::route::{PlanPlace, Route};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, ExportList, Icon, SampleMark, SegBadge};
use crate::ui::page::titled;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// So many accounts without a plan are shown at first.
const PLANLESS: usize = 5;

/// Which plans are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chip {
    All,
    Mine,
    Warned,
}

#[component]
pub fn AllPlans() -> impl IntoView {
    let (session, words) = (session(), words());
    titled(words.text(Key::PlansTitle));
    let all = Memo::new(move |_| {
        Portfolio::of(&session.book(), &session.ledger.get(), session.analysis.get().as_deref(), session.read_on.get())
    });
    let starts = Starts::new();
    let sub = move || {
        let count = words.count(Key::PlansCount, all.with(|all| all.open.len()));
        words.fill(Key::PlansSub, &[("plans", &count), ("day", &words.day(session.read_on.get()))])
    };
    let is_empty = Signal::derive(move || all.with(|all| all.open.is_empty()));
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::PlansTitle)}</h1>
                <p class="page-sub" role="status">{sub}</p>
            </div>
            <div class="actions">
                <ExportList
                    list="plans"
                    folds=true
                    kind=ButtonKind::Quiet
                    text=Key::PlansExport
                    sheet=Key::PlansTitle
                    table=move || all.with(|all| plans_table(all, session.ledger.get().currency()))
                    is_empty
                />
                <Button
                    kind=ButtonKind::Primary
                    glyph=Glyph::Plus
                    text=Key::PlansStart
                    test_id="start-plan"
                    writes=true
                    on_click=move || starts.open(None)
                />
            </div>
        </header>
        <div class="stack" data-testid="plans">
            <InShort all/>
            <Listed all/>
            <NoPlan all starts/>
            <Closed all/>
        </div>
        <StartDialog starts/>
    }
}

#[component]
fn InShort(all: Memo<Portfolio>) -> impl IntoView {
    let (session, words) = (session(), words());
    let body = move || {
        let all = all.get();
        let currency = session.ledger.get().currency();
        let money = |minor: i128| words.money_round(currency, minor as f64);
        let on_track = all.sum(Some(State::OnTrack)).plans;
        let count = words.number(on_track);
        let first = match all.open.len() {
            0 => words.text(Key::PlansNone).to_owned(),
            among => words.counted(Key::PlansReading, among, &[("on", &count)]),
        };
        let hole = all.largest_hole().and_then(|row| {
            let Figures { actual, expected, .. } = row.figures?;
            let expected = words.money_round(currency, expected?);
            let name = heading(&row.of, &row.name);
            let places = [("name", name.as_str()), ("actual", &money(actual)), ("expected", &expected)];
            Some(words.fill(Key::PlansHole, &places))
        });
        let reading = [Some(first), hole].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let of = |state: State, title: Key, note: Key| {
            let sum = all.sum(Some(state));
            let (tone, glyph) = state_tone(state);
            view! {
                <div data-tone=tone>
                    <dt><Icon glyph/>{words.text(title)}</dt>
                    <dd>{words.number(sum.plans)}</dd>
                    <dd>{words.fill(note, &[("target", &money(sum.target))])}</dd>
                </div>
            }
        };
        let value: i128 = all.planless.iter().map(|of| of.value).sum();
        view! {
            <p class="reading" data-testid="plans-reading">{rich(reading)}</p>
            <dl class="plans-sum">
                {of(State::FarBehind, Key::PlansFarBehindTitle, Key::PlansFarBehindNote)}
                {of(State::Behind, Key::PlansBehindTitle, Key::PlansBehindNote)}
                {of(State::OnTrack, Key::PlansOnTrackTitle, Key::PlansOnTrackNote)}
                <div data-tone="none">
                    <dt>{words.text(Key::PlansPlanless)}</dt>
                    <dd>{words.number(all.planless.len())}</dd>
                    <dd>{words.fill(Key::PlansPlanlessNote, &[("value", &money(value))])}</dd>
                </div>
            </dl>
        }
    };
    view! { <section aria-label=words.text(Key::PlansInShort)>{body}</section> }
}

#[component]
fn Listed(all: Memo<Portfolio>) -> impl IntoView {
    let (session, words) = (session(), words());
    let chip = RwSignal::new(Chip::All);
    let me = Memo::new(move |_| {
        session.book();
        session.author_untracked()
    });
    let is_in = move |row: &Row, chip: Chip| match chip {
        Chip::All => true,
        Chip::Mine => me.get().is_some_and(|me| row.is_of(me)),
        Chip::Warned => row.warnings > 0,
    };
    let choice = move |of: Chip, text: Key, id: &'static str| {
        let count = move || words.number(all.with(|all| all.open.iter().filter(|row| is_in(row, of)).count()));
        view! {
            <Button kind=ButtonKind::Chip test_id=id pressed=move || chip.get() == of on_click=move || chip.set(of)>
                {words.text(text)}
                <span class="count">{count}</span>
            </Button>
        }
    };
    let body = move || {
        let all = all.get();
        let currency = session.ledger.get().currency();
        let shown: Vec<Row> = all.open.iter().filter(|row| is_in(row, chip.get())).cloned().collect();
        if shown.is_empty() {
            let text = if all.open.is_empty() { Key::PlansNoneYet } else { Key::PlansNoneSuch };
            return view! { <p class="note">{words.text(text)}</p> }.into_any();
        }
        let is_all = shown.len() == all.open.len();
        let total = all.total().filter(|_| is_all && all.open.len() > 1).map(|of| total(words, currency, &all, of));
        let rows = shown.into_iter().map(|row| line(session, words, currency, row)).collect_view();
        view! {
            <table class="table plans-table">
                <caption class="sr">{words.text(Key::PlansListTitle)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::PlansAccount)}</th>
                        <th scope="col" class="num plans-col-num">{words.text(Key::PlansTarget)}</th>
                        <th scope="col" class="num plans-col-num">{words.text(Key::PlansExpected)}</th>
                        <th scope="col" class="num">{words.in_currency(words.text(Key::PlansActual), currency)}</th>
                        <th scope="col" class="plans-col-bar">{words.text(Key::PlansBar)}</th>
                        <th scope="col" class="num">{words.text(Key::PlansOfExpected)}</th>
                        <th scope="col">{words.text(Key::PlansState)}</th>
                        <th scope="col" class="plans-col-due">{words.text(Key::PlansReview)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                {total.map(|total| view! { <tfoot>{total}</tfoot> })}
            </table>
            <p class="note">{words.text(Key::PlansExpectedNote)}</p>
        }
        .into_any()
    };
    view! {
        <section class="section" data-testid="plans-list">
            <div class="section-head">
                <h2>{words.text(Key::PlansListTitle)}</h2>
                <span class="chips" role="group" aria-label=words.text(Key::PlansShow)>
                    {choice(Chip::All, Key::PlansAll, "plans-all")}
                    {choice(Chip::Mine, Key::PlansMine, "plans-mine")}
                    {choice(Chip::Warned, Key::PlansWarned, "plans-warned")}
                </span>
            </div>
            {body}
        </section>
    }
}

fn line(session: Session, words: Words, currency: Currency, row: Row) -> impl IntoView + use<> {
    let money = |minor: f64| words.money_round(currency, minor);
    let to = Route::Plans(PlanPlace::One(row.plan)).to_string();
    let finding = session.analysis.get().and_then(|analysis| analysis.finding(row.account).cloned());
    let beginning = if row.is_programme { Some(Key::PlansProgramme) } else { row.beginning.map(PlanBeginning::name) };
    let owner = row.owner.map(|owner| isolated(&session.name(owner)));
    let name = Some(isolated(&row.name)).filter(|_| !row.name.is_empty());
    let sub = [name, beginning.map(|key| words.text(key).to_owned()), owner];
    let sub = sub.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let warned = (row.warnings > 0).then(|| words.count(Key::PlansWarnings, row.warnings));
    let of = row.figures.and_then(Figures::of_expected).map(|share| words.percent(share));
    let today = session.read_on.get();
    let review = row.review.map(|day| match day <= today {
        true => view! {
            <span class="mark" data-tone="warn">
                <Icon glyph=Glyph::Warn/>
                {words.fill(Key::PlansReviewDue, &[("day", &words.day_and_month(day))])}
            </span>
        }
        .into_any(),
        false => words.day_and_month(day).into_any(),
    });
    let account = row.of.clone();
    let expected = row.figures.and_then(|of| of.expected).map(money);
    let of_expected = expected.clone().map(|expected| words.fill(Key::PlansOf, &[("expected", &expected)]));
    view! {
        <tr data-testid="plan-row" data-account=account>
            <th scope="row">
                <span class="key-name">
                    <SegBadge finding/>
                    <a class="row-link" href=to><bdi>{row.of.clone()}</bdi></a>
                    <SampleMark shown=row.sample/>
                </span>
                <small>{sub}</small>
                {warned.map(|text| view! { <small class="plans-warned">{text}</small> })}
            </th>
            <td class="num plans-col-num">{row.figures.map(|of| money(of.target as f64))}</td>
            <td class="num plans-col-num">{expected}</td>
            <td class="num plans-col-act">
                {row.figures.map(|of| money(of.actual as f64))}
                <small class="plans-of">{of_expected}</small>
            </td>
            <td class="plans-col-bar">{row.figures.and_then(|figures| bar(words, figures))}</td>
            <td class="num plans-col-of">{of}</td>
            <td class="plans-col-state">{state_tag(words, row.state)}</td>
            <td class="plans-col-due nowrap">{review}</td>
        </tr>
    }
}

/// What came of the target, and a line where it is expected to be.
fn bar(words: Words, of: Figures) -> Option<impl IntoView + use<>> {
    if of.target <= 0 {
        return None;
    }
    let share = |minor: f64| format!("{:.1}%", (minor / of.target as f64).clamp(0.0, 1.0) * 100.0);
    let said = of.of_expected().map(|share| words.fill(Key::PlansBarSays, &[("share", &words.percent(share))]));
    let mark = of.expected.map(|expected| {
        view! { <b style:inset-inline-start=share(expected)></b> }
    });
    Some(view! {
        <span class="plans-bar" role="img" aria-label=said>
            <i style:inline-size=share(of.actual as f64)></i>
            {mark}
        </span>
    })
}

fn total(words: Words, currency: Currency, all: &Portfolio, of: Figures) -> impl IntoView + use<> {
    let money = |minor: f64| words.money_round(currency, minor);
    view! {
        <tr>
            <th scope="row">{words.count(Key::PlansCount, all.open.len())}</th>
            <td class="num plans-col-num">{money(of.target as f64)}</td>
            <td class="num plans-col-num">{of.expected.map(money)}</td>
            <td class="num plans-col-act">{money(of.actual as f64)}</td>
            <td class="plans-col-bar"></td>
            <td class="num plans-col-of">{of.of_expected().map(|share| words.percent(share))}</td>
            <td class="plans-col-state"></td>
            <td class="plans-col-due"></td>
        </tr>
    }
}

#[component]
fn NoPlan(all: Memo<Portfolio>, starts: Starts) -> impl IntoView {
    let (session, words) = (session(), words());
    let is_whole = RwSignal::new(false);
    let row = move |of: Planless| {
        let currency = session.ledger.get().currency();
        let finding = session.analysis.get().and_then(|analysis| analysis.finding(of.account).cloned());
        let to = Route::Account { id: of.account, section: None }.to_string();
        let (account, name) = (of.account, of.of.clone());
        let label = words.fill(Key::PlansStartFor, &[("name", &isolated(&name))]);
        view! {
            <li>
                <span class="key-name"><SegBadge finding/><a href=to><bdi>{of.of}</bdi></a></span>
                <span class="num">{words.money_round(currency, of.value as f64)}</span>
                <span class="num">{words.count(Key::PlansOrders, of.orders)}</span>
                <Button
                    small=true
                    text=Key::PlansKeepOrGrow
                    label
                    test_id="plan-for"
                    account=Some(name)
                    writes=true
                    on_click=move || starts.open(Some(account))
                />
            </li>
        }
    };
    let body = move || {
        let list = all.with(|all| all.planless.clone());
        if list.is_empty() {
            return None;
        }
        let count = list.len();
        let most = if is_whole.get() { count } else { PLANLESS };
        let more = (count > most).then(|| {
            view! {
                <p class="note">
                    <Button
                        kind=ButtonKind::Link
                        text=words.count(Key::PlansShowAll, count - most)
                        test_id="planless-all"
                        on_click=move || is_whole.set(true)
                    />
                </p>
            }
        });
        Some(view! {
            <section class="section" data-testid="planless">
                <div class="section-head">
                    <h2>{words.text(Key::PlansNoPlan)}</h2>
                    <span class="note">{words.text(Key::PlansNoPlanNote)}</span>
                </div>
                <ul class="plans-none">{list.into_iter().take(most).map(row).collect_view()}</ul>
                {more}
            </section>
        })
    };
    view! { {body} }
}

/// What was closed, to look at.
#[component]
fn Closed(all: Memo<Portfolio>) -> impl IntoView {
    let words = words();
    let row = move |row: Row| {
        let to = Route::Plans(PlanPlace::One(row.plan)).to_string();
        let day = row.closed.map(|day| words.fill(Key::PlansClosedOn, &[("day", &words.day(day))]));
        view! {
            <li>
                <a href=to>{heading(&row.of, &row.name)}</a>
                " "
                <small class="muted">{day}</small>
                " "
                {state_tag(words, row.state)}
            </li>
        }
    };
    move || {
        let list: Vec<Row> = all.with(|all| all.closed.clone());
        (!list.is_empty()).then(|| {
            view! {
                <details class="plans-closed" data-testid="plans-closed">
                    <summary>{words.count(Key::PlansClosed, list.len())}</summary>
                    <ul>{list.into_iter().map(row).collect_view()}</ul>
                </details>
            }
        })
    }
}
