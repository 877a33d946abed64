//! How sure a fact is, and how long it stays so (D6, M17).

use crate::book::RecordKind;
use crate::book::{Account, Confirmation, account};
use crate::calendar::Date;

/// After how many days a fact is stale unless a setting says otherwise.
pub const FRESH_DAYS: u32 = 365;

/// How fast a fact changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Never, in practice: when the company was founded.
    Fixed,
    /// Within a year or so: addresses, structure.
    Slow,
    /// Within half of that: people, competitors, plans.
    Quick,
}

impl Pace {
    /// Of a field of a kind of record; of the whole record for an empty name.
    pub fn of(kind: &str, field: &str) -> Self {
        use account::field::{founded, goals, market, prospects, strategy};
        if kind != Account::KIND {
            return Self::Quick;
        }
        match field {
            _ if field == founded.name => Self::Fixed,
            _ if [goals.name, market.name, prospects.name, strategy.name].contains(&field) => Self::Quick,
            _ => Self::Slow,
        }
    }

    /// For how many days a confirmation holds; `None`: for ever.
    pub fn days(self, fresh: u32) -> Option<u32> {
        match self {
            Self::Fixed => None,
            Self::Slow => Some(fresh),
            Self::Quick => Some(fresh / 2),
        }
    }
}

/// How sure something known is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Nobody has confirmed it.
    Assumed,
    Confirmed,
    /// Confirmed too long ago.
    Stale,
}

impl Freshness {
    /// `fresh`: for how many days a slow fact holds.
    pub fn of(confirmation: Option<&Confirmation>, pace: Pace, today: Date, fresh: u32) -> Self {
        let Some(confirmation) = confirmation else { return Self::Assumed };
        let age = today.since(confirmation.on);
        match pace.days(fresh) {
            Some(days) if i64::from(age) > i64::from(days) => Self::Stale,
            _ => Self::Confirmed,
        }
    }
}
