//! What a person can do, in one table: what each act is called, by which keys it is done, and where it
//! applies. Menus and keys are made from it; `ui::acts` says what each act does.
//!
//! To add an act: a line in `acts!`, and an arm in `ui::acts`, without which nothing compiles. Acts that
//! follow from another list (pages, kinds of records, languages, themes) come to be by themselves.

mod shortcut;
#[cfg(test)]
mod tests;
mod touch_key;

pub use shortcut::{Press, Shift, Shortcut};
pub use touch_key::{CHANNELS, TouchKey};

use std::borrow::Cow;

use crate::book::kind::{Input, Kind};
use crate::book::{
    ACCOUNT, AccountPlan, KINDS, MarketProfile, NegotiationConcession, NegotiationPoint, NegotiationProposal,
    NegotiationQuestion, PlanAction, PlanGoal, PlanObjective, PlanPerson, PlanReview, Prospect, RecordId, RecordKind,
    WinBack, WinBackStep,
};
use crate::glyph::Glyph;
use crate::text::{Key, Language};
use crate::theme::Theme;
use crate::working_time::Instant;

/// On which pages an act can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Everywhere,
    /// Among all accounts.
    Accounts,
    /// In the dossier of an account.
    Dossier,
}

/// What there must be, wherever it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A book in which nothing is yet.
    NoBook,
    /// A book in which something is.
    Book,
    /// Classes and figures.
    Figures,
    /// A change that can be taken back.
    Undoable,
    /// One taken back that can be made again.
    Redoable,
    /// An account nothing was ever sold to.
    NoSales,
    /// An account that is in the archive.
    Archived,
    /// One that isn't.
    NotArchived,
}

/// Where a person is, as far as it says what they can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Where {
    /// Whether the book is shown and not written, since a newer version of the page has it.
    pub is_read_only: bool,
    pub is_empty: bool,
    pub has_figures: bool,
    pub can_undo: bool,
    pub can_redo: bool,
    /// Whether all accounts are listed.
    pub lists_accounts: bool,
    /// The dossier that is open.
    pub dossier: Option<AtDossier>,
}

/// What of an open dossier says what can be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtDossier {
    /// Whether anything was ever sold to the account.
    pub has_sales: bool,
    pub is_archived: bool,
}

/// What an act is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    Text(Key),
    /// The same in every language.
    Name(&'static str),
}

/// A page one can go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination {
    code: &'static str,
    title: Key,
    group: Option<Key>,
    glyph: Glyph,
    /// Its address, with the `#`.
    pub address: &'static str,
    need: Option<Need>,
}

const fn page(code: &'static str, title: Key, glyph: Glyph, address: &'static str) -> Destination {
    Destination { code, title, group: None, glyph, address, need: Some(Need::Book) }
}

const fn view(code: &'static str, title: Key, address: &'static str) -> Destination {
    Destination { group: Some(Key::SegmentsTitle), ..page(code, title, Glyph::Segments, address) }
}

/// Files come in while there is no book, too.
const DATA: Destination = Destination { need: None, ..page("data", Key::NavData, Glyph::Data, "#/data") };

/// The pages that need nothing to be chosen first. On an empty book most of them are the first page.
pub static DESTINATIONS: &[Destination] = &[
    page("today", Key::NavToday, Glyph::Today, "#/"),
    page("accounts", Key::AccountsView, Glyph::Accounts, "#/accounts"),
    page("dossiers", Key::DossiersView, Glyph::Accounts, "#/accounts/dossiers"),
    page("opportunities", Key::OpportunitiesTitle, Glyph::Accounts, "#/accounts/opportunities"),
    page("negotiations", Key::NegotiationsTitle, Glyph::Brief, "#/negotiations"),
    page("mistakes", Key::MistakesTitle, Glyph::Accounts, "#/accounts/mistakes"),
    page("competitors", Key::CompetitorsTitle, Glyph::Accounts, "#/competitors"),
    view("segments", Key::ViewOverview, "#/segments"),
    view("movement", Key::ViewMovement, "#/segments/movement"),
    view("concentration", Key::ViewConcentration, "#/segments/concentration"),
    view("strategy", Key::ViewStrategy, "#/segments/strategy"),
    page("prospects", Key::NavProspects, Glyph::Prospects, "#/prospects"),
    page("service", Key::NavService, Glyph::Service, "#/service"),
    DATA,
];

/// What the table says of an act.
#[derive(Clone, Copy)]
struct Line {
    code: &'static str,
    /// What of a list it is about, behind the code.
    of: Option<&'static str>,
    title: Title,
    group: Option<Key>,
    glyph: Option<Glyph>,
    shortcuts: &'static [Shortcut],
    place: Place,
    need: Option<Need>,
    writes: bool,
}

impl Line {
    /// Something that can be done everywhere and changes nothing, unless more is said of it.
    const fn new(code: &'static str, title: Key, glyph: Glyph) -> Self {
        Self { glyph: Some(glyph), ..Self::of_list(code, "", Title::Text(title)) }
    }

    const fn of_list(code: &'static str, of: &'static str, title: Title) -> Self {
        Self {
            code,
            of: if of.is_empty() { None } else { Some(of) },
            title,
            group: None,
            glyph: None,
            shortcuts: &[],
            place: Place::Everywhere,
            need: None,
            writes: false,
        }
    }

    const fn by(self, shortcuts: &'static [Shortcut]) -> Self {
        Self { shortcuts, ..self }
    }

    const fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    const fn needs(self, need: Need) -> Self {
        Self { need: Some(need), ..self }
    }

    const fn writes(self) -> Self {
        Self { writes: true, ..self }
    }

    fn go(page: &Destination) -> Self {
        let line = Self::of_list("go", page.code, Title::Text(page.title));
        Self { group: page.group, glyph: Some(page.glyph), need: page.need, ..line }
    }

    fn add(kind: &Kind) -> Self {
        let line = Self::of_list("add", kind.code, Title::Text(kind.title));
        Self { group: Some(Key::Add), glyph: Some(kind.glyph), place: Place::Dossier, writes: true, ..line }
    }

    fn speak(language: Language) -> Self {
        Self { group: Some(Key::Language), ..Self::of_list("language", language.code(), Title::Name(language.name())) }
    }

    fn wear(theme: Theme) -> Self {
        Self { group: Some(Key::Theme), ..Self::of_list("theme", theme.code(), Title::Text(theme.name())) }
    }
}

macro_rules! acts {
    ($($(#[$meta:meta])* $Name:ident = $line:expr;)*) => {
        /// Something a person can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Act {
            $($(#[$meta])* $Name,)*
            /// Goes to a page.
            Go(&'static Destination),
            /// Adds a record of this kind to the account whose dossier is open.
            Add(&'static Kind),
            /// Shows the page in this language.
            Speak(Language),
            /// Shows the page in this theme.
            Wear(Theme),
        }

        impl Act {
            /// The acts that follow from no other list.
            const SINGLE: &[Self] = &[$(Self::$Name),*];

            fn line(self) -> Line {
                match self {
                    $(Self::$Name => $line,)*
                    Self::Go(page) => Line::go(page),
                    Self::Add(kind) => Line::add(kind),
                    Self::Speak(language) => Line::speak(language),
                    Self::Wear(theme) => Line::wear(theme),
                }
            }
        }
    };
}

acts! {
    Undo = Line::new("undo", Key::Undo, Glyph::Undo).by(shortcut::UNDO).needs(Need::Undoable).writes();
    Redo = Line::new("redo", Key::Redo, Glyph::Redo).by(shortcut::REDO).needs(Need::Redoable).writes();
    /// Shows by which keys what is done.
    ShowKeys = Line::of_list("keys", "", Title::Text(Key::KeysTitle)).by(shortcut::KEYS);
    /// Begins to look for an account by its name.
    SearchAccounts = Line::new("search-accounts", Key::SearchAccounts, Glyph::Search)
        .by(shortcut::SEARCH).at(Place::Accounts).needs(Need::Book);
    /// Logs that people of both sides had to do with each other.
    LogTouch = Line::new("log-touch", Key::LogTouch, Glyph::Meet)
        .by(shortcut::LOG_TOUCH).needs(Need::Book).writes();
    AddAccount = Line::new("add-account", Key::AddAccount, Glyph::Plus).needs(Need::Book).writes();
    /// One page about the account, for a meeting.
    Brief = Line::new("meeting-brief", Key::BriefButton, Glyph::Brief).at(Place::Dossier);
    /// What we did for the customer, for the customer.
    Review = Line::new("business-review", Key::ReviewButton, Glyph::Print).at(Place::Dossier);
    Print = Line::new("print-dossier", Key::PrintButton, Glyph::Print).at(Place::Dossier);
    /// A file on the account for somebody else.
    HandOver = Line::new("hand-over", Key::HandOverButton, Glyph::Download).at(Place::Dossier);
    /// Its people as cards for an address book.
    SavePeople = Line::new("people-cards", Key::ExportCards, Glyph::Download).at(Place::Dossier);
    /// Who changed what of the account.
    ShowHistory = Line::new("history", Key::History, Glyph::History).at(Place::Dossier);
    MergeWith = Line::new("merge-with", Key::MergeWithOther, Glyph::Merge).at(Place::Dossier).writes();
    DeleteAccount = Line::new("delete-account", Key::DeleteAccount, Glyph::Trash)
        .at(Place::Dossier).needs(Need::NoSales).writes();
    /// Takes it out of lists, and leaves its figures in every total.
    Archive = Line::new("archive-account", Key::Archive, Glyph::Archive)
        .at(Place::Dossier).needs(Need::NotArchived).writes();
    Unarchive = Line::new("unarchive-account", Key::Unarchive, Glyph::Undo)
        .at(Place::Dossier).needs(Need::Archived).writes();
    /// Leads to where files come in.
    ImportFile = Line::new("import-file", Key::ImportTitle, Glyph::Upload).writes();
    LoadSample = Line::new("load-sample", Key::LoadSample, Glyph::Data).needs(Need::NoBook).writes();
    /// Everything as one file, which is the backup too.
    ExportJson = Line::new("export-json", Key::ExportJson, Glyph::Download).needs(Need::Book);
    ExportSegmentsCsv = Line::new("export-segments-csv", Key::ExportSegments, Glyph::Download).needs(Need::Figures);
    ExportSegmentsXlsx = Line::new("export-segments-xlsx", Key::ExportSegmentsXlsx, Glyph::Download)
        .needs(Need::Figures);
}

impl Act {
    /// Every act, in the order they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let adds = KINDS.iter().copied().filter(|kind| begins_at_account(kind)).map(Self::Add);
        let single = Self::SINGLE.iter().copied();
        let languages = Language::ALL.into_iter().map(Self::Speak);
        adds.chain(single)
            .chain(DESTINATIONS.iter().map(Self::Go))
            .chain(languages)
            .chain(Theme::ALL.into_iter().map(Self::Wear))
    }

    /// Its name for other programs; never changes, and no two have the same.
    pub fn code(self) -> Cow<'static, str> {
        let Line { code, of, .. } = self.line();
        of.map_or(Cow::Borrowed(code), |of| format!("{code}-{of}").into())
    }

    pub fn title(self) -> Title {
        self.line().title
    }

    /// What stands before the title where that alone doesn't tell: "Add: Promise", "Theme: Dark".
    pub fn group(self) -> Option<Key> {
        self.line().group
    }

    pub fn glyph(self) -> Option<Glyph> {
        self.line().glyph
    }

    pub fn shortcuts(self) -> &'static [Shortcut] {
        self.line().shortcuts
    }

    pub fn place(self) -> Place {
        self.line().place
    }

    /// Whether it changes the book, so that one that is only read doesn't have it.
    pub fn writes(self) -> bool {
        self.line().writes
    }

    /// The act of this key press, if it is one of those that can be done on the page. Whether there is
    /// anything to do at present is another question, so that a browser doesn't undo on its own.
    pub fn of_press(press: &Press<'_>, at: &Where) -> Option<Self> {
        let here = || Self::SINGLE.iter().copied().filter(|act| act.has_place(at));
        let by = |is: fn(Shortcut, &Press<'_>) -> bool| {
            here().find(|act| act.shortcuts().iter().any(|shortcut| is(*shortcut, press)))
        };
        // On a German keyboard `y` lies where `z` lies elsewhere: what is written counts.
        by(Shortcut::is_written_by).or_else(|| by(Shortcut::lies_at))
    }

    fn has_place(self, at: &Where) -> bool {
        match self.line().place {
            Place::Everywhere => true,
            Place::Accounts => at.lists_accounts,
            Place::Dossier => at.dossier.is_some(),
        }
    }

    /// Whether it is offered there, be it only to be refused in a book that is read and not written.
    pub fn is_offered(self, at: &Where) -> bool {
        let has_what_it_needs = match self.line().need {
            None => true,
            Some(Need::NoBook) => at.is_empty,
            Some(Need::Book) => !at.is_empty,
            Some(Need::Figures) => at.has_figures,
            Some(Need::Undoable) => at.can_undo,
            Some(Need::Redoable) => at.can_redo,
            Some(Need::NoSales) => at.dossier.is_some_and(|dossier| !dossier.has_sales),
            Some(Need::Archived) => at.dossier.is_some_and(|dossier| dossier.is_archived),
            Some(Need::NotArchived) => at.dossier.is_some_and(|dossier| !dossier.is_archived),
        };
        self.has_place(at) && has_what_it_needs
    }

    /// Whether it can be done there.
    pub fn applies(self, at: &Where) -> bool {
        self.is_offered(at) && !(self.writes() && at.is_read_only)
    }
}

/// Whether nothing but the account must be known to begin a record of this kind: one about a person, a product
/// group or a document is begun where that stands.
fn begins_at_account(kind: &Kind) -> bool {
    let edits = (kind.begins)(RecordId::well_known(0), None, Instant::new(0, 0));
    let is_of_an_account = edits.iter().any(|edit| edit.field == ACCOUNT);
    let asks_first = kind.fields.first().map(|field| field.input);
    // A case is opened with all its steps, where one sees what it is worth.
    // So is a plan with its parts; and who could become a customer is one record. What is prepared of a negotiation is
    // written on its page.
    let elsewhere = [
        WinBack::KIND,
        WinBackStep::KIND,
        Prospect::KIND,
        MarketProfile::KIND,
        AccountPlan::KIND,
        PlanGoal::KIND,
        PlanObjective::KIND,
        PlanPerson::KIND,
        PlanAction::KIND,
        PlanReview::KIND,
        NegotiationPoint::KIND,
        NegotiationQuestion::KIND,
        NegotiationConcession::KIND,
        NegotiationProposal::KIND,
    ];
    is_of_an_account
        && !elsewhere.contains(&kind.code)
        && !matches!(asks_first, Some(Input::Person | Input::Group | Input::Document))
}
