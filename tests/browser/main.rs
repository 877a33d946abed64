//! What only a browser can tell: storage, formats, the page's own frame. Run by
//! `wasm-bindgen-test-runner` in headless Chromium.
#![cfg(target_arch = "wasm32")]

use vital_few::book::{Account, Actor, Book, Change, Label, RecordId, RecordKind, Stamp};
use vital_few::browser::intl::Formats;
use vital_few::browser::{batches, clock, records};
use vital_few::calendar::Date;
use vital_few::ledger::{Batch, Currency, Line, Sales};
use vital_few::text::Language;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn book_with(id: RecordId, name: &str) -> Book {
    let mut book = Book::default();
    let account = Account { name: name.into(), ..Account::default() };
    let change = Change::new(Label::AddAccount { account: name.into() }, account.create(id));
    book.apply(&change, Stamp { millis: clock::now(), counter: 0, actor: Actor(1) });
    book
}

#[wasm_bindgen_test]
fn a_record_is_there_when_the_page_opens_again() {
    records::remove_all();
    let id = clock::new_id();
    let book = book_with(id, "Königlich Essen");
    records::write(id, book.record(id).expect("written above")).expect("storage takes it");
    let opened = records::open(Actor(2));
    assert!(opened.usable);
    assert_eq!(opened.book, book);
    records::remove_all();
    assert!(records::open(Actor(2)).book.is_empty());
}

#[wasm_bindgen_test]
fn damaged_records_are_counted_and_left_alone() {
    records::remove_all();
    let store = web_sys::window().and_then(|window| window.local_storage().ok().flatten()).expect("local storage");
    let key = format!("vital-few/record/{}", clock::new_id());
    store.set_item(&key, "{\"kind\":").expect("storage takes it");
    let opened = records::open(Actor(2));
    assert_eq!(opened.damaged.as_slice(), std::slice::from_ref(&key));
    assert_eq!(store.get_item(&key).expect("readable").as_deref(), Some("{\"kind\":"));
    records::remove_all();
}

#[wasm_bindgen_test]
fn a_full_store_says_that_nothing_was_written() {
    records::remove_all();
    let id = clock::new_id();
    let before = book_with(id, "Alfa");
    records::write(id, before.record(id).expect("written above")).expect("storage takes it");
    let after = book_with(id, &"x".repeat(6_000_000));
    records::write(id, after.record(id).expect("written above")).expect_err("five megabytes are all there is");
    assert_eq!(records::open(Actor(2)).book, before, "what was there is there");
    records::remove_all();
}

#[wasm_bindgen_test]
async fn a_batch_survives_its_store() {
    let day = Date::new(2024, 2, 29).expect("a day");
    let line = Line { customer: 0, day, document: Some(0), group: None, amount: -1_234, profit: Some(5) };
    let sales = Sales { documents: vec!["№ 1".into()], lines: vec![line], ..Sales::default() };
    let batch = Batch { accounts: vec![clock::new_id()], sales };
    let id = clock::new_id();
    batches::write(id, &batch).await.expect("a store takes it");
    assert_eq!(batches::read(id).await, Some(batch));
    batches::remove_all().await.expect("the store lets go");
    assert_eq!(batches::read(id).await, None);
}

#[wasm_bindgen_test]
fn numbers_and_days_are_the_languages_own() {
    let english = Formats::new(Language::English);
    let euro: Currency = "EUR".parse().expect("a currency");
    assert_eq!(english.money(euro, 123_456_789), "1,234,567.89");
    assert_eq!(english.money(euro, -5), "-0.05");
    // Beyond what a float holds exactly.
    assert_eq!(english.money(euro, 900_719_925_474_099_301), "9,007,199,254,740,993.01");
    assert_eq!(english.money("JPY".parse().expect("a currency"), 1_234), "1,234");
    assert_eq!(english.day(Date::new(1996, 7, 4).expect("a day")), "4 Jul 1996");
    let russian = Formats::new(Language::Russian);
    assert_eq!((russian.plural(1), russian.plural(3), russian.plural(5)), ("one".into(), "few".into(), "many".into()));
    let persian = Formats::new(Language::Persian);
    assert_eq!(persian.count(89), "۸۹");
    // 15 Tir 1375 is 5 July 1996 in the Persian calendar; periods stay Gregorian.
    assert!(persian.day(Date::new(1996, 7, 5).expect("a day")).contains("۱۳۷۵"));
    assert_eq!(persian.year(Date::new(1996, 7, 5).expect("a day")), "۱۹۹۶");
}

#[wasm_bindgen_test]
fn ids_sort_by_time_and_differ() {
    let ids: Vec<RecordId> = (0..100).map(|_| clock::new_id()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}
