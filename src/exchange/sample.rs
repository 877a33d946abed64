//! The sample book: Northwind's orders and customers, and invented dossiers, files beside the page.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::book::{
    ACCOUNT, Account, Book, Colleague, Competitor, Confirmation, Contact, CustomField, DeliveryCorrection, Edit,
    MarketProfile, Prospect, RecordId, RecordKind, SETTINGS, WhiteSpace, account, custom_field, settings,
};
use crate::calendar::Date;

/// Where the orders are, relative to the page.
pub const ORDERS: &str = "sample/northwind_order_lines.csv";
/// What the import of the orders is called.
pub const ORDERS_NAME: &str = "northwind_order_lines.csv";
/// Where the customers' addresses and contacts are, relative to the page.
pub const CUSTOMERS: &str = "sample/northwind_customers.csv";
/// What the import of the customers is called.
pub const CUSTOMERS_NAME: &str = "northwind_customers.csv";
/// Where the dossiers are, relative to the page.
pub const DOSSIERS: &str = "sample/dossiers.json";

/// The field that marks what is invented.
const SAMPLE: &str = "sample";

/// Why the dossiers could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SampleFault {
    /// Not the expected JSON; what is wrong with it.
    Unreadable(String),
    /// A key that nothing has.
    Unresolved(String),
    /// An account that isn't among the customers, by its number.
    NoAccount(String),
}

#[derive(Deserialize)]
struct File {
    read_on: Date,
    /// By whose clock its requests are measured.
    zone: String,
    colleagues: Vec<Part>,
    competitors: Vec<Part>,
    accounts: Vec<OfAccount>,
    /// What belongs to none of the accounts: of our own people.
    #[serde(default)]
    apart: Vec<Part>,
    parents: Vec<Parent>,
    custom_fields: Vec<Custom>,
}

/// The day something was confirmed, and the key of who of ours did.
type Confirmed = (Date, String);

/// A record, as its author wrote it: what refers to another is `"@key"`.
#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    key: String,
    /// The name of a contact that is in the customers' file already.
    existing: Option<String>,
    fields: Map<String, Value>,
    confirmed: Option<Confirmed>,
}

#[derive(Deserialize)]
struct OfAccount {
    external_id: String,
    /// Whether the account itself is invented: one who could become a customer.
    #[serde(default)]
    invented: bool,
    fields: Map<String, Value>,
    #[serde(default)]
    confirmed: BTreeMap<String, Confirmed>,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
struct Parent {
    account: String,
    parent: String,
}

#[derive(Deserialize)]
struct Custom {
    key: String,
    name: String,
    values: BTreeMap<String, String>,
}

/// The edits that add the dossiers to a book that holds the sample's customers. Ids follow from the
/// keys, so two people's samples are the same.
///
/// # Errors
/// [`SampleFault`] if the file doesn't fit; nothing of it is taken over then.
pub fn dossiers(text: &str, book: &Book) -> Result<Vec<Edit>, SampleFault> {
    let file: File = serde_json::from_str(text).map_err(|error| SampleFault::Unreadable(error.to_string()))?;
    let accounts: BTreeMap<String, RecordId> =
        book.account_ids().map(|id| (book.value(id, account::field::external_id), id)).collect();
    let account = |number: &str| accounts.get(number).copied().ok_or_else(|| SampleFault::NoAccount(number.into()));
    let mut ids = BTreeMap::new();
    for part in &file.colleagues {
        ids.insert(part.key.clone(), colleague(part));
    }
    for part in &file.competitors {
        ids.insert(part.key.clone(), named(&part.key));
    }
    let id_of = |of: &OfAccount| if of.invented { Ok(named(&of.external_id)) } else { account(&of.external_id) };
    for of in &file.accounts {
        let id = id_of(of)?;
        for (at, part) in of.parts.iter().enumerate() {
            let own = part_id(book, id, at, part);
            if !part.key.is_empty() {
                ids.insert(part.key.clone(), own);
            }
        }
    }
    let mut edits = vec![
        settings::field::read_on.set(SETTINGS, Some(file.read_on)),
        settings::field::zone.set(SETTINGS, file.zone),
    ];
    let confirmation = |(on, by): &Confirmed| -> Result<Confirmation, SampleFault> {
        let key = by.strip_prefix('@').unwrap_or(by);
        let by = ids.get(key).copied().ok_or_else(|| SampleFault::Unresolved(key.into()))?;
        Ok(Confirmation { on: *on, by: Some(by) })
    };
    let record = |id: RecordId, kind: &str, part: &Part| -> Result<Vec<Edit>, SampleFault> {
        let mut edits = Vec::new();
        for (field, value) in &part.fields {
            edits.push(Edit::raw(id, kind, field, resolved(value, &ids)?));
        }
        if let Some(confirmed) = &part.confirmed {
            edits.push(Confirmation::edit(id, kind, "", Some(&confirmation(confirmed)?)));
        }
        if part.existing.is_none() {
            edits.push(Edit::raw(id, kind, SAMPLE, true.into()));
            // An earlier sample may have been taken back.
            edits.push(Edit::revive(id, kind));
        }
        Ok(edits)
    };
    for part in &file.colleagues {
        edits.extend(record(colleague(part), Colleague::KIND, part)?);
    }
    for part in &file.competitors {
        edits.extend(record(named(&part.key), Competitor::KIND, part)?);
    }
    for of in &file.accounts {
        let id = id_of(of)?;
        if of.invented {
            // An earlier sample may have been taken back.
            edits.push(Edit::revive(id, Account::KIND));
        }
        for (field, value) in &of.fields {
            edits.push(Edit::raw(id, Account::KIND, field, resolved(value, &ids)?));
        }
        for (field, confirmed) in &of.confirmed {
            edits.push(Confirmation::edit(id, Account::KIND, field, Some(&confirmation(confirmed)?)));
        }
        edits.push(Edit::raw(id, Account::KIND, SAMPLE, true.into()));
        for (at, part) in of.parts.iter().enumerate() {
            let own = part_id(book, id, at, part);
            edits.extend(record(own, &part.kind, part)?);
            if part.existing.is_none() {
                edits.push(Edit::raw(own, &part.kind, ACCOUNT, json!(id)));
            }
        }
    }
    for part in &file.apart {
        edits.extend(record(named(&part.key), &part.kind, part)?);
    }
    for Parent { account: of, parent } in &file.parents {
        edits.push(account::field::parent.set(account(of)?, Some(account(parent)?)));
    }
    for Custom { key, name, values } in file.custom_fields {
        let field = named(&key);
        edits.push(custom_field::field::name.set(field, name));
        edits.push(Edit::raw(field, CustomField::KIND, SAMPLE, true.into()));
        edits.push(Edit::revive(field, CustomField::KIND));
        for (number, value) in values {
            edits.push(Edit::raw(account(&number)?, Account::KIND, &CustomField::field(field), value.into()));
        }
    }
    Ok(edits)
}

/// The id of somebody of ours: the one an import of the orders, which name who sold, gives them as well.
fn colleague(part: &Part) -> RecordId {
    Colleague::id(part.fields.get("name").and_then(Value::as_str).unwrap_or(&part.key))
}

/// The id of what belongs to no account.
fn named(key: &str) -> RecordId {
    RecordId::derived(SETTINGS, &format!("sample {key}"))
}

/// The id of what belongs to an account: the contact that is there, or one that follows from its place and sorts by it,
/// so that of two things that are otherwise alike the same stands first in every book.
fn part_id(book: &Book, id: RecordId, at: usize, part: &Part) -> RecordId {
    let group = part.fields.get("group").and_then(Value::as_str).filter(|_| part.kind == WhiteSpace::KIND);
    let existing = part.existing.as_ref().and_then(|name| {
        book.all::<Contact>().find(|(_, contact)| contact.account == Some(id) && contact.name == *name)
    });
    let document = part.fields.get("document").and_then(Value::as_str);
    let document = document.filter(|_| part.kind == DeliveryCorrection::KIND);
    match (existing, group, document) {
        (Some((contact, _)), ..) => contact,
        // One of each at an account.
        (None, ..) if part.kind == Prospect::KIND => Prospect::of(id),
        (None, ..) if part.kind == MarketProfile::KIND => MarketProfile::of(id),
        (None, Some(group), _) => WhiteSpace::of(id, group),
        (None, None, Some(document)) => DeliveryCorrection::of(id, document),
        (None, None, None) => RecordId::derived_at(id, at, &format!("sample {}", part.key)),
    }
}

/// The value with its keys replaced by ids.
fn resolved(value: &Value, ids: &BTreeMap<String, RecordId>) -> Result<Value, SampleFault> {
    match value {
        Value::String(text) => match text.strip_prefix('@') {
            Some(key) => ids.get(key).map(|id| json!(id)).ok_or_else(|| SampleFault::Unresolved(key.into())),
            None => Ok(value.clone()),
        },
        Value::Array(list) => list.iter().map(|value| resolved(value, ids)).collect::<Result<_, _>>().map(Value::Array),
        other => Ok(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::account;
    use crate::book::kind::Kind;
    use crate::book::{Change, Label, Stamp, contact};
    use crate::dossier::Dossier;

    const FILE: &str = include_str!("../../tests/data/northwind/dossiers.json");

    /// The customers of whom something is made up and those of their group, each with the contact of the customers' file.
    fn book() -> Book {
        let mut book = Book::default();
        let mut edits = Vec::new();
        let customers = [
            ("ERNSH", "Roland Mendel"),
            ("QUICK", "Horst Kloss"),
            ("SAVEA", "Jose Pavarotti"),
            ("LEHMS", "Renate Messner"),
            ("MORGK", "Alexander Feuer"),
            ("MEREP", "Jean Fresnière"),
            ("HUNGC", "Yoshi Latimer"),
            ("PARIS", "Marie Bertrand"),
            ("FISSA", "Diego Roel"),
            ("SPECD", "Dominique Perrier"),
            ("FRANR", "Carine Schmitt"),
            ("LACOR", "Daniel Tonini"),
            ("HANAR", "Mario Pontes"),
            ("KOENE", "Philip Cramer"),
        ];
        for (at, (number, contact)) in (1..).zip(customers) {
            let id = RecordId::from_parts(at, [at as u8; 10]);
            let account = Account { name: number.into(), external_id: number.into(), ..Account::default() };
            edits.extend(account.create(id));
            let person = RecordId::from_parts(100 + at, [at as u8; 10]);
            edits.push(contact::field::account.set(person, Some(id)));
            edits.push(contact::field::name.set(person, contact.into()));
        }
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 1, ..Stamp::default() });
        book
    }

    fn loaded() -> Book {
        let mut book = book();
        let edits = dossiers(FILE, &book).unwrap_or_else(|fault| panic!("{fault:?}"));
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, ..Stamp::default() });
        book
    }

    #[test]
    fn the_sample_carries_three_rich_dossiers() {
        let book = loaded();
        for number in ["ERNSH", "QUICK", "SAVEA"] {
            let account = book.accounts().find(|(_, account)| account.external_id == number);
            let dossier = account.and_then(|(id, _)| Dossier::of(&book, id)).unwrap_or_else(|| panic!("{number}"));
            for kind in [
                "contact",
                "tie",
                "interaction",
                "proposal",
                "favour",
                "promise",
                "complaint",
                "request",
                "tender",
                "note",
                "rivalry",
                "white_space",
            ] {
                let count = dossier.parts().filter(|(_, record)| record.kind == kind).count();
                assert!(count >= 2, "{number}: {count} {kind}");
            }
            let filled = account::GENERAL.iter().chain(account::BUSINESS);
            assert!(filled.filter(|field| !dossier.record().value(field.name).is_null()).count() >= 18, "{number}");
        }
        assert_eq!(book.all::<Contact>().filter(|(_, contact)| contact.name == "Roland Mendel").count(), 1);
    }

    /// Whatever the accounts' ids are, what is made up of one sorts as its author wrote it: of what is otherwise alike
    /// the same stands first each time the sample is loaded.
    #[test]
    fn what_is_made_up_of_an_account_sorts_as_the_file_has_it() {
        let file: File = serde_json::from_str(FILE).unwrap_or_else(|error| panic!("{error}"));
        let book = book();
        let mut seen = 0;
        for of in file.accounts.iter().filter(|of| !of.invented) {
            let (account, _) =
                book.accounts().find(|(_, account)| account.external_id == of.external_id).expect("a customer");
            // Those of which an account has one each, or that the customers' file brought, have ids of their own.
            let own = |(at, part): (usize, &Part)| {
                let id = part_id(&book, account, at, part);
                (id == RecordId::derived_at(account, at, &format!("sample {}", part.key))).then_some(id)
            };
            let ids: Vec<RecordId> = of.parts.iter().enumerate().filter_map(own).collect();
            assert!(ids.is_sorted_by(|a, b| a < b), "{}", of.external_id);
            seen += ids.len();
        }
        assert!(seen > 100, "{seen}");
    }

    #[test]
    fn every_field_of_the_sample_has_a_place_in_a_form_and_reads_as_its_type() {
        let book = loaded();
        // Out of which playbook a step comes, of which case, plan or negotiation it is a part, nobody types in.
        let own = [
            "account",
            "sample",
            "confirmed",
            "parent",
            "deleted",
            "playbook",
            "step",
            "case",
            "plan",
            "objective",
            "situation",
            "negotiation",
            "touch",
        ];
        for (_, record) in book.records().filter(|(_, record)| record.kind != "settings") {
            for field in record.fields.keys().filter(|field| !own.contains(&field.as_str())) {
                let is_standing = ["types", "level", "stage", "key"].iter().any(|of| field.starts_with(of));
                let known = match record.kind.as_str() {
                    "account" => {
                        account::form_field(field).is_some()
                            || is_standing
                            || field.contains(['.'])
                            || field == "external_id"
                    }
                    kind => Kind::of_code(kind).is_some_and(|kind| kind.field(field).is_some()),
                };
                assert!(known, "{}: {field}", record.kind);
            }
        }
        // A value of the wrong type would read as empty and be gone when it is written again.
        for (id, record) in book.records() {
            let Some(kind) = Kind::of_code(&record.kind) else { continue };
            let again = (kind.written_again)(id, record);
            for edit in &again {
                assert_eq!(record.value(&edit.field), &edit.value, "{} {}", kind.code, edit.field);
            }
            let is_fact = |field: &str| !field.contains("confirmed");
            let filled =
                record.fields.iter().filter(|(name, register)| is_fact(name) && !register.value.is_null()).count();
            let kept = again.iter().filter(|edit| is_fact(&edit.field)).count();
            assert_eq!(filled, kept, "{} {id}", kind.code);
        }
    }

    #[test]
    fn what_is_invented_says_so() {
        let book = loaded();
        let contacts: Vec<_> = book.all::<Contact>().filter(|(_, contact)| !contact.sample).collect();
        let names: Vec<_> = contacts.iter().map(|(_, contact)| contact.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Roland Mendel",
                "Horst Kloss",
                "Jose Pavarotti",
                "Renate Messner",
                "Alexander Feuer",
                "Jean Fresnière",
                "Yoshi Latimer",
                "Marie Bertrand",
                "Diego Roel",
                "Dominique Perrier",
                "Carine Schmitt",
                "Daniel Tonini",
                "Mario Pontes",
                "Philip Cramer"
            ]
        );
        assert_eq!(book.all::<Competitor>().filter(|(_, competitor)| !competitor.sample).count(), 0);
    }

    /// Loads the sample into customers that come with it, numbered from `first`; returns what takes all of
    /// it back.
    fn load(book: &mut Book, millis: u64, first: u128) -> Change {
        let numbers = [
            "ERNSH", "QUICK", "SAVEA", "LEHMS", "MORGK", "MEREP", "HUNGC", "PARIS", "FISSA", "SPECD", "FRANR", "LACOR",
            "HANAR", "KOENE",
        ];
        let customers = (first..).zip(numbers).flat_map(|(at, number)| {
            let account = Account { name: number.into(), external_id: number.into(), ..Account::default() };
            account.create(RecordId::well_known(at))
        });
        let mut edits: Vec<Edit> = customers.collect();
        let stamp = Stamp { millis, ..Stamp::default() };
        let mut known = book.clone();
        known.apply(&Change::new(Label::Sample, edits.clone()), stamp);
        edits.extend(dossiers(FILE, &known).unwrap());
        book.apply(&Change::new(Label::Sample, edits), stamp)
    }

    #[test]
    fn the_sample_can_be_loaded_again() {
        let counts = |book: &Book| (book.count::<Colleague>(), book.count::<Competitor>(), book.count::<CustomField>());
        let mut book = Book::default();
        let undo = load(&mut book, 1, 0x1001);
        let before = counts(&book);
        book.apply(&undo, Stamp { millis: 2, ..Stamp::default() });
        load(&mut book, 3, 0x3001);
        assert_eq!(counts(&book), before);
    }

    #[test]
    fn a_slip_in_the_file_is_told() {
        let book = book();
        assert!(matches!(dossiers("{}", &book), Err(SampleFault::Unreadable(_))));
        let gone = FILE.replacen("\"@mendel\"", "\"@nobody\"", 1);
        assert_eq!(dossiers(&gone, &book), Err(SampleFault::Unresolved("nobody".into())));
        assert_eq!(dossiers(FILE, &Book::default()), Err(SampleFault::NoAccount("ERNSH".into())));
    }

    /// All that can become of a prospect is seen in the sample.
    #[test]
    fn prospects_of_the_sample_stand_in_every_stage() {
        use crate::calendar::date;
        use crate::currency::Currency;
        use crate::ledger::{Batch, Ledger, Line, Sales};
        use crate::prospecting::prospects::{Stage, all};
        let book = loaded();
        let bought = book.accounts().find(|(_, account)| account.external_id == "LACOR").map(|(id, _)| id);
        let sales = Sales { lines: vec![Line::plain(0, date(1998, 1, 29), 64_900)], ..Sales::default() };
        let batch = Batch { accounts: bought.into_iter().collect(), sales };
        let found = all(&book, &Ledger::of(Currency::default(), [&batch]), date(1998, 5, 6));
        let stage_of = |name: &str| found.iter().find(|file| file.name == name).map(|file| file.stage);
        assert_eq!(stage_of("Hotelgruppe Semmering"), Some(Stage::OfferOut));
        assert_eq!((stage_of("PARIS"), stage_of("FISSA")), (Some(Stage::Talks), Some(Stage::Talks)));
        assert_eq!((stage_of("Alpenmarkt"), stage_of("LACOR")), (Some(Stage::Found), Some(Stage::Customer)));
        assert_eq!((stage_of("Nordmat"), stage_of("Brennero Import")), (Some(Stage::Out), Some(Stage::Out)));
        assert!(found.iter().all(|file| file.is_sample()));
        assert_eq!(found.iter().filter(|file| file.lacks_next_step()).count(), 3, "FISSA, and two that bought");
    }
}
