//! Saves all that has a day as a calendar file: of one account, or of all.

use leptos::prelude::*;

use super::{Button, ButtonKind};
use crate::book::settings::working_calendar;
use crate::book::{Book, RecordId};
use crate::browser::clock;
use crate::dossier::health::AsOf;
use crate::exchange::calendar_ics::{CalendarItem, calendar_ics};
use crate::glyph::Glyph;
use crate::text::{Key, without_isolates};
use crate::today::dated::{Dated, What, dated};
use crate::today::{Reason, SalesLines, Seen};
use crate::ui::dossier_words::due;
use crate::ui::list_files::hand_over;
use crate::ui::printing::is_printing;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};
use crate::ui::working_clock::with_clock;
use crate::working_time::Instant;

#[component]
pub fn CalendarButton(
    /// `None`: of all.
    account: Option<RecordId>,
) -> impl IntoView {
    let (session, words) = (session(), words());
    (!is_printing()).then(|| {
        view! {
            <Button
                kind=if account.is_some() { ButtonKind::Quiet } else { ButtonKind::Plain }
                small=account.is_some()
                class="no-print"
                glyph=Glyph::Today
                text=Key::ExportCalendar
                title=".ics"
                test_id="export-ics"
                on_click=move || save(session, words, account)
            />
        }
    })
}

fn save(session: Session, words: Words, account: Option<RecordId>) {
    let text = untrack(|| file(session, words, account));
    let name = format!("vital-few-{}.ics", session.read_on.get_untracked());
    hand_over(&name, "text/calendar;charset=utf-8", text.as_bytes());
}

fn file(session: Session, words: Words, account: Option<RecordId>) -> String {
    let (book, ledger, analysis) = (session.book_untracked(), session.ledger.get(), session.analysis.get());
    let calendar = working_calendar(&book);
    let found = with_clock(&calendar, |clock| {
        let seen = Seen {
            book: &book,
            ledger: &ledger,
            // Silences and late orders are no dates to keep.
            sales: &SalesLines::default(),
            analysis: analysis.as_deref(),
            as_of: AsOf { today: session.read_on.get(), fresh: session.fresh_days.get() },
            is_working: &|day| calendar.is_working_day(day),
            clock,
            now: session.this_minute(),
        };
        dated(seen, account)
    });
    let items = found.into_iter().map(|found| item(words, &book, found));
    calendar_ics(items, Instant::new((clock::now() / 60_000) as i64, 0))
}

/// "Ernst Handel: We promised: samples of the new cheeses"
fn item(words: Words, book: &Book, found: Dated) -> CalendarItem {
    let what = match &found.what {
        What::ToDo(Reason::Due(found)) => due(words, book, found),
        What::ToDo(Reason::Touch(touch)) => match touch.person {
            Some(person) => words.labelled(Key::DueTouch, &book.name(person)),
            None => words.text(Key::DueTouch).into(),
        },
        // None of these is a date to keep.
        What::ToDo(Reason::Request(_) | Reason::Silence(_) | Reason::LateOrder(_) | Reason::StaleProfile(_)) => {
            String::new()
        }
        What::Planned { heading, title } if title.is_empty() => words.text(*heading).into(),
        What::Planned { heading, title } => words.labelled(*heading, title),
    };
    let title = without_isolates(&format!("{}: {what}", found.name));
    CalendarItem { uid: format!("{}@vital-few", found.id), day: found.day, title, description: String::new() }
}
