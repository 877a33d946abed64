//! By what losses are told in this book, followed.

use leptos::prelude::*;

use super::by_ptr::ByPtr;
use super::session::Session;
use crate::analysis::losses::LossRule;
use crate::book::SETTINGS;
use crate::retention::criteria::Criteria;
use crate::retention::file::{Past, Said, Seen, all_cases};
use crate::retention::win_back::Case;

/// The day, and the rule of losses.
pub fn losses_seen(session: Session) -> Memo<Seen> {
    let rule = loss_rule(session);
    Memo::new(move |_| Seen { today: session.read_on.get(), rule: rule.get() })
}

/// The order days of all accounts: anew with the sales alone.
pub fn losses_past(session: Session) -> Memo<ByPtr<Past>> {
    Memo::new(move |_| ByPtr::new(Past::of(&session.ledger.get())))
}

/// What people said of losses.
pub fn losses_said(session: Session) -> Memo<Said> {
    Memo::new(move |_| Said::of(&session.book()))
}

/// All cases of winning back.
pub fn losses_cases(session: Session, seen: Memo<Seen>) -> Memo<Vec<Case>> {
    Memo::new(move |_| all_cases(&session.book(), &session.ledger.get(), seen.get()))
}

/// The rule of losses, which stands in the settings.
pub fn loss_rule(session: Session) -> Memo<LossRule> {
    Memo::new(move |_| {
        session.record(SETTINGS);
        session.with_book(Criteria::of).loss
    })
}
