//! What the acts of [`crate::act`] do, each in one place, and the keys by which they are done.

use std::pin::Pin;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::Place;
use super::backing_up::export_json;
use super::importing::{Importing, importing};
use super::keys::{Keys, Typing, focus, focus_after};
use super::session::{Session, session};
use super::touching::{TouchWish, Touching, touching};
use super::words::Words;
use crate::act::{Act, AtDossier, Press, Title, Where};
use crate::analysis::AccountList;
use crate::book::kind::Kind;
use crate::book::{Account, Label, RecordId, account};
use crate::browser::preferences::{keep_language, keep_theme};
use crate::browser::{address, catalogues, clock};
use crate::exchange::flow::Expected;
use crate::route::{BRIEF, HANDOVER, PRINT, REVIEW, Route};
use crate::text::Language;

/// What the page of an open dossier does of the acts that apply to it.
#[derive(Clone, Copy)]
pub struct OpenDossier {
    pub id: RecordId,
    /// Whether anything was ever sold to the account.
    pub has_sales: Signal<bool>,
    pub add: Callback<&'static Kind>,
    pub save_people: Callback<()>,
    pub show_history: Callback<()>,
    pub merge_with: Callback<()>,
    pub delete: Callback<()>,
}

/// What the segments can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentFormat {
    Csv,
    Xlsx,
}

/// Saves the segments as a file: done by pages, which stand on top of this.
pub type SaveSegments = fn(Session, Words, SegmentFormat) -> Saving;

/// A file on its way to the disk, or why there is none, in the person's words.
pub type Saving = Pin<Box<dyn Future<Output = Result<(), String>>>>;

/// The acts of this page.
#[derive(Clone, Copy)]
pub struct Acts {
    session: Session,
    importing: Importing,
    touching: Touching,
    place: Place,
    save_segments: SaveSegments,
    dossier: RwSignal<Option<OpenDossier>>,
    /// Where the person is.
    pub here: Memo<Where>,
    /// Whether the name of a new account is asked for.
    pub adds_account: RwSignal<bool>,
    /// Whether it is shown by which keys what is done.
    pub shows_keys: RwSignal<bool>,
    /// Why there is no file of the segments, said where it can be asked for.
    pub no_segment_file: RwSignal<Option<String>>,
}

impl Acts {
    /// For the whole page.
    pub fn provide(place: Place, save_segments: SaveSegments) {
        let (session, dossier) = (session(), RwSignal::new(None));
        let acts = Self {
            session,
            importing: importing(),
            touching: touching(),
            place,
            save_segments,
            dossier,
            here: Memo::new(move |_| here(session, place, dossier)),
            adds_account: RwSignal::new(false),
            shows_keys: RwSignal::new(false),
            no_segment_file: RwSignal::new(None),
        };
        provide_context(acts);
        let typing = Typing::follow();
        window_event_listener(leptos::ev::keydown, move |event| acts.press(&event, typing.whose(&event)));
    }

    /// Says that a dossier is open, until its page is left.
    pub fn open_dossier(self, dossier: OpenDossier) {
        self.dossier.set(Some(dossier));
        on_cleanup(move || {
            // The next one may be open already.
            self.dossier.update(|open| *open = open.filter(|open| open.id != dossier.id));
        });
    }

    /// Does it. What can't be done here does nothing.
    pub fn run(self, act: Act) {
        let Self { session, importing, place, .. } = self;
        match act {
            Act::Undo => session.undo(),
            Act::Redo => session.redo(),
            Act::SearchAccounts => focus("[data-testid=account-search]"),
            Act::LogTouch => {
                let account = place.route.with_untracked(|route| match route {
                    Route::Account { id, .. } => Some(*id),
                    _ => None,
                });
                let is_there = |id: &RecordId| session.with_book(|book| book.has::<Account>(*id));
                self.touching.open(TouchWish { account: account.filter(is_there), ..TouchWish::default() });
            }
            Act::AddAccount => {
                address::go(&Route::Accounts(AccountList::default()));
                self.adds_account.set(true);
            }
            Act::Add(kind) => self.in_dossier(|dossier| dossier.add.run(kind)),
            Act::SavePeople => self.in_dossier(|dossier| dossier.save_people.run(())),
            Act::ShowHistory => self.in_dossier(|dossier| dossier.show_history.run(())),
            Act::MergeWith => self.in_dossier(|dossier| dossier.merge_with.run(())),
            Act::DeleteAccount => self.in_dossier(|dossier| dossier.delete.run(())),
            Act::Brief | Act::Review | Act::Print | Act::HandOver => self.in_dossier(|dossier| {
                if let Some(route) = route_of(act, dossier.id) {
                    address::go(&route);
                }
            }),
            Act::Archive => self.in_dossier(|dossier| self.archive(dossier.id, true)),
            Act::Unarchive => self.in_dossier(|dossier| self.archive(dossier.id, false)),
            Act::ShowKeys => self.shows_keys.set(true),
            Act::ImportFile => {
                address::go(&Route::Data(Expected::Any));
                focus_after("[data-testid=import-file]");
            }
            Act::LoadSample => importing.load_sample(),
            Act::ExportJson => export_json(session),
            Act::ExportSegmentsCsv => self.export_segments(SegmentFormat::Csv),
            Act::ExportSegmentsXlsx => self.export_segments(SegmentFormat::Xlsx),
            Act::Go(page) => address::go(&Route::parse(page.address)),
            Act::Speak(language) => {
                leptos::task::spawn_local(async move {
                    // Without its texts the page stays as it is.
                    let _ = speak(place, language, || true).await;
                });
            }
            Act::Wear(theme) => {
                keep_theme(theme);
                place.theme.set(theme);
            }
        }
    }

    fn archive(self, id: RecordId, is_archived: bool) {
        let session = self.session;
        let account = session.with_book(|book| book.value(id, account::field::name));
        let label = if is_archived { Label::Archive { account } } else { Label::Unarchive { account } };
        session.set(label, id, account::field::archived_on, is_archived.then(clock::today));
    }

    fn in_dossier(self, act: impl FnOnce(OpenDossier)) {
        if let Some(dossier) = self.dossier.get_untracked() {
            act(dossier);
        }
    }

    fn export_segments(self, format: SegmentFormat) {
        let words = Words::new(self.place.catalogue.get_untracked());
        self.no_segment_file.set(None);
        leptos::task::spawn_local(async move {
            let Err(why) = (self.save_segments)(self.session, words, format).await else { return };
            self.no_segment_file.set(Some(why));
            // It is said beside the button; who sees none is led to one.
            if matches!(document().query_selector("[data-testid^=export-segments]"), Ok(None)) {
                address::go(&Route::Data(Expected::Any));
            }
        });
    }

    /// Does what a key is for.
    fn press(self, event: &KeyboardEvent, whose: Keys) {
        let is_held = event.ctrl_key() || event.meta_key();
        if whose == Keys::OfTyping || whose == Keys::OfField && !is_held || untrack(|| self.place.is_alone()) {
            return;
        }
        let (letter, code) = (event.key(), event.code());
        let press =
            Press { letter: &letter, code: &code, ctrl: is_held, shift: event.shift_key(), alt: event.alt_key() };
        let here = self.here.get_untracked();
        if let Some(act) = Act::of_press(&press, &here) {
            event.prevent_default();
            if act.is_offered(&here) {
                self.run(act);
            }
        }
    }
}

fn here(session: Session, place: Place, dossier: RwSignal<Option<OpenDossier>>) -> Where {
    Where {
        is_read_only: session.is_read_only.get(),
        is_empty: session.is_empty(),
        has_figures: session.analysis.with(Option::is_some),
        can_undo: session.undoable(|_, _| ()).is_some(),
        can_redo: session.redoable(|_, _| ()).is_some(),
        lists_accounts: place.route.with(|route| matches!(route, Route::Accounts(_))),
        dossier: dossier.get().map(|dossier| AtDossier {
            has_sales: dossier.has_sales.get(),
            is_archived: session.book().value(dossier.id, account::field::archived_on).is_some(),
        }),
    }
}

/// What an act is called, without its group.
pub fn title(words: Words, act: Act) -> &'static str {
    match act.title() {
        Title::Text(key) => words.text(key),
        Title::Name(name) => name,
    }
}

/// The page of an account that an act leads to.
pub fn route_of(act: Act, id: RecordId) -> Option<Route> {
    let section = match act {
        Act::Brief => BRIEF,
        Act::Review => REVIEW,
        Act::Print => PRINT,
        Act::HandOver => HANDOVER,
        _ => return None,
    };
    Some(Route::Account { id, section: Some(section.into()) })
}

/// Shows the page in another language as soon as its texts are here, if it is wanted still; says whether
/// they could be had. Without them the page stays as it is.
pub async fn speak(place: Place, language: Language, is_wanted: impl Fn() -> bool) -> bool {
    let catalogue = catalogues::load(language, Some(place.catalogue.get_untracked())).await;
    if !is_wanted() {
        return true;
    }
    let Ok(catalogue) = catalogue else { return false };
    keep_language(language);
    place.catalogue.set(catalogue);
    true
}

/// The acts of this page.
pub fn acts() -> Acts {
    expect_context()
}
