//! Two small buttons that take a chart away as a picture.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use super::{Button, ButtonKind};
use crate::browser::clock;
use crate::browser::error::message_of;
use crate::browser::picture::{self, Caption, Format};
use crate::chart::picture_name;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// Draws for a width in CSS pixels; the second argument says whether the page runs right to left.
pub type Draw = StoredValue<Rc<dyn Fn(f64, bool) -> String>, LocalStorage>;

/// A drawing to hand to [`ChartFigure`](super::ChartFigure).
pub fn drawn(draw: impl Fn(f64, bool) -> String + 'static) -> Draw {
    StoredValue::new_local(Rc::new(draw))
}

/// Which drawing is meant.
#[derive(Clone, Copy)]
pub enum Picture {
    /// The one on the page, as it is.
    Shown(NodeRef<html::Div>),
    /// One that is drawn for this.
    Drawn(Draw),
}

#[component]
pub fn Pictures(
    /// What the drawing is called: the name of the file, and part of that of the buttons.
    title: String,
    of: Picture,
    /// What stands below the title; the window and measure of the analysis unless it says otherwise.
    #[prop(optional, into)]
    line: Option<Callback<(), String>>,
) -> impl IntoView {
    let words = words();
    let session = session();
    let is_rtl = words.language().is_rtl();
    let named = title.clone();
    let save = move |format: Format| {
        let name = picture_name(&named, clock::today(), format.extension());
        // All is looked up in this turn: the page may be another in the next.
        let drawing = match of {
            Picture::Shown(frame) => frame.get_untracked().map(|frame| frame.inner_html()).unwrap_or_default(),
            Picture::Drawn(draw) => draw.get_value()(0.0, is_rtl),
        };
        let line = line.map_or_else(|| basis(words, session), |line| line.run(()));
        let caption = Caption { title: named.clone(), line, is_rtl };
        leptos::task::spawn_local(async move {
            // A download the browser refuses shows in its own way; there is no state to mend.
            if let Err(error) = picture::download(&drawing, &caption, format, &name).await {
                leptos::logging::error!("{}", message_of(&error));
            }
        });
    };
    let button = |format: Format| {
        let save = save.clone();
        let label = words.fill(Key::SavePicture, &[("title", &title), ("format", format.name())]);
        view! {
            <Button
                kind=ButtonKind::Quiet
                small=true
                glyph=Glyph::Download
                text=format.name()
                test_id=format!("save-{}", format.extension())
                label
                on_click=move || save(format)
            />
        }
    };
    let buttons = [button(Format::Svg), button(Format::Png)];
    view! { <div class="chart-pictures">{buttons.into_iter().collect_view()}</div> }
}

/// "4 Jul 1996 – 6 May 1998 · Revenue, USD"
fn basis(words: Words, session: Session) -> String {
    let Some(analysis) = session.analysis.get_untracked() else { return String::new() };
    let (from, to) = (words.day(analysis.window.0), words.day(analysis.window.1));
    let measure = words.in_currency(words.measure_title(analysis.measure), analysis.currency);
    format!("{from} – {to} · {measure}")
}
