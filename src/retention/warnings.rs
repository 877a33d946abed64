//! Early warnings (L5): accounts that still buy and show a sign that they may stop, by what is at stake.
//!
//! A sign says what it was read from. Where an account was as quiet in the same weeks of the year before, that is its
//! season and no alarm.

mod fall_record;
mod groups;
mod known;
mod quiet;

use super::criteria::{Criteria, FallRule};
use super::standings::Standings;
use crate::analysis::behaviour::{LEAST, Shift, Silence, Warning as Slowing, slowing};
use crate::analysis::losses::State;
use crate::analysis::within;
use crate::book::{Book, RecordId, Severity};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::{Ledger, Sale};
use crate::service::on_time::{Asked, Faults, Followed};

pub use fall_record::{FallRecord, FallRecording};
pub use groups::{SilentGroup, silent_groups};
pub use quiet::is_season;

/// Something that shows that an account may be lost, with what it was read from. Money in minor units.
#[derive(Clone, Debug, PartialEq)]
pub enum Sign {
    /// The alarm rings (C12a).
    Silent(Silence),
    /// It brings less than the criterion allows: in so many days, against as many before.
    FallingVolume { earlier: i128, later: i128, days: u32 },
    /// Its median gap is longer by half, or more (M13).
    LongerGaps(Shift),
    /// Its orders are a fifth smaller, or more (M13).
    SmallerBasket(Shift),
    /// It buys no more of a product group, though it still buys (C12).
    GroupLost(SilentGroup),
    /// A complaint or a claim is open.
    Complaint { record: RecordId, severity: Severity, day: Option<Date>, is_late: bool },
    /// Somebody who knew us left.
    ContactLeft { person: RecordId, day: Date },
    /// Nobody of ours spoke with anybody there for long.
    ContactSilent { last: Date },
    /// Its last order came late by our doing.
    Late(Followed),
    /// A step that was planned is open past its day; of how many.
    PlanBehind { record: RecordId, due: Date, count: usize },
    /// A competitor is there by contract, or a danger.
    Competitor { record: RecordId, competitor: Option<RecordId>, until: Option<Date> },
    /// A tender went to a competitor lately.
    TenderLost { record: RecordId, winner: Option<RecordId>, day: Date },
}

impl Sign {
    /// Its name for other programs; never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Silent(_) => "silent",
            Self::FallingVolume { .. } => "falling_volume",
            Self::LongerGaps(_) => "longer_gaps",
            Self::SmallerBasket(_) => "smaller_basket",
            Self::GroupLost(_) => "group_lost",
            Self::Complaint { .. } => "complaint",
            Self::ContactLeft { .. } => "contact_left",
            Self::ContactSilent { .. } => "contact_silent",
            Self::Late(_) => "late_delivery",
            Self::PlanBehind { .. } => "plan_behind",
            Self::Competitor { .. } => "competitor",
            Self::TenderLost { .. } => "tender_lost",
        }
    }

    /// Whether all that the account brings is at stake: it stays away, or was let wait past the day it was promised.
    fn is_of_all(&self) -> bool {
        matches!(self, Self::Silent(_) | Self::FallingVolume { .. } | Self::Complaint { is_late: true, .. })
    }

    /// Which part of what it brings is at stake, 0 to 1: by how much it buys less at a time, or more rarely.
    fn shortfall(&self) -> Option<f64> {
        match self {
            Self::SmallerBasket(shift) => Some(1.0 - shift.later.value / shift.earlier.value),
            Self::LongerGaps(shift) => Some(1.0 - shift.earlier.value / shift.later.value),
            _ => None,
        }
    }
}

/// An account that shows signs.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    pub account: RecordId,
    pub state: State,
    /// The most that one of the signs puts at stake, 0 where no figure follows from any of them; and what the account
    /// brought in all in the last 365 days. In minor units.
    pub at_stake: i128,
    pub value: i128,
    pub signs: Vec<Sign>,
    /// What looks like a sign and is its season: it was as quiet in the same weeks of the year before.
    pub season: Vec<Sign>,
}

impl Warning {
    /// Whether it is quiet by season alone.
    pub fn is_season(&self) -> bool {
        self.signs.is_empty()
    }

    fn of(account: RecordId, state: State, value: i128, signs: Vec<Sign>, season: Vec<Sign>) -> Self {
        let of_groups = signs.iter().filter_map(|sign| match sign {
            Sign::GroupLost(group) => Some(group.value.max(0)),
            _ => None,
        });
        // A group may have been bought before the last year, too.
        let of_groups: i128 = of_groups.sum();
        let of_slower = signs.iter().filter_map(Sign::shortfall).fold(0.0, f64::max);
        // Money is exact, and a share of it as exact as shares are.
        let of_slower = (value as f64 * of_slower.clamp(0.0, 1.0)).round() as i128;
        let of_all = if signs.iter().any(Sign::is_of_all) { value } else { 0 };
        let at_stake = of_groups.max(of_slower).max(of_all);
        Self { account, state, at_stake, value, signs, season }
    }
}

/// What warnings are read from.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub book: &'a Book,
    pub ledger: &'a Ledger,
    pub standings: &'a Standings,
    pub criteria: Criteria,
    /// The day the book is read on.
    pub today: Date,
}

/// Warnings on their way, account by account.
pub struct Warnings {
    /// The accounts to be looked at, the next one last.
    waiting: Vec<RecordId>,
    faults: Faults,
    /// With the name of the account, by which equals are sorted.
    found: Vec<(Warning, String)>,
}

impl Warnings {
    pub fn begin(seen: Seen<'_>) -> Self {
        let standing = seen.standings.of.iter().filter(|(_, standing)| standing.state.still_buys());
        Self { waiting: standing.map(|(id, _)| *id).collect(), faults: Faults::of(seen.book), found: Vec::new() }
    }

    /// Goes on by so many accounts; once all are looked at, the warnings, by what is at stake, then by what the
    /// account brings, then by name. What is seen stays the same.
    pub fn step(&mut self, seen: Seen<'_>, accounts: usize) -> Option<Vec<Warning>> {
        for _ in 0..accounts {
            let Some(id) = self.waiting.pop() else { break };
            self.found.extend(warning(id, seen, &self.faults).map(|found| (found, seen.book.name(id))));
        }
        if !self.waiting.is_empty() {
            return None;
        }
        let mut found = std::mem::take(&mut self.found);
        found.sort_by(|(one, name), (other, other_name)| {
            let stakes = (other.at_stake, other.value).cmp(&(one.at_stake, one.value));
            stakes.then_with(|| name.cmp(other_name))
        });
        Some(found.into_iter().map(|(warning, _)| warning).collect())
    }

    /// All at once.
    pub fn all(seen: Seen<'_>) -> Vec<Warning> {
        let mut warnings = Self::begin(seen);
        warnings.step(seen, usize::MAX).unwrap_or_default()
    }
}

fn warning(id: RecordId, seen: Seen<'_>, faults: &Faults) -> Option<Warning> {
    let Seen { book, ledger, standings, criteria, today } = seen;
    let standing = standings.get(id)?;
    let until = standings.until;
    let all = ledger.sales(id);
    let sales = all.get(..all.partition_point(|sale| sale.day <= until)).unwrap_or_default();
    let days = standings.days.get(&id)?;
    let first = *days.first()?;
    let (mut signs, mut season) = (Vec::new(), Vec::new());
    if let Some(silence) = Silence::of(sales, until, criteria.silence) {
        let quiet = is_season(days, first, (silence.last.plus(1), until), until);
        if quiet { &mut season } else { &mut signs }.push(Sign::Silent(silence));
    }
    if let Some(sign) = falling(sales, days, criteria, until) {
        let quiet = quiet::fell_a_year_ago(sales, days, criteria.fall, until);
        if quiet { &mut season } else { &mut signs }.push(sign);
    }
    signs.extend(slowing(sales, until).into_iter().filter_map(|found| match found {
        Slowing::LongerGaps(shift) => Some(Sign::LongerGaps(shift)),
        Slowing::ShrinkingBasket(shift) => Some(Sign::SmallerBasket(shift)),
        Slowing::FewerGroups(_) | Slowing::FallingVolume(_) => None,
    }));
    if standing.times().is_some_and(|times| times <= 2.0) {
        signs.extend(silent_groups(sales, until).into_iter().map(Sign::GroupLost));
    }
    let dossier = Dossier::of(book, id);
    signs.extend(dossier.iter().flat_map(|dossier| known::signs(dossier, today)));
    signs.extend(known::late(ledger, id, faults, Asked::of(book, until)));
    if signs.is_empty() && season.is_empty() {
        return None;
    }
    Some(Warning::of(id, standing.state, ledger.last_year(id, until), signs, season))
}

/// What an account brought in the last so many days, against as many before, from three order days in these on.
fn falling(sales: &[Sale], days: &[Date], criteria: Criteria, until: Date) -> Option<Sign> {
    let rule = criteria.fall;
    let stretches = two_stretches(sales, days, rule.days, until)?;
    let (earlier, later, _) = stretches;
    fell(rule, stretches).then_some(Sign::FallingVolume { earlier, later, days: rule.days })
}

/// Whether the sums of two stretches are a fall: from three order days in the earlier one on.
fn fell(rule: FallRule, (earlier, later, orders): (i128, i128, usize)) -> bool {
    orders >= LEAST && rule.is_met(earlier, later)
}

/// The sums of the last so many days and of as many before, and how many order days these had.
fn two_stretches(sales: &[Sale], days: &[Date], length: u32, until: Date) -> Option<(i128, i128, usize)> {
    let length = i32::try_from(length).ok()?;
    let (cut, begin) = (until.plus(-length), until.plus(-2 * length));
    let sum = |span| within(sales, span).iter().map(|sale| i128::from(sale.amount)).sum::<i128>();
    let orders = days.iter().filter(|day| (begin.plus(1)..=cut).contains(day)).count();
    Some((sum((begin.plus(1), cut)), sum((cut.plus(1), until)), orders))
}

#[cfg(test)]
mod tests;
