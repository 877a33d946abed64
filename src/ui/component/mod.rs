//! Parts that several pages use, one a file.

mod chart_figure;
mod confirm;
mod drop_zone;
mod editable;
mod history;
mod icon;
mod pictures;
mod sample_offer;
mod seg;
mod toast;

pub use chart_figure::{ChartFigure, drawn};
pub use confirm::TypedConfirmation;
pub use drop_zone::DropZone;
pub use editable::Editable;
pub use history::{History, who};
pub use icon::{Glyph, Icon};
pub use pictures::{Picture, Pictures};
pub use sample_offer::SampleOffer;
pub use seg::SegBadge;
pub use toast::Toast;
