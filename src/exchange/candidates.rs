//! Who a candidate is before it enters: one of ours already, somebody we compete with, somebody nobody is to speak to
//! (P4, P5).

use std::collections::{HashMap, HashSet};

use super::matching::normalised;
use crate::analysis::purchase_days;
use crate::book::{Account, Alias, Book, Competitor, Prospect, ProspectOutcome, RecordId, account, competitor};
use crate::ledger::Ledger;

/// What the book knows of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    New,
    /// An account that bought nothing, and that nobody found as a prospect.
    Idle,
    Prospect,
    Customer,
    Competitor,
    /// Found before, and not suitable.
    Disqualified,
    DoNotApproach,
}

impl Standing {
    /// Whether it keeps a candidate from becoming a prospect.
    pub const fn bars(self) -> bool {
        !matches!(self, Self::New | Self::Idle)
    }

    /// Its name for other programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Idle => "idle",
            Self::Prospect => "prospect",
            Self::Customer => "customer",
            Self::Competitor => "competitor",
            Self::Disqualified => "disqualified",
            Self::DoNotApproach => "do_not_approach",
        }
    }
}

/// A candidate as the book knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub standing: Standing,
    /// The account it is, if it is one.
    pub account: Option<RecordId>,
    /// Why a person decided not to go on with it.
    pub reason: String,
}

/// What candidates are held against: made once for a whole list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checks {
    /// By their names as they are compared.
    accounts: HashMap<String, RecordId>,
    competitors: HashSet<String>,
    prospects: HashMap<RecordId, (Option<ProspectOutcome>, String)>,
    buyers: HashSet<RecordId>,
}

impl Checks {
    pub fn of(book: &Book, ledger: &Ledger) -> Self {
        let merged = book.merged();
        let mut checks = Self::default();
        for (_, alias) in book.all::<Alias>() {
            if let Some(account) = alias.account.filter(|_| !alias.name.trim().is_empty()) {
                checks.accounts.insert(normalised(&alias.name), merged.of_account(account));
            }
        }
        // An account's own name goes before what another is called besides.
        for (id, name) in book.values(account::field::name) {
            if !name.trim().is_empty() && book.has::<Account>(id) {
                checks.accounts.insert(normalised(&name), merged.of_account(id));
            }
        }
        let competitors = book.ids::<Competitor>().map(|id| book.value(id, competitor::field::name));
        checks.competitors = competitors.filter(|name| !name.trim().is_empty()).map(|name| normalised(&name)).collect();
        for (_, Prospect { account, outcome, reason, .. }) in book.all::<Prospect>() {
            let Some(account) = account else { continue };
            let found = checks.prospects.entry(merged.of_account(account)).or_default();
            // Where accounts were merged, what keeps from approaching counts.
            if outcome >= found.0 {
                *found = (outcome, reason);
            }
        }
        let bought = ledger.accounts().filter(|(_, sales)| !purchase_days(sales).is_empty());
        checks.buyers = bought.map(|(id, _)| merged.of_account(id)).collect();
        checks
    }

    /// By its name alone.
    pub fn named(&self, name: &str) -> Known {
        self.known(self.accounts.get(&normalised(name)).copied(), name)
    }

    /// Of the account it was found to be, if it was.
    pub fn known(&self, account: Option<RecordId>, name: &str) -> Known {
        let found = account.and_then(|account| self.prospects.get(&account));
        let is_buyer = account.is_some_and(|account| self.buyers.contains(&account));
        let (standing, reason) = match found {
            Some((Some(ProspectOutcome::DoNotApproach), reason)) => (Standing::DoNotApproach, reason.clone()),
            _ if is_buyer => (Standing::Customer, String::new()),
            Some((Some(ProspectOutcome::Disqualified), reason)) => (Standing::Disqualified, reason.clone()),
            Some((None, _)) => (Standing::Prospect, String::new()),
            None if self.competitors.contains(&normalised(name)) => (Standing::Competitor, String::new()),
            None if account.is_some() => (Standing::Idle, String::new()),
            None => (Standing::New, String::new()),
        };
        Known { standing, account, reason }
    }
}

/// What a book knows of a name.
pub fn known(book: &Book, ledger: &Ledger, name: &str) -> Known {
    Checks::of(book, ledger).named(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Change, Edit, Label, RecordKind, Stamp};
    use crate::calendar::date;
    use crate::currency::Currency;
    use crate::ledger::{Batch, Line, Sales};

    fn id(number: u128) -> RecordId {
        RecordId::well_known(number)
    }

    /// A customer, an account without purchases, a prospect, two we don't go on with, and a competitor.
    fn book() -> Book {
        let mut edits: Vec<Edit> = Vec::new();
        for (number, name) in
            [(1, "Ernst Handel GmbH"), (2, "FISSA"), (3, "Casa Lusa"), (4, "Nordmat AB"), (5, "In court Ltd.")]
        {
            edits.extend(Account { name: name.into(), ..Account::default() }.create(id(number)));
        }
        let outcomes = [
            (3, None, ""),
            (4, Some(ProspectOutcome::Disqualified), "buys in Solna"),
            (5, Some(ProspectOutcome::DoNotApproach), "in court"),
        ];
        for (number, outcome, reason) in outcomes {
            let prospect =
                Prospect { account: Some(id(number)), outcome, reason: reason.into(), ..Prospect::default() };
            edits.extend(prospect.create(Prospect::of(id(number))));
        }
        edits.extend(Competitor { name: "Alpen Großhandel AG".into(), ..Competitor::default() }.create(id(9)));
        edits.extend(Alias { account: Some(id(2)), name: "Fabrica Inter".into(), ..Alias::default() }.create(id(10)));
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        book
    }

    fn ledger() -> Ledger {
        let sales = Sales { lines: vec![Line::plain(0, date(1998, 5, 6), 1)], ..Sales::default() };
        Ledger::of(Currency::default(), [&Batch { accounts: vec![id(1)], sales }])
    }

    #[test]
    fn each_candidate_is_held_against_all_the_book_knows() {
        let (book, ledger) = (book(), ledger());
        let checks = Checks::of(&book, &ledger);
        let told = |name: &str| {
            let Known { standing, account, reason } = checks.named(name);
            (standing, account, reason)
        };
        assert_eq!(told("ERNST HANDEL"), (Standing::Customer, Some(id(1)), String::new()));
        assert_eq!(told("FISSA"), (Standing::Idle, Some(id(2)), String::new()));
        assert_eq!(told("Fabrica Inter"), (Standing::Idle, Some(id(2)), String::new()), "by a confirmed name");
        assert_eq!(told("casa lusa"), (Standing::Prospect, Some(id(3)), String::new()));
        assert_eq!(told("Nordmat"), (Standing::Disqualified, Some(id(4)), "buys in Solna".into()));
        assert_eq!(told("In Court"), (Standing::DoNotApproach, Some(id(5)), "in court".into()));
        assert_eq!(told("Alpen Großhandel"), (Standing::Competitor, None, String::new()));
        assert_eq!(told("Somebody else"), (Standing::New, None, String::new()));
    }

    #[test]
    fn who_is_not_to_be_approached_stays_so_though_they_bought() {
        let book = book();
        let sales = Sales { lines: vec![Line::plain(0, date(1998, 5, 6), 1)], ..Sales::default() };
        let bought =
            |account| Ledger::of(Currency::default(), [&Batch { accounts: vec![account], sales: sales.clone() }]);
        assert_eq!(known(&book, &bought(id(5)), "In court").standing, Standing::DoNotApproach);
        assert_eq!(known(&book, &bought(id(4)), "Nordmat").standing, Standing::Customer);
        assert_eq!(known(&book, &bought(id(3)), "Casa Lusa").standing, Standing::Customer);
    }
}
