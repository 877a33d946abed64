//! What taking a file over does to the book.

use super::*;
use crate::book::{Colleague, RecordKind, Stamp};
use crate::calendar::date;
use crate::exchange::Hints;
use crate::exchange::matching::Known;
use crate::exchange::testing::importer;

const CARDS: &str = "Customer ID;Customer;Contact;Title;Address;City;Country;Phone;Fax\n\
    A1;Alfa;Anna Ek;Owner;Street 1;Berlin;Germany;030-1;030-2\nB1;Beta;Bo Li;Agent;Street 2;Lyon;France;;\n";
const SALES: &str = "Customer ID;Customer;Date;Invoice;Salesperson;Net amount (EUR)\nA1;Alfa;2024-01-15;1;Nancy;10.00\n\
    C1;Gamma;2024-01-16;2;;5.00\n";

/// Somebody of ours whom no file names.
const ME: RecordId = RecordId::well_known(0x99);

/// A book with its batches, as the page has them.
#[derive(Default)]
struct Desktop {
    book: Book,
    batches: Vec<Batch>,
    ids: u128,
    effect: AccountEffect,
    /// What the account of rows without a customer is called; they are left out if it is empty.
    nobodys: String,
}

impl Desktop {
    fn apply(&mut self, change: &Change) {
        self.ids += 1;
        self.book.apply(change, Stamp { millis: self.ids as u64, ..Stamp::default() });
    }

    fn preview(&self, text: &str) -> (Preview, String, ImportSpec) {
        let mut importer = importer(text);
        importer.set_known(Known::of(&self.book));
        self.batches.iter().for_each(|batch| importer.add_batch(batch.clone()));
        let Ok(inspection) = importer.inspect(&Hints::default());
        let inspection = inspection.unwrap_or_else(|refusal| panic!("{refusal:?}"));
        let currency = self.book.value(SETTINGS, settings::field::currency);
        let mut spec = inspection.spec(currency.unwrap_or_default());
        spec.nobodys.clone_from(&self.nobodys);
        assert!(spec.is_ready(&inspection), "{:?}", spec.questions(&inspection));
        let Ok(preview) = importer.read(&spec, |_, _| ());
        (preview.unwrap_or_else(|refusal| panic!("{refusal:?}")), inspection.headers, spec)
    }

    /// Takes a file over, on a day of January 2025.
    fn take(&mut self, text: &str, decisions: &Decisions, day: i8) {
        let (preview, headers, spec) = self.preview(text);
        self.effect = effect(&self.book, &preview, decisions);
        let today = date(2025, 1, day);
        let source = ImportSource { file: "orders.csv", label: Label::Sample, spec: Some((&headers, &spec)), today };
        let mut ids = self.ids + 1_000;
        let (change, (_, batch)) = apply_import(&self.book, &preview, decisions, source, || {
            ids += 1;
            RecordId::well_known(ids)
        });
        self.ids = ids;
        self.apply(&change);
        self.batches.push(batch);
    }

    fn account(&self, name: &str) -> (RecordId, Account) {
        self.book.accounts().find(|(_, account)| account.name == name).unwrap_or_else(|| panic!("no {name}"))
    }

    fn all<K: RecordKind>(&self) -> Vec<K> {
        self.book.all::<K>().map(|(_, record)| record).collect()
    }

    fn ledger(&self) -> crate::ledger::Ledger {
        let currency = self.book.value(SETTINGS, settings::field::currency);
        crate::ledger::Ledger::of(currency.unwrap_or_default(), &self.batches)
    }

    fn edit(&mut self, edits: impl IntoIterator<Item = Edit>) {
        self.apply(&Change::new(Label::Sample, edits.into_iter().collect()));
    }
}

fn effect_of(created: usize, updated: usize, unchanged: usize) -> AccountEffect {
    AccountEffect { created, updated, unchanged, ..AccountEffect::default() }
}

#[test]
fn new_accounts_have_what_the_file_says_of_them() {
    let mut desktop = Desktop::default();
    desktop.take(CARDS, &Decisions::default(), 1);
    assert_eq!(desktop.effect, effect_of(2, 0, 0));
    let (id, alfa) = desktop.account("Alfa");
    assert_eq!((alfa.external_id.as_str(), alfa.city.as_str(), alfa.country.as_str()), ("A1", "Berlin", "Germany"));
    assert_eq!((alfa.address.as_str(), alfa.phone.as_str()), ("Street 1", "030-1, 030-2"));
    let people: Vec<Contact> = desktop.all::<Contact>().into_iter().filter(|one| one.account == Some(id)).collect();
    assert_eq!(people.len(), 1);
    assert_eq!((people[0].name.as_str(), people[0].function.as_str()), ("Anna Ek", "Owner"));
}

/// Bug: retail customers of a file were a customer like others.
#[test]
fn a_collective_account_is_made_as_one_unless_a_person_says_otherwise() {
    const RETAIL: &str = "Customer;Date;Net amount (EUR)\nBarverkauf;2024-01-15;10.00\nAlfa;2024-01-16;5.00\n";
    let mut desktop = Desktop::default();
    desktop.take(RETAIL, &Decisions::default(), 1);
    assert_eq!(desktop.account("Barverkauf").1.stands_for, Some(StandsFor::Many));
    assert_eq!(desktop.account("Alfa").1.stands_for, None);
    // Once it is in the book a person decides there, and no file afterwards.
    let id = desktop.account("Barverkauf").0;
    desktop.edit([account::field::stands_for.set(id, None)]);
    desktop.take(&RETAIL.replace("10.00", "11.00"), &Decisions::default(), 2);
    assert_eq!(desktop.account("Barverkauf").1.stands_for, None);
    let mut other = Desktop::default();
    let single = Decisions { single: ["Barverkauf".to_owned()].into(), ..Decisions::default() };
    other.take(RETAIL, &single, 1);
    assert_eq!(other.account("Barverkauf").1.stands_for, None);
}

#[test]
fn sales_without_a_customer_go_to_one_account_whatever_it_is_called_by_then() {
    const NOBODYS: &str = "Customer;Date;Net amount (EUR)\nNA;2024-01-15;10.00\nAlfa;2024-01-16;5.00\n";
    let mut desktop = Desktop { nobodys: "Without a customer".into(), ..Desktop::default() };
    desktop.take(NOBODYS, &Decisions::default(), 1);
    let (id, nobody) = desktop.account("Without a customer");
    assert_eq!(nobody.stands_for, Some(StandsFor::Nobody));
    desktop.edit([account::field::name.set(id, "Nobody's".into())]);
    desktop.take(&format!("{NOBODYS}(blank);2024-02-17;7.00\n"), &Decisions::default(), 2);
    assert_eq!(desktop.all::<Account>().len(), 2, "no second one");
    let lines = desktop.batches.iter().flat_map(|batch| batch.sales.lines.iter().map(move |line| (batch, line)));
    let of_nobody = lines.filter(|(batch, line)| batch.accounts[line.customer as usize] == id);
    assert_eq!(of_nobody.map(|(_, line)| line.amount).sum::<i64>(), 1_700, "and the first is not counted again");
}

/// Who sold last owned an account, though others sold most of it: nobody had said so.
#[test]
fn a_seller_becomes_a_colleague_who_owns_nothing_yet() {
    let mut desktop = Desktop::default();
    desktop.take(SALES, &Decisions::default(), 1);
    let owner = |name| desktop.account(name).1.owner;
    assert_eq!((owner("Alfa"), owner("Gamma")), (None, None));
    let names: Vec<String> = desktop.all::<Colleague>().into_iter().map(|colleague| colleague.name).collect();
    assert_eq!(names, ["Nancy"]);
}

#[test]
fn a_seller_who_is_known_is_no_new_colleague() {
    for (name, alias) in [("NANCY ", None), ("Nancy Davolio", Some("nancy"))] {
        let mut desktop = Desktop::default();
        let id = RecordId::well_known(0x77);
        desktop.edit(Colleague { name: name.into(), ..Colleague::default() }.create(id));
        desktop.edit(alias.into_iter().flat_map(|alias| Alias::of_colleague(alias, id)));
        desktop.take(SALES, &Decisions::default(), 1);
        assert_eq!(desktop.all::<Colleague>().len(), 1, "{name}");
    }
}

#[test]
fn the_same_file_twice_changes_no_account() {
    let mut desktop = Desktop::default();
    for text in [CARDS, SALES] {
        desktop.take(text, &Decisions::default(), 1);
        let (accounts, people) = (desktop.all::<Account>(), desktop.all::<Contact>());
        desktop.take(text, &Decisions::default(), 2);
        assert_eq!((desktop.effect.created, desktop.effect.updated), (0, 0));
        assert_eq!((desktop.all::<Account>(), desktop.all::<Contact>()), (accounts, people));
    }
}

#[test]
fn a_known_account_is_only_filled() {
    let mut desktop = Desktop::default();
    desktop.take(SALES, &Decisions::default(), 1);
    let (id, _) = desktop.account("Alfa");
    desktop.edit([account::field::city.set(id, "Hamburg".into()), account::field::owner.set(id, Some(ME))]);
    desktop.take(CARDS, &Decisions::default(), 2);
    assert_eq!(desktop.effect, effect_of(1, 1, 0));
    let (_, alfa) = desktop.account("Alfa");
    assert_eq!((alfa.city.as_str(), alfa.address.as_str(), alfa.owner), ("Hamburg", "Street 1", Some(ME)));
}

#[test]
fn the_file_goes_first_where_a_person_says_so_but_never_for_the_owner() {
    let mut desktop = Desktop::default();
    desktop.take(SALES, &Decisions::default(), 1);
    let (id, _) = desktop.account("Alfa");
    let edits =
        [account::field::city.set(id, "Hamburg".into()), account::field::website.set(id, "alfa.example".into())];
    desktop.edit(edits);
    desktop.edit([account::field::owner.set(id, Some(ME))]);
    desktop.take(CARDS, &Decisions { overwrite: true, ..Decisions::default() }, 2);
    let (_, alfa) = desktop.account("Alfa");
    assert_eq!((alfa.city.as_str(), alfa.website.as_str()), ("Berlin", "alfa.example"), "what it doesn't say stays");
    assert_eq!((alfa.name.as_str(), alfa.owner), ("Alfa", Some(ME)));
}

#[test]
fn people_are_not_doubled_whatever_their_case() {
    let mut desktop = Desktop::default();
    desktop.take(CARDS, &Decisions::default(), 1);
    desktop.take(&CARDS.replace("Anna Ek", "ANNA EK"), &Decisions::default(), 2);
    assert_eq!(desktop.all::<Contact>().len(), 2);
}

#[test]
fn two_customers_that_are_one_account_do_not_double_its_people() {
    let mut desktop = Desktop::default();
    let account = Account { name: "Omega".into(), ..Account::default() };
    desktop.edit(account.create(RecordId::well_known(9)));
    let same = [(0, RecordId::well_known(9)), (1, RecordId::well_known(9))].into();
    desktop.take(&CARDS.replace("Bo Li", "Anna Ek"), &Decisions { same, ..Decisions::default() }, 2);
    assert_eq!(desktop.all::<Contact>().len(), 1);
}

#[test]
fn a_decision_who_is_who_is_remembered() {
    let mut desktop = Desktop::default();
    desktop.take(CARDS, &Decisions::default(), 1);
    let (alfa, _) = desktop.account("Alfa");
    desktop.take(SALES, &Decisions { same: [(1, alfa)].into(), ..Decisions::default() }, 2);
    assert_eq!(desktop.effect, effect_of(0, 1, 1));
    let aliases: Vec<Alias> = desktop.all();
    assert_eq!(
        aliases,
        [Alias { account: Some(alfa), name: "Gamma".into(), external_id: "C1".into(), colleague: None }]
    );
    assert_eq!(desktop.batches[1].accounts, [alfa, alfa]);
    desktop.take(SALES, &Decisions::default(), 3);
    assert_eq!((desktop.book.accounts().count(), desktop.all::<Alias>().len()), (2, 1));
    assert!(desktop.batches[2].sales.lines.is_empty());
}

#[test]
fn rates_are_kept_and_changed_in_place() {
    let mut desktop = Desktop::default();
    let usd: Currency = "USD".parse().unwrap_or_default();
    let rate = |value: &str| Decisions { rates: [(usd, value.into())].into(), ..Decisions::default() };
    for (value, kept) in [("0.9", "0.9"), ("0.95", "0.95"), (" ", "0.95")] {
        desktop.take(SALES, &rate(value), 1);
        let rates: Vec<Rate> = desktop.all();
        assert_eq!(rates, [Rate { currency: Some(usd), value: kept.into(), from: None }]);
    }
}

#[test]
fn how_a_file_was_read_is_remembered_once() {
    let mut desktop = Desktop::default();
    desktop.take(SALES, &Decisions::default(), 1);
    desktop.take(SALES, &Decisions::default(), 2);
    let specs: Vec<SavedSpec> = desktop.all();
    assert_eq!((specs.len(), specs[0].used_on), (1, Some(date(2025, 1, 2))));
    let (_, _, spec) = desktop.preview(SALES);
    assert_eq!(serde_json::from_str::<ImportSpec>(&specs[0].plan).ok(), Some(spec));
    desktop.take(CARDS, &Decisions::default(), 3);
    assert_eq!(desktop.all::<SavedSpec>().len(), 2, "other headers, another spec");
}

#[test]
fn a_receipt_says_what_the_file_held() {
    let mut desktop = Desktop::default();
    desktop.take(&format!("{SALES}D1;Delta;soon;3;;1.00\nTotal;;;;;15.00\n"), &Decisions::default(), 1);
    let receipts: Vec<ImportBatch> = desktop.all();
    let found = &receipts[0];
    assert_eq!((found.rows, found.imported, found.totals, found.skipped), (4, 2, 1, 1));
    assert_eq!((found.created, found.updated, found.unchanged), (2, 0, 0));
    assert_eq!((found.sum.as_str(), found.hash.len(), found.file.as_str()), ("15.00", 32, "orders.csv"));
    assert_eq!((found.first, found.last), (Some(date(2024, 1, 15)), Some(date(2024, 1, 16))));
    assert_eq!(desktop.batches[0].sales.lines.len(), 2);
}

#[test]
fn a_file_with_nothing_new_has_a_receipt_and_an_empty_batch() {
    let mut desktop = Desktop::default();
    desktop.take(SALES, &Decisions::default(), 1);
    desktop.take(SALES, &Decisions::default(), 2);
    let receipts: Vec<ImportBatch> = desktop.all();
    assert_eq!((receipts.len(), desktop.batches[1].sales.lines.len()), (2, 0));
    assert!(receipts.iter().all(|receipt| receipt.sum == "15.00" && receipt.currency == "EUR".parse().ok()));
    assert_eq!((receipts[1].created, receipts[1].unchanged), (0, 2));
}

#[test]
fn only_the_first_import_decides_the_currency() {
    let mut desktop = Desktop::default();
    let currency = |desktop: &Desktop| desktop.book.value(SETTINGS, settings::field::currency).map(|c| c.to_string());
    desktop.take(CARDS, &Decisions::default(), 1);
    assert_eq!(currency(&desktop), None, "customers have none");
    desktop.take(SALES, &Decisions::default(), 2);
    assert_eq!(currency(&desktop).as_deref(), Some("EUR"));
    desktop.take(&SALES.replace("EUR", "USD").replace(";1;", ";9;"), &Decisions::default(), 3);
    assert_eq!(currency(&desktop).as_deref(), Some("EUR"));
}

#[test]
fn one_undo_takes_all_of_it_back() {
    let mut desktop = Desktop::default();
    let (preview, headers, spec) = desktop.preview(SALES);
    let source =
        ImportSource { file: "f", label: Label::Sample, spec: Some((&headers, &spec)), today: date(2025, 1, 1) };
    let mut ids = 0;
    let (change, _) = apply_import(&desktop.book, &preview, &Decisions::default(), source, || {
        ids += 1;
        RecordId::well_known(1_000 + ids)
    });
    let undo = desktop.book.apply(&change, Stamp { millis: 1, ..Stamp::default() });
    desktop.book.apply(&undo, Stamp { millis: 2, ..Stamp::default() });
    assert!(desktop.book.is_empty());
}

#[test]
fn a_rate_with_a_decimal_comma_converts() {
    let euro: Currency = "EUR".parse().unwrap_or_default();
    let decisions = |text: &str| Decisions { rates: [(euro, text.into())].into(), ..Decisions::default() };
    let mut new_id = || RecordId::well_known(7);
    let mut book = Book::default();
    let edits = super::rates(&book, &decisions(" 117,2 "), &mut new_id);
    book.apply(&Change::new(Label::Rates, edits), Stamp { millis: 1, ..Stamp::default() });
    assert_eq!(crate::ledger::Valuation::of(&book).convert(100, euro, Date::EPOCH), Some(11_720));
    // The same again changes nothing, and what is no rate is not stored.
    for text in ["117.2", "", "x", "15,800"] {
        assert_eq!(super::rates(&book, &decisions(text), &mut new_id), [], "{text}");
    }
}

#[test]
fn each_person_keeps_its_own_phone_and_mail() {
    let mut desktop = Desktop::default();
    let text = "Name;Contact;Title;Phone;Email\nAlfa;Anna Ek;Owner;030-1;anna@alfa.example\nAlfa;Bo Li;Agent;030-2;bo@alfa.example\n";
    desktop.take(text, &Decisions::default(), 1);
    let people: Vec<Contact> = desktop.all();
    let of =
        |name: &str| people.iter().find(|one| one.name == name).map(|one| (one.phone.as_str(), one.email.as_str()));
    assert_eq!(of("Bo Li"), Some(("030-2", "bo@alfa.example")), "said nowhere else");
}

/// A list of candidates: new ones and accounts that bought nothing enter, all others stay as they are (P4, P5).
#[test]
fn candidates_enter_as_prospects_unless_the_book_knows_better() {
    const LIST: &str = "Customer;Contact;Address;City;Country\nAlfa;Anna Ek;Street 1;Berlin;Germany\n\
        Delta;Dora;Street 2;Lyon;France\nRival;Rik;Street 3;Oslo;Norway\nIdle;Ida;Street 4;Bern;Switzerland\n\
        Quiet;Quentin;Street 5;Rome;Italy\n";
    let mut desk = Desktop::default();
    desk.take(SALES, &Decisions::default(), 1);
    let (idle, quiet) = (RecordId::well_known(0x51), RecordId::well_known(0x52));
    let mut edits = Account { name: "Idle".into(), ..Account::default() }.create(idle);
    edits.extend(Account { name: "Quiet".into(), ..Account::default() }.create(quiet));
    let out = Prospect {
        account: Some(quiet),
        outcome: Some(crate::book::ProspectOutcome::DoNotApproach),
        ..Prospect::default()
    };
    edits.extend(out.create(Prospect::of(quiet)));
    let rival = crate::book::Competitor { name: "Rival".into(), ..Default::default() };
    edits.extend(rival.create(RecordId::well_known(0x53)));
    desk.edit(edits);
    let ledger = desk.ledger();
    let candidates = Candidates {
        source: Some(ProspectSource::TradePress),
        whence: " Der Handel ".into(),
        found_by: Some(ME),
        found: date(2025, 1, 2),
        checks: Arc::new(Checks::of(&desk.book, &ledger)),
    };
    let decisions = Decisions { candidates: Some(candidates), ..Decisions::default() };
    desk.take(LIST, &decisions, 2);
    assert_eq!(desk.effect, AccountEffect { entering: 2, ..effect_of(1, 1, 3) });
    // Bug: the page said that all five were imported.
    assert_eq!(desk.effect.known(5), 3);
    assert!(desk.effect.enters_known(), "what the file says of the one is held against the book");
    assert!(!AccountEffect { entering: 1, ..effect_of(1, 0, 4) }.enters_known());
    let mut found: Vec<_> = desk.all::<Prospect>();
    found.retain(|prospect| prospect.outcome.is_none());
    let (delta, _) = desk.account("Delta");
    let mut accounts: Vec<_> = found.iter().filter_map(|prospect| prospect.account).collect();
    accounts.sort();
    let mut expected = vec![delta, idle];
    expected.sort();
    assert_eq!(accounts, expected);
    let told = (Some(ProspectSource::TradePress), "Der Handel", Some(ME), Some(date(2025, 1, 2)));
    assert!(found.iter().all(|it| (it.source, it.whence.as_str(), it.found_by, it.found) == told));
    assert!(!desk.book.accounts().any(|(_, account)| account.name == "Rival"));
    assert_eq!(desk.account("Alfa").1.city, "", "who buys already is not described by a list of candidates");
    // Again: nothing new.
    let ledger = desk.ledger();
    let again =
        Candidates { checks: Arc::new(Checks::of(&desk.book, &ledger)), ..decisions.candidates.clone().expect("set") };
    desk.take(LIST, &Decisions { candidates: Some(again), ..Decisions::default() }, 3);
    assert_eq!(desk.effect, effect_of(0, 0, 5));
}

/// Sales name their customers by their place in the file: none may be left out of them.
#[test]
fn a_file_of_sales_is_no_list_of_candidates() {
    let mut desk = Desktop::default();
    desk.take(SALES, &Decisions::default(), 1);
    let ledger = desk.ledger();
    let candidates = Candidates {
        source: None,
        whence: String::new(),
        found_by: None,
        found: date(2025, 1, 2),
        checks: Arc::new(Checks::of(&desk.book, &ledger)),
    };
    desk.take(SALES, &Decisions { candidates: Some(candidates), ..Decisions::default() }, 2);
    assert_eq!(desk.book.count::<Prospect>(), 0);
    assert_eq!(desk.batches.last().map(|batch| batch.accounts.len()), Some(2));
}
