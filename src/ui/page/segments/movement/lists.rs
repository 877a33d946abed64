//! Who moved: the accounts that rose, fell, came and went, in one grid of columns, with what all of them changed.

use leptos::html;
use leptos::prelude::*;

use super::Compared;
use super::matrix::{Filter, change};
use crate::analysis::{ChangeBars, Direction, Flow, Move, Movement, Outcome};
use crate::book::account;
use crate::currency::Currency;
use crate::glyph::Glyph;
use crate::route::Route;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind, Icon, one_stop, walk_rows};
use crate::ui::page::segments::class_move::Cell;
use crate::ui::session::session;
use crate::ui::words::{Words, words};

/// Shown of each group at first, and with each further click: ten thousand rows at once are seconds.
const AT_FIRST: usize = 6;
const MORE: usize = 200;

/// The four ways to move, with what they are called.
const WAYS: [(Direction, Key, &str); 4] = [
    (Direction::Risen, Key::Risen, "movement-risen"),
    (Direction::Fallen, Key::Fallen, "movement-fallen"),
    (Direction::New, Key::MovedNew, "movement-new"),
    (Direction::Gone, Key::MovedGone, "movement-gone"),
];

/// Some of those who moved, under one heading.
struct Group {
    title: String,
    test_id: &'static str,
    moves: Vec<Move>,
    note: Option<String>,
}

/// `compared`: the windows, for who was a customer outside them.
#[component]
pub(super) fn WhoMoved(
    movement: ByPtr<Movement>,
    compared: Compared,
    picked: RwSignal<Option<Filter>>,
) -> impl IntoView {
    let words = words();
    let currency = session().ledger.get_untracked().currency();
    let table = NodeRef::<html::Table>::new();
    one_stop(table, move || picked.track());
    let of_all = movement.clone();
    let groups = move || match picked.get() {
        Some(filter) => vec![picked_group(words, &movement, filter)],
        None => groups(words, &movement, compared),
    };
    let bodies = move || {
        let groups = groups();
        // One scale for all that is shown, so that bars of two groups can be compared.
        let bars = ChangeBars::of(groups.iter().flat_map(|group| &group.moves));
        groups.into_iter().map(|group| view! { <MovedGroup group currency bars/> }).collect_view()
    };
    let sums = move || picked.get().is_none().then(|| sums(words, &of_all, currency));
    let back = move || {
        picked.get().is_some().then(|| {
            view! {
                <Button kind=ButtonKind::Link text=Key::MovedAllAgain on_click=move || picked.set(None)/>
            }
        })
    };
    view! {
        <section class="section moves-list">
            <div class="section-head">
                <h2>{words.text(Key::WhoMoved)}</h2>
                <span class="note">{back} " " {words.text(Key::WhoMovedNote)}</span>
            </div>
            <table class="table moves" data-rows="open" node_ref=table on:keydown=walk_rows>
                <caption class="sr">{words.text(Key::WhoMoved)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::ColAccount)}</th>
                        <th scope="col" class="m-way">{words.text(Key::FromTo)}</th>
                        <th scope="col" class="num m-num m-was move-value">{words.text(Key::Before)}</th>
                        <th scope="col" class="num m-num m-now move-value">{words.text(Key::After)}</th>
                        <th scope="col" class="num m-num move-value" aria-sort="descending">{words.text(Key::ChangeOfValue)}</th>
                        <td class="m-bar move-value"></td>
                    </tr>
                </thead>
                {bodies}
                {sums}
            </table>
        </section>
    }
}

fn groups(words: Words, movement: &Movement, compared: Compared) -> Vec<Group> {
    let group = |(direction, key, test_id): (Direction, Key, &'static str)| {
        let moves: Vec<Move> = movement.that_went(direction).into_iter().copied().collect();
        let title = format!("{} · {}", words.text(key), words.count(Key::CountAccounts, moves.len()));
        let note = outside(words, direction, &moves, compared);
        (!moves.is_empty()).then_some(Group { title, test_id, moves, note })
    };
    WAYS.into_iter().filter_map(group).collect()
}

/// The accounts of the cell that was picked.
fn picked_group(words: Words, movement: &Movement, filter: Filter) -> Group {
    let mut moves: Vec<Move> = movement.moves.iter().filter(|one| filter.admits(one)).copied().collect();
    moves.sort_by_key(|one| std::cmp::Reverse(one.change().abs()));
    let title = format!("{} · {}", filter.text(words), words.count(Key::CountAccounts, moves.len()));
    Group { title, test_id: "movement-picked", moves, note: None }
}

/// New in a window is not always a new customer, and gone from one not always lost.
fn outside(words: Words, direction: Direction, moves: &[Move], compared: Compared) -> Option<String> {
    let ledger = session().ledger.get_untracked();
    let days = |one: &Move| ledger.sales(one.account).iter().map(|sale| sale.day);
    let (key, count) = match direction {
        Direction::New => {
            let had_bought = |one: &&Move| days(one).any(|day| day < compared.after.0);
            (Key::NewOfThem, moves.iter().filter(had_bought).count())
        }
        Direction::Gone => {
            let buys_again = |one: &&Move| days(one).any(|day| day > compared.after.1);
            (Key::GoneOfThem, moves.iter().filter(buys_again).count())
        }
        _ => return None,
    };
    (count > 0).then(|| words.count(key, count))
}

#[component]
fn MovedGroup(group: Group, currency: Currency, bars: ChangeBars) -> impl IntoView {
    let words = words();
    let Group { title, test_id, moves, note } = group;
    let flow: Flow = moves.iter().collect();
    let shown = RwSignal::new(AT_FIRST);
    let count = moves.len();
    let rows =
        move || moves.iter().take(shown.get()).map(|one| view! { <MoveRow one=*one currency bars/> }).collect_view();
    let more = move || {
        let rest = count.saturating_sub(shown.get());
        (rest > 0).then(|| {
            view! {
                <tr class="is-more">
                    <td colspan="6">
                        <Button
                            kind=ButtonKind::Link
                            text=words.count(Key::AndMore, rest)
                            on_click=move || shown.update(|shown| *shown += MORE)
                        />
                    </td>
                </tr>
            }
        })
    };
    view! {
        <tbody data-testid=test_id>
            <tr class="is-group">
                <th scope="rowgroup" colspan="2">
                    {title} {note.map(|note| view! { <small>{note}</small> })}
                </th>
                <Values flow currency/>
                <td class="m-bar move-value"></td>
            </tr>
            {rows}
            {more}
        </tbody>
    }
}

/// What some accounts brought before and after, and the change, as cells.
#[component]
fn Values(flow: Flow, currency: Currency) -> impl IntoView {
    let words = words();
    let money = |minor: i128| if minor == 0 { "–".into() } else { words.money_round(currency, minor as f64) };
    view! {
        <td class="num m-num m-was move-value">{money(flow.before)}</td>
        <td class="num m-num m-now move-value">{money(flow.after)}</td>
        <td class="num m-num move-value">{change(words, currency, flow)}</td>
    }
}

/// All who moved, those who kept their class, and everybody: what is moved is told against what stayed.
fn sums(words: Words, movement: &Movement, currency: Currency) -> impl IntoView + use<> {
    let moved: Flow = movement.moves.iter().filter(|one| one.direction() != Direction::Same).collect();
    let kept: Flow = movement.moves.iter().filter(|one| one.direction() == Direction::Same).collect();
    let sum = |key: Key, flow: Flow, test_id: &'static str| {
        let title = format!("{} · {}", words.text(key), words.count(Key::CountAccounts, flow.count));
        view! {
            <tr data-testid=test_id>
                <th scope="row" colspan="2">{title}</th>
                <Values flow currency/>
                <td class="m-bar move-value"></td>
            </tr>
        }
    };
    view! {
        <tfoot>
            {sum(Key::SumMoved, moved, "movement-moved")}
            {sum(Key::SumKept, kept, "movement-kept")}
            {sum(Key::SumAll, movement.total(), "movement-all")}
        </tfoot>
    }
}

#[component]
fn MoveRow(one: Move, currency: Currency, bars: ChangeBars) -> impl IntoView {
    let session = session();
    let words = words();
    let name = session.with_book(|book| book.value(one.account, account::field::name));
    let flow: Flow = std::iter::once(&one).collect();
    let money = |outcome: Option<Outcome>| outcome.map(|outcome| words.money_round(currency, outcome.value as f64));
    let (was, is) = (money(one.before), money(one.after));
    let both = [was, is].into_iter().flatten().collect::<Vec<_>>().join(&format!(" {} ", words.arrow()));
    let percent = |part: f64| format!("{:.1}%", part * 100.0);
    let (zero, part) = (percent(bars.zero()), percent(bars.length(one.change())));
    let way = (one.change() < 0).then_some("down");
    view! {
        <tr tabindex="-1">
            <th scope="row">
                <a class="row-link" tabindex="-1" href=Route::Account { id: one.account, section: None }.to_string()>
                    <bdi>{name}</bdi>
                </a>
                <span class="m-sub move-value">{both}</span>
            </th>
            <td class="m-way">
                <span class="seg-move">
                    <Cell outcome=one.before absent=words.text(Key::PlaceNew)/>
                    <Icon glyph=Glyph::Next/>
                    <Cell outcome=one.after absent=words.text(Key::PlaceGone)/>
                </span>
            </td>
            <Values flow currency/>
            <td class="m-bar move-value">
                <span class="m-line" aria-hidden="true" style=("--zero", zero)>
                    <i data-way=way style:inline-size=part></i>
                </span>
            </td>
        </tr>
    }
}
