//! A request that waits for an answer or for its resolution: due on the day its next target is over (R2, C5), or on
//! the one the customer named if that comes sooner.

use crate::book::kind::{NEAR, Tone};
use crate::book::{RecordId, Request};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::service::requests::{Measured, Targets};
use crate::working_time::{Instant, Wall, WorkingClock};

/// What is awaited of us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    Answer,
    Resolution,
    /// Nothing: it is the customer's turn.
    Customer,
}

/// A request that isn't resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwaitedRequest {
    pub id: RecordId,
    pub subject: String,
    pub awaited: Awaited,
    /// When the next target is over, by the calendar's clock; `None` while it is the customer's turn.
    pub by: Option<Wall>,
    /// The day of that minute, or the one the customer wants it by if that is earlier.
    pub day: Option<Date>,
    /// Whether more working minutes have passed than the target has.
    pub is_late: bool,
    /// Who of ours answers.
    pub ours: Option<RecordId>,
}

impl AwaitedRequest {
    /// Those of an account, as they stand now, in id order.
    pub fn all_of<'a>(
        dossier: &'a Dossier,
        clock: WorkingClock<'a>,
        targets: Targets,
        now: Instant,
    ) -> impl Iterator<Item = Self> + 'a {
        let open = dossier.all::<Request>().filter(|(_, request)| request.resolution().is_none());
        open.map(move |(id, request)| Self::of(id, &request, clock, targets, now))
    }

    fn of(id: RecordId, request: &Request, clock: WorkingClock, targets: Targets, now: Instant) -> Self {
        // Of one that nobody says when it came in only the customer's day is known.
        let measured = Measured::of(request, clock, targets, now);
        let by = measured.as_ref().and_then(|measured| measured.due).map(|due| clock.wall(due));
        let awaited = match (request.first_answer(), request.is_waiting()) {
            (None, _) => Awaited::Answer,
            (Some(_), false) => Awaited::Resolution,
            (Some(_), true) => Awaited::Customer,
        };
        let is_late = measured.is_some_and(|measured| match awaited {
            Awaited::Answer => measured.answer.is_late,
            Awaited::Resolution => measured.resolution.is_late,
            Awaited::Customer => false,
        });
        let day = [by.map(Wall::day), request.due].into_iter().flatten().min();
        let ours = request.colleagues.first().copied();
        Self { id, subject: request.subject.clone(), awaited, by, day, is_late, ours }
    }
}

impl AwaitedRequest {
    /// The minute its target is over, where the customer named no sooner day.
    pub fn by_target(&self) -> Option<Wall> {
        self.by.filter(|by| self.day == Some(by.day()))
    }

    /// Days since it was to be done, 0 where only the minute is over; `None` while it is in time.
    pub fn late(&self, today: Date) -> Option<i32> {
        let days = self.day.map_or(0, |day| today.since(day));
        (self.is_late || days > 0).then(|| days.max(0))
    }

    pub fn tone(&self, today: Date) -> Tone {
        match self.day.map(|day| day.since(today)) {
            _ if self.late(today).is_some() => Tone::Bad,
            Some(days) if days <= NEAR => Tone::Warn,
            _ => Tone::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{RecordKind, request};
    use crate::calendar::date;
    use crate::today::testing::{ALFA, PART, World, noon, today};
    use crate::working_time::Span;

    /// Received on the Wednesday at 11:00; it is seen at noon.
    fn request() -> Request {
        Request { account: Some(ALFA), received: Some(at(11)), subject: "Prices".into(), ..Request::default() }
    }

    fn at(hour: u16) -> Instant {
        Instant::on(Wall::new(today(), hour * 60), 0)
    }

    fn world(request: &Request) -> World {
        World::new().with(request.create(PART))
    }

    #[test]
    fn an_answer_is_due_on_the_day_its_target_is_over() {
        // 240 minutes from 11:00 are over at 15:00.
        let line = world(&request()).line("request", today());
        assert_eq!((line.day(), line.late_by(today()), line.is_late(today())), (Some(today()), Some(0), false));
        assert_eq!(line.score, 2.0);
        // In the evening it is the next working day, and over the weekend Monday.
        let evening = Request { received: Some(at(16)), ..request() };
        assert_eq!(world(&evening).line("request", date(1998, 5, 7)).day(), Some(date(1998, 5, 7)));
        let friday = Request { received: Some(Instant::on(Wall::new(date(1998, 5, 8), 16 * 60), 0)), ..request() };
        assert_eq!(world(&friday).line("request", date(1998, 5, 9)).day(), Some(date(1998, 5, 11)));
    }

    #[test]
    fn it_is_late_by_minutes_and_older_by_days() {
        let early = Request { received: Some(Instant::on(Wall::new(today(), 7 * 60 + 30), 0)), ..request() };
        // 09:00 and 240 minutes are 13:00; it is seen at noon.
        assert!(!world(&early).line("request", today()).is_late(today()));
        let yesterday = Request { received: Some(Instant::on(Wall::new(date(1998, 5, 5), 15 * 60), 0)), ..request() };
        // 120 minutes of Tuesday, and by noon 180 of Wednesday: the target was over at eleven.
        let line = world(&yesterday).line("request", today());
        assert_eq!((line.day(), line.late_by(today()), line.is_late(today())), (Some(today()), Some(0), true));
        let tomorrow = world(&yesterday).line("request", today().plus(1));
        assert_eq!((tomorrow.late_by(today().plus(1)), tomorrow.is_late(today().plus(1))), (Some(1), true));
        assert_eq!(tomorrow.score, 2.0 * (1.0 + 1.0 / 60.0));
    }

    #[test]
    fn once_answered_it_is_due_when_it_is_to_be_resolved() {
        // Five working days from Wednesday 11:00.
        let answered = Request { answered: Some(at(11)), ..request() };
        assert_eq!(world(&answered).line("request", today()).day(), Some(date(1998, 5, 13)));
        let waiting = vec![Span { from: noon(today()), to: None }];
        let waits = Request { waiting, ..answered };
        assert_eq!(world(&waits).line("request", today()).day(), None, "it is the customer's turn");
        let wanted = Request { due: Some(date(1998, 5, 12)), ..waits };
        assert_eq!(world(&wanted).line("request", today()).day(), Some(date(1998, 5, 12)));
    }

    #[test]
    fn the_day_the_customer_named_counts_if_it_comes_sooner() {
        let due = |day| world(&Request { due: Some(day), ..request() }).line("request", today()).day();
        assert_eq!(due(date(1998, 5, 4)), Some(date(1998, 5, 4)));
        assert_eq!(due(date(1998, 12, 31)), Some(today()), "its target is near, however far the customer's day is");
        let unknown = Request { received: None, ..request() };
        assert_eq!(world(&unknown).line("request", today()).day(), None);
    }

    #[test]
    fn another_target_is_another_cause() {
        let world = world(&request());
        let put_off = world.line("request", today()).postponed(today().plus(2), "");
        let put_off = world.with(put_off.edits);
        assert_eq!(put_off.of_rule("request", today()), []);
        let answered = put_off.with(vec![request::field::answered.set(PART, Some(at(12)))]);
        assert_eq!(answered.of_rule("request", today()), [Some(date(1998, 5, 13))]);
    }
}
