//! Whom of theirs one may have spoken with: those of the last time first.

use std::cmp::Reverse;

use crate::book::{BuyingRole, Contact, Interaction, RecordId};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::brief::likely_people;

/// Somebody of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub id: RecordId,
    pub name: String,
    /// What they do there, as it was written down.
    pub function: String,
    pub decides: bool,
}

/// The people who are there on a day, by the last time they took part in anything, then by how much they have to say.
pub fn offered(dossier: &Dossier, today: Date) -> Vec<Offered> {
    let mut people = likely_people(dossier, today, usize::MAX);
    let met: Vec<Interaction> = dossier.all::<Interaction>().map(|(_, met)| met).collect();
    let last = |person: &RecordId| {
        let with = met.iter().filter(|met| met.is_touch(today) && met.contacts.contains(person));
        with.filter_map(|met| met.day).max()
    };
    people.sort_by_cached_key(|person| Reverse(last(person)));
    let shown = people.into_iter().filter_map(|id| {
        let contact = dossier.get::<Contact>(id)?;
        let decides = contact.roles.contains(BuyingRole::Decider);
        Some(Offered { id, name: contact.name, function: contact.function, decides })
    });
    shown.filter(|person| !person.name.trim().is_empty()).collect()
}
