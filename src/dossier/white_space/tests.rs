//! Small accounts of which every share can be worked out by hand.

use super::*;
use crate::analysis::Config;
use crate::book::{Account, Book, Change, Edit, Label, RecordKind, Stamp, merge_accounts};
use crate::calendar::date;
use crate::ledger::{Batch, Document, Line, Sales, Valuation};

const BIG: RecordId = RecordId::well_known(1);
const SMALL: RecordId = RecordId::well_known(2);

fn amount(minor: i64) -> Option<Amount> {
    Some(Amount { minor, currency: Currency::default() })
}

/// Big buys tea for 900 and bread for 100; small buys bread for 10. A year and a half ago big bought tea
/// for 5000.
fn ledger() -> Ledger {
    let line = |customer, day, group, amount| Line { group: Some(group), ..Line::plain(customer, day, amount) };
    let lines = vec![
        line(0, date(2022, 12, 1), 0, 5000),
        line(0, date(2024, 5, 1), 0, 900),
        line(0, date(2024, 5, 2), 1, 100),
        line(1, date(2024, 6, 30), 1, 10),
    ];
    let sales = Sales { groups: vec!["Tea".into(), "Bread".into()], lines, ..Sales::new(Currency::default()) };
    Ledger::of(Currency::default(), [&Batch { accounts: vec![BIG, SMALL], sales }])
}

/// Big bought tea for 100 and small for 10, as this book sees it.
fn tea_alone(book: &Book) -> Ledger {
    let line = |customer, amount| Line {
        customer,
        day: Date::EPOCH,
        document: Some(customer),
        group: Some(0),
        amount,
        profit: Some(1),
        currency: 0,
    };
    let sales = Sales {
        documents: ["10", "11"].map(Document::from).into(),
        groups: vec!["Tea".into()],
        lines: vec![line(0, 100), line(1, 10)],
        ..Sales::default()
    };
    Ledger::of(Valuation::of(book), [&Batch { accounts: vec![BIG, SMALL], sales }])
}

fn book(records: impl IntoIterator<Item = Edit>) -> Book {
    let mut edits = Account { name: "Big".into(), ..Account::default() }.create(BIG);
    edits.extend(Account { name: "Small".into(), ..Account::default() }.create(SMALL));
    edits.extend(records);
    let mut book = Book::default();
    book.apply(&Change::new(Label::Settings, edits), Stamp { millis: 1, ..Stamp::default() });
    book
}

fn space_in(book: &Book, ledger: &Ledger, account: RecordId) -> Space {
    let analysis = Analysis::of(book, ledger, &Config::of(book));
    let dossier = Dossier::of(book, account).expect("the account is there");
    Space::of(&dossier, ledger, &Sold::of(analysis.as_ref(), ledger))
}

fn space(account: RecordId, known: &[WhiteSpace]) -> Space {
    let record = |record: &WhiteSpace| {
        let record = WhiteSpace { account: Some(account), ..record.clone() };
        record.create(WhiteSpace::of(account, &record.group))
    };
    space_in(&book(known.iter().flat_map(record)), &ledger(), account)
}

fn known(group: &str, spend: Option<Amount>, source: Option<Source>) -> WhiteSpace {
    WhiteSpace { group: group.into(), spend, source, ..WhiteSpace::default() }
}

#[test]
fn a_group_is_one_however_it_is_written() {
    let space = space(SMALL, &[known(" tea ", amount(50), None), known("Salt", None, None)]);
    let mut names: Vec<_> = space.groups.iter().map(|group| group.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Bread", "Salt", "Tea"], "the ledger's spelling counts");
    let tea = space.groups.iter().find(|group| group.name == "Tea").expect("there is tea");
    assert!(tea.is_recorded);
    assert_eq!(tea.known.spend, amount(50));
    assert_eq!(space.group(WhiteSpace::of(SMALL, "TEA")), Some(tea), "its record is found by any spelling");
}

#[test]
fn two_records_of_a_group_count_its_sales_once() {
    let mut edits = Account { name: "Big".into(), ..Account::default() }.create(BIG);
    for (number, group) in [(10, "Tea"), (11, "TEA ")] {
        let record = WhiteSpace { account: Some(BIG), ..known(group, amount(1000), None) };
        edits.extend(record.create(RecordId::well_known(number)));
    }
    let mut book = Book::default();
    book.apply(&Change::new(Label::Settings, edits), Stamp { millis: 1, ..Stamp::default() });
    let space = space_in(&book, &ledger(), BIG);
    let tea: Vec<_> = space.groups.iter().filter(|group| group.name == "Tea").collect();
    assert_eq!(tea.iter().map(|group| group.id).collect::<Vec<_>>(), [10, 11].map(RecordId::well_known));
    assert_eq!(tea.iter().map(|group| group.sold).sum::<i128>(), 900);
}

#[test]
fn two_groups_have_two_ids() {
    let renamed = WhiteSpace { account: Some(BIG), ..known("Coffee", None, None) };
    let book = book(renamed.create(WhiteSpace::of(BIG, "Tea")));
    let dossier = Dossier::of(&book, BIG).expect("the account is there");
    let space = Space::of(&dossier, &tea_alone(&book), &Sold::default());
    let mut ids: Vec<_> = space.groups.iter().map(|group| group.id).collect();
    assert_eq!(ids.len(), 2);
    ids.dedup();
    assert_eq!(ids.len(), 2);
}

#[test]
fn wallet_after_merging_duplicates() {
    let record = |account| {
        let record = WhiteSpace { account: Some(account), ..known("Tea", amount(200), Some(Source::Competitor)) };
        record.create(WhiteSpace::of(account, "Tea"))
    };
    let mut book = book([BIG, SMALL].into_iter().flat_map(record));
    book.apply(&merge_accounts(&book, SMALL, BIG), Stamp { millis: 2, ..Stamp::default() });
    assert_eq!(space_in(&book, &tea_alone(&book), BIG).total().spend, 200);
}

#[test]
fn only_the_last_twelve_months_count() {
    let space = space(BIG, &[]);
    assert_eq!(space.span, Some((date(2023, 7, 1), date(2024, 6, 30))));
    let sold: Vec<_> = space.groups.iter().map(|group| (group.name.as_str(), group.sold)).collect();
    assert_eq!(sold, [("Tea", 900), ("Bread", 100)]);
}

#[test]
fn the_room_is_what_a_typical_basket_would_bring_more() {
    let space = space(SMALL, &[known("Bread", None, Some(Source::Competitor))]);
    let tea = &space.groups[0];
    assert_eq!(tea.name, "Tea");
    // The one A account has nine tenths of tea: so would small with its ten.
    assert_eq!(tea.basket.map(|basket| (basket.own, basket.typical, basket.room)), Some((0.0, 0.9, Some(9))));
    assert_eq!(
        space.room(3).iter().map(|(group, room)| (group.name.as_str(), *room)).collect::<Vec<_>>(),
        [("Tea", 9)]
    );
}

#[test]
fn what_they_make_or_do_not_need_is_no_room() {
    for source in [Source::InHouse, Source::NotNeeded, Source::Us] {
        let space = space(SMALL, &[known("Tea", amount(100), Some(source))]);
        assert_eq!(space.room(3), []);
        assert_eq!(space.elsewhere(3), []);
    }
}

#[test]
fn the_share_of_the_wallet_says_when_it_cannot_be() {
    let yen = Amount { minor: 900, currency: "JPY".parse().expect("a currency") };
    let of = |spend| space(BIG, &[known("Tea", spend, None)]).groups[0].wallet;
    assert_eq!(of(amount(1800)), Wallet::Share(0.5));
    assert_eq!(of(amount(900)), Wallet::Share(1.0));
    assert_eq!(of(amount(600)), Wallet::Doubtful(1.5));
    assert_eq!(of(Some(yen)), Wallet::OtherCurrency);
    assert_eq!(of(amount(0)), Wallet::Unknown);
    assert_eq!(of(None), Wallet::Unknown);
}

#[test]
fn the_total_is_of_groups_whose_spend_is_known() {
    let space = space(
        BIG,
        &[
            known("Tea", amount(1800), None),
            known("Salt", amount(200), None),
            known("Ice", amount(70), Some(Source::InHouse)),
            known("Bread", amount(50), None),
        ],
    );
    // Ice they make; of bread we sell more than they are said to need.
    let total = space.total();
    assert_eq!((total.groups, total.sold, total.spend), (2, 900, 2000));
    assert_eq!(total.share(), Some(0.45));
    let elsewhere: Vec<_> = space.elsewhere(1).iter().map(|(group, value)| (group.name.as_str(), *value)).collect();
    assert_eq!(elsewhere, [("Tea", 900)]);
}

#[test]
fn without_sales_there_is_what_people_know() {
    let mut book = Book::default();
    let mut edits = Account { name: "New".into(), ..Account::default() }.create(SMALL);
    let record = WhiteSpace { account: Some(SMALL), ..known("Salt", amount(5), None) };
    edits.extend(record.create(WhiteSpace::of(SMALL, "Salt")));
    book.apply(&Change::new(Label::Settings, edits), Stamp { millis: 1, ..Stamp::default() });
    let dossier = Dossier::of(&book, SMALL).expect("the account is there");
    let space = Space::of(&dossier, &Ledger::default(), &Sold::of(None, &Ledger::default()));
    assert_eq!(space.span, None);
    assert_eq!(space.groups.len(), 1);
    assert_eq!(space.groups[0].wallet, Wallet::Share(0.0));
    assert_eq!(space.groups[0].basket, None);
}
