//! The next touch: how often an account and the people who decide there are to hear from us, and since when
//! nobody spoke to them (R10, C1).

pub use crate::service::usual_cadence::{CadenceFor, Usual};

use crate::book::kind::{Agenda, DueRule, HistoryWords};
use crate::book::{Cadence, Contact, Interaction, OwnCadence, RecordId, account};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::glyph::Glyph;
use crate::text::Key;

/// Somebody is to hear from us.
pub static TOUCH: DueRule = DueRule {
    code: "touch",
    glyph: Glyph::Meet,
    agenda: Some(Agenda { words: Key::DueTouch, rank: 4, ahead: Some(0), horizon: 0, weight: 1.0, without_day: false }),
    history: HistoryWords::USUAL,
};

/// From which day on a touch is reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The latest touch.
    Touch(Date),
    /// There was none, and on this day the account became key.
    Key(Date),
    /// There was none, and on this day the cadence was set.
    Set(Date),
}

impl Anchor {
    pub fn day(self) -> Date {
        match self {
            Self::Touch(day) | Self::Key(day) | Self::Set(day) => day,
        }
    }

    /// `None` where nobody ever spoke to them, made the account key or set a cadence: then there is no day to
    /// reckon from, and nobody is late.
    fn of(touch: Option<Date>, key: Option<Date>, set: Option<Date>) -> Option<Self> {
        let begun = [key.map(Self::Key), set.map(Self::Set)].into_iter().flatten();
        touch.map(Self::Touch).or_else(|| begun.max_by_key(|anchor| anchor.day()))
    }
}

/// Attempts since the anchor at which nobody was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    pub count: usize,
    pub first: Date,
}

/// A touch that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextTouch {
    /// With whom of theirs; `None`: with anybody.
    pub person: Option<RecordId>,
    pub anchor: Anchor,
    pub cadence: Cadence,
    pub tries: Option<Tries>,
}

impl NextTouch {
    /// The day it is due.
    pub fn due(&self) -> Date {
        self.anchor.day().plus(self.cadence.ideal())
    }

    /// Whether the longest gap has passed.
    pub fn is_overdue(&self, today: Date) -> bool {
        today > self.anchor.day().plus(self.cadence.longest())
    }

    /// With somebody who was spoken to as these interactions say, be it due yet or not; `None` while something is
    /// planned, and where there is no day to reckon from.
    fn of(
        interactions: &[&Interaction],
        anchors: (Option<Date>, Option<OwnCadence>),
        cadence: Cadence,
        person: Option<RecordId>,
        today: Date,
    ) -> Option<Self> {
        let anchor = Anchor::of(last_touch(interactions, today), anchors.0, anchors.1.map(|own| own.set))?;
        let found = Self { person, anchor, cadence, tries: Tries::of(interactions, Some(anchor), today) };
        let until = anchor.day().plus(cadence.longest());
        let is_planned = |day: Date| day > today && day <= until;
        let mut planned = interactions.iter().filter(|met| !met.not_reached).filter_map(|met| met.day);
        (!planned.any(is_planned)).then_some(found)
    }

    /// Whether it stands there by today. On a day off it waits for the next working day.
    fn is_shown(&self, days: Days<'_>) -> bool {
        let due = self.due();
        (0..=days.today.since(due)).map(|after| due.plus(after)).any(days.is_working)
    }
}

/// The latest day by today on which somebody was reached.
fn last_touch(interactions: &[&Interaction], today: Date) -> Option<Date> {
    interactions.iter().filter(|met| met.is_touch(today)).filter_map(|met| met.day).max()
}

impl Tries {
    /// Those after the touch, or from another anchor on; without one all. `None` if there was none.
    fn of(interactions: &[&Interaction], anchor: Option<Anchor>, today: Date) -> Option<Self> {
        let is_since = |day: &Date| match anchor {
            None => true,
            Some(Anchor::Touch(touch)) => *day > touch,
            Some(Anchor::Key(begun) | Anchor::Set(begun)) => *day >= begun,
        };
        let missed = interactions.iter().filter(|met| met.not_reached).filter_map(|met| met.day);
        let missed: Vec<Date> = missed.filter(|day| *day <= today).filter(is_since).collect();
        missed.iter().min().map(|first| Self { count: missed.len(), first: *first })
    }

    /// How often it was tried to reach an account, key or not, since somebody there was reached.
    pub fn of_account(dossier: &Dossier, today: Date) -> Option<Self> {
        let all: Vec<Interaction> = dossier.all::<Interaction>().map(|(_, met)| met).collect();
        let all: Vec<&Interaction> = all.iter().collect();
        let set = account::field::cadence.of(dossier.record()).map(|own| own.set);
        Self::of(&all, Anchor::of(last_touch(&all, today), dossier.key_since(), set), today)
    }
}

/// The day that is seen from, and which days people work on.
#[derive(Clone, Copy)]
pub struct Days<'a> {
    pub today: Date,
    pub is_working: &'a dyn Fn(Date) -> bool,
}

/// The touches that are due with a key account and its people.
pub fn next_touches(dossier: &Dossier, usual: Usual<'_>, open_complaints: usize, days: Days<'_>) -> Vec<NextTouch> {
    let mut touches = coming_touches(dossier, usual, open_complaints, days.today);
    touches.retain(|touch| touch.is_shown(days));
    touches
}

/// The same with those whose day lies ahead.
pub fn coming_touches(dossier: &Dossier, usual: Usual<'_>, open_complaints: usize, today: Date) -> Vec<NextTouch> {
    let account = dossier.account();
    let key = dossier.key_since();
    let interactions: Vec<Interaction> = dossier.all::<Interaction>().map(|(_, met)| met).collect();
    let all: Vec<&Interaction> = interactions.iter().collect();
    let cadence = usual.of_account(dossier.id, &account, open_complaints);
    let with_account = NextTouch::of(&all, (key, account.cadence), cadence, None, today);
    let people = dossier.all::<Contact>().filter(|(_, contact)| contact.is_there(today) && !contact.placeholder);
    let with_people = people.filter_map(|(id, contact)| {
        let cadence = usual.of_person(&contact)?;
        let with: Vec<&Interaction> = all.iter().copied().filter(|met| met.contacts.contains(&id)).collect();
        NextTouch::of(&with, (key, contact.cadence), cadence, Some(id), today)
    });
    with_account.into_iter().chain(with_people).collect()
}

#[cfg(test)]
mod tests;
