//! Which page an address names: `#/accounts/<id>` and its kin; and the table of all pages.
//!
//! Hash routes, so that any static host and any sub-path will do. The names are a contract with
//! bookmarks, tests and other programs; a page that doesn't exist yet leads to the nearest one.
//!
//! The last two columns of the table are for `ui`, which makes the navigation and the views of the
//! same lines; here they are words without a meaning.

mod account_list;
mod lists;
mod query;

use std::fmt;

use crate::analysis::AccountList;
use crate::book::RecordId;
use crate::exchange::flow::Expected;
pub use lists::{DossierList, Listed, MistakeList, OpportunityList, Spot};
pub use query::Query;

/// Every page, one a line, handed to another macro:
///
/// - its name, and what its address holds behind the path, each a [`Held`];
/// - the path of its address;
/// - `entry` with icon and text if it stands in the navigation, the page `under` whose entry it is, or `alone` where
///   there is no navigation: whoever opens it has no book;
/// - its view with what that is given, a `part` that is fetched when it is shown: the wing of the wasm that holds its
///   code, its name, the rooms of texts and style it needs.
macro_rules! pages {
    ($then:ident) => {
        $then! {
            /// What is to be done, and for whom: the first page once there is a book.
            Today ""
                [entry Today NavToday] [part today today(Dossier, Today) TodayPage()];
            Accounts(list: AccountList) "accounts"
                [entry Accounts NavAccounts] [part lists accounts(Accounts) AccountsPage()];
            Account { id: RecordId, section: Option<String> } "accounts"
                [under Accounts] [part account account(Dossier, Duplicates, Account, Interview) AccountPage(id)];
            /// The files of all key accounts.
            Dossiers(list: Query) "accounts/dossiers"
                [under Accounts] [part lists dossiers(Dossier, Dossiers) DossiersPage()];
            /// What the accounts could buy of us besides.
            Opportunities(list: Query) "accounts/opportunities"
                [under Accounts] [part lists opportunities(Dossier, Opportunities) OpportunitiesPage()];
            /// The five mistakes at all key accounts.
            Mistakes(list: Query) "accounts/mistakes"
                [under Accounts] [part lists mistakes(Dossier, Mistakes) MistakesPage()];
            /// Other suppliers, across accounts: all, or one of them.
            Competitors(shown: Option<RecordId>) "competitors"
                [under Accounts] [part lists competitors(Dossier, Competitors) CompetitorsPage(shown)];
            /// What is negotiated with accounts: all of it, or one negotiation as it is prepared.
            Negotiations(shown: Option<RecordId>) "negotiations"
                [under Accounts] [part account negotiations(Dossier, Account, Negotiations) NegotiationsPage(shown)];
            Segments(shown: View) "segments"
                [entry Segments NavSegments] [part segments segments(Segments) SegmentsPage(shown)];
            /// Who could become a customer; or one of them, by its account.
            Prospects(shown: Option<RecordId>) "prospects"
                [entry Prospects NavProspects] [part lists prospects(Dossier, Prospects) ProspectsPage(shown)];
            /// Plans for accounts: all, one, or one on paper.
            Plans(shown: PlanPlace) "plans"
                [entry Plan NavPlans] [part service plans(Dossier, Plans) PlansPage(shown)];
            /// Whom we lose and whom we lost; or the winning back of one account.
            Losses(case: Option<RecordId>) "losses"
                [entry Losses NavLosses] [part lists losses(Dossier, Losses) LossesPage(case)];
            /// Requests, complaints and deliveries of all accounts.
            Service "service"
                [entry Service NavService] [part service service(Dossier, Service) ServicePage()];
            /// Our people and what each carries; or one of them.
            Team(shown: Option<RecordId>) "team"
                [entry Team NavTeam] [part service team(Dossier, Team, Colleague) TeamPage(shown)];
            /// Files; and what kind of file is expected.
            Data(expected: Expected) "data"
                [entry Data NavData] [part data data(Dossier, Data, Import, Lock) DataPage()];
            /// What a customer opens who is asked how content they are.
            Interview(questions: Questions) "interview"
                [alone] [part interview interview(Interview) InterviewPage()];
        }
    };
}
#[cfg(feature = "web")]
pub(crate) use pages;

/// The names in the address of an account that are no sections of its dossier but leave it.
pub const PRINT: &str = "print";
pub const BRIEF: &str = "brief";
pub const REVIEW: &str = "review";
pub const HANDOVER: &str = "handover";
pub const INTERVIEWS: &str = "interviews";
/// The interviews, and at once whom one asks.
pub const ASK: &str = "ask";

macro_rules! routes {
    ($(
        $(#[$doc:meta])*
        $page:ident $(($($value:ident: $type:ty),*))? $({ $($field:ident: $of:ty),* })? $path:literal $navigation:tt $view:tt;
    )*) => {
        /// The page an address names, with what the address holds.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Route {
            $($(#[$doc])* $page $(($($type),*))? $({ $($field: $of),* })?,)*
            /// Nothing is there; the page says so, with what was asked for.
            Unknown(String),
        }

        /// The pages by themselves.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Page {
            $($page,)*
            Unknown,
        }

        impl Route {
            pub fn name(&self) -> Page {
                match self {
                    $(Self::$page { .. } => Page::$page,)*
                    Self::Unknown(_) => Page::Unknown,
                }
            }

            /// The page alone, without the place or the filter within it.
            pub fn page(&self) -> Self {
                match self {
                    $(Self::$page $(($($value),*))? $({ $($field),* })? =>
                        Self::$page $(($($value.of_page()),*))? $({ $($field: $field.of_page()),* })?,)*
                    Self::Unknown(address) => Self::Unknown(address.clone()),
                }
            }

            /// The route of a path and what follows it, if it is that of a page.
            #[allow(unused_mut, reason = "not every page's address holds something")]
            fn read(path: &str, query: &str) -> Option<Self> {
                $(if let Some(mut rest) = Rest::behind($path, path, query) {
                    let mut read = || {
                        Some(Self::$page $(($(<$type>::read(&mut rest)?),*))? $({ $($field: <$of>::read(&mut rest)?),* })?)
                    };
                    if let Some(route) = read() && rest.parts.is_empty() {
                        return Some(route);
                    }
                })*
                None
            }
        }

        impl fmt::Display for Route {
            /// The address, with its `#`.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$page $(($($value),*))? $({ $($field),* })? => {
                        f.write_str(concat!("#/", $path))?;
                        $($($value.write(f)?;)*)?
                        $($($field.write(f)?;)*)?
                        Ok(())
                    })*
                    Self::Unknown(address) => write!(f, "#{address}"),
                }
            }
        }
    };
}

pages!(routes);

impl Route {
    /// The route of an address' fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let address = fragment.trim_start_matches('#');
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = path.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        Self::read(&path, query).unwrap_or_else(|| Self::Unknown(address.into()))
    }
}

/// What of an address isn't read yet.
struct Rest<'a> {
    parts: Vec<&'a str>,
    query: &'a str,
}

impl<'a> Rest<'a> {
    /// What follows a page's path.
    fn behind(page: &str, path: &'a str, query: &'a str) -> Option<Self> {
        let rest = path.strip_prefix(page)?;
        let parts = rest.strip_prefix('/').or(rest.is_empty().then_some(""))?;
        // The next part is the last of the list.
        Some(Self { parts: parts.rsplit('/').filter(|part| !part.is_empty()).collect(), query })
    }

    fn next(&mut self) -> Option<&'a str> {
        self.parts.pop()
    }
}

/// What an address may hold behind the path of its page.
trait Held: Sized {
    /// Takes it from what isn't read yet; `None` if that is nothing of the kind.
    fn read(rest: &mut Rest<'_>) -> Option<Self>;

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// What of it makes another page, rather than another place on the same one.
    fn of_page(&self) -> Self;
}

impl Held for RecordId {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        rest.next()?.parse().ok()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{self}")
    }

    fn of_page(&self) -> Self {
        *self
    }
}

/// One of them, or all.
impl Held for Option<RecordId> {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        rest.next().map_or(Some(None), |id| id.parse().ok().map(Some))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |id| id.write(f))
    }

    fn of_page(&self) -> Self {
        *self
    }
}

/// A section of the page, as in its table of contents.
impl Held for Option<String> {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        Some(rest.next().map(Into::into))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |section| write!(f, "/{section}"))
    }

    fn of_page(&self) -> Self {
        None
    }
}

/// What is asked, as the address carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions(pub String);

impl Held for Questions {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        Some(Self(rest.next().unwrap_or_default().into()))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "/{}", self.0) }
    }

    fn of_page(&self) -> Self {
        self.clone()
    }
}

impl Held for Query {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        Some(Self(rest.query.into()))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "?{}", self.0) }
    }

    /// It is one page whatever is asked of it.
    fn of_page(&self) -> Self {
        Self::default()
    }
}

/// What the page of files calls the list of candidates that it expects.
const CANDIDATES: (&str, &str) = ("expects", "candidates");

impl Held for Expected {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        let is_said = query::pairs(rest.query).any(|(name, value)| (name, value.as_str()) == CANDIDATES);
        Some(if is_said { Self::Candidates } else { Self::Any })
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => Ok(()),
            Self::Candidates => write!(f, "?{}={}", CANDIDATES.0, CANDIDATES.1),
        }
    }

    /// It is one page whatever is expected there.
    fn of_page(&self) -> Self {
        Self::Any
    }
}

impl Held for View {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        let name = rest.next().unwrap_or_default();
        Self::ALL.into_iter().find(|view| view.name() == name)
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() { Ok(()) } else { write!(f, "/{}", self.name()) }
    }

    fn of_page(&self) -> Self {
        *self
    }
}

/// All plans, one, or one as a sheet of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanPlace {
    #[default]
    All,
    One(RecordId),
    Paper(RecordId),
}

impl Held for PlanPlace {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        let Some(id) = rest.next() else { return Some(Self::All) };
        let id = id.parse().ok()?;
        match rest.next() {
            None => Some(Self::One(id)),
            Some(PRINT) => Some(Self::Paper(id)),
            Some(_) => None,
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::One(id) => id.write(f),
            Self::Paper(id) => write!(f, "/{id}/{PRINT}"),
        }
    }

    fn of_page(&self) -> Self {
        *self
    }
}

/// The pages of the analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Overview,
    Movement,
    Concentration,
    Strategy,
}

impl View {
    pub const ALL: [Self; 4] = [Self::Overview, Self::Movement, Self::Concentration, Self::Strategy];

    fn name(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Movement => "movement",
            Self::Concentration => "concentration",
            Self::Strategy => "strategy",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_its_text() {
        let id = RecordId::from_parts(1, [3; 10]);
        let routes = [
            Route::Today,
            Route::Segments(View::Overview),
            Route::Segments(View::Movement),
            Route::Accounts(AccountList::default()),
            Route::Account { id, section: None },
            Route::Account { id, section: Some("contacts".into()) },
            Route::Dossiers(Query::default()),
            Route::Opportunities(Query::default()),
            Route::Mistakes(Query::default()),
            Route::Competitors(None),
            Route::Competitors(Some(id)),
            Route::Negotiations(None),
            Route::Negotiations(Some(id)),
            Route::Service,
            Route::Prospects(None),
            Route::Prospects(Some(id)),
            Route::Plans(PlanPlace::All),
            Route::Plans(PlanPlace::One(id)),
            Route::Plans(PlanPlace::Paper(id)),
            Route::Losses(None),
            Route::Losses(Some(id)),
            Route::Team(None),
            Route::Team(Some(id)),
            Route::Data(Expected::Any),
            Route::Data(Expected::Candidates),
            Route::Interview(Questions::default()),
            Route::Interview(Questions("AbC-_9".into())),
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn the_page_is_the_same_wherever_on_it_one_is() {
        let id = RecordId::from_parts(1, [3; 10]);
        let at = |address: String| Route::parse(&address).page();
        assert_eq!(at(format!("#/accounts/{id}/people")), Route::Account { id, section: None });
        assert_eq!(at("#/accounts?abc=A".into()), Route::Accounts(AccountList::default()));
        assert_eq!(at(format!("#/competitors/{id}")), Route::Competitors(Some(id)));
        assert_eq!(at("#/segments/movement".into()), Route::Segments(View::Movement));
        assert_eq!(at(format!("#/accounts/{id}")).name(), Page::Account);
        assert_eq!(at("#/nonsense".into()).name(), Page::Unknown);
    }

    #[test]
    fn an_address_is_read_however_its_slashes_stand() {
        for address in ["#/segments", "/segments"] {
            assert_eq!(Route::parse(address), Route::Segments(View::Overview), "{address}");
        }
        for address in ["", "#", "#/"] {
            assert_eq!(Route::parse(address), Route::Today, "{address}");
        }
        assert_eq!(Route::parse("//data/?x=y"), Route::Data(Expected::Any));
        assert_eq!(Route::parse("#/data?expects=candidates").page(), Route::Data(Expected::Any));
    }

    #[test]
    fn nonsense_is_said_to_be_unknown() {
        for address in [
            "/nonsense",
            "/accounts/7",
            "/data/x",
            "/competitors/7",
            "/segments/x",
            "/accounts/1/2/3/4",
            "/losses/x",
            "/plans/x",
            "/plans/00000000000000000000000001/x",
            "/accounts/x/y",
        ] {
            assert_eq!(Route::parse(&format!("#{address}")), Route::Unknown(address.into()), "{address}");
        }
    }
}
