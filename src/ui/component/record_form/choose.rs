//! Choosing: from a list of codes, from the people of an account.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::inputs::read;
use super::{Writer, people};
use crate::book::{Mark, RecordId, stored};
use crate::dossier::people::may_report_to;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::words;

type List = &'static [(&'static str, Key)];

#[component]
pub fn Choice(writer: Writer, name: &'static str, value: Memo<Value>, list: List, id: String) -> impl IntoView {
    let session = session();
    let words = words();
    let chosen = Memo::new(move |_| value.with(read::<String>));
    let option = move |(code, key): &(&'static str, Key)| {
        let code = *code;
        view! {
            <option value=code prop:selected=move || chosen.with(|chosen| chosen == code)>{words.text(*key)}</option>
        }
    };
    // One of a later version stays as it is.
    let unknown = move || {
        let code = chosen.get();
        let is_known = code.is_empty() || list.iter().any(|(known, _)| *known == code);
        (!is_known).then(|| view! { <option value=code.clone() prop:selected=true>{code.clone()}</option> })
    };
    view! {
        <select
            class="select"
            id=id
            data-field=name
            prop:disabled=session.is_read_only
            on:change=move |event| writer.set(name, stored(&event_target_value(&event)))
        >
            <option value="" prop:selected=move || chosen.with(String::is_empty)>{words.text(Key::FormChoose)}</option>
            {list.iter().map(option).collect_view()}
            {unknown}
        </select>
    }
}

/// A mark from 0 to 10, or none yet.
#[component]
pub fn MarkChoice(writer: Writer, name: &'static str, value: Memo<Value>, id: String) -> impl IntoView {
    let session = session();
    let words = words();
    let chosen = Memo::new(move |_| value.with(read::<Option<Mark>>));
    let option = move |mark: Mark| {
        view! {
            <option value=mark.value().to_string() prop:selected=move || chosen.get() == Some(mark)>
                {words.number(mark.value().into())}
            </option>
        }
    };
    view! {
        <select
            class="select"
            id=id
            data-field=name
            prop:disabled=session.is_read_only
            on:change=move |event| {
                let mark = event_target_value(&event).parse().ok().and_then(Mark::new);
                writer.set(name, stored(&mark));
            }
        >
            <option value="" prop:selected=move || chosen.get().is_none()>{words.text(Key::FormChoose)}</option>
            {Mark::all().map(option).collect_view()}
        </select>
    }
}

#[component]
pub fn Choices(
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    list: List,
    label: &'static str,
) -> impl IntoView {
    let session = session();
    let words = words();
    let chosen = Memo::new(move |_| value.with(read::<Vec<String>>));
    let entry = move |(code, key): &(&'static str, Key)| {
        let code = *code;
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    value=code
                    data-field=name
                    prop:checked=move || chosen.with(|chosen| chosen.iter().any(|held| held == code))
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        let holds = event_target_checked(&event);
                        let mut codes = chosen.get_untracked();
                        codes.retain(|held| held != code);
                        if holds {
                            codes.push(code.into());
                        }
                        // One order, so that the same choice is the same value.
                        codes.sort();
                        writer.set(name, stored(&codes));
                    }
                />
                <span>{words.text(*key)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field checks">
            <legend class="label">{label}</legend>
            <div class="checks-list">{list.iter().map(entry).collect_view()}</div>
        </fieldset>
    }
}

/// One person of the account. Nobody reports to themselves, not even by way of others.
#[component]
pub fn Person(
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    account: Option<RecordId>,
    id: String,
) -> impl IntoView {
    let session = session();
    let words = words();
    let chosen = Memo::new(move |_| value.with(read::<Option<RecordId>>));
    let all = Memo::new(move |_| {
        let book = session.book();
        let mut all = people(session, account);
        all.retain(|(id, _)| {
            name != crate::book::contact::field::reports_to.name || may_report_to(&book, writer.id, *id)
        });
        all
    });
    let options = move || {
        all.get()
            .into_iter()
            .map(|(id, name)| {
                view! {
                    <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>{name}</option>
                }
            })
            .collect_view()
    };
    view! {
        <select
            class="select"
            id=id
            data-field=name
            prop:disabled=session.is_read_only
            on:change=move |event| {
                let id = event_target_value(&event).parse::<RecordId>().ok();
                writer.set(name, id.map_or(Value::Null, |id| json!(id)));
            }
        >
            <option value="" prop:selected=move || chosen.get().is_none()>{words.text(Key::FormChoose)}</option>
            {options}
        </select>
    }
}

/// Several people of the account.
#[component]
pub fn People(
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    account: Option<RecordId>,
    label: &'static str,
) -> impl IntoView {
    let session = session();
    let words = words();
    let chosen = Memo::new(move |_| value.with(read::<Vec<RecordId>>));
    let all = Memo::new(move |_| {
        let mut all = people(session, account);
        all.retain(|(id, _)| *id != writer.id);
        all
    });
    let entry = move |(id, person): (RecordId, String)| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    value=id.to_string()
                    data-field=name
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        let holds = event_target_checked(&event);
                        let mut ids = chosen.get_untracked();
                        ids.retain(|held| *held != id);
                        if holds {
                            ids.push(id);
                        }
                        writer.set(name, stored(&ids));
                    }
                />
                <span><bdi>{person}</bdi></span>
            </label>
        }
    };
    let list = move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="note">{words.text(Key::FormNoPeople)}</p> }.into_any();
        }
        all.into_iter().map(entry).collect_view().into_any()
    };
    view! {
        <fieldset class="field checks">
            <legend class="label">{label}</legend>
            <div class="checks-list">{list}</div>
        </fieldset>
    }
}
