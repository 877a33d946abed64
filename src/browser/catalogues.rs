//! The languages' files, each fetched once in the life of the page.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{beside, files};
use crate::text::{Catalogue, Language, Room};

/// A language with what every page says, and with the rooms another has here, as far as they can be
/// had: the page that lacks one says so.
///
/// # Errors
/// What the browser said if the texts every page needs can't be had, or that what came is no such file.
pub async fn load(language: Language, shown: Option<Catalogue>) -> Result<Catalogue, JsValue> {
    let catalogue = Catalogue::of(language);
    let is_shown = |room: &Room| *room != Room::Shell && shown.is_some_and(|shown| shown.has(*room));
    let others = begin(catalogue, Room::ALL.into_iter().filter(is_shown));
    fetch(catalogue, Room::Shell).await?;
    for other in others {
        let _ = JsFuture::from(other).await;
    }
    Ok(catalogue)
}

/// Fetches those rooms of a language that aren't here; each promise says whether one came.
pub fn begin(catalogue: Catalogue, rooms: impl IntoIterator<Item = Room>) -> Vec<Promise> {
    let missing = rooms.into_iter().filter(|room| !catalogue.has(*room));
    missing.map(|room| beside::begun(fetch(catalogue, room))).collect()
}

async fn fetch(catalogue: Catalogue, room: Room) -> Result<(), JsValue> {
    if catalogue.has(room) {
        return Ok(());
    }
    let address = beside::address(&format!("text/{}/{}.txt", catalogue.language().code(), room.name()));
    let file = files::fetch_text(&address).await?;
    catalogue.take_in(room, file).map_err(|_| JsValue::from_str(&format!("{address}: not these texts")))
}
