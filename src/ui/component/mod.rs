//! Parts that several pages use, one a file.

mod account_tabs;
mod chart_figure;
mod confirm;
mod confirm_mark;
mod drop_zone;
mod editable;
mod history;
mod icon;
mod menu;
mod opener;
mod pictures;
mod record_form;
mod sample_mark;
mod sample_offer;
mod seg;
mod toast;

pub use account_tabs::AccountTabs;
pub use chart_figure::{ChartFigure, drawn, measured_width};
pub use confirm::TypedConfirmation;
pub use confirm_mark::ConfirmMark;
pub use drop_zone::DropZone;
pub use editable::{Editable, TextField};
pub use history::{History, HistoryDialog, who};
pub use icon::{Glyph, Icon};
pub use menu::{Menu, MenuItem};
pub use opener::Opener;
pub use pictures::{Picture, Pictures};
pub use record_form::{Forms, RecordDrawer, forms};
pub use sample_mark::SampleMark;
pub use sample_offer::SampleOffer;
pub use seg::SegBadge;
pub use toast::Toast;
