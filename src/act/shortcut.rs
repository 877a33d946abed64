//! Keys by which acts are done, on every keyboard layout.

use crate::text::Language;

/// Whether Shift is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    With,
    Without,
    /// Either way: where a layout needs it to write the character.
    Any,
}

/// A combination of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// What the key writes.
    pub letter: &'static str,
    /// Where it lies (`KeyboardEvent.code`), since on a Russian or Persian layout the key of `z` writes
    /// something else; `None` for a sign that every layout writes somewhere.
    pub code: Option<&'static str>,
    /// Whether Ctrl is held, on a Mac Command.
    pub ctrl: bool,
    pub shift: Shift,
}

pub const UNDO: &[Shortcut] = &[Shortcut { letter: "z", code: Some("KeyZ"), ctrl: true, shift: Shift::Without }];

pub const REDO: &[Shortcut] = &[
    Shortcut { letter: "z", code: Some("KeyZ"), ctrl: true, shift: Shift::With },
    Shortcut { letter: "y", code: Some("KeyY"), ctrl: true, shift: Shift::Any },
];

pub const LOG_TOUCH: &[Shortcut] = &[Shortcut { letter: "l", code: Some("KeyL"), ctrl: false, shift: Shift::Without }];

pub const SEARCH: &[Shortcut] = &[sign("/")];

/// The second is what a Persian or Arabic layout writes there.
pub const KEYS: &[Shortcut] = &[sign("?"), sign("؟")];

/// A sign by itself, held with whatever a layout needs to write it.
const fn sign(letter: &'static str) -> Shortcut {
    Shortcut { letter, code: None, ctrl: false, shift: Shift::Any }
}

/// A key as it was pressed, where no field has it for itself.
#[derive(Clone, Copy, Debug)]
pub struct Press<'a> {
    /// What it writes.
    pub letter: &'a str,
    /// Where it lies.
    pub code: &'a str,
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
}

impl Shortcut {
    /// Whether it is this one by what the key writes.
    pub fn is_written_by(self, press: &Press<'_>) -> bool {
        press.letter.eq_ignore_ascii_case(self.letter) && self.is_held(press)
    }

    /// Whether it is this one by where the key lies. A Latin letter is that letter, wherever it lies: on a
    /// French keyboard `w` lies where `z` lies elsewhere, and stays a `w`.
    pub fn lies_at(self, press: &Press<'_>) -> bool {
        !press.letter.is_ascii() && self.code == Some(press.code) && self.is_held(press)
    }

    /// Whether the sheet of keys in a language names it: a sign that only Persian and Arabic layouts write says
    /// nothing to others.
    pub fn is_named_in(self, language: Language) -> bool {
        self.letter.is_ascii() || language.is_rtl()
    }

    fn is_held(self, press: &Press<'_>) -> bool {
        // With Ctrl, Alt is what some layouts write their letters by.
        let is_held = press.ctrl == self.ctrl && (self.ctrl || !press.alt);
        let is_shifted = match self.shift {
            Shift::With => press.shift,
            Shift::Without => !press.shift,
            Shift::Any => true,
        };
        is_held && is_shifted
    }

    /// Whether one press could be both.
    pub fn clashes_with(self, other: Self) -> bool {
        let are_apart =
            matches!((self.shift, other.shift), (Shift::With, Shift::Without) | (Shift::Without, Shift::With));
        let is_same_key = self.letter == other.letter || self.code.is_some() && self.code == other.code;
        is_same_key && self.ctrl == other.ctrl && !are_apart
    }
}
