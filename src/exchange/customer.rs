//! Who is the same customer: rows of one file put together, customers matched to accounts.

use std::collections::HashMap;

use crate::calendar::Date;

use super::Customer;
use super::row::Sale;
use crate::book::{Account, RecordId};

/// The customers of a file, while it is read. A customer is its id where a row has one, else its
/// name without regard to case and spacing.
#[derive(Default)]
pub(super) struct Customers {
    all: Vec<Known>,
    by_id: HashMap<String, u32>,
    /// Names as written, so that the same spelling is compared only once.
    by_spelling: HashMap<String, u32>,
    by_name: HashMap<String, u32>,
}

struct Known {
    customer: Customer,
    /// The day of the row its name is from.
    named: Option<Date>,
}

impl Customers {
    /// The number of the customer a sale is of, which takes the sale into account. The caller makes
    /// sure that amounts don't overflow.
    pub fn add(&mut self, sale: &Sale) -> u32 {
        let number = if sale.id.is_empty() { self.named(sale.name) } else { self.identified(sale.id) };
        if let Some(known) = self.all.get_mut(number as usize) {
            known.customer.lines += 1;
            known.customer.amount = known.customer.amount.saturating_add(sale.amount);
            if !sale.name.is_empty() && known.named.is_none_or(|day| day <= sale.day) {
                known.named = Some(sale.day);
                if known.customer.name != sale.name {
                    known.customer.name = sale.name.to_owned();
                }
            }
        }
        number
    }

    /// The customers by number; who has no name is called by the id.
    pub fn finish(self) -> Vec<Customer> {
        let named = self.all.into_iter().map(|Known { mut customer, .. }| {
            if customer.name.is_empty() {
                customer.name.clone_from(&customer.external_id);
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
        if let Some(number) = self.by_id.get(id) {
            return *number;
        }
        let number = self.create(Customer { external_id: id.to_owned(), ..Customer::default() });
        self.by_id.insert(id.to_owned(), number);
        number
    }

    fn named(&mut self, name: &str) -> u32 {
        if let Some(number) = self.by_spelling.get(name) {
            return *number;
        }
        let key = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
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

/// Legal forms that stand before or after a name, without points and in lower case.
const FORMS_AROUND: &str = " ооо зао оао пао ао ип нпо чп тоо доо ";
/// Legal forms that stand after a name. "Sp. z o.o." is three words.
const FORMS_AFTER: &str = " gmbh mbh ag kg ohg ug co ltd limited llc llp inc corp corporation plc doo dd ad sro as sp z oo \
    zoo spzoo sa sas sarl srl spa bv nv ab oy aps pvt pte ";

/// A name as it is compared: without case, quotes, ё, doubled spaces and the legal form.
pub(super) fn normalised(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            // Points disappear, so that "d.o.o." and "doo" are one; quotes and commas part words.
            '.' => {}
            'ё' | 'Ё' => plain.push('е'),
            'ي' => plain.push('ی'),
            'ك' => plain.push('ک'),
            '\u{200b}'..='\u{200f}' => {}
            c if c.is_whitespace() || is_quote(c) || matches!(c, ',' | ';' | '&' | '+' | '(' | ')') => plain.push(' '),
            c => plain.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let is_in = |forms: &str, word: &str| forms.contains(&format!(" {word} "));
    let is_after = |word: &&&str| is_in(FORMS_AROUND, word) || is_in(FORMS_AFTER, word);
    // A name of nothing but a form keeps it.
    let start = words.iter().take_while(|word| is_in(FORMS_AROUND, word)).count();
    let end = words.len() - words.iter().rev().take_while(is_after).count();
    match words.get(start..end) {
        Some(bare) if !bare.is_empty() => bare.join(" "),
        _ => words.join(" "),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»' | '„' | '“' | '”' | '‚' | '‘' | '’' | '`')
}

/// The account of each customer: the one with its external id, else the one whose normalised name is
/// the same. A name doesn't match against an external id that says otherwise, nor if several
/// accounts have it; and two customers don't share an account unless their names are the same.
pub fn match_accounts(
    customers: &[Customer],
    accounts: impl IntoIterator<Item = (RecordId, Account)>,
) -> Vec<Option<RecordId>> {
    let mut by_id: HashMap<String, RecordId> = HashMap::new();
    let mut by_name: HashMap<String, Vec<(RecordId, String)>> = HashMap::new();
    for (account, record) in accounts {
        let external_id = record.external_id.trim().to_owned();
        let name = normalised(&record.name);
        if !name.is_empty() {
            by_name.entry(name).or_default().push((account, external_id.clone()));
        }
        if !external_id.is_empty() {
            by_id.entry(external_id).or_insert(account);
        }
    }
    let mut matched: Vec<Option<RecordId>> =
        customers.iter().map(|customer| by_id.get(customer.external_id.trim()).copied()).collect();
    // The name under which an account was taken.
    let mut taken: HashMap<RecordId, String> = customers
        .iter()
        .zip(&matched)
        .filter_map(|(customer, account)| Some(((*account)?, normalised(&customer.name))))
        .collect();
    // By name only what no id claimed; an id in the file that the account doesn't have may still
    // be new to an account that was kept without one, but only for one such customer.
    let mut lent: HashMap<RecordId, String> = HashMap::new();
    for (customer, account) in customers.iter().zip(&mut matched).filter(|(_, account)| account.is_none()) {
        let name = normalised(&customer.name);
        let id = customer.external_id.trim();
        let agrees = |(candidate, theirs): &&(RecordId, String)| {
            let is_contradicted = !id.is_empty()
                && (!theirs.is_empty() && theirs != id || lent.get(candidate).is_some_and(|other| other != id));
            !is_contradicted && taken.get(candidate).is_none_or(|as_name| *as_name == name)
        };
        let mut candidates = by_name.get(&name).into_iter().flatten().filter(agrees).map(|(account, _)| *account);
        if let (Some(only), None) = (candidates.next(), candidates.next()) {
            *account = Some(only);
            taken.insert(only, name);
            if !id.is_empty() {
                lent.insert(only, id.to_owned());
            }
        }
    }
    matched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_does_not_matter() {
        for (one, other) in [
            ("ООО «Ромашка»", "Ромашка, ООО"),
            ("ЗАО \"Ёлка\"", "елка"),
            ("ACME  GmbH", "Acme"),
            ("Acme GmbH & Co. KG", "ACME"),
            ("Naša firma d.o.o.", "naša firma doo"),
            ("Firma s.r.o.", "firma"),
            ("Kowalski Sp. z o.o.", "kowalski"),
            ("Smith, Inc.", "Smith LLC"),
        ] {
            assert_eq!(normalised(one), normalised(other), "{one}");
        }
        assert_ne!(normalised("Ернст"), normalised("Ернест"));
        assert_eq!(normalised("AG"), "ag");
    }

    fn account(number: u128, external_id: &str, name: &str) -> (RecordId, Account) {
        let account = Account { name: name.into(), external_id: external_id.into(), ..Account::default() };
        (RecordId::well_known(number), account)
    }

    fn matched(customers: &[(&str, &str)], accounts: &[(RecordId, Account)]) -> Vec<Option<RecordId>> {
        let customers: Vec<Customer> = customers
            .iter()
            .map(|(id, name)| Customer { external_id: (*id).into(), name: (*name).into(), ..Customer::default() })
            .collect();
        match_accounts(&customers, accounts.iter().cloned())
    }

    #[test]
    fn an_id_matches_before_a_name() {
        let accounts = [account(1, "ERNSH", "Ernst Handel"), account(2, "", "Acme")];
        let (ernst, acme) = (Some(RecordId::well_known(1)), Some(RecordId::well_known(2)));
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
        let ernst = Some(RecordId::well_known(1));
        assert_eq!(matched(&[("ERNSH", "Ernst Handel"), ("", "Ernst Handel")], &accounts), [ernst, ernst]);
        assert_eq!(matched(&[("ERNSH", "Renamed"), ("", "Ernst Handel")], &accounts), [ernst, None]);
    }

    #[test]
    fn a_name_of_several_accounts_matches_none() {
        let accounts = [account(1, "", "Acme"), account(2, "", "ACME GmbH")];
        assert_eq!(matched(&[("", "Acme")], &accounts), [None]);
    }
}
