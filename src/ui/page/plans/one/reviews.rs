//! The reviews: what was written when the plan was looked at, and when it is to be next.

use leptos::prelude::*;

use super::super::says::{PlanView, names};
use crate::book::plan_review::{PLAN_REVIEW, field};
use crate::book::{Change, PlanReview, RecordId};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Forms, Opener, SampleMark, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// One that is due so soon is the one that is written now.
const SOON: i32 = 14;

#[component]
pub fn Reviews(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let body = move || {
        let file = plan.file.get()?;
        let begun = file.plan.begun.map(|day| {
            let by = names(words, session, &file.plan.authors);
            view! { <li><time>{words.day(day)}</time><div><p>{words.text(Key::PlanBegunThen)}</p><p>{by}</p></div></li> }
        });
        let rows =
            file.reviews.iter().map(|(id, of)| row(session, words, forms, plan, file.adds_sample(of.sample), *id, of));
        let rows = rows.collect_view();
        Some(view! { <ol class="plan-reviews">{rows} {begun}</ol> })
    };
    view! {
        <section class="section" data-testid="plan-reviews">
            <div class="section-head">
                <h2>{words.text(Key::PlanReviews)}</h2>
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    text=Key::PlanPlanReview
                    test_id="plan-review-day"
                    writes=true
                    on_click=move || plan_review(plan, forms)
                />
            </div>
            {body}
        </section>
    }
}

/// Opens the form of the review that is due now, or of another one that is held today.
pub fn write_review(plan: PlanView, forms: Forms, session: Session) {
    let Some(file) = plan.untracked() else { return };
    let today = session.read_on.get_untracked();
    let due = file.next_review().filter(|(_, of)| of.due.is_some_and(|due| due.since(today) <= SOON));
    if let Some((id, _)) = due {
        return forms.edit(*id);
    }
    let ours = session.author_untracked().or(file.plan.owner);
    forms.add_with(&PLAN_REVIEW, file.account, plan.of.get_untracked(), |review| {
        vec![
            field::plan.set(review, Some(file.id)),
            field::held.set(review, Some(today)),
            field::colleagues.set(review, ours.into_iter().collect()),
        ]
    });
}

/// Opens the form of a review that is to be held.
fn plan_review(plan: PlanView, forms: Forms) {
    let Some(file) = plan.untracked() else { return };
    forms.add_with(&PLAN_REVIEW, file.account, plan.of.get_untracked(), |review| {
        vec![
            field::plan.set(review, Some(file.id)),
            field::colleagues.set(review, file.plan.owner.into_iter().collect()),
        ]
    });
}

fn row(
    session: Session,
    words: Words,
    forms: Forms,
    plan: PlanView,
    is_sample: bool,
    id: RecordId,
    of: &PlanReview,
) -> impl IntoView + use<> {
    let when = match (of.held, of.due) {
        (Some(held), _) => words.day(held),
        (None, Some(due)) => words.fill(Key::PlanReviewDueOn, &[("day", &words.day(due))]),
        (None, None) => words.text(Key::DueNoDay).into(),
    };
    let title = [&of.said, &of.what].into_iter().find(|text| !text.is_empty()).cloned();
    let title = title.unwrap_or_else(|| words.text(PLAN_REVIEW.title).into());
    let people: Vec<RecordId> = of.colleagues.iter().chain(&of.contacts).copied().collect();
    let by = names(words, session, &people);
    // One that nobody wrote anything of wasn't held.
    let can_settle = of.held.is_none() && !of.said.is_empty();
    let settle = move || {
        let change = session.with_book(|book| {
            let record = book.record(id)?;
            let act = PLAN_REVIEW.settlements.first()?;
            Some(Change::settling(&PLAN_REVIEW, act, (id, record), session.this_minute(), plan.of.get_untracked()))
        });
        change.into_iter().for_each(|change| session.commit(change));
    };
    let held = can_settle.then(|| {
        view! { <Button small=true text=Key::PlanReviewHeldToday test_id="review-held" writes=true on_click=settle/> }
    });
    view! {
        <li data-testid="plan-review" data-held=of.held.is_some().then_some("")>
            <time>{when}</time>
            <div>
                <Opener open=move |()| forms.edit(id)><bdi class="entry-text">{title}</bdi></Opener>
                " "
                <SampleMark shown=is_sample/>
                <p>{by}</p>
                {held}
            </div>
        </li>
    }
}
