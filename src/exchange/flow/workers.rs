//! The worker as the flow knows it: which one there is, what it was asked, what it knows.

use std::sync::{Arc, Weak};

use super::{Effect, Failure, WorkerId};
use crate::book::Book;
use crate::exchange::encrypted::EncryptedRefusal;
use crate::exchange::importer::Preview;
use crate::exchange::message::{Answer, CustomerPart, Request};
use crate::exchange::{Inspection, Refusal};
use crate::ledger::Sales;

/// What the worker said, whole.
#[derive(Debug)]
pub(super) enum Heard {
    Inspected(Result<Inspection, Refusal>),
    /// Bytes and rows read so far.
    Progress(f64, u64),
    Read(Result<Preview, Refusal>),
    Sales(Sales),
    Decrypted(Result<String, EncryptedRefusal>),
    Failed(Failure),
}

/// All workers so far, of which at most one is there.
#[derive(Debug, Default)]
pub(super) struct Workers {
    started: WorkerId,
    current: Option<Current>,
}

#[derive(Debug, Default)]
struct Current {
    id: WorkerId,
    /// How many answers are to come. They come in the order of the questions, and only the last is
    /// wanted: nothing is asked again unless the answer before no longer matters.
    open: u32,
    /// The book it was told of. Weak: while somebody else held the book, a change to it would copy
    /// all of it.
    knows: Option<Weak<Book>>,
    /// What came of the answer that isn't whole yet.
    customers: Vec<CustomerPart>,
    sales: Sales,
}

impl Workers {
    pub fn is_current(&self, worker: WorkerId) -> bool {
        self.current.as_ref().is_some_and(|current| current.id == worker)
    }

    /// Whether the worker there is was told of a book that isn't this one.
    pub fn knows_another(&self, book: &Arc<Book>) -> bool {
        let known = self.current.as_ref().and_then(|current| current.knows.as_ref());
        known.is_some_and(|known| !std::ptr::eq(known.as_ptr(), Arc::as_ptr(book)))
    }

    /// Whether the worker there is was told of this very book.
    pub fn knows(&self, book: &Arc<Book>) -> bool {
        let known = self.current.as_ref().and_then(|current| current.knows.as_ref());
        known.is_some_and(|known| std::ptr::eq(known.as_ptr(), Arc::as_ptr(book)))
    }

    pub fn end(&mut self, effects: &mut Vec<Effect>) {
        if self.current.take().is_some() {
            effects.push(Effect::EndWorker);
        }
    }

    /// Asks the worker, or a new one if there is none.
    pub fn ask(&mut self, request: Request, effects: &mut Vec<Effect>) {
        let current = self.at_hand(effects);
        if matches!(
            request,
            Request::Inspect(_) | Request::Read(_) | Request::Match | Request::Sales | Request::Decrypt { .. }
        ) {
            current.open += 1;
            current.customers.clear();
            current.sales = Sales::default();
        }
        effects.push(Effect::Ask(request));
    }

    /// Has the worker told what a book has.
    pub fn brief(&mut self, book: &Arc<Book>, effects: &mut Vec<Effect>) {
        let current = self.at_hand(effects);
        current.knows = Some(Arc::downgrade(book));
        effects.push(Effect::Brief { worker: current.id, book: book.clone() });
    }

    fn at_hand(&mut self, effects: &mut Vec<Effect>) -> &mut Current {
        let started = &mut self.started;
        self.current.get_or_insert_with(|| {
            *started = started.wrapping_add(1);
            effects.push(Effect::StartWorker(*started));
            Current { id: *started, ..Current::default() }
        })
    }

    /// What an answer of the worker there is comes to; `None` while there is more to come, or if it
    /// isn't wanted any more.
    pub fn hear(&mut self, answer: Answer) -> Option<Heard> {
        let current = self.current.as_mut()?;
        let is_wanted = current.open == 1;
        let is_end = match &answer {
            Answer::Inspected(_) | Answer::Read(_) | Answer::Decrypted(_) => true,
            Answer::Sales { is_last, .. } => *is_last,
            _ => false,
        };
        current.open = current.open.saturating_sub(u32::from(is_end));
        match answer {
            Answer::Unreadable(detail) => Some(Heard::Failed(Failure::Unreadable(detail))),
            Answer::Died(detail) => Some(Heard::Failed(Failure::WorkerDied(detail))),
            _ if !is_wanted => None,
            // These are asked for elsewhere, of a worker without a file.
            Answer::Ready(_) | Answer::Duplicates(_) | Answer::Encrypted(_) => None,
            Answer::Decrypted(text) => Some(Heard::Decrypted(text)),
            Answer::Progress { bytes, rows } => Some(Heard::Progress(bytes, rows)),
            Answer::Inspected(inspection) => Some(Heard::Inspected(*inspection)),
            Answer::Customers(part) => {
                current.customers.push(*part);
                None
            }
            Answer::Read(preview) => {
                let parts = std::mem::take(&mut current.customers);
                Some(Heard::Read(preview.map(|mut preview| {
                    CustomerPart::join(parts, &mut preview);
                    preview
                })))
            }
            Answer::Sales { part, all: (documents, lines), is_last } => {
                current.sales.make_room(documents, lines);
                current.sales.append(*part);
                is_last.then(|| Heard::Sales(std::mem::take(&mut current.sales)))
            }
        }
    }
}
