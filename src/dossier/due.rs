//! What is due with an account: promises, complaints, bids, offers, contracts of competitors,
//! birthdays, the next step (R1, R3, R8, R10).
//!
//! Each kind of record says itself what it makes due and until when; here that is gathered.

use std::collections::BTreeMap;

use super::Dossier;
use crate::book::kind::{Agenda, Course, DueRule, Kind, PLAN_ACTION, Recurrence, Reminder, SeenOn};
use crate::book::{
    AccountPlan, KINDS, KeyDecision, PlanAction, PlanReview, Record, RecordId, RecordKind, account, account_plan,
    plan_action,
};
use crate::calendar::Date;

/// Something to be done, or to be reckoned with.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// The day; `None` for what should be done and has none.
    pub day: Option<Date>,
    /// Whether the minute it was due by is over, though its day may not be: of a request whose target is over (C5).
    pub is_over: bool,
    pub rule: &'static DueRule,
    pub origin: Origin,
    /// What it is about, in the words of whoever wrote it; a name for a birthday.
    pub title: String,
    /// The record it comes from; `None` for the next step, which is the account's own, and for what never took place.
    pub record: Option<RecordId>,
    /// The competitor whose contract ends.
    pub competitor: Option<RecordId>,
    /// Who of ours is to see to it, as far as the record says.
    pub ours: Vec<RecordId>,
}

/// Why something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody is bound by it.
    Commitment,
    /// It comes up by itself.
    Reminder,
    /// It is to take place again, or for the first time.
    Recurrence,
    /// A person set it.
    NextStep,
}

impl Due {
    /// Whether its day has passed, or its minute.
    pub fn is_late(&self, today: Date) -> bool {
        self.is_over || self.day.is_some_and(|day| day < today)
    }

    /// What a record makes due, as seen on a day.
    fn of_record(id: RecordId, record: &Record, seen: SeenOn) -> Option<Self> {
        let kind = Kind::of_code(&record.kind)?;
        match kind.course {
            // What binds nobody is nothing to be done, and most of a history is that.
            Course::Event(_) if kind.settlements.is_empty() => None,
            Course::Event(event) => {
                let event = event(record)?;
                let commitment = event.commitment.filter(|commitment| commitment.settled.is_none())?;
                let (day, rule, origin) = (commitment.until, commitment.rule, Origin::Commitment);
                let (title, ours) = (event.title, event.ours);
                Some(Self { day, is_over: false, rule, origin, title, record: Some(id), competitor: None, ours })
            }
            Course::Lasting(reminder) => {
                let Reminder { rule, day, title, competitor } = reminder(record, seen)?;
                let (day, origin, ours) = (Some(day), Origin::Reminder, Vec::new());
                Some(Self { day, is_over: false, rule, origin, title, record: Some(id), competitor, ours })
            }
            Course::Fact => None,
        }
    }

    /// What stands on the agenda of a day: what is only awaited doesn't, nor what is far off.
    fn agenda(&self, today: Date) -> Option<&'static Agenda> {
        let agenda = self.rule.agenda.as_ref()?;
        let is_near = match self.day {
            Some(day) => agenda.ahead.is_none_or(|ahead| day.since(today) <= ahead),
            None => agenda.without_day,
        };
        is_near.then_some(agenda)
    }
}

impl Dossier {
    /// What is due on this day or soon after it, and what is late: the earliest first, then what has no day.
    pub fn due(&self, today: Date) -> Vec<Due> {
        let seen = SeenOn { today, leap_day: self.leap_day };
        let of_records = self.parts().filter(|(_, record)| !self.is_of_ended_plan(record));
        let of_records = of_records.filter_map(|(id, record)| Due::of_record(id, record, seen));
        let mut all: Vec<(&Agenda, Due)> = of_records
            .chain(self.recurring(today))
            .chain(self.next_step())
            .filter_map(|due| Some((due.agenda(today)?, due)))
            .collect();
        all.sort_by_key(|(agenda, due)| (due.day.is_none(), due.day, agenda.rank, due.record));
        all.into_iter().map(|(_, due)| due).collect()
    }

    /// Whether it is part of a plan that was closed or deleted, by which nobody is bound any more.
    fn is_of_ended_plan(&self, record: &Record) -> bool {
        if ![PlanAction::KIND, PlanReview::KIND].contains(&record.kind.as_str()) {
            return false;
        }
        // Both name their plan in a field of the same name.
        let Some(plan) = plan_action::field::plan.of(record) else { return false };
        let is_open = |of: &Record| of.kind == AccountPlan::KIND && account_plan::field::closed.of(of).is_none();
        !self.part(plan).is_some_and(is_open)
    }

    fn next_step(&self) -> Option<Due> {
        // Read by themselves: an account has fifty fields.
        let (day, title) = (account::field::next_on.of(self.record()), account::field::next_what.of(self.record()));
        let origin = Origin::NextStep;
        let is_set = !title.is_empty();
        is_set.then_some(Due {
            day,
            is_over: false,
            rule: &PLAN_ACTION,
            origin,
            title,
            record: None,
            competitor: None,
            ours: Vec::new(),
        })
    }

    /// The day a person made it a key account, where that holds (C24).
    pub fn key_since(&self) -> Option<Date> {
        let decided = account::field::key.of(self.record()).filter(|decision| *decision == KeyDecision::Key);
        decided.and_then(|_| account::field::key_confirmed.of(self.record()))
    }

    /// The day on which what recurs by a rule is to take place again, however far off.
    pub fn next_time(&self, rule: &DueRule, today: Date) -> Option<Date> {
        self.recurring(today).find(|due| due.rule == rule)?.day
    }

    /// What is to take place again, so long after the last time; with a key account where it never did, so long
    /// after it became one (C9).
    fn recurring(&self, today: Date) -> impl Iterator<Item = Due> {
        let again = |rule, day: Date, record| Due {
            day: Some(day),
            is_over: false,
            rule,
            origin: Origin::Recurrence,
            title: String::new(),
            record,
            competitor: None,
            ours: Vec::new(),
        };
        let last = self.last_times();
        let never = KINDS.iter().filter(|kind| !last.contains_key(*kind));
        let firsts = never.filter_map(|kind| Some((kind.recurrence?, self.key_since()?)));
        let firsts: Vec<Due> =
            firsts.map(|(recurrence, since)| again(recurrence.rule, since.plus(recurrence.first), None)).collect();
        // One that is planned is not held yet, and stands in the history by itself.
        let held = last.into_values().filter(move |(day, ..)| *day <= today);
        held.map(move |(day, id, recurrence)| again(recurrence.rule, day.plus(recurrence.after), Some(id)))
            .chain(firsts)
    }

    /// The last time of each kind of event that recurs, planned ones included, with the record that tells it.
    fn last_times(&self) -> BTreeMap<&'static Kind, (Date, RecordId, Recurrence)> {
        let mut last: BTreeMap<&Kind, (Date, RecordId, Recurrence)> = BTreeMap::new();
        for (id, record) in self.parts() {
            let Some(kind) = Kind::of_code(&record.kind) else { continue };
            let Some(recurrence) = kind.recurrence else { continue };
            let Some(day) = (recurrence.held)(record) else { continue };
            let found = last.entry(kind).or_insert((day, id, recurrence));
            if (day, id) > (found.0, found.1) {
                (found.0, found.1) = (day, id);
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::complaint::COMPLAINT_OPEN;
    use crate::book::contact::BIRTHDAY;
    use crate::book::promise::{OUR_PROMISE, THEIR_PROMISE};
    use crate::book::tender::BID;
    use crate::book::{
        Birthday, Edit, Kept, LeapDay, SETTINGS, Side, account, competitor_at_account, complaint, contact, offer,
        promise, satisfaction_interview, settings, tender,
    };
    use crate::calendar::date;
    use crate::dossier::testing::{ID, dossier, today};

    const PART: RecordId = RecordId::well_known(10);

    fn due(edits: Vec<Edit>) -> Vec<(&'static str, Option<Date>)> {
        dossier(edits).due(today()).into_iter().map(|due| (due.rule.code, due.day)).collect()
    }

    #[test]
    fn what_a_plan_makes_due_ends_with_it() {
        use crate::book::{account_plan, plan_action, plan_review};
        let (plan, review) = (RecordId::well_known(11), RecordId::well_known(12));
        let of = |plan_edits: Vec<Edit>| {
            let parts = vec![
                plan_action::field::account.set(PART, Some(ID)),
                plan_action::field::plan.set(PART, Some(plan)),
                plan_action::field::due.set(PART, Some(date(1998, 5, 8))),
                plan_review::field::account.set(review, Some(ID)),
                plan_review::field::plan.set(review, Some(plan)),
            ];
            due(parts.into_iter().chain(plan_edits).collect())
        };
        let known = || vec![account_plan::field::account.set(plan, Some(ID))];
        let line = |day| ("plan_action", day);
        assert_eq!(of(known()), [line(Some(date(1998, 5, 8))), line(None)], "action and review are one kind of line");
        let closed = account_plan::field::closed.set(plan, Some(date(1998, 5, 1)));
        assert_eq!(of(known().into_iter().chain([closed]).collect()), []);
        assert_eq!(of(known().into_iter().chain([Edit::delete::<AccountPlan>(plan)]).collect()), []);
    }

    #[test]
    fn a_promise_is_due_until_it_is_kept() {
        let promise = |by, outcome| {
            vec![
                promise::field::account.set(PART, Some(ID)),
                promise::field::due.set(PART, Some(date(1998, 4, 1))),
                promise::field::by.set(PART, by),
                promise::field::outcome.set(PART, outcome),
            ]
        };
        let day = Some(date(1998, 4, 1));
        assert_eq!(due(promise(None, None)), [(OUR_PROMISE.code, day)], "late ones are the most due");
        assert_eq!(due(promise(Some(Side::Them), None)), [(THEIR_PROMISE.code, day)]);
        assert_eq!(due(promise(None, Some(Kept::Broken))), []);
    }

    #[test]
    fn a_complaint_without_a_day_is_due_all_the_same() {
        let open = vec![complaint::field::account.set(PART, Some(ID))];
        assert_eq!(due(open), [(COMPLAINT_OPEN.code, None)]);
    }

    #[test]
    fn a_bid_is_due_until_it_is_in() {
        let tender = |bid| {
            let bid: Option<i64> = bid;
            let amount = bid.map(|minor| crate::book::Amount { minor, currency: Default::default() });
            vec![
                tender::field::account.set(PART, Some(ID)),
                tender::field::due.set(PART, Some(date(1998, 6, 1))),
                tender::field::our_bid.set(PART, amount),
            ]
        };
        assert_eq!(due(tender(None)), [(BID.code, Some(date(1998, 6, 1)))]);
        assert_eq!(due(tender(Some(1))), []);
    }

    #[test]
    fn what_is_far_off_waits() {
        let offer =
            |day| vec![offer::field::account.set(PART, Some(ID)), offer::field::valid_until.set(PART, Some(day))];
        assert_eq!(due(offer(date(1998, 7, 5))).len(), 1);
        assert_eq!(due(offer(date(1998, 7, 6))).len(), 0);
        let contract = |day| {
            vec![
                competitor_at_account::field::account.set(PART, Some(ID)),
                competitor_at_account::field::contract_end.set(PART, Some(day)),
            ]
        };
        assert_eq!(due(contract(date(1998, 11, 2))).len(), 1);
        assert_eq!(due(contract(date(1998, 11, 3))).len(), 0);
        assert_eq!(due(contract(date(1998, 5, 5))).len(), 0, "over is over");
        let next = vec![
            account::field::next_what.set(ID, "Visit".into()),
            account::field::next_on.set(ID, Some(date(1999, 1, 1))),
        ];
        assert_eq!(due(next).len(), 1, "the next step is always told");
    }

    #[test]
    fn birthdays_come_every_year_until_somebody_leaves() {
        let born = |left| {
            vec![
                contact::field::account.set(PART, Some(ID)),
                contact::field::birthday.set(PART, Birthday::new(Some(1950), 5, 20).ok()),
                contact::field::left.set(PART, left),
            ]
        };
        assert_eq!(due(born(None)), [(BIRTHDAY.code, Some(date(1998, 5, 20)))]);
        assert_eq!(due(born(Some(date(1998, 1, 1)))), []);
    }

    /// The day this is read on is in a common year.
    #[test]
    fn who_was_born_on_the_leap_day_is_congratulated_on_the_day_that_is_set() {
        let born = |leap_day| {
            let edits = vec![
                contact::field::account.set(PART, Some(ID)),
                contact::field::birthday.set(PART, Birthday::new(None, 2, 29).ok()),
                settings::field::leap_day.set(SETTINGS, leap_day),
            ];
            let due = dossier(edits).due(date(1999, 2, 15));
            due.into_iter().map(|due| due.day).collect::<Vec<_>>()
        };
        assert_eq!(born(LeapDay::LastOfFebruary), [Some(date(1999, 2, 28))]);
        assert_eq!(born(LeapDay::FirstOfMarch), [Some(date(1999, 3, 1))]);
    }

    #[test]
    fn satisfaction_is_asked_about_again_a_year_after_the_last_time() {
        let held = |days: &[Date]| {
            let of = |(at, day): (u128, &Date)| {
                let id = RecordId::well_known(20 + at);
                vec![
                    satisfaction_interview::field::account.set(id, Some(ID)),
                    satisfaction_interview::field::day.set(id, Some(*day)),
                ]
            };
            due((0..).zip(days).flat_map(of).collect())
        };
        assert_eq!(held(&[]), [], "the first time is nobody's duty yet");
        assert_eq!(held(&[date(1997, 5, 20)]), [("interview", Some(date(1998, 5, 20)))]);
        assert_eq!(held(&[date(1996, 1, 1)]), [("interview", Some(date(1996, 12, 31)))], "late, it stays");
        assert_eq!(held(&[date(1997, 7, 1)]), [], "it is far off");
        assert_eq!(held(&[date(1998, 1, 1), date(1996, 1, 1)]), [], "the last time counts");
        assert_eq!(held(&[date(1996, 1, 1), date(1998, 6, 1)]), [], "one is planned");
    }
}
