//! Opportunities of one account and of all: what they are worth together, and how one comes out of white space (R6).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::white_space::Group;
use crate::book::{Amount, Book, Opportunity, OpportunitySource, RecordId, RecordKind, account};
use crate::calendar::Date;
use crate::currency::Currency;

/// What open opportunities in one currency are worth in a year, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    pub currency: Currency,
    /// How many say what they are worth.
    pub count: usize,
    pub value: i128,
    /// Weighed by likelihood, each rounded; those without a likelihood count for nothing.
    pub weighted: i128,
}

/// What those of these that are open are worth, by currency: none is turned into another.
pub fn worth<'a>(opportunities: impl IntoIterator<Item = &'a Opportunity>) -> Vec<Worth> {
    let mut all: BTreeMap<Currency, Worth> = BTreeMap::new();
    for opportunity in opportunities.into_iter().filter(|opportunity| opportunity.is_open()) {
        let Some(Amount { minor, currency }) = opportunity.value else { continue };
        let worth = all.entry(currency).or_insert(Worth { currency, count: 0, value: 0, weighted: 0 });
        worth.count += 1;
        worth.value += i128::from(minor);
        worth.weighted += opportunity.weighted().map_or(0, |weighted| i128::from(weighted.minor));
    }
    all.into_values().collect()
}

/// Open ones first, by their next day and then by worth; then the others, the last settled first.
pub fn sort(opportunities: &mut [(RecordId, Opportunity)]) {
    opportunities.sort_by_cached_key(|(id, of)| {
        let value = of.weighted().or(of.value).map(|value| value.minor);
        (
            !of.is_open(),
            of.next_on.is_none() && of.is_open(),
            of.next_on.filter(|_| of.is_open()),
            Reverse(of.settled),
            Reverse(value),
            *id,
        )
    });
}

/// An open opportunity with whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenOpportunity {
    pub id: RecordId,
    pub account: RecordId,
    /// What the account is called.
    pub name: String,
    /// Who of ours sees to it, else who answers for the account.
    pub owner: Option<RecordId>,
    pub opportunity: Opportunity,
}

/// Every open opportunity of accounts that aren't in the archive: what is worth most by its likelihood first, then
/// what is worth most, then by account and id.
pub fn all_open(book: &Book) -> Vec<OpenOpportunity> {
    let merged = book.merged();
    let open = book.all::<Opportunity>().filter(|(_, opportunity)| opportunity.is_open());
    let mut all: Vec<OpenOpportunity> = open
        .filter_map(|(id, opportunity)| {
            let account = merged.of_account(opportunity.account?);
            let is_listed =
                book.has::<crate::book::Account>(account) && book.value(account, account::field::archived_on).is_none();
            let owner = opportunity.colleagues.first().copied();
            let owner = owner.or_else(|| book.value(account, account::field::owner));
            let name = book.name(account);
            is_listed.then_some(OpenOpportunity { id, account, name, owner, opportunity })
        })
        .collect();
    all.sort_by_cached_key(|of| {
        let minor = |amount: Option<Amount>| amount.map(|amount| amount.minor);
        let (weighted, value) = (minor(of.opportunity.weighted()), minor(of.opportunity.value));
        (Reverse(weighted), Reverse(value), of.name.clone(), of.id)
    });
    all
}

/// The opportunity that a product group is, with an account: worth what they spend on it elsewhere, else the room
/// that other baskets leave. `None` if there is neither, or one of this group is open already.
pub fn in_space<'a>(
    group: &Group,
    currency: Currency,
    today: Date,
    held: impl IntoIterator<Item = &'a Opportunity>,
) -> Option<Opportunity> {
    let name = |name: &str| name.trim().to_lowercase();
    let mut held = held.into_iter().filter(|held| held.is_open());
    if !group.is_open() || held.any(|held| name(&held.group) == name(&group.name)) {
        return None;
    }
    let minor = group.elsewhere().or_else(|| group.room())?;
    Some(Opportunity {
        day: Some(today),
        what: group.name.clone(),
        source: Some(OpportunitySource::WhiteSpace),
        group: group.name.clone(),
        value: Some(Amount { minor: i64::try_from(minor).ok()?, currency }),
        ..Opportunity::default()
    })
}

/// Its record: the same in every book, so that two colleagues who see it on one day see one.
pub fn id_in_space(account: RecordId, group: &str, today: Date) -> RecordId {
    RecordId::derived(account, &format!("{} {} {today}", Opportunity::KIND, group.trim().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Account, Change, Label, Likelihood, OpportunityOutcome, Source, Stamp, WhiteSpace};
    use crate::calendar::date;
    use crate::dossier::white_space::{Basket, Wallet};

    fn amount(minor: i64, code: &str) -> Option<Amount> {
        Some(Amount { minor, currency: code.parse().unwrap_or_default() })
    }

    fn today() -> Date {
        date(1998, 5, 6)
    }

    #[test]
    fn open_ones_are_summed_by_currency_and_weighed() {
        let of = |value, likelihood| Opportunity { value, likelihood, ..Opportunity::default() };
        let won = Opportunity { outcome: Some(OpportunityOutcome::Won), ..of(amount(9_999, "EUR"), None) };
        let all = [
            of(amount(1_000, "EUR"), Some(Likelihood::Half)),
            of(amount(501, "EUR"), Some(Likelihood::Ten)),
            of(amount(300, "EUR"), None),
            of(amount(70, "USD"), Some(Likelihood::Ninety)),
            of(None, Some(Likelihood::Ninety)),
            won,
        ];
        let told: Vec<_> =
            worth(&all).into_iter().map(|of| (of.currency.to_string(), of.count, of.value, of.weighted)).collect();
        assert_eq!(told, [("EUR".into(), 3, 1_801, 550), ("USD".into(), 1, 70, 63)]);
    }

    fn group(source: Option<Source>, spend: Option<Amount>, room: Option<i128>) -> Group {
        let wallet = if spend.is_some() { Wallet::Share(0.25) } else { Wallet::Unknown };
        Group {
            id: RecordId::well_known(7),
            name: "Tea".into(),
            is_recorded: true,
            known: WhiteSpace { source, spend, ..WhiteSpace::default() },
            sold: 250,
            wallet,
            basket: room.map(|room| Basket { own: 0.0, typical: 0.1, room: Some(room) }),
        }
    }

    #[test]
    fn a_group_is_worth_what_they_spend_elsewhere_else_its_room() {
        let currency: Currency = "EUR".parse().unwrap_or_default();
        let seen = |group: &Group, held: &[Opportunity]| in_space(group, currency, today(), held);
        let spent = group(None, amount(1_000, "EUR"), Some(400));
        let found = seen(&spent, &[]).expect("they spend 750 elsewhere");
        assert_eq!((found.value, found.group.as_str(), found.day), (amount(750, "EUR"), "Tea", Some(today())));
        assert_eq!(found.source, Some(OpportunitySource::WhiteSpace));
        assert_eq!(seen(&group(None, None, Some(400)), &[]).and_then(|of| of.value), amount(400, "EUR"));
        assert_eq!(seen(&group(None, None, None), &[]), None);
        assert_eq!(seen(&group(Some(Source::NotNeeded), amount(1_000, "EUR"), None), &[]), None);
        // One that is open is enough; one that ended may be seen again.
        let open = Opportunity { group: " tea".into(), ..Opportunity::default() };
        assert_eq!(seen(&spent, std::slice::from_ref(&open)), None);
        let lost = Opportunity { outcome: Some(OpportunityOutcome::Lost), ..open };
        assert!(seen(&spent, &[lost]).is_some());
    }

    #[test]
    fn all_open_ones_stand_by_what_they_are_worth() {
        let (alfa, beta) = (RecordId::well_known(1), RecordId::well_known(2));
        let mut edits =
            Account { name: "Alfa".into(), owner: Some(RecordId::well_known(9)), ..Account::default() }.create(alfa);
        let archived = Account { name: "Beta".into(), archived_on: Some(today()), ..Account::default() };
        edits.extend(archived.create(beta));
        let of = |account, minor, likelihood| Opportunity {
            account: Some(account),
            value: amount(minor, "EUR"),
            likelihood,
            ..Opportunity::default()
        };
        let all = [
            of(alfa, 100, Some(Likelihood::Half)),
            of(alfa, 900, None),
            of(alfa, 200, Some(Likelihood::Half)),
            of(beta, 9_000, Some(Likelihood::Ninety)),
            Opportunity { outcome: Some(OpportunityOutcome::Won), ..of(alfa, 5_000, None) },
        ];
        edits.extend((10..).zip(&all).flat_map(|(at, of)| of.create(RecordId::well_known(at))));
        let mut book = Book::default();
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        let open = all_open(&book);
        let order: Vec<_> = open.iter().map(|of| of.opportunity.value.map(|value| value.minor)).collect();
        assert_eq!(order, [Some(200), Some(100), Some(900)]);
        assert!(open.iter().all(|of| of.owner == Some(RecordId::well_known(9)) && of.name == "Alfa"));
    }
}
