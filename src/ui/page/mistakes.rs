//! The five mistakes at all key accounts (R11): where most are made stands first, each with what shows it.

mod limits;

use leptos::prelude::*;

use super::titled;
use crate::analysis::KeyAccounts;
use crate::book::settings::working_calendar;
use crate::dossier::health::AsOf;
use crate::dossier::section::Section;
use crate::exchange::mistakes_table::mistakes_table;
use crate::glyph::Glyph;
use crate::route::{Listed, MistakeList, Route};
use crate::service::mistakes::Mistake;
use crate::text::Key;
use crate::today::mistakes::{Checked, Checks, Seen};
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{AccountTabs, Button, ButtonKind, Chooses, ExportList, Icon, OwnerChoice, SegBadge};
use crate::ui::kept_list::{KeptList, focus_row};
use crate::ui::last_shown::last_shown;
use crate::ui::mistake_words::{evidence, mistake};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};
use limits::LimitsButton;

/// What is shown.
#[derive(Clone, Copy)]
struct Shown {
    /// Those at which a mistake is made, and how many key accounts there are.
    found: Memo<ByPtr<(Vec<Checked>, usize)>>,
    list: KeptList<MistakeList>,
}

impl Shown {
    fn of(session: Session) -> Self {
        let found = Memo::new(move |_| {
            let (book, ledger, analysis) = (session.book(), session.ledger.get(), session.analysis.get());
            let key = KeyAccounts::of(&book, analysis.as_deref());
            let calendar = working_calendar(&book);
            let is_working = |day| calendar.is_working_day(day);
            let as_of = AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() };
            let (ledger, analysis) = (&*ledger, analysis.as_deref());
            let seen = Seen { book: &book, ledger, analysis, as_of, is_working: &is_working };
            ByPtr::new((Checks::of(seen).all(), key.count()))
        });
        Self { found, list: KeptList::new() }
    }

    fn wanted(self, all: &[Checked]) -> impl Iterator<Item = &Checked> {
        let MistakeList { of, owner, .. } = self.list.wanted.get();
        let makes = move |checked: &Checked| of.is_none_or(|of| checked.mistakes.found().any(|(found, _)| found == of));
        all.iter().filter(move |checked| owner.admits(checked.owner) && makes(checked))
    }
}

#[component]
pub fn MistakesPage() -> impl IntoView {
    let (session, words) = (session(), words());
    titled(words.text(Key::MistakesTitle));
    let shown = Shown::of(session);
    let Shown { found, list } = shown;
    let of = Memo::new(move |_| list.wanted.with(|wanted| wanted.of));
    let owner = Memo::new(move |_| list.wanted.with(|wanted| wanted.owner));
    let owners = Memo::new(move |_| found.get().0.iter().filter_map(|checked| checked.owner).collect());
    let sub = move || {
        let found = found.get();
        let all = words.count(Key::MistakesOfKey, found.1);
        words.counted(Key::MistakesSub, found.0.len(), &[("all", &all), ("day", &words.day(session.read_on.get()))])
    };
    let is_empty = Memo::new(move |_| shown.wanted(&found.get().0).next().is_none());
    // A dossier leads on to the next of them.
    let last_shown = last_shown();
    Effect::new(move |_| last_shown.keep(shown.wanted(&found.get().0).map(|checked| checked.account)));
    list.come_back(move || !is_empty.get(), focus_row);
    let chip = move |value: Option<Mistake>| {
        let (text, code) = match value {
            Some(value) => (mistake(words, value).to_owned(), value.code()),
            None => (words.text(Key::MistakesAll).to_owned(), "all"),
        };
        view! {
            <Button
                kind=ButtonKind::Chip
                text
                test_id=format!("mistake-{code}")
                pressed=move || of.get() == value
                on_click=move || list.update(|wanted| wanted.of = value)
            />
        }
    };
    let chips = std::iter::once(None).chain(Mistake::ALL.map(Some)).map(chip).collect_view();
    let table = move || {
        if is_empty.get() {
            return view! { <p class="note">{words.text(Key::MistakesNowhere)}</p> }.into_any();
        }
        let found = found.get();
        let rows = shown.wanted(&found.0).map(|checked| row(session, words, checked, of.get())).collect_view();
        view! {
            <table aria-label=words.text(Key::MistakesTitle) class="table table-cards mistakes-table" data-testid="mistakes-table" on:focusin=move |event| list.focused(&event) on:click=move |event| list.clicked(&event)>
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::MistakesAccount)}</th>
                        <th scope="col">{words.text(Key::MistakesWhat)}</th>
                        <th scope="col">{words.text(Key::MistakesOwner)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::MistakesTitle)}</h1>
                <p class="page-sub" role="status">{sub}</p>
            </div>
            <div class="actions">
                <ExportList
                    list="mistakes"
                    folds=true
                    text=Key::MistakesExport
                    sheet=Key::MistakesTitle
                    table=move || {
                        let found = shown.found.get();
                        session.with_book(|book| mistakes_table(book, shown.wanted(&found.0), of.get()))
                    }
                    is_empty
                />
            </div>
        </header>
        <AccountTabs here=MistakeList::default().route()/>
        <div class="mistakes-bar">
            <div class="chips" role="group" aria-label=words.text(Key::MistakesWhich)>{chips}</div>
            <OwnerChoice
                owners
                owner=Chooses::new(owner, move |owner| list.update(|wanted| wanted.owner = owner))
                any=Key::MistakesAnyOwner
                nobody=Key::MistakesNoOwner
                label=Key::MistakesOwner
                test_id="mistakes-owner"
            />
            <LimitsButton/>
        </div>
        {table}
    }
}

fn row(session: Session, words: Words, checked: &Checked, of: Option<Mistake>) -> impl IntoView + use<> {
    let finding = session.analysis.get_untracked().and_then(|analysis| analysis.finding(checked.account).cloned());
    let to = Route::Account { id: checked.account, section: Some(Section::Mistakes.name().into()) };
    let found = checked.mistakes.found().filter(|(found, _)| of.is_none_or(|of| of == *found));
    let found = found.map(|(found, shows)| {
        let said = shows.iter().map(|shows| evidence(words, shows)).collect::<Vec<_>>().join(" ");
        view! {
            <li data-mistake=found.code()>
                <b class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/>{mistake(words, found)}</b>
                " " <span>{said}</span>
            </li>
        }
    });
    let owner = checked.owner.map(|owner| session.with_book(|book| book.name(owner)));
    view! {
        <tr data-testid="mistakes-row" data-id=checked.account.to_string() data-account=checked.name.clone()>
            <th scope="row">
                <span class="mistakes-name"><SegBadge finding/> <a href=to.to_string()><bdi>{checked.name.clone()}</bdi></a></span>
            </th>
            <td data-label=words.text(Key::MistakesWhat)><ul class="mistakes-found">{found.collect_view()}</ul></td>
            <td data-label=words.text(Key::MistakesOwner)><bdi>{owner}</bdi></td>
        </tr>
    }
}
