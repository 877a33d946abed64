//! The sample book: Northwind's orders and customers, files beside the page.

use crate::book::{Account, Contact};

/// Where the orders are, relative to the page.
pub const ORDERS: &str = "sample/northwind_order_lines.csv";
/// What the import of the orders is called.
pub const ORDERS_NAME: &str = "northwind_order_lines.csv";
/// Where the customers' addresses and contacts are, relative to the page.
pub const CUSTOMERS: &str = "sample/northwind_customers.tsv";

/// A customer's address and the person known there.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub account: Account,
    pub contact: Contact,
}

/// The cards in `northwind_customers.tsv`; lines that are too short are left out. Its cells hold
/// neither tabs nor quotes, so that the page needs no reader of tables: that is the worker's.
pub fn cards(text: &str) -> Vec<Card> {
    text.lines().skip(1).filter_map(card).collect()
}

/// Customer ID, Company, Contact, Title, Address, City, Region, Postal Code, Country, Phone, Fax
fn card(line: &str) -> Option<Card> {
    let cells: Vec<&str> = line.split('\t').collect();
    let cell = |at: usize| cells.get(at).copied();
    let joined = |cells: [usize; 2], with: &str| {
        let filled = cells.into_iter().filter_map(cell).filter(|text| !text.is_empty());
        filled.collect::<Vec<_>>().join(with)
    };
    let account = Account {
        external_id: cell(0)?.into(),
        name: cell(1)?.into(),
        address: joined([4, 7], ", "),
        city: cell(5)?.into(),
        region: cell(6)?.into(),
        country: cell(8)?.into(),
        phone: joined([9, 10], ", "),
        ..Account::default()
    };
    let contact = Contact { name: cell(2)?.into(), function: cell(3)?.into(), ..Contact::default() };
    Some(Card { account, contact })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_has_the_address_and_the_person() {
        let text = include_str!("../../tests/data/northwind/northwind_customers.tsv");
        let cards = cards(&format!("{text}short\n"));
        assert_eq!(cards.len(), 91);
        let card = cards.iter().find(|card| card.account.external_id == "ERNSH").expect("one of them");
        assert_eq!(card.account.name, "Ernst Handel");
        assert_eq!(card.account.address, "Kirchgasse 6, 8010");
        assert_eq!(card.account.phone, "7675-3425, 7675-3426");
        assert_eq!(card.contact.name, "Roland Mendel");
        assert!(cards.iter().all(|card| !card.account.country.is_empty() && !card.contact.function.is_empty()));
    }
}
