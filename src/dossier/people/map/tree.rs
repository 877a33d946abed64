//! Boxes of a tree, tidy and no wider than there is room: those who report to somebody stand side by
//! side below them, or, where that is too wide, one below another in as many columns as fit.

use std::collections::BTreeMap;

use super::At;
use crate::book::RecordId;
use crate::dossier::people::Forest;

/// A person's box.
pub const BOX_WIDTH: f64 = 216.0;
pub const BOX_HEIGHT: f64 = 92.0;

/// Between boxes side by side.
const ASIDE: f64 = 16.0;
/// Between a box and those below it.
const BELOW: f64 = 22.0;
/// Between boxes one below another.
const STACKED: f64 = 14.0;
/// How far boxes in a column stand in from the line they hang on.
const INDENT: f64 = 16.0;

/// A person with all who stand below them, from their common upper left corner.
#[derive(Default)]
pub struct Block {
    width: f64,
    pub height: f64,
    /// Where the person's own box begins.
    own: f64,
    pub boxes: Vec<(RecordId, At)>,
    pub lines: Vec<Vec<At>>,
}

impl Block {
    fn one(id: RecordId) -> Self {
        Self { width: BOX_WIDTH, height: BOX_HEIGHT, own: 0.0, boxes: vec![(id, (0.0, 0.0))], lines: Vec::new() }
    }

    /// Takes another block in at a place.
    fn take(&mut self, other: Self, (left, top): At) {
        let moved = |(x, y): At| (x + left, y + top);
        self.boxes.extend(other.boxes.into_iter().map(|(id, at)| (id, moved(at))));
        self.lines.extend(other.lines.into_iter().map(|line| line.into_iter().map(moved).collect()));
        self.width = self.width.max(left + other.width);
        self.height = self.height.max(top + other.height);
    }
}

/// How wide a person is with all below them: side by side at each level, and in one column.
#[derive(Clone, Copy)]
struct Widths {
    spread: f64,
    narrow: f64,
}

/// All trees, each as high up as there is room for it.
pub fn forest(forest: &Forest, room: f64) -> Block {
    let mut widths: BTreeMap<RecordId, Widths> = BTreeMap::new();
    let order: Vec<RecordId> = forest.in_order().map(|(id, _)| id).collect();
    for id in order.iter().rev() {
        let below: Vec<Widths> = forest.reports(*id).iter().filter_map(|below| widths.get(below).copied()).collect();
        let spread = side_by_side(below.iter().map(|below| below.spread)).max(BOX_WIDTH);
        let narrow = below.iter().map(|below| below.narrow + INDENT).fold(BOX_WIDTH, f64::max);
        widths.insert(*id, Widths { spread, narrow });
    }
    // Those whose place isn't known come last.
    let (trees, single): (Vec<RecordId>, Vec<RecordId>) =
        forest.roots().iter().partition(|root| !forest.reports(**root).is_empty());
    let mut all = Block::default();
    let mut taken: Vec<Taken> = Vec::new();
    for root in trees.into_iter().chain(single) {
        let block = tree(forest, &widths, root, room);
        let at = highest_place(&taken, block.width, room);
        taken.push(Taken { left: at.0, right: at.0 + block.width, bottom: at.1 + block.height });
        all.take(block, at);
    }
    all
}

/// Where a tree stands among the others.
struct Taken {
    left: f64,
    right: f64,
    bottom: f64,
}

/// The highest place that is wide enough, and of those the first: beside the others, else below the
/// lowest of them.
fn highest_place(taken: &[Taken], width: f64, room: f64) -> At {
    let mut lefts: Vec<f64> = taken.iter().flat_map(|tree| [tree.left, tree.right + ASIDE]).chain([0.0]).collect();
    lefts.sort_by(f64::total_cmp);
    lefts.dedup();
    let below = |left: f64| {
        let above = taken.iter().filter(|tree| tree.left < left + width + ASIDE && left < tree.right + ASIDE);
        (left, above.map(|tree| tree.bottom + BELOW).fold(0.0, f64::max))
    };
    let fitting = lefts.into_iter().filter(|left| left + width <= room).map(below);
    fitting.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_else(|| below(0.0))
}

fn side_by_side(widths: impl Iterator<Item = f64>) -> f64 {
    widths.map(|width| width + ASIDE).sum::<f64>() - ASIDE
}

fn tree(forest: &Forest, widths: &BTreeMap<RecordId, Widths>, id: RecordId, room: f64) -> Block {
    let of = |id: &RecordId| widths.get(id).copied().unwrap_or(Widths { spread: BOX_WIDTH, narrow: BOX_WIDTH });
    let reports = forest.reports(id);
    if reports.is_empty() {
        return Block::one(id);
    }
    let narrow = side_by_side(reports.iter().map(|below| of(below).narrow));
    if narrow > room {
        return hung(forest, widths, id, room);
    }
    // Whoever can spread does, the smallest first.
    let mut spare = room - narrow;
    let mut rooms: Vec<(f64, f64)> = reports.iter().map(|below| (of(below).spread, of(below).narrow)).collect();
    let mut by_need: Vec<&mut (f64, f64)> = rooms.iter_mut().collect();
    by_need.sort_by(|a, b| (a.0 - a.1).total_cmp(&(b.0 - b.1)));
    for (spread, own) in by_need {
        let more = (*spread - *own).clamp(0.0, spare.max(0.0));
        *own += more;
        spare -= more;
    }
    let blocks = reports.iter().zip(rooms).map(|(below, (_, room))| tree(forest, widths, *below, room));
    row(id, blocks.collect())
}

/// Side by side, below the middle of their boss.
fn row(id: RecordId, blocks: Vec<Block>) -> Block {
    let mut all = Block::default();
    let (mut x, top) = (0.0, BOX_HEIGHT + BELOW);
    let mut middles = Vec::new();
    for block in blocks {
        let (width, own) = (block.width, block.own);
        all.take(block, (x, top));
        middles.push(x + own + BOX_WIDTH / 2.0);
        x += width + ASIDE;
    }
    let (first, last) = (middles.first().copied().unwrap_or_default(), middles.last().copied().unwrap_or_default());
    let middle = (first + last) / 2.0;
    all.own = middle - BOX_WIDTH / 2.0;
    all.boxes.push((id, (all.own, 0.0)));
    // Each stroke once: drawn over each other, lines would look heavier.
    let bus = BOX_HEIGHT + BELOW / 2.0;
    match middles.as_slice() {
        [_] => all.lines.push(vec![(middle, BOX_HEIGHT), (middle, top)]),
        _ => {
            all.lines.push(vec![(middle, BOX_HEIGHT), (middle, bus)]);
            all.lines.push(vec![(first, top), (first, bus), (last, bus), (last, top)]);
            let between = middles.iter().filter(|below| **below > first && **below < last);
            all.lines.extend(between.map(|below| vec![(*below, bus), (*below, top)]));
        }
    }
    all
}

/// In columns, each hanging on a line at its side.
fn hung(forest: &Forest, widths: &BTreeMap<RecordId, Widths>, id: RecordId, room: f64) -> Block {
    let reports = forest.reports(id);
    let widest = reports.iter().filter_map(|below| widths.get(below)).map(|widths| widths.narrow);
    let column = INDENT + widest.fold(BOX_WIDTH, f64::max);
    let columns = (((room + ASIDE) / (column + ASIDE)).floor() as usize).clamp(1, reports.len());
    let share = (room - ASIDE * (columns - 1) as f64) / columns as f64;
    // At the edge of the room nobody stands in any further.
    let indent = INDENT.min((share - BOX_WIDTH).max(0.0));
    let blocks: Vec<Block> =
        reports.iter().map(|below| tree(forest, widths, *below, (share - indent).max(BOX_WIDTH))).collect();
    let (mut all, mut buses) = (Block::default(), Vec::new());
    let top = BOX_HEIGHT + if columns > 1 { BELOW } else { STACKED };
    let mut left = 0.0;
    for blocks in in_columns(blocks, columns) {
        let (bus, mut y, mut right, mut lowest) = (left + indent / 2.0, top, left, top);
        for block in blocks {
            let height = block.height;
            lowest = y + BOX_HEIGHT / 2.0;
            right = f64::max(right, left + indent + block.width);
            all.lines.push(vec![(bus, lowest), (left + indent + block.own, lowest)]);
            all.take(block, (left + indent, y));
            y += height + STACKED;
        }
        buses.push((bus, lowest));
        left = right + ASIDE;
    }
    let (first, last) = (buses.first().map_or(0.0, |bus| bus.0), buses.last().map_or(0.0, |bus| bus.0));
    all.own = if columns > 1 { ((first + last) / 2.0 - BOX_WIDTH / 2.0).max(0.0) } else { 0.0 };
    all.width = all.width.max(all.own + BOX_WIDTH);
    all.boxes.push((id, (all.own, 0.0)));
    let (stem, bend) =
        if columns > 1 { (all.own + BOX_WIDTH / 2.0, BOX_HEIGHT + BELOW / 2.0) } else { (first, BOX_HEIGHT) };
    all.lines.extend(buses.iter().map(|(bus, lowest)| vec![(*bus, bend), (*bus, *lowest)]));
    if columns > 1 {
        all.lines.push(vec![(stem, BOX_HEIGHT), (stem, bend)]);
        all.lines.push(vec![(f64::min(first, stem), bend), (f64::max(last, stem), bend)]);
    }
    all
}

/// In so many columns of about the same height, in their order.
fn in_columns(blocks: Vec<Block>, columns: usize) -> Vec<Vec<Block>> {
    let heights: Vec<f64> = blocks.iter().map(|block| block.height + STACKED).collect();
    let tallest = heights.iter().copied().fold(1.0, f64::max);
    let mut limit = (heights.iter().sum::<f64>() / columns as f64).max(tallest);
    let needed = |limit: f64| {
        let (mut count, mut sum) = (1, 0.0);
        for height in &heights {
            if sum > 0.0 && sum + height > limit + 0.01 {
                (count, sum) = (count + 1, 0.0);
            }
            sum += height;
        }
        count
    };
    // At the sum of all there is one column, so this ends.
    while needed(limit) > columns {
        limit += BOX_HEIGHT / 2.0;
    }
    let mut out: Vec<Vec<Block>> = Vec::new();
    let mut sum = 0.0;
    for (block, height) in blocks.into_iter().zip(heights) {
        match out.last_mut() {
            Some(column) if sum + height <= limit + 0.01 => column.push(block),
            _ => {
                out.push(vec![block]);
                sum = 0.0;
            }
        }
        sum += height;
    }
    out
}
