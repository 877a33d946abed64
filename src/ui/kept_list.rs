//! A list that remembers: what it shows stands in its address, so that Back and a bookmark bring it again, with the
//! place one was at.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::Place;
use crate::book::RecordId;
use crate::browser::address;
use crate::route::{Listed, Route, Spot};

/// How long after the last movement the place is written down: a browser takes no more than a few addresses a
/// second.
const SETTLED: Duration = Duration::from_millis(250);

/// The attribute of a row that says whose it is.
const ROW: &str = "data-id";

/// What is wanted of a list, and where one is in it.
pub struct KeptList<T: Listed> {
    place: Place,
    /// What is wanted.
    pub wanted: Memo<T>,
    /// The row that had the focus last.
    row: StoredValue<Option<RecordId>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl<T: Listed> Clone for KeptList<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Listed> Copy for KeptList<T> {}

impl<T: Listed> KeptList<T> {
    pub fn new() -> Self {
        let place: Place = expect_context();
        let wanted = Memo::new(move |_| place.route.with(T::of).unwrap_or_default());
        let row = StoredValue::new(wanted.with_untracked(|wanted| wanted.spot().row));
        let list = Self { place, wanted, row, timer: StoredValue::new(None) };
        let on_scroll = window_event_listener_untyped("scroll", move |_| list.settle());
        // Whoever reloads or leaves sooner than it is quiet finds it again.
        let leaving = window_event_listener_untyped("pagehide", move |_| {
            if list.timer.get_value().is_some() {
                list.write();
            }
        });
        on_cleanup(move || {
            on_scroll.remove();
            leaving.remove();
            if let Some(timer) = list.timer.get_value() {
                timer.clear();
            }
        });
        list
    }

    /// Wants something else.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut wanted = self.wanted.get_untracked();
        change(&mut wanted);
        self.row.set_value(None);
        self.place.route.set(wanted.at(Spot::default()).route());
        // At once: until it is written, a link to the whole list leads to what the address says already, nowhere.
        if self.timer.get_value().is_none() {
            self.write();
        }
        self.settle();
    }

    /// Takes note of the row that has the focus.
    pub fn at_row(self, row: RecordId) {
        self.row.set_value(Some(row));
        self.settle();
    }

    /// Takes note of the row in which the focus is: rows are told by `data-id`.
    pub fn focused(self, event: &web_sys::Event) {
        row_of(event).into_iter().for_each(|row| self.at_row(row));
    }

    /// What a click within the rows leaves behind: a link is the browser's own to open, as it was asked to.
    pub fn clicked(self, event: &web_sys::Event) {
        if let Some(row) = row_of(event) {
            self.at_row(row);
            self.write();
        }
    }

    /// Writes down where one is once it is quiet.
    fn settle(self) {
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        let write = move || {
            if self.timer.try_set_value(None).is_none() {
                self.write();
            }
        };
        self.timer.set_value(set_timeout_with_handle(write, SETTLED).ok());
    }

    /// Writes down where one is: what is wanted, the row and how far it is scrolled.
    pub fn write(self) {
        // Another page's address may stand there by now.
        if T::of(&address::current()).is_none() {
            return;
        }
        let top = window().scroll_y().map_or(0, |top| top.max(0.0) as u32);
        let spot = Spot { row: self.row.get_value(), top };
        address::rewrite(&self.wanted.get_untracked().at(spot).route());
    }

    /// Opens an account, leaving behind where one was.
    pub fn open(self, row: RecordId) {
        self.row.set_value(Some(row));
        self.write();
        address::go(&Route::Account { id: row, section: None });
    }

    /// Goes where the address says one was, once the list is there: so far down, with the focus where `focus` gives
    /// it.
    pub fn come_back(self, is_there: impl Fn() -> bool + 'static, focus: impl Fn(RecordId) + Copy + 'static) {
        let Spot { row, top } = self.wanted.with_untracked(Listed::spot);
        if row.is_none() && top == 0 {
            return;
        }
        let go = move || {
            window().scroll_to_with_x_and_y(0.0, f64::from(top));
            row.into_iter().for_each(focus);
        };
        Effect::new(move |done: Option<bool>| {
            let is_done = done.unwrap_or_default();
            if is_done || !is_there() {
                return is_done;
            }
            // A new page begins at its top, with the picture that shows it: this comes after.
            request_animation_frame(move || request_animation_frame(go));
            true
        });
    }
}

/// The row in which something happened.
fn row_of(event: &web_sys::Event) -> Option<RecordId> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(&format!("[{ROW}]")).ok()??.get_attribute(ROW)?.parse().ok()
}

/// Gives the focus back to the row of a record, or to its first link where rows take none.
pub fn focus_row(id: RecordId) {
    // A row far down is built once one has come there.
    request_animation_frame(move || {
        let Ok(Some(row)) = document().query_selector(&format!("[{ROW}=\"{id}\"]")) else { return };
        let takes = row.has_attribute("tabindex").then(|| row.clone());
        let takes = takes.or_else(|| row.query_selector("a").ok().flatten());
        if let Some(takes) = takes.and_then(|takes| takes.dyn_into::<HtmlElement>().ok()) {
            // One is there already; refused only by what isn't shown.
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = takes.focus_with_options(&options);
        }
    });
}
