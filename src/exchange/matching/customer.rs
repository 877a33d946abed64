//! A customer as a file knows it.

use serde::{Deserialize, Serialize};

use crate::book::StandsFor;
use crate::exchange::Role;

/// A customer as the file knows it. Its index is [`crate::ledger::Line::customer`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Empty if the file gives none.
    pub external_id: String,
    /// Text: leading zeros count. Empty if the file gives none.
    pub tax_id: String,
    /// The name on its most recent row that has one; the id if none has.
    pub name: String,
    /// What it stands for where it isn't one customer, as its name suggests.
    pub stands_for: Option<StandsFor>,
    /// Rows imported for it.
    pub lines: u64,
    /// In minor units of the main currency.
    pub amount: i64,
    /// What the file says of the customer itself: address, phone, and the like.
    pub facts: Vec<(Role, String)>,
    /// The people the file names there, with what it says of each.
    pub contacts: Vec<ContactCard>,
}

/// A person at a customer, as a file of customers has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    pub name: String,
    pub function: String,
    pub phone: String,
    pub email: String,
}
