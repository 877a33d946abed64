//! What is shown, in numbers, and what can be done with it: columns, copy, export.

use leptos::prelude::*;

use super::column_choice::ColumnChoice;
use super::columns::title;
use super::kept::Prepared;
use super::row::text;
use super::state::List;
use crate::analysis::KeyStanding;
use crate::analysis::listing::{Column, Listing};
use crate::book::Level;
use crate::browser::clipboard;
use crate::exchange::health_table::health_table;
use crate::exchange::list_table::{Cell, ListTable};
use crate::exchange::segments_csv::{Listed, accounts_table};
use crate::glyph::Glyph;
use crate::text::{Key, with_hyphen, without_isolates};
use crate::ui::component::{Button, ButtonKind, CsvButton, ExportMenu, Exported};
use crate::ui::session::session;
use crate::ui::words::{Words, rich, words};

/// What the file of a list says behind the columns of the segments.
const MORE: [&str; 7] = ["key", "types", "level", "level_confirmed", "owner", "place", "overdue"];

#[component]
pub fn Summary(list: List) -> impl IntoView {
    let (session, words) = (session(), words());
    let sum = move || sum(words, list);
    // What became of the last copy; another list has none yet.
    let copied = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        list.shown.track();
        copied.set(None);
    });
    let copy = move || {
        let (prepared, rows) = (list.prepared.get_untracked(), list.shown.get_untracked());
        let columns = list.columns.shown.get_untracked();
        let table = table(words, &prepared, &rows, &columns);
        leptos::task::spawn_local(async move {
            let said = if clipboard::write(&table).await {
                words.count(Key::Copied, rows.len())
            } else {
                words.text(Key::CopyFailed).into()
            };
            // Nothing, if the page was left meanwhile.
            copied.try_set(Some(said));
        });
    };
    let listed = move || file(&list.prepared.get(), &list.shown.get());
    let healths = move || {
        let (prepared, rows) = (list.prepared.get(), list.shown.get());
        let healths = prepared.healths();
        let of = |at: &usize| Some((prepared.rows.get(*at)?.id, healths.get(*at)?.as_ref()?));
        session.with_book(|book| health_table(book, rows.iter().filter_map(of)))
    };
    let exports = vec![(Key::ExportList, Exported::new("list", "accounts", Key::AccountsTitle, listed))];
    let health = Exported::new("health", "health", Key::ColHealth, healths);
    // On a phone the tools give way to the list until they are asked for.
    let tools = RwSignal::new(false);
    view! {
        <div class="list-sum" data-tools=move || tools.get().then_some("")>
            <p role="status" data-testid="list-sum">{move || rich(sum())}</p>
            <span class="list-more">
                <Button
                    small=true
                    square=true
                    glyph=Glyph::More
                    label=words.text(Key::ListTools)
                    test_id="list-tools"
                    expanded=tools
                    controls="list-tools"
                    on_click=move || tools.update(|are_open| *are_open = !*are_open)
                />
            </span>
            <div class="list-tools" id="list-tools">
                <ColumnChoice list/>
                <div class="row">
                    <span class="note" role="status">{copied}</span>
                    <Button kind=ButtonKind::Quiet small=true text=Key::CopyList test_id="copy-list" on_click=copy/>
                    <ExportMenu text=Key::ExportMenu test_id="export-menu" lists=exports beside=vec![(Key::ExportHealth, health.clone())]/>
                    <CsvButton title=Key::ExportHealth list=health small=true/>
                </div>
            </div>
        </div>
    }
}

/// "34 of 91 shown · 1,013,548.13 · 80.1% of revenue"
fn sum(words: Words, list: List) -> String {
    let (prepared, shown) = (list.prepared.get(), list.shown.get());
    let (count, all) = (words.number(shown.len()), words.number(prepared.rows.len()));
    let Some(analysis) = &prepared.analysis else {
        return words.fill(Key::ListShown, &[("shown", &count), ("all", &all)]);
    };
    let listing = Listing {
        rows: &prepared.rows,
        analysis: Some(analysis),
        found: None,
        levels: None,
        healths: None,
        states: None,
    };
    let sum = listing.sum(&shown);
    let places = [
        ("shown", count),
        ("all", all),
        ("money", words.money(analysis.currency, sum.value)),
        ("share", words.percent(sum.share)),
        ("measure", words.measure(analysis.measure).into()),
    ];
    let said = words.fill(Key::ListSum, &places.each_ref().map(|(name, value)| (*name, value.as_str())));
    // They are in no row unless asked for, and in every total.
    match prepared.rows.iter().filter(|row| row.is_archived && row.finding.is_some()).count() {
        0 => said,
        archived => format!("{said}{}{}", words.between(), words.count(Key::ArchivedCounted, archived)),
    }
}

/// The rows as a spreadsheet takes them from the clipboard: what the columns show, with tabs between.
fn table(words: Words, prepared: &Prepared, rows: &[usize], columns: &[Column]) -> String {
    let columns: Vec<Column> = columns.iter().copied().filter(|column| *column != Column::Trend).collect();
    // A tab or a line within a cell would make two of it.
    let plain = |text: String| without_isolates(&text).replace(['\t', '\r', '\n'], " ");
    let cell = |row: usize, column: Column| {
        let said = plain(text(words, prepared, row, column));
        // What is below zero is a number there as well.
        if column == Column::Name { said } else { with_hyphen(&said) }
    };
    let line = |cells: Vec<String>| cells.join("\t") + "\n";
    let head = line(columns.iter().map(|column| plain(title(words, *column, prepared))).collect());
    let body = rows.iter().map(|row| line(columns.iter().map(|column| cell(*row, *column)).collect()));
    std::iter::once(head).chain(body).collect()
}

/// The rows as a file for other programs, whatever the language of the page.
fn file(prepared: &Prepared, rows: &[usize]) -> ListTable {
    let analysis = prepared.analysis.as_deref();
    let levels = prepared.levels();
    let listed = rows.iter().filter_map(|at| {
        let row = prepared.rows.get(*at)?;
        let finding = analysis.zip(row.finding).and_then(|(analysis, at)| analysis.findings.get(at));
        let key = match row.key {
            KeyStanding::Made => "yes",
            KeyStanding::Suggested => "suggested",
            KeyStanding::Denied => "no",
            KeyStanding::None => "",
        };
        let level = row.level.or_else(|| levels.get(*at).copied().flatten());
        let overdue = finding.and_then(|finding| finding.overdue);
        let more = vec![
            Cell::Text(key.into()),
            Cell::Text(row.types.codes().map(|(code, _)| code).collect::<Vec<_>>().join(" ")),
            Cell::Text(level.map(Level::code).unwrap_or_default().into()),
            if row.level.is_some() { Cell::Text("yes".into()) } else { Cell::Empty },
            Cell::Text(row.owner_name.clone()),
            Cell::Text(row.place.clone()),
            overdue.map_or(Cell::Empty, Cell::Ratio),
        ];
        Some(Listed { name: row.name.clone(), external_id: row.external_id.clone(), finding, more })
    });
    accounts_table(analysis, &MORE, listed)
}
