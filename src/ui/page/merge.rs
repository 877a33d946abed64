//! An export of this program, before it is taken over: what it would bring.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::titled;
use crate::book::{Account, Contact, RecordId, RecordKind};
use crate::text::Key;
use crate::ui::intake::{Merge, intake};
use crate::ui::session::{Session, session};
use crate::ui::words::{isolated, words};

/// Records of a kind, by what taking them over would do.
#[derive(Clone, Copy, Default)]
struct Counts {
    new: usize,
    changed: usize,
    same: usize,
}

#[component]
pub fn MergePage() -> impl IntoView {
    let session = session();
    let intake = intake();
    let words = words();
    let file = intake.file.get_untracked().map(|file| file.name).unwrap_or_default();
    let title = words.fill(Key::MergeTitle, &[("file", &isolated(&file))]);
    titled(words.fill(Key::MergeTitle, &[("file", &file)]));
    let Some(merge) = intake.merge.get_untracked() else { return ().into_any() };
    let book = session.book_untracked();
    let touched: BTreeSet<RecordId> = merge.change.touched().into_iter().collect();
    let count = |wanted: &dyn Fn(&str) -> bool| {
        let mut counts = Counts::default();
        for (id, _) in merge.export.book.records().filter(|(_, record)| !record.is_deleted() && wanted(&record.kind)) {
            match (book.record(id), touched.contains(&id)) {
                (None, _) => counts.new += 1,
                (Some(_), true) => counts.changed += 1,
                (Some(_), false) => counts.same += 1,
            }
        }
        counts
    };
    let sales = merge.export.batches.len();
    let held = merge.export.batches.keys().filter(|id| session.holds_sales(**id)).count();
    let rows = [
        (Key::MergeAccounts, count(&|kind| kind == Account::KIND)),
        (Key::MergeContacts, count(&|kind| kind == Contact::KIND)),
        (Key::MergeSales, Counts { new: sales - held, changed: 0, same: held }),
        (Key::MergeOther, count(&|kind| kind != Account::KIND && kind != Contact::KIND)),
    ];
    let row = |(key, counts): (Key, Counts)| {
        view! {
            <tr>
                <th scope="row">{words.text(key)}</th>
                <td class="num">{words.number(counts.new)}</td>
                <td class="num">{words.number(counts.changed)}</td>
                <td class="num">{words.number(counts.same)}</td>
            </tr>
        }
    };
    let nothing = brings_nothing(session, &merge).then(|| view! { <p>{words.text(Key::MergeNothing)}</p> });
    view! {
        <header class="page-head">
            <div>
                <h1>{title}</h1>
                <p class="page-sub">{words.text(Key::MergeSub)}</p>
            </div>
            <div class="actions">
                <button class="btn" data-kind="quiet" type="button" on:click=move |_| intake.let_go()>
                    {words.text(Key::Cancel)}
                </button>
                <button
                    class="btn"
                    data-kind="primary"
                    type="button"
                    data-testid="merge-commit"
                    on:click=move |_| intake.take_over_merge()
                >
                    {words.text(Key::MergeCommit)}
                </button>
            </div>
        </header>
        <div class="stack-s" data-testid="merge-preview">
            {nothing}
            <div class="table-wrap">
                <table class="table" data-fit>
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col" class="num">{words.text(Key::MergeNew)}</th>
                            <th scope="col" class="num">{words.text(Key::MergeChanged)}</th>
                            <th scope="col" class="num">{words.text(Key::MergeSame)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.map(row).into_iter().collect_view()}</tbody>
                </table>
            </div>
            <p class="note">{words.text(Key::MergeNote)}</p>
        </div>
    }
    .into_any()
}

fn brings_nothing(session: Session, merge: &Merge) -> bool {
    merge.change.edits.is_empty() && merge.export.batches.keys().all(|id| session.holds_sales(*id))
}
