//! Keeping accounts: whom we are about to lose, why those went whom we lost, and winning them back (L1 to L5).
//!
//! What the ledger alone says of a loss is in [`analysis::losses`](crate::analysis::losses); here it meets what people
//! know: verdicts, reasons, complaints, contacts, cases of winning back.
//!
//! **Invariant:** days come in as arguments, and what was true on the day of a loss stays as it was. Nothing here
//! formats.

pub mod changes;
pub mod criteria;
pub mod evidence;
pub mod file;
pub mod gone;
pub mod loss_groups;
pub mod opening;
pub mod reasons;
pub mod standings;
pub mod warnings;
pub mod win_back;
