//! The mistakes found at key accounts as a table: one line for each piece of evidence, in the order in which they are
//! listed.

use super::list_table::{Cell, ListTable};
use crate::book::{Book, account};
use crate::service::mistakes::{Evidence, Mistake};
use crate::today::mistakes::Checked;

/// The columns, in order; outside programs rely on them. `count`: days of silence, late deliveries or records; `day`:
/// that of the oldest record, of what is ahead, or of what was shown last.
const COLUMNS: [&str; 6] = ["account", "external_id", "mistake", "evidence", "count", "day"];

/// As a [`ListTable`], of these accounts and one mistake, or all.
pub fn mistakes_table<'a>(
    book: &Book,
    checked: impl IntoIterator<Item = &'a Checked>,
    of: Option<Mistake>,
) -> ListTable {
    let lines = checked.into_iter().flat_map(|checked| {
        let found = checked.mistakes.found().filter(move |(mistake, _)| of.is_none_or(|of| of == *mistake));
        found.flat_map(move |(mistake, evidence)| {
            evidence.iter().map(move |evidence| cells(book, checked, mistake, evidence))
        })
    });
    ListTable::of(COLUMNS, lines)
}

fn cells(book: &Book, checked: &Checked, mistake: Mistake, evidence: &Evidence) -> [Cell; COLUMNS.len()] {
    [
        Cell::Text(checked.name.clone()),
        Cell::Text(book.value(checked.account, account::field::external_id)),
        Cell::Text(mistake.code().into()),
        Cell::Text(evidence.code().into()),
        evidence.count().map_or(Cell::Empty, Cell::Count),
        evidence.day().map_or(Cell::Empty, Cell::Day),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Label, RecordId, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::service::mistakes::{Cases, Mistakes, Standing};

    #[test]
    fn each_piece_of_evidence_is_a_line() {
        let id = RecordId::well_known(7);
        let account = Account { name: "Ernst, Handel".into(), external_id: "ERNSH".into(), ..Account::default() };
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, account.create(id)), Stamp { millis: 1, ..Stamp::default() });
        let cases = Cases { records: vec![id, id], since: date(1998, 4, 1) };
        let mistakes = Mistakes(Mistake::ALL.map(|of| match of {
            Mistake::Contact => (
                of,
                Standing::Found(vec![
                    Evidence::Silent { days: 66, longest: 45 },
                    Evidence::PromisesLate(cases.clone()),
                ]),
            ),
            Mistake::Product => (of, Standing::Found(vec![Evidence::NotShown(None)])),
            _ => (of, Standing::Clear),
        }));
        let checked = [Checked { account: id, name: book.name(id), owner: None, value: 0, mistakes }];
        let text = mistakes_table(&book, &checked, None).csv();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
        let told = [
            "account,external_id,mistake,evidence,count,day",
            "\"Ernst, Handel\",ERNSH,contact,silent,66,",
            "\"Ernst, Handel\",ERNSH,contact,promises_late,2,1998-04-01",
            "\"Ernst, Handel\",ERNSH,product,not_shown,,",
            "",
        ];
        assert_eq!(lines, told);
        assert_eq!(mistakes_table(&book, &checked, Some(Mistake::Product)).rows.len(), 1);
    }
}
