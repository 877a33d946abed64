//! The request: what somebody of theirs asked for, and how soon they were answered (R2, C5).

use super::kind::{
    Agenda, Audience, Commitment, Course, DueRule, Event, HistoryWords, Kind, NEAR, Outcome, SOON, Settled, Settlement,
    Tone, ask,
};
use super::{Channel, Edit, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;
use crate::working_time::{Instant, Span};

record_kind! {
    /// Something they asked of us, until it is resolved. Times are kept to the minute.
    Request = "request" {
        account: Option<RecordId>,
        /// When it reached us.
        received: Option<Instant>,
        /// What they asked for.
        subject: String,
        channel: Option<Channel>,
        /// Who of theirs asked.
        contacts: Vec<RecordId>,
        /// Who of ours answers.
        colleagues: Vec<RecordId>,
        /// By which day they want it; empty: they didn't say.
        due: Option<Date>,
        /// The number of the order it came up with, as in the file.
        document: String,
        /// When a machine answered. That is no answer.
        automatic: Option<Instant>,
        /// When somebody first answered.
        answered: Option<Instant>,
        /// When we waited for the customer.
        waiting: Vec<Span>,
        /// When it was resolved, the last time.
        resolved: Option<Instant>,
        /// When it was opened again, the last time: a resolution before that is void.
        reopened: Option<Instant>,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Request`] is to people.
pub static REQUEST: Kind = Kind {
    code: Request::KIND,
    title: Key::PieceRequest,
    plural: Key::HistoryRequests,
    glyph: Glyph::Flag,
    audience: Audience::Customer,
    fields: &[
        ask::instant(field::received, Key::RequestReceived).for_customer(),
        ask::line(field::subject, Key::RequestSubject).for_customer(),
        ask::choice(field::channel, Key::InteractionChannel).for_customer(),
        ask::people(field::contacts, Key::RequestContacts).for_customer(),
        ask::colleagues(field::colleagues, Key::RequestColleagues).for_customer(),
        ask::day(field::due, Key::RequestDue).for_customer(),
        ask::document(field::document, Key::CameUpWithOrder).for_customer(),
        ask::instant(field::automatic, Key::RequestAutomatic).for_customer(),
        ask::instant(field::answered, Key::RequestAnswered).for_customer(),
        ask::spans(field::waiting, Key::RequestWaiting).for_customer(),
        ask::instant(field::resolved, Key::RequestResolved).for_customer(),
        ask::instant(field::reopened, Key::RequestReopened).for_customer(),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::received.set(id, Some(now))],
    course: Course::Event(event),
    settlements: SETTLEMENTS,
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Request>,
};

/// Somebody is to answer and resolve it. By which minute, the targets and the working calendar say.
pub static REQUEST_OPEN: DueRule = DueRule {
    code: "request",
    glyph: Glyph::Flag,
    agenda: Some(Agenda {
        words: Key::DueRequest,
        rank: 1,
        ahead: Some(SOON),
        horizon: NEAR,
        weight: 2.0,
        without_day: true,
    }),
    history: HistoryWords::USUAL,
};

const RESOLVED: Outcome = Outcome { words: Key::HistoryResolved, tone: Tone::Good, is_done: true };

/// The resolution that holds.
fn resolution(resolved: Option<Instant>, reopened: Option<Instant>) -> Option<Instant> {
    resolved.filter(|resolved| reopened.is_none_or(|reopened| reopened < *resolved))
}

fn event(record: &Record) -> Option<Event> {
    let resolution = resolution(field::resolved.of(record), field::reopened.of(record));
    Some(Event {
        day: field::received.of(record).map(|received| received.day()),
        heading: REQUEST.title,
        title: field::subject.of(record),
        said: vec![field::subject.name],
        theirs: field::contacts.of(record),
        ours: field::colleagues.of(record),
        commitment: Some(Commitment {
            rule: &REQUEST_OPEN,
            until: field::due.of(record),
            settled: resolution.map(|at| Settled { outcome: RESOLVED, on: Some(at.day()) }),
        }),
    })
}

const SETTLEMENTS: &[Settlement] = &[Settlement {
    code: "resolved",
    text: Key::HistoryResolvedToday,
    is_done: true,
    edits: |id, now| vec![field::resolved.set(id, Some(now))],
}];

impl Request {
    /// When it was resolved; `None` while it is open, or again.
    pub fn resolution(&self) -> Option<Instant> {
        resolution(self.resolved, self.reopened)
    }

    /// When somebody first answered: who resolves it has answered it.
    pub fn first_answer(&self) -> Option<Instant> {
        self.answered.or(self.resolved)
    }

    /// Whether it is the customer's turn.
    pub fn is_waiting(&self) -> bool {
        self.resolution().is_none() && self.waiting.iter().any(|span| span.to.is_none())
    }

    /// Somebody answered; what was answered before stays the first answer.
    pub fn answer(&self, id: RecordId, now: Instant) -> Vec<Edit> {
        self.answered.is_none().then(|| field::answered.set(id, Some(now))).into_iter().collect()
    }

    /// From now on it is the customer's turn.
    pub fn wait(&self, id: RecordId, now: Instant) -> Vec<Edit> {
        if self.is_waiting() {
            return Vec::new();
        }
        let waiting = self.waiting.iter().copied().chain([Span { from: now, to: None }]).collect();
        vec![field::waiting.set(id, waiting)]
    }

    /// From now on it is our turn again.
    pub fn go_on(&self, id: RecordId, now: Instant) -> Vec<Edit> {
        if !self.is_waiting() {
            return Vec::new();
        }
        let ended = |span: &Span| Span { to: span.to.or(Some(now)), ..*span };
        vec![field::waiting.set(id, self.waiting.iter().map(ended).collect())]
    }

    /// It wasn't resolved after all. Who waited for the customer then doesn't any more.
    pub fn reopen(&self, id: RecordId, now: Instant) -> Vec<Edit> {
        let Some(resolution) = self.resolution() else { return Vec::new() };
        let ended = |span: &Span| Span { to: span.to.or(Some(resolution)), ..*span };
        let waiting = self.waiting.iter().map(ended).collect();
        let mut edits = vec![field::reopened.set(id, Some(now)), field::waiting.set(id, waiting)];
        // Were that resolution the answer, the next one would take its place.
        edits.extend(self.answer(id, resolution));
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Change, Label, Stamp};

    const ID: RecordId = RecordId::well_known(2);

    fn at(minute: i64) -> Instant {
        Instant::new(minute, 0)
    }

    type Act = fn(&Request, RecordId, Instant) -> Vec<Edit>;

    /// Does these one after the other, a minute apart.
    fn after(acts: &[Act]) -> Request {
        let mut book = Book::default();
        let mut edits = (REQUEST.begins)(ID, Some(RecordId::well_known(1)), at(0));
        for (minute, act) in (1..).zip(acts) {
            book.apply(&Change::new(Label::Sample, edits), Stamp { millis: minute as u64, ..Stamp::default() });
            edits = act(&book.get::<Request>(ID).unwrap_or_default(), ID, at(minute));
        }
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1_000, ..Stamp::default() });
        book.get::<Request>(ID).unwrap_or_default()
    }

    fn resolve(_: &Request, id: RecordId, now: Instant) -> Vec<Edit> {
        SETTLEMENTS.iter().flat_map(|act| (act.edits)(id, now)).collect()
    }

    #[test]
    fn the_first_answer_stays_the_first() {
        let request = after(&[Request::answer, Request::answer, resolve]);
        assert_eq!((request.first_answer(), request.resolution()), (Some(at(1)), Some(at(3))));
        assert_eq!(after(&[resolve]).first_answer(), Some(at(1)));
        assert_eq!(after(&[]).first_answer(), None);
    }

    #[test]
    fn what_is_opened_again_is_open_until_it_is_resolved_again() {
        let reopened = after(&[Request::answer, resolve, Request::reopen]);
        assert_eq!((reopened.resolution(), reopened.first_answer()), (None, Some(at(1))));
        assert_eq!(after(&[resolve, Request::reopen, resolve]).resolution(), Some(at(3)));
        assert_eq!(after(&[resolve, Request::reopen, resolve]).first_answer(), Some(at(1)));
        assert_eq!(after(&[Request::reopen]).reopened, None, "it is open");
    }

    #[test]
    fn waiting_goes_on_until_it_is_our_turn() {
        assert!(after(&[Request::wait]).is_waiting());
        assert!(!after(&[Request::wait, resolve]).is_waiting());
        let request = after(&[
            Request::wait,
            Request::wait,
            Request::go_on,
            Request::go_on,
            Request::wait,
            resolve,
            Request::reopen,
        ]);
        let span = |from, to| Span { from: at(from), to: Some(at(to)) };
        assert_eq!(request.waiting, [span(1, 3), span(5, 6)]);
        assert!(!request.is_waiting());
    }
}
