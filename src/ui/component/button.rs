//! The one button: what it says, how it looks, and whether it can be pressed. Pages write no `<button>`
//! of their own; the few that must, say why.

use std::borrow::Cow;

use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::node_ref::NodeRefContainer;

use super::Icon;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::words;

/// How a button looks (`style/component/button.css`, `chip.css`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// With a border.
    #[default]
    Plain,
    /// The act a page is about: one at most.
    Primary,
    /// Without a border, where several stand together.
    Quiet,
    /// Takes away what can't be brought back.
    Danger,
    /// Words in a line of text.
    Link,
    /// A choice among several, mostly with a state of [pressed](ButtonProps::pressed).
    Chip,
    /// Only what its own `class` makes of it.
    Bare,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Plain | Self::Primary | Self::Quiet | Self::Danger => "btn",
            Self::Link => "link",
            Self::Chip => "chip",
            Self::Bare => "",
        }
    }

    fn data_kind(self) -> Option<&'static str> {
        match self {
            Self::Primary => Some("primary"),
            Self::Quiet => Some("quiet"),
            Self::Danger => Some("danger"),
            Self::Plain | Self::Link | Self::Chip | Self::Bare => None,
        }
    }
}

/// What a button says: words that stay, or words that follow what they are read from, which cost an
/// effect each.
#[derive(Clone, Debug, Default)]
pub enum ButtonText {
    #[default]
    None,
    Fixed(Cow<'static, str>),
    Live(Signal<Option<String>>),
}

impl ButtonText {
    /// Its two halves, one of them empty: an element takes either without asking which.
    fn split(self) -> (Option<Cow<'static, str>>, Option<Signal<Option<String>>>) {
        match self {
            Self::None => (None, None),
            Self::Fixed(text) => (Some(text), None),
            Self::Live(text) => (None, Some(text)),
        }
    }
}

impl From<Key> for ButtonText {
    /// In the language of the page.
    fn from(key: Key) -> Self {
        Self::Fixed(Cow::Borrowed(words().text(key)))
    }
}

impl From<&'static str> for ButtonText {
    /// No words where there are none in the text.
    fn from(text: &'static str) -> Self {
        if text.is_empty() { Self::None } else { Self::Fixed(Cow::Borrowed(text)) }
    }
}

impl From<String> for ButtonText {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::None } else { Self::Fixed(Cow::Owned(text)) }
    }
}

impl From<Signal<String>> for ButtonText {
    fn from(text: Signal<String>) -> Self {
        Self::Live(Signal::derive(move || Some(text.get())))
    }
}

impl<F: Fn() -> String + Send + Sync + 'static> From<F> for ButtonText {
    fn from(text: F) -> Self {
        Self::Live(Signal::derive(move || Some(text())))
    }
}

/// Where the element is put once it is built, if somebody wants it.
#[derive(Clone, Copy)]
struct Held(Option<NodeRef<html::Button>>);

impl NodeRefContainer<html::Button> for Held {
    fn load(self, element: &web_sys::Element) {
        if let Some(node) = self.0 {
            node.load(element);
        }
    }
}

/// A button. It is one type whatever it holds, so that a page carries a call for each and not its code.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    /// Lower, for lines of text and tables.
    #[prop(optional)]
    small: bool,
    /// As wide as it is high, for a glyph alone.
    #[prop(optional)]
    square: bool,
    /// Classes beside those of its kind.
    #[prop(optional)]
    class: &'static str,
    /// Stands before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Its words; what is more than words comes as children.
    #[prop(optional, into)]
    text: ButtonText,
    /// What it is called for those who don't see it, where the words alone don't tell.
    #[prop(optional, into)]
    label: ButtonText,
    /// What it does, for those who point at it.
    #[prop(optional, into)]
    title: ButtonText,
    #[prop(optional, into)] id: Cow<'static, str>,
    #[prop(optional, into)] test_id: Cow<'static, str>,
    /// The name of the account it stands for, for tests.
    #[prop(optional, into)]
    account: Option<String>,
    /// Whether it changes the book: one that is only read doesn't let it be pressed.
    #[prop(optional)]
    writes: bool,
    /// Whether it can't be pressed for a reason of its own.
    #[prop(optional, into)]
    disabled: Option<Signal<bool>>,
    /// Whether what it switches is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Whether what it opens is open.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
    /// The id of what it opens.
    #[prop(optional)]
    controls: Option<&'static str>,
    /// Whether it sends off the form it stands in.
    #[prop(optional)]
    submits: bool,
    /// Where the element is kept, for who gives it the focus.
    #[prop(optional)]
    node_ref: Option<NodeRef<html::Button>>,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    let class = match (kind.class(), class) {
        ("", "") => None,
        (of_kind, "") => Some(Cow::Borrowed(of_kind)),
        ("", own) => Some(Cow::Borrowed(own)),
        (of_kind, own) => Some(Cow::Owned(format!("{of_kind} {own}"))),
    };
    let said = |text: Cow<'static, str>| (!text.is_empty()).then_some(text);
    let state = |signal: Signal<bool>| move || if signal.get() { "true" } else { "false" };
    let is_read_only = writes.then(|| session().is_read_only);
    let is_off = (writes || disabled.is_some()).then_some(move || {
        is_read_only.is_some_and(|is_read_only| is_read_only.get()) || disabled.is_some_and(|disabled| disabled.get())
    });
    let (text, live_text) = text.split();
    let (label, live_label) = label.split();
    let (title, live_title) = title.split();
    html::button()
        .class(class)
        .attr("data-kind", kind.data_kind())
        .attr("data-size", small.then_some("s"))
        .attr("data-icon", square.then_some(""))
        .r#type(if submits { "submit" } else { "button" })
        .id(said(id))
        .attr("data-testid", said(test_id))
        .attr("data-account", account)
        .title(title)
        .title(live_title)
        .aria_label(label)
        .aria_label(live_label)
        .aria_pressed(pressed.map(state))
        .aria_expanded(expanded.map(state))
        .aria_controls(controls)
        .disabled(is_off)
        .node_ref(Held(node_ref))
        .on(leptos::ev::click, move |_| {
            // Nothing to do once its page is gone.
            on_click.and_then(|on_click| on_click.try_run(()));
        })
        .child((glyph.map(|glyph| view! { <Icon glyph/> }), text, live_text, children.map(|children| children())))
        .into_any()
}

/// Adds one more; nothing on paper.
#[component]
pub fn AddButton(
    text: Key,
    #[prop(into)] add: Callback<()>,
    #[prop(optional)] test_id: &'static str,
    #[prop(optional, into)] id: Cow<'static, str>,
    /// What it adds to, where several of them read alike.
    #[prop(optional, into)]
    label: ButtonText,
) -> impl IntoView {
    (!is_printing()).then(|| {
        view! {
            <Button
                kind=ButtonKind::Quiet
                small=true
                class="no-print"
                glyph=Glyph::Plus
                text
                label
                id
                test_id
                writes=true
                on_click=add
            />
        }
    })
}

/// Closes what it stands in.
#[component]
pub fn CloseButton(#[prop(into)] close: Callback<()>, #[prop(optional)] test_id: &'static str) -> impl IntoView {
    view! { <Button kind=ButtonKind::Quiet square=true glyph=Glyph::Close label=Key::Close test_id on_click=close/> }
}

/// Deletes what its label names; nothing on paper.
#[component]
pub fn DeleteButton(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] delete: Callback<()>,
    #[prop(optional)] test_id: &'static str,
) -> impl IntoView {
    (!is_printing()).then(|| {
        view! {
            <Button
                kind=ButtonKind::Quiet
                small=true
                square=true
                class="no-print"
                glyph=Glyph::Trash
                label
                title=label
                test_id
                writes=true
                on_click=delete
            />
        }
    })
}
