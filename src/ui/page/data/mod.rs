//! Files in, files out, backups, and the end of everything.

mod backup;
mod currency;
mod encrypted_export;
mod history;
mod imports;
mod part;
mod rates;
mod sharing;
mod storage;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use backup::BackupSection;
use currency::CurrencySection;
use history::HistorySection;
use imports::Imports;
use part::PartSection;
use rates::RatesSection;
use sharing::SharingSection;
use storage::StorageSection;

use super::answers::AnswersPage;
use super::erasing::ErasePersonSection;
use super::export_segments::ExportSegments;
use super::import::{FailureBanner, ImportPage};
use super::locked::LockedPage;
use super::merge::MergePage;
use super::screen_lock::ScreenLockSection;
use super::team_folder::TeamFolderSection;
use super::titled;
use crate::book::{Contact, ImportBatch};
use crate::exchange::flow::Expected;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::Place;
use crate::ui::backing_up::backing_up;
use crate::ui::component::{Button, ButtonKind, DropZone, Icon, SampleOffer, TypedConfirmation};
use crate::ui::importing::{current_import, importing};
use crate::ui::list_files::save_people;
use crate::ui::session::session;
use crate::ui::team_folder::team_folder;
use crate::ui::words::words;

/// The page of files; while one is on its way in, its preview.
#[component]
pub fn DataPage() -> impl IntoView {
    let importing = current_import();
    let is_merging = Memo::new(move |_| importing.merge.with(Option::is_some));
    let is_locked = Memo::new(move |_| importing.lock.with(Option::is_some));
    let is_answer = Memo::new(move |_| importing.returned.with(Option::is_some));
    let incoming = Memo::new(move |_| importing.file.get());
    move || {
        if is_merging.get() {
            view! { <MergePage/> }.into_any()
        } else if is_locked.get() {
            view! { <LockedPage/> }.into_any()
        } else if is_answer.get() {
            view! { <AnswersPage/> }.into_any()
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
        let accounts = words.count(Key::CountAccounts, book.account_ids().count());
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
        <Contents/>
        <div class="stack data">
            <div class="stack" id=Group::BringIn.id()>
                <section class="stack-s" aria-labelledby="take-in">
                    <h2 id="take-in">{words.text(Key::ImportTitle)}</h2>
                    <FailureBanner/>
                    <ExpectsCandidates/>
                    <DropZone/>
                    {move || session.is_empty().then(|| view! { <SampleOffer/> })}
                </section>
                <Imports/>
                <CurrencySection/>
                <RatesSection/>
            </div>
            <div class="stack" id=Group::Keep.id()>
                <BackupSection/>
                <StorageSection/>
                <HistorySection/>
                <ScreenLockSection/>
            </div>
            <div class="stack" id=Group::Share.id()>
                <SharingSection/>
                <TeamFolderSection/>
                <PartSection/>
            </div>
            <div class="stack" id=Group::TakeOut.id()>
                <Exports/>
            </div>
            <div class="stack" id=Group::Erase.id()>
                <ErasePersonSection/>
                <Erase/>
            </div>
        </div>
    }
}

/// What is done with the data, in the order of the page.
#[derive(Clone, Copy)]
enum Group {
    BringIn,
    Keep,
    Share,
    TakeOut,
    Erase,
}

impl Group {
    const ALL: [Self; 5] = [Self::BringIn, Self::Keep, Self::Share, Self::TakeOut, Self::Erase];

    fn id(self) -> &'static str {
        match self {
            Self::BringIn => "data-bring-in",
            Self::Keep => "data-keep",
            Self::Share => "data-share",
            Self::TakeOut => "data-take-out",
            Self::Erase => "data-erase",
        }
    }

    fn name(self) -> Key {
        match self {
            Self::BringIn => Key::DataBringIn,
            Self::Keep => Key::DataKeep,
            Self::Share => Key::DataShare,
            Self::TakeOut => Key::DataTakeOut,
            Self::Erase => Key::DataErase,
        }
    }
}

/// The way to each group: the page is long.
#[component]
fn Contents() -> impl IntoView {
    let words = words();
    let go = |group: Group| {
        let Some(found) = document().get_element_by_id(group.id()) else { return };
        found.scroll_into_view();
        // And goes on reading there: its first heading takes the focus.
        let head =
            found.query_selector("h2").ok().flatten().and_then(|head| head.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(head) = head {
            head.set_tab_index(-1);
            // Refused only by what isn't shown.
            let _ = head.focus();
        }
    };
    let way = move |group: Group| {
        view! {
            <li><Button kind=ButtonKind::Link text=group.name() test_id=group.id() on_click=move || go(group)/></li>
        }
    };
    view! {
        <nav aria-label=words.text(Key::DataContents)>
            <ul class="data-contents">{Group::ALL.map(way).into_iter().collect_view()}</ul>
        </nav>
    }
}

/// That a list of candidates is waited for, and the way out.
#[component]
fn ExpectsCandidates() -> impl IntoView {
    let words = words();
    let place: Place = expect_context();
    let is_expected = Memo::new(move |_| place.route.with(|route| *route == Route::Data(Expected::Candidates)));
    move || {
        is_expected.get().then(|| {
            view! {
                <div class="banner" role="status" data-testid="expects-candidates">
                    <Icon glyph=Glyph::Prospects/>
                    <div class="stack-s">
                        <p>{words.text(Key::DataExpectsCandidates)}</p>
                        <p class="row">
                            <a href=Route::Data(Expected::Any).to_string() data-testid="expects-any">
                                {words.text(Key::DataExpectsAny)}
                            </a>
                            <a href=Route::Prospects(None).to_string()>{words.text(Key::DataToProspects)}</a>
                        </p>
                    </div>
                </div>
            }
        })
    }
}

#[component]
fn Exports() -> impl IntoView {
    let (session, words) = (session(), words());
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::ExportTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">{words.text(Key::ExportSegmentsHint)}</p>
                <div class="row">
                    <ExportSegments label=Key::ExportSegments workbook_label=Key::ExportSegmentsXlsx/>
                    <Button
                        glyph=Glyph::Download
                        text=Key::ExportCards
                        title=".vcf"
                        test_id="export-vcard"
                        on_click=move || save_people(session, None)
                    />
                </div>
            </div>
        </section>
    }
}

#[component]
fn Erase() -> impl IntoView {
    let session = session();
    let words = words();
    let (backing_up, team) = (backing_up(session), team_folder(session, importing()));
    let asks = RwSignal::new(false);
    let erase = move |()| {
        backing_up.stop();
        team.stop();
        session.erase();
    };
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.text(Key::DeleteTitle)}</h2></div>
            <div class="stack-s">
                <p class="note">{words.text(Key::DeleteHint)}</p>
                <p>
                    <Button
                        kind=ButtonKind::Danger
                        text=Key::DeleteButton
                        test_id="delete-all"
                        on_click=move || asks.set(true)
                    />
                </p>
            </div>
            <TypedConfirmation is_open=asks confirmed=erase/>
        </section>
    }
}
