//! A folder a person chose: found again when the page opens, allowed again, followed by what changes, left alone.

use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;

use super::session::Session;
use crate::browser::folder::{Folder, Purpose};
use crate::browser::scheduling;
use crate::journal::StoreError;

/// How long after a change the folder gets it, in ms: a sentence is one file, not forty.
const DELAY: u32 = 5_000;

/// Why something is to be done with a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// It was there when the page opened.
    Found,
    /// A person chose it, allowed it again, or asks.
    Asked,
    /// The book is another.
    Changed,
}

/// What is done with a folder, on its way.
pub type Doing = Pin<Box<dyn Future<Output = Result<(), StoreError>>>>;

/// The folder of one purpose, if one was chosen.
#[derive(Clone, Copy)]
pub struct ChosenFolder {
    pub folder: RwSignal<Option<Folder>, LocalStorage>,
    /// Why it could not be read or written.
    pub failure: RwSignal<Option<StoreError>>,
    is_due: StoredValue<bool>,
    act: StoredValue<Rc<dyn Fn(Folder, Occasion) -> Doing>, LocalStorage>,
    purpose: Purpose,
    session: Session,
}

impl ChosenFolder {
    /// Looks whether one was chosen before. What is to be done is done with one the page may write into.
    pub fn new(session: Session, purpose: Purpose, act: impl Fn(Folder, Occasion) -> Doing + 'static) -> Self {
        let this = Self {
            folder: RwSignal::new_local(None),
            failure: RwSignal::new(None),
            is_due: StoredValue::new(false),
            act: StoredValue::new_local(Rc::new(act)),
            purpose,
            session,
        };
        Effect::new(move |_| {
            if session.is_open.get() {
                leptos::task::spawn_local(async move {
                    if let Some(database) = session.database() {
                        this.folder.set(Folder::remembered(&database, purpose).await);
                        this.act(Occasion::Found);
                    }
                });
            }
        });
        // Every change is followed by one, also those that come while one is being written.
        Effect::new(move |before: Option<usize>| {
            let changes = session.with_log(|log| log.entries().count());
            if before.is_some_and(|before| before != changes) {
                this.soon();
            }
            changes
        });
        this
    }

    fn soon(self) {
        if self.folder.with_untracked(Option::is_none) || self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        scheduling::after(DELAY, move || {
            self.is_due.set_value(false);
            self.act(Occasion::Changed);
        });
    }

    fn act(self, occasion: Occasion) {
        let Some(folder) = self.folder.get_untracked().filter(|folder| folder.is_allowed) else { return };
        let doing = self.act.with_value(|act| act(folder, occasion));
        leptos::task::spawn_local(async move { self.failure.set(doing.await.err()) });
    }

    /// Does what is to be done now: somebody asks.
    pub fn again(self) {
        self.act(Occasion::Asked);
    }

    /// Lets the person choose one.
    pub fn choose(self) {
        if self.session.is_read_only.get_untracked() {
            // It is remembered in the database, which is another's now.
            return;
        }
        let Some(database) = self.session.database() else { return };
        leptos::task::spawn_local(async move {
            match Folder::choose(&database, self.purpose).await {
                Ok(None) => {}
                Ok(chosen) => {
                    self.folder.set(chosen);
                    self.again();
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Asks for the permission the browser wants to be asked for again.
    pub fn resume(self) {
        let Some(folder) = self.folder.get_untracked() else { return };
        leptos::task::spawn_local(async move {
            match folder.ask().await {
                Ok(folder) => {
                    self.folder.set(Some(folder));
                    self.again();
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Leaves it alone from now on; what is in it stays.
    pub fn stop(self) {
        self.folder.set(None);
        self.failure.set(None);
        let Some(database) = self.session.database() else { return };
        leptos::task::spawn_local(async move {
            if let Err(error) = Folder::forget(&database, self.purpose).await {
                self.failure.set(Some(error));
            }
        });
    }
}

/// Whether a file of the book of this page may take the place of an earlier one: not if this one isn't whole, or is
/// another version's.
pub fn may_be_written(session: Session) -> bool {
    let is_whole = session.missing_sales.with_untracked(Vec::is_empty) && session.doubt.with_untracked(Option::is_none);
    is_whole && !session.with_book(crate::book::Book::is_empty) && !session.is_read_only.get_untracked()
}
