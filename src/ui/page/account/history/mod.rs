//! The history of an account: one timeline of its orders and of all dealings with it, and what its tenders
//! teach (D2, R3, R5, R7, R8). What is to come of it stands where the next step is.

mod acts;
mod bar;
mod line;
mod needs;
mod says;
mod tenders;
mod upcoming;

use leptos::prelude::*;

use super::account_view::AccountView;
use super::fold::Line as Said;
use crate::act::Act;
use crate::book::RecordId;
use crate::book::kind::Tone;
use crate::book::note::NOTE;
use crate::book::tender::TENDER;
use crate::dossier::timeline::{EntryId, EntryKind, Filter, Timeline};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Forms, Menu, forms};
use crate::ui::next_frame::after_first_frame;
use crate::ui::printing::{is_printing, is_short};
use crate::ui::session::{Session, session};
use crate::ui::words::words;

use bar::Bar;
use line::Line;
pub use tenders::{TendersSection, tenders_line};
pub use upcoming::{MakeNextStep, Upcoming};

/// Entries that are shown until somebody asks for more, or for some kind; and so many more each time.
const LATEST: usize = 10;
const MORE: usize = 40;

/// The account whose history it is, for the parts below.
#[derive(Clone, Copy)]
pub struct Account {
    id: RecordId,
    session: Session,
    forms: Forms,
    name: Memo<String>,
    timeline: Memo<Timeline>,
}

impl Account {
    /// On a page that has forms.
    pub fn of(id: RecordId, name: Memo<String>, timeline: Memo<Timeline>) -> Self {
        Self { id, session: session(), forms: forms(), name, timeline }
    }
}

/// Tenders stand in a section of their own.
fn without_tenders(kind: EntryKind) -> bool {
    kind.record().is_none_or(|kind| *kind != TENDER)
}

/// The last contact, and how many entries there are.
pub fn line(account_view: AccountView) -> Signal<Option<Said>> {
    let words = words();
    let AccountView { timeline, facts, .. } = account_view;
    let make = move || {
        let last = facts.with(|facts| facts.as_ref().and_then(|facts| facts.last_contact));
        let count = timeline.with(|timeline| timeline.of_kinds(without_tenders).entries().len());
        let text = match last {
            Some(day) => words.fill(Key::StageLastContact, &[("day", &words.day(day))]),
            None => words.text(Key::PromptNeverSpoken).into(),
        };
        Some(Said::of(text).marked(words.number(count), Tone::Plain))
    };
    let follow = move || {
        timeline.track();
        facts.track();
    };
    after_first_frame(follow, make)
}

#[component]
pub fn HistorySection(account: Account) -> impl IntoView {
    let words = words();
    let timeline = Memo::new(move |_| account.timeline.with(|timeline| timeline.of_kinds(without_tenders)));
    let filter = RwSignal::new(Filter::default());
    let most = RwSignal::new(LATEST);
    // On paper nothing is left out, unless it is to be short.
    let on_paper = is_printing() && !is_short();
    let is_printed = RwSignal::new(on_paper);
    let is_cut = is_short();
    let before = window_event_listener(leptos::ev::Custom::<web_sys::Event>::new("beforeprint"), move |_| {
        is_printed.set(!is_cut);
    });
    let after = window_event_listener(leptos::ev::Custom::<web_sys::Event>::new("afterprint"), move |_| {
        is_printed.set(on_paper)
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    let found = Memo::new(move |_| {
        let filter = if is_printed.get() { Filter::default() } else { filter.get() };
        timeline.with(|timeline| timeline.shown(&filter).map(|entry| (entry.id, entry.day)).collect::<Vec<_>>())
    });
    let shown = Memo::new(move |_| {
        let is_whole = is_printed.get() || !filter.with(Filter::is_open);
        found.with(|found| lines(found, if is_whole { usize::MAX } else { most.get() }, |day| words.year_of(day)))
    });
    let left = Memo::new(move |_| {
        let seen = shown.with(|shown| shown.iter().filter(|line| matches!(line, Shown::Entry(_))).count());
        found.with(Vec::len) - seen
    });
    let more = move || {
        let next = left.get().min(MORE);
        (next > 0).then(|| {
            view! {
                <p class="row history-more no-print">
                    <Button
                        small=true
                        text=words.count(Key::HistoryMore, next)
                        test_id="history-more"
                        on_click=move || most.update(|most| *most += MORE)
                    />
                    <Button
                        kind=ButtonKind::Link
                        text=words.count(Key::HistoryAll, found.with(Vec::len))
                        test_id="history-all"
                        on_click=move || most.set(usize::MAX)
                    />
                </p>
            }
        })
    };
    let nothing = move || {
        found.with(Vec::is_empty).then(|| {
            let is_empty = timeline.with(|timeline| timeline.entries().is_empty());
            let key = if is_empty { Key::HistoryEmpty } else { Key::HistoryNothingFound };
            view! { <p class="note" role="status">{words.text(key)}</p> }
        })
    };
    view! {
        <div>
            // Addresses of before lead here.
            <span id="orders"></span>
            {(!is_printing()).then(|| view! {
                <div class="fold-tools">
                    <AddMenu/>
                    <Bar timeline filter/>
                </div>
            })}
            {nothing}
            <ol class="timeline" data-testid="timeline">
                <For each=move || shown.get() key=Clone::clone children=move |shown| row(account, shown)/>
            </ol>
            {(!is_printing()).then_some(more)}
        </div>
    }
}

/// What stands on one line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Shown {
    Year(String),
    Undated,
    Entry(EntryId),
}

/// The first entries with the heads of their years.
fn lines(
    found: &[(EntryId, Option<crate::calendar::Date>)],
    most: usize,
    year_of: impl Fn(crate::calendar::Date) -> String,
) -> Vec<Shown> {
    let mut lines: Vec<Shown> = Vec::new();
    let mut last = None;
    for (id, day) in found.iter().take(most) {
        let head = day.map_or(Shown::Undated, |day| Shown::Year(year_of(day)));
        if last.as_ref() != Some(&head) {
            lines.push(head.clone());
            last = Some(head);
        }
        lines.push(Shown::Entry(*id));
    }
    lines
}

fn row(account: Account, shown: Shown) -> AnyView {
    match shown {
        Shown::Year(year) => view! { <li class="timeline-year"><h3>{year}</h3></li> }.into_any(),
        Shown::Undated => {
            view! { <li class="timeline-year"><h3>{words().text(Key::HistoryUndated)}</h3></li> }.into_any()
        }
        Shown::Entry(id) => view! { <Line account id/> }.into_any(),
    }
}

/// A menu of the kinds of entries; what is added begins on the day the book is read on.
#[component]
fn AddMenu() -> impl IntoView {
    let words = words();
    // A note is added where notes stand, and a tender with its like.
    let kinds = EntryKind::all().filter_map(EntryKind::record).filter(|kind| ![&NOTE, &TENDER].contains(kind));
    let items = kinds.map(Act::Add).collect::<Vec<_>>();
    view! {
        <Menu glyph=Glyph::Plus label=words.text(Key::HistoryAdd) labelled=true test_id="add-entry" items=Signal::stored(items)/>
    }
}

/// The element of an entry, for the focus.
fn element_id(id: EntryId) -> String {
    match id {
        EntryId::Record(id) => format!("entry-{id}"),
        EntryId::Order { document, day } => format!("order-{}-{day}", document.unwrap_or_default()),
    }
}
