//! C1 by hand.

use super::*;
use crate::book::{
    Account, AccountType, AccountTypes, BuyingRole, BuyingRoles, Cadences, Edit, Level, RecordKind, account, contact,
    interaction,
};
use crate::calendar::date;
use crate::ledger::Ledger;
use crate::today::testing::{ALFA, PART, World};

/// 6 May 1998 was a Wednesday.
fn met(number: u128, day: Date, not_reached: bool) -> Vec<Edit> {
    let id = RecordId::well_known(0x300 + number);
    Interaction { account: Some(ALFA), day: Some(day), not_reached, ..Interaction::default() }.create(id)
}

/// A key account of this level since 5 January 1998, a Monday.
fn key(level: Level) -> World {
    World::new().key(date(1998, 1, 5)).with(vec![account::field::level.set(ALFA, Some(level))])
}

fn due(world: &World, today: Date) -> Option<Date> {
    let found = world.of_rule(TOUCH.code, today);
    assert!(found.len() <= 1, "one line of one account");
    found.first().copied().flatten()
}

#[test]
fn it_is_due_the_ideal_gap_after_the_account_became_key() {
    // 30 days for a lead: 4 February, a Wednesday.
    let world = key(Level::Lead);
    assert_eq!(due(&world, date(1998, 2, 3)), None);
    assert_eq!(due(&world, date(1998, 2, 4)), Some(date(1998, 2, 4)));
    assert_eq!(due(&world, date(1999, 2, 4)), Some(date(1998, 2, 4)), "it grows older");
    let overdue = |day| match world.line(TOUCH.code, day).reason {
        crate::today::Reason::Touch(touch) => touch.is_overdue(day),
        _ => false,
    };
    // 60 days at the longest: 6 March.
    assert_eq!((overdue(date(1998, 3, 6)), overdue(date(1998, 3, 7))), (false, true));
}

#[test]
fn a_touch_sets_it_back_and_one_that_reached_nobody_does_not() {
    let world = key(Level::Lead).with(met(1, date(1998, 3, 2), false));
    assert_eq!(due(&world, date(1998, 3, 31)), None);
    assert_eq!(due(&world, date(1998, 4, 1)), Some(date(1998, 4, 1)));
    let tried = world.with(met(2, date(1998, 4, 6), true)).with(met(3, date(1998, 4, 3), true));
    assert_eq!(due(&tried, date(1998, 4, 7)), Some(date(1998, 4, 1)));
    let tries = |world: &World, day| match world.line(TOUCH.code, day).reason {
        crate::today::Reason::Touch(touch) => touch.tries.map(|tries| (tries.count, tries.first)),
        _ => None,
    };
    assert_eq!(tries(&tried, date(1998, 4, 7)), Some((2, date(1998, 4, 3))));
    assert_eq!(tries(&tried, date(1998, 4, 5)), Some((1, date(1998, 4, 3))), "what is to come was not tried yet");
    let reached = tried.with(met(4, date(1998, 4, 8), false));
    assert_eq!(due(&reached, date(1998, 4, 8)), None);
    assert_eq!(tries(&reached, date(1998, 5, 8)), None, "they are forgotten with the touch");
}

#[test]
fn nothing_is_due_while_something_is_planned_within_the_longest_gap() {
    // Longest from 5 January: 6 March.
    let planned = |day| due(&key(Level::Lead).with(met(1, day, false)), date(1998, 2, 10));
    assert_eq!(planned(date(1998, 2, 11)), None);
    assert_eq!(planned(date(1998, 3, 6)), None);
    assert_eq!(planned(date(1998, 3, 7)), Some(date(1998, 2, 4)), "it comes too late");
    assert_eq!(due(&key(Level::Lead).with(met(1, date(1998, 3, 6), false)), date(1998, 3, 6)), None, "it took place");
}

#[test]
fn on_a_day_off_it_waits_and_the_due_day_stays() {
    // 30 days from Thursday, 8 January: Saturday, 7 February.
    let world = key(Level::Lead).with(met(1, date(1998, 1, 8), false));
    assert_eq!(due(&world, date(1998, 2, 7)), None);
    assert_eq!(due(&world, date(1998, 2, 8)), None);
    assert_eq!(due(&world, date(1998, 2, 9)), Some(date(1998, 2, 7)));
    // What is there already doesn't leave for the weekend.
    assert_eq!(due(&world, date(1998, 2, 14)), Some(date(1998, 2, 7)));
}

#[test]
fn of_several_cadences_the_smallest_gaps_hold() {
    let of = |level, types: &[AccountType]| {
        let account = Account {
            level: Some(level),
            types: types.iter().copied().collect::<AccountTypes>(),
            types_confirmed: Some(date(1998, 1, 1)),
            ..Account::default()
        };
        let (cadences, ledger) = (Cadences::default(), Ledger::default());
        let usual = Usual::of(&cadences, None, &ledger);
        let found = usual.of_account(ALFA, &account, 0);
        (found.ideal(), found.longest())
    };
    use AccountType::{Expert, ImageMaker, Prospect, Provider};
    let levels = [
        (Level::Lead, (30, 60)),
        (Level::MinorBuyer, (90, 180)),
        (Level::MajorBuyer, (30, 45)),
        (Level::MajorAtRisk, (14, 21)),
        (Level::Loyal, (45, 60)),
    ];
    for (level, gaps) in levels {
        assert_eq!(of(level, &[]), gaps);
    }
    let types = [(Provider, (30, 45)), (Prospect, (21, 45)), (ImageMaker, (60, 90)), (Expert, (30, 60))];
    for (kind, gaps) in types {
        assert_eq!(of(Level::MinorBuyer, &[kind]), gaps);
    }
    assert_eq!(of(Level::Loyal, &[Expert]), (30, 60), "the ideal of one, the longest of both");
    assert_eq!(of(Level::Lead, &[Prospect, ImageMaker]), (21, 45));
}

#[test]
fn what_is_usual_is_a_setting_and_an_account_has_its_own() {
    use crate::book::{OwnCadence, SETTINGS, settings};
    let usual = Cadences::default().with("lead", Some(Cadence::new(7, 14)));
    let world = key(Level::Lead).with(vec![settings::field::cadences.set(SETTINGS, usual)]);
    assert_eq!(due(&world, date(1998, 1, 12)), Some(date(1998, 1, 12)));
    // Set on 2 February: nobody is late for what was asked before.
    let own = OwnCadence { ideal: 3, longest: 5, set: date(1998, 2, 2) };
    let world = world.with(vec![account::field::cadence.set(ALFA, Some(own))]);
    assert_eq!(due(&world, date(1998, 2, 4)), None);
    assert_eq!(due(&world, date(1998, 2, 5)), Some(date(1998, 2, 5)));
}

#[test]
fn an_account_that_is_not_key_has_no_cadence() {
    let touched = met(1, date(1998, 1, 5), false);
    assert_eq!(due(&World::new().with(touched.clone()), date(1998, 5, 6)), None);
    // Suggested by size, and nobody decided: a touch is a day to reckon from, the import is none.
    let suggested = World::new().sold(0, 100, &[date(1997, 5, 5)]);
    assert_eq!(suggested.lines(date(1998, 5, 6)), [], "calm on the first day");
    assert!(due(&suggested.with(touched), date(1998, 5, 6)).is_some());
}

#[test]
fn who_decides_is_spoken_to_as_well() {
    let person = |roles: &[BuyingRole]| {
        let contact = Contact {
            account: Some(ALFA),
            name: "Ana".into(),
            roles: roles.iter().copied().collect::<BuyingRoles>(),
            ..Contact::default()
        };
        key(Level::MinorBuyer).with(contact.create(PART))
    };
    // Both the account and Ana, 90 days after 5 January.
    let both = [Some(date(1998, 4, 5)), Some(date(1998, 4, 5))];
    let decider = person(&[BuyingRole::Decider, BuyingRole::User]);
    assert_eq!(decider.of_rule(TOUCH.code, date(1998, 4, 6)), both);
    assert_eq!(person(&[BuyingRole::User]).of_rule(TOUCH.code, date(1998, 4, 6)), both[..1]);
    // A touch she took no part in sets the account back, and her not.
    let touched = decider.with(met(1, date(1998, 3, 2), false));
    assert_eq!(touched.of_rule(TOUCH.code, date(1998, 4, 6)), both[..1]);
    let id = RecordId::well_known(0x301);
    let with_her = touched.clone().with(vec![interaction::field::contacts.set(id, vec![PART])]);
    assert_eq!(with_her.of_rule(TOUCH.code, date(1998, 4, 6)), []);
    let left = touched.with(vec![contact::field::left.set(PART, Some(date(1998, 4, 1)))]);
    assert_eq!(left.of_rule(TOUCH.code, date(1998, 4, 6)), []);
}

#[test]
fn cadences_are_kept_under_codes_of_their_own() {
    let codes: std::collections::BTreeSet<_> = CadenceFor::all().map(CadenceFor::code).collect();
    assert_eq!(codes.len(), CadenceFor::all().count());
}
