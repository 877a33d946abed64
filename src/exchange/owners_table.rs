//! Who answers for accounts as a table: one line an account, the one of greatest value first.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, RecordId, account};
use crate::currency::Currency;
use crate::team::ownership::{OwnedAccount, Ownership};

/// The columns, in order; outside programs rely on the first five. `share` is how much of the account's sales of the
/// ledger's last 365 days who sold most of it sold, and `largest` is who that is: `suggested` too, from half on.
const COLUMNS: [&str; 10] =
    ["account", "external_id", "owner", "suggested", "share", "largest", "sellers", "deputy", "value", "currency"];

/// `people` are the ledger's, by their place in it.
pub fn owners_table(book: &Book, ownership: &Ownership, people: &[String], currency: Currency) -> ListTable {
    let colleague = |id: Option<RecordId>| Cell::Text(id.map(|id| book.name(id)).unwrap_or_default());
    let seller = |person: Option<u32>| {
        let name = person.and_then(|person| people.get(person as usize));
        name.map_or(Cell::Empty, |name| Cell::Text(name.clone()))
    };
    let row = |of: &OwnedAccount| {
        [
            Cell::Text(of.name.clone()),
            Cell::Text(book.value(of.id, account::field::external_id)),
            colleague(of.owner),
            seller(of.selling.suggested()),
            of.selling.share().map_or(Cell::Empty, Cell::Share),
            seller(of.selling.largest),
            Cell::Count(of.selling.people.len()),
            colleague(of.deputy),
            Cell::Money(currency.plain(of.value)),
            Cell::Text(currency.to_string()),
        ]
    };
    ListTable::of(COLUMNS, ownership.accounts.iter().map(row))
}
