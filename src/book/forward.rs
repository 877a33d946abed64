//! Bringing forward what versions before 5 wrote: who of ours is meant was a text, and is a reference
//! to a [`Colleague`].
//!
//! What is to be brought forward is told by what it holds and not by a version: a tab of an earlier
//! version may still write. Each register is brought forward by itself and keeps its stamp, so that books
//! may be joined before or after; and the colleague's id follows from the name, so that two devices that
//! do it apart mean the same one. What is brought forward already stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::confirmation::is_confirmation;
use super::spelling::{care, tidy};
use super::{
    Account, Author, Book, Colleague, Edit, Note, Record, RecordId, RecordKind, Register, Stamp, account, author,
    colleague, note,
};

/// Brings records and edits forward, and gathers whom they named.
#[derive(Debug, Default)]
pub struct Forward {
    named: BTreeMap<RecordId, Register>,
    /// Whether there was anything to bring forward.
    pub is_needed: bool,
}

/// What a device's author was called in.
const AUTHOR_NAME: &str = "name";

impl Forward {
    /// A record as it is now.
    pub fn record(&mut self, record: &mut Record) {
        let now = |(field, register): (&String, &Register)| {
            let (name, value) = self.value(&record.kind, field, &register.value)?;
            Some((field.clone(), name, Register { value, ..register.clone() }))
        };
        let changed: Vec<_> = record.fields.iter().filter_map(now).collect();
        self.is_needed |= !changed.is_empty();
        for (before, now, register) in changed {
            record.fields.remove(&before);
            record.put(&now, register);
        }
    }

    /// Edits as they are now.
    pub fn edits(&mut self, edits: &mut [Edit]) {
        for edit in edits {
            if let Some((field, value)) = self.value(&edit.kind, &edit.field, &edit.value) {
                (edit.field, edit.value) = (field, value);
                self.is_needed = true;
            }
        }
    }

    /// The edits that make the colleagues who were named.
    pub fn colleagues(self) -> impl Iterator<Item = Edit> {
        self.named.into_iter().map(|(id, Register { value, stamp, origin })| Edit {
            stamp: Some(stamp),
            origin,
            ..Edit::raw(id, Colleague::KIND, colleague::field::name.name, value)
        })
    }

    /// Adds the colleagues a book speaks of. Others were only named by what was overwritten since.
    pub fn join_colleagues(&self, book: &mut Book) {
        if self.named.is_empty() {
            return;
        }
        let spoken_of: BTreeSet<RecordId> = book.records().flat_map(|(_, record)| references(record)).collect();
        for (id, name) in self.named.iter().filter(|(id, _)| spoken_of.contains(id)) {
            let mut record = Record::new(Colleague::KIND);
            record.fields.insert(colleague::field::name.name.into(), name.clone());
            book.join(*id, record);
        }
    }

    /// A field and its value as they are now; `None` if they stay.
    fn value(&mut self, kind: &str, field: &str, value: &Value) -> Option<(String, Value)> {
        if is_confirmation(field) {
            let by = value.get("by").and_then(Value::as_str).filter(|by| !is_id(by))?;
            let mut value = value.clone();
            let confirmation = value.as_object_mut()?;
            match self.reference(by) {
                Value::Null => drop(confirmation.remove("by")),
                by => drop(confirmation.insert("by".into(), by)),
            }
            return Some((field.into(), value));
        }
        let now = match kind {
            Author::KIND if field == AUTHOR_NAME => author::field::colleague.name,
            _ if is_reference(kind, field) => field,
            _ => return None,
        };
        match value {
            Value::String(name) if !is_id(name) => Some((now.into(), self.reference(name))),
            value => (now != field).then(|| (now.into(), value.clone())),
        }
    }

    /// The reference to whoever is called so; null for nobody.
    fn reference(&mut self, name: &str) -> Value {
        let name = tidy(name);
        if name.is_empty() {
            return Value::Null;
        }
        let id = Colleague::id(&name);
        let register = name_before_all(name);
        match self.named.get(&id) {
            Some(known) if !register.beats(known) => {}
            _ => drop(self.named.insert(id, register)),
        }
        super::stored(&id)
    }
}

/// A name with a stamp before any other: whatever a person says of a colleague is later, also if a file of
/// an earlier version comes in afterwards. Of two spellings the one written with more care goes first.
fn name_before_all(name: String) -> Register {
    let stamp = Stamp { counter: care(&name), ..Stamp::default() };
    Register { value: name.into(), stamp, origin: None }
}

/// Whether a field names somebody of ours, and named them by a text before.
fn is_reference(kind: &str, field: &str) -> bool {
    match kind {
        Account::KIND => [account::field::owner.name, account::field::deputy.name].contains(&field),
        Note::KIND => field == note::field::by.name,
        Author::KIND => field == author::field::colleague.name,
        _ => false,
    }
}

/// Whom a record names in the fields that were texts before.
fn references(record: &Record) -> impl Iterator<Item = RecordId> {
    record.fields.iter().filter_map(|(field, register)| {
        let value = if is_confirmation(field) { register.value.get("by")? } else { &register.value };
        let is_one = is_confirmation(field) || is_reference(&record.kind, field);
        value.as_str().filter(|_| is_one)?.parse().ok()
    })
}

/// Whether a text is an id as it is stored.
fn is_id(text: &str) -> bool {
    text.parse::<RecordId>().is_ok_and(|id| id.to_string() == text)
}

/// A book as it is now.
pub fn bring_forward(book: Book) -> Book {
    let mut forward = Forward::default();
    let mut now = Book::default();
    for (id, record) in book.records() {
        let mut record = record.clone();
        forward.record(&mut record);
        now.join(id, record);
    }
    if !forward.is_needed {
        return book;
    }
    forward.join_colleagues(&mut now);
    now
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::spelling::normalised;
    use super::*;
    use crate::book::{Actor, Change, Colleagues, Confirmation, Label, Tie, tie};
    use crate::calendar::date;

    const NAMES: [&str; 7] = ["Ana Novak", "ana  NOVAK ", "Bo", "БО", "Željko", "z\u{30c}eljko", " "];

    fn id(number: u8) -> RecordId {
        RecordId::from_parts(1, [number; 10])
    }

    /// A text field of an old book, by a number, with the id of its record.
    fn text_field(number: u8) -> (RecordId, &'static str, &'static str) {
        [
            (id(1), "account", "owner"),
            (id(1), "account", "deputy"),
            (id(2), "account", "owner"),
            (id(3), "note", "by"),
            (Author::id(crate::book::Device(7)), "author", "name"),
            (id(1), "account", "city.confirmed"),
            (id(4), "contact", "confirmed"),
        ][usize::from(number) % 7]
    }

    fn old_value(field: &str, name: Option<&str>) -> Value {
        match name {
            None => Value::Null,
            Some(name) if is_confirmation(field) => json!({ "on": "2024-05-06", "by": name }),
            Some(name) => json!(name),
        }
    }

    /// An old book: texts, colleagues with ids of their own and ties to them. A stamp is given once.
    fn old_book(actor: u64) -> impl Strategy<Value = Book> {
        let text = (0u8..7, prop::option::weighted(0.9, 0usize..NAMES.len()), 1u64..30);
        let colleague = (10u8..13, 0usize..NAMES.len(), 1u64..30);
        (prop::collection::vec(text, 0..10), prop::collection::vec(colleague, 0..4)).prop_map(
            move |(texts, colleagues)| {
                let mut edits = Vec::new();
                for (number, name, millis) in texts {
                    let (id, kind, field) = text_field(number);
                    edits.push((millis, Edit::raw(id, kind, field, old_value(field, name.map(|at| NAMES[at])))));
                }
                for (number, name, millis) in colleagues {
                    edits.push((millis, colleague::field::name.set(id(number), NAMES[name].into())));
                    edits.push((millis, tie::field::colleague.set(id(number + 10), Some(id(number)))));
                }
                let mut book = Book::default();
                for (counter, (millis, edit)) in (0..).zip(edits) {
                    let change = Change::new(Label::Sample, vec![edit]);
                    book.apply(&change, Stamp { millis, counter, actor: Actor(actor) });
                }
                book
            },
        )
    }

    fn joined(one: &Book, other: &Book) -> Book {
        let mut sum = one.clone();
        sum.join_book(other);
        sum
    }

    /// What is known but for the colleagues that texts named.
    fn rest(book: &Book) -> Vec<(RecordId, Record)> {
        let named: Vec<RecordId> = NAMES.iter().map(|name| Colleague::id(name)).collect();
        book.records().filter(|(id, _)| !named.contains(id)).map(|(id, record)| (id, record.clone())).collect()
    }

    /// Who is named where, as it is compared.
    fn who(book: &Book) -> Vec<(RecordId, String, String)> {
        let mut all = Vec::new();
        for (id, record) in book.records() {
            for (field, register) in &record.fields {
                let mut of = Record::new(&record.kind);
                of.fields.insert(field.clone(), register.clone());
                all.extend(references(&of).map(|named| (id, field.clone(), normalised(&book.name(named)))));
            }
        }
        all
    }

    /// The same of an old book, as it should be.
    fn who_before(book: &Book) -> Vec<(RecordId, String, String)> {
        let mut all = Vec::new();
        for (id, record) in book.records() {
            for (field, register) in &record.fields {
                let text = match &register.value {
                    _ if record.kind == Colleague::KIND => None,
                    Value::Object(confirmation) => confirmation.get("by").and_then(Value::as_str),
                    value => value.as_str().filter(|_| record.kind != Tie::KIND),
                };
                let field = if record.kind == Author::KIND { "colleague" } else { field };
                let name = normalised(text.unwrap_or_default());
                all.extend((!name.is_empty()).then(|| (id, field.to_owned(), name)));
            }
        }
        all.sort();
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn it_does_not_matter_whether_books_are_joined_before_or_after(one in old_book(1), other in old_book(2)) {
            let before = bring_forward(joined(&one, &other));
            let after = joined(&bring_forward(one), &bring_forward(other));
            // Afterwards there may also be colleagues whom only what was overwritten named.
            prop_assert_eq!(rest(&before), rest(&after));
            prop_assert_eq!(who(&before), who(&after));
            // An old file that comes in later changes nothing any more.
            prop_assert_eq!(joined(&after, &before), after);
        }

        #[test]
        fn every_text_is_found_again_as_a_name(book in old_book(1)) {
            let now = bring_forward(book.clone());
            let mut found = who(&now);
            found.sort();
            prop_assert_eq!(found, who_before(&book));
            let stamps = |book: &Book| -> Vec<Stamp> {
                let fields = rest(book).into_iter().flat_map(|(_, record)| record.fields.into_values());
                fields.map(|register| register.stamp).collect()
            };
            prop_assert_eq!(stamps(&now), stamps(&book), "the order of merging is as it was");
            prop_assert_eq!(bring_forward(now.clone()), now, "nothing is left to do");
        }

        #[test]
        fn equal_names_are_one_colleague_also_with_one_that_was_there(book in old_book(1)) {
            let now = bring_forward(book);
            let colleagues = Colleagues::of(&now);
            for (_, _, name) in who(&now) {
                let counting = colleagues.named(&name).map(|id| colleagues.counts_for(id));
                let own = |id: &u8| normalised(&now.name(id_of(*id))) == name;
                let first = (10u8..13).find(own).map(id_of).unwrap_or(Colleague::id(&name));
                prop_assert_eq!(counting, Some(first));
            }
        }
    }

    fn id_of(number: u8) -> RecordId {
        id(number)
    }

    #[test]
    fn a_rename_outlives_an_old_file_that_comes_in_later() {
        let old = |name: &str, millis| {
            let mut book = Book::default();
            let edit = Edit::raw(id(1), "account", "owner", json!(name));
            book.apply(&Change::new(Label::Sample, vec![edit]), Stamp { millis, ..Stamp::default() });
            bring_forward(book)
        };
        let mut book = old("ana novak", 5);
        let ana = Colleague::id("Ana Novak");
        assert_eq!(book.name(ana), "ana novak");
        book.join_book(&old("Ana Novak", 3));
        assert_eq!(book.name(ana), "Ana Novak", "large and small letters");
        let rename = Change::new(Label::Sample, vec![colleague::field::name.set(ana, "Ana Kos".into())]);
        book.apply(&rename, Stamp { millis: 6, ..Stamp::default() });
        book.join_book(&old("Ana Novak", 9));
        assert_eq!(book.name(ana), "Ana Kos");
    }

    #[test]
    fn edits_are_brought_forward_with_whom_they_name() {
        let confirmation = json!({ "on": "2024-05-06", "by": "Bo" });
        let mut edits = vec![
            Edit::raw(id(1), "account", "owner", json!("Ana")),
            Edit::raw(id(1), "account", "name", json!("Ana")),
            Edit::raw(id(1), "account", "city.confirmed", confirmation),
            Edit::raw(id(2), "author", "name", json!(null)),
        ];
        let mut forward = Forward::default();
        forward.edits(&mut edits);
        assert!(forward.is_needed);
        let made: Vec<_> = forward.colleagues().map(|edit| (edit.id, edit.value, edit.stamp.is_some())).collect();
        let (ana, bo) = (Colleague::id("ANA"), Colleague::id("bo"));
        let mut expected = vec![(ana, json!("Ana"), true), (bo, json!("Bo"), true)];
        expected.sort_by_key(|(id, ..)| *id);
        assert_eq!(made, expected);
        assert_eq!(edits[0].value, json!(ana));
        assert_eq!(edits[1].value, json!("Ana"), "an account may be called like a person");
        let confirmed: Confirmation = serde_json::from_value(edits[2].value.clone()).unwrap();
        assert_eq!(confirmed, Confirmation { on: date(2024, 5, 6), by: Some(bo) });
        assert_eq!((edits[3].field.as_str(), edits[3].value.is_null()), ("colleague", true));
        let mut again = Forward::default();
        again.edits(&mut edits);
        assert!(!again.is_needed);
    }
}
