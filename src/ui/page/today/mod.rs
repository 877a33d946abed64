//! What to do today, and for whom: the first page once there is a book (R10, C2).

mod aside;
mod later;
mod line;
mod says;
mod settings;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::titled;
use crate::analysis::behaviour::SilenceRule;
use crate::book::settings::working_calendar;
use crate::calendar::Date;
use crate::dossier::health::AsOf;
use crate::exchange::list_table::ListTable;
use crate::exchange::today_table::today_table;
use crate::glyph::Glyph;
use crate::retention::standings::{all_states, verdicts};
use crate::text::Key;
use crate::today::beside::{Stake, Week, awaited};
use crate::today::keeping::Keeping;
use crate::today::{Line, SalesLines, Seen, Today, by_account, folded};
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, ExportList, Forms, Icon, Owner, OwnerChoice, RecordDrawer};
use crate::ui::losses_seen::loss_rule;
use crate::ui::next_frame::at_next_frame;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, words};
use crate::ui::working_clock::{this_minute, with_clock};
use crate::working_time::Wall;
use aside::Aside;
use later::{Later, LaterDialog};
use line::LineView;
use says::kind;
use settings::Settings;

/// Of one folded kind so many are built at once; the list that can be exported has all.
const OF_A_KIND: usize = 50;

/// What the page is made of.
#[derive(Clone, Copy)]
struct Shown {
    today: Memo<Arc<Today>>,
    week: ReadSignal<Week>,
    stake: Memo<Option<Stake>>,
    owner: RwSignal<Owner>,
    /// What of the folded somebody opened, by its code: it stays so whatever becomes of the lines.
    opened: RwSignal<BTreeSet<&'static str>>,
}

impl Shown {
    fn of(session: Session) -> Self {
        let rule = Memo::new(move |_| SilenceRule::of(&session.book()));
        let sales =
            Memo::new(move |_| ByPtr::new(SalesLines::of(&session.ledger.get(), rule.get(), session.read_on.get())));
        let calendar = Memo::new(move |_| working_calendar(&session.book()));
        let over = Trigger::new();
        let kept = StoredValue::new(Keeping::default());
        let today = Memo::new(move |_| {
            over.track();
            let calendar = calendar.get();
            let (book, ledger, analysis) = (session.book(), session.ledger.get(), session.analysis.get());
            let (sales, today, fresh) = (sales.get(), session.read_on.get(), session.fresh_days.get());
            let of = (ledger.clone(), analysis.clone(), sales.clone(), calendar.clone(), today, fresh);
            with_clock(&calendar, |clock| {
                let seen = Seen {
                    book: &book,
                    ledger: &ledger,
                    sales: &sales,
                    analysis: analysis.as_deref(),
                    as_of: AsOf { today, fresh },
                    is_working: &|day| calendar.is_working_day(day),
                    clock,
                    now: session.this_minute(),
                };
                // Nothing once the page is being left.
                kept.try_update_value(|kept| kept.look(seen, of)).unwrap_or_default()
            })
        });
        // All is looked at again when the target of a request is over, and not each minute.
        let now = this_minute(session);
        Effect::new(move |before: Option<Wall>| {
            let wall = calendar.with(|calendar| with_clock(calendar, |clock| clock.wall(now.get())));
            let is_over = |by: Wall| by < wall && before.is_some_and(|before| by >= before);
            if today.with_untracked(|today| today.lines.iter().filter_map(Line::by).any(is_over)) {
                over.notify();
            }
            wall
        });
        // By itself: a change to the book needn't look at all orders again.
        let awaited = Memo::new(move |_| awaited(&session.ledger.get(), session.read_on.get()));
        // Every meeting of the book is looked at for it: it follows with the next picture.
        let follow = move || {
            drop(session.book());
            today.track();
            awaited.track();
        };
        let week = at_next_frame(follow, move || {
            let day = session.read_on.get();
            let of = |today: &Arc<Today>| {
                session.with_book(|book| awaited.with(|awaited| Week::of(today, book, awaited, day)))
            };
            today.with(of)
        });
        let (said, rule) = (Memo::new(move |_| verdicts(&session.book(), session.read_on.get())), loss_rule(session));
        let stake = Memo::new(move |_| {
            let (analysis, ledger, today) = (session.analysis.get()?, session.ledger.get(), session.read_on.get());
            // What isn't one customer is another analysis.
            let book = session.book_untracked();
            let states = said.with(|said| all_states(&book, &ledger, said, rule.get(), today));
            Stake::of(&analysis, &states, &sales.get())
        });
        Self { today, week, stake, owner: RwSignal::new(Owner::Any), opened: RwSignal::new(BTreeSet::new()) }
    }

    /// Lines of whom was chosen, in their order.
    fn wanted(self, lines: &[Line]) -> impl Iterator<Item = &Line> {
        let owner = self.owner.get();
        lines.iter().filter(move |line| owner.admits(line.ours))
    }
}

#[component]
pub fn TodayPage() -> impl IntoView {
    let session = session();
    let words = words();
    titled(words.text(Key::NavToday));
    Forms::provide();
    Later::provide();
    let shown = Shown::of(session);
    let Shown { today, owner, .. } = shown;
    let owners = Memo::new(move |_| {
        let today = today.get();
        today.lines.iter().chain(&today.postponed).filter_map(|line| line.ours).collect::<Vec<_>>()
    });
    let is_empty = Memo::new(move |_| today.with(|today| today.lines.is_empty()));
    view! {
        <header class="page-head">
            <div>
                <h1 id="today" tabindex="-1">{move || title(words, session.read_on.get())}</h1>
                <p class="page-sub" role="status">{move || sub(words, session, shown)}</p>
            </div>
            <div class="actions">
                <OwnerChoice
                    owners
                    owner
                    any=Key::TodayEveryones
                    nobody=Key::TodayNobodys
                    label=Key::TodayWhose
                    test_id="today-whose"
                />
                <ExportList
                    list="today"
                    folds=true
                    text=Key::TodayExport
                    sheet=Key::NavToday
                    table=move || listed(session, shown)
                    is_empty
                />
            </div>
        </header>
        <div class="split">
            <section class="stack-s" aria-label=words.text(Key::TodayList)>
                {move || list(words, session, shown)}
                {move || postponed(words, session, shown)}
                <Settings/>
            </section>
            <Aside shown/>
        </div>
        <LaterDialog/>
        <RecordDrawer/>
    }
}

/// "Wednesday, 6 May 1998"
fn title(words: Words, day: Date) -> String {
    words.fill(Key::TodayDay, &[("weekday", &words.weekday(day)), ("day", &words.day(day))])
}

/// "9 things to do, 3 of them late"
fn sub(words: Words, session: Session, shown: Shown) -> String {
    let (today, day) = (shown.today.get(), session.read_on.get());
    let (mut all, mut late) = (0, 0);
    for line in shown.wanted(&today.lines) {
        all += 1;
        late += usize::from(line.is_late(day));
    }
    let things = words.count(Key::TodaySub, all);
    match (all, late) {
        (0, _) => String::new(),
        (_, 0) => things,
        _ => words.counted(Key::TodaySubLate, late, &[("things", &things)]),
    }
}

/// What stands there, the rest folded by kind; or that nothing does.
fn list(words: Words, session: Session, shown: Shown) -> AnyView {
    let currency = session.ledger.get().currency();
    let today = shown.today.get();
    let (first, rest) = folded(shown.wanted(&today.lines));
    if first.is_empty() {
        return nothing(words, shown, today.lines.is_empty()).into_any();
    }
    // What the values are of is said with the first of them.
    let first_value =
        first.iter().position(|line| line.value > 0).and_then(|at| first.get(at)).map(|line| line.account);
    let first = by_account(&first).into_iter().enumerate().flat_map(|(at, of)| {
        of.into_iter().enumerate().map(move |(behind, line)| {
            let (goes_on, is_explained) = (behind > 0, first_value == Some(line.account));
            view! { <LineView line=line.clone() place=(!goes_on).then_some(at + 1) goes_on is_explained/> }
        })
    });
    let rest = rest.into_iter().map(|kind_of| {
        let lines: Vec<Line> = kind_of.lines.iter().take(OF_A_KIND).copied().cloned().collect();
        let count = kind_of.lines.len();
        let value = kind_of.value();
        let value = (value > 0).then(|| words.money_round(currency, value as f64));
        let more = count.saturating_sub(OF_A_KIND);
        let built = move || {
            let line = |(at, line): (usize, Line)| view! { <LineView line place=None is_explained=at == 0/> };
            let more = (more > 0).then(|| view! { <p class="note">{words.count(Key::TodayCut, more)}</p> });
            view! {
                <ul class="agenda">{lines.clone().into_iter().enumerate().map(line).collect_view()}</ul>
                {more}
            }
        };
        view! {
            <Fold title=kind(kind_of.rule) count value code=kind_of.rule.code test_id="today-fold" shown>
                {built()}
            </Fold>
        }
    });
    let rest = rest.collect_view();
    view! {
        <ol class="agenda">{first.collect_view()}</ol>
        {(!rest.is_empty()).then(|| view! {
            <p class="agenda-kind agenda-kinds" aria-hidden="true">
                <span>{words.text(Key::TodayMore)}</span>
                <span>{words.text(Key::TodayHowMany)}</span>
                <span>{words.text(Key::TodayValue)}</span>
            </p>
        })}
        {rest}
    }
    .into_any()
}

/// What is folded, built when somebody looks: what it is, how many of it, and what their accounts bring.
#[component]
fn Fold(
    title: Key,
    count: usize,
    value: Option<String>,
    code: &'static str,
    test_id: &'static str,
    shown: Shown,
    children: ChildrenFn,
) -> impl IntoView {
    let words = words();
    let opened = shown.opened;
    let is_open = Memo::new(move |_| opened.with(|opened| opened.contains(code)));
    let toggled = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        let opens = details.has_attribute("open");
        if opens != is_open.get_untracked() {
            opened.update(|opened| {
                let _ = if opens { opened.insert(code) } else { opened.remove(code) };
            });
        }
    };
    view! {
        <details class="agenda-fold" data-testid=test_id data-kind=code open=is_open on:toggle=toggled>
            <summary class="agenda-kind">
                <span><Icon glyph=Glyph::Next/>{words.text(title)}</span>
                <b>{words.number(count)}</b>
                <span>{value.map(|value| view! { {value} <span class="sr">" " {words.text(Key::TodayValue)}</span> })}</span>
            </summary>
            {move || is_open.get().then(|| children())}
        </details>
    }
}

/// What was set aside, with the day it comes back.
fn postponed(words: Words, session: Session, shown: Shown) -> Option<AnyView> {
    let today = shown.today.get();
    let lines: Vec<Line> = shown.wanted(&today.postponed).cloned().collect();
    if lines.is_empty() {
        return None;
    }
    let line = move |line: Line| {
        let handled = line.handled.clone();
        let back = handled.as_ref().and_then(|handled| handled.until).map(|day| words.day(day)).unwrap_or_default();
        let back = words.fill(Key::TodayBack, &[("day", &back)]);
        let why = handled.map(|handled| handled.why).filter(|why| !why.is_empty());
        let why = why.map(|why| view! { {words.between()} <bdi>{why}</bdi> });
        let what = words.text(kind(line.rule()));
        let (name, label) = (line.name.clone(), words.labelled(Key::TodayBringBack, &line.name));
        let bring = move || session.commit(line.brought_back());
        view! {
            <li class="row">
                <span><b><bdi>{name}</bdi></b> {words.between()} {what} {words.between()} {back} {why}</span>
                <Button kind=ButtonKind::Link text=Key::TodayBringBack label test_id="line-back" writes=true on_click=bring/>
            </li>
        }
    };
    let count = lines.len();
    let built = move || view! { <ul class="agenda-back">{lines.clone().into_iter().map(line).collect_view()}</ul> };
    let fold = view! {
        <Fold title=Key::TodayPostponed count value=None code="postponed" test_id="today-postponed" shown>{built()}</Fold>
    };
    Some(fold.into_any())
}

/// A calm page.
fn nothing(words: Words, shown: Shown, of_everybody: bool) -> impl IntoView {
    let owner = shown.owner;
    let (why, way) = match of_everybody {
        true => {
            let to = view! { <a class="btn" href="#/segments">{words.text(Key::ToSegments)}</a> };
            (Key::TodayNothingWhy, to.into_any())
        }
        false => {
            let show = move || owner.set(Owner::Any);
            let all = view! { <Button text=Key::TodayShowEveryones test_id="today-all" on_click=show/> };
            (Key::TodayNothingOfTheirs, all.into_any())
        }
    };
    view! {
        <div class="empty" data-testid="today-nothing">
            <h2>{words.text(Key::TodayNothing)}</h2>
            <p>{words.text(why)}</p>
            <div class="row">{way}</div>
        </div>
    }
}

/// All that is wanted, folded or not.
fn listed(session: Session, shown: Shown) -> ListTable {
    let (today, day) = (shown.today.get(), session.read_on.get());
    session.with_book(|book| today_table(book, shown.wanted(&today.lines), day))
}
