//! What is done about a request in one click (R2, C5).

use crate::book::request::{REQUEST, field};
use crate::book::{Change, Confirmation, Edit, Label, Record, RecordId, RecordKind, Request, confirmed};
use crate::working_time::Instant;

/// A step of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestAct {
    /// Somebody answered now.
    Answer,
    /// From now on it is the customer's turn.
    Wait,
    /// From now on it is ours again.
    GoOn,
    Resolve,
    /// It wasn't resolved after all.
    Reopen,
}

impl RequestAct {
    /// What can be done about it as it stands, the next step first.
    pub fn offered(request: &Request) -> Vec<Self> {
        if request.resolution().is_some() {
            return vec![Self::Reopen];
        }
        let answer = request.answered.is_none().then_some(Self::Answer);
        let turn = if request.is_waiting() { Self::GoOn } else { Self::Wait };
        answer.into_iter().chain([Self::Resolve, turn]).collect()
    }

    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Wait => "wait",
            Self::GoOn => "go-on",
            Self::Resolve => "resolve",
            Self::Reopen => "reopen",
        }
    }

    /// The change by which it is done now; `of` is whose request it is. What is edited is no longer what was confirmed.
    pub fn change(self, id: RecordId, record: &Record, now: Instant, of: String) -> Change {
        let request = Request::read(record);
        let mut edits: Vec<Edit> = match self {
            Self::Answer => request.answer(id, now),
            Self::Wait => request.wait(id, now),
            Self::GoOn => request.go_on(id, now),
            Self::Resolve => vec![field::resolved.set(id, Some(now))],
            Self::Reopen => request.reopen(id, now),
        };
        let is_confirmed = !record.value(&confirmed("")).is_null();
        edits.extend(is_confirmed.then(|| Confirmation::edit(id, Request::KIND, "", None)));
        let label = match self {
            Self::Resolve => Label::Settle { kind: REQUEST.words(), of },
            _ => Label::Edit { kind: REQUEST.words(), of },
        };
        Change::new(label, edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Stamp};

    const ID: RecordId = RecordId::well_known(2);

    fn at(minute: i64) -> Instant {
        Instant::new(minute, 0)
    }

    /// A request, and what was done about it, a minute apart; with what can be done then.
    fn after(acts: &[RequestAct]) -> (Request, Vec<RequestAct>) {
        let mut book = Book::default();
        let new = Request { received: Some(at(0)), ..Request::default() }.create(ID);
        let known = Confirmation { on: at(0).day(), by: None };
        let new = new.into_iter().chain([Confirmation::edit(ID, Request::KIND, "", Some(&known))]).collect();
        let mut change = Change::new(Label::Sample, new);
        for (minute, act) in (1..).zip(acts) {
            book.apply(&change, Stamp { millis: minute as u64, ..Stamp::default() });
            let record = book.record(ID).expect("the request");
            change = act.change(ID, record, at(minute), "Alfa".into());
        }
        book.apply(&change, Stamp { millis: 1_000, ..Stamp::default() });
        let record = book.record(ID).expect("the request");
        assert_eq!(record.value(&confirmed("")).is_null(), !acts.is_empty(), "what is edited is not confirmed");
        let request = Request::read(record);
        let offered = RequestAct::offered(&request);
        (request, offered)
    }

    #[test]
    fn the_next_step_stands_first() {
        use RequestAct::{Answer, GoOn, Reopen, Resolve, Wait};
        assert_eq!(after(&[]).1, [Answer, Resolve, Wait]);
        assert_eq!(after(&[Answer]).1, [Resolve, Wait]);
        assert_eq!(after(&[Answer, Wait]).1, [Resolve, GoOn]);
        assert_eq!(after(&[Answer, Wait, GoOn]).1, [Resolve, Wait]);
        assert_eq!(after(&[Answer, Resolve]).1, [Reopen]);
        assert_eq!(after(&[Answer, Resolve, Reopen]).1, [Resolve, Wait]);
    }

    #[test]
    fn each_step_is_kept_with_its_minute() {
        use RequestAct::{Answer, GoOn, Reopen, Resolve, Wait};
        let (request, _) = after(&[Answer, Wait, GoOn, Resolve, Reopen, Resolve]);
        assert_eq!((request.answered, request.reopened, request.resolution()), (Some(at(1)), Some(at(5)), Some(at(6))));
        let spans: Vec<_> = request.waiting.iter().map(|span| (span.from, span.to)).collect();
        assert_eq!(spans, [(at(2), Some(at(3)))]);
    }
}
