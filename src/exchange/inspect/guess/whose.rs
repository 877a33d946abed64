//! What looks like a customer and is none: a name that is an order's, a number that is ours.

use super::{Profile, depends};
use crate::exchange::cell::fold::fold;
use crate::exchange::inspect::header::{ROWS, Strength};
use crate::exchange::{Confidence, Role};

/// A "name" that is a number of something, and another on every order, is the order's: shops export "#1001" so.
/// Whether that is so here; then no column is the customer until a person says which.
pub(super) fn name_of_order<'a>(profiles: &mut [Profile], cells: &impl Fn(usize) -> Vec<&'a str>) -> bool {
    let holder = |role| profiles.iter().position(|profile| profile.column.role == role);
    let (Some(name), Some(day), None) = (holder(Role::Customer), holder(Role::Date), holder(Role::CustomerId)) else {
        return false;
    };
    let has_document = holder(Role::Document).is_some();
    let Some(profile) = profiles.get(name) else { return false };
    let is_weak = profile.meaning.as_ref().is_none_or(|meaning| meaning.strength != Strength::Whole);
    let names = cells(name);
    let numbered = names.iter().filter(|text| text.contains(|c: char| c.is_ascii_digit())).count() as u64;
    let is_numbered = profile.share(profile.codes, 90) && profile.share(numbered, 90) && profile.filled > 2;
    // Customers buy again, and on other days.
    let is_of_one_day = depends(&cells(day), &names) && profile.distinct * 2 >= profile.filled;
    let others = profiles.iter().enumerate().filter(|(at, _)| *at != name);
    let could_be = |(_, other): &(usize, &Profile)| {
        let is_person = matches!(other.column.role, Role::Email | Role::Contact | Role::Ignore);
        let says = |word: &str| fold(&other.column.header).split(' ').any(|part| part == word);
        is_person
            && other.distinct > 1
            && (other.column.role != Role::Ignore || says("name") || other.share(other.names, 50))
    };
    if !is_weak || !is_numbered || !is_of_one_day || !others.into_iter().any(|other| could_be(&other)) {
        return false;
    }
    if let Some(profile) = profiles.get_mut(name) {
        profile.column.role = if has_document { Role::Ignore } else { Role::Document };
        profile.column.confidence = Confidence::Likely;
    }
    true
}

/// A number that is the same on every row tells no customer from another: it is ours, or the shop's.
pub(super) fn number_of_nobody(profiles: &mut [Profile], rows: usize) {
    let distinct = |role| profiles.iter().find(|profile| profile.column.role == role).map(|profile| profile.distinct);
    let has_names = match distinct(Role::Customer) {
        Some(names) => names > 1 && rows > 2,
        // Sorted by customer, the first rows of a long file may be of one.
        None => (5..ROWS).contains(&rows),
    };
    if distinct(Role::CustomerId) == Some(1) && has_names {
        // Numbers that a spreadsheet has destroyed are alike, too; that is told apart.
        let is_it = |p: &&mut Profile| p.column.role == Role::CustomerId && p.column.numbers.exponents == 0;
        for profile in profiles.iter_mut().filter(is_it) {
            profile.column.role = Role::Ignore;
            profile.column.confidence = Confidence::Unsure;
        }
    }
}
