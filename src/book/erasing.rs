//! Erasing a person of an account for good: what is theirs, what names them, and what is left.
//!
//! Of an erased record a tombstone is left: its id, that it is [`ERASED`], and that it is deleted. Nothing that comes
//! in later, from a file, another tab or an undo, says anything of it again ([`Record::is_erased`]); so books that
//! were joined in whatever order come to the same. Texts in which the person is named are found, and a person decides
//! about each.

use std::collections::BTreeSet;

use serde_json::Value;

use super::merge_receipt::{self, DecidedConflict};
use super::{
    Book, Change, Contact, DELETED, ERASED, Edit, Handling, Label, MergeReceipt, NegotiationPosition, PlanPerson,
    Record, RecordId, RecordKind, Tie, contact, handling, negotiation_position, plan_person, tie,
};

/// The kinds of records that are about one person of an account, with the field that says about whom.
const ABOUT_ONE: [(&str, &str); 4] = [
    (Tie::KIND, tie::field::contact.name),
    (PlanPerson::KIND, plan_person::field::contact.name),
    (NegotiationPosition::KIND, negotiation_position::field::contact.name),
    (Handling::KIND, handling::field::subject.name),
];

/// Names and addresses of one or two letters are in every text.
const SHORTEST: usize = 3;

/// What stands in a text where a name was.
const GAP: &str = "…";

/// What a person is told by in texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Naming {
    /// Their name, in lower case.
    name: Vec<String>,
    /// The words of it.
    words: Vec<String>,
    /// Their numbers and addresses, in lower case.
    addresses: Vec<String>,
}

impl Naming {
    /// What a record says of its person.
    pub fn of(record: &Record) -> Self {
        if record.kind != Contact::KIND {
            return Self::default();
        }
        let name: String = contact::field::name.of(record);
        let reach = contact::field::reach.of(record).into_iter().map(|reach| reach.value);
        let own = [contact::field::email, contact::field::phone].map(|field| field.of(record));
        let kept = |text: &str| {
            let text = text.trim().to_lowercase();
            (text.chars().count() >= SHORTEST).then_some(text)
        };
        let words = words_of(&name).filter(|(_, is_word)| *is_word);
        Self {
            name: kept(&name).into_iter().collect(),
            words: words.filter_map(|(word, _)| kept(word)).collect(),
            addresses: own.into_iter().chain(reach).filter_map(|text| kept(&text)).collect(),
        }
    }

    /// What several are told by.
    pub fn add(&mut self, other: Self) {
        self.name.extend(other.name);
        self.words.extend(other.words);
        self.addresses.extend(other.addresses);
    }

    /// Whether a text has their whole name or an address of theirs.
    pub fn is_in(&self, text: &str) -> bool {
        let mut whole = self.name.iter().chain(&self.addresses).peekable();
        whole.peek().is_some() && {
            let text = text.to_lowercase();
            whole.any(|whole| text.contains(whole))
        }
    }

    /// Whether any text in a value has it.
    pub fn is_in_value(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_in(text),
            Value::Array(all) => all.iter().any(|value| self.is_in_value(value)),
            Value::Object(all) => all.values().any(|value| self.is_in_value(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// The text with a gap wherever it has a word of the name, or an address; `None` if it has none. Of a longer word
    /// an ending may follow: "Novaku" is Novak.
    pub fn strike(&self, text: &str) -> Option<String> {
        let is_theirs = |word: &str| {
            let word = word.to_lowercase();
            self.words.iter().any(|own| {
                let ending = word.strip_prefix(own.as_str()).map(|ending| ending.chars().count());
                ending == Some(0) || (own.chars().count() > SHORTEST && ending.is_some_and(|ending| ending <= SHORTEST))
            })
        };
        // Addresses first: they may hold a word of the name.
        let (mut left, mut is_struck) = (text.to_owned(), false);
        for address in &self.addresses {
            while let Some(at) = find_ignoring_case(&left, address) {
                left.replace_range(at, GAP);
                is_struck = true;
            }
        }
        let mut struck = String::with_capacity(left.len());
        for (word, is_word) in words_of(&left) {
            if is_word && is_theirs(word) {
                is_struck = true;
                struck += GAP;
            } else {
                struck += word;
            }
        }
        is_struck.then(|| struck.replace("… …", GAP))
    }

    /// The value with all its texts struck; `None` if none has anything.
    pub fn strike_value(&self, value: &Value) -> Option<Value> {
        let mut struck = value.clone();
        let parts: Vec<&mut Value> = match &mut struck {
            Value::String(text) => return self.strike(text).map(Value::from),
            Value::Array(all) => all.iter_mut().collect(),
            Value::Object(all) => all.values_mut().collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => return None,
        };
        let mut is_struck = false;
        for part in parts {
            if let Some(without) = self.strike_value(part) {
                *part = without;
                is_struck = true;
            }
        }
        is_struck.then_some(struck)
    }
}

/// A text cut into words and what stands between them; whether each is a word.
fn words_of(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = rest.chars().next()?.is_alphanumeric();
        let end = rest.find(|letter: char| letter.is_alphanumeric() != is_word).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some((word, is_word))
    })
}

/// Where a text that is in lower case stands in another; of letters that change their length nowhere.
fn find_ignoring_case(text: &str, lower: &str) -> Option<std::ops::Range<usize>> {
    let in_lower = text.to_lowercase();
    let at = in_lower.find(lower)?;
    let range = at..at + lower.len();
    text.get(range.clone()).filter(|found| found.to_lowercase() == lower).map(|_| range)
}

/// A field in which a person is named by a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub id: RecordId,
    pub kind: String,
    pub field: String,
    pub value: Value,
    /// The same with gaps.
    pub without: Value,
}

/// What a person is to a book, before they are erased.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Erasing {
    /// The records that go: theirs, and those about them alone.
    pub records: Vec<(RecordId, String)>,
    /// The fields that refer to them, with what is left of each.
    pub references: Vec<Edit>,
    /// The texts that name them, in what isn't deleted.
    pub mentions: Vec<Mention>,
    /// Those in what is deleted, which nobody can be asked about, and in receipts.
    hidden: Vec<Edit>,
}

impl Erasing {
    /// What a person of an account is to a book, whatever is deleted there.
    pub fn of(book: &Book, person: RecordId) -> Self {
        let mut erasing = Self::default();
        let Some(own) = book.record(person).filter(|record| record.kind == Contact::KIND && !record.is_erased()) else {
            return erasing;
        };
        let naming = Naming::of(own);
        let id = person.to_string();
        let is_about = |record: &Record| {
            ABOUT_ONE.iter().any(|(kind, field)| record.kind == *kind && record.value(field) == id.as_str())
        };
        let others = book.records().filter(|(id, record)| *id != person && !record.is_erased());
        let (about, others): (Vec<_>, Vec<_>) = others.partition(|(_, record)| is_about(record));
        erasing.records = std::iter::once((person, own)).chain(about).map(|(id, of)| (id, of.kind.clone())).collect();
        let gone: BTreeSet<RecordId> = erasing.records.iter().map(|(id, _)| *id).collect();
        for (of, record) in others {
            for (field, register) in &record.fields {
                let edit = |value| Edit::raw(of, &record.kind, field, value);
                if record.kind == MergeReceipt::KIND {
                    if *field == merge_receipt::field::decided.name {
                        erasing.hidden.extend(decided_without(record, &gone, &naming).map(edit));
                    }
                } else if let Some(left) = without_reference(&register.value, &id) {
                    erasing.references.push(edit(left));
                } else if let Some(without) = naming.strike_value(&register.value) {
                    match record.is_deleted() {
                        true => erasing.hidden.push(edit(Value::Null)),
                        false => erasing.mentions.push(Mention {
                            id: of,
                            kind: record.kind.clone(),
                            field: field.clone(),
                            value: register.value.clone(),
                            without,
                        }),
                    }
                }
            }
        }
        erasing
    }

    /// The change that erases them; `struck` are the texts that get gaps, by their place among [`Self::mentions`].
    pub fn change(&self, struck: &BTreeSet<usize>) -> Change {
        let mut edits = self.references.clone();
        edits.extend(self.hidden.iter().cloned());
        let struck = self.mentions.iter().enumerate().filter(|(at, _)| struck.contains(at));
        edits.extend(struck.map(|(_, of)| Edit::raw(of.id, &of.kind, &of.field, of.without.clone())));
        for (id, kind) in &self.records {
            edits.extend([DELETED, ERASED].map(|field| Edit::raw(*id, kind, field, true.into())));
        }
        Change::new(Label::Erase, edits)
    }
}

/// What is left of a reference, or a list of them, without one; `None` if it isn't in it.
fn without_reference(value: &Value, id: &str) -> Option<Value> {
    match value {
        Value::String(text) => (text == id).then_some(Value::Null),
        Value::Array(all) if all.iter().any(|one| one == id) => {
            let left: Vec<Value> = all.iter().filter(|one| *one != id).cloned().collect();
            Some(super::stored(&left))
        }
        _ => None,
    }
}

/// What a receipt tells of decided conflicts without these records, and without what names whom they are about;
/// `None` if it tells nothing of them.
fn decided_without(record: &Record, gone: &BTreeSet<RecordId>, naming: &Naming) -> Option<Value> {
    let all = merge_receipt::field::decided.of(record);
    let is_of =
        |of: &DecidedConflict| gone.contains(&of.id) || naming.is_in_value(&of.ours) || naming.is_in_value(&of.theirs);
    all.iter().any(is_of).then(|| super::stored(&all.into_iter().filter(|of| !is_of(of)).collect::<Vec<_>>()))
}

/// When a person was entered into a book, in ms since 1970: by the earliest edit that stands, or by their id.
pub fn entered_at(book: &Book, person: RecordId) -> Option<u64> {
    let record = book.record(person)?;
    let edits = record.fields.values().map(|register| register.made().millis).filter(|millis| *millis > 0);
    edits.chain(person.created_at()).min()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::{
        Account, Actor, Interaction, Note, Promise, Register, SatisfactionInterview, Stamp, interaction, note, promise,
        satisfaction_interview,
    };

    fn id(number: u128) -> RecordId {
        RecordId::well_known(1_000 + number)
    }

    fn stamp(millis: u64) -> Stamp {
        Stamp { millis, counter: 0, actor: Actor(1) }
    }

    fn enter(book: &mut Book, millis: u64, edits: Vec<Edit>) -> Change {
        book.apply(&Change::new(Label::Sample, edits), stamp(millis))
    }

    /// Ana Novak is 2, her boss Bo 3, and everything speaks of her.
    fn book() -> Book {
        let mut book = Book::default();
        let account = Some(id(1));
        let ana = Contact { account, name: "Ana Novak".into(), email: "ana@alfa.si".into(), ..Contact::default() };
        let bo = Contact {
            account,
            name: "Bo Li".into(),
            reports_to: Some(id(2)),
            influences: vec![id(2), id(9)],
            ..Contact::default()
        };
        let interview = SatisfactionInterview { account, contact: Some(id(2)), ..SatisfactionInterview::default() };
        let tie = Tie { account, contact: Some(id(2)), note: "since school".into(), ..Tie::default() };
        let touch = Interaction { account, contacts: vec![id(2), id(3)], ..Interaction::default() };
        let note =
            Note { account, text: "Call ANA@alfa.si, or Novakova at home. Not Novaković.".into(), ..Note::default() };
        let promise = Promise { account, contacts: vec![id(2)], ..Promise::default() };
        let gone = Note { account, text: "Ana is ill".into(), ..Note::default() };
        let mut edits = Account { name: "Alfa".into(), ..Account::default() }.create(id(1));
        edits.extend(ana.create(id(2)).into_iter().chain(bo.create(id(3))).chain(interview.create(id(4))));
        edits.extend(tie.create(id(5)).into_iter().chain(touch.create(id(6))).chain(note.create(id(7))));
        edits.extend(promise.create(id(8)).into_iter().chain(gone.create(id(10))));
        enter(&mut book, 1, edits);
        enter(&mut book, 2, vec![Edit::delete::<Note>(id(10))]);
        book
    }

    #[test]
    fn nothing_is_left_but_that_there_was_somebody() {
        let mut book = book();
        let erasing = Erasing::of(&book, id(2));
        assert_eq!(erasing.records.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [id(2), id(5)]);
        let change = erasing.change(&[0].into());
        let names = |edit: &Edit| edit.value.to_string().to_lowercase().contains("novak");
        assert!(!change.edits.iter().any(|edit| names(edit) && edit.id != id(7)), "only what is left of the note");
        let inverse = book.apply(&change, stamp(3));
        assert!(inverse.edits.iter().all(|edit| edit.id != id(2) && edit.id != id(5)));
        let left = |of: u128| book.record(id(of)).map(|of| of.fields.keys().cloned().collect::<Vec<_>>());
        assert_eq!(left(2), Some(vec![DELETED.to_owned(), ERASED.to_owned()]));
        assert_eq!(left(5), left(2));
        assert_eq!(book.value(id(3), contact::field::reports_to), None);
        assert_eq!(book.value(id(3), contact::field::influences), [id(9)]);
        assert_eq!(book.value(id(4), satisfaction_interview::field::contact), None);
        assert!(book.has::<SatisfactionInterview>(id(4)), "what was said of us stays");
        assert_eq!(book.value(id(6), interaction::field::contacts), [id(3)]);
        assert_eq!(book.value(id(8), promise::field::contacts), []);
        assert_eq!(book.value(id(7), note::field::text), "Call …, or … at home. Not Novaković.");
        assert_eq!(book.record(id(10)).map(|record| record.value("text").clone()), Some(Value::Null));
        assert_eq!(Erasing::of(&book, id(2)), Erasing::default(), "nobody is erased twice");
    }

    #[test]
    fn a_text_stays_as_it_is_unless_a_person_says_so() {
        let mut book = book();
        let erasing = Erasing::of(&book, id(2));
        assert_eq!(erasing.mentions.iter().map(|of| (of.id, of.field.as_str())).collect::<Vec<_>>(), [(id(7), "text")]);
        book.apply(&erasing.change(&BTreeSet::new()), stamp(3));
        assert!(book.value(id(7), note::field::text).contains("Novakova"));
    }

    #[test]
    fn names_are_found_as_words_and_addresses_wherever_they_stand() {
        let record = book().record(id(2)).cloned().unwrap_or_else(|| Record::new("contact"));
        let naming = Naming::of(&record);
        for (text, without) in [
            ("Ana Novak said so", Some("… said so")),
            ("NOVAKU, ana@ALFA.si!", Some("…, …!")),
            ("Anatomy, banana, Novakovicevich", None),
            ("", None),
        ] {
            assert_eq!(naming.strike(text).as_deref(), without, "{text}");
        }
        assert!(naming.is_in("with ana novak.") && naming.is_in_value(&json!({ "said": ["x", "ana@alfa.si"] })));
        assert!(!naming.is_in("Ana alone") && !Naming::default().is_in("anything"));
    }

    /// In whatever order a tombstone, an older record and later edits meet.
    #[test]
    fn a_tombstone_is_stronger_than_whatever_meets_it() {
        let older = book();
        let mut erased = older.clone();
        erased.apply(&Erasing::of(&older, id(2)).change(&BTreeSet::new()), stamp(3));
        let mut edited = older.clone();
        let again = vec![contact::field::phone.set(id(2), "555".into()), Edit::revive(id(2), Contact::KIND)];
        enter(&mut edited, 9, again.clone());
        let books = [&older, &erased, &edited];
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let (mut joined, mut applied) = (Book::default(), Book::default());
            for book in order.map(|at| books[at]) {
                joined.join_book(book);
                applied.apply(&applied.changes_from(book, Label::Sample), stamp(20));
            }
            assert_eq!(joined, applied, "{order:?}");
            let record = joined.record(id(2)).cloned().unwrap_or_else(|| Record::new(""));
            assert!(record.is_erased() && record.is_deleted() && record.fields.len() == 2, "{order:?}");
            assert!(!joined.has::<Contact>(id(2)) && joined.belonging([id(1)]).iter().all(|(of, _)| *of != id(2)));
            assert_eq!(joined.changes_from(&older, Label::Sample).edits, [], "and an older book is known");
            assert!(joined.revivals(&older).iter().all(|edit| edit.id != id(2)));
            assert!(joined.changes_to(&older, Label::Sample).edits.iter().all(|edit| edit.id != id(2)));
        }
        enter(&mut erased, 30, again);
        assert!(!erased.has::<Contact>(id(2)));
        // A file that was made by hand holds no more of it.
        let mut record = Record::new(Contact::KIND);
        for field in ["name", ERASED] {
            record.fields.insert(field.into(), Register { value: json!("x"), stamp: stamp(1), origin: None });
        }
        let read: Book = serde_json::from_value(json!({ id(2).to_string(): record })).unwrap_or_default();
        assert_eq!(read.record(id(2)).map(|record| record.fields.len()), Some(1));
    }

    #[test]
    fn who_was_entered_when_is_told_by_what_stands() {
        let book = book();
        assert_eq!((entered_at(&book, id(2)), entered_at(&book, id(77))), (Some(1), None));
        assert_eq!(RecordId::from_parts(7_000, [3; 10]).created_at(), Some(7_000));
        assert_eq!(id(2).created_at(), None);
    }
}
