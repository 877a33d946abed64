//! When people work, and how soon they are to answer: typed as a draft, used in one change (C4, C5, C10).

use leptos::prelude::*;

use crate::book::{Book, settings};
use crate::browser::zone;
use crate::calendar::Date;
use crate::service::health_score::Part;
use crate::service::setup::{Setup, Wrong};
use crate::text::Key;
use crate::ui::component::{AddButton, Commit, DeleteButton, Dialog};
use crate::ui::dossier_words::health_part;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

#[component]
pub fn SetupDialog(is_open: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let words = words();
    let draft = RwSignal::new(Setup::of(&Book::default()));
    Effect::new(move |_| {
        if is_open.get() {
            draft.set(session.with_book(Setup::of));
        }
    });
    let wrong = Memo::new(move |_| {
        let book = session.book();
        draft.with(|draft| draft.change(&book, zone::is_known).err().unwrap_or_default())
    });
    let act = Callback::new(move |()| {
        let change = session.with_book(|book| draft.with_untracked(|draft| draft.change(book, zone::is_known)));
        if let Ok(change) = change
            && !change.edits.is_empty()
        {
            session.commit(change);
        }
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::ServiceUse)),
        is_danger: false,
        test_id: "service-use",
        is_ready: Signal::derive(move || wrong.with(Vec::is_empty)),
        act,
    };
    let said = move || {
        let parts: Vec<String> = wrong.get().into_iter().map(|wrong| said(words, wrong)).collect();
        (!parts.is_empty()).then(|| words.fill(Key::ServiceWrong, &[("what", &words.list(parts))]))
    };
    let body = move || {
        view! {
            <ZoneField draft/>
            <Week draft/>
            <SpecialDaysList draft/>
            <Line draft id="answer-within" label=Key::ServiceAnswerWithin get=|draft| &draft.answer set=|draft| &mut draft.answer/>
            <Line
                draft
                id="resolve-within"
                label=Key::ServiceResolveWithin
                get=|draft| &draft.resolution
                set=|draft| &mut draft.resolution
            />
            <Line
                draft
                id="tolerance"
                label=Key::ServiceTolerance
                get=|draft| &draft.tolerance
                set=|draft| &mut draft.tolerance
            />
            <Weights draft/>
            <p class="error" role="status">{said}</p>
        }
    };
    let title = Signal::stored(words.text(Key::ServiceSettings).to_owned());
    view! { <Dialog is_open name="service-setup" title commit=commit is_wide=true>{body()}</Dialog> }
}

/// What can't be used.
fn said(words: Words, wrong: Wrong) -> String {
    match wrong {
        Wrong::Zone => words.text(Key::ServiceZone).into(),
        Wrong::Weekday(day) => weekday(words, day),
        Wrong::Special(_) => words.text(Key::ServiceSpecial).into(),
        Wrong::Answer => words.text(Key::ServiceAnswerWithin).into(),
        Wrong::Resolution => words.text(Key::ServiceResolveWithin).into(),
        Wrong::Tolerance => words.text(Key::ServiceTolerance).into(),
        Wrong::Weight(part) => words.text(health_part(part)).into(),
        Wrong::Weights => words.text(Key::ServiceNoWeight).into(),
    }
}

/// "Monday", 0 to 6 from Monday.
fn weekday(words: Words, day: usize) -> String {
    // 5 January 1970 was one.
    words.weekday(Date::EPOCH.plus(4 + i32::try_from(day).unwrap_or_default()))
}

/// One text of the draft.
#[component]
fn Line(
    draft: RwSignal<Setup>,
    id: &'static str,
    label: Key,
    get: fn(&Setup) -> &String,
    set: fn(&mut Setup) -> &mut String,
) -> impl IntoView {
    let words = words();
    view! {
        <div class="field">
            <label for=id>{words.text(label)}</label>
            <input
                class="input"
                id=id
                data-testid=id
                inputmode="decimal"
                autocomplete="off"
                prop:value=move || draft.with(|draft| get(draft).clone())
                on:input=move |event| draft.update(|draft| *set(draft) = event_target_value(&event))
            />
        </div>
    }
}

#[component]
fn ZoneField(draft: RwSignal<Setup>) -> impl IntoView {
    let words = words();
    let names = zone::names().into_iter().map(|name| view! { <option value=name></option> }).collect_view();
    view! {
        <div class="field">
            <label for=settings::field::zone.name>{words.text(Key::ServiceZone)}</label>
            <input
                class="input"
                id=settings::field::zone.name
                data-testid="service-zone"
                dir="ltr"
                list="service-zones"
                autocomplete="off"
                aria-describedby="service-zone-hint"
                prop:value=move || draft.with(|draft| draft.zone.clone())
                on:input=move |event| draft.update(|draft| draft.zone = event_target_value(&event))
            />
            <datalist id="service-zones">{names}</datalist>
            <p class="note" id="service-zone-hint">{words.text(Key::ServiceZoneHint)}</p>
        </div>
    }
}

#[component]
fn Week(draft: RwSignal<Setup>) -> impl IntoView {
    let words = words();
    let day = move |at: usize| {
        let id = format!("weekday-{at}");
        let typed = move |event: web_sys::Event| {
            draft.update(|draft| {
                draft.week.iter_mut().skip(at).take(1).for_each(|text| *text = event_target_value(&event))
            });
        };
        view! {
            <div class="service-setup-row">
                <label for=id.clone()>{weekday(words, at)}</label>
                <input
                    class="input"
                    data-testid=id.clone()
                    id=id
                    dir="ltr"
                    autocomplete="off"
                    prop:value=move || draft.with(|draft| draft.week.get(at).cloned()).unwrap_or_default()
                    on:input=typed
                />
            </div>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{words.text(Key::ServiceWorkingWeek)}</legend>
            <p class="note">{words.text(Key::ServiceHoursHint)}</p>
            {(0..7).map(day).collect_view()}
        </fieldset>
    }
}

#[component]
fn SpecialDaysList(draft: RwSignal<Setup>) -> impl IntoView {
    let session = session();
    let words = words();
    let count = Memo::new(move |_| draft.with(|draft| draft.special.len()));
    let change = move |at: usize, change: &dyn Fn(&mut (Option<Date>, String))| {
        draft.update(|draft| draft.special.iter_mut().skip(at).take(1).for_each(change));
    };
    let row = move |at: usize| {
        let day = move || draft.with(|draft| draft.special.get(at).and_then(|(day, _)| *day));
        let remove = move || {
            let day = day().map(|day| words.day(day)).unwrap_or_default();
            words.fill(Key::ServiceSpecialRemove, &[("day", &day)])
        };
        view! {
            <div class="service-setup-row">
                <input
                    class="input"
                    type="date"
                    data-testid=format!("special-day-{at}")
                    aria-label=words.text(Key::ServiceSpecialDay)
                    prop:value=move || day().map(|day| day.to_string()).unwrap_or_default()
                    on:input=move |event| change(at, &|special| special.0 = event_target_value(&event).parse().ok())
                />
                <span class="row">
                    <input
                        class="input"
                        dir="ltr"
                        autocomplete="off"
                        data-testid=format!("special-hours-{at}")
                        aria-label=words.text(Key::ServiceSpecialHours)
                        prop:value=move || {
                            draft.with(|draft| draft.special.get(at).map(|(_, hours)| hours.clone())).unwrap_or_default()
                        }
                        on:input=move |event| change(at, &|special| special.1 = event_target_value(&event))
                    />
                    <DeleteButton
                        label=Signal::derive(remove)
                        delete=move |()| draft.update(|draft| {
                            if at < draft.special.len() {
                                draft.special.remove(at);
                            }
                        })
                    />
                </span>
            </div>
        }
    };
    let add =
        move |()| draft.update(|draft| draft.special.push((Some(session.read_on.get_untracked()), String::new())));
    view! {
        <fieldset class="choices">
            <legend>{words.text(Key::ServiceSpecial)}</legend>
            {move || (0..count.get()).map(row).collect_view()}
            <div class="row"><AddButton text=Key::ServiceSpecialAdd add test_id="special-add"/></div>
        </fieldset>
    }
}

#[component]
fn Weights(draft: RwSignal<Setup>) -> impl IntoView {
    let words = words();
    let weight = move |(at, part): (usize, Part)| {
        let id = format!("weight-{}", part.code());
        let typed = move |event: web_sys::Event| {
            let text = event_target_value(&event);
            draft.update(|draft| draft.weights.iter_mut().skip(at).take(1).for_each(|weight| weight.clone_from(&text)));
        };
        view! {
            <div class="service-setup-row">
                <label for=id.clone()>{words.text(health_part(part))}</label>
                <input
                    class="input"
                    data-num
                    data-testid=id.clone()
                    id=id
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=move || draft.with(|draft| draft.weights.get(at).cloned()).unwrap_or_default()
                    on:input=typed
                />
            </div>
        }
    };
    view! {
        <details class="service-weights">
            <summary>{words.text(Key::ServiceWeights)}</summary>
            {Part::ALL.into_iter().enumerate().map(weight).collect_view()}
        </details>
    }
}
