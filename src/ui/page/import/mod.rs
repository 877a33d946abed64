//! A file, before it is taken over: does it add up, what are its columns, what is asked, what was left
//! out, who is who, what will change.

mod candidates;
mod columns;
mod document_types;
mod failure;
mod file_preview;
mod not_one_customer;
mod over_sample;
mod people;
mod possible_matches;
mod problems;
mod questions;
mod rates;
mod steps;
mod summary;
mod warnings;

pub use failure::FailureBanner;

use leptos::prelude::*;

use super::titled;
use crate::exchange::apply_import::AccountEffect;
use crate::exchange::flow::{Expected, Incoming};
use crate::exchange::{Container, FileKind, Inspection, Preview, Source};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, DropZone};
use crate::ui::importing::current_import;
use crate::ui::words::{Words, isolated, words};
use candidates::CandidateList;
use columns::Columns;
use file_preview::FilePreview;
use not_one_customer::{CollectiveAccounts, Nobodys};
use over_sample::OverSample;
use people::{SaidOtherwise, WithoutAccount};
use possible_matches::PossibleMatches;
use problems::Problems;
use questions::Questions;
use rates::Rates;
use steps::Steps;
use summary::{AddsUp, WhatWillChange};
use warnings::Warnings;

#[component]
pub fn ImportPage() -> impl IntoView {
    let importing = current_import();
    let words = words();
    let file =
        importing.file.get_untracked().unwrap_or(Incoming { name: String::new(), bytes: 0.0, expected: Expected::Any });
    titled(words.fill(Key::ImportOf, &[("file", &file.name)]));
    let heading = words.fill(Key::ImportOf, &[("file", &isolated(&file.name))]);
    let (bytes, name) = (file.bytes, file.name);
    let sub = move || importing.inspection.get().map(|inspection| subtitle(words, bytes, &inspection));
    let can_commit = importing.can_take_over;
    // How many of a list of candidates enter, once that is counted.
    let entering = Memo::new(move |_| importing.entering().map(|effect| effect.entering));
    let has_failed = Memo::new(move |_| importing.failure.with(Option::is_some));
    let has_outline = Memo::new(move |_| importing.inspection.with(Option::is_some));
    let is_shown = move || has_outline.get() && !has_failed.get() && !importing.taking_over.get();
    view! {
        <header class="page-head">
            <div>
                <h1>{heading}</h1>
                <p class="page-sub">{sub}</p>
            </div>
            <div class="actions">
                <Button
                    kind=ButtonKind::Quiet
                    text=Key::Cancel
                    disabled=move || importing.taking_over.get()
                    on_click=move || importing.let_go()
                />
                <Button
                    kind=ButtonKind::Primary
                    text=move || {
                        commit_label(words, importing.preview.get().as_deref(), entering.get(), importing.effect.get())
                    }
                    test_id="import-commit"
                    disabled=move || !can_commit.get()
                    on_click=move || importing.take_over()
                />
            </div>
        </header>
        <Progress name=name/>
        {move || has_failed.get().then(|| view! {
            <div class="stack-s">
                <FailureBanner/>
                <DropZone/>
            </div>
        })}
        {move || importing.taking_over.get().then(|| view! {
            <p class="note" role="status">{words.text(Key::Saving)}</p>
        })}
        {move || is_shown().then(|| view! {
            <Steps/>
            <div class="split import">
                <div class="stack">
                    <Warnings/>
                    <AddsUp/>
                    <Nobodys/>
                    <Columns/>
                    <Problems/>
                    <FilePreview/>
                </div>
                <aside class="stack">
                    <OverSample/>
                    <CandidateList/>
                    <Questions/>
                    <Rates/>
                    <CollectiveAccounts/>
                    <WithoutAccount/>
                    <SaidOtherwise/>
                    <PossibleMatches/>
                    <WhatWillChange/>
                </aside>
            </div>
        })}
        {move || (has_outline.get() && has_failed.get()).then(|| view! {
            // A mapping that led nowhere can be changed.
            <div class="stack import-again"><Questions/><Columns/><FilePreview/></div>
        })}
    }
}

/// What the button does: how many orders, rows, customers, candidates, people or entries it takes over.
fn commit_label(
    words: Words,
    preview: Option<&Preview>,
    entering: Option<usize>,
    effect: Option<AccountEffect>,
) -> String {
    let Some(preview) = preview else { return words.text(Key::StepCommit).into() };
    let counts = &preview.import.reconciliation;
    let brought = match preview.import.kind {
        FileKind::Sales | FileKind::Customers => None,
        FileKind::People => Some((Key::CountPeople, effect.map(|effect| effect.people.new + effect.people.updated))),
        FileKind::Activities => Some((Key::CountActivities, effect.map(|effect| effect.activities.new))),
    };
    if let Some((key, some)) = brought {
        return match some {
            None => words.text(Key::StepCommit).into(),
            Some(0) => words.text(Key::NothingNew).into(),
            Some(some) => words.fill(Key::TakeOver, &[("orders", &words.count(key, some))]),
        };
    }
    if preview.import.kind == FileKind::Customers {
        match entering {
            Some(0) => return words.text(Key::NothingNew).into(),
            Some(some) => return words.fill(Key::TakeOver, &[("orders", &words.count(Key::CountCandidates, some))]),
            None => {}
        }
        let customers = words.count(Key::CountCustomers, preview.import.customers.len());
        return words.fill(Key::TakeOver, &[("orders", &customers)]);
    }
    let orders = (preview.delta.orders_created + preview.delta.orders_updated) as usize;
    match (counts.documents, orders) {
        (_, 0) => words.text(Key::NothingNew).into(),
        (0, _) => {
            let rows = counts.imported - preview.delta.lines_unchanged.min(counts.imported);
            words.fill(Key::TakeOverRows, &[("rows", &words.count(Key::CountRows, rows as usize))])
        }
        _ => words.fill(Key::TakeOver, &[("orders", &words.count(Key::CountOrders, orders))]),
    }
}

/// "50 kB · Windows-1251, semicolon · header in line 3, 2 above it left out"
fn subtitle(words: Words, bytes: f64, inspection: &Inspection) -> String {
    let size = words.bytes(bytes);
    let form = match (&inspection.container, &inspection.source) {
        (Container::Text(_), Source::Text { encoding, delimiter }) => {
            words.list([isolated(encoding.name()), delimited_by(words, *delimiter)])
        }
        (Container::Sheets(sheets), Source::Sheet(at)) => {
            match sheets.get(*at) {
                // The table of a web page and the cards of people have no name.
                Some(sheet) if sheet.name.is_empty() => words.count(Key::CountRows, sheet.rows as usize),
                Some(sheet) => words.fill(Key::SheetNamed, &[("sheet", &isolated(&sheet.name))]),
                None => String::new(),
            }
        }
        _ => String::new(),
    };
    let line = words.number(inspection.header.line as usize);
    let preamble = words.count(Key::CountLines, inspection.preamble as usize);
    let key = match (inspection.header.rows, inspection.preamble) {
        (0, _) => Key::ImportSubBare,
        (_, 0) => Key::ImportSub,
        _ => Key::ImportSubPreamble,
    };
    words.fill(key, &[("size", &size), ("delimiter", &form), ("line", &line), ("n", &preamble)])
}

fn delimited_by(words: Words, delimiter: char) -> String {
    match delimiter {
        ',' => words.text(Key::DelimiterComma).into(),
        ';' => words.text(Key::DelimiterSemicolon).into(),
        '\t' => words.text(Key::DelimiterTab).into(),
        '|' => words.text(Key::DelimiterPipe).into(),
        other => other.to_string(),
    }
}

/// While the file is read: how far, and a way to stop.
#[component]
fn Progress(name: String) -> impl IntoView {
    let importing = current_import();
    let words = words();
    let is_reading = Memo::new(move |_| importing.progress.with(Option::is_some));
    let is_looking =
        Memo::new(move |_| importing.inspection.with(Option::is_none) && importing.failure.with(Option::is_none));
    let bytes = importing.file.get_untracked().map_or(0.0, |file| file.bytes);
    let done = move || importing.progress.get().map_or(0.0, |(done, _)| done);
    let rows = move || importing.progress.get().map_or(0, |(_, rows)| rows as usize);
    let text = move || {
        words.fill(
            Key::ReadingFile,
            &[
                ("done", &words.bytes(done())),
                ("all", &words.bytes(bytes)),
                ("rows", &words.count(Key::CountRows, rows())),
            ],
        )
    };
    let looking = words.fill(Key::LookingAt, &[("file", &isolated(&name))]);
    view! {
        {move || is_looking.get().then(|| view! { <p class="note" role="status">{looking.clone()}</p> })}
        {move || is_reading.get().then(|| view! {
            <div class="import-progress">
                <progress
                    class="progress"
                    data-testid="import-progress"
                    aria-label=words.text(Key::StepFile)
                    max=bytes.max(1.0)
                    prop:value=done
                ></progress>
                <span class="note">{text}</span>
                <Button small=true text=Key::StopReading test_id="import-cancel" on_click=move || importing.let_go()/>
            </div>
        })}
    }
}
