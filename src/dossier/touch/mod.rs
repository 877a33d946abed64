//! A touch as a person tells it, with all that follows from it, as one change (R3, R6, R10).
//!
//! Whom one may have spoken with, and with which account, is found here too. What is told is a [`Touch`]; its
//! [`change`](Touch::change) is everything it makes of the book, so that it is one step to undo.

mod find;
mod offered;
#[cfg(test)]
mod tests;

pub use find::AccountNames;
pub use offered::{Offered, offered};

use crate::book::{
    Book, Change, Channel, Contact, Edit, Hours, Interaction, Label, Opportunity, OpportunitySource, Promise, RecordId,
    RecordKind, Side, account, interaction,
};
use crate::calendar::Date;
use crate::dossier::negotiation::NegotiationFile;

/// So many characters of a first line make a heading; a longer one is cut.
const HEADING: usize = 100;

/// Something that is to follow, in the words of whoever told it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub what: String,
    /// By when, where that was said.
    pub day: Option<Date>,
}

impl Told {
    fn words(&self) -> Option<&str> {
        Some(self.what.trim()).filter(|words| !words.is_empty())
    }

    /// Whether a day was given and nothing that is to be done on it.
    pub fn lacks_words(&self) -> bool {
        self.day.is_some() && self.words().is_none()
    }
}

/// Somebody of theirs who took part and isn't in the book yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newcomer {
    pub name: String,
    /// Empty where it isn't known.
    pub email: String,
}

/// What happened, and what follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touch {
    pub day: Option<Date>,
    pub channel: Option<Channel>,
    /// Whose word it was: who wrote, who called.
    pub by: Option<Side>,
    /// We tried, and nobody was there: it is no touch, and is logged as a try (C1).
    pub not_reached: bool,
    /// How long it took us, where somebody said (C17a).
    pub took: Option<Hours>,
    /// Who took part of theirs.
    pub contacts: Vec<RecordId>,
    pub newcomers: Vec<Newcomer>,
    /// Who took part of ours.
    pub colleagues: Vec<RecordId>,
    /// What it was about; empty: what was said begins with it.
    pub subject: String,
    pub said: String,
    pub we_promise: Told,
    pub they_promise: Told,
    /// Something they need that we could sell them.
    pub need: String,
    /// What to do next with the account; without words what was set before stays.
    pub next: Told,
    /// The negotiation that was held.
    pub negotiation: Option<RecordId>,
}

impl Touch {
    /// Everything it makes of an account of the book, as one change. Each call of `new_id` makes another id.
    pub fn change(&self, book: &Book, id: RecordId, mut new_id: impl FnMut() -> RecordId) -> Change {
        let mut edits = Vec::new();
        let mut contacts = self.contacts.clone();
        for newcomer in self.newcomers.iter().filter(|newcomer| !newcomer.name.trim().is_empty()) {
            let person = new_id();
            let (name, email) = (newcomer.name.trim().into(), newcomer.email.clone());
            edits.extend(Contact { account: Some(id), name, email, ..Contact::default() }.create(person));
            contacts.push(person);
        }
        let interaction = new_id();
        edits.extend(self.interaction(id, &contacts).create(interaction));
        // Whom one didn't reach one didn't negotiate with.
        let held = self.negotiation.filter(|_| !self.not_reached);
        edits.extend(held.into_iter().flat_map(|id| NegotiationFile::held(id, self.day, interaction)));
        for (told, by) in [(&self.we_promise, None), (&self.they_promise, Some(Side::Them))] {
            let Some(words) = told.words() else { continue };
            let promise = Promise {
                account: Some(id),
                day: self.day,
                what: words.into(),
                by,
                colleagues: self.colleagues.clone(),
                contacts: contacts.clone(),
                due: told.day,
                ..Promise::default()
            };
            edits.extend(promise.create(new_id()));
        }
        if !self.need.trim().is_empty() {
            let need = Opportunity {
                account: Some(id),
                day: self.day,
                what: self.need.trim().into(),
                source: Some(OpportunitySource::Need),
                contacts,
                colleagues: self.colleagues.clone(),
                ..Opportunity::default()
            };
            edits.extend(need.create(new_id()));
        }
        edits.extend(self.next_step(id));
        let of = book.value(id, account::field::name);
        Change::new(Label::Add { kind: interaction::INTERACTION.words(), of }, edits)
    }

    fn interaction(&self, account: RecordId, contacts: &[RecordId]) -> Interaction {
        let (subject, summary) = match self.subject.trim() {
            "" => headed(&self.said),
            subject => (subject.into(), self.said.trim().into()),
        };
        Interaction {
            account: Some(account),
            day: self.day,
            channel: self.channel,
            by: self.by,
            subject,
            summary,
            contacts: contacts.to_vec(),
            colleagues: self.colleagues.clone(),
            not_reached: self.not_reached,
            took: self.took,
            sample: false,
        }
    }

    fn next_step(&self, id: RecordId) -> Vec<Edit> {
        use account::field::{next_on, next_what};
        let step = self.next.words().map(|words| [next_what.set(id, words.into()), next_on.set(id, self.next.day)]);
        step.into_iter().flatten().collect()
    }
}

/// A heading, and what stands below it: the first line and the rest, or the beginning of a long line and all of it.
fn headed(said: &str) -> (String, String) {
    let said = said.trim();
    let (first, rest) = said.split_once('\n').unwrap_or((said, ""));
    let first = first.trim();
    let Some((end, _)) = first.char_indices().nth(HEADING) else { return (first.into(), rest.trim().into()) };
    let beginning = first.get(..end).unwrap_or(first);
    // Within a word nothing is cut, unless there is but one.
    let whole = beginning.rsplit_once(char::is_whitespace).map_or(beginning, |(whole, _)| whole.trim_end());
    (format!("{whole}…"), said.into())
}
