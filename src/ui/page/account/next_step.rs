//! The next step with an account and how often it is to hear from us (D2, C1): read as sentences, and changed behind
//! one click.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::cadence::{CadenceField, CadenceSentence, cadence_of};
use crate::book::{Change, Edit, Label, account::field, stored};
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Editable, LabelledField, WrittenDay};
use crate::ui::dossier_words::due_when;
use crate::ui::keys::focus_after;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn NextStep(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let AccountView { id, name, .. } = account_view;
    let what = session.field(id, field::next_what);
    let on = session.field(id, field::next_on);
    let cadence = cadence_of(account_view);
    let is_changing = RwSignal::new(false);
    let toggle = move || {
        is_changing.update(|changing| *changing = !*changing);
        if is_changing.get_untracked() {
            focus_after("[data-testid=next-what]");
        }
    };
    let said = move || match what.with(String::is_empty) {
        true => view! { <span class="muted">{words.text(Key::NextNone)}</span> }.into_any(),
        false => view! { <b><bdi>{what}</bdi></b> }.into_any(),
    };
    let when = move || on.get().map(|day| due_when(words, Some(day), session.read_on.get()));
    let is_late = move || on.get().is_some_and(|day| day < session.read_on.get()).then_some("bad");
    let button = (!is_printing()).then(|| {
        view! {
            <Button
                kind=ButtonKind::Link
                class="no-print"
                text=move || words.text(if is_changing.get() { Key::FormDone } else { Key::NextChange }).to_owned()
                title=words.text(Key::NextChangeOf)
                test_id="next-change"
                expanded=is_changing
                writes=true
                on_click=toggle
            />
        }
    });
    let set_day = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let day = input.value().parse::<Date>().ok();
        if day.is_some() || (input.value().is_empty() && !input.validity().bad_input()) {
            let edit = Edit::raw(id, field::next_on.kind, field::next_on.name, stored(&day));
            session.commit(Change::new(Label::Stage { account: name.get_untracked() }, vec![edit]));
        }
    };
    let fields = move || {
        view! {
            <div class="next-fields">
                <div class="field">
                    <span class="label">{words.text(Key::FieldNextWhat)}</span>
                    <Editable
                        id
                        field=field::next_what
                        change=move || Label::EditAccount { account: name.get_untracked() }
                        label=words.text(Key::FieldNextWhat)
                        placeholder=words.text(Key::NextStepHint)
                        test_id="next-what"
                    />
                </div>
                <LabelledField id="next-on" label=words.text(Key::FieldNextOn)>
                    <input
                        class="input"
                        type="date"
                        id="next-on"
                        data-testid="next-on"
                        prop:value=move || on.get().map(|day| day.to_string()).unwrap_or_default()
                        prop:readOnly=session.is_read_only
                        on:change=set_day
                    />
                    <WrittenDay day=on/>
                </LabelledField>
                <CadenceField cadence/>
            </div>
        }
    };
    view! {
        <div class="next-step">
            <div>
                <p class="next-said" data-testid="next-said">
                    <span class="muted">{words.text(Key::FieldNextWhat)}</span> " " {said} " " <span class="mark" data-tone=is_late>{when}</span>
                </p>
                <CadenceSentence cadence/>
            </div>
            {button}
            {move || is_changing.get().then(fields)}
        </div>
    }
}
