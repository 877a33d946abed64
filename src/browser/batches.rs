//! Sales batches in IndexedDB: bulk, written once, read at start.
//!
//! Where IndexedDB is missing, local storage carries them as base64; a batch that fits in neither
//! is an error the page shows.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use gloo_storage::{LocalStorage, Storage};
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::prelude::*;

use super::records::{self, NotWritten};
use crate::book::RecordId;
use crate::ledger::Batch;

const DATABASE: &str = "vital-few";
const STORE: &str = "batches";
/// Keys in local storage, where that must do: `vital-few/batch/<id>`.
const FALLBACK: &str = "vital-few/batch/";

async fn database() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // Fails if it is there already, which is as good.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

/// Writes a batch; the transaction is complete when this returns.
///
/// # Errors
/// [`NotWritten`] if no store took it.
pub async fn write(id: RecordId, batch: &Batch) -> Result<(), NotWritten> {
    let bytes = batch.to_bytes();
    let Err(error) = write_to_database(id, &bytes).await else { return Ok(()) };
    let text = STANDARD.encode(&bytes);
    LocalStorage::set(format!("{FALLBACK}{id}"), text)
        .map_err(|fallback| NotWritten { detail: format!("{error}; {fallback}") })
}

async fn write_to_database(id: RecordId, bytes: &[u8]) -> Result<(), idb::Error> {
    let transaction = database().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let value = js_sys::Uint8Array::from(bytes).into();
    transaction.object_store(STORE)?.put(&value, Some(&JsValue::from_str(&id.to_string())))?.await?;
    transaction.await?;
    Ok(())
}

/// Reads a batch; `None` if it is nowhere or damaged.
pub async fn read(id: RecordId) -> Option<Batch> {
    let bytes = match read_from_database(id).await {
        Ok(Some(bytes)) => bytes,
        _ => STANDARD.decode(LocalStorage::get::<String>(format!("{FALLBACK}{id}")).ok()?).ok()?,
    };
    Batch::from_bytes(&bytes).ok()
}

async fn read_from_database(id: RecordId) -> Result<Option<Vec<u8>>, idb::Error> {
    let transaction = database().await?.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let value = transaction.object_store(STORE)?.get(JsValue::from_str(&id.to_string()))?.await?;
    Ok(value.and_then(|value| value.dyn_into::<js_sys::Uint8Array>().ok()).map(|array| array.to_vec()))
}

/// Removes every batch, for good.
///
/// # Errors
/// [`NotWritten`] if the store refused; what it holds is still there.
pub async fn remove_all() -> Result<(), NotWritten> {
    records::keys().iter().filter(|key| key.starts_with(FALLBACK)).for_each(LocalStorage::delete);
    clear_database().await.map_err(|error| NotWritten { detail: error.to_string() })
}

async fn clear_database() -> Result<(), idb::Error> {
    let transaction = database().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.clear()?.await?;
    transaction.await?;
    Ok(())
}
