//! The account: a customer, or somebody who could become one (D1, D7).

use super::codes::codes;
use super::kind::{FormField, ask};
use super::{AccountTypes, HealthColour, KeyDecision, Level, OwnCadence, RecordId, Stage};
use crate::calendar::Date;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A customer with what is known about it. Figures are not here: they come from the ledger.
    Account = "account" {
        /// The name it is known by, as in the order file.
        name: String,
        /// Its number in the system the orders come from.
        external_id: String,
        /// Its tax number, as written: a text, whose zeros in front count.
        tax_id: String,
        /// Its numbers elsewhere: trade register, DUNS, GLN.
        other_ids: String,
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
        /// The names under which it sells.
        brand: String,
        /// How much it makes, in its own units.
        production_volume: String,
        /// Where and through whom it sells.
        sales_network: String,
        /// What it could buy of what we sell (K4).
        purchase_potential: String,
        /// What it wants to become, and how (D7).
        strategy: String,
        /// What it wants to reach, by when (D7).
        goals: String,
        /// Where its business is weak (D7).
        weak_points: String,
        /// What it can expect of the future (D7).
        prospects: String,
        /// What it stands for where it isn't one customer; it is never ranked then (C24).
        stands_for: Option<StandsFor>,
        /// The account it belongs to: its holding, its head office.
        parent: Option<RecordId>,
        /// The [`Colleague`](super::Colleague) who answers for it.
        owner: Option<RecordId>,
        /// Who stands in for the owner.
        deputy: Option<RecordId>,
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
        /// Whether it is a key account, as a person decided (C24); empty: nobody did, and what is suggested counts.
        key: Option<KeyDecision>,
        /// Why, in that person's words.
        key_reason: String,
        /// The day it was decided: the day it became key, where it is.
        key_confirmed: Option<Date>,
        /// How healthy the relationship is, as a person says for a while, whatever the score is (C10).
        health: Option<HealthColour>,
        /// Why, in that person's words; without it doesn't hold.
        health_reason: String,
        /// The day it was said.
        health_confirmed: Option<Date>,
        /// The last day it holds; 90 days are the most.
        health_until: Option<Date>,
        /// Which stage the relationship is at, as set by a person (D2); empty: only suggested.
        stage: Option<Stage>,
        /// Why, in that person's words.
        stage_reason: String,
        stage_confirmed: Option<Date>,
        /// What we do next with them (D2), and when.
        next_what: String,
        next_on: Option<Date>,
        /// How often they are to hear from us; empty: as is usual for its level and types (C1).
        cadence: Option<OwnCadence>,
        /// The account it is the same customer as and was merged into; see [`Merged`](super::Merged).
        merged_into: Option<RecordId>,
        /// Since when it is in the archive: its figures stay in every total, and no list has it but its own;
        /// empty: it isn't.
        archived_on: Option<Date>,
        /// Whether what is known of it, beyond its address, is content of the sample.
        sample: bool,
    }
}

codes! {
    /// What an account stands for that isn't one customer: its sales count in all totals, and stand beside
    /// the ranks and classes.
    StandsFor {
        /// Many customers nobody tells apart: retail, walk-in.
        Many = "collective" => StandsForMany,
        /// Sales of which nobody knows the customer.
        Nobody = "no_customer" => StandsForNobody,
    }
}

/// General information on an account (D1), in the order it is asked.
pub const GENERAL: &[FormField] = &[
    ask::text(field::description, Key::FieldDescription).for_customer(),
    ask::line(field::industry, Key::FieldIndustry).for_customer(),
    ask::line(field::region, Key::FieldRegion).for_customer(),
    ask::line(field::address, Key::FieldAddress).for_customer(),
    ask::line(field::postal_code, Key::FieldPostalCode).for_customer(),
    ask::line(field::city, Key::FieldCity).for_customer(),
    ask::line(field::country, Key::FieldCountry).for_customer(),
    ask::line(field::phone, Key::FieldPhone).for_customer(),
    ask::line(field::email, Key::FieldEmail).for_customer(),
    ask::line(field::website, Key::FieldWebsite).for_customer(),
    ask::line(field::external_id, Key::FieldExternalId).for_customer(),
    ask::line(field::tax_id, Key::FieldTaxId).for_customer(),
    ask::line(field::other_ids, Key::FieldOtherIds).for_customer(),
    ask::colleague(field::owner, Key::FieldOwner).for_customer(),
    ask::colleague(field::deputy, Key::FieldDeputy).for_customer(),
    ask::line(field::founded, Key::FieldFounded).for_customer(),
    ask::line(field::employees, Key::FieldEmployees).for_customer(),
    ask::text(field::development, Key::FieldDevelopment),
    ask::text(field::staff, Key::FieldStaff),
    ask::text(field::structure, Key::FieldStructure).for_delivery(),
];

/// What its own business is like (D1, D7, K4), in the order it is asked.
pub const BUSINESS: &[FormField] = &[
    ask::text(field::market, Key::FieldMarket),
    ask::line(field::brand, Key::FieldBrand).for_customer(),
    ask::line(field::production_volume, Key::FieldProductionVolume),
    ask::text(field::sales_network, Key::FieldSalesNetwork),
    ask::text(field::purchase_potential, Key::FieldPurchasePotential),
    ask::text(field::strategy, Key::FieldStrategy),
    ask::text(field::goals, Key::FieldGoals),
    ask::text(field::weak_points, Key::FieldWeakPoints),
    ask::text(field::prospects, Key::FieldProspects),
];

/// A field of the account, wherever it stands.
pub fn form_field(name: &str) -> Option<&'static FormField> {
    GENERAL.iter().chain(BUSINESS).chain(ELSEWHERE).find(|field| field.name == name)
}

/// Fields of the account that stand in no list of facts.
pub const ELSEWHERE: &[FormField] = &[
    ask::line(field::name, Key::AccountName).for_customer(),
    ask::text(field::notes, Key::Notes),
    ask::choice(field::stands_for, Key::FieldStandsFor),
    ask::choice(field::health, Key::FieldHealth),
    ask::line(field::health_reason, Key::ReasonOfHealth),
    ask::day(field::health_until, Key::HealthUntil),
    ask::line(field::next_what, Key::FieldNextWhat),
    ask::day(field::next_on, Key::FieldNextOn),
];
