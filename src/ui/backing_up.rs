//! Backups: by hand, and by itself into a folder.

use std::cell::Cell;

use leptos::prelude::*;

use super::chosen_folder::{ChosenFolder, Occasion, may_be_written};
use super::not_fetched::NotFetched;
use super::page_long::page_long;
use super::session::Session;
use crate::browser::error::message_of;
use crate::browser::folder::{Folder, Purpose};
use crate::browser::{address, clock, files};
use crate::exchange::flow::Expected;
use crate::exchange::json::{Sender, to_json};
use crate::journal::StoreError;
use crate::route::Route;

thread_local! {
    /// There is one, made when it is asked for first.
    static BACKUPS: Cell<Option<ChosenFolder>> = const { Cell::new(None) };
}

/// The folder backups go into, if one was chosen.
pub fn backing_up(session: Session) -> ChosenFolder {
    BACKUPS.get().unwrap_or_else(|| {
        let begin = move || {
            ChosenFolder::new(session, Purpose::Backups, move |folder, occasion| {
                Box::pin(into_folder(session, folder, occasion))
            })
        };
        let folder = page_long(begin);
        BACKUPS.set(Some(folder));
        folder
    })
}

/// Writes into the folder: a file a day, so that a later backup takes the earlier one's place.
async fn into_folder(session: Session, folder: Folder, occasion: Occasion) -> Result<(), StoreError> {
    let last = session.last_stamp();
    // What was written before the page was left, or before this was here, is still to be.
    let is_there = session.backup.get_untracked().is_some_and(|backup| backup.stamp == last);
    if !may_be_written(session) || occasion == Occasion::Found && is_there {
        return Ok(());
    }
    // Several devices may share a folder that is synchronised.
    let name = format!("vital-few-{}-{:04x}.json", clock::today(), session.actor().device().0 & 0xFFFF);
    folder.write(&name, &everything(session)).await?;
    session.backed_up(last);
    Ok(())
}

/// Everything, as the text of a file.
pub fn everything(session: Session) -> String {
    let (book, batches) = (session.book_untracked(), session.live_batches());
    let sender = Sender::of(&book, session.actor().device(), None);
    to_json(&book, batches.iter().map(|(id, batch)| (*id, batch.as_ref())), &clock::timestamp(), &sender)
}

/// In the same wing.
#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(current_import, wasm_split_path = ::leptos::wasm_split, fallible)
)]
fn begin(session: Session) -> Result<(), NotFetched> {
    backing_up(session);
    Ok(())
}

/// Looks whether there is a folder for backups, and follows what changes from then on.
///
/// # Errors
/// [`NotFetched`] if the writer can't be had.
pub async fn begin_backing_up(session: Session) -> Result<(), NotFetched> {
    #[cfg(split)]
    return begin(session).await;
    #[cfg(not(split))]
    begin(session)
}

/// In the wing of the way in for files, which knows the same format.
#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(current_import, wasm_split_path = ::leptos::wasm_split, fallible)
)]
fn export(session: Session) -> Result<(), NotFetched> {
    let last = session.last_stamp();
    match files::download(&format!("vital-few-{}.json", clock::today()), "application/json", &everything(session)) {
        Ok(()) => session.backed_up(last),
        Err(error) => leptos::logging::error!("{}", message_of(&error)),
    }
    Ok(())
}

/// Hands everything to the person as one JSON file, once its writer is here.
pub fn export_json(session: Session) {
    leptos::task::spawn_local(async move {
        #[cfg(split)]
        let exported = export(session).await;
        #[cfg(not(split))]
        let exported = export(session);
        if exported.is_err() {
            // The page of files can't be had either, and has the words and the way out.
            address::go(&Route::Data(Expected::default()));
        }
    });
}
