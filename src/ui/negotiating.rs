//! A negotiation is begun to be prepared, from wherever it is thought of: its page opens (R12).

use leptos::prelude::GetUntracked;

use crate::book::{RecordId, account};
use crate::browser::{address, clock};
use crate::dossier::Dossier;
use crate::dossier::negotiation::opening::{Opening, for_meeting};
use crate::route::Route;
use crate::ui::session::Session;

/// Of an account; for a plan of it, if one is named.
pub fn prepare(session: Session, account: RecordId, plan: Option<RecordId>) {
    let begun = |dossier: &Dossier, today, me| {
        let opening = Opening::of(dossier, today, me);
        match plan {
            Some(plan) => opening.for_plan(plan),
            None => opening,
        }
    };
    begin(session, account, clock::new_id(), begun);
}

/// For a meeting that is planned.
pub fn prepare_meeting(session: Session, account: RecordId, meeting: RecordId) {
    begin(session, account, for_meeting(meeting), |dossier, today, me| {
        Opening::of_meeting(dossier, meeting, today, me)
    });
}

fn begin(
    session: Session,
    account: RecordId,
    id: RecordId,
    opening: impl FnOnce(&Dossier, crate::calendar::Date, Option<RecordId>) -> Opening,
) {
    let book = session.book_untracked();
    let Some(dossier) = Dossier::of(&book, account) else { return };
    let opening = opening(&dossier, session.read_on.get_untracked(), session.author_untracked());
    session.commit(opening.change(id, account::field::name.of(dossier.record())));
    address::go(&Route::Negotiations(Some(id)));
}
