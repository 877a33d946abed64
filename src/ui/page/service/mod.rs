//! How well accounts are served: requests, complaints and deliveries of all accounts in one list, with how soon we
//! answer, causes that come back, and orders that came late (R2, R5, R8, C4 to C7).

mod add;
mod case;
mod causes;
mod deliveries;
mod in_short;
mod list;
mod says;
mod setup;
mod speed;

use leptos::prelude::*;

use super::titled;
use crate::book::settings::working_calendar;
use crate::glyph::Glyph;
use crate::service::cases::{Narrowed, Seen};
use crate::service::overview::{Deliveries, Overview};
use crate::service::requests::Targets;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Forms, Owner, RecordDrawer};
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};
use crate::ui::working_clock::{this_minute, with_clock};
use crate::working_time::{Instant, Wall, WorkingCalendar};
use add::{Add, AddDialog};
use causes::Causes;
use deliveries::DeliveriesSection;
use in_short::InShort;
use list::CaseList;
use setup::SetupDialog;
use speed::Speed;

/// What the page is made of.
#[derive(Clone, Copy)]
pub struct Shown {
    now: Memo<Instant>,
    calendar: Memo<WorkingCalendar>,
    targets: Memo<Targets>,
    overview: Memo<ByPtr<Overview>>,
    /// Followed by themselves: a minute that passes delivers nothing.
    deliveries: Memo<ByPtr<Deliveries>>,
    narrowed: RwSignal<Narrowed>,
    owner: RwSignal<Owner>,
}

impl Shown {
    fn of(session: Session) -> Self {
        let now = this_minute(session);
        let calendar = Memo::new(move |_| working_calendar(&session.book()));
        let overview = Memo::new(move |_| {
            let (book, ledger, today, now) = (session.book(), session.ledger.get(), session.read_on.get(), now.get());
            calendar.with(|calendar| {
                with_clock(calendar, |clock| {
                    ByPtr::new(Overview::of(&book, Seen { ledger: &ledger, clock, today, now }))
                })
            })
        });
        let deliveries = Memo::new(move |_| {
            ByPtr::new(Deliveries::of(&session.book(), &session.ledger.get(), session.read_on.get()))
        });
        Self {
            now,
            calendar,
            targets: Memo::new(move |_| Targets::of(&session.book())),
            overview,
            deliveries,
            narrowed: RwSignal::new(Narrowed::default()),
            owner: RwSignal::new(Owner::Any),
        }
    }

    /// What the calendar's clock shows at an instant.
    fn wall(self, at: Instant) -> Wall {
        self.calendar.with_untracked(|calendar| with_clock(calendar, |clock| clock.wall(at)))
    }
}

#[component]
pub fn ServicePage() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::NavService));
    Forms::provide();
    let shown = Shown::of(session);
    let (sets_up, adds) = (RwSignal::new(false), RwSignal::new(false));
    let what = RwSignal::new(Add::Request);
    let add = move |came_in: Add| {
        what.set(came_in);
        adds.set(true);
    };
    view! {
        <header class="page-head">
            <div>
                <h1>{words.text(Key::NavService)}</h1>
                <p class="page-sub">{move || sub(words, shown)}</p>
            </div>
            <div class="actions">
                <Button
                    kind=ButtonKind::Quiet
                    text=Key::ServiceSettings
                    test_id="service-settings"
                    on_click=move || sets_up.set(true)
                />
                <Button
                    glyph=Glyph::Warn
                    text=Key::PieceComplaint
                    test_id="add-complaint"
                    writes=true
                    on_click=move || add(Add::Complaint)
                />
                <Button
                    kind=ButtonKind::Primary
                    glyph=Glyph::Plus
                    text=Key::PieceRequest
                    test_id="add-request"
                    writes=true
                    on_click=move || add(Add::Request)
                />
            </div>
        </header>
        <div class="stack">
            <InShort shown/>
            <CaseList shown/>
            <Speed shown/>
            <Causes shown/>
            <DeliveriesSection shown/>
        </div>
        <AddDialog is_open=adds what/>
        <SetupDialog is_open=sets_up/>
        <RecordDrawer/>
    }
}

/// "Wednesday, 6 May 1998, 11:20 · 40 working hours a week · by the clock of America/Los_Angeles"
fn sub(words: Words, shown: Shown) -> String {
    let wall = shown.calendar.with(|calendar| with_clock(calendar, |clock| clock.wall(shown.now.get())));
    let weekday = words.weekday(wall.day());
    let now = words.fill(Key::ServiceNow, &[("weekday", &weekday), ("minute", &words.wall(wall))]);
    let hours = shown.calendar.with(|calendar| calendar.week.minutes()) as f64 / 60.0;
    let whole = if hours.fract() == 0.0 { hours as usize } else { 2 };
    let week = words.counted(Key::ServiceWeek, whole, &[("n", &words.decimal(hours, 1))]);
    let zone = shown.calendar.with(|calendar| calendar.zone.clone());
    let zone = (!zone.is_empty()).then(|| words.fill(Key::ServiceClockOf, &[("zone", &zone)]));
    [Some(now), Some(week), zone].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
