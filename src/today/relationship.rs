//! The health of relationships (C10) as it is told: with the cadence (C1), and with whom their silence makes
//! presumed lost (C12).

use std::collections::HashMap;

use super::cadence::Usual;
use crate::analysis::{Analysis, KeyAccounts};
use crate::book::{Book, Cadences, Colleagues, Complaint, Interaction, Level, RecordId, SETTINGS, account, settings};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::health::{AsOf, Health};
use crate::dossier::key_account::{types_by_figures, types_of};
use crate::ledger::Ledger;
use crate::retention::criteria::Criteria;
use crate::retention::standings::{all_states, verdicts};
use crate::service::health_score::{Cadence, HealthScore, Sources, Weights};
use crate::service::requests::Targets;
use crate::working_time::{Instant, WorkingClock};

/// What scores rest on that is the same for all accounts of a book.
pub struct Relationships<'a> {
    ledger: &'a Ledger,
    analysis: Option<&'a Analysis>,
    clock: WorkingClock<'a>,
    as_of: AsOf,
    now: Instant,
    cadences: Cadences,
    colleagues: Colleagues,
    weights: Weights,
    targets: Targets,
    tolerance: u32,
}

/// What is known of an account beside its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether it is a key account: others have no cadence.
    pub is_key: bool,
    /// Whether it is presumed lost or lost (C12).
    pub is_away: bool,
    /// The level figures suggest, where it was worked out before: it is read from all of them.
    pub level: Option<Level>,
}

/// What figures say, and when it is asked.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub ledger: &'a Ledger,
    pub analysis: Option<&'a Analysis>,
    pub clock: WorkingClock<'a>,
    /// The day it is read on, and for how many days a fact stays fresh.
    pub as_of: AsOf,
    /// The minute of that day.
    pub now: Instant,
}

impl<'a> Relationships<'a> {
    pub fn of(book: &Book, asked: Asked<'a>) -> Self {
        let Asked { ledger, analysis, clock, as_of, now } = asked;
        Self {
            ledger,
            analysis,
            clock,
            as_of,
            now,
            cadences: book.value(SETTINGS, settings::field::cadences),
            colleagues: Colleagues::of(book),
            weights: Weights::of(book),
            targets: Targets::of(book),
            tolerance: book.value(SETTINGS, settings::field::delivery_tolerance).unwrap_or_default(),
        }
    }

    /// The score of an account; `None` for what isn't one customer (C24).
    pub fn score(&self, dossier: &Dossier, standing: Standing) -> Option<HealthScore> {
        if account::field::stands_for.of(dossier.record()).is_some() {
            return None;
        }
        let today = self.as_of.today;
        let types = types_of(&dossier.account(), || types_by_figures(self.analysis, self.ledger, dossier.id));
        let touches: Vec<Date> = touches(dossier, today);
        Some(HealthScore::of(&Sources {
            dossier,
            ledger: self.ledger,
            colleagues: &self.colleagues,
            file: &Health::of(dossier, &types, self.ledger.groups(), self.as_of),
            weights: self.weights,
            touches: &touches,
            cadence: standing.is_key.then(|| self.cadence(dossier, standing.level)),
            is_lost: standing.is_away,
            tolerance: self.tolerance,
            clock: self.clock,
            targets: self.targets,
            today,
            now: self.now,
        }))
    }

    /// How often a key account is to hear from us, and since when.
    fn cadence(&self, dossier: &Dossier, level: Option<Level>) -> Cadence {
        let usual = Usual { level, ..Usual::of(&self.cadences, self.analysis, self.ledger) };
        let account = dossier.account();
        let complaints = dossier.all::<Complaint>().filter(|(_, complaint)| complaint.is_serious()).count();
        let gaps = usual.of_account(dossier.id, &account, complaints);
        let since = [dossier.key_since(), account.cadence.map(|own| own.set)].into_iter().flatten().max();
        Cadence { ideal: gaps.ideal(), longest: gaps.longest(), since }
    }
}

/// The score of every account of the book but those merged into another.
pub fn all_scores(book: &Book, asked: Asked<'_>) -> HashMap<RecordId, HealthScore> {
    let Asked { ledger, analysis, as_of, .. } = asked;
    let key = KeyAccounts::of(book, analysis);
    let states = all_states(book, ledger, &verdicts(book, as_of.today), Criteria::of(book).loss, as_of.today);
    let relationships = Relationships::of(book, asked);
    let scored = Dossier::all_of(book).filter_map(|dossier| {
        let is_away = states.get(&dossier.id).is_some_and(|state| state.is_away());
        let standing = Standing { is_key: key.is_key(dossier.id), is_away, level: None };
        Some((dossier.id, relationships.score(&dossier, standing)?))
    });
    scored.collect()
}

/// The days somebody had to do with them, up to a day (C1).
fn touches(dossier: &Dossier, today: Date) -> Vec<Date> {
    let interactions = dossier.all::<Interaction>().map(|(_, met)| met);
    interactions.filter(|met| met.is_touch(today)).filter_map(|met| met.day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::book::{Edit, OwnCadence, RecordKind, StandsFor};
    use crate::service::health_score::{Part, Stopper};
    use crate::today::testing::{ALFA, PART, World, noon, today};
    use crate::working_time::WorkingCalendar;

    fn score(world: &World) -> Option<HealthScore> {
        let ledger = world.ledger();
        let analysis = Analysis::of(&world.book, &ledger, &Config::default());
        let asked = Asked {
            ledger: &ledger,
            analysis: analysis.as_ref(),
            clock: WorkingClock { calendar: &WorkingCalendar::default(), offset: &|_| 0 },
            as_of: AsOf { today: today(), fresh: 365 },
            now: noon(today()),
        };
        all_scores(&world.book, asked).remove(&ALFA)
    }

    fn contact(world: &World) -> Option<f64> {
        score(world).and_then(|score| score.part(Part::Contact))
    }

    fn met(days: i32, not_reached: bool) -> Vec<Edit> {
        let day = Some(today().plus(-days));
        Interaction { account: Some(ALFA), day, not_reached, ..Interaction::default() }.create(PART)
    }

    #[test]
    fn contact_goes_by_the_cadence_of_key_accounts() {
        // A lead that became key 60 days ago: 30 days, 60 at the most.
        let key = || World::new().key(today().plus(-60)).with(vec![level()]);
        assert_eq!(contact(&key()), Some(100.0 * 60.0 / 90.0));
        assert_eq!(contact(&key().with(met(10, false))), Some(100.0));
        assert_eq!(contact(&key().with(met(10, true))), Some(100.0 * 60.0 / 90.0), "nobody was reached");
        let own = OwnCadence { ideal: 60, longest: 90, set: today().plus(-60) };
        assert_eq!(contact(&key().with(vec![account::field::cadence.set(ALFA, Some(own))])), Some(100.0));
        assert_eq!(contact(&World::new().with(met(10, false))), None, "others have no cadence");
    }

    fn level() -> Edit {
        account::field::level.set(ALFA, Some(crate::book::Level::Lead))
    }

    #[test]
    fn who_is_presumed_lost_is_stopped() {
        let last = |days: i32| (0..4).map(|weeks| today().plus(-days - weeks * 7)).collect::<Vec<_>>();
        let stoppers = |days| {
            let world = World::new().sold(0, 1, &last(days)).sold(1, 1, &last(0));
            score(&world).map(|score| score.stoppers)
        };
        assert_eq!(stoppers(22), Some(vec![Stopper::Lost]));
        assert_eq!(stoppers(7), Some(vec![]));
    }

    #[test]
    fn what_is_not_one_customer_has_no_health() {
        assert!(score(&World::new()).is_some());
        let many = account::field::stands_for.set(ALFA, Some(StandsFor::Many));
        assert_eq!(score(&World::new().with(vec![many])), None);
    }
}
