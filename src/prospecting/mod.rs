//! Who could become key: prospects by the three questions, the key list of the market, what sources bring (K4, P4, P5,
//! C20 to C22).
//!
//! | file | what |
//! | --- | --- |
//! | [`three_p`] | need, authority, ability to pay: what is known, what to find out next (C21) |
//! | [`key_list`] | customers and prospects marked and ranked by six criteria (C20) |
//! | [`sources`] | what each source of prospects brought (C22) |
//! | [`prospects`] | the prospects of a book: how far each has come, what comes next |
//! | [`market`] | who stands on the key list of a book, by which weights |
//! | [`first_days`] | the first 180 days of a new customer (P1) |
//!
//! **Invariant:** days come in as arguments. Nothing here formats.

pub mod first_days;
pub mod key_list;
pub mod market;
pub mod prospects;
pub mod sources;
pub mod three_p;
