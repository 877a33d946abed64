//! The history of an account: one timeline of its orders and of all dealings with it, and what its tenders
//! teach (D2, R3, R5, R7, R8). What is to come of it stands where the next step is.

mod acts;
mod bar;
mod line;
mod says;
mod tenders;
mod upcoming;

use leptos::prelude::*;

use crate::act::Act;
use crate::book::note::NOTE;
use crate::dossier::Dossier;
use crate::dossier::timeline::{EntryId, EntryKind, Filter, Timeline};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Forms, Menu, forms};
use crate::ui::printing::is_printing;
use crate::ui::session::{Session, session};
use crate::ui::words::words;

use bar::Bar;
use line::Line;
use tenders::Tenders;
pub use upcoming::{MakeNextStep, Upcoming};

/// Lines that are shown until somebody asks for all, or for some kind.
const LATEST: usize = 40;

/// The account whose history it is, for the parts below.
#[derive(Clone, Copy)]
pub struct Account {
    session: Session,
    forms: Forms,
    name: Memo<String>,
    timeline: Memo<Timeline>,
}

/// The timeline of a dossier, followed.
pub fn timeline(session: Session, dossier: Memo<Option<Dossier>>) -> Memo<Timeline> {
    Memo::new(move |_| {
        let (ledger, book) = (session.ledger.get(), session.book());
        let named = |id| book.name(id);
        dossier
            .with(|dossier| dossier.as_ref().map(|dossier| Timeline::of(dossier, &ledger, named)).unwrap_or_default())
    })
}

impl Account {
    /// On a page that has forms.
    pub fn of(name: Memo<String>, timeline: Memo<Timeline>) -> Self {
        Self { session: session(), forms: forms(), name, timeline }
    }
}

#[component]
pub fn HistorySection(account: Account) -> impl IntoView {
    let words = words();
    let timeline = account.timeline;
    let filter = RwSignal::new(Filter::default());
    let shows_all = RwSignal::new(false);
    // On paper nothing is left out.
    let on_paper = is_printing();
    let is_printed = RwSignal::new(on_paper);
    let before =
        window_event_listener(leptos::ev::Custom::<web_sys::Event>::new("beforeprint"), move |_| is_printed.set(true));
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
        let is_whole = shows_all.get() || is_printed.get() || !filter.with(Filter::is_open);
        found.with(|found| lines(found, if is_whole { usize::MAX } else { LATEST }, |day| words.year_of(day)))
    });
    let more = move || {
        let all = found.with(Vec::len);
        let is_cut = shown.with(|shown| shown.iter().filter(|line| matches!(line, Shown::Entry(_))).count()) < all;
        is_cut.then(|| {
            view! {
                <Button
                    kind=ButtonKind::Link
                    text=words.count(Key::HistoryAll, all)
                    test_id="history-all"
                    on_click=move || shows_all.set(true)
                />
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
        <section class="section" id="history" data-testid="history">
            // Addresses of before lead here.
            <span id="orders"></span>
            <div class="section-head">
                <h2 tabindex="-1">{words.text(Key::DossierHistory)}</h2>
                {(!on_paper).then(|| view! { <AddMenu/> })}
            </div>
            {(!on_paper).then(|| view! { <Bar timeline filter/> })}
            {nothing}
            <ol class="timeline" data-testid="timeline">
                <For each=move || shown.get() key=Clone::clone children=move |shown| line(account, shown)/>
            </ol>
            {more}
            <Tenders/>
        </section>
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

fn line(account: Account, shown: Shown) -> AnyView {
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
    // A note is added where notes stand.
    let kinds = EntryKind::all().filter_map(EntryKind::record).filter(|kind| **kind != NOTE);
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
