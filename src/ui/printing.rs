//! Whether what is built now is for paper: then every value stands as text, every list whole, every
//! fold open, and nothing can be pressed.

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
