//! What is done with a negotiation as a whole, each as one change: it is begun, by itself or for a meeting that is
//! planned; it is deleted with all its parts (R12).

use std::collections::BTreeSet;

use super::{NegotiationFile, Part};
use crate::book::negotiation::NEGOTIATION;
use crate::book::{
    AccountPlan, Book, Change, DELETED, Edit, Interaction, Label, Negotiation, RecordId, RecordKind, account,
    interaction, negotiation,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::brief::likely_people;

/// So many people are proposed for a meeting nobody named anybody for.
const PEOPLE: usize = 3;

/// With whom a negotiation is begun, about what, and for when.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening(Negotiation);

impl Opening {
    /// With those who have most to say there; it serves the plan of these days. `me`: who begins it.
    pub fn of(dossier: &Dossier, today: Date, me: Option<RecordId>) -> Self {
        let is_now =
            |plan: &AccountPlan| plan.is_open() && plan.span().is_some_and(|(from, to)| from <= today && today <= to);
        let plan = dossier.all::<AccountPlan>().find(|(_, plan)| is_now(plan)).map(|(id, _)| id);
        let owner = account::field::owner.of(dossier.record());
        Self(Negotiation {
            account: Some(dossier.id),
            begun: Some(today),
            contacts: likely_people(dossier, today, PEOPLE),
            colleagues: me.or(owner).into_iter().collect(),
            plan,
            ..Negotiation::default()
        })
    }

    /// For a meeting that is planned: as that says, about what, when, with whom.
    pub fn of_meeting(dossier: &Dossier, meeting: RecordId, today: Date, me: Option<RecordId>) -> Self {
        let mut opening = Self::of(dossier, today, me);
        let Some(met) = dossier.get::<Interaction>(meeting) else { return opening };
        let of = &mut opening.0;
        of.subject = met.subject;
        of.day = met.day;
        if !met.contacts.is_empty() {
            of.contacts = met.contacts;
        }
        if !met.colleagues.is_empty() {
            of.colleagues = met.colleagues;
        }
        of.touch = Some(meeting);
        opening
    }

    /// With what a person says of it: about what, and on which day.
    pub fn about(self, subject: &str, day: Option<Date>) -> Self {
        Self(Negotiation { subject: subject.trim().into(), day, ..self.0 })
    }

    /// For this plan.
    pub fn for_plan(self, plan: RecordId) -> Self {
        Self(Negotiation { plan: Some(plan), ..self.0 })
    }

    /// The negotiation under the id handed in; `of` is what the account is called.
    pub fn change(&self, id: RecordId, of: String) -> Change {
        let mut edits = self.0.create(id);
        // One that is begun for a meeting has the id of that, and may have been deleted before.
        edits.push(Edit::revive(id, Negotiation::KIND));
        Change::new(Label::Add { kind: NEGOTIATION.words(), of }, edits)
    }
}

/// The id of the negotiation that is begun for a meeting: two colleagues who begin it begin the same one.
pub fn for_meeting(meeting: RecordId) -> RecordId {
    RecordId::derived(meeting, "negotiation")
}

/// Meetings that are planned on a day from tomorrow to `last` and for which nothing is prepared: neither a negotiation
/// that names them, nor one of the same account on that day.
pub fn unprepared_meetings(dossier: &Dossier, today: Date, last: Date) -> Vec<(RecordId, Interaction)> {
    let talks: Vec<Negotiation> = dossier.all::<Negotiation>().map(|(_, of)| of).collect();
    let is_prepared = |id, day| talks.iter().any(|of| of.touch == Some(id) || (of.day == Some(day) && of.is_open()));
    let planned = dossier.all::<Interaction>().filter(|(id, met)| {
        met.day.is_some_and(|day| day > today && day <= last && !is_prepared(*id, day)) && !met.not_reached
    });
    let mut all: Vec<_> = planned.collect();
    all.sort_by_key(|(id, met)| (met.day, *id));
    all
}

/// A meeting that is planned and nobody prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprepared {
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    pub meeting: RecordId,
    pub day: Date,
    pub subject: String,
}

/// Those of all accounts that aren't in the archive, the soonest first.
pub fn all_unprepared(book: &Book, today: Date, last: Date) -> Vec<Unprepared> {
    // Read field by field: it is asked after every change.
    let ahead = book
        .of_kind(Interaction::KIND)
        .filter(|(_, met)| interaction::field::day.of(met).is_some_and(|day| day > today && day <= last));
    let merged = book.merged();
    let accounts: BTreeSet<RecordId> =
        ahead.filter_map(|(_, met)| met.account()).map(|account| merged.of_account(account)).collect();
    let dossiers = accounts.into_iter().filter_map(|id| Dossier::of(book, id));
    let living = dossiers.filter(|dossier| account::field::archived_on.of(dossier.record()).is_none());
    let mut all: Vec<Unprepared> = living
        .flat_map(|dossier| {
            let name = account::field::name.of(dossier.record());
            let meetings = unprepared_meetings(&dossier, today, last).into_iter();
            let of = move |(meeting, met): (RecordId, Interaction)| {
                let (name, subject) = (name.clone(), met.subject);
                Some(Unprepared { account: dossier.id, name, meeting, day: met.day?, subject })
            };
            meetings.filter_map(of).collect::<Vec<_>>()
        })
        .collect();
    all.sort_by(|a, b| (a.day, &a.name, a.meeting).cmp(&(b.day, &b.name, b.meeting)));
    all
}

impl NegotiationFile {
    /// The change that deletes it with all its parts; `of` is what the account is called.
    pub fn delete(&self, of: String) -> Change {
        let gone = |(part, id): (Part, RecordId)| Edit::raw(id, part.kind().code, DELETED, true.into());
        let edits = self.parts().map(gone).chain([Edit::delete::<Negotiation>(self.id)]).collect();
        Change::new(Label::Delete { kind: NEGOTIATION.words(), of }, edits)
    }

    /// The change by which somebody says that it is prepared, or that it isn't.
    pub fn declare(&self, prepared: Option<Date>, of: String) -> Change {
        let label = Label::Edit { kind: NEGOTIATION.words(), of };
        Change::new(label, vec![negotiation::field::prepared.set(self.id, prepared)])
    }

    /// The change that says that the meeting which was planned took place, with the interaction that tells of it: on its
    /// day, or today where that is still to come. `None` where none was planned: it is to be logged.
    pub fn held_as_planned(&self, dossier: &Dossier, today: Date, of: String) -> Option<(Change, RecordId)> {
        let id = self.record.touch?;
        let met: Interaction = dossier.get(id)?;
        let day = met.day.or(self.record.day).filter(|day| *day <= today).unwrap_or(today);
        let moved = (met.day != Some(day)).then(|| interaction::field::day.set(id, Some(day)));
        let edits = Self::held(self.id, Some(day), id).into_iter().chain(moved).collect();
        Some((Change::new(Label::Edit { kind: NEGOTIATION.words(), of }, edits), id))
    }

    /// The edits that say that it was held on a day, of which this interaction tells.
    pub fn held(id: RecordId, day: Option<Date>, touch: RecordId) -> [Edit; 2] {
        [negotiation::field::held.set(id, day), negotiation::field::touch.set(id, Some(touch))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Stamp;
    use crate::calendar::date;
    use crate::dossier::negotiation::testing::{DECIDER, Made, TALK, part};
    use crate::dossier::testing::{ID, book, today};

    const MET: RecordId = RecordId::well_known(0x700);

    fn planned(day: Date) -> Vec<Edit> {
        let met = Interaction {
            account: Some(ID),
            day: Some(day),
            subject: "Terms for summer".into(),
            contacts: vec![DECIDER],
            ..Interaction::default()
        };
        met.create(MET)
    }

    fn apply(book: &mut Book, change: &Change) -> Change {
        book.apply(change, Stamp { millis: 7, ..Stamp::default() })
    }

    #[test]
    fn for_a_planned_meeting_it_begins_as_that_says_and_two_who_begin_it_begin_one() {
        let mut book = book(planned(date(1998, 5, 12)));
        let dossier = Dossier::of(&book, ID).expect("the account");
        let ahead = || date(1998, 5, 20);
        assert_eq!(unprepared_meetings(&dossier, today(), ahead()).len(), 1);
        assert_eq!(unprepared_meetings(&dossier, today(), date(1998, 5, 11)), []);
        assert_eq!(unprepared_meetings(&dossier, date(1998, 5, 12), ahead()), [], "what is of today took place");
        let told: Vec<_> =
            all_unprepared(&book, today(), ahead()).into_iter().map(|of| (of.meeting, of.name)).collect();
        assert_eq!(told, [(MET, "Ernst Handel".to_owned())]);
        let me = Some(RecordId::well_known(0x701));
        let opening = Opening::of_meeting(&dossier, MET, today(), me);
        let id = for_meeting(MET);
        let inverse = apply(&mut book, &opening.change(id, "Ernst".into()));
        let found: Negotiation = book.get(id).expect("it was begun");
        assert_eq!((found.subject.as_str(), found.day), ("Terms for summer", Some(date(1998, 5, 12))));
        assert_eq!((found.contacts, found.colleagues), (vec![DECIDER], me.into_iter().collect::<Vec<_>>()));
        assert_eq!((found.touch, found.begun), (Some(MET), Some(today())));
        let dossier = Dossier::of(&book, ID).expect("the account");
        assert_eq!(unprepared_meetings(&dossier, today(), ahead()), []);
        // It is held as it was planned: the meeting itself tells of it, and none is logged beside it.
        let file = NegotiationFile::of(&dossier, id).expect("it was begun");
        let held = |day| file.held_as_planned(&dossier, day, "Ernst".into()).map(|(change, met)| (change.edits, met));
        let of = |day| NegotiationFile::held(id, Some(day), MET).to_vec();
        assert_eq!(held(date(1998, 5, 13)), Some((of(date(1998, 5, 12)), MET)));
        let sooner = [of(date(1998, 5, 11)), vec![interaction::field::day.set(MET, Some(date(1998, 5, 11)))]].concat();
        assert_eq!(held(date(1998, 5, 11)), Some((sooner, MET)), "sooner than was planned");
        apply(&mut book, &inverse);
        assert!(book.get::<Negotiation>(id).is_none());
    }

    #[test]
    fn by_itself_it_begins_with_who_decides_there() {
        let made = Made::begun();
        let opening = Opening::of(&made.dossier(), today(), None).about(" Summer terms ", Some(date(1998, 5, 12)));
        assert_eq!(opening.0.contacts, [DECIDER]);
        assert_eq!((opening.0.subject.as_str(), opening.0.day), ("Summer terms", Some(date(1998, 5, 12))));
    }

    #[test]
    fn it_is_deleted_with_its_parts_and_one_undo_brings_them_back() {
        let made = Made::prepared();
        let mut book = book(Vec::new());
        let dossier = made.dossier();
        let all = dossier.parts().flat_map(|(id, record)| {
            let fields = record.fields.iter();
            fields.map(|(field, of)| Edit::raw(id, &record.kind, field, of.value.clone())).collect::<Vec<_>>()
        });
        apply(&mut book, &Change::new(Label::Sample, all.collect()));
        let before = book.records().filter(|(_, record)| !record.is_deleted()).count();
        let file = made.file();
        let inverse = book.apply(&file.delete("Ernst".into()), Stamp { millis: 8, ..Stamp::default() });
        let left = book.records().filter(|(_, record)| !record.is_deleted()).count();
        assert_eq!(before - left, 6, "the negotiation with its five parts");
        book.apply(&inverse, Stamp { millis: 9, ..Stamp::default() });
        assert_eq!(NegotiationFile::of(&Dossier::of(&book, ID).expect("the account"), TALK), Some(file));
        assert!(book.get::<crate::book::NegotiationPoint>(part(1)).is_some());
    }
}
