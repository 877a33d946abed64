//! Who is known in which unit and on which level, and by whom: the holes are the message.

use leptos::prelude::*;

use super::both_sides::BothSides;
use super::finding_list::FindingList;
use super::naming;
use crate::book::{Named, Rank};
use crate::dossier::people::coverage::{Cell, Cover, Coverage};
use crate::dossier::people::{People, findings};
use crate::text::Key;
use crate::ui::words::{Words, words};

/// So many names stand in one cell.
const NAMES: usize = 4;

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
        <section class="section stack-s" id="coverage">
            <div class="section-head">
                <h2 tabindex="-1">{words.text(Key::CoverageTitle)}</h2>
                {move || (gaps() > 0).then(|| view! { <span class="note">{words.count(Key::GapsCount, gaps())}</span> })}
            </div>
            {move || is_empty().then(|| view! { <p class="note">{words.text(Key::CoverageNone)}</p> })}
            <FindingList found test_id="coverage-reading"/>
            {table}
            <BothSides people/>
        </section>
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
        <div class="table-wrap">
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
