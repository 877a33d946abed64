//! Everything as one file that opens by a passphrase only.

use leptos::prelude::*;

use crate::browser::worker::ImportWorker;
use crate::browser::{clock, error::message_of, files, random};
use crate::exchange::encrypted::{EncryptedRefusal, Fresh, LEAST_CHARACTERS, is_long_enough};
use crate::exchange::message::{Answer, Request};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::backing_up::everything;
use crate::ui::component::{Button, Commit, Dialog, PassphraseField, ShowPassphrase};
use crate::ui::session::{Session, session};
use crate::ui::words::{isolated, words};

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Progress {
    #[default]
    Nothing,
    Working,
    /// The name of the file.
    Done(String),
    Failed(String),
}

#[component]
pub fn EncryptedExport() -> impl IntoView {
    let (session, words) = (session(), words());
    let (asks, is_shown) = (RwSignal::new(false), RwSignal::new(false));
    let [typed, again] = [(); 2].map(|()| RwSignal::new(String::new()));
    let progress = RwSignal::new(Progress::default());
    let working: Working = StoredValue::new_local(None);
    // What was typed stays nowhere.
    Effect::new(move |_| {
        if !asks.get() {
            typed.set(String::new());
            again.set(String::new());
            is_shown.set(false);
        }
    });
    let differs = move || typed.with(|typed| again.with(|again| !again.is_empty() && again != typed));
    let is_ready = move || typed.with(|typed| is_long_enough(typed) && again.with(|again| again == typed));
    let act = move |()| write(session, typed.get_untracked(), progress, working);
    let commit = Commit {
        text: Signal::stored(words.text(Key::EncryptCommit)),
        is_danger: false,
        test_id: "encrypt-commit",
        is_ready: Signal::derive(is_ready),
        act: Callback::new(act),
    };
    let length = words.fill(Key::EncryptLength, &[("n", &words.number(LEAST_CHARACTERS))]);
    let status = move || match progress.get() {
        Progress::Nothing => String::new(),
        Progress::Working => words.text(Key::EncryptWorking).into(),
        Progress::Done(file) => words.fill(Key::EncryptDone, &[("file", &isolated(&file))]),
        Progress::Failed(detail) => words.fill(Key::EncryptFailed, &[("detail", &detail)]),
    };
    view! {
        <Button
            glyph=Glyph::Lock
            text=Key::EncryptButton
            test_id="export-json-encrypted"
            disabled=move || progress.with(|progress| *progress == Progress::Working)
            on_click=move || asks.set(true)
        />
        <p role="status" data-testid="encrypt-status">{status}</p>
        <Dialog is_open=asks name="encrypt" title=words.text(Key::EncryptTitle) commit>
            <p>{words.text(Key::EncryptHint)}</p>
            <PassphraseField
                id="passphrase"
                label=Key::EncryptPassphrase
                typed
                is_new=true
                is_shown
                hint=length.clone()
            />
            <PassphraseField id="passphrase-again" label=Key::EncryptAgain typed=again is_new=true is_shown/>
            <ShowPassphrase is_shown/>
            <p class="warn" role="status">{move || differs().then(|| words.text(Key::EncryptDiffers))}</p>
        </Dialog>
    }
}

/// The worker that is at it; it ends with the page.
type Working = StoredValue<Option<ImportWorker>, LocalStorage>;

/// Has a worker put everything under the passphrase, and hands the file over.
fn write(session: Session, passphrase: String, progress: RwSignal<Progress>, working: Working) {
    let last = session.last_stamp();
    let end = move |end: Progress| {
        // The page may be gone meanwhile.
        progress.try_set(end);
        // Not here: this is the worker's own message being heard.
        leptos::task::spawn_local(async move { drop(working.try_update_value(Option::take)) });
    };
    let hear = move |answer| match answer {
        Answer::Encrypted(Ok(text)) => {
            let name = format!("vital-few-{}-encrypted.json", clock::today());
            match files::download(&name, "application/json", &text) {
                Ok(()) => {
                    session.backed_up(last);
                    end(Progress::Done(name));
                }
                Err(error) => end(Progress::Failed(message_of(&error))),
            }
        }
        Answer::Encrypted(Err(refusal)) => end(Progress::Failed(detail(&refusal))),
        Answer::Unreadable(detail) | Answer::Died(detail) => end(Progress::Failed(detail)),
        _ => {}
    };
    progress.set(Progress::Working);
    let text = everything(session);
    let fresh = match random::secret().and_then(|salt| Ok(Fresh { salt, nonce: random::secret()? })) {
        Ok(fresh) => fresh,
        Err(error) => return end(Progress::Failed(message_of(&error))),
    };
    let worker = ImportWorker::start(hear);
    worker.ask(&Request::Encrypt { text, passphrase, fresh });
    working.set_value(Some(worker));
}

/// What the browser lacks, for whoever is asked for help.
fn detail(refusal: &EncryptedRefusal) -> String {
    format!("{refusal:?}")
}
