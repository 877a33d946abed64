//! Open opportunities as a table: one line each, in the order in which they are listed.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, account};
use crate::dossier::opportunities::OpenOpportunity;

/// The columns, in order; outside programs rely on them. Money in major units of `currency`, `weighted` by the
/// likelihood, which is in per cent.
const COLUMNS: [&str; 12] = [
    "account",
    "external_id",
    "opportunity",
    "group",
    "source",
    "currency",
    "value",
    "likelihood",
    "weighted",
    "next_step",
    "next_on",
    "owner",
];

/// As a [`ListTable`].
pub fn opportunities_table<'a>(book: &Book, open: impl IntoIterator<Item = &'a OpenOpportunity>) -> ListTable {
    ListTable::of(COLUMNS, open.into_iter().map(|of| cells(book, of)))
}

fn cells(book: &Book, open: &OpenOpportunity) -> [Cell; COLUMNS.len()] {
    let of = &open.opportunity;
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) };
    let money = |amount: Option<crate::book::Amount>| {
        amount.map_or(Cell::Empty, |amount| Cell::Money(amount.currency.plain(amount.minor.into())))
    };
    [
        Cell::Text(open.name.clone()),
        Cell::Text(book.value(open.account, account::field::external_id)),
        text(&of.what),
        text(&of.group),
        of.source.map_or(Cell::Empty, |source| Cell::Text(source.code().into())),
        of.value.map_or(Cell::Empty, |value| Cell::Text(value.currency.to_string())),
        money(of.value),
        of.likelihood.map_or(Cell::Empty, |likelihood| Cell::Count(likelihood.percent().into())),
        money(of.weighted()),
        text(&of.next_step),
        of.next_on.map_or(Cell::Empty, Cell::Day),
        open.owner.map_or(Cell::Empty, |owner| text(&book.name(owner))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Amount, Change, Label, Likelihood, Opportunity, RecordId, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::dossier::opportunities::all_open;

    #[test]
    fn an_open_one_is_a_line_that_no_spreadsheet_takes_for_a_formula() {
        let id = RecordId::well_known(7);
        let account = Account { name: "Alfa".into(), external_id: "A1".into(), ..Account::default() };
        let opportunity = Opportunity {
            account: Some(id),
            what: "=Rice".into(),
            value: Some(Amount { minor: 123_400, currency: "EUR".parse().unwrap_or_default() }),
            likelihood: Some(Likelihood::Quarter),
            next_on: Some(date(2024, 5, 6)),
            ..Opportunity::default()
        };
        let edits = account.create(id).into_iter().chain(opportunity.create(RecordId::well_known(8))).collect();
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let text = opportunities_table(&book, &all_open(&book)).csv();
        let told = text.lines().nth(1);
        assert_eq!(told, Some("Alfa,A1,'=Rice,,,EUR,1234.00,25,308.50,,2024-05-06,"));
    }
}
