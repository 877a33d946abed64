//! The pictures there are: what is drawn stands in the sprite of `index.html`, under the same names.

macro_rules! glyphs {
    ($($Name:ident = $symbol:literal),* $(,)?) => {
        /// A picture of the sprite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph { $($Name),* }

        impl Glyph {
            /// Every picture.
            pub const ALL: &[Self] = &[$(Self::$Name),*];

            /// The id of its symbol.
            pub const fn symbol(self) -> &'static str {
                match self { $(Self::$Name => $symbol),* }
            }

            /// The address of its symbol within the page.
            pub const fn href(self) -> &'static str {
                match self { $(Self::$Name => concat!("#", $symbol)),* }
            }
        }
    };
}

glyphs! {
    Accounts = "i-accounts",
    Archive = "i-archive",
    Brief = "i-brief",
    Check = "i-check",
    Close = "i-close",
    Copy = "i-copy",
    Data = "i-data",
    Down = "i-down",
    Download = "i-download",
    Flag = "i-flag",
    Gift = "i-gift",
    History = "i-history",
    Lock = "i-lock",
    Losses = "i-losses",
    Mail = "i-mail",
    Meet = "i-meet",
    Merge = "i-merge",
    Missed = "i-missed",
    More = "i-more",
    Next = "i-next",
    Note = "i-note",
    Offer = "i-offer",
    Phone = "i-phone",
    Plan = "i-plan",
    Plus = "i-plus",
    Print = "i-print",
    Promise = "i-promise",
    Prospects = "i-prospects",
    Redo = "i-redo",
    Search = "i-search",
    Segments = "i-segments",
    Service = "i-service",
    Team = "i-team",
    Today = "i-today",
    Trash = "i-trash",
    Truck = "i-truck",
    Undo = "i-undo",
    Up = "i-up",
    Upload = "i-upload",
    Video = "i-video",
    Warn = "i-warn",
}

impl Glyph {
    /// Whether it points along the line of writing, and so turns with it.
    pub const fn turns(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::Next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_is_drawn_in_the_sprite() {
        let sprite = include_str!("../index.html");
        for glyph in Glyph::ALL {
            assert!(sprite.contains(&format!("<symbol id=\"{}\"", glyph.symbol())), "{glyph:?}");
        }
    }
}
