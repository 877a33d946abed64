//! The next step with an account, which stands on Today: what, and by which day.

use leptos::prelude::*;

use crate::book::account::field;
use crate::book::{Change, Label, RecordId};
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::component::{Commit, DayField, Dialog, LabelledField};
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

/// The account whose next step is being said, if one is.
#[derive(Clone, Copy)]
pub struct NextSteps {
    of: RwSignal<Option<RecordId>>,
    is_open: RwSignal<bool>,
}

impl NextSteps {
    /// For a page, which must hold a [`NextStepDialog`] too.
    pub fn provide() -> Self {
        let steps = Self { of: RwSignal::new(None), is_open: RwSignal::new(false) };
        provide_context(steps);
        steps
    }

    pub fn here() -> Self {
        expect_context()
    }

    pub fn open(self, account: RecordId) {
        self.of.set(Some(account));
        self.is_open.set(true);
    }
}

#[component]
pub fn NextStepDialog() -> impl IntoView {
    let (session, words) = (session(), words());
    let NextSteps { of, is_open } = NextSteps::here();
    let what = RwSignal::new(String::new());
    let day = RwSignal::new(None::<Date>);
    Effect::new(move |_| {
        if let Some(id) = of.get().filter(|_| is_open.get()) {
            let book = session.book_untracked();
            what.set(book.value(id, field::next_what));
            day.set(book.value(id, field::next_on));
        }
    });
    let act = Callback::new(move |()| {
        let Some(id) = of.get_untracked() else { return };
        let account = session.book_untracked().name(id);
        let text = what.with_untracked(|what| what.trim().to_owned());
        let edits = vec![field::next_what.set(id, text), field::next_on.set(id, day.get_untracked())];
        session.commit(Change::new(Label::Stage { account }, edits));
    });
    let commit = Commit {
        text: Signal::stored(words.text(Key::NextStepKeep)),
        is_danger: false,
        test_id: "next-step-commit",
        // Emptied, there is none any more.
        is_ready: Signal::derive(|| true),
        act,
    };
    let title = Signal::derive(move || {
        let name = of.get().map(|id| isolated(&session.name(id))).unwrap_or_default();
        words.fill(Key::NextStepOf, &[("name", &name)])
    });
    let body = move || {
        view! {
            <LabelledField id="prospect-next-what" label=words.text(Key::FieldNextWhat)>
                <input
                    class="input"
                    id="prospect-next-what"
                    data-testid="prospect-next-what"
                    autocomplete="off"
                    prop:value=move || what.get()
                    on:input=move |event| what.set(event_target_value(&event))
                />
            </LabelledField>
            <DayField id="prospect-next-on" label=Key::FieldNextOn day/>
            <p class="note">{words.text(Key::NextStepOnToday)}</p>
        }
    };
    view! { <Dialog is_open name="next-step" title commit>{body()}</Dialog> }
}
