//! The plan for an account: what was set out, and how far it has come (P3, C19).
//!
//! **Invariant:** days come in as arguments. Nothing here formats.

pub mod to_date;
