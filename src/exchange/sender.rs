//! Who writes a file, what of their book it holds, and what they had seen of others' edits.

use serde::{Deserialize, Serialize};

use crate::book::{Book, Device, Seen};

/// Which part of a book a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// One account's dossier, or those of several that are handed over.
    Dossier,
    /// Some accounts, with what is left out of them named.
    Accounts,
    /// What somebody hasn't seen yet.
    Changes,
}

impl Part {
    /// Its name in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Accounts => "accounts",
            Self::Changes => "changes",
        }
    }

    /// The part of this name. What a later version calls otherwise says nothing of what isn't in it.
    pub(super) fn of_code(code: &str) -> Self {
        [Self::Accounts, Self::Changes].into_iter().find(|part| part.code() == code).unwrap_or(Self::Dossier)
    }
}

/// What is left out of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Without {
    /// Sales.
    Figures,
    /// People of the accounts, and what only speaks of them.
    People,
    /// What a later version leaves out.
    #[serde(other)]
    Else,
}

/// Who writes a file, and what of their book it holds; by default nobody that is known, and all of it.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    pub by: Option<Device>,
    pub seen: Option<Seen>,
    pub part: Option<Part>,
    pub without: Vec<Without>,
    pub since: Option<Seen>,
}

impl Sender {
    /// A device that writes all or a part of its book.
    pub fn of(book: &Book, device: Device, part: Option<Part>) -> Self {
        Self { by: Some(device), seen: Some(Seen::of(book, device)), part, ..Self::default() }
    }
}

#[derive(Serialize)]
pub(super) struct SenderOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    without: Option<&'a [Without]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Device>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<&'a Seen>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a Seen>,
}

impl<'a> SenderOut<'a> {
    pub(super) fn of(sender: &'a Sender) -> Self {
        Self {
            part: sender.part.map(Part::code),
            without: Some(sender.without.as_slice()).filter(|without| !without.is_empty()),
            by: sender.by,
            seen: sender.seen.as_ref(),
            since: sender.since.as_ref(),
        }
    }
}

/// What a file says of its sender, as members of an object after others.
pub(super) fn sender_members(sender: &Sender) -> String {
    let text = serde_json::to_string(&SenderOut::of(sender)).unwrap_or_default();
    let members = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or_default();
    if members.is_empty() { String::new() } else { format!(",{members}") }
}
