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
    let wanted = sheets.filter_map(|room| {
        let link = linked(&document, *room);
        let is_there = link.as_ref().is_some_and(|link| link.has_attribute(HERE));
        (!is_there).then(|| beside::begun(link_to(document.clone(), *room, link)))
    });
    wanted.collect()
}

/// The link to a room's sheet, which may still be on its way.
fn linked(document: &Document, room: Room) -> Option<HtmlLinkElement> {
    let link = document.query_selector(&format!("link[data-room={}]", room.name())).ok()??;
    link.dyn_into().ok()
}

async fn link_to(document: Document, room: Room, known: Option<HtmlLinkElement>) -> Result<(), JsValue> {
    let link = match known {
        Some(link) => link,
        None => {
            let link: HtmlLinkElement = document.create_element("link")?.dyn_into()?;
            link.set_attribute("data-room", room.name())?;
            link.set_rel("stylesheet");
            link.set_href(&beside::address(&format!("style/{}.css", room.name())));
            document.head().ok_or(JsValue::NULL)?.append_child(&link)?;
            link
        }
    };
    let came = Promise::new(&mut |resolve, refuse| {
        // Refused only what is no function.
        let _ = link.add_event_listener_with_callback("load", &resolve);
        let _ = link.add_event_listener_with_callback("error", &refuse);
    });
    // The next attempt asks anew.
    JsFuture::from(came).await.inspect_err(|_| link.remove())?;
    link.set_attribute(HERE, "")
}
