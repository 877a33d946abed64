//! The folder a team shares: this page's own file in it, and what the others' bring. All of it is a part of the page: one
//! without such a folder runs nothing of it.

use std::cell::Cell;

use leptos::prelude::*;

use super::chosen_folder::{ChosenFolder, may_be_written};
use super::importing::Importing;
use super::page_long::page_long;
use super::session::Session;
use crate::browser::folder::{Folder, Purpose};
use crate::browser::{clock, preferences};
use crate::exchange::json::{Sender, to_json};
use crate::exchange::team_folder::{Found, Head, Standing, look, mine, own_name};
use crate::journal::StoreError;

thread_local! {
    /// There is one, made when it is asked for first.
    static FOLDER: Cell<Option<TeamFolder>> = const { Cell::new(None) };
}

/// The folder, if one was chosen, and what was found in it.
#[derive(Clone, Copy)]
pub struct TeamFolder {
    pub chosen: ChosenFolder,
    /// The files in it, as of the last look.
    pub files: RwSignal<Vec<(Found, Standing)>>,
}

impl TeamFolder {
    fn new(session: Session, importing: Importing) -> Self {
        let files = RwSignal::new(Vec::new());
        let chosen = ChosenFolder::new(session, Purpose::Team, move |folder, _| {
            Box::pin(async move {
                files.set(write_and_look(session, folder).await?);
                Ok(())
            })
        });
        // The next time the page opens it asks for no more than this. Before the folder is found there is none either.
        Effect::new(move |had_one: Option<bool>| {
            let has_one = chosen.folder.with(Option::is_some);
            if (has_one || had_one == Some(true)) && has_one != importing.has_team_folder.get_untracked() {
                preferences::keep_has_team_folder(has_one);
                importing.has_team_folder.set(has_one);
            }
            has_one
        });
        Self { chosen, files }
    }

    /// Leaves the folder alone from now on; one's own file stays in it.
    pub fn stop(self) {
        self.chosen.stop();
        self.files.set(Vec::new());
    }
}

/// The team's folder of this page.
pub fn team_folder(session: Session, importing: Importing) -> TeamFolder {
    FOLDER.get().unwrap_or_else(|| {
        let folder = page_long(|| TeamFolder::new(session, importing));
        FOLDER.set(Some(folder));
        folder
    })
}

/// Writes what is new here into one's own file, and looks what the others' bring.
async fn write_and_look(session: Session, folder: Folder) -> Result<Vec<(Found, Standing)>, StoreError> {
    let mut found = folder.found().await?;
    let device = session.actor().device();
    let book = session.book_untracked();
    if may_be_written(session) {
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
