//! What is to come with one account, in one list, as its own page tells it (D2, R10).
//!
//! Entries of the history that are to come and what else is due are of one list: what is late first, then by day, then
//! what has no day. A request stands there by the same minute as on Today.

use super::requests::AwaitedRequest;
use crate::book::RecordId;
use crate::book::request::REQUEST_OPEN;
use crate::calendar::Date;
use crate::dossier::due::Due;
use crate::dossier::timeline::{EntryId, Timeline};

/// Something that is to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming {
    /// The day it is due, or takes place; `None` where nobody said.
    pub day: Option<Date>,
    pub is_late: bool,
    pub what: What,
}

/// What it is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Of the history: a promise, an order, a planned visit.
    Entry(EntryId),
    /// Of the history too, by its next target.
    Request(AwaitedRequest),
    /// What is no part of the history, or has no day there; the next step as well.
    Due(Due),
}

/// Gives requests the day of their next target (C5), and puts them where they belong by it: the earliest first, then
/// what has no day. `dues`: of one account, in that order.
pub fn by_targets(mut dues: Vec<Due>, requests: &[AwaitedRequest]) -> Vec<Due> {
    for due in dues.iter_mut().filter(|due| due.rule.code == REQUEST_OPEN.code) {
        if let Some(request) = due.record.and_then(|record| requests.iter().find(|request| request.id == record)) {
            (due.day, due.is_over) = (request.day, request.is_late);
        }
    }
    dues.sort_by_key(|due| (due.day.is_none(), due.day));
    dues
}

/// All that is to come with an account. `dues` and `requests`: what is due with it, and which requests aren't resolved.
pub fn coming(dues: &[Due], requests: &[AwaitedRequest], timeline: &Timeline, today: Date) -> Vec<Coming> {
    let is_request = |record: RecordId| requests.iter().any(|request| request.id == record);
    let upcoming = timeline.upcoming(today);
    let entries = upcoming.iter().filter(|entry| !matches!(entry.id, EntryId::Record(record) if is_request(record)));
    let entries = entries.filter_map(|entry| {
        let left = entry.left(today)?;
        Some(Coming { day: Some(today.plus(left)), is_late: left < 0, what: What::Entry(entry.id) })
    });
    let asked = requests.iter().map(|request| Coming {
        day: request.day,
        is_late: request.late(today).is_some(),
        what: What::Request(request.clone()),
    });
    let is_told =
        |record: RecordId| is_request(record) || upcoming.iter().any(|entry| entry.id == EntryId::Record(record));
    let others = dues.iter().filter(|due| !due.record.is_some_and(is_told));
    let others = others.map(|due| Coming { day: due.day, is_late: due.is_late(today), what: What::Due(due.clone()) });
    let mut all: Vec<Coming> = entries.chain(asked).chain(others).collect();
    all.sort_by_key(|coming| (!coming.is_late, coming.day.is_none(), coming.day));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{
        Complaint, Interaction, KeyDecision, Promise, RecordKind, Request, SatisfactionInterview, account,
    };
    use crate::dossier::Dossier;
    use crate::ledger::Ledger;
    use crate::service::requests::Targets;
    use crate::today::testing::{ALFA, World, noon, today};
    use crate::working_time::{Instant, Wall};

    const fn part(at: u128) -> RecordId {
        RecordId::well_known(0x300 + at)
    }

    /// What is to come with Alfa, at noon.
    fn of(world: &World) -> Vec<Coming> {
        world.seen_at(noon(today()), |seen| {
            let dossier = Dossier::of(seen.book, ALFA).expect("Alfa");
            let targets = Targets::of(seen.book);
            let requests: Vec<_> = AwaitedRequest::all_of(&dossier, seen.clock, targets, seen.now).collect();
            let dues = by_targets(dossier.due(today()), &requests);
            let timeline = Timeline::of(&dossier, &Ledger::default(), |_| String::new());
            coming(&dues, &requests, &timeline, today())
        })
    }

    /// What they are, each with its day and whether it is late.
    fn told(world: &World) -> Vec<(&'static str, Option<i32>, bool)> {
        let code = |what: &What| match what {
            What::Entry(_) => "entry",
            What::Request(_) => "request",
            What::Due(due) => due.rule.code,
        };
        let days = |day: Option<Date>| day.map(|day| day.since(today()));
        of(world).iter().map(|coming| (code(&coming.what), days(coming.day), coming.is_late)).collect()
    }

    fn promise(at: u128, days: Option<i32>) -> Vec<crate::book::Edit> {
        Promise { account: Some(ALFA), due: days.map(|days| today().plus(days)), ..Promise::default() }.create(part(at))
    }

    /// "Ask again, 62 days late" stood behind what was planned for the next month.
    #[test]
    fn what_is_late_stands_before_what_is_planned_whatever_it_is_of() {
        let asked = SatisfactionInterview {
            account: Some(ALFA),
            day: Some(today().plus(-427)),
            ..SatisfactionInterview::default()
        };
        let visit = Interaction { account: Some(ALFA), day: Some(today().plus(30)), ..Interaction::default() };
        let complaint = Complaint { account: Some(ALFA), ..Complaint::default() };
        let step = vec![
            account::field::next_what.set(ALFA, "Visit".into()),
            account::field::next_on.set(ALFA, Some(today().plus(5))),
        ];
        let world = World::new()
            .with(complaint.create(part(1)))
            .with(visit.create(part(2)))
            .with(promise(3, Some(3)))
            .with(promise(4, Some(-2)))
            .with(step)
            .with(asked.create(part(5)));
        let wanted = [
            ("interview", Some(-62), true),
            ("entry", Some(-2), true),
            ("entry", Some(3), false),
            ("plan_action", Some(5), false),
            ("entry", Some(30), false),
            ("complaint", None, false),
        ];
        assert_eq!(told(&world), wanted);
    }

    /// It was counted as due, and the list of what is due said that nothing was.
    #[test]
    fn a_promise_without_a_day_stands_beside_what_is_to_come() {
        assert_eq!(told(&World::new().with(promise(1, None))), [("our_promise", None, false)]);
        assert_eq!(told(&World::new().with(promise(1, Some(3)))), [("entry", Some(3), false)], "once");
    }

    /// A request said "no day set" where Today said until when it is to be answered, and was not counted as late.
    #[test]
    fn a_request_has_the_day_it_has_on_today() {
        let at = |days: i32, hour: u16| Some(Instant::on(Wall::new(today().plus(days), hour * 60), 0));
        let request = |received| Request { account: Some(ALFA), received, ..Request::default() };
        // Two working days ago at 15:00: by Tuesday 11:00.
        let world = World::new()
            .key(today())
            .with(request(at(-2, 15)).create(part(1)))
            .with(request(at(-1, 15)).create(part(2)))
            .with(Request { due: Some(today().plus(40)), ..request(at(0, 11)) }.create(part(3)))
            .with(request(None).create(part(4)))
            .with(promise(5, Some(-1)))
            .with(vec![account::field::key.set(ALFA, Some(KeyDecision::NotKey))]);
        let wanted = [
            ("request", Some(-1), true),
            ("entry", Some(-1), true),
            ("request", Some(0), true),
            ("request", Some(0), false),
            ("request", None, false),
        ];
        let mut found = told(&world);
        // Of one day either may stand first.
        found[..2].sort_by_key(|(what, ..)| std::cmp::Reverse(*what));
        assert_eq!(found, wanted);
        let on_today = world.on(today());
        let late = |is_late: &dyn Fn(&crate::today::Line) -> bool| on_today.lines.iter().filter(|l| is_late(l)).count();
        assert_eq!(late(&|line| line.is_late(today())), of(&world).iter().filter(|coming| coming.is_late).count());
        let mut days: Vec<_> = on_today.lines.iter().map(crate::today::Line::day).collect();
        let mut here: Vec<_> = of(&world).iter().map(|coming| coming.day).collect();
        days.sort();
        here.sort();
        assert_eq!(days, here);
    }
}
