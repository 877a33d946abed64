//! What the page and the import worker say to each other, as bytes.
//!
//! They are two binaries that share these types and nothing that reads: the readers are the
//! worker's. A message has no version, so both must be of the same build.

use serde::{Deserialize, Serialize};

use super::{Import, Outline, Plan, Refusal};

/// What the page asks; the file goes with it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// What does this file look like?
    Look,
    /// Read it by this plan.
    Read(Box<Plan>),
}

/// What the worker answers.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// It has started and listens.
    Ready,
    Looked(Box<Result<Outline, Refusal>>),
    Progress {
        bytes: f64,
        rows: u64,
    },
    Read(Box<Result<Import, Refusal>>),
    /// The file could not be read at all: moved, changed, or no permission.
    Unreadable(String),
    /// The worker ended by itself; nothing more will come.
    Died(String),
}

/// A message as bytes. Writing to memory can't fail; no bytes make no sense to the hearer, who says so.
pub fn packed(message: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(message).unwrap_or_default()
}

/// The message these bytes are, if they are one.
pub fn unpacked<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Reader, look};
    use crate::ledger::Currency;

    #[test]
    fn every_message_arrives_as_it_was_sent() {
        // Doubts, empty cells and rows that were left out.
        let file = b"Customer;Date;Amount\nAlfa;4/7/1996;1,234\n;5/5/1996;x\nBeta;;7\n";
        let outline = look(file, true).expect("a table");
        let plan = outline.plan(Currency::default());
        let mut reader = Reader::new(plan.clone());
        reader.feed(file);
        for answer in [
            Answer::Ready,
            Answer::Looked(Box::new(Ok(outline))),
            Answer::Looked(Box::new(look(b"", true))),
            Answer::Progress { bytes: 1e9, rows: u64::MAX },
            Answer::Read(Box::new(reader.finish())),
            Answer::Unreadable("gone".into()),
        ] {
            assert_eq!(unpacked(&packed(&answer)), Some(answer));
        }
        for request in [Request::Look, Request::Read(Box::new(plan))] {
            assert_eq!(unpacked(&packed(&request)), Some(request));
        }
    }

    #[test]
    fn what_is_no_message_is_none() {
        assert_eq!(unpacked::<Request>(b""), None);
        assert_eq!(unpacked::<Answer>(&[99, 1, 2, 3]), None);
    }
}
