//! What looks like an amount and is none, or half of one.

use super::Profile;
use crate::exchange::inspect::header::Strength;
use crate::exchange::{Confidence, Role};

/// An amount that most lines leave empty though each has its quantity and price is that of the order, on its
/// first line.
pub(super) fn total_of_order(profiles: &mut [Profile], rows: u64) {
    let filled = |role| profiles.iter().find(|profile| profile.column.role == role).map(|profile| profile.filled);
    let (Some(amount), Some(quantity), Some(price)) =
        (filled(Role::Amount), filled(Role::Quantity), filled(Role::Price))
    else {
        return;
    };
    if quantity * 10 >= rows * 9 && price * 10 >= rows * 9 && amount * 10 < rows * 9 {
        for profile in profiles.iter_mut().filter(|profile| profile.column.role == Role::Amount) {
            profile.column.role = Role::Ignore;
            profile.column.confidence = Confidence::Unsure;
        }
    }
}

/// Debit and credit are the two sides of one amount. One of them alone is an amount by another name, if it
/// is called no more than that; and where the amount has a column of its own, they are not needed.
pub(super) fn both_sides(profiles: &mut [Profile]) {
    let holds = |profiles: &[Profile], roles: &[Role]| profiles.iter().any(|p| roles.contains(&p.column.role));
    let is_side = |profile: &Profile| matches!(profile.column.role, Role::Debit | Role::Credit);
    let is_whole = |profile: &&Profile| profile.meaning.as_ref().is_some_and(|m| m.strength == Strength::Whole);
    let has_amount = holds(profiles, &[Role::Amount, Role::AmountGross]);
    let whole = profiles.iter().filter(|profile| is_side(profile)).filter(is_whole).count();
    if whole == 2 && !has_amount {
        return;
    }
    let is_priced = holds(profiles, &[Role::Price]);
    for profile in profiles.iter_mut().filter(|profile| is_side(profile)) {
        let is_amount = whole == 1 && !has_amount && !is_priced && is_whole(&&*profile);
        profile.column.role = if is_amount { Role::Amount } else { Role::Ignore };
        profile.column.confidence = if is_amount { Confidence::Likely } else { Confidence::Unsure };
    }
}
