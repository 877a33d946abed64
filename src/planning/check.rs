//! A plan checks itself: what a plan that is worth its paper has, and this one may lack (P3).

use super::file::PlanFile;
use crate::book::RecordId;
use crate::calendar::Date;

/// A review is due once a quarter: so many days.
const QUARTER: i32 = 92;

/// Beyond these days a plan looks further than its next year.
const YEAR: i32 = 365;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// More than one of ours wrote it.
    Authors,
    /// What they want stands there in their words, with who said it.
    TheirGoals,
    /// It was looked at in the last quarter.
    Reviewed,
    /// Not only revenue is to be reached.
    NotOnlyRevenue,
    /// Something is done for each objective.
    Actions,
    /// Somebody does each action.
    Owners,
    /// Each action has a day.
    Days,
    /// Something is aimed at beyond twelve months.
    Beyond,
    /// The customer has seen it.
    Shown,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub check: Check,
    pub is_met: bool,
    pub evidence: Evidence,
    /// What mends it, if it isn't met.
    pub mend: Mend,
}

/// What a check rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// These of ours.
    Colleagues(Vec<RecordId>),
    /// So many, the last of a day.
    Goals { count: usize, last: Option<Date> },
    /// The last day, if there was one.
    Day(Option<Date>),
    /// So many of all.
    Of { count: usize, all: usize },
    /// These records, objectives or actions.
    Records(Vec<RecordId>),
}

/// The click that mends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A field of the plan, by the name under which it is stored.
    Plan(&'static str),
    /// Another goal of theirs.
    Goal,
    /// A review in writing.
    Review,
    /// Another objective.
    Objective,
    /// An action for this objective.
    Action(RecordId),
    /// A field of this action, by the name under which it is stored.
    EditAction(RecordId, &'static str),
}

impl PlanFile {
    /// All checks, in their order, as of a day.
    pub fn checks(&self, today: Date) -> Vec<Found> {
        use crate::book::account_plan::field as plan;
        use crate::book::plan_action::field as action;
        let mut authors = self.plan.authors.clone();
        authors.sort_unstable();
        authors.dedup();
        let theirs = || self.goals.iter().filter(|(_, goal)| goal.is_theirs() && !goal.what.trim().is_empty());
        // Without who said it they are ours, put in their mouth.
        let said = || theirs().filter(|(_, goal)| goal.contact.is_some());
        let others = self.objectives.iter().filter(|of| !of.record.is_revenue()).count();
        let idle: Vec<RecordId> =
            self.objectives.iter().map(|of| of.id).filter(|id| self.actions_for(*id).next().is_none()).collect();
        let open = || self.actions.iter().filter(|(_, of)| of.is_open());
        let nobody: Vec<RecordId> = open().filter(|(_, of)| of.colleagues.is_empty()).map(|(id, _)| *id).collect();
        let dayless: Vec<RecordId> = open().filter(|(_, of)| of.due.is_none()).map(|(id, _)| *id).collect();
        let aim = self.plan.long_aim_by.filter(|_| !self.plan.long_aim.trim().is_empty());
        let last =
            [self.plan.to, aim, self.actions.iter().filter_map(|(_, of)| of.due).max()].into_iter().flatten().max();
        // What has just begun was looked at when it was written.
        let looked = self.last_review().and_then(|(_, of)| of.held).max(self.plan.begun).filter(|day| *day <= today);
        let met = |check, is_met, evidence, mend| Found { check, is_met, evidence, mend };
        let first = |ids: &[RecordId]| ids.first().copied().unwrap_or(self.id);
        let all = self.objectives.len();
        let mend_idle = if all == 0 { Mend::Objective } else { Mend::Action(first(&idle)) };
        let (edit_owner, edit_day) = (first(&nobody), first(&dayless));
        let listed = |ids: Vec<RecordId>, all: usize| match ids.is_empty() {
            true => Evidence::Of { count: all, all },
            false => Evidence::Records(ids),
        };
        vec![
            met(Check::Authors, authors.len() > 1, Evidence::Colleagues(authors), Mend::Plan(plan::authors.name)),
            met(
                Check::TheirGoals,
                said().next().is_some(),
                Evidence::Goals { count: said().count(), last: said().filter_map(|(_, goal)| goal.day).max() },
                Mend::Goal,
            ),
            met(
                Check::Reviewed,
                looked.is_some_and(|day| today.since(day) <= QUARTER),
                Evidence::Day(looked),
                Mend::Review,
            ),
            met(Check::NotOnlyRevenue, others > 0, Evidence::Of { count: others, all }, Mend::Objective),
            met(Check::Actions, all > 0 && idle.is_empty(), listed(idle, all), mend_idle),
            met(
                Check::Owners,
                nobody.is_empty(),
                listed(nobody, open().count()),
                Mend::EditAction(edit_owner, action::colleagues.name),
            ),
            met(
                Check::Days,
                dayless.is_empty(),
                listed(dayless, open().count()),
                Mend::EditAction(edit_day, action::due.name),
            ),
            met(
                Check::Beyond,
                last.is_some_and(|day| day.since(today) > YEAR),
                Evidence::Day(last),
                Mend::Plan(plan::long_aim.name),
            ),
            met(
                Check::Shown,
                self.plan.shown.is_some_and(|day| day <= today),
                Evidence::Day(self.plan.shown),
                Mend::Plan(plan::shown.name),
            ),
        ]
    }

    /// How many checks it doesn't meet. A plan that is closed is past mending.
    pub fn warnings(&self, today: Date) -> usize {
        if self.plan.is_open() { self.checks(today).iter().filter(|found| !found.is_met).count() } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{
        Edit, PlanAction, PlanGoal, PlanMeasure, PlanReview, RecordKind, Side, account_plan, plan_action, plan_goal,
        plan_review,
    };
    use crate::calendar::date;
    use crate::planning::testing::{ACCOUNT, Made, PLAN, objective};

    const PART: RecordId = RecordId::well_known(50);

    fn lacking(made: &Made, today: Date) -> Vec<Check> {
        let found = made.file(today).checks(today);
        found.into_iter().filter(|found| !found.is_met).map(|found| found.check).collect()
    }

    fn people(count: u128) -> Vec<RecordId> {
        (0..count).map(|at| RecordId::well_known(30 + at)).collect()
    }

    /// Each lack is mended by what its click leads to, one after the other.
    #[test]
    fn each_lack_is_found_and_mended() {
        use Check::*;
        let mut made = Made::with_plan();
        let today = date(1998, 5, 6);
        assert_eq!(
            lacking(&made, today),
            [Authors, TheirGoals, Reviewed, NotOnlyRevenue, Actions, Beyond, Shown],
            "a plan without an action lacks no owner of one"
        );
        let goal = PlanGoal {
            account: Some(ACCOUNT),
            plan: Some(PLAN),
            what: "One delivery".into(),
            contact: Some(RecordId::well_known(40)),
            ..PlanGoal::default()
        };
        let review = PlanReview {
            account: Some(ACCOUNT),
            plan: Some(PLAN),
            held: Some(date(1998, 4, 1)),
            ..PlanReview::default()
        };
        let other = objective(1, "Know finance", PlanMeasure::Hand, 0).1;
        let action = PlanAction {
            account: Some(ACCOUNT),
            plan: Some(PLAN),
            objective: Some(RecordId::well_known(101)),
            colleagues: people(1),
            due: Some(date(1998, 5, 20)),
            ..PlanAction::default()
        };
        let aim = vec![
            account_plan::field::long_aim.set(PLAN, "Their only supplier".into()),
            account_plan::field::long_aim_by.set(PLAN, Some(date(2000, 1, 1))),
        ];
        let mends: [(Check, Vec<Edit>); 7] = [
            (Authors, vec![account_plan::field::authors.set(PLAN, people(2))]),
            (TheirGoals, goal.create(PART)),
            (Reviewed, review.create(RecordId::well_known(51))),
            (NotOnlyRevenue, other.create(RecordId::well_known(101))),
            (Actions, action.create(RecordId::well_known(52))),
            (Beyond, aim),
            (Shown, vec![account_plan::field::shown.set(PLAN, Some(today))]),
        ];
        for (check, edits) in mends {
            assert!(lacking(&made, today).contains(&check), "{check:?}");
            made.edit(edits);
            assert!(!lacking(&made, today).contains(&check), "{check:?}");
        }
        assert_eq!(lacking(&made, today), []);
        // And what can be lost again.
        made.edit(vec![plan_action::field::colleagues.set(RecordId::well_known(52), Vec::new())]);
        made.edit(vec![plan_action::field::due.set(RecordId::well_known(52), None)]);
        made.edit(vec![plan_goal::field::side.set(PART, Some(Side::Us))]);
        made.edit(vec![plan_review::field::held.set(RecordId::well_known(51), None)]);
        assert_eq!(lacking(&made, today), [TheirGoals, Reviewed, Owners, Days]);
        made.edit(vec![plan_action::field::dropped.set(RecordId::well_known(52), Some(today))]);
        assert_eq!(lacking(&made, today), [TheirGoals, Reviewed, Actions]);
        assert_eq!(made.file(today).warnings(today), 3);
    }

    #[test]
    fn what_mends_it_names_the_first_that_lacks_it() {
        let mut made = Made::with_plan();
        let today = date(1998, 5, 6);
        let id = RecordId::well_known(52);
        let action =
            PlanAction { account: Some(ACCOUNT), plan: Some(PLAN), what: "Visit".into(), ..PlanAction::default() };
        made.add(vec![objective(1, "Sell", PlanMeasure::Revenue, 100)]);
        made.edit(action.create(id));
        let found = made.file(today).checks(today);
        let of =
            |check| found.iter().find(|found| found.check == check).map(|found| (found.mend, found.evidence.clone()));
        let objective = RecordId::well_known(101);
        assert_eq!(of(Check::Actions), Some((Mend::Action(objective), Evidence::Records(vec![objective]))));
        assert_eq!(of(Check::Owners), Some((Mend::EditAction(id, "colleagues"), Evidence::Records(vec![id]))));
        assert_eq!(of(Check::NotOnlyRevenue), Some((Mend::Objective, Evidence::Of { count: 0, all: 1 })));
    }

    /// The limits of the quarter and of the twelve months.
    #[test]
    fn the_last_day_belongs_to_the_quarter_and_a_year_is_not_beyond_it() {
        let made = Made::with_plan();
        let begun = date(1998, 1, 5);
        assert!(!lacking(&made, begun.plus(92)).contains(&Check::Reviewed));
        assert!(lacking(&made, begun.plus(93)).contains(&Check::Reviewed));
        let end = date(1998, 6, 30);
        assert!(lacking(&made, end.plus(-365)).contains(&Check::Beyond));
        assert!(!lacking(&made, end.plus(-366)).contains(&Check::Beyond));
    }
}
