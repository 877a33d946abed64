//! When people work, and how soon they are to answer: typed as a draft, used in one change (C4, C5, C10).

use leptos::prelude::*;

use crate::book::{Book, settings};
use crate::browser::zone;
use crate::calendar::Date;
use crate::service::health_score::Part;
use crate::service::setup::{Place, Setup, SpecialDay, Wrong};
use crate::text::Key;
use crate::ui::component::{AddButton, Commit, DeleteButton, Dialog, LabelledField, WrittenDay};
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
    let line = move |place: Place, id: String, label: String| view! { <Line draft place id label/> };
    let body = move || {
        view! {
            <ZoneField draft/>
            <Week draft/>
            <SpecialDaysList draft/>
            <div>
                {line(Place::Answer, "answer-within".into(), words.text(Key::ServiceAnswerWithin).into())}
                {line(Place::Resolution, "resolve-within".into(), words.text(Key::ServiceResolveWithin).into())}
                {line(Place::Tolerance, "tolerance".into(), words.text(Key::ServiceTolerance).into())}
            </div>
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

/// One text of the draft, with what it is called.
#[component]
fn Line(draft: RwSignal<Setup>, place: Place, id: String, label: String) -> impl IntoView {
    view! {
        <div class="service-setup-row">
            <label for=id.clone()>{label}</label>
            <input
                class="input"
                data-testid=id.clone()
                id=id
                dir="ltr"
                autocomplete="off"
                prop:value=move || draft.with(|draft| draft.text(place).cloned().unwrap_or_default())
                on:input=move |event| draft.update(|draft| draft.set(place, event_target_value(&event)))
            />
        </div>
    }
}

#[component]
fn ZoneField(draft: RwSignal<Setup>) -> impl IntoView {
    let words = words();
    let names = zone::names().into_iter().map(|name| view! { <option value=name></option> }).collect_view();
    view! {
        <LabelledField id=settings::field::zone.name label=words.text(Key::ServiceZone)>
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
        </LabelledField>
    }
}

#[component]
fn Week(draft: RwSignal<Setup>) -> impl IntoView {
    let words = words();
    let day = move |at: usize| {
        view! { <Line draft place=Place::Weekday(at) id=format!("weekday-{at}") label=weekday(words, at)/> }
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
    let change = move |at: usize, change: &dyn Fn(&mut SpecialDay)| {
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
                <span class="stack-s">
                    <input
                        class="input"
                        type="date"
                        data-testid=format!("special-day-{at}")
                        aria-label=words.text(Key::ServiceSpecialDay)
                        prop:value=move || day().map(|day| day.to_string()).unwrap_or_default()
                        on:input=move |event| change(at, &|special| special.0 = event_target_value(&event).parse().ok())
                    />
                    <WrittenDay day=Signal::derive(day)/>
                </span>
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
        let (id, label) = (format!("weight-{}", part.code()), words.text(health_part(part)).to_owned());
        view! { <Line draft place=Place::Weight(at) id label/> }
    };
    view! {
        <details class="service-weights">
            <summary>{words.text(Key::ServiceWeights)}</summary>
            {Part::ALL.into_iter().enumerate().map(weight).collect_view()}
        </details>
    }
}
