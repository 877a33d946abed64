//! The search through accounts: prepared once, so that a key costs no more than looking.

use std::collections::HashMap;

use super::Row;
use super::folded::sought;
use crate::book::kind::{FormField, Input, KindWords};
use crate::book::{Book, Contact, Note, ReachKind, Record, RecordId, RecordKind, account, contact, note};

/// Of a person, what it is found by as a person.
const NAME: &str = contact::field::name.name;
const MAIL: &str = contact::field::email.name;

/// So many letters of a long text are shown beside what was found in it.
const SHOWN: usize = 60;

/// What an account was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundIn {
    Number,
    Place,
    Owner,
    Person,
    Address,
    Note,
    /// A record of this kind.
    Record(KindWords),
}

/// What an account was found by where that wasn't its name, with the words it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub within: FoundIn,
    pub text: String,
}

/// The rows a search found, as indices: those whose names hold all of it come before those of which something else does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub by_name: Vec<usize>,
    pub elsewhere: Vec<usize>,
}

impl Found {
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.by_name.iter().chain(&self.elsewhere).copied()
    }
}

/// A text an account can be found by.
struct Piece {
    within: FoundIn,
    text: String,
    sought: String,
}

impl Piece {
    fn new(within: FoundIn, text: String) -> Option<Self> {
        let sought = sought(&text);
        (!sought.trim().is_empty()).then_some(Self { within, text, sought })
    }
}

/// All texts by which accounts can be found.
#[derive(Default)]
pub struct SearchIndex {
    /// By the index of the row.
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    pieces: Vec<Piece>,
}

impl SearchIndex {
    /// Of rows, with the people, mail addresses, notes and all else that was written down of their accounts.
    pub fn of(book: &Book, rows: &[Row]) -> Self {
        let merged = book.merged();
        let mut parts: HashMap<RecordId, Vec<Piece>> = HashMap::new();
        let mut add = |record: &Record, found: Vec<Option<Piece>>| {
            if let Some(account) = record.account() {
                parts.entry(merged.of_account(account)).or_default().extend(found.into_iter().flatten());
            }
        };
        for (_, record) in book.of_kind(<Contact as RecordKind>::KIND) {
            let reach = contact::field::reach.of(record).into_iter();
            let mails = reach.filter(|reach| reach.kind == ReachKind::Email).map(|reach| reach.value);
            let mails = std::iter::once(contact::field::email.of(record)).chain(mails);
            let mut found = vec![Piece::new(FoundIn::Person, contact::field::name.of(record))];
            found.extend(mails.map(|mail| Piece::new(FoundIn::Address, mail)));
            add(record, found);
        }
        for (_, record) in book.of_kind(<Note as RecordKind>::KIND) {
            let texts = [note::field::title, note::field::text].map(|field| field.of(record));
            add(record, texts.map(|text| Piece::new(FoundIn::Note, text)).into());
        }
        // What was written down of whatever kind: what a complaint is about, what was promised, what a tender said.
        let told = KindWords::all().iter().filter(|kind| kind.code != <Note as RecordKind>::KIND);
        for kind in told {
            let said: Vec<_> =
                kind.fields.iter().filter(|field| is_told(kind, field)).map(|field| field.name).collect();
            for (_, record) in book.of_kind(kind.code).filter(|_| !said.is_empty()) {
                let texts = said.iter().filter_map(|name| record.value(name).as_str());
                let text = texts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(" · ");
                add(record, vec![Piece::new(FoundIn::Record(*kind), text)]);
            }
        }
        let entry = |row: &Row| {
            let record = book.record(row.id);
            let text = |field: crate::book::Field<String>| record.map(|record| field.of(record)).unwrap_or_default();
            let own = [
                Piece::new(FoundIn::Number, row.external_id.clone()),
                Piece::new(FoundIn::Place, row.place.clone()),
                Piece::new(FoundIn::Owner, row.owner_name.clone()),
                Piece::new(FoundIn::Address, text(account::field::email)),
            ];
            let notes = Piece::new(FoundIn::Note, text(account::field::notes));
            let of_parts = parts.remove(&row.id).unwrap_or_default();
            let pieces = own.into_iter().flatten().chain(of_parts).chain(notes).collect();
            Entry { name: sought(&row.name), pieces }
        };
        Self { entries: rows.iter().map(entry).collect() }
    }

    /// The rows in which every word is found, whatever stands between them.
    pub fn find(&self, search: &str) -> Found {
        let words = words(search);
        let mut found = Found::default();
        for (at, entry) in self.entries.iter().enumerate() {
            let is_named = |word: &String| entry.name.contains(word.as_str());
            let is_said = |word: &String| entry.pieces.iter().any(|piece| piece.sought.contains(word.as_str()));
            if words.iter().all(is_named) {
                found.by_name.push(at);
            } else if words.iter().all(|word| is_named(word) || is_said(word)) {
                found.elsewhere.push(at);
            }
        }
        found
    }

    /// Why a row was found, where its name doesn't say it: the text that holds most of the words the name lacks, and
    /// of several those in which they stand together as they were typed; else the first.
    pub fn evidence(&self, row: usize, search: &str) -> Option<Evidence> {
        let entry = self.entries.get(row)?;
        let missing: Vec<String> =
            words(search).into_iter().filter(|word| !entry.name.contains(word.as_str())).collect();
        let typed = missing.join(" ");
        let weight = |piece: &Piece| (found_in(&piece.sought, &missing), piece.sought.contains(&typed));
        let found = entry.pieces.iter().rev().filter(|piece| weight(piece).0 > 0);
        let piece = found.max_by_key(|piece| weight(piece))?;
        Some(Evidence { within: piece.within, text: about(&piece.text, &missing) })
    }
}

/// Whether it is words of a person that nothing else here is found by.
fn is_told(kind: &KindWords, field: &FormField) -> bool {
    let is_text = matches!(field.input, Input::Line | Input::Text | Input::Group | Input::Document);
    is_text && (kind.code != <Contact as RecordKind>::KIND || ![NAME, MAIL].contains(&field.name))
}

/// How many of the words a text holds; both as they are sought.
fn found_in(text: &str, words: &[String]) -> usize {
    words.iter().filter(|word| text.contains(word.as_str())).count()
}

fn words(search: &str) -> Vec<String> {
    sought(search).split_whitespace().map(Into::into).collect()
}

/// The part of a text that holds most of the words, on one line; of several the first.
fn about(text: &str, words: &[String]) -> String {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let holds = |part: &str| found_in(&sought(part), words) > 0;
    // A word may be half of one, or stand in two where the text has a sign between them: then it is told from the top.
    let places = (0..parts.len()).rev().filter(|at| parts.get(*at).is_some_and(|part| holds(part)));
    let shown = places.map(|at| excerpt(&parts, at)).max_by_key(|shown| found_in(&sought(shown), words));
    shown.unwrap_or_else(|| excerpt(&parts, 0))
}

/// So much of a text as is shown, with the part at a place in it.
fn excerpt(parts: &[&str], at: usize) -> String {
    let mut from = at;
    let mut before = 0;
    while let Some(part) = from.checked_sub(1).and_then(|at| parts.get(at)) {
        before += part.chars().count() + 1;
        if before > SHOWN / 3 {
            break;
        }
        from -= 1;
    }
    let mut shown = if from > 0 { "… ".to_owned() } else { String::new() };
    for (at, part) in parts.iter().enumerate().skip(from) {
        if at > from && shown.chars().count() + part.chars().count() > SHOWN {
            shown.push_str(" …");
            break;
        }
        if at > from {
            shown.push(' ');
        }
        shown.push_str(part);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::AccountFilter;
    use crate::analysis::listing::{Column, Listing, Sorting, all_rows};
    use crate::book::complaint::COMPLAINT;
    use crate::book::promise::PROMISE;
    use crate::book::{Account, Change, Colleague, Complaint, Label, Promise, Reach, Stamp};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(number)
    }

    /// Two accounts; of the first much is known, and one that was merged into it brought a person along.
    fn book() -> Book {
        let mut book = Book::default();
        let accounts = [
            Account {
                name: "Königlich Essen".into(),
                city: "Brandenburg".into(),
                external_id: "K-77".into(),
                owner: Some(id(30)),
                email: "office@koeniglich.example".into(),
                ..Account::default()
            },
            Account {
                name: "Ernst Handel".into(),
                notes: "Pays late.\nErnst retires in May".into(),
                ..Account::default()
            },
            Account { name: "Old Königlich".into(), merged_into: Some(id(1)), ..Account::default() },
        ];
        let mut edits: Vec<_> =
            accounts.iter().zip(1..).flat_map(|(account, number)| account.create(id(number))).collect();
        let person = Contact {
            account: Some(id(1)),
            name: "Philip Cramer".into(),
            reach: vec![Reach { kind: ReachKind::Email, value: "cramer@post.example".into() }],
            ..Contact::default()
        };
        edits.extend(person.create(id(10)));
        let merged = Contact { account: Some(id(3)), name: "Renate Mess".into(), ..Contact::default() };
        edits.extend(merged.create(id(11)));
        let long = "They asked for another price list, and for the terms of the framework contract of 2023 in writing";
        let note = Note { account: Some(id(1)), title: "Visit".into(), text: long.into(), ..Note::default() };
        edits.extend(note.create(id(20)));
        let other = "The contract is with their lawyers, who price every clause; nothing was said of a list before the framework";
        let note = Note { account: Some(id(1)), text: other.into(), ..Note::default() };
        edits.extend(note.create(id(21)));
        let lists =
            "A list of wishes came, and later one of complaints; the list of their prices is with the framework";
        let note = Note { account: Some(id(1)), text: lists.into(), ..Note::default() };
        edits.extend(note.create(id(22)));
        let complaint = Complaint {
            account: Some(id(2)),
            subject: "Mozzarella spoilt on arrival".into(),
            measures: "Another carrier".into(),
            ..Complaint::default()
        };
        edits.extend(complaint.create(id(40)));
        let promise = Promise { account: Some(id(3)), what: "Pallets with a net".into(), ..Promise::default() };
        edits.extend(promise.create(id(41)));
        edits.extend(Colleague { name: "Ann Dodsworth".into(), ..Colleague::default() }.create(id(30)));
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        book
    }

    /// The name of what is found, with what it was found by.
    fn found(search: &str) -> Vec<(String, Option<(FoundIn, String)>)> {
        let book = book();
        let rows = all_rows(&book, None);
        let index = SearchIndex::of(&book, &rows);
        let found = index.find(search);
        let said = |at| index.evidence(at, search).map(|found| (found.within, found.text));
        found.rows().map(|at| (rows[at].name.clone(), said(at))).collect()
    }

    #[test]
    fn a_name_is_found_in_any_spelling_of_its_letters() {
        for search in ["königlich", " KÖNIG ", "konig", "essen königlich"] {
            assert_eq!(found(search), [("Königlich Essen".to_owned(), None)], "{search}");
        }
        assert_eq!(found("").len(), 2);
        assert!(found("nobody").is_empty());
    }

    /// Bug: who typed a name and Enter stayed in the list, since what somebody promised another named it too.
    #[test]
    fn who_has_the_name_comes_before_those_of_whom_it_is_said() {
        let mut book = book();
        let promise = Promise { account: Some(id(1)), what: "The terms Ernst Handel has".into(), ..Promise::default() };
        let promised = Change::new(Label::Sample, promise.create(id(42)));
        book.apply(&promised, Stamp { millis: 2, ..Stamp::default() });
        let rows = all_rows(&book, None);
        let found = SearchIndex::of(&book, &rows).find("handel ernst");
        let names = |rows: &[usize]| rows.iter().map(|at| all_rows(&book, None)[*at].name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&found.by_name), ["Ernst Handel"]);
        assert_eq!(names(&found.elsewhere), ["Königlich Essen"]);
        let listing =
            Listing { rows: &rows, analysis: None, found: Some(&found), levels: None, healths: None, states: None };
        for descending in [false, true] {
            let sorting = Sorting { column: Column::Name, descending };
            let shown = listing.shown(AccountFilter::default(), sorting);
            assert_eq!(names(&shown), ["Ernst Handel", "Königlich Essen"]);
        }
    }

    #[test]
    fn what_it_was_found_by_is_said_where_it_is_not_the_name() {
        for (search, within, text) in [
            ("k-77", FoundIn::Number, "K-77"),
            ("brandenb", FoundIn::Place, "Brandenburg"),
            ("dodsworth", FoundIn::Owner, "Ann Dodsworth"),
            ("cramer", FoundIn::Person, "Philip Cramer"),
            ("konig cramer", FoundIn::Person, "Philip Cramer"),
            ("renate", FoundIn::Person, "Renate Mess"),
            ("post.example", FoundIn::Address, "cramer@post.example"),
            ("office@", FoundIn::Address, "office@koeniglich.example"),
            ("price", FoundIn::Note, "… asked for another price list, and for the terms of the …"),
            ("framework", FoundIn::Note, "… the terms of the framework contract of 2023 in writing"),
        ] {
            let expected = [("Königlich Essen".to_owned(), Some((within, text.to_owned())))];
            assert_eq!(found(search), expected, "{search}");
        }
        let expected =
            [("Ernst Handel".to_owned(), Some((FoundIn::Note, "Pays late. Ernst retires in May".to_owned())))];
        assert_eq!(found("retires"), expected);
    }

    /// Bug: a claim about mozzarella stood in the history, and the search found nothing.
    #[test]
    fn what_was_recorded_in_the_history_is_found_by_its_words() {
        for (search, name, kind, text) in [
            ("mozzarella", "Ernst Handel", COMPLAINT.words(), "Mozzarella spoilt on arrival · Another carrier"),
            ("carrier", "Ernst Handel", COMPLAINT.words(), "… arrival · Another carrier"),
            // Of one that was merged into it.
            ("pallets net", "Königlich Essen", PROMISE.words(), "Pallets with a net"),
        ] {
            let expected = [(name.to_owned(), Some((FoundIn::Record(kind), text.to_owned())))];
            assert_eq!(found(search), expected, "{search}");
        }
    }

    #[test]
    fn a_snippet_is_of_the_note_that_holds_what_was_searched_for() {
        for (search, text) in [
            ("framework lawyers", "… is with their lawyers, who price every clause; nothing was …"),
            ("price list", "… asked for another price list, and for the terms of the …"),
            ("list complaints", "A list of wishes came, and later one of complaints; the list …"),
            // What the name says already is looked for nowhere else.
            ("königlich clause", "… who price every clause; nothing was said of a list before …"),
        ] {
            let expected = [("Königlich Essen".to_owned(), Some((FoundIn::Note, text.to_owned())))];
            assert_eq!(found(search), expected, "{search}");
        }
    }
}
