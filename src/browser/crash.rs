//! What happens when the page panics: it is logged, and `crash.js` takes over.
//!
//! A panic ends the page's code for good. The screen that says so and saves what is stored is
//! static, in `index.html`, and its script knows nothing of this crate; it hears of a panic by an
//! event, and of a trap or a failed start by itself.

/// Sees to it that a panic is seen, in the console and by the person.
pub fn show_panics() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let event = web_sys::Event::new("vital-few-crash");
        if let (Some(window), Ok(event)) = (web_sys::window(), event) {
            // A panic in here would be the last thing anybody needs.
            let _ = window.dispatch_event(&event);
        }
    }));
}
