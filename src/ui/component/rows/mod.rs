//! The rows of a long table: only those about the view are built, and all of them are one stop for Tab, within
//! which the arrows move.
//!
//! All rows are of one height (`block-size` in the sheet, `scroll-margin-block` for what sticks over them), so
//! where one stands is told without building it. What isn't built is one tall row above and one below.

mod walk;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use walk::walk_within;
pub use walk::{one_stop, walk_rows};

/// Up to so many rows are all built, a few with each picture; of a longer table only those about the view.
const ALL: usize = 300;

/// So many are built beyond the view on either side,
const BEYOND: usize = 8;

/// so many more with each picture,
const AT_ONCE: usize = 6;

/// and so many at once after a leap: a picture has time for no more.
const AFTER_A_LEAP: usize = 8;

/// and the window moves by so many: a row less or more is not worth a look at all of them.
const STEP: usize = 4;

/// The height of a row before one was measured, in pixels.
const USUAL: f64 = 32.0;

/// Which rows are built, and which takes the focus. Positions count from 0.
#[derive(Clone, Copy)]
pub struct Rows {
    body: NodeRef<html::Tbody>,
    /// What the list shows: another number is another list, of which nothing is built yet.
    version: Signal<usize>,
    count: Signal<usize>,
    /// Of which list rows are built, from which to which.
    built: RwSignal<(usize, (usize, usize))>,
    is_due: StoredValue<bool>,
    /// The row that takes the focus.
    active: RwSignal<usize>,
    /// The height of a row as last measured, in pixels. Not measured while rows come and go: half of them would
    /// be there, and the page would be scrolled to fit them.
    height: RwSignal<f64>,
}

impl Rows {
    pub fn new(body: NodeRef<html::Tbody>, version: Signal<usize>, count: Signal<usize>) -> Self {
        let rows = Self {
            body,
            version,
            count,
            built: RwSignal::new((0, (0, 0))),
            is_due: StoredValue::new(false),
            active: RwSignal::new(0),
            height: RwSignal::new(USUAL),
        };
        let moved = move |_: web_sys::Event| rows.follow();
        let (on_scroll, on_resize) =
            (window_event_listener_untyped("scroll", moved), window_event_listener_untyped("resize", moved));
        on_cleanup(move || {
            on_scroll.remove();
            on_resize.remove();
        });
        // Another list, or the body that has just come.
        Effect::new(move |_| {
            version.track();
            count.track();
            let _ = body.get();
            rows.follow();
        });
        rows
    }

    /// The rows to build: from one to the one after the last.
    pub fn window(self) -> Memo<(usize, usize)> {
        Memo::new(move |_| {
            let (version, count) = (self.version.get(), self.count.get());
            let (of, (from, to)) = self.built.get();
            let (from, to) = if of == version { (from, to) } else { self.first(count) };
            (from.min(count), to.min(count))
        })
    }

    /// How high what isn't built is, for a row above and one below.
    pub fn spacer(self, count: usize) -> Option<impl IntoView> {
        let height = format!("{:.1}px", count as f64 * self.height.get());
        (count > 0).then(|| view! { <tr aria-hidden="true" class="spacer"><td style:block-size=height></td></tr> })
    }

    /// The row that takes the focus when somebody comes by Tab: the last that had it, while it is built.
    pub fn stop(self, window: Memo<(usize, usize)>) -> Memo<usize> {
        Memo::new(move |_| {
            let ((from, to), active) = (window.get(), self.active.get());
            if (from..to).contains(&active) { active } else { from }
        })
    }

    /// Makes a row the one that takes the focus, without giving it.
    pub fn activate(self, at: usize) {
        if self.active.get_untracked() != at {
            self.active.set(at);
        }
    }

    /// Arrows, Home, End and the pages move from row to row; says which row Enter was pressed on.
    pub fn on_key(self, event: &web_sys::KeyboardEvent) -> Option<usize> {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return None;
        }
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())?;
        let key = event.key();
        // What stands in a row and has keys of its own keeps them.
        let is_own = target.closest("button, a, input, select").ok().flatten().is_some();
        if is_own && key == "Enter" {
            return None;
        }
        // A row that was scrolled away left the focus to the table.
        let row = target.closest("tr[aria-rowindex]").ok().flatten();
        let at = row.as_ref().and_then(position).unwrap_or_else(|| self.active.get_untracked());
        let last = self.count.get_untracked().checked_sub(1)?;
        if row.is_some_and(|row| walk_within(&row, &target, &key)) {
            event.prevent_default();
            return None;
        }
        let page = ((view_height() / self.height.get_untracked()) as usize).saturating_sub(3).max(1);
        let to = match key.as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "PageDown" => at + page,
            "PageUp" => at.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "Enter" => {
                event.prevent_default();
                return Some(at);
            }
            _ => return None,
        };
        event.prevent_default();
        self.focus(to.min(last));
        None
    }

    /// Gives the focus to a row, wherever it stands.
    pub fn focus(self, at: usize) {
        self.measure();
        let (from, to) = self.built.get_untracked().1;
        if !(from..to).contains(&at)
            && let Some(body) = self.body.get_untracked()
        {
            let (top, height) = (body.get_bounding_client_rect().top(), self.height.get_untracked());
            // In the middle, so that what sticks to either end covers nothing.
            window().scroll_by_with_x_and_y(0.0, top + at as f64 * height - view_height() / 2.0);
        }
        self.give_focus(at, false);
    }

    /// Gives the focus to a row that is in view, and scrolls nothing.
    pub fn give_back_focus(self, at: usize) {
        self.measure();
        self.give_focus(at, true);
    }

    fn give_focus(self, at: usize, is_in_view: bool) {
        self.active.set(at);
        let (from, to) = self.built.get_untracked().1;
        if !(from..to).contains(&at) {
            self.build(self.in_view(self.count.get_untracked()));
        }
        // Built with the next picture at the latest.
        request_animation_frame(move || {
            // Nothing, if the page was left meanwhile.
            let Some(body) = self.body.try_get_untracked().flatten() else { return };
            if let Some(row) = row_at(&body, at) {
                let _ = if is_in_view { focus_still(&row) } else { row.focus() };
            }
        });
    }

    /// Whether the focus is on one of the rows.
    fn has_focus(self, body: &web_sys::HtmlTableSectionElement) -> bool {
        document().active_element().is_some_and(|active| body.contains(Some(active.as_ref())))
    }

    /// Has the rows about the view built: those in view at once, those about it with the next pictures.
    fn follow(self) {
        let count = self.count.get_untracked();
        if self.body.get_untracked().is_none() {
            return;
        }
        self.measure();
        let view @ (first, last) = self.in_view(count);
        let (of, (from, to)) = self.built.get_untracked();
        if of != self.version.get_untracked() {
            self.build(self.first(count));
        } else if from > first || last > to.min(count) {
            let there = to.min(last).saturating_sub(from.max(first));
            let is_leap = last - first > there + AFTER_A_LEAP;
            self.build(if is_leap { (first, first + AFTER_A_LEAP) } else { view });
        }
        self.go_on();
    }

    /// With the next picture a few more, until all that should be there are.
    fn go_on(self) {
        if self.is_due.get_value() {
            return;
        }
        let wanted = self.wanted();
        if self.built.get_untracked().1 == wanted {
            return;
        }
        self.is_due.set_value(true);
        request_animation_frame(move || {
            // Nothing, if the page was left meanwhile.
            if self.is_due.try_set_value(false).is_some() {
                return;
            }
            let (from, to) = self.built.get_untracked().1;
            let (first, last) = self.wanted();
            // Below first: that is where people read on.
            let end = if to < last { (to + AT_ONCE).min(last) } else { last };
            let missing = if to < last { 0 } else { AT_ONCE };
            let start = if from > first { from.saturating_sub(missing).max(first) } else { first };
            self.build((start, end));
            self.go_on();
        });
    }

    fn build(self, range: (usize, usize)) {
        let next = (self.version.get_untracked(), range);
        let before = self.built.get_untracked();
        if before == next {
            return;
        }
        let Some(body) = self.body.get_untracked() else { return self.built.set(next) };
        let had_focus = self.has_focus(&body);
        self.built.set(next);
        if had_focus {
            request_animation_frame(move || self.keep_focus());
        }
    }

    /// A row that is moved or taken away loses the focus: it gets it again, or the table has it, so that the arrows
    /// go on from there.
    fn keep_focus(self) {
        let Some(body) = self.body.try_get_untracked().flatten() else { return };
        // Somebody may have gone elsewhere.
        let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if is_lost {
            let row = row_at(&body, self.active.get_untracked());
            let _ = focus_still(row.as_ref().unwrap_or(&body));
        }
    }

    /// The rows a list begins with.
    fn first(self, count: usize) -> (usize, usize) {
        if count <= ALL { self.in_view(count) } else { self.wanted() }
    }

    /// The rows that should be built once there is time.
    fn wanted(self) -> (usize, usize) {
        let count = self.count.get_untracked();
        if count <= ALL {
            return (0, count);
        }
        let (first, last) = self.in_view(count);
        (first.saturating_sub(BEYOND), (last + BEYOND).min(count))
    }

    /// The rows in view, by steps.
    fn in_view(self, count: usize) -> (usize, usize) {
        let top = self.body.get_untracked().map_or(0.0, |body| body.get_bounding_client_rect().top());
        let height = self.height.get_untracked();
        let first = (-top / height).floor().max(0.0) as usize / STEP * STEP;
        let last = first + (view_height() / height).ceil() as usize + 2 * STEP;
        (first.min(count), last.min(count))
    }

    /// Takes the height of a row.
    fn measure(self) {
        let row = self.body.get_untracked().and_then(|body| body.query_selector("tr[aria-rowindex]").ok().flatten());
        let height = row.map(|row| row.get_bounding_client_rect().height()).filter(|height| *height > 8.0);
        if let Some(height) = height.filter(|height| (height - self.height.get_untracked()).abs() > 0.01) {
            self.height.set(height);
        }
    }
}

/// Gives an element the focus without scrolling to it.
fn focus_still(element: &web_sys::HtmlElement) -> Result<(), wasm_bindgen::JsValue> {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options)
}

/// What `aria-rowindex` says: rows count from 1, and the head is the first.
pub fn row_index(at: usize) -> String {
    (at + 2).to_string()
}

fn position(row: &web_sys::Element) -> Option<usize> {
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
}

fn row_at(body: &web_sys::HtmlTableSectionElement, at: usize) -> Option<web_sys::HtmlElement> {
    let row = body.query_selector(&format!("tr[aria-rowindex=\"{}\"]", row_index(at))).ok().flatten()?;
    row.dyn_into().ok()
}

fn view_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(1_000.0)
}
