//! An export of this program, before it is taken over: what it would bring, and what it would take.

use leptos::prelude::*;

use super::titled;
use crate::book::contact::CONTACT;
use crate::book::kind::Kind;
use crate::book::{Account, Book, Change, Contact, Edit, KINDS, RecordId, RecordKind, account};
use crate::exchange::book_merge::{MergeCounts, MergeEffect, MergeMode};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Radio};
use crate::ui::fields::{field_name, field_value, record_title};
use crate::ui::importing::importing;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// The choices of what becomes of the book.
const MODE: &str = "merge-mode";

/// How many fields are listed by name.
const MOST: usize = 100;

#[component]
pub fn MergePage() -> impl IntoView {
    let session = session();
    let importing = importing();
    let words = words();
    let file = importing.file.get_untracked().map(|file| file.name).unwrap_or_default();
    let title = words.fill(Key::MergeTitle, &[("file", &isolated(&file))]);
    titled(words.fill(Key::MergeTitle, &[("file", &file)]));
    let Some(merge) = importing.merge.get_untracked() else { return ().into_any() };
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
        let holds_sales = |id| session.holds_sales(id);
        let nothing = merge.brings_nothing(&change, holds_sales);
        let nothing = nothing.then(|| view! { <p>{words.text(Key::MergeNothing)}</p> });
        view! {
            {nothing}
            <Effects counts=rows_of(&merge.effect(&book, &change, holds_sales))/>
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
                <Button kind=ButtonKind::Quiet text=Key::Cancel on_click=move || importing.let_go()/>
                <Button
                    kind=ButtonKind::Primary
                    text=commit
                    test_id="merge-commit"
                    on_click=move || importing.take_over_merge(mode.get_untracked())
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
fn Effects(counts: Vec<(Key, MergeCounts)>) -> impl IntoView {
    let words = words();
    let row = |(key, counts): (Key, MergeCounts)| {
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

/// The rows of the table: what a dossier is made of is told where there is any of it.
fn rows_of(effect: &MergeEffect) -> Vec<(Key, MergeCounts)> {
    let pieces = KINDS.iter().filter(|kind| ***kind != CONTACT);
    let pieces = pieces.map(|kind| (kind.title, effect.of(kind.code))).filter(|(_, counts)| !counts.is_empty());
    let others = effect.of_all(|kind| kind != Account::KIND && Kind::of_code(kind).is_none());
    let first =
        [(Key::MergeAccounts, effect.of(Account::KIND)), (Key::MergeContacts, effect.of(Contact::KIND))].into_iter();
    first.chain(pieces).chain([(Key::MergeSales, effect.sales), (Key::MergeOther, others)]).collect()
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
