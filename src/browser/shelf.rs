//! Local storage as the [`Shelf`] of the journal: a text under each key, there at once.
//!
//! Measured facts that shape this room: storage may be denied, and may throw at every reading, so it is
//! probed first and never believed; a full store answers with an error in several spellings, all of which mean that
//! this write did not happen; it holds 5,242,880 UTF-16 units in all, keys included.

use wasm_bindgen::JsValue;

use super::local_values;
use crate::book::Device;
use crate::journal::{Shelf, StoreError};

/// How much it holds, in UTF-16 units.
pub const CAPACITY: f64 = 5_242_880.0;

const OURS: &str = "vital-few/";
const DEVICE: &str = "vital-few/actor";

/// The local storage of this page.
#[derive(Clone, Copy)]
pub struct LocalShelf(());

impl LocalShelf {
    /// The shelf, if something written to it can be read back or it holds something already.
    pub fn find() -> Option<Self> {
        const PROBE: &str = "vital-few/probe";
        let store = local_values::store()?;
        let works = store.set_item(PROBE, "1").is_ok() && store.get_item(PROBE).is_ok_and(|value| value.is_some());
        // Nothing was there to remove if it was refused.
        let _ = store.remove_item(PROBE);
        let shelf = Self(());
        // A full store may refuse the probe and still hold everything.
        (works || shelf.keys().is_ok_and(|keys| !keys.is_empty())).then_some(shelf)
    }

    /// The device's number, drawn from `fresh` the first time.
    pub fn device(self, fresh: u32) -> Device {
        local_values::read(DEVICE).map(Device).unwrap_or_else(|| {
            // Without it the next visit is another device, which stamps allow.
            local_values::write(DEVICE, fresh);
            Device(fresh)
        })
    }

    /// How many UTF-16 units it holds, of everybody on this host.
    pub fn used(self) -> f64 {
        let Some(store) = local_values::store() else { return 0.0 };
        let count = store.length().unwrap_or(0);
        let keys = (0..count).filter_map(|at| store.key(at).ok().flatten());
        let units = |text: &str| text.encode_utf16().count();
        keys.map(|key| units(&key) + store.get_item(&key).ok().flatten().map_or(0, |text| units(&text))).sum::<usize>()
            as f64
    }
}

fn refused(error: JsValue) -> StoreError {
    error.into()
}

fn store() -> Result<web_sys::Storage, StoreError> {
    local_values::store().ok_or(StoreError::Unavailable)
}

impl Shelf for LocalShelf {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let store = store()?;
        let count = store.length().map_err(refused)?;
        let keys = (0..count).filter_map(|at| store.key(at).ok().flatten());
        Ok(keys.filter(|key| key.starts_with(OURS)).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        store()?.get_item(key).map_err(refused)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        store()?.set_item(key, text).map_err(refused)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        store()?.remove_item(key).map_err(refused)
    }
}
