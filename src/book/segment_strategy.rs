//! How the accounts of a segment are handled (A4, P2), in a company's own words.

use super::RecordId;
use crate::record_kind;

record_kind! {
    /// The strategy of one cell of the matrix. An empty field is the page's own.
    SegmentStrategy = "segment_strategy" {
        text: String,
        /// Contacts a year with each account of the cell.
        contacts: Option<u32>,
        /// What else is done, in a few words.
        also: String,
    }
}

impl SegmentStrategy {
    /// The record of a cell, by row and column from 0: the same in every book, so that two people's
    /// words for it meet.
    pub const fn of_cell(row: u8, column: u8) -> RecordId {
        RecordId::well_known(0x20 + row as u128 * 3 + column as u128)
    }
}
