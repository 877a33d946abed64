//! All plans together: which are on track, which are behind, and who of the largest has none (P3, C19).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::file::{PlanFile, Progress};
use super::to_date::State;
use crate::analysis::{AbcClass, Analysis, Span};
use crate::book::{AccountPlan, Book, PlanBeginning, RecordId, account, account_plan};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;

/// A plan in the list; sums in minor units of the ledger's currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub plan: RecordId,
    pub account: RecordId,
    /// What the account is called.
    pub of: String,
    /// What the plan is called beside it.
    pub name: String,
    pub beginning: Option<PlanBeginning>,
    pub is_programme: bool,
    pub owner: Option<RecordId>,
    pub authors: Vec<RecordId>,
    pub span: Option<Span>,
    /// Of its main objective; `None` where nothing is measured from the ledger.
    pub figures: Option<Figures>,
    pub state: Option<State>,
    /// The day of the next review.
    pub review: Option<Date>,
    /// How many checks it doesn't meet.
    pub warnings: usize,
    /// The day it was closed.
    pub closed: Option<Date>,
    pub sample: bool,
}

/// What a plan has brought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    pub target: i64,
    pub actual: i128,
    /// `None` before it begins.
    pub expected: Option<f64>,
}

impl Figures {
    /// How much of what was expected has come; `None` where nothing is.
    pub fn of_expected(self) -> Option<f64> {
        self.expected.filter(|expected| *expected > 0.0).map(|expected| self.actual as f64 / expected)
    }

    /// What is missing of what was expected.
    fn hole(self) -> f64 {
        self.expected.map_or(0.0, |expected| expected - self.actual as f64)
    }
}

/// An account of class A without a plan, and what it brought in 365 days (C0), in minor units.
#[derive(Clone, Debug, PartialEq)]
pub struct Planless {
    pub account: RecordId,
    pub of: String,
    pub value: i128,
    pub orders: usize,
}

/// All plans, as of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Portfolio {
    /// Those that are open: the worst first, then the largest target.
    pub open: Vec<Row>,
    /// Those that are closed, the last first.
    pub closed: Vec<Row>,
    /// Who brought most first.
    pub planless: Vec<Planless>,
}

/// Several plans of one state together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub plans: usize,
    /// In minor units.
    pub target: i128,
}

impl Portfolio {
    pub fn of(book: &Book, ledger: &Ledger, analysis: Option<&Analysis>, today: Date) -> Self {
        let named = book.values(account_plan::field::account).filter_map(|(_, account)| account);
        let accounts: BTreeSet<RecordId> = named.map(|account| book.merged().of_account(account)).collect();
        let mut found = Self::default();
        let mut planned = BTreeSet::new();
        for dossier in accounts.into_iter().filter_map(|account| Dossier::of(book, account)) {
            // Who is in the archive is in no list.
            if account::field::archived_on.of(dossier.record()).is_some() {
                continue;
            }
            let of = account::field::name.of(dossier.record());
            for (id, _) in dossier.all::<AccountPlan>() {
                let Some(file) = PlanFile::of(book, ledger, &dossier, id, today) else { continue };
                let row = Row::of(&file, of.clone(), today);
                if file.plan.is_open() {
                    planned.insert(dossier.id);
                    found.open.push(row);
                } else {
                    found.closed.push(row);
                }
            }
        }
        found.open.sort_by_cached_key(|row| {
            let target = row.figures.map(|figures| figures.target);
            (Reverse(row.state), Reverse(target), row.of.clone(), row.plan)
        });
        found.closed.sort_by_cached_key(|row| (Reverse(row.closed), row.of.clone(), row.plan));
        let large = analysis.into_iter().flat_map(|analysis| &analysis.findings);
        let large = large.filter(|of| of.abc() == Some(AbcClass::A) && !planned.contains(&of.account));
        let listed = large.filter(|of| book.value(of.account, account::field::archived_on).is_none());
        found.planless = listed
            .map(|of| Planless {
                account: of.account,
                of: of.name.to_string(),
                value: ledger.last_year(of.account, today),
                orders: of.orders,
            })
            .collect();
        found.planless.sort_by_cached_key(|of| (Reverse(of.value), of.of.clone(), of.account));
        found
    }

    /// The open ones of a state; `None`: of those of which nothing is expected yet.
    pub fn sum(&self, state: Option<State>) -> Sum {
        let of = self.open.iter().filter(|row| row.state == state);
        of.fold(Sum::default(), |sum, row| Sum {
            plans: sum.plans + 1,
            target: sum.target + row.figures.map_or(0, |figures| i128::from(figures.target)),
        })
    }

    /// The open one that misses most of what was expected of it, if one does.
    pub fn largest_hole(&self) -> Option<&Row> {
        let holes = self.open.iter().filter_map(|row| Some((row.figures?.hole(), row)));
        let missing = holes.filter(|(hole, row)| *hole > 0.0 && row.state.is_some_and(|state| state != State::OnTrack));
        missing.max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, row)| row)
    }

    /// All open ones that are measured from the ledger together; what hasn't begun is expected to have brought nothing.
    pub fn total(&self) -> Option<Figures> {
        let all: Vec<Figures> = self.open.iter().filter_map(|row| row.figures).collect();
        let first = all.first()?;
        let none = Figures { target: 0, actual: 0, expected: first.expected.map(|_| 0.0) };
        Some(all.iter().fold(none, |sum, of| Figures {
            target: sum.target.saturating_add(of.target),
            actual: sum.actual + of.actual,
            expected: Some(sum.expected.unwrap_or_default() + of.expected.unwrap_or_default()),
        }))
    }
}

impl Row {
    fn of(file: &PlanFile, of: String, today: Date) -> Self {
        let figures = file.main().and_then(|main| match &main.progress {
            Progress::Ledger { to_date, target, .. } => {
                Some(Figures { target: *target, actual: to_date.actual, expected: to_date.expected })
            }
            Progress::Hand { .. } | Progress::Unknown => None,
        });
        Self {
            plan: file.id,
            account: file.account,
            of,
            name: file.plan.name.clone(),
            beginning: file.plan.beginning,
            is_programme: file.plan.is_programme(),
            owner: file.plan.owner,
            authors: file.plan.authors.clone(),
            span: file.plan.span(),
            figures,
            state: file.state(),
            review: file.next_review().and_then(|(_, review)| review.due),
            warnings: file.warnings(today),
            closed: file.plan.closed,
            sample: file.plan.sample,
        }
    }

    /// Whether somebody of ours answers for it, or wrote it.
    pub fn is_of(&self, colleague: RecordId) -> bool {
        self.owner == Some(colleague) || self.authors.contains(&colleague)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{PlanMeasure, PlanObjective, RecordKind};
    use crate::calendar::date;
    use crate::planning::testing::{ACCOUNT, Made, PLAN, objective};

    #[test]
    fn plans_stand_by_state_then_target_and_closed_ones_apart() {
        let mut made = Made::with_plan();
        let second = RecordId::well_known(4);
        let plan = AccountPlan {
            account: Some(ACCOUNT),
            name: "small".into(),
            from: Some(date(1998, 1, 1)),
            to: Some(date(1998, 6, 30)),
            ..AccountPlan::default()
        };
        made.edit(plan.create(second));
        made.add(vec![objective(1, "Grow", PlanMeasure::Revenue, 20_000)]);
        let today = date(1998, 3, 15);
        let found = |made: &Made| Portfolio::of(&made.book, &made.ledger(), None, today);
        let names = |found: &Portfolio| found.open.iter().map(|row| (row.plan, row.state)).collect::<Vec<_>>();
        assert_eq!(names(&found(&made)), [(PLAN, Some(State::OnTrack)), (second, None)]);
        let (id, of) = objective(2, "Grow", PlanMeasure::Revenue, 90_000);
        made.add(vec![(id, PlanObjective { plan: Some(second), ..of })]);
        let all = found(&made);
        assert_eq!(names(&all), [(second, Some(State::FarBehind)), (PLAN, Some(State::OnTrack))]);
        assert_eq!(all.sum(Some(State::FarBehind)), Sum { plans: 1, target: 90_000 });
        assert_eq!(all.largest_hole().map(|row| row.plan), Some(second));
        let total = all.total().expect("two are measured");
        assert_eq!((total.target, total.actual, total.expected), (110_000, 24_010, Some(66_000.0)));
        made.edit(vec![account_plan::field::closed.set(second, Some(today))]);
        let all = found(&made);
        assert_eq!((names(&all).len(), all.closed.len(), all.largest_hole()), (1, 1, None));
    }
}
