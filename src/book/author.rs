//! The author: whose changes a device's are.

use super::{Device, RecordId};
use crate::record_kind;

record_kind! {
    /// The person at a device, whose name stands in the history.
    Author = "author" {
        /// The [`Colleague`](super::Colleague) they are; empty: nobody has said.
        colleague: Option<RecordId>,
    }
}

impl Author {
    /// The one record of a device.
    pub const fn id(device: Device) -> RecordId {
        RecordId::well_known(0x0A_u128 << 64 | device.0 as u128)
    }
}
