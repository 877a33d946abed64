//! Who is the same customer: rows of one file put together.

use std::collections::HashMap;

use crate::book::StandsFor;
use crate::calendar::Date;
use crate::exchange::cell::fold::fold;
use crate::exchange::cell::not_a_customer::is_many;
use crate::exchange::matching::customer::StandIn;
use crate::exchange::read::row_reader::{Sale, Who};
use crate::exchange::{ActivityCard, ContactCard, Customer, Reason, matching};

/// The customers of a file, while it is read. A customer is its id where a row has one, else its tax
/// id, else its name without regard to case and spacing.
#[derive(Default)]
pub(in crate::exchange) struct Customers {
    all: Vec<Known>,
    /// Whose the last row with an id was: rows of a document stand together.
    last: u32,
    by_id: HashMap<String, u32>,
    by_tax_id: HashMap<String, u32>,
    /// Names as written, so that the same spelling is compared only once.
    by_spelling: HashMap<String, u32>,
    by_name: HashMap<String, u32>,
    /// Those who are put together because they have no company.
    by_stand_in: HashMap<(StandIn, String), u32>,
    /// Where jobs stand below their customer: the customers since the last total of one, by folded name, and for
    /// each job whose it turned out to be.
    open: Option<Vec<(String, u32)>>,
    owners: HashMap<u32, u32>,
    /// Whose rows are that say no customer, and what that account is called.
    nobody: Option<u32>,
    name_of_nobody: String,
}

struct Known {
    customer: Customer,
    /// The day of the row its name is from.
    named: Option<Date>,
}

impl Customers {
    /// None yet; rows that say no customer are of the account of this name.
    /// Where jobs stand below their customer, they are the customer's.
    pub fn new(name_of_nobody: &str, has_jobs_below: bool) -> Self {
        let open = has_jobs_below.then(Vec::new);
        Self { name_of_nobody: name_of_nobody.to_owned(), open, ..Self::default() }
    }

    /// A customer that stands above its jobs.
    pub fn enter(&mut self, name: &str) {
        if self.open.is_some() {
            self.meet(Who { name, ..Who::default() }, None);
        }
    }

    /// The total of a customer, by its folded name: what stands between is the customer's.
    pub fn close(&mut self, whose: &str) {
        let Some(open) = &mut self.open else { return };
        let Some(at) = open.iter().rposition(|(name, _)| name == whose) else { return };
        if let Some((_, owner)) = open.get(at).cloned() {
            self.owners.extend(open.drain(at + 1..).map(|(_, job)| (job, owner)));
        }
    }

    /// Whose each customer is where jobs stood below theirs: by number, the customer that counts for it.
    pub fn owners(&self) -> Option<Vec<Option<usize>>> {
        self.open.as_ref()?;
        let root = |number: u32| std::iter::successors(Some(number), |at| self.owners.get(at).copied()).last();
        let name = |number: u32| self.all.get(number as usize).map(|known| key(&known.customer.name));
        let mut first: HashMap<String, u32> = HashMap::new();
        let owner = |number: u32| {
            let root = root(number)?;
            let counts = *first.entry(name(root)?).or_insert(root);
            (counts != number).then_some(counts as usize)
        };
        Some((0..self.all.len() as u32).map(owner).collect())
    }

    /// The number of the customer a sale is of, which takes the sale into account; the amount only
    /// if it `counts`, being in the main currency. The caller makes sure that amounts don't overflow.
    pub fn add(&mut self, sale: &Sale, counts: bool) -> u32 {
        let day = sale.entries.iter().map(|entry| entry.day).max();
        let number = self.meet(sale.who, day);
        if let Some(known) = self.all.get_mut(number as usize) {
            let amount = sale.entries.iter().fold(0_i64, |sum, entry| sum.saturating_add(entry.amount));
            known.customer.lines += 1;
            if counts {
                known.customer.amount = known.customer.amount.saturating_add(amount);
            }
        }
        number
    }

    /// The number of a customer that a row names; of its spellings the newest stays.
    pub fn meet(&mut self, who: Who, day: Option<Date>) -> u32 {
        let number = match who {
            Who { id: "", name: "", .. } => self.nobody(),
            Who { id: "", tax_id: "", name } => self.named(name),
            Who { id: "", tax_id, name } => match matching::tax_id(tax_id) {
                tax if tax.is_empty() => self.named(name),
                // Branches have one number and several names.
                tax => self.taxed(&tax, tax_id, name),
            },
            Who { id, .. } => self.identified(id),
        };
        if let Some(known) = self.all.get_mut(number as usize) {
            if !who.name.is_empty() && known.named <= day {
                known.named = day;
                if known.customer.name != who.name {
                    who.name.clone_into(&mut known.customer.name);
                }
            }
            if known.customer.tax_id.is_empty() && !who.tax_id.is_empty() {
                who.tax_id.clone_into(&mut known.customer.tax_id);
            }
        }
        number
    }

    /// The number of the customer a person is of. Who has none is of those with the same domain in their mail
    /// address, or alone.
    pub fn meet_person(&mut self, who: Who, card: ContactCard) -> u32 {
        let number = match card.mails().find_map(matching::company_domain) {
            _ if !who.is_nobody() => self.meet(who, None),
            Some(domain) => self.standing_in(StandIn::Domain, &domain),
            None => self.standing_in(StandIn::Person, &card.name),
        };
        if let Some(known) = self.all.get_mut(number as usize) {
            known.customer.lines += 1;
            known.customer.contacts.push(card);
        }
        number
    }

    /// An entry of the timeline: of a company, else of whoever took part.
    ///
    /// # Errors
    /// [`Reason::NoCustomer`] if it says neither.
    pub fn meet_activity(&mut self, who: Who, card: ActivityCard) -> Result<(), Reason> {
        let person = card.people().next();
        let number = match &person {
            _ if !who.is_nobody() => self.meet(who, None),
            None => return Err(Reason::NoCustomer),
            Some(person) => match person.mails().find_map(matching::company_domain) {
                Some(domain) => self.standing_in(StandIn::Domain, &domain),
                None => self.standing_in(StandIn::Person, &person.name),
            },
        };
        if let Some(known) = self.all.get_mut(number as usize) {
            known.customer.lines += 1;
            known.customer.activities.push(card);
        }
        Ok(())
    }

    fn standing_in(&mut self, stand_in: StandIn, name: &str) -> u32 {
        let key = (stand_in, key(name));
        if let Some(number) = self.by_stand_in.get(&key) {
            return *number;
        }
        let (name, stand_in) = (name.to_owned(), Some(stand_in));
        let number = self.create(Customer { name, stand_in, ..Customer::default() });
        self.by_stand_in.insert(key, number);
        number
    }

    /// A customer by its number, to say more about it.
    pub fn get_mut(&mut self, number: u32) -> Option<&mut Customer> {
        self.all.get_mut(number as usize).map(|known| &mut known.customer)
    }

    /// The customers by number; who has no name is called by the id.
    pub fn finish(self) -> Vec<Customer> {
        let named = self.all.into_iter().map(|Known { mut customer, .. }| {
            if customer.name.is_empty() {
                let id = if customer.external_id.is_empty() { &customer.tax_id } else { &customer.external_id };
                customer.name.clone_from(id);
            }
            if customer.stands_for.is_none() && customer.stand_in.is_none() && is_many(&customer.name) {
                customer.stands_for = Some(StandsFor::Many);
            }
            // Spaces stand as in the file, so that exports find the customer again; line breaks
            // are the cell's, not the name's.
            if customer.name.contains(char::is_control) {
                let parts = customer.name.split(char::is_control).map(str::trim).filter(|part| !part.is_empty());
                customer.name = parts.collect::<Vec<_>>().join(" ");
            }
            customer
        });
        named.collect()
    }

    fn identified(&mut self, id: &str) -> u32 {
        let is_last = |last: &Known| last.customer.external_id == id;
        if self.all.get(self.last as usize).is_some_and(is_last) {
            return self.last;
        }
        self.last = match self.by_id.get(id) {
            Some(number) => *number,
            None => {
                let number = self.create(Customer { external_id: id.to_owned(), ..Customer::default() });
                self.by_id.insert(id.to_owned(), number);
                number
            }
        };
        self.last
    }

    fn taxed(&mut self, tax: &str, written: &str, name: &str) -> u32 {
        let key = format!("{tax}\n{}", key(name));
        if let Some(number) = self.by_tax_id.get(&key) {
            return *number;
        }
        let number = self.create(Customer { tax_id: written.to_owned(), ..Customer::default() });
        self.by_tax_id.insert(key, number);
        number
    }

    fn nobody(&mut self) -> u32 {
        if let Some(number) = self.nobody {
            return number;
        }
        let (name, stands_for) = (self.name_of_nobody.clone(), Some(StandsFor::Nobody));
        let number = self.create(Customer { name, stands_for, ..Customer::default() });
        self.nobody = Some(number);
        number
    }

    fn named(&mut self, name: &str) -> u32 {
        // A job may be called like one of another customer.
        if self.open.is_some() {
            let number = self.create(Customer::default());
            self.open.iter_mut().for_each(|open| open.push((fold(name), number)));
            return number;
        }
        if let Some(number) = self.by_spelling.get(name) {
            return *number;
        }
        let key = key(name);
        let number = match self.by_name.get(&key) {
            Some(number) => *number,
            None => {
                let number = self.create(Customer::default());
                self.by_name.insert(key, number);
                number
            }
        };
        self.by_spelling.insert(name.to_owned(), number);
        number
    }

    fn create(&mut self, customer: Customer) -> u32 {
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(Known { customer, named: None });
        number
    }
}

/// A name without regard to case and spacing.
fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
