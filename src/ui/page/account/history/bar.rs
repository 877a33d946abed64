//! What of a timeline is shown: chips for its kinds, and a search once it is long.

use leptos::prelude::*;

use crate::dossier::timeline::{EntryKind, Filter, Timeline};
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, SearchField, UnfoldButton};
use crate::ui::words::words;

/// From so many entries on one searches.
const LONG: usize = 12;

#[component]
pub fn Bar(timeline: Memo<Timeline>, filter: RwSignal<Filter>) -> impl IntoView {
    let words = words();
    let counts = Memo::new(move |_| timeline.with(Timeline::counts));
    let all = Memo::new(move |_| counts.with(|counts| counts.values().sum::<usize>()));
    // A kind that is wanted keeps its chip, so that it can be let go.
    let kinds = Memo::new(move |_| {
        let is_there = |kind: &EntryKind| {
            counts.with(|counts| counts.contains_key(kind)) || filter.with(|filter| filter.kinds.contains(kind))
        };
        EntryKind::all().filter(is_there).collect::<Vec<_>>()
    });
    let chip = move |kind: EntryKind| {
        let count = move || words.number(counts.with(|counts| counts.get(&kind).copied().unwrap_or_default()));
        view! {
            <Button
                kind=ButtonKind::Chip
                glyph=kind.glyph()
                pressed=move || filter.with(|filter| filter.kinds.contains(&kind))
                test_id=format!("history-filter-{}", kind.code())
                on_click=move || filter.update(|filter| filter.toggle(kind))
            >
                {words.text(kind.plural())}
                " "
                <span class="count">{count}</span>
            </Button>
        }
    };
    let search = move || {
        (all.get() > LONG).then(|| {
            view! {
                <SearchField
                    label=Key::HistorySearch
                    test_id="history-search"
                    value=Signal::derive(move || filter.with(|filter| filter.search.clone()))
                    search=move |text| filter.update(|filter| filter.search = text)
                />
            }
        })
    };
    let summary = move || {
        (!filter.with(Filter::is_open)).then(|| {
            let shown = timeline.with(|timeline| filter.with(|filter| timeline.shown(filter).count()));
            let places = [("shown", words.number(shown)), ("all", words.number(all.get()))];
            view! {
                <span class="row note" role="status" data-testid="history-shown">
                    {words.fill(Key::ShownOf, &places.each_ref().map(|(name, value)| (*name, value.as_str())))}
                    <Button
                        kind=ButtonKind::Link
                        text=Key::ClearFilters
                        on_click=move || filter.set(Filter::default())
                    />
                </span>
            }
        })
    };
    // On a phone they are behind a button: there are as many as there are kinds.
    let opened = RwSignal::new(false);
    view! {
        <div class="timeline-bar no-print" data-open=move || opened.get().then_some("")>
            <span class="timeline-way">
                <UnfoldButton text=Key::HistoryFilter test_id="history-filters" controls="history-filters" opened/>
            </span>
            <div class="chips" id="history-filters" role="group" aria-label=words.text(Key::HistoryFilter)>
                <For each=move || kinds.get() key=|kind| kind.code() children=chip/>
            </div>
            {search}
            {summary}
        </div>
    }
}
