//! Who is known in which unit and on which level, and by whom: the holes are the message.

use leptos::prelude::*;

use super::super::account_view::AccountView;
use super::super::fold::Line;
use super::both_sides::BothSides;
use super::finding_list::{self, FindingList};
use super::naming;
use crate::book::kind::Tone;
use crate::book::{Named, Rank};
use crate::dossier::people::coverage::{Cell, Cover, Coverage};
use crate::dossier::people::{People, findings};
use crate::text::Key;
use crate::ui::next_frame::after_first_frame;
use crate::ui::words::{Words, words};

/// So many names stand in one cell.
const NAMES: usize = 4;

/// What stands out, and how many gaps there are.
pub fn line(_: AccountView) -> Signal<Option<Line>> {
    let words = words();
    let people: super::PeopleMemo = expect_context();
    let make = move || {
        people.with(|people| {
            let people = people.as_ref()?;
            let coverage = Coverage::of(people);
            if coverage.units.is_empty() {
                return Some(Line::of(words.text(Key::CoverageNone)));
            }
            let line = Line::of(finding_list::reading(words, &findings::of_coverage(people, &coverage)));
            Some(match coverage.gaps() {
                0 => line,
                gaps => line.marked(words.count(Key::GapsCount, gaps), Tone::Warn),
            })
        })
    };
    after_first_frame(move || people.track(), make)
}

#[component]
pub fn CoverageSection() -> impl IntoView {
    let words = words();
    let people: super::PeopleMemo = expect_context();
    let coverage = Memo::new(move |_| people.with(|people| people.as_ref().map(Coverage::of)));
    let found = Memo::new(move |_| {
        let of = |people: &People| coverage.with(|coverage| Some(findings::of_coverage(people, coverage.as_ref()?)));
        people.with(|people| people.as_ref().and_then(of)).unwrap_or_default()
    });
    let gaps = move || coverage.with(|coverage| coverage.as_ref().map_or(0, Coverage::gaps));
    let table = move || {
        coverage.with(|coverage| {
            let coverage = coverage.as_ref().filter(|coverage| !coverage.units.is_empty())?;
            Some(matrix(words, coverage))
        })
    };
    let is_empty = move || coverage.with(|coverage| coverage.as_ref().is_none_or(|coverage| coverage.units.is_empty()));
    view! {
        <div class="stack-s">
            {move || (gaps() > 0).then(|| view! { <p class="note">{words.count(Key::GapsCount, gaps())}</p> })}
            {move || is_empty().then(|| view! { <p class="note">{words.text(Key::CoverageNone)}</p> })}
            <FindingList found test_id="coverage-reading"/>
            {table}
            <BothSides people/>
        </div>
    }
}

fn matrix(words: Words, coverage: &Coverage) -> impl IntoView + use<> {
    let shown = if coverage.has_unranked { 4 } else { 3 };
    let heads = Rank::NAMES.iter().map(|(_, key)| *key).chain([Key::RankNotKnown]).take(shown);
    let heads = heads.map(|key| view! { <th scope="col">{words.text(key)}</th> }).collect_view();
    let rows = coverage.units.iter().map(|unit| {
        let cells = unit.cells.iter().take(shown).map(|cell| table_cell(words, cell)).collect_view();
        let name = if unit.name.is_empty() {
            view! { <span class="muted">{words.text(Key::UnitNotKnown)}</span> }.into_any()
        } else {
            view! { <bdi>{unit.name.clone()}</bdi> }.into_any()
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells}
            </tr>
        }
    });
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=words.text(Key::CoverageTitle)>
            <table aria-label=words.text(Key::CoverageTitle) class="grid-table" data-testid="coverage-matrix">
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="note">{words.text(Key::CoverageHint)}</p>
    }
}

fn table_cell(words: Words, cell: &Cell) -> impl IntoView + use<> {
    let (state, by) = match cell.cover {
        Cover::Several => ("several", Some(naming::several(words, &cell.colleagues, NAMES))),
        Cover::One => ("one", Some(naming::known_by(words, &cell.colleagues))),
        Cover::Untied => ("untied", Some(words.text(Key::CellUntied).to_owned())),
        Cover::Gap => ("gap", None),
        Cover::Free => ("na", None),
    };
    let people = match cell.cover {
        Cover::Free => String::new(),
        Cover::Gap if cell.unknown.is_empty() => words.text(Key::CellNobody).into(),
        Cover::Gap => naming::several(words, &cell.unknown, NAMES),
        _ => naming::several(words, &cell.people, NAMES),
    };
    let nobody = (cell.cover == Cover::Gap && !cell.unknown.is_empty()).then(|| words.text(Key::NotKnown).to_owned());
    view! {
        <td data-state=state>
            {people}
            {by.or(nobody).map(|by| view! { <small>{by}</small> })}
        </td>
    }
}
