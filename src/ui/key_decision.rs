//! A person says that accounts are key, or that they aren't.

use super::session::Session;
use crate::book::{Change, KeyDecision, Label, RecordId, account::field};
use crate::browser::clock;

/// Decides on one account or several in one change, which is said to be about `what`; `None` takes the decision
/// back, so that what is suggested counts again. A reason that was given was another decision's, so it goes.
pub fn decide(
    session: Session,
    what: String,
    accounts: impl IntoIterator<Item = RecordId>,
    decision: Option<KeyDecision>,
) {
    let day = decision.map(|_| clock::today());
    let edits = accounts.into_iter().flat_map(|id| {
        [field::key.set(id, decision), field::key_reason.set(id, String::new()), field::key_confirmed.set(id, day)]
    });
    session.commit(Change::new(Label::Classification { account: what }, edits.collect()));
}
