//! What the file would do, account by account: those with conflicts first.

use leptos::prelude::*;

use super::Merging;
use crate::book::RecordId;
use crate::exchange::book_merge::{MergeCounts, MergeMode};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};

/// How many accounts are listed to begin with.
const FEW: usize = 6;

#[component]
pub(super) fn ByAccount(merging: Merging) -> impl IntoView {
    let words = merging.sides.with_value(|sides| sides.words);
    let shows_all = RwSignal::new(false);
    let rows = move || {
        let preview = merging.preview.get().filter(|preview| preview.spec.mode == MergeMode::Add)?;
        let mut rows: Vec<(Option<RecordId>, MergeCounts, usize)> = preview
            .effect
            .accounts
            .iter()
            .map(|(account, counts)| (*account, *counts, preview.conflicts.get(account).copied().unwrap_or_default()))
            .filter(|(_, counts, conflicts)| counts.is_of_change() || *conflicts > 0)
            .collect();
        if rows.is_empty() {
            return None;
        }
        rows.sort_by_key(|(account, counts, conflicts)| {
            std::cmp::Reverse((*conflicts, counts.new + counts.changed + counts.removed, std::cmp::Reverse(*account)))
        });
        let count = rows.iter().filter(|(account, ..)| account.is_some()).count();
        let more = rows.len().saturating_sub(FEW);
        if !shows_all.get() {
            rows.truncate(FEW);
        }
        let rows = rows.into_iter().map(|row| account_row(merging, row)).collect_view();
        let more = (more > 0 && !shows_all.get()).then(|| {
            view! {
                <p class="note">
                    {words.count(Key::MergeFieldsMore, more)} " "
                    <Button
                        kind=ButtonKind::Link
                        text=Key::MergeShowAll
                        test_id="merge-all-accounts"
                        on_click=move || shows_all.set(true)
                    />
                </p>
            }
        });
        Some(view! {
            <section class="section" data-testid="merge-accounts">
                <div class="section-head">
                    <h2>{words.text(Key::MergeByAccount)}</h2>
                    <span class="note">{words.count(Key::CountAccounts, count)}</span>
                </div>
                <ul class="by-account">{rows}</ul>
                {more}
            </section>
        })
    };
    view! { {rows} }
}

fn account_row(
    merging: Merging,
    (account, counts, conflicts): (Option<RecordId>, MergeCounts, usize),
) -> impl IntoView {
    let words = merging.sides.with_value(|sides| sides.words);
    let name = match account {
        Some(account) => merging.sides.with_value(|sides| sides.account(account)),
        None => words.text(Key::MergeNoAccount).into(),
    };
    let state = match conflicts {
        0 => view! { <span class="mark" data-tone="good"><Icon glyph=Glyph::Check/>{words.text(Key::MergeIsSafe)}</span> }.into_any(),
        n => view! { <span class="tag" data-tone="warn">{words.count(Key::MergeConflictCount, n)}</span> }.into_any(),
    };
    view! {
        <li data-testid="merge-account">
            <bdi>{name}</bdi>
            <span class="num">{words.count(Key::MergeCountNew, counts.new)}</span>
            <span class="num">{words.count(Key::MergeCountChanged, counts.changed)}</span>
            <span class="num">{words.count(Key::MergeCountRemoved, counts.removed)}</span>
            <span>{state}</span>
        </li>
    }
}
