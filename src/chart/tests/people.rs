//! The decision map keeps its words in their boxes, mirrored as well, and shows six stances apart.

use super::laws::{check_reflection, check_texts};
use super::*;
use crate::book::{RecordId, Stance};
use crate::dossier::people::{Forest, map::Map};

fn id(n: u16) -> RecordId {
    RecordId::from_parts(u64::from(n) + 1, [0; 10])
}

fn picture(words: impl Fn() -> [&'static str; 4], count: u16, width: f64, mirrored: bool) -> String {
    let forest = Forest::of((0..count).map(|n| (id(n), n.checked_sub(1).map(|n| id(n / 5)))));
    let map = Map::of(&forest, [(id(1), id(2)), (id(2), id(0)), (id(0), id(7))], width);
    decision_map(&map, mirrored, "Decisions", |_| {
        let [name, function, roles, known] = words().map(str::to_owned);
        Some(PersonWords { name, function, roles, known, stance: None, is_open: false })
    })
}

#[test]
fn words_stay_in_their_boxes_and_lines_turn_with_the_page() {
    let long = "Deputy head of the department for the purchase of perishable goods";
    for words in [
        ["Ab", "", "", ""],
        ["Ab", "", "buyer", "x"],
        ["Ab", "Head", long, ""],
        [long; 4],
        ["علی", "مدیر", "خریدار", "۱۲"],
    ] {
        for width in [240.0, 500.0, 800.0] {
            let (plain, mirrored) = (picture(|| words, 12, width, false), picture(|| words, 12, width, true));
            check_texts(&plain);
            check_reflection(&plain, &mirrored);
        }
    }
}

#[test]
fn each_stance_has_a_look_of_its_own() {
    let mut all: Vec<String> = Stance::ALL.into_iter().map(Some).chain([None]).map(stance_mark).collect();
    assert!(all.iter().all(|mark| elements(mark).len() > 1));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 6);
}
