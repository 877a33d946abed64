//! What is wrong with who is responsible: owners who left, deputies who are the owner, groups nobody coordinates (T2).

use leptos::prelude::*;

use super::Shown;
use crate::book::team_member::{TEAM_MEMBER, field};
use crate::book::{RecordId, TeamRole};
use crate::route::Route;
use crate::team::ownership::Conflict;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, forms};
use crate::ui::words::{Words, words};

/// So many are shown at first, and so many more with each click.
const FIRST: usize = 8;
const MORE: usize = 50;

#[component]
pub fn Conflicts(shown: Shown) -> impl IntoView {
    let words = words();
    let many = RwSignal::new(FIRST);
    let all = Memo::new(move |_| {
        shown.team.with(|team| {
            let all = team.ownership.all_conflicts().into_iter();
            all.map(|(of, conflict)| (of.id, of.name.clone(), conflict)).collect::<Vec<_>>()
        })
    });
    let body = move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="note">{words.text(Key::TeamNoConflicts)}</p> }.into_any();
        }
        let rest = all.len().saturating_sub(many.get());
        let rows = all.into_iter().take(many.get()).map(|found| row(words, shown, found)).collect_view();
        let more = (rest > 0).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Link
                    text=words.count(Key::TeamMore, rest)
                    test_id="conflicts-more"
                    on_click=move || many.update(|many| *many += MORE)
                />
            }
        });
        view! { <ul class="conflicts">{rows}</ul>{more} }.into_any()
    };
    view! {
        <section class="section" data-testid="team-conflicts">
            <div class="section-head"><h2>{words.text(Key::TeamConflicts)}</h2></div>
            {body}
        </section>
    }
}

fn row(words: Words, shown: Shown, (id, name, conflict): (RecordId, String, Conflict)) -> impl IntoView + use<> {
    let forms = forms();
    let to = Route::Account { id, section: None }.to_string();
    let of = |key, who: RecordId| words.fill(key, &[("name", &shown.name(who))]);
    let said = match conflict {
        Conflict::OwnerGone(who) => of(Key::ConflictOwnerGone, who),
        Conflict::OwnDeputy(who) => of(Key::ConflictOwnDeputy, who),
        Conflict::MemberGone(who) => of(Key::ConflictMemberGone, who),
        Conflict::SoldByAnother(who) => of(Key::ConflictSoldByAnother, who),
        Conflict::Coordinators => words.text(Key::ConflictCoordinators).into(),
        Conflict::NoCoordinator => {
            let countries = shown.team.with(|team| team.ownership.international.get(&id).copied().unwrap_or_default());
            words.count(Key::ConflictNoCoordinator, countries)
        }
    };
    let (of_account, shown_name) = (name.clone(), name.clone());
    let add = (conflict == Conflict::NoCoordinator).then(|| {
        let add = move || {
            forms.add_with(&TEAM_MEMBER, id, of_account.clone(), |new| {
                vec![field::role.set(new, Some(TeamRole::Coordinator))]
            });
        };
        view! { <Button small=true text=Key::TeamNameCoordinator test_id="add-coordinator" writes=true on_click=add/> }
    });
    view! {
        <li data-testid="conflict" data-account=name>
            <a class="row-link" href=to><bdi>{shown_name}</bdi></a>
            <span>{said}</span>
            {add}
        </li>
    }
}
