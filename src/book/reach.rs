//! Numbers and addresses under which people can be reached (D5).

use serde::{Deserialize, Deserializer, Serialize};

use super::codes::codes;

codes! {
    /// What kind of number or address it is.
    ReachKind {
        Phone = "phone",
        Mobile = "mobile",
        Fax = "fax",
        Email = "email",
        Messenger = "messenger",
        Web = "web",
        Other = "other",
    }
}

/// A number or an address under which a person can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// One of a later version is something else.
    #[serde(deserialize_with = "known_kind")]
    pub kind: ReachKind,
    pub value: String,
}

fn known_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ReachKind, D::Error> {
    let code = String::deserialize(deserializer)?;
    Ok(ReachKind::of_code(&code).unwrap_or(ReachKind::Other))
}
