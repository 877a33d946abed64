//! Dossiers side by side, in the order of what is worth filling in (D6).
//!
//! What filling one in is worth *(our choice)*: what the account brought in the last twelve months, times the
//! share of its dossier that is missing, or stale, which counts half ([`Health::gap`]).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Dossier;
use super::due::{Due, Origin};
use super::health::{AsOf, Certainty, Health, Need};
use super::key_account::{types_by_figures, types_of};
use crate::analysis::{AbcClass, Analysis, KeyAccounts, Selling};
use crate::book::{AccountTypes, Book, Coded, Contact, RecordId, RecordKind, Tie, account, contact};
use crate::calendar::Date;
use crate::ledger::{Ledger, orders};

/// What is asked of each of them in a column of its own: what a person would want to know first.
pub const ASKED: [Need; 5] = [
    Need::Fact(account::field::description.name),
    Need::Decider,
    Need::Competitors,
    Need::WhiteSpace,
    Need::Fact(account::field::goals.name),
];

/// Whose dossiers stand side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    #[default]
    Key,
    /// Every account of class A.
    ClassA,
}

impl Coded for Whose {
    fn all() -> &'static [Self] {
        &[Self::Key, Self::ClassA]
    }

    fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::ClassA => "a",
        }
    }
}

/// How much of a dossier is filled in *(our choice)*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filled {
    /// Less than a third of what should be known: an address and a name, most often.
    Hardly,
    Partly,
    /// Four fifths or more: it is to be kept fresh.
    Mostly,
}

impl Filled {
    fn of(health: &Health) -> Self {
        match health.completeness() {
            known if known < 1.0 / 3.0 => Self::Hardly,
            known if known < 0.8 => Self::Partly,
            _ => Self::Mostly,
        }
    }
}

/// What the dossiers are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// What is worth filling in first.
    #[default]
    Worth,
    Name,
    /// The largest first.
    Value,
    /// The least known first.
    Known,
}

impl Coded for By {
    fn all() -> &'static [Self] {
        &[Self::Worth, Self::Name, Self::Value, Self::Known]
    }

    fn code(self) -> &'static str {
        match self {
            Self::Worth => "worth",
            Self::Name => "name",
            Self::Value => "value",
            Self::Known => "known",
        }
    }
}

/// One dossier at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: RecordId,
    pub name: String,
    pub owner: Option<RecordId>,
    /// Revenue of the twelve months, not below 0, in minor units.
    pub value: i128,
    pub health: Health,
    pub filled: Filled,
    /// People of theirs who are there.
    pub people: usize,
    /// Who of ours knows whom of theirs.
    pub ties: usize,
}

impl Row {
    /// What filling it in is worth, in minor units a year; see the module.
    pub fn worth(&self) -> f64 {
        self.value as f64 * self.health.gap()
    }
}

/// Several dossiers.
#[derive(Clone, Debug, PartialEq)]
pub struct SideBySide {
    pub rows: Vec<Row>,
    /// The last day of the twelve months: the day the book is read on, or, where nothing was sold in the
    /// year before it, the day of the last sale.
    pub until: Date,
    /// What all accounts brought in them, key or not, in minor units.
    pub total: i128,
}

/// Dossiers that are filled in alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub filled: Filled,
    /// Their places in [`SideBySide::rows`].
    pub rows: Vec<usize>,
    /// What they bring together, in minor units a year.
    pub value: i128,
    /// The mean of what is known of them, 0 to 1.
    pub known: f64,
    /// What of [`ASKED`] most of them lack, the most important first; two at most.
    pub first: Vec<Need>,
    /// In how many something is stale.
    pub stale: usize,
}

impl SideBySide {
    /// The dossiers as they stand, in the order of [`By::Worth`]. The ledger is the one analysed.
    pub fn of(book: &Book, ledger: &Ledger, analysis: Option<&Analysis>, whose: Whose, as_of: AsOf) -> Self {
        let (until, total) = last_year(ledger, as_of.today);
        let row = |id: RecordId| {
            let dossier = Dossier::of(book, id)?;
            let types = types_of(&dossier.account(), || types_by_figures(analysis, ledger, id));
            Some(Row::of(&dossier, &types, ledger, until, as_of))
        };
        let mut rows: Vec<Row> = listed(book, analysis, whose).into_iter().filter_map(row).collect();
        sort(&mut rows, By::Worth);
        Self { rows, until, total }
    }

    /// Their places in an order, of those a condition holds for.
    pub fn sorted(&self, by: By, is_wanted: impl Fn(&Row) -> bool) -> Vec<usize> {
        let mut places: Vec<(usize, &Row)> = self.rows.iter().enumerate().filter(|(_, row)| is_wanted(row)).collect();
        places.sort_by(|(_, a), (_, b)| by.compare(a, b));
        places.into_iter().map(|(at, _)| at).collect()
    }

    /// Those at these places by how much is filled in, in their order; the group in which most is worth
    /// filling in first.
    pub fn groups(&self, places: &[usize]) -> Vec<Group> {
        let mut groups: BTreeMap<Filled, Vec<(usize, &Row)>> = BTreeMap::new();
        for (at, row) in places.iter().filter_map(|at| Some((*at, self.rows.get(*at)?))) {
            groups.entry(row.filled).or_default().push((at, row));
        }
        let worth = |rows: &[(usize, &Row)]| rows.iter().map(|(_, row)| row.worth()).sum::<f64>();
        let mut groups: Vec<_> =
            groups.into_iter().map(|(filled, rows)| (worth(&rows), Group::of(filled, &rows))).collect();
        groups.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// What the dossiers of which hardly anything is known bring of all there is, 0 to 1.
    pub fn share(&self, value: i128) -> f64 {
        if self.total > 0 { value as f64 / self.total as f64 } else { 0.0 }
    }
}

impl Group {
    fn of(filled: Filled, rows: &[(usize, &Row)]) -> Self {
        let lacking = |need: Need| {
            let lacks = |(_, row): &&(usize, &Row)| row.health.of_need(need) == Certainty::Missing;
            rows.iter().filter(lacks).count()
        };
        let weight = |need: Need| {
            let of =
                |(_, row): &(usize, &Row)| row.health.needs.iter().find(|(of, _, _)| *of == need).map(|found| found.1);
            rows.iter().filter_map(of).max()
        };
        let mut first: Vec<Need> = ASKED.into_iter().filter(|need| lacking(*need) * 2 > rows.len()).collect();
        // Stable: among equals the order of the columns.
        first.sort_by_key(|need| std::cmp::Reverse((weight(*need), lacking(*need))));
        first.truncate(2);
        let known: f64 = rows.iter().map(|(_, row)| row.health.completeness()).sum();
        Self {
            filled,
            value: rows.iter().map(|(_, row)| row.value).sum(),
            known: known / rows.len().max(1) as f64,
            first,
            stale: rows.iter().filter(|(_, row)| row.health.count(Certainty::Stale) > 0).count(),
            rows: rows.iter().map(|(at, _)| *at).collect(),
        }
    }
}

impl Row {
    fn of(dossier: &Dossier, types: &AccountTypes, ledger: &Ledger, until: Date, as_of: AsOf) -> Self {
        let health = Health::of(dossier, types, ledger.groups(), as_of);
        let of_kind = |kind: &'static str| dossier.parts().filter(move |(_, record)| record.kind == kind);
        let is_there = |left: Option<Date>| left.is_none_or(|left| left > as_of.today);
        Self {
            id: dossier.id,
            name: dossier.record().get(account::field::name.name),
            owner: dossier.record().get(account::field::owner.name),
            value: ledger.last_year(dossier.id, until),
            filled: Filled::of(&health),
            health,
            people: of_kind(Contact::KIND).filter(|(_, one)| is_there(one.get(contact::field::left.name))).count(),
            ties: of_kind(Tie::KIND).count(),
        }
    }
}

impl By {
    /// Ties go by value, then by name.
    fn compare(self, a: &Row, b: &Row) -> Ordering {
        let by_name = || a.name.to_lowercase().cmp(&b.name.to_lowercase()).then_with(|| a.id.cmp(&b.id));
        let first = match self {
            // Of those who bring nothing, the one of which least is known.
            Self::Worth => b.worth().total_cmp(&a.worth()).then_with(|| b.health.gap().total_cmp(&a.health.gap())),
            Self::Name => by_name(),
            Self::Value => Ordering::Equal,
            Self::Known => a.health.completeness().total_cmp(&b.health.completeness()),
        };
        first.then_with(|| b.value.cmp(&a.value)).then_with(by_name)
    }
}

fn sort(rows: &mut [Row], by: By) {
    rows.sort_by(|a, b| by.compare(a, b));
}

/// The accounts whose dossiers are wanted. Who is key is asked here and nowhere else on the page.
fn listed(book: &Book, analysis: Option<&Analysis>, whose: Whose) -> Vec<RecordId> {
    match whose {
        Whose::Key => KeyAccounts::of(book, analysis).iter().map(|found| found.account).collect(),
        Whose::ClassA => {
            let findings = analysis.into_iter().flat_map(|analysis| &analysis.findings);
            findings.filter(|finding| finding.abc() == Some(AbcClass::A)).map(|finding| finding.account).collect()
        }
    }
}

/// The last day of the twelve months, and what everybody brought in them.
fn last_year(ledger: &Ledger, today: Date) -> (Date, i128) {
    let of_all = |until| ledger.accounts().map(|(id, _)| ledger.last_year(id, until)).sum::<i128>();
    let last = ledger.span().map_or(today, |(_, last)| last.min(today));
    match of_all(today) {
        0 => (last, of_all(last)),
        total => (today, total),
    }
}

/// Who of ours could be asked about an account nobody answers for, and why them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seller {
    /// Index into [`Ledger::people`].
    pub person: u32,
    pub sold: Sold,
}

/// What somebody sold to an account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sold {
    /// So much of the last 365 days of the ledger: a part of 1, above it where others took back more than they sold.
    Share(f64),
    /// So many of all its orders, where nothing was sold in those days.
    Orders { theirs: usize, all: usize },
}

impl Seller {
    /// The largest seller of the last 365 days, whom *Team* calls so (C23); where nobody sold anything in them, who
    /// sold most often, and of two who did equally often, who sold last. `None` if no document names anybody.
    pub fn of(ledger: &Ledger, account: RecordId) -> Option<Self> {
        let selling = Selling::of(ledger, account);
        if let Some((person, share)) = selling.largest.zip(selling.share()) {
            return Some(Self { person, sold: Sold::Share(share) });
        }
        let orders: Vec<_> = orders(ledger.sales(account)).into_iter().filter(|order| order.amount > 0).collect();
        let mut sold: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
        for (at, order) in orders.iter().enumerate() {
            let person = order.document.and_then(|document| ledger.document(document)?.person);
            if let Some(person) = person {
                let (count, last) = sold.entry(person).or_default();
                (*count, *last) = (*count + 1, at);
            }
        }
        let (person, (theirs, _)) = sold.into_iter().max_by_key(|(_, sold)| *sold)?;
        Some(Self { person, sold: Sold::Orders { theirs, all: orders.len() } })
    }
}

/// What comes first where one thing is told: the step a person set, if it is among these, else what is due first.
pub fn foremost<'a>(dues: impl Iterator<Item = &'a Due> + Clone) -> Option<&'a Due> {
    dues.clone().find(|due| due.origin == Origin::NextStep).or_else(|| dues.into_iter().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Edit, KeyDecision, Label, Stamp};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::dossier::testing::today;
    use crate::ledger::{Batch, Document, Line, Sales};

    const SMALL: RecordId = RecordId::well_known(1);
    const LARGE: RecordId = RecordId::well_known(2);
    const KNOWN: RecordId = RecordId::well_known(3);
    const MIDDLE: RecordId = RecordId::well_known(4);

    fn as_of() -> AsOf {
        AsOf { today: today(), fresh: 365 }
    }

    /// Each with its name and what it brought within the year, all of them made key by a person.
    fn world(edits: Vec<Edit>) -> (Book, Ledger) {
        let accounts = [(SMALL, "Small", 100), (LARGE, "Large", 900), (KNOWN, "Known", 5_000), (MIDDLE, "middle", 400)];
        let mut book = Book::default();
        let named = accounts.into_iter().flat_map(|(id, name, _)| {
            Account { name: name.into(), key: Some(KeyDecision::Key), ..Account::default() }.create(id)
        });
        let edits = named.chain(edits).collect();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let line = |customer, day, amount| Line::plain(customer, day, amount);
        let lines = (0..).zip(accounts).flat_map(|(customer, (_, _, amount))| {
            // What is older than a year doesn't count, nor what is to come.
            [
                line(customer, date(1998, 5, 6), amount),
                line(customer, date(1997, 5, 6), 70_000),
                line(customer, date(1998, 5, 7), 9),
            ]
        });
        let sales = Sales { lines: lines.collect(), ..Sales::new(Currency::default()) };
        let batch = Batch { accounts: accounts.map(|(id, _, _)| id).into(), sales };
        (book, Ledger::of(Currency::default(), [&batch]))
    }

    /// Every fact of the account known, as far as facts go.
    fn facts(id: RecordId) -> Vec<Edit> {
        let facts = Need::of(&AccountTypes::default()).into_iter().filter_map(|(need, _)| match need {
            Need::Fact(name) => Some(Edit::raw(id, Account::KIND, name, "known".into())),
            _ => None,
        });
        facts.collect()
    }

    fn found(edits: Vec<Edit>) -> SideBySide {
        let (book, ledger) = world(edits);
        SideBySide::of(&book, &ledger, None, Whose::Key, as_of())
    }

    fn names(found: &SideBySide, places: &[usize]) -> Vec<String> {
        places.iter().filter_map(|at| found.rows.get(*at)).map(|row| row.name.clone()).collect()
    }

    #[test]
    fn what_is_worth_filling_in_stands_first() {
        let found = found(facts(KNOWN));
        let row = |name: &str| found.rows.iter().find(|row| row.name == name).expect("it is key");
        assert_eq!((row("Large").value, found.total), (900, 6_400), "the last twelve months alone");
        // 5,000 × 0.44 is more than 900 × 1.
        let gap = row("Known").health.gap();
        assert!(gap > 0.2 && gap < 0.6, "{gap}");
        assert!((row("Known").worth() - 5_000.0 * gap).abs() < 1e-9);
        let all = |by| names(&found, &found.sorted(by, |_| true));
        assert_eq!(all(By::Worth), ["Known", "Large", "middle", "Small"]);
        assert_eq!(all(By::Value), ["Known", "Large", "middle", "Small"]);
        assert_eq!(all(By::Name), ["Known", "Large", "middle", "Small"], "whatever the case");
        assert_eq!(all(By::Known), ["Large", "middle", "Small", "Known"], "of equals the larger first");
        assert_eq!(names(&found, &found.sorted(By::Worth, |row| row.value < 500)), ["middle", "Small"]);
    }

    #[test]
    fn those_filled_in_alike_stand_together() {
        let found = found(facts(KNOWN));
        let groups = found.groups(&found.sorted(By::Worth, |_| true));
        let told = groups.iter().map(|group| (group.filled, group.rows.len(), group.value)).collect::<Vec<_>>();
        assert_eq!(told, [(Filled::Partly, 1, 5_000), (Filled::Hardly, 3, 1_400)], "where most is worth filling in");
        let hardly = groups.last().expect("a group");
        assert_eq!(hardly.first, [Need::Fact(account::field::description.name), Need::Decider]);
        assert_eq!((hardly.known, hardly.stale), (0.0, 0));
        assert!((found.share(hardly.value) - 1_400.0 / 6_400.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_stale_is_half_a_gap() {
        use crate::book::Confirmation;
        let field = account::field::description;
        let confirmed = |on| {
            let confirmation = Confirmation { on, by: None };
            let edits = vec![
                field.set(SMALL, "Sells tea".into()),
                Confirmation::edit(SMALL, Account::KIND, field.name, Some(&confirmation)),
            ];
            found(edits).rows.into_iter().find(|row| row.id == SMALL).map(|row| row.health.gap()).expect("it is key")
        };
        let (fresh, stale) = (confirmed(today()), confirmed(date(1990, 1, 1)));
        let missing = found(vec![]).rows.into_iter().find(|row| row.id == SMALL).map(|row| row.health.gap());
        assert_eq!(missing, Some(1.0));
        assert!((1.0 - fresh - 2.0 * (1.0 - stale)).abs() < 1e-9, "{fresh} {stale}");
    }

    #[test]
    fn a_book_nobody_bought_in_for_long_is_seen_by_its_last_year() {
        let (book, ledger) = world(vec![]);
        let as_of = AsOf { today: date(2026, 1, 1), fresh: 365 };
        let found = SideBySide::of(&book, &ledger, None, Whose::Key, as_of);
        assert_eq!((found.until, found.total), (date(1998, 5, 7), 6_400 + 4 * 9));
    }

    #[test]
    fn the_step_a_person_set_is_told_before_a_promise_that_is_due_sooner() {
        use crate::book::{account, promise};
        use crate::dossier::testing::{ID, dossier, today};
        let promised = RecordId::well_known(40);
        let mut edits = vec![
            promise::field::account.set(promised, Some(ID)),
            promise::field::due.set(promised, Some(today().plus(1))),
        ];
        let told = |edits: &[Edit]| {
            let dues = dossier(edits.to_vec()).due(today());
            foremost(dues.iter()).map(|due| due.origin == Origin::NextStep)
        };
        assert_eq!(told(&edits), Some(false));
        edits.push(account::field::next_what.set(ID, "Visit".into()));
        edits.push(account::field::next_on.set(ID, Some(today().plus(30))));
        assert_eq!(told(&edits), Some(true));
    }

    /// Sales to one account: by whom, how many days before the last sale of all, for how much.
    fn sold_by(sold: &[(Option<u32>, i32, i64)]) -> Ledger {
        let line = |(at, (_, ago, amount)): (u32, &(Option<u32>, i32, i64))| Line {
            document: Some(at),
            ..Line::plain(0, date(1998, 5, 6).plus(-ago), *amount)
        };
        let documents = (0..)
            .zip(sold)
            .map(|(at, (person, ..)): (u32, _)| Document { person: *person, ..Document::from(&*at.to_string()) });
        let others = Line::plain(1, date(1998, 5, 6), 1);
        let sales = Sales {
            people: vec!["Ana".into(), "Bo".into()],
            documents: documents.collect(),
            lines: (0..).zip(sold).map(line).chain([others]).collect(),
            ..Sales::new(Currency::default())
        };
        Ledger::of(Currency::default(), [&Batch { accounts: vec![SMALL, LARGE], sales }])
    }

    /// One page said to ask whoever sold most often, another that somebody else is the largest seller.
    #[test]
    fn who_is_asked_is_whom_the_team_calls_the_largest_seller() {
        let ledger = sold_by(&[(Some(0), 9, 10), (Some(0), 8, 10), (Some(1), 7, 30), (None, 6, 25)]);
        let seller = Seller::of(&ledger, SMALL).expect("somebody sold");
        assert_eq!(Some(seller.person), Selling::of(&ledger, SMALL).largest);
        assert_eq!((seller.person, seller.sold), (1, Sold::Share(0.4)), "less than half suggests no owner");
        assert_eq!(Seller::of(&ledger, LARGE), None);
    }

    #[test]
    fn where_nothing_was_sold_lately_who_sold_most_often_is_asked() {
        // The last is a credit note, and none of anybody's orders.
        let sold = [(0, 409), (1, 408), (1, 407), (0, 405)].map(|(person, ago)| (Some(person), ago, 10));
        let seller = Seller::of(&sold_by(&[&sold[..], &[(None, 406, 10), (Some(1), 404, -5)]].concat()), SMALL);
        let wanted = Seller { person: 0, sold: Sold::Orders { theirs: 2, all: 5 } };
        assert_eq!(seller, Some(wanted), "she sold last");
    }
}
