//! What people wish in interviews, and what it became: a request, a complaint, a promise, an opportunity (R1).

use std::cmp::Reverse;

use crate::book::kind::{Kind, KindWords};
use crate::book::question_set::{BOTHERS, MISSING};
use crate::book::satisfaction_interview::field;
use crate::book::{
    Became, Book, Change, Complaint, DELETED, Edit, Label, Opportunity, OpportunitySource, Promise, RecordId,
    RecordKind, Request, SatisfactionInterview, account, complaint, opportunity, promise, request,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::service::satisfaction::person_name;
use crate::working_time::Instant;

/// For so many days a wish is told.
const YEAR: i32 = 365;

/// Something somebody wished, in their words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub interview: RecordId,
    pub day: Date,
    /// Who wished it, as far as we know.
    pub person: Option<RecordId>,
    /// What they call themselves.
    pub signed: String,
    /// Who of ours asked them.
    pub colleagues: Vec<RecordId>,
    /// Of the question it answers.
    pub code: String,
    /// The question, where it is a company's own or a further one.
    pub asked: String,
    pub words: String,
    /// What it became, while that is there.
    pub became: Option<RecordId>,
}

/// What a wish becomes, in the order that is offered.
pub static BECOMES: [&Kind; 4] =
    [&request::REQUEST, &complaint::COMPLAINT, &promise::PROMISE, &opportunity::OPPORTUNITY];

/// What was wished in the year to a day: first what became nothing yet, of each the latest first.
pub fn wishes(dossier: &Dossier, today: Date) -> Vec<Wish> {
    let mut all: Vec<Wish> = Vec::new();
    for (id, interview) in dossier.all::<SatisfactionInterview>() {
        let Some(day) = interview.day.filter(|day| (0..YEAR).contains(&today.since(*day))) else { continue };
        let own = [(BOTHERS, &interview.bothers), (MISSING, &interview.missing)];
        let own = own.map(|(code, words)| (code, "", words.as_str()));
        let others = interview.answers.iter();
        let others = others.map(|answered| (answered.code.as_str(), answered.asked.as_str(), answered.words.as_str()));
        for (code, asked, words) in own.into_iter().chain(others).filter(|(.., words)| !words.trim().is_empty()) {
            let mut became = interview.became.iter().filter(|became| became.wish == code).map(|became| became.record);
            all.push(Wish {
                interview: id,
                day,
                person: interview.contact,
                signed: interview.signed.clone(),
                colleagues: interview.colleagues.clone(),
                code: code.into(),
                asked: asked.into(),
                words: words.into(),
                became: became.rfind(|record| dossier.part(*record).is_some()),
            });
        }
    }
    // What was asked first stays first within an interview.
    let name = |wish: &Wish| wish.person.map(|person| person_name(dossier, person));
    all.sort_by_cached_key(|wish| (wish.became.is_some(), Reverse(wish.day), name(wish), wish.interview));
    all
}

impl Wish {
    /// The change by which it becomes a record of one of [these kinds](BECOMES), now: `new` is the record's id, `by`
    /// who of ours does it. `None` for another kind, and if it became something already.
    pub fn become_one(
        &self,
        dossier: &Dossier,
        kind: &'static Kind,
        now: Instant,
        by: Option<RecordId>,
        new: RecordId,
    ) -> Option<Change> {
        let theirs: Vec<RecordId> = self.person.into_iter().collect();
        let ours = if self.colleagues.is_empty() { by.into_iter().collect() } else { self.colleagues.clone() };
        let said = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let own = match kind.code {
            Request::KIND => vec![
                request::field::subject.set(new, said),
                request::field::contacts.set(new, theirs),
                request::field::colleagues.set(new, ours),
            ],
            Complaint::KIND => vec![
                complaint::field::subject.set(new, said),
                complaint::field::contacts.set(new, theirs),
                complaint::field::colleagues.set(new, ours),
            ],
            Opportunity::KIND => vec![
                opportunity::field::what.set(new, said),
                opportunity::field::source.set(new, Some(OpportunitySource::Interview)),
                opportunity::field::contacts.set(new, theirs),
                opportunity::field::colleagues.set(new, ours),
            ],
            Promise::KIND => vec![
                promise::field::what.set(new, said),
                promise::field::contacts.set(new, theirs),
                promise::field::colleagues.set(new, ours),
            ],
            _ => return None,
        };
        let interview: SatisfactionInterview = dossier.get(self.interview).filter(|_| self.became.is_none())?;
        let mut became = interview.became;
        became.push(Became { wish: self.code.clone(), record: new });
        let mut edits = (kind.begins)(new, Some(dossier.id), now);
        edits.extend(own.into_iter().filter(|edit| !edit.value.is_null()));
        edits.push(field::became.set(self.interview, became));
        let of = account::field::name.of(dossier.record());
        Some(Change::new(Label::Add { kind: kind.words(), of }, edits))
    }

    /// The change that takes back what it became: the record is deleted, and the wish waits again.
    pub fn take_back(&self, book: &Book) -> Option<Change> {
        let record = book.record(self.became?)?;
        let kind = KindWords::of_code(&record.kind)?;
        let of = record.account().map(|account| book.value(account, account::field::name)).unwrap_or_default();
        let edit = Edit::raw(self.became?, kind.code, DELETED, true.into());
        Some(Change::new(Label::Delete { kind, of }, vec![edit]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Answered, Stamp};
    use crate::dossier::testing::{ID, book, today};
    use crate::working_time::Wall;

    const INTERVIEW: RecordId = RecordId::well_known(201);
    const NEW: RecordId = RecordId::well_known(202);
    const ANA: RecordId = RecordId::well_known(50);
    const HANDL: RecordId = RecordId::well_known(101);

    fn interview(day: Date) -> SatisfactionInterview {
        let further = Answered { code: "own1".into(), asked: "What else?".into(), mark: None, words: "A visit".into() };
        SatisfactionInterview {
            account: Some(ID),
            day: Some(day),
            contact: Some(HANDL),
            bothers: "The pallets\nare wrapped".into(),
            missing: " ".into(),
            answers: vec![further],
            ..SatisfactionInterview::default()
        }
    }

    fn of(book: &Book) -> (Dossier, Vec<Wish>) {
        let dossier = Dossier::of(book, ID).expect("the account is there");
        let wishes = wishes(&dossier, today());
        (dossier, wishes)
    }

    fn told(book: &Book) -> Vec<(String, Option<RecordId>)> {
        of(book).1.into_iter().map(|wish| (wish.code, wish.became)).collect()
    }

    fn now() -> Instant {
        Instant::on(Wall::new(today(), 600), 0)
    }

    fn apply(book: &mut Book, millis: u64, change: &Change) -> Change {
        book.apply(change, Stamp { millis, ..Stamp::default() })
    }

    #[test]
    fn wishes_are_what_was_said_in_words_in_the_last_year() {
        assert_eq!(told(&book(interview(today()).create(INTERVIEW))), [(BOTHERS.into(), None), ("own1".into(), None)]);
        assert_eq!(told(&book(interview(today().plus(-365)).create(INTERVIEW))), []);
        assert_eq!(told(&book(interview(today().plus(1)).create(INTERVIEW))), [], "planned");
    }

    #[test]
    fn a_wish_becomes_each_kind_in_one_change_and_back() {
        for kind in BECOMES {
            let mut book = book(interview(today()).create(INTERVIEW));
            let (dossier, wishes) = of(&book);
            let wish = wishes.first().expect("a wish");
            let change = wish.become_one(&dossier, kind, now(), Some(ANA), NEW).expect("it becomes one");
            let undo = apply(&mut book, 10, &change);
            let record = book.record(NEW).expect("it is there");
            assert_eq!((record.kind.as_str(), record.account()), (kind.code, Some(ID)));
            let event = kind.event(record).expect("it stands in the history");
            assert_eq!((event.title.as_str(), event.theirs), ("The pallets are wrapped", vec![HANDL]));
            assert_eq!((event.ours, event.day), (vec![ANA], Some(today())));
            assert_eq!(told(&book), [("own1".into(), None), (BOTHERS.into(), Some(NEW))], "what waits stands first");
            let (dossier, wishes) = of(&book);
            let done = wishes.last().expect("it is there");
            assert_eq!(done.become_one(&dossier, kind, now(), None, RecordId::well_known(203)), None, "it is done");
            let back = done.take_back(&book).expect("it can be taken back");
            let mut other = book.clone();
            apply(&mut other, 20, &back);
            apply(&mut book, 20, &undo);
            for book in [book, other] {
                assert_eq!(told(&book), [(BOTHERS.into(), None), ("own1".into(), None)]);
                assert!(book.record(NEW).is_some_and(crate::book::Record::is_deleted));
            }
        }
    }

    #[test]
    fn a_wish_becomes_nothing_else() {
        let book = book(interview(today()).create(INTERVIEW));
        let (dossier, wishes) = of(&book);
        let wish = wishes.first().expect("a wish");
        assert_eq!(wish.become_one(&dossier, &crate::book::note::NOTE, now(), None, NEW), None);
        assert_eq!(wish.take_back(&book), None, "it became nothing");
    }
}
