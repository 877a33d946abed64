//! The sample book: Northwind's orders and customers, files beside the page.

use super::delimited::{Row, Rows};
use crate::book::{Account, Contact};

/// Where the orders are, relative to the page.
pub const ORDERS: &str = "sample/northwind_order_lines.csv";
/// What the import of the orders is called.
pub const ORDERS_NAME: &str = "northwind_order_lines.csv";
/// Where the customers' addresses and contacts are, relative to the page.
pub const CUSTOMERS: &str = "sample/northwind_customers.csv";

/// A customer's address and the person known there.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub account: Account,
    pub contact: Contact,
}

/// The cards in `northwind_customers.csv`; lines that are too short are left out.
pub fn cards(text: &str) -> Vec<Card> {
    let mut cards = Vec::new();
    let mut row = |row: Row| cards.extend(card(&row.cells()));
    let mut rows = Rows::new(',', 0);
    rows.feed(text.as_bytes(), &mut row);
    rows.finish(&mut row);
    cards.into_iter().skip(1).collect()
}

/// Customer ID,Company,Contact,Title,Address,City,Region,Postal Code,Country,Phone,Fax
fn card(cells: &[String]) -> Option<Card> {
    let cell = |at: usize| cells.get(at).map(String::as_str);
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
        let text = "Customer ID,Company,Contact,Title,Address,City,Region,Postal Code,Country,Phone,Fax\n\
            ERNSH,Ernst Handel,Roland Mendel,Sales Manager,Kirchgasse 6,Graz,,8010,Austria,7675-3425,7675-3426\nshort\n";
        let cards = cards(text);
        assert_eq!(cards.len(), 1);
        assert_eq!(cards[0].account.address, "Kirchgasse 6, 8010");
        assert_eq!(cards[0].account.phone, "7675-3425, 7675-3426");
        assert_eq!(cards[0].contact.name, "Roland Mendel");
    }
}
