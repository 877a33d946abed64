//! What goes with a person, and what becomes of their part in decisions.

use std::collections::{BTreeMap, BTreeSet};

use super::{Acquaintance, People};
use crate::book::{
    BuyingRole, BuyingRoles, Confirmation, Contact, Edit, Promise, Rank, RecordId, RecordKind, Tie, contact,
};
use crate::calendar::Date;
use crate::dossier::Dossier;

/// What would be lost with a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loss {
    /// Parts nobody else who is known plays.
    pub roles: Vec<BuyingRole>,
    /// Parts somebody else plays too.
    pub shared_roles: Vec<BuyingRole>,
    pub ties: Vec<Acquaintance>,
    /// Who of ours would know nobody here any more.
    pub cut_off: Vec<String>,
    /// Who reports to them.
    pub reports: Vec<RecordId>,
    /// Whom they sway.
    pub sways: Vec<RecordId>,
    /// Who sways them.
    pub swayed_by: Vec<RecordId>,
    /// The unit in which nobody would be known any more.
    pub unit: Option<String>,
    /// The level on which nobody would be known any more.
    pub rank: Option<Rank>,
    /// Promises that are open between them and us: their words.
    pub promises: Vec<String>,
}

impl Loss {
    /// `None` if there is no such person.
    pub fn of(dossier: &Dossier, people: &People, id: RecordId) -> Option<Self> {
        let person = people.get(id)?;
        let others: Vec<_> = people.known().filter(|other| other.id != id).collect();
        let (shared_roles, roles) = person
            .contact
            .roles
            .iter()
            .partition(|role| others.iter().any(|other| other.contact.roles.contains(*role)));
        let elsewhere: BTreeSet<RecordId> =
            others.iter().flat_map(|other| &other.ties).map(|tie| tie.colleague).collect();
        let cut_off = person.ties.iter().filter(|tie| !elsewhere.contains(&tie.colleague)).map(|tie| tie.name.clone());
        let at_hand = |wanted: &RecordId| people.here.iter().any(|person| person.id == *wanted);
        let unit = person.contact.unit.trim();
        let is_same_unit = |other: &Contact| other.unit.trim().to_lowercase() == unit.to_lowercase();
        let is_last_of_unit =
            person.is_known() && !unit.is_empty() && !others.iter().any(|other| is_same_unit(&other.contact));
        let rank = person.contact.rank.filter(|_| person.is_known());
        let promises = dossier.all::<Promise>().map(|(_, promise)| promise);
        let promises = promises.filter(|promise| promise.is_open() && promise.contacts.contains(&id));
        let swayed_by = people.here.iter().filter(|other| other.contact.influences.contains(&id));
        Some(Self {
            roles,
            shared_roles,
            ties: person.ties.clone(),
            cut_off: cut_off.collect(),
            reports: people.forest.reports(id).to_vec(),
            sways: person.contact.influences.iter().copied().filter(at_hand).collect(),
            swayed_by: swayed_by.map(|other| other.id).collect(),
            unit: is_last_of_unit.then(|| unit.to_owned()),
            rank: rank.filter(|rank| !others.iter().any(|other| other.contact.rank == Some(*rank))),
            promises: promises.map(|promise| promise.what).collect(),
        })
    }

    /// Whether nothing would be lost that others could take over.
    pub fn is_nothing(&self) -> bool {
        *self == Self { unit: self.unit.clone(), rank: self.rank, ..Self::default() }
    }
}

/// How a person goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    /// They left the company: they stay on record, among those who left.
    Left(Date),
    /// The record was a mistake, or is to be gone.
    Deleted,
}

/// What becomes of their part: roles, lines of reporting and of influence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Somebody else of the account takes it over.
    To(RecordId),
    /// It is only known that somebody will; a placeholder of this id and name.
    Open(RecordId, String),
    /// Nobody takes it over.
    Ends,
}

/// The edits by which a person goes. Ties to them go with a deleted record; what was said, promised and
/// complained of keeps their name.
pub fn edits(dossier: &Dossier, id: RecordId, going: Going, part: &Part) -> Vec<Edit> {
    let Some(person) = dossier.get::<Contact>(id) else { return Vec::new() };
    let all: BTreeMap<RecordId, Contact> = dossier.all::<Contact>().collect();
    let mut edits = match part {
        Part::To(heir) if all.contains_key(heir) && *heir != id => handed_over(&all, id, &person, *heir),
        Part::Open(new, name) => {
            let Contact { account, function, unit, rank, roles, reports_to, influences, influence, .. } = person;
            let name = name.clone();
            let placeholder = Contact {
                account,
                name,
                function,
                unit,
                rank,
                roles,
                reports_to,
                influences,
                influence,
                placeholder: true,
                ..Contact::default()
            };
            let mut edits = placeholder.create(*new);
            edits.extend(pointed_at(&all, id, Some(*new)));
            edits
        }
        // Whoever left keeps what was said of them; nobody points to a record that is gone.
        _ if going == Going::Deleted => pointed_at(&all, id, None),
        _ => Vec::new(),
    };
    // Whoever has another part now is no longer as they were confirmed.
    let touched: BTreeSet<RecordId> = edits.iter().map(|edit| edit.id).chain([id]).collect();
    let was_confirmed = |of: &RecordId| dossier.part(*of).is_some_and(|record| Confirmation::of(record, "").is_some());
    let doubts = touched.into_iter().filter(was_confirmed);
    edits.extend(doubts.map(|of| Confirmation::edit(of, Contact::KIND, "", None)));
    match going {
        Going::Left(day) => edits.push(contact::field::left.set(id, Some(day))),
        Going::Deleted => {
            let ties = dossier.all::<Tie>().filter(|(_, tie)| tie.contact == Some(id));
            edits.extend(ties.map(|(tie, _)| Edit::delete::<Tie>(tie)));
            edits.push(Edit::delete::<Contact>(id));
        }
    }
    edits
}

/// What was `id`'s becomes the heir's as well.
fn handed_over(all: &BTreeMap<RecordId, Contact>, id: RecordId, person: &Contact, heir: RecordId) -> Vec<Edit> {
    let Some(own) = all.get(&heir) else { return Vec::new() };
    let roles: BuyingRoles = person.roles.iter().fold(own.roles.clone(), |roles, role| roles.with(role, true));
    let mut sways = own.influences.clone();
    sways.extend(&person.influences);
    let mut edits = vec![
        contact::field::roles.set(heir, roles),
        contact::field::influences.set(heir, each_once(sways, &[heir, id])),
    ];
    if own.influence.is_none_or(|own| person.influence.is_some_and(|theirs| theirs < own)) {
        edits.push(contact::field::influence.set(heir, person.influence));
    }
    // Whoever stood below steps up, or those between would report to somebody below them.
    if is_below(all, heir, id) {
        edits.push(contact::field::reports_to.set(heir, person.reports_to.filter(|boss| *boss != heir)));
    }
    let others: BTreeMap<RecordId, Contact> =
        all.iter().filter(|(other, _)| **other != heir).map(|(other, contact)| (*other, contact.clone())).collect();
    edits.extend(pointed_at(&others, id, Some(heir)));
    edits
}

/// Lines that led to a person lead to another, or end.
fn pointed_at(all: &BTreeMap<RecordId, Contact>, id: RecordId, to: Option<RecordId>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (other, contact) in all.iter().filter(|(other, _)| **other != id) {
        if contact.reports_to == Some(id) {
            edits.push(contact::field::reports_to.set(*other, to));
        }
        if contact.influences.contains(&id) {
            let mut sways = contact.influences.clone();
            sways.extend(to);
            edits.push(contact::field::influences.set(*other, each_once(sways, &[*other, id])));
        }
    }
    edits
}

fn each_once(ids: Vec<RecordId>, except: &[RecordId]) -> Vec<RecordId> {
    let mut seen: BTreeSet<RecordId> = except.iter().copied().collect();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

/// Whether `who` reports to `boss`, directly or not.
fn is_below(all: &BTreeMap<RecordId, Contact>, who: RecordId, boss: RecordId) -> bool {
    let above = |id: &RecordId| all.get(id).and_then(|contact| contact.reports_to);
    // A circle is no longer than there are people.
    std::iter::successors(above(&who), above).take(all.len()).any(|at| at == boss)
}

#[cfg(test)]
mod tests;
