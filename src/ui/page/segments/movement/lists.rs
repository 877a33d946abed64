//! The accounts that rose, fell, came and went, with their value.

use leptos::prelude::*;

use super::Compared;
use super::matrix::Filter;
use crate::analysis::{Direction, Move, Movement, Outcome};
use crate::book::account;
use crate::route::Route;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::page::segments::class_move::Cell;
use crate::ui::session::session;
use crate::ui::words::words;

/// Shown at first; the rest on demand.
const AT_FIRST: usize = 10;

/// The accounts of the cell that was picked.
#[component]
pub(super) fn Picked(movement: ByPtr<Movement>, picked: RwSignal<Option<Filter>>) -> impl IntoView {
    let words = words();
    move || {
        let filter = picked.get()?;
        let mut moves: Vec<Move> = movement.moves.iter().filter(|one| filter.admits(one)).copied().collect();
        moves.sort_by_key(|one| std::cmp::Reverse(one.change().abs()));
        let title = format!("{} · {}", filter.text(words), words.count(Key::CountAccounts, moves.len()));
        Some(view! { <List title moves test_id="movement-picked" note=None/> })
    }
}

/// `compared`: the windows, for who was a customer outside them.
#[component]
pub(super) fn Lists(movement: ByPtr<Movement>, compared: Compared) -> impl IntoView {
    let words = words();
    let ledger = session().ledger.get_untracked();
    // New in a window is not always a new customer, and gone from one not always lost.
    let outside = |direction: Direction, moves: &[Move]| {
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
    };
    let lists = [
        (Direction::Risen, Key::Risen, "movement-risen"),
        (Direction::Fallen, Key::Fallen, "movement-fallen"),
        (Direction::New, Key::MovedNew, "movement-new"),
        (Direction::Gone, Key::MovedGone, "movement-gone"),
    ];
    let list = |(direction, key, test_id): (Direction, Key, &'static str)| {
        let moves: Vec<Move> = movement.that_went(direction).into_iter().copied().collect();
        (!moves.is_empty()).then(|| {
            let title = format!("{} · {}", words.text(key), words.count(Key::CountAccounts, moves.len()));
            let note = outside(direction, &moves);
            view! { <List title moves test_id note/> }
        })
    };
    lists.map(list).into_iter().flatten().collect_view()
}

#[component]
fn List(title: String, moves: Vec<Move>, test_id: &'static str, note: Option<String>) -> impl IntoView {
    let words = words();
    let is_all = RwSignal::new(false);
    let rest = moves.len().saturating_sub(AT_FIRST);
    let shown = move || {
        let most = if is_all.get() { usize::MAX } else { AT_FIRST };
        moves.iter().take(most).map(|one| view! { <MoveRow one=*one/> }).collect_view()
    };
    view! {
        <section class="section" data-testid=test_id>
            <div class="section-head"><h2>{title}</h2></div>
            {note.map(|note| view! { <p class="note">{note}</p> })}
            <div class="table-wrap">
                <table class="table moves">
                    <thead>
                        <tr>
                            <th scope="col">{words.text(Key::ColAccount)}</th>
                            <th scope="col">{words.text(Key::Before)}</th>
                            <th scope="col">{words.text(Key::After)}</th>
                            <th scope="col" class="num move-value move-more">{words.text(Key::Before)}</th>
                            <th scope="col" class="num move-value move-more">{words.text(Key::After)}</th>
                            <th scope="col" class="num move-value">{words.text(Key::ChangeOfValue)}</th>
                        </tr>
                    </thead>
                    <tbody>{shown}</tbody>
                </table>
            </div>
            {move || (rest > 0 && !is_all.get()).then(|| view! {
                <Button kind=ButtonKind::Link text=words.count(Key::AndMore, rest) on_click=move || is_all.set(true)/>
            })}
        </section>
    }
}

#[component]
fn MoveRow(one: Move) -> impl IntoView {
    let session = session();
    let words = words();
    let name = session.book_untracked().value(one.account, account::field::name);
    let currency = session.ledger.get_untracked().currency();
    let money = |outcome: Option<Outcome>| outcome.map(|outcome| words.money_round(currency, outcome.value as f64));
    view! {
        <tr>
            <th scope="row">
                <a class="row-link" href=Route::Account { id: one.account, section: None }.to_string()><bdi>{name}</bdi></a>
            </th>
            <td><Cell outcome=one.before absent=words.text(Key::PlaceNew)/></td>
            <td><Cell outcome=one.after absent=words.text(Key::PlaceGone)/></td>
            <td class="num move-value move-more">{money(one.before)}</td>
            <td class="num move-value move-more">{money(one.after)}</td>
            <td class="num move-value">{signed(words.money_round(currency, one.change().abs() as f64), one.change())}</td>
        </tr>
    }
}

/// A text with the sign of its number, in the order of digits whatever runs beside it.
fn signed(text: String, number: i128) -> String {
    let sign = match number {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    format!("\u{2066}{sign}{text}\u{2069}")
}
