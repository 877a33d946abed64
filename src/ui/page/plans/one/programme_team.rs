//! The group that carries a programme: who of ours is there for the account, as what, and what each does of it (P6).

use leptos::prelude::*;

use super::super::says::PlanView;
use crate::book::RecordId;
use crate::book::team_member::TEAM_MEMBER;
use crate::planning::programme::{Doing, Programme};
use crate::team::account_team::{OnTeam, Part, account_team};
use crate::text::Key;
use crate::ui::component::{AddButton, Opener, forms};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn ProgrammeTeam(plan: PlanView, programme: Memo<Option<Programme>>) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let body = move || {
        let (file, programme) = (plan.file.get()?, programme.get()?);
        let mut members = account_team(&session.book(), file.account, session.read_on.get());
        // Owner or deputy, and a member besides: one person is one line, by what they were named first.
        let mut seen: Vec<RecordId> = Vec::new();
        members.retain(|of| {
            let is_first = !seen.contains(&of.id);
            seen.push(of.id);
            is_first
        });
        let rows = members.into_iter().map(|of| {
            let OnTeam { id, part, what, .. } = of;
            let name = session.name(id);
            let role = match part {
                Part::Owner => words.text(Key::FieldOwner),
                Part::Deputy => words.text(Key::FieldDeputy),
                Part::Member { role, .. } => {
                    role.map_or(words.text(Key::PieceTeamMember), |role| words.text(role.name()))
                }
            };
            let who = match part {
                Part::Member { record, of, .. } if of == file.account => {
                    view! { <Opener open=move |()| forms.edit(record)><bdi>{name}</bdi></Opener> }.into_any()
                }
                _ => view! { <bdi>{name}</bdi> }.into_any(),
            };
            let what = Some(isolated(&what)).filter(|_| !what.is_empty());
            let does = programme.doing.get(&id).map(|doing| does(words, *doing));
            let all = [Some(role.to_owned()), what, does].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            view! { <div data-testid="programme-member"><dt>{who}</dt><dd>{all}</dd></div> }
        });
        let rows: Vec<_> = rows.collect();
        // Who does something of it and isn't on the team.
        let others = programme.doing.iter().filter(|(id, _)| !seen.contains(id)).map(|(id, doing)| {
            let name = session.name(*id);
            view! { <div data-testid="programme-member"><dt><bdi>{name}</bdi></dt><dd>{does(words, *doing)}</dd></div> }
        });
        let others: Vec<_> = others.collect();
        let none = (rows.is_empty() && others.is_empty()).then(|| {
            view! { <p class="note">{words.text(Key::PlanNoTeam)}</p> }
        });
        Some(view! { <dl class="facts">{rows} {others}</dl> {none} })
    };
    let add = move |()| {
        if let Some(file) = plan.untracked() {
            forms.add(&TEAM_MEMBER, file.account, plan.of.get_untracked());
        }
    };
    view! {
        <section data-testid="programme-team">
            <div class="section-head"><h2 class="block-head">{words.text(Key::PluralTeam)}</h2></div>
            {body}
            <AddButton text=Key::PieceTeamMember add test_id="programme-add-member"/>
        </section>
    }
}

/// "2 done, 1 open, next 10 June"
fn does(words: Words, Doing { done, open, next }: Doing) -> String {
    let count = words.fill(Key::PlanActionCount, &[("open", &words.number(open)), ("done", &words.number(done))]);
    let next = next.map(|day| words.fill(Key::ProgrammeNext, &[("day", &words.day_and_month(day))]));
    [Some(count), next].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
