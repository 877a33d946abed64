//! What is negotiated for the plan (R12).

use leptos::prelude::*;

use super::super::says::PlanView;
use crate::book::Negotiation;
use crate::dossier::Dossier;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, Icon, SampleMark};
use crate::ui::negotiating::prepare;
use crate::ui::session::session;
use crate::ui::words::{isolated, words};

#[component]
pub fn Talks(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let all = Memo::new(move |_| {
        let account = plan.file.with(|file| file.as_ref().map(|file| file.account))?;
        let dossier = Dossier::of(&session.book(), account)?;
        let mut all: Vec<_> = dossier.all::<Negotiation>().filter(|(_, of)| of.plan == Some(plan.id)).collect();
        all.sort_by_key(|(id, of)| (std::cmp::Reverse(of.held.or(of.day)), *id));
        Some(all)
    });
    let row = move |(id, of): (_, Negotiation)| {
        let is_sample = plan.untracked().is_some_and(|file| file.adds_sample(of.sample));
        let to = Route::Negotiations(Some(id)).to_string();
        let title = if of.subject.is_empty() { words.text(Key::Unnamed).to_owned() } else { isolated(&of.subject) };
        let day = of.held.or(of.day).map(|day| words.day(day));
        let state = match of.outcome {
            Some(outcome) => outcome.name(),
            None if of.held.is_some() => Key::NegotiationWasHeld,
            None if of.is_prepared(session.read_on.get_untracked()) => Key::NegotiationReady,
            None => Key::NegotiationOpen,
        };
        let told = [day, Some(words.text(state).to_owned())].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! {
            <li data-testid="plan-negotiation">
                <Icon glyph=Glyph::Brief/>
                <span><a href=to>{title}</a> " " <SampleMark shown=is_sample/> <small>{told}</small></span>
            </li>
        }
    };
    let list = move || all.get().map(|all| all.into_iter().map(row).collect_view());
    let is_open = Memo::new(move |_| plan.file.with(|file| file.as_ref().is_some_and(|file| file.plan.is_open())));
    let begin = move || {
        if let Some(file) = plan.untracked() {
            prepare(session, file.account, Some(file.id));
        }
    };
    view! {
        <section data-testid="plan-negotiations">
            <h2 class="block-head">{words.text(Key::PluralNegotiations)}</h2>
            <ul class="plan-checks">{list}</ul>
            {move || is_open.get().then(|| view! {
                <Button
                    small=true
                    glyph=Glyph::Plus
                    text=Key::NegotiationStart
                    test_id="plan-prepare-negotiation"
                    writes=true
                    on_click=begin
                />
            })}
        </section>
    }
}
