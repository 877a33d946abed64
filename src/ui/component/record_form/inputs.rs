//! One field of a form, by what it holds.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Writer;
use super::choose::{Choice, Choices, MarkChoice, People, Person};
use super::instants::{InstantInput, Spans};
use super::names::{Named, NamedSeveral, Of};
use super::reach::ReachList;
use super::reasons::ReasonList;
use crate::book::kind::{FormField, Input};
use crate::book::{
    Amount, Answered, Birthday, BuyingRole, BuyingRoles, Cadence, Hours, OwnCadence, Quantity, RecordId, SETTINGS,
    Whole, contact, settings, stored,
};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::text::Key;
use crate::today::cadence::CadenceFor;
use crate::ui::component::{CadenceInputs, LabelledField, WrittenDay};
use crate::ui::session::session;
use crate::ui::words::words;

/// The stored value as its type; the type's default where it is another.
pub fn read<T: DeserializeOwned + Default>(value: &Value) -> T {
    T::deserialize(value).unwrap_or_default()
}

#[component]
pub fn FieldInput(writer: Writer, field: &'static FormField, account: Option<RecordId>) -> impl IntoView {
    let words = words();
    let id = format!("form-{}", field.name);
    let label = words.text(field.label);
    let value = writer.value(field.name);
    let name = field.name;
    let input = match field.input {
        Input::Line | Input::Document => labelled(&id, label, view! { <Text writer name value id=id.clone() rows=1/> }),
        Input::Text => labelled(&id, label, view! { <Text writer name value id=id.clone() rows=3/> }),
        Input::Group => labelled(&id, label, view! { <Group writer name value id=id.clone()/> }),
        Input::Day => labelled(&id, label, view! { <Day writer name value id=id.clone()/> }),
        Input::Instant => labelled(&id, label, view! { <InstantInput writer name value id=id.clone()/> }),
        Input::Spans => view! { <Spans writer name value id label/> }.into_any(),
        Input::Money => labelled(&id, label, view! { <Money writer name value id=id.clone()/> }),
        Input::Mark => labelled(&id, label, view! { <MarkChoice writer name value id=id.clone()/> }),
        Input::Hours => labelled(&id, label, view! { <HoursInput writer name value id=id.clone()/> }),
        Input::Quantity => labelled(&id, label, view! { <QuantityInput writer name value id=id.clone()/> }),
        Input::Whole => labelled(&id, label, view! { <WholeInput writer name value id=id.clone() is_year=false/> }),
        Input::Year => labelled(&id, label, view! { <WholeInput writer name value id=id.clone() is_year=true/> }),
        Input::Flag => view! { <Flag writer name value label/> }.into_any(),
        Input::Choice(list) => labelled(&id, label, view! { <Choice writer name value list id=id.clone()/> }),
        Input::Choices(list) => view! { <Choices writer name value list label/> }.into_any(),
        Input::Person => labelled(&id, label, view! { <Person writer name value account id=id.clone()/> }),
        Input::People => view! { <People writer name value account label/> }.into_any(),
        Input::Colleague => labelled(&id, label, view! { <Named writer name value of=Of::Colleagues id=id.clone()/> }),
        Input::Competitor => {
            labelled(&id, label, view! { <Named writer name value of=Of::Competitors id=id.clone()/> })
        }
        Input::Colleagues => view! { <NamedSeveral writer name value id label/> }.into_any(),
        Input::Birthday => view! { <BirthdayInput writer name value id label/> }.into_any(),
        Input::Cadence => view! { <PersonsCadence writer name value id label/> }.into_any(),
        Input::Reach => view! { <ReachList writer name value id label/> }.into_any(),
        Input::Reasons => view! { <ReasonList writer name value id label/> }.into_any(),
        Input::Answers => view! { <Answers value label/> }.into_any(),
    };
    if field.condition.is_none() {
        return input;
    }
    let unmet = writer.unmet(name);
    view! {
        <fieldset prop:disabled=move || unmet.with(Option::is_some)>
            {input}
            <p class="note" role="status">{move || unmet.get().map(|condition| words.text(condition.words))}</p>
        </fieldset>
    }
    .into_any()
}

fn labelled(id: &str, label: &'static str, input: impl IntoView + 'static) -> AnyView {
    view! {
        <LabelledField id=id.to_owned() label=label>
            {input.into_any()}
        </LabelledField>
    }
    .into_any()
}

#[component]
fn Text(writer: Writer, name: &'static str, value: Memo<Value>, id: String, rows: u32) -> impl IntoView {
    let session = session();
    let is_line = rows == 1;
    view! {
        <textarea
            class="input growing"
            id=id
            rows=rows
            data-field=name
            prop:value=move || value.with(read::<String>)
            prop:readOnly=session.is_read_only
            on:keydown=move |event| {
                // A line is left by Enter, not broken.
                if is_line && event.key() == "Enter" {
                    event.prevent_default();
                }
            }
            on:input=move |event| {
                let typed = event_target_value(&event);
                let typed = if is_line { typed.replace(['\r', '\n'], " ") } else { typed };
                writer.set(name, stored(&typed));
            }
        ></textarea>
    }
}

/// What they answered in writing, which nobody else rewrites.
#[component]
fn Answers(value: Memo<Value>, label: &'static str) -> impl IntoView {
    let words = words();
    let shown = move || {
        let answers = value.with(read::<Vec<Answered>>);
        let row = |answered: Answered| {
            let mark = answered.mark.map(|mark| words.number(mark.value().into()));
            view! {
                <div><dt><bdi>{answered.asked}</bdi></dt><dd>{mark} <bdi>{answered.words}</bdi></dd></div>
            }
        };
        (!answers.is_empty()).then(|| {
            view! {
                <div class="field">
                    <span class="label">{label}</span>
                    <dl class="facts">{answers.into_iter().map(row).collect_view()}</dl>
                </div>
            }
        })
    };
    view! { {shown} }
}

/// A product group: one the ledger knows, or any other.
#[component]
fn Group(writer: Writer, name: &'static str, value: Memo<Value>, id: String) -> impl IntoView {
    let session = session();
    let list = format!("{id}-list");
    let groups = session.ledger.get_untracked();
    let options = groups.groups().iter().map(|group| view! { <option value=group.clone()></option> }).collect_view();
    view! {
        <input
            class="input"
            id=id
            list=list.clone()
            data-field=name
            autocomplete="off"
            prop:value=move || value.with(read::<String>)
            // The record is the one of this group; another group has another.
            prop:readOnly=move || session.is_read_only.get() || !value.with(Value::is_null)
            on:change=move |event| writer.set(name, stored(&event_target_value(&event).trim()))
        />
        <datalist id=list>{options}</datalist>
    }
}

#[component]
fn Day(writer: Writer, name: &'static str, value: Memo<Value>, id: String) -> impl IntoView {
    let session = session();
    let words = words();
    let wrong = RwSignal::new(false);
    let hint = format!("{id}-hint");
    let shown = move || value.with(read::<Option<Date>>).map(|day| day.to_string()).unwrap_or_default();
    view! {
        <input
            class="input"
            type="date"
            id=id
            data-field=name
            aria-describedby=hint.clone()
            aria-invalid=move || wrong.get().then_some("true")
            on:blur=move |event| {
                let input: web_sys::HtmlInputElement = event_target(&event);
                wrong.set(input.validity().bad_input());
            }
            prop:value=shown
            prop:readOnly=session.is_read_only
            on:change=move |event| {
                let input: web_sys::HtmlInputElement = event_target(&event);
                let typed = input.value();
                wrong.set(false);
                // Half a date is none yet.
                if typed.is_empty() && !input.validity().bad_input() {
                    writer.set(name, Value::Null);
                } else if let Ok(day) = typed.parse::<Date>() {
                    writer.set(name, json!(day));
                }
            }
        />
        <WrittenDay day=Signal::derive(move || value.with(read::<Option<Date>>))/>
        <p class="error" id=hint role="status">{move || wrong.get().then(|| words.text(Key::FormNotADay))}</p>
    }
}

/// A measured number, typed as people write it and read when the field is left: what is none is said below, and changes
/// nothing.
#[component]
fn Measured(
    writer: Writer,
    name: &'static str,
    id: String,
    /// As it is written.
    #[prop(into)]
    shown: Signal<String>,
    /// What is stored of what was typed; `None` where it is none.
    read: Callback<String, Option<Value>>,
    /// Said of what is none.
    wrong_is: Key,
    /// By what it is measured.
    #[prop(optional, into)]
    unit: Option<Signal<String>>,
) -> impl IntoView {
    let session = session();
    let words = words();
    let wrong = RwSignal::new(false);
    let hint = format!("{id}-hint");
    let input = view! {
        <input
            class="input"
            id=id
            inputmode="decimal"
            autocomplete="off"
            data-field=name
            aria-describedby=hint.clone()
            aria-invalid=move || wrong.get().then_some("true")
            prop:value=shown
            prop:readOnly=session.is_read_only
            on:change=move |event| {
                let typed = event_target_value(&event);
                let found = if typed.trim().is_empty() { Some(Value::Null) } else { read.run(typed) };
                wrong.set(found.is_none());
                found.into_iter().for_each(|found| writer.set(name, found));
            }
        />
    };
    let input = match unit {
        None => input.into_any(),
        Some(unit) => view! {
            <div class="row nowrap-row">{input} <span class="note">{move || unit.get()}</span></div>
        }
        .into_any(),
    };
    view! {
        {input}
        <p class="error" id=hint role="status">{move || wrong.get().then(|| words.text(wrong_is))}</p>
    }
}

#[component]
fn Money(writer: Writer, name: &'static str, value: Memo<Value>, id: String) -> impl IntoView {
    let session = session();
    let words = words();
    let amount = move || value.with(read::<Option<Amount>>);
    let currency = move || {
        let of_book = || session.book_untracked().value(SETTINGS, settings::field::currency);
        amount().map(|amount| amount.currency).or_else(of_book).unwrap_or_else(Currency::default)
    };
    let shown = move || amount().map(|amount| words.money(amount.currency, amount.minor.into())).unwrap_or_default();
    let read = Callback::new(move |typed: String| {
        let amount = Amount::typed(&typed, untrack(currency)).filter(|amount| amount.minor >= 0);
        amount.map(|amount| json!(amount))
    });
    let unit = Signal::derive(move || currency().to_string());
    view! { <Measured writer name id shown=Signal::derive(shown) read wrong_is=Key::FormNotAnAmount unit/> }
}

/// Hours of work, typed as people write them: 7.5.
#[component]
fn HoursInput(writer: Writer, name: &'static str, value: Memo<Value>, id: String) -> impl IntoView {
    let words = words();
    let shown = move || {
        let hours = value.with(read::<Option<Hours>>);
        hours.map(|hours| words.decimal(hours.hours(), 2)).unwrap_or_default()
    };
    let read = Callback::new(|typed: String| Hours::typed(&typed).map(|hours| stored(&hours)));
    view! { <Measured writer name id shown=Signal::derive(shown) read wrong_is=Key::FormNotHours/> }
}

#[component]
fn QuantityInput(writer: Writer, name: &'static str, value: Memo<Value>, id: String) -> impl IntoView {
    let words = words();
    let shown = move || {
        let quantity = value.with(read::<Option<Quantity>>);
        quantity.map(|quantity| words.decimal(quantity.value(), 3)).unwrap_or_default()
    };
    let read = Callback::new(|typed: String| Quantity::typed(&typed).map(|quantity| stored(&quantity)));
    view! { <Measured writer name id shown=Signal::derive(shown) read wrong_is=Key::FormNotANumber/> }
}

/// A whole number; a year has no thousands.
#[component]
fn WholeInput(writer: Writer, name: &'static str, value: Memo<Value>, id: String, is_year: bool) -> impl IntoView {
    let words = words();
    let shown = move || {
        let number = value.with(read::<Option<Whole>>);
        let said = |number: Whole| if is_year { number.to_string() } else { words.decimal(number.as_f64(), 0) };
        number.map(said).unwrap_or_default()
    };
    let read = Callback::new(|typed: String| Whole::typed(&typed).map(|number| stored(&number)));
    view! { <Measured writer name id shown=Signal::derive(shown) read wrong_is=Key::FormNotWhole/> }
}

#[component]
fn Flag(writer: Writer, name: &'static str, value: Memo<Value>, label: &'static str) -> impl IntoView {
    let session = session();
    view! {
        <label class="check">
            <input
                type="checkbox"
                data-field=name
                prop:checked=move || value.get() == true
                prop:disabled=session.is_read_only
                on:change=move |event| {
                    let is_so = event_target_checked(&event);
                    writer.set(name, if is_so { true.into() } else { Value::Null });
                }
            />
            <span>{label}</span>
        </label>
    }
}

/// Day and month, and the year where it is known.
#[component]
fn BirthdayInput(
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    id: String,
    label: &'static str,
) -> impl IntoView {
    let session = session();
    let words = words();
    let wrong = RwSignal::new(false);
    let known = move || value.with(read::<Option<Birthday>>);
    // What is typed stays until it makes a day.
    let typed = RwSignal::new((String::new(), String::new(), String::new()));
    Effect::new(move |_| {
        if let Some(day) = known() {
            let year = day.year().map(|year| year.to_string()).unwrap_or_default();
            typed.set((day.day().to_string(), day.month().to_string(), year));
        }
    });
    let take = move || {
        let (day, month, year) = typed.get_untracked();
        if day.trim().is_empty() && month.is_empty() && year.trim().is_empty() {
            wrong.set(false);
            return writer.set(name, Value::Null);
        }
        if day.trim().is_empty() || month.is_empty() {
            // Not all of it yet.
            return wrong.set(false);
        }
        let number = |text: &str| crate::text::typed_number(text).map(|number| number as i16);
        let year = if year.trim().is_empty() { Some(None) } else { number(&year).map(Some) };
        let part = |text: &str| number(text).and_then(|number| i8::try_from(number).ok());
        let made = year.zip(part(&month).zip(part(&day)));
        let made = made.and_then(|(year, (month, day))| Birthday::new(year, month, day).ok());
        wrong.set(made.is_none());
        if let Some(made) = made {
            writer.set(name, json!(made));
        }
    };
    let months = (1..=12_i8).map(|month| {
        let text = Date::new(2000, month, 1).map(|day| words.month(day)).unwrap_or_default();
        view! {
            <option value=month.to_string() prop:selected=move || typed.with(|typed| typed.1 == month.to_string())>
                {text}
            </option>
        }
    });
    view! {
        <fieldset class="field birthday">
            <legend class="label">{label}</legend>
            <div class="row">
                <input
                    class="input"
                    data-num
                    id=id.clone()
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label=words.text(Key::FormDayOfMonth)
                    placeholder=words.text(Key::FormDayOfMonth)
                    prop:value=move || typed.with(|typed| typed.0.clone())
                    prop:readOnly=session.is_read_only
                    on:change=move |event| {
                        typed.update(|typed| typed.0 = event_target_value(&event));
                        take();
                    }
                />
                <select
                    class="select"
                    aria-label=words.text(Key::FormMonth)
                    prop:disabled=session.is_read_only
                    on:change=move |event| {
                        typed.update(|typed| typed.1 = event_target_value(&event));
                        take();
                    }
                >
                    <option value="" prop:selected=move || typed.with(|typed| typed.1.is_empty())>"–"</option>
                    {months.collect_view()}
                </select>
                <input
                    class="input"
                    data-num
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label=words.text(Key::FormYearIfKnown)
                    placeholder=words.text(Key::FormYearIfKnown)
                    prop:value=move || typed.with(|typed| typed.2.clone())
                    prop:readOnly=session.is_read_only
                    on:change=move |event| {
                        typed.update(|typed| typed.2 = event_target_value(&event));
                        take();
                    }
                />
            </div>
            <p class="error" role="status">{move || wrong.get().then(|| words.text(Key::FormNotADay))}</p>
        </fieldset>
    }
}

/// How often a person is to hear from us; in grey what is usual for those who decide (C1).
#[component]
fn PersonsCadence(
    writer: Writer,
    name: &'static str,
    value: Memo<Value>,
    id: String,
    label: &'static str,
) -> impl IntoView {
    let session = session();
    let roles = writer.value(contact::field::roles.name);
    let cadences = session.field(SETTINGS, settings::field::cadences);
    let set = Signal::derive(move || value.with(read::<Option<OwnCadence>>).map(OwnCadence::cadence));
    let usual = Signal::derive(move || {
        let decides = roles.with(read::<BuyingRoles>).contains(BuyingRole::Decider);
        decides.then(|| cadences.with(|cadences| CadenceFor::Decider.cadence(cadences)))
    });
    let change = Callback::new(move |cadence: Option<Cadence>| {
        let own = cadence.map(|cadence| OwnCadence::of(cadence, session.read_on.get_untracked()));
        writer.set(name, stored(&own));
    });
    view! {
        <div class="field">
            <span class="label">{label}</span>
            <CadenceInputs label=label.to_owned() name=id set usual change/>
        </div>
    }
}
