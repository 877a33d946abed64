//! The health of a relationship: ten parts a person can see and weigh, what stops it, and whether it gets better
//! (L5, C10). (`dossier::health` is that of the file.)
//!
//! **Invariant:** a part without data is left out and never neutral; what it rests on is known as of a day.

mod parts;
#[cfg(test)]
mod tests;

use super::non_conformities::Tally;
use super::requests::Targets;
use crate::book::{
    Account, Book, BuyingRole, Colleagues, Complaint, Contact, HealthColour, SETTINGS, Stance, settings,
};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::health::Health;
use crate::ledger::Ledger;
use crate::working_time::{Instant, WorkingClock};

/// A part of the score, in the order they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What they bring, against a year before.
    Trend,
    /// Silence against their own gap between orders.
    Rhythm,
    Satisfaction,
    Complaints,
    /// Promised documents on time.
    Delivery,
    /// Requests answered in time.
    Responsiveness,
    /// Whom we know, on which levels, and who of ours.
    Coverage,
    /// When we last had to do with them.
    Contact,
    /// Promises of ours that were kept.
    Promises,
    /// What of the file isn't stale.
    Freshness,
}

impl Part {
    pub const ALL: [Self; 10] = [
        Self::Trend,
        Self::Rhythm,
        Self::Satisfaction,
        Self::Complaints,
        Self::Delivery,
        Self::Responsiveness,
        Self::Coverage,
        Self::Contact,
        Self::Promises,
        Self::Freshness,
    ];

    /// Its name in storage and for other programs; never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Trend => "trend",
            Self::Rhythm => "rhythm",
            Self::Satisfaction => "satisfaction",
            Self::Complaints => "complaints",
            Self::Delivery => "delivery",
            Self::Responsiveness => "responsiveness",
            Self::Coverage => "coverage",
            Self::Contact => "contact",
            Self::Promises => "promises",
            Self::Freshness => "freshness",
        }
    }

    /// What it weighs unless a setting says otherwise; together 100.
    fn usual_weight(self) -> u32 {
        match self {
            Self::Trend | Self::Rhythm => 20,
            Self::Satisfaction | Self::Complaints => 15,
            Self::Delivery => 10,
            Self::Responsiveness | Self::Coverage | Self::Contact => 5,
            Self::Promises => 3,
            Self::Freshness => 2,
        }
    }

    /// Whether it can be told as of an earlier day: people and the file say how they are, not how they were.
    fn is_dated(self) -> bool {
        !matches!(self, Self::Coverage | Self::Freshness)
    }
}

/// What each part weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights([u32; Part::ALL.len()]);

impl Default for Weights {
    fn default() -> Self {
        Self(Part::ALL.map(Part::usual_weight))
    }
}

impl Weights {
    /// What the book's settings say; what they don't is as usual.
    pub fn of(book: &Book) -> Self {
        let set = book.value(SETTINGS, settings::field::health_weights);
        let weight = |part: Part| set.iter().find(|(code, _)| code == part.code()).map(|(_, weight)| *weight);
        Self(Part::ALL.map(|part| weight(part).unwrap_or(part.usual_weight())))
    }

    pub fn get(&self, part: Part) -> u32 {
        self.iter().find(|(of, _)| *of == part).map_or(0, |(_, weight)| weight)
    }

    fn iter(&self) -> impl Iterator<Item = (Part, u32)> {
        Part::ALL.into_iter().zip(self.0)
    }

    fn sum(&self) -> u64 {
        self.0.iter().map(|weight| u64::from(*weight)).sum()
    }
}

/// How often an account is to be touched (C1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// Days after the last touch within which all is well.
    pub ideal: i32,
    /// Days after the last touch at most.
    pub longest: i32,
    /// The day it counts from where there was no touch yet.
    pub since: Option<Date>,
}

/// All that a score rests on.
pub struct Sources<'a> {
    pub dossier: &'a Dossier,
    pub ledger: &'a Ledger,
    /// Ours, who of whom is the same.
    pub colleagues: &'a Colleagues,
    /// The file, for how fresh it is.
    pub file: &'a Health,
    pub weights: Weights,
    /// Days of the touches with the account (C1), in any order.
    pub touches: &'a [Date],
    /// `None` for an account that has none.
    pub cadence: Option<Cadence>,
    /// Whether it is presumed lost or lost (C12).
    pub is_lost: bool,
    /// Days after the promised one on which a delivery is still on time.
    pub tolerance: u32,
    pub clock: WorkingClock<'a>,
    pub targets: Targets,
    /// The day it is read on.
    pub today: Date,
    /// The minute of it by which what is open is judged.
    pub now: Instant,
}

/// What holds a score down, whatever the parts say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stopper {
    ClaimPastDeadline,
    /// Presumed lost, or lost.
    Lost,
    /// Somebody who decides is against us.
    DeciderHostile,
}

impl Stopper {
    /// Its name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::ClaimPastDeadline => "claim_past_deadline",
            Self::Lost => "lost",
            Self::DeciderHostile => "decider_hostile",
        }
    }
}

/// No score is better than this while something stops it.
const STOPPED: u32 = 39;

/// How an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Better,
    Worse,
}

/// From so many points on a change is one.
const CHANGE: i32 = 5;

/// So many days before, for the change.
const BEFORE: i32 = 91;

/// How healthy a relationship is.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthScore {
    /// 0 to 100 each; `None`: nothing is known of it.
    pub parts: [(Part, Option<f64>); Part::ALL.len()],
    /// 0 to 100, as the parts say; `None` if those that are known weigh less than half.
    pub by_parts: Option<u32>,
    pub stoppers: Vec<Stopper>,
    /// Points since 91 days before, by the parts that can be told as of then.
    pub change: Option<i32>,
}

impl HealthScore {
    pub fn of(sources: &Sources) -> Self {
        let parts = Part::ALL.map(|part| (part, parts::part(sources, part, sources.today)));
        let dated = |(part, value): (Part, Option<f64>)| (part, value.filter(|_| part.is_dated()));
        let before = Part::ALL.map(|part| {
            (part, if part.is_dated() { parts::part(sources, part, sources.today.plus(-BEFORE)) } else { None })
        });
        let points =
            |parts: [(Part, Option<f64>); Part::ALL.len()]| mean(&parts, &sources.weights).map(|score| score as i32);
        let change = points(parts.map(dated)).zip(points(before)).map(|(now, before)| now - before);
        Self { by_parts: mean(&parts, &sources.weights), stoppers: stoppers(sources), parts, change }
    }

    /// 0 to 100; with a stopper 39 at most. `None` if too little is known.
    pub fn score(&self) -> Option<u32> {
        self.by_parts.map(|score| if self.stoppers.is_empty() { score } else { score.min(STOPPED) })
    }

    pub fn part(&self, part: Part) -> Option<f64> {
        self.parts.iter().find(|(of, _)| *of == part).and_then(|(_, value)| *value)
    }

    /// By the score; `None` if there is none.
    pub fn colour(&self) -> Option<HealthColour> {
        self.score().map(|score| match score {
            0..40 => HealthColour::Red,
            40..70 => HealthColour::Amber,
            _ => HealthColour::Green,
        })
    }

    /// `None` if it stays about the same, or nobody knows.
    pub fn direction(&self) -> Option<Direction> {
        match self.change? {
            CHANGE.. => Some(Direction::Better),
            ..=-5 => Some(Direction::Worse),
            _ => None,
        }
    }
}

/// The weighted mean of the parts that are known, rounded half away from zero; `None` if they weigh less than half of
/// all.
fn mean(parts: &[(Part, Option<f64>)], weights: &Weights) -> Option<u32> {
    let known = || parts.iter().filter_map(|(part, value)| Some((f64::from(weights.get(*part)), (*value)?)));
    let weight: f64 = known().map(|(weight, _)| weight).sum();
    if weight <= 0.0 || weight * 2.0 < weights.sum() as f64 {
        return None;
    }
    let sum: f64 = known().map(|(weight, value)| weight * value).sum();
    // A half that binary fractions miss by a hair is one all the same.
    Some((sum / weight * 1e9).round() / 1e9).map(|mean| mean.round() as u32)
}

fn stoppers(sources: &Sources) -> Vec<Stopper> {
    let Sources { dossier, today, .. } = sources;
    let complaints: Vec<Complaint> = dossier.all::<Complaint>().map(|(_, complaint)| complaint).collect();
    let hostile = dossier.all::<Contact>().any(|(_, contact)| {
        let decides = contact.roles.contains(BuyingRole::Decider) && contact.stance == Some(Stance::Opponent);
        decides && !contact.placeholder && contact.is_there(*today)
    });
    let all = [
        (Tally::of(&complaints, *today).claims_past_deadline > 0, Stopper::ClaimPastDeadline),
        (sources.is_lost, Stopper::Lost),
        (hostile, Stopper::DeciderHostile),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, stopper)| stopper).collect()
}

/// What a person says of an account's health for a while, whatever the score is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruling {
    pub colour: HealthColour,
    /// In that person's words.
    pub reason: String,
    /// The last day it holds.
    pub until: Date,
}

/// For so many days it holds at most, the first one counted.
pub const AT_MOST: i32 = 90;

impl Overruling {
    /// The one that holds for an account on a day: it has a reason, and ends after 90 days, or sooner.
    pub fn of(account: &Account, today: Date) -> Option<Self> {
        let (colour, from) = account.health.zip(account.health_confirmed)?;
        let reason = account.health_reason.trim();
        let last = from.plus(AT_MOST - 1);
        let until = account.health_until.map_or(last, |until| until.min(last));
        let holds = from <= today && today <= until && !reason.is_empty();
        holds.then(|| Self { colour, reason: reason.to_owned(), until })
    }
}
