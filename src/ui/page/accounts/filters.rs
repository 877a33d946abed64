//! Search and filters: chips that combine, and lists to choose from.

use leptos::prelude::*;

use super::state::{List, TABLE};
use crate::analysis::listing::{ChipCounts, Listing, Owner};
use crate::analysis::losses::State;
use crate::analysis::{AbcClass, AccountFilter, AccountList, Chosen, ClassFilter};
use crate::book::{AccountType, Coded, Level, RecordId};
use crate::glyph::Glyph;
use crate::text::Key;
use crate::ui::component::{Button, ButtonKind, Icon, UnfoldButton, state_name};
use crate::ui::keys::focus;
use crate::ui::words::words;

/// The search field.
#[component]
pub fn Search(list: List) -> impl IntoView {
    let words = words();
    // Enter opens the only one left, or the only one with this name; the arrow goes down into the table.
    let key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            let (shown, prepared) = (list.shown.get_untracked(), list.prepared.get_untracked());
            let found = list.found.get_untracked();
            let is_named = |row: usize| found.as_deref().is_some_and(|found| found.by_name.contains(&row));
            let only = match *shown.as_slice() {
                [only] => Some(only),
                // Those found by their names come first.
                [first, second, ..] if is_named(first) && !is_named(second) => Some(first),
                _ => None,
            };
            if let Some(row) = only.and_then(|only| prepared.rows.get(only)) {
                list.kept.open(row.id);
            }
        }
        // Where there is nothing to clear, the page's own keys are wanted again.
        "Escape" if list.search.with_untracked(String::is_empty) => leave(&event),
        "ArrowDown" => {
            event.prevent_default();
            focus(&format!("{TABLE} tbody tr[tabindex=\"0\"]"));
        }
        _ => {}
    };
    view! {
        <div class="search">
            <Icon glyph=Glyph::Search/>
            <input
                class="input"
                type="search"
                placeholder=words.text(Key::SearchPlaceholder)
                aria-label=words.text(Key::SearchAccounts)
                data-testid="account-search"
                prop:value=move || list.wanted.with(|wanted| wanted.search.clone())
                on:input=move |event| list.update(|wanted| wanted.search = event_target_value(&event))
                on:keydown=key
            />
            <kbd aria-hidden="true">"/"</kbd>
        </div>
    }
}

/// Gives up the focus.
fn leave(event: &web_sys::KeyboardEvent) {
    let input: web_sys::HtmlElement = event_target(event);
    // Refused only by what has none.
    let _ = input.blur();
}

/// How many accounts each chip would leave beside the others.
fn counts(list: List) -> ChipCounts {
    let (prepared, found, filter) = (list.prepared.get(), list.found.get(), list.filtered.get());
    let listing = Listing {
        rows: &prepared.rows,
        analysis: prepared.analysis.as_deref(),
        found: found.as_deref(),
        levels: filter.asks_level().then(|| prepared.levels()),
        healths: None,
        states: Some(prepared.states()),
    };
    listing.chip_counts(filter)
}

#[component]
pub fn Filters(list: List) -> impl IntoView {
    let words = words();
    let counts = Memo::new(move |_| counts(list));
    let filter = list.filtered;
    let chip =
        move |label: &'static str, test_id: String, count: Signal<usize>, is_on: Signal<bool>, toggle: Callback<()>| {
            view! {
                <Button
                    kind=ButtonKind::Chip
                    pressed=move || is_on.get()
                    test_id
                    on_click=toggle
                >
                    {label}
                    <span class="count">{move || words.number(count.get())}</span>
                </Button>
            }
        };
    let key = chip(
        words.text(Key::FilterKey),
        "filter-key".into(),
        Signal::derive(move || counts.get().key),
        Signal::derive(move || filter.get().key),
        Callback::new(move |()| list.filter(|filter| filter.key = !filter.key)),
    );
    let risk = chip(
        words.text(Key::FilterRisk),
        "filter-risk".into(),
        Signal::derive(move || counts.get().at_risk),
        Signal::derive(move || filter.get().at_risk),
        Callback::new(move |()| list.filter(|filter| filter.at_risk = !filter.at_risk)),
    );
    // A way to where there is nothing is none.
    let has_archive = Memo::new(move |_| counts.get().archived > 0 || filter.get().archived);
    let archive = move || {
        has_archive.get().then(|| {
            chip(
                words.text(Key::FilterArchived),
                "filter-archived".into(),
                Signal::derive(move || counts.get().archived),
                Signal::derive(move || filter.get().archived),
                Callback::new(move |()| list.filter(|filter| filter.archived = !filter.archived)),
            )
        })
    };
    let abc = AbcClass::ALL.map(|class| {
        chip(
            class.letter(),
            format!("filter-{}", class.letter()),
            Signal::derive(move || counts.get().abc.get(class as usize).copied().unwrap_or_default()),
            Signal::derive(move || filter.get().abc.contains(class)),
            Callback::new(move |()| list.filter(|filter| filter.abc = filter.abc.toggled(class))),
        )
    });
    let mut at = 0;
    let xyz = ClassFilter::ALL.map(|class| {
        let place = at;
        at += 1;
        let label = if class == ClassFilter::Missing { words.text(Key::NoXyz) } else { class.code() };
        chip(
            label,
            format!("filter-{}", class.code()),
            Signal::derive(move || counts.get().xyz.get(place).copied().unwrap_or_default()),
            Signal::derive(move || filter.get().xyz.contains(class)),
            Callback::new(move |()| list.filter(|filter| filter.xyz = filter.xyz.toggled(class))),
        )
    });
    // On a phone they give way to the list until they are asked for.
    let opened = RwSignal::new(false);
    view! {
        <div class="list-filters" data-open=move || opened.get().then_some("")>
            <span class="list-filters-way">
                <UnfoldButton text=Key::ListFilters test_id="list-filters" controls="list-filters" opened/>
            </span>
            <div class="list-filters-all" id="list-filters">
            <div class="chips">{key}</div>
            <div class="chips" role="group" aria-label=words.text(Key::FilterAbc)>{abc.into_iter().collect_view()}</div>
            <div class="chips" role="group" aria-label=words.text(Key::FilterXyz)>{xyz.into_iter().collect_view()}</div>
            <div class="chips">{risk} {archive}</div>
            <OneOf
                label=Key::ColType
                any=Key::FilterType
                test_id="filter-type"
                options=named(AccountType::ALL.map(|kind| (kind.code(), words.account_type(kind))))
                chosen=Signal::derive(move || code(filter.get().types))
                choose=Callback::new(move |code: String| list.filter(|filter| filter.types = chosen(&code)))
            />
            <OneOf
                label=Key::ColLevel
                any=Key::FilterLevel
                test_id="filter-level"
                options=named(Level::ALL.map(|level| (level.code(), words.level(level))))
                chosen=Signal::derive(move || code(filter.get().levels))
                choose=Callback::new(move |code: String| list.filter(|filter| filter.levels = chosen(&code)))
            />
            <OneOf
                label=Key::ColState
                any=Key::FilterState
                test_id="filter-state"
                options=named(State::ALL.map(|state| (state.code(), words.text(state_name(state)))))
                chosen=Signal::derive(move || code(filter.get().states))
                choose=Callback::new(move |code: String| list.filter(|filter| filter.states = chosen(&code)))
            />
            {move || view! { <Owners list filter/> }}
            </div>
            {move || list.wanted.with(AccountList::is_narrowed).then(|| view! {
                <Button
                    kind=ButtonKind::Link
                    text=Key::ClearFilters
                    test_id="filter-clear"
                    on_click=move || list.update(|wanted| {
                        wanted.filter = AccountFilter::default();
                        wanted.search.clear();
                    })
                />
            })}
        </div>
    }
}

fn named<const N: usize>(options: [(&str, &str); N]) -> Vec<(String, String)> {
    options.into_iter().map(|(code, name)| (code.to_owned(), name.to_owned())).collect()
}

/// The code of what is chosen, if that is one.
fn code<T: Coded>(chosen: Chosen<T>) -> String {
    chosen.iter().next().map(T::code).unwrap_or_default().into()
}

fn chosen<T: Coded>(code: &str) -> Chosen<T> {
    T::of_code(code).into_iter().collect()
}

/// Who answers for them, where anybody does.
#[component]
fn Owners(list: List, filter: Memo<AccountFilter>) -> impl IntoView {
    let words = words();
    let prepared = list.prepared.get();
    let mut owners: Vec<(RecordId, String)> =
        prepared.rows.iter().filter_map(|row| Some((row.owner?, row.owner_name.clone()))).collect();
    owners.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    owners.dedup();
    (!owners.is_empty()).then(|| {
        let mut options: Vec<(String, String)> = owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        options.push((Owner::Nobody.code(), words.text(Key::OwnerNobody).into()));
        let chosen = move || filter.get().owner.code();
        let choose = move |code: String| list.filter(|filter| filter.owner = Owner::of_code(&code));
        view! {
            <OneOf
                label=Key::ColOwner
                any=Key::FilterOwner
                test_id="filter-owner"
                options
                chosen=Signal::derive(chosen)
                choose=Callback::new(choose)
            />
        }
    })
}

/// A list of which one is chosen, or none.
#[component]
fn OneOf(
    label: Key,
    /// What it says while nothing is chosen.
    any: Key,
    test_id: &'static str,
    /// Codes, with what they are called.
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: Callback<String>,
) -> impl IntoView {
    let words = words();
    let options = options.into_iter().map(|(code, name)| {
        let of = code.clone();
        view! { <option value=code prop:selected=move || chosen.with(|chosen| *chosen == of)>{name}</option> }
    });
    view! {
        <select
            class="select"
            aria-label=words.text(label)
            data-testid=test_id
            data-on=move || chosen.with(|chosen| (!chosen.is_empty()).then_some(""))
            on:change=move |event| choose.run(event_target_value(&event))
        >
            <option value="" prop:selected=move || chosen.with(String::is_empty)>{words.text(any)}</option>
            {options.collect_view()}
        </select>
    }
}
