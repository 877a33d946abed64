//! Which two windows are compared: common pairs, picked days, or a run that was kept.

use leptos::prelude::*;

use super::{Compared, Side, last_day};
use crate::analysis::{Config, PeriodUnit, movement};
use crate::book::Snapshot;
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::component::{LabelledField, WrittenDay};
use crate::ui::session::session;
use crate::ui::words::words;

/// First and last day.
pub type Span = (Date, Date);

impl Compared {
    fn pair(before: Span, after: Span) -> Self {
        Self { before: Side::Window(before), after }
    }

    /// Whether a window ends before it begins.
    pub fn is_reversed(&self) -> bool {
        let is_reversed = |(from, to): Span| from > to;
        is_reversed(self.after) || matches!(self.before, Side::Window(window) if is_reversed(window))
    }

    /// The twelve months up to this day, and the twelve before.
    pub fn last_year(end: Date) -> Self {
        let after = (end.a_year_before().plus(1), end);
        Self::pair(movement::year_before(after), after)
    }

    /// The last whole period of a unit up to this day, and the one before or a year before.
    fn last_whole(unit: PeriodUnit, end: Date, year_before: bool) -> Self {
        let last = unit.last_complete((end, end));
        let after = (last.first_day(), last.last_day());
        Self::pair(if year_before { movement::year_before(after) } else { movement::previous(after) }, after)
    }
}

#[component]
pub(super) fn Windows(compared: RwSignal<Option<Compared>>) -> impl IntoView {
    let session = session();
    let words = words();
    let end = last_day(session);
    // The analysis' own days, where somebody has chosen some.
    let chosen = Memo::new(move |_| {
        let is_chosen = Config::of(&session.book()).window != (None, None);
        session.analysis.get().filter(|_| is_chosen).map(|analysis| analysis.window)
    });
    let pairs = Memo::new(move |_| {
        let Some(end) = end.get() else { return Vec::new() };
        let own = chosen.get().map(|window| {
            [
                (Key::PairWindow, Compared::pair(movement::previous(window), window)),
                (Key::PairWindowYear, Compared::pair(movement::year_before(window), window)),
            ]
        });
        let common = [
            (Key::PairYears, Compared::last_year(end)),
            (Key::PairHalves, Compared::last_whole(PeriodUnit::Half, end, false)),
            (Key::PairQuarters, Compared::last_whole(PeriodUnit::Quarter, end, false)),
            (Key::PairQuarterYear, Compared::last_whole(PeriodUnit::Quarter, end, true)),
        ];
        own.into_iter().flatten().chain(common).collect::<Vec<_>>()
    });
    let options = move || {
        let option = |(key, pair): (Key, Compared)| {
            view! { <option prop:selected=move || compared.get() == Some(pair)>{words.text(key)}</option> }
        };
        pairs.get().into_iter().map(option).collect_view()
    };
    // What no pair of the list is: a kept run, or days somebody picked.
    let other = move || {
        let now = compared.get();
        let is_listed = pairs.with(|pairs| pairs.iter().any(|(_, pair)| now == Some(*pair)));
        let key =
            if matches!(now, Some(Compared { before: Side::Kept(_), .. })) { Key::PairKept } else { Key::PairOther };
        (!is_listed).then(|| view! { <option prop:selected=true>{words.text(key)}</option> })
    };
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let at = usize::try_from(select.selected_index()).ok();
        let pair = at.and_then(|at| pairs.with_untracked(|pairs| pairs.get(at).map(|(_, pair)| *pair)));
        if let Some(pair) = pair {
            compared.set(Some(pair));
        }
    };
    let before = Signal::derive(move || match compared.get()?.before {
        Side::Window(window) => Some(window),
        Side::Kept(id) => {
            let kept = session.book().get::<Snapshot>(id)?;
            kept.window_from.zip(kept.window_to)
        }
    });
    let after = Signal::derive(move || Some(compared.get()?.after));
    let set_before = move |window| {
        compared.update(|now| {
            now.iter_mut().for_each(|now| now.before = Side::Window(window));
        })
    };
    let set_after = move |window| compared.update(|now| now.iter_mut().for_each(|now| now.after = window));
    view! {
        <LabelledField id="movement-pair" label=words.text(Key::MovementCompare)>
            <select class="select" id="movement-pair" data-testid="movement-pair" on:change=choose>
                {options}
                {other}
            </select>
        </LabelledField>
        <Days id="before" title=Key::Before window=before set=Callback::new(set_before)/>
        <Days id="after" title=Key::After window=after set=Callback::new(set_after)/>
    }
}

/// The first and the last day of a window.
#[component]
fn Days(id: &'static str, title: Key, window: Signal<Option<Span>>, set: Callback<Span>) -> impl IntoView {
    let words = words();
    let ends = [(Key::From, "from", true), (Key::To, "to", false)].map(|(key, end, is_first)| {
        let value = move || window.get().map(|(from, to)| if is_first { from } else { to });
        let picked = move |event| {
            let day = event_target_value(&event).parse::<Date>().ok();
            if let Some((day, (from, to))) = day.zip(window.get_untracked()) {
                set.run(if is_first { (day, to) } else { (from, day) });
            }
        };
        let id = format!("movement-{id}-{end}");
        view! {
            <span class="window-day">
                <input
                    class="input"
                    type="date"
                    aria-label=format!("{}, {}", words.text(title), words.text(key))
                    data-testid=id
                    prop:value=move || value().map(|day| day.to_string()).unwrap_or_default()
                    on:change=picked
                />
                <WrittenDay day=Signal::derive(value)/>
            </span>
        }
    });
    let is_reversed = move || window.get().is_some_and(|(from, to)| from > to);
    view! {
        <div class="field" role="group" aria-label=words.text(title)>
            <span class="label">{words.text(title)}</span>
            <div class="window-days">{ends.into_iter().collect_view()}</div>
            {move || is_reversed().then(|| view! {
                <span class="error" role="alert">{words.text(Key::WindowReversed)}</span>
            })}
        </div>
    }
}
