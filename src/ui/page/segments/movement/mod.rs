//! Movement: who went from class to class between two windows, and runs that were kept.

mod kept;
mod lists;
mod matrix;
mod windows;

use leptos::prelude::*;

use super::growth::{self, Between, GrowthFigure};
use super::own_sub;
use crate::analysis::{Analysis, Config, Direction, Growth, Movement, Run};
use crate::book::{RecordId, Snapshot};
use crate::calendar::Date;
use crate::currency::Currency;
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::Icon;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};
use kept::KeptRuns;
use lists::WhoMoved;
use matrix::{Filter, TransitionTable, Transitions};
use windows::{Span, Windows};

/// What is compared with what.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Compared {
    before: Side,
    after: Span,
}

/// A window, or what was said when a run was kept.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Window(Span),
    Kept(RecordId),
}

/// The day the windows end that are offered: the analysis' last, or the ledger's.
fn last_day(session: Session) -> Memo<Option<Date>> {
    Memo::new(move |_| {
        let of_analysis = session.analysis.get().map(|analysis| analysis.window.1);
        of_analysis.or_else(|| session.ledger.get().span().map(|(_, last)| last))
    })
}

#[component]
pub fn MovementPage() -> impl IntoView {
    let session = session();
    let words = words();
    let end = last_day(session).get_untracked();
    let compared = RwSignal::new(end.map(Compared::last_year));
    let picked = RwSignal::new(None::<Filter>);
    let movement = Memo::new(move |_| {
        let compared = compared.get()?;
        let (book, ledger) = (session.book(), session.ledger.get());
        let gap = session.analysis.get().and_then(|analysis| analysis.period.median_gap);
        let config = Config::of(&book);
        let run = |config: &Config, window| Run::of(&book, &ledger, config, window);
        let (before, after, unit) = match compared.before {
            Side::Window(window) => {
                let config = config.comparing(gap, [window, compared.after]);
                (run(&config, window), run(&config, compared.after), config.period)
            }
            Side::Kept(id) => {
                let kept = book.get::<Snapshot>(id)?;
                let before = Run::kept(&kept, book.merged());
                (before, run(&config, compared.after), None)
            }
        };
        Some((ByPtr::new(Movement::between(&before, &after)), unit))
    });
    // A kept run that was deleted, here or elsewhere, can't be compared any more.
    Effect::new(move |_| {
        if let Some(Compared { before: Side::Kept(id), .. }) = compared.get()
            && session.book().get::<Snapshot>(id).is_none()
        {
            compared.set(last_day(session).get_untracked().map(Compared::last_year));
        }
    });
    // Another pair of windows has other accounts in its cells.
    Effect::new(move |_| {
        compared.track();
        picked.set(None);
    });
    // What is compared stands below the title.
    let sub = own_sub();
    Effect::new(move |_| {
        let currency = session.ledger.get().currency();
        let span = |(from, to): Span| format!("{} – {}", words.day(from), words.day(to));
        let told = compared.get().map(|now| {
            let before = match now.before {
                Side::Window(window) => span(window),
                Side::Kept(_) => words.text(Key::PairKept).into(),
            };
            let places = [("after", span(now.after)), ("before", before), ("currency", currency.to_string())];
            words.fill(Key::MovementSub, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
        });
        sub.set(told);
    });
    let by = RwSignal::new(ClassesBy::default());
    let caveats = Memo::new(move |_| Some(Caveats::of(session, compared.get()?)));
    let has_values = move || caveats.with(|caveats| caveats.as_ref().is_none_or(|caveats| caveats.has_values));
    let found = Memo::new(move |_| movement.get().filter(|_| compared.get().is_some_and(|now| !now.is_reversed())));
    let currency = move || session.ledger.get_untracked().currency();
    let table = move || {
        let (movement, unit) = found.get()?;
        if movement.moves.is_empty() {
            return Some(view! { <p class="reading">{words.text(Key::MovementNone)}</p> }.into_any());
        }
        let reading = reading(words, &movement, currency(), has_values());
        let transitions = move || {
            let transitions = match by.get() {
                ClassesBy::Size => Transitions::of_abc(words, &movement),
                ClassesBy::Regularity => Transitions::of_xyz(words, &movement),
            };
            view! { <TransitionTable transitions=ByPtr::new(transitions) currency=currency() picked/> }
        };
        let seen = move || {
            let unit = unit.map(|unit| words.fill(Key::SeenBy, &[("unit", words.unit(unit))]));
            let note = [unit.as_deref().unwrap_or_default(), words.text(Key::TransitionsXyzHint)].join(" ");
            (by.get() == ClassesBy::Regularity).then(|| view! { <p class="note">{note}</p> })
        };
        Some(
            view! {
                <p class="reading" data-testid="movement-reading">{rich(reading)}</p>
                <div class="section-head">
                    <fieldset class="switch">
                        <legend class="sr">{words.text(Key::ClassesBy)}</legend>
                        <ByChoice by value=ClassesBy::Size text=Key::TransitionsAbc test_id="movement-by-size" picked/>
                        <ByChoice by value=ClassesBy::Regularity text=Key::TransitionsXyz test_id="movement-by-rhythm" picked/>
                    </fieldset>
                    <span class="note">{words.text(Key::TransitionsNote)}</span>
                </div>
                <div class="flow-wrap">{transitions}</div>
                {seen}
            }
            .into_any(),
        )
    };
    let below = move || {
        let (movement, _) = found.get()?;
        let now = compared.get_untracked()?;
        (!movement.moves.is_empty()).then(|| {
            let growth = has_values().then(|| view! { <Came movement=movement.clone() currency=currency()/> });
            view! {
                {growth}
                <WhoMoved movement compared=now picked/>
            }
        })
    };
    let notes = move || caveats.with(|caveats| caveats.as_ref().map(|caveats| caveats.notes(words)));
    view! {
        <div class="stack" data-testid="movement" data-values=move || (!has_values()).then_some("no")>
            <aside class="windows" aria-label=words.text(Key::MovementWindows)>
                {notes}
                <details class="windows-fold">
                    <summary data-testid="movement-windows">{words.text(Key::MovementChange)}</summary>
                    <div class="panel windows-form">
                        <Windows compared/>
                        <KeptRuns compared/>
                    </div>
                </details>
            </aside>
            <section class="flow-view">{table}</section>
            {below}
        </div>
    }
}

/// Which classes the table of transitions is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ClassesBy {
    #[default]
    Size,
    Regularity,
}

#[component]
fn ByChoice(
    by: RwSignal<ClassesBy>,
    value: ClassesBy,
    text: Key,
    test_id: &'static str,
    picked: RwSignal<Option<Filter>>,
) -> impl IntoView {
    let words = words();
    let choose = move |_| {
        // A cell of the other table is nowhere to be seen.
        picked.set(None);
        by.set(value);
    };
    view! {
        <label>
            <input
                type="radio"
                name="movement-by"
                data-testid=test_id
                prop:checked=move || by.get() == value
                on:change=choose
            />
            {words.text(text)}
        </label>
    }
}

/// What the change came from.
#[component]
fn Came(movement: ByPtr<Movement>, currency: Currency) -> impl IntoView {
    let words = words();
    let growth = Growth::of(&movement);
    let ends = [Key::Before, Key::After].map(|key| words.text(key).to_owned());
    growth::told(words, &growth, currency, Between::Windows).map(|told| {
        view! {
            <section class="section" data-testid="movement-growth">
                <div class="section-head"><h2>{words.text(Key::GrowthTitle)}</h2></div>
                <p class="reading">{told} "."</p>
                <GrowthFigure growth currency between=Between::Windows ends/>
            </section>
        }
    })
}

/// What to keep in mind about a comparison.
#[derive(Clone, PartialEq)]
struct Caveats {
    /// Where the sales begin, if that is within the first window.
    begin: Option<Date>,
    /// Whether a kept run was done by other settings than today's.
    is_other: bool,
    /// Whether values are of one measure and currency; else they can't be set beside each other.
    has_values: bool,
}

impl Caveats {
    fn of(session: Session, compared: Compared) -> Self {
        match compared.before {
            Side::Window((from, _)) => {
                let begin = session.ledger.get_untracked().span().map(|(first, _)| first);
                Self { begin: begin.filter(|begin| from < *begin), is_other: false, has_values: true }
            }
            Side::Kept(id) => {
                let kept = session.book_untracked().get::<Snapshot>(id);
                let both = session.analysis.get_untracked().zip(kept);
                let is =
                    |same: fn(&Analysis, &Snapshot) -> bool| both.as_ref().is_some_and(|(now, kept)| same(now, kept));
                let has_values = is(|now, kept| now.measure == kept.measure && Some(now.currency) == kept.currency);
                Self { begin: None, is_other: !is(Analysis::is_done_as), has_values }
            }
        }
    }

    fn notes(&self, words: Words) -> impl IntoView + use<> {
        let begin = self.begin.map(|begin| words.fill(Key::SalesBegin, &[("day", &words.day(begin))]));
        let other = self.is_other.then(|| words.text(Key::KeptOther).to_owned());
        let note = |text| {
            view! {
                <p class="note" data-testid="movement-caveat">
                    <span class="mark" data-tone="warn"><Icon glyph=Glyph::Warn/></span> " " {text}
                </p>
            }
        };
        begin.into_iter().chain(other).map(note).collect_view()
    }
}

/// "**408,907.85 became 856,885.44: +447,977.59.** 23 accounts rose, 13 fell, 9 are new, 1 is gone."
fn reading(words: Words, movement: &Movement, currency: Currency, has_values: bool) -> String {
    let ways = [
        (Direction::Risen, Key::CountRisen),
        (Direction::Fallen, Key::CountFallen),
        (Direction::New, Key::CountNew),
        (Direction::Gone, Key::CountGone),
    ];
    let count = |direction| movement.moves.iter().filter(|one| one.direction() == direction).count();
    let ways = ways.map(|(direction, key)| (count(direction), key)).into_iter().filter(|(count, _)| *count > 0);
    let moved = words.list(ways.map(|(count, key)| words.count(key, count)));
    let moved = if moved.is_empty() { words.text(Key::NobodyMoved).to_owned() } else { moved };
    if !has_values {
        return words.fill(Key::MovementReadingCounts, &[("moved", &moved)]);
    }
    let total = movement.total();
    let money = |minor: i128| words.money(currency, minor);
    let places = [
        ("before", money(total.before)),
        ("after", money(total.after)),
        ("change", words.signed(money(total.change().abs()), total.change())),
        ("moved", moved),
    ];
    let key = if total.change() == 0 { Key::MovementReadingSame } else { Key::MovementReading };
    words.fill(key, &places.each_ref().map(|(name, value)| (*name, value.as_str())))
}
