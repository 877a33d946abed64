//! An export of this program, before it is taken over: what it would bring, and what it would take.

use leptos::prelude::*;

use super::titled;
use crate::book::contact::CONTACT;
use crate::book::kind::Kind;
use crate::book::{Account, Book, Contact, JoinChoices, Joined, KINDS, RecordId, RecordKind, account};
use crate::exchange::book_merge::{MergeCounts, MergeEffect, MergeMode, MergePreview, MergeSpec};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, Radio};
use crate::ui::fields::{field_name, field_value, record_title};
use crate::ui::importing::current_import;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// The choices of what becomes of the book.
const MODE: &str = "merge-mode";

/// The choices of what goes where time doesn't say it.
const UNDATED: &str = "merge-undated";
const EDITED_HERE: &str = "merge-edited-here";
const EDITED_THERE: &str = "merge-edited-there";

/// How many fields are listed by name.
const MOST: usize = 100;

/// How many records a question names.
const MOST_NAMES: usize = 8;

#[component]
pub fn MergePage() -> impl IntoView {
    let session = session();
    let importing = current_import();
    let words = words();
    let file = importing.file.get_untracked().map(|file| file.name).unwrap_or_default();
    let title = words.fill(Key::MergeTitle, &[("file", &isolated(&file))]);
    titled(words.fill(Key::MergeTitle, &[("file", &file)]));
    let Some(merge) = importing.merge.get_untracked() else { return ().into_any() };
    let mode = RwSignal::new(MergeMode::Add);
    let choosing = Choosing::default();
    let spec = move || MergeSpec { mode: mode.get(), choices: choosing.choices() };
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
    let theirs = merge.clone();
    let asked = Memo::new(move |_| importing.merge_preview.get().map(|preview| preview.asked.clone()));
    let questions = move || {
        let joined = asked.get()?;
        // What is asked follows from the book that was compared.
        Some(questions(words, &session.book_untracked(), &theirs.export.book, &joined, choosing))
    };
    let preview = move || {
        let preview = importing.merge_preview.get()?;
        let nothing = preview.brings_nothing.then(|| view! { <p>{words.text(Key::MergeNothing)}</p> });
        Some(view! {
            {nothing}
            <Effects counts=rows_of(&preview.effect)/>
            {fields(words, &session.book_untracked(), &merge.export.book, &preview)}
        })
    };
    Effect::new(move |_| importing.choose_merge(spec()));
    let is_compared = move || importing.merge_preview.get().is_some_and(|preview| preview.spec == spec());
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
                    disabled=move || !is_compared()
                    on_click=move || importing.take_over_merge(untrack(spec))
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
            {questions}
            {preview}
        </div>
    }
    .into_any()
}

/// What a person chooses where time doesn't say what goes; each begins with what takes nothing away.
#[derive(Clone, Copy)]
struct Choosing {
    take_undated: RwSignal<bool>,
    delete_edited: RwSignal<bool>,
    leave_deleted: RwSignal<bool>,
}

impl Default for Choosing {
    fn default() -> Self {
        let [take_undated, delete_edited, leave_deleted] = std::array::from_fn(|_| RwSignal::new(false));
        Self { take_undated, delete_edited, leave_deleted }
    }
}

impl Choosing {
    fn choices(self) -> JoinChoices {
        JoinChoices {
            take_undated: self.take_undated.get(),
            delete_edited: self.delete_edited.get(),
            leave_deleted: self.leave_deleted.get(),
        }
    }
}

/// What is to be asked, or said, about joining the two books.
fn questions(words: Words, book: &Book, theirs: &Book, joined: &Joined, choosing: Choosing) -> AnyView {
    let names = |ids: &mut dyn Iterator<Item = RecordId>| {
        let mut ids: Vec<RecordId> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        let names: Vec<String> =
            ids.iter().take(MOST_NAMES).map(|id| isolated(&name_of(words, book, theirs, *id))).collect();
        let more = ids.len().saturating_sub(MOST_NAMES);
        let more = (more > 0).then(|| words.count(Key::MergeFieldsMore, more));
        names.into_iter().chain(more).collect::<Vec<_>>().join(words.text(Key::ListComma))
    };
    let ahead = joined.latest.map(|latest| {
        let day = words.day_of(latest.millis);
        view! { <p class="note" data-testid="merge-ahead">{words.fill(Key::MergeAhead, &[("day", &day)])}</p> }
    });
    let undated = (!joined.undated.is_empty()).then(|| {
        let names = names(&mut joined.undated.iter().map(|edit| edit.id));
        let text = words.counted(Key::MergeUndated, joined.undated.len(), &[("names", &names)]);
        let options = [(false, Key::MergeKeepOurs), (true, Key::MergeTakeTheirs)];
        question(text, UNDATED, choosing.take_undated, options)
    });
    let here = (!joined.edited_here.is_empty()).then(|| {
        let names = names(&mut joined.edited_here.iter().copied());
        let text = words.counted(Key::MergeEditedHere, joined.edited_here.len(), &[("names", &names)]);
        let options = [(false, Key::MergeKeepRecords), (true, Key::MergeDeleteRecords)];
        question(text, EDITED_HERE, choosing.delete_edited, options)
    });
    let there = (!joined.edited_there.is_empty()).then(|| {
        let names = names(&mut joined.edited_there.iter().copied());
        let text = words.counted(Key::MergeEditedThere, joined.edited_there.len(), &[("names", &names)]);
        let options = [(false, Key::MergeBringBack), (true, Key::MergeLeaveDeleted)];
        question(text, EDITED_THERE, choosing.leave_deleted, options)
    });
    let said = [(&joined.with_sales, Key::MergeWithSales), (&joined.outside, Key::MergeOutside)];
    let said = said.into_iter().filter(|(ids, _)| !ids.is_empty()).map(|(ids, key)| {
        let names = names(&mut ids.iter().copied());
        view! { <p class="note" data-testid="merge-kept">{words.counted(key, ids.len(), &[("names", &names)])}</p> }
    });
    let said = said.collect_view();
    view! { {ahead} {undated} {here} {there} {said} }.into_any()
}

/// A question with two answers, of which one is given already.
fn question(text: String, group: &'static str, chosen: RwSignal<bool>, options: [(bool, Key); 2]) -> AnyView {
    let options = options.map(|(value, text)| {
        let test_id = if value { "merge-otherwise" } else { "merge-safely" };
        view! { <Radio group value chosen text test_id/> }
    });
    view! {
        <fieldset class="choices" data-testid=group>
            <legend class="label">{text}</legend>
            {options.collect_view()}
        </fieldset>
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
fn fields(words: Words, book: &Book, theirs: &Book, preview: &MergePreview) -> Option<AnyView> {
    let count = preview.overwrites.len();
    if count == 0 {
        return None;
    }
    let more = count.saturating_sub(MOST);
    let summary = words.count(Key::MergeFields, count);
    let first = preview.overwrites.iter().take(MOST).filter_map(|at| preview.change.edits.get(*at));
    let rows: Vec<_> = first
        .filter_map(|edit| Some((edit, book.record(edit.id)?.value(&edit.field))))
        .map(|(edit, before)| {
            view! {
                <tr>
                    <th scope="row"><bdi>{name_of(words, book, theirs, edit.id)}</bdi></th>
                    <td>{field_name(words, book, &edit.kind, &edit.field)}</td>
                    <td class="history-value">
                        <bdi>{field_value(words, book, &edit.kind, &edit.field, before)}</bdi>
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
