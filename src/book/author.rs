//! The author: whose changes a device's are.

use super::{Device, RecordId};
use crate::record_kind;

record_kind! {
    /// The person at a device, as they want to be named in the history.
    Author = "author" {
        name: String,
    }
}

impl Author {
    /// The one record of a device.
    pub const fn id(device: Device) -> RecordId {
        RecordId::well_known(0x0A_u128 << 64 | device.0 as u128)
    }
}
