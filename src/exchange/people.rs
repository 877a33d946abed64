//! People of a file and people of the book: who is who, what is new, and what the two say differently.
//!
//! Somebody is known by a mail address, else by a telephone number, else by their full name at the same account. What
//! the book knows stays: a file fills what is empty and adds numbers and addresses; where it says something else, that
//! stands beside it until a person takes it.
//!
//! **Invariant:** the same file twice adds nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::matching::phone;
use crate::book::spelling::normalised;
use crate::book::{Birthday, Book, Contact, Edit, Reach, ReachKind, RecordId, RecordKind, contact};
use crate::exchange::ContactCard;

/// Boxes that several people read.
const SHARED_BOXES: &str = " info office mail contact kontakt sales order orders einkauf purchase purchasing buchhaltung \
    accounting admin service support zakupki nabava nabavka prodaja zakaz reception hello team post ";

/// Of more people with one number, or one address, it says nothing.
const MOST_ALIKE: usize = 64;

/// What a file of people would do to those of the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeopleEffect {
    pub new: usize,
    /// Known, and something is added.
    pub updated: usize,
    /// Known as they are in the file.
    pub same: usize,
    /// Without an account, and left out.
    pub aside: usize,
}

/// That the file says something else of somebody than the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub person: RecordId,
    /// As the book calls them.
    pub name: String,
    /// The field of the [`Contact`] it is about.
    pub field: &'static str,
    pub book: String,
    pub file: String,
}

/// What a person takes of the file in place of what the book says: whose, and which field.
pub type Taken = BTreeSet<(RecordId, String)>;

/// A person as they were before the file, and as they are with it.
#[derive(Clone, Debug)]
struct Person {
    before: Option<Contact>,
    now: Contact,
    /// The account that counts for theirs.
    account: Option<RecordId>,
    /// Whether the file names them.
    is_met: bool,
}

/// All people at once, those of the file so far included.
#[derive(Clone, Debug, Default)]
pub struct People {
    all: HashMap<RecordId, Person>,
    by_mail: HashMap<String, Vec<RecordId>>,
    by_phone: HashMap<String, Vec<RecordId>>,
    by_name: HashMap<(RecordId, String), Vec<RecordId>>,
    /// Those the file names, in its order.
    met: Vec<RecordId>,
    aside: usize,
    differences: Vec<Difference>,
    /// What of them was told: of whom, which field, and what the file says.
    told: HashSet<(RecordId, &'static str, String)>,
}

impl People {
    pub fn of(book: &Book) -> Self {
        let mut people = Self::default();
        for (id, person) in book.all::<Contact>().filter(|(_, person)| !person.placeholder) {
            let account = person.account.map(|account| book.merged().of_account(account));
            people.insert(id, Person { before: Some(person.clone()), now: person, account, is_met: false });
        }
        people
    }

    fn insert(&mut self, id: RecordId, person: Person) {
        let (now, account) = (person.now.clone(), person.account);
        self.all.insert(id, person);
        self.index(id, &now, account);
    }

    /// Has somebody found by what they have now.
    fn index(&mut self, id: RecordId, person: &Contact, account: Option<RecordId>) {
        let put = |entry: &mut Vec<RecordId>| {
            if entry.len() < MOST_ALIKE && !entry.contains(&id) {
                entry.push(id);
            }
        };
        for mail in mails(person).map(str::to_lowercase) {
            put(self.by_mail.entry(mail).or_default());
        }
        for number in numbers(person).map(phone).filter(|number| !number.is_empty()) {
            put(self.by_phone.entry(number).or_default());
        }
        if let Some(account) = account {
            put(self.by_name.entry((account, normalised(&person.name))).or_default());
        }
    }

    /// Who of the book, or of the file so far, this is; with an account nobody elsewhere has by name alone.
    pub fn find(&self, account: Option<RecordId>, card: &ContactCard) -> Option<RecordId> {
        let is_left = |person: &Person| person.now.left.is_some() && person.account != account;
        let of = |ids: Option<&Vec<RecordId>>, is_it: &dyn Fn(&Person) -> bool| -> Option<RecordId> {
            let is_it = |id: &&RecordId| self.all.get(id).is_some_and(|person| !is_left(person) && is_it(person));
            let mut found = ids.into_iter().flatten().filter(is_it).copied();
            let is_here = |id: &RecordId| self.all.get(id).is_some_and(|person| person.account == account);
            // Of several the first at this account: a third namesake would be one more each time.
            found.clone().find(is_here).or_else(|| found.next())
        };
        let is_alike = |person: &Person| are_alike(&person.now.name, &card.name);
        let by_mail = card.mails().map(str::to_lowercase).find_map(|mail| {
            let ids = self.by_mail.get(&mail);
            // One box of one person is theirs, however the name is written; a shared one says nothing.
            let is_own = !is_shared_box(&mail) && ids.is_some_and(|ids| ids.len() == 1) && self.is_theirs(ids);
            of(ids, &|person| is_own || is_alike(person))
        });
        let by_phone = || {
            card_numbers(card)
                .map(phone)
                .filter(|number| !number.is_empty())
                .find_map(|number| of(self.by_phone.get(&number), &is_alike))
        };
        let by_name = || of(self.by_name.get(&(account?, normalised(&card.name))), &|_| true);
        by_mail.or_else(by_phone).or_else(by_name)
    }

    /// Whether these were in the book before: of the file itself two rows with one address may be two people.
    fn is_theirs(&self, ids: Option<&Vec<RecordId>>) -> bool {
        let is_theirs =
            |id: &RecordId| self.all.get(id).is_some_and(|person| person.before.is_some() && !person.is_met);
        ids.is_some_and(|ids| ids.iter().all(is_theirs))
    }

    /// Takes a person of the file, at an account if one is known: whoever has none and isn't known is left out, and
    /// has no id.
    pub fn meet(
        &mut self,
        account: Option<RecordId>,
        card: &ContactCard,
        taken: &Taken,
        new_id: &mut dyn FnMut() -> RecordId,
    ) -> Option<RecordId> {
        let (id, mut person) = match self.find(account, card).and_then(|id| Some((id, self.all.get(&id)?.clone()))) {
            Some(known) => known,
            None if account.is_none() => {
                self.aside += 1;
                return None;
            }
            None => {
                let now = Contact { account, name: card.name.clone(), ..Contact::default() };
                (new_id(), Person { before: None, now, account, is_met: false })
            }
        };
        if !person.is_met {
            self.met.push(id);
        }
        person.is_met = true;
        let differences = joined(&mut person, account, card);
        for Differs { field, book, file, take } in differences {
            if taken.contains(&(id, field.to_owned())) {
                take(&mut person.now, card, account);
                person.account = person.now.account;
            }
            // Of somebody who is new the file's first row counts.
            if let Some(before) = &person.before {
                // Two rows may say the same of somebody.
                if self.told.insert((id, field, file.clone())) {
                    let name = before.name.clone();
                    self.differences.push(Difference { person: id, name, field, book, file });
                }
            }
        }
        self.insert(id, person);
        Some(id)
    }

    /// The account of somebody.
    pub fn account_of(&self, id: RecordId) -> Option<RecordId> {
        self.all.get(&id)?.account
    }

    /// What the file would do.
    pub fn effect(&self) -> PeopleEffect {
        let mut effect = PeopleEffect { aside: self.aside, ..PeopleEffect::default() };
        for person in self.met.iter().filter_map(|id| self.all.get(id)) {
            match &person.before {
                None => effect.new += 1,
                Some(before) if *before == person.now => effect.same += 1,
                Some(_) => effect.updated += 1,
            }
        }
        effect
    }

    /// What the file says differently, in its order.
    pub fn differences(self) -> Vec<Difference> {
        self.differences
    }

    /// The edits that make it so.
    pub fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for id in &self.met {
            let Some(Person { before, now, .. }) = self.all.get(id) else { continue };
            let Some(before) = before else {
                edits.extend(now.create(*id));
                continue;
            };
            for (field, was, is) in [
                (contact::field::name, &before.name, &now.name),
                (contact::field::function, &before.function, &now.function),
                (contact::field::unit, &before.unit, &now.unit),
                (contact::field::phone, &before.phone, &now.phone),
                (contact::field::email, &before.email, &now.email),
                (contact::field::note, &before.note, &now.note),
            ] {
                if was != is {
                    edits.push(field.set(*id, is.clone()));
                }
            }
            if before.account != now.account {
                edits.push(contact::field::account.set(*id, now.account));
            }
            if before.birthday != now.birthday {
                edits.push(contact::field::birthday.set(*id, now.birthday));
            }
            if before.reach != now.reach {
                edits.push(contact::field::reach.set(*id, now.reach.clone()));
            }
        }
        edits
    }
}

/// What the file says of a field, where that is something else, and how it is taken.
struct Differs {
    field: &'static str,
    book: String,
    file: String,
    take: Take,
}

type Take = fn(&mut Contact, &ContactCard, Option<RecordId>);
/// A field of a contact: its name, what the book and what the file says, and how that is taken.
type Text = (&'static str, fn(&mut Contact) -> &mut String, fn(&ContactCard) -> &String, Take);

/// Adds what a card says to somebody, as far as nothing is known; what it says differently is handed back.
fn joined(person: &mut Person, account: Option<RecordId>, card: &ContactCard) -> Vec<Differs> {
    let mut differences = Vec::new();
    let now = &mut person.now;
    let mut differs = |field: &'static str, book: &str, file: &str, take: Take| {
        differences.push(Differs { field, book: book.to_owned(), file: file.to_owned(), take });
    };
    if !are_equal(&now.name, &card.name) {
        differs(contact::field::name.name, &now.name, &card.name, |now, card, _| now.name.clone_from(&card.name));
    }
    let texts: [Text; 3] = [
        (
            contact::field::function.name,
            |now| &mut now.function,
            |card| &card.function,
            |now, card, _| now.function.clone_from(&card.function),
        ),
        (
            contact::field::unit.name,
            |now| &mut now.unit,
            |card| &card.unit,
            |now, card, _| now.unit.clone_from(&card.unit),
        ),
        (
            contact::field::note.name,
            |now| &mut now.note,
            |card| &card.note,
            |now, card, _| now.note.clone_from(&card.note),
        ),
    ];
    for (field, own, theirs, take) in texts {
        let (own, theirs) = (own(now), theirs(card));
        if own.trim().is_empty() {
            own.clone_from(theirs);
        } else if !theirs.is_empty() && normalised(own) != normalised(theirs) {
            differs(field, own, theirs, take);
        }
    }
    if let Some(theirs) = card.birthday {
        let is_same_day = |own: Birthday| (own.month(), own.day()) == (theirs.month(), theirs.day());
        match now.birthday {
            None => now.birthday = Some(theirs),
            // The year is added, or the file doesn't know it.
            Some(own) if is_same_day(own) && own.year().is_none() => now.birthday = Some(theirs),
            Some(own) if own == theirs || is_same_day(own) && theirs.year().is_none() => {}
            Some(own) => {
                let (book, file) = (own.to_string(), theirs.to_string());
                differs(contact::field::birthday.name, &book, &file, |now, card, _| now.birthday = card.birthday);
            }
        }
    }
    reach(now, card);
    // Somebody who is known at another account stays there until a person says otherwise.
    if let (Some(there), Some(here)) = (person.account, account)
        && there != here
    {
        let (book, file) = (there.to_string(), here.to_string());
        differs(contact::field::account.name, &book, &file, |now, _, account| now.account = account);
    }
    differences
}

/// Adds the numbers and addresses of a card that aren't known yet.
fn reach(now: &mut Contact, card: &ContactCard) {
    let own = [(ReachKind::Phone, &card.phone), (ReachKind::Email, &card.email)];
    let own = own.into_iter().filter(|(_, value)| !value.is_empty());
    let further = card.reach.iter().map(|reach| (reach.kind, &reach.value));
    for (kind, value) in own.chain(further) {
        let key = |kind: ReachKind, value: &str| match kind {
            ReachKind::Phone | ReachKind::Mobile | ReachKind::Fax if !phone(value).is_empty() => phone(value),
            _ => value.trim().to_lowercase(),
        };
        let wanted = key(kind, value);
        let is_known = key(ReachKind::Phone, &now.phone) == wanted
            || key(ReachKind::Email, &now.email) == wanted
            || now.reach.iter().any(|reach| key(reach.kind, &reach.value) == wanted);
        match kind {
            _ if is_known => {}
            ReachKind::Phone if now.phone.trim().is_empty() => now.phone.clone_from(value),
            ReachKind::Email if now.email.trim().is_empty() => now.email.clone_from(value),
            kind => now.reach.push(Reach { kind, value: value.clone() }),
        }
    }
}

fn mails(person: &Contact) -> impl Iterator<Item = &str> {
    let further = person.reach.iter().filter(|reach| reach.kind == ReachKind::Email).map(|reach| reach.value.as_str());
    std::iter::once(person.email.as_str()).chain(further).map(str::trim).filter(|mail| !mail.is_empty())
}

fn numbers(person: &Contact) -> impl Iterator<Item = &str> {
    let is_number = |reach: &&Reach| matches!(reach.kind, ReachKind::Phone | ReachKind::Mobile);
    let further = person.reach.iter().filter(is_number).map(|reach| reach.value.as_str());
    std::iter::once(person.phone.as_str()).chain(further)
}

fn card_numbers(card: &ContactCard) -> impl Iterator<Item = &str> {
    let is_number = |reach: &&Reach| matches!(reach.kind, ReachKind::Phone | ReachKind::Mobile);
    let further = card.reach.iter().filter(is_number).map(|reach| reach.value.as_str());
    std::iter::once(card.phone.as_str()).chain(further)
}

fn is_shared_box(mail: &str) -> bool {
    mail.split_once('@').is_some_and(|(name, _)| SHARED_BOXES.contains(&format!(" {name} ")))
}

/// The words of a name, in any order.
fn words(name: &str) -> BTreeSet<String> {
    let plain = normalised(name).replace(['.', ',', '-'], " ");
    plain.split_whitespace().map(str::to_owned).collect()
}

/// Whether two are one name: the same words in any order.
fn are_equal(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

/// Whether two may be one person's names: they have a word in common that is no initial.
fn are_alike(one: &str, other: &str) -> bool {
    let theirs = words(other);
    words(one).iter().any(|word| word.chars().count() > 1 && theirs.contains(word))
}

#[cfg(test)]
mod tests;
