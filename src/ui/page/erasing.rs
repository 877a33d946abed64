//! Erasing a person for good, on request: what goes, which texts name them, which files are out of reach, and a
//! confirmation that is typed.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::book::{Contact, Erasing, RecordId, RecordKind, contact, erasing};
use crate::browser::handed_over;
use crate::glyph::Glyph;
use crate::journal::{HandedKind, HandedOver};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Commit, Dialog, Icon, LabelledField, SearchField};
use crate::ui::erasing::{erased_by, forget, forget_the_rest};
use crate::ui::fields::{field_name, field_value, record_title};
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, words};

/// How many people are offered to a search.
const MOST_FOUND: usize = 8;

/// From so many letters on it is searched.
const SHORTEST: usize = 2;

/// Whom a person is asked about.
#[derive(Clone, Copy)]
pub struct Asked(RwSignal<Option<RecordId>>);

impl Asked {
    /// For those below, where an [`ErasingDialog`] is.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }
}

/// Asks whether somebody is to be erased.
#[component]
pub fn EraseButton(id: RecordId, #[prop(into)] label: Signal<String>) -> impl IntoView {
    let Asked(asked) = expect_context();
    view! {
        <Button
            kind=ButtonKind::Link
            text=Key::EraseThem
            test_id="erase-person"
            label
            writes=true
            on_click=move || asked.set(Some(id))
        />
    }
}

/// Everybody who can be erased, also those who were deleted: found by their name.
#[component]
pub fn ErasePersonSection() -> impl IntoView {
    let session = session();
    let words = words();
    Asked::provide();
    let typed = RwSignal::new(String::new());
    let found = move || {
        let sought = typed.get().trim().to_lowercase();
        if sought.chars().count() < SHORTEST {
            return Vec::new();
        }
        let book = session.book();
        let people = book.records().filter(|(_, record)| record.kind == Contact::KIND && !record.is_erased());
        let named = people.filter_map(|(id, record)| {
            let name = contact::field::name.of(record);
            let account = record.account().map(|account| book.name(account)).unwrap_or_default();
            name.to_lowercase().contains(&sought).then_some((id, name, account, record.is_deleted()))
        });
        named.take(MOST_FOUND).collect()
    };
    let row = move |(id, name, account, is_deleted): (RecordId, String, String, bool)| {
        let label = words.labelled(Key::EraseThem, &name);
        let about = [account, if is_deleted { words.text(Key::ValueDeleted).to_owned() } else { String::new() }];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        view! {
            <li class="row" data-testid="erase-found">
                <span><bdi>{name}</bdi> <small class="muted">{about.join(" · ")}</small></span>
                <EraseButton id label/>
            </li>
        }
    };
    view! {
        <section class="section" data-testid="erase-people">
            <div class="section-head"><h2>{words.text(Key::EraseTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">{words.text(Key::EraseSectionHint)}</p>
                <SearchField label=Key::EraseSearch test_id="erase-search" value=typed search=move |text| typed.set(text)/>
                <ul class="stack-s">{move || found().into_iter().map(row).collect_view()}</ul>
                <ErasingDialog/>
            </div>
        </section>
    }
}

/// What is known of somebody who is about to be erased.
#[derive(Clone, PartialEq)]
struct Known {
    name: String,
    erasing: Erasing,
    /// When they were entered, in ms since 1970.
    since: u64,
    files: Vec<HandedOver>,
}

#[component]
pub fn ErasingDialog() -> impl IntoView {
    let session = session();
    let words = words();
    let Asked(asked) = expect_context();
    let is_open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let struck = RwSignal::new(BTreeSet::<usize>::new());
    // What was out of reach of the last one erased.
    let left = RwSignal::new(None::<Vec<HandedOver>>);
    let refused = RwSignal::new(None::<String>);
    let known = Memo::new(move |_| {
        let id = asked.get()?;
        let book = session.book();
        let since = erasing::entered_at(&book, id).unwrap_or_default();
        let files = handed_over::all().into_iter().filter(|file| file.at >= since).collect();
        Some(Known { name: book.name(id), erasing: Erasing::of(&book, id), since, files })
    });
    Effect::new(move |_| {
        if asked.get().is_some() {
            typed.set(String::new());
            struck.set(BTreeSet::new());
            left.set(None);
            refused.set(None);
            is_open.set(true);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let is_open = is_open.get();
        if before == Some(true) && !is_open {
            asked.set(None);
        }
        is_open
    });
    // Somebody without a name is told by a word.
    let word = move || {
        let name = known.with(|known| known.as_ref().map(|known| known.name.trim().to_owned()));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| words.text(Key::DeleteWord).to_owned())
    };
    let is_typed = move || typed.with(|typed| typed.trim().to_lowercase() == word().to_lowercase());
    let erase = move |()| {
        let Some(known) = known.get_untracked().filter(|_| !session.is_read_only.get_untracked()) else { return };
        let change = known.erasing.change(&struck.get_untracked());
        leptos::task::spawn_local(async move {
            let Some(erased) = erased_by(session, &change) else { return };
            match forget(session, &erased).await {
                Ok(()) => {
                    session.commit(change);
                    left.set(Some(known.files));
                    forget_the_rest(session, &erased).await;
                }
                Err(error) => refused.set(Some(words.store_error(&error))),
            }
        });
    };
    let body = move || {
        let known = known.get()?;
        let mentions = mentions(words, &known.erasing, struck);
        let counts = [
            words.count(Key::EraseRecords, known.erasing.records.len()),
            words.count(Key::EraseReferences, known.erasing.references.len()),
        ];
        Some(view! {
            <p><strong>{words.text(Key::EraseHint)}</strong></p>
            <p class="note" data-testid="erase-counts">{counts.join(" · ")}</p>
            {mentions}
            <p class="label">{words.fill(Key::EraseFiles, &[("day", &words.day_of(known.since))])}</p>
            {files(words, &known.files)}
            <LabelledField
                id="erase-word"
                label=words.fill(Key::DeleteConfirm, &[("word", &isolated(&word()))])
            >
                <input
                    class="input"
                    id="erase-word"
                    autocomplete="off"
                    data-testid="erase-confirm"
                    data-word=word()
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </LabelledField>
        })
    };
    let commit = Commit {
        text: Signal::stored(words.text(Key::EraseCommit)),
        is_danger: true,
        test_id: "erase-commit",
        is_ready: Signal::derive(is_typed),
        act: Callback::new(erase),
    };
    let title = move || {
        let name = known.with(|known| known.as_ref().map(|known| known.name.clone())).unwrap_or_default();
        words.labelled(Key::EraseCommit, &name)
    };
    let told = move || {
        left.get().map(|left| {
            view! {
                <div class="banner" data-tone="good" role="status" data-testid="erased">
                    <Icon glyph=Glyph::Check/>
                    <div class="stack-s">
                        <p>{words.text(Key::EraseDone)}</p>
                        {files(words, &left)}
                    </div>
                </div>
            }
        })
    };
    let failure = move || {
        refused.get().map(|detail| {
            let text = words.fill(Key::EraseRefused, &[("detail", &detail)]);
            view! { <p class="warn" role="alert" data-testid="erase-refused">{text}</p> }
        })
    };
    view! {
        {told}
        {failure}
        <Dialog is_open name="erasing" title=Signal::derive(title) is_wide=true commit>{body}</Dialog>
    }
}

/// The texts that name them, each with a tick by which it gets a gap.
fn mentions(words: Words, erasing: &Erasing, struck: RwSignal<BTreeSet<usize>>) -> impl IntoView + use<> {
    let session = session();
    let book = session.book_untracked();
    let rows: Vec<_> = erasing
        .mentions
        .iter()
        .enumerate()
        .map(|(at, of)| {
            let record = book.record(of.id);
            let title = record.map(|record| record_title(words, &book, record)).unwrap_or_default();
            let field = field_name(words, &book, &of.kind, &of.field);
            let said = field_value(words, &book, &of.kind, &of.field, &of.value);
            let tick = move |event| {
                let is_struck = event_target_checked(&event);
                struck.update(|struck| {
                    struck.remove(&at);
                    struck.extend(is_struck.then_some(at));
                });
            };
            view! {
                <li>
                    <label class="check">
                        <input
                            type="checkbox"
                            data-testid="erase-mention"
                            prop:checked=move || struck.with(|struck| struck.contains(&at))
                            on:change=tick
                        />
                        <span>
                            <small class="muted"><bdi>{title}</bdi> " · " {field}</small>
                            <br/>
                            <bdi>{said}</bdi>
                        </span>
                    </label>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <fieldset class="stack-s" data-testid="erase-mentions">
                <legend class="label">{words.text(Key::EraseMentions)}</legend>
                <ul class="stack-s">{rows}</ul>
                <p class="note">{words.text(Key::EraseMentionsHint)}</p>
            </fieldset>
        }
    })
}

/// The files that are out of reach.
fn files(words: Words, files: &[HandedOver]) -> impl IntoView + use<> {
    let rows: Vec<_> = files
        .iter()
        .map(|file| {
            let kind = match file.kind() {
                HandedKind::Book => Key::ErasedBook,
                HandedKind::Table => Key::ErasedTable,
                HandedKind::Cards => Key::ErasedCards,
                HandedKind::Picture => Key::ErasedPicture,
                HandedKind::Else => Key::ErasedElse,
            };
            view! {
                <li data-testid="erase-file">
                    {words.day_of(file.at)} " · " {words.text(kind)} " · " <bdi>{file.file.clone()}</bdi>
                </li>
            }
        })
        .collect();
    let is_none = rows.is_empty();
    view! {
        {is_none.then(|| view! { <p>{words.text(Key::EraseFilesNone)}</p> })}
        {(!is_none).then(|| view! { <ul class="stack-s">{rows}</ul> })}
        <p class="note">{words.text(Key::EraseFilesHint)}</p>
    }
}
