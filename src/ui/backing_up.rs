//! Backups: by hand, and by itself into a folder.

use leptos::prelude::*;

use super::session::Session;
use crate::browser::files;
use crate::browser::folder::Folder;
use crate::browser::{clock, scheduling};
use crate::exchange::json::to_json;
use crate::journal::StoreError;

/// How long after a change the folder gets it, in ms: a sentence is one backup, not forty.
const DELAY: u32 = 5_000;

/// The folder backups go into, if one was chosen.
#[derive(Clone, Copy)]
pub struct BackingUp {
    pub folder: RwSignal<Option<Folder>, LocalStorage>,
    /// Why the last one was not written.
    pub failure: RwSignal<Option<StoreError>>,
    is_due: StoredValue<bool>,
    session: Session,
}

impl BackingUp {
    pub fn new(session: Session) -> Self {
        let this = Self {
            folder: RwSignal::new_local(None),
            failure: RwSignal::new(None),
            is_due: StoredValue::new(false),
            session,
        };
        Effect::new(move |_| {
            if session.is_open.get() {
                leptos::task::spawn_local(async move {
                    if let Some(database) =
                        session.persister().as_ref().and_then(|persister| persister.database().cloned())
                    {
                        this.folder.set(Folder::remembered(&database).await);
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
            self.into_folder();
        });
    }

    /// Writes into the folder now: a file a day, so that a later backup takes the earlier one's place.
    fn into_folder(self) {
        let Some(folder) = self.folder.get_untracked().filter(|folder| folder.is_allowed) else { return };
        let session = self.session;
        let lacks_sales = !session.missing_sales.with_untracked(Vec::is_empty);
        if session.book_untracked().is_empty() || session.doubt.with_untracked(Option::is_some) || lacks_sales {
            // It would take the place of a better one.
            return;
        }
        leptos::task::spawn_local(async move {
            let last = session.last_stamp();
            // Several devices may share a folder that is synchronised.
            let name = format!("vital-few-{}-{:04x}.json", clock::today(), session.actor().device().0 & 0xFFFF);
            match folder.write(&name, &everything(session)).await {
                Ok(()) => {
                    self.failure.set(None);
                    session.backed_up(last);
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Lets the person choose a folder, and writes the first backup into it.
    pub fn choose_folder(self) {
        if self.session.is_read_only.get_untracked() {
            // The folder is remembered in the database, which is another's now.
            return;
        }
        let Some(database) = self.session.persister().and_then(|persister| persister.database().cloned()) else {
            return;
        };
        leptos::task::spawn_local(async move {
            match Folder::choose(&database).await {
                Ok(None) => {}
                Ok(chosen) => {
                    self.folder.set(chosen);
                    self.into_folder();
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
                    self.into_folder();
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Writes into no folder any more.
    pub fn stop(self) {
        self.folder.set(None);
        self.failure.set(None);
        let Some(database) = self.session.persister().and_then(|persister| persister.database().cloned()) else {
            return;
        };
        leptos::task::spawn_local(async move {
            if let Err(error) = Folder::forget(&database).await {
                self.failure.set(Some(error));
            }
        });
    }
}

/// Everything, as the text of a file.
pub fn everything(session: Session) -> String {
    let batches = session.live_batches();
    to_json(&session.book_untracked(), batches.iter().map(|(id, batch)| (*id, batch.as_ref())), &clock::timestamp())
}

/// Hands everything to the person as one JSON file.
pub fn export_json(session: Session) {
    let name = format!("vital-few-{}.json", clock::today());
    match files::download(&name, "application/json", &everything(session)) {
        Ok(()) => session.backed_up(session.last_stamp()),
        Err(error) => leptos::logging::error!("{}", crate::browser::error::message_of(&error)),
    }
}

/// The backups of this page.
pub fn backing_up() -> BackingUp {
    expect_context()
}
