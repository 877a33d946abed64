//! The values of a drawing, under the pointer and to the keyboard: what a mark says is its `<title>`, and stands
//! beside the mark while it is pointed at.
//!
//! The drawing is a picture (`role="img"`), so its marks are no stops of their own: the frame around it is one
//! stop, and arrows walk from mark to mark.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What a mark says, and where that stands: in pixels from the frame's start and top.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    text: String,
    /// Along the line of writing, 0 to 1.
    along: f64,
    top: f64,
    bottom: f64,
}

/// The marks of a drawing, of which one may be pointed at.
#[derive(Clone, Copy)]
pub struct Values {
    frame: NodeRef<html::Div>,
    is_rtl: bool,
    said: RwSignal<Option<Said>>,
    /// What the keyboard came to: told to those who don't see it.
    told: RwSignal<String>,
    /// The mark that is on.
    on: StoredValue<Option<Element>, LocalStorage>,
}

impl Values {
    pub fn new(frame: NodeRef<html::Div>, is_rtl: bool) -> Self {
        let (said, told) = (RwSignal::new(None), RwSignal::new(String::new()));
        Self { frame, is_rtl, said, told, on: StoredValue::new_local(None) }
    }

    fn marks(self) -> Vec<Element> {
        let found = self.frame.get_untracked().and_then(|frame| frame.query_selector_all(".value").ok());
        let found = found.into_iter().flat_map(|found| (0..found.length()).filter_map(move |at| found.item(at)));
        found.filter_map(|node| node.dyn_into().ok()).collect()
    }

    /// Nothing is pointed at; the drawing may be another one.
    pub fn forget(self) {
        // The frame loses the focus when it goes, too, and then nothing of this is there.
        let off = |on: &mut Option<Element>| on.take().is_some_and(|mark| mark.class_list().remove_1("is-on").is_ok());
        if self.on.try_update_value(off) == Some(true) {
            self.said.set(None);
        }
    }

    fn say(self, mark: &Element) {
        if self.on.with_value(|on| on.as_ref() == Some(mark)) {
            return;
        }
        self.forget();
        let Some(frame) = self.frame.get_untracked() else { return };
        let text = mark.query_selector("title").ok().flatten().and_then(|title| title.text_content());
        let seen = mark.query_selector(".pin, :is(rect, polygon):not(.room)").ok().flatten();
        let (around, place) =
            (frame.get_bounding_client_rect(), seen.as_ref().unwrap_or(mark).get_bounding_client_rect());
        let middle = (place.left() + place.right()) / 2.0 - around.left();
        let along = (middle / around.width().max(1.0)).clamp(0.0, 1.0);
        // Refused only for a name that is none.
        let _ = mark.class_list().add_1("is-on");
        self.on.set_value(Some(mark.clone()));
        self.said.set(Some(Said {
            text: text.unwrap_or_default(),
            along: if self.is_rtl { 1.0 - along } else { along },
            top: place.top() - around.top(),
            bottom: place.bottom() - around.top(),
        }));
    }

    /// Says the mark nearest to the pointer: the column it is in, and in that the part.
    pub fn point(self, event: &web_sys::MouseEvent) {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let away = |mark: &Element| {
            let place = mark.get_bounding_client_rect();
            let beyond = |at: f64, from: f64, to: f64| (from - at).max(at - to).max(0.0);
            beyond(x, place.left(), place.right()) * 8.0 + beyond(y, place.top(), place.bottom())
        };
        if let Some(mark) = self.marks().into_iter().min_by(|a, b| away(a).total_cmp(&away(b))) {
            self.say(&mark);
        }
    }

    /// The keyboard came to the drawing: its first value.
    pub fn enter(self) {
        let is_by_key =
            self.frame.get_untracked().is_some_and(|frame| frame.matches(":focus-visible").unwrap_or(false));
        if is_by_key && self.on.with_value(Option::is_none) {
            self.walk("Home");
        }
    }

    /// Goes to another mark; whether the key is one for that.
    pub fn walk(self, key: &str) -> bool {
        let marks = self.marks();
        let Some(last) = marks.len().checked_sub(1) else { return false };
        let now = self.on.with_value(|on| on.as_ref().and_then(|on| marks.iter().position(|mark| mark == on)));
        let next = match (key, self.is_rtl) {
            ("Home", _) => 0,
            ("End", _) => last,
            ("ArrowDown", _) | ("ArrowRight", false) | ("ArrowLeft", true) => now.map_or(0, |now| (now + 1).min(last)),
            ("ArrowUp", _) | ("ArrowLeft", false) | ("ArrowRight", true) => {
                now.map_or(last, |now| now.saturating_sub(1))
            }
            _ => return false,
        };
        if let Some(mark) = marks.get(next) {
            self.say(mark);
            self.told
                .set(self.said.with_untracked(|said| said.as_ref().map(|said| said.text.clone())).unwrap_or_default());
        }
        true
    }

    /// The words beside the mark that is pointed at.
    pub fn shown(self) -> impl IntoView {
        let words = move || {
            let said = self.said.get()?;
            // Where there is room: above the mark, else below it; towards the middle of the drawing.
            let is_low = said.top < 36.0;
            let block = if is_low { format!("{}px", said.bottom + 6.0) } else { format!("{}px", said.top - 6.0) };
            let is_late = said.along > 0.5;
            let inline = format!("{:.1}%", if is_late { 1.0 - said.along } else { said.along } * 100.0);
            Some(view! {
                <div
                    class="chart-said"
                    aria-hidden="true"
                    data-end=is_late.then_some("")
                    data-below=is_low.then_some("")
                    style:inset-block-start=block
                    style:inset-inline-start=(!is_late).then(|| inline.clone())
                    style:inset-inline-end=is_late.then_some(inline)
                >
                    {said.text}
                </div>
            })
        };
        view! {
            {words}
            <span class="sr" role="status">{move || self.told.get()}</span>
        }
    }
}
