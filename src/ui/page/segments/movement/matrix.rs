//! The transition matrices: how many went from which class to which; a cell leads to its accounts.

use leptos::prelude::*;

use crate::analysis::{AbcClass, Move, Movement, PeriodUnit, Place, XyzClass};
use crate::chart::Tint;
use crate::text::Key;
use crate::ui::by_ptr::ByPtr;
use crate::ui::component::{Button, ButtonKind};
use crate::ui::words::{Words, words};

/// The cell of a transition matrix, by ABC or by XYZ.
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

/// A matrix, ready to be shown: the names of its rows and columns, and its cells.
pub struct Transitions {
    pub title: &'static str,
    hint: String,
    test_id: &'static str,
    pub rows: Vec<&'static str>,
    pub columns: Vec<&'static str>,
    /// Of each row and column, for the picture.
    pub tints: Vec<Tint>,
    pub cells: Vec<Vec<(Filter, usize)>>,
}

impl Transitions {
    pub fn of_abc(words: Words, movement: &Movement) -> Self {
        let counts = movement.abc();
        let cell = |before, after| (Filter::Abc(before, after), counts.get(&(before, after)).copied().unwrap_or(0));
        let (rows, columns, tints, cells) = table(words, AbcClass::ALL, AbcClass::letter, Tint::Abc, cell);
        let (title, hint) = (words.text(Key::TransitionsAbc), words.text(Key::TransitionsAbcHint).to_owned());
        Self { title, hint, test_id: "transitions-abc", rows, columns, tints, cells }
    }

    /// `unit`: the period both windows are seen by, where it is one.
    pub fn of_xyz(words: Words, movement: &Movement, unit: Option<PeriodUnit>) -> Self {
        let counts = movement.xyz();
        let cell = |before, after| (Filter::Xyz(before, after), counts.get(&(before, after)).copied().unwrap_or(0));
        let (rows, columns, tints, cells) = table(words, XyzClass::ALL, XyzClass::letter, Tint::Xyz, cell);
        let hint = words.text(Key::TransitionsXyzHint).to_owned();
        let seen = unit.map(|unit| words.fill(Key::SeenBy, &[("unit", words.unit(unit))]));
        let hint = seen.into_iter().chain([hint]).collect::<Vec<_>>().join(" ");
        let title = words.text(Key::TransitionsXyz);
        Self { title, hint, test_id: "transitions-xyz", rows, columns, tints, cells }
    }
}

type Table = (Vec<&'static str>, Vec<&'static str>, Vec<Tint>, Vec<Vec<(Filter, usize)>>);

/// Classes, those without one (if there are any), and the new or gone.
fn table<C: Copy>(
    words: Words,
    classes: [C; 3],
    letter: fn(C) -> &'static str,
    tint: fn(C) -> Tint,
    cell: impl Fn(Place<C>, Place<C>) -> (Filter, usize),
) -> Table {
    let all: Vec<Place<C>> = classes.map(Place::Class).into_iter().chain([Place::Unclassed, Place::Absent]).collect();
    let is_met = |one: Place<C>| {
        !matches!(one, Place::Unclassed) || all.iter().any(|other| cell(one, *other).1 + cell(*other, one).1 > 0)
    };
    let kept: Vec<Place<C>> = all.iter().copied().filter(|one| is_met(*one)).collect();
    let names = |absent| kept.iter().map(|one| place(words, *one, letter, absent)).collect();
    let cells = kept.iter().map(|before| kept.iter().map(|after| cell(*before, *after)).collect()).collect();
    let tints = kept.iter().map(|one| match one {
        Place::Class(class) => tint(*class),
        Place::Unclassed | Place::Absent => Tint::Plain,
    });
    (names(Key::PlaceNew), names(Key::PlaceGone), tints.collect(), cells)
}

#[component]
pub fn TransitionMatrix(transitions: ByPtr<Transitions>, picked: RwSignal<Option<Filter>>) -> impl IntoView {
    let words = words();
    let Transitions { title, hint, test_id, rows, columns, cells, .. } = &*transitions;
    let (title, hint, test_id) = (*title, hint.clone(), *test_id);
    let last = rows.len().saturating_sub(1);
    let cell = move |row: usize, column: usize, (filter, count): (Filter, usize)| {
        if row == last && column == last {
            return view! { <td></td> }.into_any();
        }
        let way = match column.cmp(&row) {
            std::cmp::Ordering::Less => "up",
            std::cmp::Ordering::Equal => "same",
            std::cmp::Ordering::Greater => "down",
        };
        // Without a class by regularity is no worse: there were too few periods.
        let is_unseen = matches!(filter, Filter::Xyz(Place::Unclassed, _) | Filter::Xyz(_, Place::Unclassed));
        let way = if count > 0 && !is_unseen { way } else { "none" };
        let content = if count == 0 {
            view! { <span class="muted">"·"</span> }.into_any()
        } else {
            view! {
                <Button
                    kind=ButtonKind::Bare
                    class="transition"
                    text=words.number(count)
                    label=format!("{}: {}", filter.text(words), words.count(Key::CountAccounts, count))
                    pressed=move || picked.get() == Some(filter)
                    on_click=move || picked.update(|now| *now = if *now == Some(filter) { None } else { Some(filter) })
                />
            }
            .into_any()
        };
        view! { <td class="num" data-way=way>{content}</td> }.into_any()
    };
    let body = rows.iter().zip(cells).enumerate().map(|(row, (name, cells))| {
        let cells = cells.iter().enumerate().map(|(column, found)| cell(row, column, *found));
        view! {
            <tr>
                <th scope="row">{*name}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let body = body.collect_view();
    view! {
        <section>
            <div class="block-head"><h2>{title}</h2></div>
            <p class="note">{hint}</p>
            <table class="table transitions" data-fit data-testid=test_id>
                <thead>
                    <tr>
                        <th scope="col">{words.text(Key::BeforeAfter)}</th>
                        {columns.iter().map(|name| view! { <th scope="col" class="num">{*name}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </section>
    }
}
