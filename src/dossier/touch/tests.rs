//! A touch as it is told and as it is kept, whom it may have been with, and with which account.

use super::*;
use crate::book::{BuyingRole, KeyDecision, Negotiation, Stamp, StandsFor, contact};
use crate::calendar::date;
use crate::dossier::Dossier;
use crate::dossier::testing::{ID, book, dossier, today};

fn ids() -> impl FnMut() -> RecordId {
    let mut next = 0x900;
    move || {
        next += 1;
        RecordId::well_known(next)
    }
}

fn told(what: &str, day: Option<Date>) -> Told {
    Told { what: what.into(), day }
}

fn full() -> Touch {
    Touch {
        day: Some(today()),
        channel: Some(Channel::Call),
        newcomers: vec![Newcomer { name: " Ada ".into(), email: "ada@alfa.example".into() }, Newcomer::default()],
        said: "The cold store is full\nA second one opens in autumn".into(),
        we_promise: told("call when it is on the van", Some(today())),
        they_promise: told("send the plan", None),
        took: Hours::of_minutes(45),
        need: "racks".into(),
        next: told("Visit with Laura", Some(today().plus(6))),
        ..Touch::default()
    }
}

fn after(before: &Book, touch: &Touch) -> (Book, Change) {
    let change = touch.change(before, ID, ids());
    let mut book = before.clone();
    book.apply(&change, Stamp { millis: 2, ..Stamp::default() });
    (book, change)
}

#[test]
fn all_that_is_told_is_one_change_and_undone_in_one_step() {
    let before = book(vec![]);
    let touch = full();
    let change = touch.change(&before, ID, ids());
    let mut book = before.clone();
    let inverse = book.apply(&change, Stamp { millis: 2, ..Stamp::default() });
    let all: Vec<Interaction> = book.all::<Interaction>().map(|(_, met)| met).collect();
    let people: Vec<(RecordId, Contact)> = book.all::<Contact>().collect();
    let [met] = all.as_slice() else { panic!("one touch: {all:?}") };
    let [(ada, person)] = people.as_slice() else { panic!("one newcomer: {people:?}") };
    assert_eq!((person.name.as_str(), person.email.as_str()), ("Ada", "ada@alfa.example"));
    assert_eq!(
        (met.subject.as_str(), met.summary.as_str()),
        ("The cold store is full", "A second one opens in autumn")
    );
    assert_eq!((&met.contacts, met.channel, met.not_reached), (&vec![*ada], Some(Channel::Call), false));
    assert_eq!(met.took, Hours::of_minutes(45));
    let mut promises: Vec<_> = book.all::<Promise>().map(|(_, it)| (it.is_ours(), it.what, it.due, it.day)).collect();
    promises.sort();
    let ours = (true, "call when it is on the van".into(), Some(today()), Some(today()));
    assert_eq!(promises, [(false, "send the plan".into(), None, Some(today())), ours]);
    let needs: Vec<_> = book.all::<Opportunity>().map(|(_, it)| (it.what, it.source, it.contacts)).collect();
    assert_eq!(needs, [("racks".to_owned(), Some(OpportunitySource::Need), vec![*ada])]);
    let account = Dossier::of(&book, ID).expect("the account").account();
    assert_eq!((account.next_what.as_str(), account.next_on), ("Visit with Laura", Some(today().plus(6))));
    // One undo.
    book.apply(&inverse, Stamp { millis: 3, ..Stamp::default() });
    assert_eq!(
        book.all::<Interaction>().count() + book.all::<Promise>().count() + book.all::<Opportunity>().count(),
        0
    );
    assert_eq!(Dossier::of(&book, ID).map(|it| it.account().next_what), Some(String::new()));
}

#[test]
fn what_is_not_told_is_not_there_and_the_step_that_was_set_stays() {
    let before = book(vec![account::field::next_what.set(ID, "Visit".into())]);
    let (book, change) = after(&before, &Touch { day: Some(today()), not_reached: true, ..Touch::default() });
    assert_eq!(change.touched().len(), 1, "{change:?}");
    let tried: Vec<_> = book.all::<Interaction>().map(|(_, it)| (it.not_reached, it.is_touch(today()))).collect();
    assert_eq!(tried, [(true, false)], "C1: it is no touch");
    assert_eq!(book.value(ID, account::field::next_what), "Visit");
}

#[test]
fn a_day_without_words_is_noticed() {
    assert!(told(" ", Some(today())).lacks_words());
    assert!(!told("", None).lacks_words() && !told("Visit", Some(today())).lacks_words());
}

#[test]
fn a_subject_of_its_own_stays_and_a_long_line_is_cut_between_words() {
    let of = |subject: &str, said: &str| {
        let met = Touch { subject: subject.into(), said: said.into(), ..Touch::default() }.interaction(ID, &[]);
        (met.subject, met.summary)
    };
    assert_eq!(of("Re: prices", "Dear all\n\nyes"), ("Re: prices".into(), "Dear all\n\nyes".into()));
    assert_eq!(of("", "  one line "), ("one line".into(), String::new()));
    assert_eq!(of("", ""), (String::new(), String::new()));
    let long = "слово ".repeat(40);
    let (subject, summary) = of("", &long);
    assert!(subject.ends_with("слово…") && subject.chars().count() <= HEADING + 1, "{subject}");
    assert_eq!(summary, long.trim());
    let (subject, _) = of("", &"x".repeat(300));
    assert_eq!(subject.chars().count(), HEADING + 1, "one word is cut all the same");
}

#[test]
fn who_was_spoken_with_last_stands_first_then_who_has_most_to_say() {
    let [bo, cy, di, ed, gone] = [0x21, 0x22, 0x23, 0x24, 0x25].map(RecordId::well_known);
    let person = |id, name: &str, roles: &[BuyingRole]| {
        let roles = roles.iter().copied().collect();
        Contact { account: Some(ID), name: name.into(), roles, ..Contact::default() }.create(id)
    };
    let met = |id, day, contacts: Vec<RecordId>, not_reached| {
        let met = Interaction { account: Some(ID), day: Some(day), contacts, not_reached, ..Interaction::default() };
        met.create(RecordId::well_known(id))
    };
    let edits = [
        person(bo, "Bo", &[]),
        person(cy, "Cy", &[BuyingRole::Decider]),
        person(di, "Di", &[]),
        person(ed, "", &[]),
        person(gone, "Gone", &[]),
        vec![contact::field::left.set(gone, Some(date(1998, 1, 1)))],
        met(0x31, date(1998, 4, 1), vec![bo], false),
        met(0x32, date(1998, 4, 20), vec![di], false),
        // Nobody was reached, or it lies ahead: neither was spoken with.
        met(0x33, date(1998, 5, 1), vec![bo], true),
        met(0x34, date(1998, 6, 1), vec![bo], false),
    ];
    let people = offered(&dossier(edits.concat()), today());
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Di", "Bo", "Cy"]);
    assert_eq!(people.iter().map(|person| person.decides).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn an_account_is_found_by_a_few_letters_of_its_name() {
    let named = |id: u128, name: &str| account::field::name.set(RecordId::well_known(id), name.into());
    let [retail, old] = [0x45, 0x46].map(RecordId::well_known);
    let book = book(vec![
        named(0x41, "Königlich Essen"),
        named(0x42, "Essen und mehr"),
        named(0x43, "Die Wandernde Kuh"),
        named(0x44, "Kuhessen"),
        named(0x45, "Essen retail"),
        named(0x46, "Essen closed"),
        account::field::stands_for.set(retail, Some(StandsFor::Many)),
        account::field::archived_on.set(old, Some(today())),
        account::field::key.set(RecordId::well_known(0x44), Some(KeyDecision::Key)),
    ]);
    let names = AccountNames::of(&book, |id| id == RecordId::well_known(0x44));
    let find = |typed: &str| names.find(typed).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(find("ess"), ["Essen und mehr", "Königlich Essen", "Kuhessen"], "it begins so, a word does, within");
    assert_eq!(find("KONIG"), ["Königlich Essen"]);
    assert_eq!(find("kuh die"), ["Die Wandernde Kuh"]);
    assert_eq!(find("handel"), ["Ernst Handel"]);
    assert_eq!(find(""), ["Kuhessen"], "without a word the key accounts");
    assert_eq!(find("nobody"), [""; 0]);
    let called = |names: &AccountNames, typed: &str| names.named(typed).map(|(_, name)| name);
    assert_eq!(called(&names, " konigLICH essen "), Some("Königlich Essen".into()), "the whole name, however typed");
    assert_eq!(called(&names, "Essen"), None);
    assert_eq!(called(&names, " "), None);
    // Of a complaint many customers are told as well, but nobody of the archive.
    let living = AccountNames::of_living(&book);
    assert_eq!(called(&living, "Essen retail"), Some("Essen retail".into()));
    assert_eq!(called(&living, "Essen closed"), None);
    assert_eq!(living.find("").len(), 6, "the first by name before anything is typed");
}

#[test]
fn a_touch_that_tells_of_a_negotiation_says_that_it_was_held_and_one_undo_takes_both_back() {
    let talk = RecordId::well_known(0x800);
    let negotiation = Negotiation { account: Some(ID), day: Some(today()), ..Negotiation::default() };
    let before = book(negotiation.create(talk));
    let touch = Touch { negotiation: Some(talk), ..full() };
    let change = touch.change(&before, ID, ids());
    let mut book = before.clone();
    let inverse = book.apply(&change, Stamp { millis: 2, ..Stamp::default() });
    let held: Negotiation = book.get(talk).expect("it is there");
    let met = book.ids::<Interaction>().next();
    assert!(met.is_some());
    assert_eq!((held.held, held.touch), (Some(today()), met));
    book.apply(&inverse, Stamp { millis: 3, ..Stamp::default() });
    assert!(book.get::<Negotiation>(talk).is_some_and(|of| of.is_open()));
    // Nobody was there.
    let tried = Touch { not_reached: true, ..touch };
    let (book, _) = after(&before, &tried);
    assert!(book.get::<Negotiation>(talk).is_some_and(|of| of.is_open()));
}
