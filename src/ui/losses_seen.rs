//! By what losses are told in this book, followed.

use leptos::prelude::*;

use super::session::Session;
use crate::analysis::behaviour::typical_gap;
use crate::analysis::losses::LossRule;
use crate::retention::file::Seen;

/// The day, the rule of losses and the usual gap of those who have one.
pub fn losses_seen(session: Session) -> Memo<Seen> {
    let typical = Memo::new(move |_| session.analysis.get().and_then(|analysis| Some(typical_gap(&analysis)?.0)));
    Memo::new(move |_| Seen { today: session.read_on.get(), rule: LossRule::default(), typical: typical.get() })
}
