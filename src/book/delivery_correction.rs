//! The correction of a delivery: whose fault it is that an order came late, as a person says (R5, C7).

use super::codes::codes;
use super::kind::{Audience, Course, Kind, ask};
use super::{RecordId, RecordKind};
use crate::glyph::Glyph;
use crate::record_kind;
use crate::text::Key;

record_kind! {
    /// Whose fault it is that a document came late. There is one for a document of an account.
    DeliveryCorrection = "delivery_correction" {
        account: Option<RecordId>,
        /// The document's number, as in the file.
        document: String,
        fault: Option<Fault>,
        /// Why, in that person's words.
        reason: String,
        /// Whether this is content of the sample.
        sample: bool,
    }
}

/// What a [`DeliveryCorrection`] is to people.
pub static DELIVERY_CORRECTION: Kind = Kind {
    code: DeliveryCorrection::KIND,
    title: Key::PieceDeliveryCorrection,
    plural: Key::DeliveryCorrections,
    glyph: Glyph::Truck,
    audience: Audience::Delivery,
    fields: &[
        ask::document(field::document, Key::DeliveryDocument).for_delivery(),
        ask::choice(field::fault, Key::DeliveryFault).for_delivery(),
        ask::text(field::reason, Key::DeliveryReason).for_delivery(),
    ],
    begins: |id, account, _| vec![field::account.set(id, account)],
    course: Course::Fact,
    settlements: &[],
    recurrence: None,
    #[cfg(test)]
    written_again: super::kind::written_again::<DeliveryCorrection>,
};

impl DeliveryCorrection {
    /// The id of the one for a document of an account, the same in every book.
    pub fn of(account: RecordId, document: &str) -> RecordId {
        RecordId::derived(account, &format!("delivery {}", document.trim()))
    }
}

codes! {
    /// Who made a delivery late.
    Fault {
        Ours = "ours" => FaultOurs,
        /// They moved it, or couldn't take it.
        Theirs = "theirs" => FaultTheirs,
        Carrier = "carrier" => FaultCarrier,
    }
}

impl Fault {
    /// Whether it was out of our hands, so that the second rate leaves the document out.
    pub fn is_excused(self) -> bool {
        self != Self::Ours
    }
}
