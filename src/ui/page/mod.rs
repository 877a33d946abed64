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
pub use fetched::once_here;
pub use first::FirstPage;
pub use keys::KeysOnDemand;
pub use recovery::RecoveryPage;
pub use sample::SampleNotice;
pub use segments::TriedSettings;
pub use touch::TouchOnDemand;

use leptos::prelude::*;

use super::words::words;
use crate::text::Key;

/// The window's title for a page.
fn titled(title: impl AsRef<str>) {
    document().set_title(&format!("{} · Vital Few", title.as_ref()));
}

/// What stands where figures would, before there are any.
#[component]
fn NoSales() -> impl IntoView {
    let words = words();
    view! {
        <div class="empty">
            <h2>{words.text(Key::NoSalesYet)}</h2>
            <p>{words.text(Key::NoSalesYetHint)}</p>
            <a class="btn" data-kind="primary" href="#/data">{words.text(Key::GoToData)}</a>
        </div>
    }
}
