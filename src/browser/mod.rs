//! Everything that touches the browser and isn't a page: storage, the worker, files, languages,
//! style sheets, clock, address bar, number formats.
//!
//! Scripts do what the page's wasm can't do by itself: `start.js` starts it in a release and says what every file
//! must hash to, `parts.js` fetches its parts, `worker.js` starts the wasm of the import worker, `crash.js` says that
//! the page broke and saves what is stored.
//!
//! **Invariant:** nothing here knows what the data mean. It keeps records, carries messages and
//! says what failed; `ui` decides what to say.

pub mod address;
pub mod backup;
pub mod beside;
pub mod catalogues;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod error;
pub mod files;
pub mod folder;
pub mod handed_over;
pub mod intl;
pub mod language_names;
mod local_values;
pub mod marker;
pub mod persister;
pub mod picture;
pub mod preferences;
pub mod random;
pub mod recovery_points;
pub mod scheduling;
pub mod screen_lock;
pub mod sheets;
pub mod shelf;
pub mod storage_quota;
pub mod tab_values;
pub mod vault;
pub mod worker;
pub mod zone;
