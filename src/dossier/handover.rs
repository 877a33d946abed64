//! One account as a file for somebody else: what leaves, and what stays (D8).
//!
//! The file is an export like any other, so that a colleague takes it over by merging. Which facts are
//! in it is decided by the [`Audience`] of each field; a fact that is left out is simply not known to
//! the other side, and takes nothing away from what they know.
//!
//! Its sales are a *part* of each import: a batch of its own whose receipt names the import it is part
//! of ([`ImportBatch::counting`]). Where the whole import is here the part counts nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Dossier;
use super::negotiation::Part;
use crate::book::kind::{Audience, Kind};
use crate::book::{
    ACCOUNT, Account, AccountPlan, Alias, Book, Colleague, Competitor, Contact, CustomField, DELETED, ERASED,
    ImportBatch, Negotiation, PlanAction, PlanGoal, PlanObjective, PlanPerson, PlanReview, PlannedStep, Record,
    RecordId, RecordKind, Register, WinBackStep, account, account_plan, confirmed, confirms, negotiation, plan_action,
    planned_step::field as step, win_back_step,
};
use crate::currency::Currency;
use crate::ledger::{Batch, Document, Line, Sales};

/// To whom a dossier goes, and whether its figures go along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    pub audience: Audience,
    /// Whether the account's sales are in the file.
    pub with_sales: bool,
}

/// What leaves: records with the fields that do, and sales.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaving {
    pub book: Book,
    pub batches: BTreeMap<RecordId, Batch>,
    /// How many facts stay here.
    pub held_back: usize,
}

/// Fields of the account that stand in no form, and who may know them.
fn account_audience(field: &str) -> Audience {
    use account::field as of;
    let inner = [
        of::types.name,
        of::types_reason.name,
        of::types_confirmed.name,
        of::level.name,
        of::level_reason.name,
        of::level_confirmed.name,
        of::key.name,
        of::key_reason.name,
        of::key_confirmed.name,
        of::stage.name,
        of::stage_reason.name,
        of::stage_confirmed.name,
        of::parent.name,
    ];
    match account::form_field(field) {
        Some(known) => known.audience,
        None if field == of::sample.name => Audience::Customer,
        None if inner.contains(&field) || field.starts_with(CustomField::PREFIX) => Audience::Management,
        // What this version doesn't know may be anything.
        None => Audience::Team,
    }
}

/// How the parts of a plan hang together.
const PLAN_PARTS: [&str; 3] =
    [plan_action::field::plan.name, plan_action::field::objective.name, plan_action::field::situation.name];

/// What a negotiation is about, and what tells of it.
const NEGOTIATION_LINKS: [&str; 4] = [
    negotiation::field::plan.name,
    negotiation::field::opportunity.name,
    negotiation::field::offer.name,
    negotiation::field::touch.name,
];

/// Who may know a field of a kind of record.
pub fn audience_of(kind: &str, field: &str) -> Audience {
    if field == confirmed("") {
        return Audience::Delivery;
    }
    if let Some(of) = confirms(field) {
        return audience_of(kind, of).max(Audience::Delivery);
    }
    // That it belongs to the account, and that it is invented, is no secret.
    if field == ACCOUNT || field == "sample" {
        return Audience::Customer;
    }
    match kind {
        Account::KIND => account_audience(field),
        Alias::KIND => Audience::Management,
        // Without them a colleague who begins the same playbook would plan it twice.
        PlannedStep::KIND if [step::playbook.name, step::step.name].contains(&field) => Audience::Management,
        // A step without its case would be one of none.
        WinBackStep::KIND if field == win_back_step::field::case.name => Audience::Management,
        // A part of a plan without it would be one of none; who writes the next one goes on from the last.
        PlanGoal::KIND | PlanObjective::KIND | PlanPerson::KIND | PlanAction::KIND | PlanReview::KIND
            if PLAN_PARTS.contains(&field) =>
        {
            Audience::Management
        }
        AccountPlan::KIND if field == account_plan::field::follows.name => Audience::Management,
        Negotiation::KIND if NEGOTIATION_LINKS.contains(&field) => Audience::Management,
        // A row without its negotiation would be one of none.
        _ if Part::ALL.iter().any(|part| part.negotiation().kind == kind && part.negotiation().name == field) => {
            Audience::Management
        }
        CustomField::KIND => Audience::Management,
        _ => Kind::of_code(kind).and_then(|kind| kind.field(field)).map_or(Audience::Team, |field| field.audience),
    }
}

/// Who may know that there is such a record.
fn record_audience(kind: &str) -> Audience {
    match kind {
        Account::KIND => Audience::Customer,
        Alias::KIND | CustomField::KIND => Audience::Management,
        _ => Kind::of_code(kind).map_or(Audience::Team, |kind| kind.audience),
    }
}

impl Handover {
    /// What leaves of an account's dossier, out of a book and the sales of the imports that count.
    pub fn of<'a>(
        self,
        dossier: &Dossier,
        book: &Book,
        batches: impl IntoIterator<Item = (RecordId, &'a Batch)>,
    ) -> Leaving {
        let merged = book.merged();
        let mut leaving = Leaving::default();
        leaving.take(dossier.id, dossier.record(), self.audience);
        // Accounts that are the same customer: what belongs to them would belong to nobody there.
        let same: Vec<RecordId> = merged.parts_of(dossier.id).skip(1).collect();
        for from in &same {
            leaving.point(book, *from);
        }
        for id in merged.parts_of(dossier.id).flat_map(|account| book.ever_belonging(account)) {
            if let Some(record) = book.record(id) {
                leaving.take(id, record, self.audience);
            }
        }
        for id in self.mentioned(dossier, book) {
            if let Some(record) = book.record(id) {
                leaving.take(id, record, self.audience);
            }
        }
        if self.audience == Audience::Team {
            // Whoever of them is there is to go there as well.
            let erased = book.records().filter(|(_, record)| record.is_erased());
            erased.for_each(|(id, record)| leaving.book.join(id, record.clone()));
        }
        if self.with_sales {
            let accounts: Vec<RecordId> = std::iter::once(dossier.id).chain(same).collect();
            leaving.take_sales(&accounts, book, batches, self.audience);
        }
        leaving
    }

    /// What leaves of several accounts together: what one of them speaks of goes once.
    pub fn of_several<'a, B: IntoIterator<Item = (RecordId, &'a Batch)>>(
        self,
        dossiers: &[Dossier],
        book: &Book,
        batches: impl Fn() -> B,
    ) -> Leaving {
        let mut all = Leaving::default();
        for leaving in dossiers.iter().map(|dossier| self.of(dossier, book, batches())) {
            all.book.join_book(&leaving.book);
            all.batches.extend(leaving.batches);
            all.held_back += leaving.held_back;
        }
        all
    }

    /// What the dossier speaks of and doesn't own: our people, competitors, fields of our own.
    fn mentioned(self, dossier: &Dossier, book: &Book) -> BTreeSet<RecordId> {
        let mut all = BTreeSet::new();
        let parts = dossier.parts().map(|(_, record)| record);
        for record in parts.chain([dossier.record()]).filter(|record| is_open(record, self.audience)) {
            for (field, register) in &record.fields {
                if audience_of(&record.kind, field) <= self.audience {
                    all.extend(ids_in(&register.value));
                }
            }
        }
        let kinds = [Colleague::KIND, Competitor::KIND];
        all.retain(|id| book.record(*id).is_some_and(|record| kinds.contains(&record.kind.as_str())));
        let holds = |field: &RecordId| !dossier.record().value(&CustomField::field(*field)).is_null();
        all.extend(book.ids::<CustomField>().filter(holds));
        all
    }
}

/// Whether this audience may know that there is such a record. The customer needn't hear of people we
/// haven't found yet, nor of those who are gone.
fn is_open(record: &Record, audience: Audience) -> bool {
    let is_hidden = record.kind == Contact::KIND && {
        let contact = Contact::read(record);
        contact.placeholder || contact.left.is_some()
    };
    record_audience(&record.kind) <= audience && !(is_hidden && audience == Audience::Customer)
}

/// The ids a value names.
fn ids_in(value: &serde_json::Value) -> Vec<RecordId> {
    match value {
        serde_json::Value::String(text) => text.parse().into_iter().collect(),
        serde_json::Value::Array(list) => list.iter().flat_map(ids_in).collect(),
        serde_json::Value::Object(parts) => parts.values().flat_map(ids_in).collect(),
        _ => Vec::new(),
    }
}

impl Leaving {
    /// Takes the fields of a record that may go so far; emptied ones as well, or what was emptied here
    /// would stand there. Of a deleted one only that it is, and for the team what it was called.
    fn take(&mut self, id: RecordId, record: &Record, audience: Audience) {
        let is_open = is_open(record, audience);
        let mut copy = Record::new(&record.kind);
        for (field, register) in &record.fields {
            let goes = match record.is_deleted() {
                _ if [DELETED, ERASED].contains(&field.as_str()) => true,
                // Of ours who is named somewhere has a name there.
                true if record.kind == Colleague::KIND && field == NAME => true,
                true => audience == Audience::Team && [ACCOUNT, NAME].contains(&field.as_str()),
                false => audience_of(&record.kind, field) <= audience,
            };
            if is_open && goes {
                copy.fields.insert(field.clone(), register.clone());
            } else if !record.is_deleted() && !register.value.is_null() {
                self.held_back += 1;
            }
        }
        if is_open && !copy.fields.is_empty() {
            self.book.join(id, copy);
        }
    }

    /// Takes of an account only into which it was merged.
    fn point(&mut self, book: &Book, id: RecordId) {
        let into = account::field::merged_into.name;
        if let Some(register) = book.record(id).and_then(|record| record.fields.get(into)) {
            let mut copy = Record::new(Account::KIND);
            copy.fields.insert(into.into(), register.clone());
            self.book.join(id, copy);
        }
    }

    /// Takes the sales of these accounts, as parts of the imports they came with.
    fn take_sales<'a>(
        &mut self,
        accounts: &[RecordId],
        book: &Book,
        batches: impl IntoIterator<Item = (RecordId, &'a Batch)>,
        audience: Audience,
    ) {
        let without_profit = audience < Audience::Management;
        for (import, batch) in batches {
            let Some(receipt) = book.get::<ImportBatch>(import) else { continue };
            let whole = receipt.part_of.unwrap_or(import);
            // The stamp of the import itself: the same part is the same in every file.
            let stamp = book.record(import).and_then(|record| record.fields.values().map(|of| of.stamp).max());
            for account in accounts {
                let Some(part) = part_of(batch, *account, !without_profit) else { continue };
                let without_profit = without_profit || receipt.without_profit;
                let id = ImportBatch::part_id(whole, *account, without_profit);
                let days = || part.sales.lines.iter().map(|line| line.day);
                let own = ImportBatch {
                    // Its name may tell of others.
                    file: if audience >= Audience::Management { receipt.file.clone() } else { String::new() },
                    hash: receipt.hash.clone(),
                    imported: part.sales.lines.len() as u64,
                    currency: Some(part.sales.currency()),
                    first: days().min(),
                    last: days().max(),
                    part_of: Some(whole),
                    of_account: Some(*account),
                    without_profit,
                    ..ImportBatch::default()
                };
                let mut record = Record::new(ImportBatch::KIND);
                for edit in own.create(id) {
                    let register = Register { value: edit.value, stamp: stamp.unwrap_or_default(), origin: None };
                    record.fields.insert(edit.field, register);
                }
                self.book.join(id, record);
                self.batches.insert(id, part);
            }
        }
        self.take_back(accounts, book);
    }

    /// What was taken back here is taken back where a part of it was handed to.
    fn take_back(&mut self, accounts: &[RecordId], book: &Book) {
        let gone = book.records().filter(|(_, record)| record.kind == ImportBatch::KIND && record.is_deleted());
        for (import, record) in gone {
            let Some(deleted) = record.fields.get(DELETED) else { continue };
            for account in accounts {
                for without_profit in [false, true] {
                    let mut tombstone = Record::new(ImportBatch::KIND);
                    tombstone.fields.insert(DELETED.into(), deleted.clone());
                    self.book.join(ImportBatch::part_id(import, *account, without_profit), tombstone);
                }
            }
        }
    }

    /// Living records of a kind that leave.
    pub fn count(&self, kind: &str) -> usize {
        self.book.records().filter(|(_, record)| record.kind == kind && !record.is_deleted()).count()
    }
}

/// The field that holds a record's name.
const NAME: &str = "name";

/// The lines of a batch that are one account's; `None` if there are none. `openly`: with profits and with
/// who sold it.
fn part_of(batch: &Batch, account: RecordId, openly: bool) -> Option<Batch> {
    let customers: BTreeSet<u32> =
        (0..).zip(&batch.accounts).filter(|(_, of)| **of == account).map(|(at, _)| at).collect();
    let sales = &batch.sales;
    let mut documents: Table<Document> = Table::default();
    let mut groups: Table<String> = Table::default();
    let mut people: Table<String> = Table::default();
    let mut currencies: Table<Currency> = Table::default();
    let mut lines = Vec::new();
    for line in sales.lines.iter().filter(|line| customers.contains(&line.customer)) {
        let document = line.document.and_then(|index| {
            let known = sales.documents.get(index as usize)?;
            let person = known.person.filter(|_| openly);
            let person = person.and_then(|person| people.take(person, &sales.people, Clone::clone));
            documents.take(index, &sales.documents, |document| Document { person, ..document.clone() })
        });
        let group = line.group.and_then(|index| groups.take(index, &sales.groups, Clone::clone));
        let currency = currencies.take(line.currency.into(), &sales.currencies, |currency| *currency);
        let currency = currency.and_then(|currency| u16::try_from(currency).ok()).unwrap_or_default();
        let profit = line.profit.filter(|_| openly);
        lines.push(Line { customer: 0, document, group, profit, currency, ..*line });
    }
    if currencies.taken.is_empty() {
        currencies.taken.push(sales.currency());
    }
    (!lines.is_empty()).then(|| Batch {
        accounts: vec![account],
        sales: Sales {
            currencies: currencies.taken,
            documents: documents.taken,
            groups: groups.taken,
            people: people.taken,
            lines,
            ..*sales
        },
    })
}

/// Entries of a table that are taken over, each once, under their new number.
struct Table<T> {
    taken: Vec<T>,
    numbers: BTreeMap<u32, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { taken: Vec::new(), numbers: BTreeMap::new() }
    }
}

impl<T> Table<T> {
    fn take(&mut self, index: u32, from: &[T], copy: impl FnOnce(&T) -> T) -> Option<u32> {
        if let Some(number) = self.numbers.get(&index) {
            return Some(*number);
        }
        let number = self.taken.len() as u32;
        self.taken.push(copy(from.get(index as usize)?));
        self.numbers.insert(index, number);
        Some(number)
    }
}
