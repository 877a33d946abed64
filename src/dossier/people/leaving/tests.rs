//! What is lost, handed over, kept and undone when a person goes.

use super::super::testing::{Account, id};
use super::super::{Forest, may_report_to};
use super::*;
use crate::book::{Influence, Strength};
use crate::calendar::date;
use proptest::prelude::*;

const DAY: fn() -> Date = || date(1998, 5, 6);

fn roles(of: &[BuyingRole]) -> BuyingRoles {
    of.iter().copied().collect()
}

/// Paul buys, reports to Katharina, sways Eva; Josef reports to him and sways him.
fn purchasing() -> (Account, [RecordId; 4], RecordId) {
    let mut account = Account::default();
    let [margaret] = account.colleagues(["Margaret"]);
    let [katharina, paul, eva, josef] = account.people(["Katharina", "Paul", "Eva", "Josef"]);
    account.reports(paul, katharina);
    account.reports(josef, paul);
    account.edit(paul, |p| {
        (p.roles, p.influences) = (roles(&[BuyingRole::Buyer, BuyingRole::Gatekeeper]), vec![eva]);
        (p.unit, p.function, p.rank) = ("Purchasing".into(), "Head of purchasing".into(), Some(Rank::Middle));
        p.influence = Some(Influence::High);
    });
    account.edit(josef, |p| (p.influences, p.rank) = (vec![paul], Some(Rank::Working)));
    account.edit(eva, |p| (p.roles, p.rank) = (roles(&[BuyingRole::Gatekeeper]), Some(Rank::Middle)));
    account.tie(paul, margaret, Strength::Close);
    account.promise(paul, "A sample");
    (account, [katharina, paul, eva, josef], margaret)
}

#[test]
fn what_goes_with_a_person_is_seen_before() {
    let (account, [katharina, paul, eva, josef], _) = purchasing();
    let people = account.seen_on(DAY());
    let loss = Loss::of(&account.dossier(), &people, paul).expect("Paul");
    assert_eq!((loss.roles, loss.shared_roles), (vec![BuyingRole::Buyer], vec![BuyingRole::Gatekeeper]));
    assert_eq!(loss.cut_off, ["Margaret"]);
    assert_eq!((loss.reports, loss.sways, loss.swayed_by), (vec![josef], vec![eva], vec![josef]));
    assert_eq!((loss.unit.as_deref(), loss.rank), (Some("Purchasing"), None), "Eva stands on the same level");
    assert_eq!(loss.promises, ["A sample"]);
    let of = |id| Loss::of(&account.dossier(), &people, id).map(|loss| loss.is_nothing());
    assert_eq!((of(paul), of(katharina), of(id(99))), (Some(false), Some(false), None));
    let mut account = Account::default();
    let [new] = account.people([""]);
    let loss = Loss::of(&account.dossier(), &account.seen_on(DAY()), new);
    assert!(loss.is_some_and(|loss| loss.is_nothing()));
}

#[test]
fn a_part_is_handed_over_and_all_is_undone_at_once() {
    let (mut account, [katharina, paul, eva, josef], _) = purchasing();
    let before = account.book.clone();
    let undo = account.apply(edits(&account.dossier(), paul, Going::Deleted, &Part::To(eva)));
    let heir = account.contact(eva);
    assert_eq!(heir.roles, roles(&[BuyingRole::Buyer, BuyingRole::Gatekeeper]));
    assert_eq!((heir.influence, heir.influences), (Some(Influence::High), vec![]), "nobody sways themselves");
    let josef_now = account.contact(josef);
    assert_eq!((josef_now.reports_to, josef_now.influences), (Some(eva), vec![eva]));
    assert_eq!(account.book.count::<Tie>(), 0);
    assert_eq!(account.book.record(paul).map(|record| record.get::<String>("name")), Some("Paul".into()));
    account.apply(undo.edits);
    for id in [katharina, paul, eva, josef] {
        assert_eq!(account.book.get::<Contact>(id), before.get::<Contact>(id));
    }
    assert_eq!(account.book.count::<Tie>(), 1);
}

#[test]
fn whoever_stood_below_steps_up() {
    let (mut account, [katharina, paul, _, josef], _) = purchasing();
    let [below] = account.people(["Below"]);
    account.reports(below, josef);
    account.apply(edits(&account.dossier(), paul, Going::Deleted, &Part::To(below)));
    assert_eq!(account.contact(below).reports_to, Some(katharina));
    assert_eq!(account.contact(josef).reports_to, Some(below));
}

#[test]
fn a_changed_person_is_no_longer_confirmed() {
    let mut account = Account::default();
    let [decider, heir] = account.people(["P", "P"]);
    account.edit(decider, |p| p.roles = roles(&[BuyingRole::Decider]));
    let confirmation = Confirmation { on: date(2024, 1, 1), by: None };
    account.apply([decider, heir].map(|id| Confirmation::edit(id, "contact", "", Some(&confirmation))).into());
    account.apply(edits(&account.dossier(), decider, Going::Left(date(2024, 2, 2)), &Part::To(heir)));
    assert!(account.contact(heir).roles.contains(BuyingRole::Decider));
    assert_eq!(Confirmation::of(account.book.record(heir).unwrap(), ""), None);
}

#[test]
fn a_placeholder_keeps_the_place() {
    let (mut account, [katharina, paul, eva, josef], _) = purchasing();
    let new = id(900);
    account.apply(edits(&account.dossier(), paul, Going::Left(DAY()), &Part::Open(new, "Somebody".into())));
    let somebody = account.contact(new);
    assert!(somebody.placeholder && somebody.name == "Somebody" && somebody.function == "Head of purchasing");
    assert_eq!((somebody.rank, somebody.reports_to), (Some(Rank::Middle), Some(katharina)));
    assert_eq!((somebody.roles.contains(BuyingRole::Buyer), somebody.influences), (true, vec![eva]));
    assert_eq!(account.contact(josef).reports_to, Some(new));
    assert_eq!(account.contact(paul).left, Some(DAY()));
    assert_eq!(account.book.count::<Tie>(), 1, "who left may still be met");
}

#[test]
fn whoever_just_leaves_is_pointed_at_only_while_on_record() {
    let (account, [_, paul, _, josef], _) = purchasing();
    let left = edits(&account.dossier(), paul, Going::Left(DAY()), &Part::Ends);
    assert_eq!(left, [contact::field::left.set(paul, Some(DAY()))]);
    let mut gone = account;
    gone.apply(edits(&gone.dossier(), paul, Going::Deleted, &Part::Ends));
    let josef = gone.contact(josef);
    assert_eq!((josef.reports_to, josef.influences), (None, vec![]));
    assert_eq!(edits(&gone.dossier(), paul, Going::Deleted, &Part::Ends), [], "nobody goes twice");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn handing_over_makes_no_circle_and_loses_no_role(
        bosses in prop::collection::vec(prop::option::of(0usize..12), 2..12),
        who in 0usize..12,
        heir in 0usize..12,
        stays: bool,
    ) {
        let mut account = Account::default();
        let all: Vec<RecordId> = bosses.iter().flat_map(|_| account.people(["X"])).collect();
        for (at, boss) in bosses.iter().enumerate() {
            if let Some(boss) = boss.and_then(|boss| all.get(boss)).filter(|boss| may_report_to(&account.book, all[at], **boss)) {
                account.reports(all[at], *boss);
            }
        }
        let (who, heir) = (all[who % all.len()], all[heir % all.len()]);
        prop_assume!(who != heir);
        account.edit(who, |p| p.roles = roles(&[BuyingRole::Decider]));
        let going = if stays { Going::Left(DAY()) } else { Going::Deleted };
        account.apply(edits(&account.dossier(), who, going, &Part::To(heir)));
        prop_assert!(account.contact(heir).roles.contains(BuyingRole::Decider));
        let lines: Vec<_> = account.book.all::<Contact>().map(|(id, contact)| (id, contact.reports_to)).collect();
        let forest = Forest::of(lines.clone());
        for (id, boss) in lines {
            prop_assert_eq!(forest.boss(id), boss, "no line was cut, so there was no circle");
            prop_assert!(boss != Some(who));
        }
    }
}
