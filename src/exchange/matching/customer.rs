//! A customer as a file knows it.

use serde::{Deserialize, Serialize};

use crate::book::{Birthday, Channel, Reach, ReachKind, StandsFor};
use crate::calendar::Date;
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
    /// What its name is in place of a company's, where the people in the file have none.
    pub stand_in: Option<StandIn>,
    /// Rows imported for it.
    pub lines: u64,
    /// In minor units of the main currency.
    pub amount: i64,
    /// What the file says of the customer itself: address, phone, and the like.
    pub facts: Vec<(Role, String)>,
    /// The people the file names there, with what it says of each.
    pub contacts: Vec<ContactCard>,
    /// What was spoken and written with them, as a file of activities has it.
    pub activities: Vec<ActivityCard>,
}

/// A call, a meeting, a letter or a note, as a file of activities has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityCard {
    pub day: Date,
    /// `None` is a note.
    pub channel: Option<Channel>,
    pub subject: String,
    pub text: String,
    /// Who of theirs took part, by name.
    pub contacts: Vec<String>,
    /// The mail address of the first of them.
    pub email: String,
    /// Who of ours it is of, by name.
    pub owner: String,
    /// Whether nobody was there.
    pub not_reached: bool,
}

/// By what people without a company are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StandIn {
    /// The domain of their mail addresses.
    Domain,
    /// Nothing: it is the name of one of them.
    Person,
}

/// A person at a customer, as a file of customers or of people has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    pub name: String,
    pub function: String,
    /// The part of the company they belong to.
    pub unit: String,
    pub phone: String,
    pub email: String,
    /// Further numbers and addresses.
    pub reach: Vec<Reach>,
    pub birthday: Option<Birthday>,
    pub note: String,
}

impl ContactCard {
    /// Every mail address, the first one first.
    pub fn mails(&self) -> impl Iterator<Item = &str> {
        let further =
            self.reach.iter().filter(|reach| reach.kind == ReachKind::Email).map(|reach| reach.value.as_str());
        std::iter::once(self.email.as_str()).chain(further).filter(|mail| !mail.is_empty())
    }
}
