//! An export of this program, before it is taken over: what it would bring, and what it would take.

use leptos::prelude::*;

use super::titled;
use crate::book::contact::CONTACT;
use crate::book::kind::Kind;
use crate::book::{Account, Book, Change, Contact, DELETED, Edit, KINDS, RecordId, RecordKind, account};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Radio};
use crate::ui::fields::{field_name, field_value, record_title};
use crate::ui::intake::{Merge, MergeMode, intake};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, isolated, words};

/// Records of a kind, by what taking them over would do.
#[derive(Clone, Copy, Default)]
struct Counts {
    new: usize,
    changed: usize,
    same: usize,
    removed: usize,
}

/// The choices of what becomes of the book.
const MODE: &str = "merge-mode";

/// How many fields are listed by name.
const MOST: usize = 100;

#[component]
pub fn MergePage() -> impl IntoView {
    let session = session();
    let intake = intake();
    let words = words();
    let file = intake.file.get_untracked().map(|file| file.name).unwrap_or_default();
    let title = words.fill(Key::MergeTitle, &[("file", &isolated(&file))]);
    titled(words.fill(Key::MergeTitle, &[("file", &file)]));
    let Some(merge) = intake.merge.get_untracked() else { return ().into_any() };
    let mode = RwSignal::new(MergeMode::Add);
    let commit =
        move || words.text(if mode.get() == MergeMode::Add { Key::MergeCommit } else { Key::RestoreCommit }).to_owned();
    let altered = merge.export.is_altered.then(|| {
        view! {
            <div class="banner" data-tone="warn" role="alert" data-testid="merge-altered">
                <Icon glyph=Glyph::Warn/>
                <p>{words.text(Key::MergeAltered)}</p>
            </div>
        }
    });
    let is_part = merge.export.is_part;
    let preview = move || {
        let book = session.book();
        let change = merge.change(&book, mode.get());
        let nothing =
            brings_nothing(session, &merge, &change).then(|| view! { <p>{words.text(Key::MergeNothing)}</p> });
        view! {
            {nothing}
            <Effects counts=counts(session, &book, &merge, &change)/>
            {fields(words, &book, &merge.export.book, &change)}
        }
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{title}</h1>
                <p class="page-sub">{words.text(Key::MergeSub)}</p>
            </div>
            <div class="actions">
                <Button kind=ButtonKind::Quiet text=Key::Cancel on_click=move || intake.let_go()/>
                <Button
                    kind=ButtonKind::Primary
                    text=commit
                    test_id="merge-commit"
                    on_click=move || intake.take_over_merge(mode.get_untracked())
                />
            </div>
        </header>
        <div class="stack-s" data-testid="merge-preview">
            {altered}
            <fieldset class="choices">
                <legend class="label">{words.text(Key::MergeHow)}</legend>
                <Radio group=MODE value=MergeMode::Add chosen=mode text=Key::MergeAdd hint=Key::MergeAddHint test_id="merge-add"/>
                // From one dossier no book can be restored: all others would be gone.
                {(!is_part).then(|| view! {
                    <Radio
                        group=MODE
                        value=MergeMode::Restore
                        chosen=mode
                        text=Key::MergeRestore
                        hint=Key::MergeRestoreHint
                        test_id="merge-restore"
                    />
                })}
            </fieldset>
            {preview}
        </div>
    }
    .into_any()
}

/// How many records of each kind it touches, and how.
#[component]
fn Effects(counts: Vec<(Key, Counts)>) -> impl IntoView {
    let words = words();
    let row = |(key, counts): (Key, Counts)| {
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
    view! {
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
                <tbody>{counts.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn counts(session: Session, book: &Book, merge: &Merge, change: &Change) -> Vec<(Key, Counts)> {
    let touched = change.touched();
    let removed: Vec<RecordId> =
        change.edits.iter().filter(|edit| edit.field == DELETED && edit.value == true).map(|edit| edit.id).collect();
    let count = |wanted: &dyn Fn(&str) -> bool| {
        let mut counts = Counts::default();
        for (id, _) in merge.export.book.records().filter(|(_, record)| !record.is_deleted() && wanted(&record.kind)) {
            match (book.record(id).is_some_and(|record| !record.is_deleted()), touched.binary_search(&id).is_ok()) {
                (false, true) => counts.new += 1,
                (true, true) => counts.changed += 1,
                (_, false) => counts.same += 1,
            }
        }
        let here = book.records().filter(|(_, record)| !record.is_deleted() && wanted(&record.kind));
        counts.removed = here.filter(|(id, _)| removed.contains(id)).count();
        counts
    };
    let sales = merge.export.batches.len();
    let held = merge.export.batches.keys().filter(|id| session.holds_sales(**id)).count();
    let pieces = KINDS.iter().filter(|kind| ***kind != CONTACT);
    let pieces = pieces.map(|kind| (kind.title, count(&|code| code == kind.code)));
    // What a dossier is made of is told where there is any of it.
    let pieces = pieces.filter(|(_, counts)| counts.new + counts.changed + counts.same + counts.removed > 0);
    let is_piece = |code: &str| Kind::of_code(code).is_some();
    let mut all = vec![
        (Key::MergeAccounts, count(&|kind| kind == Account::KIND)),
        (Key::MergeContacts, count(&|kind| kind == Contact::KIND)),
    ];
    all.extend(pieces);
    all.push((Key::MergeSales, Counts { new: sales - held, same: held, ..Counts::default() }));
    all.push((Key::MergeOther, count(&|kind| kind != Account::KIND && !is_piece(kind))));
    all
}

/// The fields of records that are here already and would change, by name.
fn fields(words: Words, book: &Book, theirs: &Book, change: &Change) -> Option<AnyView> {
    let before = |edit: &Edit| book.record(edit.id).map(|record| record.value(&edit.field).clone());
    let changes: Vec<_> = change
        .edits
        .iter()
        .filter_map(|edit| Some((edit, before(edit)?)))
        .filter(|(edit, before)| edit.value != *before)
        .collect();
    if changes.is_empty() {
        return None;
    }
    let more = changes.len().saturating_sub(MOST);
    let summary = words.count(Key::MergeFields, changes.len());
    let rows: Vec<_> = changes
        .into_iter()
        .take(MOST)
        .map(|(edit, before)| {
            view! {
                <tr>
                    <th scope="row"><bdi>{name_of(words, book, theirs, edit.id)}</bdi></th>
                    <td>{field_name(words, book, &edit.kind, &edit.field)}</td>
                    <td class="history-value">
                        <bdi>{field_value(words, book, &edit.kind, &edit.field, &before)}</bdi>
                    </td>
                    <td class="history-value">
                        <bdi>{field_value(words, theirs, &edit.kind, &edit.field, &edit.value)}</bdi>
                    </td>
                </tr>
            }
        })
        .collect();
    let more = (more > 0).then(|| view! { <p class="note">{words.count(Key::MergeFieldsMore, more)}</p> });
    let view = view! {
        <details class="merge-fields" data-testid="merge-fields">
            <summary>{summary}</summary>
            <div class="table-wrap">
                <table class="table history">
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{words.text(Key::HistoryWhat)}</th>
                            <th scope="col">{words.text(Key::HistoryBefore)}</th>
                            <th scope="col">{words.text(Key::HistoryAfter)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        </details>
    };
    Some(view.into_any())
}

/// What a record is called, here or there: what belongs to an account with the account.
fn name_of(words: Words, book: &Book, theirs: &Book, id: RecordId) -> String {
    let found = [book, theirs].into_iter().find_map(|book| Some((book, book.record(id)?)));
    let Some((book, record)) = found else { return String::new() };
    let title = record_title(words, book, record);
    let account = record.account().and_then(|account| book.record(account));
    match account.map(|account| account.get::<String>(account::field::name.name)) {
        Some(account) if !account.is_empty() => format!("{title}, {account}"),
        _ => title,
    }
}

fn brings_nothing(session: Session, merge: &Merge, change: &Change) -> bool {
    change.edits.is_empty() && merge.export.batches.keys().all(|id| session.holds_sales(*id))
}
