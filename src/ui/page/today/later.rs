//! A line is set aside: until a day, with a word why, or for a colleague.

use leptos::prelude::*;

use crate::book::Colleagues;
use crate::book::settings::working_calendar;
use crate::calendar::Date;
use crate::text::Key;
use crate::today::Line;
use crate::today::doing::next_working_day;
use crate::ui::component::{Commit, Dialog, LabelledField, WrittenDay};
use crate::ui::keys::focus_after;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

/// What has the focus when a line is gone.
pub const TITLE: &str = "#today";

/// The line that is being set aside.
#[derive(Clone, Copy)]
pub struct Later {
    is_open: RwSignal<bool>,
    line: RwSignal<Option<Line>>,
}

impl Later {
    /// For the page, which must hold a [`LaterDialog`] too.
    pub fn provide() -> Self {
        let later = Self { is_open: RwSignal::new(false), line: RwSignal::new(None) };
        provide_context(later);
        later
    }

    pub fn open(self, line: Line) {
        self.line.set(Some(line));
        self.is_open.set(true);
    }
}

#[component]
pub fn LaterDialog() -> impl IntoView {
    let session = session();
    let words = words();
    let Later { is_open, line } = expect_context();
    let (until, why, to) = (RwSignal::new(None::<Date>), RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |_| {
        if !is_open.get() {
            return;
        }
        let handled = line.with_untracked(|line| line.as_ref().and_then(|line| line.handled.clone()));
        let calendar = session.with_book(working_calendar);
        let day = next_working_day(session.read_on.get_untracked(), |day| calendar.is_working_day(day));
        until.set(Some(day));
        why.set(handled.as_ref().map(|handled| handled.why.clone()).unwrap_or_default());
        let given = handled.and_then(|handled| handled.colleague);
        to.set(given.map(|id| session.with_book(|book| book.name(id))).unwrap_or_default());
    });
    let title = Signal::derive(move || {
        let name = line.with(|line| line.as_ref().map(|line| line.name.clone()).unwrap_or_default());
        words.fill(Key::Labelled, &[("label", words.text(Key::TodayLater)), ("what", &isolated(&name))])
    });
    let is_ready = Signal::derive(move || {
        let is_later = until.get().is_some_and(|day| day > session.read_on.get());
        is_later || (until.get().is_none() && !to.with(|to| to.trim().is_empty()))
    });
    let act = Callback::new(move |()| {
        let Some(line) = line.get_untracked() else { return };
        let (colleague, made) = match session.book_untracked().colleague(&to.get_untracked()) {
            Some((id, edits)) => (Some(id), edits),
            None => (None, Vec::new()),
        };
        let mut change = line.set_aside(until.get_untracked(), &why.get_untracked(), colleague);
        change.edits.extend(made);
        session.commit(change);
        focus_after(TITLE);
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::TodaySetAside)),
        is_danger: false,
        test_id: "postpone-commit",
        is_ready,
        act,
    };
    let body = move || {
        let names = Colleagues::of(&session.book_untracked()).offered(session.ledger.get_untracked().people());
        let names = names.into_iter().map(|name| view! { <option value=name></option> }).collect_view();
        view! {
            <LabelledField id="postpone-until" label=words.text(Key::TodayUntil)>
                <input
                    class="input"
                    type="date"
                    id="postpone-until"
                    data-testid="postpone-until"
                    min=session.read_on.get_untracked().plus(1).to_string()
                    prop:value=move || until.get().map(|day| day.to_string()).unwrap_or_default()
                    on:input=move |event| until.set(event_target_value(&event).parse().ok())
                />
                <WrittenDay day=until/>
            </LabelledField>
            <LabelledField id="postpone-why" label=words.text(Key::TodayWhy)>
                <input
                    class="input"
                    id="postpone-why"
                    data-testid="postpone-why"
                    prop:value=move || why.get()
                    on:input=move |event| why.set(event_target_value(&event))
                />
            </LabelledField>
            <LabelledField id="postpone-to" label=words.text(Key::TodayGiveTo)>
                <input
                    class="input"
                    id="postpone-to"
                    data-testid="postpone-to"
                    list="postpone-colleagues"
                    autocomplete="off"
                    prop:value=move || to.get()
                    on:input=move |event| to.set(event_target_value(&event))
                />
                <datalist id="postpone-colleagues">{names}</datalist>
            </LabelledField>
        }
    };
    view! { <Dialog is_open name="postpone" title commit=commit>{body()}</Dialog> }
}
