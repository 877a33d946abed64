//! The profile that went stale: what of a key account's file was confirmed too long ago (D6, M17, M18).

use super::cadence::Usual;
use crate::book::kind::{Agenda, DueRule, HistoryWords};
use crate::dossier::Dossier;
use crate::dossier::health::{AsOf, Certainty, Health, Need};
use crate::dossier::key_account::{types_by_figures, types_of};
use crate::glyph::Glyph;
use crate::text::Key;

/// Facts of the file are to be confirmed again.
pub static STALE_PROFILE: DueRule = DueRule {
    code: "stale_profile",
    glyph: Glyph::History,
    agenda: Some(Agenda {
        words: Key::TodayStaleProfile,
        rank: 8,
        ahead: Some(0),
        horizon: 0,
        weight: 0.25,
        without_day: true,
    }),
    history: HistoryWords::USUAL,
};

/// What went stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaleProfile {
    /// How many needs.
    pub count: usize,
    /// The weightiest of them.
    pub first: Need,
}

impl StaleProfile {
    /// `None` while everything that was confirmed is fresh. The last contact and the next step have lines of their
    /// own.
    pub fn of(dossier: &Dossier, usual: Usual<'_>, as_of: AsOf) -> Option<Self> {
        let types = types_of(&dossier.account(), || types_by_figures(usual.analysis, usual.ledger, dossier.id));
        let health = Health::of(dossier, &types, usual.ledger.groups(), as_of);
        let stale = health.with(Certainty::Stale);
        let is_of_the_file = |need: &Need| !matches!(need, Need::LastContact | Need::NextStep);
        let mut stale = stale.into_iter().map(|(need, _)| need).filter(is_of_the_file);
        let first = stale.next()?;
        Some(Self { count: stale.count() + 1, first })
    }
}
