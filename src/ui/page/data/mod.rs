//! Files in, files out, backups, and the end of everything.

mod backup;
mod history;
mod storage;

use leptos::html;
use leptos::prelude::*;

use backup::BackupSection;
use history::HistorySection;
use storage::StorageSection;

use super::import::{FailureBanner, ImportPage};
use super::merge::MergePage;
use super::titled;
use crate::book::{Account, Change, Contact, Edit, ImportBatch, Label, RecordId};
use crate::browser::{clock, files};
use crate::exchange::segments_csv::segments_csv;
use crate::text::Key;
use crate::ui::backing_up::backing_up;
use crate::ui::component::{DropZone, Glyph, Icon, SampleOffer, TypedConfirmation};
use crate::ui::intake::intake;
use crate::ui::session::{Session, session};
use crate::ui::words::words;

/// The page of files; while one is on its way in, its preview.
#[component]
pub fn DataPage() -> impl IntoView {
    let intake = intake();
    let is_merging = Memo::new(move |_| intake.merge.with(Option::is_some));
    let incoming = Memo::new(move |_| intake.file.get());
    move || {
        if is_merging.get() {
            view! { <MergePage/> }.into_any()
        } else if incoming.get().is_some() {
            view! { <ImportPage/> }.into_any()
        } else {
            view! { <Overview/> }.into_any()
        }
    }
}

#[component]
fn Overview() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::DataTitle));
    let sub = move || {
        let book = session.book();
        let accounts = words.count(Key::CountAccounts, book.count::<Account>());
        let contacts = words.count(Key::CountContacts, book.count::<Contact>());
        let imports = words.count(Key::CountImports, book.count::<ImportBatch>());
        words.fill(Key::DataSub, &[("accounts", &accounts), ("contacts", &contacts), ("imports", &imports)])
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::DataTitle)}</h1>
                <p class="page-sub">{sub}</p>
            </div>
        </header>
        <div class="stack data">
            <section class="stack-s" aria-labelledby="take-in">
                <h2 id="take-in">{words.text(Key::ImportTitle)}</h2>
                <FailureBanner/>
                <DropZone/>
                {move || session.is_empty().then(|| view! { <SampleOffer/> })}
            </section>
            <BackupSection/>
            <Imports/>
            <Exports/>
            <HistorySection/>
            <StorageSection/>
            <Erase/>
        </div>
    }
}

/// The receipts, each of which can be taken back.
#[component]
fn Imports() -> impl IntoView {
    let session = session();
    let words = words();
    let imports = Memo::new(move |_| session.book().all::<ImportBatch>().collect::<Vec<_>>());
    let row = move |(id, import): (RecordId, ImportBatch)| {
        let file = import.file.clone();
        let take_back = move |_| {
            let label = Label::TakeBack { file: file.clone() };
            session.commit(Change::new(label, vec![Edit::delete::<ImportBatch>(id)]));
        };
        view! {
            <tr>
                <th scope="row"><bdi>{import.file}</bdi></th>
                <td class="nowrap">{import.imported_on.map(|day| words.day(day))}</td>
                <td class="num">{words.number(import.imported as usize)}</td>
                <td class="num">
                    <button
                        class="btn"
                        data-kind="quiet"
                        data-size="s"
                        type="button"
                        data-testid="take-back"
                        on:click=take_back
                    >
                        {words.text(Key::TakeBack)}
                    </button>
                </td>
            </tr>
        }
    };
    let table = move || {
        let imports = imports.get();
        if imports.is_empty() {
            return view! { <p class="note">{words.text(Key::ImportsNone)}</p> }.into_any();
        }
        view! {
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::ImportColFile)}</th>
                            <th scope="col">{words.text(Key::ImportColDate)}</th>
                            <th scope="col" class="num">{words.text(Key::ImportColRows)}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{imports.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::ImportsTitle)}</h2></div>
            {table}
        </section>
    }
}

#[component]
fn Exports() -> impl IntoView {
    let words = words();
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::ExportTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">{words.text(Key::ExportSegmentsHint)}</p>
                <p>
                    <ExportSegments label=Key::ExportSegments/>
                </p>
            </div>
        </section>
    }
}

/// The segments as CSV, where there are any.
#[component]
pub fn ExportSegments(label: Key) -> impl IntoView {
    let session = session();
    let words = words();
    view! {
        <button
            class="btn"
            type="button"
            data-testid="export-segments-csv"
            prop:disabled=move || session.analysis.with(Option::is_none)
            on:click=move |_| export_segments_csv(session)
        >
            <Icon glyph=Glyph::Download/>
            {words.text(label)}
        </button>
    }
}

#[component]
fn Erase() -> impl IntoView {
    let session = session();
    let words = words();
    let backing_up = backing_up();
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            // Fails only if it is open already.
            let _ = dialog.show_modal();
        }
    };
    let erase = move |()| {
        backing_up.stop();
        session.erase();
    };
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::DeleteTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">{words.text(Key::DeleteHint)}</p>
                <p>
                    <button class="btn" data-kind="danger" type="button" data-testid="delete-all" on:click=ask>
                        {words.text(Key::DeleteButton)}
                    </button>
                </p>
            </div>
            <TypedConfirmation dialog confirmed=erase/>
        </section>
    }
}

/// Hands the segments to the person as CSV.
fn export_segments_csv(session: Session) {
    if let Some(analysis) = session.analysis.get_untracked() {
        deliver(&format!("segments-{}.csv", clock::today()), "text/csv;charset=utf-8", &segments_csv(&analysis));
    }
}

/// A download the browser refuses shows in the browser's own way; there is no state to mend.
fn deliver(name: &str, mime: &str, text: &str) {
    if let Err(error) = files::download(name, mime, text) {
        leptos::logging::error!("{}", crate::ui::intake::said(&error));
    }
}
