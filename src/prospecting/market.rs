//! The market of a book: who stands on its key list, by which weights, and how much of what they need they buy of us
//! (K4, C20).

use super::key_list::{Candidate, Criterion, Entry, Known, Weights, key_list};
use crate::analysis::purchase_days;
use crate::book::{
    Book, Change, Edit, Label, MarketProfile, Prospect, RecordId, SETTINGS, account, market_profile, prospect, settings,
};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::dossier::Dossier;
use crate::dossier::white_space::{Sold, Space};
use crate::ledger::Ledger;
use std::collections::BTreeSet;

/// What a share of what they need rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// What they spend on groups of which that is known, which are half or more of what they buy of us (C11).
    Wallet,
    /// What they could buy in a year.
    Potential,
}

/// Somebody on the key list, with where they stand on its map.
#[derive(Clone, Debug, PartialEq)]
pub struct OnList {
    pub entry: Entry,
    /// Whether they have bought nothing yet.
    pub is_prospect: bool,
    /// How much of what they need they buy of us, 0 and more, and of what; `None` where that isn't known.
    pub share: Option<(f64, Basis)>,
}

/// The figures of an account; what its own record doesn't know, those of accounts merged into it may.
pub fn profile(dossier: &Dossier) -> MarketProfile {
    let own = MarketProfile::of(dossier.id);
    let mut all: Vec<(RecordId, MarketProfile)> = dossier.all::<MarketProfile>().collect();
    all.sort_by_key(|(id, _)| (*id != own, *id));
    all.into_iter().map(|(_, profile)| profile).reduce(MarketProfile::or).unwrap_or_default()
}

/// As the list takes them. A potential in another currency isn't known in this one.
pub fn known(profile: &MarketProfile, currency: Currency, today: Date) -> Known {
    let potential = profile.potential.filter(|amount| amount.currency == currency).map(|amount| amount.minor);
    let age = profile.founded.map(|year| f64::from(today.year()) - year.as_f64()).filter(|age| *age >= 0.0);
    Known {
        potential: potential.filter(|minor| *minor >= 0),
        volume: profile.volume.map(|number| number.as_f64()),
        network: profile.network.map(|number| number.as_f64()),
        brand: profile.brand.map(|mark| mark.number()),
        employees: profile.employees.map(|number| number.as_f64()),
        age,
    }
}

/// Everybody of whom a figure is known and every prospect we go on with, ranked: no account of the archive, and none
/// that stands for many.
pub fn market(book: &Book, ledger: &Ledger, sold: &Sold, weights: Weights, today: Date) -> Vec<OnList> {
    let merged = book.merged();
    let with_figures = book.values(market_profile::field::account).map(|(_, account)| account);
    let found = book.all::<Prospect>().filter(|(_, prospect)| prospect.outcome.is_none());
    let found = found.map(|(_, prospect)| prospect.account);
    let accounts: BTreeSet<RecordId> = with_figures
        .chain(found)
        .flatten()
        .map(|account| merged.of_account(account))
        .filter(|id| book.value(*id, account::field::archived_on).is_none())
        .filter(|id| book.value(*id, account::field::stands_for).is_none())
        .collect();
    let mut shares = std::collections::BTreeMap::new();
    let candidates = accounts.into_iter().filter_map(|account| {
        let dossier = Dossier::of(book, account)?;
        let known = known(&profile(&dossier), ledger.currency(), today);
        let value = ledger.last_year(account, today);
        shares.insert(account, share(&dossier, ledger, sold, known.potential, value));
        Some(Candidate { account, name: book.name(account), known, value })
    });
    let list = key_list(candidates.collect(), weights);
    let of = |entry: Entry| OnList {
        is_prospect: purchase_days(ledger.sales(entry.account)).first().is_none_or(|day| *day > today),
        share: shares.get(&entry.account).copied().flatten(),
        entry,
    };
    list.into_iter().map(of).collect()
}

/// C20: the share of wallet where it covers half of what they buy of us, else of what they could buy.
fn share(dossier: &Dossier, ledger: &Ledger, sold: &Sold, potential: Option<i64>, value: i128) -> Option<(f64, Basis)> {
    let total = Space::of(dossier, ledger, sold).total();
    let covers_half = total.sold.max(0) * 2 >= value && value > 0;
    let wallet = total.share().filter(|_| covers_half).map(|share| (share, Basis::Wallet));
    let of_potential = || {
        let potential = potential.filter(|minor| *minor > 0)?;
        Some((value as f64 / potential as f64, Basis::Potential))
    };
    wallet.or_else(of_potential)
}

/// What is bought elsewhere, in minor units a year: by all on the list, and by those who are customers already.
pub fn bought_elsewhere(list: &[OnList]) -> (i128, i128) {
    let gap = |of: &OnList| of.entry.gap.unwrap_or_default();
    let customers = list.iter().filter(|of| !of.is_prospect).map(gap).sum();
    (list.iter().map(gap).sum(), customers)
}

impl Criterion {
    /// Its name in the settings; never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Potential => "potential",
            Self::Volume => "volume",
            Self::Network => "network",
            Self::Brand => "brand",
            Self::Employees => "employees",
            Self::Age => "age",
        }
    }
}

impl Weights {
    /// The most a criterion can weigh.
    pub const MOST: u32 = 100;

    /// What holds in a book.
    pub fn of_book(book: &Book) -> Self {
        let set = book.value(SETTINGS, settings::field::key_list_weights);
        let mut weights = Self::default();
        for (criterion, weight) in Criterion::ALL.into_iter().zip(&mut weights.0) {
            if let Some((_, own)) = set.iter().find(|(code, _)| code == criterion.code()) {
                *weight = (*own).min(Self::MOST);
            }
        }
        weights
    }

    /// With another weight for a criterion.
    pub fn with(mut self, criterion: Criterion, weight: u32) -> Self {
        if let Some(place) = self.0.get_mut(criterion as usize) {
            *place = weight.min(Self::MOST);
        }
        self
    }

    /// The change that makes it hold; what is as usual isn't stored. A criterion of a later version stays.
    pub fn change(self, book: &Book) -> Change {
        let field = settings::field::key_list_weights;
        let before = book.value(SETTINGS, field);
        let is_known = |code: &str| Criterion::ALL.iter().any(|criterion| criterion.code() == code);
        let usual = Self::default();
        let own = Criterion::ALL.into_iter().map(|criterion| (criterion, self.of(criterion)));
        let own = own.filter(|(criterion, weight)| *weight != usual.of(*criterion));
        let own = own.map(|(criterion, weight)| (criterion.code().to_owned(), weight));
        let now: Vec<(String, u32)> = before.iter().filter(|(code, _)| !is_known(code)).cloned().chain(own).collect();
        let edits: Vec<Edit> = if now == before { Vec::new() } else { vec![field.set(SETTINGS, now)] };
        Change::new(Label::Settings, edits)
    }
}

/// The accounts that bought nothing and that nobody found as a prospect, by name: who could be put on the list.
pub fn without_purchases(book: &Book, ledger: &Ledger) -> Vec<(RecordId, String)> {
    let merged = book.merged();
    let found: BTreeSet<RecordId> =
        book.values(prospect::field::account).filter_map(|(_, account)| Some(merged.of_account(account?))).collect();
    let idle = book.account_ids().filter(|id| {
        !found.contains(id)
            && purchase_days(ledger.sales(*id)).is_empty()
            && book.value(*id, account::field::archived_on).is_none()
            && book.value(*id, account::field::stands_for).is_none()
    });
    let mut all: Vec<(RecordId, String)> = idle.map(|id| (id, book.name(id))).collect();
    all.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Amount, BrandMark, RecordKind, Source, Stamp, WhiteSpace, Whole};
    use crate::dossier::testing::{ID, book, today};
    use crate::ledger::{Batch, Line, Sales};

    const OTHER: RecordId = RecordId::well_known(12);

    fn amount(minor: i64) -> Option<Amount> {
        Some(Amount { minor, currency: Currency::default() })
    }

    fn ledger(amount: i64) -> Ledger {
        let line = Line::plain(0, today().plus(-5), amount);
        let batch = Batch { accounts: vec![ID], sales: Sales { lines: vec![line], ..Sales::default() } };
        Ledger::of(Currency::default(), [&batch])
    }

    #[test]
    fn customers_and_prospects_stand_in_one_list_with_what_they_buy_elsewhere() {
        let mut edits = Account { name: "Alpenmarkt".into(), ..Account::default() }.create(OTHER);
        edits.extend(Prospect { account: Some(OTHER), ..Prospect::default() }.create(Prospect::of(OTHER)));
        for (account, potential) in [(ID, 400), (OTHER, 900)] {
            let profile = MarketProfile {
                account: Some(account),
                potential: amount(potential),
                founded: Whole::new(1948),
                brand: Some(BrandMark::National),
                ..MarketProfile::default()
            };
            edits.extend(profile.create(MarketProfile::of(account)));
        }
        let list = market(&book(edits), &ledger(100), &Sold::default(), Weights::default(), today());
        let told: Vec<_> = list
            .iter()
            .map(|of| (of.entry.name.as_str(), of.is_prospect, of.entry.gap, of.share, of.entry.known.age))
            .collect();
        let age = Some(50.0);
        let expected = [
            ("Alpenmarkt", true, Some(900), Some((0.0, Basis::Potential)), age),
            ("Ernst Handel", false, Some(300), Some((0.25, Basis::Potential)), age),
        ];
        assert_eq!(told, expected);
        assert_eq!(bought_elsewhere(&list), (1_200, 300));
    }

    #[test]
    fn a_potential_in_another_currency_is_not_known_in_this_one() {
        let foreign = Some(Amount { minor: 5, currency: "JPY".parse().unwrap_or_default() });
        let profile = MarketProfile { potential: foreign, founded: Whole::new(2200), ..MarketProfile::default() };
        let known = known(&profile, "EUR".parse().unwrap_or_default(), today());
        assert_eq!((known.potential, known.age), (None, None), "nor is an age before one was founded");
    }

    #[test]
    fn whom_we_do_not_go_on_with_is_on_the_list_for_figures_alone() {
        let out = Prospect {
            account: Some(ID),
            outcome: Some(crate::book::ProspectOutcome::Disqualified),
            ..Prospect::default()
        };
        let edits = out.create(Prospect::of(ID));
        let listed =
            |edits| market(&book(edits), &Ledger::default(), &Sold::default(), Weights::default(), today()).len();
        assert_eq!(listed(edits.clone()), 0);
        let figures = MarketProfile { account: Some(ID), network: Whole::new(3), ..MarketProfile::default() };
        assert_eq!(listed([edits, figures.create(MarketProfile::of(ID))].concat()), 1);
    }

    /// C20: what they spend by product group goes before a guess at all of it, where it covers half.
    #[test]
    fn the_share_of_wallet_goes_before_the_potential_where_it_covers_half() {
        let line = |group, amount| Line { group: Some(group), ..Line::plain(0, today().plus(-5), amount) };
        let of = |tea: i64, rice: i64| {
            let sales = Sales {
                lines: vec![line(0, tea), line(1, rice)],
                groups: vec!["Tea".into(), "Rice".into()],
                ..Sales::default()
            };
            let ledger = Ledger::of(Currency::default(), [&Batch { accounts: vec![ID], sales }]);
            let known = WhiteSpace {
                account: Some(ID),
                group: "Tea".into(),
                source: Some(Source::Competitor),
                spend: amount(500),
                ..WhiteSpace::default()
            };
            let figures = MarketProfile { account: Some(ID), potential: amount(1_000), ..MarketProfile::default() };
            let edits = [known.create(WhiteSpace::of(ID, "Tea")), figures.create(MarketProfile::of(ID))].concat();
            let book = book(edits);
            let analysis = crate::analysis::Analysis::of(&book, &ledger, &crate::analysis::Config::default());
            let sold = Sold::of(analysis.as_ref(), &ledger);
            market(&book, &ledger, &sold, Weights::default(), today()).first().and_then(|of| of.share)
        };
        assert_eq!(of(100, 100), Some((0.2, Basis::Wallet)));
        assert_eq!(of(100, 101), Some((0.201, Basis::Potential)));
    }

    #[test]
    fn weights_are_used_in_one_change_and_taken_back_in_one() {
        let mut book = book(Vec::new());
        let draft = Weights::default().with(Criterion::Brand, 30).with(Criterion::Age, 900);
        assert_eq!(draft.0, [40, 15, 15, 30, 10, 100]);
        let later = settings::field::key_list_weights.set(SETTINGS, vec![("soul".into(), 7)]);
        book.apply(&Change::new(Label::Settings, vec![later]), Stamp { millis: 2, ..Stamp::default() });
        let back = book.apply(&draft.change(&book), Stamp { millis: 3, ..Stamp::default() });
        assert_eq!(Weights::of_book(&book), draft);
        assert_eq!(draft.change(&book).edits, []);
        assert!(book.value(SETTINGS, settings::field::key_list_weights).contains(&("soul".into(), 7)));
        book.apply(&back, Stamp { millis: 4, ..Stamp::default() });
        assert_eq!(Weights::of_book(&book), Weights::default());
    }

    #[test]
    fn who_bought_nothing_and_was_not_found_could_be() {
        let idle = |edits, ledger: &Ledger| {
            without_purchases(&book(edits), ledger).into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(idle(Vec::new(), &Ledger::default()), ["Ernst Handel"]);
        assert!(idle(Vec::new(), &ledger(1)).is_empty());
        let found = Prospect { account: Some(ID), ..Prospect::default() }.create(Prospect::of(ID));
        assert!(idle(found, &Ledger::default()).is_empty());
    }
}
