//! Taking a file over: what a preview, with what a person decided, changes in the book.
//!
//! The page's part: the worker has read the file, the book is here. Everything becomes one
//! [`Change`], which one undo takes back.

use std::collections::{BTreeMap, HashMap};

use super::desk::Preview;
use super::{Customer, FileKind, Plan, Role};
use crate::book::spelling::normalised;
use crate::book::{
    Account, Alias, Book, Change, Colleagues, Contact, Edit, Field, ImportBatch, Label, Profile, Rate, RecordId,
    RecordKind, SETTINGS, account, contact, profile, rate, settings,
};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::ledger::{Batch, typed_rate};

/// What a person decided about a preview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// Customers that are an account though no rule says so, by their place in the file.
    pub same: BTreeMap<usize, RecordId>,
    /// Rates of the file's other currencies: how much of the book's one unit is, as decimal text.
    pub rates: BTreeMap<Currency, String>,
    /// Whether the file goes before what the book says of a customer; else it only fills what is empty.
    pub overwrite: bool,
}

/// The file, as the receipt and the profile name it.
pub struct Taken<'a> {
    pub file: &'a str,
    pub label: Label,
    /// How it was read, with the hash of its headers; remembered for the next such file.
    pub plan: Option<(&'a str, &'a Plan)>,
    pub today: Date,
}

/// How many accounts a file would make, change, and leave as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
}

/// The change an import is, and the sales it brings.
pub fn takeover(
    book: &Book,
    preview: &Preview,
    decisions: &Decisions,
    taken: Taken,
    mut new_id: impl FnMut() -> RecordId,
) -> (Change, (RecordId, Batch)) {
    let (mut edits, accounts, _) = accounts(book, preview, decisions, &mut new_id);
    let sales = &preview.novelty.sales;
    if preview.import.kind == FileKind::Sales && takes_currency(book) {
        edits.push(settings::field::currency.set(SETTINGS, Some(sales.currency())));
    }
    edits.extend(rates(book, decisions, &mut new_id));
    edits.extend(remembered(book, &taken, &mut new_id));
    let id = new_id();
    edits.extend(receipt(preview, &taken).create(id));
    // A receipt has its batch though nothing was new in it: one without would count as lost.
    let batch = Batch { accounts, sales: sales.clone() };
    (Change::new(taken.label, edits), (id, batch))
}

/// What it would do to the accounts.
pub fn effect(book: &Book, preview: &Preview, decisions: &Decisions) -> Effect {
    accounts(book, preview, decisions, &mut || RecordId::well_known(0)).2
}

/// Whether an import decides the book's currency: there is none yet, or nothing counted in it.
pub fn takes_currency(book: &Book) -> bool {
    book.value(SETTINGS, settings::field::currency).is_none() || book.count::<ImportBatch>() == 0
}

/// The edits to accounts and people, the account of each customer, and how many are touched.
fn accounts(
    book: &Book,
    preview: &Preview,
    decisions: &Decisions,
    new_id: &mut impl FnMut() -> RecordId,
) -> (Vec<Edit>, Vec<RecordId>, Effect) {
    let mut people: HashMap<RecordId, Vec<(RecordId, Contact)>> = HashMap::new();
    if preview.import.customers.iter().any(|customer| !customer.contacts.is_empty()) {
        for (id, person) in book.all::<Contact>() {
            if let Some(account) = person.account {
                people.entry(account).or_default().push((id, person));
            }
        }
    }
    let (mut edits, mut ids, mut effect) = (Vec::new(), Vec::new(), Effect::default());
    let mut sellers = Sellers::of(book);
    for (at, customer) in preview.import.customers.iter().enumerate() {
        let matched = preview.matches.get(at).and_then(|found| found.account);
        let decided = decisions.same.get(&at).copied();
        let Some(id) = decided.or(matched) else {
            let id = new_id();
            edits.extend(described(customer).create(id));
            edits.extend(sellers.owner(customer).map(|owner| account::field::owner.set(id, Some(owner))));
            edits.extend(contacts(customer, id, &[], new_id));
            effect.created += 1;
            ids.push(id);
            continue;
        };
        let before = edits.len();
        edits.extend(filled(book, id, customer, decisions.overwrite));
        // Who answers for it is never replaced.
        if book.value(id, account::field::owner).is_none() {
            edits.extend(sellers.owner(customer).map(|owner| account::field::owner.set(id, Some(owner))));
        }
        let theirs = people.entry(id).or_default();
        edits.extend(contacts(customer, id, theirs, new_id));
        // Another customer of the file may be the same account.
        let named = |card: &super::ContactCard| Contact { name: card.name.clone(), ..Contact::default() };
        theirs.extend(customer.contacts.iter().map(|card| (id, named(card))));
        if decided.is_some() {
            edits.extend(other_name(customer, id, new_id));
        }
        if edits.len() > before {
            effect.updated += 1
        } else {
            effect.unchanged += 1
        }
        ids.push(id);
    }
    edits.extend(sellers.made);
    (edits, ids, effect)
}

/// Who of ours the salespeople of a file are. Whoever sold last answers for an account nobody answers for,
/// so a name that is nobody's makes a colleague.
struct Sellers<'a> {
    book: &'a Book,
    known: Colleagues,
    /// By name as it is compared.
    found: HashMap<String, Option<RecordId>>,
    /// What makes the new ones.
    made: Vec<Edit>,
}

impl<'a> Sellers<'a> {
    fn of(book: &'a Book) -> Self {
        Self { book, known: Colleagues::of(book), found: HashMap::new(), made: Vec::new() }
    }

    /// Who sold to this customer last; `None` if the file doesn't say.
    fn owner(&mut self, customer: &Customer) -> Option<RecordId> {
        let Self { book, known, found, made } = self;
        *found.entry(normalised(&customer.person)).or_insert_with(|| {
            if let Some(id) = known.named(&customer.person) {
                return Some(id);
            }
            let (id, edits) = known.known_or_new(book, &customer.person)?;
            made.extend(edits);
            Some(id)
        })
    }
}

/// What a file says of a customer, as an account.
fn described(customer: &Customer) -> Account {
    let fact = |role| customer.facts.iter().find(|(held, _)| *held == role).map_or("", |(_, text)| text.as_str());
    let phones: Vec<&str> = [Role::Phone, Role::Fax].map(fact).into_iter().filter(|text| !text.is_empty()).collect();
    Account {
        name: customer.name.clone(),
        external_id: customer.external_id.clone(),
        tax_id: customer.tax_id.clone(),
        address: fact(Role::Address).into(),
        postal_code: fact(Role::PostalCode).into(),
        city: fact(Role::City).into(),
        region: fact(Role::Region).into(),
        country: fact(Role::Country).into(),
        phone: phones.join(", "),
        email: fact(Role::Email).into(),
        website: fact(Role::Website).into(),
        industry: fact(Role::Industry).into(),
        ..Account::default()
    }
}

/// The edits that bring an account what the file says: what is empty, or all of it but the name.
fn filled(book: &Book, id: RecordId, customer: &Customer, overwrite: bool) -> Vec<Edit> {
    use account::field;
    let said = described(customer);
    let mut edits = Vec::new();
    let mut fill = |field: Field<String>, said: String, may_replace: bool| {
        let now = book.value(id, field);
        if !said.is_empty() && now != said && (now.is_empty() || may_replace) {
            edits.push(field.set(id, said));
        }
    };
    // By these it is found again: they are never replaced.
    fill(field::external_id, said.external_id, false);
    fill(field::tax_id, said.tax_id, false);
    for (field, said) in [
        (field::address, said.address),
        (field::postal_code, said.postal_code),
        (field::city, said.city),
        (field::region, said.region),
        (field::country, said.country),
        (field::phone, said.phone),
        (field::email, said.email),
        (field::website, said.website),
        (field::industry, said.industry),
    ] {
        fill(field, said, overwrite);
    }
    edits
}

/// The people a file names at a customer: new ones, and what is not known yet of those known.
fn contacts(
    customer: &Customer,
    id: RecordId,
    known: &[(RecordId, Contact)],
    new_id: &mut impl FnMut() -> RecordId,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for card in &customer.contacts {
        let is_same = |(_, person): &&(RecordId, Contact)| person.name.to_lowercase() == card.name.to_lowercase();
        if let Some((person, now)) = known.iter().find(is_same) {
            for (field, now, said) in [
                (contact::field::function, &now.function, &card.function),
                (contact::field::phone, &now.phone, &card.phone),
                (contact::field::email, &now.email, &card.email),
            ] {
                if now.is_empty() && !said.is_empty() {
                    edits.push(field.set(*person, said.clone()));
                }
            }
            continue;
        }
        let person = Contact {
            account: Some(id),
            name: card.name.clone(),
            function: card.function.clone(),
            phone: card.phone.clone(),
            email: card.email.clone(),
            ..Contact::default()
        };
        edits.extend(person.create(new_id()));
    }
    edits
}

/// A confirmed alias: the name and number the file has for an account.
fn other_name(customer: &Customer, id: RecordId, new_id: &mut impl FnMut() -> RecordId) -> Vec<Edit> {
    let (name, external_id) = (customer.name.clone(), customer.external_id.clone());
    let alias = Alias { account: Some(id), name, external_id, ..Alias::default() };
    alias.create(new_id())
}

/// A decimal as typed in any of our scripts, with ASCII digits and a point; a comma is one, too.
pub fn decimal(text: &str) -> String {
    let plain = |c: char| match c {
        ',' | '٫' => '.',
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '૦'..='૯' => char::from(b'0' + (c as u32 - '૦' as u32) as u8),
        c => c,
    };
    text.trim().chars().map(plain).collect()
}

/// The rates a person gave, each in place of the one that always held.
fn rates(book: &Book, decisions: &Decisions, new_id: &mut impl FnMut() -> RecordId) -> Vec<Edit> {
    let mut edits = Vec::new();
    // As typed, perhaps with a decimal comma; what is no rate isn't stored.
    let typed = decisions.rates.iter().filter_map(|(currency, text)| Some((currency, typed_rate(text).ok()?)));
    for (currency, value) in typed {
        let is_theirs = |rate: &Rate| rate.currency == Some(*currency) && rate.from.is_none();
        match book.all::<Rate>().find(|(_, rate)| is_theirs(rate)) {
            Some((_, rate)) if rate.value == value => {}
            Some((id, _)) => edits.push(rate::field::value.set(id, value)),
            None => {
                let rate = Rate { currency: Some(*currency), value, ..Rate::default() };
                edits.extend(rate.create(new_id()));
            }
        }
    }
    edits
}

/// How the file was read, for the next with these headers.
fn remembered(book: &Book, taken: &Taken, new_id: &mut impl FnMut() -> RecordId) -> Vec<Edit> {
    let Some((headers, plan)) = taken.plan else { return Vec::new() };
    let Ok(plan) = serde_json::to_string(plan) else { return Vec::new() };
    let Some((id, known)) = book.all::<Profile>().find(|(_, profile)| profile.headers == headers) else {
        let profile = Profile { name: taken.file.into(), headers: headers.into(), plan, used_on: Some(taken.today) };
        return profile.create(new_id());
    };
    let mut edits = Vec::new();
    if known.plan != plan {
        edits.push(profile::field::plan.set(id, plan));
    }
    if known.used_on != Some(taken.today) {
        edits.push(profile::field::used_on.set(id, Some(taken.today)));
    }
    edits
}

fn receipt(preview: &Preview, taken: &Taken) -> ImportBatch {
    let (counts, novelty) = (&preview.import.reconciliation, &preview.novelty);
    let currency = novelty.sales.currency();
    ImportBatch {
        part_of: None,
        of_account: None,
        without_profit: false,
        file: taken.file.into(),
        hash: preview.import.hash.clone(),
        imported_on: Some(taken.today),
        rows: counts.read,
        imported: counts.imported,
        totals: counts.totals + counts.headings,
        skipped: counts.skipped(),
        created: novelty.orders_created,
        updated: novelty.orders_updated,
        unchanged: novelty.orders_unchanged,
        sum: currency.plain(counts.sum.into()),
        currency: Some(currency),
        first: counts.first,
        last: counts.last,
    }
}

#[cfg(test)]
mod tests;
