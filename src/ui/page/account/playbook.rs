//! The playbook of a level (P1): its steps with their days, planned with the account in one change; and its form.

use leptos::prelude::*;

use super::account_view::AccountView;
use crate::book::playbook::{self, PlaybookStep, put_right};
use crate::book::{Change, Label, Level, PlannedStep, Playbook, account::field};
use crate::dossier::Dossier;
use crate::dossier::playbook::{Beginning, own_in, steps_of};
use crate::glyph::Glyph;
use crate::text::{Key, typed_number};
use crate::ui::component::{AddButton, Button, ButtonKind};
use crate::ui::keys::focus_after;
use crate::ui::printing::is_printing;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn PlaybookPart(account_view: AccountView) -> impl IntoView {
    let words = words();
    let is_open = RwSignal::new(false);
    let toggled = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        is_open.set(details.has_attribute("open"));
    };
    (!is_printing()).then(|| {
        view! {
            <details class="playbook no-print" data-testid="playbook" on:toggle=toggled>
                <summary>{words.text(Key::PlayTitle)}</summary>
                {move || is_open.get().then(|| view! { <Steps account_view/> })}
            </details>
        }
    })
}

/// The steps of the account's level, or of another one.
#[component]
fn Steps(account_view: AccountView) -> impl IntoView {
    let (session, words) = (session(), words());
    let AccountView { id, name, figures, .. } = account_view;
    let dossier: Memo<Option<Dossier>> = expect_context();
    let (confirmed, owner) = (session.field(id, field::level), session.field(id, field::owner));
    let chosen = RwSignal::new(None::<Level>);
    let level = Memo::new(move |_| {
        let suggested = || figures.get().map(|figures| figures.level.level);
        chosen.get().or(confirmed.get()).or_else(suggested).unwrap_or(Level::Lead)
    });
    let is_edited = RwSignal::new(false);
    let steps = Memo::new(move |_| steps_of(&session.book(), level.get(), |key| words.text(key).into()));
    let held = Memo::new(move |_| {
        let all = |dossier: &Dossier| dossier.all::<PlannedStep>().map(|(_, step)| step).collect::<Vec<_>>();
        dossier.with(|dossier| dossier.as_ref().map(all).unwrap_or_default())
    });
    let change = Memo::new(move |_| {
        let (name, today, owner) = (name.get(), session.read_on.get(), owner.get());
        let beginning = Beginning { account: id, name, today, owner };
        held.with(|held| steps.with(|steps| beginning.of(level.get(), steps, held)))
    });
    let is_all_planned = Memo::new(move |_| change.with(Option::is_none));
    let plan = move || change.get_untracked().into_iter().for_each(|change| session.commit(change));
    let row = move |step: PlaybookStep| {
        let day = words.day(session.read_on.get().plus(i32::try_from(step.after).unwrap_or_default()));
        let is_planned = held.with(|held| {
            let is_it = |of: &PlannedStep| of.playbook == level.get().code() && of.step == step.code && of.is_open();
            held.iter().any(is_it)
        });
        let mark = is_planned.then(|| view! { <span class="mark">{words.text(Key::PlayPlanned)}</span> });
        view! { <li><span class="note">{day}</span> <span><bdi>{step.what}</bdi> " " {mark}</span></li> }
    };
    let options = Level::ALL.map(|of| {
        view! { <option value=of.code() prop:selected=move || level.get() == of>{words.level(of)}</option> }
    });
    let choose = move |event: web_sys::Event| {
        is_edited.set(false);
        chosen.set(Level::of_code(&event_target_value(&event)));
    };
    let told = move || {
        view! {
            <ol class="playbook-steps">{move || steps.get().into_iter().map(row).collect_view()}</ol>
            <div class="row">
                <Button
                    small=true
                    glyph=Glyph::Plus
                    text=Key::PlayAdd
                    test_id="playbook-add"
                    writes=true
                    disabled=move || is_all_planned.get()
                    on_click=plan
                />
                <Button kind=ButtonKind::Quiet small=true text=Key::PlayEdit test_id="playbook-edit" writes=true on_click=move || is_edited.set(true)/>
                {move || is_all_planned.get().then(|| view! { <span class="note" role="status">{words.text(Key::PlayAdded)}</span> })}
            </div>
        }
    };
    let body = move || match is_edited.get() {
        true => view! { <Form level=level.get() steps=steps.get_untracked() close=move |()| is_edited.set(false)/> }
            .into_any(),
        false => told().into_any(),
    };
    view! {
        <p class="note">{words.text(Key::PlayHint)}</p>
        <div class="field playbook-level">
            <label for="playbook-level">{words.text(Key::PlayLevel)}</label>
            <select class="select" id="playbook-level" data-testid="playbook-level" on:change=choose>
                {options.into_iter().collect_view()}
            </select>
        </div>
        {body}
    }
}

/// A step while it is edited.
#[derive(Clone, PartialEq)]
struct Draft {
    code: String,
    what: RwSignal<String>,
    /// As typed.
    after: RwSignal<String>,
}

impl Draft {
    fn of(step: &PlaybookStep, shown: impl Fn(f64) -> String) -> Self {
        let after = RwSignal::new(shown(f64::from(step.after)));
        Self { code: step.code.clone(), what: RwSignal::new(step.what.clone()), after }
    }

    fn step(&self) -> PlaybookStep {
        let after = self.after.with_untracked(|text| typed_number(text)).unwrap_or_default();
        PlaybookStep { code: self.code.clone(), what: self.what.get_untracked(), after: after.round() as u32 }
    }
}

/// The steps to edit: nothing is written before they are saved.
#[component]
fn Form(level: Level, steps: Vec<PlaybookStep>, #[prop(into)] close: Callback<()>) -> impl IntoView {
    let (session, words) = (session(), words());
    let own = move || own_in(level, |key| words.text(key).into());
    let shown = move |days: f64| words.decimal(days, 0);
    let drafts = move |steps: &[PlaybookStep]| steps.iter().map(|step| Draft::of(step, shown)).collect::<Vec<_>>();
    let rows = RwSignal::new(drafts(&steps));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let steps = rows.with_untracked(|rows| put_right(rows.iter().map(Draft::step)));
        // The page's own words stay its own: they change with the language and the version.
        let steps = if steps == own() { Vec::new() } else { steps };
        let edit = playbook::field::steps.set(Playbook::of_level(level), steps);
        session.commit(Change::new(Label::EditPlaybook { level: level.code().into() }, vec![edit]));
        close.run(());
    };
    let add = move |()| {
        let number = rows.with_untracked(Vec::len) + 1;
        rows.update(|rows| rows.push(Draft::of(&PlaybookStep::default(), shown)));
        focus_after(format!("#playbook-what-{number}"));
    };
    let row = move |(at, draft): (usize, Draft)| {
        let number = words.number(at + 1);
        let labelled = |key: Key| words.fill(key, &[("n", &number)]);
        let Draft { what, after, .. } = draft;
        let remove = move || rows.update(|rows| drop((at < rows.len()).then(|| rows.remove(at))));
        view! {
            <li class="playbook-row">
                <input
                    class="input"
                    id=format!("playbook-what-{}", at + 1)
                    aria-label=labelled(Key::PlayStep)
                    data-testid="playbook-what"
                    prop:value=what
                    on:input=move |event| what.set(event_target_value(&event))
                />
                <input
                    class="input"
                    data-num
                    inputmode="numeric"
                    aria-label=labelled(Key::PlayAfter)
                    data-testid="playbook-after"
                    prop:value=after
                    on:input=move |event| after.set(event_target_value(&event))
                />
                <span class="note" aria-hidden="true">{words.text(Key::PlayDays)}</span>
                <Button kind=ButtonKind::Quiet small=true square=true glyph=Glyph::Trash label=labelled(Key::PlayRemove) on_click=remove/>
            </li>
        }
    };
    let leave = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close.run(());
        }
    };
    view! {
        <form class="stack-s" on:submit=save on:keydown=leave data-testid="playbook-form">
            <p class="note">{words.text(Key::PlayEditHint)}</p>
            <ol class="playbook-rows">{move || rows.get().into_iter().enumerate().map(row).collect_view()}</ol>
            <div><AddButton text=Key::PlayNew add test_id="playbook-new"/></div>
            <div class="row">
                <Button kind=ButtonKind::Primary small=true submits=true text=Key::PlaySave test_id="playbook-save" writes=true/>
                <Button small=true text=Key::Cancel on_click=move || close.run(())/>
                <Button kind=ButtonKind::Quiet small=true text=Key::PlayOwn on_click=move || rows.set(drafts(&own()))/>
            </div>
        </form>
    }
}
