//! What goes into an open book and what comes out of it.

use std::sync::Arc;

use crate::book::{Label, RecordId};
use crate::journal::{Entry, Manifest, NotKept, Opened, StoreError};
use crate::ledger::Batch;

/// Sales, each with the import that brought them.
pub type Sales = Vec<(RecordId, Arc<Batch>)>;

/// Whether what is on the page is on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    Saved,
    Saving,
    /// In local storage alone, since the database doesn't answer: a power cut can take the last minute back.
    OnShelf,
    /// Storage is denied; nothing is kept, and nothing pretends to be.
    MemoryOnly,
    /// What the stores said to the last try.
    Failed(NotKept),
}

impl SaveState {
    /// Its name for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Saved => "saved",
            // It is on its way to the disk until the database has it.
            Self::Saving | Self::OnShelf => "saving",
            Self::MemoryOnly => "memory-only",
            Self::Failed(_) => "failed",
        }
    }
}

/// What just happened, for the toast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A change that can be undone.
    Changed(Label),
    /// A change was taken back; it can be done again.
    Undone(Label),
    /// It was done again.
    Redone(Label),
    /// A change that can be undone, in the words of the page that made it.
    Said(String),
    /// Everything was deleted.
    Erased,
    /// Nothing was changed: a newer version uses these data.
    ReadOnly,
}

/// What doesn't work as it should, though nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The vault refused; the shelf took it.
    Vault(StoreError),
    /// The vault can't be read, so what the shelf holds may not be the latest.
    Unread(StoreError),
    /// The shelf refused, or the book outgrew it; the vault has everything.
    Shelf(StoreError),
    /// An older tab keeps the database from opening.
    Blocked,
}

/// Something that was kept may be missing; what there is, for a person to decide on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What could be read.
    pub accounts: usize,
    pub records: usize,
    /// What there was by the last word of any store.
    pub expected: Option<Manifest>,
    /// How many texts are damaged.
    pub damaged: usize,
}

/// What the stores and the other tabs say while the page is open.
#[derive(Clone, Debug)]
pub enum StoreEvent {
    Saving,
    /// Everything is on this device.
    Saved,
    /// Neither store took it.
    Failed(NotKept),
    /// Storage works, but not as it should.
    Trouble(Trouble),
    /// The vault took what it refused before.
    VaultWorks,
    /// The vault was emptied under the open page, and lacks the sales.
    Emptied,
    /// Another tab's change.
    Heard(Arc<Entry>),
    /// Another tab deleted everything.
    Erased,
    /// A newer version of the page uses these data.
    Outdated,
}

/// A part of the open book that is followed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    Book,
    Log,
    /// The sales at hand.
    Sales,
    /// What the ledger is made of besides: which imports count, the currency, rates, who was merged.
    Ledger,
    /// What the analysis reads of the book besides: names, settings.
    Figures,
    /// Whether anything may be written: read-only, in doubt.
    Phase,
}

/// What is to be done about what happened.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Whoever follows this part has something new to read.
    Changed(Aspect),
    /// Begin to write, from what was found.
    Start(Arc<Opened>),
    /// Write nothing more.
    Hold,
    /// Keep an entry, with the sales it brings.
    Keep(Arc<Entry>, Sales),
    /// Try again to keep what was refused.
    Retry,
    /// Put sales back into a store that lost them.
    Refill(Sales),
    /// Read the sales of these imports; [`OpenBook::sales_read`](super::OpenBook::sales_read) takes them.
    ReadSales(Vec<RecordId>),
    /// Let the stores forget everything; [`OpenBook::erased`](super::OpenBook::erased) hears how that went.
    Erase,
    /// Forget when the last backup was made: it was one of other data.
    ForgetBackup,
    Notice(Option<Notice>),
    Saves(SaveState),
    Trouble(Option<Trouble>),
    /// How many texts were found damaged.
    Damaged(usize),
    /// Everything that was kept is at hand.
    Ready,
}
