//! Whether what is built now is for paper: then every value stands as text, every list whole, every
//! fold open, and nothing can be pressed. And what the margins of a printed page say.

use leptos::prelude::*;

/// How much of a dossier goes on paper. Everything below a [`Provider`](leptos::context::Provider) of it is for paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Extent {
    /// Only what one should have read: the latest of long lists, people in two lines.
    pub is_short: bool,
    /// With the figures of charts as tables.
    pub has_tables: bool,
}

/// Whether this is for paper.
pub fn is_printing() -> bool {
    use_context::<Extent>().is_some()
}

/// Whether this is for paper, and little of it.
pub fn is_short() -> bool {
    use_context::<Extent>().is_some_and(|extent| extent.is_short)
}

/// Whether this is for paper, with the figures of charts as tables.
pub fn has_tables() -> bool {
    use_context::<Extent>().is_some_and(|extent| extent.has_tables)
}

/// Sets a mark on the root, off which the margins of a printed page read what they show.
pub fn mark(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Refused only for names that are none.
        let _ = root.set_attribute(name, value);
    }
}

/// Takes a mark off the root.
pub fn unmark(name: &str) {
    if let Some(root) = document().document_element() {
        // Refused only for names that are none.
        let _ = root.remove_attribute(name);
    }
}
