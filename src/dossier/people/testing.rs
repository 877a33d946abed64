//! An account made up for a test.

use serde_json::Value;

use super::People;
use crate::book::{
    Account as AccountRecord, Book, Change, Colleague, Contact, Edit, Interaction, Label, Promise, RecordId,
    RecordKind, Stamp, Strength, Tie, contact,
};
use crate::calendar::Date;
use crate::dossier::Dossier;

/// The `n`th id: ids sort as they were made.
pub fn id(n: u16) -> RecordId {
    let [high, low] = n.to_be_bytes();
    RecordId::from_parts(u64::from(n) + 1, [high, low, 0, 0, 0, 0, 0, 0, 0, 0])
}

pub struct Account {
    pub book: Book,
    pub id: RecordId,
    next: u16,
}

impl Default for Account {
    fn default() -> Self {
        let mut account = Self { book: Book::default(), id: id(0), next: 0 };
        account.add(&AccountRecord { name: "Ernst Handel".into(), ..AccountRecord::default() });
        account
    }
}

impl Account {
    pub fn apply(&mut self, edits: Vec<Edit>) -> Change {
        let stamp = Stamp { millis: self.book.latest_stamp().millis + 1, ..Stamp::default() };
        self.book.apply(&Change::new(Label::Sample, edits), stamp)
    }

    pub fn add(&mut self, record: &impl RecordKind) -> RecordId {
        let id = id(self.next);
        self.next += 1;
        self.apply(record.create(id));
        id
    }

    pub fn people<const N: usize>(&mut self, names: [&str; N]) -> [RecordId; N] {
        let account = Some(self.id);
        names.map(|name| self.add(&Contact { account, name: name.into(), ..Contact::default() }))
    }

    pub fn colleagues<const N: usize>(&mut self, names: [&str; N]) -> [RecordId; N] {
        names.map(|name| self.add(&Colleague { name: name.into(), ..Colleague::default() }))
    }

    pub fn tie(&mut self, contact: RecordId, colleague: RecordId, strength: Strength) -> RecordId {
        let account = Some(self.id);
        let strength = Some(strength);
        self.add(&Tie { account, contact: Some(contact), colleague: Some(colleague), strength, ..Tie::default() })
    }

    pub fn meet(
        &mut self,
        day: Date,
        contacts: impl IntoIterator<Item = RecordId>,
        colleagues: impl IntoIterator<Item = RecordId>,
    ) {
        let (contacts, colleagues) = (contacts.into_iter().collect(), colleagues.into_iter().collect());
        let account = Some(self.id);
        self.add(&Interaction { account, day: Some(day), contacts, colleagues, ..Interaction::default() });
    }

    pub fn promise(&mut self, to: RecordId, what: &str) -> RecordId {
        let account = Some(self.id);
        self.add(&Promise { account, what: what.into(), contacts: vec![to], ..Promise::default() })
    }

    pub fn reports(&mut self, who: RecordId, boss: RecordId) {
        self.apply(vec![contact::field::reports_to.set(who, Some(boss))]);
    }

    pub fn edit(&mut self, id: RecordId, edit: impl FnOnce(&mut Contact)) {
        let mut contact = self.contact(id);
        edit(&mut contact);
        let mut edits = contact.create(id);
        // What became empty is emptied.
        let fields: Vec<String> = self.book.record(id).expect("a record").fields.keys().cloned().collect();
        let emptied = fields.into_iter().filter(|field| !edits.iter().any(|edit| edit.field == *field));
        let emptied: Vec<Edit> = emptied.map(|field| Edit::raw(id, Contact::KIND, &field, Value::Null)).collect();
        edits.extend(emptied);
        self.apply(edits);
    }

    pub fn contact(&self, id: RecordId) -> Contact {
        self.book.get(id).expect("a contact")
    }

    pub fn dossier(&self) -> Dossier {
        Dossier::of(&self.book, self.id).expect("the account")
    }

    pub fn seen_on(&self, day: Date) -> People {
        People::of(&self.dossier(), &self.book, day)
    }
}
