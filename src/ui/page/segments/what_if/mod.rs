//! Settings with a live what-if: what another measure, window, limit or period would change, and whom.
//!
//! What is set here is a draft until it is used; the pages go on with what the book says.

mod controls;
mod outcome;

use leptos::prelude::*;

use crate::analysis::{Analysis, Config};
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::keys::focus_after;
use crate::ui::page::segments::in_use::put_to_use;
use crate::ui::session::{Session, session};
use crate::ui::words::words;
use controls::{BasisForm, KeyLimit, Limits, Providers};
use outcome::Outcome;

/// Settings that were tried and neither used nor discarded. They live above the pages, so that
/// another language or a look at another page doesn't lose them.
#[derive(Clone, Copy, Default)]
pub struct TriedSettings(RwSignal<Option<Config>>);

/// The draft, and the picture it would make.
#[derive(Clone, Copy)]
struct Draft {
    session: Session,
    /// What the book says.
    applied: Memo<Config>,
    tried: RwSignal<Option<Config>>,
    /// What is tried, or what the book says.
    config: Memo<Config>,
    /// `None` if no sales are in its window.
    analysis: Memo<Option<ByPtr<Analysis>>>,
}

impl Draft {
    fn new(session: Session) -> Self {
        let applied = Memo::new(move |_| Config::of(&session.book()));
        let TriedSettings(tried) = expect_context();
        let config = Memo::new(move |_| tried.get().unwrap_or_else(|| applied.get()));
        // An undo or another tab says something new: the draft begins there again.
        Effect::new(move |before: Option<Config>| {
            let now = applied.get();
            if before.is_some_and(|before| before != now) {
                tried.set(None);
            }
            now
        });
        let analysis = Memo::new(move |_| {
            let config = config.get();
            let now = session.analysis.get();
            if now.as_ref().is_some_and(|now| now.config == config) {
                return now;
            }
            let (book, ledger) = (session.book_untracked(), session.ledger.get());
            let analysis = match &now {
                Some(now) => now.under(&book, &ledger, &config),
                None => Analysis::of(&book, &ledger, &config),
            };
            analysis.map(ByPtr::new)
        });
        Self { session, applied, tried, config, analysis }
    }

    /// Changes the draft.
    fn edit(self, change: impl FnOnce(&mut Config)) {
        let mut config = self.config.get_untracked();
        change(&mut config);
        self.tried.set(Some(config));
    }

    fn discard(self) {
        self.tried.set(None);
    }

    fn is_other(self) -> bool {
        self.config.with(|config| self.applied.with(|applied| config != applied))
    }
}

#[component]
pub fn WhatIf() -> impl IntoView {
    let words = words();
    let draft = Draft::new(session());
    let is_other = Memo::new(move |_| draft.is_other());
    let apply = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // Enter in a field comes here whatever the button says.
        if draft.analysis.with_untracked(Option::is_none) {
            return;
        }
        let edits = draft.config.with_untracked(|config| draft.applied.with_untracked(|now| config.edits(now)));
        if !edits.is_empty() {
            put_to_use(draft.session, words, edits);
            focus_after("#limit-a");
        }
    };
    view! {
        <section class="panel what-if" aria-labelledby="what-if-title" data-testid="what-if">
            <div class="panel-head">
                <h2 id="what-if-title">{words.text(Key::WhatIf)}</h2>
                {move || is_other.get().then(|| view! { <span class="tag">{words.text(Key::NotApplied)}</span> })}
            </div>
            <form class="stack-s" on:submit=apply>
                <Limits draft/>
                // Beside the sliders, so that it is seen while they move.
                <Outcome draft/>
                <details class="what-more">
                    <summary>{words.text(Key::WhatBasis)}</summary>
                    <BasisForm draft/>
                </details>
                <details class="what-more">
                    <summary>{words.text(Key::WhatProviders)}</summary>
                    <Providers draft/>
                </details>
                <details class="what-more">
                    <summary>{words.text(Key::WhatKey)}</summary>
                    <KeyLimit draft/>
                </details>
                <div class="panel-foot">
                    <Button
                        kind=ButtonKind::Primary
                        submits=true
                        text=Key::UseSettings
                        test_id="what-if-apply"
                        disabled=move || !is_other.get() || draft.analysis.with(Option::is_none)
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        text=Key::Discard
                        test_id="what-if-discard"
                        disabled=move || !is_other.get()
                        on_click=move || {
                            draft.discard();
                            focus_after("#limit-a");
                        }
                    />
                </div>
            </form>
        </section>
    }
}
