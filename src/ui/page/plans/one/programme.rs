//! The part of a plan's page that only a programme has: whom it reaches, at which stage and with what; and what came of
//! it against what was aimed at (P6).

use leptos::prelude::*;

use super::super::says::{PlanView, names};
use super::edit_at;
use crate::book::plan_action::{PLAN_ACTION, field as action};
use crate::book::plan_person::PLAN_PERSON;
use crate::book::{Change, Contact, Edit, Label, PlanPerson, ReachStage, RecordId, RecordKind, account_plan};
use crate::dossier::Dossier;
use crate::dossier::section::Section;
use crate::glyph::Glyph;
use crate::planning::file::PlanFile;
use crate::planning::programme::{Programme, Reached, Tally, Touch, TouchState};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Forms, Icon, Opener, SampleMark, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// The programme of a plan, if it is one.
pub fn of_plan(plan: PlanView) -> Memo<Option<Programme>> {
    let session = session();
    Memo::new(move |_| {
        let file = plan.file.get().filter(|file| file.plan.is_programme())?;
        let dossier = Dossier::of(&session.book(), file.account)?;
        Some(Programme::of(&file, &dossier, session.read_on.get()))
    })
}

/// What a stage is called at the head of a column.
pub fn stage_title(stage: ReachStage) -> Key {
    match stage {
        ReachStage::Notice => Key::StageNotice,
        ReachStage::Interest => Key::StageInterest,
        ReachStage::Decide => Key::StageDecide,
        ReachStage::Use => Key::StageUse,
    }
}

#[component]
pub fn People(plan: PlanView, programme: Memo<Option<Programme>>) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let table = move || {
        let programme = programme.get()?;
        if programme.people.is_empty() {
            return Some(view! { <p class="note">{words.text(Key::ProgrammeNobody)}</p> }.into_any());
        }
        let has_other = programme.people.iter().any(|of| of.at(None).next().is_some());
        let stages: Vec<Option<ReachStage>> =
            ReachStage::ALL.into_iter().map(Some).chain(has_other.then_some(None)).collect();
        let heads =
            stages.iter().map(|stage| view! { <th scope="col">{words.text(column(*stage))}</th> }).collect_view();
        let rows = programme.people.iter().map(|of| row(session, words, forms, plan, of, &stages)).collect_view();
        Some(
            view! {
                <p class="reading" data-testid="programme-reading">{rich(reading(words, &programme))}</p>
                <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::ProgrammePeople)>
                    <table class="table table-cards tops programme" data-testid="programme">
                        <thead>
                            <tr>
                                <th scope="col">{words.text(Key::PieceContact)}</th>
                                {heads}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <section class="section" data-testid="plan-people">
            <div class="section-head">
                <h2>{words.text(Key::ProgrammePeople)}</h2>
                <AddPerson plan programme/>
            </div>
            {table}
        </section>
    }
}

fn column(stage: Option<ReachStage>) -> Key {
    stage.map_or(Key::StageNone, stage_title)
}

/// How far it has come with its people, in a few sentences.
fn reading(words: Words, programme: &Programme) -> String {
    let Tally { aimed, there, done, late, coming, .. } = programme.tally;
    let people = match aimed {
        0 => words.text(Key::ProgrammeNoAim).to_owned(),
        aimed => words.counted(Key::ProgrammeThere, aimed, &[("there", &words.number(there))]),
    };
    let touches = words.fill(
        Key::ProgrammeTouches,
        &[("done", &words.number(done)), ("coming", &words.number(coming)), ("late", &words.number(late))],
    );
    let alone: Vec<String> = programme.left_alone().map(|of| isolated(&of.contact.name)).collect();
    let alone = (!alone.is_empty()).then(|| words.fill(Key::ProgrammeAlone, &[("names", &words.list(alone))]));
    [Some(people), Some(touches), alone].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A list of whom the programme doesn't reach yet; whoever is chosen is on it.
#[component]
fn AddPerson(plan: PlanView, programme: Memo<Option<Programme>>) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let others = Memo::new(move |_| programme.get().map(|programme| programme.others).unwrap_or_default());
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let contact = select.value().parse::<RecordId>().ok();
        select.set_selected_index(0);
        if let (Some(contact), Some(file)) = (contact, plan.untracked()) {
            forms.edit(add(session, plan, &file, contact));
        }
    };
    move || {
        let others = others.get();
        if others.is_empty() {
            let to = plan.file.with(|file| file.as_ref().map(|file| people_of(file.account)))?;
            return Some(
                view! { <a class="link no-print" href=to>{words.text(Key::ProgrammeToPeople)}</a> }.into_any(),
            );
        }
        let options = others.into_iter().map(|(id, name)| {
            let name = if name.is_empty() { words.text(Key::Unnamed).to_owned() } else { name };
            view! { <option value=id.to_string()>{name}</option> }
        });
        Some(
            view! {
                <select
                    class="input programme-add no-print"
                    aria-label=words.text(Key::ProgrammeAdd)
                    data-testid="programme-add"
                    prop:disabled=session.is_read_only
                    on:change=choose
                >
                    <option value="">{words.text(Key::ProgrammeAdd)}</option>
                    {options.collect_view()}
                </select>
            }
            .into_any(),
        )
    }
}

/// Where the people of an account are.
fn people_of(account: RecordId) -> String {
    Route::Account { id: account, section: Some(Section::People.name().into()) }.to_string()
}

/// Puts somebody on the list; the record that says so.
fn add(session: Session, plan: PlanView, file: &PlanFile, contact: RecordId) -> RecordId {
    let id = PlanPerson::of(file.id, contact);
    let person = PlanPerson {
        account: Some(file.account),
        plan: Some(file.id),
        contact: Some(contact),
        ..PlanPerson::default()
    };
    // They may have been on it before.
    let edits = person.create(id).into_iter().chain([Edit::revive(id, PlanPerson::KIND)]).collect();
    session.commit(Change::new(Label::Add { kind: PLAN_PERSON.words(), of: plan.of.get_untracked() }, edits));
    id
}

fn row(
    session: Session,
    words: Words,
    forms: Forms,
    plan: PlanView,
    of: &Reached,
    stages: &[Option<ReachStage>],
) -> impl IntoView + use<> {
    let Contact { name, function, roles, stance, left, .. } = of.contact.clone();
    let name = if name.is_empty() { words.text(Key::Unnamed).to_owned() } else { name };
    let (contact, known) = (of.id, of.person.clone());
    let record = known.as_ref().map(|(id, _)| *id);
    let open = move |()| {
        let Some(file) = plan.untracked() else { return };
        forms.edit(record.unwrap_or_else(|| add(session, plan, &file, contact)));
    };
    let function = Some(isolated(&function)).filter(|_| !function.is_empty());
    let roles: Vec<&str> = roles.iter().map(|role| words.text(role.name())).collect();
    let roles = (!roles.is_empty()).then(|| words.list(roles));
    let stance = stance.map(|stance| words.text(stance.name()).to_owned());
    let left = left.map(|day| words.fill(Key::ProgrammeLeft, &[("day", &words.day(day))]));
    let who = [function, roles, stance, left].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let person = known.map(|(_, person)| person).unwrap_or_default();
    let interest = match person.interest.is_empty() {
        true => view! { <small class="hole">{words.text(Key::ProgrammeNoInterest)}</small> }.into_any(),
        false => view! { <small><bdi>{person.interest.clone()}</bdi></small> }.into_any(),
    };
    let is_sample = plan.untracked().is_some_and(|file| file.adds_sample(person.sample));
    let is_there = of.is_there();
    let far = {
        let stage = |stage: Option<ReachStage>| words.text(stage.map_or(Key::ProgrammeNotSaid, ReachStage::name));
        let places = [("stage", stage(person.stage)), ("aim", stage(person.aim))];
        let seen = person.seen.map(|day| words.fill(Key::ProgrammeSeen, &[("day", &words.day(day))]));
        let text = [Some(words.fill(Key::ProgrammeFar, &places)), seen].into_iter().flatten().collect::<Vec<_>>();
        let text = text.join(" · ");
        match is_there {
            Some(true) => {
                view! { <small class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{text}</small> }.into_any()
            }
            _ => view! { <small>{text}</small> }.into_any(),
        }
    };
    let cells = stages.iter().map(|stage| {
        let stage = *stage;
        let touches = of.at(stage).map(|of| touch(session, words, forms, of)).collect_view();
        let title = words.text(column(stage));
        let label = words.fill(Key::ProgrammePlan, &[("name", &name), ("stage", title)]);
        let add = move || {
            let Some(file) = plan.untracked() else { return };
            forms.add_with(&PLAN_ACTION, file.account, plan.of.get_untracked(), |id| {
                let known = [
                    action::plan.set(id, Some(file.id)),
                    action::contacts.set(id, vec![contact]),
                    action::stage.set(id, stage),
                ];
                known.into()
            });
        };
        view! {
            <td data-label=title>
                <ul>{touches}</ul>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    class="no-print"
                    glyph=Glyph::Plus
                    square=true
                    label
                    test_id="programme-plan"
                    writes=true
                    on_click=add
                />
            </td>
        }
    });
    let cells = cells.collect_view();
    let shown = name.clone();
    view! {
        <tr data-testid="programme-person" data-person=name data-there=(is_there == Some(true)).then_some("")>
            <th scope="row">
                <Opener open><bdi>{shown}</bdi></Opener>
                " "
                <SampleMark shown=is_sample/>
                <small>{who}</small>
                {interest}
                {far}
            </th>
            {cells}
        </tr>
    }
}

/// One action in its cell: what, by when and by whom, and how it stands.
fn touch(session: Session, words: Words, forms: Forms, of: &Touch) -> impl IntoView + use<> {
    let id = of.id;
    let title = if of.action.what.is_empty() { words.text(Key::Unnamed).to_owned() } else { of.action.what.clone() };
    let content = Some(of.action.content.clone()).filter(|content| !content.is_empty());
    let content = content.map(|content| view! { <small><bdi>{content}</bdi></small> });
    let owner = match of.action.colleagues.is_empty() {
        true => words.text(Key::PlanNoOwner).to_owned(),
        false => names(words, session, &of.action.colleagues),
    };
    let when = match of.state {
        TouchState::Done(day) => {
            let text = words.fill(Key::PlanDoneOn, &[("day", &words.day_and_month(day))]);
            view! { <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{text}</span> }.into_any()
        }
        TouchState::Late(day) => {
            let text = words.fill(Key::ProgrammeLate, &[("day", &words.day_and_month(day))]);
            view! { <span class="mark" data-tone="bad"><Icon glyph=Glyph::Warn/>{text}</span> }.into_any()
        }
        TouchState::Due(day) => words.day_and_month(day).into_any(),
        TouchState::NoDay => words.text(Key::PlanNoDay).into_any(),
    };
    view! {
        <li data-testid="programme-touch" data-done=of.state.is_done().then_some("")>
            <Opener open=move |()| forms.edit(id)><bdi>{title}</bdi></Opener>
            {content}
            <small>{when} " · " {owner}</small>
        </li>
    }
}

/// What came of it against what was aimed at, and in words.
#[component]
pub fn Outcome(plan: PlanView, programme: Memo<Option<Programme>>) -> impl IntoView {
    let words = words();
    let forms = forms();
    let body = move || {
        let (programme, file) = (programme.get()?, plan.file.get()?);
        let reached = file.objectives.iter().filter(|of| of.progress.is_reached(&of.record)).count();
        let Tally { aimed, there, done, late, coming, .. } = programme.tally;
        let part = |some: usize, all: usize| {
            words.fill(Key::ProgrammePart, &[("some", &words.number(some)), ("all", &words.number(all))])
        };
        let rows = [
            (Key::ProgrammeObjectives, part(reached, file.objectives.len())),
            (Key::ProgrammePeopleThere, part(there, aimed)),
            (Key::ProgrammeTouchesDone, part(done, done + late + coming)),
        ];
        let rows = rows.map(|(label, value)| view! { <div><dt>{words.text(label)}</dt><dd>{value}</dd></div> });
        let result = file.plan.result.clone();
        let said = match result.is_empty() {
            true => view! { <p class="note">{words.text(Key::ProgrammeNoResult)}</p> }.into_any(),
            false => view! { <p class="entry-text"><bdi>{result}</bdi></p> }.into_any(),
        };
        Some(view! {
            <dl class="facts">{rows.into_iter().collect_view()}</dl>
            {said}
        })
    };
    view! {
        <section class="section" data-testid="programme-outcome">
            <div class="section-head">
                <h2>{words.text(Key::PlanResult)}</h2>
                <Button
                    kind=ButtonKind::Link
                    text=Key::PlanItemEdit
                    label=words.labelled(Key::PlanItemEdit, words.text(Key::PlanResult))
                    test_id="programme-result"
                    writes=true
                    on_click=move || edit_at(forms, plan.id, account_plan::field::result.name)
                />
            </div>
            {body}
        </section>
    }
}
