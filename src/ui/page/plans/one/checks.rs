//! What the plan finds wrong with itself, each with its evidence and the click that mends it.

use leptos::prelude::*;

use super::super::says::{PlanView, names};
use super::actions::add_action;
use super::edit_at;
use super::goals::add_goal;
use super::objectives::SetsObjective;
use super::reviews::write_review;
use crate::book::Side;
use crate::glyph::Glyph;
use crate::planning::check::{Check, Evidence, Found, Mend};
use crate::planning::file::PlanFile;
use crate::text::Key;
use crate::ui::component::{Button, Icon, forms};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn Checks(plan: PlanView) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let sets = expect_context::<SetsObjective>();
    let found = Memo::new(move |_| {
        let today = session.read_on.get();
        plan.file.with(|file| file.as_ref().filter(|file| file.plan.is_open()).map(|file| file.checks(today)))
    });
    let mend = move |mend: Mend| match mend {
        Mend::Plan(field) => edit_at(forms, plan.id, field),
        Mend::Goal => add_goal(plan, forms, session, Side::Them),
        Mend::Review => write_review(plan, forms, session),
        Mend::Objective => sets.0.set(true),
        Mend::Action(objective) => add_action(plan, forms, Some(objective)),
        Mend::EditAction(action, field) => edit_at(forms, action, field),
    };
    let body = move || {
        let file = plan.file.get()?;
        let mut all = found.get()?;
        // What is to be done stands first; otherwise they keep their order.
        all.sort_by_key(|found| found.is_met);
        let lacking = all.iter().filter(|found| !found.is_met).count();
        let count = words.fill(Key::PlanChecksOf, &[("n", &words.number(lacking)), ("all", &words.number(all.len()))]);
        let row = |found: Found| {
            let said = evidence(session, words, &file, &found);
            let (title, act) = texts(&found);
            if found.is_met {
                return view! {
                    <li data-ok="" data-testid="plan-check" data-check=code(found.check)>
                        <Icon glyph=Glyph::Check/>
                        <span>{words.text(title)}<small>{said}</small></span>
                    </li>
                }
                .into_any();
            }
            let to = found.mend;
            view! {
                <li data-testid="plan-check" data-check=code(found.check)>
                    <Icon glyph=Glyph::Warn/>
                    <span><b>{words.text(title)}</b><small>{said}</small></span>
                    <Button small=true text=act test_id=format!("mend-{}", code(found.check)) writes=true on_click=move || mend(to)/>
                </li>
            }
            .into_any()
        };
        let tone = (lacking > 0).then_some("warn");
        let glyph = if lacking > 0 { Glyph::Warn } else { Glyph::Check };
        let rows = all.into_iter().map(row).collect_view();
        Some(view! {
            <div class="panel-head">
                <h2>{words.text(Key::PlanChecks)}</h2>
                <span class="mark" data-tone=tone data-testid="plan-lacks"><Icon glyph/>{count}</span>
            </div>
            <ul class="plan-checks">{rows}</ul>
        })
    };
    move || {
        found.with(Option::is_some).then(|| view! { <section class="panel" data-testid="plan-checks">{body}</section> })
    }
}

/// Its name for other programs.
fn code(check: Check) -> &'static str {
    match check {
        Check::Authors => "authors",
        Check::TheirGoals => "their_goals",
        Check::Reviewed => "reviewed",
        Check::NotOnlyRevenue => "not_only_revenue",
        Check::Actions => "actions",
        Check::Owners => "owners",
        Check::Days => "days",
        Check::Beyond => "beyond",
        Check::Shown => "shown",
    }
}

/// What was found, and what the click that mends it says.
pub fn texts(found: &Found) -> (Key, Key) {
    let (met, unmet, mend) = match found.check {
        Check::Authors => (Key::CheckAuthors, Key::CheckNoAuthors, Key::MendAuthors),
        Check::TheirGoals => (Key::CheckGoals, Key::CheckNoGoals, Key::MendGoals),
        Check::Reviewed => (Key::CheckReviewed, Key::CheckNotReviewed, Key::PlanWriteReview),
        Check::NotOnlyRevenue => (Key::CheckNotOnly, Key::CheckOnly, Key::MendObjective),
        Check::Actions => (Key::CheckActions, Key::CheckNoActions, Key::MendAction),
        Check::Owners => (Key::CheckOwners, Key::CheckNoOwners, Key::MendOwner),
        Check::Days => (Key::CheckDays, Key::CheckNoDays, Key::MendDay),
        Check::Beyond => (Key::CheckBeyond, Key::CheckNotBeyond, Key::MendBeyond),
        Check::Shown => (Key::CheckShown, Key::CheckNotShown, Key::MendShown),
    };
    (if found.is_met { met } else { unmet }, mend)
}

fn evidence(session: Session, words: Words, file: &PlanFile, found: &Found) -> String {
    match &found.evidence {
        Evidence::Colleagues(ids) if ids.is_empty() => words.text(Key::CheckNobody).into(),
        Evidence::Colleagues(ids) => names(words, session, ids),
        Evidence::Goals { count: 0, .. } => words.text(Key::CheckNoneSaid).into(),
        Evidence::Goals { count, last } => {
            let last = last.map_or_else(|| "–".into(), |day| words.day(day));
            words.fill(Key::CheckGoalsLast, &[("n", &words.number(*count)), ("day", &last)])
        }
        Evidence::Day(None) => words.text(Key::CheckNever).into(),
        Evidence::Day(Some(day)) => words.fill(Key::CheckLast, &[("day", &words.day(*day))]),
        Evidence::Of { count, all } => {
            words.fill(Key::PlanChecksOf, &[("n", &words.number(*count)), ("all", &words.number(*all))])
        }
        Evidence::Records(ids) => {
            let name = |id: &_| {
                let objective = file.objectives.iter().find(|of| of.id == *id).map(|of| of.record.what.clone());
                let action = || file.actions.iter().find(|(of, _)| of == id).map(|(_, of)| of.what.clone());
                objective.or_else(action).unwrap_or_default()
            };
            words.list(ids.iter().map(|id| isolated(&name(id))))
        }
    }
}
