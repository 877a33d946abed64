//! What a row has from those above it: the heading it stands under, the keys it goes on with.

use crate::exchange::cell::row::{Cell, Kind, Row};

/// The memory of a reader from row to row.
pub(in crate::exchange) struct FilledCells {
    /// The headings the present row stands under, the outer ones first.
    sections: Vec<String>,
    /// The columns that are carried down, each with its last filled row's cell.
    keys: Vec<(usize, String, Kind)>,
    goes_on: bool,
}

impl FilledCells {
    pub fn new(keys: Vec<usize>) -> Self {
        let empty = |at| (at, String::new(), Kind::Text);
        Self { sections: Vec::new(), keys: keys.into_iter().map(empty).collect(), goes_on: false }
    }

    /// Goes into a section; into one within the present, if that is a job of it: "Acme:Roof".
    pub fn enter(&mut self, name: &str) {
        let is_within = |outer: &String| name.strip_prefix(outer.as_str()).is_some_and(|rest| rest.starts_with(':'));
        while self.sections.last().is_some_and(|outer| !is_within(outer)) {
            self.sections.pop();
        }
        self.sections.push(name.to_owned());
    }

    /// Leaves the section whose total was met.
    pub fn leave(&mut self, is_its: impl Fn(&str) -> bool) {
        if self.sections.last().is_some_and(|name| is_its(name)) {
            self.sections.pop();
        }
    }

    /// The heading the present row stands under; empty where there is none.
    pub fn section(&self) -> &str {
        self.sections.last().map_or("", String::as_str)
    }

    /// Turns to the next row, which goes on with the one above or doesn't.
    pub fn turn(&mut self, row: &Row, goes_on: bool) {
        self.goes_on = goes_on;
        if goes_on {
            return;
        }
        for (at, text, kind) in &mut self.keys {
            let cell = row.cell(*at);
            text.clear();
            text.push_str(cell.text);
            *kind = cell.kind;
        }
    }

    /// The cell from above, if the present row goes on with it and the column is carried.
    pub fn cell(&self, at: usize) -> Option<Cell<'_>> {
        if !self.goes_on {
            return None;
        }
        let (_, text, kind) = self.keys.iter().find(|(key, ..)| *key == at)?;
        Some(Cell { text, kind: *kind })
    }
}

#[cfg(test)]
mod tests;
