//! An export of this program, before it is taken over: what it would bring, what it would take, and what a person
//! decides.

mod accounts;
mod conflicts;
mod held_back;
mod names;
mod settings;
mod tally;

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::titled;
use crate::book::{Decisions, Joined};
use crate::exchange::book_merge::{BookMerge, MergeMode, MergePreview, MergeSpec, Standing};
use crate::exchange::json::{Export, Part, Without};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Icon, Radio};
use crate::ui::fields::{field_name, field_value};
use crate::ui::importing::current_import;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};
use accounts::ByAccount;
use conflicts::Conflicts;
use held_back::HeldBack;
use names::{Sides, listed};
use settings::SettingsOffered;
use tally::{ByKind, Tally};

/// The choices of what becomes of the book.
const MODE: &str = "merge-mode";

/// How many fields are listed by name.
const MOST: usize = 100;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Merging {
    sides: StoredValue<Sides>,
    preview: Memo<Option<ByPtr<MergePreview>>>,
    /// What is asked, the same whatever is decided.
    asked: Memo<Option<Joined>>,
    decisions: RwSignal<Decisions>,
}

#[component]
pub fn MergePage() -> impl IntoView {
    let session = session();
    let importing = current_import();
    let words = words();
    let file = importing.file.get_untracked().map(|file| file.name).unwrap_or_default();
    titled(words.fill(Key::MergeTitle, &[("file", &file)]));
    let title = words.fill(Key::MergeTitle, &[("file", &isolated(&file))]);
    let Some(merge) = importing.merge.get_untracked() else { return ().into_any() };
    let mode = RwSignal::new(MergeMode::Add);
    let decisions = RwSignal::new(Decisions::default());
    let spec = move || MergeSpec { mode: mode.get(), decisions: decisions.get() };
    let preview = importing.merge_preview;
    let asked = Memo::new(move |_| preview.get().map(|preview| preview.asked.clone()));
    let sides = StoredValue::new(Sides { session, words, theirs: merge.clone() });
    let merging = Merging { sides, preview, asked, decisions };
    let is_part = merge.export.is_part();
    Effect::new(move |_| importing.choose_merge(spec()));
    let is_compared = move || preview.get().is_some_and(|preview| preview.spec == spec());
    let is_older =
        move || mode.get() == MergeMode::Add && preview.get().is_some_and(|preview| is_older(&preview.standing));
    let commit = move || match mode.get() {
        MergeMode::Restore => words.text(Key::RestoreCommit).to_owned(),
        MergeMode::Add => {
            preview.get().map_or_else(|| words.text(Key::MergeCommit).into(), |preview| take(words, &preview))
        }
    };
    let theirs = merge.clone();
    view! {
        <header class="page-head">
            <div>
                <h1>{title}</h1>
                <p class="page-sub" data-testid="merge-origin">{origin(words, merging, &merge)}</p>
            </div>
            <div class="actions">
                <Button kind=ButtonKind::Quiet text=Key::Cancel on_click=move || importing.let_go()/>
                <Button
                    kind=ButtonKind::Primary
                    text=commit
                    test_id="merge-commit"
                    disabled=move || !is_compared() || is_older()
                    on_click=move || importing.take_over_merge(untrack(spec))
                />
            </div>
        </header>
        <div class="stack" data-testid="merge-preview">
            <div class="stack-s">
                {move || notes(words, &theirs, preview.get().as_deref())}
                <Tally merging/>
                <fieldset class="choices">
                    <legend class="label">{words.text(Key::MergeHow)}</legend>
                    <Radio group=MODE value=MergeMode::Add chosen=mode text=Key::MergeAdd hint=Key::MergeAddHint test_id="merge-add"/>
                    // From a part no book can be restored: all else would be gone.
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
            </div>
            <HeldBack merging/>
            {move || kept(merging)}
            <Conflicts merging/>
            <ByAccount merging/>
            <SettingsOffered merging/>
            <ByKind merging/>
            {move || preview.get().and_then(|preview| fields(merging, &preview))}
        </div>
    }
    .into_any()
}

fn is_older(standing: &Standing) -> bool {
    matches!(standing, Standing::Older(_))
}

/// "Take 58 changes, 1 left open"
fn take(words: Words, preview: &MergePreview) -> String {
    let changes = preview.effect.in_all().changes();
    let take =
        if changes == 0 { words.text(Key::MergeCommit).into() } else { words.count(Key::MergeTakeChanges, changes) };
    match preview.open() {
        0 => take,
        open => words.counted(Key::MergeLeftOpen, open, &[("take", &take)]),
    }
}

/// Whose file it is, of when, and which part of their book.
fn origin(words: Words, merging: Merging, merge: &BookMerge) -> String {
    let Export { by, exported_at, part, without, .. } = &merge.export;
    let who = merging.sides.with_value(|sides| by.map(|by| isolated(&sides.device(by))));
    // As the file says it: the day alone, which reads in any zone.
    let day = exported_at.get(..10).and_then(|day| day.parse().ok()).map(|day| words.day(day));
    let part = words.text(match part {
        None => Key::MergeWhole,
        Some(Part::Dossier) => Key::MergePartDossier,
        Some(Part::Accounts) => Key::MergePartAccounts,
        Some(Part::Changes) => Key::MergePartChanges,
    });
    let without = without.iter().filter_map(|without| match without {
        Without::Figures => Some(Key::WithoutFigures),
        Without::People => Some(Key::WithoutPeople),
        Without::Else => None,
    });
    let all: Vec<String> = who
        .into_iter()
        .chain(day)
        .chain([part.to_owned()])
        .chain(without.map(|key| words.text(key).to_owned()))
        .chain([words.text(Key::MergeSub).to_owned()])
        .collect();
    all.join(" · ")
}

/// What is to be known of the file before it is looked at.
fn notes(words: Words, merge: &BookMerge, preview: Option<&MergePreview>) -> AnyView {
    let altered = merge.export.is_altered.then(|| {
        view! {
            <div class="banner" data-tone="warn" role="alert" data-testid="merge-altered">
                <Icon glyph=Glyph::Warn/>
                <p>{words.text(Key::MergeAltered)}</p>
            </div>
        }
    });
    let Some(preview) = preview.filter(|preview| preview.spec.mode == MergeMode::Add) else {
        return altered.into_any();
    };
    let note = |text: String, test_id: &'static str| view! { <p class="note" data-testid=test_id>{text}</p> };
    let standing = match preview.standing {
        Standing::New => None,
        Standing::Again(at) => Some(note(words.fill(Key::MergeAgain, &[("day", &words.moment(at))]), "merge-again")),
        Standing::Older(at) => Some(note(words.fill(Key::MergeOlder, &[("day", &words.moment(at))]), "merge-older")),
    };
    let nothing = (preview.brings_nothing && preview.standing == Standing::New && preview.open() == 0)
        .then(|| note(words.text(Key::MergeNothing).into(), "merge-nothing"));
    let unknown = merge.export.seen.is_none().then(|| note(words.text(Key::MergeUnseen).into(), "merge-unseen"));
    let ahead = preview
        .asked
        .latest
        .map(|latest| note(words.fill(Key::MergeAhead, &[("day", &words.day_of(latest.millis))]), "merge-ahead"));
    view! { {altered} {standing} {nothing} {unknown} {ahead} }.into_any()
}

/// What the file deletes and isn't deleted, whatever is decided.
fn kept(merging: Merging) -> Option<AnyView> {
    let asked = merging.asked.get()?;
    let said = [(&asked.with_sales, Key::MergeWithSales), (&asked.outside, Key::MergeOutside)];
    let said = said.into_iter().filter(|(ids, _)| !ids.is_empty()).map(|(ids, key)| {
        let text = merging.sides.with_value(|sides| {
            let ids: BTreeSet<_> = ids.iter().copied().collect();
            sides.words.counted(key, ids.len(), &[("names", &listed(sides, ids.into_iter()))])
        });
        view! { <p class="note" data-testid="merge-kept">{text}</p> }
    });
    let said = said.collect_view();
    (!said.is_empty()).then(|| said.into_any())
}

/// The fields of records that are here already and would change, by name.
fn fields(merging: Merging, preview: &MergePreview) -> Option<AnyView> {
    let count = preview.overwrites.len();
    if count == 0 {
        return None;
    }
    let sides = merging.sides.get_value();
    let (words, book, theirs) = (sides.words, sides.session.book_untracked(), &sides.theirs.export.book);
    let more = count.saturating_sub(MOST);
    let first = preview.overwrites.iter().take(MOST).filter_map(|at| preview.change.edits.get(*at));
    let rows: Vec<_> = first
        .filter_map(|edit| Some((edit, book.record(edit.id)?.value(&edit.field))))
        .map(|(edit, before)| {
            view! {
                <tr>
                    <th scope="row"><bdi>{sides.name(edit.id)}</bdi></th>
                    <td>{field_name(words, &book, &edit.kind, &edit.field)}</td>
                    <td class="history-value">
                        <bdi>{field_value(words, &book, &edit.kind, &edit.field, before)}</bdi>
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
            <summary>{words.count(Key::MergeFields, count)}</summary>
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
