//! A change on its way into the book, applied to a copy some edits at a time: a merge of tens of thousands of records
//! would keep the page from answering. The copy takes the book's place at once, if that is still what it was.

use std::sync::{Arc, Weak};

use super::{Effect, OpenBook, Phase, Sales, is_in_figures, is_in_ledger};
use crate::book::{Applying, Book, Change, Stamp};
use crate::journal::Act;

/// How many edits are applied before the page may answer.
const EDITS_AT_ONCE: usize = 5_000;

/// What the book will be.
pub struct Foreseen {
    change: Change,
    sales: Sales,
    /// The book it is a copy of. Weak: while somebody else held that, a change to it would copy all of it.
    before: Weak<Book>,
    stamp: Stamp,
    applying: Applying,
    book: Book,
}

impl Foreseen {
    /// Goes on applying the change; whether all of it is.
    pub fn step(&mut self) -> bool {
        self.applying.step(&mut self.book, &self.change, self.stamp, EDITS_AT_ONCE)
    }

    /// The book as it will be, once all is applied.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Whether the ledger will be another, and what the analysis reads of the book.
    pub fn is_another_ledger(&self) -> bool {
        !self.sales.is_empty() || self.change.edits.iter().any(is_in_ledger)
    }

    pub fn are_other_figures(&self) -> bool {
        self.is_another_ledger() || self.change.edits.iter().any(is_in_figures)
    }
}

impl OpenBook {
    /// Begins to apply a change to a copy of the book.
    ///
    /// # Errors
    /// The change and the sales, as they came, where the book isn't simply open: entering them tells what follows.
    pub fn foresee(&self, change: Change, sales: Sales, now: u64) -> Result<Foreseen, (Change, Sales)> {
        if !matches!(self.phase, Phase::Open) {
            return Err((change, sales));
        }
        let mut clock = self.clock.clone();
        let newest = change.edits.iter().filter_map(|edit| edit.stamp).max();
        newest.into_iter().for_each(|seen| clock.observe(seen));
        let stamp = clock.tick(now);
        let before = Arc::downgrade(&self.book);
        let book = Book::clone(&self.book);
        Ok(Foreseen { change, sales, before, stamp, applying: Applying::default(), book })
    }

    /// Whether a book foreseen is one change after what is here.
    pub fn is_next(&self, foreseen: &Foreseen) -> bool {
        std::ptr::eq(foreseen.before.as_ptr(), Arc::as_ptr(&self.book))
    }

    /// The sales of the imports that will count, as they are stored.
    pub fn stored_sales_of(&self, foreseen: &Foreseen) -> Sales {
        self.stored_sales(&foreseen.book, &foreseen.sales)
    }

    /// Takes a change over that was foreseen, at once; if the book became another since, anew.
    pub fn enter_foreseen(&mut self, mut foreseen: Foreseen, now: u64) -> Vec<Effect> {
        while !foreseen.step() {}
        let is_latest = self.clock.last() < foreseen.stamp;
        if !matches!(self.phase, Phase::Open) || !self.is_next(&foreseen) || !is_latest {
            return self.enter(foreseen.change, foreseen.sales, now);
        }
        let Foreseen { change, sales, stamp, applying, book, .. } = foreseen;
        let mut effects = self.bring(&sales);
        self.clock.observe(stamp);
        self.log.forget_records(&change);
        self.book = Arc::new(book);
        effects.extend(self.applied(Act::Do, change, applying.inverse(), stamp, sales, now));
        effects
    }
}
