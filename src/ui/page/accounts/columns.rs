//! Which columns the list has: chosen on this device, and none that would be empty for all.

use leptos::prelude::*;

use super::kept::Prepared;
use crate::analysis::PeriodUnit;
use crate::analysis::listing::Column;
use crate::book::Coded;
use crate::browser::preferences;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::session::session;
use crate::ui::words::Words;

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
    pub offered: Memo<Vec<Column>>,
    /// Those that are shown, in their order.
    pub shown: Memo<Vec<Column>>,
}

impl ShownColumns {
    pub fn new(prepared: Memo<ByPtr<Prepared>>) -> Self {
        let kept = preferences::columns(LIST);
        let kept = kept.map(|codes| codes.iter().filter_map(|code| Column::of_code(code)).collect::<Vec<_>>());
        let chosen = RwSignal::new(kept);
        // Where nobody is confirmed as its owner, who sold is suggested.
        let session = session();
        let has_people = move || !session.ledger.get().people().is_empty();
        let offered = Memo::new(move |_| {
            let prepared = prepared.get();
            Column::all()
                .iter()
                .copied()
                .filter(|column| has_something(*column, &prepared, has_people()))
                .collect::<Vec<_>>()
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

    pub fn is_shown(self, column: Column) -> bool {
        self.shown.with(|shown| shown.contains(&column))
    }

    /// Shows a column, or doesn't any more.
    pub fn toggle(self, column: Column) {
        let now = self.chosen.get_untracked().unwrap_or_else(|| USUAL.into());
        let is_on = |other: Column| now.contains(&other) != (other == column);
        let next: Vec<Column> = Column::all().iter().copied().filter(|column| is_on(*column)).collect();
        let codes: Vec<&str> = next.iter().map(|column| column.code()).collect();
        preferences::keep_columns(LIST, Some(codes.as_slice()));
        self.chosen.set(Some(next));
    }

    /// As it was before anybody chose.
    pub fn reset(self) {
        preferences::keep_columns(LIST, None);
        self.chosen.set(None);
    }
}

/// Whether a column would show something for any account.
fn has_something(column: Column, prepared: &Prepared, has_people: bool) -> bool {
    let any = |holds: fn(&crate::analysis::listing::Row) -> bool| prepared.rows.iter().any(holds);
    let has_figures = prepared.analysis.is_some();
    match column {
        Column::Name | Column::Key | Column::Level | Column::Health => true,
        Column::State => has_figures,
        Column::Owner => has_people || any(|row| row.owner.is_some()),
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
        Column::Segment => 4.75,
        Column::Orders => 5.5,
        Column::Key | Column::Overdue => 5.75,
        Column::Trend => 7.0,
        Column::Value => 7.5,
        Column::Type | Column::Level | Column::Health | Column::Owner => 8.0,
        Column::Place => 8.5,
        Column::State => 9.0,
        Column::Last => 10.0,
    })
}

/// What the name needs at least, in rem.
const NAME: f64 = 13.0;

/// What all of them need together, in rem.
pub fn least_width(columns: &[Column]) -> f64 {
    NAME + columns.iter().filter_map(|column| width(*column)).sum::<f64>()
}

/// What stands over a column where it is narrow: without what the page has said already.
pub fn short_title(words: Words, column: Column, prepared: &Prepared) -> Option<&'static str> {
    let measure = prepared.analysis.as_ref().map(|analysis| analysis.measure);
    measure.filter(|_| column == Column::Value).map(|measure| words.measure_title(measure))
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
        Column::Health => Key::ColHealth,
        Column::State => Key::ColState,
        Column::Owner => Key::ColOwner,
        Column::Rfm => Key::RfmTitle,
        Column::Place => Key::ColCity,
    };
    words.text(key).into()
}

/// By which the sheet knows the cells of a column.
pub fn class(column: Column) -> &'static str {
    match column {
        Column::Rank => "num col-rank",
        Column::Name => "col-name",
        Column::Key => "col-key",
        Column::Segment => "col-seg",
        Column::Value => "num col-value",
        Column::Share => "num col-share",
        Column::Trend => "col-spark",
        Column::Orders => "num col-count",
        Column::Last => "col-last",
        Column::Overdue => "num col-overdue",
        Column::Variation => "num col-cv",
        Column::Type => "col-type",
        Column::Level => "col-level",
        Column::Health => "num col-health",
        Column::State => "col-state",
        Column::Owner => "col-owner",
        Column::Rfm => "col-rfm",
        Column::Place => "col-city",
    }
}
