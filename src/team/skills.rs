//! What one of ours is able to (T4): one matrix of seven skills, as they see it and as their manager does; and how it
//! fits the accounts they answer for.

use std::collections::{BTreeMap, BTreeSet};

use super::languages::{Tongue, of_country, spoken};
use crate::analysis::within;
use crate::book::{Book, Colleagues, Contact, RecordId, Skill, SkillAssessment, SkillStep, account, colleague};
use crate::calendar::Date;
use crate::dossier::Dossier;
use crate::ledger::Ledger;

/// From so many steps on two views of a skill part.
const APART: usize = 2;

/// One skill as it was last seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub skill: Skill,
    pub own: Option<SkillStep>,
    pub manager: Option<SkillStep>,
    pub next: String,
    pub next_on: Option<Date>,
    /// The record of the last day on which anything was said of it.
    pub last: Option<(RecordId, Option<Date>)>,
    pub is_sample: bool,
}

impl Row {
    /// Whether both views are known and two steps apart or more.
    pub fn is_apart(&self) -> bool {
        self.own.zip(self.manager).is_some_and(|(own, manager)| own.number().abs_diff(manager.number()) >= APART)
    }
}

/// The seven skills of one of ours, each view as it was last given: a later assessment that leaves one open doesn't
/// take it away.
pub fn matrix(book: &Book, colleague: RecordId) -> Vec<Row> {
    let colleagues = Colleagues::of(book);
    let mut found: BTreeMap<Skill, Vec<(Option<Date>, RecordId, SkillAssessment)>> = BTreeMap::new();
    for (id, of) in book.all::<SkillAssessment>() {
        let is_theirs = of.colleague.map(|id| colleagues.counts_for(id)) == Some(colleague);
        if let Some(skill) = of.skill.filter(|_| is_theirs) {
            found.entry(skill).or_default().push((of.day, id, of));
        }
    }
    let row = |skill| {
        let mut all = found.remove(&skill).unwrap_or_default();
        all.sort_by_key(|(day, id, _)| (*day, *id));
        let mut row =
            Row { skill, own: None, manager: None, next: String::new(), next_on: None, last: None, is_sample: false };
        for (day, id, of) in all {
            row.own = of.own.or(row.own);
            row.manager = of.manager.or(row.manager);
            if !of.next.is_empty() {
                (row.next, row.next_on) = (of.next, of.next_on);
            }
            row.last = Some((id, day));
            row.is_sample = of.sample;
        }
        row
    };
    Skill::ALL.into_iter().map(row).collect()
}

/// A language by which people at accounts of theirs are spoken to, or could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    pub tongue: Tongue,
    /// At how many accounts.
    pub accounts: usize,
    /// Whether they speak it.
    pub is_spoken: bool,
}

/// Something that accounts of theirs do or buy: an industry, a product group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub accounts: usize,
    /// Whether they ever sold there, or sold that.
    pub is_known: bool,
}

/// How somebody fits the accounts they answer for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// The languages of their accounts, that of most accounts first.
    pub languages: Vec<Needed>,
    /// Accounts where somebody speaks no language they do, of those whose language is known.
    pub foreign: usize,
    pub with_language: usize,
    /// Whether it is known what they speak.
    pub tells_languages: bool,
    pub industries: Vec<Field>,
    /// Of the last 365 days.
    pub groups: Vec<Field>,
}

/// How somebody fits these accounts, on a day.
///
/// Each of the people who are there, of whom it is known what they speak, is to be spoken to in one of their languages,
/// and one is enough: whoever speaks English as well as German needs nobody's German. Where it is known of nobody, one
/// of the languages of the country is enough.
pub fn fit(book: &Book, ledger: &Ledger, who: RecordId, accounts: &[RecordId], today: Date) -> Fit {
    let own = spoken(&book.value(who, colleague::field::languages));
    let sold = SoldBy::of(book, ledger, who);
    let mut fit = Fit { tells_languages: !own.is_empty(), ..Fit::default() };
    let mut languages: BTreeMap<Tongue, usize> = BTreeMap::new();
    let (mut industries, mut groups) = (Tally::default(), Tally::default());
    for id in accounts {
        let Some(dossier) = Dossier::of(book, *id) else { continue };
        let people = languages_of(&dossier, today);
        fit.with_language += usize::from(!people.is_empty());
        fit.foreign += usize::from(people.iter().any(|speaks| speaks.is_disjoint(&own)));
        // Of whom nothing is spoken, any of their languages would do.
        let needed = people.iter().flat_map(|speaks| match speaks.is_disjoint(&own) {
            true => speaks.clone(),
            false => speaks & &own,
        });
        needed.collect::<BTreeSet<_>>().into_iter().for_each(|tongue| *languages.entry(tongue).or_default() += 1);
        let industry = account::field::industry.of(dossier.record());
        industries.add(&industry, sold.accounts.contains(id));
        let year = within(ledger.sales(*id), (today.plus(-364), today));
        let bought: BTreeSet<u32> = year.iter().filter_map(|sale| sale.group).collect();
        for group in bought {
            let name = ledger.groups().get(group as usize).map(String::as_str).unwrap_or_default();
            groups.add(name, sold.groups.contains(&group));
        }
    }
    let mut languages: Vec<Needed> = languages
        .into_iter()
        .map(|(tongue, accounts)| Needed { is_spoken: own.contains(&tongue), tongue, accounts })
        .collect();
    languages.sort_by(|a, b| (b.accounts, !a.is_spoken, &a.tongue).cmp(&(a.accounts, !b.is_spoken, &b.tongue)));
    Fit { languages, industries: industries.fields(), groups: groups.fields(), ..fit }
}

/// What each of the people of an account speaks of whom it is known; else, as if of one of them, its country.
fn languages_of(dossier: &Dossier, today: Date) -> Vec<BTreeSet<Tongue>> {
    let there = dossier.all::<Contact>().filter(|(_, contact)| !contact.placeholder && contact.is_there(today));
    let of_people = there.map(|(_, contact)| spoken(&contact.languages)).filter(|speaks| !speaks.is_empty());
    let of_people: Vec<BTreeSet<Tongue>> = of_people.collect();
    if !of_people.is_empty() {
        return of_people;
    }
    let country = of_country(&account::field::country.of(dossier.record()));
    let speaks: BTreeSet<Tongue> = country.iter().map(|code| Tongue::Known(code)).collect();
    Some(speaks).filter(|speaks| !speaks.is_empty()).into_iter().collect()
}

/// Where somebody sold, and what, ever.
#[derive(Default)]
struct SoldBy {
    accounts: BTreeSet<RecordId>,
    groups: BTreeSet<u32>,
}

impl SoldBy {
    fn of(book: &Book, ledger: &Ledger, colleague: RecordId) -> Self {
        let colleagues = Colleagues::of(book);
        let them: BTreeSet<u32> = (0..)
            .zip(ledger.people())
            .filter(|(_, name)| colleagues.named(name) == Some(colleague))
            .map(|(at, _)| at)
            .collect();
        let mut sold = Self::default();
        if them.is_empty() {
            return sold;
        }
        for (account, sales) in ledger.accounts() {
            for sale in sales {
                let person = sale.document.and_then(|document| ledger.document(document)?.person);
                if person.is_some_and(|person| them.contains(&person)) {
                    sold.accounts.insert(account);
                    sold.groups.extend(sale.group);
                }
            }
        }
        sold
    }
}

/// How many accounts each has, by its name but for case.
#[derive(Default)]
struct Tally(BTreeMap<String, Field>);

impl Tally {
    fn add(&mut self, name: &str, is_known: bool) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let held = self.0.entry(name.to_lowercase()).or_insert_with(|| Field {
            name: name.into(),
            accounts: 0,
            is_known: false,
        });
        held.accounts += 1;
        held.is_known |= is_known;
    }

    /// That of most accounts first.
    fn fields(self) -> Vec<Field> {
        let mut all: Vec<Field> = self.0.into_values().collect();
        all.sort_by(|a, b| b.accounts.cmp(&a.accounts).then_with(|| a.name.cmp(&b.name)));
        all
    }
}

#[cfg(test)]
mod tests;
