//! That the account is lost or presumed so, why, and how the winning back stands (L3, L4); its page has the rest.

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line;
use crate::book::kind::Tone;
use crate::book::{GoneState, LossReason};
use crate::retention::file::LossFile;
use crate::retention::opening::steps_of;
use crate::retention::win_back::Standing;
use crate::route::Route;
use crate::text::Key;
use crate::ui::fields::loss_reason;
use crate::ui::next_frame::after_first_frame;
use crate::ui::session::session;
use crate::ui::words::{Words, isolated, rich, words};

/// Whether there is anything to say: it is gone, or somebody wanted it back.
pub fn applies(account_view: AccountView) -> Memo<bool> {
    let is_told = |file: &LossFile| file.gone.is_some() || !file.cases.is_empty();
    Memo::new(move |_| account_view.losses.with(|file| file.as_ref().is_some_and(is_told)))
}

/// Since when it is gone, or what comes next of its case.
pub fn line(account_view: AccountView) -> Signal<Option<Line>> {
    let (session, words) = (session(), words());
    let make = move || {
        let today = session.read_on.get();
        let text = reading(words, account_view)?;
        let late = account_view.losses.with(|file| {
            let case = file.as_ref()?.case().filter(|case| case.is_open())?.id;
            account_view.dossier.with(|dossier| {
                let steps = steps_of(dossier.as_ref()?, case);
                let is_late = |due: crate::calendar::Date| due < today;
                Some(steps.iter().filter(|(_, step)| step.is_open() && step.due.is_some_and(is_late)).count())
            })
        });
        let late = late.filter(|late| *late > 0);
        let line = Line::of(text);
        Some(match late {
            Some(late) => line.marked(words.count(Key::LateCount, late), Tone::Bad),
            None => line,
        })
    };
    let follow = move || {
        account_view.losses.track();
        account_view.dossier.track();
        session.read_on.track();
    };
    after_first_frame(follow, make)
}

fn reading(words: Words, account_view: AccountView) -> Option<String> {
    let day = |key: Key, day| words.fill(key, &[("day", &words.day(day))]);
    account_view.losses.with(|file| {
        let file = file.as_ref()?;
        let case = file.case();
        if let Some(open) = case.filter(|case| case.is_open()) {
            let next = account_view.dossier.with(|dossier| {
                let steps = steps_of(dossier.as_ref()?, open.id);
                steps.into_iter().find(|(_, step)| step.is_open()).map(|(_, step)| step.what)
            });
            let since = words.day(open.opened);
            return Some(match next {
                Some(what) => words.fill(Key::WinBackLineOpen, &[("day", &since), ("what", &isolated(&what))]),
                None => words.fill(Key::WinBackLineOpenOnly, &[("day", &since)]),
            });
        }
        Some(match (file.gone, case.map(|case| case.standing)) {
            (Some(gone), _) if gone.state == GoneState::Lost => day(Key::WinBackLineLost, gone.since),
            (Some(gone), _) => day(Key::WinBackLinePresumed, gone.since),
            (None, Some(Standing::Returned(found))) => day(Key::WinBackLineBack, found.on),
            (None, _) => words.text(Key::WinBackLineOver).into(),
        })
    })
}

#[component]
pub fn WinBackSection(account_view: AccountView) -> impl IntoView {
    let words = words();
    let id = account_view.id;
    let told = move || reading(words, account_view).map(rich);
    let why = move || {
        let reasons: Vec<LossReason> = account_view.losses.with(|file| {
            let told = file.as_ref().and_then(|file| file.losses.last());
            told.and_then(|told| told.told.as_ref()).map(|(_, said)| said.reasons.clone()).unwrap_or_default()
        });
        match reasons.is_empty() {
            true => words.text(Key::WinBackWhyUnknown).to_owned(),
            false => {
                let reasons = words.list(reasons.iter().map(|reason| loss_reason(words, reason)));
                words.fill(Key::WinBackWhy, &[("reasons", &reasons)])
            }
        }
    };
    let lead = move || {
        let is_begun = account_view.losses.with(|file| file.as_ref().is_some_and(|file| !file.cases.is_empty()));
        words.text(if is_begun { Key::WinBackOpenPage } else { Key::WinBackBeginPage })
    };
    let to = Route::Losses(Some(id)).to_string();
    view! {
        <p class="reading" data-testid="account-winback">{told}</p>
        <p>{why}</p>
        <p class="no-print"><a href=to data-testid="to-winback">{lead}</a></p>
    }
}
