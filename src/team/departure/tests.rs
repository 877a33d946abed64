//! Departures against the definition read literally, and the laws that hold whoever leaves (C18).

use proptest::prelude::*;

use super::*;
use crate::book::{Account, Change, Contact, Edit, Label, RecordKind, Stamp, Tie};
use crate::calendar::date;

fn today() -> Date {
    date(1998, 5, 6)
}

const fn ours(number: usize) -> RecordId {
    RecordId::well_known(0x100 + number as u128)
}

const fn account(number: usize) -> RecordId {
    RecordId::well_known(0x200 + number as u128)
}

const fn person(number: usize) -> RecordId {
    RecordId::well_known(0x300 + number as u128)
}

fn book(edits: Vec<Edit>) -> Book {
    let mut book = Book::default();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    book
}

/// A small company, in which everything that the definition tells apart is common.
#[derive(Clone, Debug)]
struct Small {
    /// The names of ours, and whether they left: equal names are one colleague.
    ours: Vec<(u8, bool)>,
    /// Owner and value.
    accounts: Vec<(Option<usize>, i64, bool)>,
    /// Account, part, whether there.
    people: Vec<(usize, u8, u8)>,
    /// Person, colleague, how well.
    ties: Vec<(usize, usize, u8)>,
}

fn small() -> impl Strategy<Value = Small> {
    let ours = prop::collection::vec((0u8..6, prop::bool::weighted(0.2)), 1..5);
    let accounts = prop::collection::vec((prop::option::weighted(0.8, 0usize..4), 0i64..1000, any::<bool>()), 1..6);
    let people = prop::collection::vec((0usize..6, 0u8..6, 0u8..6), 0..10);
    let ties = prop::collection::vec((0usize..10, 0usize..5, 0u8..4), 0..16);
    (ours, accounts, people, ties).prop_map(|(ours, accounts, people, ties)| Small { ours, accounts, people, ties })
}

impl Small {
    fn book(&self) -> Book {
        let mut edits = Vec::new();
        for (at, (name, left)) in self.ours.iter().enumerate() {
            edits.extend(Colleague { name: format!("Name {name}"), ..Colleague::default() }.create(ours(at)));
            if *left {
                edits.push(colleague::field::left_on.set(ours(at), Some(date(1998, 1, 1))));
            }
        }
        for (at, (owner, _, archived)) in self.accounts.iter().enumerate() {
            let archived_on = archived.then(|| date(1998, 2, 1)).filter(|_| at == 0);
            let owner = owner.map(ours);
            edits.extend(
                Account { name: format!("{at}"), owner, archived_on, ..Account::default() }.create(account(at)),
            );
        }
        for (at, (of, part, there)) in self.people.iter().enumerate() {
            let role = [
                None,
                Some(BuyingRole::Decider),
                Some(BuyingRole::Approver),
                Some(BuyingRole::Influencer),
                Some(BuyingRole::User),
            ];
            let roles = role.get(usize::from(*part)).copied().flatten();
            let roles = roles.into_iter().fold(BuyingRoles::default(), |roles, role| roles.with(role, true));
            let contact = Contact {
                account: Some(account(*of)),
                name: format!("{at}"),
                roles,
                placeholder: *there == 0,
                left: (*there == 1).then(|| date(1998, 3, 1)),
                ..Contact::default()
            };
            edits.extend(contact.create(person(at)));
        }
        for (at, (of, by, well)) in self.ties.iter().enumerate() {
            let strength = [None, Some(Strength::Weak), Some(Strength::Good), Some(Strength::Close)];
            let strength = strength.get(usize::from(*well)).copied().flatten();
            let tie = Tie { contact: Some(person(*of)), colleague: Some(ours(*by)), strength, ..Tie::default() };
            edits.extend(tie.create(RecordId::well_known(0x400 + at as u128)));
        }
        book(edits)
    }

    fn values(&self) -> Values {
        self.accounts.iter().enumerate().map(|(at, (_, value, _))| (account(at), i128::from(*value))).collect()
    }
}

/// The definition word by word, one colleague at a time, with fractions as they are.
struct Literal<'a> {
    book: &'a Book,
    values: &'a Values,
    colleagues: Colleagues,
}

impl Literal<'_> {
    fn active(&self, id: RecordId) -> bool {
        self.book.get::<Colleague>(id).is_some() && self.book.value(id, colleague::field::left_on).is_none()
    }

    fn there(&self) -> Vec<(RecordId, Contact)> {
        let there = |contact: &Contact| !contact.placeholder && contact.left.is_none_or(|left| left > today());
        self.book.all::<Contact>().filter(|(_, contact)| there(contact)).collect()
    }

    /// Whether somebody for whom `of` holds knows this person, as well as that at least.
    fn knows(&self, contact: RecordId, least: Option<Strength>, of: impl Fn(RecordId) -> bool) -> bool {
        self.book.all::<Tie>().any(|(_, tie)| {
            tie.contact == Some(contact)
                && tie.strength >= least
                && tie.colleague.is_some_and(|by| of(self.colleagues.counts_for(by)))
        })
    }

    fn owned(&self, p: RecordId) -> Vec<RecordId> {
        let accounts = self.book.accounts().filter(|(_, account)| account.archived_on.is_none());
        let owned = accounts.filter(|(_, account)| account.owner.map(|id| self.colleagues.counts_for(id)) == Some(p));
        owned.map(|(id, _)| id).collect()
    }

    fn only(&self, p: RecordId) -> BTreeSet<RecordId> {
        let others = |other: RecordId| other != p && self.active(other);
        let there = self.there().into_iter().map(|(id, _)| id);
        there.filter(|id| self.knows(*id, None, |by| by == p) && !self.knows(*id, None, others)).collect()
    }

    /// Exposed, as a fraction over 2520, which every number of people up to ten divides.
    fn exposed(&self, p: RecordId) -> i128 {
        let weighs = |contact: &Contact| {
            [BuyingRole::Decider, BuyingRole::Approver, BuyingRole::Influencer]
                .iter()
                .any(|role| contact.roles.contains(*role))
        };
        let mut sum = 0;
        for account in self.owned(p) {
            let of: Vec<_> = self
                .there()
                .into_iter()
                .filter(|(_, contact)| contact.account == Some(account) && weighs(contact))
                .collect();
            let backed =
                of.iter().filter(|(id, _)| self.knows(*id, Some(Strength::Good), |by| by != p && self.active(by)));
            let (backed, all) = (backed.count() as i128, of.len() as i128);
            let value = self.values[&account];
            sum += if all == 0 { value * 2520 } else { value * (all - backed) * 2520 / all };
        }
        sum
    }
}

proptest! {
    #[test]
    fn departures_are_as_the_definition_says_word_by_word(small in small()) {
        let (book, values) = (small.book(), small.values());
        let found = Departures::of(&book, &values, today());
        let literal = Literal { book: &book, values: &values, colleagues: Colleagues::of(&book) };
        prop_assert_eq!(found.total, values.values().sum::<i128>());
        let mut exposed = Vec::new();
        for at in 0..small.ours.len() {
            let p = ours(at);
            if literal.colleagues.counts_for(p) != p {
                prop_assert_eq!(found.with(p), Departure::default());
                continue;
            }
            let departure = found.with(p);
            let owned: BTreeSet<RecordId> = departure.owned.iter().map(|owned| owned.account).collect();
            prop_assert_eq!(&owned, &literal.owned(p).into_iter().collect::<BTreeSet<_>>());
            prop_assert_eq!(departure.value, owned.iter().map(|id| values[id]).sum::<i128>());
            let only: BTreeSet<RecordId> = departure.only.iter().map(|sole| sole.contact).collect();
            prop_assert_eq!(only, literal.only(p));
            let fraction = literal.exposed(p);
            prop_assert_eq!(departure.exposed, (fraction * 2 + 2520) / (2 * 2520));
            if literal.active(p) {
                exposed.push(departure.exposed);
            }
        }
        exposed.sort_unstable();
        exposed.reverse();
        let reaches = |k: &usize| exposed[..*k].iter().sum::<i128>() * 2 > found.total;
        prop_assert_eq!(found.bus_factor(), (1..=exposed.len()).find(reaches));
    }

    /// Whoever comes to know somebody well exposes nobody more, and nobody exposes more than they own.
    #[test]
    fn another_tie_exposes_nobody_more(small in small(), contact in 0usize..10, by in 0usize..5) {
        let values = small.values();
        let before = Departures::of(&small.book(), &values, today());
        let mut more = small.clone();
        more.ties.push((contact, by, 3));
        let after = Departures::of(&more.book(), &values, today());
        for (id, departure) in after.iter() {
            prop_assert!(departure.exposed <= before.with(id).exposed);
            prop_assert!((0..=departure.value).contains(&departure.exposed));
        }
        let all = |of: &Departures| of.iter().map(|(_, departure)| departure.value).sum::<i128>();
        prop_assert!(all(&after) <= after.total);
    }

    #[test]
    fn a_sum_of_fractions_is_rounded_once(parts in prop::collection::vec((0i128..1_000_000, 1i128..9), 0..12)) {
        let exact: i128 = parts.iter().map(|(numerator, denominator)| numerator * (840 / denominator)).sum();
        prop_assert_eq!(rounded_sum(parts.into_iter()), (exact * 2 + 840) / (2 * 840));
    }
}

#[test]
fn what_would_be_lost_is_told_account_by_account() {
    let small = Small {
        ours: vec![(0, false), (1, false)],
        accounts: vec![(Some(0), 900, false), (Some(0), 100, false), (None, 500, false)],
        // A decider and an approver of the first; nobody at the second.
        people: vec![(0, 1, 5), (0, 2, 5)],
        ties: vec![(0, 0, 3), (1, 0, 2), (1, 1, 2)],
    };
    let found = Departures::of(&small.book(), &small.values(), today());
    let departure = found.with(ours(0));
    let backups: Vec<(usize, usize)> =
        departure.owned.iter().map(|owned| (owned.backup.of, owned.backup.among)).collect();
    assert_eq!(backups, [(1, 2), (0, 0)]);
    assert_eq!((departure.value, departure.exposed, departure.without_people()), (1000, 550, 1));
    assert_eq!(departure.only, [Sole { account: account(0), contact: person(0), decides: true }]);
    assert_eq!(departure.deciders().count(), 1);
    assert_eq!(found.share(ours(0)), Some(1000.0 / 1500.0));
    assert_eq!(found.bus_factor(), None, "550 of 1500 is not more than half");
    let owners = |_: RecordId, owner: Option<RecordId>| owner.or(Some(ours(1)));
    let drafted = Departures::with_owners(&small.book(), &small.values(), today(), owners);
    assert_eq!(drafted.bus(), Some(vec![ours(0), ours(1)]));
    assert_eq!(Departures::default().bus_factor(), None, "of nothing nobody has half");
}
