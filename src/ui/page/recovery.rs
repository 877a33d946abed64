//! What is shown instead of a book that may not be whole.
//!
//! Nothing is written before a person decided: to read a backup, or to go on with what is left.

use leptos::prelude::*;

use super::import::FailureBanner;
use super::titled;
use crate::browser::crash;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, DropZone};
use crate::ui::session::session;
use crate::ui::words::words;

#[component]
pub fn RecoveryPage() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::RecoveryTitle));
    // Nothing is left, and what says so is not in the stores.
    let lead = move || {
        let doubt = session.doubt.get();
        let is_emptied = doubt.is_some_and(|doubt| (doubt.records, doubt.damaged, doubt.expected) == (0, 0, None));
        words.text(if is_emptied { Key::RecoveryEmptied } else { Key::RecoveryLead })
    };
    let facts = move || {
        let doubt = session.doubt.get()?;
        let expected = doubt.expected.filter(|expected| expected.records > 0).map(|expected| {
            let day = words.day_of(expected.at);
            words.counted(Key::RecoveryExpected, expected.records as usize, &[("day", &day)])
        });
        let accounts = words.count(Key::CountAccounts, doubt.accounts);
        let found = words.counted(Key::RecoveryFound, doubt.records, &[("accounts", &accounts)]);
        let damaged = (doubt.damaged > 0).then(|| words.count(Key::RecoveryDamaged, doubt.damaged));
        let facts = [expected, Some(found), damaged];
        Some(facts.into_iter().flatten().map(|fact| view! { <li>{fact}</li> }).collect_view())
    };
    view! {
        <div class="recovery" data-testid="recovery">
            <header class="page-head">
                <div>
                    <h1>{words.text(Key::RecoveryTitle)}</h1>
                    <p class="page-sub">{lead}</p>
                </div>
            </header>
            <div class="stack">
                <ul class="recovery-facts">{facts}</ul>
                <section class="stack-s" aria-labelledby="recovery-restore">
                    <h2 id="recovery-restore">{words.text(Key::RecoveryRestore)}</h2>
                    <p class="note">{words.text(Key::RecoveryRestoreHint)}</p>
                    <FailureBanner/>
                    <DropZone for_backup=true/>
                </section>
                <div class="pair">
                    <div class="stack-s">
                        <p class="note">{words.text(Key::RecoveryRawHint)}</p>
                        <p>
                            <Button
                                glyph=Glyph::Download
                                text=Key::RecoveryRaw
                                test_id="save-raw"
                                on_click=|| crash::save_raw()
                            />
                        </p>
                    </div>
                    <div class="stack-s">
                        <p class="note">{words.text(Key::RecoveryGoOnHint)}</p>
                        <p>
                            <Button
                                text=Key::RecoveryGoOn
                                test_id="go-on"
                                on_click=move || session.accept_what_is_left()
                            />
                        </p>
                    </div>
                </div>
            </div>
        </div>
    }
}
