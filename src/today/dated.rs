//! All that has a day, for a calendar elsewhere: what is due however far ahead it is told, the touches to come, and
//! what is planned (R10).

use super::cadence::{Usual, coming_touches};
use super::handled::Handlings;
use super::{Reason, Seen, serious_complaints};
use crate::analysis::KeyAccount;
use crate::book::kind::Kind;
use crate::book::{Handling, RecordId, SETTINGS, account, settings};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::due::Origin;
use crate::retention::opening::still_due;
use crate::text::Key;

/// Something with a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// The same on every device and whenever it is asked: it follows from the account, the rule and the record.
    pub id: RecordId,
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    /// The day it is due; of what was set aside the day it comes back.
    pub day: Date,
    pub what: What,
}

/// What there is on that day.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Something to be done: a record, a recurrence, a next step or a touch.
    ToDo(Reason),
    /// Something is to take place, which binds nobody.
    Planned { heading: Key, title: String },
}

/// Of all accounts or one: by the account's name, then by day. What is dealt with isn't in it, nor who is in the
/// archive.
pub fn dated(seen: Seen<'_>, only: Option<RecordId>) -> Vec<Dated> {
    let cadences = seen.book.value(SETTINGS, settings::field::cadences);
    let usual = Usual::of(&cadences, seen.analysis, seen.ledger);
    let mut all = Vec::new();
    for dossier in Dossier::all_of(seen.book).filter(|dossier| only.is_none_or(|only| only == dossier.id)) {
        if account::field::archived_on.of(dossier.record()).is_some() {
            continue;
        }
        let name = account::field::name.of(dossier.record());
        let mut add = |id, day, what| all.push(Dated { id, account: dossier.id, name: name.clone(), day, what });
        let mut handlings = Handlings::of(&dossier);
        for reason in to_do(&dossier, seen, usual) {
            let handled = handlings.take(&reason);
            let Some(day) = reason.day() else { continue };
            if handled.as_ref().is_some_and(|handled| handled.done.is_some()) {
                continue;
            }
            let until = handled.and_then(|handled| handled.until).filter(|until| *until > day);
            let id = Handling::id(dossier.id, reason.rule().code, &reason.subject().code());
            add(id, until.unwrap_or(day), What::ToDo(reason));
        }
        for (id, day, what) in planned(&dossier, seen.as_of.today) {
            add(id, day, what);
        }
    }
    all.sort_by(|a, b| (&a.name, a.account, a.day, a.id).cmp(&(&b.name, b.account, b.day, b.id)));
    all
}

/// As on Today, with no horizon: all but open items and the next step is for key accounts.
fn to_do(dossier: &Dossier, seen: Seen<'_>, usual: Usual<'_>) -> Vec<Reason> {
    let today = seen.as_of.today;
    let key = KeyAccount::of(seen.book, seen.analysis, dossier.id);
    let is_key = key.is_some_and(|found| found.standing.is_key());
    let dues = still_due(dossier, dossier.due(today), seen.ledger.sales(dossier.id), today).into_iter();
    let dues = dues.filter(|due| is_key || matches!(due.origin, Origin::Commitment | Origin::NextStep));
    let mut all: Vec<Reason> = dues.map(Reason::Due).collect();
    if is_key {
        let touches = coming_touches(dossier, usual, serious_complaints(dossier), today);
        all.extend(touches.into_iter().map(Reason::Touch));
    }
    all
}

/// Visits, interviews and the like on days ahead.
fn planned(dossier: &Dossier, today: Date) -> Vec<(RecordId, Date, What)> {
    let ahead = dossier.parts().filter_map(|(id, record)| {
        let event = Kind::of_code(&record.kind)?.event(record)?;
        let day = event.day.filter(|day| *day > today && event.commitment.is_none())?;
        Some((id, day, What::Planned { heading: event.heading, title: event.title }))
    });
    ahead.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::behaviour::SilenceRule;
    use crate::analysis::{Analysis, Config};
    use crate::book::{Interaction, KeyDecision, Level, Promise, RecordKind};
    use crate::calendar::date;
    use crate::dossier::freshness::FRESH_DAYS;
    use crate::dossier::health::AsOf;
    use crate::today::SalesLines;
    use crate::today::testing::{ALFA, BETA, PART, World, noon, today};
    use crate::working_time::{WorkingCalendar, WorkingClock};

    fn of(world: &World, only: Option<RecordId>) -> Vec<Dated> {
        let ledger = world.ledger();
        let analysis = Analysis::of(&world.book, &ledger, &Config::default());
        let sales = SalesLines::of(&ledger, SilenceRule::default(), today());
        let calendar = WorkingCalendar::default();
        let seen = Seen {
            book: &world.book,
            ledger: &ledger,
            sales: &sales,
            analysis: analysis.as_ref(),
            as_of: AsOf { today: today(), fresh: FRESH_DAYS },
            is_working: &world.working,
            clock: WorkingClock { calendar: &calendar, offset: &|_| 0 },
            now: noon(today()),
        };
        dated(seen, only)
    }

    fn days(world: &World) -> Vec<Date> {
        of(world, None).into_iter().map(|dated| dated.day).collect()
    }

    fn promise(due: Option<Date>) -> Promise {
        Promise { account: Some(ALFA), what: "samples".into(), due, ..Promise::default() }
    }

    #[test]
    fn what_is_far_ahead_is_told_and_what_has_no_day_is_not() {
        let far = today().plus(50);
        let world = World::new().with(promise(Some(far)).create(PART));
        assert_eq!(world.of_rule("our_promise", today()), [], "it isn't on Today yet");
        assert_eq!(days(&world), [far]);
        assert_eq!(days(&World::new().with(promise(None).create(PART))), []);
        let step =
            vec![account::field::next_what.set(BETA, "Visit".into()), account::field::next_on.set(BETA, Some(far))];
        let both = world.with(step);
        assert_eq!(of(&both, None).len(), 2);
        assert_eq!(of(&both, Some(BETA)).iter().map(|dated| dated.account).collect::<Vec<_>>(), [BETA]);
    }

    #[test]
    fn the_next_touch_of_a_key_account_is_told_before_it_is_due() {
        let lead = account::field::level.set(ALFA, Some(Level::Lead));
        let world = World::new().key(today()).with(vec![lead]);
        let touches: Vec<Date> = of(&world, None)
            .into_iter()
            .filter(|dated| matches!(dated.what, What::ToDo(Reason::Touch(_))))
            .map(|dated| dated.day)
            .collect();
        assert_eq!(touches, [today().plus(30)]);
        let nobody = World::new().with(vec![account::field::key.set(ALFA, Some(KeyDecision::NotKey))]);
        assert_eq!(days(&nobody), []);
    }

    #[test]
    fn a_planned_visit_is_told_and_one_that_was_held_is_not() {
        let met = |day| Interaction {
            account: Some(ALFA),
            day: Some(day),
            subject: "Visit".into(),
            ..Interaction::default()
        };
        let world = World::new().with(met(today().plus(3)).create(PART));
        let found = of(&world, None);
        assert_eq!(found.iter().map(|dated| (dated.id, dated.day)).collect::<Vec<_>>(), [(PART, today().plus(3))]);
        assert_eq!(days(&World::new().with(met(today()).create(PART))), []);
    }

    #[test]
    fn an_item_keeps_its_id_and_moves_with_what_was_said_of_it() {
        let world = World::new().with(promise(Some(today())).create(PART));
        let before = of(&world, None);
        let put_off = world.clone().with(world.line("our_promise", today()).postponed(today().plus(5), "").edits);
        let after = of(&put_off, None);
        assert_eq!((before[0].id, before[0].day), (after[0].id, date(1998, 5, 6)));
        assert_eq!(after[0].day, today().plus(5), "it comes back on that day");
        let other = of(&World::new().with(promise(Some(today())).create(RecordId::well_known(0x999))), None);
        assert_ne!(before[0].id, other[0].id, "another record is another item");
        let archived = world.with(vec![account::field::archived_on.set(ALFA, Some(today()))]);
        assert_eq!(of(&archived, None), []);
    }
}
