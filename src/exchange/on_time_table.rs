//! Orders followed as a table: one line for each account with a promised document, by name.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, RecordId, account};
use crate::service::on_time::{Followed, OnTime};

/// The columns, in order; outside programs rely on them. The last two leave out what was out of our hands.
const COLUMNS: [&str; 9] = [
    "account",
    "external_id",
    "documents",
    "on_time",
    "late",
    "open",
    "rate",
    "documents_without_excused",
    "rate_without_excused",
];

/// As a [`ListTable`]. `documents` are those of all accounts.
pub fn on_time_table(book: &Book, documents: &[Followed]) -> ListTable {
    let mut of_accounts: Vec<(String, RecordId, &[Followed])> = documents
        .chunk_by(|one, next| one.account == next.account)
        .filter_map(|part| part.first().map(|first| (book.name(first.account), first.account, part)))
        .collect();
    of_accounts.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    let lines = of_accounts.into_iter().map(|(name, id, documents)| {
        let (all, own) = (OnTime::of(documents), OnTime::without_excused(documents));
        let share = |of: OnTime| of.share().rate().map_or(Cell::Empty, Cell::Share);
        [
            Cell::Text(name),
            Cell::Text(book.value(id, account::field::external_id)),
            Cell::Count(all.documents()),
            Cell::Count(all.on_time),
            Cell::Count(all.late),
            Cell::Count(all.open),
            share(all),
            Cell::Count(own.documents()),
            share(own),
        ]
    });
    ListTable::of(COLUMNS, lines)
}
