//! Deletions that are so many that a person must say so.

use leptos::prelude::*;

use super::Merging;
use super::names::listed;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon};

/// How many records are listed.
const MOST: usize = 200;

#[component]
pub(super) fn HeldBack(merging: Merging) -> impl IntoView {
    let words = merging.sides.with_value(|sides| sides.words);
    let goes = Memo::new(move |_| merging.decisions.with(|decisions| decisions.takes_held_back));
    let toggle = move || merging.decisions.update(|decisions| decisions.takes_held_back = !decisions.takes_held_back);
    move || {
        let ids = merging.asked.get().map(|asked| asked.held_back).filter(|ids| !ids.is_empty())?;
        let (text, names) = merging.sides.with_value(|sides| {
            let text =
                words.counted(Key::MergeShrink, ids.len(), &[("names", &listed(sides, ids.iter().copied().take(3)))]);
            let names: Vec<String> = ids.iter().take(MOST).map(|id| sides.name(*id)).collect();
            (text, names)
        });
        let said = move || words.text(if goes.get() { Key::MergeGoesToo } else { Key::MergeShrinkHint });
        let act = move || words.text(if goes.get() { Key::MergeKeepThem } else { Key::MergeDeleteThem }).to_owned();
        Some(view! {
            <div class="banner" data-tone="warn" role="status" data-testid="merge-held-back" data-count=ids.len()>
                <Icon glyph=Glyph::Warn/>
                <div class="stack-s">
                    <p><b>{text}</b> " " {said}</p>
                    <details>
                        <summary>{words.text(Key::MergeSeeThem)}</summary>
                        <ul class="plain-list">{names.into_iter().map(|name| view! { <li><bdi>{name}</bdi></li> }).collect_view()}</ul>
                    </details>
                </div>
                <div class="actions">
                    <Button kind=ButtonKind::Quiet small=true text=act test_id="merge-delete-held" on_click=toggle/>
                </div>
            </div>
        })
    }
}
