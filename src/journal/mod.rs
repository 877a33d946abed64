//! What was done, kept so that nothing of it is lost.
//!
//! Two stores keep a book. The **vault** (IndexedDB) has transactions and says honestly when
//! something is on the disk; it holds every record, the journal of all changes, and the sales. The
//! **shelf** (local storage) holds every record again, one key each, where a person can look at
//! them; where there is no vault it holds the last changes as well and carries the book alone.
//!
//! - [`keep`] writes changes: to the vault in one transaction, then to the shelf. Only what is in
//!   the vault (or, without one, in the shelf's journal) counts as saved.
//! - [`open`] makes a book of whatever the stores hold: their join. Seals tell damage, checkpoints
//!   tell loss.
//! - [`Log`] derives from the entries what can be undone, and the history of a record.
//! - [`OpenBook`] is what a page holds while it is open, and says what is to be done about whatever
//!   happens: a state machine without a browser.
//!
//! **Invariant:** the order of steps lives here and is tested here, against stores that fail or
//! stop at every single operation. `browser` only says what a store's operations are.

mod entry;
mod erased;
mod handed_over;
mod image;
mod keep;
mod log;
mod open_book;
mod queue;
mod reminder;
mod seal;
mod shelving;
mod store;

#[cfg(test)]
mod double;
#[cfg(test)]
mod tests;

pub use entry::{Act, Checkpoint, Entry, EntryText};
pub use erased::{Erased, forget};
pub use handed_over::{HandedKind, HandedOver};
pub use image::{Damaged, Image, MANIFEST, Manifest, Opened, Place, StoreImage, VERSION, Verdict, What, open};
pub use keep::{Kept, NotKept, Writing, erase, keep, keep_on_shelf};
pub use log::{Log, Past};
pub use open_book::{Aspect, Doubt, Effect, Foreseen, Notice, OpenBook, Sales, SaveState, StoreEvent, TYPING, Trouble};
pub use queue::Queue;
pub use reminder::{Backup, Unsaved};
pub use seal::{Mark, seal, unseal};
pub use shelving::{Shelving, shelve};
pub use store::{
    BATCH, DAMAGED, JOURNAL, RECORD, RECOVERY_POINT, RECOVERY_POINTS, Shelf, StoreError, Table, Transaction, Value,
    Vault, fullness,
};
