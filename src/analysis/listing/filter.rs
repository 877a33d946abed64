//! Which accounts a list shows.

use super::{Chosen, Row};
use crate::analysis::losses::State;
use crate::analysis::{AbcClass, Finding, Segment, XyzClass};
use crate::book::{AccountType, Coded, Level, RecordId};

/// Which accounts are wanted. Within a field any of what is chosen will do; each field narrows further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountFilter {
    pub abc: Chosen<AbcClass>,
    pub xyz: Chosen<ClassFilter>,
    /// Key accounts only.
    pub key: bool,
    /// Only those at risk, presumed lost or lost.
    pub at_risk: bool,
    pub types: Chosen<AccountType>,
    pub levels: Chosen<Level>,
    /// How they stand (C12).
    pub states: Chosen<State>,
    /// Those in the archive, and those alone: a list has either.
    pub archived: bool,
    /// Who answers for them.
    pub owner: Owner,
}

/// A class by regularity, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassFilter {
    Is(XyzClass),
    Missing,
}

/// Who of ours answers for what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Owner {
    /// Whoever does, and where nobody does.
    #[default]
    Any,
    Nobody,
    One(RecordId),
}

/// How an address says [`Owner::Nobody`].
const NOBODY: &str = "none";

impl Owner {
    pub fn admits(self, owner: Option<RecordId>) -> bool {
        match self {
            Self::Any => true,
            Self::Nobody => owner.is_none(),
            Self::One(id) => owner == Some(id),
        }
    }

    /// How it is written in an address: nothing for anybody.
    pub fn code(self) -> String {
        match self {
            Self::Any => String::new(),
            Self::Nobody => NOBODY.into(),
            Self::One(id) => id.to_string(),
        }
    }

    /// What isn't understood narrows nothing.
    pub fn of_code(code: &str) -> Self {
        if code == NOBODY { Self::Nobody } else { code.parse().map_or(Self::Any, Self::One) }
    }
}

impl Coded for AbcClass {
    fn all() -> &'static [Self] {
        &Self::ALL
    }

    fn code(self) -> &'static str {
        self.letter()
    }
}

impl ClassFilter {
    pub const ALL: [Self; 4] = [Self::Is(XyzClass::X), Self::Is(XyzClass::Y), Self::Is(XyzClass::Z), Self::Missing];
}

impl Coded for ClassFilter {
    fn all() -> &'static [Self] {
        &Self::ALL
    }

    fn code(self) -> &'static str {
        match self {
            Self::Is(class) => class.letter(),
            Self::Missing => "none",
        }
    }
}

impl AccountFilter {
    /// The accounts of a cell of the matrix.
    pub fn of_cell(segment: Segment) -> Self {
        let xyz = Chosen::only(ClassFilter::Is(segment.xyz));
        Self { abc: Chosen::only(segment.abc), xyz, ..Self::default() }
    }

    /// The accounts that have a class by size and none by regularity.
    pub fn no_xyz() -> Self {
        Self { xyz: Chosen::only(ClassFilter::Missing), ..Self::default() }
    }

    /// Whether the level of an account is asked for, which takes longer to know than the rest.
    pub fn asks_level(self) -> bool {
        !self.levels.is_empty()
    }

    /// Whether it is asked how an account stands, which takes longer to know than the rest.
    pub fn asks_state(self) -> bool {
        self.at_risk || !self.states.is_empty()
    }

    /// Whether an account passes. `asked`: its level, confirmed or suggested, and how it stands, if that is asked for.
    pub fn admits(self, row: &Row, finding: Option<&Finding>, asked: (Option<Level>, Option<State>)) -> bool {
        row.is_archived == self.archived
            && self.abc.admits(finding.and_then(Finding::abc))
            && self.xyz.admits(finding.and_then(regularity))
            && (!self.key || row.key.is_key())
            && (!self.at_risk || asked.1.is_some_and(State::is_endangered))
            && (self.types.is_empty() || row.types.iter().any(|kind| self.types.contains(kind)))
            && self.levels.admits(asked.0)
            && self.states.admits(asked.1)
            && self.owner.admits(row.owner)
    }
}

/// What an account is as to regularity; `None` for what has no class by size either.
pub(super) fn regularity(finding: &Finding) -> Option<ClassFilter> {
    finding.abc()?;
    Some(finding.xyz().map_or(ClassFilter::Missing, ClassFilter::Is))
}
