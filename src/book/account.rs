//! The account: a customer, or somebody who could become one (rules D1, D7).

use super::{AccountTypes, Level, RecordId};
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// A customer with what is known about it. Figures are not here: they come from the ledger.
    Account = "account" {
        /// The name it is known by, as in the order file.
        name: String,
        /// Its number in the system the orders come from.
        external_id: String,
        /// Its tax number, as written: a text, whose zeros in front count.
        tax_id: String,
        /// What the company does.
        description: String,
        industry: String,
        region: String,
        address: String,
        postal_code: String,
        city: String,
        country: String,
        phone: String,
        email: String,
        website: String,
        /// Number of employees, as known ("about 60").
        employees: String,
        /// Year or date of foundation, as known.
        founded: String,
        /// History of its development.
        development: String,
        /// Its staff: qualification, turnover, who is new.
        staff: String,
        /// Its organisational structure.
        structure: String,
        /// Its market and environment.
        market: String,
        /// The person on our side who answers for it.
        owner: String,
        /// Free notes.
        notes: String,
        /// What makes it key, as confirmed by a person (K3).
        types: AccountTypes,
        /// Why, in that person's words.
        types_reason: String,
        types_confirmed: Option<Date>,
        /// How far the relationship has come, as confirmed by a person (K5); empty: only suggested.
        level: Option<Level>,
        /// Why, in that person's words.
        level_reason: String,
        level_confirmed: Option<Date>,
        /// The account it is the same customer as and was merged into; see [`Merged`](super::Merged).
        merged_into: Option<RecordId>,
    }
}
