//! People as cards for address books (vCard 3.0, RFC 2426): what Outlook, Google and telephones read alike.
//!
//! Out goes what a colleague may give to anybody: name, work, numbers and addresses. What we think of somebody, their
//! part in buying and notes about them stay.

use std::fmt::Write;

use super::content_lines::{escaped, line};
use crate::book::{Account, Book, Contact, Reach, ReachKind, RecordId};

/// The cards of the people at an account, or of all; who left, and who is only known to be there, have none. In the
/// order of accounts' names, then of theirs.
pub fn vcards(book: &Book, of: Option<RecordId>) -> String {
    let counting = |person: &Contact| person.account.map(|id| book.merged().of_account(id));
    let has_card = |person: &Contact| {
        !person.placeholder
            && person.left.is_none()
            && !person.name.trim().is_empty()
            && of.is_none_or(|wanted| counting(person) == Some(wanted))
    };
    let people = book.all::<Contact>().filter(|(_, person)| has_card(person));
    let mut cards: Vec<(Account, RecordId, Contact)> = people
        .map(|(id, person)| (counting(&person).and_then(|id| book.get(id)).unwrap_or_default(), id, person))
        .collect();
    cards.sort_by(|(a, at, one), (b, other, two)| (&a.name, &one.name, at).cmp(&(&b.name, &two.name, other)));
    let mut file = String::new();
    for (account, id, person) in &cards {
        card(&mut file, account, *id, person);
    }
    file
}

fn card(file: &mut String, account: &Account, id: RecordId, person: &Contact) {
    line(file, "BEGIN:VCARD");
    line(file, "VERSION:3.0");
    // The same for the same person, so that an address book that reads the file again makes no second one.
    line(file, &format!("UID:urn:uuid:{id}"));
    let name = person.name.trim();
    line(file, &format!("FN:{}", escaped(name)));
    // Required. A name is one text here; where it has several words, the last is the family's in most languages.
    let (given, family) = name.rsplit_once(' ').unwrap_or(("", name));
    line(file, &format!("N:{};{};;;", escaped(family), escaped(given)));
    let mut organisation = escaped(&account.name);
    if !person.unit.is_empty() {
        let _ = write!(organisation, ";{}", escaped(&person.unit));
    }
    for (property, value) in [
        ("ORG", organisation),
        ("TITLE", escaped(&person.function)),
        ("TEL;TYPE=WORK,VOICE", escaped(&person.phone)),
        ("EMAIL;TYPE=INTERNET", escaped(&person.email)),
    ] {
        said(file, property, &value);
    }
    for Reach { kind, value } in &person.reach {
        let property = match kind {
            ReachKind::Phone => "TEL;TYPE=VOICE",
            ReachKind::Mobile => "TEL;TYPE=CELL",
            ReachKind::Fax => "TEL;TYPE=FAX",
            ReachKind::Email => "EMAIL;TYPE=INTERNET",
            ReachKind::Messenger => "IMPP",
            ReachKind::Web => "URL",
            ReachKind::Other => "X-REACH",
        };
        said(file, property, &escaped(value));
    }
    let place = [&account.address, &account.city, &account.region, &account.postal_code, &account.country];
    if place.iter().any(|part| !part.is_empty()) {
        let place = place.map(|part| escaped(part)).join(";");
        line(file, &format!("ADR;TYPE=WORK:;;{place}"));
    }
    if let Some(birthday) = person.birthday {
        line(file, &format!("BDAY:{birthday}"));
    }
    line(file, "END:VCARD");
}

fn said(file: &mut String, property: &str, value: &str) {
    if !value.is_empty() {
        line(file, &format!("{property}:{value}"));
    }
}

#[cfg(test)]
mod tests {
    use calcard::vcard::{VCard, VCardProperty, VCardValue};
    use calcard::{Entry, Parser};
    use proptest::prelude::*;

    use super::*;
    use crate::book::{Birthday, Change, Label, RecordKind, Stamp};
    use crate::calendar::date;

    const ACCOUNT: u128 = 1;

    fn book(account: &Account, people: &[Contact]) -> Book {
        let mut book = Book::default();
        let mut edits = account.create(RecordId::well_known(ACCOUNT));
        for (person, number) in people.iter().zip(2..) {
            let person = Contact { account: Some(RecordId::well_known(ACCOUNT)), ..person.clone() };
            edits.extend(person.create(RecordId::well_known(number)));
        }
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 9, ..Stamp::default() });
        book
    }

    /// What another reader makes of it.
    fn read(text: &str) -> Vec<VCard> {
        let mut parser = Parser::new(text);
        std::iter::from_fn(|| match parser.entry() {
            Entry::VCard(card) => Some(card),
            Entry::Eof => None,
            other => panic!("{other:?} in {text}"),
        })
        .collect()
    }

    fn texts(card: &VCard, property: &VCardProperty) -> Vec<String> {
        let entries = card.entries.iter().filter(|entry| entry.name == *property);
        let text = |value: &VCardValue| match value {
            VCardValue::Text(text) => text.clone(),
            VCardValue::Component(parts) => parts.join(";"),
            other => format!("{other:?}"),
        };
        entries.map(|entry| entry.values.iter().map(text).collect::<Vec<_>>().join(";")).collect()
    }

    fn anna() -> Contact {
        let reach = |kind, value: &str| Reach { kind, value: value.into() };
        Contact {
            name: "Anna Maria Ek".into(),
            function: "Head of purchasing; food, drinks".into(),
            unit: "Purchasing".into(),
            phone: "+49 30 1".into(),
            email: "anna@alfa.example".into(),
            reach: vec![reach(ReachKind::Mobile, "+49 170 2"), reach(ReachKind::Fax, "+49 30 9")],
            birthday: "1960-05-14".parse().ok(),
            note: "Keeps promises".into(),
            preferences: "Calls before nine".into(),
            ..Contact::default()
        }
    }

    #[test]
    fn another_reader_finds_everybody_with_what_they_may_be_given() {
        let account = Account { name: "Alfa; Söhne, GmbH".into(), city: "Berlin".into(), ..Account::default() };
        let gone = Contact { name: "Bo Li".into(), left: Some(date(2020, 1, 1)), ..Contact::default() };
        let unknown = Contact { name: "Head of finance".into(), placeholder: true, ..Contact::default() };
        let mika = Contact { name: "Mika".into(), birthday: Birthday::new(None, 2, 29).ok(), ..Contact::default() };
        let book = book(&account, &[mika, anna(), gone, unknown]);
        let text = vcards(&book, Some(RecordId::well_known(ACCOUNT)));
        assert_eq!(vcards(&book, None), text);
        let cards = read(&text);
        let of = |property: VCardProperty| cards.iter().map(|card| texts(card, &property)).collect::<Vec<_>>();
        assert_eq!(of(VCardProperty::Fn), [["Anna Maria Ek"], ["Mika"]]);
        assert_eq!(of(VCardProperty::N), [["Ek;Anna Maria;;;"], ["Mika;;;;"]]);
        assert_eq!(of(VCardProperty::Org), [["Alfa; Söhne, GmbH;Purchasing"], ["Alfa; Söhne, GmbH"]]);
        assert_eq!(of(VCardProperty::Title)[0], ["Head of purchasing; food, drinks"]);
        assert_eq!(of(VCardProperty::Tel)[0], ["+49 30 1", "+49 170 2", "+49 30 9"]);
        assert_eq!(of(VCardProperty::Email)[0], ["anna@alfa.example"]);
        assert_eq!(of(VCardProperty::Adr)[0], [";;;Berlin;;;"]);
        assert!(text.contains("BDAY:1960-05-14\r\n") && text.contains("BDAY:--02-29\r\n"), "{text}");
        assert!(!text.contains("promises") && !text.contains("before nine"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    }

    #[test]
    fn a_person_has_the_same_id_each_time() {
        let book = book(&Account::default(), &[anna()]);
        let id = RecordId::well_known(2);
        assert!(vcards(&book, None).contains(&format!("UID:urn:uuid:{id}\r\n")));
    }

    proptest! {
        /// Nobody's name ends a card, begins another, or becomes a line of its own.
        #[test]
        fn whatever_people_are_called_each_has_one_card(
            names in prop::collection::vec("[\\PC\n\r:;,\\\\]{1,90}", 1..5),
            company in "[\\PC\n\r:;,\\\\]{0,90}",
        ) {
            let people: Vec<Contact> =
                names.iter().map(|name| Contact { name: name.clone(), ..Contact::default() }).collect();
            let text = vcards(&book(&Account { name: company, ..Account::default() }, &people), None);
            let named = names.iter().filter(|name| !name.trim().is_empty()).count();
            prop_assert_eq!(text.matches("BEGIN:VCARD\r\n").count(), named);
            prop_assert_eq!(read(&text).len(), named);
        }
    }
}
