//! Hides the page once nobody touched it for as long as was set. Whether it is hidden follows from when it was touched
//! last, in any tab: so a reload shows no more than before, and a word typed in one tab opens all.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{DragEvent, Event, PointerEvent};

use crate::browser::{clock, screen_lock};
use crate::exchange::screen_lock::{ScreenLock, is_due};

/// How often it is looked, and how often a touch is written down, in ms.
const LOOK: std::time::Duration = std::time::Duration::from_secs(10);
const NOTE: u64 = 5_000;

/// What the document has while it is hidden; the style sheet does the rest.
const HIDDEN: &str = "data-locked";

/// How the window is called meanwhile: a title may name an account.
const TITLE: &str = "Vital Few";

/// What somebody does touches the page; of this, all but the pointer would reach it behind the form as well.
const TOUCHES: [&str; 6] = ["pointerdown", "pointermove", "keydown", "paste", "dragover", "drop"];

thread_local! {
    /// The page is watched once.
    static WATCHED: Cell<Option<ScreenLocked>> = const { Cell::new(None) };
}

#[derive(Clone, Copy)]
pub struct ScreenLocked {
    pub is_locked: RwSignal<bool>,
    /// When a touch was last written down.
    noted: StoredValue<u64>,
    /// How the window was called before.
    title: StoredValue<String>,
}

impl ScreenLocked {
    /// Watches from now on, as long as the page lives; `begin` is run if it didn't before.
    pub fn watch(begin: impl FnOnce(Self)) -> Self {
        if let Some(watched) = WATCHED.get() {
            return watched;
        }
        let this = Self {
            is_locked: RwSignal::new(false),
            noted: StoredValue::new(0),
            title: StoredValue::new(String::new()),
        };
        WATCHED.set(Some(this));
        this.look();
        this.hear_touches();
        // Another tab was opened, or locked; or this one was asleep.
        window_event_listener(leptos::ev::storage, move |_| this.look());
        window_event_listener(leptos::ev::visibilitychange, move |_| this.look());
        set_interval(move || this.look(), LOOK);
        begin(this);
        this
    }

    /// Before anything of the page hears of them.
    fn hear_touches(self) {
        let hear = move |event: Event| {
            self.touch();
            if self.is_locked.get_untracked() && !event.is_instance_of::<PointerEvent>() {
                event.stop_propagation();
                if event.is_instance_of::<DragEvent>() {
                    // Or the browser would show the file in the place of the page.
                    event.prevent_default();
                }
            }
        };
        let hear = Closure::<dyn Fn(Event)>::new(hear).into_js_value();
        for touch in TOUCHES {
            // Refused only what is no function.
            let _ = window().add_event_listener_with_callback_and_bool(touch, hear.unchecked_ref(), true);
        }
    }

    /// Looks whether it is to be hidden.
    pub fn look(self) {
        let minutes = ScreenLock::read(&screen_lock::kept()).map(|lock| lock.minutes).unwrap_or_default();
        let is_locked = is_due(minutes, screen_lock::touched(), clock::now());
        if self.is_locked.get_untracked() == is_locked {
            return;
        }
        let document = document();
        if let Some(root) = document.document_element() {
            // Refused only for names that are none.
            let _ = root.toggle_attribute_with_force(HIDDEN, is_locked);
        }
        match is_locked {
            true => self.title.set_value(document.title()),
            false => document.set_title(&self.title.get_value()),
        }
        if is_locked {
            document.set_title(TITLE);
        }
        self.is_locked.set(is_locked);
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
