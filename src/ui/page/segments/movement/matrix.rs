//! Who went from which class to which: how many, and what changed with them; a cell leads to its accounts.

use leptos::prelude::*;

use crate::analysis::{AbcClass, Flow, Move, Movement, Place, XyzClass};
use crate::currency::Currency;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::words::{Words, words};

/// The cell of a table of transitions, by ABC or by XYZ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Filter {
    Abc(Place<AbcClass>, Place<AbcClass>),
    Xyz(Place<XyzClass>, Place<XyzClass>),
}

impl Filter {
    pub fn admits(self, one: &Move) -> bool {
        match self {
            Self::Abc(before, after) => one.abc() == (before, after),
            Self::Xyz(before, after) => one.xyz() == (before, after),
        }
    }

    /// "A → B"
    pub fn text(self, words: Words) -> String {
        let (before, after) = match self {
            Self::Abc(before, after) => (
                place(words, before, AbcClass::letter, Key::PlaceNew),
                place(words, after, AbcClass::letter, Key::PlaceGone),
            ),
            Self::Xyz(before, after) => (
                place(words, before, XyzClass::letter, Key::PlaceNew),
                place(words, after, XyzClass::letter, Key::PlaceGone),
            ),
        };
        format!("\u{2068}{before}\u{2069} {} \u{2068}{after}\u{2069}", words.arrow())
    }
}

fn place<C>(words: Words, place: Place<C>, letter: fn(C) -> &'static str, absent: Key) -> &'static str {
    match place {
        Place::Class(class) => letter(class),
        Place::Unclassed => words.text(Key::PlaceUnclassed),
        Place::Absent => words.text(absent),
    }
}

/// A class, or what is in none, as a row and as a column.
struct End {
    before: &'static str,
    after: &'static str,
    /// The class by size, which gives its mark a colour.
    abc: Option<&'static str>,
}

/// A table of transitions, ready to be shown.
pub struct Transitions {
    test_id: &'static str,
    ends: Vec<End>,
    /// A row for each end before, in it a cell for each end after.
    cells: Vec<Vec<(Filter, Flow)>>,
}

impl Transitions {
    pub fn of_abc(words: Words, movement: &Movement) -> Self {
        let flows = movement.abc();
        let cell =
            |before, after| (Filter::Abc(before, after), flows.get(&(before, after)).copied().unwrap_or_default());
        let (ends, cells) = table(words, AbcClass::ALL, AbcClass::letter, |class| Some(class.letter()), cell);
        Self { test_id: "transitions-abc", ends, cells }
    }

    pub fn of_xyz(words: Words, movement: &Movement) -> Self {
        let flows = movement.xyz();
        let cell =
            |before, after| (Filter::Xyz(before, after), flows.get(&(before, after)).copied().unwrap_or_default());
        let (ends, cells) = table(words, XyzClass::ALL, XyzClass::letter, |_| None, cell);
        Self { test_id: "transitions-xyz", ends, cells }
    }

    /// What is in a column, whatever its row.
    fn column(&self, at: usize) -> Flow {
        sum(self.cells.iter().filter_map(|row| row.get(at)).map(|(_, flow)| *flow))
    }
}

fn sum(flows: impl Iterator<Item = Flow>) -> Flow {
    flows.fold(Flow::default(), |sum, flow| Flow {
        count: sum.count + flow.count,
        before: sum.before + flow.before,
        after: sum.after + flow.after,
    })
}

/// Classes, those without one (if there are any), and the new or gone.
fn table<C: Copy>(
    words: Words,
    classes: [C; 3],
    letter: fn(C) -> &'static str,
    abc: fn(C) -> Option<&'static str>,
    cell: impl Fn(Place<C>, Place<C>) -> (Filter, Flow),
) -> (Vec<End>, Vec<Vec<(Filter, Flow)>>) {
    let all: Vec<Place<C>> = classes.map(Place::Class).into_iter().chain([Place::Unclassed, Place::Absent]).collect();
    let is_met = |one: Place<C>| {
        let count = |before, after| cell(before, after).1.count;
        !matches!(one, Place::Unclassed) || all.iter().any(|other| count(one, *other) + count(*other, one) > 0)
    };
    let kept: Vec<Place<C>> = all.iter().copied().filter(|one| is_met(*one)).collect();
    let end = |one: &Place<C>| End {
        before: place(words, *one, letter, Key::PlaceNew),
        after: place(words, *one, letter, Key::PlaceGone),
        abc: one.class().and_then(abc),
    };
    let cells = kept.iter().map(|before| kept.iter().map(|after| cell(*before, *after)).collect()).collect();
    (kept.iter().map(end).collect(), cells)
}

#[component]
pub fn TransitionTable(
    transitions: ByPtr<Transitions>,
    currency: Currency,
    picked: RwSignal<Option<Filter>>,
) -> impl IntoView {
    let words = words();
    let last = transitions.ends.len().saturating_sub(1);
    let cell = move |row: usize, column: usize, (filter, flow): (Filter, Flow)| {
        if row == last && column == last {
            return view! { <td></td> }.into_any();
        }
        if flow.count == 0 {
            return view! { <td class="is-none" aria-label=words.number(0)>"–"</td> }.into_any();
        }
        // Without a class by regularity is no worse: there were too few periods.
        let is_unseen = matches!(filter, Filter::Xyz(Place::Unclassed, _) | Filter::Xyz(_, Place::Unclassed));
        let (way, arrow) = match column.cmp(&row) {
            _ if is_unseen => (None, ""),
            std::cmp::Ordering::Less => (Some("up"), "↑"),
            std::cmp::Ordering::Equal => (None, ""),
            std::cmp::Ordering::Greater => (Some("down"), "↓"),
        };
        let change = change(words, currency, flow);
        let label = format!("{}: {}, {change}", filter.text(words), words.count(Key::CountAccounts, flow.count));
        view! {
            <td data-way=way>
                <Button
                    kind=ButtonKind::Bare
                    class="flow-cell"
                    pressed=move || picked.get() == Some(filter)
                    on_click=move || picked.update(|now| *now = if *now == Some(filter) { None } else { Some(filter) })
                >
                    <span class="sr">{label}</span>
                    <b aria-hidden="true">{words.number(flow.count)}</b>
                    <i aria-hidden="true">{arrow}</i>
                    <small class="move-value" aria-hidden="true">{change}</small>
                </Button>
            </td>
        }
        .into_any()
    };
    let body = transitions.ends.iter().zip(&transitions.cells).enumerate().map(|(row, (end, cells))| {
        let count = sum(cells.iter().map(|(_, flow)| *flow)).count;
        let cells = cells.iter().enumerate().map(|(column, found)| cell(row, column, *found));
        view! {
            <tr>
                <th scope="row"><b data-abc=end.abc>{end.before}</b> <small>{words.number(count)}</small></th>
                {cells.collect_view()}
            </tr>
        }
    });
    let body = body.collect_view();
    let heads = transitions.ends.iter().map(|end| view! { <th scope="col"><b data-abc=end.abc>{end.after}</b></th> });
    let foot = (0..transitions.ends.len()).map(|at| {
        let flow = transitions.column(at);
        // What is gone has no value now.
        let value = (at < last).then(|| words.money_round(currency, flow.after as f64));
        view! { <td><b>{words.number(flow.count)}</b> <small class="move-value">{value}</small></td> }
    });
    view! {
        <table class="flow" data-testid=transitions.test_id>
            <caption class="sr">{words.text(Key::TransitionsCaption)}</caption>
            <thead>
                <tr>
                    <td></td>
                    {heads.collect_view()}
                </tr>
            </thead>
            <tbody>{body}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{words.text(Key::After)}</th>
                    {foot.collect_view()}
                </tr>
            </tfoot>
        </table>
    }
}

/// "+26,847"
pub fn change(words: Words, currency: Currency, flow: Flow) -> String {
    words.signed(words.money_round(currency, flow.change().abs() as f64), flow.change())
}
