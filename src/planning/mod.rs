//! The plan for an account: what was set out, how far it has come, and what it lacks (P3, P6, C19).
//!
//! **Invariant:** days come in as arguments. Nothing here formats.

pub mod check;
pub mod file;
pub mod opening;
pub mod over_time;
pub mod portfolio;
pub mod programme;
pub mod restated;
pub mod to_date;

#[cfg(test)]
mod testing;
