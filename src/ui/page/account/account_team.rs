//! Who of ours is there for the account: owner, deputies, coordinator and the others with their roles (T2).

use leptos::prelude::*;

use crate::book::team_member::TEAM_MEMBER;
use crate::book::{Colleague, RecordId};
use crate::route::Route;
use crate::team::account_team::{OnTeam, Part, account_team};
use crate::text::Key;
use crate::ui::component::{AddButton, Opener, forms};
use crate::ui::printing::is_printing;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

#[component]
pub fn AccountTeam(id: RecordId, name: Memo<String>) -> impl IntoView {
    let (session, words) = (session(), words());
    let forms = forms();
    let team = Memo::new(move |_| account_team(&session.book(), id, session.read_on.get()));
    let rows = move || team.get().into_iter().map(|of| row(session, words, id, of)).collect_view();
    let nobody = move || {
        let answers = team.with(|team| team.iter().any(|of| of.part == Part::Owner));
        (!answers).then(|| {
            view! {
                <div class="fact" data-state="missing" data-testid="account-team-nobody">
                    <dt>{words.text(Key::FieldOwner)}</dt>
                    <dd>{words.text(Key::AccountTeamNobody)}</dd>
                    <dd></dd>
                </div>
            }
        })
    };
    let add = move |()| forms.add(&TEAM_MEMBER, id, name.get_untracked());
    if is_printing() {
        return view! {
            <section class="account-team" aria-label=words.text(Key::PluralTeam)>
                <h3 class="block-head">{words.text(Key::PluralTeam)}</h3>
                <dl class="fact-list">{nobody} {rows}</dl>
            </section>
        }
        .into_any();
    }
    // Owner and deputy stand in the page's head: who else is there is read on demand.
    view! {
        <details class="fold-more account-team" data-testid="account-team">
            <summary>{words.text(Key::PluralTeam)}</summary>
            <dl class="fact-list">{nobody} {rows}</dl>
            <AddButton text=Key::PieceTeamMember add test_id="add-team-member"/>
        </details>
    }
    .into_any()
}

fn row(session: Session, words: Words, account: RecordId, of: OnTeam) -> impl IntoView + use<> {
    let forms = forms();
    let OnTeam { id, part, what, is_active } = of;
    let name = session.with_book(|book| book.name(id));
    // Somebody of a file that is read no more has no page.
    let has_page = !is_printing() && session.with_book(|book| book.has::<Colleague>(id));
    let who = match has_page {
        true => view! { <a href=Route::Team(Some(id)).to_string()><bdi>{name.clone()}</bdi></a> }.into_any(),
        false => view! { <bdi>{name.clone()}</bdi> }.into_any(),
    };
    let gone = (!is_active).then(|| view! { " " <span class="tag">{words.text(Key::AccountTeamGone)}</span> });
    let what = (!what.is_empty()).then(|| view! { " " <span class="muted"><bdi>{what}</bdi></span> });
    let (code, label) = match part {
        Part::Owner => ("owner", words.text(Key::FieldOwner).into_any()),
        Part::Deputy => ("deputy", words.text(Key::FieldDeputy).into_any()),
        Part::Member { record, role, of } => {
            let named = words.text(role.map_or(Key::PieceTeamMember, |role| role.name()));
            // What another account of the group says is put right there.
            let label = match of == account {
                true => view! { <Opener open=move || forms.edit(record) test_id="team-member-open">{named}</Opener> }
                    .into_any(),
                false => {
                    let from = isolated(&session.with_book(|book| book.name(of)));
                    words.fill(Key::AccountTeamOfGroup, &[("role", named), ("account", &from)]).into_any()
                }
            };
            ("member", label)
        }
    };
    view! {
        <div class="fact" data-testid="on-team" data-part=code data-colleague=name>
            <dt>{label}</dt>
            <dd>{who}{what}{gone}</dd>
            <dd></dd>
        </div>
    }
}
