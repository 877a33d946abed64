//! Accounts nobody answers for, with who sold most of each: suggested from half on, shared else (C23).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Shown;
use crate::book::{Change, Label, RecordId};
use crate::route::Route;
use crate::team::ownership::{OwnedAccount, Ownership};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, SegBadge};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};

/// So many are shown at first, and so many more with each click.
const FIRST: usize = 8;
const MORE: usize = 50;

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Name,
    Value,
    Sellers,
    Share,
}

/// Those nobody answers for, by their places among all.
fn sorted(ownership: &Ownership, by: By) -> Vec<usize> {
    let share = |of: &OwnedAccount| of.selling.share().unwrap_or(-1.0);
    let mut all: Vec<(usize, &OwnedAccount)> = ownership.without_owner().collect();
    match by {
        // As they come.
        By::Value => {}
        By::Name => all.sort_by_cached_key(|(_, of)| of.name.to_lowercase()),
        By::Sellers => all.sort_by_key(|(_, of)| Reverse(of.selling.people.len())),
        By::Share => all.sort_by(|(_, one), (_, other)| share(other).total_cmp(&share(one))),
    }
    all.into_iter().map(|(at, _)| at).collect()
}

/// Makes these the owners, in one change.
pub fn take(session: Session, shown: Shown, owners: &BTreeMap<RecordId, Option<RecordId>>) {
    let edits = shown.team.with_untracked(|team| team.ownership.owners(owners));
    if !edits.is_empty() {
        session.commit(Change::new(Label::Owners, edits));
    }
}

#[component]
pub fn Unowned(shown: Shown) -> impl IntoView {
    let session = session();
    let words = words();
    let (by, many) = (RwSignal::new(By::Value), RwSignal::new(FIRST));
    let all = Memo::new(move |_| shown.team.with(|team| sorted(&team.ownership, by.get())));
    let suggested = Memo::new(move |_| {
        shown.team.with(|team| team.ownership.without_owner().filter(|(_, of)| of.suggested.is_some()).count())
    });
    let take_all = move || {
        let owners = shown.team.with_untracked(|team| {
            let all = team.ownership.without_owner();
            all.filter_map(|(_, of)| Some((of.id, Some(of.suggested?)))).collect()
        });
        take(session, shown, &owners);
    };
    let head = move |of: By, key: Key, class: &'static str| {
        let sort = move || (by.get() == of).then_some(if of == By::Name { "ascending" } else { "descending" });
        view! {
            <th scope="col" class=class aria-sort=sort>
                <Button kind=ButtonKind::Bare class="sort" text=key on_click=move || by.set(of)/>
            </th>
        }
    };
    let table = move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="note">{words.text(Key::TeamAllOwned)}</p> }.into_any();
        }
        let rest = all.len().saturating_sub(many.get());
        let team = shown.team.get();
        let first = all.iter().take(many.get()).filter_map(|at| team.ownership.accounts.get(*at));
        let rows = first.map(|of| row(session, words, shown, of)).collect_view();
        let more = (rest > 0).then(|| {
            view! {
                <p class="note">
                    <Button
                        kind=ButtonKind::Link
                        text=words.count(Key::TeamMore, rest)
                        test_id="unowned-more"
                        on_click=move || many.update(|many| *many += MORE)
                    />
                </p>
            }
        });
        view! {
            <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::TeamUnowned)>
                <table class="table table-cards unowned">
                    <thead>
                        <tr>
                            {head(By::Name, Key::ColAccount, "")}
                            {head(By::Value, Key::TeamYear, "num")}
                            {head(By::Sellers, Key::TeamSellers, "num")}
                            <th scope="col">{words.text(Key::TeamLargest)}</th>
                            {head(By::Share, Key::ColShare, "num")}
                            <th scope="col"><span class="sr">{words.text(Key::TeamTakeIt)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        }
        .into_any()
    };
    let button = move || {
        let count = suggested.get();
        (count > 0).then(|| {
            view! {
                <Button text=words.count(Key::TeamTakeAll, count) test_id="owners-take-all" writes=true on_click=take_all/>
            }
        })
    };
    view! {
        <section class="section" data-testid="team-unowned">
            <div class="section-head">
                <h2>{words.text(Key::TeamUnowned)}</h2>
                <span class="note">{words.text(Key::TeamHalf)}</span>
                {button}
            </div>
            {table}
        </section>
    }
}

fn row(session: Session, words: Words, shown: Shown, of: &OwnedAccount) -> impl IntoView + use<> {
    let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(of.id).cloned());
    let to = Route::Account { id: of.id, section: None }.to_string();
    let largest = of.largest.map(|id| shown.name(id)).unwrap_or_default();
    let share = of.selling.share();
    let width = share.map(|share| format!("{:.1}%", share.min(1.0) * 100.0));
    let bar = width.map(|width| {
        view! { <span class="share" aria-hidden="true"><i style:inline-size=width></i><s></s></span> }
    });
    let (id, name) = (of.id, of.name.clone());
    let act = match of.suggested {
        Some(seller) => {
            let label = words.fill(Key::TeamTakeFor, &[("name", &largest), ("account", &name)]);
            view! {
                <Button
                    small=true
                    text=Key::TeamTake
                    label=label
                    test_id="owner-take"
                    writes=true
                    on_click=move || take(session, shown, &BTreeMap::from([(id, Some(seller))]))
                />
            }
            .into_any()
        }
        None if of.largest.is_some() => view! { <span class="tag">{words.text(Key::TeamShared)}</span> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <tr data-testid="unowned" data-account=name.clone()>
            <th scope="row"><SegBadge finding/> " " <a class="row-link" href=to><bdi>{name.clone()}</bdi></a></th>
            <td class="num" data-label=words.text(Key::TeamYear)>{shown.money(session, words, of.value)}</td>
            <td class="num" data-label=words.text(Key::TeamSellers)>{words.number(of.selling.people.len())}</td>
            <td data-label=words.text(Key::TeamLargest)><bdi class="suggested">{largest}</bdi></td>
            <td class="num" data-label=words.text(Key::ColShare)>
                <span class="share-cell">{bar}{share.map(|share| words.percent(share))}</span>
            </td>
            <td>{act}</td>
        </tr>
    }
}
