//! The stage of the relationship (D2): what the facts suggest, and what a person has set.

use leptos::prelude::*;

use super::confirming::{Confirmed, Offered, OneByHand, Suggestion};
use crate::book::{Change, Label, RecordId, Stage, account::field};
use crate::calendar::Date;
use crate::dossier::stage::StageFacts;
use crate::text::Key;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

fn stage_is(stage: Stage) -> Key {
    match stage {
        Stage::Exploratory => Key::StageExploratoryIs,
        Stage::Basic => Key::StageBasicIs,
        Stage::Cooperative => Key::StageCooperativeIs,
        Stage::Interdependent => Key::StageInterdependentIs,
        Stage::Integrated => Key::StageIntegratedIs,
        Stage::Disintegrating => Key::StageDisintegratingIs,
    }
}

/// What the stage is read from, in words.
pub fn evidence(words: Words, facts: &StageFacts) -> String {
    let mut said = Vec::new();
    match facts.sold.purchases {
        Some((first, last)) => said.push(words.counted(
            Key::StageBought,
            facts.sold.orders,
            &[("first", &words.day(first)), ("last", &words.day(last))],
        )),
        None => said.push(words.text(Key::StageNeverBought).into()),
    }
    if let Some(times) = facts.sold.overdue.filter(|times| *times > 2.0) {
        said.push(words.fill(Key::PromptOverdue, &[("times", &words.decimal(times, 1))]));
    }
    if facts.sold.is_falling {
        said.push(words.text(Key::StageFalling).into());
    }
    said.push(match facts.known {
        0 => words.text(Key::StageNoTies).into(),
        known => {
            let (ours, levels) = (words.number(facts.ours), words.number(facts.levels));
            words.counted(Key::StageTies, known, &[("ours", &ours), ("levels", &levels)])
        }
    });
    if facts.tenders_won + facts.tenders_lost > 0 {
        let (won, lost) = (words.number(facts.tenders_won), words.number(facts.tenders_lost));
        said.push(words.fill(Key::StageTenders, &[("won", &won), ("lost", &lost)]));
    }
    if let Some(day) = facts.last_contact {
        said.push(words.fill(Key::StageLastContact, &[("day", &words.day(day))]));
    }
    said.join(" ")
}

#[component]
pub fn StagePart(id: RecordId, name: Memo<String>, facts: Memo<Option<StageFacts>>) -> impl IntoView {
    let session = session();
    let words = words();
    let (stage, reason) = (session.field(id, field::stage), session.field(id, field::stage_reason));
    let confirmed = session.field(id, field::stage_confirmed);
    let commit = move |stage: Option<Stage>, reason: String, day: Option<Date>| {
        let edits =
            vec![field::stage.set(id, stage), field::stage_reason.set(id, reason), field::stage_confirmed.set(id, day)];
        session.commit(Change::new(Label::Stage { account: name.get_untracked() }, edits));
    };
    let suggested = move || facts.with(|facts| facts.as_ref().map(|facts| facts.suggested));
    let why = move || facts.with(|facts| facts.as_ref().map(|facts| evidence(words, facts))).unwrap_or_default();
    let state = move || match (stage.get(), suggested()) {
        (Some(stage), _) => view! {
            <Confirmed value=words.stage(stage).into() day=confirmed.get() reason=reason.get()/>
            <p class="note">{why()}</p>
        }
        .into_any(),
        (None, Some(suggested)) => {
            // What it rested on is the reason, for facts change.
            let reason = why();
            let confirm = move |_| commit(Some(suggested), reason.clone(), Some(session.read_on.get_untracked()));
            view! {
                <Suggestion
                    value=words.stage(suggested).into()
                    test_id="confirm-stage"
                    of="[data-testid=set-stage] > summary"
                    confirm
                />
                <p class="note">{why()}</p>
            }
            .into_any()
        }
        (None, None) => ().into_any(),
    };
    let begins = Memo::new(move |_| (stage.get().or_else(suggested), reason.get()));
    let offered = Stage::ALL.map(|stage| Offered {
        value: stage,
        code: stage.code(),
        title: words.stage(stage),
        means: stage_is(stage),
    });
    let save = move |(stage, reason)| commit(Some(stage), reason, Some(session.read_on.get_untracked()));
    let withdraw = Callback::new(move |()| commit(None, String::new(), None));
    view! {
        <div class="stack-s" data-testid="account-stage">
            <h3>{words.text(Key::FieldStage)}</h3>
            {state}
            <OneByHand
                what=words.text(Key::FieldStage)
                of="stage"
                offered=offered.into()
                begins
                confirmed=Signal::derive(move || stage.get().is_some())
                save
                withdraw
            />
        </div>
    }
}
