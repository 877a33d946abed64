//! By what losses are told in this book, followed.

use leptos::prelude::*;

use super::session::Session;
use crate::retention::criteria::Criteria;
use crate::retention::file::Seen;

/// The day, and the rule of losses.
pub fn losses_seen(session: Session) -> Memo<Seen> {
    let rule = Memo::new(move |_| Criteria::of(&session.book()).loss);
    Memo::new(move |_| Seen { today: session.read_on.get(), rule: rule.get() })
}
