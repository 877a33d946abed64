//! Who answers for each account, who else works for it, and what is wrong with that (T2, C23).

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Selling;
use crate::book::spelling::normalised;
use crate::book::{Book, Colleague, Colleagues, Edit, RecordId, TeamMember, TeamRole, account, colleague, team_member};
use crate::calendar::Date;
use crate::ledger::Ledger;

/// An account of a list, with who of ours is there.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedAccount {
    pub id: RecordId,
    pub name: String,
    /// Who answers for it, be they still with us or not.
    pub owner: Option<RecordId>,
    pub deputy: Option<RecordId>,
    /// The others of its team: the record, who, and as what.
    pub team: Vec<(RecordId, RecordId, Option<TeamRole>)>,
    /// V of C0, in minor units.
    pub value: i128,
    /// Whether it is one customer: nobody must answer for what stands for many.
    pub is_one: bool,
    pub selling: Selling,
    /// Who sold most, as a colleague; one who isn't there yet has the id they will get.
    pub largest: Option<RecordId>,
    /// The same if they sold half or more.
    pub suggested: Option<RecordId>,
}

/// What is wrong with who is responsible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// The owner has left, or is deleted.
    OwnerGone(RecordId),
    /// Owner and deputy are one person.
    OwnDeputy(RecordId),
    /// The deputy, or somebody of the team, has left.
    MemberGone(RecordId),
    /// It is active in several countries, and nobody coordinates.
    NoCoordinator,
    /// More than one coordinates.
    Coordinators,
    /// Another one than the owner sold half of it or more.
    SoldByAnother(RecordId),
}

/// Of all accounts that are in a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ownership {
    /// The one of greatest value first.
    pub accounts: Vec<OwnedAccount>,
    /// What each of ours, by the id they have or will get, sold in: so many accounts.
    pub sold_in: BTreeMap<RecordId, usize>,
    /// Those of the files who are no colleagues yet: their ids, with what makes them.
    pub unknown: BTreeMap<RecordId, Vec<Edit>>,
    /// Accounts active in several countries: those at the top of their groups, with how many countries.
    pub international: BTreeMap<RecordId, usize>,
    /// Who is with us.
    active: BTreeSet<RecordId>,
    coordinated: BTreeMap<RecordId, usize>,
}

impl Ownership {
    /// All at once.
    pub fn of(book: &Book, ledger: &Ledger, today: Date) -> Self {
        let mut owning = Owning::begin(book, ledger);
        loop {
            if let Some(made) = owning.step(book, ledger, today, usize::MAX) {
                return made;
            }
        }
    }

    /// The colleague each of the ledger's people is, or would be.
    fn sellers(&mut self, book: &Book, colleagues: &Colleagues, ledger: &Ledger) -> Vec<Option<RecordId>> {
        let of = |name: &String| {
            if let Some(known) = colleagues.named(name) {
                return Some(known);
            }
            let (id, edits) = colleagues.known_or_new(book, name)?;
            self.unknown.entry(id).or_insert(edits);
            Some(id)
        };
        ledger.people().iter().map(of).collect()
    }

    /// Takes in the group an account is the top of, if it is in two countries or more, and who coordinates it.
    fn look_at_group(&mut self, book: &Book, top: RecordId, coordinators: &BTreeMap<RecordId, usize>) {
        let parent = book.value(top, account::field::parent);
        let is_top = parent.is_none_or(|parent| !book.has::<crate::book::Account>(parent));
        if !is_top || book.children(top).next().is_none() {
            return;
        }
        let group = group(book, top);
        let countries: BTreeSet<String> = group
            .iter()
            .map(|id| normalised(&book.value(*id, account::field::country)))
            .filter(|country| !country.is_empty())
            .collect();
        if countries.len() > 1 {
            self.international.insert(top, countries.len());
        }
        let count: usize = group.iter().filter_map(|id| coordinators.get(id)).sum();
        self.coordinated.insert(top, count);
    }

    /// What somebody of ours is called; who is in the files alone by the name they have there.
    pub fn name(&self, book: &Book, colleague: RecordId) -> String {
        let held = book.name(colleague);
        if !held.is_empty() {
            return held;
        }
        let made = self.unknown.get(&colleague).into_iter().flatten();
        made.filter_map(|edit| edit.value.as_str()).next().unwrap_or_default().to_owned()
    }

    /// Whether somebody is known and with us.
    pub fn is_active(&self, colleague: RecordId) -> bool {
        self.active.contains(&colleague)
    }

    /// Everybody who is with us.
    pub fn active(&self) -> impl Iterator<Item = RecordId> {
        self.active.iter().copied()
    }

    /// The owner of an account, unless they are gone.
    pub fn owner(&self, of: &OwnedAccount) -> Option<RecordId> {
        of.owner.filter(|owner| self.is_active(*owner))
    }

    /// Accounts that are one customer each and have no owner who is with us, each with its place among all: the one of
    /// greatest value first.
    pub fn without_owner(&self) -> impl Iterator<Item = (usize, &OwnedAccount)> {
        self.accounts.iter().enumerate().filter(|(_, of)| of.is_one && self.owner(of).is_none())
    }

    /// What is wrong with an account.
    pub fn conflicts(&self, of: &OwnedAccount) -> Vec<Conflict> {
        let mut found = Vec::new();
        let gone = |id: RecordId| !self.is_active(id);
        found.extend(of.owner.filter(|id| gone(*id)).map(Conflict::OwnerGone));
        found.extend(of.owner.filter(|owner| of.deputy == Some(*owner)).map(Conflict::OwnDeputy));
        let members = of.deputy.into_iter().chain(of.team.iter().map(|(_, colleague, _)| *colleague));
        let members: BTreeSet<RecordId> = members.filter(|id| gone(*id)).collect();
        found.extend(members.into_iter().map(Conflict::MemberGone));
        let coordinators = self.coordinated.get(&of.id).copied().unwrap_or_default();
        if self.international.contains_key(&of.id) && coordinators == 0 {
            found.push(Conflict::NoCoordinator);
        }
        if coordinators > 1 {
            found.push(Conflict::Coordinators);
        }
        let another = of.suggested.filter(|seller| of.owner.is_some_and(|owner| owner != *seller));
        found.extend(another.map(Conflict::SoldByAnother));
        found
    }

    /// Every conflict, the account of greatest value first.
    pub fn all_conflicts(&self) -> Vec<(&OwnedAccount, Conflict)> {
        self.accounts.iter().flat_map(|of| self.conflicts(of).into_iter().map(move |found| (of, found))).collect()
    }

    /// The edits that make these the owners, with those that make colleagues of them who aren't yet.
    pub fn owners(&self, owners: &BTreeMap<RecordId, Option<RecordId>>) -> Vec<Edit> {
        let new: BTreeSet<RecordId> = owners.values().copied().flatten().filter(|id| !self.is_active(*id)).collect();
        let made = new.iter().filter_map(|id| self.unknown.get(id)).flatten().cloned();
        made.chain(owners.iter().map(|(account, owner)| account::field::owner.set(*account, *owner))).collect()
    }
}

/// Who answers for each account: on its way, account by account.
pub struct Owning {
    all: Ownership,
    colleagues: Colleagues,
    /// The colleague each of the ledger's people is.
    sellers: Vec<Option<RecordId>>,
    teams: BTreeMap<RecordId, Team>,
    /// The accounts to be looked at, the next one last.
    waiting: Vec<RecordId>,
    /// Once all accounts are there: how many coordinate each that somebody does, by which groups are told.
    coordinators: Option<BTreeMap<RecordId, usize>>,
}

impl Owning {
    pub fn begin(book: &Book, ledger: &Ledger) -> Self {
        let colleagues = Colleagues::of(book);
        let mut all = Ownership::default();
        let sellers = all.sellers(book, &colleagues, ledger);
        let teams = teams(book, &colleagues);
        let mut waiting: Vec<RecordId> = book.account_ids().collect();
        waiting.reverse();
        Self { all, colleagues, sellers, teams, waiting, coordinators: None }
    }

    /// Goes on by so many accounts; who answers for each once all are looked at. What is seen stays the same.
    pub fn step(&mut self, book: &Book, ledger: &Ledger, today: Date, accounts: usize) -> Option<Ownership> {
        for _ in 0..accounts {
            let Some(id) = self.waiting.pop() else { break };
            match &self.coordinators {
                None => self.take_in(book, ledger, today, id),
                Some(coordinators) => self.all.look_at_group(book, id, coordinators),
            }
        }
        if !self.waiting.is_empty() {
            return None;
        }
        let all = &mut self.all;
        if let Some(coordinators) = &self.coordinators {
            for (id, count) in coordinators {
                all.coordinated.entry(*id).or_insert(*count);
            }
            return Some(std::mem::take(all));
        }
        let left = |id: RecordId| book.value(id, colleague::field::left_on);
        let known = self.colleagues.names().into_iter().map(|(id, _)| id);
        all.active =
            known.filter(|id| Colleague { left_on: left(*id), ..Colleague::default() }.is_active(today)).collect();
        all.accounts.sort_by(|one, other| (other.value, &one.name, one.id).cmp(&(one.value, &other.name, other.id)));
        let coordinates =
            |of: &OwnedAccount| of.team.iter().filter(|(_, _, role)| *role == Some(TeamRole::Coordinator)).count();
        let counts = all.accounts.iter().map(|of| (of.id, coordinates(of)));
        self.coordinators = Some(counts.filter(|(_, count)| *count > 0).collect());
        self.waiting = all.accounts.iter().map(|of| of.id).collect();
        None
    }

    fn take_in(&mut self, book: &Book, ledger: &Ledger, today: Date, id: RecordId) {
        let record = book.record(id).filter(|record| account::field::archived_on.of(record).is_none());
        let Some(record) = record else { return };
        let selling = Selling::of(ledger, id);
        let seller = |person: Option<u32>| *self.sellers.get(person? as usize)?;
        let sold: BTreeSet<RecordId> = selling.people.iter().filter_map(|person| seller(Some(*person))).collect();
        let (largest, suggested) = (seller(selling.largest), seller(selling.suggested()));
        sold.into_iter().for_each(|id| *self.all.sold_in.entry(id).or_default() += 1);
        let of =
            |field: crate::book::Field<Option<RecordId>>| field.of(record).map(|id| self.colleagues.counts_for(id));
        self.all.accounts.push(OwnedAccount {
            id,
            name: account::field::name.of(record),
            owner: of(account::field::owner),
            deputy: of(account::field::deputy),
            team: self.teams.remove(&id).unwrap_or_default(),
            value: ledger.last_year(id, today),
            is_one: account::field::stands_for.of(record).is_none(),
            largest,
            suggested,
            selling,
        });
    }
}

/// An account with everything below it, each once.
fn group(book: &Book, top: RecordId) -> BTreeSet<RecordId> {
    let mut found = BTreeSet::new();
    let mut open = vec![top];
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(book.children(id));
        }
    }
    found
}

type Team = Vec<(RecordId, RecordId, Option<TeamRole>)>;

/// Members of account teams, by account.
fn teams(book: &Book, colleagues: &Colleagues) -> BTreeMap<RecordId, Team> {
    let merged = book.merged();
    let mut teams: BTreeMap<RecordId, Team> = BTreeMap::new();
    for (id, record) in book.of_kind(team_member::TEAM_MEMBER.code) {
        let member = (record.account(), team_member::field::colleague.of(record));
        if let (Some(account), Some(colleague)) = member {
            let role = team_member::field::role.of(record);
            teams.entry(merged.of_account(account)).or_default().push((id, colleagues.counts_for(colleague), role));
        }
    }
    teams
}

impl TeamMember {
    /// The edits that make somebody a member of an account's team, under a new id.
    pub fn join(id: RecordId, account: RecordId, colleague: RecordId, role: TeamRole) -> Vec<Edit> {
        use crate::book::RecordKind;
        Self { account: Some(account), colleague: Some(colleague), role: Some(role), ..Self::default() }.create(id)
    }
}
