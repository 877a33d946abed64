//! Which import changed the past under a plan after its baseline was frozen (C19).

use std::collections::HashSet;

use super::file::{Objective, PlanFile, Progress, measure, of_group, sales};
use super::to_date::{a_year_back, sum};
use crate::book::{Book, ImportBatch, RecordId, import_batch, plan_objective};
use crate::calendar::Date;
use crate::dossier::group::Group;
use crate::ledger::{Batch, Ledger, Line, Sales, Valuation};

/// An import that changed what the same days a year back had brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restating {
    pub import: RecordId,
    pub file: String,
    /// The day it was imported.
    pub day: Option<Date>,
    /// By how much, in minor units of the book's currency.
    pub by: i128,
}

/// The imports that changed the past under an objective since its baseline was frozen, the latest first. Where all that
/// changed it was imported before (elsewhere, and came with a colleague's file), the one that makes the whole difference;
/// none where no import does: a rate, or which accounts are one, was changed. `batches`: those that count.
pub fn restating<'a>(
    book: &Book,
    file: &PlanFile,
    of: &Objective,
    batches: impl IntoIterator<Item = (RecordId, &'a Batch)>,
) -> Vec<Restating> {
    let Progress::Ledger { restated: Some(difference), .. } = of.progress else { return Vec::new() };
    let stamp = |id: RecordId, field: &str| Some(book.record(id)?.fields.get(field)?.stamp);
    let frozen = stamp(of.id, plan_objective::field::baseline.name);
    if difference == 0 {
        return Vec::new();
    }
    let change = |(import, batch): (RecordId, &Batch)| {
        let by = brought(book, file, of, batch).filter(|by| *by != 0)?;
        let receipt: ImportBatch = book.get(import)?;
        let made = stamp(import, import_batch::field::file.name);
        Some((made, Restating { import, file: receipt.file, day: receipt.imported_on, by }))
    };
    let mut found: Vec<_> = batches.into_iter().filter_map(change).collect();
    found.sort_by_key(|(made, of)| std::cmp::Reverse((*made, of.import)));
    if found.iter().any(|(made, _)| *made > frozen) {
        found.retain(|(made, _)| *made > frozen);
    } else {
        found.retain(|(_, of)| of.by == difference);
        found.truncate(1);
    }
    found.into_iter().map(|(_, of)| of).collect()
}

/// What a batch by itself brought on the same days a year back, of what the objective measures.
fn brought(book: &Book, file: &PlanFile, of: &Objective, batch: &Batch) -> Option<i128> {
    let (span, by) = (a_year_back(file.plan.span()?), measure(&of.record)?);
    let group = file.plan.with_subsidiaries.then(|| Group::of(book, file.account)).flatten();
    let mut ours: HashSet<RecordId> = group.iter().flat_map(|group| group.below(file.account)).collect();
    ours.insert(file.account);
    let is_ours: Vec<bool> = batch.accounts.iter().map(|id| ours.contains(&book.merged().of_account(*id))).collect();
    let is_wanted = |line: &&Line| {
        let is_of = usize::try_from(line.customer).ok().and_then(|at| is_ours.get(at).copied());
        is_of == Some(true) && (span.0..=span.1).contains(&line.day)
    };
    // Few of what may be millions; in which document they stand is no matter.
    let lines: Vec<Line> =
        batch.sales.lines.iter().filter(is_wanted).map(|line| Line { document: None, ..*line }).collect();
    if lines.is_empty() {
        return None;
    }
    let Sales { currencies, groups, per_period, sums_days, .. } = &batch.sales;
    let part = Sales {
        currencies: currencies.clone(),
        documents: Vec::new(),
        groups: groups.clone(),
        people: Vec::new(),
        lines,
        per_period: *per_period,
        sums_days: *sums_days,
    };
    let ledger = Ledger::of(Valuation::of(book), [&Batch { accounts: batch.accounts.clone(), sales: part }]);
    let all = sales(book, &ledger, file.account, file.plan.with_subsidiaries);
    sum(&of_group(&all, &ledger, &of.record.group), span, by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{PlanMeasure, RecordKind};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::planning::testing::{ACCOUNT, Made, PLAN, objective};

    const BEFORE: RecordId = RecordId::well_known(60);
    const LATER: RecordId = RecordId::well_known(61);
    const OTHER: RecordId = RecordId::well_known(62);

    fn receipt(file: &str, day: Date) -> ImportBatch {
        ImportBatch { file: file.into(), imported_on: Some(day), ..ImportBatch::default() }
    }

    fn batch(account: RecordId, lines: &[(Date, i64)]) -> Batch {
        let lines = lines.iter().map(|(day, amount)| Line::plain(0, *day, *amount)).collect();
        Batch { accounts: vec![account], sales: Sales { lines, ..Sales::new(Currency::default()) } }
    }

    /// What is named, with all of these imported.
    fn named(made: &Made, batches: &[(RecordId, Batch)]) -> Vec<(String, i128)> {
        let all = batches.iter().map(|(_, batch)| batch);
        let ledger = Ledger::of(Valuation::of(&made.book), all);
        let file = PlanFile::of(&made.book, &ledger, &made.dossier(), PLAN, date(1998, 3, 15)).expect("the plan");
        let main = file.main().expect("it is measured");
        let found = restating(&made.book, &file, main, batches.iter().map(|(id, batch)| (*id, batch)));
        found.into_iter().map(|of| (of.file, of.by)).collect()
    }

    #[test]
    fn the_import_that_changed_the_past_is_named() {
        let mut made = Made::with_plan();
        made.edit(receipt("1997.csv", date(1998, 1, 2)).create(BEFORE));
        made.add(vec![objective(1, "Grow", PlanMeasure::Revenue, 20_000)]);
        let base = (BEFORE, batch(ACCOUNT, &[(date(1997, 3, 1), 10_000)]));
        assert_eq!(named(&made, std::slice::from_ref(&base)), [], "nothing was restated");
        made.edit(receipt("late.csv", date(1998, 2, 20)).create(LATER));
        let later = (LATER, batch(ACCOUNT, &[(date(1997, 5, 5), 1_230), (date(1998, 1, 8), 77)]));
        assert_eq!(named(&made, &[base.clone(), later.clone()]), [("late.csv".to_owned(), 1_230)]);
        // One that touches other days, and one of somebody else.
        made.edit(receipt("1998.csv", date(1998, 3, 1)).create(OTHER));
        let others =
            [batch(ACCOUNT, &[(date(1997, 7, 1), 5)]), batch(RecordId::well_known(9), &[(date(1997, 5, 5), 5)])];
        for other in others {
            let all = [base.clone(), later.clone(), (OTHER, other)];
            assert_eq!(named(&made, &all), [("late.csv".to_owned(), 1_230)]);
        }
        // Of several the latest first.
        let all = [base, later, (OTHER, batch(ACCOUNT, &[(date(1997, 5, 6), -30)]))];
        assert_eq!(named(&made, &all), [("1998.csv".to_owned(), -30), ("late.csv".to_owned(), 1_230)]);
    }

    /// A colleague's import of another day, which came with their file after the baseline was frozen here.
    #[test]
    fn an_import_that_came_with_a_colleague_is_known_by_the_difference() {
        let mut made = Made::with_plan();
        made.edit(receipt("1997.csv", date(1998, 1, 2)).create(BEFORE));
        made.edit(receipt("theirs.csv", date(1998, 1, 3)).create(LATER));
        made.add(vec![objective(1, "Grow", PlanMeasure::Revenue, 20_000)]);
        let base = (BEFORE, batch(ACCOUNT, &[(date(1997, 3, 1), 10_000)]));
        let theirs = (LATER, batch(ACCOUNT, &[(date(1997, 5, 5), 500)]));
        assert_eq!(named(&made, &[base, theirs]), [("theirs.csv".to_owned(), 500)]);
        // The past is another, and no import by itself made it so.
        let half = |id, amount| (id, batch(ACCOUNT, &[(date(1997, 5, 5), amount)]));
        assert_eq!(named(&made, &[half(BEFORE, 6_000), half(LATER, 5_000)]), []);
    }

    #[test]
    fn of_one_group_only_its_sales_count() {
        let mut made = Made::with_plan();
        let (id, of) = objective(1, "Sell cheese", PlanMeasure::Revenue, 20_000);
        made.add(vec![(id, crate::book::PlanObjective { group: "Cheese".into(), ..of })]);
        made.edit(receipt("late.csv", date(1998, 2, 20)).create(LATER));
        let mut later = batch(ACCOUNT, &[(date(1997, 5, 5), 10_500), (date(1997, 5, 6), 900)]);
        later.sales.groups = vec!["Cheese".into(), "Drinks".into()];
        for (line, group) in later.sales.lines.iter_mut().zip(0..) {
            line.group = Some(group);
        }
        assert_eq!(named(&made, &[(LATER, later)]), [("late.csv".to_owned(), 10_500)]);
    }
}
