//! The people of an account as a person sees them: with who of ours knows them, and when they were last
//! spoken to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Forest;
use crate::book::{Book, BuyingRole, Colleagues, Contact, Influence, Interaction, Record, RecordId, Strength, Tie};
use crate::calendar::Date;
use crate::dossier::Dossier;

/// A person at the account.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub id: RecordId,
    pub contact: Contact,
    /// Who of ours knows them, the closest first; each colleague once.
    pub ties: Vec<Acquaintance>,
    pub last: Option<LastContact>,
    /// Who of ours had to do with them, tie or no tie.
    pub met: BTreeSet<RecordId>,
}

/// Somebody of ours who knows a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acquaintance {
    /// The record that says so.
    pub tie: RecordId,
    pub colleague: RecordId,
    pub name: String,
    pub strength: Option<Strength>,
    pub note: String,
}

/// When a person was last spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastContact {
    pub day: Date,
    /// By whom of ours.
    pub with: Vec<String>,
}

impl Person {
    /// Whether it is known who they are, and not only that there must be somebody.
    pub fn is_known(&self) -> bool {
        !self.contact.placeholder
    }

    /// Whether nothing is bought against their will, or without it: their word decides.
    pub fn decides(&self) -> bool {
        use BuyingRole::{Approver, Decider, EconomicBuyer};
        [Decider, Approver, EconomicBuyer].into_iter().any(|role| self.contact.roles.contains(role))
    }

    /// Whether it matters what they think: they decide, or their word weighs much.
    pub fn matters(&self) -> bool {
        self.decides() || self.contact.influence == Some(Influence::High) || !self.contact.roles.is_empty()
    }
}

/// The people of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct People {
    /// The day they are seen on.
    pub day: Date,
    /// Those who are there, each boss before those who report to them; placeholders among them.
    pub here: Vec<Arc<Person>>,
    /// Those who left, the last one first.
    pub gone: Vec<Arc<Person>>,
    /// Whom those who are there report to.
    pub forest: Forest,
    /// Whether any contact with the account is on record: without, silence says nothing.
    pub has_history: bool,
    by_id: BTreeMap<RecordId, Arc<Person>>,
}

impl People {
    /// Of the account's file, on this day. `book` knows our colleagues.
    pub fn of(dossier: &Dossier, book: &Book, day: Date) -> Self {
        let name = |id: RecordId| book.record(id).map(|record: &Record| record.get::<String>("name"));
        // Records of one name are one colleague.
        let colleagues = Colleagues::of(book);
        let mut ties: BTreeMap<RecordId, Vec<Acquaintance>> = BTreeMap::new();
        for (tie, Tie { contact, colleague, strength, note, .. }) in dossier.all::<Tie>() {
            if let (Some(contact), Some(colleague)) = (contact, colleague.map(|id| colleagues.counts_for(id))) {
                let name = name(colleague).unwrap_or_default();
                ties.entry(contact).or_default().push(Acquaintance { tie, colleague, name, strength, note });
            }
        }
        let mut past: Vec<Interaction> = dossier.all::<Interaction>().map(|(_, interaction)| interaction).collect();
        past.retain(|interaction| interaction.is_touch(day));
        past.sort_by_key(|interaction| interaction.day);
        let mut last: BTreeMap<RecordId, &Interaction> = BTreeMap::new();
        let mut met: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
        for interaction in &past {
            for contact in &interaction.contacts {
                last.insert(*contact, interaction);
                let ours = interaction.colleagues.iter().map(|id| colleagues.counts_for(*id));
                met.entry(*contact).or_default().extend(ours);
            }
        }
        let person = |(id, contact): (RecordId, Contact)| {
            let mut ties = ties.remove(&id).unwrap_or_default();
            ties.sort_by_key(|tie| (std::cmp::Reverse(tie.strength), tie.tie));
            // Two colleagues who said the same apart mean one tie, the closer one.
            let mut seen = BTreeSet::new();
            ties.retain(|tie| seen.insert(tie.colleague));
            let with = |last: &&Interaction| last.colleagues.iter().filter_map(|id| name(*id)).collect();
            let last = last.get(&id).and_then(|last| Some(LastContact { day: last.day?, with: with(last) }));
            Arc::new(Person { id, contact, ties, last, met: met.remove(&id).unwrap_or_default() })
        };
        let (mut here, mut gone): (Vec<_>, Vec<_>) =
            dossier.all::<Contact>().map(person).partition(|person| person.contact.is_there(day));
        gone.sort_by_key(|person| std::cmp::Reverse(person.contact.left));
        // Bosses first, and of those without one whoever stands higher.
        here.sort_by_key(|person| (person.contact.rank.is_none(), person.contact.rank));
        let forest = Forest::of(here.iter().map(|person| (person.id, person.contact.reports_to)));
        let by_id: BTreeMap<RecordId, Arc<Person>> =
            here.iter().chain(&gone).map(|person| (person.id, person.clone())).collect();
        let here = forest.in_order().filter_map(|(id, _)| by_id.get(&id).cloned()).collect();
        Self { day, here, gone, forest, has_history: !past.is_empty(), by_id }
    }

    /// One of them, there or gone.
    pub fn get(&self, id: RecordId) -> Option<&Arc<Person>> {
        self.by_id.get(&id)
    }

    /// Those who are there and known.
    pub fn known(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.here.iter().filter(|person| person.is_known())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Account;
    use super::*;
    use crate::calendar::date;

    #[test]
    fn people_are_seen_with_their_ties_and_their_last_contact() {
        let mut account = Account::default();
        let [anna, roland] = account.colleagues(["Anna", "Roland"]);
        let [ernst, paul] = account.people(["Ernst", "Paul"]);
        account.tie(ernst, anna, Strength::Weak);
        account.tie(ernst, roland, Strength::Close);
        account.tie(ernst, anna, Strength::Good);
        account.meet(date(1998, 2, 2), [ernst], [anna]);
        account.meet(date(1998, 3, 2), [ernst, paul], [roland]);
        account.meet(date(1999, 1, 1), [ernst], [anna]);
        let people = account.seen_on(date(1998, 5, 6));
        let ernst = people.get(ernst).expect("ernst");
        let ties: Vec<_> = ernst.ties.iter().map(|tie| (tie.name.as_str(), tie.strength)).collect();
        assert_eq!(ties, [("Roland", Some(Strength::Close)), ("Anna", Some(Strength::Good))]);
        let last = LastContact { day: date(1998, 3, 2), with: vec!["Roland".into()] };
        assert_eq!(ernst.last, Some(last), "what is planned has not been");
        assert_eq!(people.get(paul).map(|paul| (paul.ties.len(), paul.met.contains(&roland))), Some((0, true)));
    }

    #[test]
    fn bosses_stand_before_their_people_and_who_left_stands_apart() {
        let mut account = Account::default();
        let [worker, head, boss, gone] = account.people(["Worker", "Head", "Boss", "Gone"]);
        account.reports(worker, head);
        account.reports(head, boss);
        account.reports(boss, gone);
        account.edit(gone, |person| person.left = Some(date(1998, 1, 1)));
        let people = account.seen_on(date(1998, 5, 6));
        assert_eq!(people.here.iter().map(|person| person.id).collect::<Vec<_>>(), [boss, head, worker]);
        assert_eq!(people.gone.iter().map(|person| person.id).collect::<Vec<_>>(), [gone]);
        assert_eq!(account.seen_on(date(1997, 12, 31)).gone.len(), 0, "on that day they were there");
    }
}
