//! Files of people as programs really write them, and what comes of them in a book.

mod cards;

use super::*;
use crate::book::{Account, Change, Interaction, Label, Note, Stamp};
use crate::calendar::date;
use crate::exchange::apply_import::{
    AccountEffect, Decisions, ImportSource, apply_import, differences, effect, without_account,
};
use crate::exchange::matching::Known;
use crate::exchange::testing::{data, importer};
use crate::exchange::vcard::vcards;
use crate::exchange::{FileKind, Hints, Inspection, Likeness, MatchedBy, Preview, Reason, Role};

/// What each program writes of the same two people, in its own words and encoding.
const PROGRAMS: [&str; 11] = [
    "outlook.csv",
    "google.csv",
    "google_old.csv",
    "hubspot.csv",
    "salesforce.csv",
    "salesforce_data.csv",
    "pipedrive.csv",
    "espocrm.csv",
    "apple.vcf",
    "google.vcf",
    "v4.vcf",
];

/// A book, and what becomes of it.
#[derive(Default)]
struct Desk {
    book: Book,
    ids: u128,
}

impl Desk {
    fn with(accounts: &[&str]) -> Self {
        let mut desk = Self::default();
        for name in accounts {
            let account = Account { name: (*name).into(), ..Account::default() };
            desk.create(&account);
        }
        desk
    }

    fn create<K: RecordKind>(&mut self, record: &K) -> RecordId {
        self.ids += 1;
        let id = RecordId::well_known(1_000 + self.ids);
        self.edit(record.create(id));
        id
    }

    fn edit(&mut self, edits: Vec<Edit>) {
        self.ids += 1;
        let stamp = Stamp { millis: self.ids as u64, ..Stamp::default() };
        self.book.apply(&Change::new(Label::Sample, edits), stamp);
    }

    fn account(&self, name: &str) -> RecordId {
        let found = self.book.accounts().find(|(_, account)| account.name == name);
        found.map(|(id, _)| id).unwrap_or_else(|| panic!("no {name}"))
    }

    fn person(&self, name: &str) -> Contact {
        self.people().into_iter().find(|one| one.name == name).unwrap_or_else(|| panic!("no {name}"))
    }

    fn people(&self) -> Vec<Contact> {
        let mut people: Vec<Contact> = self.book.all::<Contact>().map(|(_, person)| person).collect();
        people.sort_by(|one, other| one.name.cmp(&other.name));
        people
    }

    /// What a file would do.
    fn preview(&self, bytes: impl Into<Vec<u8>>) -> Preview {
        seen(bytes, &self.book).1
    }

    fn effect(&self, bytes: impl Into<Vec<u8>>, decisions: &Decisions) -> PeopleEffect {
        effect(&self.book, &self.preview(bytes), decisions).people
    }

    /// Takes a file over; what it did.
    fn take(&mut self, bytes: impl Into<Vec<u8>>, decisions: &Decisions) -> AccountEffect {
        let preview = self.preview(bytes);
        let effect = effect(&self.book, &preview, decisions);
        let source = ImportSource { file: "people", label: Label::Sample, spec: None, today: date(2025, 1, 1) };
        let mut ids = self.ids;
        let (change, _) = apply_import(&self.book, &preview, decisions, source, || {
            ids += 1;
            RecordId::well_known(1_000 + ids)
        });
        self.ids = ids + 1;
        let stamp = Stamp { millis: self.ids as u64, ..Stamp::default() };
        self.book.apply(&change, stamp);
        effect
    }
}

/// What a file looks like, and what it holds for a book.
fn seen(bytes: impl Into<Vec<u8>>, book: &Book) -> (Inspection, Preview) {
    let mut importer = importer(bytes);
    importer.set_known(Known::of(book));
    let Ok(inspection) = importer.inspect(&Hints::default());
    let inspection = inspection.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let spec = inspection.spec(crate::currency::Currency::default());
    assert!(spec.is_ready(&inspection), "{:?}", spec.questions(&inspection));
    let Ok(preview) = importer.read(&spec, |_, _| {});
    (inspection, preview.unwrap_or_else(|refusal| panic!("{refusal:?}")))
}

/// A file of `tests/data/people`.
fn file(name: &str) -> Vec<u8> {
    data(&format!("people/{name}"))
}

fn founded(names: &[&str]) -> Decisions {
    Decisions { founded: names.iter().map(|name| (*name).to_owned()).collect(), ..Decisions::default() }
}

fn reach(person: &Contact, kind: ReachKind) -> Vec<&str> {
    person.reach.iter().filter(|reach| reach.kind == kind).map(|reach| reach.value.as_str()).collect()
}

#[test]
fn every_programs_file_brings_its_people() {
    for name in PROGRAMS {
        let mut desk = Desk::with(&["ALFA", "Beta"]);
        let preview = desk.preview(file(name));
        assert_eq!(preview.import.kind, FileKind::People, "{name}");
        desk.take(file(name), &Decisions::default());
        let anna = desk.people().into_iter().find(|one| one.name.contains("Anna")).unwrap_or_else(|| panic!("{name}"));
        assert!(
            ["Anna Ek", "Anna Maria Ek", "Ms Anna Maria Ek"].contains(&anna.name.as_str()),
            "{name}: {}",
            anna.name
        );
        assert_eq!(anna.account, Some(desk.account("ALFA")), "{name}");
        assert_eq!(
            (anna.function.as_str(), anna.email.as_str()),
            ("Head of purchasing", "anna.ek@alfa.example"),
            "{name}"
        );
        assert!(!phone(&anna.phone).is_empty(), "{name}");
        if name != "espocrm.csv" {
            assert_eq!(
                reach(&anna, ReachKind::Mobile).iter().map(|own| phone(own)).collect::<Vec<_>>(),
                ["707654321"],
                "{name}"
            );
        }
        let bo = desk.person("Bo Li");
        assert_eq!((bo.account, bo.email.as_str()), (Some(desk.account("Beta")), "bo.li@beta.example"), "{name}");
        assert_eq!(desk.book.accounts().count(), 2, "{name}: nobody is made an account unasked");
    }
}

#[test]
fn what_else_a_program_says_is_taken_too() {
    let mut desk = Desk::with(&["Alfa"]);
    desk.take(file("outlook.csv"), &Decisions::default());
    let anna = desk.person("Anna Maria Ek");
    assert_eq!((anna.unit.as_str(), anna.note.as_str()), ("Purchasing", "Met at the fair\nCalls before nine"));
    assert_eq!(anna.birthday, "1960-05-14".parse().ok());
    assert_eq!(anna.phone, "+49 30 1234567");
    assert_eq!(
        (reach(&anna, ReachKind::Email), reach(&anna, ReachKind::Fax)),
        (vec!["anna@home.example"], vec!["+49 30 1234569"])
    );

    let mut desk = Desk::with(&["Alfa", "Beta"]);
    desk.take(file("google.csv"), &Decisions::default());
    let anna = desk.person("Anna Maria Ek");
    assert_eq!(anna.phone, "+49 30 1234567", "labels say which is which");
    assert_eq!(
        (reach(&anna, ReachKind::Mobile), reach(&anna, ReachKind::Fax)),
        (vec!["+49 170 7654321"], vec!["+49 30 1234569"])
    );
    assert_eq!(reach(&anna, ReachKind::Email), ["ek@alfa.example"], "two in a cell");
    assert_eq!(desk.person("Bo Li").birthday, "--02-29".parse().ok());
}

#[test]
fn files_in_other_languages_are_known_by_their_headers() {
    let mut desk = Desk::with(&["Alfa"]);
    desk.take(file("outlook_german.csv"), &founded(&["Beta"]));
    let anna = desk.person("Anna Maria Ek");
    assert_eq!((anna.function.as_str(), anna.unit.as_str()), ("Leiterin Einkauf", "Einkauf"));
    assert_eq!((anna.note.as_str(), anna.birthday), ("Für größere Aufträge", "1960-05-14".parse().ok()));
    assert_eq!(desk.person("Jörg Müller").birthday, None, "zeros are no birthday");
    assert_eq!(desk.book.accounts().count(), 2);

    for name in ["outlook_russian.csv", "phone21.vcf", "phone_cp1251.vcf"] {
        let mut desk = Desk::with(&["Ромашка"]);
        desk.take(file(name), &Decisions::default());
        let anna = desk
            .people()
            .into_iter()
            .find(|one| one.email == "anna@romashka.example")
            .unwrap_or_else(|| panic!("{name}"));
        assert!(["Анна Петровна Иванова"].contains(&anna.name.as_str()), "{name}: {}", anna.name);
        assert_eq!((anna.unit.as_str(), anna.function.as_str()), ("Закупки", "Директор"), "{name}");
        assert_eq!(anna.phone, "+7 495 123-45-67", "{name}");
    }
    let mut desk = Desk::with(&["Ромашка"]);
    desk.take(file("phone21.vcf"), &Decisions::default());
    assert_eq!(desk.people().len(), 1, "a card within a card is nobody's");
    assert_eq!(desk.people()[0].note, "Звонить до девяти");
}

/// Nothing of a company's card, or of a list's, is a person.
#[test]
fn cards_of_companies_and_lists_are_told_and_left_out() {
    for name in ["apple.vcf", "v4.vcf"] {
        let preview = Desk::with(&["Alfa", "Beta"]).preview(file(name));
        let counts = &preview.import.reconciliation;
        assert_eq!((counts.read, counts.imported), (3, 2), "{name}");
        assert_eq!(counts.skipped, [(Reason::NoPerson, 1)], "{name}");
    }
    let mut desk = Desk::with(&["Alfa"]);
    desk.take(file("apple.vcf"), &Decisions::default());
    let anna = desk.person("Ms Anna Maria Ek");
    assert_eq!(anna.note, "Calls before nine, never on Fridays;\nmet at the fair");
    assert_eq!(anna.birthday, "--05-14".parse().ok(), "1604 is no year");
    assert_eq!(reach(&anna, ReachKind::Web), ["http://alfa.example"]);
    assert_eq!(anna.phone, "+49 30 1234567", "a label says that it is of the work");
}

/// A file whose headers no list knows is told by its mail addresses; the rest is mapped by hand.
#[test]
fn unknown_headers_are_mapped_by_hand() {
    let mut importer = importer(file("unknown_words.csv"));
    let desk = Desk::with(&["Alfa", "Beta"]);
    importer.set_known(Known::of(&desk.book));
    let Ok(inspection) = importer.inspect(&Hints::default());
    let inspection = inspection.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(inspection.kind, FileKind::People);
    let mut spec = inspection.spec(crate::currency::Currency::default());
    for (at, role) in [(0, Role::Contact), (1, Role::Customer), (2, Role::Function)] {
        spec.assign(at, role);
    }
    assert_eq!((spec.kind, spec.column(Role::Email)), (FileKind::People, Some(3)));
    let Ok(Ok(preview)) = importer.read(&spec, |_, _| {}) else { panic!("refused") };
    let found = effect(&desk.book, &preview, &Decisions::default()).people;
    assert_eq!(found, PeopleEffect { new: 2, ..PeopleEffect::default() });
    assert!(preview.matches.iter().all(|found| found.by == MatchedBy::Name));
}

#[test]
fn what_is_sold_and_lists_of_customers_stay_what_they_are() {
    let book = Book::default();
    let customers = data("northwind/northwind_customers.csv");
    assert_eq!(seen(customers, &book).1.import.kind, FileKind::Customers);
    let cards = "Customer,Contact,Email,City\nAlfa,Anna Ek,a@alfa.example,Berlin\n";
    assert_eq!(seen(cards, &book).1.import.kind, FileKind::Customers);
    let orders = "First Name,Last Name,Email,Customer,Date,Order,Amount\nAnna,Ek,a@a.example,Alfa,2024-01-15,1,10.00\n";
    assert_eq!(seen(orders, &book).1.import.kind, FileKind::Sales);
}

#[test]
fn the_same_file_twice_adds_nothing() {
    for name in PROGRAMS.into_iter().chain(["outlook_german.csv", "outlook_russian.csv", "phone21.vcf"]) {
        let mut desk = Desk::with(&["Alfa GmbH"]);
        let all = founded(&["Beta", "Бета", "ООО «Ромашка»", "gamma.example", "Cleo Sax", "somebody@gmail.com"]);
        let first = desk.take(file(name), &all);
        assert!(first.people.new > 0 && first.people.aside == 0, "{name}: {first:?}");
        let people = desk.people();
        let second = desk.take(file(name), &Decisions::default());
        assert_eq!((second.created, second.brings_people()), (0, false), "{name}: {second:?}");
        assert_eq!(second.people, PeopleEffect { same: people.len(), ..PeopleEffect::default() }, "{name}");
        assert_eq!(desk.people(), people, "{name}");
    }
}

#[test]
fn what_is_known_stays_and_what_the_file_says_stands_beside_it() {
    let mut desk = Desk::with(&["Alfa"]);
    let account = Some(desk.account("Alfa"));
    let known = Contact {
        account,
        name: "Anna Ek".into(),
        function: "Buyer".into(),
        email: "ANNA.EK@alfa.example".into(),
        birthday: "--05-14".parse().ok(),
        ..Contact::default()
    };
    let id = desk.create(&known);
    let preview = desk.preview(file("outlook.csv"));
    let found = differences(&desk.book, &preview, &Decisions::default());
    let said: Vec<_> = found.iter().map(|one| (one.field, one.book.as_str(), one.file.as_str())).collect();
    assert_eq!(said, [("name", "Anna Ek", "Anna Maria Ek"), ("function", "Buyer", "Head of purchasing")]);
    assert!(found.iter().all(|one| one.person == id && one.name == "Anna Ek"));
    // What was empty is filled, and the year of a birthday is added.
    let effect = desk.take(file("outlook.csv"), &Decisions::default()).people;
    assert_eq!(effect, PeopleEffect { updated: 1, aside: 2, ..PeopleEffect::default() });
    let anna = desk.person("Anna Ek");
    assert_eq!((anna.function.as_str(), anna.unit.as_str()), ("Buyer", "Purchasing"));
    assert_eq!((anna.birthday, anna.email.as_str()), ("1960-05-14".parse().ok(), "ANNA.EK@alfa.example"));
    // Unless a person takes it.
    let taken = Decisions { taken: [(id, "function".to_owned())].into(), ..Decisions::default() };
    assert_eq!(
        differences(&desk.book, &desk.preview(file("outlook.csv")), &taken).len(),
        2,
        "a choice takes nothing away"
    );
    desk.take(file("outlook.csv"), &taken);
    assert_eq!(desk.person("Anna Ek").function, "Head of purchasing");
}

#[test]
fn who_has_no_account_is_left_aside_until_somebody_says_whose_they_are() {
    let mut desk = Desk::with(&["Beta"]);
    let preview = desk.preview(file("hubspot.csv"));
    let names = |open: Vec<(usize, usize)>| -> Vec<(String, usize)> {
        open.into_iter().map(|(at, count)| (preview.import.customers[at].name.clone(), count)).collect()
    };
    assert_eq!(names(without_account(&desk.book, &preview)), [("Alfa GmbH".into(), 1), ("gamma.example".into(), 1)]);
    assert_eq!(desk.effect(file("hubspot.csv"), &Decisions::default()).aside, 2);
    // By hand: Alfa is Beta's new name, say; and the domain's is a new account.
    let decided = Decisions { same: [(0, desk.account("Beta"))].into(), ..founded(&["gamma.example"]) };
    let effect = desk.take(file("hubspot.csv"), &decided);
    assert_eq!((effect.created, effect.people.new, effect.people.aside), (1, 3, 0));
    assert_eq!(desk.person("Anna Ek").account, Some(desk.account("Beta")));
    assert_eq!(desk.person("Cleo Sax").account, Some(desk.account("gamma.example")));
    // What was decided is remembered.
    let matches = desk.preview(file("hubspot.csv")).matches;
    assert_eq!(matches[0].by, MatchedBy::Alias);
}

/// The domain of somebody's mail address suggests whose they are, and decides nothing.
#[test]
fn a_domain_suggests_an_account() {
    let mut desk = Desk::with(&["Something else"]);
    let account = Some(desk.account("Something else"));
    desk.create(&Contact { account, name: "Old Hand".into(), email: "old@gamma.example".into(), ..Contact::default() });
    desk.create(&Contact { account, name: "Other".into(), email: "other@gmail.com".into(), ..Contact::default() });
    let preview = desk.preview(file("hubspot.csv"));
    let found: Vec<_> = preview.suggestions.iter().map(|one| (Some(one.account), one.reason)).collect();
    assert_eq!(found, [(account, Likeness::Mail)]);
    assert!(preview.matches.iter().all(|found| found.account.is_none()));
    assert!(desk.preview(file("outlook.csv")).suggestions.is_empty(), "a provider's domain is nobody's");
}

#[test]
fn somebody_is_known_by_mail_by_phone_or_by_name() {
    let mut desk = Desk::with(&["Alfa", "Beta"]);
    let (alfa, beta) = (desk.account("Alfa"), desk.account("Beta"));
    let contact = |account, name: &str, email: &str, phone: &str| Contact {
        account: Some(account),
        name: name.into(),
        email: email.into(),
        phone: phone.into(),
        ..Contact::default()
    };
    let anna = desk.create(&contact(alfa, "Anna Ek", "anna@alfa.example", "+49 30 1234567"));
    let bo = desk.create(&contact(beta, "Bo Li", "", "030 / 765 43 21"));
    let info = desk.create(&contact(beta, "Ina Fox", "info@beta.example", ""));
    let people = People::of(&desk.book);
    let card = |name: &str, email: &str, phone: &str| ContactCard {
        name: name.into(),
        email: email.into(),
        phone: phone.into(),
        ..ContactCard::default()
    };
    for (account, card, found) in [
        (None, card("Анна Эк", "Anna@Alfa.example", ""), Some(anna)),
        (None, card("B. Li", "", "+49 30 7654321"), Some(bo)),
        (Some(beta), card("li bo", "", ""), None),
        (Some(beta), card("bo  LI", "", ""), Some(bo)),
        (Some(alfa), card("Bo Li", "", ""), None),
        (None, card("Bo Li", "", ""), None),
        // A switchboard and a box for all say nothing of somebody with another name.
        (Some(alfa), card("Cy Orr", "", "+49 30 1234567"), None),
        (Some(beta), card("Cy Orr", "info@beta.example", ""), None),
        (Some(beta), card("Fox, Ina", "info@beta.example", ""), Some(info)),
    ] {
        assert_eq!(people.find(account, &card), found, "{card:?}");
    }
}

#[test]
fn somebody_known_elsewhere_stays_there_until_a_person_says_otherwise() {
    let mut desk = Desk::with(&["Alfa", "Beta"]);
    let (alfa, beta) = (desk.account("Alfa"), desk.account("Beta"));
    let known = Contact {
        account: Some(beta),
        name: "Anna Ek".into(),
        email: "anna.ek@alfa.example".into(),
        ..Contact::default()
    };
    let id = desk.create(&known);
    let preview = desk.preview(file("espocrm.csv"));
    let found = differences(&desk.book, &preview, &Decisions::default());
    assert_eq!(found.iter().map(|one| one.field).collect::<Vec<_>>(), ["account"]);
    desk.take(file("espocrm.csv"), &Decisions::default());
    assert_eq!(desk.person("Anna Ek").account, Some(beta));
    let taken = Decisions { taken: [(id, "account".to_owned())].into(), ..Decisions::default() };
    desk.take(file("espocrm.csv"), &taken);
    assert_eq!(desk.person("Anna Ek").account, Some(alfa));
}

/// An entry of the timeline: the day, what it is, the subject, what was said, who took part of theirs and ours.
type Told = (String, String, String, String, Vec<String>, Vec<String>);

fn entries(desk: &Desk) -> Vec<Told> {
    let names = |ids: &[RecordId]| ids.iter().map(|id| desk.book.name(*id)).collect::<Vec<_>>();
    let touches = desk.book.all::<Interaction>().map(|(_, one)| {
        let channel = one.channel.map(|channel| format!("{channel:?}")).unwrap_or_default();
        let day = one.day.map(|day| day.to_string()).unwrap_or_default();
        (day, channel, one.subject, one.summary, names(&one.contacts), names(&one.colleagues))
    });
    let notes = desk.book.all::<Note>().map(|(_, one)| {
        let day = one.day.map(|day| day.to_string()).unwrap_or_default();
        (day, "Note".into(), one.title, one.text, Vec::new(), names(&one.by.into_iter().collect::<Vec<_>>()))
    });
    let mut all: Vec<_> = touches.chain(notes).collect();
    all.sort();
    all
}

/// Activities of every program stand on their own day, with whom, by whom, and as what they were.
#[test]
fn activities_land_in_the_timeline() {
    type Entry = (&'static str, &'static str, &'static str, &'static str, &'static str);
    let files: [(&str, &[Entry]); 5] = [
        (
            "hubspot_calls.csv",
            &[
                ("2024-05-06", "Call", "About the spring order", "Wants samples.\nCall again in June.", "Anna Ek"),
                ("2024-05-07", "Call", "Prices", "", "Bo Li"),
            ],
        ),
        ("hubspot_notes.csv", &[("2024-04-02", "Note", "", "Has a new warehouse.\nAsks for pallets.", "")]),
        (
            "salesforce.csv",
            &[
                ("2024-05-16", "Call", "Call", "Wants samples", "Anna Ek"),
                ("2024-05-17", "Letter", "Email: offer", "Offer sent", "Bo Li"),
            ],
        ),
        (
            "pipedrive.csv",
            &[
                ("2024-05-06", "Call", "Prices", "Wants samples", "Anna Ek"),
                ("2024-05-13", "Meeting", "Talks", "", "Bo Li"),
            ],
        ),
        (
            "espocrm.csv",
            &[
                ("2024-05-06", "Call", "Call about samples", "Wants samples", "Anna Ek"),
                ("2024-05-17", "Call", "Visit", "", "Bo Li"),
            ],
        ),
    ];
    for (name, expected) in files {
        let mut desk = Desk::with(&["Alfa", "Beta"]);
        let bytes = data(&format!("activities/{name}"));
        let preview = desk.preview(bytes.clone());
        assert_eq!(preview.import.kind, FileKind::Activities, "{name}");
        desk.take(bytes.clone(), &Decisions::default());
        let found = entries(&desk);
        assert_eq!(found.len(), expected.len(), "{name}: {found:?}");
        for ((day, kind, subject, text, theirs, ours), (on, what, about, said, with)) in found.iter().zip(expected) {
            assert_eq!((day.as_str(), subject.as_str()), (*on, *about), "{name}");
            assert_eq!(
                text.split_whitespace().collect::<Vec<_>>(),
                said.split_whitespace().collect::<Vec<_>>(),
                "{name}"
            );
            assert!(what.is_empty() || kind == what, "{name}: {kind}");
            assert!(kind == "Note" || *theirs == [*with], "{name}: {theirs:?}");
            assert_eq!(*ours, ["Dana Fox"], "{name}");
        }
        // The same file twice adds nothing, neither entries nor people.
        let (people, again) = (desk.people(), desk.take(bytes, &Decisions::default()));
        assert!(!again.brings_people(), "{name}: {again:?}");
        assert_eq!((entries(&desk), desk.people()), (found, people), "{name}");
    }
}

#[test]
fn activities_without_an_account_are_left_aside_and_a_mail_address_finds_one() {
    let mut desk = Desk::with(&["Alfa", "Beta"]);
    let file = data("activities/hubspot_calls.csv");
    let effect = desk.take(file.clone(), &Decisions::default());
    assert_eq!((effect.activities.new, effect.activities.aside), (2, 1));
    assert_eq!(without_account(&desk.book, &desk.preview(file.clone())).len(), 1);
    let reached = |subject: &str| {
        desk.book.all::<Interaction>().find(|(_, one)| one.subject == subject).map(|(_, one)| !one.not_reached)
    };
    assert_eq!((reached("About the spring order"), reached("Prices")), (Some(true), Some(false)));
    let effect = desk.take(file, &founded(&["Gamma"]));
    assert_eq!((effect.created, effect.activities.new, effect.activities.same), (1, 1, 2));
    // Nothing but a mail address says whose it is.
    let text =
        "Activity date,Activity type,Subject,Email,Owner\n2024-07-01,Meeting,Plans,bo.li@beta.example,Dana Fox\n";
    let bo =
        desk.book.all::<Contact>().find(|(_, one)| one.name == "Bo Li").map(|(id, _)| id).unwrap_or_else(|| panic!());
    desk.edit(vec![contact::field::email.set(bo, "bo.li@beta.example".into())]);
    let effect = desk.take(text, &Decisions::default());
    assert_eq!((effect.activities.new, effect.activities.aside), (1, 0));
    let found = entries(&desk).into_iter().find(|one| one.2 == "Plans");
    assert_eq!(found.map(|one| one.4), Some(vec!["Bo Li".to_owned()]));
}

/// One undo takes back all that a file brought: people, accounts, entries, and whoever of ours it named.
#[test]
fn one_undo_takes_everything_back() {
    for name in ["people/hubspot.csv", "people/apple.vcf", "activities/salesforce.csv"] {
        let mut desk = Desk::with(&["Alfa"]);
        let account = Some(desk.account("Alfa"));
        desk.create(&Contact {
            account,
            name: "Anna Ek".into(),
            email: "anna.ek@alfa.example".into(),
            ..Contact::default()
        });
        let (people, accounts) = (desk.people(), desk.book.accounts().count());
        let preview = desk.preview(data(name));
        let source = ImportSource { file: name, label: Label::Sample, spec: None, today: date(2025, 1, 1) };
        let mut ids = 5_000;
        let (change, _) = apply_import(&desk.book, &preview, &founded(&["Beta", "gamma.example"]), source, || {
            ids += 1;
            RecordId::well_known(ids)
        });
        let inverse = desk.book.apply(&change, Stamp { millis: 9_000, ..Stamp::default() });
        assert_ne!(desk.people(), people, "{name}");
        desk.book.apply(&inverse, Stamp { millis: 9_001, ..Stamp::default() });
        let after = (desk.people(), desk.book.accounts().count(), entries(&desk));
        assert_eq!(after, (people, accounts, Vec::new()), "{name}");
        // Taken over again, all of it is there again.
        assert!(desk.take(data(name), &Decisions::default()).brings_people(), "{name}");
    }
}

/// What is hostile in a cell is left out and told, or made harmless; nothing of it becomes a formula or a line.
#[test]
fn hostile_cells_are_left_out_or_made_harmless() {
    let long = "x".repeat(10_000);
    let text = format!(
        "First Name,Last Name,Email,Company,Job Title,Notes\n\
         =cmd|' /C calc'!A1,\u{202e}Ek\u{7},a@alfa.example,Alfa,{long},\"one\u{0}\u{202e}\ntwo\"\n"
    );
    let mut desk = Desk::with(&["Alfa"]);
    // A zero byte is no text at all.
    let Ok(refused) = importer(text.clone()).inspect(&Hints::default());
    assert!(refused.is_err());
    let text = text.replace('\0', "\u{1}");
    let preview = desk.preview(text.clone());
    assert_eq!(preview.import.reconciliation.bad_cells, 1);
    desk.take(text, &Decisions::default());
    let person = &desk.people()[0];
    assert_eq!(person.name, "=cmd|' /C calc'!A1 Ek");
    assert_eq!((person.function.as_str(), person.note.as_str()), ("", "one\ntwo"));
    let file = vcards(&desk.book, None);
    assert!(file.contains("FN:=cmd|' /C calc'!A1 Ek\r\n"), "{file}");

    let many = format!("BEGIN:VCARD\nFN:Anna\n{}END:VCARD\n", "TEL:+49 30 1234567\n".repeat(5_000));
    assert_eq!(Desk::with(&["Alfa"]).preview(many).import.customers[0].contacts[0].reach, []);
    let deep = "BEGIN:VCARD\n".repeat(1_000);
    let Ok(refused) = importer(deep).inspect(&Hints::default());
    assert!(refused.is_err());
}
