//! Our people: who answers for whom, what each carries, where their hours return most, what would be lost with one, and
//! handing over (P2, T1 to T4, C17, C18, C23).
//!
//! **Invariant:** days come in as arguments; nobody is ranked. Nothing here formats.

pub mod account_team;
pub mod carried;
pub mod departure;
pub mod draft;
pub mod figures;
pub mod hand_over;
pub mod languages;
pub mod load;
pub mod ownership;
mod ratio;
pub mod returns;
mod rhythms;
mod seen;
pub mod skills;
pub mod work;

pub use ratio::Ratio;
