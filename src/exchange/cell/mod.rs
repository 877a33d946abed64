//! A row's cells, and what they say: formats decided for a column, cells read by them, words in many languages.

pub(super) mod date;
pub(super) mod delivery_words;
pub(super) mod document_kinds;
pub(super) mod document_types;
pub(super) mod fold;
pub(super) mod formula_guard;
pub(super) mod marks;
pub(super) mod money;
pub(super) mod not_a_customer;
pub(super) mod number;
pub(super) mod period;
pub(super) mod quotes;
pub(super) mod remembered;
pub(super) mod row;
pub(super) mod span;
pub(super) mod words;
pub(super) mod words_by_language;
