//! Orders followed: how many came on time, by quarter, whose doing the late ones are (R5, C7).

use leptos::prelude::*;

use super::Shown;
use super::case::judge;
use super::says::share;
use crate::analysis::Series;
use crate::book::{DeliveryCorrection, Fault, delivery_correction};
use crate::chart::{AccountWords, PeriodWords, Purchases, account as draw_columns, account_frame};
use crate::exchange::on_time_table::on_time_table;
use crate::route::Route;
use crate::service::on_time::{Followed, OnTime};
use crate::service::overview::{Deliveries, Quarter};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, ChartFigure, ExportList, FiguresTable, SegBadge, drawn};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};

/// So many late orders are shown at first, and so many more with each click.
const FIRST: usize = 7;
const MORE: usize = 50;

#[component]
pub fn DeliveriesSection(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let Shown { deliveries, .. } = shown;
    let listed = move || deliveries.with(|found| session.with_book(|book| on_time_table(book, &found.documents)));
    let body = move || {
        let found = deliveries.get();
        if found.documents.is_empty() {
            return view! { <p class="note">{words.text(Key::ServiceUnknown)}</p> }.into_any();
        }
        view! {
            <p class="reading">{rich(reading(words, &found))}</p>
            <div class="service-deliveries">
                {chart(words, &found)}
                {whose(words, &found)}
            </div>
        }
        .into_any()
    };
    let many = RwSignal::new(FIRST);
    let table = move || late_table(words, session, &deliveries.get(), many);
    view! {
        <section class="section" data-testid="service-deliveries">
            <div class="section-head">
                <h2>{words.text(Key::ServiceDeliveries)}</h2>
                <span class="note">{words.text(Key::ServiceLateIs)}</span>
                <ExportList
                    list="on-time"
                    text=Key::ServiceExportOnTime
                    sheet=Key::ServiceDeliveries
                    table=listed
                />
            </div>
            {body}
            {table}
        </section>
    }
}

/// "**37 of 809 orders came late**, half of them by 6 days or more."
fn reading(words: Words, found: &Deliveries) -> String {
    let among = words.number(found.all.share().among);
    let days = found.days_late();
    match (found.all.late, days.get(days.len() / 2)) {
        (0, _) => words.fill(Key::ServiceNoneLate, &[("all", &among)]),
        (late, middle) => {
            let days = words.days(f64::from(middle.copied().unwrap_or_default()));
            words.counted(Key::ServiceLateReading, late, &[("all", &among), ("days", &days)])
        }
    }
}

/// The late ones by the quarter in which they were ordered.
fn chart(words: Words, found: &Deliveries) -> Option<impl IntoView + use<>> {
    let series = found.late_by_quarter()?;
    let quarters = found.quarters();
    let title = words.text(Key::ServiceLateChart);
    let draw = drawn(move |width, mirrored| columns(words, &series, title, width, mirrored));
    Some(view! {
        <ChartFigure test_id="late-chart" title=title.into() draw table=move || quarter_table(words, &quarters)/>
    })
}

fn columns(words: Words, series: &Series, aria: &str, width: f64, mirrored: bool) -> String {
    let count = |value: f64| words.decimal(value, 0);
    draw_columns(
        &Purchases { series, regularity: None, orders: &[] },
        account_frame(width, mirrored),
        &AccountWords {
            aria,
            periods: PeriodWords {
                short: &|period| words.period_short(period),
                with_year: &|period| words.period(period),
                year: &|period| words.year(period),
            },
            money: &count,
            value: &count,
            bar: &|period, value| format!("{}: {}", words.period(period), count(value)),
            mean: &count,
            deviation: "",
            orders: &|count| words.number(count),
        },
    )
}

fn quarter_table(words: Words, quarters: &[Quarter]) -> impl IntoView + use<> {
    let row = |Quarter { period, tally }: &Quarter| {
        view! {
            <tr>
                <th scope="row">{words.period(*period)}</th>
                <td class="num">{words.number(tally.on_time)}</td>
                <td class="num">{words.number(tally.late)}</td>
                <td class="num">{words.number(tally.open)}</td>
                <td class="num">{share(words, tally.share())}</td>
            </tr>
        }
    };
    let rows = quarters.iter().map(row).collect_view();
    let heads = [
        (Key::ServiceQuarter, false),
        (Key::ServiceOnTimeCount, true),
        (Key::ServiceLateCount, true),
        (Key::ServiceOpenCount, true),
        (Key::ServiceDelivered, true),
    ];
    let heads = heads.map(|(key, is_number)| (words.text(key).into(), is_number)).into();
    view! { <FiguresTable heads>{rows}</FiguresTable> }
}

/// Whose doing the late ones are, and the rate with and without what was out of our hands.
fn whose(words: Words, found: &Deliveries) -> impl IntoView + use<> {
    let faults = found.faults();
    let most = faults.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let row = |(fault, count): (Option<Fault>, usize)| {
        let name = words.text(fault.map_or(Key::ServiceNotJudged, Fault::name));
        let size = format!("{:.1}%", count as f64 / most as f64 * 100.0);
        let part = fault.map_or("none", Fault::code);
        view! {
            <li>
                <span>{name}</span>
                <span aria-hidden="true">{(count > 0).then(|| view! { <i data-part=part style:inline-size=size></i> })}</span>
                <b class="num">{words.number(count)}</b>
            </li>
        }
    };
    let tally = faults.into_iter().map(row).collect_view();
    let rates = [
        (Key::ServiceAsDelivered, found.all, "rate-all"),
        (Key::ServiceOwn, found.own, "rate-own"),
        (Key::ServiceLastYear, found.year, "rate-year"),
    ];
    let rate = |(key, tally, test_id): (Key, OnTime, &'static str)| {
        let told = share(words, tally.share()).unwrap_or_else(|| "–".into());
        view! { <div><dt>{words.text(key)}</dt><dd data-testid=test_id>{told}</dd></div> }
    };
    view! {
        <div>
            <h3 class="block-head">{words.text(Key::ServiceWhoseTitle)}</h3>
            <ul class="tally">{tally}</ul>
            <dl class="facts">{rates.map(rate).into_iter().collect_view()}</dl>
            <p class="note">{words.text(Key::ServiceWhoseNote)}</p>
        </div>
    }
}

fn late_table(words: Words, session: Session, found: &Deliveries, many: RwSignal<usize>) -> Option<AnyView> {
    let late = found.late();
    if late.is_empty() {
        return None;
    }
    let whose = judge(session);
    let rest = late.len().saturating_sub(many.get());
    let rows = late.into_iter().take(many.get()).map(|order| late_row(words, session, order, whose)).collect_view();
    let more = (rest > 0).then(|| {
        view! {
            <p class="note">
                <Button
                    kind=ButtonKind::Link
                    text=words.count(Key::ServiceEarlier, rest)
                    test_id="late-more"
                    on_click=move || many.update(|many| *many += MORE)
                />
            </p>
        }
    });
    let heads = [Key::ColAccount, Key::ServicePromisedFor, Key::ServiceLateBy, Key::ServiceWhoseTitle];
    let heads = heads.map(|key| {
        // Where it is narrow, by how much it was late says enough.
        let class = (key == Key::ServicePromisedFor).then_some("service-wide");
        view! { <th scope="col" class=class>{words.text(key)}</th> }
    });
    Some(
        view! {
            <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::ServiceDeliveries)>
                <table class="table service-late">
                    <thead>
                        <tr><th scope="col">{words.text(Key::ServiceOrderColumn)}</th>{heads.into_iter().collect_view()}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        }
        .into_any(),
    )
}

fn late_row(
    words: Words,
    session: Session,
    order: &Followed,
    whose: Callback<(Followed, String)>,
) -> impl IntoView + use<> {
    let account = order.account;
    let name = session.with_book(|book| book.name(account));
    let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(account).cloned());
    let to = Route::Account { id: account, section: Some("history".into()) }.to_string();
    let late = order.delivered.unwrap_or_else(|| session.read_on.get_untracked()).since(order.promised);
    let reason = session.with_book(|book| {
        let id = DeliveryCorrection::of(account, &order.number);
        book.value(id, delivery_correction::field::reason)
    });
    let said = order.fault.map_or(Key::ServiceWhoseDoing, Fault::name);
    let reason = (!reason.is_empty()).then(|| view! { <small class="muted"><bdi>{reason}</bdi></small> });
    let (of, number) = (name.clone(), order.number.clone());
    let judged = order.clone();
    view! {
        <tr data-testid="late-order" data-document=number.clone()>
            <th scope="row"><bdi>{number.clone()}</bdi></th>
            <td><SegBadge finding/> " " <a href=to><bdi>{name}</bdi></a></td>
            <td class="service-wide">{words.day(order.promised)}</td>
            <td>{words.days(f64::from(late))}</td>
            <td>
                <Button
                    kind=if order.fault.is_some() { ButtonKind::Link } else { ButtonKind::Plain }
                    small=true
                    text=said
                    label=words.labelled(said, &number)
                    test_id="whose-doing"
                    writes=true
                    on_click=move || whose.run((judged.clone(), of.clone()))
                />
                {reason}
            </td>
        </tr>
    }
}
