//! The stages of a prospect with the day it reached each.

use leptos::prelude::*;

use super::OneView;
use crate::prospecting::prospects::{ProspectFile, Stage, days_to_first_order};
use crate::text::Key;
use crate::ui::page::prospects::says::{found_in, stage_name};
use crate::ui::session::session;
use crate::ui::words::{Words, words};

#[component]
pub fn OneStages(one: OneView) -> impl IntoView {
    let (session, words) = (session(), words());
    let note = move || {
        let file = one.file.get()?;
        let talks = file.reached.talks.filter(|_| file.stage.is_open() && file.stage != Stage::Found)?;
        let days = words.days(session.read_on.get().since(talks).into());
        let took = one.shown.all.with(|all| days_to_first_order(all));
        Some(match took {
            Some((median, n)) => {
                let (took, n) = (words.days(median), words.number(n));
                words.fill(Key::StagesTook, &[("days", &days), ("took", &took), ("n", &n)])
            }
            None => words.fill(Key::StagesTalked, &[("days", &days)]),
        })
    };
    let strip = move || one.file.get().map(|file| strip(words, &file));
    view! {
        <section class="section" data-testid="one-stages">
            <div class="section-head"><h2>{words.text(Key::StagesTitle)}</h2><span class="note">{note}</span></div>
            <ol class="stages">{strip}</ol>
        </section>
    }
}

fn strip(words: Words, file: &ProspectFile) -> impl IntoView + use<> {
    let reached = file.reached;
    let source = found_in(words, file.found_in());
    let all = [
        (Stage::Found, reached.found, source),
        (Stage::Talks, reached.talks, words.text(Key::StageTalksIs).to_owned()),
        (Stage::Qualified, reached.qualified, words.text(Key::StageQualifiedIs).to_owned()),
        (Stage::OfferOut, reached.offered, String::new()),
        (Stage::Customer, reached.bought, words.text(Key::StageCustomerIs).to_owned()),
    ];
    let cells = all.map(|(stage, day, means)| {
        let is_here = file.stage == stage;
        let is_on = (day.is_some() && !is_here).then_some("");
        let day = day.map_or_else(|| "–".to_owned(), |day| words.day_and_month(day));
        view! {
            <li data-on=is_on aria-current=is_here.then_some("step")>
                <b>{day}</b>
                <span>{words.text(stage_name(stage))}</span>
                <small>{means}</small>
            </li>
        }
    });
    cells.into_iter().collect_view()
}
