//! Who is known where, and by whom (R9): their units by level, and their people by ours. The holes
//! are the message.

use std::collections::{BTreeMap, BTreeSet};

use super::{People, Person};
use crate::book::{Rank, RecordId, Strength};

/// Their units by level.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    pub units: Vec<Unit>,
    /// Whether of some it isn't known on which level they stand: these have a column of their own.
    pub has_unranked: bool,
}

/// A part of their company.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Empty: those whose unit isn't known.
    pub name: String,
    /// By level from the top, and last those whose level isn't known.
    pub cells: [Cell; 4],
}

/// One level of a unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub cover: Cover,
    /// The names of those who are known.
    pub people: Vec<String>,
    /// Who must be there and is not known by name.
    pub unknown: Vec<String>,
    /// Who of ours knows somebody there.
    pub colleagues: Vec<String>,
}

/// How well a level of a unit is known.
///
/// An empty one is a [`Gap`](Cover::Gap) where there must be somebody: a placeholder says so; or the
/// unit has people at its working level and nobody known leads them; or a head, and nobody known works
/// for them. No unit needs somebody at the top of the company, so an empty top is no gap by itself; that
/// nobody at all is known there is a [finding](super::findings::Finding::NobodyAtTop).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cover {
    /// Two of ours or more know somebody there.
    Several,
    /// Only one of ours does.
    One,
    /// People are known there, but nobody of ours knows them.
    Untied,
    Gap,
    /// Nobody is known, and nobody need be there.
    #[default]
    Free,
}

impl Coverage {
    pub fn of(people: &People) -> Self {
        // The same unit may be written in two ways; the first one counts.
        let mut named: BTreeMap<String, (String, [Vec<&Person>; 4])> = BTreeMap::new();
        for person in &people.here {
            let unit = person.contact.unit.trim();
            let (_, levels) = named.entry(unit.to_lowercase()).or_insert_with(|| (unit.to_owned(), Default::default()));
            let level = Rank::ALL.iter().position(|rank| Some(*rank) == person.contact.rank);
            if let Some(there) = levels.get_mut(level.unwrap_or(Rank::ALL.len())) {
                there.push(person);
            }
        }
        let mut units: Vec<Unit> =
            // Of people of no unit one can't tell who is missing beside them.
            named
                .into_values()
                .map(|(name, levels)| {
                    let cells = levels.map(cell);
                    Unit { cells: if name.is_empty() { cells } else { judged(cells) }, name }
                })
                .collect();
        // Whoever reaches higher stands higher, units where nobody is known after them; those of no unit last.
        let highest = |unit: &Unit| unit.cells.iter().position(|cell| !cell.people.is_empty()).unwrap_or(usize::MAX);
        units.sort_by_key(|unit| (unit.name.is_empty(), highest(unit)));
        let has_unranked = units.iter().any(|unit| !unit.cells[3].is_empty());
        Self { units, has_unranked }
    }

    pub fn gaps(&self) -> usize {
        self.units.iter().flat_map(|unit| &unit.cells).filter(|cell| cell.cover == Cover::Gap).count()
    }
}

impl Cell {
    fn is_empty(&self) -> bool {
        self.people.is_empty() && self.unknown.is_empty()
    }
}

fn cell(there: Vec<&Person>) -> Cell {
    let names = |is_known: bool| {
        let of = there.iter().filter(|person| person.is_known() == is_known);
        of.map(|person| person.contact.name.clone()).collect::<Vec<_>>()
    };
    let ties = there.iter().flat_map(|person| &person.ties);
    let colleagues: BTreeMap<RecordId, &str> = ties.map(|tie| (tie.colleague, tie.name.as_str())).collect();
    let (people, unknown) = (names(true), names(false));
    let cover = match (people.len(), colleagues.len()) {
        (0, _) if unknown.is_empty() => Cover::Free,
        (0, _) => Cover::Gap,
        (_, 0) => Cover::Untied,
        (_, 1) => Cover::One,
        _ => Cover::Several,
    };
    Cell { cover, people, unknown, colleagues: colleagues.into_values().map(str::to_owned).collect() }
}

/// With the gaps one can tell from the other levels.
fn judged([top, mut middle, mut working, unranked]: [Cell; 4]) -> [Cell; 4] {
    let (has_head, has_workers) = (!middle.people.is_empty(), !working.people.is_empty());
    if middle.is_empty() && has_workers {
        middle.cover = Cover::Gap;
    }
    if working.is_empty() && has_head {
        working.cover = Cover::Gap;
    }
    [top, middle, working, unranked]
}

/// Their people by ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Sides {
    /// Ours: whoever knows one of them, or had to do with one.
    pub ours: Vec<Ours>,
    pub theirs: Vec<Theirs>,
}

/// Somebody of ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Ours {
    pub id: RecordId,
    pub name: String,
    /// Whom nobody else of ours knows: what would be lost with them.
    pub alone: Vec<RecordId>,
}

/// Somebody of theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Theirs {
    pub id: RecordId,
    pub name: String,
    pub function: String,
    /// How each of ours knows them, in their order.
    pub known: Vec<Link>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Tie(Option<Strength>),
    /// They had to do with each other; nobody has said that they know each other.
    Met,
    None,
}

impl Sides {
    /// `name` of a colleague.
    pub fn of(people: &People, name: impl Fn(RecordId) -> String) -> Self {
        let known: Vec<_> = people.known().collect();
        let ours: BTreeSet<RecordId> = known
            .iter()
            .flat_map(|person| person.met.iter().copied().chain(person.ties.iter().map(|tie| tie.colleague)))
            .collect();
        let mut ours: Vec<Ours> = ours
            .into_iter()
            .map(|id| {
                let is_alone = |person: &&&std::sync::Arc<Person>| {
                    person.ties.len() == 1 && person.ties.iter().all(|tie| tie.colleague == id)
                };
                Ours { id, name: name(id), alone: known.iter().filter(is_alone).map(|person| person.id).collect() }
            })
            .collect();
        ours.sort_by_key(|colleague| (std::cmp::Reverse(ties_of(people, colleague.id)), colleague.id));
        let theirs = known.iter().map(|person| {
            let link = |ours: &Ours| match person.ties.iter().find(|tie| tie.colleague == ours.id) {
                Some(tie) => Link::Tie(tie.strength),
                None if person.met.contains(&ours.id) => Link::Met,
                None => Link::None,
            };
            let contact = &person.contact;
            let (name, function) = (contact.name.clone(), contact.function.clone());
            Theirs { id: person.id, name, function, known: ours.iter().map(link).collect() }
        });
        let theirs = theirs.collect();
        Self { ours, theirs }
    }
}

fn ties_of(people: &People, colleague: RecordId) -> usize {
    people.known().filter(|person| person.ties.iter().any(|tie| tie.colleague == colleague)).count()
}

#[cfg(test)]
mod tests;
