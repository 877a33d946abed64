//! The Pareto curve: what share the largest customers bring together.

use std::collections::BTreeSet;

use super::Frame;
use super::canvas::{Anchor, At, Canvas, Plane, drawing};
use super::place::{Cover, Places, apart, draw_pin, pins};
use super::role::{Ink, Role};
use super::typeset;
use crate::analysis::{AbcClass, AbcLimits, Analysis};

/// What [`pareto`] draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Pareto<'a> {
    /// The shares in descending order, cumulated, 0 to 1.
    pub cumulative: &'a [f64],
    /// How many accounts A, B and C have, and their share, 0 to 1.
    pub classes: [(usize, f64); 3],
    pub limits: AbcLimits,
    /// The first few by name and share.
    pub largest: Vec<(&'a str, f64)>,
}

impl<'a> Pareto<'a> {
    pub fn of(analysis: &'a Analysis) -> Self {
        let classes = AbcClass::ALL.map(|class| {
            let tally = analysis.abc_tally(class);
            (tally.count, analysis.share(tally.value))
        });
        let ranked = analysis.findings.iter().filter_map(|finding| Some((&*finding.name, finding.rank?.share)));
        Self {
            cumulative: &analysis.concentration.cumulative,
            classes,
            limits: analysis.config.abc,
            largest: ranked.take(3).collect(),
        }
    }

    fn count(&self) -> usize {
        self.cumulative.len()
    }

    /// What the first `rank` bring.
    fn upto(&self, rank: usize) -> f64 {
        let sum = rank.checked_sub(1).and_then(|at| self.cumulative.get(at)).copied().unwrap_or(0.0);
        if sum.is_finite() { sum.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The last rank of each class.
    fn borders(&self) -> [usize; 3] {
        let [(a, _), (b, _), _] = self.classes;
        let a = a.min(self.count());
        [a, a.saturating_add(b).min(self.count()), self.count()]
    }

    /// How many bring half.
    fn half(&self) -> Option<usize> {
        Some(self.cumulative.iter().position(|sum| *sum >= 0.5 - 1e-12)? + 1)
    }

    /// The ranks drawn: all, or as many as can be told apart, with all that matter among them.
    fn ranks(&self) -> BTreeSet<usize> {
        let step = self.count().div_ceil(MOST_POINTS).max(1);
        let marks = self.borders().into_iter().chain(self.half()).chain([1, 2, 3]);
        (0..=self.count()).step_by(step).chain(marks.filter(|rank| *rank <= self.count())).collect()
    }
}

/// The words of [`pareto`].
#[derive(Clone, Copy)]
pub struct ParetoWords<'a> {
    /// What the drawing is, for those who don't see it.
    pub aria: &'a str,
    /// "customers, largest first"
    pub axis: &'a str,
    /// A share on the axis, 0 to 1: "25 %".
    pub percent: &'a dyn Fn(f64) -> String,
    /// The limit of a class, 0 to 1: "80 % limit".
    pub limit: &'a dyn Fn(f64) -> String,
    /// Number and share of a class: "34 · 80.1 %".
    pub class: &'a dyn Fn(AbcClass, usize, f64) -> String,
    /// One customer's share: "8.7 %".
    pub share: &'a dyn Fn(f64) -> String,
    /// How many bring half: "13 bring half".
    pub half: &'a dyn Fn(usize) -> String,
    /// What a point says, the share 0 to 1: "The first 34 bring 80.1 %".
    pub point: &'a dyn Fn(usize, f64) -> String,
    /// A rank: "34".
    pub rank: &'a dyn Fn(usize) -> String,
}

/// About as many points as a curve is drawn with.
const MOST_POINTS: usize = 580;

/// Where the lines across are.
const SHARES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// The frame this chart has at a width.
pub fn pareto_frame(width: f64, mirrored: bool) -> Frame {
    Frame::of(width, mirrored, 320.0, 300.0)
}

/// Draws the curve, tinted below by class, with the limits and the first few customers marked.
pub fn pareto(pareto: &Pareto<'_>, frame: Frame, words: &ParetoWords<'_>) -> String {
    drawing(frame, words.aria, |canvas| {
        let frame = canvas.frame;
        let ticks = SHARES.map(words.percent);
        let left = canvas.widest(Ink::Plain, &ticks) + 10.0;
        let across = 0.0..pareto.count().max(1) as f64;
        let plane = Plane::new((left, frame.width - 14.0), (26.0, frame.height - 40.0), across, 0.0..1.0);
        let mut places = Places::new(canvas);

        for (share, tick) in SHARES.iter().zip(&ticks) {
            let y = plane.y(*share);
            canvas.line((plane.left, y), (plane.right, y), Role::Grid);
            canvas.text((plane.left - 8.0, y + 4.0), Anchor::End, Ink::Plain, tick);
        }
        let middle = (frame.width / 2.0, frame.height - 4.0);
        canvas.text(middle, Anchor::Middle, Ink::Plain, words.axis);
        if pareto.count() == 0 {
            return;
        }
        draw_curve(canvas, &plane, pareto);
        for rank in pins(&plane, pareto.count()) {
            let share = pareto.upto(rank);
            draw_pin(canvas, &plane, plane.at(rank as f64, share), &(words.point)(rank, share));
        }
        let sketch = Sketch { canvas, plane: &plane, pareto, words };
        sketch.limit_lines();
        sketch.class_labels(&mut places);
        sketch.limit_labels(&mut places);
        sketch.marks(&mut places);
        sketch.rank_labels(&mut places);
    })
}

fn draw_curve(canvas: &Canvas<'_>, plane: &Plane, pareto: &Pareto<'_>) {
    let points: Vec<(usize, At)> =
        pareto.ranks().into_iter().map(|rank| (rank, plane.at(rank as f64, pareto.upto(rank)))).collect();
    let [a, b, c] = pareto.borders();
    let classes = || AbcClass::ALL.into_iter().zip([(0, a), (a, b), (b, c)]).filter(|(_, (from, to))| from < to);
    let within = |(from, to): (usize, usize)| {
        points.iter().filter(move |(rank, _)| (from..=to).contains(rank)).map(|(_, at)| *at)
    };
    for (class, ranks) in classes() {
        let foot = |rank: usize| [plane.at(rank as f64, 0.0)];
        let outline = foot(ranks.0).into_iter().chain(within(ranks)).chain(foot(ranks.1));
        canvas.polygon(outline, Role::Under(class));
    }
    for (class, ranks) in classes() {
        canvas.curve(within(ranks), Role::Curve(class));
    }
}

/// The chart while it gets its labels.
struct Sketch<'a, 'c> {
    canvas: &'a Canvas<'c>,
    plane: &'a Plane,
    pareto: &'a Pareto<'a>,
    words: &'a ParetoWords<'a>,
}

impl Sketch<'_, '_> {
    fn point(&self, rank: usize) -> At {
        self.plane.at(rank as f64, self.pareto.upto(rank))
    }

    /// The class whose accounts stand at this x.
    fn class_at(&self, x: f64) -> AbcClass {
        let [a, b, _] = self.pareto.borders().map(|rank| self.plane.x(rank as f64));
        if x < a {
            AbcClass::A
        } else if x < b {
            AbcClass::B
        } else {
            AbcClass::C
        }
    }

    /// How high the curve is at an x, in pixels.
    fn curve_y(&self, x: f64) -> f64 {
        let count = self.pareto.count();
        let at = (x - self.plane.left) / (self.plane.right - self.plane.left) * count as f64;
        let at = at.clamp(0.0, count as f64);
        let rank = at.floor() as usize;
        let (low, high) = (self.pareto.upto(rank), self.pareto.upto((rank + 1).min(count)));
        self.plane.y(low + (high - low) * (at - at.floor()))
    }

    /// Whether the curve, which only rises, passes by.
    fn is_clear(&self, cover: &Cover) -> bool {
        let is_above = cover.bottom + 1.0 < self.curve_y(cover.right + 2.0);
        let is_below = cover.top - 1.0 > self.curve_y(cover.left - 2.0);
        is_above || is_below
    }

    fn limits(&self) -> impl Iterator<Item = (AbcClass, f64, usize)> {
        let [a, b, _] = self.pareto.borders();
        let limits = self.pareto.limits;
        let share = |hundredths: u32| (f64::from(hundredths) / 10_000.0).min(1.0);
        [(AbcClass::A, share(limits.a), a), (AbcClass::B, share(limits.b), b)].into_iter()
    }

    fn limit_lines(&self) {
        for (class, share, rank) in self.limits() {
            let (x, y) = (self.plane.x(rank as f64), self.plane.y(share));
            self.canvas.line((self.plane.left, y), (x, y), Role::Limit);
            self.canvas.line((x, y), (x, self.plane.bottom), Role::Limit);
            self.canvas.circle(self.point(rank), 3.5, Role::Point(class));
        }
    }

    /// Letter, number and share of each class at its foot; moved apart where a class is narrow.
    fn class_labels(&self, places: &mut Places<'_, '_>) {
        let [a, b, c] = self.pareto.borders();
        let spans = [(0, a), (a, b), (b, c)].map(|(from, to)| (self.plane.x(from as f64), self.plane.x(to as f64)));
        let found = AbcClass::ALL.into_iter().zip(self.pareto.classes).zip(spans);
        let labels: Vec<(AbcClass, String, f64, f64)> = found
            .filter(|((_, (count, _)), _)| *count > 0)
            .map(|((class, (count, share)), (from, to))| {
                let text = (self.words.class)(class, count, share);
                let width = self.canvas.width(Ink::Strong, &text);
                // Beside the names of the first few, where there is room beside them.
                let is_roomy = class == AbcClass::A && to - from > 2.2 * width;
                let center = if is_roomy { to - width * 0.5 - 10.0 } else { (from + to) / 2.0 };
                (class, text, width, center)
            })
            .collect();
        let mut centers: Vec<(f64, f64)> = labels.iter().map(|(_, _, width, center)| (*center, width + 8.0)).collect();
        apart(&mut centers, (self.plane.left, self.canvas.frame.width));
        for ((class, text, width, _), (center, _)) in labels.into_iter().zip(centers) {
            let (above, below) = ((center, self.plane.bottom - 23.0), (center, self.plane.bottom - 7.0));
            self.canvas.text(above, Anchor::Middle, Ink::Letter(class), class.letter());
            self.canvas.text(below, Anchor::Middle, Ink::Strong, &text);
            places.take(Cover { top: above.1 - 13.0, ..Cover::of(below, Anchor::Middle, width) });
        }
    }

    fn limit_labels(&self, places: &mut Places<'_, '_>) {
        for (_, share, rank) in self.limits() {
            let (x, y) = (self.plane.x(rank as f64), self.plane.y(share));
            let along = self.plane.left + 8.0;
            let spots = [
                ((along, y - 6.0), Anchor::Start),
                ((along, y + 14.0), Anchor::Start),
                ((x + 8.0, y + 14.0), Anchor::Start),
                ((x - 8.0, y + 14.0), Anchor::End),
            ];
            let text = (self.words.limit)(share);
            let other_lines: Vec<f64> = self.limits().map(|(_, share, _)| self.plane.y(share)).collect();
            let is_free = |cover: &Cover| {
                let is_crossed = |y: &f64| (cover.top + 1.0..cover.bottom - 1.0).contains(y);
                self.is_clear(cover) && !other_lines.iter().any(is_crossed) && cover.right < self.plane.right
            };
            places.text(|_| Ink::Halo, &text, spots, is_free);
        }
    }

    /// The first few customers, and how many bring half.
    fn marks(&self, places: &mut Places<'_, '_>) {
        let half = self.pareto.half();
        if let Some(rank) = half {
            // Below the line at 50 %.
            let (x, y) = self.point(rank);
            if self.beside(places, (x, y), [14.0, 18.0, 6.0], &(self.words.half)(rank)) {
                self.canvas.circle((x, y), 2.5, Role::Dot);
            }
        }
        if !self.canvas.frame.is_wide() {
            return;
        }
        for (rank, (name, share)) in (1..=self.pareto.count()).zip(&self.pareto.largest) {
            let at = self.point(rank);
            let name = typeset::isolated(&typeset::shortened(name, 200.0));
            let text = format!("{name} {}", (self.words.share)(*share));
            if self.beside(places, at, [6.0, 12.0, 18.0], &text) && half != Some(rank) {
                self.canvas.circle(at, 2.5, Role::Point(self.class_at(at.0 - 0.1)));
            }
        }
    }

    /// A label on the right of a point of the curve, so far below it, if there is room.
    fn beside(&self, places: &mut Places<'_, '_>, (x, y): At, below: [f64; 3], text: &str) -> bool {
        let spots = below.into_iter().flat_map(|down| [10.0, 16.0].map(|right| ((x + right, y + down), Anchor::Start)));
        let is_free = |cover: &Cover| self.is_clear(cover) && cover.bottom < self.plane.bottom;
        places.text(|cover| Ink::HaloOn(self.class_at(cover.left)), text, spots, is_free)
    }

    /// The ranks at the borders of classes, the last and the first.
    fn rank_labels(&self, places: &mut Places<'_, '_>) {
        let [a, b, last] = self.pareto.borders();
        let y = self.plane.bottom + 18.0;
        let at = |rank: usize| match rank {
            _ if rank == last => rank as f64 - 0.5,
            1 => 0.5,
            _ => rank as f64,
        };
        // Where they would touch, the border of A counts most.
        for rank in [a, last, b, 1].into_iter().filter(|rank| *rank > 0) {
            let text = (self.words.rank)(rank);
            let half = self.canvas.width(Ink::Plain, &text) / 2.0;
            let x = self.plane.x(at(rank)).min(self.canvas.frame.width - half - 1.0);
            places.text(|_| Ink::Plain, &text, [((x, y), Anchor::Middle)], |_| true);
        }
    }
}
