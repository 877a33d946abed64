//! A list as a file: as CSV for other programs, and as a workbook with typed cells, both from the same table.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::prelude::*;

use super::button::ButtonState;
use super::{Button, ButtonKind, MenuOf};
use crate::exchange::list_table::ListTable;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::list_files::{CSV, XLSX, as_workbook, hand_over};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// A list that can be had as a file.
#[derive(Clone)]
pub struct Exported {
    /// What the list is called in `export-…-csv` and `export-…-xlsx`.
    list: &'static str,
    /// What the files are called.
    file: &'static str,
    /// What the sheet of the workbook is called.
    sheet: Key,
    table: Arc<dyn Fn() -> Option<ListTable> + Send + Sync>,
}

impl Exported {
    /// `table`: what is listed now, if it is known yet.
    pub fn new<T: Into<Option<ListTable>>>(
        list: &'static str,
        file: &'static str,
        sheet: Key,
        table: impl Fn() -> T + Send + Sync + 'static,
    ) -> Self {
        Self { list, file, sheet, table: Arc::new(move || untrack(&table).into()) }
    }

    fn name(&self, session: Session, ending: &str) -> String {
        format!("{}-{}.{ending}", self.file, session.read_on.get_untracked())
    }

    fn as_csv(&self, session: Session) {
        if let Some(table) = (self.table)() {
            hand_over(&self.name(session, "csv"), CSV, table.csv().as_bytes());
        }
    }

    /// What can't be written is said in `refused`.
    fn as_xlsx(&self, session: Session, words: Words, refused: RwSignal<Option<String>>) {
        refused.set(None);
        let Some(table) = (self.table)() else { return };
        let sheet = words.text(self.sheet).to_owned();
        let (name, day) = (self.name(session, "xlsx"), session.read_on.get_untracked());
        leptos::task::spawn_local(async move {
            match as_workbook(table, sheet, day).await {
                Ok(bytes) => hand_over(&name, XLSX, &bytes),
                // Nothing, if the page was left meanwhile.
                Err(why) => drop(refused.try_set(Some(why.said(words)))),
            }
        });
    }
}

/// One button for several lists, each as either file.
#[component]
pub fn ExportMenu(
    text: Key,
    #[prop(into)] test_id: Cow<'static, str>,
    /// The lists, with what each is called.
    #[prop(optional)]
    lists: Vec<(Key, Exported)>,
    /// Those of which the CSV has a button of its own, a [`CsvButton`]: other programs press it, who know of no menu.
    #[prop(optional)]
    beside: Vec<(Key, Exported)>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let refused = RwSignal::new(None::<String>);
    let both = lists.into_iter().map(|(title, of)| (title, of, true));
    let lists =
        StoredValue::new(both.chain(beside.into_iter().map(|(title, of)| (title, of, false))).collect::<Vec<_>>());
    let rows = move |close: Callback<()>| {
        // Where there is no room the buttons that stand beside it are in it as well.
        let is_narrow = has_no_room();
        let row = |(title, of, has_csv): (Key, Exported, bool)| {
            let has_csv = has_csv || is_narrow;
            let (csv, xlsx) = (of.clone(), of.clone());
            let as_csv = move || {
                close.run(());
                csv.as_csv(session);
            };
            let as_xlsx = move || {
                close.run(());
                xlsx.as_xlsx(session, words, refused);
            };
            let title = words.text(title);
            let csv = has_csv.then(|| {
                view! {
                    <li>
                        <Button
                            kind=ButtonKind::Bare
                            text=format!("{title}, CSV")
                            test_id=format!("export-{}-csv", of.list)
                            on_click=as_csv
                        />
                    </li>
                }
            });
            view! {
                {csv}
                <li>
                    <Button
                        kind=ButtonKind::Bare
                        text=format!("{title}, {}", words.text(Key::AsWorkbook))
                        test_id=format!("export-{}-xlsx", of.list)
                        on_click=as_xlsx
                    />
                </li>
            }
        };
        lists.get_value().into_iter().map(row).collect_view()
    };
    view! {
        <MenuOf glyph=Glyph::Download label=words.text(text) labelled=true test_id rows/>
        {move || refused.get().map(|text| view! { <span class="error" role="alert">{text}</span> })}
    }
}

/// Whether it is a phone that the menu is opened on.
fn has_no_room() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width <= 720.0)
}

/// A list as CSV; the workbook of it stands in an [`ExportMenu`].
#[component]
pub fn CsvButton(
    /// What the list is called.
    title: Key,
    list: Exported,
    #[prop(optional)] small: bool,
) -> impl IntoView {
    let (session, words) = (session(), words());
    view! {
        <Button
            kind=ButtonKind::Quiet
            small
            class="beside-menu"
            glyph=Glyph::Download
            text=format!("{}, CSV", words.text(title))
            test_id=format!("export-{}-csv", list.list)
            on_click=move || list.as_csv(session)
        />
    }
}

/// Two buttons beside each other; what can't be written is said beside them.
#[component]
pub fn ExportList<T: Into<Option<ListTable>> + 'static>(
    /// What the list is called in the names of the files and in `export-…-csv` and `export-…-xlsx`.
    list: &'static str,
    text: Key,
    /// What the sheet of the workbook is called.
    sheet: Key,
    /// What is listed now, if it is known yet.
    table: impl Fn() -> T + Send + Sync + 'static,
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
    /// At the head of a page: one menu of both on a phone, so that its first sentence comes soon.
    #[prop(optional)]
    folds: bool,
) -> impl IntoView {
    let (session, words) = (session(), words());
    let refused = RwSignal::new(None::<String>);
    let exported = Exported::new(list, file.unwrap_or(list), sheet, table);
    let csv = exported.clone();
    let folded = folds.then(|| vec![(sheet, exported.clone())]);
    let as_csv = move || csv.as_csv(session);
    let as_xlsx = move || exported.as_xlsx(session, words, refused);
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
        {folded.map(|lists| view! { <span class="export-folded"><ExportMenu text test_id=format!("export-{list}") lists/></span> })}
    }
}
