//! The book as it was before the last merges, kept in the vault beside everything else: a file of it can be opened
//! like any backup. Its sales aren't in it; a merge takes none away.

use wasm_bindgen::JsValue;

use super::vault::Database;
use crate::journal::{RECOVERY_POINT as POINT, RECOVERY_POINTS as LIST, StoreError, Table};

/// How many are kept.
const MOST: usize = 3;

/// Those that are kept, by the names they were kept under.
///
/// # Errors
/// [`StoreError`] if that can't be read.
pub async fn kept(database: &Database) -> Result<Vec<String>, StoreError> {
    let list = database.value(Table::Meta, LIST).await?.as_string().unwrap_or_default();
    Ok(list.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// Keeps the text of a book under a name, and lets go of the oldest.
///
/// # Errors
/// [`StoreError`] if it was not kept.
pub async fn keep(database: &Database, name: &str, text: &str) -> Result<(), StoreError> {
    let mut names = kept(database).await?;
    database.set_value(Table::Meta, &format!("{POINT}{name}"), &JsValue::from_str(text)).await?;
    names.retain(|other| other != name);
    names.push(name.to_owned());
    while names.len() > MOST {
        let oldest = names.remove(0);
        database.set_value(Table::Meta, &format!("{POINT}{oldest}"), &JsValue::UNDEFINED).await?;
    }
    database.set_value(Table::Meta, LIST, &JsValue::from_str(&names.join(","))).await
}

/// The text that was kept under a name; `None` if it isn't any more.
///
/// # Errors
/// [`StoreError`] if it can't be read.
pub async fn read(database: &Database, name: &str) -> Result<Option<String>, StoreError> {
    Ok(database.value(Table::Meta, &format!("{POINT}{name}")).await?.as_string())
}
