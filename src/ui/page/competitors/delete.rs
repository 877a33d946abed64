//! Deleting a competitor: asked about once it is named anywhere.

use leptos::prelude::*;

use crate::book::competitor::COMPETITOR;
use crate::book::{Change, Competitor, CompetitorAtAccount, Edit, Label, RecordId};
use crate::browser::address;
use crate::dossier::encounters::Encounter;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::keys::focus_after;
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn Delete(id: RecordId, name: Memo<String>, encounter: Memo<Encounter>) -> impl IntoView {
    let session = session();
    let words = words();
    let asks = RwSignal::new(false);
    let delete = move || {
        let label = Label::Delete { kind: COMPETITOR.words(), of: name.get_untracked() };
        // What is said of it at an account says nothing without it.
        let rivals =
            encounter.with_untracked(|encounter| encounter.rivals.iter().map(|(id, ..)| *id).collect::<Vec<_>>());
        let edits = rivals.into_iter().map(Edit::delete::<CompetitorAtAccount>);
        let edits = edits.chain(std::iter::once(Edit::delete::<Competitor>(id))).collect();
        address::go(&Route::Competitors(None));
        session.commit(Change::new(label, edits));
    };
    let ask = move || {
        if encounter.with_untracked(Encounter::is_empty) {
            return delete();
        }
        asks.set(true);
        focus_after("[data-testid=competitor-keep]");
    };
    let keep = move || {
        asks.set(false);
        focus_after("[data-testid=competitor-delete]");
    };
    move || {
        if !asks.get() {
            return view! {
                <Button
                    kind=ButtonKind::Quiet
                    glyph=Glyph::Trash
                    text=Key::CompetitorDelete
                    test_id="competitor-delete"
                    writes=true
                    on_click=ask
                />
            }
            .into_any();
        }
        let accounts = encounter.with(|encounter| words.count(Key::CountAccounts, encounter.accounts().len()));
        view! {
            <div class="panel competitor-ask" role="alertdialog" aria-labelledby="competitor-ask">
                <p id="competitor-ask">{words.fill(Key::CompetitorDeleteUsed, &[("accounts", &accounts)])}</p>
                <div class="panel-foot">
                    <Button text=Key::CompetitorKeep test_id="competitor-keep" on_click=keep/>
                    <Button
                        kind=ButtonKind::Danger
                        text=Key::CompetitorDeleteAnyway
                        test_id="competitor-delete-anyway"
                        writes=true
                        on_click=delete
                    />
                </div>
            </div>
        }
        .into_any()
    }
}
