//! What takes longer to make than a keystroke may take: it follows with the next picture.

use leptos::prelude::*;

/// What `make` makes: at once the first time, then with the next picture after `follow` said that it is out of
/// date, once however often it did. `follow` reads what it is to follow, and should be quick.
pub fn at_next_frame<T: Send + Sync + 'static>(
    follow: impl Fn() + 'static,
    make: impl Fn() -> T + Copy + Send + Sync + 'static,
) -> ReadSignal<T> {
    let made = RwSignal::new(untrack(make));
    let is_due = StoredValue::new(false);
    Effect::new(move |before: Option<()>| {
        follow();
        if before.is_none() {
            // What it is made of may have changed since it was first made.
            return made.set(untrack(make));
        }
        if is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        request_animation_frame(move || {
            // Nothing, if the page was left meanwhile.
            if is_due.try_set_value(false).is_none() {
                made.try_set(untrack(make));
            }
        });
    });
    made.read_only()
}

/// As [`at_next_frame`], but nothing at first: what isn't needed for the first picture is made after it.
pub fn after_first_frame<T: Clone + Send + Sync + 'static>(
    follow: impl Fn() + 'static,
    make: impl Fn() -> Option<T> + Copy + Send + Sync + 'static,
) -> Signal<Option<T>> {
    let made = RwSignal::new(None);
    let is_due = StoredValue::new(false);
    Effect::new(move |_| {
        follow();
        if is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        request_animation_frame(move || {
            // After the picture, not before it.
            set_timeout(
                move || {
                    // Nothing, if the page was left meanwhile.
                    if is_due.try_set_value(false).is_none() {
                        made.try_set(untrack(make));
                    }
                },
                std::time::Duration::ZERO,
            );
        });
    });
    made.into()
}
