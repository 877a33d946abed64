//! What every page may do about a file on its way in: hand one in, and know how far it is.
//!
//! What becomes of the file is [`CurrentImport`]'s affair, which holds the reading of exports, the merging,
//! and what a file does to the book. That is a part of the page's code, fetched when a file comes or a
//! page of files is shown; what was wished before it is here waits for it.

mod current;

use leptos::prelude::*;
use web_sys::File;

use super::not_fetched::NotFetched;
use super::page_long::page_long;
use super::session::Session;
use super::touching::Touching;
use crate::book::Book;
use crate::browser::{address, files, preferences};
use crate::exchange::flow::Expected;
use crate::exchange::mail;
use crate::route::Route;
pub use current::{CurrentImport, current_import};

/// What a person handed in, or asked for.
pub enum Wish {
    Open {
        file: File,
        expected: Expected,
    },
    /// A table that was pasted, and what it is called as a file.
    Paste {
        text: String,
        name: String,
        expected: Expected,
    },
    LoadSample,
}

/// How far the file in hand is, as pages of the first load need to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    pub has_file: bool,
    pub has_failed: bool,
    pub is_loading_sample: bool,
}

/// The way in for files.
#[derive(Clone, Copy)]
pub struct Importing {
    pub stage: RwSignal<Stage>,
    /// Whether a team's folder is looked into, and files come in from there.
    pub has_team_folder: RwSignal<bool>,
    wishes: StoredValue<Vec<Wish>, LocalStorage>,
    current: StoredValue<Option<CurrentImport>, LocalStorage>,
    session: Session,
    touching: Touching,
}

impl Importing {
    pub fn new(session: Session, touching: Touching) -> Self {
        Self {
            stage: RwSignal::new(Stage::default()),
            has_team_folder: RwSignal::new(preferences::has_team_folder()),
            wishes: StoredValue::new_local(Vec::new()),
            current: StoredValue::new_local(None),
            session,
            touching,
        }
    }

    /// Takes a file in hand: an export of ours, or a table. A mail, told by what it holds, is no such file where there
    /// is a book: it is logged.
    pub fn open(self, file: File) {
        let expected = expected_here();
        leptos::task::spawn_local(async move {
            let head = files::head(&file, mail::HEAD_BYTES).await.unwrap_or_default();
            if mail::is_mail(&head) && !self.session.with_book(Book::is_empty) {
                return self.touching.take_mail(file);
            }
            address::go(&Route::Data(expected));
            self.wish(Wish::Open { file, expected });
        });
    }

    /// Takes a table that was pasted, as a file of its own.
    pub fn paste(self, text: String, name: &str) {
        let expected = expected_here();
        address::go(&Route::Data(expected));
        self.wish(Wish::Paste { text, name: name.into(), expected });
    }

    /// Loads the sample book.
    pub fn load_sample(self) {
        self.stage.update(|stage| stage.is_loading_sample = true);
        self.wish(Wish::LoadSample);
    }

    fn wish(self, wish: Wish) {
        self.wishes.update_value(|wishes| wishes.push(wish));
        leptos::task::spawn_local(async move {
            if grant(self).await.is_err() {
                self.stage.update(|stage| stage.is_loading_sample = false);
                // The page of files can't be had either, and has the words and the way out. The wish waits.
                address::go(&Route::Data(expected_here()));
            }
        });
    }

    /// What is current, made when it is asked for first; what was wished meanwhile is begun.
    pub fn current(self) -> CurrentImport {
        let current = self.current.get_value().unwrap_or_else(|| {
            let current = page_long(|| CurrentImport::new(self, self.session));
            self.current.set_value(Some(current));
            current
        });
        for wish in self.wishes.try_update_value(std::mem::take).into_iter().flatten() {
            current.take(wish);
        }
        current
    }
}

/// What is expected where one is: on the page of files as its address says, elsewhere anything.
fn expected_here() -> Expected {
    if let Route::Data(expected) = address::current() { expected } else { Expected::Any }
}

#[cfg_attr(
    split,
    leptos::wasm_split::wasm_split(
        current_import,
        wasm_split_path = ::leptos::wasm_split,
        fallible
    )
)]
fn begin_current(importing: Importing) -> Result<(), NotFetched> {
    importing.current();
    Ok(())
}

/// Begins what was wished, once its code is here.
async fn grant(importing: Importing) -> Result<(), NotFetched> {
    #[cfg(split)]
    return begin_current(importing).await;
    #[cfg(not(split))]
    begin_current(importing)
}

/// The way in for files, of this page.
pub fn importing() -> Importing {
    expect_context()
}
