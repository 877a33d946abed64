//! What taking the file over would do, in numbers.

use leptos::prelude::*;

use super::Merging;
use crate::book::contact::CONTACT;
use crate::book::kind::Kind;
use crate::book::{Account, Contact, KINDS, RecordKind};
use crate::exchange::book_merge::{MergeCounts, MergeEffect, MergeMode};
use crate::text::Key;

/// A sentence, and five numbers.
#[component]
pub(super) fn Tally(merging: Merging) -> impl IntoView {
    let words = merging.sides.with_value(|sides| sides.words);
    let tally = move || {
        let preview = merging.preview.get()?;
        let all = preview.effect.in_all();
        let conflicts = preview.asked.conflicts.len() + preview.asked.deletions.len();
        let is_adding = preview.spec.mode == MergeMode::Add;
        let safe = words.count(Key::MergeSafe, all.changes());
        let both = words.count(Key::MergeBoth, conflicts);
        let both = (is_adding && conflicts > 0).then(|| view! { " " <b>{both}</b> });
        let held = preview.asked.held_back.len();
        let held =
            (held > 0 && !preview.spec.decisions.takes_held_back).then(|| words.count(Key::MergeHeldCount, held));
        let open = preview.open();
        let open = (open > 0).then(|| words.count(Key::MergeOpenCount, open));
        let twice = preview.effect.told_twice as usize;
        let twice = (twice > 0).then(|| {
            view! { <p class="note" data-testid="merge-twice">{words.count(Key::ToldTwice, twice)}</p> }
        });
        let number = |key: Key, n: usize, more: Option<String>, code: &'static str| {
            view! {
                <div data-act=(code == "conflicts" && n > 0).then_some("") data-testid=format!("merge-{code}") data-count=n>
                    <dt>{words.text(key)}</dt>
                    <dd>{words.number(n)}</dd>
                    {more.map(|more| view! { <dd>{more}</dd> })}
                </div>
            }
        };
        Some(view! {
            <p class="reading"><b>{safe}</b> {both} " " {words.text(Key::MergeRecovery)}</p>
            <dl class="merge-tally">
                {number(Key::MergeNew, all.new, None, "new")}
                {number(Key::MergeChanged, all.changed, None, "changed")}
                {number(Key::MergeSame, all.same, None, "same")}
                {number(Key::MergeRemoved, all.removed, held, "deleted")}
                {is_adding.then(|| number(Key::MergeConflicts, conflicts, open, "conflicts"))}
            </dl>
            {twice}
        })
    };
    view! { {tally} }
}

/// How many records of each kind it touches, and how.
#[component]
pub(super) fn ByKind(merging: Merging) -> impl IntoView {
    let words = merging.sides.with_value(|sides| sides.words);
    let row = move |(key, counts): (Key, MergeCounts)| {
        view! {
            <tr>
                <th scope="row">{words.text(key)}</th>
                <td class="num">{words.number(counts.new)}</td>
                <td class="num">{words.number(counts.changed)}</td>
                <td class="num">{words.number(counts.same)}</td>
                <td class="num">{words.number(counts.removed)}</td>
            </tr>
        }
    };
    let rows = Memo::new(move |_| merging.preview.with(|preview| preview.as_ref().map(|of| rows_of(&of.effect))));
    move || {
        let rows = rows.get().filter(|rows| !rows.is_empty())?;
        Some(view! {
            <section class="section">
                <div class="section-head"><h2>{words.text(Key::MergeByKind)}</h2></div>
                <div class="table-wrap">
                    <table class="table" data-fit>
                        <thead>
                            <tr>
                                <td></td>
                                <th scope="col" class="num">{words.text(Key::MergeNew)}</th>
                                <th scope="col" class="num">{words.text(Key::MergeChanged)}</th>
                                <th scope="col" class="num">{words.text(Key::MergeSame)}</th>
                                <th scope="col" class="num">{words.text(Key::MergeRemoved)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        })
    }
}

/// The rows of the table: of kinds of which something comes, changes or goes. Of the others the numbers above are all.
fn rows_of(effect: &MergeEffect) -> Vec<(Key, MergeCounts)> {
    let pieces = KINDS.iter().filter(|kind| ***kind != CONTACT).map(|kind| (kind.title, effect.of(kind.code)));
    let others = effect.of_all(|kind| kind != Account::KIND && Kind::of_code(kind).is_none());
    let first = [(Key::MergeAccounts, effect.of(Account::KIND)), (Key::MergeContacts, effect.of(Contact::KIND))];
    let all = first.into_iter().chain(pieces).chain([(Key::MergeSales, effect.sales), (Key::MergeOther, others)]);
    all.filter(|(_, counts)| counts.is_of_change()).collect()
}
