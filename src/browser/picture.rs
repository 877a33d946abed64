//! Charts as pictures: an SVG that needs no style sheet, and a PNG made from it.
//!
//! A chart on the page has its colours from classes and custom properties. What is taken away says
//! them itself: each element gets what the browser computed for it as attributes.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, Url};

use super::files;
use crate::chart::plain_colour;

const SVG: &str = "http://www.w3.org/2000/svg";

/// What the style sheets decide of a shape. All of it are attributes of SVG 1.1 or are skipped by
/// programs that don't know them.
const OF_SHAPES: [&str; 7] =
    ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity"];

/// The same of a text, besides.
const OF_TEXTS: [&str; 5] = ["font-family", "font-size", "font-weight", "font-variant-numeric", "text-anchor"];

/// Around the drawing, and above it for the caption, in CSS pixels.
const MARGIN: f64 = 16.0;
const CAPTION: f64 = 48.0;

/// Pixels of a PNG in one CSS pixel.
const DENSITY: f64 = 2.0;

/// The kinds of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Svg,
    Png,
}

impl Format {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
        }
    }

    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// What a picture says of itself, for those who see it without the page.
pub struct Caption {
    /// "Pareto"
    pub title: String,
    /// The days and what is measured.
    pub line: String,
    pub is_rtl: bool,
}

/// Hands a drawing to the person as a picture. It is put on the page out of sight, in the light theme,
/// to get its colours.
///
/// # Errors
/// What the browser said if it refused.
pub async fn download(drawing: &str, caption: &Caption, format: Format, name: &str) -> Result<(), JsValue> {
    let host = document()?.create_element("div")?;
    host.set_class_name("chart chart-unseen");
    host.set_inner_html(drawing);
    document()?.body().ok_or(JsValue::NULL)?.append_child(&host)?;
    let picture = host.first_element_child().ok_or(JsValue::NULL).and_then(|svg| Picture::of(&svg, caption));
    host.remove();
    picture?.download(format, name).await
}

/// An SVG that stands for itself.
pub struct Picture {
    /// Its markup.
    pub text: String,
    /// In CSS pixels.
    width: f64,
    height: f64,
}

impl Picture {
    /// An `<svg>` of the page as it looks there.
    ///
    /// # Errors
    /// What the browser said if it refused.
    pub fn of(svg: &Element, caption: &Caption) -> Result<Self, JsValue> {
        let copy: Element = svg.clone_node_with_deep(true)?.dyn_into()?;
        let (all, copies) = (svg.query_selector_all("*")?, copy.query_selector_all("*")?);
        for at in 0..all.length() {
            if let (Some(from), Some(to)) = (all.item(at), copies.item(at)) {
                write_style(from.unchecked_ref(), to.unchecked_ref())?;
            }
        }
        let bounds = svg.get_attribute("viewBox").unwrap_or_default();
        let mut bounds = bounds.split(' ').skip(2).map(str::parse::<f64>);
        let (Some(Ok(width)), Some(Ok(height))) = (bounds.next(), bounds.next()) else {
            return Err(JsValue::from_str("a drawing without a size"));
        };
        let style = computed(svg)?;
        let ground = document()?.create_element_ns(Some(SVG), "rect")?;
        let (left, top) = (-MARGIN, -MARGIN - CAPTION);
        let (width, height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN + CAPTION);
        copy.set_attribute("width", &width.to_string())?;
        copy.set_attribute("height", &height.to_string())?;
        copy.set_attribute("viewBox", &format!("{left} {top} {width} {height}"))?;
        for (name, value) in [("x", left), ("y", top), ("width", width), ("height", height)] {
            ground.set_attribute(name, &value.to_string())?;
        }
        ground.set_attribute("fill", &plain_colour(&style.get_property_value("background-color")?))?;
        copy.insert_before(&ground, copy.first_child().as_ref())?;
        let start = if caption.is_rtl { width + left - MARGIN } else { 0.0 };
        let lines = [(&caption.title, 16, "600", top + MARGIN + 14.0), (&caption.line, 12, "400", top + MARGIN + 34.0)];
        for (text, size, weight, at) in lines {
            let line = document()?.create_element_ns(Some(SVG), "text")?;
            line.set_text_content(Some(text));
            let direction = if caption.is_rtl { "rtl" } else { "ltr" };
            let attributes = [
                ("x", start.to_string()),
                ("y", at.to_string()),
                ("direction", direction.into()),
                ("font-family", style.get_property_value("font-family")?),
                ("font-size", size.to_string()),
                ("font-weight", weight.into()),
                ("fill", plain_colour(&style.get_property_value("color")?)),
            ];
            for (name, value) in attributes {
                line.set_attribute(name, &value)?;
            }
            copy.append_child(&line)?;
        }
        // The serializer writes the namespace; an attribute of that name would be a second one.
        let text = web_sys::XmlSerializer::new()?.serialize_to_string(&copy)?;
        Ok(Self { text, width, height })
    }

    async fn download(&self, format: Format, name: &str) -> Result<(), JsValue> {
        let blob = match format {
            Format::Svg => self.svg()?,
            Format::Png => self.png().await?,
        };
        files::download_blob(name, &blob)
    }

    fn svg(&self) -> Result<Blob, JsValue> {
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", self.text);
        files::blob("image/svg+xml;charset=utf-8", &JsValue::from_str(&text))
    }

    /// The same in pixels.
    ///
    /// # Errors
    /// What the browser said if it refused.
    pub async fn png(&self) -> Result<Blob, JsValue> {
        let url = Url::create_object_url_with_blob(&self.svg()?)?;
        let image = decoded(&url).await;
        // It is decoded or it isn't; the address has served.
        Url::revoke_object_url(&url)?;
        let image = image?;
        let canvas: web_sys::HtmlCanvasElement = document()?.create_element("canvas")?.dyn_into()?;
        let (width, height) = (self.width * DENSITY, self.height * DENSITY);
        canvas.set_width(width.ceil() as u32);
        canvas.set_height(height.ceil() as u32);
        let context: web_sys::CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
        context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
        let made = js_sys::Promise::new(&mut |resolve, reject| {
            let done = Closure::once_into_js(move |blob: JsValue| drop(resolve.call1(&JsValue::NULL, &blob)));
            if let Err(error) = canvas.to_blob(done.unchecked_ref()) {
                // A promise that is only ever settled.
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        JsFuture::from(made).await?.dyn_into().map_err(|_| JsValue::from_str("no picture was made"))
    }
}

/// The image at an address, ready to be drawn.
async fn decoded(url: &str) -> Result<web_sys::HtmlImageElement, JsValue> {
    let image = web_sys::HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    Ok(image)
}

/// Writes what is computed for one element into its copy.
fn write_style(from: &Element, to: &Element) -> Result<(), JsValue> {
    let style = computed(from)?;
    let of_texts = if from.tag_name() == "text" { &OF_TEXTS[..] } else { &[] };
    for name in OF_SHAPES.iter().chain(of_texts) {
        let value = style.get_property_value(name)?;
        if !value.is_empty() {
            to.set_attribute(name, &plain_colour(&value))?;
        }
    }
    to.remove_attribute("class")?;
    if style.get_property_value("paint-order")?.starts_with("stroke") { rim(to) } else { Ok(()) }
}

/// A text with a rim as two texts: many programs paint a text's stroke over it, whatever its order.
fn rim(text: &Element) -> Result<(), JsValue> {
    let below: Element = text.clone_node_with_deep(true)?.dyn_into()?;
    below.set_attribute("fill", "none")?;
    if let Some(parent) = text.parent_node() {
        parent.insert_before(&below, Some(text))?;
    }
    text.set_attribute("stroke", "none")
}

fn computed(element: &Element) -> Result<web_sys::CssStyleDeclaration, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.get_computed_style(element)?.ok_or(JsValue::NULL)
}

fn document() -> Result<web_sys::Document, JsValue> {
    web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)
}
