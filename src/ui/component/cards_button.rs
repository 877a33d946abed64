//! Saves people as cards for an address book: those of an account, or all.

use leptos::prelude::*;

use super::{Button, ButtonKind};
use crate::book::RecordId;
use crate::exchange::vcard::vcards;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::list_files::hand_over;
use crate::ui::printing::is_printing;
use crate::ui::session::session;

#[component]
pub fn CardsButton(
    /// `None`: of all.
    account: Option<RecordId>,
) -> impl IntoView {
    let session = session();
    let save = move || {
        let name = format!("vital-few-{}.vcf", session.read_on.get_untracked());
        hand_over(&name, "text/vcard;charset=utf-8", vcards(&session.book_untracked(), account).as_bytes());
    };
    (!is_printing()).then(|| {
        view! {
            <Button
                kind=if account.is_some() { ButtonKind::Quiet } else { ButtonKind::Plain }
                small=account.is_some()
                class="no-print"
                glyph=Glyph::Download
                text=Key::ExportCards
                title=".vcf"
                test_id="export-vcard"
                on_click=save
            />
        }
    })
}
