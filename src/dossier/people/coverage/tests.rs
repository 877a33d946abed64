//! Where the holes are, and who knows whom.

use super::super::testing::Account;
use super::*;
use crate::calendar::date;

/// The account of the look.
fn ernst_handel() -> (Account, [RecordId; 5], [RecordId; 3]) {
    let mut account = Account::default();
    let ours = account.colleagues(["Andrew", "Janet", "Margaret"]);
    let theirs = account.people(["Katharina", "Roland", "Paul", "Eva", "Somebody"]);
    let [katharina, roland, paul, eva, somebody] = theirs;
    let places = [
        (katharina, "Management", Rank::Top),
        (roland, "Sales", Rank::Middle),
        (paul, "Purchasing", Rank::Middle),
        (eva, "sales ", Rank::Middle),
        (somebody, "Finance", Rank::Top),
    ];
    for (id, unit, rank) in places {
        account.edit(id, |person| (person.unit, person.rank) = (unit.into(), Some(rank)));
    }
    account.edit(somebody, |person| person.placeholder = true);
    account.tie(katharina, ours[0], Strength::Good);
    account.tie(roland, ours[1], Strength::Close);
    account.tie(eva, ours[0], Strength::Weak);
    account.meet(date(1998, 3, 1), [paul], [ours[2]]);
    (account, theirs, ours)
}

#[test]
fn holes_are_where_somebody_must_be() {
    let (account, ..) = ernst_handel();
    let coverage = Coverage::of(&account.seen_on(date(1998, 5, 6)));
    let covers: Vec<_> =
        coverage.units.iter().map(|unit| (unit.name.as_str(), unit.cells.each_ref().map(|cell| cell.cover))).collect();
    use Cover::*;
    assert_eq!(
        covers,
        [
            ("Management", [One, Free, Free, Free]),
            ("Purchasing", [Free, Untied, Gap, Free]),
            ("Sales", [Free, Several, Gap, Free]),
            ("Finance", [Gap, Free, Free, Free]),
        ]
    );
    assert_eq!((coverage.gaps(), coverage.has_unranked), (3, false));
    let sales = &coverage.units[2].cells[1];
    assert_eq!((sales.people.join(" "), sales.colleagues.join(" ")), ("Roland Eva".into(), "Andrew Janet".into()));
}

#[test]
fn workers_without_a_head_and_people_without_a_place() {
    let mut account = Account::default();
    let [worker, lost] = account.people(["Worker", "Lost"]);
    account.edit(worker, |person| (person.unit, person.rank) = ("Stores".into(), Some(Rank::Working)));
    let coverage = Coverage::of(&account.seen_on(date(1998, 5, 6)));
    use Cover::*;
    let covers: Vec<_> = coverage.units.iter().map(|unit| unit.cells.each_ref().map(|cell| cell.cover)).collect();
    assert_eq!(covers, [[Free, Gap, Untied, Free], [Free, Free, Free, Untied]]);
    assert!(coverage.has_unranked && coverage.units[1].name.is_empty());
    account.edit(lost, |person| person.left = Some(date(1998, 1, 1)));
    assert!(!Coverage::of(&account.seen_on(date(1998, 5, 6))).has_unranked, "who left covers nothing");
}

#[test]
fn no_gap_where_no_unit_is_known() {
    let mut account = Account::default();
    let [person] = account.people(["P"]);
    account.edit(person, |person| person.rank = Some(Rank::Middle));
    assert_eq!(Coverage::of(&account.seen_on(date(2024, 1, 1))).gaps(), 0);
}

#[test]
fn each_pair_of_people_is_a_tie_a_meeting_or_a_hole() {
    let (account, theirs, ours) = ernst_handel();
    let people = account.seen_on(date(1998, 5, 6));
    let sides =
        Sides::of(&people, |id| account.book.get::<crate::book::Colleague>(id).map(|c| c.name).unwrap_or_default());
    assert_eq!(sides.ours.iter().map(|ours| ours.id).collect::<Vec<_>>(), ours, "most ties first");
    let alone: Vec<_> = sides.ours.iter().map(|ours| ours.alone.len()).collect();
    assert_eq!(alone, [2, 1, 0]);
    let row = |id| sides.theirs.iter().find(|row| row.id == id).map(|row| row.known.clone());
    assert_eq!(row(theirs[0]), Some(vec![Link::Tie(Some(Strength::Good)), Link::None, Link::None]));
    assert_eq!(row(theirs[2]), Some(vec![Link::None, Link::None, Link::Met]));
    assert_eq!(row(theirs[4]), None, "nobody can know a placeholder");
}
