//! Taking a file over: what a preview, with what a person decided, changes in the book.
//!
//! The page's part: the worker has read the file, the book is here. Everything becomes one
//! [`Change`], which one undo takes back.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::book::spelling::normalised;
use crate::book::{
    Account, Alias, Book, Change, Colleagues, Contact, Edit, Field, ImportBatch, ImportsSeen, Label, Numbering,
    Prospect, ProspectSource, Rate, RecordId, RecordKind, SETTINGS, SavedSpec, StandsFor, account, contact, rate,
    saved_spec, settings,
};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::exchange::activities::{Activities, ActivityEffect};
use crate::exchange::candidates::Checks;
use crate::exchange::importer::Preview;
use crate::exchange::matching::customer::StandIn;
use crate::exchange::people::{Difference, People, PeopleEffect, Taken};
use crate::exchange::{ContactCard, Customer, FileKind, ImportSpec, Role};
use crate::ledger::{Batch, Sales, typed_rate};

/// What a person decided about a preview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// Customers that are an account though no rule says so, by their place in the file.
    pub same: BTreeMap<usize, RecordId>,
    /// Rates of the file's other currencies: how much of the book's one unit is, as decimal text.
    pub rates: BTreeMap<Currency, String>,
    /// Names that stand for many customers by their words, and are one customer by a person's.
    pub single: BTreeSet<String>,
    /// Whether the file goes before what the book says of a customer; else it only fills what is empty.
    pub overwrite: bool,
    /// Whether it is to be taken over though most of its rows are left out.
    pub accepts_left_out: bool,
    /// That a list of customers is one of candidates (P5).
    pub candidates: Option<Candidates>,
    /// Companies of a file of people, by name, that become accounts; without an account others are left aside.
    pub founded: BTreeSet<String>,
    /// What of a file of people goes before what the book says of them.
    pub taken: Taken,
}

/// How a list of candidates enters: as prospects, but for those of whom the book knows better.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidates {
    /// Where they were found.
    pub source: Option<ProspectSource>,
    /// Which paper, list or fair.
    pub whence: String,
    /// Who of ours found them.
    pub found_by: Option<RecordId>,
    /// The day they were found.
    pub found: Date,
    /// What each is held against before it enters.
    pub checks: Arc<Checks>,
}

impl Candidates {
    /// The edits that put an account on the list of prospects.
    fn prospect(&self, account: RecordId) -> Vec<Edit> {
        let prospect = Prospect {
            account: Some(account),
            found: Some(self.found),
            source: self.source,
            whence: self.whence.trim().into(),
            found_by: self.found_by,
            ..Prospect::default()
        };
        let id = Prospect::of(account);
        // One may have been found before and deleted since.
        let again = Edit::revive(id, Prospect::KIND);
        prospect.create(id).into_iter().chain([again]).collect()
    }
}

impl Decisions {
    /// What a new account of a customer stands for.
    fn stands_for(&self, customer: &Customer) -> Option<StandsFor> {
        customer.stands_for.filter(|what| *what == StandsFor::Nobody || !self.single.contains(&customer.name))
    }

    /// Whether what was typed as a currency's rate is none.
    pub fn is_rate_wrong(&self, currency: Currency) -> bool {
        self.rates.get(&currency).is_some_and(|text| !text.trim().is_empty() && typed_rate(text).is_err())
    }

    /// Whether every rate that was typed is one.
    pub fn are_rates_right(&self) -> bool {
        !self.rates.keys().any(|currency| self.is_rate_wrong(*currency))
    }
}

/// The file, as the receipt and the saved name it.
pub struct ImportSource<'a> {
    pub file: &'a str,
    pub label: Label,
    /// How it was read, with the hash of its headers; remembered for the next such file.
    pub spec: Option<(&'a str, &'a ImportSpec)>,
    pub today: Date,
}

/// How many accounts a file would make, change, and leave as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccountEffect {
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// How many enter as prospects; 0 unless it is a list of candidates.
    pub entering: usize,
    /// What a file of people does to them.
    pub people: PeopleEffect,
    /// What a file of activities does to the timeline.
    pub activities: ActivityEffect,
}

impl AccountEffect {
    /// Of so many rows of a list of candidates, those of whom the book knows already what they are, or that say one
    /// twice.
    pub fn known(&self, rows: u64) -> u64 {
        rows.saturating_sub(self.entering as u64)
    }

    /// Whether a file of people or of activities brings anything.
    pub fn brings_people(&self) -> bool {
        self.people.new + self.people.updated + self.activities.new + self.created + self.updated > 0
    }

    /// Whether somebody is among those who enter of whom the book says something already.
    pub fn enters_known(&self) -> bool {
        self.entering > self.created
    }
}

/// How many customers are gone through in one step of [`ApplyImport`] or [`EffectCount`].
pub const STEP: usize = 250;

/// Taking a file over, in steps between which the page can answer: a large file makes thousands of
/// accounts.
#[derive(Debug, Default)]
pub struct ApplyImport(Walk);

impl ApplyImport {
    /// Goes through the next [`STEP`] customers; whether that was the last of them. Book, preview and
    /// decisions are the same at each step.
    pub fn step(
        &mut self,
        book: &Book,
        preview: &Preview,
        decisions: &Decisions,
        new_id: &mut dyn FnMut() -> RecordId,
    ) -> bool {
        self.0.step(book, preview, decisions, new_id)
    }

    /// The change the import is, and the sales it brings, which the preview no longer has.
    pub fn finish(
        self,
        book: &Book,
        preview: &Preview,
        decisions: &Decisions,
        sales: Sales,
        source: ImportSource,
        new_id: &mut dyn FnMut() -> RecordId,
    ) -> (Change, (RecordId, Batch)) {
        let Walk { mut edits, accounts, met, entries, .. } = self.0;
        edits.extend(met.into_iter().flat_map(|met| met.edits()));
        edits.extend(entries.into_iter().flat_map(Activities::edits));
        edits.extend(sellers(book, &sales));
        if preview.import.kind == FileKind::Sales && takes_currency(book) {
            edits.push(settings::field::currency.set(SETTINGS, Some(sales.currency())));
        }
        edits.extend(rates(book, decisions, new_id));
        edits.extend(remembered(book, &source, new_id));
        let id = new_id();
        edits.extend(receipt(book, preview, &source, id).create(id));
        // A receipt has its batch though nothing was new in it: one without would count as lost.
        (Change::new(source.label, edits), (id, Batch { accounts, sales }))
    }
}

/// Counting what a file would do to the accounts, in steps.
#[derive(Debug)]
pub struct EffectCount {
    walk: Walk,
    /// How many would be new so far, each under an id nobody has.
    ids: u128,
}

impl Default for EffectCount {
    fn default() -> Self {
        Self { walk: Walk { only_counts: true, ..Walk::default() }, ids: 0 }
    }
}

impl EffectCount {
    /// Goes through the next [`STEP`] customers; the whole effect if that was the last of them.
    pub fn step(&mut self, book: &Book, preview: &Preview, decisions: &Decisions) -> Option<AccountEffect> {
        let Self { walk, ids } = self;
        let mut new_id = || {
            *ids += 1;
            RecordId::well_known(u128::MAX - *ids)
        };
        let is_done = walk.step(book, preview, decisions, &mut new_id);
        is_done.then(|| AccountEffect {
            people: walk.met.as_ref().map(People::effect).unwrap_or_default(),
            activities: walk.entries.as_ref().map(Activities::effect).unwrap_or_default(),
            ..walk.effect
        })
    }
}

/// What a file of people says of somebody otherwise than the book, in its order.
pub fn differences(book: &Book, preview: &Preview, decisions: &Decisions) -> Vec<Difference> {
    let mut count = EffectCount::default();
    while count.step(book, preview, decisions).is_none() {}
    count.walk.met.map(People::differences).unwrap_or_default()
}

/// The companies, and what stands in for one, of a file of people that have no account, by their place; and of each
/// how many people, or entries, nobody knows by themselves.
pub fn without_account(book: &Book, preview: &Preview) -> Vec<(usize, usize)> {
    let people = People::of(book);
    let customers = preview.import.customers.iter().zip(&preview.matches).enumerate();
    let open = customers.filter(|(_, (_, found))| found.account.is_none());
    let unknown = open.map(|(at, (customer, _))| {
        let is_unknown = |card: &ContactCard| people.find(None, card).is_none();
        let entries = customer.activities.iter().filter(|entry| entry.people().all(|card| is_unknown(&card)));
        (at, customer.contacts.iter().filter(|card| is_unknown(card)).count() + entries.count())
    });
    unknown.filter(|(_, count)| *count > 0).collect()
}

/// The change an import is, and the sales it brings, in one go.
pub fn apply_import(
    book: &Book,
    preview: &Preview,
    decisions: &Decisions,
    source: ImportSource,
    mut new_id: impl FnMut() -> RecordId,
) -> (Change, (RecordId, Batch)) {
    let mut applying = ApplyImport::default();
    while !applying.step(book, preview, decisions, &mut new_id) {}
    applying.finish(book, preview, decisions, preview.delta.sales.clone(), source, &mut new_id)
}

/// What it would do to the accounts, in one go.
pub fn effect(book: &Book, preview: &Preview, decisions: &Decisions) -> AccountEffect {
    let mut count = EffectCount::default();
    loop {
        if let Some(effect) = count.step(book, preview, decisions) {
            return effect;
        }
    }
}

/// Whether an import decides the book's currency: there is none yet, or no sales that are counted in it. (A
/// list of customers has none.)
pub fn takes_currency(book: &Book) -> bool {
    let is_of_sales = |(_, import): (RecordId, ImportBatch)| {
        import.first.is_some() || import.created + import.updated + import.unchanged > 0
    };
    book.value(SETTINGS, settings::field::currency).is_none() || !book.all::<ImportBatch>().any(is_of_sales)
}

/// Whether this very file was imported before; on which day.
pub fn imported_before(book: &Book, preview: &Preview) -> Option<Date> {
    book.all::<ImportBatch>().find(|(_, import)| import.hash == preview.import.hash)?.1.imported_on
}

/// The currency the book counts in once the file is source over, and the file's others, each of which needs a
/// rate.
pub fn other_currencies(book: &Book, preview: &Preview) -> (Currency, Vec<Currency>) {
    let theirs = &preview.delta.sales.currencies;
    let ours = book.value(SETTINGS, settings::field::currency).filter(|_| !takes_currency(book));
    let ours = ours.or(theirs.first().copied()).unwrap_or_default();
    (ours, theirs.iter().copied().filter(|currency| *currency != ours).collect())
}

/// The way through a file's customers: what each of them is in the book, and the edits that make it so.
#[derive(Debug, Default)]
struct Walk {
    /// Whether the edits are wanted only to see whether there are any.
    only_counts: bool,
    /// The next customer.
    at: usize,
    edits: Vec<Edit>,
    /// The account of each customer so far.
    accounts: Vec<RecordId>,
    effect: AccountEffect,
    /// The accounts that were put on the list of prospects so far.
    found: HashSet<RecordId>,
    /// Everybody, where it is a file of people.
    met: Option<People>,
    /// What was spoken and written, where it is a file of activities.
    entries: Option<Activities>,
    /// The people at each account, those of the file so far included; read at the first step.
    people: Option<HashMap<RecordId, Vec<(RecordId, Contact)>>>,
}

impl Walk {
    fn step(
        &mut self,
        book: &Book,
        preview: &Preview,
        decisions: &Decisions,
        new_id: &mut dyn FnMut() -> RecordId,
    ) -> bool {
        if matches!(preview.import.kind, FileKind::People | FileKind::Activities) {
            return self.step_of_people(book, preview, decisions, new_id);
        }
        let customers = &preview.import.customers;
        let mut people = self.people.take().unwrap_or_else(|| people_at_accounts(book, preview));
        // Sales name their customers by their place: none of those is left out.
        let is_list = preview.import.kind == FileKind::Customers;
        let candidates = decisions.candidates.as_ref().filter(|_| is_list);
        let to = self.at.saturating_add(STEP).min(customers.len());
        for (at, customer) in customers.iter().enumerate().take(to).skip(self.at) {
            let matched = preview.matches.get(at).and_then(|found| found.account);
            let decided = decisions.same.get(&at).copied();
            let account = decided.or(matched);
            let is_barred = |of: &Candidates| of.checks.known(account, &customer.name).standing.bars();
            if candidates.is_some_and(is_barred) {
                self.effect.unchanged += 1;
                continue;
            }
            match account {
                None => {
                    self.effect.entering += usize::from(candidates.is_some());
                    self.create(customer, decisions.stands_for(customer), candidates, new_id);
                }
                Some(id) => {
                    // Two of a file may be one account, which is found once.
                    if let Some(candidates) = candidates.filter(|_| self.found.insert(id)) {
                        self.effect.entering += 1;
                        self.edits.extend(candidates.prospect(id));
                    }
                    let theirs = people.entry(id).or_default();
                    self.update(book, id, customer, theirs, decisions.overwrite, decided.is_some(), new_id);
                }
            }
        }
        self.at = to;
        self.people = Some(people);
        to == customers.len()
    }

    /// The people of the next companies, and what was spoken with them.
    fn step_of_people(
        &mut self,
        book: &Book,
        preview: &Preview,
        decisions: &Decisions,
        new_id: &mut dyn FnMut() -> RecordId,
    ) -> bool {
        let customers = &preview.import.customers;
        let mut met = self.met.take().unwrap_or_else(|| People::of(book));
        let mut entries = self.entries.take().unwrap_or_else(|| Activities::of(book));
        let to = self.at.saturating_add(STEP).min(customers.len());
        for (at, customer) in customers.iter().enumerate().take(to).skip(self.at) {
            let matched = preview.matches.get(at).and_then(|found| found.account);
            let decided = decisions.same.get(&at).copied();
            let account = match decided.or(matched) {
                None if decisions.founded.contains(&customer.name) => {
                    self.effect.created += 1;
                    let id = new_id();
                    self.edits.extend(described(customer).create(id));
                    Some(id)
                }
                account => account,
            };
            for card in &customer.contacts {
                met.meet(account, card, &decisions.taken, new_id);
            }
            for card in &customer.activities {
                entries.meet(book, &mut met, account, customer, card, new_id);
            }
            // By a person's own name no company is known.
            if let Some(id) = decided.filter(|_| customer.stand_in != Some(StandIn::Person)) {
                self.edits.extend(other_name(customer, id, new_id));
                self.effect.updated += 1;
            }
        }
        if self.only_counts {
            self.edits.clear();
        }
        self.at = to;
        self.met = Some(met);
        self.entries = Some(entries);
        to == customers.len()
    }

    fn create(
        &mut self,
        customer: &Customer,
        stands_for: Option<StandsFor>,
        candidates: Option<&Candidates>,
        new_id: &mut dyn FnMut() -> RecordId,
    ) {
        self.effect.created += 1;
        if self.only_counts {
            return;
        }
        let id = new_id();
        self.edits.extend(Account { stands_for, ..described(customer) }.create(id));
        self.edits.extend(contacts(customer, id, &[], new_id));
        self.edits.extend(candidates.into_iter().flat_map(|candidates| candidates.prospect(id)));
        self.accounts.push(id);
    }

    #[expect(clippy::too_many_arguments, reason = "all that an account and a customer can say to each other")]
    fn update(
        &mut self,
        book: &Book,
        id: RecordId,
        customer: &Customer,
        theirs: &mut Vec<(RecordId, Contact)>,
        overwrite: bool,
        is_decided: bool,
        new_id: &mut dyn FnMut() -> RecordId,
    ) {
        let before = self.edits.len();
        self.edits.extend(filled(book, id, customer, overwrite));
        let is_nobodys = customer.stands_for == Some(StandsFor::Nobody);
        if is_nobodys && book.value(id, account::field::stands_for).is_none() {
            self.edits.push(account::field::stands_for.set(id, customer.stands_for));
        }
        self.edits.extend(contacts(customer, id, theirs, new_id));
        // Another customer of the file may be the same account.
        let named = |card: &crate::exchange::ContactCard| Contact { name: card.name.clone(), ..Contact::default() };
        theirs.extend(customer.contacts.iter().map(|card| (id, named(card))));
        if is_decided {
            self.edits.extend(other_name(customer, id, new_id));
        }
        if self.edits.len() > before {
            self.effect.updated += 1;
        } else {
            self.effect.unchanged += 1;
        }
        if self.only_counts {
            self.edits.clear();
        } else {
            self.accounts.push(id);
        }
    }
}

/// The people of the book at each account, if the file names any.
fn people_at_accounts(book: &Book, preview: &Preview) -> HashMap<RecordId, Vec<(RecordId, Contact)>> {
    let mut people: HashMap<RecordId, Vec<(RecordId, Contact)>> = HashMap::new();
    if preview.import.customers.iter().any(|customer| !customer.contacts.is_empty()) {
        for (id, person) in book.all::<Contact>() {
            if let Some(account) = person.account {
                people.entry(account).or_default().push((id, person));
            }
        }
    }
    people
}

/// Every salesperson of a file whose name is nobody's yet becomes a colleague. Whoever sold answers for nothing yet:
/// that is suggested where somebody looks at it (C23).
fn sellers(book: &Book, sales: &Sales) -> Vec<Edit> {
    let known = Colleagues::of(book);
    let mut met = HashSet::new();
    let new = sales.people.iter().filter(|name| met.insert(normalised(name)));
    new.filter_map(|name| known.known_or_new(book, name)).flat_map(|(_, edits)| edits).collect()
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
    new_id: &mut dyn FnMut() -> RecordId,
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
fn other_name(customer: &Customer, id: RecordId, new_id: &mut dyn FnMut() -> RecordId) -> Vec<Edit> {
    let (name, external_id) = (customer.name.clone(), customer.external_id.clone());
    let alias = Alias { account: Some(id), name, external_id, ..Alias::default() };
    alias.create(new_id())
}

/// The rates a person gave, each in place of the one that always held.
fn rates(book: &Book, decisions: &Decisions, new_id: &mut dyn FnMut() -> RecordId) -> Vec<Edit> {
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
fn remembered(book: &Book, source: &ImportSource, new_id: &mut dyn FnMut() -> RecordId) -> Vec<Edit> {
    let Some((headers, spec)) = source.spec else { return Vec::new() };
    let Ok(spec) = serde_json::to_string(spec) else { return Vec::new() };
    let Some((id, known)) = book.all::<SavedSpec>().find(|(_, saved)| saved.headers == headers) else {
        let saved =
            SavedSpec { name: source.file.into(), headers: headers.into(), plan: spec, used_on: Some(source.today) };
        return saved.create(new_id());
    };
    let mut edits = Vec::new();
    if known.plan != spec {
        edits.push(saved_spec::field::plan.set(id, spec));
    }
    if known.used_on != Some(source.today) {
        edits.push(saved_spec::field::used_on.set(id, Some(source.today)));
    }
    edits
}

fn receipt(book: &Book, preview: &Preview, source: &ImportSource, id: RecordId) -> ImportBatch {
    let (counts, delta) = (&preview.import.reconciliation, &preview.delta);
    let living: Vec<RecordId> = book.ids::<ImportBatch>().collect();
    let known = ImportsSeen::of(book).last_of(&living);
    let currency = delta.sales.currency();
    ImportBatch {
        part_of: None,
        of_account: None,
        without_profit: false,
        file: source.file.into(),
        hash: preview.import.hash.clone(),
        imported_on: Some(source.today),
        rows: counts.read,
        imported: counts.imported,
        totals: counts.totals + counts.headings,
        skipped: counts.skipped(),
        created: delta.orders_created,
        updated: delta.orders_updated,
        unchanged: delta.orders_unchanged,
        sum: currency.plain(counts.sum.into()),
        currency: Some(currency),
        first: counts.first,
        last: counts.last,
        sample: source.label == Label::Sample,
        compared: std::iter::once(id).chain(known).collect(),
        numbering: delta.is_numbered.map(|all| if all { Numbering::All } else { Numbering::None }),
    }
}

#[cfg(test)]
mod tests;
