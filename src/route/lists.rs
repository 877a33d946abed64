//! The lists beside that of accounts as their addresses say them: `#/accounts/dossiers?whose=a&owner=none&sort=known`.
//! What isn't understood narrows nothing, and what is as it begins isn't written.

use super::{Query, Route};
use crate::analysis::AccountList;
use crate::analysis::listing::Owner;
use crate::book::{Coded, RecordId};
use crate::dossier::side_by_side::{By, Whose};
use crate::service::mistakes::Mistake;

/// Where one is in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The row that had the focus last.
    pub row: Option<RecordId>,
    /// How far it was scrolled, in pixels.
    pub top: u32,
}

/// What a list shows and where one is in it, as the address of its page says it.
pub trait Listed: Clone + Default + PartialEq + Send + Sync + 'static {
    /// `None` for the address of another page.
    fn of(route: &Route) -> Option<Self>;

    fn route(self) -> Route;

    fn spot(&self) -> Spot;

    /// The same, with another place in it.
    fn at(self, spot: Spot) -> Self;
}

impl Listed for AccountList {
    fn of(route: &Route) -> Option<Self> {
        if let Route::Accounts(list) = route { Some(list.clone()) } else { None }
    }

    fn route(self) -> Route {
        Route::Accounts(self)
    }

    fn spot(&self) -> Spot {
        Spot { row: self.row, top: self.top }
    }

    fn at(self, Spot { row, top }: Spot) -> Self {
        Self { row, top, ..self }
    }
}

/// The dossiers side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DossierList {
    pub whose: Whose,
    pub owner: Owner,
    pub by: By,
    pub spot: Spot,
}

/// The five mistakes at all key accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MistakeList {
    /// One of the five, or all.
    pub of: Option<Mistake>,
    pub owner: Owner,
    pub spot: Spot,
}

/// The open opportunities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpportunityList {
    pub owner: Owner,
    pub spot: Spot,
}

macro_rules! listed {
    ($List:ident on $Page:ident { $($name:literal $field:ident: $write:expr, $read:expr;)* }) => {
        impl Listed for $List {
            fn of(route: &Route) -> Option<Self> {
                let Route::$Page(query) = route else { return None };
                let mut list = Self::default();
                for (name, value) in query.pairs() {
                    match name {
                        $($name => list.$field = $read(value.as_str()),)*
                        "owner" => list.owner = Owner::of_code(&value),
                        "row" => list.spot.row = value.parse().ok(),
                        "top" => list.spot.top = value.parse().unwrap_or_default(),
                        _ => {}
                    }
                }
                Some(list)
            }

            fn route(self) -> Route {
                let Self { $($field,)* owner, spot } = self;
                let row = spot.row.map(|row| row.to_string());
                let top = (spot.top > 0).then(|| spot.top.to_string());
                Route::$Page(Query::of([
                    $(($name, $write($field)),)*
                    ("owner", owner.code()),
                    ("row", row.unwrap_or_default()),
                    ("top", top.unwrap_or_default()),
                ]))
            }

            fn spot(&self) -> Spot {
                self.spot
            }

            fn at(self, spot: Spot) -> Self {
                Self { spot, ..self }
            }
        }
    };
}

listed! {
    DossierList on Dossiers {
        "whose" whose: unless_first, or_first;
        "sort" by: unless_first, or_first;
    }
}

listed! {
    MistakeList on Mistakes {
        "mistake" of: |of: Option<Mistake>| of.map(Mistake::code).unwrap_or_default().to_owned(), Mistake::of_code;
    }
}

listed! { OpportunityList on Opportunities {} }

/// The code of what isn't what a list begins with.
fn unless_first<T: Coded + Default + PartialEq>(value: T) -> String {
    if value == T::default() { String::new() } else { value.code().into() }
}

fn or_first<T: Coded + Default>(code: &str) -> T {
    T::of_code(code).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPOT: Spot = Spot { row: Some(RecordId::well_known(7)), top: 1_200 };

    fn survives<T: Listed + std::fmt::Debug>(list: T) {
        let route = list.clone().route();
        let read = Route::parse(&route.to_string());
        assert_eq!(read, route);
        assert_eq!(T::of(&read), Some(list), "{route}");
    }

    #[test]
    fn what_a_list_shows_survives_its_address() {
        let owners = [Owner::Any, Owner::Nobody, Owner::One(RecordId::well_known(3))];
        for (owner, spot) in owners.into_iter().flat_map(|owner| [(owner, SPOT), (owner, Spot::default())]) {
            for (whose, by) in [(Whose::Key, By::Worth), (Whose::ClassA, By::Known), (Whose::Key, By::Name)] {
                survives(DossierList { whose, owner, by, spot });
            }
            for of in Mistake::ALL.map(Some).into_iter().chain([None]) {
                survives(MistakeList { of, owner, spot });
            }
            survives(OpportunityList { owner, spot });
            survives(AccountList::default().at(spot));
        }
    }

    #[test]
    fn what_is_as_it_begins_is_not_written() {
        assert_eq!(DossierList::default().route().to_string(), "#/accounts/dossiers");
        let list = DossierList { whose: Whose::ClassA, by: By::Known, ..DossierList::default() };
        assert_eq!(list.route().to_string(), "#/accounts/dossiers?whose=a&sort=known");
    }

    #[test]
    fn what_is_not_understood_narrows_nothing() {
        let route = Route::parse("#/accounts/dossiers?whose=me&sort=size&owner=I&row=1&top=far&x");
        assert_eq!(DossierList::of(&route), Some(DossierList::default()));
        assert_eq!(MistakeList::of(&route), None, "it is another page");
    }

    #[test]
    fn it_is_one_page_whatever_it_shows() {
        let page = |address: &str| Route::parse(address).page();
        assert_eq!(page("#/accounts/dossiers?whose=a"), page("#/accounts/dossiers"));
        assert_eq!(page("#/accounts/mistakes?mistake=contact"), page("#/accounts/mistakes"));
    }
}
