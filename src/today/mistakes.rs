//! The five mistakes (R11) of one account, and of all key accounts: the checks of
//! [`service::mistakes`](crate::service::mistakes) with the cadence they rest on (C1).

use std::cmp::Reverse;

use super::cadence::{Days, Usual, next_touches};
use crate::analysis::{Analysis, KeyAccount, KeyAccounts};
use crate::book::{Book, BriefingTopic, Cadences, Complaint, Level, RecordId, SETTINGS, account, settings};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::dossier::health::{AsOf, Health};
use crate::dossier::key_account::{types_by_figures, types_of};
use crate::ledger::Ledger;
use crate::service::mistake_limits::Limits;
use crate::service::mistakes::{Mistakes, Seen as SeenOfOne};
use crate::service::on_time::{Asked, Faults};

/// What the checks are made of.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub book: &'a Book,
    pub ledger: &'a Ledger,
    pub analysis: Option<&'a Analysis>,
    /// The day they are made on, and for how many days a fact stays fresh.
    pub as_of: AsOf,
    /// Which days people work on (C4).
    pub is_working: &'a dyn Fn(Date) -> bool,
}

/// The checks, with what those of several accounts have in common.
pub struct Checks<'a> {
    seen: Seen<'a>,
    cadences: Cadences,
    faults: Faults,
    keeps_topics: bool,
    limits: Limits,
}

/// A key account with what is wrong there.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub account: RecordId,
    pub name: String,
    /// Who of ours answers for it.
    pub owner: Option<RecordId>,
    /// What it brought in the last 365 days, in minor units.
    pub value: i128,
    pub mistakes: Mistakes,
}

impl<'a> Checks<'a> {
    pub fn of(seen: Seen<'a>) -> Self {
        let cadences = seen.book.value(SETTINGS, settings::field::cadences);
        let keeps_topics = seen.book.count::<BriefingTopic>() > 0;
        Self { seen, cadences, faults: Faults::of(seen.book), keeps_topics, limits: Limits::of(seen.book) }
    }

    /// Of one account. Only a key account has a cadence. `level`: what figures suggest of it, where that was worked
    /// out before.
    pub fn mistakes(&self, dossier: &Dossier, level: Option<Level>) -> Mistakes {
        let Seen { book, ledger, analysis, as_of, is_working } = self.seen;
        let usual = Usual { level, ..Usual::of(&self.cadences, analysis, ledger) };
        let types = types_of(&dossier.account(), || types_by_figures(analysis, ledger, dossier.id));
        let file = Health::of(dossier, &types, ledger.groups(), as_of);
        let open = dossier.all::<Complaint>().filter(|(_, complaint)| complaint.is_serious()).count();
        let days = Days { today: as_of.today, is_working };
        let key = KeyAccount::of(book, analysis, dossier.id);
        let is_key = key.is_some_and(|found| found.standing.is_key());
        let touches = if is_key { next_touches(dossier, usual, open, days) } else { Vec::new() };
        let overdue = touches.iter().find(|touch| touch.person.is_none() && touch.is_overdue(as_of.today));
        let overdue = overdue.map(|touch| (as_of.today.since(touch.anchor.day()), touch.cadence.longest()));
        Mistakes::of(SeenOfOne {
            dossier,
            ledger,
            faults: &self.faults,
            file: &file,
            overdue,
            keeps_topics: self.keeps_topics,
            limits: self.limits,
            asked: Asked::of(book, as_of.today),
        })
    }

    /// Of all key accounts at which a mistake is made: those with most of them first, then those that bring most,
    /// then by name.
    pub fn all(&self) -> Vec<Checked> {
        let Seen { book, ledger, analysis, as_of, .. } = self.seen;
        let key = KeyAccounts::of(book, analysis);
        let mut all: Vec<Checked> = Dossier::all_of(book)
            .filter(|dossier| key.is_key(dossier.id))
            .map(|dossier| Checked {
                account: dossier.id,
                name: account::field::name.of(dossier.record()),
                owner: account::field::owner.of(dossier.record()),
                value: ledger.last_year(dossier.id, as_of.today),
                mistakes: self.mistakes(&dossier, None),
            })
            .filter(|checked| checked.mistakes.count() > 0)
            .collect();
        all.sort_by_cached_key(|of| (Reverse(of.mistakes.count()), Reverse(of.value), of.name.clone(), of.account));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Config;
    use crate::book::{Interaction, RecordKind, account};
    use crate::calendar::date;
    use crate::dossier::freshness::FRESH_DAYS;
    use crate::service::mistakes::{Evidence, Mistake};
    use crate::today::testing::{ALFA, BETA, PART, World, today};

    fn checked(world: &World) -> Vec<Checked> {
        let ledger = world.ledger();
        let analysis = Analysis::of(&world.book, &ledger, &Config::default());
        let as_of = AsOf { today: today(), fresh: FRESH_DAYS };
        let is_working = &world.working;
        Checks::of(Seen { book: &world.book, ledger: &ledger, analysis: analysis.as_ref(), as_of, is_working }).all()
    }

    fn silence(checked: &Checked) -> Option<Evidence> {
        let found = checked.mistakes.found().find(|(mistake, _)| *mistake == Mistake::Contact);
        found.and_then(|(_, evidence)| evidence.first().cloned())
    }

    /// A lead is to hear from us within 60 days (C1).
    #[test]
    fn a_key_account_nobody_spoke_to_for_longer_than_its_cadence_is_told_with_the_days() {
        let met = |day| Interaction { account: Some(ALFA), day: Some(day), ..Interaction::default() }.create(PART);
        let lead = account::field::level.set(ALFA, Some(crate::book::Level::Lead));
        let world =
            |ago: i32| World::new().key(date(1998, 1, 5)).with(vec![lead.clone()]).with(met(today().plus(-ago)));
        let found = checked(&world(61));
        assert_eq!(found.iter().map(|of| of.account).collect::<Vec<_>>(), [ALFA], "Beta isn't key");
        assert_eq!(found.first().and_then(silence), Some(Evidence::Silent { days: 61, longest: 60 }));
        assert_eq!(checked(&world(60)).first().and_then(silence), None);
    }

    #[test]
    fn who_makes_most_of_them_stands_first_and_the_archive_in_no_list() {
        use account::field::{archived_on, key, key_confirmed};
        let made = |id| {
            vec![key.set(id, Some(crate::book::KeyDecision::Key)), key_confirmed.set(id, Some(today().plus(-200)))]
        };
        let world = World::new().with([made(ALFA), made(BETA)].concat()).sold(1, 500, &[today()]);
        let order = |world: &World| checked(world).iter().map(|of| of.account).collect::<Vec<_>>();
        assert_eq!(order(&world), [BETA, ALFA], "as many, and it brings more");
        let complaint = Complaint { account: Some(ALFA), due: Some(today().plus(-1)), ..Complaint::default() };
        let world = world.with(complaint.create(PART));
        assert_eq!(order(&world), [ALFA, BETA]);
        assert_eq!(order(&world.with(vec![archived_on.set(ALFA, Some(today()))])), [BETA]);
    }
}
