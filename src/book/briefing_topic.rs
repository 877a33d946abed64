//! The briefing topic: what an account is to be told and taught of what we can do for it (R4).

use super::kind::{
    Agenda, Audience, Commitment, Course, DueRule, Event, HistoryWords, Kind, Outcome, Settled, Settlement, Tone, ask,
};
use super::{Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Something they should know of us: to whom it was shown, when last, and when next.
    BriefingTopic = "briefing_topic" {
        account: Option<RecordId>,
        /// The day it was put on the list.
        day: Option<Date>,
        topic: String,
        /// To whom of theirs it is shown, or was.
        contacts: Vec<RecordId>,
        /// Who of ours shows it.
        colleagues: Vec<RecordId>,
        /// The day it was shown, the last time.
        shown: Option<Date>,
        /// The day it is to be shown, or shown again.
        next: Option<Date>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`BriefingTopic`] is to people.
pub static BRIEFING_TOPIC: Kind = Kind {
    code: BriefingTopic::KIND,
    title: Key::PieceBriefingTopic,
    plural: Key::HistoryTopics,
    glyph: Glyph::Brief,
    audience: Audience::Delivery,
    fields: &[
        ask::line(field::topic, Key::TopicWhat).for_delivery(),
        ask::people(field::contacts, Key::TopicContacts).for_delivery(),
        ask::day(field::shown, Key::TopicShown).for_delivery(),
        ask::day(field::next, Key::TopicNext).for_delivery(),
        ask::colleagues(field::colleagues, Key::TopicColleagues).for_delivery(),
        ask::day(field::day, Key::TopicDay).for_delivery(),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::day.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<BriefingTopic>,
};

/// They are to be told of it. Without a day it waits in its list. On Today it is one of the plan's actions.
pub static BRIEFING: DueRule = DueRule {
    code: "plan_action",
    glyph: Glyph::Brief,
    agenda: Some(Agenda { words: Key::DueTopic, rank: 5, ahead: None, horizon: 7, weight: 1.0, without_day: false }),
    history: HistoryWords::USUAL,
};

const SHOWN: Outcome = Outcome { words: Key::HistoryTopicShown, tone: Tone::Good, is_done: true };

/// The day it was shown, unless it is to be shown again after that.
fn settled(shown: Option<Date>, next: Option<Date>) -> Option<Date> {
    shown.filter(|shown| next.is_none_or(|next| next <= *shown))
}

fn event(record: &Record) -> Option<Event> {
    let (shown, next) = (field::shown.of(record), field::next.of(record));
    let settled = settled(shown, next);
    let mut said = vec![field::day.name, field::topic.name, field::next.name];
    said.extend(settled.map(|_| field::shown.name));
    Some(Event {
        day: field::day.of(record),
        heading: BRIEFING_TOPIC.title,
        title: field::topic.of(record),
        said,
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: &BRIEFING,
            until: next,
            settled: settled.map(|day| Settled { outcome: SHOWN, on: Some(day) }),
        }),
    })
}

/// The day for which it was planned goes, or it would be planned still where it was shown before its day.
const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "shown",
    text: Key::HistoryTopicShownToday,
    is_done: true,
    edits: |id, now| vec![field::shown.set(id, Some(now.day())), field::next.set(id, None)],
}];

impl BriefingTopic {
    /// Whether it is still to be shown, or again.
    pub fn is_open(&self) -> bool {
        settled(self.shown, self.next).is_none()
    }

    /// Whether it was to be shown before a day.
    pub fn is_late(&self, today: Date) -> bool {
        self.is_open() && self.next.is_some_and(|next| next < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::date;

    #[test]
    fn what_was_shown_is_open_again_once_another_day_is_set() {
        let (early, late) = (Some(date(1998, 5, 4)), Some(date(1998, 6, 1)));
        let topic = |shown, next| BriefingTopic { shown, next, ..BriefingTopic::default() };
        assert!(topic(None, None).is_open() && topic(None, early).is_open());
        assert!(!topic(early, None).is_open() && !topic(early, early).is_open());
        assert!(topic(early, late).is_open());
        assert!(!topic(early, late).is_late(date(1998, 6, 1)) && topic(early, late).is_late(date(1998, 6, 2)));
        assert!(!topic(None, None).is_late(date(1998, 6, 2)), "without a day nobody is late");
    }
}
