//! The rows of a table as one stop of the keyboard: arrows go from row to row, and within a row from link to
//! link; Enter opens the row.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Rows of a table that can be walked: `<tr tabindex="-1">`.
const ROWS: &str = "tr[tabindex]";

/// Makes the rows of a table one stop, whenever those shown are others. What is in a row is no stop of its own:
/// its links and buttons are `tabindex="-1"`.
pub fn one_stop(table: NodeRef<html::Table>, rows: impl Fn() + 'static) {
    Effect::new(move |_| {
        rows();
        table.track();
        // Who asks for this may be woken before those that build the rows.
        request_animation_frame(move || {
            // Nothing, if the page was left meanwhile.
            let Some(table) = table.try_get_untracked().flatten() else { return };
            if table.query_selector("tr[tabindex='0']").ok().flatten().is_none()
                && let Some(first) = table.query_selector(ROWS).ok().flatten()
            {
                set_stop(&first, true);
            }
        });
    });
}

/// What the keys do in such a table.
pub fn walk_rows(event: web_sys::KeyboardEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let Some(row) = target.closest(ROWS).ok().flatten() else { return };
    let key = event.key();
    let done = match key.as_str() {
        "ArrowDown" | "ArrowUp" | "Home" | "End" => go(&row, &key),
        "Enter" if target == row => {
            let link = row.query_selector("a").ok().flatten().and_then(|link| link.dyn_into::<HtmlElement>().ok());
            link.iter().for_each(HtmlElement::click);
            link.is_some()
        }
        _ => walk_within(&row, &target, &key),
    };
    if done {
        event.prevent_default();
    }
}

fn all(of: &Element, what: &str) -> Vec<Element> {
    let found = of.query_selector_all(what).ok();
    let nodes = found.into_iter().flat_map(|found| (0..found.length()).filter_map(move |at| found.item(at)));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// To another row of the table.
fn go(row: &Element, key: &str) -> bool {
    let Some(table) = row.closest("table").ok().flatten() else { return false };
    let rows = all(&table, ROWS);
    let Some(now) = rows.iter().position(|one| one == row) else { return false };
    let next = match key {
        "ArrowDown" => now + 1,
        "ArrowUp" => now.wrapping_sub(1),
        "Home" => 0,
        _ => rows.len().saturating_sub(1),
    };
    let Some(next) = rows.get(next) else { return true };
    rows.iter().for_each(|row| set_stop(row, false));
    set_stop(next, true);
    focus(next);
    true
}

/// By the arrows that point along a row: to another of its controls, or back to the row. Says whether the key
/// was one of these.
pub(super) fn walk_within(row: &Element, target: &Element, key: &str) -> bool {
    let is_onward = match key {
        "ArrowRight" => !is_rtl(),
        "ArrowLeft" => is_rtl(),
        _ => return false,
    };
    // What a narrow window hides has no size.
    let is_shown = |control: &Element| control.dyn_ref::<HtmlElement>().is_some_and(|html| html.offset_width() > 0);
    let controls: Vec<_> = all(row, "a, button, input, textarea, select").into_iter().filter(is_shown).collect();
    let now = controls.iter().position(|control| control == target);
    let next = match (now, is_onward) {
        (None, true) => Some(0),
        (None, false) => None,
        (Some(now), true) => Some((now + 1).min(controls.len().saturating_sub(1))),
        (Some(now), false) => now.checked_sub(1),
    };
    focus(next.and_then(|next| controls.get(next)).unwrap_or(row));
    true
}

fn is_rtl() -> bool {
    document().document_element().is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"))
}

fn set_stop(row: &Element, is_stop: bool) {
    // Refused only for a name that is none.
    let _ = row.set_attribute("tabindex", if is_stop { "0" } else { "-1" });
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Refused only by what isn't shown.
        let _ = element.focus();
    }
}
