//! What is done with a case of winning back: it is opened with five dated steps, let go, and a reason is confirmed
//! (L3, L4). Each is one change.

use std::collections::BTreeSet;

use super::gone::Gone;
use crate::analysis::purchase_days;
use crate::book::loss_verdict::LOSS_VERDICT;
use crate::book::win_back::WIN_BACK;
use crate::book::win_back_step::WIN_BACK_STEP_DUE;
use crate::book::{
    Change, Edit, Label, LossBasis, LossReason, LossVerdict, RecordId, RecordKind, WinBack, WinBackOutcome,
    WinBackStep, loss_verdict, win_back, win_back_step,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::due::Due;
use crate::ledger::Sale;
use crate::text::Key;

/// The steps of a beginning: the words of each, and after how many days *(our choice)*.
pub const STEPS: [(Key, i32); 5] = [
    (Key::WinBackStepLook, 0),
    (Key::WinBackStepCall, 2),
    (Key::WinBackStepOffer, 4),
    (Key::WinBackStepAgain, 16),
    (Key::WinBackStepDecide, 42),
];

/// With whom a case is opened, on which day, and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    pub today: Date,
    /// Who of ours calls.
    pub owner: Option<RecordId>,
    /// Whom of theirs.
    pub contacts: Vec<RecordId>,
    /// What the account is on that day.
    pub gone: Gone,
}

impl Opening {
    /// The case and its steps, under the id handed in; those of the steps follow from it.
    pub fn change(&self, id: RecordId, words: impl Fn(Key) -> String) -> Change {
        let case = WinBack {
            account: Some(self.account),
            opened: Some(self.today),
            state: Some(self.gone.state),
            owner: self.owner,
            contacts: self.contacts.clone(),
            reminder: words(Key::WinBackReminderWords),
            ..WinBack::default()
        };
        let steps = STEPS.iter().enumerate().flat_map(|(at, (what, after))| {
            let step = WinBackStep {
                account: Some(self.account),
                case: Some(id),
                day: Some(self.today),
                what: words(*what),
                due: Some(self.today.plus(*after)),
                colleagues: self.owner.into_iter().collect(),
                ..WinBackStep::default()
            };
            step.create(RecordId::derived(id, &format!("winback_step {at}")))
        });
        let edits: Vec<Edit> = case.create(id).into_iter().chain(steps).collect();
        Change::new(Label::Add { kind: WIN_BACK.words(), of: self.name.clone() }, edits)
    }
}

/// The steps of a case, by their day, those without one last.
pub fn steps_of(dossier: &Dossier, case: RecordId) -> Vec<(RecordId, WinBackStep)> {
    let mut steps: Vec<_> = dossier.all::<WinBackStep>().filter(|(_, step)| step.case == Some(case)).collect();
    steps.sort_by_key(|(id, step)| (step.due.is_none(), step.due, *id));
    steps
}

/// The change that closes a case, and drops what is still to be done of it.
pub fn close(dossier: &Dossier, case: RecordId, outcome: WinBackOutcome, reason: &str, today: Date) -> Change {
    let mut edits = vec![
        win_back::field::outcome.set(case, Some(outcome)),
        win_back::field::closed.set(case, Some(today)),
        win_back::field::reason.set(case, reason.trim().to_owned()),
    ];
    let open = steps_of(dossier, case).into_iter().filter(|(_, step)| step.is_open());
    edits.extend(open.map(|(id, _)| win_back_step::field::dropped.set(id, Some(today))));
    Change::new(Label::Settle { kind: WIN_BACK.words(), of: name_of(dossier) }, edits)
}

/// The change by which a person says why an account was lost: on the record there is of that loss, or on a new one
/// under the id handed in, which explains what the ledger shows.
pub fn explain(
    dossier: &Dossier,
    told: Option<RecordId>,
    new: RecordId,
    loss_day: Date,
    said_by: Option<RecordId>,
    reasons: Vec<LossReason>,
) -> Change {
    let of = name_of(dossier);
    let Some(id) = told else {
        let said = LossVerdict {
            account: Some(dossier.id),
            day: Some(loss_day),
            basis: Some(LossBasis::Established),
            said_by,
            reasons,
            ..LossVerdict::default()
        };
        return Change::new(Label::Add { kind: LOSS_VERDICT.words(), of }, said.create(new));
    };
    let edits = vec![loss_verdict::field::reasons.set(id, reasons)];
    Change::new(Label::Edit { kind: LOSS_VERDICT.words(), of }, edits)
}

fn name_of(dossier: &Dossier) -> String {
    crate::book::account::field::name.of(dossier.record())
}

/// Of what is due with an account what still is: without the steps of cases that are over. `sales`: the account's,
/// sorted by day.
pub fn still_due(dossier: &Dossier, mut dues: Vec<Due>, sales: &[Sale], today: Date) -> Vec<Due> {
    if dues.iter().any(|due| due.rule == &WIN_BACK_STEP_DUE) {
        let fallen = fallen_away(dossier, &purchase_days(sales), today);
        dues.retain(|due| due.record.is_none_or(|record| !fallen.contains(&record)));
    }
    dues
}

/// The steps of cases that are over, by which nobody is bound any more: the account ordered again, the case was
/// closed or deleted, or its year went by. `days`: the account's order days, sorted.
pub fn fallen_away(dossier: &Dossier, days: &[Date], today: Date) -> BTreeSet<RecordId> {
    let steps = dossier.all::<WinBackStep>();
    let is_going = |case: RecordId| {
        let Some(case) = dossier.get::<WinBack>(case) else { return false };
        let Some(opened) = case.opened else { return true };
        let at = days.partition_point(|day| *day <= opened);
        let has_ordered = days.get(at).is_some_and(|day| *day <= today);
        let is_over = today.since(opened) > win_back::WITHIN;
        !has_ordered && !is_over && !case.outcome.is_some_and(|outcome| outcome.ends())
    };
    // One that belongs to no case is a step like any other.
    steps.filter(|(_, step)| step.case.is_some_and(|case| !is_going(case))).map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, GoneState, LossCause, Stamp};
    use crate::calendar::date;
    use crate::dossier::testing::{ID, book};

    const CASE: RecordId = RecordId::well_known(20);

    fn opened() -> Date {
        date(1998, 5, 4)
    }

    fn opening() -> Change {
        let gone = Gone { state: GoneState::Lost, since: date(1998, 5, 1), last: date(1997, 10, 30) };
        let opening = Opening {
            account: ID,
            name: "Ernst Handel".into(),
            today: opened(),
            owner: Some(RecordId::well_known(30)),
            contacts: Vec::new(),
            gone,
        };
        opening.change(CASE, |key| format!("{key:?}"))
    }

    fn applied(book: &mut Book, change: &Change, millis: u64) -> Change {
        book.apply(change, Stamp { millis, ..Stamp::default() })
    }

    fn of(book: &Book) -> Dossier {
        Dossier::of(book, ID).expect("it is there")
    }

    #[test]
    fn a_case_begins_with_five_dated_steps_and_goes_with_one_undo() {
        let mut book = book(Vec::new());
        let undo = applied(&mut book, &opening(), 2);
        let steps = steps_of(&of(&book), CASE);
        let days: Vec<_> = steps.iter().filter_map(|(_, step)| Some(step.due?.since(opened()))).collect();
        assert_eq!(days, [0, 2, 4, 16, 42]);
        assert!(steps.iter().all(|(_, step)| step.is_open() && !step.colleagues.is_empty()));
        assert_eq!(book.get::<WinBack>(CASE).and_then(|case| case.state), Some(GoneState::Lost));
        applied(&mut book, &undo, 3);
        assert_eq!((book.count::<WinBack>(), book.count::<WinBackStep>()), (0, 0));
    }

    #[test]
    fn letting_go_drops_what_is_open_and_comes_back_with_an_undo() {
        let mut book = book(Vec::new());
        applied(&mut book, &opening(), 2);
        let first = steps_of(&of(&book), CASE)[0].0;
        applied(&mut book, &Change::new(Label::Sample, vec![win_back_step::field::done.set(first, Some(opened()))]), 3);
        let change = close(&of(&book), CASE, WinBackOutcome::LetGo, " They closed ", opened().plus(9));
        let undo = applied(&mut book, &change, 4);
        let open = |book: &Book| steps_of(&of(book), CASE).iter().filter(|(_, step)| step.is_open()).count();
        let case = book.get::<WinBack>(CASE).unwrap_or_default();
        assert_eq!((case.outcome, case.reason.as_str(), open(&book)), (Some(WinBackOutcome::LetGo), "They closed", 0));
        let done = steps_of(&of(&book), CASE).iter().filter(|(_, step)| step.dropped.is_none()).count();
        assert_eq!(done, 1, "what was done stays done");
        applied(&mut book, &undo, 5);
        assert_eq!(open(&book), 4);
    }

    #[test]
    fn steps_fall_away_with_an_order_the_end_of_the_case_or_a_year() {
        let mut book = book(Vec::new());
        applied(&mut book, &opening(), 2);
        let fallen = |book: &Book, days: &[Date], today| fallen_away(&of(book), days, today).len();
        let today = opened().plus(2);
        assert_eq!(fallen(&book, &[date(1997, 10, 30), opened()], today), 0, "the order of that day came before it");
        assert_eq!(fallen(&book, &[opened().plus(1)], today), 5);
        assert_eq!(fallen(&book, &[opened().plus(3)], today), 0, "it hasn't come yet");
        assert_eq!(fallen(&book, &[], opened().plus(365)), 0);
        assert_eq!(fallen(&book, &[], opened().plus(366)), 5);
        let outcome = |outcome| Change::new(Label::Sample, vec![win_back::field::outcome.set(CASE, Some(outcome))]);
        let undo = applied(&mut book, &outcome(WinBackOutcome::Agreed), 3);
        assert_eq!(fallen(&book, &[], today), 0, "the order is to come");
        applied(&mut book, &undo, 4);
        applied(&mut book, &outcome(WinBackOutcome::Refused), 5);
        assert_eq!(fallen(&book, &[], today), 5);
        applied(&mut book, &Change::new(Label::Sample, vec![Edit::delete::<WinBack>(CASE)]), 6);
        assert_eq!(fallen(&book, &[], today), 5);
    }

    #[test]
    fn a_reason_is_said_on_the_record_there_is_or_on_a_new_one() {
        let mut book = book(Vec::new());
        let (new, day) = (RecordId::well_known(40), date(1998, 5, 1));
        let reasons = vec![LossReason::of(LossCause::Deadlines)];
        let change = explain(&of(&book), None, new, day, None, reasons.clone());
        let undo = applied(&mut book, &change, 2);
        let said = book.get::<LossVerdict>(new).unwrap_or_default();
        assert_eq!((said.basis, said.day, &said.reasons), (Some(LossBasis::Established), Some(day), &reasons));
        let more = vec![LossReason::of(LossCause::Competitor), LossReason::of(LossCause::Deadlines)];
        let change = explain(&of(&book), Some(new), RecordId::well_known(41), day, None, more.clone());
        let back = applied(&mut book, &change, 3);
        assert_eq!(book.value(new, loss_verdict::field::reasons), more);
        applied(&mut book, &back, 4);
        assert_eq!(book.value(new, loss_verdict::field::reasons), reasons);
        applied(&mut book, &undo, 5);
        assert_eq!(book.count::<LossVerdict>(), 0);
    }
}
