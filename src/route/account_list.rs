//! The list of accounts as its address says it: `#/accounts?q=graz&abc=A,B&key=yes&sort=-last`.

use std::fmt;

use super::query::{Writer, pairs};
use super::{Held, Rest};
use crate::analysis::listing::{Owner, Sorting};
use crate::analysis::{AccountFilter, AccountList, Chosen};
use crate::book::Coded;

const YES: &str = "yes";

impl Held for AccountList {
    fn read(rest: &mut Rest<'_>) -> Option<Self> {
        Some(parse(rest.query))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AccountFilter { abc, xyz, key, at_risk, types, levels, states, archived, owner } = self.filter;
        let mut query = Writer::new(f);
        query.pair("q", self.search.trim())?;
        query.list("abc", codes(abc))?;
        query.list("xyz", codes(xyz))?;
        query.pair("key", if key { YES } else { "" })?;
        query.pair("risk", if at_risk { YES } else { "" })?;
        query.pair("archived", if archived { YES } else { "" })?;
        query.list("type", codes(types))?;
        query.list("level", codes(levels))?;
        query.list("state", codes(states))?;
        query.pair("owner", &owner.code())?;
        let sorting = Some(self.sorting).filter(|sorting| *sorting != Sorting::default());
        query.pair("sort", &sorting.map(Sorting::code).unwrap_or_default())?;
        query.pair("row", &self.row.map(|row| row.to_string()).unwrap_or_default())?;
        query.pair("top", &Some(self.top).filter(|top| *top > 0).map(|top| top.to_string()).unwrap_or_default())
    }

    /// It is one page whatever it shows.
    fn of_page(&self) -> Self {
        Self::default()
    }
}

fn codes<T: Coded>(chosen: Chosen<T>) -> impl Iterator<Item = &'static str> {
    chosen.iter().map(T::code)
}

fn chosen<T: Coded>(value: &str) -> Chosen<T> {
    value.split(',').filter_map(T::of_code).collect()
}

/// What isn't understood narrows nothing.
fn parse(query: &str) -> AccountList {
    let mut list = AccountList::default();
    let filter = &mut list.filter;
    for (name, value) in pairs(query) {
        match name {
            "q" => list.search = value,
            "abc" => filter.abc = chosen(&value),
            "xyz" => filter.xyz = chosen(&value),
            "key" => filter.key = value == YES,
            "risk" => filter.at_risk = value == YES,
            "archived" => filter.archived = value == YES,
            "type" => filter.types = chosen(&value),
            "level" => filter.levels = chosen(&value),
            "state" => filter.states = chosen(&value),
            "owner" => filter.owner = Owner::of_code(&value),
            "sort" => list.sorting = Sorting::of_code(&value).unwrap_or_default(),
            "row" => list.row = value.parse().ok(),
            "top" => list.top = value.parse().unwrap_or_default(),
            _ => {}
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::listing::{ClassFilter, Column};
    use crate::analysis::losses::State;
    use crate::analysis::{AbcClass, Segment, XyzClass};
    use crate::book::{AccountType, Level, RecordId};
    use crate::route::Route;

    #[test]
    fn all_of_it_survives_the_address() {
        let id = RecordId::from_parts(1, [3; 10]);
        let filter = AccountFilter {
            abc: [AbcClass::A, AbcClass::B].into_iter().collect(),
            xyz: [ClassFilter::Is(XyzClass::Y), ClassFilter::Missing].into_iter().collect(),
            key: true,
            at_risk: true,
            archived: true,
            types: Chosen::only(AccountType::ImageMaker),
            levels: Chosen::only(Level::MajorAtRisk),
            states: [State::Cooling, State::WonBack].into_iter().collect(),
            owner: Owner::One(id),
        };
        let list = AccountList {
            filter,
            search: "Köln & Söhne, 100 %".into(),
            sorting: Sorting { column: Column::Last, descending: false },
            row: Some(id),
            top: 1_200,
        };
        let nobody = AccountFilter { owner: Owner::Nobody, ..AccountFilter::default() };
        for list in [list, nobody.into(), AccountList::default()] {
            let route = Route::Accounts(list);
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn addresses_of_before_say_what_they_said() {
        let cell = AccountFilter::of_cell(Segment { abc: AbcClass::A, xyz: XyzClass::X });
        assert_eq!(Route::Accounts(cell.into()).to_string(), "#/accounts?abc=A&xyz=X");
        assert_eq!(Route::parse("#/accounts?abc=A&xyz=X"), Route::Accounts(cell.into()));
        assert_eq!(Route::parse("#/accounts?xyz=none"), Route::Accounts(AccountFilter::no_xyz().into()));
        assert_eq!(Route::Accounts(AccountList::default()).to_string(), "#/accounts");
    }

    #[test]
    fn what_is_not_understood_narrows_nothing() {
        for address in ["#/accounts?abc=Q&sort=nonsense&owner=me&top=far", "#/accounts?", "#/accounts?=&&q"] {
            assert_eq!(Route::parse(address), Route::Accounts(AccountList::default()), "{address}");
        }
    }
}
