//! What a column can mean.

use serde::{Deserialize, Serialize};

/// What a column means for an import. But for those that are shared, each is held by one column at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The customer's name.
    Customer,
    /// The customer's number in the system the file comes from.
    CustomerId,
    TaxId,
    Date,
    /// The year, where the date's column names a month only.
    Year,
    /// The number of the order, invoice or credit note.
    Document,
    /// Invoice, credit note, return: decides the sign.
    DocumentType,
    /// Cancelled documents are left out, reversals turn the sign.
    Status,
    /// The amount of the line, net of tax where the file says so; if present, quantity, price and
    /// discount are not used for it.
    Amount,
    /// The amount with tax; used where there is no [`Role::Amount`].
    AmountGross,
    /// What is charged to the customer, in a book of two columns: less [`Role::Credit`] it is the amount.
    Debit,
    /// What is credited to the customer.
    Credit,
    /// The tax within [`Role::AmountGross`].
    Tax,
    /// The sum of the period its header names: a wide file.
    Period,
    Quantity,
    /// Price of one.
    Price,
    Discount,
    Product,
    ProductGroup,
    Currency,
    /// Cost of the line.
    Cost,
    /// Cost of one; × quantity.
    UnitCost,
    /// Profit of the line; if present, costs are not used.
    Profit,
    Salesperson,
    PromisedDate,
    DeliveredDate,
    /// The name of a person at the customer.
    Contact,
    /// The name of a person whose name stands in several columns, from left to right.
    GivenName,
    FamilyName,
    /// What that person does there.
    Function,
    /// The part of the company they belong to.
    Unit,
    Address,
    PostalCode,
    City,
    Region,
    Country,
    Phone,
    /// A number of a person's own.
    Mobile,
    OtherPhone,
    Fax,
    Email,
    OtherEmail,
    Messenger,
    Website,
    Industry,
    Birthday,
    /// What is noted about a person, or was said.
    Note,
    /// A call, a meeting, a letter.
    ActivityType,
    /// What it was about.
    Subject,
    Ignore,
}

impl Role {
    /// Every role, in the order a menu shows them.
    pub const ALL: [Role; 50] = [
        Role::Customer,
        Role::CustomerId,
        Role::TaxId,
        Role::Date,
        Role::Year,
        Role::Document,
        Role::DocumentType,
        Role::Status,
        Role::Amount,
        Role::AmountGross,
        Role::Debit,
        Role::Credit,
        Role::Tax,
        Role::Period,
        Role::Quantity,
        Role::Price,
        Role::Discount,
        Role::Product,
        Role::ProductGroup,
        Role::Currency,
        Role::Cost,
        Role::UnitCost,
        Role::Profit,
        Role::Salesperson,
        Role::PromisedDate,
        Role::DeliveredDate,
        Role::Contact,
        Role::GivenName,
        Role::FamilyName,
        Role::Function,
        Role::Unit,
        Role::Address,
        Role::PostalCode,
        Role::City,
        Role::Region,
        Role::Country,
        Role::Phone,
        Role::Mobile,
        Role::OtherPhone,
        Role::Fax,
        Role::Email,
        Role::OtherEmail,
        Role::Messenger,
        Role::Website,
        Role::Industry,
        Role::Birthday,
        Role::Note,
        Role::ActivityType,
        Role::Subject,
        Role::Ignore,
    ];

    /// Whether its cells are read as numbers.
    pub fn is_numeric(self) -> bool {
        matches!(
            self,
            Role::Amount
                | Role::AmountGross
                | Role::Debit
                | Role::Credit
                | Role::Tax
                | Role::Period
                | Role::Quantity
                | Role::Price
                | Role::Discount
                | Role::Cost
                | Role::UnitCost
                | Role::Profit
        )
    }

    /// Whether it is money, or a share of it.
    pub fn is_money(self) -> bool {
        self.is_numeric() && self != Role::Quantity
    }

    /// Whether its cells are read as days.
    pub fn is_day(self) -> bool {
        matches!(self, Role::Date | Role::PromisedDate | Role::DeliveredDate | Role::Birthday)
    }

    /// Whether it says something about the customer or its people, not about a sale.
    pub fn is_card(self) -> bool {
        self >= Role::Contact && self < Role::Ignore
    }

    /// Whether it says where the company is.
    pub fn is_of_place(self) -> bool {
        matches!(self, Role::Address | Role::PostalCode | Role::City | Role::Region | Role::Country | Role::Industry)
    }

    /// Whether several columns may hold it.
    pub fn is_shared(self) -> bool {
        self.is_further() || matches!(self, Role::Period | Role::GivenName | Role::Ignore)
    }

    /// Whether it is one of the further numbers and addresses of a person.
    pub fn is_further(self) -> bool {
        matches!(self, Role::Mobile | Role::OtherPhone | Role::Fax | Role::OtherEmail | Role::Messenger | Role::Website)
    }
}
