//! The case of an account that we want back (L4, C16).

use super::codes::codes;
use super::kind::{Audience, Course, Event, Kind, ask};
use super::{Amount, Record, RecordId, RecordKind};
use crate::calendar::Date;
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// A case of winning back. It ends with the first order after it was opened, with what a person makes of it, or a
    /// year after it was opened.
    WinBack = "winback" {
        account: Option<RecordId>,
        /// The day it was opened.
        opened: Option<Date>,
        /// What the account was on that day.
        state: Option<GoneState>,
        /// Who of ours calls.
        owner: Option<RecordId>,
        /// Whom of theirs.
        contacts: Vec<RecordId>,
        /// That we want them back, in the words we say it with.
        reminder: String,
        /// The day they were told.
        reminded: Option<Date>,
        /// What kind of offer we make.
        offer_kind: Option<OfferKind>,
        /// What we offer.
        offer: String,
        /// What it costs us if they take it.
        cost: Option<Amount>,
        /// Until when it is good.
        good_until: Option<Date>,
        /// Who of ours approved it.
        approved_by: Option<RecordId>,
        /// The day they did.
        approved: Option<Date>,
        /// What became of it, as a person says.
        outcome: Option<WinBackOutcome>,
        /// The day it was closed by a person.
        closed: Option<Date>,
        /// Why it ended so.
        reason: String,
        note: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`WinBack`] is to people.
pub static WIN_BACK: Kind = Kind {
    code: WinBack::KIND,
    title: Key::PieceWinBack,
    plural: Key::HistoryWinBacks,
    glyph: Glyph::Undo,
    audience: Audience::Management,
    fields: &[
        ask::day(field::opened, Key::WinBackOpened),
        ask::choice(field::state, Key::WinBackState),
        ask::colleague(field::owner, Key::WinBackOwner),
        ask::people(field::contacts, Key::WinBackContacts),
        ask::text(field::reminder, Key::WinBackReminder),
        ask::day(field::reminded, Key::WinBackReminded),
        ask::choice(field::offer_kind, Key::WinBackOfferKind),
        ask::line(field::offer, Key::WinBackOffer),
        ask::money(field::cost, Key::WinBackCost),
        ask::day(field::good_until, Key::WinBackGoodUntil),
        ask::colleague(field::approved_by, Key::WinBackApprovedBy),
        ask::day(field::approved, Key::WinBackApproved),
        ask::choice(field::outcome, Key::WinBackOutcome),
        ask::day(field::closed, Key::WinBackClosed),
        ask::text(field::reason, Key::WinBackReason),
        ask::text(field::note, Key::EntryNote),
    ],
    begins: |id, account, now| vec![field::account.set(id, account), field::opened.set(id, Some(now.day()))],
    course: Course::Event(event),
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<WinBack>,
};

fn event(record: &Record) -> Option<Event> {
    Some(Event {
        day: field::opened.of(record),
        heading: Key::WinBackBegan,
        title: field::offer.of(record),
        said: vec![field::opened.name, field::offer.name],
        theirs: field::contacts.of(record),
        ours: field::owner.of(record).into_iter().collect(),
        commitment: None,
    })
}

impl WinBack {
    /// The last day on which a first order still is a success (C16).
    pub fn until(&self) -> Option<Date> {
        self.opened.map(|day| day.plus(WITHIN))
    }
}

/// Within so many days after the opening a first order counts as a success (C16).
pub const WITHIN: i32 = 365;

codes! {
    /// What an account was when its case was opened (C12).
    GoneState {
        Presumed = "presumed" => GonePresumed,
        Lost = "lost" => GoneLost,
    }
}

codes! {
    /// What is offered so that they come back (L4).
    OfferKind {
        Special = "special" => OfferSpecial,
        Gift = "gift" => OfferGift,
        Discount = "discount" => OfferDiscount,
    }
}

codes! {
    /// What a person made of a case; that an order came is the ledger's to say.
    WinBackOutcome {
        /// We let them go.
        LetGo = "let_go" => WinBackLetGo,
        /// They said no.
        Refused = "refused" => WinBackRefused,
        /// They said yes; the order is to come.
        Agreed = "agreed" => WinBackAgreed,
    }
}

impl WinBackOutcome {
    /// Whether nothing more is to be done.
    pub const fn ends(self) -> bool {
        matches!(self, Self::LetGo | Self::Refused)
    }
}
