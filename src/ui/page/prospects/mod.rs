//! Who could become a customer: the three questions, the key list of the market, what sources bring, how new customers
//! begin; and one of them (K4, P1, P4, P5, C20 to C22).

mod add;
mod beginnings;
mod key_list;
mod map;
mod next_step;
mod one;
mod says;
mod shown;
mod sources;
mod stages;
mod three_p;

use leptos::prelude::*;

use super::titled;
use crate::book::RecordId;
use crate::exchange::flow::Expected;
use crate::exchange::prospects_table::prospects_table;
use crate::glyph::Glyph;
use crate::prospecting::prospects::Stage;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, ExportList, Forms, Icon, RecordDrawer};
use crate::ui::session::session;
use crate::ui::words::{Words, words};
use add::AddProspectDialog;
use beginnings::Beginnings;
use key_list::KeyList;
use map::RoomMap;
use next_step::{NextStepDialog, NextSteps};
use one::ProspectPage;
use shown::Shown;
use sources::SourcesSection;
use stages::StagesSection;
use three_p::ThreeQuestions;

/// All of them; or one.
#[component]
pub fn ProspectsPage(shown: Option<RecordId>) -> impl IntoView {
    match shown {
        Some(id) => view! { <ProspectPage id/> }.into_any(),
        None => view! { <AllProspects/> }.into_any(),
    }
}

#[component]
fn AllProspects() -> impl IntoView {
    let (session, words) = (session(), words());
    titled(words.text(Key::ProspectsTitle));
    Forms::provide();
    NextSteps::provide();
    let shown = Shown::of(session);
    let adds = RwSignal::new(false);
    let is_empty = Memo::new(move |_| shown.all.with(|all| all.is_empty()));
    let table = move || session.with_book(|book| shown.all.with(|all| prospects_table(book, all)));
    let body = move || match is_empty.get() {
        true => view! { <p class="note" data-testid="no-prospects">{words.text(Key::ProspectsNone)}</p> }.into_any(),
        false => view! {
            <StagesSection shown/>
            <ThreeQuestions shown/>
        }
        .into_any(),
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::ProspectsTitle)}</h1>
                <p class="page-sub" role="status">{move || sub(words, shown)}</p>
            </div>
            <div class="actions">
                <ExportList
                    list="prospects"
                    folds=true
                    text=Key::ProspectsExport
                    sheet=Key::ProspectsTitle
                    table
                    is_empty
                />
                <a
                    class="btn"
                    data-kind="quiet"
                    href=Route::Data(Expected::Candidates).to_string()
                    data-testid="import-candidates"
                >
                    <Icon glyph=Glyph::Upload/>
                    {words.text(Key::ProspectsImport)}
                </a>
                <Button
                    kind=ButtonKind::Primary
                    glyph=Glyph::Plus
                    text=Key::ProspectsAdd
                    test_id="add-prospect"
                    writes=true
                    on_click=move || adds.set(true)
                />
            </div>
        </header>
        <div class="stack prospects">
            {body}
            <KeyList shown/>
            <RoomMap shown/>
            <SourcesSection shown/>
            <Beginnings shown/>
        </div>
        <AddProspectDialog is_open=adds/>
        <NextStepDialog/>
        <RecordDrawer/>
    }
}

/// "6 prospects, 1 qualified · 13 on the key list"
fn sub(words: Words, shown: Shown) -> String {
    let (open, qualified) = shown.all.with(|all| {
        let of = |is: fn(Stage) -> bool| all.iter().filter(|file| is(file.stage)).count();
        (of(|stage| stage != Stage::Customer), of(|stage| matches!(stage, Stage::Qualified | Stage::OfferOut)))
    });
    let all = words.count(Key::ProspectsCount, open);
    let qualified = words.count(Key::ProspectsQualified, qualified);
    let listed = words.count(Key::ProspectsListed, shown.market.with(|market| market.len()));
    format!("{all}, {qualified}{}{listed}", words.between())
}
