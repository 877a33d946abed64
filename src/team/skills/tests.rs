//! The matrix of skills, and who fits which accounts.

use super::*;
use crate::book::{Account, Change, Colleague, Edit, Label, RecordKind, Stamp};
use crate::calendar::date;
use crate::currency::Currency;
use crate::ledger::{Batch, Document, Line, Sales};

const ANA: RecordId = RecordId::well_known(0x101);
const ALFA: RecordId = RecordId::well_known(0x201);
const BETA: RecordId = RecordId::well_known(0x202);

fn book(edits: Vec<Edit>) -> Book {
    let mut book = Book::default();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    book
}

fn seen(at: u128, day: Date, own: Option<SkillStep>, manager: Option<SkillStep>, next: &str) -> Vec<Edit> {
    let of = SkillAssessment {
        colleague: Some(ANA),
        skill: Some(Skill::Analysis),
        day: Some(day),
        own,
        manager,
        next: next.into(),
        ..SkillAssessment::default()
    };
    of.create(RecordId::well_known(0x300 + at))
}

#[test]
fn each_view_is_the_last_that_was_given() {
    let mut edits = Colleague { name: "Ana".into(), ..Colleague::default() }.create(ANA);
    edits.extend(seen(2, date(1998, 3, 1), Some(SkillStep::Hard), None, ""));
    edits.extend(seen(1, date(1997, 3, 1), Some(SkillStep::Helped), Some(SkillStep::Helped), "a course"));
    let rows = matrix(&book(edits), ANA);
    assert_eq!(rows.iter().map(|row| row.skill).collect::<Vec<_>>(), Skill::ALL);
    let row = rows.iter().find(|row| row.skill == Skill::Analysis).expect("one of seven");
    assert_eq!((row.own, row.manager, row.next.as_str()), (Some(SkillStep::Hard), Some(SkillStep::Helped), "a course"));
    assert_eq!(row.last, Some((RecordId::well_known(0x302), Some(date(1998, 3, 1)))));
    assert!(row.is_apart());
    assert_eq!(rows.iter().filter(|row| row.last.is_some()).count(), 1);
    let near = Row { own: Some(SkillStep::Alone), ..row.clone() };
    assert!(!near.is_apart(), "one step is no matter");
}

#[test]
fn a_step_has_its_number() {
    let numbers: Vec<String> = SkillStep::ALL.iter().map(|step| step.number().to_string()).collect();
    assert_eq!(numbers, SkillStep::ALL.map(SkillStep::code));
}

#[test]
fn accounts_speak_as_their_people_do_or_their_country() {
    let today = date(1998, 5, 6);
    let mut edits = Colleague { name: "Ana".into(), ..Colleague::default() }.create(ANA);
    edits.push(colleague::field::languages.set(ANA, "English, Spanish".into()));
    let account = |country: &str, industry: &str| Account {
        name: country.into(),
        country: country.into(),
        industry: industry.into(),
        ..Account::default()
    };
    edits.extend(account("Germany", "Cheese").create(ALFA));
    edits.extend(account("Brazil", "cheese ").create(BETA));
    let contact = |name: &str, languages: &str, placeholder| Contact {
        account: Some(BETA),
        name: name.into(),
        languages: languages.into(),
        placeholder,
        ..Contact::default()
    };
    edits.extend(contact("Rui", "English", false).create(RecordId::well_known(0x401)));
    edits.extend(contact("?", "French", true).create(RecordId::well_known(0x402)));
    // Ana sold cheese to Beta; somebody else sold fish to Alfa.
    let sales = Sales {
        people: vec!["ana".into(), "Bo".into()],
        groups: vec!["Cheese".into(), "Fish".into()],
        documents: vec![
            Document { person: Some(0), ..Document::from("1") },
            Document { person: Some(1), ..Document::from("2") },
        ],
        lines: vec![
            Line { document: Some(0), group: Some(0), ..Line::plain(1, date(1998, 1, 1), 100) },
            Line { document: Some(1), group: Some(1), ..Line::plain(0, date(1998, 1, 1), 100) },
            Line { document: Some(1), group: Some(0), ..Line::plain(0, date(1996, 1, 1), 100) },
        ],
        ..Sales::new(Currency::default())
    };
    let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![ALFA, BETA], sales }]);
    let fit = fit(&book(edits), &ledger, ANA, &[ALFA, BETA], today);
    let needed = |code, is_spoken| Needed { tongue: Tongue::Known(code), accounts: 1, is_spoken };
    assert_eq!(fit.languages, [needed("en", true), needed("de", false)]);
    assert_eq!((fit.foreign, fit.with_language, fit.tells_languages), (1, 2, true));
    assert_eq!(fit.industries, [Field { name: "Cheese".into(), accounts: 2, is_known: true }]);
    let group = |name: &str, is_known| Field { name: name.into(), accounts: 1, is_known };
    assert_eq!(fit.groups, [group("Cheese", true), group("Fish", false)]);
}

/// Every language of everybody there was a need, that of people too who are spoken to in another.
#[test]
fn whoever_is_spoken_to_in_one_language_needs_no_other() {
    let today = date(1998, 5, 6);
    let of = |people: &[&str], country: &str, own: &str| {
        let mut edits = Colleague { name: "Ana".into(), ..Colleague::default() }.create(ANA);
        edits.push(colleague::field::languages.set(ANA, own.into()));
        edits.extend(Account { name: "Alfa".into(), country: country.into(), ..Account::default() }.create(ALFA));
        for (at, languages) in people.iter().enumerate() {
            let contact = Contact { account: Some(ALFA), languages: (*languages).into(), ..Contact::default() };
            edits.extend(contact.create(RecordId::well_known(0x401 + at as u128)));
        }
        let fit = fit(&book(edits), &Ledger::of(Currency::default(), []), ANA, &[ALFA], today);
        let code = |of: &Needed| match &of.tongue {
            Tongue::Known(code) => (*code, of.is_spoken),
            Tongue::Other(_) => ("", of.is_spoken),
        };
        (fit.languages.iter().map(code).collect::<Vec<_>>(), fit.foreign, fit.with_language)
    };
    assert_eq!(of(&["German, English"], "Germany", "English"), (vec![("en", true)], 0, 1));
    let both = of(&["German, English", "German"], "Germany", "English");
    assert_eq!(both, (vec![("en", true), ("de", false)], 1, 1), "one of the two is spoken to by nobody");
    assert_eq!(of(&["German", "French"], "Germany", "French, German"), (vec![("de", true), ("fr", true)], 0, 1));
    assert_eq!(of(&["", "French"], "Germany", "German"), (vec![("fr", false)], 1, 1), "people before the country");
    assert_eq!(of(&[""], "Switzerland", "French"), (vec![("fr", true)], 0, 1), "one of its languages is enough");
    assert_eq!(of(&[], "Utopia", "French"), (vec![], 0, 0));
    assert_eq!(of(&["German, English"], "Germany", ""), (vec![("de", false), ("en", false)], 1, 1), "nothing is known");
}
