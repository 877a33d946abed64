//! What only a browser can tell: storage, formats, the page's own frame. Run by
//! `wasm-bindgen-test-runner` in headless Chromium.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use vital_few::book::{Account, Actor, Book, Change, Label, RecordId, RecordKind, Stamp};
use vital_few::browser::intl::Formats;
use vital_few::browser::persister::Persister;
use vital_few::browser::picture::{Caption, Picture};
use vital_few::browser::shelf::LocalShelf;
use vital_few::browser::vault::Database;
use vital_few::browser::{clock, preferences, scheduling};
use vital_few::calendar::Date;
use vital_few::currency::Currency;
use vital_few::journal::{
    Act, Entry, Image, Opened, StoreError, StoreEvent, Table, Transaction, Trouble, Value, Vault, Verdict,
};
use vital_few::ledger::{Batch, Line, Sales};
use vital_few::text::Language;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn storage() -> web_sys::Storage {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).expect("local storage")
}

async fn database() -> Database {
    Database::open(|_| {}).await.expect("IndexedDB")
}

/// Runs a script of the page's; what it returns.
async fn script(text: &str) -> wasm_bindgen::JsValue {
    let value = js_sys::Function::new_no_args(text).call0(&wasm_bindgen::JsValue::NULL).expect("it runs");
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&value)).await.expect("it comes to something")
}

/// An account with a name, and the book with it.
fn named(id: RecordId, name: &str) -> (Arc<Entry>, Book) {
    let mut book = Book::default();
    let account = Account { name: name.into(), ..Account::default() };
    let change = Change::new(Label::AddAccount { account: name.into() }, account.create(id));
    let stamp = Stamp { millis: clock::now(), counter: 0, actor: Actor(1) };
    let inverse = book.apply(&change, stamp).edits;
    (Arc::new(Entry { stamp, act: Act::Do, change, inverse, replaces: None, after: None }), book)
}

/// A page without a face: its persister, and what the persister said.
struct Page {
    persister: Rc<Persister>,
    opened: Opened,
    book: Rc<RefCell<Arc<Book>>>,
    said: Rc<RefCell<Vec<StoreEvent>>>,
}

impl Page {
    async fn open() -> Self {
        let said = Rc::new(RefCell::new(Vec::new()));
        let book = Rc::new(RefCell::new(Arc::new(Book::default())));
        let (hears, shows) = (said.clone(), book.clone());
        let found = Persister::open(move |event| hears.borrow_mut().push(event), move || shows.borrow().clone()).await;
        *book.borrow_mut() = Arc::new(found.opened.book.clone());
        found.persister.start(&found.opened);
        Self { persister: found.persister, opened: found.opened, book, said }
    }

    /// Waits until something was said.
    async fn hears(&self, wanted: impl Fn(&StoreEvent) -> bool) {
        for _ in 0..500 {
            if self.said.borrow().iter().any(&wanted) {
                return;
            }
            scheduling::yield_now().await;
        }
        panic!("never heard, only {:?}", self.said.borrow());
    }

    async fn is_saved(&self) {
        self.hears(|event| matches!(event, StoreEvent::Saved)).await;
    }
}

async fn erased() {
    let page = Page::open().await;
    page.persister.erase().await.expect("the stores let go");
    storage().remove_item("filling").expect("a store lets go");
}

#[wasm_bindgen_test]
async fn what_is_kept_is_in_both_stores_and_there_when_the_page_opens_again() {
    erased().await;
    let page = Page::open().await;
    assert_eq!(page.opened.verdict, Verdict::Fresh);
    let (entry, book) = named(clock::new_id(), "Königlich Essen");
    *page.book.borrow_mut() = Arc::new(book.clone());
    page.persister.keep(entry, Vec::new());
    page.is_saved().await;
    // The shelf follows in a turn of its own.
    for _ in 0..20 {
        scheduling::yield_now().await;
    }
    let (image, _) = Image::read(Some(&database().await), LocalShelf::find().as_ref(), None).await;
    assert_eq!(image.shelf.records, image.vault.records);
    assert_eq!(image.vault.entries.len(), 1);
    let again = Page::open().await;
    assert_eq!((again.opened.verdict, &again.opened.book), (Verdict::Whole, &book));
    assert!(again.opened.log.undoable().is_some());
    erased().await;
}

#[wasm_bindgen_test]
async fn a_transaction_that_is_dropped_wrote_nothing() {
    erased().await;
    let database = database().await;
    let mut transaction = database.begin().await.expect("a transaction");
    transaction.put(Table::Records, "a".into(), Value::Text("1".into())).await.expect("taken");
    drop(transaction);
    let mut transaction = database.begin().await.expect("a transaction");
    for number in 0..250 {
        let text = Value::Text(format!("{number}"));
        transaction.put(Table::Journal, format!("{number:03}"), text).await.expect("taken");
    }
    transaction.commit().await.expect("on the disk");
    let mut transaction = database.begin().await.expect("a transaction");
    let found = transaction.get(Table::Records, vec!["a".into()]).await.expect("read");
    assert_eq!(found, [None]);
    let last = transaction.all(Table::Journal, Some(2)).await.expect("read");
    assert_eq!(last.into_iter().collect::<Vec<_>>(), [("248".into(), "248".into()), ("249".into(), "249".into())]);
    assert_eq!(transaction.all(Table::Journal, None).await.expect("read").len(), 250);
    assert_eq!(transaction.all(Table::Journal, Some(900)).await.expect("read").len(), 250);
    drop(transaction);
    erased().await;
}

#[wasm_bindgen_test]
async fn tabs_hear_of_each_other() {
    erased().await;
    let (one, other) = (Page::open().await, Page::open().await);
    let (entry, book) = named(clock::new_id(), "Alfa");
    *one.book.borrow_mut() = Arc::new(book);
    one.persister.keep(entry.clone(), Vec::new());
    other.hears(|event| matches!(event, StoreEvent::Heard(heard) if heard.stamp == entry.stamp)).await;
    one.persister.erase().await.expect("the stores let go");
    other.hears(|event| matches!(event, StoreEvent::Erased)).await;
    erased().await;
}

#[wasm_bindgen_test]
async fn a_newer_version_takes_the_database_over() {
    erased().await;
    let page = Page::open().await;
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten()).expect("IndexedDB");
    let request = factory.open_with_u32("vital-few", 999).expect("asked");
    page.hears(|event| matches!(event, StoreEvent::Outdated)).await;
    while request.ready_state() == web_sys::IdbRequestReadyState::Pending {
        scheduling::yield_now().await;
    }
    let newer: web_sys::IdbDatabase = request.result().expect("opened").unchecked_into();
    newer.close();
    let again = Page::open().await;
    assert_eq!(again.opened.verdict, Verdict::Newer);
    let deleted = factory.delete_database("vital-few").expect("asked");
    while deleted.ready_state() == web_sys::IdbRequestReadyState::Pending {
        scheduling::yield_now().await;
    }
}

#[wasm_bindgen_test]
async fn a_full_shelf_is_said_and_the_vault_has_everything() {
    erased().await;
    let page = Page::open().await;
    // Half of what is left, again and again, until not even a letter fits.
    let (mut filling, mut size) = (String::new(), 4_000_000);
    while size > 0 {
        let longer = format!("{filling}{}", "x".repeat(size));
        match storage().set_item("filling", &longer) {
            Ok(()) => filling = longer,
            Err(_) => size /= 2,
        }
    }
    let (entry, book) = named(clock::new_id(), "Alfa");
    *page.book.borrow_mut() = Arc::new(book.clone());
    page.persister.keep(entry, Vec::new());
    page.is_saved().await;
    page.hears(|event| matches!(event, StoreEvent::Trouble(Trouble::Shelf(_)))).await;
    let again = Page::open().await;
    assert_eq!((again.opened.verdict, &again.opened.book), (Verdict::Whole, &book));
    erased().await;
}

/// Bug: a key that was a number stood for none, and each text after it was taken for its neighbour's.
#[wasm_bindgen_test]
async fn foreign_keys_do_not_shift_the_others() {
    erased().await;
    let database = database().await;
    let mut transaction = database.begin().await.expect("a transaction");
    for key in ["a", "b"] {
        transaction.put(Table::Records, key.into(), Value::Text(key.into())).await.expect("taken");
    }
    transaction.commit().await.expect("on the disk");
    script(
        "return new Promise((resolve, reject) => {
            const request = indexedDB.open('vital-few');
            request.onerror = reject;
            request.onsuccess = () => {
                const change = request.result.transaction(['records'], 'readwrite');
                const store = change.objectStore('records');
                store.put('foreign', 7);
                store.put('foreign', new Date(0));
                store.put('foreign', ['b']);
                change.onabort = reject;
                change.oncomplete = () => { request.result.close(); resolve(); };
            };
        })",
    )
    .await;
    let mut transaction = database.begin().await.expect("a transaction");
    for at_most in [None, Some(4), Some(900)] {
        let found = transaction.all(Table::Records, at_most).await.expect("read");
        let expected = [("a".into(), "a".into()), ("b".into(), "b".into())];
        assert_eq!(found.into_iter().collect::<Vec<(String, String)>>(), expected, "{at_most:?}");
    }
    drop(transaction);
    erased().await;
}

#[wasm_bindgen_test]
async fn a_database_that_never_answers_is_told_and_local_storage_goes_on() {
    erased().await;
    // Its time passes at once.
    script(
        "window.before = [IDBFactory.prototype.open, window.setTimeout];
        IDBFactory.prototype.open = () => ({});
        window.setTimeout = (run, after) => before[1].call(window, run, after > 0 ? 1 : 0);",
    )
    .await;
    let (said, book) = (Rc::new(RefCell::new(Vec::new())), Rc::new(RefCell::new(Arc::new(Book::default()))));
    let (hears, shows) = (said.clone(), book.clone());
    let found = Persister::open(move |event| hears.borrow_mut().push(event), move || shows.borrow().clone()).await;
    script("[IDBFactory.prototype.open, window.setTimeout] = before;").await;
    assert_eq!(found.troubles.vault, Some(StoreError::Unanswered));
    assert!(found.persister.is_usable());
    let page = Page { persister: found.persister, opened: found.opened, book, said };
    page.persister.start(&page.opened);
    let (entry, book) = named(clock::new_id(), "Alfa");
    *page.book.borrow_mut() = Arc::new(book.clone());
    page.persister.keep(entry, Vec::new());
    page.is_saved().await;
    assert_eq!(page.persister.erase().await, Err(StoreError::Unanswered), "the database still has what it has");
    erased().await;
}

/// Bug: a store that throws when it is read ended the page.
#[wasm_bindgen_test]
async fn local_storage_that_throws_on_reading_does_not_end_the_page() {
    erased().await;
    script(
        "window.before = Storage.prototype.getItem;
        Storage.prototype.getItem = () => { throw new DOMException('corrupt', 'FileCorrupted'); };",
    )
    .await;
    let language = preferences::language();
    let page = Page::open().await;
    let (entry, book) = named(clock::new_id(), "Alfa");
    *page.book.borrow_mut() = Arc::new(book.clone());
    page.persister.keep(entry, Vec::new());
    page.is_saved().await;
    script("Storage.prototype.getItem = before;").await;
    assert!(Language::ALL.contains(&language));
    assert_eq!(Page::open().await.opened.book, book);
    erased().await;
}

#[wasm_bindgen_test]
async fn stores_that_were_emptied_are_no_first_visit() {
    erased().await;
    let page = Page::open().await;
    assert_eq!(page.opened.verdict, Verdict::Fresh);
    let (entry, book) = named(clock::new_id(), "Alfa");
    *page.book.borrow_mut() = Arc::new(book);
    page.persister.keep(entry, Vec::new());
    page.is_saved().await;
    for _ in 0..20 {
        scheduling::yield_now().await;
    }
    let mut transaction = database().await.begin().await.expect("a transaction");
    for table in Table::ALL {
        transaction.clear(table).await.expect("cleared");
    }
    transaction.commit().await.expect("on the disk");
    storage().clear().expect("cleared");
    assert_eq!(Page::open().await.opened.verdict, Verdict::Doubtful);
    erased().await;
    assert_eq!(Page::open().await.opened.verdict, Verdict::Fresh, "whoever deletes everything is new");
}

#[wasm_bindgen_test]
async fn a_batch_survives_its_store() {
    erased().await;
    let page = Page::open().await;
    let day = Date::new(2024, 2, 29).expect("a day");
    let line = Line { customer: 0, day, document: Some(0), group: None, amount: -1_234, profit: Some(5), currency: 0 };
    let sales = Sales { documents: vec!["№ 1".into()], lines: vec![line], ..Sales::default() };
    let batch = Arc::new(Batch { accounts: vec![clock::new_id()], sales });
    let (entry, book) = named(clock::new_id(), "Alfa");
    *page.book.borrow_mut() = Arc::new(book);
    let id = clock::new_id();
    page.persister.keep(entry, vec![(id, batch.clone())]);
    page.is_saved().await;
    assert_eq!(page.persister.batch(id).await.as_ref(), Some(batch.as_ref()));
    page.persister.erase().await.expect("the stores let go");
    assert_eq!(page.persister.batch(id).await, None);
}

#[wasm_bindgen_test]
fn a_device_is_the_same_device_next_time() {
    let shelf = LocalShelf::find().expect("local storage");
    let device = shelf.device(7);
    assert_eq!(shelf.device(8), device);
}

#[wasm_bindgen_test]
fn numbers_and_days_are_the_languages_own() {
    let english = Formats::new(Language::English);
    let euro: Currency = "EUR".parse().expect("a currency");
    assert_eq!(english.money(euro, 123_456_789), "1,234,567.89");
    assert_eq!(english.money(euro, -5), "−0.05");
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
    // Lakh and crore, which browsers forget where they are asked for Gujarati digits.
    let gujarati = Formats::new(Language::Gujarati);
    assert_eq!(gujarati.money("INR".parse().expect("a currency"), 1_234_567_890), "૧,૨૩,૪૫,૬૭૮.૯૦");
    assert_eq!(gujarati.day(Date::new(1996, 7, 5).expect("a day")).chars().filter(char::is_ascii_digit).count(), 0);
    let slovenian = Formats::new(Language::Slovenian);
    let categories = [1, 2, 3, 5, 101, 102].map(|count| slovenian.plural(count));
    assert_eq!(categories, ["one", "two", "few", "other", "one", "two"]);
}

#[wasm_bindgen_test]
fn ids_sort_by_time_and_differ() {
    let ids: Vec<RecordId> = (0..100).map(|_| clock::new_id()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}

#[wasm_bindgen_test]
async fn a_picture_needs_no_style_sheet() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    let host = document.create_element("div").expect("an element");
    host.set_inner_html(
        "<style>.x { fill: rgb(1, 2, 3) } .rim { paint-order: stroke; stroke: rgb(4, 5, 6); font-size: 12px }</style>\
         <svg viewBox=\"0 0 40 20\"><rect class=\"x\" width=\"4\" height=\"4\"/><text class=\"rim\" x=\"2\" y=\"9\">a &lt; b</text></svg>",
    );
    document.body().and_then(|body| body.append_child(&host).ok()).expect("a body");
    let svg = host.last_element_child().expect("the drawing");
    let caption = Caption { title: "Title".into(), line: "2024".into(), is_rtl: false };
    let picture = Picture::of(&svg, &caption).expect("a picture");
    for part in [
        "xmlns=\"http://www.w3.org/2000/svg\"",
        "width=\"72\"",
        ">Title<",
        ">2024<",
        "fill=\"rgb(1, 2, 3)\"",
        "font-size=\"12px\"",
    ] {
        assert!(picture.text.contains(part), "{part} in {}", picture.text);
    }
    assert!(!picture.text.contains("class="), "{}", picture.text);
    // The rim is a text of its own below the other.
    assert_eq!(picture.text.matches("a &lt; b").count(), 2, "{}", picture.text);
    assert!(!svg.outer_html().contains("rgb("), "the page's own stays as it was");
    let png = picture.png().await.expect("a PNG");
    assert!(png.size() > 0.0 && png.type_() == "image/png");
    host.remove();
}
