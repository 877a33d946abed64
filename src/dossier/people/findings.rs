//! What stands out about the people of an account (D3, R9). Each finding carries its evidence; its
//! words are made by the page.

use super::coverage::{Cover, Coverage};
use super::{People, Person};
use crate::book::{BuyingRole, RecordId, Stance};
use crate::calendar::Date;

/// For more than so many days nobody has spoken to somebody: that is long for a person with a say.
pub const SILENT_DAYS: i32 = 120;

/// Something to act on.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// Somebody with a say is against us, or doubts us. Those who decide first.
    Against { name: String, roles: Vec<BuyingRole>, stance: Stance },
    /// It is not known who decides.
    NoDecider,
    /// Nobody has spoken for long to those who matter, the longest silence first.
    Silent { name: String, since: Date, others: usize },
    /// Nobody has ever spoken to somebody who matters.
    NeverSpoken { names: Vec<String> },
    /// Only one person is known: with them the account would be gone.
    OnePerson { name: String },
    /// All that is known of them one colleague knows.
    OneColleague { name: String, people: usize },
    /// So many of those who are known only one of ours knows.
    HangOnOne { people: usize, all: usize },
    /// So many of those who are known nobody of ours knows.
    Untied { names: Vec<String>, all: usize },
    /// Units in which nobody is known, or known to any of ours.
    Units { names: Vec<String> },
    /// Nobody is known at the top of the company.
    NobodyAtTop,
}

/// What stands out about decisions.
pub fn of_decisions(people: &People) -> Vec<Finding> {
    let mut found = Vec::new();
    if people.here.is_empty() {
        return found;
    }
    let name = |person: &Person| person.contact.name.clone();
    let mut against: Vec<&Person> = people.known().map(AsRef::as_ref).filter(|person| is_against(person)).collect();
    against.sort_by_key(|person| (!person.decides(), std::cmp::Reverse(person.contact.stance)));
    // Two are a reading; the map shows the others.
    found.extend(against.into_iter().take(2).filter_map(|person| {
        let (roles, stance) = (person.contact.roles.iter().collect(), person.contact.stance?);
        Some(Finding::Against { name: name(person), roles, stance })
    }));
    if !people.known().any(|person| person.contact.roles.contains(BuyingRole::Decider)) {
        found.push(Finding::NoDecider);
    }
    if people.has_history {
        let matters: Vec<_> = people.known().filter(|person| person.matters()).collect();
        let mut silent: Vec<(Date, &Person)> = matters
            .iter()
            .filter_map(|person| Some((person.last.as_ref()?.day, person.as_ref())))
            .filter(|(last, _)| people.day.since(*last) > SILENT_DAYS)
            .collect();
        silent.sort_by_key(|(since, person)| (*since, person.id));
        if let [(since, person), others @ ..] = silent.as_slice() {
            found.push(Finding::Silent { name: name(person), since: *since, others: others.len() });
        }
        let never: Vec<String> =
            matters.iter().filter(|person| person.last.is_none()).map(|person| name(person)).collect();
        if !never.is_empty() {
            found.push(Finding::NeverSpoken { names: never });
        }
    }
    found
}

fn is_against(person: &Person) -> bool {
    matches!(person.contact.stance, Some(Stance::Opponent | Stance::Sceptic)) && person.matters()
}

/// What stands out about who is known by whom.
pub fn of_coverage(people: &People, coverage: &Coverage) -> Vec<Finding> {
    let known: Vec<_> = people.known().collect();
    let mut found = Vec::new();
    let Some(first) = known.first() else { return found };
    if known.len() == 1 {
        found.push(Finding::OnePerson { name: first.contact.name.clone() });
    }
    let tied: Vec<_> = known.iter().filter(|person| !person.ties.is_empty()).collect();
    let mut colleagues: Vec<(RecordId, &str)> =
        tied.iter().flat_map(|person| &person.ties).map(|tie| (tie.colleague, tie.name.as_str())).collect();
    colleagues.sort_unstable();
    colleagues.dedup();
    let hanging = tied.iter().filter(|person| person.ties.len() == 1).count();
    match colleagues.as_slice() {
        [(_, name)] if tied.len() > 1 => {
            found.push(Finding::OneColleague { name: (*name).into(), people: tied.len() });
        }
        _ if hanging > 0 && known.len() > 1 => found.push(Finding::HangOnOne { people: hanging, all: known.len() }),
        _ => {}
    }
    if tied.len() < known.len() {
        let names = known.iter().filter(|person| person.ties.is_empty()).map(|person| person.contact.name.clone());
        found.push(Finding::Untied { names: names.collect(), all: known.len() });
    }
    let is_dark = |cell: &super::coverage::Cell| matches!(cell.cover, Cover::Gap | Cover::Free);
    let dark = coverage.units.iter().filter(|unit| !unit.name.is_empty() && unit.cells.iter().all(is_dark));
    let names: Vec<String> = dark.map(|unit| unit.name.clone()).collect();
    if !names.is_empty() {
        found.push(Finding::Units { names });
    }
    let has_ranks = known.iter().any(|person| person.contact.rank.is_some());
    if has_ranks && !known.iter().any(|person| person.contact.rank == Some(crate::book::Rank::Top)) {
        found.push(Finding::NobodyAtTop);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::Account;
    use super::*;
    use crate::book::{Influence, Rank, Strength};
    use crate::calendar::date;

    const DAY: fn() -> Date = || date(1998, 5, 6);

    fn coverage(account: &Account) -> Vec<Finding> {
        let people = account.seen_on(DAY());
        of_coverage(&people, &Coverage::of(&people))
    }

    fn decisions(account: &Account) -> Vec<Finding> {
        of_decisions(&account.seen_on(DAY()))
    }

    #[test]
    fn nothing_stands_out_where_nobody_is() {
        let account = Account::default();
        assert_eq!((decisions(&account), coverage(&account)), (vec![], vec![]));
    }

    #[test]
    fn opponents_with_a_say_come_first() {
        let mut account = Account::default();
        let [sceptic, buyer, decider, bystander] = account.people(["Sceptic", "Buyer", "Decider", "Bystander"]);
        account.edit(sceptic, |p| (p.stance, p.influence) = (Some(Stance::Sceptic), Some(Influence::High)));
        for (id, role) in [(buyer, BuyingRole::Buyer), (decider, BuyingRole::Decider)] {
            account.edit(id, |p| (p.stance, p.roles) = (Some(Stance::Opponent), [role].into_iter().collect()));
        }
        account.edit(bystander, |p| p.stance = Some(Stance::Opponent));
        let names: Vec<_> = decisions(&account)
            .into_iter()
            .map(|finding| match finding {
                Finding::Against { name, .. } => name,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(names, ["Decider", "Buyer"], "whoever decides first, and whoever has no say is no danger");
    }

    #[test]
    fn a_placeholder_decides_nothing_that_is_known() {
        let mut account = Account::default();
        let [somebody] = account.people(["Somebody"]);
        account.edit(somebody, |p| {
            (p.placeholder, p.roles) = (true, [BuyingRole::Decider].into_iter().collect());
        });
        assert_eq!(decisions(&account), [Finding::NoDecider]);
        account.edit(somebody, |p| p.placeholder = false);
        assert_eq!(decisions(&account), []);
    }

    #[test]
    fn silence_counts_for_those_who_matter() {
        let mut account = Account::default();
        let [ours] = account.colleagues(["Janet"]);
        let [paul, eva, old, idle] = account.people(["Paul", "Eva", "Old", "Idle"]);
        for id in [paul, eva, old] {
            account.edit(id, |p| p.roles = [BuyingRole::Decider].into_iter().collect());
        }
        assert_eq!(decisions(&account), [], "without a history silence says nothing");
        account.meet(date(1998, 1, 6), [paul], [ours]);
        assert_eq!(decisions(&account), [Finding::NeverSpoken { names: vec!["Eva".into(), "Old".into()] }]);
        account.meet(date(1997, 1, 1), [old, idle], [ours]);
        account.meet(date(1998, 1, 5), [eva], [ours]);
        let silent = Finding::Silent { name: "Old".into(), since: date(1997, 1, 1), others: 1 };
        assert_eq!(decisions(&account), [silent], "a hundred and twenty days are not too long yet");
    }

    #[test]
    fn an_account_that_hangs_on_one_is_seen() {
        let mut account = Account::default();
        let [janet, andrew] = account.colleagues(["Janet", "Andrew"]);
        let [roland] = account.people(["Roland"]);
        let one = Finding::OnePerson { name: "Roland".into() };
        assert_eq!(coverage(&account), [one, Finding::Untied { names: vec!["Roland".into()], all: 1 }]);
        let [eva] = account.people(["Eva"]);
        account.tie(roland, janet, Strength::Close);
        account.tie(eva, janet, Strength::Close);
        assert_eq!(coverage(&account), [Finding::OneColleague { name: "Janet".into(), people: 2 }]);
        account.tie(eva, andrew, Strength::Weak);
        assert_eq!(coverage(&account), [Finding::HangOnOne { people: 1, all: 2 }]);
    }

    #[test]
    fn units_in_the_dark_and_an_unknown_top() {
        let mut account = Account::default();
        let [janet, andrew] = account.colleagues(["Janet", "Andrew"]);
        let [roland, somebody] = account.people(["Roland", "Somebody"]);
        account.edit(roland, |p| (p.unit, p.rank) = ("Sales".into(), Some(Rank::Middle)));
        account.edit(somebody, |p| {
            (p.unit, p.rank, p.placeholder) = ("Finance".into(), Some(Rank::Top), true);
        });
        account.tie(roland, janet, Strength::Good);
        account.tie(roland, andrew, Strength::Good);
        let one = Finding::OnePerson { name: "Roland".into() };
        let dark = Finding::Units { names: vec!["Finance".into()] };
        assert_eq!(coverage(&account), [one, dark, Finding::NobodyAtTop]);
    }
}
