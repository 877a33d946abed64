//! How it was: a call, a visit, a mail, online.

use leptos::prelude::*;

use super::draft::Draft;
use crate::act::{CHANNELS, TouchKey};
use crate::book::Channel;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::Icon;
use crate::ui::words::words;

fn looks(channel: Channel) -> (Glyph, Key) {
    match channel {
        Channel::Call => (Glyph::Phone, Key::TouchCall),
        Channel::Letter => (Glyph::Mail, Key::TouchMail),
        Channel::Video => (Glyph::Video, Key::TouchOnline),
        Channel::Visit | Channel::Meeting | Channel::Event => (Glyph::Meet, Key::TouchVisit),
    }
}

#[component]
pub fn Kinds(draft: Draft) -> impl IntoView {
    let words = words();
    let kind = move |channel: Channel| {
        let (glyph, text) = looks(channel);
        view! {
            <label>
                <input
                    type="radio"
                    name="touch-kind"
                    data-testid=format!("touch-{}", channel.code())
                    prop:checked=move || draft.channel.get() == channel
                    on:change=move |_| draft.channel.set(channel)
                />
                <Icon glyph/>
                <span>{words.text(text)} " " <kbd aria-hidden="true">{TouchKey::Channel(channel).shown()}</kbd></span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="sr">{words.text(Key::InteractionChannel)}</legend>
            <div class="touch-kinds">{CHANNELS.map(kind).into_iter().collect_view()}</div>
        </fieldset>
    }
}
