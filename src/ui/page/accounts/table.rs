//! The table itself: heads that sort, rows that open, and only as many built as are in view.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Listed;
use crate::analysis::PeriodUnit;
use crate::analysis::listing::{Column, Row, Sorting};
use crate::browser::address;
use crate::chart::spark;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Icon, SegBadge};
use crate::ui::session::session;
use crate::ui::words::words;

/// Up to this many rows are all built; beyond it only those in view are.
const BUILT_AT_ONCE: usize = 300;

/// Rows built above and below those in view.
const BEYOND_VIEW: usize = 10;

#[component]
pub fn Table(listed: Listed, sorting: RwSignal<Sorting>, shows_rfm: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let words = words();
    let Listed { rows, shown } = listed;
    let body = NodeRef::<html::Tbody>::new();
    let window = rows_in_view(body, Signal::derive(move || shown.get().len()));
    let unit = Memo::new(move |_| session.analysis.get().map(|analysis| analysis.period.unit));
    let value_head = move || {
        session.analysis.get().map_or(words.text(Key::Revenue).into(), |analysis| {
            words.in_currency(words.measure_title(analysis.measure), analysis.currency)
        })
    };
    let spark_head = move || words.by_unit(unit.get().unwrap_or(PeriodUnit::Month));
    // A row is built once for what it shows and where it stands, and kept while scrolling.
    let built = move || {
        let (rows, shown, (from, to)) = (rows.get(), shown.get(), window.get());
        let version = rows.address();
        let slice = shown.get(from..to.min(shown.len())).unwrap_or_default();
        slice.iter().enumerate().map(|(at, index)| (version, *index, from + at + 2)).collect::<Vec<_>>()
    };
    // Rows out of view are one tall row above and one below, so that the scroll bar tells the truth.
    let spacer = move |count: usize| {
        (count > 0).then(|| {
            let height = format!("calc({count} * var(--built-row, 2rem))");
            view! { <tr aria-hidden="true" class="spacer"><td style:block-size=height colspan="9"></td></tr> }
        })
    };
    view! {
        <table
            class="table accounts-table"
            data-rows="open"
            data-testid="accounts-table"
            aria-rowcount=move || (shown.get().len() + 1).to_string()
        >
            <caption class="sr">{words.text(Key::AccountsCaption)}</caption>
            <thead>
                <tr>
                    <th scope="col" class="num col-rank">"#"</th>
                    <Head column=Column::Name sorting class="">{words.text(Key::ColAccount)}</Head>
                    <th scope="col" class="col-seg"><span>{words.text(Key::ColSegment)}</span></th>
                    <Head column=Column::Value sorting class="num">{value_head}</Head>
                    <th scope="col" class="col-spark">{spark_head}</th>
                    <Head column=Column::Orders sorting class="num col-count">{words.text(Key::ColOrders)}</Head>
                    <Head column=Column::Last sorting class="col-last">{words.text(Key::ColLast)}</Head>
                    {move || shows_rfm.get().then(|| view! {
                        <Head column=Column::Rfm sorting class="col-rfm">
                            <span title=words.text(Key::RfmIs)>{words.text(Key::RfmTitle)}</span>
                        </Head>
                    })}
                    <Head column=Column::Place sorting class="col-city">{words.text(Key::ColCity)}</Head>
                </tr>
            </thead>
            <tbody node_ref=body on:keydown=move_by_key>
                {move || spacer(window.get().0)}
                <For each=built key=|built| *built let:((_, index, at))>
                    <AccountRow rows index at shows_rfm/>
                </For>
                {move || spacer(shown.get().len().saturating_sub(window.get().1))}
            </tbody>
        </table>
        {move || shown.get().is_empty().then(|| view! { <p class="empty">{words.text(Key::NothingFound)}</p> })}
    }
}

#[component]
fn Head(column: Column, sorting: RwSignal<Sorting>, class: &'static str, children: Children) -> impl IntoView {
    let is_here = move || sorting.get().column == column;
    let state = move || is_here().then(|| if sorting.get().descending { "descending" } else { "ascending" });
    let sort = move || {
        sorting.update(|sorting| *sorting = sorting.clicked(column));
    };
    view! {
        <th scope="col" class=class aria-sort=state>
            <Button kind=ButtonKind::Bare class="sort" on_click=sort>
                {children()}
                {move || is_here().then(|| {
                    let glyph = if sorting.get().descending { Glyph::Down } else { Glyph::Up };
                    view! { <Icon glyph/> }
                })}
            </Button>
        </th>
    }
}

#[component]
fn AccountRow(rows: Memo<ByPtr<Vec<Row>>>, index: usize, at: usize, shows_rfm: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let words = words();
    let Row { id, name, place, finding, rfm, .. } = rows.get_untracked().get(index)?.clone();
    let analysis = session.analysis.get_untracked();
    let finding = analysis.as_ref().zip(finding).and_then(|(analysis, at)| analysis.findings.get(at)).cloned();
    let route = Route::Account { id, section: None };
    let href = route.to_string();
    let open = move |event: web_sys::MouseEvent| {
        // A click on the name is the link's own; the browser opens it as it was asked to.
        let on_link = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if on_link.is_none_or(|element| element.closest("a").ok().flatten().is_none()) {
            address::go(&route);
        }
    };
    let why = Route::Account { id, section: Some("why".into()) }.to_string();
    let ledger = session.ledger.get_untracked();
    let currency = ledger.currency();
    let cautions =
        analysis.as_ref().zip(finding.as_ref()).map(|(analysis, finding)| analysis.cautions(&ledger, finding));
    let caution = cautions.filter(|cautions| !cautions.is_empty()).map(|_| {
        let title = words.text(Key::CautionMark);
        view! { <span class="mark" title=title role="img" aria-label=title>"?"</span> }
    });
    let bars = analysis.filter(|_| finding.is_some()).map(|analysis| {
        let series = analysis.series(&ledger, id);
        spark(&series, words.language().is_rtl())
    });
    let stands_for = finding.as_ref().and_then(|finding| finding.stands_for);
    let last = finding.as_ref().and_then(|finding| finding.purchases).map(|(_, last)| words.day(last));
    let overdue = finding.as_ref().and_then(|finding| finding.overdue).filter(|times| *times > 2.0).map(|times| {
        let times = words.decimal(times, 1);
        let title = words.fill(Key::OverdueMark, &[("times", &times)]);
        view! { <span class="mark" data-tone="warn" title=title><Icon glyph=Glyph::Warn/>{times} "×"</span> }
    });
    let rank = finding.as_ref().and_then(|finding| finding.rank).map(|rank| words.number(rank.rank));
    let value = finding.as_ref().map(|finding| words.money(currency, finding.value));
    let orders = finding.as_ref().map(|finding| words.number(finding.orders));
    let scores =
        rfm.zip(finding.as_ref()).map(|(rfm, finding)| (words.rfm(rfm), words.rfm_evidence(rfm, finding, currency)));
    let rfm = move || {
        let (digits, evidence) = scores.clone().unwrap_or_default();
        shows_rfm.get().then(|| view! { <td class="col-rfm nowrap" title=evidence>{digits}</td> })
    };
    Some(view! {
        <tr tabindex="0" data-testid="account-row" data-account=name.clone() aria-rowindex=at.to_string() on:click=open>
            <td class="num col-rank muted">{rank}</td>
            <th scope="row">
                <span class="accounts-name">
                    <a class="row-link" tabindex="-1" href=href><bdi>{name.clone()}</bdi></a>
                </span>
                {stands_for.map(|what| view! { <span class="tag">{words.text(what.name())}</span> })}
                <span class="accounts-sub">{last.clone()}</span>
            </th>
            <td class="col-seg">
                <a class="seg-link" tabindex="-1" href=why><SegBadge finding=finding.clone()/></a>
                {caution}
            </td>
            <td class="num">{value}</td>
            <td class="col-spark" inner_html=bars></td>
            <td class="num col-count">{orders}</td>
            <td class="col-last nowrap">{last} " " {overdue}</td>
            {rfm}
            <td class="col-city"><bdi>{place}</bdi></td>
        </tr>
    })
}

/// Arrows move from row to row; Enter opens.
fn move_by_key(event: web_sys::KeyboardEvent) {
    let Some(row) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("tr[tabindex]").ok().flatten())
    else {
        return;
    };
    match event.key().as_str() {
        "ArrowDown" => focus_row(row.next_element_sibling()),
        "ArrowUp" => focus_row(row.previous_element_sibling()),
        "Enter" => {
            if let Some(link) = row.query_selector("a").ok().flatten().and_then(|link| link.dyn_into().ok()) {
                let link: web_sys::HtmlElement = link;
                link.click();
            }
        }
        _ => return,
    }
    event.prevent_default();
}

pub fn focus_row(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// First row to build and the one after the last: all of a short table, else those about the view.
fn rows_in_view(body: NodeRef<html::Tbody>, count: Signal<usize>) -> Memo<(usize, usize)> {
    let scrolled = RwSignal::new(0_u32);
    let bump = move |_: web_sys::Event| scrolled.update(|times| *times = times.wrapping_add(1));
    let on_scroll = window_event_listener_untyped("scroll", bump);
    let on_resize = window_event_listener_untyped("resize", bump);
    on_cleanup(move || {
        on_scroll.remove();
        on_resize.remove();
    });
    Memo::new(move |_| {
        let count = count.get();
        if count <= BUILT_AT_ONCE {
            return (0, count);
        }
        scrolled.track();
        let measured = body.get().map(|body| {
            let row = body.query_selector("tr[tabindex]").ok().flatten();
            let height = row.map_or(32.0, |row| row.get_bounding_client_rect().height()).max(16.0);
            // Rows out of view are as tall as those in it.
            let _ = web_sys::HtmlElement::style(&body).set_property("--built-row", &format!("{height}px"));
            (body.get_bounding_client_rect().top(), height)
        });
        let (top, height) = measured.unwrap_or((0.0, 32.0));
        let view = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(1_000.0);
        let first = ((-top / height).floor().max(0.0) as usize).saturating_sub(BEYOND_VIEW);
        // Steps of ten rows: building is dearer than scrolling.
        let first = first / 10 * 10;
        let last = first + (view / height).ceil() as usize + 2 * BEYOND_VIEW + 10;
        (first.min(count), last.min(count))
    })
}
