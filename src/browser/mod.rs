//! Everything that touches the browser and isn't a page: storage, the worker, files, languages,
//! clock, address bar, number formats.
//!
//! **Invariant:** nothing here knows what the data mean. It keeps records, carries messages and
//! says what failed; `ui` decides what to say.

pub mod address;
pub mod batches;
pub mod catalogues;
pub mod clock;
pub mod files;
pub mod intl;
pub mod preferences;
pub mod records;
pub mod worker;
