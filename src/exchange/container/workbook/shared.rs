//! What sheets of one workbook share: strings, the formats of numbers, and where days begin.

use super::number_format::{self, Shows};

/// What cells of any sheet refer to.
#[derive(Default)]
pub(super) struct Shared {
    pub strings: Strings,
    pub styles: Styles,
    pub is_1904: bool,
}

/// Strings by their number, in one piece of memory.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// The string being put together: text is added to its end.
    pub fn open(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends the string.
    pub fn close(&mut self) {
        self.ends.push(self.text.len());
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(number)?)
    }
}

/// What numbers show by their cell's style.
#[derive(Default)]
pub(super) struct Styles {
    /// Formats of the workbook's own, by number.
    own: std::collections::HashMap<u32, Shows>,
    styles: Vec<Shows>,
}

impl Styles {
    /// A format of the workbook's own.
    pub fn format(&mut self, id: u32, code: &str) {
        self.own.insert(id, number_format::shows(code));
    }

    /// The next style, by its format.
    pub fn style(&mut self, format: u32) {
        let shows = self.own.get(&format).copied().unwrap_or_else(|| number_format::built_in(format));
        self.styles.push(shows);
    }

    pub fn get(&self, style: usize) -> Shows {
        self.styles.get(style).copied().unwrap_or_default()
    }
}
