//! Prospects, the key list of the market and what sources brought, as tables.

use std::collections::BTreeMap;

use super::list_table::{Cell, ListTable};
use crate::book::{Book, ProspectSource, account};
use crate::currency::Currency;
use crate::prospecting::key_list::{Entry, Hundredths};
use crate::prospecting::market::OnList;
use crate::prospecting::prospects::{FoundIn, ProspectFile, Stage};
use crate::prospecting::sources::Brought;
use crate::prospecting::three_p::{Answer, Question, Unknown};

/// The columns, in order; outside programs rely on them. The three answers are `yes`, `no`, `unknown` or `stale`;
/// `find_out` is the question that is asked next.
const PROSPECTS: [&str; 13] = [
    "account",
    "external_id",
    "stage",
    "source",
    "whence",
    "found",
    "need",
    "authority",
    "pay",
    "find_out",
    "next_step",
    "next_on",
    "owner",
];

/// The score with its range in hundredths of a point of five, potential, value and gap in major units, a year.
const KEY_LIST: [&str; 9] =
    ["account", "external_id", "score", "known_weight", "low", "high", "potential", "value", "gap"];

/// `value` is what those who were won brought in their first 365 days; those of the last 180 days are in `young` alone.
const SOURCES: [&str; 6] = ["source", "prospects", "qualified", "won", "value", "young"];

/// A line for each prospect that didn't buy yet, in the order they are listed.
pub fn prospects_table(book: &Book, all: &[ProspectFile]) -> ListTable {
    let listed = all.iter().filter(|file| file.stage != Stage::Customer);
    ListTable::of(PROSPECTS, listed.map(|file| prospect(book, file)))
}

fn text(text: &str) -> Cell {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.trim().into()) }
}

fn prospect(book: &Book, file: &ProspectFile) -> [Cell; PROSPECTS.len()] {
    let first = file.records.first().map(|(_, record)| record);
    let [need, authority, pay] = Question::ALL.map(|question| text(answer(file.three_p.answer(question))));
    let next = match file.ahead() {
        crate::prospecting::prospects::Ahead::FindOut(question)
        | crate::prospecting::prospects::Ahead::AskAgain(question) => text(question.code()),
        _ => Cell::Empty,
    };
    let day = |day: Option<crate::calendar::Date>| day.map_or(Cell::Empty, Cell::Day);
    [
        Cell::Text(file.name.clone()),
        text(&book.value(file.account, account::field::external_id)),
        text(file.stage.code()),
        first.and_then(|record| record.source).map_or(Cell::Empty, |source| text(source.code())),
        text(first.map(|record| record.whence.as_str()).unwrap_or_default()),
        day(file.reached.found),
        need,
        authority,
        pay,
        next,
        text(&file.next_what),
        day(file.next_on),
        file.owner.map_or(Cell::Empty, |owner| text(&book.name(owner))),
    ]
}

/// How one of the three stands, for other programs.
fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Unknown(Unknown::Stale { .. }) => "stale",
        Answer::Unknown(_) => "unknown",
    }
}

/// A line for each on the key list, ranked; empty where there is no score or something isn't known.
pub fn key_list_table(book: &Book, list: &[OnList], currency: Currency) -> ListTable {
    let money = |minor: i128| Cell::Money(currency.plain(minor));
    let line = |of: &OnList| {
        let Entry { account, name, known, known_weight, score, range, value, gap, .. } = &of.entry;
        [
            Cell::Text(name.clone()),
            text(&book.value(*account, account::field::external_id)),
            score.map_or(Cell::Empty, hundredths),
            Cell::Number(plain(*known_weight)),
            hundredths(range.0),
            hundredths(range.1),
            known.potential.map_or(Cell::Empty, |minor| money(minor.into())),
            money(*value),
            gap.map_or(Cell::Empty, money),
        ]
    };
    ListTable::of(KEY_LIST, list.iter().map(line))
}

fn hundredths(score: Hundredths) -> Cell {
    Cell::Number(format!("{}.{:02}", score / 100, score % 100))
}

/// Per cent, whole where the weights add up to 100.
fn plain(share: f64) -> String {
    let text = format!("{share:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A line for each source, by its name.
pub fn sources_table(brought: &BTreeMap<FoundIn<'_>, Brought>, currency: Currency) -> ListTable {
    let line = |(source, of): (&FoundIn<'_>, &Brought)| {
        let source = match source {
            FoundIn::Usual(source) => text(source.code()),
            FoundIn::Own(name) => text(&format!("{}: {name}", ProspectSource::Own.code())),
            FoundIn::Unsaid => Cell::Empty,
        };
        [
            source,
            Cell::Count(of.prospects),
            Cell::Count(of.qualified),
            Cell::Count(of.won),
            Cell::Money(currency.plain(of.value)),
            Cell::Count(of.young),
        ]
    };
    ListTable::of(SOURCES, brought.iter().map(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{
        Account, Amount, Change, Label, MarketProfile, Prospect, Qualification, QualifyingQuestion, RecordId,
        RecordKind, Stamp, Whole, YesNo,
    };
    use crate::calendar::{Date, date};
    use crate::dossier::white_space::Sold;
    use crate::ledger::Ledger;
    use crate::prospecting::key_list::Weights;
    use crate::prospecting::market::market;
    use crate::prospecting::prospects::all;
    use crate::prospecting::sources::brought_by;

    const ID: RecordId = RecordId::well_known(7);

    fn today() -> Date {
        date(1998, 5, 6)
    }

    fn book() -> Book {
        let account = Account {
            name: "Alpenmarkt".into(),
            external_id: "ALP".into(),
            next_what: "=First call".into(),
            next_on: Some(date(1998, 5, 14)),
            ..Account::default()
        };
        let prospect = Prospect {
            account: Some(ID),
            found: Some(date(1997, 5, 4)),
            source: Some(ProspectSource::Own),
            whence: "Anuga".into(),
            ..Prospect::default()
        };
        let need = Qualification {
            account: Some(ID),
            question: Some(QualifyingQuestion::Need),
            answer: Some(YesNo::Yes),
            evidence: "Asked for prices".into(),
            colleague: Some(RecordId::well_known(9)),
            day: Some(date(1998, 1, 5)),
            ..Qualification::default()
        };
        let profile = MarketProfile {
            account: Some(ID),
            potential: Some(Amount { minor: 24_000_000, currency: Currency::default() }),
            volume: Whole::new(7),
            ..MarketProfile::default()
        };
        let edits = [
            account.create(ID),
            prospect.create(Prospect::of(ID)),
            need.create(RecordId::well_known(8)),
            profile.create(MarketProfile::of(ID)),
        ];
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits.concat()), Stamp { millis: 1, ..Stamp::default() });
        book
    }

    fn second(table: &ListTable) -> String {
        table.csv().lines().nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_prospect_is_a_line_that_no_spreadsheet_takes_for_a_formula() {
        let book = book();
        let found = all(&book, &Ledger::default(), today());
        let line = "Alpenmarkt,ALP,talks,own,Anuga,1997-05-04,stale,unknown,unknown,need,'=First call,1998-05-14,";
        assert_eq!(second(&prospects_table(&book, &found)), line);
        let brought = brought_by(&found, &Ledger::default(), today());
        let line = second(&sources_table(&brought, Currency::default()));
        assert!(line.starts_with("own: Anuga,1,0,0,0"), "{line}");
    }

    #[test]
    fn the_key_list_says_what_is_known_and_what_the_unknown_leaves_open() {
        let book = book();
        let list = market(&book, &Ledger::default(), &Sold::default(), Weights::default(), today());
        let line = second(&key_list_table(&book, &list, Currency::default()));
        // One alone is the first of one: mark 1; 40 + 15 of 100 are known, the others at 5 make 1 + 45 × 4 / 100.
        assert!(line.starts_with("Alpenmarkt,ALP,1.00,55,1.00,2.80,240000"), "{line}");
    }
}
