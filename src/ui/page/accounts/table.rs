//! The table itself: heads that sort, rows that open, and only as many built as are in view.

use leptos::html;
use leptos::prelude::*;

use super::columns::{class, least_width, short_title, title, width};
use super::row::AccountRow;
use super::state::List;
use crate::analysis::Chosen;
use crate::analysis::listing::Column;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Icon, Rows};
use crate::ui::words::words;

/// What fits on most screens, in rem: a table that needs more moves sideways.
const FITS: f64 = 68.0;

#[component]
pub fn Table(list: List) -> impl IntoView {
    let words = words();
    let List { prepared, shown, .. } = list;
    let columns = list.columns.shown;
    let needs = Memo::new(move |_| columns.with(|columns| least_width(columns)));
    let is_wide = move || needs.get() > FITS;
    let body = NodeRef::<html::Tbody>::new();
    let count = Signal::derive(move || shown.with(|shown| shown.len()));
    let rows = Rows::new(body, Signal::derive(move || shown.with(ByPtr::address)), count);
    let window = rows.window();
    let stop = rows.stop(window);
    // A row is built once for what it shows, and kept while it is in the window.
    let built = Memo::new(move |_| {
        let (prepared, shown, (from, to)) = (prepared.get(), shown.get(), window.get());
        // Other columns make other rows.
        let columns = columns.with(|columns| columns.iter().copied().collect::<Chosen<_>>());
        let version = (prepared.address(), columns.bits());
        let slice = shown.get(from..to.min(shown.len())).unwrap_or_default();
        (from, slice.iter().map(|row| (version, *row)).collect::<Vec<_>>())
    });
    // Where a row stands now; one that is about to go has stood where it did.
    let position = move |row: usize, before: Option<&usize>| {
        let at = built.with(|(from, built)| Some(from + built.iter().position(|(_, other)| *other == row)?));
        at.or(before.copied()).unwrap_or_default()
    };
    let open_at = move |at: usize| {
        let (prepared, shown) = (prepared.get_untracked(), shown.get_untracked());
        if let Some(row) = shown.get(at).and_then(|row| prepared.rows.get(*row)) {
            list.kept.open(row.id);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(at) = rows.on_key(&event) {
            open_at(at);
        }
    };
    list.kept.come_back(
        move || body.get().is_some(),
        move |row| {
            let (prepared, shown) = (list.prepared.get_untracked(), list.shown.get_untracked());
            let is_row = |at: &usize| prepared.rows.get(*at).is_some_and(|other| other.id == row);
            if let Some(at) = shown.iter().position(is_row) {
                rows.give_back_focus(at);
            }
        },
    );
    view! {
        <div class:accounts-wide=is_wide>
        <table
            class="table accounts-table"
            style=("--needs", move || format!("{:.2}rem", needs.get()))
            data-rows="open"
            data-testid="accounts-table"
            aria-rowcount=move || (count.get() + 1).to_string()
        >
            <caption class="sr">{words.text(Key::AccountsCaption)}</caption>
            <thead>
                <tr>
                    <For each=move || columns.get() key=|column| *column children=move |column| view! { <Head list column/> }/>
                </tr>
            </thead>
            <tbody node_ref=body tabindex="-1" on:keydown=on_key>
                {move || rows.spacer(window.get().0)}
                <For
                    each=move || built.get().1
                    key=|built| *built
                    children=move |(_, row)| {
                        let at = Memo::new(move |before| position(row, before));
                        let is_stop = Memo::new(move |_| stop.get() == at.get());
                        view! { <AccountRow list rows row at is_stop/> }
                    }
                />
                {move || rows.spacer(count.get().saturating_sub(window.get().1))}
            </tbody>
        </table>
        </div>
        {move || (count.get() == 0).then(|| view! { <p class="empty">{words.text(Key::NothingFound)}</p> })}
    }
}

#[component]
fn Head(list: List, column: Column) -> impl IntoView {
    let words = words();
    let title = move || {
        let prepared = list.prepared.get();
        let long = title(words, column, &prepared);
        match short_title(words, column, &prepared) {
            Some(short) => {
                view! { <span class="at-wide">{long}</span> <span class="at-narrow">{short}</span> }.into_any()
            }
            None => long.into_any(),
        }
    };
    let sorting = Memo::new(move |_| list.wanted.with(|wanted| wanted.sorting));
    let is_here = move || sorting.get().column == column;
    let state = move || is_here().then(|| if sorting.get().descending { "descending" } else { "ascending" });
    let sort = move || list.update(|wanted| wanted.sorting = wanted.sorting.clicked(column));
    let explained = (column == Column::Rfm).then(|| words.text(Key::RfmIs));
    let head = if column.sorts() {
        view! {
            <Button kind=ButtonKind::Bare class="sort" on_click=sort>
                <span>{title}</span>
                {move || is_here().then(|| {
                    let glyph = if sorting.get().descending { Glyph::Down } else { Glyph::Up };
                    view! { <Icon glyph/> }
                })}
            </Button>
        }
        .into_any()
    } else {
        view! { <span>{title}</span> }.into_any()
    };
    let wide = width(column).map(|wide| format!("{wide:.2}rem"));
    view! { <th scope="col" class=class(column) style=("--wide", wide) aria-sort=state title=explained>{head}</th> }
}
