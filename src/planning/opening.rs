//! What is done with a plan: it is begun in one of three ways, goes on in the next period with what is unfinished, is
//! closed, or deleted with all its parts (P3, P6). Each is one change.

use super::file::{PlanFile, measure};
use super::to_date::Measure;
use crate::analysis::Span;
use crate::book::account_plan::{self, ACCOUNT_PLAN};
use crate::book::{
    AccountPlan, Amount, Carried, Change, Edit, Label, PlanAction, PlanBeginning, PlanGoal, PlanKind, PlanMeasure,
    PlanObjective, PlanPerson, PlanReview, Quantity, RecordId, RecordKind, plan_action,
};
use crate::calendar::Date;
use crate::text::Key;

/// An action a plan begins with: its words, after how many days it is due, and which objective it serves, from 0.
type First = (Key, i32, usize);

/// What each beginning plans first *(our choice)*.
const KEEP: [First; 4] =
    [(Key::BeginAskGoals, 14, 0), (Key::BeginSettle, 21, 1), (Key::BeginShow, 30, 0), (Key::BeginSecond, 45, 0)];
const GROW: [First; 4] =
    [(Key::BeginAskGoals, 14, 0), (Key::BeginSpend, 21, 0), (Key::BeginOffer, 40, 0), (Key::BeginSettle, 21, 1)];
const WIN: [First; 4] =
    [(Key::BeginDecider, 14, 1), (Key::BeginAskGoals, 21, 0), (Key::BeginTrial, 40, 0), (Key::BeginShow, 45, 1)];
const PROGRAMME: [First; 4] =
    [(Key::BeginReach, 10, 1), (Key::BeginUnique, 20, 0), (Key::BeginContent, 30, 1), (Key::BeginTeam, 10, 0)];

/// A review a quarter: so many days apart.
const QUARTER: i32 = 91;

/// With whom a plan is begun, for which days, and what of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    pub account: RecordId,
    /// What the account is called.
    pub of: String,
    /// What the plan is called beside it.
    pub name: String,
    pub kind: PlanKind,
    pub beginning: PlanBeginning,
    pub span: Span,
    pub today: Date,
    /// Who answers for the account, or for the plan.
    pub owner: Option<RecordId>,
    /// Who writes it.
    pub author: Option<RecordId>,
    /// What the same days a year back brought, to be frozen.
    pub baseline: Option<Amount>,
    /// What is to be brought; `None`: as the beginning suggests.
    pub target: Option<Amount>,
    /// Complaints that are open now.
    pub complaints: usize,
}

/// What a beginning suggests as its target: to keep is as much again, to grow a tenth more, and whom we win has bought
/// nothing yet.
pub fn suggested(beginning: PlanBeginning, baseline: Option<Amount>) -> Option<Amount> {
    let baseline = baseline.filter(|baseline| baseline.minor > 0)?;
    match beginning {
        PlanBeginning::Keep => Some(baseline),
        // A tenth more is as exact as what it is a tenth of.
        PlanBeginning::Grow => Some(Amount {
            minor: baseline.minor.checked_add(baseline.minor / 10).unwrap_or(baseline.minor),
            ..baseline
        }),
        PlanBeginning::Win => None,
    }
}

impl Opening {
    /// The plan with its first objectives, actions and reviews, under the id handed in, from which theirs follow.
    pub fn change(&self, id: RecordId, words: impl Fn(Key) -> String) -> Change {
        let part = |what: &str| RecordId::derived(id, what);
        let plan = AccountPlan {
            account: Some(self.account),
            begun: Some(self.today),
            name: self.name.clone(),
            kind: Some(self.kind),
            beginning: Some(self.beginning),
            from: Some(self.span.0),
            to: Some(self.span.1),
            owner: self.owner,
            authors: self.author.or(self.owner).into_iter().collect(),
            ..AccountPlan::default()
        };
        let revenue = PlanObjective {
            account: Some(self.account),
            plan: Some(id),
            day: Some(self.today),
            what: words(match self.beginning {
                PlanBeginning::Keep => Key::BeginKeepSales,
                PlanBeginning::Grow => Key::BeginGrowSales,
                PlanBeginning::Win => Key::BeginFirstSales,
            }),
            measure: Some(PlanMeasure::Revenue),
            baseline: self.baseline,
            target: self.target.or_else(|| suggested(self.beginning, self.baseline)),
            ..PlanObjective::default()
        };
        let is_programme = self.kind == PlanKind::Programme;
        let (what, unit, before, target) = match self.beginning {
            _ if is_programme => (Key::BeginReached, Key::BeginPeople, 0, 4),
            PlanBeginning::Win => (Key::BeginKnowDecider, Key::BeginPeople, 0, 1),
            PlanBeginning::Keep | PlanBeginning::Grow => {
                (Key::BeginNoComplaint, Key::BeginComplaints, self.complaints, 0)
            }
        };
        let by_hand = PlanObjective {
            account: Some(self.account),
            plan: Some(id),
            day: Some(self.today),
            what: words(what),
            measure: Some(PlanMeasure::Hand),
            unit: words(unit),
            count_before: Some(Quantity::of(before)),
            count_target: Some(Quantity::of(target)),
            count: Some(Quantity::of(before)),
            counted: Some(self.today),
            ..PlanObjective::default()
        };
        let objectives = [(part("objective 0"), revenue), (part("objective 1"), by_hand)];
        let ids = objectives.each_ref().map(|(id, _)| *id);
        let first = match self.beginning {
            _ if is_programme => PROGRAMME,
            PlanBeginning::Keep => KEEP,
            PlanBeginning::Grow => GROW,
            PlanBeginning::Win => WIN,
        };
        // What begins ahead of its days is done within them.
        let begins = self.today.max(self.span.0);
        let actions = first.iter().enumerate().map(|(at, (what, after, objective))| {
            let action = PlanAction {
                account: Some(self.account),
                plan: Some(id),
                objective: ids.get(*objective).copied(),
                day: Some(self.today),
                what: words(*what),
                due: Some(begins.plus(*after).min(self.span.1)),
                colleagues: self.owner.into_iter().collect(),
                ..PlanAction::default()
            };
            (part(&format!("action {at}")), action)
        });
        let review = |at: usize, due: Date, is_last: bool| {
            let review = PlanReview {
                account: Some(self.account),
                plan: Some(id),
                day: Some(self.today),
                what: words(if is_last { Key::BeginClosingReview } else { Key::BeginReview }),
                due: Some(due),
                colleagues: self.owner.into_iter().collect(),
                ..PlanReview::default()
            };
            (part(&format!("review {at}")), review)
        };
        let between = (1..).map(|at| begins.plus(QUARTER * at)).take_while(|day| day.plus(QUARTER / 2) < self.span.1);
        let days: Vec<Date> = between.collect();
        let reviews = days.iter().enumerate().map(|(at, day)| review(at, *day, false));
        let reviews: Vec<_> = reviews.chain([review(days.len(), self.span.1, true)]).collect();
        let mut edits = plan.create(id);
        edits.extend(objectives.iter().flat_map(|(id, of)| of.create(*id)));
        edits.extend(actions.flat_map(|(id, of)| of.create(id)));
        edits.extend(reviews.iter().flat_map(|(id, of)| of.create(*id)));
        Change::new(Label::Add { kind: ACCOUNT_PLAN.words(), of: self.of.clone() }, edits)
    }
}

/// The days after a span that are as many: as many months where it is of whole months.
pub fn following((from, to): Span) -> Span {
    let begins = to.plus(1);
    let is_whole = from.day() == 1 && begins.day() == 1;
    let months =
        (i32::from(begins.year()) - i32::from(from.year())) * 12 + i32::from(begins.month()) - i32::from(from.month());
    if is_whole && months > 0 {
        (begins, begins.months_before(-months).plus(-1))
    } else {
        (begins, begins.plus(to.since(from)))
    }
}

/// The half of a year in which a day lies.
pub fn half_year(day: Date) -> Span {
    let first = day.plus(1 - i32::from(day.day()));
    let from = first.months_before((i32::from(day.month()) - 1) % 6);
    (from, from.months_before(-6).plus(-1))
}

/// What of a plan isn't reached or done.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished {
    pub id: RecordId,
    pub what: String,
    pub is_objective: bool,
    /// What is to become of it, as a person said.
    pub carried: Option<Carried>,
    pub why: String,
}

impl Unfinished {
    /// Whether it was said what becomes of it, with a word why.
    pub fn is_decided(&self) -> bool {
        self.carried.is_some() && !self.why.trim().is_empty()
    }

    /// The edits by which a person says so.
    pub fn decide(&self, carried: Option<Carried>, why: &str) -> Vec<Edit> {
        let why = why.trim().to_owned();
        // Both kinds have both fields.
        let kind = if self.is_objective { PlanObjective::KIND } else { PlanAction::KIND };
        let of_action =
            [plan_action::field::carried.set(self.id, carried), plan_action::field::carried_why.set(self.id, why)];
        of_action.into_iter().map(|edit| Edit { kind: kind.into(), ..edit }).collect()
    }
}

impl PlanFile {
    /// What isn't reached or done, objectives first.
    pub fn unfinished(&self) -> Vec<Unfinished> {
        let objectives = self.objectives.iter().filter(|of| !of.progress.is_reached(&of.record)).map(|of| Unfinished {
            id: of.id,
            what: of.record.what.clone(),
            is_objective: true,
            carried: of.record.carried,
            why: of.record.carried_why.clone(),
        });
        let actions = self.actions.iter().filter(|(_, of)| of.is_open()).map(|(id, of)| Unfinished {
            id: *id,
            what: of.what.clone(),
            is_objective: false,
            carried: of.carried,
            why: of.carried_why.clone(),
        });
        objectives.chain(actions).collect()
    }

    /// The plan of the days after these, under the id handed in: with the goals, and with what of this one is
    /// unfinished and kept. `baseline` freezes where an objective stands then. This plan is closed, and what was dropped
    /// of it falls away. `None` while something isn't decided, or this plan has no days.
    pub fn next(
        &self,
        id: RecordId,
        of: String,
        name: String,
        today: Date,
        baseline: impl Fn(&PlanObjective, Measure, Span) -> Option<Amount>,
    ) -> Option<Change> {
        let span = following(self.plan.span()?);
        let unfinished = self.unfinished();
        if !unfinished.iter().all(Unfinished::is_decided) {
            return None;
        }
        let is_kept = |id: RecordId| unfinished.iter().any(|of| of.id == id && of.carried == Some(Carried::Kept));
        let part = |from: RecordId| RecordId::derived(id, &format!("carried {from}"));
        let plan = AccountPlan {
            begun: Some(today),
            name,
            from: Some(span.0),
            to: Some(span.1),
            shown: None,
            shown_to: Vec::new(),
            result: String::new(),
            closed: None,
            follows: Some(self.id),
            sample: false,
            ..self.plan.clone()
        };
        let mut edits = plan.create(id);
        for (from, goal) in &self.goals {
            let goal = PlanGoal { plan: Some(id), sample: false, ..goal.clone() };
            edits.extend(goal.create(part(*from)));
        }
        for objective in self.objectives.iter().filter(|of| is_kept(of.id)) {
            let record = &objective.record;
            let kept = PlanObjective {
                plan: Some(id),
                day: Some(today),
                baseline: measure(record).and_then(|measure| baseline(record, measure, span)),
                count_before: record.count,
                carried: None,
                carried_why: String::new(),
                sample: false,
                ..record.clone()
            };
            edits.extend(kept.create(part(objective.id)));
        }
        for (from, person) in &self.people {
            let own = person.contact.map_or_else(|| part(*from), |contact| PlanPerson::of(id, contact));
            edits.extend(PlanPerson { plan: Some(id), sample: false, ..person.clone() }.create(own));
        }
        for (from, action) in self.actions.iter().filter(|(id, _)| is_kept(*id)) {
            let kept = PlanAction {
                plan: Some(id),
                objective: action.objective.filter(|objective| is_kept(*objective)).map(part),
                day: Some(today),
                // Its day has gone by, or belongs to days that have.
                due: action.due.filter(|due| *due >= span.0 && *due >= today),
                carried: None,
                carried_why: String::new(),
                sample: false,
                ..action.clone()
            };
            edits.extend(kept.create(part(*from)));
        }
        let closing = PlanReview {
            account: Some(self.account),
            plan: Some(id),
            day: Some(today),
            due: Some(span.1),
            colleagues: self.plan.owner.into_iter().collect(),
            ..PlanReview::default()
        };
        edits.extend(closing.create(RecordId::derived(id, "closing review")));
        edits.extend(self.closing(today));
        Some(Change::new(Label::Add { kind: ACCOUNT_PLAN.words(), of }, edits))
    }

    /// The edits that close it: what is still to be done of it falls away, and what is still to be reviewed is no review.
    fn closing(&self, today: Date) -> Vec<Edit> {
        let open = self.actions.iter().filter(|(_, of)| of.is_open());
        let dropped = open.map(|(id, _)| plan_action::field::dropped.set(*id, Some(today)));
        let planned = self.reviews.iter().filter(|(_, of)| of.held.is_none());
        let gone = planned.map(|(id, _)| Edit::delete::<PlanReview>(*id));
        dropped.chain(gone).chain([account_plan::field::closed.set(self.id, Some(today))]).collect()
    }

    /// The change that closes it.
    pub fn close(&self, of: String, today: Date) -> Change {
        Change::new(Label::Settle { kind: ACCOUNT_PLAN.words(), of }, self.closing(today))
    }

    /// The change that deletes it with all its parts.
    pub fn delete(&self, of: String) -> Change {
        let mut edits = vec![Edit::delete::<AccountPlan>(self.id)];
        edits.extend(self.goals.iter().map(|(id, _)| Edit::delete::<PlanGoal>(*id)));
        edits.extend(self.objectives.iter().map(|of| Edit::delete::<PlanObjective>(of.id)));
        edits.extend(self.people.iter().map(|(id, _)| Edit::delete::<PlanPerson>(*id)));
        edits.extend(self.actions.iter().map(|(id, _)| Edit::delete::<PlanAction>(*id)));
        edits.extend(self.reviews.iter().map(|(id, _)| Edit::delete::<PlanReview>(*id)));
        Change::new(Label::Delete { kind: ACCOUNT_PLAN.words(), of }, edits)
    }
}

/// The items of one of the four lists of a situation: a line is one, and an empty line none.
pub fn items(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|item| !item.is_empty())
}

/// The same list without one of its items.
pub fn without_item(list: &str, item: &str) -> String {
    items(list).filter(|of| *of != item).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, account_plan, plan_objective};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::dossier::Dossier;
    use crate::planning::testing::{ACCOUNT, Made, PLAN, objective};

    const NEW: RecordId = RecordId::well_known(60);

    fn money(minor: i64) -> Option<Amount> {
        Some(Amount { minor, currency: Currency::default() })
    }

    fn opening(beginning: PlanBeginning) -> Opening {
        Opening {
            account: ACCOUNT,
            of: "Alfa".into(),
            name: "1998 H2".into(),
            kind: PlanKind::Plan,
            beginning,
            span: (date(1998, 7, 1), date(1998, 12, 31)),
            today: date(1998, 6, 20),
            owner: Some(RecordId::well_known(30)),
            author: None,
            baseline: money(10_000),
            target: None,
            complaints: 2,
        }
    }

    fn file(book: &Book, made: &Made, id: RecordId) -> PlanFile {
        let dossier = Dossier::of(book, ACCOUNT).expect("it is there");
        PlanFile::of(book, &made.ledger(), &dossier, id, date(1998, 6, 20)).expect("it is there")
    }

    #[test]
    fn a_plan_begins_in_three_ways_with_an_action_for_each_objective_and_goes_with_one_undo() {
        for (beginning, kind, target) in [
            (PlanBeginning::Keep, PlanKind::Plan, money(10_000)),
            (PlanBeginning::Grow, PlanKind::Plan, money(11_000)),
            (PlanBeginning::Win, PlanKind::Plan, None),
            (PlanBeginning::Grow, PlanKind::Programme, money(11_000)),
        ] {
            let mut made = Made::with_plan();
            let opening = Opening { kind, ..opening(beginning) };
            let undo = made.apply(&opening.change(NEW, |key| format!("{key:?}")));
            let found = file(&made.book, &made, NEW);
            assert_eq!(found.main().map(|of| (of.record.target, of.record.baseline)), Some((target, money(10_000))));
            assert_eq!((found.objectives.len(), found.actions.len(), found.reviews.len()), (2, 4, 2), "{beginning:?}");
            let last = opening.span.1;
            assert!(found.objectives.iter().all(|of| found.actions_for(of.id).next().is_some()), "{beginning:?}");
            assert!(found.actions.iter().all(|(_, of)| of.due.is_some_and(|due| due > opening.span.0 && due <= last)));
            let due: Vec<_> = found.reviews.iter().filter_map(|(_, of)| of.due).collect();
            assert_eq!(due, [last, date(1998, 9, 30)], "a quarter after it begins, and at its end");
            made.apply(&undo);
            assert_eq!((made.book.count::<AccountPlan>(), made.book.count::<PlanAction>()), (1, 0));
        }
    }

    #[test]
    fn the_days_after_are_as_many_months_or_as_many_days() {
        let of =
            |from: (i16, i8, i8), to: (i16, i8, i8)| following((date(from.0, from.1, from.2), date(to.0, to.1, to.2)));
        assert_eq!(of((1998, 1, 1), (1998, 6, 30)), (date(1998, 7, 1), date(1998, 12, 31)));
        assert_eq!(of((1998, 10, 1), (1998, 12, 31)), (date(1999, 1, 1), date(1999, 3, 31)));
        assert_eq!(of((1998, 1, 1), (1998, 12, 31)), (date(1999, 1, 1), date(1999, 12, 31)));
        assert_eq!(of((1998, 1, 5), (1998, 1, 9)), (date(1998, 1, 10), date(1998, 1, 14)));
        assert_eq!(half_year(date(1998, 5, 6)), (date(1998, 1, 1), date(1998, 6, 30)));
        assert_eq!(half_year(date(1998, 12, 31)), (date(1998, 7, 1), date(1998, 12, 31)));
    }

    #[test]
    fn the_next_plan_takes_what_is_kept_and_waits_until_all_is_decided() {
        let mut made = Made::with_plan();
        made.add(vec![objective(1, "Grow", PlanMeasure::Revenue, 20_000), objective(2, "Know", PlanMeasure::Hand, 0)]);
        made.add(vec![objective(3, "Reached", PlanMeasure::Revenue, 12_005)]);
        let action = |number: u128, of: u128, due| {
            let action = PlanAction {
                account: Some(ACCOUNT),
                plan: Some(PLAN),
                objective: Some(RecordId::well_known(of)),
                what: format!("Do {number}"),
                due,
                ..PlanAction::default()
            };
            action.create(RecordId::well_known(number))
        };
        made.edit(action(201, 101, Some(date(1998, 5, 1))));
        made.edit(action(202, 102, Some(date(1998, 8, 1))));
        let goal =
            PlanGoal { account: Some(ACCOUNT), plan: Some(PLAN), what: "One delivery".into(), ..PlanGoal::default() };
        made.edit(goal.create(RecordId::well_known(50)));
        let today = date(1998, 6, 20);
        let next = |made: &Made| {
            let found = file(&made.book, made, PLAN);
            found.next(NEW, "Alfa".into(), "1998 H2".into(), today, |_, _, _| money(7_700))
        };
        let left = |made: &Made| file(&made.book, made, PLAN).unfinished();
        assert_eq!(
            left(&made).iter().map(|of| of.what.as_str()).collect::<Vec<_>>(),
            ["Grow", "Know", "Do 201", "Do 202"]
        );
        assert_eq!(next(&made), None);
        for of in left(&made) {
            let carried = if of.what == "Know" { Carried::Dropped } else { Carried::Kept };
            made.edit(of.decide(Some(carried), " because "));
        }
        let change = next(&made).expect("all is decided");
        let undo = made.apply(&change);
        let (old, new) = (file(&made.book, &made, PLAN), file(&made.book, &made, NEW));
        assert_eq!(new.plan.span(), Some((date(1998, 7, 1), date(1998, 12, 31))));
        assert_eq!(
            new.objectives.iter().map(|of| (of.record.what.as_str(), of.record.baseline)).collect::<Vec<_>>(),
            [("Grow", money(7_700))]
        );
        let carried: Vec<_> = new.actions.iter().map(|(_, of)| (of.what.as_str(), of.due, of.objective)).collect();
        let grown = new.main().map(|of| of.id);
        assert_eq!(carried, [("Do 202", Some(date(1998, 8, 1)), None), ("Do 201", None, grown)]);
        assert_eq!((new.goals.len(), new.plan.follows), (1, Some(PLAN)));
        assert!(old.plan.closed == Some(today) && old.actions.iter().all(|(_, of)| !of.is_open()));
        assert_eq!(
            old.objectives.iter().find(|of| of.record.what == "Know").map(|of| of.record.carried_why.as_str()),
            Some("because")
        );
        made.apply(&undo);
        assert!(made.book.get::<AccountPlan>(NEW).is_none());
        assert_eq!(made.book.value(PLAN, account_plan::field::closed), None);
    }

    #[test]
    fn a_plan_that_is_deleted_takes_its_parts_along_and_brings_them_back() {
        let mut made = Made::with_plan();
        made.apply(&opening(PlanBeginning::Keep).change(NEW, |key| format!("{key:?}")));
        let count = |made: &Made| {
            (made.book.count::<PlanObjective>(), made.book.count::<PlanAction>(), made.book.count::<PlanReview>())
        };
        let before = count(&made);
        let undo = made.apply(&file(&made.book, &made, NEW).delete("Alfa".into()));
        assert_eq!(count(&made), (0, 0, 0));
        made.apply(&undo);
        assert_eq!(count(&made), before);
        assert!(
            made.book
                .all::<PlanObjective>()
                .all(|(id, _)| made.book.value(id, plan_objective::field::plan) == Some(NEW))
        );
    }

    #[test]
    fn a_line_of_the_situation_is_an_item() {
        let list = " Buys since 1996 \n\nPraises the cold chain";
        assert_eq!(items(list).collect::<Vec<_>>(), ["Buys since 1996", "Praises the cold chain"]);
        assert_eq!(without_item(list, "Buys since 1996"), "Praises the cold chain");
        assert_eq!(without_item("One", "One"), "");
    }
}
