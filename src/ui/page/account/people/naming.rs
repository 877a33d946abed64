//! How people and their parts are called.

use crate::book::{BuyingRoles, Named, RecordId};
use crate::dossier::people::{People, Person};
use crate::text::Key;
use crate::ui::words::{Words, isolated};

/// The word of a code; "not known" without one.
pub fn coded<T: Named>(words: Words, value: Option<T>) -> &'static str {
    words.text(value.map_or(Key::NotKnown, T::name))
}

/// "decider, buyer"
pub fn roles(words: Words, roles: &BuyingRoles) -> String {
    words.list(roles.iter().map(|role| words.text(role.name())))
}

/// A person's name; of one without a name, what is known instead.
pub fn person(words: Words, person: &Person) -> String {
    let contact = &person.contact;
    match (contact.name.trim(), contact.placeholder, contact.function.trim()) {
        ("", true, "") => words.text(Key::Somebody).into(),
        ("", true, function) => words.fill(Key::SomebodyAs, &[("function", &isolated(function))]),
        ("", ..) => words.text(Key::Unnamed).into(),
        (name, ..) => name.into(),
    }
}

/// The name of a person of the account.
pub fn of(words: Words, people: &People, id: RecordId) -> Option<String> {
    people.get(id).map(|known| person(words, known))
}

/// "Anna, Paul and 3 more", each name isolated; at most so many names.
pub fn several(words: Words, names: &[String], most: usize) -> String {
    let shown = words.list(names.iter().take(most).map(|name| isolated(name)));
    match names.len().saturating_sub(most) {
        0 => shown,
        more => words.fill(Key::NameAndMore, &[("names", &shown), ("n", &words.number(more))]),
    }
}

/// "Anna, Paul"
pub fn all(words: Words, names: &[String]) -> String {
    several(words, names, usize::MAX)
}

/// "last spoken to on 2 Feb 1998 by Anna"
pub fn last_contact(words: Words, person: &Person) -> String {
    match &person.last {
        None => words.text(Key::NeverSpokenTo).into(),
        Some(last) if last.with.is_empty() => words.fill(Key::LastSpokenTo, &[("day", &words.day(last.day))]),
        Some(last) => {
            let names = all(words, &last.with);
            words.fill(Key::LastSpokenToBy, &[("day", &words.day(last.day)), ("names", &names)])
        }
    }
}

/// Who of ours knows somebody: "Anna only", "Anna, Paul", "known to nobody of ours".
pub fn known_by(words: Words, names: &[String]) -> String {
    match names {
        [] => words.text(Key::KnownByNobody).into(),
        [name] => words.fill(Key::KnownByOne, &[("name", &isolated(name))]),
        names => several(words, names, 2),
    }
}
