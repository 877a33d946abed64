//! A list as a file: as CSV for other programs, and as a workbook with typed cells, both from the same table.

use std::rc::Rc;

use leptos::prelude::*;

use super::button::ButtonState;
use super::{Button, ButtonKind};
use crate::exchange::list_table::ListTable;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::list_files::{CSV, XLSX, as_workbook, hand_over};
use crate::ui::session::session;
use crate::ui::words::words;

/// Two buttons beside each other; what can't be written is said beside them.
#[component]
pub fn ExportList<T: Into<Option<ListTable>> + 'static>(
    /// What the list is called in the names of the files and in `export-…-csv` and `export-…-xlsx`.
    list: &'static str,
    text: Key,
    /// What the sheet of the workbook is called.
    sheet: Key,
    /// What is listed now, if it is known yet.
    table: impl Fn() -> T + 'static,
    /// What the list is, where the text doesn't tell.
    #[prop(optional)]
    label: Option<Key>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] small: bool,
    /// What the files are called, if not as the list.
    #[prop(optional)]
    file: Option<&'static str>,
    /// Nothing is listed.
    #[prop(optional, into)]
    is_empty: Option<Signal<bool>>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let table = Rc::new(move || -> Option<ListTable> { untrack(&table).into() });
    let refused = RwSignal::new(None::<String>);
    let name = move |ending: &str| format!("{}-{}.{ending}", file.unwrap_or(list), session.read_on.get_untracked());
    let as_csv = {
        let table = Rc::clone(&table);
        move || {
            if let Some(table) = table() {
                hand_over(&name("csv"), CSV, table.csv().as_bytes());
            }
        }
    };
    let as_xlsx = move || {
        refused.set(None);
        let Some(table) = table() else { return };
        let sheet = words.text(sheet).to_owned();
        let (name, day) = (name("xlsx"), session.read_on.get_untracked());
        leptos::task::spawn_local(async move {
            match as_workbook(table, sheet, day).await {
                Ok(bytes) => hand_over(&name, XLSX, &bytes),
                // Nothing, if the page was left meanwhile.
                Err(why) => drop(refused.try_set(Some(why.said(words)))),
            }
        });
    };
    let is_off = move || ButtonState::from(move || is_empty.is_some_and(|is_empty| is_empty.get()));
    view! {
        <span class="row export-list">
            <Button
                kind
                small
                glyph=Glyph::Download
                text
                label=label.map(|label| words.text(label)).unwrap_or_default()
                title="CSV"
                test_id=format!("export-{list}-csv")
                disabled=is_off()
                on_click=as_csv
            />
            <Button
                kind
                small
                text=Key::AsWorkbook
                label=words.labelled(label.unwrap_or(text), words.text(Key::AsWorkbook))
                title="XLSX"
                test_id=format!("export-{list}-xlsx")
                disabled=is_off()
                on_click=as_xlsx
            />
            {move || refused.get().map(|text| view! { <span class="error" role="alert">{text}</span> })}
        </span>
    }
}
