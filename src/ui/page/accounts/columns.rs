//! Which columns the list has: chosen on this device, and none that would be empty for all.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::kept::Prepared;
use super::state::List;
use crate::analysis::PeriodUnit;
use crate::analysis::listing::Column;
use crate::book::Coded;
use crate::browser::preferences;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::keys::focus_after;
use crate::ui::words::{Words, words};

/// The name under which the choice is kept.
const LIST: &str = "accounts";

/// The columns there are before anybody chooses.
const USUAL: [Column; 9] = [
    Column::Rank,
    Column::Name,
    Column::Key,
    Column::Segment,
    Column::Value,
    Column::Trend,
    Column::Orders,
    Column::Last,
    Column::Owner,
];

/// The columns of the list.
#[derive(Clone, Copy)]
pub struct ShownColumns {
    /// What somebody chose, if anybody did.
    chosen: RwSignal<Option<Vec<Column>>>,
    /// Those that have something to show for at least one account.
    offered: Memo<Vec<Column>>,
    /// Those that are shown, in their order.
    pub shown: Memo<Vec<Column>>,
}

impl ShownColumns {
    pub fn new(prepared: Memo<ByPtr<Prepared>>) -> Self {
        let kept = preferences::columns(LIST);
        let kept = kept.map(|codes| codes.iter().filter_map(|code| Column::of_code(code)).collect::<Vec<_>>());
        let chosen = RwSignal::new(kept);
        let offered = Memo::new(move |_| {
            let prepared = prepared.get();
            Column::all().iter().copied().filter(|column| has_something(*column, &prepared)).collect::<Vec<_>>()
        });
        let shown = Memo::new(move |_| {
            let is_on = |column: Column| {
                column == Column::Name
                    || chosen.with(|chosen| match chosen {
                        Some(chosen) => chosen.contains(&column),
                        None => USUAL.contains(&column),
                    })
            };
            offered.with(|offered| offered.iter().copied().filter(|column| is_on(*column)).collect::<Vec<_>>())
        });
        Self { chosen, offered, shown }
    }

    fn is_shown(self, column: Column) -> bool {
        self.shown.with(|shown| shown.contains(&column))
    }

    /// Shows a column, or doesn't any more.
    fn toggle(self, column: Column) {
        let now = self.chosen.get_untracked().unwrap_or_else(|| USUAL.into());
        let is_on = |other: Column| now.contains(&other) != (other == column);
        let next: Vec<Column> = Column::all().iter().copied().filter(|column| is_on(*column)).collect();
        let codes: Vec<&str> = next.iter().map(|column| column.code()).collect();
        preferences::keep_columns(LIST, Some(codes.as_slice()));
        self.chosen.set(Some(next));
    }

    fn reset(self) {
        preferences::keep_columns(LIST, None);
        self.chosen.set(None);
    }
}

/// Whether a column would show something for any account.
fn has_something(column: Column, prepared: &Prepared) -> bool {
    let any = |holds: fn(&crate::analysis::listing::Row) -> bool| prepared.rows.iter().any(holds);
    let has_figures = prepared.analysis.is_some();
    match column {
        Column::Name | Column::Key | Column::Level => true,
        Column::Owner => any(|row| row.owner.is_some()),
        Column::Place => any(|row| !row.place.is_empty()),
        Column::Type => any(|row| !row.types.is_empty()),
        Column::Rfm => any(|row| row.rfm.is_some()),
        Column::Overdue => {
            prepared.analysis.as_ref().is_some_and(|figures| figures.findings.iter().any(|one| one.overdue.is_some()))
        }
        Column::Rank
        | Column::Segment
        | Column::Value
        | Column::Share
        | Column::Trend
        | Column::Orders
        | Column::Last
        | Column::Variation => has_figures,
    }
}

/// How wide a column is, in rem, so that none jumps while rows come and go; the name has what is left.
pub fn width(column: Column) -> Option<f64> {
    Some(match column {
        Column::Name => return None,
        Column::Rank => 2.75,
        Column::Variation => 4.0,
        Column::Share | Column::Rfm => 4.5,
        Column::Orders => 4.75,
        Column::Segment => 5.25,
        Column::Overdue => 5.75,
        Column::Key => 6.0,
        Column::Trend => 6.5,
        Column::Type | Column::Level => 8.0,
        Column::Owner | Column::Place => 8.5,
        Column::Value => 8.75,
        Column::Last => 10.5,
    })
}

/// What the name needs at least, in rem.
const NAME: f64 = 13.0;

/// What all of them need together, in rem.
pub fn least_width(columns: &[Column]) -> f64 {
    NAME + columns.iter().filter_map(|column| width(*column)).sum::<f64>()
}

/// What stands over a column.
pub fn title(words: Words, column: Column, prepared: &Prepared) -> String {
    let analysis = prepared.analysis.as_ref();
    let key = match column {
        Column::Rank => return "#".into(),
        Column::Value => {
            return analysis.map_or(words.text(Key::Revenue).into(), |analysis| {
                words.in_currency(words.measure_title(analysis.measure), analysis.currency)
            });
        }
        Column::Trend => {
            let unit = analysis.map_or(PeriodUnit::Month, |analysis| analysis.period.unit);
            return words.by_unit(unit).into();
        }
        Column::Name => Key::ColAccount,
        Column::Key => Key::ColKey,
        Column::Segment => Key::ColSegment,
        Column::Share => Key::ColShare,
        Column::Orders => Key::ColOrders,
        Column::Last => Key::ColLast,
        Column::Overdue => Key::ColOverdue,
        Column::Variation => Key::ColVariation,
        Column::Type => Key::ColType,
        Column::Level => Key::ColLevel,
        Column::Owner => Key::ColOwner,
        Column::Rfm => Key::RfmTitle,
        Column::Place => Key::ColCity,
    };
    words.text(key).into()
}

/// What a column is called where it can be chosen: the sign of the rank says too little there.
fn name(words: Words, column: Column, prepared: &Prepared) -> String {
    if column == Column::Rank { words.text(Key::ColRank).into() } else { title(words, column, prepared) }
}

/// The button that opens the choice, and the choice.
#[component]
pub fn ColumnChoice(list: List) -> impl IntoView {
    let words = words();
    let columns = list.columns;
    let is_open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let close = move || {
        is_open.set(false);
        focus_after("[data-testid=columns]");
    };
    let elsewhere = window_event_listener(leptos::ev::pointerdown, move |event| {
        let at = event.target().and_then(|at| at.dyn_into::<web_sys::Node>().ok());
        if is_open.get_untracked() && !whole.get_untracked().is_some_and(|whole| whole.contains(at.as_ref())) {
            is_open.set(false);
        }
    });
    on_cleanup(move || elsewhere.remove());
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            close();
        }
    };
    let choice = move |column: Column| {
        let prepared = list.prepared.get_untracked();
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-testid=format!("column-{}", column.code())
                    prop:checked=move || columns.is_shown(column)
                    on:change=move |_| columns.toggle(column)
                />
                <span>{name(words, column, &prepared)}</span>
            </label>
        }
    };
    let choices = move || {
        let offered = columns.offered.get().into_iter().filter(|column| *column != Column::Name);
        offered.map(choice).collect_view()
    };
    let count = move || {
        let (shown, all) = (columns.shown.with(Vec::len), columns.offered.with(Vec::len));
        words.fill(Key::ShownOf, &[("shown", &words.number(shown)), ("all", &words.number(all))])
    };
    let panel = move || {
        is_open.get().then(|| {
            view! {
                <div class="pop" id="list-columns" role="group" aria-label=words.text(Key::ListColumns)>
                    <p class="pop-head"><b>{words.text(Key::ListColumns)}</b> <span class="note">{count}</span></p>
                    <div class="pop-list">{choices}</div>
                    <p class="pop-foot">
                        <Button
                            kind=ButtonKind::Quiet
                            small=true
                            text=Key::ColumnsReset
                            on_click=move || columns.reset()
                        />
                        <Button small=true text=Key::ColumnsDone on_click=close/>
                    </p>
                </div>
            }
        })
    };
    view! {
        <div class="pop-anchor" node_ref=whole on:keydown=on_key>
            <Button
                small=true
                glyph=Glyph::Segments
                text=Key::ListColumns
                test_id="columns"
                expanded=is_open
                controls="list-columns"
                on_click=move || is_open.update(|open| *open = !*open)
            />
            {panel}
        </div>
    }
}
