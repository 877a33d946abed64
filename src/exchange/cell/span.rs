//! Where a cell stands.

/// The place of a cell among the bytes of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) struct Span {
    pub start: usize,
    pub end: usize,
}
