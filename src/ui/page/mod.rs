//! The pages, one a file or folder.

mod account;
mod accounts;
mod answers;
mod behind_lock;
mod compare_accounts;
mod competitors;
mod data;
mod dossiers;
mod duplicates;
mod erasing;
mod export_segments;
mod failure;
mod fetched;
mod first;
mod gone;
mod import;
mod interview;
mod keys;
mod likeness;
mod locked;
mod losses;
mod merge;
mod mistakes;
mod negotiations;
mod opportunities;
pub mod parts;
mod plans;
mod prospects;
mod recovery;
mod sample;
mod screen_lock;
mod segments;
mod service;
mod team;
mod team_folder;
mod today;
mod touch;
mod unknown;
mod workbook;

pub use behind_lock::behind_lock;
pub use export_segments::export_segments;
pub use fetched::{Fetched, once_here};
pub use first::FirstPage;
pub use keys::KeysOnDemand;
pub use sample::SampleNotice;
pub use segments::TriedSettings;
pub use touch::TouchOnDemand;

use leptos::prelude::*;

/// The window's title for a page.
fn titled(title: impl AsRef<str>) {
    document().set_title(&format!("{} · Vital Few", title.as_ref()));
}
