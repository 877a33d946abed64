//! The folder a team shares: this page's own file in it, and what the others' bring.

use std::pin::Pin;

use leptos::prelude::*;

use super::not_fetched::NotFetched;
use super::session::Session;
use crate::browser::folder::{Folder, Purpose};
use crate::browser::{clock, scheduling};
use crate::exchange::json::{Sender, to_json};
use crate::exchange::team_folder::{Found, Head, Standing, look, mine, own_name};
use crate::journal::StoreError;

/// How long after a change the folder gets it, in ms.
const DELAY: u32 = 5_000;

/// The folder, if one was chosen, and what was found in it.
#[derive(Clone, Copy)]
pub struct TeamFolder {
    pub folder: RwSignal<Option<Folder>, LocalStorage>,
    /// The files in it, as of the last look.
    pub files: RwSignal<Vec<(Found, Standing)>>,
    /// Why it could not be read or written.
    pub failure: RwSignal<Option<StoreError>>,
    is_due: StoredValue<bool>,
    session: Session,
}

/// What a look comes to.
type Look = Pin<Box<dyn Future<Output = Result<Vec<(Found, Standing)>, StoreError>>>>;

impl TeamFolder {
    pub fn new(session: Session) -> Self {
        let this = Self {
            folder: RwSignal::new_local(None),
            files: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            is_due: StoredValue::new(false),
            session,
        };
        Effect::new(move |_| {
            if session.is_open.get() {
                leptos::task::spawn_local(async move {
                    if let Some(database) = session.database() {
                        this.folder.set(Folder::remembered(&database, Purpose::Team).await);
                        this.look();
                    }
                });
            }
        });
        Effect::new(move |before: Option<usize>| {
            let changes = session.with_log(|log| log.entries().count());
            if before.is_some_and(|before| before != changes) && this.folder.with_untracked(Option::is_some) {
                this.soon();
            }
            changes
        });
        this
    }

    fn soon(self) {
        if !self.is_due.try_update_value(|is_due| std::mem::replace(is_due, true)).unwrap_or(true) {
            scheduling::after(DELAY, move || {
                self.is_due.set_value(false);
                self.look();
            });
        }
    }

    /// Writes what is new here into one's own file, and looks what the others' bring.
    pub fn look(self) {
        let Some(folder) = self.folder.get_untracked().filter(|folder| folder.is_allowed) else { return };
        let session = self.session;
        leptos::task::spawn_local(async move {
            #[cfg(split)]
            let looking = looking(session, folder).await;
            #[cfg(not(split))]
            let looking = looking(session, folder);
            let looked = match looking {
                Ok(looking) => looking.await,
                // The next change tries again.
                Err(NotFetched) => Err(StoreError::Refused("its reader could not be fetched".into())),
            };
            match looked {
                Ok(files) => {
                    self.files.set(files);
                    self.failure.set(None);
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Lets the person choose a folder.
    pub fn choose(self) {
        let session = self.session;
        if session.is_read_only.get_untracked() {
            // It is remembered in the database, which is another's now.
            return;
        }
        let Some(database) = session.database() else { return };
        leptos::task::spawn_local(async move {
            match Folder::choose(&database, Purpose::Team).await {
                Ok(None) => {}
                Ok(chosen) => {
                    self.folder.set(chosen);
                    self.look();
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
                    self.look();
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Leaves the folder alone from now on; one's own file stays in it.
    pub fn stop(self) {
        self.folder.set(None);
        self.files.set(Vec::new());
        self.failure.set(None);
        let Some(database) = self.session.database() else { return };
        leptos::task::spawn_local(async move {
            if let Err(error) = Folder::forget(&database, Purpose::Team).await {
                self.failure.set(Some(error));
            }
        });
    }
}

/// Begins to look; in the wing of the way in for files, which knows the same format.
#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(
        current_import,
        wasm_split_path = ::leptos::wasm_split,
        preload(fetch_code),
        fallible
    )
)]
fn looking(session: Session, folder: Folder) -> Result<Look, NotFetched> {
    Ok(Box::pin(write_and_look(session, folder)))
}

async fn write_and_look(session: Session, folder: Folder) -> Result<Vec<(Found, Standing)>, StoreError> {
    let mut found = folder.found().await?;
    let device = session.actor().device();
    // A book that isn't whole must not take the place of a better one.
    let lacks = !session.missing_sales.with_untracked(Vec::is_empty) || session.doubt.with_untracked(Option::is_some);
    let book = session.book_untracked();
    if !lacks && !book.is_empty() && !session.is_read_only.get_untracked() {
        let sender = Sender::of(&book, device, None);
        let batches = session.live_batches();
        let batches = batches.iter().map(|(id, batch)| (*id, batch.as_ref()));
        let text = to_json(&book, batches, &clock::timestamp(), &sender);
        let head = Head::read(&text);
        let is_same = |mine: &Head| head.as_ref().is_some_and(|head| head.holds_the_same(mine));
        if !mine(&found, device).and_then(|mine| mine.head.as_ref()).is_some_and(is_same) {
            let called = session.author_untracked().map(|colleague| book.name(colleague)).unwrap_or_default();
            let name = own_name(&called, device, &found);
            folder.write(&name, &text).await?;
            found.retain(|found| found.name != name);
            found.push(Found { name, modified: clock::now(), head });
        }
    }
    Ok(look(&found, &book, device))
}

/// The team's folder of this page.
pub fn team_folder() -> TeamFolder {
    expect_context()
}
