//! Whether what is built now is for paper: then every value stands as text, every list whole, every
//! fold open, and nothing can be pressed. And what the margins of a printed page say.

use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Printing;

/// Everything below is for paper.
pub fn print_below() {
    provide_context(Printing);
}

/// Whether this is for paper.
pub fn is_printing() -> bool {
    use_context::<Printing>().is_some()
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
