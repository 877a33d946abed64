//! Backups: when the last one was, one more, and a folder for them.

use leptos::prelude::*;

use super::encrypted_export::EncryptedExport;
use crate::browser::{clock, folder};
use crate::glyph::Glyph;
use crate::journal::Unsaved;
use crate::text::Key;
use crate::ui::backing_up::{backing_up, export_json};
use crate::ui::chosen_folder::ChosenFolder;
use crate::ui::component::Button;
use crate::ui::session::session;
use crate::ui::words::{isolated, rich, words};

#[component]
pub fn BackupSection() -> impl IntoView {
    let session = session();
    let words = words();
    let state = move || {
        let backup = session.backup.get();
        let unsaved = session.with_log(|log| Unsaved::since(backup, log, clock::now()));
        rich(match backup.map(|backup| words.day_of(backup.at)) {
            None => words.text(Key::BackupNone).into(),
            Some(day) if unsaved.changes == 0 => words.fill(Key::BackupUpToDate, &[("day", &day)]),
            Some(day) => words.counted(Key::BackupSince, unsaved.changes, &[("day", &day)]),
        })
    };
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{words.text(Key::BackupTitle)}</h2>
                <a class="note" href="vital-few.schema.json" download>{words.text(Key::ExportSchema)}</a>
            </div>
            <div class="pair">
                <div class="stack-s">
                    <p data-testid="backup-status">{state}</p>
                    <p class="note">{words.text(Key::BackupHint)}</p>
                    <div class="row">
                        <Button
                            glyph=Glyph::Download
                            text=Key::ExportJson
                            test_id="export-json"
                            on_click=move || export_json(session)
                        />
                        <EncryptedExport/>
                    </div>
                </div>
                {folder::can_be_chosen().then(|| view! { <FolderChoice/> })}
            </div>
        </section>
    }
}

#[component]
fn FolderChoice() -> impl IntoView {
    let backing_up = backing_up(session());
    let words = words();
    let button = move |key: Key, test_id: &'static str, press: fn(ChosenFolder)| {
        view! {
            <Button text=key test_id on_click=move || press(backing_up)/>
        }
    };
    let failure = move || {
        backing_up.failure.get().map(|error| {
            let text = words.fill(Key::FolderFailed, &[("detail", &words.store_error(&error))]);
            view! { <p class="warn" role="alert">{text}</p> }
        })
    };
    let choice = move || match backing_up.folder.get() {
        None => view! {
            <p class="note">{words.text(Key::FolderHint)}</p>
            <p>{button(Key::FolderChoose, "backup-folder", ChosenFolder::choose)}</p>
        }
        .into_any(),
        Some(folder) => {
            let name = isolated(&folder.name);
            let text = if folder.is_allowed { Key::FolderIs } else { Key::FolderAsks };
            let resume =
                (!folder.is_allowed).then(|| button(Key::FolderResume, "backup-folder-resume", ChosenFolder::resume));
            view! {
                <p data-testid="backup-folder-state">{words.fill(text, &[("folder", &name)])}</p>
                <p class="row">
                    {resume}
                    {button(Key::FolderStop, "backup-folder-stop", ChosenFolder::stop)}
                </p>
            }
            .into_any()
        }
    };
    view! { <div class="stack-s">{failure} {choice}</div> }
}
