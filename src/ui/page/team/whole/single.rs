//! Single accounts of a draft: each given to somebody, or to nobody.

use leptos::prelude::*;

use super::Shown;
use crate::book::RecordId;
use crate::team::ownership::OwnedAccount;
use crate::text::Key;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// So many are shown; whoever looks for another types its name.
const SHOWN: usize = 40;

#[component]
pub fn SingleAccounts(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let search = RwSignal::new(String::new());
    // The choices are the same for every row.
    let ours = Memo::new(move |_| {
        let ids = shown.team.with(|team| team.ownership.active().collect::<Vec<_>>());
        let mut named: Vec<(String, RecordId)> = ids.into_iter().map(|id| (shown.name(id), id)).collect();
        named.sort();
        named
    });
    let found = Memo::new(move |_| {
        let wanted = search.with(|text| text.trim().to_lowercase());
        shown.team.with(|team| {
            let all = team.ownership.accounts.iter();
            let named = all.filter(|of| wanted.is_empty() || of.name.to_lowercase().contains(&wanted));
            named.take(SHOWN).cloned().collect::<Vec<_>>()
        })
    });
    let rows = move || found.get().into_iter().map(|of| row(session, words, shown, ours, of)).collect_view();
    view! {
        <div class="singles" data-testid="singles">
            <input
                class="input"
                type="search"
                data-testid="singles-search"
                aria-label=words.text(Key::TeamFind)
                placeholder=words.text(Key::TeamFind)
                prop:value=move || search.get()
                on:input=move |event| search.set(event_target_value(&event))
            />
            <table class="table table-cards" aria-label=words.text(Key::TeamSingles)>
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::ColAccount)}</th>
                        <th scope="col" class="num">{words.text(Key::TeamYear)}</th>
                        <th scope="col">{words.text(Key::TeamNow)}</th>
                        <th scope="col">{words.text(Key::TeamThen)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(
    session: Session,
    words: Words,
    shown: Shown,
    ours: Memo<Vec<(String, RecordId)>>,
    of: OwnedAccount,
) -> impl IntoView + use<> {
    let (id, held) = (of.id, of.owner);
    let owner = Memo::new(move |_| shown.draft.with(|draft| draft.owner(id, held)));
    let option = move |(name, colleague): (String, RecordId)| {
        view! { <option prop:selected=move || owner.get() == Some(colleague)>{name}</option> }
    };
    let options = move || ours.get().into_iter().map(option).collect_view();
    let name = of.name.clone();
    let label = words.fill(Key::TeamOwnerOf, &[("account", &name)]);
    let now = held.map_or_else(|| "–".into(), |id| shown.name(id));
    let value = shown.money(session, words, of.value);
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let at = usize::try_from(select.selected_index()).unwrap_or_default();
        let chosen = at.checked_sub(1).and_then(|at| ours.with_untracked(|ours| ours.get(at).map(|(_, id)| *id)));
        shown.draft.update(|draft| draft.give(&of, chosen));
    };
    view! {
        <tr data-testid="single" data-account=name.clone()>
            <th scope="row"><bdi>{name.clone()}</bdi></th>
            <td class="num" data-label=words.text(Key::TeamYear)>{value}</td>
            <td data-label=words.text(Key::TeamNow)><bdi>{now}</bdi></td>
            <td data-label=words.text(Key::TeamThen)>
                <select class="select" aria-label=label data-testid="single-owner" on:change=choose>
                    <option prop:selected=move || owner.get().is_none()>{words.text(Key::TeamNobody)}</option>
                    {options}
                </select>
            </td>
        </tr>
    }
}
