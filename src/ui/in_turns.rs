//! What takes long to make is made in turns: the page answers between them.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{clock, scheduling};

/// A turn takes no longer than this, in ms: half a frame.
const TURN: u64 = 8;

/// What a work comes to, which begins anew whenever what `begin` reads changes; while it does, what it came to before
/// stays. `step` does a little of it, and says what was made once all is.
pub fn in_turns<W: 'static, T: Clone + Send + Sync + 'static>(
    begin: impl Fn() -> Option<W> + 'static,
    step: impl Fn(&mut W) -> Option<T> + Copy + 'static,
) -> RwSignal<Option<T>> {
    let made = RwSignal::new(None);
    let wanted = Rc::new(Cell::new(0_u32));
    let gone = wanted.clone();
    let gone = StoredValue::new_local(gone);
    on_cleanup(move || {
        // Whoever works on finds that nobody wants it.
        gone.with_value(|gone| gone.set(u32::MAX));
    });
    Effect::new(move |_| {
        let work = begin();
        let mine = wanted.get().wrapping_add(1);
        wanted.set(mine);
        let Some(mut work) = work else { return made.set(None) };
        let wanted = wanted.clone();
        leptos::task::spawn_local(async move {
            // The picture first.
            scheduling::yield_now().await;
            while wanted.get() == mine {
                let until = clock::now() + TURN;
                while clock::now() <= until {
                    if let Some(done) = step(&mut work) {
                        // Nothing, if the page was left meanwhile.
                        made.try_set(Some(done));
                        return;
                    }
                }
                scheduling::yield_now().await;
            }
        });
    });
    made
}
