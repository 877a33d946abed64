//! Which two windows are compared: common pairs, picked days, or a run that was kept.

use leptos::prelude::*;

use super::{Compared, Side, last_day};
use crate::analysis::{Config, PeriodUnit, movement};
use crate::book::Snapshot;
use crate::calendar::Date;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
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
    let presets = move || {
        let end = end.get()?;
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
        let all = own.into_iter().flatten().chain(common);
        let chip = all.map(|(key, pair)| {
            let is_on = move || compared.get() == Some(pair);
            view! {
                <Button kind=ButtonKind::Chip text=key pressed=is_on on_click=move || compared.set(Some(pair))/>
            }
        });
        Some(chip.collect_view())
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
        <section class="stack-s" aria-label=words.text(Key::MovementWindows)>
            <div class="chips" role="group" aria-label=words.text(Key::MovementWindows)>{presets}</div>
            <div class="movement-windows">
                <Days id="before" title=Key::Before window=before set=Callback::new(set_before)/>
                <Days id="after" title=Key::After window=after set=Callback::new(set_after)/>
            </div>
        </section>
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
            <div class="field">
                <label for=id.clone()>{words.text(key)}</label>
                <input
                    class="input"
                    type="date"
                    data-testid=id.clone()
                    id=id
                    prop:value=move || value().map(|day| day.to_string()).unwrap_or_default()
                    on:change=picked
                />
            </div>
        }
    });
    let is_reversed = move || window.get().is_some_and(|(from, to)| from > to);
    view! {
        <fieldset class="choices">
            <legend>{words.text(title)}</legend>
            <div class="window-days">{ends.into_iter().collect_view()}</div>
            {move || is_reversed().then(|| view! {
                <span class="error" role="alert">{words.text(Key::WindowReversed)}</span>
            })}
        </fieldset>
    }
}
