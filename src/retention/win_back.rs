//! Cases of winning back: how each went, and whether winning back helps at all (L4, C16).
//!
//! Lost accounts come back by themselves. So what became of cases stands beside what became of the same losses in the
//! book's own past without one, and a return is no success before it has held.

use super::gone::LostOnce;
use crate::analysis::losses::{Loss, LossRule, losses, presumed_losses};
use crate::analysis::{Share, median};
use crate::book::win_back::WITHIN;
use crate::book::{GoneState, RecordId, WinBack};
use crate::calendar::Date;
use crate::ledger::Sale;

/// Of the order days after a return so many must come within a year for it to hold.
const HELD: usize = 2;

/// A return whose orders end within so many days, and that is followed by another loss, is told as none.
const SHORT: i32 = 182;

/// A return: the first order day after a case was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Return {
    pub on: Date,
    /// Days since the case was opened.
    pub after: i32,
    /// Whether it held; `None`: that isn't decided yet.
    pub held: Option<bool>,
    /// Whether they were lost again after half a year of orders at most.
    pub is_short: bool,
    /// What the 365 days from it brought, in minor units; so far, while they aren't over.
    pub brought: i128,
    /// Whether these are over.
    pub is_over: bool,
}

/// How a case stands (C16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is time left.
    Open,
    /// They ordered within a year.
    Returned(Return),
    /// A person closed it, and they haven't ordered within a year; on which day, if somebody said.
    Closed(Option<Date>),
    /// A year went by.
    Over,
}

/// A case with what the ledger shows of it, as of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub id: RecordId,
    pub account: RecordId,
    pub record: WinBack,
    pub opened: Date,
    pub standing: Standing,
    /// Whether C16 counts it: a success, or a year has passed.
    pub is_decided: bool,
}

impl Case {
    /// Of a record with the order days and the sales of its account, which are sorted by day. `until`: up to which day
    /// sales are known; the year a case has is over by the day it is read on. `None` of one without account or day, and
    /// of one that is opened later.
    pub fn of(
        (id, record): (RecordId, WinBack),
        account: RecordId,
        days: &[Date],
        sales: &[Sale],
        rule: LossRule,
        (until, today): (Date, Date),
    ) -> Option<Self> {
        let opened = record.opened.filter(|opened| *opened <= today)?;
        let known = days.get(..days.partition_point(|day| *day <= until)).unwrap_or_default();
        let next = known.get(known.partition_point(|day| *day <= opened)).copied();
        let success = next.filter(|next| next.since(opened) <= WITHIN);
        let is_over = today.since(opened) >= WITHIN;
        let standing = match success {
            Some(on) => Standing::Returned(returned(opened, on, known, sales, rule, until)),
            None if record.outcome.is_some_and(|outcome| outcome.ends()) => Standing::Closed(record.closed),
            None if is_over => Standing::Over,
            None => Standing::Open,
        };
        Some(Self { id, account, record, opened, standing, is_decided: success.is_some() || is_over })
    }

    pub fn is_open(&self) -> bool {
        self.standing == Standing::Open
    }

    pub fn returned(&self) -> Option<Return> {
        match self.standing {
            Standing::Returned(found) => Some(found),
            Standing::Open | Standing::Closed(_) | Standing::Over => None,
        }
    }

    /// What the year after the return brought, without what the offer cost: in minor units of the book's currency.
    /// `None` without a return, and where the cost is in another currency.
    pub fn net(&self, currency: crate::currency::Currency) -> Option<i128> {
        let brought = self.returned()?.brought;
        match self.record.cost {
            Some(cost) if cost.currency != currency => None,
            cost => Some(brought - cost.map_or(0, |cost| i128::from(cost.minor))),
        }
    }
}

fn returned(opened: Date, on: Date, days: &[Date], sales: &[Sale], rule: LossRule, until: Date) -> Return {
    let end = on.plus(WITHIN);
    let further = days.iter().filter(|day| **day > on && **day <= end).count();
    let lost = losses(days, until, rule).into_iter().find(|loss| loss.last >= on);
    let is_lost = lost.is_some_and(|loss| loss.day <= end);
    let is_over = until >= end;
    let held = match (is_lost, further >= HELD, is_over) {
        (true, ..) => Some(false),
        (false, holds, true) => Some(holds),
        (false, _, false) => None,
    };
    let brought = sales.iter().filter(|sale| sale.day >= on && sale.day < end && sale.day <= until);
    Return {
        on,
        after: on.since(opened),
        held,
        is_short: lost.is_some_and(|loss| loss.last.since(on) <= SHORT),
        brought: brought.map(|sale| i128::from(sale.amount)).sum(),
        is_over: until >= end.plus(-1),
    }
}

/// How many came back within a year, of those of which that is decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    pub returned: Share,
    /// Of which it isn't decided yet.
    pub open: usize,
    /// After how many days each came back.
    after: Vec<f64>,
}

impl Side {
    fn add(&mut self, start: Date, next: Option<Date>, today: Date) {
        let after = next.map(|next| next.since(start)).filter(|after| *after <= WITHIN);
        let is_over = today.since(start) >= WITHIN;
        match after {
            None if !is_over => self.open += 1,
            _ => {
                self.returned.of += usize::from(after.is_some());
                self.returned.among += 1;
            }
        }
        self.after.extend(after.map(f64::from));
    }

    /// Days until they came back, the median; `None` if nobody did.
    pub fn median(&self) -> Option<f64> {
        median(&self.after)
    }
}

/// Whether winning back helps: cases of a starting state beside the same losses without one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Helping {
    pub cases: Side,
    pub unasked: Side,
    /// Of the returns of cases of which that is decided, how many held.
    pub held: Share,
    /// What the returns brought without what the offers cost, where that is in one currency; in minor units.
    pub net: i128,
    /// Whether any case says it.
    pub knows_net: bool,
}

impl Helping {
    /// Takes in a case, if it began in this state.
    pub fn add_case(&mut self, case: &Case, currency: crate::currency::Currency, today: Date) {
        let next = case.returned().map(|found| found.on);
        self.cases.add(case.opened, next, today);
        if let Some(held) = case.returned().and_then(|found| found.held) {
            self.held.of += usize::from(held);
            self.held.among += 1;
        }
        if let Some(net) = case.net(currency) {
            self.net += net;
            self.knows_net = true;
        }
    }

    /// Takes in the past of an account: each time it was in the state, but for silences in which a case was opened.
    /// `lost`: its losses, for those that began as lost; `until`: up to which day sales are known, and so the day by
    /// which it is decided what became of it.
    pub fn add_past(&mut self, state: GoneState, days: &[Date], lost: &[LostOnce], opened: &[Date], until: Date) {
        let days = days.get(..days.partition_point(|day| *day <= until)).unwrap_or_default();
        let began: Vec<Loss> = match state {
            GoneState::Lost => {
                let of = |lost: &LostOnce| Loss { day: lost.day, last: lost.last, returned: lost.returned };
                lost.iter().map(of).collect()
            }
            GoneState::Presumed => presumed_losses(days, until),
        };
        for loss in began {
            let silence = LostOnce { day: loss.day, last: loss.last, returned: loss.returned, established: None };
            if !opened.iter().any(|opened| silence.covers(*opened)) {
                self.unasked.add(loss.day, loss.returned, until);
            }
        }
    }
}

#[cfg(test)]
mod tests;
