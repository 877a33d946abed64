//! The colleague: a person on our side.

use super::kind::{Audience, Course, Kind, ask};
use super::spelling::{normalised, tidy};
use super::{Hours, RecordId, RecordKind, SETTINGS};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Somebody of ours: who answers for an account, knows people there, wrote a note, sold something.
    ///
    /// Whoever is meant is named by id. What is written by several hands may hold two records of one
    /// person; [`Colleagues`](super::Colleagues) says which one counts.
    Colleague = "colleague" {
        name: String,
        /// Their role: what they do with us.
        function: String,
        /// The colleague they report to.
        manager: Option<RecordId>,
        /// The languages they work in, as a person lists them: see [`Colleague::spoken`].
        languages: String,
        /// The hours of a week they have for accounts; empty: nobody said (C17).
        weekly_hours: Option<Hours>,
        phone: String,
        email: String,
        /// The first day they are no longer with us; empty: they are.
        left_on: Option<Date>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

impl Colleague {
    /// The id of a colleague of whom nothing but a name is known: it follows from the name, so that two
    /// devices that hear of somebody apart mean the same person.
    pub fn id(name: &str) -> RecordId {
        RecordId::derived(SETTINGS, &format!("colleague {}", normalised(name)))
    }

    /// Whether they are with us on this day.
    pub fn is_active(&self, day: Date) -> bool {
        self.left_on.is_none_or(|left| left > day)
    }

    /// The languages they work in, each once, as they are written: commas, semicolons, slashes and line breaks stand
    /// between them. Compare them by [`normalised`].
    pub fn spoken(&self) -> Vec<String> {
        listed(&self.languages)
    }
}

/// What a [`Colleague`] is to people.
pub static COLLEAGUE: Kind = Kind {
    code: Colleague::KIND,
    title: Key::PieceColleague,
    plural: Key::EntryColleagues,
    glyph: Glyph::Team,
    audience: Audience::Customer,
    fields: &[
        ask::line(field::name, Key::ContactName).for_customer(),
        ask::line(field::function, Key::ContactFunction).for_customer(),
        ask::colleague(field::manager, Key::ColleagueManager),
        ask::line(field::languages, Key::ColleagueLanguages).for_customer(),
        ask::hours(field::weekly_hours, Key::ColleagueHours),
        ask::line(field::phone, Key::ContactPhone).for_customer(),
        ask::line(field::email, Key::ContactEmail).for_customer(),
        ask::day(field::left_on, Key::ColleagueLeft).for_delivery(),
    ],
    begins: |_, _, _| Vec::new(),
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Colleague>,
};

/// The entries of a list that somebody typed in one line, each once, without those of the same letters.
fn listed(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for entry in text.split([',', ';', '/', '\n', '،', '؛']).map(tidy) {
        let is_new = !all.iter().any(|held| normalised(held) == normalised(&entry));
        if is_new && !normalised(&entry).is_empty() {
            all.push(entry);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    #[test]
    fn languages_are_told_apart_however_they_are_listed() {
        let of = |text: &str| Colleague { languages: text.into(), ..Colleague::default() }.spoken();
        assert_eq!(of("English, Spanish;  Low German / english"), ["English", "Spanish", "Low German"]);
        assert_eq!(of("فارسی، English"), ["فارسی", "English"]);
        assert_eq!(of(" ,; "), Vec::<String>::new());
    }

    #[test]
    fn who_left_is_gone_from_that_day_on() {
        let gone = Colleague { left_on: Some(date(2024, 5, 6)), ..Colleague::default() };
        assert_eq!([5, 6, 7].map(|day| gone.is_active(date(2024, 5, day))), [true, false, false]);
        assert!(Colleague::default().is_active(date(2024, 5, 6)));
    }
}
