//! Backups: by hand, and by itself into a folder.

use leptos::prelude::*;

use super::not_fetched::NotFetched;
use super::session::Session;
use crate::browser::folder::Folder;
use crate::browser::{address, files};
use crate::browser::{clock, scheduling};
use crate::exchange::flow::Expected;
use crate::exchange::json::{Sender, to_json};
use crate::journal::StoreError;
use crate::route::Route;

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
            let written = match everything(session).await {
                Ok(text) => folder.write(&name, &text).await,
                // The next change tries again.
                Err(NotFetched) => Err(StoreError::Refused("its writer could not be fetched".into())),
            };
            match written {
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

/// In the wing of the way in for files, which knows the same format.
#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(
        current_import,
        wasm_split_path = ::leptos::wasm_split,
        preload(fetch_code),
        fallible
    )
)]
fn written(session: Session) -> Result<String, NotFetched> {
    let (book, batches) = (session.book_untracked(), session.live_batches());
    let sender = Sender::of(&book, session.actor().device(), None);
    Ok(to_json(&book, batches.iter().map(|(id, batch)| (*id, batch.as_ref())), &clock::timestamp(), &sender))
}

/// Everything, as the text of a file, once its writer is here.
///
/// # Errors
/// [`NotFetched`] if the writer can't be had.
pub async fn everything(session: Session) -> Result<String, NotFetched> {
    #[cfg(split)]
    return written(session).await;
    #[cfg(not(split))]
    written(session)
}

/// Hands everything to the person as one JSON file.
pub fn export_json(session: Session) {
    leptos::task::spawn_local(async move {
        let last = session.last_stamp();
        let Ok(text) = everything(session).await else {
            // The page of files can't be had either, and has the words and the way out.
            return address::go(&Route::Data(Expected::default()));
        };
        match files::download(&format!("vital-few-{}.json", clock::today()), "application/json", &text) {
            Ok(()) => session.backed_up(last),
            Err(error) => leptos::logging::error!("{}", crate::browser::error::message_of(&error)),
        }
    });
}

/// The backups of this page.
pub fn backing_up() -> BackingUp {
    expect_context()
}
