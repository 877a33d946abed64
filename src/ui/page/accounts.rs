//! All accounts in a table that sorts, filters and stays quick at ten thousand.

use std::cmp::Ordering;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::titled;
use crate::analysis::{AbcClass, Analysis, Finding, PeriodUnit, XyzClass};
use crate::book::{Account, Change, Label, RecordId, RecordKind};
use crate::browser::{address, clock};
use crate::chart::spark;
use crate::route::{AccountFilter, ClassFilter, Route};
use crate::text::Key;
use crate::ui::component::{Glyph, Icon, SegBadge};
use crate::ui::session::{Shared, session};
use crate::ui::words::words;

/// Up to this many rows are all built; beyond it only those in view are.
const BUILT_AT_ONCE: usize = 300;

/// Rows built above and below those in view.
const BEYOND_VIEW: usize = 20;

/// A line of the table.
#[derive(Clone)]
struct Row {
    id: RecordId,
    account: Account,
    /// Where the account stands in the analysis.
    finding: Option<Finding>,
    /// What search looks through, in lower case.
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Value,
    Orders,
    Last,
    City,
}

/// By which column, and whether the largest stand first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sorting {
    column: Column,
    descending: bool,
}

#[component]
pub fn AccountsPage(filter: AccountFilter) -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::AccountsTitle));
    let search = RwSignal::new(String::new());
    let filter = RwSignal::new(filter);
    let sorting = RwSignal::new(Sorting { column: Column::Value, descending: true });
    let rows = Memo::new(move |_| Shared::new(all_rows(&session.book(), session.analysis.get().as_deref())));
    let shown = Memo::new(move |_| {
        let rows = rows.get();
        let wanted = search.with(|text| text.trim().to_lowercase());
        let filter = filter.get();
        let mut shown: Vec<usize> = (0..rows.len())
            .filter(|at| rows.get(*at).is_some_and(|row| row.text.contains(&wanted) && passes(row, filter)))
            .collect();
        let sorting = sorting.get();
        shown.sort_by(|a, b| match (rows.get(*a), rows.get(*b)) {
            (Some(a), Some(b)) => compare(a, b, sorting),
            _ => Ordering::Equal,
        });
        Shared::new(shown)
    });
    let subtitle = move || {
        let accounts = words.count(Key::CountAccounts, rows.get().len());
        match session.analysis.get() {
            Some(analysis) => words.fill(
                Key::AccountsSub,
                &[
                    ("accounts", &accounts),
                    ("bought", &words.number(analysis.findings.len())),
                    ("from", &words.day(analysis.window.0)),
                    ("to", &words.day(analysis.window.1)),
                    ("currency", &analysis.currency.to_string()),
                ],
            ),
            None => words.fill(Key::AccountsSubNoSales, &[("accounts", &accounts)]),
        }
    };
    let is_filtered = move || filter.get() != AccountFilter::default() || !search.with(String::is_empty);
    let summary = move || {
        is_filtered().then(|| {
            let (shown, all) = (words.number(shown.get().len()), words.number(rows.get().len()));
            let show_all = move |_| {
                filter.set(AccountFilter::default());
                search.set(String::new());
            };
            view! {
                <p class="row note" role="status">
                    {words.fill(Key::ShownOf, &[("shown", &shown), ("all", &all)])}
                    <button class="link" type="button" on:click=show_all>{words.text(Key::ClearFilters)}</button>
                </p>
            }
        })
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::AccountsTitle)}</h1>
                <p class="page-sub">{subtitle}</p>
            </div>
            <div class="actions"><AddAccount/></div>
        </header>
        <div class="accounts-bar" role="search">
            <Search search shown rows/>
            <Chips filter/>
        </div>
        {summary}
        <Table rows shown sorting/>
        <p class="accounts-hint">
            <span><kbd>"/"</kbd> " " {words.text(Key::KeySearch)}</span>
            <span><kbd>"↑"</kbd> " " <kbd>"↓"</kbd> " " {words.text(Key::KeyMove)}</span>
            <span><kbd>"Enter"</kbd> " " {words.text(Key::KeyOpen)}</span>
            <span>{words.text(Key::OverdueHint)}</span>
        </p>
    }
}

fn all_rows(book: &crate::book::Book, analysis: Option<&Analysis>) -> Vec<Row> {
    let row = |(id, account): (RecordId, Account)| {
        let text =
            [&account.name, &account.external_id, &account.city, &account.country, &account.owner, &account.notes]
                .map(|text| text.to_lowercase())
                .join("\n");
        Row { id, finding: analysis.and_then(|analysis| analysis.finding(id)).cloned(), account, text }
    };
    book.all::<Account>().map(row).collect()
}

fn passes(row: &Row, filter: AccountFilter) -> bool {
    let finding = row.finding.as_ref();
    let abc = finding.and_then(Finding::abc);
    let xyz = finding.and_then(Finding::xyz);
    filter.abc.is_none_or(|wanted| abc == Some(wanted))
        && filter.xyz.is_none_or(|wanted| match wanted {
            ClassFilter::Is(class) => xyz == Some(class),
            ClassFilter::Missing => finding.is_some() && xyz.is_none(),
        })
}

/// Those without a value stand last, whichever way it is sorted; equals stand by name.
fn compare(a: &Row, b: &Row, sorting: Sorting) -> Ordering {
    fn by<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    let (left, right) = (a.finding.as_ref(), b.finding.as_ref());
    let name = |row: &Row| row.account.name.to_lowercase();
    let city = |row: &Row| Some(row.account.city.to_lowercase()).filter(|city| !city.is_empty());
    let last = |finding: Option<&Finding>| finding.and_then(|finding| finding.purchases).map(|(_, last)| last);
    let order = match sorting.column {
        Column::Name => by(Some(name(a)), Some(name(b)), sorting.descending),
        Column::Value => by(left.map(|f| f.value), right.map(|f| f.value), sorting.descending),
        Column::Orders => by(left.map(|f| f.orders), right.map(|f| f.orders), sorting.descending),
        Column::Last => by(last(left), last(right), sorting.descending),
        Column::City => by(city(a), city(b), sorting.descending),
    };
    order.then_with(|| name(a).cmp(&name(b)))
}

#[component]
fn AddAccount() -> impl IntoView {
    let session = session();
    let words = words();
    let dialog = NodeRef::<html::Dialog>::new();
    let name = RwSignal::new(String::new());
    let close = move || {
        name.set(String::new());
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let open = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            // Fails only if it is open already.
            let _ = dialog.show_modal();
        }
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = name.with_untracked(|name| name.trim().to_owned());
        if name.is_empty() {
            return;
        }
        close();
        let id = clock::new_id();
        let account = Account { name: name.clone(), ..Account::default() };
        session.commit(Change::new(Label::AddAccount { account: name }, account.create(id)));
        address::go(&Route::Account { id, section: None });
    };
    view! {
        <button class="btn" data-kind="primary" type="button" on:click=open>
            <Icon glyph=Glyph::Plus/>
            {words.text(Key::AddAccount)}
        </button>
        <dialog class="dialog" node_ref=dialog aria-labelledby="add-account">
            <form on:submit=add>
                <div class="dialog-head"><h2 id="add-account">{words.text(Key::AddAccount)}</h2></div>
                <div class="dialog-body">
                    <div class="field">
                        <label for="new-account">{words.text(Key::AccountName)}</label>
                        <input
                            class="input"
                            id="new-account"
                            autocomplete="off"
                            required
                            prop:value=name
                            on:input=move |event| name.set(event_target_value(&event))
                        />
                        <span class="hint">{words.text(Key::AddAccountHint)}</span>
                    </div>
                </div>
                <div class="dialog-foot">
                    <button class="btn" data-kind="quiet" type="button" on:click=move |_| close()>
                        {words.text(Key::Cancel)}
                    </button>
                    <button class="btn" data-kind="primary" type="submit">{words.text(Key::Add)}</button>
                </div>
            </form>
        </dialog>
    }
}

#[component]
fn Search(search: RwSignal<String>, shown: Memo<Shared<Vec<usize>>>, rows: Memo<Shared<Vec<Row>>>) -> impl IntoView {
    let words = words();
    let input = NodeRef::<html::Input>::new();
    // `/` from anywhere on the page that isn't a text field.
    let slash = window_event_listener(leptos::ev::keydown, move |event| {
        let in_text = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str()));
        if event.key() == "/"
            && !in_text
            && let Some(input) = input.get_untracked()
        {
            event.prevent_default();
            let _ = input.focus();
        }
    });
    on_cleanup(move || slash.remove());
    // Enter opens the only one left; the arrow goes down into the table.
    let key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            let (shown, rows) = (shown.get_untracked(), rows.get_untracked());
            if let [only] = shown.as_slice()
                && let Some(row) = rows.get(*only)
            {
                address::go(&Route::Account { id: row.id, section: None });
            }
        }
        "ArrowDown" => {
            event.prevent_default();
            focus(document().query_selector(".accounts-table tbody tr[tabindex]").ok().flatten());
        }
        _ => {}
    };
    view! {
        <div class="search">
            <Icon glyph=Glyph::Search/>
            <input
                class="input"
                type="search"
                node_ref=input
                placeholder=words.text(Key::SearchPlaceholder)
                aria-label=words.text(Key::SearchAccounts)
                data-testid="account-search"
                prop:value=search
                on:input=move |event| search.set(event_target_value(&event))
                on:keydown=key
            />
            <kbd aria-hidden="true">"/"</kbd>
        </div>
    }
}

#[component]
fn Chips(filter: RwSignal<AccountFilter>) -> impl IntoView {
    let session = session();
    let words = words();
    let count = move |filter: AccountFilter| {
        session.analysis.get().map_or(0, |analysis| {
            let xyz = |finding: &Finding| match filter.xyz {
                Some(ClassFilter::Is(class)) => finding.xyz() == Some(class),
                Some(ClassFilter::Missing) => finding.xyz().is_none(),
                None => true,
            };
            analysis.tally(|finding| filter.abc.is_none_or(|abc| finding.abc() == Some(abc)) && xyz(finding)).count
        })
    };
    let abc = AbcClass::ALL.map(|class| {
        let is_on = move || filter.get().abc == Some(class);
        let only = AccountFilter { abc: Some(class), xyz: None };
        view! {
            <button
                class="chip"
                type="button"
                aria-pressed=move || is_on().to_string()
                on:click=move |_| filter.update(|filter| filter.abc = (filter.abc != Some(class)).then_some(class))
            >
                {class.letter()}
                <span class="count">{move || words.number(count(only))}</span>
            </button>
        }
    });
    let classes = XyzClass::ALL.map(|class| (ClassFilter::Is(class), class.letter()));
    let all = [classes[0], classes[1], classes[2], (ClassFilter::Missing, words.text(Key::NoXyz))];
    let xyz = all.map(|(class, label)| {
        let is_on = move || filter.get().xyz == Some(class);
        let only = AccountFilter { abc: None, xyz: Some(class) };
        view! {
            <button
                class="chip"
                type="button"
                aria-pressed=move || is_on().to_string()
                on:click=move |_| filter.update(|filter| filter.xyz = (filter.xyz != Some(class)).then_some(class))
            >
                {label}
                <span class="count">{move || words.number(count(only))}</span>
            </button>
        }
    });
    view! {
        <div class="chips" role="group" aria-label=words.text(Key::FilterAbc)>{abc.into_iter().collect_view()}</div>
        <div class="chips" role="group" aria-label=words.text(Key::FilterXyz)>{xyz.into_iter().collect_view()}</div>
    }
}

#[component]
fn Table(rows: Memo<Shared<Vec<Row>>>, shown: Memo<Shared<Vec<usize>>>, sorting: RwSignal<Sorting>) -> impl IntoView {
    let session = session();
    let words = words();
    let body = NodeRef::<html::Tbody>::new();
    let window = rows_in_view(body, Signal::derive(move || shown.get().len()));
    let unit = Memo::new(move |_| session.analysis.get().map(|analysis| analysis.period.unit));
    let value_head = move || {
        session.analysis.get().map_or(words.text(Key::Revenue).into(), |analysis| {
            format!("{}, {}", words.measure_title(analysis.measure), analysis.currency)
        })
    };
    let spark_head = move || words.by_unit(unit.get().unwrap_or(PeriodUnit::Month));
    let rows_shown = move || {
        let (rows, shown, (from, to)) = (rows.get(), shown.get(), window.get());
        let slice = shown.get(from..to.min(shown.len())).unwrap_or_default();
        slice
            .iter()
            .enumerate()
            .filter_map(|(at, index)| Some(view! { <AccountRow row=rows.get(*index)?.clone() at=from + at + 2/> }))
            .collect_view()
    };
    // Rows out of view are one tall row above and one below, so that the scroll bar tells the truth.
    let spacer = move |count: usize| {
        (count > 0).then(|| {
            let height = format!("calc({count} * var(--built-row, 2rem))");
            view! { <tr aria-hidden="true" class="spacer"><td style:block-size=height colspan="8"></td></tr> }
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
                    <Head column=Column::City sorting class="col-city">{words.text(Key::ColCity)}</Head>
                </tr>
            </thead>
            <tbody node_ref=body on:keydown=move_by_key>
                {move || spacer(window.get().0)}
                {rows_shown}
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
    let sort = move |_| {
        sorting.update(|sorting| {
            // Names are looked for from the top of the alphabet, figures from the largest.
            let first = !matches!(column, Column::Name | Column::City);
            let descending = if sorting.column == column { !sorting.descending } else { first };
            *sorting = Sorting { column, descending };
        });
    };
    view! {
        <th scope="col" class=class aria-sort=state>
            <button class="sort" type="button" on:click=sort>
                {children()}
                {move || is_here().then(|| {
                    let glyph = if sorting.get().descending { Glyph::Down } else { Glyph::Up };
                    view! { <Icon glyph/> }
                })}
            </button>
        </th>
    }
}

#[component]
fn AccountRow(row: Row, at: usize) -> impl IntoView {
    let session = session();
    let words = words();
    let Row { id, account, finding, .. } = row;
    let route = Route::Account { id, section: None };
    let href = route.to_string();
    let open = move |event: web_sys::MouseEvent| {
        // A click on the name is the link's own; the browser opens it as it was asked to.
        let on_link = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if on_link.is_none_or(|element| element.closest("a").ok().flatten().is_none()) {
            address::go(&route);
        }
    };
    let analysis = session.analysis.get_untracked();
    let currency = session.ledger.get_untracked().currency();
    let bars = analysis.filter(|_| finding.is_some()).map(|analysis| {
        let series = analysis.series(&session.ledger.get_untracked(), id);
        spark(&series, words.language().is_rtl())
    });
    let last = finding.as_ref().and_then(|finding| finding.purchases).map(|(_, last)| words.day(last));
    let overdue = finding.as_ref().and_then(|finding| finding.overdue).filter(|times| *times > 2.0).map(|times| {
        let times = words.decimal(times, 1);
        let title = words.fill(Key::OverdueMark, &[("times", &times)]);
        view! { <span class="mark" data-tone="warn" title=title><Icon glyph=Glyph::Warn/>{times} "×"</span> }
    });
    let place: Vec<&str> =
        [account.city.as_str(), account.country.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let rank = finding.as_ref().and_then(|finding| finding.rank).map(|rank| words.number(rank.rank));
    let value = finding.as_ref().map(|finding| words.money(currency, finding.value));
    let orders = finding.as_ref().map(|finding| words.number(finding.orders));
    view! {
        <tr tabindex="0" data-testid="account-row" data-account=account.name.clone() aria-rowindex=at.to_string() on:click=open>
            <td class="num col-rank muted">{rank}</td>
            <th scope="row">
                <span class="accounts-name">
                    <a class="row-link" tabindex="-1" href=href><bdi>{account.name.clone()}</bdi></a>
                </span>
                <span class="accounts-sub">{last.clone()}</span>
            </th>
            <td class="col-seg"><SegBadge finding=finding.clone()/></td>
            <td class="num">{value}</td>
            <td class="col-spark" inner_html=bars></td>
            <td class="num col-count">{orders}</td>
            <td class="col-last nowrap">{last} " " {overdue}</td>
            <td class="col-city"><bdi>{place.join(", ")}</bdi></td>
        </tr>
    }
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
        "ArrowDown" => focus(row.next_element_sibling()),
        "ArrowUp" => focus(row.previous_element_sibling()),
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

fn focus(element: Option<web_sys::Element>) {
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
