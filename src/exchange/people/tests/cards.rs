//! Cards beside another reader of them, and out and in again.

use calcard::vcard::{VCard, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use proptest::prelude::*;

use super::*;

/// What another reader makes of a card.
fn others(text: &str) -> Vec<VCard> {
    let mut parser = Parser::new(text);
    std::iter::from_fn(|| match parser.entry() {
        Entry::VCard(card) => Some(card),
        Entry::Eof => None,
        other => panic!("{other:?}"),
    })
    .collect()
}

fn texts(card: &VCard, property: &VCardProperty) -> Vec<String> {
    let values = card.entries.iter().filter(|entry| entry.name == *property).flat_map(|entry| &entry.values);
    let text = |value: &VCardValue| match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(parts) => parts.join(";"),
        other => format!("{other:?}"),
    };
    values.map(text).filter(|text| !text.is_empty()).collect()
}

/// Another reader finds the same names, mail addresses and notes in the cards of every program.
#[test]
fn another_reader_finds_the_same_in_cards() {
    for name in ["apple.vcf", "google.vcf", "v4.vcf"] {
        let bytes = file(name);
        let text = String::from_utf8(bytes.clone()).unwrap_or_else(|_| panic!("{name}"));
        let preview = Desk::default().preview(bytes);
        let ours: Vec<&ContactCard> = preview.import.customers.iter().flat_map(|customer| &customer.contacts).collect();
        let theirs = others(&text);
        for card in ours {
            let is_it = |other: &&VCard| texts(other, &VCardProperty::Fn) == [card.name.clone()];
            let other = theirs.iter().find(is_it).unwrap_or_else(|| panic!("{name}: {}", card.name));
            let mut mails: Vec<String> = card.mails().map(str::to_owned).collect();
            let mut others = texts(other, &VCardProperty::Email);
            mails.sort();
            others.sort();
            assert_eq!(mails, others, "{name}");
            let notes = texts(other, &VCardProperty::Note);
            assert_eq!(notes.first().map(|note| note.trim().to_owned()).unwrap_or_default(), card.note, "{name}");
        }
    }
}

fn line() -> impl Strategy<Value = String> {
    "[A-Za-zА-я][A-Za-zА-я;,:\\\\\"'=@+0-9]{0,12}( [A-Za-zА-я;,:\\\\]{1,12}){0,2}"
}

fn contact() -> impl Strategy<Value = Contact> {
    let numbers = prop::collection::vec((0_usize..6, 1_000_000_u32..9_999_999), 0..5);
    let birthday = prop::option::of((prop::option::of(1900_i16..2010), 1_i8..13, 1_i8..29));
    (line(), line(), prop::option::of(line()), 0_u32..1_000_000, numbers, birthday).prop_map(
        |(name, function, unit, number, reach, birthday)| {
            let kinds = [
                ReachKind::Phone,
                ReachKind::Mobile,
                ReachKind::Fax,
                ReachKind::Email,
                ReachKind::Messenger,
                ReachKind::Web,
            ];
            let reach = reach.into_iter().map(|(kind, number)| {
                let kind = kinds[kind];
                let value = match kind {
                    ReachKind::Email => format!("further{number}@home.example"),
                    ReachKind::Web => format!("https://{number}.example/a;b,c"),
                    ReachKind::Messenger => format!("xmpp:{number}"),
                    _ => format!("+49 30 {number}"),
                };
                Reach { kind, value }
            });
            let mut own: Vec<Reach> = reach.collect();
            own.sort_by(|one, other| one.value.cmp(&other.value));
            own.dedup_by(|one, other| one.value == other.value);
            Contact {
                name,
                function,
                unit: unit.unwrap_or_default(),
                phone: "+49 89 7654321".into(),
                email: format!("p{number}@firm{number}.example"),
                reach: own,
                birthday: birthday.and_then(|(year, month, day)| Birthday::new(year, month, day).ok()),
                ..Contact::default()
            }
        },
    )
}

proptest! {
    /// What goes out as cards is known when it comes back; in another book it makes the same people.
    #[test]
    fn cards_come_back_as_they_went_out(company in line(), people in prop::collection::vec(contact(), 1..5)) {
        let company = crate::book::spelling::tidy(&company);
        prop_assume!(!crate::exchange::matching::normalised(&company).is_empty());
        let mut desk = Desk::with(&[company.as_str()]);
        let account = Some(desk.account(&company));
        for (person, number) in people.iter().zip(0..) {
            let mut person = Contact { account, ..person.clone() };
            // Two of one name and number would be one person.
            person.name = crate::book::spelling::tidy(&format!("{} n{number}", person.name));
            person.phone = format!("+49 89 76543{number}1");
            person.email = format!("p{number}@firm.example");
            for reach in &mut person.reach {
                if reach.kind != ReachKind::Web {
                    reach.value = format!("{}{number}", reach.value);
                }
            }
            desk.create(&person);
        }
        let before = desk.people();
        let file = vcards(&desk.book, None);
        let effect = desk.take(file.clone(), &Decisions::default());
        prop_assert_eq!(effect.people, PeopleEffect { same: people.len(), ..PeopleEffect::default() });
        prop_assert_eq!(desk.people(), before.clone());

        let mut other = Desk::default();
        other.take(file, &founded(&[company.as_str()]));
        let kept = |person: &Contact| {
            let mut reach: Vec<(String, String)> =
                person.reach.iter().map(|reach| (format!("{:?}", reach.kind), reach.value.clone())).collect();
            reach.sort();
            (person.name.clone(), person.function.clone(), person.unit.clone(), person.phone.clone(), person.email.clone(), person.birthday, reach)
        };
        prop_assert_eq!(other.people().iter().map(kept).collect::<Vec<_>>(), before.iter().map(kept).collect::<Vec<_>>());
    }

    /// Whatever bytes there are behind the first line, nothing panics, and every row is in one count.
    #[test]
    fn whatever_a_card_says_it_is_read_or_refused(lines in prop::collection::vec("[\\PC\t\r=;:,.\"\\\\]{0,60}", 0..20)) {
        let text = format!("BEGIN:VCARD\r\nFN:Anna\r\n{}\r\nEND:VCARD\r\n", lines.join("\r\n"));
        let mut importer = importer(text);
        if let Ok(Ok(inspection)) = importer.inspect(&Hints::default()) {
            let spec = inspection.spec(crate::currency::Currency::default());
            if let Ok(Ok(preview)) = importer.read(&spec, |_, _| {}) {
                let counts = &preview.import.reconciliation;
                prop_assert_eq!(counts.read, counts.imported + counts.totals + counts.headings + counts.skipped());
            }
        }
    }
}
