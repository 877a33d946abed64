//! A section that folds: its heading is a button, beside which one line says what matters of what is inside.
//! What is folded isn't built, which is what makes a large dossier open at once; on paper it is.

use leptos::prelude::*;

use super::account_view::AccountView;
use crate::book::kind::Tone;
use crate::browser::preferences;
use crate::dossier::section::{Folds, Section};
use crate::glyph::Glyph;
use crate::ui::component::{Button, ButtonKind, Icon};
use crate::ui::printing::is_printing;
use crate::ui::words::{rich, words};

/// Which sections of the page are open.
#[derive(Clone, Copy)]
pub struct OpenSections {
    now: RwSignal<Folds>,
    /// What this browser keeps. Who follows a link to a section sees it open, and it isn't kept for that.
    kept: StoredValue<Folds>,
    /// Whether the page itself is being printed: then all are open.
    printed: RwSignal<bool>,
}

impl OpenSections {
    /// As they were left in this browser.
    pub fn provide() -> Self {
        let kept = Folds::of_text(&preferences::folds());
        let printed = RwSignal::new(false);
        let on = |name: &'static str, is_printed| {
            window_event_listener(leptos::ev::Custom::<web_sys::Event>::new(name), move |_| printed.set(is_printed))
        };
        let (before, after) = (on("beforeprint", true), on("afterprint", false));
        on_cleanup(move || {
            before.remove();
            after.remove();
        });
        let open = Self { now: RwSignal::new(kept.clone()), kept: StoredValue::new(kept), printed };
        provide_context(open);
        open
    }

    fn is_open(self, section: Section) -> bool {
        self.printed.get() || self.now.with(|folds| folds.is_open(section))
    }

    /// Opens one for whoever was led to it.
    pub fn lead_to(self, section: Section) {
        if !self.now.with_untracked(|folds| folds.is_open(section)) {
            self.now.update(|folds| folds.set(section, true));
        }
    }

    fn toggle(self, section: Section) {
        let is_open = !self.now.with_untracked(|folds| folds.is_open(section));
        self.now.update(|folds| folds.set(section, is_open));
        self.keep(|folds| folds.set(section, is_open));
    }

    /// Opens or folds all.
    pub fn set_all(self, is_open: bool) {
        self.now.update(|folds| folds.set_all(is_open));
        self.keep(|folds| folds.set_all(is_open));
    }

    fn keep(self, change: impl FnOnce(&mut Folds)) {
        self.kept.update_value(change);
        self.kept.with_value(|kept| preferences::keep_folds(&kept.text()));
    }
}

/// What matters of a section, in one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// A sentence; words between two stars are set off.
    pub text: String,
    /// A count or a warning at its end.
    pub mark: Option<(String, Tone)>,
}

impl Line {
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: None }
    }

    /// With what is counted at its end.
    pub fn marked(self, mark: impl Into<String>, tone: Tone) -> Self {
        Self { mark: Some((mark.into(), tone)), ..self }
    }
}

/// A section by its name, with its heading: on paper whole, on the page as somebody left it.
#[component]
pub fn Fold(
    account_view: AccountView,
    section: Section,
    /// What is inside.
    body: fn(AccountView) -> AnyView,
    /// What matters of it.
    line: fn(AccountView) -> Signal<Option<Line>>,
) -> impl IntoView {
    let words = words();
    if is_printing() {
        return view! {
            <section class="section" id=section.name()>
                <div class="section-head"><h2>{words.text(section.title())}</h2></div>
                {body(account_view)}
            </section>
        }
        .into_any();
    }
    let open: OpenSections = expect_context();
    let is_open = Memo::new(move |_| open.is_open(section));
    // What was opened once stays: what somebody has typed or chosen in it is there when it is opened again.
    let is_built = Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || is_open.get());
    let line = line(account_view);
    let text = move || line.with(|line| line.as_ref().map(|line| line.text.clone())).map(rich);
    let mark = move || line.get()?.mark.map(|(text, tone)| marked(text, tone));
    let body_id = section.name().to_owned() + "-body";
    view! {
        <section class="fold" id=section.name() data-open=move || is_open.get().to_string()>
            <div class="fold-head">
                <h2 tabindex="-1">
                    <Button
                        kind=ButtonKind::Bare
                        class="fold-button"
                        glyph=Glyph::Next
                        text=section.title()
                        test_id=format!("fold-{}", section.name())
                        expanded=move || is_open.get()
                        on_click=move || open.toggle(section)
                    />
                </h2>
                <p class="fold-line">{text}</p>
                {mark}
            </div>
            <div class="fold-body" id=body_id hidden=move || !is_open.get()>
                {move || is_built.get().then(|| body(account_view))}
            </div>
        </section>
    }
    .into_any()
}

fn marked(text: String, tone: Tone) -> impl IntoView {
    let (code, is_warning) = match tone {
        Tone::Bad => (Some("bad"), true),
        Tone::Warn => (Some("warn"), true),
        Tone::Good => (Some("good"), false),
        Tone::Plain => (None, false),
    };
    view! {
        <span class="mark" data-tone=code>
            {is_warning.then(|| view! { <Icon glyph=Glyph::Warn/> })}
            {text}
        </span>
    }
}
