//! Who of ours is who: names that people type and that files hold, and records that mean the same person.
//!
//! The counterpart of `exchange::matching`, which does it for customers. It is done on the page, since
//! forms ask it as well, and knows no likeness: of a handful of people one sees by oneself who is who.

use std::collections::BTreeMap;

use super::spelling::{care, normalised, tidy};
use super::{Alias, Book, Colleague, Edit, RecordId, RecordKind, alias, colleague};

/// The living colleagues of a book, one for each name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Colleagues {
    /// Which colleague counts for each further record of the same name.
    counting: BTreeMap<RecordId, RecordId>,
    /// By name as it is compared.
    by_name: BTreeMap<String, RecordId>,
    /// Names that files have for somebody, as they are compared, confirmed by a person.
    by_alias: BTreeMap<String, RecordId>,
    names: BTreeMap<RecordId, String>,
}

impl Colleagues {
    pub fn of(book: &Book) -> Self {
        let everybody =
            book.all::<Colleague>().map(|(id, colleague)| (id, normalised(&colleague.name), colleague.name));
        let everybody: Vec<_> = everybody.filter(|(_, name, _)| !name.is_empty()).collect();
        let mut all = Self::default();
        for (id, name, _) in &everybody {
            // Of whom more is known than a name counts first; then whoever was entered first.
            let derived = Colleague::id(name);
            let held = all.by_name.entry(name.clone()).or_insert(*id);
            if (*id == derived, *id) < (*held == derived, *held) {
                *held = *id;
            }
        }
        for (id, name, written) in everybody {
            match all.by_name.get(&name) {
                Some(first) if *first != id => drop(all.counting.insert(id, *first)),
                _ => drop(all.names.insert(id, tidy(&written))),
            }
        }
        for (_, alias) in book.all::<Alias>() {
            let counts = alias.colleague.map(|id| all.counts_for(id)).filter(|id| all.names.contains_key(id));
            if let Some(id) = counts {
                all.by_alias.insert(normalised(&alias.name), id);
            }
        }
        all
    }

    /// The colleague that counts for this one: itself, unless another of the same name does.
    pub fn counts_for(&self, id: RecordId) -> RecordId {
        self.counting.get(&id).copied().unwrap_or(id)
    }

    /// Those that count, with their names, in the order of these.
    pub fn names(&self) -> Vec<(RecordId, &str)> {
        let mut all: Vec<_> = self.names.iter().map(|(id, name)| (*id, name.as_str())).collect();
        all.sort_by_key(|(id, name)| (name.to_lowercase(), *id));
        all
    }

    /// Who is called so, in a file or by a person: by a confirmed alias, else by name. `None`: nobody
    /// who is known.
    pub fn named(&self, name: &str) -> Option<RecordId> {
        let name = normalised(name);
        self.by_alias.get(&name).or_else(|| self.by_name.get(&name)).copied()
    }

    /// Names to offer where somebody of ours is asked for: the colleagues', and those of files
    /// (`salespeople`) that are nobody's yet. By the alphabet, each once.
    pub fn offered(&self, salespeople: &[String]) -> Vec<String> {
        let mut names: Vec<String> = self.names.values().cloned().collect();
        let unknown = salespeople.iter().filter(|name| self.named(name).is_none());
        names.extend(unknown.map(|name| tidy(name)).filter(|name| !name.is_empty()));
        // Of two spellings the one written with care is offered.
        names.sort_by_cached_key(|name| (normalised(name), std::cmp::Reverse(care(name)), name.clone()));
        names.dedup_by_key(|name| normalised(name));
        names
    }

    /// Somebody by their name as a person types it, known or new, with the edits that make them in this book
    /// if they are new; `None` without a name.
    pub fn known_or_new(&self, book: &Book, name: &str) -> Option<(RecordId, Vec<Edit>)> {
        let name = tidy(name);
        if normalised(&name).is_empty() {
            return None;
        }
        if let Some(known) = self.named(&name) {
            // What was written without care may be put right.
            let held =
                self.names.get(&known).filter(|held| is_called(held, &name) && care(&name) > 0 && care(held) == 0);
            return Some((known, held.map(|_| colleague::field::name.set(known, name)).into_iter().collect()));
        }
        // Who was there before comes back, unless somebody gave them another name.
        let is_free = |id: &RecordId| book.record(*id).is_none_or(|held| is_called(&held.get::<String>("name"), &name));
        let numbered = (2..).map(|number| RecordId::derived(Colleague::id(&name), &format!("{number}")));
        let id = std::iter::once(Colleague::id(&name)).chain(numbered).find(is_free)?;
        Some((id, vec![colleague::field::name.set(id, name), Edit::revive(id, Colleague::KIND)]))
    }
}

impl Book {
    /// Somebody of ours by their name, known or new: see [`Colleagues::known_or_new`].
    pub fn colleague(&self, name: &str) -> Option<(RecordId, Vec<Edit>)> {
        Colleagues::of(self).known_or_new(self, name)
    }
}

/// Whether both are the same name, or the first none.
fn is_called(held: &str, name: &str) -> bool {
    held.is_empty() || normalised(held) == normalised(name)
}

impl Alias {
    /// The edits that confirm that files mean this colleague by a name. Of one name there is one alias
    /// in every book: whoever confirms it last is right.
    pub fn of_colleague(name: &str, colleague: RecordId) -> Vec<Edit> {
        let id = RecordId::derived(super::SETTINGS, &format!("alias of a colleague {}", normalised(name)));
        vec![
            alias::field::name.set(id, tidy(name)),
            alias::field::colleague.set(id, Some(colleague)),
            Edit::revive(id, Alias::KIND),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Label, Stamp};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(0x1000 + number)
    }

    fn apply(book: &mut Book, edits: Vec<Edit>) {
        let millis = book.latest_stamp().millis + 1;
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis, ..Stamp::default() });
    }

    fn book(names: &[&str]) -> Book {
        let mut book = Book::default();
        for (number, name) in (1..).zip(names) {
            apply(&mut book, Colleague { name: (*name).into(), ..Colleague::default() }.create(id(number)));
        }
        book
    }

    #[test]
    fn equal_names_are_one_colleague() {
        let mut book = book(&["Ana Novak", "ANA  novak", "Bo"]);
        let (derived, edits) = book.colleague("Cy").unwrap();
        apply(&mut book, edits);
        let cy = Colleague { name: "cy".into(), ..Colleague::default() };
        apply(&mut book, cy.create(id(4)));
        let all = Colleagues::of(&book);
        assert_eq!(all.names(), [(id(1), "Ana Novak"), (id(3), "Bo"), (id(4), "cy")]);
        assert_eq!([1, 2, 3].map(|number| all.counts_for(id(number))), [id(1), id(1), id(3)]);
        assert_eq!(all.counts_for(derived), id(4), "of whom a person said more");
        assert_eq!(all.counts_for(id(99)), id(99));
    }

    #[test]
    fn a_salesperson_is_found_by_alias_then_by_name() {
        let mut book = book(&["Ana Novak", "Bo Li", "ana n."]);
        assert_eq!(Colleagues::of(&book).named("ANA N."), Some(id(3)));
        apply(&mut book, Alias::of_colleague("Ana N.", id(1)));
        apply(&mut book, Alias::of_colleague("B2", id(2)));
        let all = Colleagues::of(&book);
        assert_eq!(all.named("ana  N."), Some(id(1)), "a person's word goes before a name");
        assert_eq!(
            (all.named("b2"), all.named("Bo li"), all.named("Cy"), all.named(" ")),
            (Some(id(2)), Some(id(2)), None, None)
        );
        // Said again, of somebody else.
        apply(&mut book, Alias::of_colleague("b2", id(1)));
        assert_eq!(Colleagues::of(&book).named("B2"), Some(id(1)));
        assert_eq!(book.count::<Alias>(), 2);
        apply(&mut book, vec![Edit::delete::<Colleague>(id(1))]);
        assert_eq!(Colleagues::of(&book).named("b2"), None, "who is gone is nobody's alias");
    }

    #[test]
    fn names_of_files_are_offered_beside_those_that_are_known() {
        let mut book = book(&["Bo Li"]);
        apply(&mut book, Alias::of_colleague("B2", id(1)));
        let people = ["bo li", "ana", "Ana", "ANA ", "", "B2"].map(str::to_owned);
        assert_eq!(Colleagues::of(&book).offered(&people), ["Ana", "Bo Li"]);
    }

    #[test]
    fn a_new_name_makes_a_colleague_that_is_the_same_everywhere() {
        let (mut here, mut there) = (Book::default(), Book::default());
        let (ana, edits) = here.colleague(" Ana  Novak ").unwrap();
        apply(&mut here, edits);
        assert_eq!(here.name(ana), "Ana Novak");
        assert_eq!(here.colleague("ana novak"), Some((ana, vec![])));
        let small = book(&["ana novak"]);
        let better = vec![colleague::field::name.set(id(1), "Ana Novak".into())];
        assert_eq!(small.colleague("Ana Novak"), Some((id(1), better)), "a better spelling is taken over");
        assert_eq!(small.colleague("ANA NOVAK"), Some((id(1), vec![])));
        assert_eq!(there.colleague("ANA NOVAK").map(|(id, _)| id), Some(ana));
        assert_eq!(here.colleague(" "), None);
        // Who was deleted comes back; who got another name stays who they are.
        apply(&mut here, vec![Edit::delete::<Colleague>(ana)]);
        let (again, edits) = here.colleague("Ana Novak").unwrap();
        apply(&mut here, edits);
        assert_eq!((again, here.count::<Colleague>()), (ana, 1));
        apply(&mut here, vec![colleague::field::name.set(ana, "Ana Kos".into())]);
        let (other, edits) = here.colleague("Ana Novak").unwrap();
        apply(&mut here, edits);
        assert_ne!(other, ana);
        assert_eq!((here.name(ana), here.name(other)), ("Ana Kos".into(), "Ana Novak".into()));
        there.join_book(&here);
        assert_eq!(Colleagues::of(&there).named("ana novak"), Some(other));
    }
}
