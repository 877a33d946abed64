//! The decision map: where each person's box stands, and which lines join them.
//!
//! Drawn from left to right; a picture for a right-to-left page is the reflection of it.

mod line;
mod tree;

use std::collections::BTreeMap;

use super::Forest;
use crate::book::RecordId;

pub use tree::{BOX_HEIGHT, BOX_WIDTH};

/// A place in pixels from the upper left corner.
pub type At = (f64, f64);

/// More people than this are no picture but a list.
pub const MOST: usize = 200;

/// Around the boxes, for lines that go round them.
const MARGIN: f64 = 10.0;

/// The picture without its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    pub width: f64,
    pub height: f64,
    /// The boxes, by their upper left corners, bosses first.
    pub boxes: Vec<(RecordId, At)>,
    /// Lines of reporting.
    pub lines: Vec<Vec<At>>,
    /// Lines of influence, each towards whom it sways.
    pub sways: Vec<Vec<At>>,
}

/// Where an arrow key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Boss,
    Reports,
    Before,
    After,
}

impl Map {
    /// As wide as asked; the least there is room for is one box. `sways`: who sways whom.
    pub fn of(forest: &Forest, sways: impl IntoIterator<Item = (RecordId, RecordId)>, width: f64) -> Self {
        let width = width.max(BOX_WIDTH + 2.0 * MARGIN);
        let block = tree::forest(forest, width - 2.0 * MARGIN);
        let shifted = |(x, y): At| (x + MARGIN, y + MARGIN);
        let boxes: Vec<(RecordId, At)> = block.boxes.into_iter().map(|(id, at)| (id, shifted(at))).collect();
        let lines = block.lines.into_iter().map(|line| line.into_iter().map(shifted).collect()).collect();
        let places: BTreeMap<RecordId, At> = boxes.iter().copied().collect();
        let corners: Vec<At> = places.values().copied().collect();
        let place = |(from, to): (RecordId, RecordId)| Some((*places.get(&from)?, *places.get(&to)?));
        let sways: Vec<Vec<At>> = sways
            .into_iter()
            .filter(|(from, to)| from != to)
            .filter_map(place)
            .map(|(a, b)| line::sway(a, b, &corners))
            .collect();
        let lowest = sways.iter().flatten().map(|(_, y)| *y).fold(block.height + MARGIN, f64::max);
        Self { width, height: lowest + MARGIN, boxes, lines, sways }
    }
}

/// Whom an arrow key leads to from somebody; `None`: there is nobody that way.
pub fn neighbour(forest: &Forest, from: RecordId, way: Way) -> Option<RecordId> {
    let siblings = forest.siblings(from);
    let at = siblings.iter().position(|id| *id == from);
    match way {
        Way::Boss => forest.boss(from),
        Way::Reports => forest.reports(from).first().copied(),
        Way::Before => siblings.get(at?.checked_sub(1)?).copied(),
        Way::After => siblings.get(at? + 1).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::id;
    use super::*;
    use proptest::prelude::*;

    fn forest(bosses: &[Option<u16>]) -> Forest {
        Forest::of(bosses.iter().enumerate().map(|(at, boss)| (id(at as u16), boss.map(id))))
    }

    fn check(forest: &Forest, map: &Map) {
        let order: Vec<_> = forest.in_order().map(|(id, _)| id).collect();
        let mut there: Vec<_> = map.boxes.iter().map(|(id, _)| *id).collect();
        assert_eq!(there.len(), order.len());
        there.sort();
        there.dedup();
        assert_eq!(there.len(), order.len(), "everybody once");
        let places: BTreeMap<RecordId, At> = map.boxes.iter().copied().collect();
        for (who, (_, y)) in &map.boxes {
            if let Some((_, above)) = forest.boss(*who).and_then(|boss| places.get(&boss)) {
                assert!(above + BOX_HEIGHT < *y, "a boss stands above");
            }
        }
        for (at, (_, (x, y))) in map.boxes.iter().enumerate() {
            assert!(*x >= 0.0 && *y >= 0.0 && x + BOX_WIDTH <= map.width + 0.01 && y + BOX_HEIGHT <= map.height);
            for (_, (u, v)) in &map.boxes[at + 1..] {
                assert!((x - u).abs() >= BOX_WIDTH - 0.01 || (y - v).abs() >= BOX_HEIGHT, "{x},{y} on {u},{v}");
            }
        }
        for (x, y) in map.lines.iter().chain(&map.sways).flatten() {
            assert!((0.0..=map.width).contains(x) && (0.0..=map.height).contains(y), "{x},{y} left the picture");
        }
    }

    #[test]
    fn a_small_company_is_one_row_below_its_head() {
        let forest = forest(&[None, Some(0), Some(0), Some(1)]);
        let map = Map::of(&forest, [], 800.0);
        check(&forest, &map);
        let y = |n| map.boxes.iter().find(|(who, _)| *who == id(n)).map(|(_, (_, y))| *y);
        assert_eq!(y(1), y(2));
        assert!(y(3) > y(1));
    }

    #[test]
    fn who_stands_alone_takes_the_room_beside_a_tree() {
        let forest = forest(&[None, Some(0), Some(0), Some(1), None, None]);
        let map = Map::of(&forest, [], 800.0);
        check(&forest, &map);
        let at = |n| map.boxes.iter().find(|(who, _)| *who == id(n)).map(|(_, at)| *at).unwrap();
        assert_eq!(at(4).1, at(0).1);
        assert_eq!(at(5), (at(4).0, at(1).1), "below the other, beside the tree");
    }

    #[test]
    fn sixty_people_fit_into_a_page() {
        let bosses: Vec<_> = (0u16..60).map(|at| (at > 0).then(|| if at < 7 { 0 } else { 1 + at % 6 })).collect();
        let forest = forest(&bosses);
        for width in [240.0, 500.0, 800.0, 1_400.0] {
            let map = Map::of(&forest, (10u16..20).map(|at| (id(at), id(at * 2))), width);
            check(&forest, &map);
            assert_eq!(map.width, width);
        }
        assert!(Map::of(&forest, [], 800.0).height < 2_600.0);
    }

    #[test]
    fn a_chain_of_command_fits_however_long() {
        let bosses: Vec<_> = (0u16..200).map(|at| at.checked_sub(1)).collect();
        let forest = forest(&bosses);
        let map = Map::of(&forest, [(id(0), id(199)), (id(3), id(4))], 300.0);
        check(&forest, &map);
    }

    #[test]
    fn arrow_keys_lead_up_down_and_aside() {
        let forest = forest(&[None, Some(0), Some(0), None]);
        let from = |n, way| neighbour(&forest, id(n), way);
        assert_eq!(from(0, Way::Reports), Some(id(1)));
        assert_eq!(from(1, Way::After), Some(id(2)));
        assert_eq!(from(2, Way::Before), Some(id(1)));
        assert_eq!(from(2, Way::Boss), Some(id(0)));
        assert_eq!(from(0, Way::After), Some(id(3)));
        assert_eq!((from(0, Way::Before), from(3, Way::Boss), from(3, Way::Reports)), (None, None, None));
    }

    proptest! {
        #[test]
        fn no_box_lies_on_another(
            bosses in prop::collection::vec(prop::option::of(0u16..60), 0..60),
            sways in prop::collection::vec((0u16..70, 0u16..70), 0..20),
            width in 0.0..2_000.0,
        ) {
            let forest = forest(&bosses);
            let map = Map::of(&forest, sways.iter().map(|(from, to)| (id(*from), id(*to))), width);
            check(&forest, &map);
        }
    }
}
