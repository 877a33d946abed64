//! Closed lists of what a field may say, stored as short texts ("codes") that never change.

use serde::{Deserialize, Serialize};

use crate::text::Key;

/// A value out of a closed list. Implemented by `codes!`.
pub trait Coded: Copy + PartialEq + 'static {
    /// Every value, in the order they are offered.
    fn all() -> &'static [Self];

    /// Its name in storage; never changes.
    fn code(self) -> &'static str;

    fn of_code(code: &str) -> Option<Self> {
        Self::all().iter().copied().find(|value| value.code() == code)
    }
}

/// A value out of a closed list that has a name for people.
pub trait Named: Coded {
    /// What each code is called, in the order they are offered.
    const NAMES: &'static [(&'static str, Key)];

    /// What it is called.
    fn name(self) -> Key;
}

/// Declares an enum whose values are stored as codes, each with a name for people if one is given. One that a later version added is not read,
/// and is kept as it came.
macro_rules! codes {
    ($(#[$meta:meta])* $Name:ident {
        $($(#[$value_meta:meta])* $Value:ident = $code:literal => $Key:ident),* $(,)?
    }) => {
        codes! { $(#[$meta])* $Name { $($(#[$value_meta])* $Value = $code),* } }

        impl $Name {
            /// What it is called.
            pub const fn name(self) -> $crate::text::Key {
                match self { $(Self::$Value => $crate::text::Key::$Key),* }
            }
        }

        impl $crate::book::Named for $Name {
            const NAMES: &'static [(&'static str, $crate::text::Key)] = &[$(($code, $crate::text::Key::$Key)),*];

            fn name(self) -> $crate::text::Key {
                Self::name(self)
            }
        }
    };
    ($(#[$meta:meta])* $Name:ident { $($(#[$value_meta:meta])* $Value:ident = $code:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name { $($(#[$value_meta])* $Value),* }

        impl $Name {
            /// Every value, in the order they are offered.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$Value),*];

            /// Its name in storage; never changes.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$Value => $code),* }
            }

            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.code() == code)
            }
        }

        impl $crate::book::Coded for $Name {
            fn all() -> &'static [Self] {
                &Self::ALL
            }

            fn code(self) -> &'static str {
                Self::code(self)
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = std::borrow::Cow::<str>::deserialize(deserializer)?;
                Self::of_code(&code).ok_or_else(|| serde::de::Error::custom(format_args!("no such code: {code}")))
            }
        }
    };
}

pub(super) use codes;

/// Several values of a list, each once. Stored as a list of codes; those a later version added are
/// kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeSet<T> {
    codes: Vec<String>,
    #[serde(skip)]
    of: std::marker::PhantomData<fn() -> T>,
}

impl<T> Default for CodeSet<T> {
    fn default() -> Self {
        Self { codes: Vec::new(), of: std::marker::PhantomData }
    }
}

impl<T: Coded> CodeSet<T> {
    /// Those this version knows, in their order.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        T::all().iter().copied().filter(|value| self.contains(*value))
    }

    /// All codes as stored, with the value where this version knows it.
    pub fn codes(&self) -> impl Iterator<Item = (&str, Option<T>)> {
        self.codes.iter().map(|code| (code.as_str(), T::of_code(code)))
    }

    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    pub fn contains(&self, value: T) -> bool {
        self.codes.iter().any(|code| code == value.code())
    }

    /// The same with this value, or without it.
    pub fn with(&self, value: T, holds: bool) -> Self {
        let mut codes: Vec<String> = self.codes.iter().filter(|code| *code != value.code()).cloned().collect();
        if holds {
            codes.push(value.code().into());
        }
        // One order, so that the same values are the same text.
        codes.sort();
        codes.dedup();
        Self { codes, ..Self::default() }
    }
}

impl<T: Coded> FromIterator<T> for CodeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        values.into_iter().fold(Self::default(), |set, value| set.with(value, true))
    }
}
