//! Mounts the page; nothing else.

fn main() {
    vital_few::browser::crash::show_panics();
    vital_few::ui::mount();
}
