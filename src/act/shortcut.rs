//! Keys by which acts are done, on every keyboard layout.

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
    /// something else.
    pub code: &'static str,
    /// Whether Ctrl is held, on a Mac Command.
    pub ctrl: bool,
    pub shift: Shift,
}

pub const UNDO: &[Shortcut] = &[Shortcut { letter: "z", code: "KeyZ", ctrl: true, shift: Shift::Without }];

pub const REDO: &[Shortcut] = &[
    Shortcut { letter: "z", code: "KeyZ", ctrl: true, shift: Shift::With },
    Shortcut { letter: "y", code: "KeyY", ctrl: true, shift: Shift::Any },
];

pub const SEARCH: &[Shortcut] = &[Shortcut { letter: "/", code: "Slash", ctrl: false, shift: Shift::Any }];

/// A key as it was pressed, outside of fields, which have keys of their own.
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

    /// Whether it is this one by where the key lies.
    pub fn lies_at(self, press: &Press<'_>) -> bool {
        press.code == self.code && self.is_held(press)
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
        (self.letter == other.letter || self.code == other.code) && self.ctrl == other.ctrl && !are_apart
    }
}
