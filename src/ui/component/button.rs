//! The one button: what it says, how it looks, and whether it can be pressed. Pages write no `<button>`
//! of their own; the few that must, say why.

use std::borrow::Cow;

use leptos::component::Props;
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
#[derive(Default)]
pub enum ButtonText {
    #[default]
    None,
    Fixed(Cow<'static, str>),
    Live(LiveText),
}

/// Words that follow what they are read from.
type LiveText = Box<dyn Fn() -> String + Send>;

impl ButtonText {
    /// Its two halves, one of them empty: an element takes either without asking which.
    fn split(self) -> (Option<Cow<'static, str>>, Option<LiveText>) {
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
        Self::Live(Box::new(move || text.get()))
    }
}

impl<F: Fn() -> String + Send + 'static> From<F> for ButtonText {
    fn from(text: F) -> Self {
        Self::Live(Box::new(text))
    }
}

/// A state of a button, followed.
pub struct ButtonState(Box<dyn Fn() -> bool + Send>);

impl From<bool> for ButtonState {
    /// One that stays.
    fn from(state: bool) -> Self {
        Self(Box::new(move || state))
    }
}

impl From<RwSignal<bool>> for ButtonState {
    fn from(state: RwSignal<bool>) -> Self {
        Self(Box::new(move || state.get()))
    }
}

impl<F: Fn() -> bool + Send + 'static> From<F> for ButtonState {
    fn from(state: F) -> Self {
        Self(Box::new(state))
    }
}

/// What a button does.
pub struct ButtonPress(Box<dyn Fn()>);

impl From<Callback<()>> for ButtonPress {
    fn from(press: Callback<()>) -> Self {
        Self(Box::new(move || press.run(())))
    }
}

impl<F: Fn() + 'static> From<F> for ButtonPress {
    fn from(press: F) -> Self {
        Self(Box::new(press))
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

/// What a [`Button`] can be told.
///
/// It is its own builder, in a box, and has one type however much is said: what `#[component]` makes has
/// another type after each property, and a hundred buttons of those are kilobytes.
pub struct ButtonProps(Box<Told>);

#[derive(Default)]
struct Told {
    kind: ButtonKind,
    small: bool,
    square: bool,
    class: &'static str,
    glyph: Option<Glyph>,
    text: ButtonText,
    label: ButtonText,
    title: ButtonText,
    id: Cow<'static, str>,
    test_id: Cow<'static, str>,
    account: Option<String>,
    writes: bool,
    disabled: Option<ButtonState>,
    pressed: Option<ButtonState>,
    expanded: Option<ButtonState>,
    controls: Option<&'static str>,
    submits: bool,
    in_row: bool,
    node_ref: Option<NodeRef<html::Button>>,
    on_click: Option<ButtonPress>,
    children: Option<Children>,
}

impl Props for ButtonProps {
    type Builder = Self;

    fn builder() -> Self {
        Self(Box::default())
    }
}

macro_rules! properties {
    ($($(#[$doc:meta])* $name:ident: $type:ty;)*) => {
        impl ButtonProps {
            $($(#[$doc])*
            pub fn $name(mut self, $name: impl Into<$type>) -> Self {
                self.0.$name = $name.into();
                self
            })*

            pub fn build(self) -> Self {
                self
            }
        }
    };
}

properties! {
    /// How it looks.
    kind: ButtonKind;
    /// Lower, for lines of text and tables.
    small: bool;
    /// As wide as it is high, for a glyph alone.
    square: bool;
    /// Classes beside those of its kind.
    class: &'static str;
    /// Stands before the words.
    glyph: Option<Glyph>;
    /// Its words; what is more than words comes as children.
    text: ButtonText;
    /// What it is called for those who don't see it, where the words alone don't tell.
    label: ButtonText;
    /// What it does, for those who point at it.
    title: ButtonText;
    id: Cow<'static, str>;
    test_id: Cow<'static, str>;
    /// The name of the account it stands for, for tests.
    account: Option<String>;
    /// Whether it changes the book: one that is only read doesn't let it be pressed.
    writes: bool;
    /// The id of what it opens.
    controls: Option<&'static str>;
    /// Whether it sends off the form it stands in.
    submits: bool;
    /// Whether it stands in a row that is a stop for Tab itself, within which arrows move.
    in_row: bool;
    /// Where the element is kept, for who gives it the focus.
    node_ref: Option<NodeRef<html::Button>>;
}

impl ButtonProps {
    /// Whether it can't be pressed for a reason of its own.
    pub fn disabled(mut self, disabled: impl Into<ButtonState>) -> Self {
        self.0.disabled = Some(disabled.into());
        self
    }

    /// Whether what it switches is on.
    pub fn pressed(mut self, pressed: impl Into<ButtonState>) -> Self {
        self.0.pressed = Some(pressed.into());
        self
    }

    /// Whether what it opens is open.
    pub fn expanded(mut self, expanded: impl Into<ButtonState>) -> Self {
        self.0.expanded = Some(expanded.into());
        self
    }

    /// What it does.
    pub fn on_click(mut self, press: impl Into<ButtonPress>) -> Self {
        self.0.on_click = Some(press.into());
        self
    }

    /// What it holds behind glyph and words.
    pub fn children(mut self, children: Children) -> Self {
        self.0.children = Some(children);
        self
    }
}

/// A button.
#[expect(non_snake_case, reason = "it is written like a component")]
pub fn Button(props: ButtonProps) -> AnyView {
    let Told {
        kind,
        small,
        square,
        class,
        glyph,
        text,
        label,
        title,
        id,
        test_id,
        account,
        writes,
        disabled,
        pressed,
        expanded,
        controls,
        submits,
        in_row,
        node_ref,
        on_click,
        children,
    } = *props.0;
    let class = match (kind.class(), class) {
        ("", "") => None,
        (of_kind, "") => Some(Cow::Borrowed(of_kind)),
        ("", own) => Some(Cow::Borrowed(own)),
        (of_kind, own) => Some(Cow::Owned(format!("{of_kind} {own}"))),
    };
    let said = |text: Cow<'static, str>| (!text.is_empty()).then_some(text);
    let state = |state: ButtonState| move || if (state.0)() { "true" } else { "false" };
    let is_read_only = writes.then(|| session().is_read_only);
    let is_off = (writes || disabled.is_some()).then_some(move || {
        is_read_only.is_some_and(|is_read_only| is_read_only.get())
            || disabled.as_ref().is_some_and(|disabled| (disabled.0)())
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
        .attr("tabindex", in_row.then_some("-1"))
        .disabled(is_off)
        .node_ref(Held(node_ref))
        .on(leptos::ev::click, move |_| {
            if let Some(ButtonPress(press)) = &on_click {
                press();
            }
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
