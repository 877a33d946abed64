//! The plan on one A4, in every language: goals, situation, objectives, actions, reviews, and what it lacks.

use leptos::context::Provider;
use leptos::prelude::*;

use super::one::{Against, lists, of_plan, restated, stage_title, texts};
use super::says::{PlanView, figures, heading, names, reading, state_name};
use crate::book::{PlanAction, PlanBeginning, ReachStage, RecordId};
use crate::browser::clock;
use crate::glyph::Glyph;
use crate::planning::file::PlanFile;
use crate::planning::programme::{Programme, Reached};
use crate::route::{PlanPlace, Route};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Quote, SegBadge};
use crate::ui::dossier_words::read_as_of;
use crate::ui::page::titled;
use crate::ui::printing::{Extent, mark, unmark};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, rich, words};

/// So much of each fits on one page: what is more stands in the plan, and the sheet says so.
const GOALS: usize = 2;
const ITEMS: usize = 2;
const PEOPLE: usize = 6;
const OBJECTIVES: usize = 5;
const ACTIONS: usize = 12;

#[component]
pub fn PaperPage(id: RecordId) -> impl IntoView {
    let (session, words) = (session(), words());
    let plan = PlanView::of(id);
    Effect::new(move |_| titled(format!("{} · {}", words.text(Key::PlanPaperTitle), plan.of.get())));
    mark("data-document", "plan");
    on_cleanup(|| unmark("data-document"));
    let print = move || {
        // Refused where pages may not print; then nothing happens, as with the menu's own command.
        let _ = window().print();
    };
    let back = Route::Plans(PlanPlace::One(id)).to_string();
    let programme = of_plan(plan);
    let body = move || {
        let file = plan.file.get()?;
        Some(sheet(session, words, plan, file, programme.get()))
    };
    view! {
        <div class="no-print">
            <p class="crumb"><a href=back>{words.text(Key::PlanBack)}</a></p>
            <header class="page-head">
                <div>
                    <h1>{words.text(Key::PlanPaperTitle)} " " <bdi>{plan.of}</bdi></h1>
                    <p class="page-sub">{words.text(Key::PlanPaperHint)}</p>
                </div>
                <div class="actions">
                    <Button kind=ButtonKind::Primary glyph=Glyph::Print text=Key::PrintNow test_id="print-now" on_click=print/>
                </div>
            </header>
        </div>
        <Provider value=Extent { is_short: true, has_tables: false }>{body}</Provider>
    }
}

fn sheet(
    session: Session,
    words: Words,
    plan: PlanView,
    file: PlanFile,
    programme: Option<Programme>,
) -> impl IntoView + use<> {
    let today = session.read_on.get();
    let currency = session.ledger.get().currency();
    let finding = session.analysis.get().and_then(|analysis| analysis.finding(file.account).cloned());
    let of = plan.of.get();
    let owner = file.plan.owner.map(|owner| session.name(owner)).unwrap_or_default();
    let beginning = match file.plan.is_programme() {
        true => Some(Key::PlansProgramme),
        false => file.plan.beginning.map(PlanBeginning::name),
    };
    let said = file.plan.span().map(|span| reading(words, session, &file, span));
    let goals = |is_theirs: bool| {
        let all = file.goals.iter().filter(move |(_, goal)| goal.is_theirs() == is_theirs);
        let shown = all.take(GOALS).map(move |(_, goal)| {
            let who = goal.contact.filter(|_| is_theirs).map(|contact| isolated(&session.name(contact)));
            let day = goal.day.filter(|_| is_theirs).map(|day| words.day(day));
            let cite = [who, day].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let words_of = goal.what.clone();
            match is_theirs {
                true => view! { <li><Quote text=words_of/><cite>{cite}</cite></li> }.into_any(),
                false => view! { <li><bdi>{words_of}</bdi></li> }.into_any(),
            }
        });
        shown.collect_view()
    };
    let situation = lists(&file.plan).map(|(title, items)| {
        let rows = items.into_iter().take(ITEMS).map(|item| view! { <li><bdi>{item}</bdi></li> }).collect_view();
        view! { <div><h3>{words.text(title)}</h3><ul>{rows}</ul></div> }
    });
    let lists_shown = situation.collect_view();
    // Of a programme it matters more whom it is to reach; the four lists stand in the plan.
    let people = programme.as_ref().map_or(0, |of| of.people.len());
    let situation = match programme {
        None => view! {
            <section class="section">
                <h2>{words.text(Key::PlanSituation)}</h2>
                <div class="plan-lists">{lists_shown}</div>
            </section>
        }
        .into_any(),
        Some(programme) => view! {
            <section class="section">
                <h2>{words.text(Key::ProgrammePeople)}</h2>
                {programme_people(words, &programme)}
                <p class="note">{offer(words, &file)}</p>
            </section>
        }
        .into_any(),
    };
    let objectives = file.objectives.iter().take(OBJECTIVES).enumerate().map(|(at, of)| {
        let [baseline, target, actual] = figures(words, currency, of);
        let state = of.progress.state().map_or(Key::PlansNoState, state_name);
        let moved = restated(session, words, &file, of).map(|text| view! { <small>{text}</small> });
        view! {
            <tr>
                <td>{words.number(at + 1)}</td>
                <th scope="row"><bdi>{of.record.what.clone()}</bdi> {moved}</th>
                <td class="num">{baseline}</td>
                <td class="num">{target}</td>
                <td class="num"><b>{actual}</b></td>
                <td class="nowrap">{words.text(state)}</td>
            </tr>
        }
    });
    let objectives = objectives.collect_view();
    let hole = |key: Key| view! { <span class="hole">{words.text(key)}</span> };
    let is_programme = file.plan.is_programme();
    let listed = file.actions.iter().filter(|(_, of)| of.dropped.is_none());
    let actions = listed.take(ACTIONS).enumerate().map(|(at, (_, of))| {
        let serves = of.objective.and_then(|objective| file.place(objective)).map(|place| words.number(place));
        let owner = match of.colleagues.is_empty() {
            true => hole(Key::PlanNoOwner).into_any(),
            false => names(words, session, &of.colleagues).into_any(),
        };
        let day = of.due.map_or_else(|| hole(Key::PlanNoDay).into_any(), |due| words.day_and_month(due).into_any());
        view! {
            <tr>
                <td>{words.number(at + 1)}</td>
                <th scope="row"><bdi>{of.what.clone()}</bdi> {is_programme.then(|| reached(words, session, of))}</th>
                <td>{serves}</td>
                <td>{owner}</td>
                <td class="num">{day}</td>
                <td>{if of.done.is_some() { "☑" } else { "☐" }}</td>
            </tr>
        }
    });
    let actions = actions.collect_view();
    let last = file.last_review().map(|(_, of)| {
        let day = of.held.map(|day| words.day(day)).unwrap_or_default();
        words.fill(Key::PlanPaperReview, &[("day", &day), ("said", &isolated(&of.said))])
    });
    let next = file.next_review().and_then(|(_, of)| of.due);
    let next = next.map(|day| words.fill(Key::PlanPaperNext, &[("day", &words.day(day))]));
    let result = (!file.plan.result.is_empty()).then(|| words.labelled(Key::PlanResult, &file.plan.result));
    let reviews = [result, last, next].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let hours = file.plan.hours.map(|hours| {
        format!(
            "{}: {}",
            words.text(Key::PlanHours),
            words.fill(Key::HoursOf, &[("n", &words.decimal(hours.hours(), 2))])
        )
    });
    let budget = file.plan.budget.map(|budget| format!("{}: {}", words.text(Key::PlanBudget), words.amount(budget)));
    let resources = [hours, budget].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let lacking = file.checks(today).into_iter().filter(|found| !found.is_met).map(|found| words.text(texts(&found).0));
    let lacking: Vec<&str> = if file.plan.is_open() { lacking.collect() } else { Vec::new() };
    let left = file.objectives.len().saturating_sub(OBJECTIVES)
        + file.actions.iter().filter(|(_, of)| of.dropped.is_none()).count().saturating_sub(ACTIONS)
        + people.saturating_sub(PEOPLE);
    let more = (left > 0).then(|| words.count(Key::PlanPaperMore, left));
    let foot = (!lacking.is_empty()).then(|| words.fill(Key::PlanPaperOpen, &[("what", &words.list(lacking))]));
    let foot = [foot, more].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let on = [Some(words.day(clock::today())), read_as_of(words, today)].into_iter().flatten().collect::<Vec<_>>();
    let printed = words.fill(Key::PlanPrinted, &[("day", &on.join(" · ")), ("name", &isolated(&owner))]);
    view! {
        <article class="sheet plan-sheet" data-testid="sheet">
            <div class="sheet-head">
                <span>{words.text(Key::PlanPaperTitle)}</span>
                <span>{printed} " · " {words.text(Key::Confidential)}</span>
            </div>
            <header class="account-title">
                <SegBadge finding large=true/>
                <h1>{heading(&of, &file.plan.name)}</h1>
                {beginning.map(|key| view! { <span class="tag">{words.text(key)}</span> })}
            </header>
            <p class="page-sub">{said.map(rich)}</p>
            <section class="section">
                <div class="plan-goals">
                    <div><h3>{words.text(Key::PlanTheirs)}</h3><ul>{goals(true)}</ul></div>
                    <div data-ours=""><h3>{words.text(Key::PlanOurs)}</h3><ul>{goals(false)}</ul></div>
                </div>
            </section>
            {situation}
            <section class="section">
                <h2>{words.text(Key::PlanObjectives)}</h2>
                <div class="plan-two">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"#"</th>
                                <th scope="col">{words.text(Key::PlanObjective)}</th>
                                <th scope="col" class="num">{words.text(Key::PlanBaseline)}</th>
                                <th scope="col" class="num">{words.text(Key::PlansTarget)}</th>
                                <th scope="col" class="num">{words.text(Key::PlanToDate)}</th>
                                <th scope="col">{words.text(Key::PlansState)}</th>
                            </tr>
                        </thead>
                        <tbody>{objectives}</tbody>
                    </table>
                    <Against plan/>
                </div>
            </section>
            <section class="section">
                <h2>{words.text(Key::PlanActions)}</h2>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"#"</th>
                            <th scope="col">{words.text(Key::PlanAction)}</th>
                            <th scope="col">{words.text(Key::PlanServes)}</th>
                            <th scope="col">{words.text(Key::PlanWho)}</th>
                            <th scope="col" class="num">{words.text(Key::PlanDay)}</th>
                            <th scope="col">{words.text(Key::PlanDone)}</th>
                        </tr>
                    </thead>
                    <tbody>{actions}</tbody>
                </table>
            </section>
            <section class="section plan-foot">
                <div><h2>{words.text(Key::PlanReviews)}</h2><p class="note">{reviews}</p></div>
                <div><h2>{words.text(Key::PlanResources)}</h2><p class="note">{resources}</p></div>
            </section>
            <div class="plan-sign">
                <span>{words.fill(Key::PlanSignOwner, &[("name", &isolated(&owner))])}</span>
                <span>{words.text(Key::PlanSignManager)}</span>
                <span><bdi>{of.clone()}</bdi></span>
            </div>
            <footer class="sheet-foot">{foot}</footer>
        </article>
    }
}

/// Whom a programme is to reach: what each cares about, how far they are and are to be.
fn programme_people(words: Words, programme: &Programme) -> impl IntoView + use<> {
    let row = |of: &Reached| {
        let person = of.person.as_ref().map(|(_, person)| person.clone()).unwrap_or_default();
        let stage = |stage: Option<ReachStage>| stage.map_or("–", |stage| words.text(stage_title(stage)));
        let [name, function] = [of.contact.name.clone(), of.contact.function.clone()];
        view! {
            <tr>
                <th scope="row"><bdi>{name}</bdi> " " <small><bdi>{function}</bdi></small></th>
                <td><bdi>{person.interest.clone()}</bdi></td>
                <td>{stage(person.stage)}</td>
                <td>{stage(person.aim)}</td>
                <td>{if of.is_there() == Some(true) { "☑" } else { "☐" }}</td>
            </tr>
        }
    };
    let rows = programme.people.iter().take(PEOPLE).map(row).collect_view();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{words.text(Key::PieceContact)}</th>
                    <th scope="col">{words.text(Key::ReachInterestIs)}</th>
                    <th scope="col">{words.text(Key::ProgrammeNow)}</th>
                    <th scope="col">{words.text(Key::ProgrammeAim)}</th>
                    <th scope="col"></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What is offered, for whom, and what it is worth to them.
fn offer(words: Words, file: &PlanFile) -> String {
    let plan = &file.plan;
    let parts = [
        (Key::PlanOfferWhat, &plan.offer),
        (Key::PlanOfferFor, &plan.offer_for),
        (Key::PlanOfferValue, &plan.offer_value),
    ];
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    parts.map(|(label, text)| words.labelled(label, text)).collect::<Vec<_>>().join(" · ")
}

/// Whom an action reaches, and with what.
fn reached(words: Words, session: Session, action: &PlanAction) -> impl IntoView + use<> {
    let whom = (!action.contacts.is_empty())
        .then(|| words.fill(Key::PlanReaches, &[("names", &names(words, session, &action.contacts))]));
    let content = Some(isolated(&action.content)).filter(|_| !action.content.is_empty());
    let text = [whom, content].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    (!text.is_empty()).then(|| view! { <small>{text}</small> })
}
