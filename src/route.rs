//! Which page an address names: `#/accounts/<id>` and its kin.
//!
//! Hash routes, so that any static host and any sub-path will do. The names are a contract with
//! bookmarks, tests and other programs; a page that doesn't exist yet leads to the nearest one.

use std::fmt;

use crate::analysis::{AbcClass, AccountFilter, ClassFilter, XyzClass};
use crate::book::RecordId;

/// The page an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Segments(View),
    Accounts(AccountFilter),
    Account {
        id: RecordId,
        /// A section of the dossier, as in its table of contents.
        section: Option<String>,
    },
    /// The files of all key accounts.
    Dossiers,
    /// Other suppliers, across accounts.
    Competitors,
    Competitor {
        id: RecordId,
    },
    Data,
    /// Nothing is there; the page says so, with what was asked for.
    Unknown(String),
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

impl Route {
    /// The page alone, without the place or the filter within it.
    pub fn page(&self) -> Self {
        match self {
            Self::Accounts(_) => Self::Accounts(AccountFilter::default()),
            Self::Account { id, .. } => Self::Account { id: *id, section: None },
            other => other.clone(),
        }
    }

    /// The route of an address' fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let address = fragment.trim_start_matches('#');
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let route = match (parts.next(), parts.next(), parts.next()) {
            // Today's page is not there yet; the picture of all accounts is the nearest.
            (None, ..) | (Some("segments" | "prospects" | "losses"), None, _) => Some(Self::Segments(View::Overview)),
            (Some("segments"), Some(name), None) => {
                View::ALL.into_iter().find(|view| view.name() == name).map(Self::Segments)
            }
            (Some("accounts" | "team"), None, _) => Some(Self::Accounts(AccountFilter::parse(query))),
            (Some("accounts"), Some("dossiers"), None) => Some(Self::Dossiers),
            (Some("accounts"), Some(id), section) => {
                id.parse().ok().map(|id| Self::Account { id, section: section.map(Into::into) })
            }
            (Some("competitors"), None, _) => Some(Self::Competitors),
            (Some("competitors"), Some(id), None) => id.parse().ok().map(|id| Self::Competitor { id }),
            (Some("data"), None, _) => Some(Self::Data),
            _ => None,
        };
        route.filter(|_| parts.next().is_none()).unwrap_or_else(|| Self::Unknown(address.into()))
    }
}

impl fmt::Display for Route {
    /// The address, with its `#`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Segments(View::Overview) => f.write_str("#/segments"),
            Self::Segments(view) => write!(f, "#/segments/{}", view.name()),
            Self::Accounts(filter) => write!(f, "#/accounts{filter}"),
            Self::Account { id, section: None } => write!(f, "#/accounts/{id}"),
            Self::Account { id, section: Some(section) } => write!(f, "#/accounts/{id}/{section}"),
            Self::Dossiers => f.write_str("#/accounts/dossiers"),
            Self::Competitors => f.write_str("#/competitors"),
            Self::Competitor { id } => write!(f, "#/competitors/{id}"),
            Self::Data => f.write_str("#/data"),
            Self::Unknown(address) => write!(f, "#{address}"),
        }
    }
}

impl AccountFilter {
    fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "abc" => filter.abc = AbcClass::ALL.into_iter().find(|class| class.letter() == value),
                "xyz" if value == "none" => filter.xyz = Some(ClassFilter::Missing),
                "xyz" => {
                    let class = XyzClass::ALL.into_iter().find(|class| class.letter() == value);
                    filter.xyz = class.map(ClassFilter::Is);
                }
                _ => {}
            }
        }
        filter
    }
}

impl fmt::Display for AccountFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut mark = '?';
        let mut pair = |f: &mut fmt::Formatter<'_>, name: &str, value: &str| {
            write!(f, "{mark}{name}={value}")?;
            mark = '&';
            Ok(())
        };
        if let Some(class) = self.abc {
            pair(f, "abc", class.letter())?;
        }
        match self.xyz {
            Some(ClassFilter::Is(class)) => pair(f, "xyz", class.letter()),
            Some(ClassFilter::Missing) => pair(f, "xyz", "none"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_its_text() {
        let id = RecordId::from_parts(1, [3; 10]);
        let filter = AccountFilter { abc: Some(AbcClass::A), xyz: Some(ClassFilter::Missing) };
        let routes = [
            Route::Segments(View::Overview),
            Route::Segments(View::Movement),
            Route::Accounts(AccountFilter::default()),
            Route::Accounts(filter),
            Route::Account { id, section: None },
            Route::Account { id, section: Some("contacts".into()) },
            Route::Dossiers,
            Route::Competitors,
            Route::Competitor { id },
            Route::Data,
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn a_page_that_is_not_there_yet_leads_to_the_nearest() {
        for address in ["", "#", "#/", "#/segments", "#/prospects", "#/losses"] {
            assert_eq!(Route::parse(address), Route::Segments(View::Overview), "{address}");
        }
        assert_eq!(Route::parse("#/team"), Route::Accounts(AccountFilter::default()));
    }

    #[test]
    fn nonsense_is_said_to_be_unknown() {
        for address in ["/nonsense", "/accounts/7", "/data/x", "/competitors/7", "/segments/x", "/accounts/1/2/3/4"] {
            assert_eq!(Route::parse(&format!("#{address}")), Route::Unknown(address.into()), "{address}");
        }
    }
}
