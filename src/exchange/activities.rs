//! Activities and notes of a file as entries of the timeline: each has its own day, who took part, and who of ours.
//!
//! **Invariant:** the same file twice adds nothing: an entry's id follows from what it says.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::people::{People, Taken};
use crate::book::spelling::normalised;
use crate::book::{Book, Colleagues, Edit, Interaction, Note, RecordId, RecordKind, SETTINGS};
use crate::exchange::{ActivityCard, Customer};

/// What a file of activities would do to the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActivityEffect {
    pub new: usize,
    /// In the book already, or twice in the file.
    pub same: usize,
    /// Without an account, and left out.
    pub aside: usize,
}

/// The entries of a file so far.
#[derive(Debug)]
pub struct Activities {
    colleagues: Colleagues,
    /// Who of ours the file named so far.
    owners: HashMap<String, Option<RecordId>>,
    met: HashSet<RecordId>,
    edits: Vec<Edit>,
    effect: ActivityEffect,
}

impl Activities {
    pub fn of(book: &Book) -> Self {
        Self {
            colleagues: Colleagues::of(book),
            owners: HashMap::new(),
            met: HashSet::new(),
            edits: Vec::new(),
            effect: ActivityEffect::default(),
        }
    }

    /// Takes an entry of a company that is this account, if one is known; else that of whoever took part, where a mail
    /// address says who that is.
    pub fn meet(
        &mut self,
        book: &Book,
        people: &mut People,
        account: Option<RecordId>,
        customer: &Customer,
        card: &ActivityCard,
        new_id: &mut dyn FnMut() -> RecordId,
    ) {
        let of_person = || card.people().find_map(|one| people.account_of(people.find(None, &one)?));
        let Some(account) = account.or_else(of_person) else {
            self.effect.aside += 1;
            return;
        };
        let contacts: Vec<RecordId> =
            card.people().filter_map(|one| people.meet(Some(account), &one, &Taken::new(), new_id)).collect();
        let id = id(customer, card);
        let is_here = book.has::<Interaction>(id) || book.has::<Note>(id);
        if !self.met.insert(id) || is_here {
            self.effect.same += 1;
            return;
        }
        self.effect.new += 1;
        let by = self.owner(book, &card.owner);
        let (day, account) = (Some(card.day), Some(account));
        let (subject, text) = (card.subject.clone(), card.text.clone());
        match card.channel {
            Some(channel) => {
                let entry = Interaction {
                    account,
                    day,
                    channel: Some(channel),
                    subject,
                    summary: text,
                    contacts,
                    colleagues: by.into_iter().collect(),
                    not_reached: card.not_reached,
                    ..Interaction::default()
                };
                self.edits.extend(entry.create(id));
                self.edits.push(Edit::revive(id, Interaction::KIND));
            }
            None => {
                let entry = Note { account, day, title: subject, text, by, ..Note::default() };
                self.edits.extend(entry.create(id));
                self.edits.push(Edit::revive(id, Note::KIND));
            }
        }
    }

    /// Who of ours has this name; new the first time it comes.
    fn owner(&mut self, book: &Book, name: &str) -> Option<RecordId> {
        let Self { colleagues, owners, edits, .. } = self;
        *owners.entry(normalised(name)).or_insert_with(|| {
            let (colleague, made) = colleagues.known_or_new(book, name)?;
            edits.extend(made);
            Some(colleague)
        })
    }

    pub fn effect(&self) -> ActivityEffect {
        self.effect
    }

    /// The edits that make it so.
    pub fn edits(self) -> Vec<Edit> {
        self.edits
    }
}

/// The id of an entry, the same each time: of what the file says, whatever its company is in the book by now.
fn id(customer: &Customer, card: &ActivityCard) -> RecordId {
    let ActivityCard { day, channel, subject, text, contacts, email, .. } = card;
    let said = format!("{}\n{channel:?}\n{subject}\n{text}\n{contacts:?}\n{email}", customer.name);
    RecordId::derived(SETTINGS, &format!("activity {day} {:016x}", xxh3_64(said.as_bytes())))
}
