//! Hides the page once nobody touched it for as long as was set. Whether it is hidden follows from when it was touched
//! last, in any tab: so a reload shows no more than before, and a word typed in one tab opens all.

use leptos::prelude::*;

use crate::browser::{clock, screen_lock};
use crate::exchange::screen_lock::is_due;

/// How often it is looked, and how often a touch is written down, in ms.
const LOOK: u64 = 10_000;
const NOTE: u64 = 5_000;

/// What the document has while it is hidden; the style sheet does the rest.
const HIDDEN: &str = "data-locked";

#[derive(Clone, Copy)]
pub struct ScreenLocked {
    pub is_locked: RwSignal<bool>,
    /// When a touch was last written down.
    noted: StoredValue<u64>,
}

impl ScreenLocked {
    /// Begins to watch.
    pub fn watch() {
        let this = Self { is_locked: RwSignal::new(false), noted: StoredValue::new(0) };
        provide_context(this);
        this.look();
        window_event_listener(leptos::ev::keydown, move |_| this.touch());
        window_event_listener(leptos::ev::pointerdown, move |_| this.touch());
        window_event_listener(leptos::ev::pointermove, move |_| this.touch());
        set_interval(move || this.look(), std::time::Duration::from_millis(LOOK));
    }

    /// Looks whether it is to be hidden.
    pub fn look(self) {
        let minutes = screen_lock::kept()["minutes"].as_u64().unwrap_or_default();
        let is_locked = is_due(minutes, screen_lock::touched(), clock::now());
        if let Some(root) = document().document_element() {
            // Refused only for names that are none.
            let _ = root.toggle_attribute_with_force(HIDDEN, is_locked);
        }
        if self.is_locked.get_untracked() != is_locked {
            self.is_locked.set(is_locked);
        }
    }

    /// Somebody touched it. Whoever comes back after too long finds it hidden.
    fn touch(self) {
        let now = clock::now();
        if now.abs_diff(self.noted.get_value()) >= NOTE {
            self.noted.set_value(now);
            self.look();
            if !self.is_locked.get_untracked() {
                screen_lock::touch();
            }
        }
    }

    /// Shows it again, or begins anew to count.
    pub fn show(self) {
        screen_lock::touch();
        self.look();
    }
}

/// Whether the page is hidden on this device.
pub fn screen_locked() -> ScreenLocked {
    expect_context()
}
