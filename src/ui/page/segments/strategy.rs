//! How the accounts of each of the nine cells are handled: the page's own words, or the company's.

use leptos::prelude::*;

use crate::analysis::{AccountFilter, Segment, Tally};
use crate::book::{Label, RecordId, SegmentStrategy, segment_strategy};
use crate::route::Route;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::session::session;
use crate::ui::words::words;

impl Segment {
    /// The record that holds the company's words for it.
    pub fn strategy(self) -> RecordId {
        SegmentStrategy::of_cell(self.abc as u8, self.xyz as u8)
    }
}

/// The page's own words for a cell: its name, and how its accounts are handled.
pub fn own_words(segment: Segment) -> (Key, Key) {
    match segment.letters() {
        "AX" => (Key::MeanAX, Key::StrategyAX),
        "AY" => (Key::MeanAY, Key::StrategyAY),
        "AZ" => (Key::MeanAZ, Key::StrategyAZ),
        "BX" => (Key::MeanBX, Key::StrategyBX),
        "BY" => (Key::MeanBY, Key::StrategyBY),
        "BZ" => (Key::MeanBZ, Key::StrategyBZ),
        "CX" => (Key::MeanCX, Key::StrategyCX),
        "CY" => (Key::MeanCY, Key::StrategyCY),
        _ => (Key::MeanCZ, Key::StrategyCZ),
    }
}

#[component]
pub fn StrategyPage() -> impl IntoView {
    let words = words();
    view! {
        <div class="stack" data-testid="strategies">
            <p class="reading">{words.text(Key::StrategyHint)}</p>
            <ul class="strategies">{Segment::all().map(|segment| view! { <Cell segment/> }).collect_view()}</ul>
        </div>
    }
}

#[component]
fn Cell(segment: Segment) -> impl IntoView {
    let session = session();
    let words = words();
    let id = segment.strategy();
    let text = session.field(id, segment_strategy::field::text);
    let (name, own) = own_words(segment);
    let tally = move || {
        let analysis = session.analysis.get()?;
        let Tally { count, value } = analysis.matrix().get(&segment).copied().unwrap_or_default();
        Some(format!("{} · {}", words.count(Key::CountAccounts, count), words.percent(analysis.share(value))))
    };
    let label = move || Label::Strategy { segment: segment.letters().into() };
    let filter = AccountFilter::of_cell(segment);
    let is_own = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let shown = move || if is_own.get() { words.text(own).to_owned() } else { text.get() };
    let typed = move |event| {
        let typed = event_target_value(&event);
        // The page's own words stay its own: they change with the language and the version.
        let typed = if typed.trim() == words.text(own) { String::new() } else { typed };
        session.set(label(), id, segment_strategy::field::text, typed);
    };
    view! {
        <li class="strategy" data-seg=segment.letters()>
            <h2><span class="seg" data-seg=segment.letters()>{segment.letters()}</span> {words.text(name)}</h2>
            <a class="note" href=Route::Accounts(filter.into()).to_string()>{tally}</a>
            <textarea
                class="input"
                rows="5"
                aria-label=words.fill(Key::StrategyOf, &[("segment", segment.letters())])
                data-testid=format!("strategy-{}", segment.letters())
                prop:value=shown
                prop:readOnly=session.is_read_only
                on:change=typed
            ></textarea>
            {move || (!is_own.get()).then(|| view! {
                <Button
                    kind=ButtonKind::Link
                    text=Key::StrategyOwn
                    on_click=move || session.set(label(), id, segment_strategy::field::text, String::new())
                />
            })}
        </li>
    }
}
