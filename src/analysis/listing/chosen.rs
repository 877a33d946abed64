//! Some of a short list of values, such as the classes a list is narrowed to.

use std::marker::PhantomData;

use crate::book::Coded;

/// Some values of a closed list, each once; none of them narrows nothing. At most 32 values.
pub struct Chosen<T> {
    /// A bit for each, in the order of [`Coded::all`].
    bits: u32,
    of: PhantomData<fn() -> T>,
}

impl<T: Coded> Chosen<T> {
    /// This one alone.
    pub fn only(value: T) -> Self {
        Self::default().toggled(value)
    }

    /// The same with this value if it wasn't there, and without it if it was.
    pub fn toggled(self, value: T) -> Self {
        Self { bits: self.bits ^ bit(value), ..self }
    }

    pub fn contains(self, value: T) -> bool {
        self.bits & bit(value) != 0
    }

    /// Whether nothing is chosen, which is to say that everything passes.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// Whether something with this value passes; what has none passes only where nothing is chosen.
    pub fn admits(self, value: Option<T>) -> bool {
        self.is_empty() || value.is_some_and(|value| self.contains(value))
    }

    /// A number for what is chosen: another choice has another.
    pub fn bits(self) -> u32 {
        self.bits
    }

    /// Those that are chosen, in the order of the list.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::all().iter().copied().filter(move |value| self.contains(*value))
    }
}

fn bit<T: Coded>(value: T) -> u32 {
    let at = T::all().iter().position(|other| *other == value);
    at.and_then(|at| 1_u32.checked_shl(u32::try_from(at).ok()?)).unwrap_or(0)
}

impl<T: Coded> FromIterator<T> for Chosen<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let bits = values.into_iter().fold(0, |bits, value| bits | bit(value));
        Self { bits, ..Self::default() }
    }
}

impl<T> Default for Chosen<T> {
    fn default() -> Self {
        Self { bits: 0, of: PhantomData }
    }
}

impl<T> Clone for Chosen<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Chosen<T> {}

impl<T> PartialEq for Chosen<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<T> Eq for Chosen<T> {}

impl<T> std::fmt::Debug for Chosen<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Chosen({:b})", self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Level;

    #[test]
    fn what_is_chosen_twice_is_not_chosen() {
        let some = Chosen::only(Level::Loyal).toggled(Level::Lead);
        assert_eq!(some.iter().collect::<Vec<_>>(), [Level::Lead, Level::Loyal]);
        assert!(some.toggled(Level::Lead).toggled(Level::Loyal).is_empty());
        assert_eq!(some, Chosen::from_iter([Level::Lead, Level::Loyal, Level::Lead]));
    }

    #[test]
    fn what_has_no_value_passes_only_where_nothing_is_chosen() {
        assert!(Chosen::<Level>::default().admits(None));
        let some = Chosen::only(Level::Loyal);
        assert_eq!([Some(Level::Loyal), Some(Level::Lead), None].map(|level| some.admits(level)), [true, false, false]);
    }
}
