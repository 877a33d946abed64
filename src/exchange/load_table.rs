//! Who carries what as a table: one line a colleague, in the order of what they own.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, RecordId};
use crate::currency::Currency;
use crate::team::Ratio;
use crate::team::carried::Carried;
use crate::team::load::Band;

/// The columns, in order; outside programs rely on the first seven.
const COLUMNS: [&str; 12] = [
    "colleague",
    "accounts",
    "value",
    "need_hours",
    "capacity_hours",
    "load",
    "exposed_value",
    "touch_hours",
    "complaint_hours",
    "item_hours",
    "band",
    "currency",
];

/// Hours, and the load, 1 where it is 100 %; empty where nobody said how many hours somebody has. `exposed` is in
/// minor units (C18).
pub fn load_table(
    book: &Book,
    carried: &[Carried],
    exposed: impl Fn(RecordId) -> Option<i128>,
    currency: Currency,
) -> ListTable {
    let hours = |hours: Ratio| Cell::Ratio(hours.value());
    let money = |minor: i128| Cell::Money(currency.plain(minor));
    let row = |of: &Carried| {
        let need = of.load.need;
        [
            Cell::Text(book.name(of.id)),
            Cell::Count(of.accounts),
            money(of.value),
            hours(need.total()),
            of.load.capacity.map_or(Cell::Empty, hours),
            of.load.share().map_or(Cell::Empty, |share| Cell::Share(share.value())),
            exposed(of.id).map_or(Cell::Empty, money),
            hours(need.touches),
            hours(need.complaints),
            hours(need.items),
            of.load.band().map_or(Cell::Empty, |band| Cell::Text(code(band).into())),
            Cell::Text(currency.to_string()),
        ]
    };
    ListTable::of(COLUMNS, carried.iter().map(row))
}

fn code(band: Band) -> &'static str {
    match band {
        Band::Room => "room",
        Band::Used => "well_used",
        Band::Full => "full",
        Band::TooMuch => "too_much",
    }
}
