//! Movement: who went from class to class between two windows, and runs that were kept.

mod flow;
mod kept;
mod lists;
mod matrix;
mod windows;

use leptos::prelude::*;

use crate::analysis::{Analysis, Config, Movement, Place, Run};
use crate::book::{RecordId, Snapshot};
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::session::{Session, session};
use crate::ui::words::{Words, rich, words};
use flow::FlowFigure;
use kept::KeptRuns;
use lists::{Lists, Picked};
use matrix::{Filter, TransitionMatrix, Transitions};
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
    let shown = move || {
        let now = compared.get()?;
        if now.is_reversed() {
            return None;
        }
        let (movement, unit) = movement.get()?;
        let caveats = Caveats::of(session, now);
        if movement.moves.is_empty() {
            return Some(view! { <p class="reading">{words.text(Key::MovementNone)}</p> }.into_any());
        }
        let abc = ByPtr::new(Transitions::of_abc(words, &movement));
        let xyz = ByPtr::new(Transitions::of_xyz(words, &movement, unit));
        Some(
            view! {
                <p class="reading" data-testid="movement-reading">{rich(reading(words, &movement))}</p>
                {caveats.notes(words)}
                <div class="pair">
                    <TransitionMatrix transitions=abc.clone() picked/>
                    <TransitionMatrix transitions=xyz.clone() picked/>
                </div>
                <Picked movement=movement.clone() picked/>
                <div class="pair">
                    <FlowFigure found=abc test_id="transitions-abc-chart"/>
                    <FlowFigure found=xyz test_id="transitions-xyz-chart"/>
                </div>
                <div class="stack" data-values=(!caveats.has_values).then_some("no")><Lists movement compared=now/></div>
            }
            .into_any(),
        )
    };
    view! {
        <div class="stack" data-testid="movement">
            <Windows compared/>
            <section class="stack">{shown}</section>
            <KeptRuns compared/>
        </div>
    }
}

/// What to keep in mind about a comparison.
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
        let note = |text| view! { <p class="note" data-testid="movement-caveat">{text}</p> };
        begin.into_iter().chain(other).map(note).collect_view()
    }
}

/// "**17 of 29 A accounts stayed A**; 13 came into A, 12 left it. 13 are new, 8 gone."
fn reading(words: Words, movement: &Movement) -> String {
    use crate::analysis::AbcClass::A;
    let count = |condition: &dyn Fn(Place<_>, Place<_>) -> bool| {
        movement.moves.iter().filter(|one| condition(one.abc().0, one.abc().1)).count()
    };
    let is_a = Place::Class(A);
    let places = [
        ("stayed", count(&|before, after| before == is_a && after == is_a)),
        ("were", count(&|before, _| before == is_a)),
        ("came", count(&|before, after| before != is_a && after == is_a)),
        ("left", count(&|before, after| before == is_a && after != is_a)),
        ("new", count(&|before, _| before == Place::Absent)),
        ("gone", count(&|_, after| after == Place::Absent)),
    ];
    let texts = places.map(|(name, count)| (name, words.number(count)));
    words.fill(Key::MovementReading, &texts.each_ref().map(|(name, text)| (*name, text.as_str())))
}
