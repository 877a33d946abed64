//! Who decides at an account (D3, D5, R9): the people with their ties and last contact
//! ([`People`]), lines of reporting ([`Forest`]) and their picture ([`map`]), who is known where and by
//! whom ([`coverage`]), what stands out ([`findings`]), and what goes with a person ([`leaving`]).

pub mod coverage;
pub mod findings;
mod forest;
pub mod leaving;
pub mod map;
mod person;
#[cfg(test)]
mod testing;

pub use forest::Forest;
pub use person::{Acquaintance, LastContact, People, Person};

use crate::book::{Book, RecordId, contact};

/// Whether `who` may report to `boss`: nobody reports to themselves, not even by way of others.
pub fn may_report_to(book: &Book, who: RecordId, boss: RecordId) -> bool {
    let mut at = Some(boss);
    // Lines that two colleagues drew apart may hold a circle already; it must not hold this one up.
    for _ in 0..=MOST {
        match at {
            Some(id) if id == who => return false,
            Some(id) => at = book.value(id, contact::field::reports_to),
            None => return true,
        }
    }
    false
}

/// No company is deeper.
const MOST: usize = 200;
