//! The parts of the score worked out by hand, and what is made of them.

use super::*;
use crate::book::{
    Book, Colleagues, CustomerVerdict, Edit, Kept, Mark, Promise, Rank, RecordId, RecordKind, Request,
    SatisfactionInterview, Severity, Strength, Tie,
};
use crate::calendar::date;
use crate::currency::Currency;
use crate::dossier::health::AsOf;
use crate::dossier::testing::{ID, book, today};
use crate::ledger::{Batch, Document, Line, Sales};
use crate::working_time::{Wall, WorkingCalendar};

/// What is known of the account; everything is as of [`today`].
#[derive(Default)]
struct Known {
    edits: Vec<Edit>,
    /// Days and amounts in major units.
    bought: Vec<(Date, i64)>,
    /// Documents ordered on the day, promised and delivered.
    deliveries: Vec<(Date, Date, Option<Date>)>,
    touches: Vec<Date>,
    cadence: Option<Cadence>,
    is_lost: bool,
}

fn ago(days: i32) -> Date {
    today().plus(-days)
}

fn noon(day: Date) -> Instant {
    Instant::on(Wall::new(day, 12 * 60), 0)
}

impl Known {
    fn with(mut self, edits: Vec<Edit>) -> Self {
        self.edits.extend(edits);
        self
    }

    fn score(self) -> HealthScore {
        let book = book(self.edits);
        let mut sales = Sales::default();
        let bought = self.bought.iter().map(|(day, amount)| Line::plain(0, *day, amount * 100));
        sales.lines.extend(bought);
        for (at, (ordered, promised, delivered)) in (0..).zip(&self.deliveries) {
            let (promised, delivered) = (Some(*promised), *delivered);
            sales.documents.push(Document { promised, delivered, ..Document::from(at.to_string().as_str()) });
            sales.lines.push(Line { document: Some(at), ..Line::plain(0, *ordered, 0) });
        }
        let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![ID], sales }]);
        let dossier = Dossier::of(&book, ID).expect("the account");
        let file = Health::of(&dossier, &Default::default(), &[], AsOf { today: today(), fresh: 365 });
        let (calendar, colleagues) = (WorkingCalendar::default(), Colleagues::of(&book));
        HealthScore::of(&Sources {
            dossier: &dossier,
            ledger: &ledger,
            colleagues: &colleagues,
            file: &file,
            weights: Weights::of(&book),
            touches: &self.touches,
            cadence: self.cadence,
            is_lost: self.is_lost,
            tolerance: 0,
            clock: WorkingClock { calendar: &calendar, offset: &|_| 0 },
            targets: Targets::of(&book),
            today: today(),
            now: noon(today()),
        })
    }

    fn part(self, part: Part) -> Option<f64> {
        self.score().part(part)
    }
}

fn bought(bought: &[(i32, i64)]) -> Known {
    Known { bought: bought.iter().map(|(days, amount)| (ago(*days), *amount)).collect(), ..Known::default() }
}

fn id(number: u128) -> RecordId {
    RecordId::well_known(200 + number)
}

#[test]
fn the_trend_is_the_last_year_against_the_one_before() {
    let part = |days: &[(i32, i64)]| bought(days).part(Part::Trend);
    assert_eq!(part(&[(730, 0), (729, 100), (364, 80)]), Some(50.0));
    assert_eq!(part(&[(730, 0), (729, 60), (365, 40), (0, 100)]), Some(70.0), "as much as before");
    assert_eq!(part(&[(729, 100), (364, 80)]), None, "two years aren't over");
    assert_eq!(part(&[(730, 100), (364, 80)]), None, "nothing in the year before");
    assert_eq!(part(&[(730, 0), (729, 100), (1, 900)]), Some(100.0));
    assert_eq!(part(&[(730, 0), (729, 100), (1, -900)]), Some(0.0));
}

#[test]
fn silence_costs_from_the_own_gap_on() {
    let part = |days: &[(i32, i64)]| bought(days).part(Part::Rhythm);
    assert_eq!(part(&[(30, 1), (20, 1), (10, 1)]), Some(100.0));
    assert_eq!(part(&[(35, 1), (25, 1), (15, 1)]), Some(75.0));
    assert_eq!(part(&[(100, 1), (90, 1), (80, 1)]), Some(0.0));
    assert_eq!(part(&[(30, 1), (20, 1)]), None);
    assert_eq!(part(&[(30, 1), (20, 1), (10, -1)]), None, "a credit note is no order day");
}

#[test]
fn satisfaction_is_ten_times_the_mean() {
    let interview = |number, mark| {
        let interview = SatisfactionInterview {
            account: Some(ID),
            day: Some(ago(10)),
            contact: Some(id(50 + number)),
            overall: Mark::new(mark),
            ..SatisfactionInterview::default()
        };
        interview.create(id(number))
    };
    let known = Known::default().with(interview(1, 8)).with(interview(2, 9)).with(interview(3, 8));
    assert_eq!(known.part(Part::Satisfaction), Some(83.0));
    assert_eq!(Known::default().part(Part::Satisfaction), None);
}

#[test]
fn complaints_cost_while_they_are_open_and_if_they_were_not_solved() {
    let complaint = |number, due, solved, outcome| {
        let complaint = Complaint {
            account: Some(ID),
            day: Some(ago(100)),
            due,
            solved,
            outcome,
            severity: Some(Severity::Claim),
            ..Complaint::default()
        };
        complaint.create(id(number))
    };
    let open = complaint(1, None, None, None);
    let late = complaint(2, Some(ago(1)), None, None);
    let unsolved = complaint(3, None, Some(ago(5)), Some(CustomerVerdict::NotSolved));
    let part = |edits: Vec<Edit>| Known::default().with(edits).part(Part::Complaints);
    assert_eq!(part(open.clone()), Some(75.0));
    assert_eq!(part(late.clone()), Some(50.0));
    assert_eq!(part(unsolved.clone()), Some(90.0));
    assert_eq!(part([open, late, unsolved].concat()), Some(15.0));
    assert_eq!(part(vec![]), None, "nobody logs anything");
    let touched = |days| Known { touches: vec![ago(days)], ..Known::default() }.part(Part::Complaints);
    assert_eq!((touched(364), touched(365)), (Some(100.0), None));
}

#[test]
fn deliveries_count_from_five_documents_on() {
    let part = |late: usize, on_time: usize| {
        let of = |late| (ago(50), ago(20), Some(if late { ago(19) } else { ago(20) }));
        let deliveries = (0..late).map(|_| of(true)).chain((0..on_time).map(|_| of(false))).collect();
        Known { deliveries, ..Known::default() }.part(Part::Delivery).map(|part| (part * 1e6).round() / 1e6)
    };
    assert_eq!(part(0, 4), None);
    assert_eq!(part(0, 5), Some(100.0));
    assert_eq!(part(1, 5), Some(47.619048), "5 of 6, less 70 %, of 28");
    assert_eq!(part(3, 7), Some(0.0));
}

#[test]
fn answers_count_from_three_requests_on() {
    // The targets are 240 minutes; half of an hour, and a week.
    let request = |number: u128, minutes| {
        let received = Wall::new(date(1998, 4, 20), 9 * 60).number();
        let at = |minutes| Some(Instant::new(received + minutes, 0));
        let request = Request { account: Some(ID), received: at(0), answered: at(minutes), ..Request::default() };
        request.create(id(number))
    };
    let two = || [request(1, 30), request(2, 7 * 1_440)].concat();
    assert_eq!(Known::default().with(two()).part(Part::Responsiveness), None);
    let three = Known::default().with(two()).with(request(3, 30));
    assert_eq!(three.part(Part::Responsiveness), Some(100.0 * (2.0 / 3.0)));
}

#[test]
fn coverage_asks_four_things() {
    let person = |number: u128, roles: &[BuyingRole], rank| {
        let contact = Contact {
            account: Some(ID),
            roles: roles.iter().copied().collect(),
            rank: Some(rank),
            ..Contact::default()
        };
        contact.create(id(number))
    };
    let tie = |number: u128, contact: u128, colleague: u128, strength| {
        let tie = Tie {
            account: Some(ID),
            contact: Some(id(contact)),
            colleague: Some(id(colleague)),
            strength: Some(strength),
            ..Tie::default()
        };
        tie.create(id(number))
    };
    let part = |edits: &[Vec<Edit>]| Known::default().with(edits.concat()).part(Part::Coverage);
    let (decider, user) = (person(1, &[BuyingRole::Decider], Rank::Top), person(2, &[BuyingRole::User], Rank::Working));
    assert_eq!(part(&[]), Some(0.0));
    assert_eq!(part(std::slice::from_ref(&decider)), Some(25.0));
    assert_eq!(part(&[decider.clone(), user.clone()]), Some(50.0), "and two levels");
    let weak = [decider.clone(), user.clone(), tie(3, 1, 60, Strength::Weak), tie(4, 2, 61, Strength::Close)];
    assert_eq!(part(&weak), Some(75.0), "and two of ours");
    let good = [decider, user, tie(3, 1, 60, Strength::Good), tie(4, 2, 61, Strength::Close)];
    assert_eq!(part(&good), Some(100.0));
}

#[test]
fn contact_falls_from_the_ideal_gap_to_twice_the_longest() {
    let part = |days: Option<i32>, since| {
        let touches = days.map(ago).into_iter().collect();
        let cadence = Some(Cadence { ideal: 30, longest: 45, since });
        Known { touches, cadence, ..Known::default() }.part(Part::Contact)
    };
    assert_eq!([30, 60, 90, 200].map(|days| part(Some(days), None)), [Some(100.0), Some(50.0), Some(0.0), Some(0.0)]);
    assert_eq!(part(None, Some(ago(60))), Some(50.0));
    assert_eq!(part(Some(30), Some(ago(60))), Some(100.0));
    assert_eq!(part(None, None), None);
    assert_eq!(Known { touches: vec![today()], ..Known::default() }.part(Part::Contact), None, "no cadence");
}

#[test]
fn promises_count_from_three_on() {
    let promise = |number, outcome| {
        let (due, settled) = (Some(ago(20)), Some(ago(20)));
        let promise = Promise { account: Some(ID), due, outcome: Some(outcome), settled, ..Promise::default() };
        promise.create(id(number))
    };
    let two = || [promise(1, Kept::Kept), promise(2, Kept::Broken)].concat();
    assert_eq!(Known::default().with(two()).part(Part::Promises), None);
    assert_eq!(
        Known::default().with(two()).with(promise(3, Kept::Broken)).part(Part::Promises),
        Some(100.0 * (1.0 / 3.0))
    );
}

/// Steady buying: a trend of 70 and a full rhythm, 40 of 100.
fn steady() -> Known {
    bought(&(0..12).map(|quarter| (quarter * 91 + 5, 100)).collect::<Vec<_>>())
}

fn interview(mark: u8) -> Vec<Edit> {
    let interview = SatisfactionInterview {
        account: Some(ID),
        day: Some(ago(1)),
        contact: Some(id(90)),
        overall: Mark::new(mark),
        ..SatisfactionInterview::default()
    };
    interview.create(id(80))
}

#[test]
fn there_is_no_score_below_half_of_the_weight() {
    let alone = steady().score();
    assert_eq!((alone.part(Part::Trend), alone.part(Part::Rhythm)), (Some(70.0), Some(100.0)));
    assert_eq!((alone.score(), alone.colour()), (None, None), "40, 5 for coverage, and nothing of the file");
    // 20 × 70 + 20 × 100 + 15 × 60 + 5 × 0, over 60.
    let more = steady().with(interview(6)).score();
    assert_eq!((more.score(), more.colour()), (Some(72), Some(HealthColour::Green)));
    // Two that weigh nothing any more: 40 of 80 are enough.
    let weights = vec![("satisfaction".to_owned(), 0), ("coverage".to_owned(), 0)];
    let weighed = steady().with(vec![settings::field::health_weights.set(SETTINGS, weights)]).score();
    assert_eq!(weighed.score(), Some(85));
}

#[test]
fn a_stopper_caps_the_score_and_says_why() {
    let claim = Complaint {
        account: Some(ID),
        day: Some(ago(9)),
        severity: Some(Severity::Claim),
        due: Some(ago(1)),
        ..Complaint::default()
    };
    let hostile = Contact {
        account: Some(ID),
        roles: [BuyingRole::Decider].into_iter().collect(),
        stance: Some(Stance::Opponent),
        ..Contact::default()
    };
    let score = |known: Known| {
        let score = known.with(interview(6)).score();
        (score.score(), score.colour(), score.stoppers)
    };
    let red = Some(HealthColour::Red);
    assert_eq!(score(Known { is_lost: true, ..steady() }), (Some(39), red, vec![Stopper::Lost]));
    assert_eq!(score(steady().with(hostile.create(id(1)))), (Some(39), red, vec![Stopper::DeciderHostile]));
    assert_eq!(score(steady().with(claim.create(id(1)))), (Some(39), red, vec![Stopper::ClaimPastDeadline]));
    let complaint = Complaint { severity: None, ..claim };
    let all = steady().with(complaint.create(id(1))).with(interview(6)).score();
    assert_eq!(all.stoppers, [], "a complaint stops nothing");
}

#[test]
fn colours_change_at_40_and_70() {
    let of = |score| HealthScore {
        parts: Part::ALL.map(|part| (part, None)),
        by_parts: Some(score),
        stoppers: Vec::new(),
        change: None,
    };
    let colours = [39, 40, 69, 70].map(|score| of(score).colour());
    use HealthColour::{Amber, Green, Red};
    assert_eq!(colours, [Red, Amber, Amber, Green].map(Some));
    let arrow = |change| HealthScore { change, ..of(50) }.direction();
    assert_eq!(
        [-5, -4, 4, 5].map(|change| arrow(Some(change))),
        [Some(Direction::Worse), None, None, Some(Direction::Better)]
    );
    assert_eq!(arrow(None), None);
}

#[test]
fn the_mean_is_rounded_half_away() {
    let weights = Weights::default();
    let parts = |trend, rhythm, satisfaction| {
        Part::ALL.map(|part| {
            let value = match part {
                Part::Trend => Some(trend),
                Part::Rhythm => Some(rhythm),
                Part::Satisfaction => Some(satisfaction),
                _ => None,
            };
            (part, value)
        })
    };
    // 55 of 100. A hair below a half, as binary fractions have it, is a half.
    assert_eq!(mean(&parts(50.5, 50.5, 50.5), &weights), Some(51));
    assert_eq!(mean(&parts(50.4999999999999, 50.5, 50.5), &weights), Some(51));
    assert_eq!(mean(&parts(50.49, 50.5, 50.5), &weights), Some(50));
    assert_eq!(mean(&Part::ALL.map(|part| (part, None)), &weights), None);
}

#[test]
fn a_change_is_told_from_what_was_known_91_days_before() {
    // 91 days ago the last answer was 9; now it is 4.
    let then = SatisfactionInterview {
        account: Some(ID),
        day: Some(ago(91)),
        contact: Some(id(90)),
        overall: Mark::new(9),
        ..SatisfactionInterview::default()
    };
    let score = steady().with(then.create(id(81))).with(interview(4)).score();
    // 20 × 70 + 20 × 100 + 15 × 40 over 55, less the same with 90.
    assert_eq!(score.change, Some(73 - 86));
    assert_eq!(score.direction(), Some(Direction::Worse));
    assert_eq!(steady().with(interview(4)).score().change, None, "nobody had been asked then");
}

#[test]
fn a_person_overrules_for_ninety_days_with_a_reason() {
    let said = Account {
        health: Some(HealthColour::Green),
        health_reason: "Their owner told me.".into(),
        health_confirmed: Some(ago(89)),
        ..Account::default()
    };
    let holds = |account: &Account| Overruling::of(account, today()).map(|overruling| overruling.until);
    assert_eq!(holds(&said), Some(today()));
    assert_eq!(holds(&Account { health_confirmed: Some(ago(90)), ..said.clone() }), None);
    assert_eq!(holds(&Account { health_confirmed: Some(ago(-1)), ..said.clone() }), None);
    assert_eq!(holds(&Account { health_reason: " ".into(), ..said.clone() }), None);
    assert_eq!(holds(&Account { health_until: Some(ago(1)), ..said.clone() }), None);
    assert_eq!(holds(&Account { health_until: Some(date(2030, 1, 1)), ..said }), Some(today()));
}

#[test]
fn the_weights_are_a_hundred_and_each_has_a_name_of_its_own() {
    let weights = Weights::of(&Book::default());
    assert_eq!(weights.sum(), 100);
    let codes: std::collections::BTreeSet<_> = Part::ALL.map(Part::code).into();
    assert_eq!(codes.len(), Part::ALL.len());
}
