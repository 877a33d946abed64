//! The contact: a person at an account, with the part they play in decisions (D3, D5, R9).

use super::kind::{Agenda, Audience, Course, DueRule, HistoryWords, Kind, Reminder, SeenOn, ask};
use super::{Birthday, CodeSet, OwnCadence, Reach, Record, RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::text::Key;

use super::codes::codes;
use crate::calendar::Date;
use crate::record_kind;

record_kind! {
    /// A person at an account.
    Contact = "contact" {
        account: Option<RecordId>,
        name: String,
        /// What they do there.
        function: String,
        /// Which level they stand on.
        rank: Option<Rank>,
        /// The part of the company they belong to.
        unit: String,
        phone: String,
        email: String,
        /// Further numbers and addresses.
        reach: Vec<Reach>,
        languages: String,
        birthday: Option<Birthday>,
        /// How they like to be treated: when to call, what they drink.
        preferences: String,
        /// What they value in a supplier.
        values: String,
        note: String,
        /// Whom they report to, at the same account.
        reports_to: Option<RecordId>,
        /// Whose opinion they sway without being above them.
        influences: Vec<RecordId>,
        /// The parts they play when it is decided to buy.
        roles: BuyingRoles,
        /// How they stand to us; empty: not known.
        stance: Option<Stance>,
        /// How much their word weighs.
        influence: Option<Influence>,
        /// How often they are to hear from us; empty: as is usual for their part in buying (C1).
        cadence: Option<OwnCadence>,
        /// Whether it is only known that there must be somebody: an unknown head of finance.
        placeholder: bool,
        /// The day they left the company.
        left: Option<Date>,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`Contact`] is to people.
pub static CONTACT: Kind = Kind {
    code: Contact::KIND,
    title: Key::PieceContact,
    plural: Key::PeopleTitle,
    glyph: Glyph::Team,
    audience: Audience::Customer,
    fields: &[
        ask::line(field::name, Key::ContactName).for_customer(),
        ask::line(field::function, Key::ContactFunction).for_customer(),
        ask::choice(field::rank, Key::ContactRank).for_delivery(),
        ask::line(field::unit, Key::ContactUnit).for_customer(),
        ask::person(field::reports_to, Key::ContactReportsTo).for_delivery(),
        ask::choices(field::roles, Key::ContactRoles),
        ask::choice(field::stance, Key::ContactStance),
        ask::choice(field::influence, Key::ContactInfluence),
        ask::people(field::influences, Key::ContactInfluences),
        ask::line(field::phone, Key::ContactPhone).for_customer(),
        ask::line(field::email, Key::ContactEmail).for_customer(),
        ask::reach(field::reach, Key::ContactReach).for_customer(),
        ask::line(field::languages, Key::ContactLanguages).for_delivery(),
        ask::birthday(field::birthday, Key::ContactBirthday).for_team(),
        ask::text(field::preferences, Key::ContactPreferences).for_team(),
        ask::text(field::values, Key::ContactValues),
        ask::text(field::note, Key::ContactNote).for_team(),
        ask::cadence(field::cadence, Key::CadenceLabel),
        ask::flag(field::placeholder, Key::ContactPlaceholder).for_delivery(),
        ask::day(field::left, Key::ContactLeft).for_delivery(),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Lasting(reminder),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<Contact>,
};

/// A card takes little time.
pub static BIRTHDAY: DueRule = DueRule {
    code: "birthday",
    glyph: Glyph::Gift,
    agenda: Some(Agenda {
        words: Key::DueBirthday,
        rank: 7,
        ahead: Some(21),
        horizon: 7,
        weight: 0.5,
        without_day: false,
    }),
    history: HistoryWords::USUAL,
};

/// Birthdays come every year, until somebody leaves.
fn reminder(record: &Record, seen: SeenOn) -> Option<Reminder> {
    let day = record.get::<Option<Birthday>>(field::birthday.name)?.next(seen.today, seen.leap_day)?;
    let left: Option<Date> = record.get(field::left.name);
    let title = record.get(field::name.name);
    left.is_none_or(|left| left > seen.today).then_some(Reminder { rule: &BIRTHDAY, day, title, competitor: None })
}

fn is_there(left: Option<Date>, day: Date) -> bool {
    left.is_none_or(|left| left > day)
}

impl Contact {
    /// Whether they are at the account on this day.
    pub fn is_there(&self, day: Date) -> bool {
        is_there(self.left, day)
    }

    /// The same of a record, without reading all of it.
    pub fn is_one_there(record: &Record, day: Date) -> bool {
        is_there(field::left.of(record), day)
    }
}

codes! {
    /// The level a person stands on, by which coverage is seen.
    Rank {
        Top = "top" => RankTop,
        Middle = "middle" => RankMiddle,
        Working = "working" => RankWorking,
    }
}

codes! {
    /// The part a person plays when it is decided to buy (Webster and Wind 1972; Miller and Heiman 1985).
    BuyingRole {
        /// Notices the need and asks for a solution.
        Initiator = "initiator" => RoleInitiator,
        /// Works with what is bought.
        User = "user" => RoleUser,
        /// Sets the criteria, advises.
        Influencer = "influencer" => RoleInfluencer,
        /// Chooses.
        Decider = "decider" => RoleDecider,
        /// Must agree.
        Approver = "approver" => RoleApprover,
        /// Negotiates and orders.
        Buyer = "buyer" => RoleBuyer,
        /// Lets people and information through, or doesn't.
        Gatekeeper = "gatekeeper" => RoleGatekeeper,
        /// Sells for us inside.
        Champion = "champion" => RoleChampion,
        /// Has the money.
        EconomicBuyer = "economic_buyer" => RoleEconomicBuyer,
    }
}

/// The parts one person plays.
pub type BuyingRoles = CodeSet<BuyingRole>;

codes! {
    /// How a person stands to us. Not known is no stance.
    Stance {
        Champion = "champion" => StanceChampion,
        Supporter = "supporter" => StanceSupporter,
        Neutral = "neutral" => StanceNeutral,
        Sceptic = "sceptic" => StanceSceptic,
        Opponent = "opponent" => StanceOpponent,
    }
}

codes! {
    /// How much a person's word weighs.
    Influence {
        High = "high" => InfluenceHigh,
        Medium = "medium" => InfluenceMedium,
        Low = "low" => InfluenceLow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Change, Edit, Label, Stamp};
    use serde_json::json;

    #[test]
    fn a_kind_of_address_of_a_later_version_does_not_hide_the_others() {
        let id = RecordId::well_known(50);
        let reach = json!([{"kind": "phone", "value": "1"}, {"kind": "pager", "value": "2"}]);
        let mut book = Book::default();
        let edits = vec![Edit::raw(id, "contact", "reach", reach)];
        book.apply(&Change::new(Label::Sample, edits), Stamp { millis: 2, ..Stamp::default() });
        assert_eq!(book.get::<Contact>(id).unwrap().reach.len(), 2);
    }
}
