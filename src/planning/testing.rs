//! A book with one account, its sales and a plan for the first half of 1998.

use super::file::PlanFile;
use crate::book::{
    Account, AccountPlan, Amount, Book, Change, Edit, Label, PlanMeasure, PlanObjective, Quantity, RecordId,
    RecordKind, Stamp, account,
};
use crate::calendar::{Date, date};
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::ledger::{Batch, Ledger, Line, Sales};

pub const ACCOUNT: RecordId = RecordId::well_known(1);
pub const PLAN: RecordId = RecordId::well_known(2);
const CHILD: RecordId = RecordId::well_known(3);

pub struct Made {
    pub book: Book,
    millis: u64,
    lines: Vec<Line>,
}

impl Made {
    /// 10, 20, 30 and 40 in the half-year before, in January, February, March and June; and 120.05 in February since.
    pub fn with_plan() -> Self {
        let before = [(1, 1_000), (2, 2_000), (3, 3_000), (6, 4_000)];
        let mut lines: Vec<Line> =
            before.into_iter().map(|(month, amount)| Line::plain(0, date(1997, month, 15), amount)).collect();
        lines.push(Line::plain(0, date(1998, 2, 1), 12_005));
        let mut made = Self { book: Book::default(), millis: 0, lines };
        let account = Account { name: "Alfa".into(), ..Account::default() };
        let plan = AccountPlan {
            account: Some(ACCOUNT),
            begun: Some(date(1998, 1, 5)),
            from: Some(date(1998, 1, 1)),
            to: Some(date(1998, 6, 30)),
            ..AccountPlan::default()
        };
        made.edit(account.create(ACCOUNT).into_iter().chain(plan.create(PLAN)).collect());
        made
    }

    pub fn edit(&mut self, edits: Vec<Edit>) -> Change {
        self.apply(&Change::new(Label::Sample, edits))
    }

    pub fn apply(&mut self, change: &Change) -> Change {
        self.millis += 1;
        self.book.apply(change, Stamp { millis: self.millis, ..Stamp::default() })
    }

    pub fn add(&mut self, parts: Vec<(RecordId, PlanObjective)>) {
        self.edit(parts.into_iter().flat_map(|(id, of)| of.create(id)).collect());
    }

    pub fn sell(&mut self, day: Date, amount: i64) {
        self.lines.push(Line::plain(0, day, amount));
    }

    /// A company that belongs to the account, and buys.
    pub fn subsidiary(&mut self, day: Date, amount: i64) {
        let child = Account { name: "Beta".into(), ..Account::default() };
        let edits = child.create(CHILD).into_iter().chain([account::field::parent.set(CHILD, Some(ACCOUNT))]);
        self.edit(edits.collect());
        self.lines.push(Line::plain(1, day, amount));
    }

    pub fn ledger(&self) -> Ledger {
        let sales = Sales { lines: self.lines.clone(), ..Sales::new(Currency::default()) };
        Ledger::of(Currency::default(), [&Batch { accounts: vec![ACCOUNT, CHILD], sales }])
    }

    pub fn dossier(&self) -> Dossier {
        Dossier::of(&self.book, ACCOUNT).expect("it is there")
    }

    pub fn file(&self, today: Date) -> PlanFile {
        PlanFile::of(&self.book, &self.ledger(), &self.dossier(), PLAN, today).expect("it is there")
    }
}

/// An objective with 100 as its baseline; by hand nobody counted of one that is to be reached.
pub fn objective(number: u128, what: &str, measure: PlanMeasure, target: i64) -> (RecordId, PlanObjective) {
    let money = |minor| Some(Amount { minor, currency: Currency::default() });
    let of = PlanObjective {
        account: Some(ACCOUNT),
        plan: Some(PLAN),
        day: Some(date(1998, 1, 5)),
        what: what.into(),
        measure: Some(measure),
        ..PlanObjective::default()
    };
    let of = match measure {
        PlanMeasure::Hand => PlanObjective {
            count_before: Some(Quantity::ZERO),
            count_target: Some(Quantity::of(1)),
            count: Some(Quantity::ZERO),
            ..of
        },
        _ => PlanObjective { baseline: money(10_000), target: money(target), ..of },
    };
    (RecordId::well_known(100 + number), of)
}
