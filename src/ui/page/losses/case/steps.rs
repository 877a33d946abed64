//! The steps of the case with their days, from its opening to its end.

use leptos::prelude::*;

use super::CaseView;
use crate::book::kind::Settlement;
use crate::book::win_back_step::WIN_BACK_STEP;
use crate::book::{Change, RecordId, WinBackStep, win_back_step};
use crate::glyph::Glyph;
use crate::retention::opening::{fallen_away, steps_of};
use crate::retention::win_back::{Case, Standing};
use crate::text::Key;
use crate::ui::component::{AddButton, Button, ButtonKind, Icon, Opener, forms};
use crate::ui::dossier_words::due_when;
use crate::ui::session::session;
use crate::ui::words::{isolated, rich, words};

#[component]
pub fn Steps(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let found: Memo<Option<Case>> = Memo::new(move |_| case.file.with(|file| file.as_ref()?.case().cloned()));
    let steps = Memo::new(move |_| {
        let today = session.read_on.get();
        case.file.with(|file| {
            let of = file.as_ref().and_then(|file| Some((file.case()?.id, &file.days)));
            case.dossier.with(|dossier| {
                let Some(((id, days), dossier)) = of.zip(dossier.as_ref()) else { return Vec::new() };
                let fallen = fallen_away(dossier, days, today);
                let all = steps_of(dossier, id).into_iter();
                all.map(|(id, step)| (id, step, fallen.contains(&id))).collect::<Vec<_>>()
            })
        })
    });
    let add = move |()| {
        let Some(id) = found.with_untracked(|found| found.as_ref().map(|found| found.id)) else { return };
        forms.add_with(&WIN_BACK_STEP, case.id, case.name.get_untracked(), |step| {
            vec![win_back_step::field::case.set(step, Some(id))]
        });
    };
    let settle = move |id: RecordId| {
        let act: Option<&Settlement> = WIN_BACK_STEP.settlements.iter().find(|act| act.is_done);
        let now = session.this_minute();
        let change = session.with_book(|book| {
            let record = book.record(id)?;
            Some(Change::settling(&WIN_BACK_STEP, act?, (id, record), now, case.name.get_untracked()))
        });
        change.into_iter().for_each(|change| session.commit(change));
    };
    let row = move |(id, step, is_fallen): (RecordId, WinBackStep, bool)| {
        let today = session.read_on.get();
        let is_open = step.is_open() && !is_fallen;
        let (tone, glyph) = match (step.done, is_open) {
            (Some(_), _) => (Some("good"), Glyph::Check),
            (None, false) => (None, Glyph::Close),
            (None, true) if step.due.is_some_and(|due| due < today) => (Some("bad"), Glyph::Warn),
            (None, true) if step.due == Some(today) => (Some("warn"), Glyph::Phone),
            (None, true) => (None, Glyph::Promise),
        };
        let day = step.done.or(step.due);
        let title = if step.what.is_empty() { words.text(Key::Unnamed).to_owned() } else { step.what.clone() };
        let when = match (step.done, is_open) {
            (Some(_), _) => Some(words.text(Key::HistoryStepDone).to_owned()),
            (None, true) => Some(due_when(words, step.due, today)),
            (None, false) => Some(words.text(Key::WinBackStepFellAway).to_owned()),
        };
        let book = session.book();
        let ours = words.list(step.colleagues.iter().map(|id| isolated(&book.name(*id))));
        let told: Vec<String> = [Some(ours), when, Some(isolated(&step.note)).filter(|_| !step.note.is_empty())]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect();
        let done = is_open.then(|| {
            let label = words.labelled(Key::StepsDoneToday, &title);
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::StepsDoneToday
                    label
                    test_id="winback-step-done"
                    writes=true
                    on_click=move || settle(id)
                />
            }
        });
        view! {
            <li data-tone=tone data-testid="winback-step" data-open=is_open.to_string()>
                <time datetime=day.map(|day| day.to_string())>{day.map(|day| words.day_and_month(day))}</time>
                <Icon glyph/>
                <div class="winback-step">
                    <p><Opener open=move || forms.edit(id)><bdi>{title}</bdi></Opener></p>
                    <p class="note">{told.join(words.between())}</p>
                </div>
                <div>{done}</div>
            </li>
        }
    };
    let ends = move || {
        found.with(|found| {
            let found = found.as_ref()?;
            let (day, text) = match found.standing {
                Standing::Returned(of) => {
                    let days = words.days(of.after.into());
                    (of.on, words.fill(Key::StepsReturned, &[("days", &days)]))
                }
                Standing::Closed(on) => {
                    let outcome = found.record.outcome.map(|outcome| words.text(outcome.name())).unwrap_or_default();
                    (on?, words.fill(Key::StepsClosed, &[("outcome", outcome)]))
                }
                Standing::Open | Standing::Over => return None,
            };
            let tone = found.returned().map(|_| "good");
            let reason = isolated(&found.record.reason);
            let reason = (!found.record.reason.is_empty()).then(|| view! { <p class="note">{reason}</p> });
            Some(view! {
                <li data-tone=tone data-testid="winback-end">
                    <time datetime=day.to_string()>{words.day_and_month(day)}</time>
                    <Icon glyph=Glyph::Check/>
                    <div class="winback-step"><p>{rich(text)}</p>{reason}</div>
                    <div></div>
                </li>
            })
        })
    };
    let opened = move || {
        let day = found.with(|found| found.as_ref().map(|found| found.opened))?;
        Some(view! {
            <li data-tone="good">
                <time datetime=day.to_string()>{words.day_and_month(day)}</time>
                <Icon glyph=Glyph::Check/>
                <div class="winback-step"><p>{words.text(Key::StepsOpened)}</p></div>
                <div></div>
            </li>
        })
    };
    let progress = move || {
        let (done, all) =
            steps.with(|steps| (steps.iter().filter(|(_, step, _)| step.done.is_some()).count(), steps.len()));
        words.fill(Key::StepsDone, &[("n", &words.number(done)), ("all", &words.number(all))])
    };
    view! {
        <section class="section" id="steps" data-testid="winback-steps">
            <div class="section-head">
                <h2>{words.text(Key::StepsTitle)} " " <small class="note">{progress}</small></h2>
                <AddButton text=Key::StepsAdd add test_id="winback-add-step"/>
            </div>
            <ol class="winback-steps">
                {opened}
                {move || steps.get().into_iter().map(row).collect_view()}
                {ends}
            </ol>
            <Outcome case/>
        </section>
    }
}

/// What became of it, or until when that is open.
#[component]
fn Outcome(case: CaseView) -> impl IntoView {
    let (session, words) = (session(), words());
    let body = move || {
        let currency = session.ledger.get().currency();
        case.file.with(|file| {
            let found = file.as_ref()?.case()?;
            let money = |minor: i128| words.money_round(currency, minor as f64);
            let mut all = Vec::new();
            match found.standing {
                Standing::Open => {
                    let until = found.record.until().map(|day| words.day(day)).unwrap_or_default();
                    all.push(words.fill(Key::OutcomeOpen, &[("day", &until)]));
                }
                Standing::Returned(of) => {
                    let key = if of.is_over { Key::OutcomeReturned } else { Key::OutcomeSoFar };
                    let net = found.net(currency).map_or_else(|| "–".to_owned(), money);
                    let (day, days, brought) = (words.day(of.on), words.days(of.after.into()), money(of.brought));
                    all.push(words.fill(key, &[("day", &day), ("days", &days), ("brought", &brought), ("net", &net)]));
                    all.push(match of.held {
                        Some(true) => words.text(Key::OutcomeHeld).into(),
                        Some(false) => words.text(Key::OutcomeNotHeld).into(),
                        None => {
                            let day = words.day(of.on.plus(crate::book::win_back::WITHIN));
                            words.fill(Key::OutcomeToHold, &[("day", &day)])
                        }
                    });
                    if of.is_short {
                        all.push(words.text(Key::OutcomeShort).into());
                    }
                }
                Standing::Closed(on) => {
                    let outcome = found.record.outcome.map(|outcome| words.text(outcome.name())).unwrap_or_default();
                    let day = on.map(|day| words.day(day)).unwrap_or_else(|| "–".into());
                    all.push(words.fill(Key::OutcomeClosed, &[("day", &day), ("outcome", outcome)]));
                }
                Standing::Over => all.push(words.text(Key::OutcomeOver).into()),
            }
            Some(all.join(" "))
        })
    };
    view! {
        <h3 class="block-head">{words.text(Key::OutcomeTitle)}</h3>
        <p class="winback-outcome" data-testid="winback-outcome">{body}</p>
    }
}
