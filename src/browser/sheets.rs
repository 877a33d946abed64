//! The style sheets of pages, each linked when its page is first wanted.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlLinkElement};

use super::beside;
use crate::text::Room;

/// What marks a sheet that came. That a link has a sheet says little: one that failed has an empty one.
const HERE: &str = "data-here";

/// Links those sheets of the rooms that aren't there; each promise says whether one came.
pub fn begin(rooms: &[Room]) -> Vec<Promise> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Vec::new() };
    let sheets = rooms.iter().filter(|room| room.has_sheet());
    let is_there = |room: &Room| linked(&document, *room).is_some_and(|link| link.has_attribute(HERE));
    let wanted = sheets.filter(|room| !is_there(room));
    wanted.map(|room| beside::begun(link_to(document.clone(), *room))).collect()
}

/// The link to a room's sheet, which may still be on its way.
fn linked(document: &Document, room: Room) -> Option<HtmlLinkElement> {
    let link = document.query_selector(&format!("link[data-room={}]", room.name())).ok()??;
    link.dyn_into().ok()
}

async fn link_to(document: Document, room: Room) -> Result<(), JsValue> {
    let address = beside::address(&format!("style/{}.css", room.name()));
    // Before looking for the link: two that want the same sheet make one.
    let integrity = beside::integrity(&address).await?.as_string();
    let link = match linked(&document, room) {
        Some(link) => link,
        None => {
            let link: HtmlLinkElement = document.create_element("link")?.dyn_into()?;
            link.set_attribute("data-room", room.name())?;
            link.set_rel("stylesheet");
            link.set_integrity(integrity.as_deref().unwrap_or_default());
            link.set_href(&address);
            document.head().ok_or(JsValue::NULL)?.append_child(&link)?;
            link
        }
    };
    // It may have come while this one waited.
    if link.has_attribute(HERE) {
        return Ok(());
    }
    let came = Promise::new(&mut |resolve, refuse| {
        // Refused only what is no function.
        let _ = link.add_event_listener_with_callback("load", &resolve);
        let _ = link.add_event_listener_with_callback("error", &refuse);
    });
    // The next attempt asks anew.
    JsFuture::from(came).await.inspect_err(|_| link.remove())?;
    link.set_attribute(HERE, "")
}
