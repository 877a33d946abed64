//! Customers and accounts, matched and suggested.

use super::*;
use crate::book::{Change, Label, Stamp, merge_accounts};
use proptest::prelude::*;

fn id(number: u128) -> RecordId {
    RecordId::well_known(number)
}

fn account(number: u128, external_id: &str, name: &str) -> (RecordId, Account) {
    let account = Account { name: name.into(), external_id: external_id.into(), ..Account::default() };
    (id(number), account)
}

fn customer((external_id, name): &(&str, &str)) -> Customer {
    Customer { external_id: (*external_id).into(), name: (*name).into(), ..Customer::default() }
}

fn taxed(external_id: &str, tax_id: &str, name: &str) -> Customer {
    Customer { tax_id: tax_id.into(), ..customer(&(external_id, name)) }
}

fn known(accounts: impl IntoIterator<Item = (RecordId, Account)>) -> Known {
    let accounts = accounts.into_iter().map(|(id, account)| KnownAccount::new(id, account)).collect();
    Known { accounts, ..Known::default() }
}

fn matched(customers: &[(&str, &str)], accounts: &[(RecordId, Account)]) -> Vec<Option<RecordId>> {
    let customers: Vec<Customer> = customers.iter().map(customer).collect();
    match_customers(&customers, &known(accounts.iter().cloned())).into_iter().map(|found| found.account).collect()
}

fn ways(customers: &[Customer], known: &Known) -> Vec<(Option<RecordId>, MatchedBy)> {
    match_customers(customers, known).into_iter().map(|found| (found.account, found.by)).collect()
}

#[test]
fn an_id_matches_before_a_name() {
    let accounts = [account(1, "ERNSH", "Ernst Handel"), account(2, "", "Acme")];
    let (ernst, acme) = (Some(id(1)), Some(id(2)));
    assert_eq!(matched(&[("ERNSH", "Another name")], &accounts), [ernst]);
    assert_eq!(matched(&[("", "ERNST HANDEL GmbH")], &accounts), [ernst]);
    assert_eq!(matched(&[("A1", "Acme Ltd")], &accounts), [acme]);
    // The same name under another id is another customer.
    assert_eq!(matched(&[("OTHER", "Ernst Handel")], &accounts), [None]);
    assert_eq!(matched(&[("A1", "Acme"), ("A2", "Acme")], &accounts), [acme, None]);
}

#[test]
fn two_customers_share_an_account_only_by_the_same_name() {
    let accounts = [account(1, "ERNSH", "Ernst Handel")];
    let ernst = Some(id(1));
    assert_eq!(matched(&[("ERNSH", "Ernst Handel"), ("", "Ernst Handel")], &accounts), [ernst, ernst]);
    assert_eq!(matched(&[("ERNSH", "Renamed"), ("", "Ernst Handel")], &accounts), [ernst, None]);
}

#[test]
fn a_name_of_several_accounts_matches_none() {
    let accounts = [account(1, "", "Acme"), account(2, "", "ACME GmbH")];
    assert_eq!(matched(&[("", "acme")], &accounts), [None]);
    // One that is written just so is meant.
    assert_eq!(matched(&[("", "Acme")], &accounts), [Some(RecordId::well_known(1))]);
}

#[test]
fn a_tax_number_matches_before_a_name() {
    let mut accounts = [account(1, "", "Ромашка"), account(2, "", "Василёк")];
    accounts[0].1.tax_id = "0701234567".into();
    let known = known(accounts);
    let found = ways(
        &[taxed("", "07 0123 4567", "Василек"), taxed("", "701234567", "Ромашка"), taxed("", "", "Василек")],
        &known,
    );
    let expected = [(Some(id(1)), MatchedBy::TaxId), (None, MatchedBy::Nothing), (Some(id(2)), MatchedBy::Name)];
    assert_eq!(found, expected);
}

#[test]
fn a_tax_number_under_another_id_needs_the_name() {
    let mut accounts = [account(1, "A1", "Ромашка")];
    accounts[0].1.tax_id = "7701234567".into();
    let known = known(accounts);
    // Another system numbers anew.
    assert_eq!(ways(&[taxed("X9", "7701234567", "ООО Ромашка")], &known), [(Some(id(1)), MatchedBy::TaxId)]);
    // A branch is a customer of its own.
    assert_eq!(ways(&[taxed("X9", "7701234567", "Ромашка склад")], &known), [(None, MatchedBy::Nothing)]);
    let both = [taxed("A1", "7701234567", "Ромашка"), taxed("X9", "7701234567", "Ромашка")];
    assert_eq!(ways(&both, &known), [(Some(id(1)), MatchedBy::ExternalId), (None, MatchedBy::Nothing)]);
}

#[test]
fn an_alias_matches_by_name_or_number() {
    let mut known = known([account(1, "A1", "Ромашка"), account(2, "", "Василёк")]);
    let alias = |name: &str, external_id: &str| KnownAlias {
        account: id(1),
        name: name.into(),
        external_id: external_id.into(),
        tax_id: String::new(),
    };
    known.aliases = vec![alias("Ромашка склад", ""), alias("", "B7")];
    let customers =
        [("", "РОМАШКА (склад)"), ("B7", "Whoever"), ("Z", "Ромашка склад"), ("", "Ромашка")].map(|c| customer(&c));
    let by = |by| (Some(id(1)), by);
    let nothing = (None, MatchedBy::Nothing);
    assert_eq!(ways(&customers, &known), [by(MatchedBy::Alias), by(MatchedBy::Alias), nothing, by(MatchedBy::Name)]);
}

#[test]
fn what_was_merged_leads_to_the_account_that_counts() {
    let mut book = Book::default();
    let accounts = [account(1, "A1", "Ромашка"), account(2, "B2", "Ромашка склад")];
    let edits = accounts.iter().flat_map(|(id, account)| account.create(*id)).collect();
    book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
    let undo = book.apply(&merge_accounts(&book, id(2), id(1)), Stamp { millis: 2, ..Stamp::default() });
    let customers = [("B2", "Whoever"), ("", "Ромашка склад")].map(|c| customer(&c));
    let merged = Known::of(&book);
    assert_eq!(ways(&customers, &merged), [(Some(id(1)), MatchedBy::Alias); 2]);
    assert_eq!(merged.accounts.len(), 1);
    book.apply(&undo, Stamp { millis: 3, ..Stamp::default() });
    let found: Vec<_> = ways(&customers, &Known::of(&book)).into_iter().map(|(account, _)| account).collect();
    // The number now is taken under another name.
    assert_eq!(found, [Some(id(2)), None]);
}

fn suggested(customers: &[Customer], known: &Known) -> Vec<(u32, RecordId, Likeness)> {
    let matches = match_customers(customers, known);
    let found = suggestions(customers, &matches, known).into_iter();
    found
        .filter_map(|suggestion| match suggestion.subject {
            Subject::Customer(number) => Some((number, suggestion.account, suggestion.reason)),
            Subject::Account(_) => None,
        })
        .collect()
}

#[test]
fn similar_names_are_suggested_never_matched() {
    let known = known([account(1, "ERNSH", "Ernst Handel"), account(2, "", "Königlich Essen"), account(3, "", "Alfa")]);
    let customers = [("", "Ernst Hendel"), ("", "Koniglich Essen GmbH"), ("X", "Ernst Handel"), ("", "Omega")];
    let customers = customers.map(|c| customer(&c));
    assert!(ways(&customers, &known).iter().all(|(account, _)| account.is_none()));
    assert_eq!(
        suggested(&customers, &known),
        [(0, id(1), Likeness::SimilarName), (1, id(2), Likeness::SimilarName), (2, id(1), Likeness::SameName)]
    );
}

#[test]
fn a_branch_with_the_same_tax_number_is_suggested() {
    let mut accounts = [account(1, "A1", "Ромашка")];
    accounts[0].1.tax_id = "7701234567".into();
    let found = suggested(&[taxed("X9", "7701234567", "Склад на Мира")], &known(accounts));
    assert_eq!(found, [(0, id(1), Likeness::TaxId)]);
}

#[test]
fn likely_duplicates_have_a_reason() {
    let with = |number, name: &str, change: fn(&mut Account)| {
        let (id, mut account) = account(number, "", name);
        change(&mut account);
        (id, account)
    };
    let mut known = known([
        with(1, "Ромашка", |account| account.phone = "+7 495 123-45-67".into()),
        with(2, "Цветы", |account| account.phone = "8 (495) 1234567".into()),
        with(3, "Hungry Coyote", |account| account.email = "a@coyote.example".into()),
        with(4, "Coyote Import", |account| account.email = "b@coyote.example".into()),
        with(5, "Ernst Handel", |account| (account.address, account.city) = ("Kirchgasse 6".into(), "Graz".into())),
        with(6, "Handelshaus", |account| (account.address, account.city) = ("Kirchgasse 6".into(), "Graz".into())),
        with(7, "Around the Horn", |account| account.tax_id = "1234567".into()),
        with(8, "Around the Horne", |account| account.tax_id = "7654321".into()),
        with(9, "Blauer See", |account| account.email = "a@gmail.com".into()),
        with(10, "Bon app", |account| account.email = "b@gmail.com".into()),
        with(11, "Folk och fä", |_| ()),
        with(12, "Folk och fä HB", |_| ()),
    ]);
    let pairs = |known: &Known| -> Vec<(RecordId, Subject, Likeness)> {
        let found = duplicates(known).into_iter();
        found.map(|pair| (pair.account, pair.subject, pair.reason)).collect()
    };
    let pair = |one, other, reason| (id(one), Subject::Account(id(other)), reason);
    let mut found = pairs(&known);
    found.sort_by_key(|(account, ..)| *account);
    assert_eq!(
        found,
        [
            pair(1, 2, Likeness::Phone),
            pair(3, 4, Likeness::Mail),
            pair(5, 6, Likeness::Address),
            pair(11, 12, Likeness::SimilarName)
        ]
    );
    known.distinct = vec![(id(2), id(1)), (id(3), id(4))];
    assert_eq!(pairs(&known).len(), 2, "what a person denied isn't suggested again");
}

#[test]
fn what_is_known_reaches_the_worker() {
    let known = known([account(1, "A1", "Ромашка")]);
    let sent = crate::exchange::message::packed(&known);
    assert_eq!(crate::exchange::message::unpacked::<Known>(&sent), Some(known));
}

/// Many companies of few words, with slips.
fn names(count: usize) -> Vec<String> {
    let words = ["Nord", "Handel", "Trade", "Север", "Group", "Food", "Market", "Import", "Elektro", "Bau"];
    (0..count)
        .map(|number| {
            let word = |at: usize| words.get(number / at % words.len()).copied().unwrap_or_default();
            let own: String = (0..7).map(|at| char::from(b'a' + (number * (at * 7 + 3) / 5 % 26) as u8)).collect();
            format!("{own} {} {}", word(1), word(10))
        })
        .collect()
}

#[test]
fn many_are_compared_with_few() {
    let accounts = names(10_000).into_iter().enumerate().map(|(at, name)| account(at as u128 + 1, "", &name));
    let known = known(accounts);
    let facts: Vec<index::Facts> = known.accounts.iter().map(index::Facts::of_account).collect();
    let index = index::Index::of(&facts);
    assert!(facts.iter().all(|facts| index.candidates(facts).len() <= 64));
    assert!(!duplicates(&known).is_empty());
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(texts in prop::collection::vec(("\\PC{0,30}", "\\PC{0,12}", "\\PC{0,12}"), 0..12)) {
        let accounts = texts.iter().zip(1..).map(|((name, id, other), number)| {
            let (account, mut facts) = account(number, id, name);
            facts.tax_id.clone_from(other);
            facts.phone.clone_from(other);
            facts.email.clone_from(id);
            facts.address.clone_from(name);
            (account, facts)
        });
        let known = known(accounts);
        let customers: Vec<Customer> = texts.iter().map(|(id, tax, name)| taxed(id, tax, name)).collect();
        let matches = match_customers(&customers, &known);
        prop_assert_eq!(matches.len(), customers.len());
        suggestions(&customers, &matches, &known);
        duplicates(&known);
    }

    /// A book matched with itself: every account that is told apart by its number is found.
    #[test]
    fn everybody_is_found_by_their_own_number(names in prop::collection::vec("[ab]{1,2}", 1..8)) {
        let accounts = names.iter().zip(1u128..).map(|(name, number)| account(number, &number.to_string(), name));
        let known = known(accounts);
        let customers: Vec<Customer> =
            names.iter().zip(1..).map(|(name, number): (_, u32)| customer(&(&number.to_string(), name))).collect();
        let found = match_customers(&customers, &known);
        prop_assert!(found.iter().zip(1..).all(|(found, number)| found.account == Some(id(number))));
    }
}
