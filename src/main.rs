//! Mounts the page, or serves imports when started as a worker; nothing else.

fn main() {
    vital_few::browser::crash::show_panics();
    if web_sys::window().is_some() {
        vital_few::ui::mount();
    } else {
        vital_few::browser::worker::serve();
    }
}
