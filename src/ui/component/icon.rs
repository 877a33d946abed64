//! An icon of the sprite in `index.html`. Never without a label beside it or on its button.

use leptos::prelude::*;

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Accounts,
    Brief,
    Check,
    Close,
    Data,
    Down,
    Download,
    Flag,
    Gift,
    History,
    Lock,
    Meet,
    Merge,
    More,
    Next,
    Note,
    Offer,
    Plus,
    Print,
    Promise,
    Redo,
    Search,
    Segments,
    Trash,
    Truck,
    Undo,
    Up,
    Upload,
    Warn,
}

impl Glyph {
    fn href(self) -> &'static str {
        match self {
            Self::Accounts => "#i-accounts",
            Self::Brief => "#i-brief",
            Self::Check => "#i-check",
            Self::Close => "#i-close",
            Self::Data => "#i-data",
            Self::Down => "#i-down",
            Self::Download => "#i-download",
            Self::Flag => "#i-flag",
            Self::Gift => "#i-gift",
            Self::History => "#i-history",
            Self::Lock => "#i-lock",
            Self::Meet => "#i-meet",
            Self::Merge => "#i-merge",
            Self::More => "#i-more",
            Self::Next => "#i-next",
            Self::Note => "#i-note",
            Self::Offer => "#i-offer",
            Self::Plus => "#i-plus",
            Self::Print => "#i-print",
            Self::Promise => "#i-promise",
            Self::Redo => "#i-redo",
            Self::Search => "#i-search",
            Self::Segments => "#i-segments",
            Self::Trash => "#i-trash",
            Self::Truck => "#i-truck",
            Self::Undo => "#i-undo",
            Self::Up => "#i-up",
            Self::Upload => "#i-upload",
            Self::Warn => "#i-warn",
        }
    }

    /// Whether it points along the line of writing, and so turns with it.
    fn turns(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::Next)
    }
}

#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" class:icon-flip=glyph.turns() aria-hidden="true">
            <use_ href=glyph.href()></use_>
        </svg>
    }
}
