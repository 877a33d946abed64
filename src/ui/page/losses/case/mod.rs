//! The winning back of one account: whether it is worth it, how it went quiet, what has changed since, reminder and
//! offer, steps, and whether any of this helps (L4, C16).

mod changed;
mod head;
mod help;
mod offer;
mod quiet;
mod steps;
mod worth;

use leptos::prelude::*;

use crate::book::{Account, RecordId, account};
use crate::dossier::Dossier;
use crate::retention::file::{LossFile, Seen};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Forms, RecordDrawer};
use crate::ui::losses_seen::losses_seen;
use crate::ui::page::gone::GonePage;
use crate::ui::page::titled;
use crate::ui::session::session;
use crate::ui::words::words;

use changed::Changed;
use head::Head;
use help::Help;
use offer::OfferSection;
use quiet::Quiet;
use steps::Steps;
use worth::Worth;

/// What the page is made of.
#[derive(Clone, Copy)]
pub struct CaseView {
    pub id: RecordId,
    pub name: Memo<String>,
    pub dossier: Memo<Option<Dossier>>,
    pub seen: Memo<Seen>,
    pub file: Memo<Option<LossFile>>,
}

impl CaseView {
    fn of(id: RecordId) -> Self {
        let session = session();
        let dossier = Memo::new(move |_| Dossier::of(&session.book(), id));
        let seen = losses_seen(session);
        let file = Memo::new(move |_| {
            let ledger = session.ledger.get();
            dossier.with(|dossier| dossier.as_ref().map(|dossier| LossFile::of(dossier, &ledger, seen.get())))
        });
        Self { id, name: session.field(id, account::field::name), dossier, seen, file }
    }
}

#[component]
pub fn CasePage(id: RecordId) -> impl IntoView {
    let session = session();
    let exists = Memo::new(move |_| {
        let book = session.book();
        book.has::<Account>(id) && book.merged().of_account(id) == id
    });
    move || {
        if exists.get() {
            return view! { <Sheet id/> }.into_any();
        }
        view! { <GonePage title=Key::WinBackNobody to=Route::Losses(None) back=Key::WinBackToLosses/> }.into_any()
    }
}

#[component]
fn Sheet(id: RecordId) -> impl IntoView {
    let words = words();
    Forms::provide();
    let case = CaseView::of(id);
    Effect::new(move |_| titled(format!("{} · {}", words.text(Key::WinBackTitle), case.name.get())));
    let is_begun = Memo::new(move |_| case.file.with(|file| file.as_ref().is_some_and(|file| !file.cases.is_empty())));
    let begun = move || {
        is_begun.get().then(|| {
            view! {
                <OfferSection case/>
                <Steps case/>
            }
        })
    };
    view! {
        <Head case/>
        <div class="stack winback" data-testid="winback">
            <Worth case/>
            <Quiet case/>
            <Changed case/>
            {begun}
            <Help case/>
        </div>
        <RecordDrawer/>
    }
}
