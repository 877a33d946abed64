//! How complete and how fresh the file on an account is, by what matters for its type (D6, K3, M18).

use crate::book::kind::FormField;
use crate::book::{
    AccountType, AccountTypes, BuyingRole, CompetitorAtAccount, Confirmation, Contact, Interaction, Record, RecordId,
    Tie, WhiteSpace, account,
};
use crate::calendar::Date;

use super::Dossier;
use super::freshness::{Freshness, Pace};
use super::section::Section;

/// Something that should be known of a key account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A fact of the account, by the name of its field.
    Fact(&'static str),
    /// Types, level and stage, as a person has confirmed them.
    Classification,
    /// Somebody by name who decides, approves or has the money.
    Decider,
    /// How everybody stands to us who has a part in buying.
    Stances,
    /// People on two levels, at least.
    TwoLevels,
    /// Two people there whom somebody of ours knows, at least.
    TwoTies,
    /// What the people there value in a supplier.
    Values,
    /// Who else supplies them, or wants to.
    Competitors,
    /// Who supplies each group of products, and what they spend on it.
    WhiteSpace,
    /// When we last had to do with them.
    LastContact,
    /// What comes next.
    NextStep,
}

/// How much it matters that something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Useful = 1,
    Important = 2,
    Essential = 3,
}

use Weight::{Essential, Important, Useful};

/// A need, what it weighs for every key account, and for each type for which it weighs more *(our
/// choice)*: a provider is to be kept, a prospect to be won, an image maker to be shown, an expert to
/// be understood.
struct Row {
    need: Need,
    base: Option<Weight>,
    more: &'static [(AccountType, Weight)],
}

const fn row(need: Need, base: Option<Weight>, more: &'static [(AccountType, Weight)]) -> Row {
    Row { need, base, more }
}

const fn fact(name: &'static str, base: Option<Weight>, more: &'static [(AccountType, Weight)]) -> Row {
    row(Need::Fact(name), base, more)
}

use AccountType::{Expert, ImageMaker, Prospect, Provider};

const ROWS: &[Row] = &[
    fact(account::field::description.name, Some(Essential), &[]),
    fact(account::field::industry.name, Some(Important), &[]),
    fact(account::field::address.name, Some(Useful), &[]),
    fact(account::field::phone.name, Some(Useful), &[]),
    fact(account::field::website.name, Some(Useful), &[(ImageMaker, Important)]),
    fact(account::field::owner.name, Some(Essential), &[]),
    fact(account::field::employees.name, Some(Useful), &[(Prospect, Essential)]),
    fact(account::field::founded.name, None, &[(Prospect, Useful), (ImageMaker, Useful)]),
    fact(account::field::development.name, Some(Useful), &[(Expert, Important), (ImageMaker, Important)]),
    fact(account::field::staff.name, None, &[(Expert, Important), (Provider, Useful)]),
    fact(account::field::structure.name, Some(Useful), &[(Provider, Important), (Prospect, Important)]),
    fact(account::field::market.name, Some(Important), &[(Provider, Essential), (ImageMaker, Essential)]),
    fact(account::field::brand.name, None, &[(ImageMaker, Essential), (Prospect, Important)]),
    fact(account::field::production_volume.name, None, &[(Prospect, Important), (Expert, Useful)]),
    fact(account::field::sales_network.name, None, &[(Prospect, Important), (ImageMaker, Important)]),
    fact(account::field::purchase_potential.name, Some(Useful), &[(Prospect, Essential), (Provider, Important)]),
    fact(account::field::strategy.name, Some(Useful), &[(Provider, Essential), (Expert, Important)]),
    fact(account::field::goals.name, Some(Important), &[(Provider, Essential), (Expert, Essential)]),
    fact(account::field::weak_points.name, Some(Useful), &[(Expert, Important), (Provider, Important)]),
    fact(account::field::prospects.name, Some(Useful), &[(Provider, Important), (ImageMaker, Important)]),
    row(Need::Classification, Some(Important), &[]),
    row(Need::Decider, Some(Essential), &[]),
    row(Need::Stances, Some(Important), &[(Provider, Essential), (Prospect, Essential)]),
    row(Need::TwoLevels, Some(Important), &[(Provider, Essential)]),
    row(Need::TwoTies, Some(Essential), &[]),
    row(Need::Values, Some(Useful), &[(Expert, Essential)]),
    row(Need::Competitors, Some(Important), &[(Provider, Essential), (Prospect, Essential)]),
    row(Need::WhiteSpace, Some(Useful), &[(Provider, Important), (Prospect, Essential)]),
    row(Need::LastContact, Some(Important), &[]),
    row(Need::NextStep, Some(Important), &[]),
];

impl Need {
    /// What should be known of an account of these types, with what it weighs.
    pub fn of(types: &AccountTypes) -> Vec<(Self, Weight)> {
        let weight = |row: &Row| {
            let more = row.more.iter().filter(|(kind, _)| types.contains(*kind)).map(|(_, weight)| *weight);
            more.chain(row.base).max()
        };
        ROWS.iter().filter_map(|row| Some((row.need, weight(row)?))).collect()
    }

    /// The section of the dossier in which it is told.
    pub fn section(self) -> Section {
        match self {
            Self::Fact(name) if account::BUSINESS.iter().any(|field| field.name == name) => Section::Business,
            Self::Fact(_) => Section::General,
            Self::Classification => Section::Classification,
            Self::Decider | Self::Stances | Self::TwoLevels | Self::Values => Section::People,
            Self::TwoTies => Section::Coverage,
            Self::Competitors => Section::Competitors,
            Self::WhiteSpace => Section::Space,
            Self::LastContact => Section::History,
            Self::NextStep => Section::Next,
        }
    }

    /// The field of a fact.
    pub fn field(self) -> Option<&'static FormField> {
        match self {
            Self::Fact(name) => account::form_field(name),
            _ => None,
        }
    }
}

/// How it stands with one need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    Missing,
    /// Known, and nobody has confirmed it.
    Assumed,
    /// Confirmed too long ago.
    Stale,
    Confirmed,
}

impl From<Freshness> for Certainty {
    fn from(freshness: Freshness) -> Self {
        match freshness {
            Freshness::Assumed => Self::Assumed,
            Freshness::Stale => Self::Stale,
            Freshness::Confirmed => Self::Confirmed,
        }
    }
}

/// The health of the file on one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// Every need, in the order of the dossier.
    pub needs: Vec<(Need, Weight, Certainty)>,
}

/// By which day, and how long a fact holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    pub today: Date,
    /// For how many days a slow fact stays fresh.
    pub fresh: u32,
}

impl Health {
    /// Of a dossier whose account is of these types, by the groups of products we sell.
    pub fn of(dossier: &Dossier, types: &AccountTypes, groups: &[String], as_of: AsOf) -> Self {
        // Everybody who is there, read once for all that asks about people.
        let there: Vec<(RecordId, Contact)> =
            dossier.all::<Contact>().filter(|(_, contact)| contact.is_there(as_of.today)).collect();
        let known = |need| known(dossier, &there, need, groups, as_of);
        let needs = Need::of(types).into_iter();
        Self { needs: needs.map(|(need, weight)| (need, weight, known(need))).collect() }
    }

    /// How it stands with one need; what isn't asked of an account of its types is confirmed.
    pub fn of_need(&self, need: Need) -> Certainty {
        let found = self.needs.iter().find(|(of, _, _)| *of == need);
        found.map_or(Certainty::Confirmed, |(_, _, known)| *known)
    }

    /// What is known of what should be, by weight, 0 to 1.
    pub fn completeness(&self) -> f64 {
        self.part(|known| if known == Certainty::Missing { 0 } else { 2 })
    }

    /// What is known *and* confirmed lately, by weight, 0 to 1.
    pub fn certainty(&self) -> f64 {
        self.part(|known| if known == Certainty::Confirmed { 2 } else { 0 })
    }

    /// What of all that is known isn't stale, by weight, 0 to 1; `None` if nothing is known.
    pub fn freshness(&self) -> Option<f64> {
        let sum = |wanted: &dyn Fn(Certainty) -> bool| -> u32 {
            self.needs.iter().filter(|(_, _, known)| wanted(*known)).map(|(_, weight, _)| *weight as u32).sum()
        };
        let (known, stale) = (sum(&|known| known != Certainty::Missing), sum(&|known| known == Certainty::Stale));
        (known > 0).then(|| f64::from(known - stale) / f64::from(known))
    }

    /// What of it is worth filling in, by weight, 0 to 1: what is missing, and half of what is stale, since
    /// that is asked and not found out *(our choice)*.
    pub fn gap(&self) -> f64 {
        1.0 - self.part(|known| match known {
            Certainty::Missing => 0,
            Certainty::Stale => 1,
            Certainty::Assumed | Certainty::Confirmed => 2,
        })
    }

    /// The share of all weights, where each counts by so many halves.
    fn part(&self, halves: impl Fn(Certainty) -> u32) -> f64 {
        let sum = |of: &dyn Fn(Certainty) -> u32| -> u32 {
            self.needs.iter().map(|(_, weight, known)| *weight as u32 * of(*known)).sum()
        };
        let all = sum(&|_| 2);
        if all == 0 { 1.0 } else { f64::from(sum(&halves)) / f64::from(all) }
    }

    /// What is so, the weightiest first.
    pub fn with(&self, wanted: Certainty) -> Vec<(Need, Weight)> {
        let of = self.needs.iter().filter(|(_, _, known)| *known == wanted);
        let mut found: Vec<_> = of.map(|(need, weight, _)| (*need, *weight)).collect();
        // Stable: among equals the order of the dossier.
        found.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        found
    }

    pub fn count(&self, wanted: Certainty) -> usize {
        self.needs.iter().filter(|(_, _, known)| *known == wanted).count()
    }
}

/// After so many days without a word the last contact is stale.
const SILENT_DAYS: i32 = 90;

/// `there`: the people who are there.
fn known(dossier: &Dossier, there: &[(RecordId, Contact)], need: Need, groups: &[String], as_of: AsOf) -> Certainty {
    let named = || there.iter().filter(|(_, contact)| !contact.placeholder);
    let in_buying = || named().filter(|(_, contact)| !contact.roles.is_empty());
    match need {
        Need::Fact(name) => fact_known(dossier.record(), name, as_of),
        Need::Classification => classification(dossier, as_of),
        Need::Decider => {
            let decides = |role| [BuyingRole::Decider, BuyingRole::Approver, BuyingRole::EconomicBuyer].contains(&role);
            let deciders = in_buying().filter(|(_, contact)| contact.roles.iter().any(decides));
            best(dossier, deciders.map(|(id, _)| *id), as_of)
        }
        Need::Stances => {
            let known = in_buying().filter(|(_, contact)| contact.stance.is_some()).map(|(id, _)| *id);
            if in_buying().next().is_none() || in_buying().any(|(_, contact)| contact.stance.is_none()) {
                return Certainty::Missing;
            }
            worst(dossier, known, as_of)
        }
        Need::TwoLevels => {
            let mut ranks: Vec<_> = named().filter_map(|(_, contact)| contact.rank).collect();
            ranks.sort_unstable();
            ranks.dedup();
            if ranks.len() < 2 {
                return Certainty::Missing;
            }
            worst(dossier, named().filter(|(_, contact)| contact.rank.is_some()).map(|(id, _)| *id), as_of)
        }
        Need::TwoTies => {
            let ties = dossier.all::<Tie>().filter(|(_, tie)| tie.colleague.is_some());
            let mut known: Vec<_> = ties.filter_map(|(_, tie)| tie.contact).collect();
            known.retain(|contact| named().any(|(id, _)| id == contact));
            known.sort_unstable();
            known.dedup();
            if known.len() < 2 { Certainty::Missing } else { Certainty::Confirmed }
        }
        Need::Values => {
            best(dossier, named().filter(|(_, contact)| !contact.values.is_empty()).map(|(id, _)| *id), as_of)
        }
        Need::Competitors => worst(dossier, dossier.all::<CompetitorAtAccount>().map(|(id, _)| id), as_of),
        Need::WhiteSpace => {
            let cells: Vec<_> = dossier.all::<WhiteSpace>().collect();
            let tells = |group: &String| {
                cells.iter().any(|(_, cell)| {
                    cell.group.trim().to_lowercase() == group.trim().to_lowercase()
                        && (cell.spend.is_some() || cell.source.is_some())
                })
            };
            if cells.is_empty() || !groups.iter().all(tells) {
                return Certainty::Missing;
            }
            worst(dossier, cells.iter().map(|(id, _)| *id), as_of)
        }
        Need::LastContact => {
            let last = dossier
                .all::<Interaction>()
                .filter(|(_, met)| met.is_touch(as_of.today))
                .filter_map(|(_, met)| met.day);
            match last.max() {
                None => Certainty::Missing,
                Some(day) if as_of.today.since(day) > SILENT_DAYS => Certainty::Stale,
                Some(_) => Certainty::Confirmed,
            }
        }
        Need::NextStep => {
            // Read by itself: an account has fifty fields.
            let record = dossier.record();
            match record.get::<Option<Date>>(account::field::next_on.name) {
                _ if record.get::<String>(account::field::next_what.name).is_empty() => Certainty::Missing,
                Some(day) if day < as_of.today => Certainty::Stale,
                Some(_) => Certainty::Confirmed,
                None => Certainty::Assumed,
            }
        }
    }
}

/// A fact of the account's own record.
pub fn fact_known(record: &Record, field: &str, as_of: AsOf) -> Certainty {
    if record.value(field).is_null() {
        return Certainty::Missing;
    }
    let pace = Pace::of(&record.kind, field);
    Freshness::of(Confirmation::of(record, field).as_ref(), pace, as_of.today, as_of.fresh).into()
}

fn classification(dossier: &Dossier, as_of: AsOf) -> Certainty {
    use account::field::{level_confirmed, stage_confirmed, types_confirmed};
    let days = [types_confirmed.name, level_confirmed.name, stage_confirmed.name];
    let days = days.map(|field| dossier.record().get::<Option<Date>>(field));
    if days.iter().all(Option::is_none) {
        return Certainty::Missing;
    }
    let Some(days) = days.into_iter().collect::<Option<Vec<_>>>() else { return Certainty::Assumed };
    let limit = i64::from(as_of.fresh);
    let is_stale = days.iter().any(|day| i64::from(as_of.today.since(*day)) > limit);
    if is_stale { Certainty::Stale } else { Certainty::Confirmed }
}

/// How sure each of these records is.
fn sureness(dossier: &Dossier, ids: impl Iterator<Item = RecordId>, as_of: AsOf) -> impl Iterator<Item = Certainty> {
    ids.filter_map(move |id| dossier.part(id)).map(move |record| {
        let pace = Pace::of(&record.kind, "");
        Freshness::of(Confirmation::of(record, "").as_ref(), pace, as_of.today, as_of.fresh).into()
    })
}

/// Known if one is: as sure as the surest.
fn best(dossier: &Dossier, ids: impl Iterator<Item = RecordId>, as_of: AsOf) -> Certainty {
    sureness(dossier, ids, as_of).max_by_key(|known| order(*known)).unwrap_or(Certainty::Missing)
}

/// Known if there are any: as sure as the least sure.
fn worst(dossier: &Dossier, ids: impl Iterator<Item = RecordId>, as_of: AsOf) -> Certainty {
    sureness(dossier, ids, as_of).min_by_key(|known| order(*known)).unwrap_or(Certainty::Missing)
}

fn order(known: Certainty) -> u8 {
    match known {
        Certainty::Missing => 0,
        Certainty::Assumed => 1,
        Certainty::Stale => 2,
        Certainty::Confirmed => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Edit, RecordKind, Stance, contact, tie};
    use crate::calendar::date;
    use crate::dossier::testing::{ID, dossier, today};

    fn as_of() -> AsOf {
        AsOf { today: today(), fresh: 365 }
    }

    fn person(number: u128) -> RecordId {
        RecordId::well_known(100 + number)
    }

    fn of(edits: Vec<Edit>, types: &[AccountType]) -> Health {
        Health::of(&dossier(edits), &types.iter().copied().collect(), &["Tea".into()], as_of())
    }

    fn found(health: &Health, wanted: Need) -> Option<Certainty> {
        health.needs.iter().find(|(need, _, _)| *need == wanted).map(|(_, _, known)| *known)
    }

    #[test]
    fn an_empty_file_lacks_everything_and_a_type_asks_for_more() {
        let health = of(vec![], &[]);
        assert_eq!(health.completeness(), 0.0);
        assert_eq!(health.count(Certainty::Missing), health.needs.len());
        let brand = Need::Fact(account::field::brand.name);
        assert_eq!(found(&health, brand), None, "a brand matters for image makers and prospects");
        assert_eq!(found(&of(vec![], &[ImageMaker]), brand), Some(Certainty::Missing));
        assert_eq!(
            of(vec![], &[ImageMaker]).with(Certainty::Missing).first().map(|(_, weight)| *weight),
            Some(Essential)
        );
    }

    #[test]
    fn how_fresh_a_file_is_says_what_is_known_alone() {
        let confirmed = |field: crate::book::Field<String>, on| {
            let confirmation = Confirmation { on, by: None };
            vec![field.set(ID, "x".into()), Confirmation::edit(ID, Account::KIND, field.name, Some(&confirmation))]
        };
        assert_eq!(of(vec![], &[]).freshness(), None);
        // Essential and fresh, useful and stale.
        let fresh = confirmed(account::field::description, date(1998, 5, 1));
        let stale = confirmed(account::field::phone, date(1990, 1, 1));
        assert_eq!(of([fresh, stale].concat(), &[]).freshness(), Some(0.75));
    }

    #[test]
    fn a_fact_is_assumed_confirmed_or_stale() {
        let field = account::field::industry;
        let known = |on: Option<Date>| {
            let confirmation = on.map(|on| Confirmation { on, by: Some(person(98)) });
            let edits = vec![
                field.set(ID, "Delicatessen".into()),
                Confirmation::edit(ID, Account::KIND, field.name, confirmation.as_ref()),
            ];
            found(&of(edits, &[]), Need::Fact(field.name))
        };
        assert_eq!(known(None), Some(Certainty::Assumed));
        assert_eq!(known(Some(date(1997, 5, 6))), Some(Certainty::Confirmed), "365 days are not too long");
        assert_eq!(known(Some(date(1997, 5, 5))), Some(Certainty::Stale));
    }

    #[test]
    fn what_was_founded_when_never_gets_stale_and_plans_do_sooner() {
        let known = |field: crate::book::Field<String>| {
            let on = date(1997, 10, 1);
            let confirmation = Confirmation { on, by: None };
            let edits =
                vec![field.set(ID, "x".into()), Confirmation::edit(ID, Account::KIND, field.name, Some(&confirmation))];
            found(&of(edits, &[Prospect]), Need::Fact(field.name))
        };
        assert_eq!(known(account::field::goals), Some(Certainty::Stale));
        assert_eq!(known(account::field::industry), Some(Certainty::Confirmed));
        assert_eq!(known(account::field::founded), Some(Certainty::Confirmed));
    }

    #[test]
    fn a_placeholder_decides_nothing_and_who_left_neither() {
        let decider = |more: Vec<Edit>| {
            let mut edits = vec![
                contact::field::account.set(person(1), Some(ID)),
                contact::field::roles.set(person(1), [BuyingRole::Decider].into_iter().collect()),
            ];
            edits.extend(more);
            found(&of(edits, &[]), Need::Decider)
        };
        assert_eq!(decider(vec![]), Some(Certainty::Assumed));
        assert_eq!(decider(vec![contact::field::placeholder.set(person(1), true)]), Some(Certainty::Missing));
        assert_eq!(
            decider(vec![contact::field::left.set(person(1), Some(date(1998, 1, 1)))]),
            Some(Certainty::Missing)
        );
    }

    #[test]
    fn stances_are_known_once_nobody_in_buying_lacks_one() {
        let of_people = |stances: [Option<Stance>; 2]| {
            let mut edits = Vec::new();
            for (number, stance) in (1..).zip(stances) {
                edits.push(contact::field::account.set(person(number), Some(ID)));
                edits.push(contact::field::roles.set(person(number), [BuyingRole::User].into_iter().collect()));
                edits.push(contact::field::stance.set(person(number), stance));
            }
            found(&of(edits, &[]), Need::Stances)
        };
        assert_eq!(of_people([Some(Stance::Opponent), None]), Some(Certainty::Missing));
        assert_eq!(of_people([Some(Stance::Opponent), Some(Stance::Neutral)]), Some(Certainty::Assumed));
    }

    #[test]
    fn two_ties_to_one_person_are_one_tie() {
        let ties = |contacts: [u128; 2]| {
            let mut edits = Vec::new();
            for (number, contact) in (50..).zip(contacts) {
                edits.push(contact::field::account.set(person(contact), Some(ID)));
                edits.push(tie::field::account.set(person(number), Some(ID)));
                edits.push(tie::field::contact.set(person(number), Some(person(contact))));
                edits.push(tie::field::colleague.set(person(number), Some(person(99))));
            }
            found(&of(edits, &[]), Need::TwoTies)
        };
        assert_eq!(ties([1, 1]), Some(Certainty::Missing));
        assert_eq!(ties([1, 2]), Some(Certainty::Confirmed));
    }

    #[test]
    fn a_tie_without_anybody_of_ours_is_none() {
        // Nobody of theirs is none either.
        for (placeholder, colleague) in [(false, None), (true, Some(person(60))), (true, None)] {
            let mut edits = Vec::new();
            for number in [50, 52] {
                let (account, contact) = (Some(ID), Some(person(number)));
                edits.extend(
                    Contact { account, name: "P".into(), placeholder, ..Contact::default() }.create(person(number)),
                );
                edits.extend(Tie { account, contact, colleague, ..Tie::default() }.create(person(number + 1)));
            }
            assert_eq!(found(&of(edits, &[]), Need::TwoTies), Some(Certainty::Missing), "{placeholder} {colleague:?}");
        }
    }

    /// A fact that isn't in a form could never be filled in.
    #[test]
    fn every_fact_has_a_place_in_a_form() {
        for row in ROWS {
            if let Need::Fact(name) = row.need {
                assert!(account::form_field(name).is_some(), "{name}");
            }
        }
    }
}
