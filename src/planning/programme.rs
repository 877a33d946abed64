//! A programme for one account: whom it reaches, at which stage and with what, who of ours does it, and what came of it
//! against what was aimed at (P6).

use std::collections::BTreeMap;

use super::file::PlanFile;
use crate::book::{BuyingRole, Contact, PlanAction, PlanPerson, ReachStage, RecordId};
use crate::calendar::Date;
use crate::dossier::Dossier;

/// How far a touch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchState {
    Done(Date),
    /// Its day has gone by.
    Late(Date),
    Due(Date),
    /// Nobody said by when.
    NoDay,
}

impl TouchState {
    /// As of a day; `None` for what fell away.
    pub fn of(action: &PlanAction, today: Date) -> Option<Self> {
        match (action.dropped, action.done, action.due) {
            (Some(_), ..) => None,
            (None, Some(done), _) => Some(Self::Done(done)),
            (None, None, Some(due)) if due < today => Some(Self::Late(due)),
            (None, None, Some(due)) => Some(Self::Due(due)),
            (None, None, None) => Some(Self::NoDay),
        }
    }

    pub fn is_done(self) -> bool {
        matches!(self, Self::Done(_))
    }
}

/// One action that reaches somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    pub id: RecordId,
    pub action: PlanAction,
    pub state: TouchState,
}

/// Somebody of theirs, with all that reaches them.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    pub id: RecordId,
    pub contact: Contact,
    /// What the programme says of them; `None`: an action reaches them, and nobody said why.
    pub person: Option<(RecordId, PlanPerson)>,
    /// In the order of their days, what has none last.
    pub touches: Vec<Touch>,
}

impl Reached {
    /// What reaches them at a stage; `None`: where none is said.
    pub fn at(&self, stage: Option<ReachStage>) -> impl Iterator<Item = &Touch> {
        self.touches.iter().filter(move |touch| touch.action.stage == stage)
    }

    /// Whether they are as far as they are to be; `None` while nobody said how far that is.
    pub fn is_there(&self) -> Option<bool> {
        self.person.as_ref()?.1.is_there()
    }

    /// Whether something is still to reach them.
    pub fn has_next(&self) -> bool {
        self.touches.iter().any(|touch| !touch.state.is_done())
    }
}

/// What somebody of ours does in a programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doing {
    pub done: usize,
    pub open: usize,
    /// The day of the next thing, which may have gone by.
    pub next: Option<Date>,
}

/// A programme in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub people: usize,
    /// Of how many it was said how far they are to be.
    pub aimed: usize,
    /// How many of those are as far.
    pub there: usize,
    pub done: usize,
    pub late: usize,
    /// What is to come, with a day or without.
    pub coming: usize,
}

/// A programme, as of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Programme {
    /// Who decides or approves first, then by name.
    pub people: Vec<Reached>,
    /// Who is there at the account, isn't reached yet, and has a part in buying first; then by name.
    pub others: Vec<(RecordId, String)>,
    /// Of ours, by id.
    pub doing: BTreeMap<RecordId, Doing>,
    pub tally: Tally,
}

impl Programme {
    pub fn of(file: &PlanFile, dossier: &Dossier, today: Date) -> Self {
        let touch = |(id, action): &(RecordId, PlanAction)| {
            let state = TouchState::of(action, today)?;
            Some(Touch { id: *id, action: action.clone(), state })
        };
        let mut touches: Vec<Touch> = file.actions.iter().filter_map(touch).collect();
        touches.sort_by_key(|touch| (day(touch.state).is_none(), day(touch.state), touch.id));
        let mut people = Vec::new();
        let mut others = Vec::new();
        for (id, contact) in dossier.all::<Contact>() {
            let person = file.people.iter().filter(|(_, of)| of.contact == Some(id)).min_by_key(|(id, _)| *id).cloned();
            let reaches: Vec<Touch> =
                touches.iter().filter(|touch| touch.action.contacts.contains(&id)).cloned().collect();
            if person.is_some() || !reaches.is_empty() {
                people.push(Reached { id, contact, person, touches: reaches });
            } else if contact.left.is_none_or(|left| left > today) {
                others.push((contact.roles.is_empty(), contact.name, id));
            }
        }
        people.sort_by_cached_key(|of| {
            let decides =
                [BuyingRole::Decider, BuyingRole::Approver].iter().any(|role| of.contact.roles.contains(*role));
            (!decides, of.contact.name.to_lowercase(), of.id)
        });
        others.sort();
        let mut doing: BTreeMap<RecordId, Doing> = BTreeMap::new();
        let mut tally = Tally { people: people.len(), ..Tally::default() };
        for touch in &touches {
            match touch.state {
                TouchState::Done(_) => tally.done += 1,
                TouchState::Late(_) => tally.late += 1,
                TouchState::Due(_) | TouchState::NoDay => tally.coming += 1,
            }
            for colleague in &touch.action.colleagues {
                let of = doing.entry(*colleague).or_default();
                if touch.state.is_done() {
                    of.done += 1;
                } else {
                    of.open += 1;
                    of.next = of.next.or(touch.action.due);
                }
            }
        }
        for is_there in people.iter().filter_map(Reached::is_there) {
            tally.aimed += 1;
            tally.there += usize::from(is_there);
        }
        let others = others.into_iter().map(|(_, name, id)| (id, name)).collect();
        Self { people, others, doing, tally }
    }

    /// Whom nothing is to reach any more, though they aren't as far as they are to be.
    pub fn left_alone(&self) -> impl Iterator<Item = &Reached> {
        self.people.iter().filter(|of| of.is_there() != Some(true) && !of.has_next())
    }
}

/// The day a touch stands at.
fn day(state: TouchState) -> Option<Date> {
    match state {
        TouchState::Done(day) | TouchState::Late(day) | TouchState::Due(day) => Some(day),
        TouchState::NoDay => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{BuyingRoles, RecordKind};
    use crate::calendar::date;
    use crate::planning::testing::{ACCOUNT, Made, PLAN};

    fn today() -> Date {
        date(1998, 5, 6)
    }

    fn person(number: u128) -> RecordId {
        RecordId::well_known(200 + number)
    }

    fn ours(number: u128) -> RecordId {
        RecordId::well_known(300 + number)
    }

    /// Anna decides, Bo and Cy take part, Di has left.
    fn made() -> Made {
        let mut made = Made::with_plan();
        let names = [("Bo", None), ("Anna", None), ("Cy", None), ("Di", Some(date(1998, 1, 1)))];
        for (number, (name, left)) in (0..).zip(names) {
            let roles = BuyingRoles::default().with(BuyingRole::Decider, name == "Anna");
            let contact = Contact { account: Some(ACCOUNT), name: name.into(), roles, left, ..Contact::default() };
            made.edit(contact.create(person(number)));
        }
        made
    }

    fn action(contacts: &[u128], due: Option<Date>) -> PlanAction {
        PlanAction {
            account: Some(ACCOUNT),
            plan: Some(PLAN),
            contacts: contacts.iter().map(|number| person(*number)).collect(),
            colleagues: vec![ours(0)],
            due,
            ..PlanAction::default()
        }
    }

    fn of(made: &Made) -> Programme {
        Programme::of(&made.file(today()), &made.dossier(), today())
    }

    fn listed(plan: RecordId, contact: u128, aim: Option<ReachStage>, stage: Option<ReachStage>) -> PlanPerson {
        PlanPerson {
            account: Some(ACCOUNT),
            plan: Some(plan),
            contact: Some(person(contact)),
            aim,
            stage,
            ..PlanPerson::default()
        }
    }

    #[test]
    fn whoever_is_listed_or_reached_stands_there_and_all_others_can_be_added() {
        let mut made = made();
        assert_eq!(of(&made).people, []);
        made.edit(listed(PLAN, 0, None, None).create(PlanPerson::of(PLAN, person(0))));
        made.edit(action(&[1], None).create(RecordId::well_known(50)));
        // Another plan's.
        made.edit(listed(RecordId::well_known(9), 2, None, None).create(RecordId::well_known(51)));
        let found = of(&made);
        let names: Vec<&str> = found.people.iter().map(|of| of.contact.name.as_str()).collect();
        assert_eq!(names, ["Anna", "Bo"], "who decides first");
        assert_eq!(found.others, [(person(2), "Cy".to_owned())], "who has left is not to be reached");
        assert_eq!((found.people[0].person.is_none(), found.people[1].touches.len()), (true, 0));
        assert_eq!(found.left_alone().map(|of| of.id).collect::<Vec<_>>(), [person(0)]);
    }

    #[test]
    fn touches_stand_by_stage_and_day_with_their_state() {
        let mut made = made();
        let at = |stage| PlanAction { stage: Some(stage), ..action(&[0, 1], None) };
        let all = [
            PlanAction { due: Some(today()), ..at(ReachStage::Interest) },
            PlanAction { due: Some(today().plus(-1)), ..at(ReachStage::Interest) },
            PlanAction { done: Some(date(1998, 2, 1)), due: Some(date(1998, 1, 15)), ..at(ReachStage::Interest) },
            at(ReachStage::Interest),
            PlanAction { dropped: Some(today()), ..at(ReachStage::Interest) },
            action(&[0], Some(date(1998, 6, 1))),
        ];
        for (number, of) in (0..).zip(all) {
            made.edit(of.create(RecordId::well_known(50 + number)));
        }
        let found = of(&made);
        let bo = found.people.iter().find(|of| of.id == person(0)).expect("reached");
        let states: Vec<TouchState> = bo.at(Some(ReachStage::Interest)).map(|touch| touch.state).collect();
        let [done, late] = [date(1998, 2, 1), today().plus(-1)];
        assert_eq!(
            states,
            [TouchState::Done(done), TouchState::Late(late), TouchState::Due(today()), TouchState::NoDay]
        );
        assert_eq!((bo.at(None).count(), bo.at(Some(ReachStage::Decide)).count()), (1, 0));
        // Each counts once, however many it reaches.
        let Tally { done, late, coming, people, .. } = found.tally;
        assert_eq!((done, late, coming, people), (1, 1, 3, 2));
        assert_eq!(
            found.doing.get(&ours(0)),
            Some(&Doing { done: 1, open: 4, next: Some(today().plus(-1)) }),
            "what fell away is nobody's"
        );
    }

    #[test]
    fn who_is_as_far_as_aimed_is_there_and_who_has_no_aim_counts_nowhere() {
        use ReachStage::{Decide, Interest, Notice};
        let mut made = made();
        let stages = [(0, Some(Interest), Some(Decide)), (1, Some(Decide), Some(Notice)), (2, None, Some(Decide))];
        for (contact, aim, stage) in stages {
            made.edit(listed(PLAN, contact, aim, stage).create(PlanPerson::of(PLAN, person(contact))));
        }
        let found = of(&made);
        assert_eq!((found.tally.aimed, found.tally.there), (2, 1));
        assert_eq!(listed(PLAN, 0, Some(Notice), None).is_there(), Some(false), "nobody has seen it yet");
        let alone: Vec<&str> = found.left_alone().map(|of| of.contact.name.as_str()).collect();
        assert_eq!(alone, ["Anna", "Cy"]);
    }

    /// Two colleagues who list one person, each in their own book, list them once.
    #[test]
    fn one_person_is_one_record() {
        assert_eq!(PlanPerson::of(PLAN, person(0)), PlanPerson::of(PLAN, person(0)));
        assert_ne!(PlanPerson::of(PLAN, person(0)), PlanPerson::of(PLAN, person(1)));
    }

    /// They go on in the next period as far as they are, and go with the plan.
    #[test]
    fn people_go_on_with_the_next_period_and_are_deleted_with_the_plan() {
        let mut made = made();
        let own = PlanPerson::of(PLAN, person(0));
        made.edit(listed(PLAN, 0, Some(ReachStage::Use), Some(ReachStage::Notice)).create(own));
        let next = RecordId::well_known(70);
        let change = made.file(today()).next(next, "Alfa".into(), "1998 H2".into(), today(), |_, _, _| None);
        let change = change.expect("nothing is undecided");
        made.apply(&change);
        let of_next = made.book.get::<PlanPerson>(PlanPerson::of(next, person(0))).expect("they go on");
        assert_eq!((of_next.plan, of_next.stage), (Some(next), Some(ReachStage::Notice)));
        let change = made.file(today()).delete("Alfa".into());
        made.apply(&change);
        assert_eq!(made.book.get::<PlanPerson>(own), None);
    }
}
